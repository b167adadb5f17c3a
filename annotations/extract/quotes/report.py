"""A report: that somebody says something, by places in a sentence."""

from typing import NamedTuple

from annotations.extract.quotes.lexicon import Verb
from annotations.extract.quotes.noun_phrases import Phrase


class Report(NamedTuple):
    """A verb that reports, or "according to" (without `verb`): `cue` from its first word to past its last.

    `contents` are the stretches of words that are reported, none where what is said stands in another sentence;
    `frame` tells what carries them (data/quotes_frames.txt; "left" for words in marks before the verb, "trailing"
    for a clause before it). `told` is who is addressed, `relayed_by` who passes it on.
    """

    cue: tuple[int, int]
    verb: Verb | None
    source: Phrase | None
    contents: tuple[tuple[int, int], ...]
    frame: str
    negated: bool = False
    told: Phrase | None = None
    relayed_by: Phrase | None = None
