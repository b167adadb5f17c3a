"""Whatever is done to a code book, and undone, it stays whole, and no annotation loses a tag unless that was told."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.model import Document, Tag
from annotations.store import Act, BadTag, Draft, open_store
from annotations.store.codebook import KEYS

_NAMES = st.sampled_from(["killed", "Killed", "dead", "place", "town"])
_PLACES = st.integers(0, 30)
"""Stands for a tag or an annotation: the one at that place of all there are, counted round."""

State = tuple[tuple[Tag, ...], dict[str, frozenset[str]]]


class CodeBookActs(RuleBasedStateMachine):
    """Acts on the code book of a store with eight passages in two documents."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder / "store.db")
        self.undone: list[State] = []
        """The states that redo leads to, the next last."""
        self.done: list[State] = []
        """The states that undo leads to, the next last."""

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def mark(self) -> None:
        for name in ("one", "two"):
            added = self.store.documents.add(Document.of("a b c d", title=name, source=f"/{name}"))
            drafts = [
                Draft(start=n, end=n + 1, tags=tuple(t.id for t in self.tags[: 1 + n // 2])) for n in range(0, 8, 2)
            ]
            self.store.annotations.create(added.id, drafts)

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self.store.codebook.tags()

    def tag(self, place: int) -> Tag:
        return self.tags[place % len(self.tags)]

    def state(self) -> State:
        said = {
            a.id: frozenset(a.tags) for row in self.store.documents.all() for a in self.store.annotations.of(row.id)
        }
        return self.tags, said

    def acted(self, before: State) -> None:
        """Remember what undo leads to, if anything was done."""
        if self.state() != before:
            self.done.append(before)
            self.undone.clear()

    @rule(name=_NAMES, place=_PLACES, key=st.sampled_from([None, *sorted(KEYS)]), top=st.booleans())
    def add(self, name: str, place: int, key: str | None, top: bool) -> None:
        before = self.state()
        with suppress(BadTag):
            self.store.codebook.add(name, parent=None if top or not self.tags else self.tag(place).id, key=key)
        assert self.state()[1] == before[1]
        self.acted(before)

    @precondition(lambda self: self.tags)
    @rule(name=_NAMES, place=_PLACES, to=_PLACES, key=st.sampled_from(sorted(KEYS)), what=st.sampled_from("nkpt"))
    def change(self, name: str, place: int, to: int, key: str, what: str) -> None:
        before = self.state()
        fields: dict[str, dict[str, str | None]] = {
            "n": {"name": name},
            "k": {"key": key},
            "p": {"parent": self.tag(to).id},
            "t": {"parent": None},
        }
        with suppress(BadTag):
            self.store.codebook.change(self.tag(place).id, **fields[what])
        assert self.state()[1] == before[1]
        self.acted(before)

    @precondition(lambda self: len(self.tags) > 1)
    @rule(place=_PLACES, to=_PLACES)
    def merge(self, place: int, to: int) -> None:
        before = self.state()
        tag, into = self.tag(place).id, self.tag(to).id
        try:
            told = self.store.tagged.merging(tag, into)
            becomes = self.store.codebook.meeting(tag, into)
            self.store.codebook.merge(tag, into)
        except BadTag:
            assert self.state() == before
            return
        said = {id: frozenset(becomes.get(each, each) for each in had) for id, had in before[1].items()}
        assert self.state()[1] == said
        assert told.annotations == sum(said[id] != had for id, had in before[1].items())
        assert len(told.joined) == len(becomes) - 1
        self.acted(before)

    @precondition(lambda self: len(self.tags) > 1)
    @rule(place=_PLACES, to=_PLACES, chosen=st.sets(_PLACES, max_size=4))
    def split(self, place: int, to: int, chosen: set[int]) -> None:
        before = self.state()
        tag, into = self.tag(place).id, self.tag(to).id
        ids = {[*before[1]][n % len(before[1])] for n in chosen}
        try:
            count = self.store.codebook.split(tag, ids, into)
        except BadTag:
            assert tag == into
            return
        bearers = {id for id in ids if tag in before[1][id]}
        assert count == len(bearers)
        said = {id: had - {tag} | {into} if id in bearers else had for id, had in before[1].items()}
        assert self.state() == (before[0], said)
        self.acted(before)

    @precondition(lambda self: len(self.tags) > 1)
    @rule(place=_PLACES)
    def remove(self, place: int) -> None:
        before = self.state()
        tag = self.tag(place)
        told = self.store.tagged.removing(tag.id)
        gone = {tag.id, *self.store.codebook.inside(tag.id)}
        self.store.codebook.remove(tag.id)
        after = self.state()[1]
        assert after == {id: had - gone for id, had in before[1].items()}
        assert told.annotations == sum(after[id] != had for id, had in before[1].items())
        assert told.bare == sum(bool(had) and not after[id] for id, had in before[1].items())
        assert len(told.inside) == len(gone) - 1
        self.acted(before)

    @rule()
    def undo(self) -> None:
        self.turn(self.store.history.undo, self.done, self.undone)

    @rule()
    def redo(self) -> None:
        self.turn(self.store.history.redo, self.undone, self.done)

    def turn(self, act: Callable[[], Act | None], source: list[State], target: list[State]) -> None:
        before = self.state()
        turned = act()
        if source:
            assert turned is not None
            assert self.state() == source.pop()
            target.append(before)
        else:
            assert turned is None
            assert self.state() == before

    @invariant()
    def whole(self) -> None:
        tags = self.tags
        parents = {tag.id: tag.parent for tag in tags}
        for tag in tags:
            above, seen = tag.parent, {tag.id}
            while above is not None:
                assert above in parents, "what a tag lies in is there"
                assert above not in seen, "no tag lies in itself"
                seen.add(above)
                above = parents[above]
        names = [(tag.parent, tag.name.casefold()) for tag in tags]
        keys = [tag.key for tag in tags if tag.key]
        assert len(set(names)) == len(names)
        assert len(set(keys)) == len(keys)


CodeBookActs.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
test_a_code_book_stays_whole = CodeBookActs.TestCase
