"""What was learned from the reader is found in every text, whatever the rules make of it."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.extract.learned import ACCEPTED, NOTHING, Judged, KnownName, Learned, confirmed, learn
from annotations.extract.pipeline import read
from annotations.model import Document, NameLabel, Reading

WRAPPED = """\
Nobody could say by the end of the week how many people had left Tarn
Hollow on foot, a long line of them along the only road that was open
and that led down to the river, where boats were said to be waiting for
those who could pay, and nobody had a word for those who could not do so.
"""
AT = "2026-01-01T00:00:00Z"


def known(text: str, label: NameLabel | None = None, *, rule: str = "remembered", firm: bool = True) -> KnownName:
    return KnownName(text=text, label=label, rule=rule, firm=firm)


def names(text: str, learned: Learned = NOTHING) -> list[tuple[str, str]]:
    """Return the names in the order of the text with their labels."""
    found = [(m.start, m.text, e.label) for e in read(Document.of(text), learned=learned).entities for m in e.mentions]
    return [(words, label) for _, words, label in sorted(found)]


def rules(reading: Reading) -> set[tuple[str, float]]:
    return {(m.rule, m.certainty) for e in reading.entities for m in e.mentions}


def test_a_known_name_is_marked_wherever_it_stands_with_full_certainty() -> None:
    text = "The road to quiet water was shut. Nobody at quiet water knew why."
    learned = Learned.of([known("quiet water", "GPE")])
    assert names(text) == []
    assert names(text, learned) == [("quiet water", "GPE"), ("quiet water", "GPE")]
    assert rules(read(Document.of(text), learned=learned)) == {("remembered", 1.0)}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Tarn Hollow", WRAPPED, "Tarn\nHollow"),
        ("Tarn Hollow", "TARN HOLLOW CUT OFF BY SNOW\n\nThe only road was shut.", "TARN HOLLOW"),
        ("Vexly & Sons Ltd", "The firm, Vexly & Sons Ltd., had closed.", "Vexly & Sons Ltd."),
        ("al-Voren Brigade", "Fighters of the al-Voren Brigade had gone.", "al-Voren Brigade"),
        ("Voren", "It was a Voren-led attack, they wrote.", "Voren"),
        ("Voren", "They took Voren's hill.", "Voren"),
        ("iVex", "A new iVex came out.", "iVex"),
        ("Voren", "They took VOREN’S hill.", "VOREN"),
        ("TARN HOLLOW", "The road to Tarn Hollow was shut.", "Tarn Hollow"),
        ("VOREN", "They took Voren's hill.", "Voren"),
    ],
)
def test_a_known_name_is_found_as_texts_write_it(name: str, text: str, words: str) -> None:
    assert (words, "PRODUCT") in names(text, Learned.of([known(name, "PRODUCT")]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Tarn", "The tarn was frozen."),
        ("Tarn", "The Tarns were frozen."),
        ("Tarn Hollow", "At Tarn, Hollow was waiting."),
        ("IT", "It was late, and it snowed."),
        ("WINTER", "Winter came early, and it was a hard winter."),
    ],
)
def test_other_words_are_not_the_name(name: str, text: str) -> None:
    assert all(label != "PRODUCT" for _, label in names(text, Learned.of([known(name, "PRODUCT")])))


def test_a_known_name_takes_the_place_of_what_was_found_but_for_a_longer_name() -> None:
    text = "The Ministry of Coastal Affairs in Brask said so. Brask was quiet."
    assert ("Brask", "VEHICLE") in names(text, Learned.of([known("Brask", "VEHICLE")]))
    assert ("Ministry of Coastal Affairs", "ORG") in names(text, Learned.of([known("Coastal", "VEHICLE")]))
    longer = Learned.of([known("Affairs in Brask", "WORK_OF_ART"), known("Brask", "GPE")])
    assert [n for n in names(text, longer) if "Brask" in n[0]][-1] == ("Brask", "GPE")


def test_of_two_known_names_the_longer_counts() -> None:
    learned = Learned.of([known("Vale", "PERSON"), known("Vale Harbour", "FAC")])
    assert names("They met at Vale Harbour, where Vale spoke.", learned) == [
        ("Vale Harbour", "FAC"),
        ("Vale", "PERSON"),
    ]


def test_the_rest_of_the_reading_knows_the_name_too() -> None:
    text = "“We will not go,” said Quiet Water. Then Quiet Water left."
    reading = read(Document.of(text), learned=Learned.of([known("Quiet Water", "PERSON")]))
    (entity,) = [e for e in reading.entities if e.label == "PERSON"]
    assert len(entity.mentions) == 2
    assert reading.quotes[0].speaker is not None
    assert reading.quotes[0].speaker.entity == entity.id


def test_a_family_name_is_known_from_the_whole_name_that_was_told() -> None:
    text = "The note named Tamsel Brookward. Later Brookward denied it."
    found = names(text, Learned.of([known("Tamsel Brookward", "PERSON")]))
    assert found == [("Tamsel Brookward", "PERSON"), ("Brookward", "PERSON")]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Maria Brask", "PERSON"),
        ("Tamsel Brookward", "PERSON"),
        ("Vexly Holdings Ltd", "ORG"),
        ("Ministry of Tides", "ORG"),
    ],
)
def test_a_name_without_a_label_has_the_one_that_its_form_tells(name: str, label: str) -> None:
    assert names(f"Then came the turn of {name} again.", Learned.of([known(name)])) == [(name, label)]


def test_a_refused_text_is_no_name_of_that_label() -> None:
    text = "Leaders from Jordan met in Paris. Jordan had asked for it."
    assert names(text).count(("Jordan", "GPE")) == 2
    refused = Learned.of([], {"Jordan": ["GPE"]})
    assert ("Jordan", "GPE") not in names(text, refused)
    assert ("Paris", "GPE") in names(text, refused)
    assert names(text, Learned.of([], {"Jordan": ["PERSON"]})) == names(text)


DATELINED = """\
TOLVAREN, Kestria (Northern Wire) - Leaders from Tolvaren met on Monday, and Tolvaren’s mayor was there.

