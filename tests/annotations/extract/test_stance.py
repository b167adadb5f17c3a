"""How a report stands, with the words that tell it."""

import pytest

from annotations.extract.quotes import find_quotes
from annotations.extract.segment import segment
from annotations.extract.stance import find_doubts
from annotations.model import Quote

HEAD = "Harbour talks go on\n\nThe delegations met again on Monday at the port of Sarrin. Nothing was signed.\n\n"


def quotes(body: str) -> list[Quote]:
    return [q for q in find_quotes(segment(HEAD + body), ()) if q.start >= len(HEAD)]


@pytest.mark.parametrize(
    ("body", "words", "stance", "evidence"),
    [
        ("Voss said that the port had closed.", "the port had closed", "stated", None),
        ("Voss confirmed that the port had closed.", "the port had closed", "confirmed", "confirmed"),
        ("Voss did not confirm reports that it had closed.", "it had closed", "not confirmed", "did not confirm"),
        ("Voss declined to confirm that it had closed.", "it had closed", "not confirmed", "declined to confirm"),
        ("Voss neither confirmed nor denied that it had closed.", "it had closed", "not confirmed", "denied"),
        ("Voss denied that the port had closed.", "the port had closed", "denied", "denied"),
        ("Voss denied reports of a fire at the port.", "reports of a fire at the port", "denied", "denied"),
        ("Voss alleged that boats had been sunk.", "boats had been sunk", "alleged", "alleged"),
        ("Voss accused the navy of sinking boats.", "the navy of sinking boats", "alleged", "accused"),
        ("Voss predicted that the port would reopen.", "the port would reopen", "predicted", "predicted"),
        ("Ships will return soon, two officials predicted.", "Ships will return soon", "predicted", "predicted"),
        ("Voss promised to reopen the port.", "to reopen the port", "planned", "promised"),
        ("Voss said the port would reopen.", "the port would reopen", "stated", None),
        ("Voss would not confirm or deny that it had closed.", "it had closed", "not confirmed", "deny"),
        ("Voss declined to confirm or deny reports that it had closed.", "it had closed", "not confirmed", "deny"),
        ("Voss dismissed the reports as baseless.", "the reports as baseless", "denied", "dismissed"),
        ("Voss called the story a lie.", "the story a lie", "denied", "called"),
        ("Voss called the port a gem.", "the port a gem", "stated", None),
        ("Voss denied having closed the port.", "having closed the port", "denied", "denied"),
        ("The claim was denied by Voss.", "The claim", "denied", "was denied"),
    ],
)  # fmt: skip
def test_the_verb_tells_how_a_report_stands(body: str, words: str, stance: str, evidence: str | None) -> None:
    found = [q for q in quotes(body) if q.text == words]
    assert [(q.stance, q.stance_evidence and q.stance_evidence.text) for q in found] == [(stance, evidence)]


@pytest.mark.parametrize(
    "doubt",
    [
        "The claim could not be independently verified.",
        "Reuters could not immediately verify the report.",
        "There was no independent confirmation of the toll.",
        "The figures have not been confirmed.",
        "It was impossible to verify the claims.",
    ],
)
def test_a_claim_nobody_could_verify(doubt: str) -> None:
    body = f"Voss said that nine boats had been sunk. {doubt}"
    [claim] = [q for q in quotes(body) if q.text == "nine boats had been sunk"]
    assert claim.stance == "unverified"
    assert claim.stance_evidence is not None
    assert doubt.startswith(claim.stance_evidence.text)


def test_a_doubt_in_the_next_paragraph_reaches_back_but_not_further() -> None:
    claim = "Voss said that nine boats had been sunk."
    doubt = "The claim could not be independently verified."
    assert quotes(f"{claim}\n\n{doubt}")[0].stance == "unverified"
    assert quotes(f"{claim}\n\nIt rained on the port.\n\nThe sky was grey.\n\n{doubt}")[0].stance == "stated"


def test_what_is_no_doubt() -> None:
    text = HEAD + "Anyone can verify the result. The minister confirmed it. He did not confirm the date."
    assert find_doubts(segment(text)) == ()


@pytest.mark.parametrize("answer", ["which Voss denies", "a charge Voss denied", "an accusation that Voss rejected"])
def test_a_claim_told_by_one_and_denied_by_another(answer: str) -> None:
    found = quotes(f"Pilots say that nine boats had been sunk, {answer}.")
    assert [(q.text, q.speaker and q.speaker.text, q.stance) for q in found] == [
        ("nine boats had been sunk", "Pilots", "stated"),
        ("nine boats had been sunk", "Voss", "denied"),
    ]
