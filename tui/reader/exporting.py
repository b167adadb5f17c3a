"""Annotations written to a file from inside the program."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from textual.message import Message

from annotations.exchange import FORMATS, Choice, ExportRefused, export_of
from annotations.model import Document, Status
from annotations.text import shown_line
from tui.prompts.export import ORIGINS
from tui.prompts.period import Period, period

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.prompts.export import Order


class Exported(Message):
    """What was written."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


def suffixes() -> Mapping[str, str]:
    """Return what a file in each format that can be written ends in, or a folder of its files; tables first."""
    written = {f.name: f.suffix for f in FORMATS.values() if f.write or f.write_files}
    written |= {f.name: f"-{f.name}" for f in FORMATS.values() if f.update_files}
    return {name: written[name] for name in sorted(written, key=lambda name: name != "csv")}


def stem_of(document: Document) -> str:
    """Return a short file name for what is exported of `document`: its file's own, or else its title's words."""
    source = "" if "://" in document.source else Path(document.source).stem
    words = "-".join(re.findall(r"\w+", document.title.casefold()))[:40].rstrip("-")
    return shown_line(source) or words or "annotations"


def export(store: "Store", document: str, order: "Order", path: Path) -> Exported:
    """Write what is ordered, of the document with that id or of all, to `path`, whole or not at all. Raises OSError."""
    from tui.cli.output import Failure, result
    from tui.cli.packages import files_of, write_package

    chosen = FORMATS[order.format]
    documents = () if order.whole_library else (document,)
    days = period(order.days) or Period()
    choice = Choice(
        documents=documents,
        tags=order.tags,
        origins=tuple(origin for word, origin in ORIGINS.items() if word in order.standing),
        statuses=tuple(status for status in get_args(Status) if status in order.standing),
        since=days.since,
        until=days.until,
        annotations=order.annotations,
    )
    exported = export_of(store, choice)
    count = sum(len(d.annotations) for d in exported.documents)
    try:
        if chosen.write_files is not None:
            write_package(str(path), files_of(chosen, exported, str(path)))
        elif chosen.write is not None:
            with result(str(path)) as out:
                out.write(chosen.write(exported))
    except ExportRefused as refused:
        raise OSError(f"{chosen.name} {refused}") from refused
    except Failure as failure:
        raise OSError(failure.format_message()) from failure
    lost = "".join(f" · {line}" for line in (chosen.lost(exported) if chosen.lost else ()))
    number, what = (len(exported.tags), "tag") if chosen.code_book_alone else (count, "annotation")
    return Exported(f"{number} {what}{'' if number == 1 else 's'} written to {path}{lost}")
