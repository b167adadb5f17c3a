"""Code books written to files and taken in from them, from inside the program."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotations.exchange.codebooks import CODE_BOOK_FORMATS, take_in_code_book, told_of_tags, written
from annotations.exchange.registry import FORMATS, ImportRefused
from tui.screens.codebook.words import many

if TYPE_CHECKING:
    from annotations.store import Store

_LARGEST: Final = 50_000_000


def unwritable(path: str) -> str:
    """Return what is wrong with the path of a code book that is to be written."""
    if Path(path.strip()).suffix.lower() in _formats():
        return ""
    return f"a code book's name ends in {' or '.join(_formats())}"


def write(store: "Store", path: Path) -> str:
    """Write the code book, whole or not at all, and say so. Raises OSError."""
    from tui.cli.output import Failure, result

    try:
        with result(str(path)) as out:
            out.write(written(store, _formats()[path.suffix.lower()]))
    except Failure as failure:
        raise OSError(failure.format_message()) from failure
    return f"{many(len(store.codebook.tags()), 'tag')} written to {path}"


def take_in(store: "Store", path: Path) -> str:
    """Take in the tags that a file holds, and say how many are new. Raises OSError."""
    with path.open("rb") as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise OSError(f"{path}: is larger than {_LARGEST // 1_000_000} MB, the most that is read")
    try:
        report = take_in_code_book(store, raw, path.name)
    except ImportRefused as error:
        raise OSError(f"{path}: {error}") from error
    return "; ".join([f"{path.name}: {told_of_tags(report)}", *report.problems[:1]])


def _formats() -> dict[str, str]:
    return {FORMATS[name].suffix: name for name in CODE_BOOK_FORMATS}
