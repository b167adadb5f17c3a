"""From a noun phrase to a speaker: the words that name who speaks, and the entity whom they mean.

Names are looked up; "he", "who" and "the minister" are resolved by a short look back, nearest and most prominent
first. Where nothing near fits, the entity stays unknown.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.extract.coreference.spelling import is_company
from annotations.extract.quotes.lexicon import PAST, reporting_verbs, tags, word_set
from annotations.extract.quotes.noun_phrases import Phrase
from annotations.extract.quotes.report import Report
from annotations.extract.quotes.sentences import NAME, Sentence
from annotations.extract.quotes.verbs import kinds_of
from annotations.extract.wordlists import word_groups, word_map
from annotations.model import Entity, Mention, Span, Speaker

_SENTENCES_BACK: Final = 5
_DESCRIPTIONS_BACK: Final = 40
_MALE: Final = frozenset(["he", "him", "his", "himself"])
_FEMALE: Final = frozenset(["she", "her", "herself"])
_BODIES: Final = frozenset(["ORG", "GPE", "NORP", "FAC"])
_BODIES_BACK: Final = 2
"""How many sentences back the body may have spoken that "it" means."""
_TOPICS: Final = _BODIES | {"LOC"}
_VERB_BEHIND: Final = re.compile(r"(?:, [^,.;\n]{1,60},| \([^().;\n]{1,40}\))? (\w+)")
_CALLED: Final = re.compile(r", an? ([\w -]{1,60}),")
_ITS_FIGHTERS: Final = re.compile(
    r"[^.;\n]{0,40}?\bits (?:\w+ )?(?:fighters|militants|gunmen|soldiers|troops|forces|commandos|snipers|warplanes)\b"
)


class _Voice(NamedTuple):
    """Where somebody was last heard or named."""

    start: int
    entity: Entity


class Speakers:
    """Finds the entities behind noun phrases; asked in the order of the text, it remembers who has spoken."""

    def __init__(self, text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> None:
        self.text = text
        named = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].start)
        self._mentions = [m for m, _ in named]
        self._entities = [e for _, e in named]
        self._starts = [m.start for m in self._mentions]
        self._sentences = [s.start for s in sentences]
        self._gender = {e.id: _gender(text, e) for e in entities if e.label == "PERSON"}
        self._described_as = {e.id: _descriptions(e) for e in entities}
        self._describing = frozenset().union(*(words for each in self._described_as.values() for words in each))
        self._heard: list[_Voice] = []

    def speaker(self, sentence: Sentence, phrase: Phrase) -> Speaker:
        """Return the speaker whom `phrase` names: by the name itself where it has one."""
        named = self._name_in(sentence, phrase) or self._named_after(sentence, phrase)
        if named is not None:
            mention, entity = named
            self._remember(mention.start, entity)
            return self._speaker(mention.start, mention.end, entity.id)
        start, end = sentence.start[phrase.first], sentence.end[phrase.last - 1]
        meant = self._meant(sentence, phrase, start)
        if meant is not None:
            self._remember(start, meant)
        return self._speaker(start, end, meant.id if meant is not None else None)

    def relay(self, sentence: Sentence, report: Report) -> Speaker | None:
        """Return who passes a report on: the agency that tells of it, the station that was told."""
        if report.relayed_by is not None:
            return self._looked_up(sentence, report.relayed_by)
        if report.told is None or sentence.tag[report.told.head] != NAME:
            return None
        told = self._looked_up(sentence, report.told)
        found = self._at(told.start)
        medium = found[1].label == "ORG" if found is not None else bool(word_groups("outlets")["whole"] & {told.text})
        return told if medium else None

    def _looked_up(self, sentence: Sentence, phrase: Phrase) -> Speaker:
        named = self._name_in(sentence, phrase)
        if named is not None:
            return self._speaker(named[0].start, named[0].end, named[1].id)
        return self._speaker(sentence.start[phrase.first], sentence.end[phrase.last - 1], None)

    def _name_in(self, sentence: Sentence, phrase: Phrase) -> tuple[Mention, Entity] | None:
        """Return the name that the phrase turns on; None where several are named ("Rell and Voss said")."""
        start, end = sentence.start[phrase.first], sentence.end[phrase.last - 1]
        found = self._at(sentence.start[phrase.head])
        if found is None or found[0].start < start or found[0].end > end:
            return None
        for at in range(phrase.first, phrase.last):
            outside = sentence.end[at] <= found[0].start or sentence.start[at] >= found[0].end
            if outside and sentence.lower[at] == "and" and sentence.tag[at - 1] == NAME:
                return None
        return found

    def _speaker(self, start: int, end: int, entity: str | None) -> Speaker:
        return Speaker(start=start, end=end, text=self.text[start:end], entity=entity)

    def _remember(self, start: int, entity: Entity) -> None:
        self._heard.append(_Voice(start, entity))
        del self._heard[:-8]

    def _at(self, offset: int) -> tuple[Mention, Entity] | None:
        """Return the mention that covers `offset`, and its entity."""
        index = bisect_right(self._starts, offset) - 1
        for at in range(index, max(-1, index - 3), -1):
            if self._mentions[at].end > offset:
                return self._mentions[at], self._entities[at]
        return None

    def _named_after(self, sentence: Sentence, phrase: Phrase) -> tuple[Mention, Entity] | None:
        """Return the name set off after a description: its field manager, Anna Rell."""
        if sentence.tag_at(phrase.last) != "comma" or sentence.tag_at(phrase.last + 1) != NAME:
            return None
        found = self._at(sentence.start[phrase.last + 1])
        return found if found is not None and found[1].label == "PERSON" else None

    def _meant(self, sentence: Sentence, phrase: Phrase, start: int) -> Entity | None:
        """Return whom a phrase without a name means."""
        if phrase.last - phrase.first == 1:
            lower = sentence.lower[phrase.first]
            if lower in ("who", "which"):
                return self._antecedent(sentence, phrase.first)
            if lower in _MALE or lower in _FEMALE:
                return self._person(start, "he" if lower in _MALE else "she")
            if lower in ("it", "they"):
                return self._body(start, sentence.end[phrase.last - 1])
            return None
        if sentence.lower[phrase.first] in ("the", "this", "that"):
            return self._described(start, sentence.lower[phrase.first + 1 : phrase.head + 1])
        return None

    def _antecedent(self, sentence: Sentence, relative: int) -> Entity | None:
        before = relative - 1
        while before >= 0 and sentence.tag[before] in ("comma", "close"):
            before -= 1
        found = self._at(sentence.start[before]) if before >= 0 else None
        return found[1] if found is not None else None

    def _person(self, start: int, pronoun: str) -> Entity | None:
        """Return the person whom "he" or "she" means: in the nearest sentence, who spoke or stands first and fits."""
        for entity in self._nearby(start):
            if entity.label == "PERSON" and self._gender.get(entity.id) in (pronoun, None):
                return entity
        return None

    def _body(self, start: int, end: int) -> Entity | None:
        """Return the organisation or country that "it" or "they", from `start` to `end`, means, if it is near.

        It is the one that spoke in the sentence before, else the one that this turns on, else the last that has spoken.
        """
        here = bisect_right(self._sentences, start) - 1
        before = self._sentences[max(0, here - 1)]
        armed = _ITS_FIGHTERS.match(self.text, end) is not None
        voices, topic = self._heard[::-1], None
        if here and self._sentences[here] == start and (not voices or voices[0].start < before):
            topic = self._topic(before)
            voices = [_Voice(before, topic), *voices] if topic is not None else voices
        for voice in voices if armed else voices[:1]:
            near = here - bisect_right(self._sentences, voice.start) < _BODIES_BACK
            body = voice.entity.label in _BODIES or voice.entity is topic
            if near and body and not (armed and self._has_no_fighters(voice.entity)):
                return voice.entity
        return None

    def _topic(self, start: int) -> Entity | None:
        """Return the body that opens the sentence at `start` as its subject; a place only where it speaks."""
        at = start + 4 * self.text.startswith("The ", start)
        found = self._at(at) or self._at(start)
        verb = (
            _VERB_BEHIND.match(self.text, found[0].end) if found is not None and found[0].start in (start, at) else None
        )
        if found is None or verb is None:
            return None
        word, label = verb[1].casefold(), found[1].label
        speaks = word in reporting_verbs() and label in _TOPICS
        acts = label in ("ORG", "NORP") and (tags().get(word) == "auxiliary" or PAST in (kinds_of(word) or ()))
        return found[1] if speaks or acts else None

    def _has_no_fighters(self, entity: Entity) -> bool:
        """Whether a body is a firm or the like, by its name or by what it is called beside it."""
        if is_company(entity.name):
            return True
        told = (_CALLED.match(self.text, m.end) for m in entity.mentions)
        words = [entity.name.split()[-1], *(word for found in told if found for word in found[1].split())]
        return not word_set("unarmed").isdisjoint(word.casefold() for word in words)

    def _described(self, start: int, words: Sequence[str]) -> Entity | None:
        """Return whom "the minister" or "the foreign ministry" means: one whose role or name has all the words."""
        wanted = {word for word in words if word[0].isalnum()}
        seen: set[str] = set()
        for entity in self._nearby(start, reach=_DESCRIPTIONS_BACK) if wanted <= self._describing else ():
            if entity.id in seen:
                continue
            seen.add(entity.id)
            if any(wanted <= words for words in self._described_as[entity.id]):
                return entity
        if len(wanted) == 1 and wanted <= word_set("body"):
            return next((e for e in self._nearby(start, reach=2) if e.label == "ORG"), None)
        return None

    def _nearby(self, start: int, reach: int = _SENTENCES_BACK) -> Iterator[Entity]:
        """Yield the entities before `start`, the nearest sentence first; in each, who spoke, then others in order."""
        heard = self._heard[::-1]
        oldest = min((v.start for v in heard), default=start)
        limit, last = start, bisect_left(self._starts, start)
        at = bisect_right(self._sentences, start) - 1
        here = at
        while at >= 0 and here - at <= reach:
            first = self._sentences[at]
            if limit > oldest:
                yield from [v.entity for v in heard if first <= v.start < limit]
            begin = bisect_left(self._starts, first)
            for index in range(begin, last):
                if at != here or not self._is_object(index):
                    yield self._entities[index]
            limit, last = first, begin
            at -= 1

    def _is_object(self, index: int) -> bool:
        before = self.text[max(0, self._starts[index] - 12) : self._starts[index]].split()
        return bool(before) and before[-1].lower() in word_set("before_object")


def _descriptions(entity: Entity) -> list[frozenset[str]]:
    """Return the words of each of a person's roles, or of the names of anything else."""
    names = entity.roles if entity.label == "PERSON" else (entity.name, *entity.aliases)
    return [frozenset(name.lower().split()) for name in names]


def _gender(text: str, entity: Entity) -> str | None:
    """Return "he" or "she" for a person whose title, role or first name tells; else None."""
    words = word_map("quotes_gender")
    for mention in entity.mentions:
        before = text[max(0, mention.start - 16) : mention.start].split()
        if before and before[-1].lower() in words and not before[-1][0].isdigit():
            return words[before[-1].lower()]
    for role in entity.roles:
        told = next((words[w] for w in role.lower().split() if w in words), None)
        if told is not None:
            return told
    for name in (entity.name, *entity.aliases):
        parts = name.lower().split()
        if len(parts) > 1 and parts[0] in words:
            return words[parts[0]]
    return None
