"""REFI-QDA 1.5, the format in which programs for qualitative analysis exchange projects (qdpx) and code books (qdc).

A project is a ZIP file: project.qde, and each text in Sources. Positions count code points of the text from 0, the end
exclusive. What the standard has no place for stands in memos called briefreader, at the passage, text or code that
they belong to.
"""

from annotations.exchange.refi import codebook, reading, writing
from annotations.exchange.registry import Format, register

register(
    Format(
        name="qdpx",
        title="a REFI-QDA project",
        suffix=".qdpx",
        write=writing.write,
        read=reading.read,
        recognizes=lambda start: start.startswith(b"PK") and b"project.qde" in start,
        binary=True,
        loses="nothing on the way back but the order of tags that lie in others, which follow those; elsewhere origin, "
        "state and certainty are memos, lost passages not shown",
        changed="passages are of the words that stand there; those that were marked are in memos",
        takes="plain texts with codings, notes, links and users; pictures, sound, sets and graphs are passed over; "
        "texts, passages and codes that are new here keep their GUIDs, users, notes and codings get others",
    )
)
register(
    Format(
        name="qdc",
        title="a REFI-QDA code book",
        suffix=".qdc",
        write=codebook.write,
        read=codebook.read,
        recognizes=lambda start: codebook.NAMESPACE.encode() in start,
        lost=codebook.lost,
        code_book_alone=True,
        loses="all but the code book; its keys, colours that are no #RRGGBB, and the order of tags that lie in others, "
        "which follow those",
        takes="codes with their descriptions, colours and GUIDs, the outermost on keys that are free; a tag that is "
        "here already keeps its own GUID; isCodable is told where it is false, and not kept; sets are passed over",
    )
)
