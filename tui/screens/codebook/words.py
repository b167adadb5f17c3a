"""What an act on a tag would change, in words, for the question that is asked before it is done."""

from collections.abc import Sequence
from typing import Final

from annotations.model import Tag
from annotations.store.tagged import Effect
from annotations.text import shown_line

_NAMED: Final = 4
"""So many tags are named; of more the others are counted."""


def before_merging(tag: Tag, into: Tag, effect: Effect) -> str:
    """Return the question whether `tag` is to be merged into `into`."""
    told = [f"Merge “{shown_line(tag.name)}” into “{shown_line(into.name)}”?"]
    both = f", {effect.both} with both already" if effect.both else ""
    told.append(f"For {_reach(effect)}{both}." if effect.annotations else "No annotation has it.")
    if effect.inside:
        told.append(f"Moving along: {_listed(effect.inside)}.")
    if effect.joined:
        told.append(f"Becoming one with what has its name there: {_listed(effect.joined)}.")
    if tag.key and not into.key:
        told.append(f"Key {tag.key} goes to “{shown_line(into.name)}”.")
    return " ".join([*told, *_freed(effect)])


def before_removing(tag: Tag, effect: Effect) -> str:
    """Return the question whether `tag` is to be removed."""
    told = [f"Remove “{shown_line(tag.name)}”?"]
    if effect.annotations:
        bare = f", {effect.bare} with no other tag" if effect.bare else ""
        told.append(f"From {_reach(effect)}{bare}.")
    if effect.inside:
        told.append(f"With it: {_listed(effect.inside)}.")
    return " ".join([*told, *_freed(effect)])


def many(number: int, one: str) -> str:
    """Return a number of things that have a regular plural: "1 tag", "2 tags"."""
    return f"1 {one}" if number == 1 else f"{number} {one}s"


def _reach(effect: Effect) -> str:
    return f"{many(effect.annotations, 'annotation')} in {many(effect.documents, 'document')}"


def _listed(paths: Sequence[str]) -> str:
    named = ", ".join(f"“{shown_line(path)}”" for path in paths[:_NAMED])
    return named if len(paths) <= _NAMED else f"{named} and {len(paths) - _NAMED} more"


def _freed(effect: Effect) -> list[str]:
    if not effect.keys:
        return []
    return [
        f"Key {effect.keys[0]} is free then."
        if len(effect.keys) == 1
        else f"Keys {', '.join(effect.keys)} are free then."
    ]
