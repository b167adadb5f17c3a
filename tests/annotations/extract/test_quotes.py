"""Reported speech as a reader meets it: who said what, in marks and without them."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.extract.quotes import find_quotes
from annotations.extract.segment import segment
from annotations.model import Entity, Mention, Quote

HEAD = "Harbour talks go on\n\nThe delegations met again on Monday at the port of Sarrin. Nothing was signed.\n\n"


def entities(text: str, **named: str) -> tuple[Entity, ...]:
    """Name each form given: `Anna_Rell="PERSON"`; a last name alone is a mention too."""
    found = []
    for number, (key, label) in enumerate(named.items(), 1):
        name = key.replace("_", " ")
        forms = [name, name.split()[-1]] if label == "PERSON" else [name]
        taken: list[Mention] = []
        for form in forms:
            at = text.find(form)
            while at >= 0:
                if not any(m.start <= at < m.end for m in taken):
                    taken.append(Mention(at, at + len(form), form))
                at = text.find(form, at + 1)
        found.append(Entity(id=f"e{number}", label=label, name=name, mentions=tuple(sorted(taken))))  # type: ignore[arg-type]
    return tuple(found)


def quotes(body: str, **named: str) -> list[Quote]:
    text = HEAD + body
    return [q for q in find_quotes(segment(text), entities(text, **named)) if q.start >= len(HEAD)]


def said(body: str, **named: str) -> list[tuple[str, str, str | None]]:
    """Return kind, words and speaker of each quote."""
    return [(q.kind, q.text, q.speaker.text if q.speaker else None) for q in quotes(body, **named)]


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ('"We are ready," Rell said.', "We are ready,", "Rell"),
        ('"We are ready," said Anna Rell, a harbour pilot who lives in Port Helm.', "We are ready,", "Anna Rell"),
        (
            '"We are ready," harbour pilot Anna Rell, who has worked there for years, said.',
            "We are ready,",
            "Anna Rell",
        ),
        ('Anna Rell told reporters on Monday: "We are ready."', "We are ready.", "Anna Rell"),
        ('Asked about it, Rell said, "We are ready."', "We are ready.", "Rell"),
        ('"Are we ready?" Rell asked.', "Are we ready?", "Rell"),
        ('Rell shook her head and said: "We are ready."', "We are ready.", "Rell"),
        ('Rell walked out of the hall, saying, "We are ready."', "We are ready.", "Rell"),
        ('Rell: "We are ready."', "We are ready.", "Rell"),
        ('As Rell put it, "we are quite ready to go."', "we are quite ready to go.", "Rell"),
        ('According to Rell, "we are quite ready to go."', "we are quite ready to go.", "Rell"),
    ],
)
def test_who_says_a_quotation_before_after_and_around_it(body: str, words: str, speaker: str) -> None:
    found = said(body, Anna_Rell="PERSON")
    assert ("direct", words, speaker) in found
    assert len(found) == 1


def test_a_quotation_cut_by_its_cue_is_two_by_one_speaker() -> None:
    assert said('"We are ready," said Rell, "and we will wait."', Anna_Rell="PERSON") == [
        ("direct", "We are ready,", "Rell"),
        ("direct", "and we will wait.", "Rell"),
    ]
    assert said('"We are ready," Rell said at the gate. "Nobody told us when."', Anna_Rell="PERSON") == [
        ("direct", "We are ready,", "Rell"),
        ("direct", "Nobody told us when.", "Rell"),
    ]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    body = 'Rell said: "We are ready.\n\n"We have been ready for a month.\n\n"We will wait."'
    found = said(body, Anna_Rell="PERSON")
    assert [(words, who) for _, words, who in found] == [
        ("We are ready.", "Rell"),
        ("We have been ready for a month.", "Rell"),
        ("We will wait.", "Rell"),
    ]


def test_the_speaker_may_stand_in_the_sentence_before() -> None:
    body = 'Rell said the pilots were tired of it all. "We have been ready for a month."'
    assert said(body, Anna_Rell="PERSON")[-1] == ("direct", "We have been ready for a month.", "Rell")


def test_no_speaker_is_better_than_a_wrong_one() -> None:
    found = quotes("Flags hung from every window. A banner was new. “Peace in our time at long last.” It rained.")
    assert [(q.text, q.speaker) for q in found] == [("Peace in our time at long last.", None)]


def test_headings_and_titles_in_marks_are_no_quotations() -> None:
    text = HEAD + "'Not ready at all'\n\nThe delegations met again on Tuesday, and nothing was signed."
    assert find_quotes(segment(text), ()) == ()


def test_words_in_marks_inside_a_reported_clause() -> None:
    assert said('Rell said the port "has never been so quiet on a Monday" since the war.', Anna_Rell="PERSON") == [
        ("mixed", 'the port "has never been so quiet on a Monday" since the war', "Rell")
    ]


def test_a_term_in_marks_is_a_fragment_of_what_is_reported() -> None:
    found = said("Rell said the port was 'probably' closed until the end of the week.", Anna_Rell="PERSON")
    assert ("fragment", "probably", "Rell") in found
    assert ("indirect", "the port was 'probably' closed until the end of the week", "Rell") in found
    assert said('The port has a "free zone." It is small.') == [("fragment", "free zone", None)]


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Rell said that the port would reopen.", "the port would reopen", "Rell"),
        ("Rell said the port would reopen.", "the port would reopen", "Rell"),
        ("The port would reopen, Rell said.", "The port would reopen", "Rell"),
        ("The port will, Rell said, reopen on Friday.", "The port will, Rell said, reopen on Friday", "Rell"),
        ("The port would reopen, said an aide to Voss.", "The port would reopen", "an aide to Voss"),
        ("According to Rell, the port would reopen.", "the port would reopen", "Rell"),
        ("The port would reopen, according to Rell.", "The port would reopen", "Rell"),
        ("Rell told reporters on Monday that the port would reopen.", "the port would reopen", "Rell"),
        ("Rell asked whether the port would reopen.", "whether the port would reopen", "Rell"),
        ("Rell warned against a new blockade of the port.", "a new blockade of the port", "Rell"),
        ("Rell accused Port Helm of closing the port.", "Port Helm of closing the port", "Rell"),
        ("Rell urged the pilots to stay in port.", "the pilots to stay in port", "Rell"),
        ("Rell promised to reopen the port.", "to reopen the port", "Rell"),
        ("Two officials briefed on the talks said the port would reopen.", "the port would reopen",
         "Two officials briefed on the talks"),
        ("Rell said the port would reopen, adding that nobody was hurt.", "nobody was hurt", "Rell"),
        ("Rell met the pilots and said the port would reopen.", "the port would reopen", "Rell"),
        ("Rell's claim that the port had closed was wrong.", "the port had closed", "Rell"),
        ("Nobody believed a promise by Rell that the port would reopen.", "the port would reopen", "Rell"),
        ("One of them admitted that the port had closed.", "the port had closed", "One of them"),
    ],
)  # fmt: skip
def test_reported_speech_without_marks(body: str, words: str, speaker: str) -> None:
    found = said(body, Anna_Rell="PERSON", Port_Helm="GPE")
    assert ("indirect", words, speaker) in found


@pytest.mark.parametrize(
    "body",
    [
        "The report was long and the claims were many.",
        "The port reopened on Monday and ships left.",
        "The new plan is on the table.",
        "The war has claimed more than 2,000 lives.",
        "He called on Monday.",
        "Rell denied it.",
        "His lawyer declined to comment.",
        "Rell has rejected that view.",
    ],
)
def test_what_reports_nothing(body: str) -> None:
    assert said(body) == []


def test_who_passes_words_on() -> None:
    after = quotes(
        "The port would reopen, Rell said, the Northern Wire reported.", Anna_Rell="PERSON", Northern_Wire="ORG"
    )
    assert [(q.speaker and q.speaker.text, q.reported_by and q.reported_by.text) for q in after] == [
        ("Rell", "Northern Wire")
    ]
    told = quotes("Rell told Radio Sarrin that the port would reopen.", Anna_Rell="PERSON", Radio_Sarrin="ORG")
    assert [(q.speaker and q.speaker.entity, q.reported_by and q.reported_by.entity) for q in told] == [("e1", "e2")]
    quoting = quotes('"We are ready," the Northern Wire reported one pilot as saying.', Northern_Wire="ORG")
    assert [(q.speaker and q.speaker.text, q.reported_by and q.reported_by.text) for q in quoting] == [
        ("one pilot", "Northern Wire")
    ]


def whom(body: str, people: Sequence[Entity] = (), **named: str) -> list[str | None]:
    text = HEAD + body
    known = (*people, *entities(text, **named))
    names = {e.id: e.name for e in known}
    return [
        names.get(q.speaker.entity or "") if q.speaker else None
        for q in find_quotes(segment(text), known)
        if q.start >= len(HEAD)
    ]


def test_whom_a_pronoun_means() -> None:
    body = 'Rell met Tomas Voss at the gate. "We are ready," she said. "So are we," he said.'
    assert whom(body, Anna_Rell="PERSON", Tomas_Voss="PERSON") == ["Anna Rell", "Tomas Voss"]
    assert whom('Voss spoke first. "We are ready," she said.', Tomas_Voss="PERSON") == [None]
    assert whom("Voss, who said the port would reopen, left.", Tomas_Voss="PERSON") == ["Tomas Voss"]


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("The Red Front claimed the raid in a leaflet. It said the camp had burned.", ["Red Front"]),
        ("The Red Front, known as RF, claimed the raid. It said the camp had burned.", ["Red Front"]),
        ("The Red Front has burned the camp. It said more would follow.", ["Red Front"]),
        ("The Red Front guards were gone. It said more would follow.", [None]),
        ("Orvo Freight said two vans burned. The Red Front claimed the raid. It said more would follow.",
         ["Orvo Freight", "Red Front"]),
        ("Orvo Freight said two vans burned. It said more would follow.", ["Orvo Freight", "Orvo Freight"]),
        ("Orvo Freight, a haulage firm, said two vans burned. It said its fighters had left.", ["Orvo Freight", None]),
        ("The Red Front said the camp had burned. Orvo Freight, a bank, agreed. It said its fighters had left.",
         ["Red Front", "Red Front"]),
    ],
)  # fmt: skip
def test_whom_it_means(body: str, bodies: list[str | None]) -> None:
    assert whom(body, Red_Front="ORG", Orvo_Freight="ORG") == bodies


def test_whom_a_description_means() -> None:
    text = HEAD + 'Interior Minister Katarina Voss left early. "We are ready," the minister said.'
    at = text.index("Katarina")
    voss = Entity(
        id="e1", label="PERSON", name="Katarina Voss", roles=("Interior Minister",),
        mentions=(Mention(at, at + 13, "Katarina Voss"),),
    )  # fmt: skip
    assert [q.speaker.entity for q in find_quotes(segment(text), (voss,)) if q.speaker] == ["e1"]
    assert whom('"We are ready," said its manager, Anna Rell.', Anna_Rell="PERSON") == ["Anna Rell"]


def test_two_who_speak_together_are_neither_of_them() -> None:
    [quote] = quotes('"We are ready," Anna Rell and Tomas Voss said.', Anna_Rell="PERSON", Tomas_Voss="PERSON")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.entity) == ("Anna Rell and Tomas Voss", None)


marks = ['"', "'", "“", "”", "''", ",", ".", "\n", "\n\n", ":", "(", ")", "–", "’s"]
words = [
    "said",
    "Rell",
    "he",
    "who",
    "that",
    "to",
    "told",
    "reported",
    "the",
    "pilot",
    "according",
    "Monday",
    "was",
    "and",
]
more = ["not", "deny", "called", "asked", "it", "saying", "neither", "as", "of"]


@given(st.lists(st.sampled_from(marks + words + more), max_size=60).map(" ".join))
@settings(max_examples=300)
def test_spans_lie_in_the_text_and_direct_ones_never_cross(text: str) -> None:
    found = find_quotes(segment(text), entities(text, Anna_Rell="PERSON"))
    assert [q.id for q in found] == [f"q{n}" for n in range(1, len(found) + 1)]
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert q.text == text[q.start : q.end]
        assert q.rule
        assert 0 < q.certainty <= 1
        for part in (q.speaker, q.cue, q.stance_evidence, q.reported_by):
            assert part is None or part.text == text[part.start : part.end]
    direct = [q for q in found if q.kind == "direct"]
    assert all(a.end <= b.start for a, b in pairwise(direct))


def test_a_long_line_of_speech_is_read() -> None:
    line = '"We go," Rell said, adding that nobody said that they would, he said. ' * 3000
    assert len(find_quotes(segment(HEAD + line.strip()), ())) > 3000


def test_words_that_a_dash_adds_to_a_reported_clause_are_its_speakers() -> None:
    text = "Marta Rell said the targets were two camps near Orm – 'old hideouts known as such.' Rell left."
    (fragment,) = (q for q in quotes(text) if q.kind == "fragment")
    assert fragment.text == "old hideouts known as such"
    assert fragment.speaker is not None
    assert fragment.speaker.text == "Marta Rell"


@pytest.mark.parametrize(
    "dateline",
    ["PORT HELM, March 14, 2024 (Northern Wire) - ", "PORT HELM - ", "- "],
)
def test_what_is_reported_begins_after_a_dateline(dateline: str) -> None:
    (quote,) = quotes(dateline + "A fire killed four workers, officials said.")
    assert quote.text == "A fire killed four workers"


def test_dashes_inside_a_reported_clause_do_not_cut_it() -> None:
    (quote,) = quotes("Port Helm - the old capital - was calm, officials said.")
    assert quote.text == "Port Helm - the old capital - was calm"


def test_a_question_put_to_someone_reports_nothing() -> None:
    assert quotes("Can you confirm reports that the envoy has left?") == []
    assert quotes("Do you deny that the boats crossed the line?") == []


def test_a_day_of_mourning_is_not_when_it_was_said() -> None:
    (quote,) = quotes("His office said a day of mourning would be held.")
    assert quote.text == "a day of mourning would be held"


def test_those_asked_by_somebody_speak_themselves() -> None:
    assert ("indirect", "the rate would fall", "Economists polled by the paper") in said(
        "Economists polled by the paper said the rate would fall."
    )


def test_who_left_a_thing_unchanged_speaks_not_the_thing() -> None:
    ((_, words, speaker),) = said("The bank left its main rate unchanged on Monday, saying inflation was falling.")
    assert (words, speaker) == ("inflation was falling", "The bank")


def test_a_question_that_opens_the_sentence_ends_at_its_comma() -> None:
    assert [q.text for q in quotes("Asked whether the boats had left, Rell smiled.")] == ["whether the boats had left"]
