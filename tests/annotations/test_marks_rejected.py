"""What the reader has rejected is gone from a reading, and so is what rests on it."""

import pytest

from annotations.extract.pipeline import read
from annotations.marks import without_rejected
from annotations.model import Annotation, Document, Fact, Placement, Reading, Selector

TEXT = "Storm over Orsk\n\nThe army said 40 people were killed. The council said 52 people were killed on the coast.\n"


@pytest.fixture
def reading() -> Reading:
    return read(Document.of(TEXT, title="Storm over Orsk", published="2024-03-14"))


def rejected(words: str, label: str) -> Annotation:
    start = TEXT.index(words)
    end = start + len(words)
    return Annotation(
        id="a1",
        document="d1",
        selector=Selector(start=start, end=end, exact=words, prefix="", suffix=""),
        placement=Placement(kind="exact", start=start, end=end),
        label=label,
        status="rejected",
        created="2026-01-01T00:00:00Z",
        modified="2026-01-01T00:00:00Z",
    )


def accounts(facts: tuple[Fact, ...]) -> list[tuple[object, bool]]:
    return [(account.value, account.disagrees) for fact in facts for account in fact.accounts]


def test_a_rejected_figure_is_no_account_any_more_and_nothing_disagrees_with_it(reading: Reading) -> None:
    assert accounts(reading.facts) == [(40, True), (52, True)]
    left = without_rejected(reading, [rejected("40 people", "FIGURE")])
    assert accounts(left.facts) == [(52, False)]


def test_a_fact_without_figures_is_gone(reading: Reading) -> None:
    both = [rejected("40 people", "FIGURE"), rejected("52 people", "FIGURE")]
    assert without_rejected(reading, both).facts == ()


def test_a_number_told_twice_is_no_more_that_of_whom_it_was_rejected() -> None:
    text = TEXT.replace("52", "40")
    found = read(Document.of(text, title="Storm over Orsk", published="2024-03-14"))
    [fact] = found.facts
    assert [s.text for s in fact.accounts[0].speakers] == ["The army", "The council"]
    [fact] = without_rejected(found, [rejected("40 people", "FIGURE")]).facts
    [account] = fact.accounts
    assert [s.text for s in account.speakers] == ["The council"]
    assert all(passage.start > text.index("The council") for passage in account.evidence if passage.text != "killed")


def test_what_they_do_not_rest_on_leaves_the_facts_alone(reading: Reading) -> None:
    assert without_rejected(reading, [rejected("the coast", "LOC")]).facts == reading.facts
