"""Facts: what befell people, who says so and when, and which numbers disagree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.extract.facts import find_facts
from annotations.extract.pipeline import read
from annotations.model import Document, Entity, Fact, Mention, Reading

HEAD = "Storm over Orsk\n\n"


def reading(body: str) -> Reading:
    return read(Document.of(HEAD + body, title="Storm over Orsk", published="2024-03-14"))


def facts(body: str) -> tuple[Fact, ...]:
    return reading(body).facts


def told(body: str) -> list[tuple[str, str, object]]:
    return [(fact.kind, fact.counted, account.value) for fact in facts(body) for account in fact.accounts]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The blast killed 36 civilians.", [("killed", "civilians", 36)]),
        ("At least 63 people have died and 28 are missing.", [("killed", "people", 63), ("missing", "people", 28)]),
        ("The fire killed four and injured nine.", [("killed", "people", 4), ("wounded", "people", 9)]),
        ("Two miners died and three are still missing.", [("killed", "miners", 2), ("missing", "people", 3)]),
        ("The floods displaced 52,400 people.", [("displaced", "people", 52400)]),
        ("Police arrested 30 protesters.", [("held", "protesters", 30)]),
        ("The shelling killed eight bakers.", [("killed", "bakers", 8)]),
        ("Five Syrians were killed there.", [("killed", "syrians", 5)]),
        ("The war has claimed 250,000 lives.", [("killed", "people", 250000)]),
        ("The quake killed 12 people, up from 9 on Monday.", [("killed", "people", 12), ("killed", "people", 9)]),
        (
            "Bombs killed at least 18 people and wounded more than 40, injuring dozens more there.",
            [("killed", "people", 18), ("wounded", "people", 40), ("wounded", "people", (12, 120))],
        ),
        (
            "Five people, including two children, died when the roof fell in.",
            [("killed", "people", 5), ("killed", "children", 2)],
        ),
        (
            "The toll rose to 143 dead on Friday, up from 120 a day earlier.",
            [("killed", "people", 143), ("killed", "people", 120)],
        ),
        ("Divers recovered 17 bodies.", [("killed", "people", 17)]),
        ("The clinic said 17 bodies had been brought in.", [("killed", "people", 17)]),
        ("The bodies of nine miners lay in the shaft.", [("killed", "miners", 9)]),
        ("Two of its cooks were among the dead.", [("killed", "cooks", 2)]),
        ("Eight bakers were injured.", [("wounded", "bakers", 8)]),
        (
            "The raid killed 30 people, including 12 farmers, and injured more than 500.",
            [("killed", "people", 30), ("killed", "farmers", 12), ("wounded", "people", 500)],
        ),
        (
            "Guards shot dead roughly 100 students and wounded hundreds.",
            [("killed", "students", 100), ("wounded", "people", (100, 1000))],
        ),
        (
            "Three sailors were killed, the navy said; the rebels said they had killed five.",
            [("killed", "sailors", 3), ("killed", "sailors", 5)],
        ),
        ("Fifteen hikers had been shot dead.", [("killed", "hikers", 15)]),
        ("Nine hikers drowned.", [("killed", "hikers", 9)]),
        ("The brigade lost three soldiers.", [("killed", "soldiers", 3)]),
        ("Observers documented 11 killings and 24 arrests.", [("killed", "people", 11), ("held", "people", 24)]),
        ("The union lost 300 members.", []),
        ("There were nine attempted murders.", []),
        ("Three public bodies found fault with the plan.", []),
        ("Forty goats were killed.", []),
        ("Some 300 hostages were released.", []),
        ("They freed 12 prisoners.", []),
        ("The trial of 14 officers accused of killing protesters began.", []),
        ("Three policemen arrested a man on the bridge.", []),
        ("The cut killed 40 jobs.", []),
        ("Nine lives of the saints were printed.", []),
        ("The choir has 30 members.", []),
    ],
)
def test_what_befell_whom(body: str, expected: list[tuple[str, str, object]]) -> None:
    assert told(body) == expected


def test_a_number_told_twice_is_one_account_with_all_its_evidence() -> None:
    [fact] = facts("The blast killed 36 civilians. The mayor, Nadia Kessler, said 36 civilians were killed.")
    [account] = fact.accounts
    assert len(account.figures) == 2
    assert len(account.speakers) == 1
    assert [p.text for p in account.evidence] == ["36 civilians", "killed", "36 civilians", "killed"]


def test_numbers_that_cannot_both_hold_disagree() -> None:
    [fact] = facts("The army said 40 people were killed. The council said 52 people were killed.")
    assert [(a.value, a.disagrees) for a in fact.accounts] == [(40, True), (52, True)]


@pytest.mark.parametrize(
    ("body", "differing"),
    [
        ("Police said 12 people were killed on Tuesday. The council said 19 people were killed.", [12, 19]),
        ("Police said at least 12 people were killed. The council said 19 civilians were killed.", [12, 19]),
        ("Police said 12 villagers were killed. The council said 19 people were killed.", [12, 19]),
        ("The navy said three sailors were killed; the council said five had been killed.", [3, 5]),
        ("Police said on Tuesday that 12 people died. The council said on Wednesday that 19 people died.", [12, 19]),
        ("Police said 12 people were killed in Orsk. The council said 19 people were killed in Orsk.", [12, 19]),
        ("Police said 12 people were killed. The council said 19 people were killed in Orsk.", [12, 19]),
        ("Police said at least 36 passengers drowned. The council said 71 people died.", [36, 71]),
        ("Police said seven people were killed. The council said five civilians were killed.", [7, 5]),
        (
            "Since June 57 people have died, police said. The navy said 57 died. The council said 83 people died.",
            [57, 83],
        ),
    ],
)
def test_numbers_of_one_incident_differ(body: str, differing: list[int]) -> None:
    accounts = [account for fact in facts(body) for account in fact.accounts]
    assert [a.value for a in accounts if a.disagrees] == differing


def test_what_differs_stands_together() -> None:
    body = "Police said 12 people died. The army said it killed 40 rebels. The council said 19 civilians died."
    assert told(body) == [("killed", "people", 12), ("killed", "civilians", 19), ("killed", "rebels", 40)]
    assert [f.accounts[0].disagrees for f in facts(body)] == [True, True, False]


@pytest.mark.parametrize(
    "body",
    [
        "Police said five people were killed. The council said two children were killed.",
        "Police said five people, including two children, were killed. The council said seven people were wounded.",
        "Police said 12 people were killed in Orsk. The council said 19 people were killed in London.",
        "Police said 12 people were killed. In 2011, the council said, 300 people were killed.",
        "Police said 12 people were killed. The army said it killed 40 rebels.",
        "Police said 12 people were killed. The clinic said another three people were killed.",
        "Police said 19 people were killed. The clinic said it had received 17 bodies.",
        "Police said 190 people were killed. The clinic said it had received 17 bodies.",
        "Police said 12 people were killed. In the city of London 19 people were killed, the council said.",
        "Police said 12 people were killed. Since January, shelling has killed 214 people, the council said.",
        "Police said 30 people and nine rebels were killed. The council said 12 civilians were killed.",
        "Police said 19 people were killed. The firm said two of its drivers were among the dead.",
        "The army said more than 40 people were killed. The council said 52 people were killed.",
        "The army said 40 people were killed. The army said 52 people were killed.",
        "The army said 40 people were killed on Monday. The council said 52 people were killed on Tuesday.",
        "The army said 40 people were killed. The council said 52 people were injured.",
    ],
)
def test_numbers_that_may_both_hold_do_not(body: str) -> None:
    assert not any(account.disagrees for fact in facts(body) for account in fact.accounts)


@pytest.mark.parametrize("words", ["has recorded 71 deaths", "put the number of dead at 71"])
def test_who_counted_says_so(words: str) -> None:
    found = replace(reading(f"The Orsk Relief Society {words}."), quotes=())
    name = "Orsk Relief Society"
    at = found.document.text.index(name)
    society = Entity(id="e9", label="ORG", name=name, mentions=(Mention(at, at + len(name), name),))
    [fact] = find_facts(replace(found, entities=(society,)))
    assert [(speaker.text, speaker.entity) for speaker in fact.accounts[0].speakers] == [(name, "e9")]


def test_a_number_that_somebody_puts_the_dead_at_is_theirs() -> None:
    [fact] = facts("Residents put the number of dead at more than 80.")
    assert fact.kind == "killed"
    assert [(a.value, a.modifier, [s.text for s in a.speakers]) for a in fact.accounts] == [(80, ">", ["Residents"])]


def test_a_fact_has_the_day_that_its_own_words_name() -> None:
    [fact] = facts("The blast killed 36 civilians on Tuesday.")
    [account] = fact.accounts
    assert account.date == "2024-03-12"
    assert account.date_evidence is not None
    assert account.date_evidence.text.endswith("Tuesday")
    [fact] = facts("The blast killed 63 people, up from 41 on Monday.")
    assert [(a.value, a.date) for a in fact.accounts] == [(63, None), (41, "2024-03-11")]


def test_a_dateline_is_not_the_day_of_what_its_sentence_tells() -> None:
    for words, day in (("on Wednesday", "2024-03-13"), ("there", None)):
        [fact] = facts(f"ORSK, 14 March 2024 - Police said 12 people were killed in a fire at a mill {words}.")
        assert fact.accounts[0].date == day


def test_the_day_on_which_somebody_spoke_is_not_the_day_of_what_befell() -> None:
    [fact] = facts("Police said on Wednesday that 12 people were killed.")
    assert fact.accounts[0].date is None
    [fact] = facts("Police said 12 people were killed on Wednesday.")
    assert fact.accounts[0].date == "2024-03-13"


def test_what_denies_a_fact_stands_with_it() -> None:
    found = reading(
        "The council said the shelling killed 36 civilians. General Ivo Boro denied reports of civilian deaths."
    )
    [fact] = found.facts
    assert [q.stance for q in found.quotes if q.id in fact.doubts] == ["denied"]


FATES = ["killed", "wounded", "missing", "dead", "lives", "claimed", "arrested", "fled", "Three policemen", "12"]
PLAIN = [
    "four people",
    "9 civilians",
    "said",
    "The army",
    ",",
    ".",
    "and",
    "at least",
    "of the",
    "on Monday",
    "up from",
]
WORDS = st.sampled_from([*FATES, *PLAIN, "has recorded", "denied that", "more than", "are still"])


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_evidence_lies_in_the_text_and_each_figure_in_one_account(body: str) -> None:
    found = reading(body)
    text = found.document.text
    used = [figure for fact in found.facts for account in fact.accounts for figure in account.figures]
    assert len(used) == len(set(used))
    assert set(used) <= {figure.id for figure in found.figures}
    for fact in found.facts:
        for account in fact.accounts:
            assert account.evidence
            assert all(p.text == text[p.start : p.end] for p in account.evidence)
    assert find_facts(found) == found.facts
