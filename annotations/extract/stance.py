"""How a report stands: stated, confirmed, denied, alleged, predicted, planned; and claims that nobody could verify."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from annotations.extract.segment import Layout
from annotations.extract.wordlists import word_groups, word_map
from annotations.model import Passage, Quote, Stance

_VERIFY: Final = r"(?:verif|confirm|corroborat|authenticat|substantiat)"
_ADVERBS: Final = r"(?:[a-z]+ly |yet |also )?"
_CLAIM: Final = (
    r"(?:claims?|reports?|accounts?|figures?|statements?|allegations?|footage|videos?|tolls?|information|details|"
    r"authenticity|assertions?|numbers?|images?|accusations?|versions?|that|this|it|them)"
)
_DOUBT: Final = re.compile(
    rf"(?:could|can|cannot|may|might) ?(?:not )?{_ADVERBS}be {_ADVERBS}{_VERIFY}(?:ied|ed)\b"
    rf"|(?:has|have|had) not {_ADVERBS}been {_ADVERBS}{_VERIFY}(?:ied|ed)\b"
    rf"|(?:could not|cannot|can not|was unable to|were unable to|was not able to|were not able to|impossible to|"
    rf"has not been able to|have not been able to|no way to|difficult to) {_ADVERBS}{_VERIFY}(?:y|e)? "
    rf"(?:[a-z]+ ){{0,2}}{_CLAIM}\b"
    rf"|no independent (?:confirm|verific|corrobor)ation\b"
)
_ANCHOR: Final = re.compile(r"verif|confirm|corroborat|authenticat|substantiat")
_WORD: Final = re.compile(r"[a-z]+")
_BEFORE_ANCHOR: Final = 60
_PARAGRAPHS_BACK: Final = 1


@cache
def _stances() -> dict[str, str]:
    return word_map("quotes_stances")


def stance_of(lemma: str, *, negated: bool = False, called: str = "") -> Stance:
    """Return how a report made with the verb or noun `lemma` stands: "did not confirm" is not confirmed.

    `called` are the words of what somebody says a thing is: who calls a claim baseless denies it.
    """
    untrue = called and not word_groups("quotes_word_sets")["untrue"].isdisjoint(_WORD.findall(called.lower()))
    stance = "denied" if untrue else _stances().get(lemma, "stated")
    if negated:
        return "not confirmed" if stance in ("confirmed", "denied") else "stated"
    return stance  # type: ignore[return-value]


def find_doubts(layout: Layout) -> tuple[Passage, ...]:
    """Return the sentences that say of a claim before them that nobody could verify it, up to the words that do."""
    text = layout.text
    starts = [s.start for s in layout.sentences]
    found: list[Passage] = []
    for anchor in _ANCHOR.finditer(text):
        first = max(0, anchor.start() - _BEFORE_ANCHOR)
        index = bisect_right(starts, anchor.start()) - 1
        if index < 0 or (found and anchor.start() < found[-1].end):
            continue
        sentence = layout.sentences[index]
        doubt = _DOUBT.search(text, max(first, sentence.start), min(sentence.end, anchor.end() + _BEFORE_ANCHOR))
        if doubt is not None and ("not" in doubt[0] or "no " in doubt[0] or "un" in doubt[0] or "im" in doubt[0]):
            found.append(Passage.of(text, sentence.start, doubt.end()))
    return tuple(found)


def with_doubts(quotes: Sequence[Quote], layout: Layout) -> tuple[Quote, ...]:
    """Return `quotes` with the claim before each doubt marked as unverified."""
    doubts = find_doubts(layout)
    if not doubts:
        return tuple(quotes)
    marked = list(quotes)
    paragraphs = [p.start for p in layout.paragraphs]
    claim, following = -1, 0
    for doubt in doubts:
        while following < len(marked) and marked[following].end <= doubt.start:
            claim = following if marked[following].kind != "fragment" else claim
            following += 1
        if claim < 0:
            continue
        apart = bisect_right(paragraphs, doubt.start) - bisect_right(paragraphs, marked[claim].start)
        if apart <= _PARAGRAPHS_BACK and marked[claim].stance in ("stated", "alleged"):
            marked[claim] = msgspec.structs.replace(marked[claim], stance="unverified", stance_evidence=doubt)
    return tuple(marked)
