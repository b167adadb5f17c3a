"""From a noun phrase to a speaker: the words that name who speaks, and the entity whom they mean."""

from bisect import bisect_right
from collections.abc import Sequence

from annotations.extract.quotes.noun_phrases import Phrase
from annotations.extract.quotes.sentences import Sentence
from annotations.model import Entity, Mention, Speaker


class Speakers:
    """Finds the entities behind noun phrases."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        named = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].start)
        self._mentions = [m for m, _ in named]
        self._entities = [e for _, e in named]
        self._starts = [m.start for m in self._mentions]

    def at(self, offset: int) -> tuple[Mention, Entity] | None:
        """Return the mention that covers `offset`, and its entity."""
        index = bisect_right(self._starts, offset) - 1
        for at in range(index, max(-1, index - 3), -1):
            if self._mentions[at].end > offset:
                return self._mentions[at], self._entities[at]
        return None

    def speaker(self, sentence: Sentence, phrase: Phrase) -> Speaker:
        """Return the speaker whom `phrase` names: by the name itself where it has one."""
        start, end = sentence.start[phrase.first], sentence.end[phrase.last - 1]
        found = self.at(sentence.start[phrase.head])
        if found is not None:
            mention, entity = found
            if start <= mention.start and mention.end <= end:
                return self._speaker(mention.start, mention.end, entity.id)
        return self._speaker(start, end, None)

    def _speaker(self, start: int, end: int, entity: str | None) -> Speaker:
        return Speaker(start=start, end=end, text=self.text[start:end], entity=entity)
