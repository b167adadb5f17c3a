"""A link in words."""

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from annotations.text import shown_line

if TYPE_CHECKING:
    from annotations.store import Linked

_WORDS: Final = 30
_TITLE: Final = 40


def told(link: "Linked", document: str) -> str:
    """Return a link as an annotation of `document` has it, on one line: its type, and what is at the other end."""
    words = f"“{_cut(link.exact, _WORDS)}”"
    where = "" if link.document == document else f" in {_cut(link.title, _TITLE)}"
    gone = " (deleted)" if link.deleted else " (gone from the text)" if link.start is None else ""
    type_ = _cut(link.type, _WORDS)
    return f"← {words}{where} {type_} this{gone}" if link.incoming else f"→ {type_} {words}{where}{gone}"


def told_at_the_other_end(link: "Linked", document: str, title: str, words: str) -> str:
    """Return the same link as the annotation at the other end has it; here are `words` of `document`, its id."""
    back = replace(
        link,
        here=link.other,
        other=link.here,
        incoming=not link.incoming,
        document=document,
        title=title,
        exact=words,
        start=0,
        deleted=False,
    )
    return told(back, link.document)


def _cut(words: str, length: int) -> str:
    line = " ".join(shown_line(words).split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
