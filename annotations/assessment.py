"""How sure a reader is, and what a source and what it says are worth: the scales and how they are written.

Source and information are judged by the Admiralty code (NATO STANAG 2511): "B2" is a usually reliable source that says
something probably true.
"""

from collections.abc import Mapping
from typing import Final

from annotations.model import Annotation, Confidence, Credibility, Reliability

CONFIDENCE: Final[Mapping[Confidence, str]] = {"low": "low", "moderate": "moderate", "high": "high"}
RELIABILITY: Final[Mapping[Reliability, str]] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY: Final[Mapping[Credibility, str]] = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def judgement(of: Annotation) -> tuple[Confidence | None, Reliability | None, Credibility | None]:
    """Return what is judged of an annotation: confidence, reliability, credibility."""
    return of.confidence, of.reliability, of.credibility


def brief(
    confidence: Confidence | None, reliability: Reliability | None, credibility: Credibility | None
) -> tuple[str, ...]:
    """Return what is said, as short as it is usually written: the code, then the confidence; () for nothing.

    A half of the code that is not set is a dash, as in "B-".
    """
    code = f"{reliability or '-'}{credibility or '-'}"
    said = () if code == "--" else (code,)
    return said if confidence is None else (*said, f"{confidence} confidence")
