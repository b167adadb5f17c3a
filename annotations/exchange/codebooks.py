"""Code books by themselves: written without documents, and taken in from whatever holds one."""

import time
from typing import Final

from annotations import __version__
from annotations.exchange.export import FORMAT, VERSION, Export
from annotations.exchange.intake import Report, take_in
from annotations.exchange.registry import FORMATS, ExportRefused, ImportRefused
from annotations.store import Store

CODE_BOOK_FORMATS: Final = ("json", "qdc")
"""The formats in which a code book stands alone: our own, which holds all of it, and REFI-QDA's."""
_START: Final = 4096


def code_book_of(store: Store) -> Export:
    """Return the code book of a store, as an export without documents."""
    return Export(
        format=FORMAT,
        version=VERSION,
        exported=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        generator=f"briefreader {__version__}",
        tags=store.codebook.tags(),
        documents=(),
    )


def written(store: Store, format_: str) -> bytes:
    """Return the code book of a store in one of CODE_BOOK_FORMATS. Raises ExportRefused for another."""
    write = FORMATS[format_].write if format_ in CODE_BOOK_FORMATS else None
    if write is None:
        raise ExportRefused(f"holds no code book alone; {' and '.join(CODE_BOOK_FORMATS)} do")
    return write(code_book_of(store))


def take_in_code_book(store: Store, raw: bytes, name: str) -> Report:
    """Take the tags of an export or a REFI-QDA file into `store` as one act; its documents are left out.

    Tags that are written the same are the same. Raises ImportRefused.
    """
    able = (each for each in FORMATS.values() if each.read and each.recognizes and each.recognizes(raw[:_START]))
    chosen = next(able, None)
    if chosen is None or chosen.read is None:
        raise ImportRefused("is no code book: an export of briefreader (.json), .qdc or .qdpx is")
    return take_in(store, chosen.read(raw)._replace(documents=()), name)


def told_of_tags(report: Report) -> str:
    """Return in words what an import has brought to the code book."""
    new = f"{report.new_tags} new tag{'s' * (report.new_tags != 1)}"
    begun = f", in place of {report.replaced_tags} that a new library begins with" if report.replaced_tags else ""
    changed = bool(report.new_tags or report.replaced_tags)
    return f"{new}, {report.known_tags} known{begun}" + ("" if changed else ": the code book stays as it is")
