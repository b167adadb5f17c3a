"""brat standoff: a text and an .ann file for each document, with the configuration that brat needs to show them.

The format is told in brat's manual, under "standoff format". A mark that runs over a line end is written in fragments,
as brat wants it, and read back as one. What brat has no place for stands in notes of the type briefreader, and what
belongs to no mark (the document's data, the code book, passages that are lost) in NAME.briefreader.json, which brat
passes over.
"""

from annotations.exchange.brat.reading import read, read_files
from annotations.exchange.brat.writing import write_files
from annotations.exchange.registry import Format, register

register(
    Format(
        name="brat",
        title="brat standoff: texts with .ann files",
        suffix=".zip",
        write_files=write_files,
        read=read,
        read_files=read_files,
        loses="nothing on the way back; brat shows notes on one line, tags in ASCII, no link to another document",
        changed="marks are of the words that stand there; those that were marked are in notes of the type briefreader",
        takes="entities, events, attributes, relations and notes; references become notes",
    )
)