MAYOR OF TOLVAREN RESIGNS

People in Tolvaren wept at TOLVAREN'S gate.
"""


@pytest.mark.parametrize("refused", ["Tolvaren", "TOLVAREN"])
def test_a_refused_text_is_refused_in_capitals_too(refused: str) -> None:
    assert {words for words, label in names(DATELINED) if label == "GPE"} >= {"Tolvaren", "TOLVAREN"}
    found = names(DATELINED, Learned.of([], {refused: ["GPE"]}))
    assert not [words for words, _ in found if words.casefold() == "tolvaren"]


def test_a_short_text_is_refused_in_capitals_only_where_all_is_in_capitals() -> None:
    text = "MAYOR OF OBY RESIGNS\n\nPeople in Oby wept. The OBY, a union of dockers, met in Oby on Monday."
    assert names(text) == [("OBY", "ORG"), ("Oby", "ORG"), ("OBY", "ORG"), ("Oby", "ORG")]
    reading = read(Document.of(text), learned=Learned.of([], {"Oby": ["GPE", "LOC", "ORG", "PERSON"]}))
    assert [m.start for e in reading.entities for m in e.mentions] == [text.index("OBY,")]


def test_a_text_and_its_capitals_are_judged_as_one() -> None:
    here = Judged("TOLVAREN", "GPE", accepted=False, here=True, at=AT)
    elsewhere = Judged("Tolvaren", "GPE", accepted=True, here=False, at=AT)
    short = Judged("US", "GPE", accepted=False, here=True, at=AT)
    learned = learn([here, elsewhere, short], told=[known("TOLVAREN", "GPE"), known("Us", "ORG")])
    assert learned.by_text == {"Us": known("Us", "ORG")}
    assert learned.refused == {"Tolvaren": ("GPE",), "US": ("GPE",)}
    assert names(DATELINED, learned) == names(DATELINED, Learned.of([], {"Tolvaren": ["GPE"]}))


def test_what_was_accepted_elsewhere_yields_to_what_is_sure() -> None:
    text = "Leaders from Jordan met. A Vask was there, and Vask spoke."
    learned = Learned.of([known("Jordan", "PERSON", rule=ACCEPTED, firm=False), known("Vask", "ORG", rule=ACCEPTED)])
    found = names(text, learned)
    assert ("Jordan", "GPE") in found
    assert found.count(("Vask", "ORG")) == 2
    here = Learned.of([known("Jordan", "PERSON", rule=ACCEPTED)])
    assert ("Jordan", "PERSON") in names(text, here)


def test_an_accepted_word_of_every_day_is_not_marked_where_it_may_be_that_word() -> None:
    text = "May spoke in May. Target prices rose. The board of Target met, and May left."
    learned = Learned.of([known("May", "PERSON", rule=ACCEPTED), known("Target", "ORG", rule=ACCEPTED)])
    reading = read(Document.of(text, published="2020-06-01"), learned=learned)
    assert text.index("May.") in [d.start for d in reading.dates]
    assert [m.start for e in reading.entities for m in e.mentions if m.rule == ACCEPTED] == [text.index("Target met")]


def test_judgements_are_weighed_here_before_elsewhere() -> None:
    judged = [
        Judged("Brask", "GPE", accepted=True, here=False, at=AT),
        Judged("Brask", "PERSON", accepted=True, here=True, at=AT),
        Judged("Vale", "GPE", accepted=False, here=True, at=AT),
        Judged("the old mill", "FAC", accepted=True, here=True, at=AT),
        Judged("Kesh " * 30, "ORG", accepted=True, here=True, at=AT),
    ]
    learned = learn(judged, told=[known("Vale", "GPE"), known("Orm", "ORG"), known("Orm", "GPE")])
    assert {n.text: n.label for held in learned.names.values() for n in held} == {"Brask": "PERSON", "Orm": "ORG"}
    assert learned.refused == {"Vale": ("GPE",)}


def test_a_reading_whose_names_are_only_confirmed_need_not_be_made_anew() -> None:
    text = "Maria Brask of Jordan spoke.\n\nThe Jordan River rose, and Maria\nBrask left. Jordan’s water is low."
    reading = read(Document.of(text))
    assert confirmed(reading, NOTHING, Learned.of([known("JORDAN", "PERSON")])) is None
    sure = confirmed(reading, NOTHING, Learned.of([known("Jordan", "GPE", rule=ACCEPTED)]))
    assert sure is not None
    told = {(m.text, m.rule, m.certainty) for e in sure.entities for m in e.mentions}
    assert ("Jordan", ACCEPTED, 1.0) in told
    assert {m.start for e in sure.entities for m in e.mentions} == {
        m.start for e in reading.entities for m in e.mentions
    }
    assert confirmed(sure, Learned.of([known("Jordan", "GPE")]), NOTHING) is None, "less is known"
    for learned in (
        Learned.of([known("Jordan", "PERSON")]),
        Learned.of([known("water", "PRODUCT")]),
        Learned.of([known("Jordan")]),
        Learned.of([], {"Jordan": ["GPE"]}),
    ):
        assert confirmed(reading, NOTHING, learned) is None


LEARNED = st.builds(
    Learned.of,
    st.lists(st.builds(known, st.sampled_from(["Brask", "Vale", "Orla Dunne", "the old mill", "May"]), st.just("ORG"))),
    st.dictionaries(st.sampled_from(["Vale", "Orla Dunne", "Galdia"]), st.just(["GPE", "PERSON"])),
)
TEXT = "On Monday Orla Dunne of Galdia went to Brask. “No,” Dunne said in May at the old mill. Vale-based Vexly left."


@given(LEARNED)
def test_names_never_overlap_and_stand_where_they_say(learned: Learned) -> None:
    reading = read(Document.of(TEXT), learned=learned)
    spans = sorted((m.start, m.end, m.text) for e in reading.entities for m in e.mentions)
    assert all(TEXT[start:end] == words for start, end, words in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for text, labels in learned.refused.items():
        assert not any(m.text == text and e.label in labels for e in reading.entities for m in e.mentions)


@given(LEARNED)
def test_the_part_that_matters_to_a_text_reads_it_alike_and_survives_json(learned: Learned) -> None:
    part = msgspec.json.decode(msgspec.json.encode(learned.within(TEXT)), type=Learned)
    assert read(Document.of(TEXT), learned=part) == read(Document.of(TEXT), learned=learned)
    assert part.within(TEXT) == part
    assert part.digest == learned.within(TEXT).digest
    assert not learned.within("Something else.")


def test_what_was_learned_has_a_digest_of_its_own() -> None:
    all_kinds = [
        NOTHING,
        Learned.of([known("Vale")]),
        Learned.of([known("Vale", "GPE")]),
        Learned.of([], {"Vale": ["GPE"]}),
    ]
    assert len({learned.digest for learned in all_kinds}) == len(all_kinds)
    assert NOTHING.digest == ""
