"""Annotations written to a file from inside the program."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from annotations.exchange import FORMATS, export_of
from annotations.model import Document
from tui.prompts.line import Choice, Completer, among

if TYPE_CHECKING:
    from annotations.store import Store


class Exported(Message):
    """What was written."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


def formats() -> Completer:
    """Return a completer of the formats that can be written."""
    written = [f for f in FORMATS.values() if f.write or f.write_files]
    return among([Choice(f.name, f.title) for f in written])


def suggested_path(document: Document, name: str) -> str:
    """Return a path for the export in the format `name`: named as the document, where the program was started."""
    words = re.findall(r"\w+", document.title.casefold())
    return "-".join(words)[:60].rstrip("-") + FORMATS[name].suffix


def export(store: "Store", document: str, name: str, path: Path) -> Exported:
    """Write the annotations of the document with that id to `path`, whole or not at all. Raises OSError."""
    from tui.cli.output import Failure, result
    from tui.cli.packages import write_package

    chosen = FORMATS[name]
    exported = export_of(store, [document])
    try:
        if chosen.write_files is not None:
            write_package(str(path), chosen.write_files(exported))
        elif chosen.write is not None:
            with result(str(path)) as out:
                out.write(chosen.write(exported))
    except Failure as failure:
        raise OSError(failure.format_message()) from failure
    count = sum(len(d.annotations) for d in exported.documents)
    return Exported(f"{count} annotation{'' if count == 1 else 's'} written to {path}")
