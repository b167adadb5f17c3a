"""Annotations as notes to read, in any folder or an Obsidian vault: a Markdown file for each document.

A note keeps its place: it is known again by the id in its front matter, wherever in the folder it was moved and
whatever it was called. What a reader wrote before and after our part of it stays when it is written anew, and so do
properties and tags of their own; a file that is not ours is never written over. The same annotations make the same
note.
"""

from annotations.exchange.markdown.notes import BEGIN, update_files, write_files
from annotations.exchange.registry import Format, register

register(
    Format(
        name="markdown",
        title="notes to read, a file for each document; for Obsidian too",
        suffix=".md",
        write_files=write_files,
        update_files=update_files,
        recognizes=lambda start: start.startswith((b"---", b"\xef\xbb\xbf---")) and BEGIN.encode() in start,
        loses="texts, places, origins, authors, times, code book; it cannot be read back",
        changed="it quotes the words that stand there, and below what they were; of a guess what was marked first",
    )
)
