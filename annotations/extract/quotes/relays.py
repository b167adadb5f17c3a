"""Who passes words on: the agency in "…, he said, Reuters reported", the station in "he told VOA"."""

from typing import Final

from annotations.extract.quotes.lexicon import word_set
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import QUOTE, Sentence

_SPEAKS: Final = frozenset(["clause", "direct", "left", "trailing", "question"])


def settle(sentence: Sentence, reports: list[Report]) -> list[Report]:
    """Return the reports that are a reader's concern, each with who passes it on.

    A report inside what another reports is kept where it is speech of somebody else's; a report of a report is told
    by the one who spoke, and the outer one passes it on.
    """
    kept: list[Report] = []
    dropped: set[tuple[int, int]] = set()
    for report in reports:
        outer = next((r for r in reports if r is not report and _contains(sentence, r, report)), None)
        if outer is None:
            kept.append(report)
        elif outer.frame == "named":
            continue
        elif _passes_on(outer, report) and _speaks(report):
            kept.append(report._replace(relayed_by=outer.source))
            dropped.add(outer.cue)
        elif _speaks(report) and _named(sentence, report):
            kept.append(report)
    return [r for r in kept if r.cue not in dropped]


def _contains(sentence: Sentence, outer: Report, inner: Report) -> bool:
    """Whether `inner` stands in what `outer` reports, or ends with the same words in marks."""
    for first, last in outer.contents:
        if last - first > 1 and first <= inner.cue[0] < last:
            return True
        if last - first == 1 and sentence.tag[first] == QUOTE and outer.cue[0] > first:
            ends = any(last == inner_last and inner_first < first for inner_first, inner_last in inner.contents)
            if ends and inner.cue[0] < first:
                return True
    return False


def _passes_on(outer: Report, inner: Report) -> bool:
    """Whether `outer` only hands on what `inner` reports: it stands after it, or is "according to"."""
    if outer.source is None or (outer.verb is not None and outer.verb.lemma not in word_set("passes_on")):
        return False
    return outer.verb is None or outer.cue[0] > inner.cue[0] or outer.verb.lemma == "report"


def _speaks(report: Report) -> bool:
    """Whether a report is speech, not a wish or a view."""
    speech = report.verb is None or "direct" in report.verb.frames
    return speech and report.frame in _SPEAKS and report.source is not None


def _named(sentence: Sentence, report: Report) -> bool:
    """Whether the one who speaks is named or described, not a pronoun."""
    source = report.source
    return source is not None and sentence.tag[source.first] not in ("subject", "relative", "object")
