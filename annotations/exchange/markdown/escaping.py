"""Words that a Markdown program shows as they are, in CommonMark and in what Obsidian adds to it.

Only what would be obeyed is escaped, so that the file reads well as it is.
"""

import re
from typing import Final

from annotations.text import shown, shown_line

_ANYWHERE: Final = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape something
    r"|[`*\[~$^]"  # code, emphasis, links, struck out words, maths, names of blocks
    r"|(?<!\w)#"  # headings and tags
    r"|<(?=[a-zA-Z/!?])"
    r"|&(?=#?\w+;)"
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, unless inside a word
    r"|=(?==)|(?<==)=|%(?=%)|(?<=%)%"  # marked words and comments of Obsidian
)
_AT_THE_START: Final = re.compile(
    r"[-+](?= |$)|[>|]"  # lists, quotations, tables
    r"|(?=[-=:| ]*$)[-=:]"  # rules, and the lines under headings and heads of tables
)
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?= |$)")

_IN_A_NOTE: Final = re.compile(
    r"(?<!\\)((?:\\\\)*)("  # not escaped by the reader already
    r"<(?=[a-zA-Z/!?])|!(?=\[)"  # HTML, and pictures that would be fetched
    r"|%(?=%)|(?<=%)%|\$(?=\$)|(?<=\$)\$"  # what Obsidian lets run on to the end of the file
    r"|\^(?=[\w-]+[ \t]*$))",
    re.MULTILINE,
)
_RULE: Final = re.compile(r"-[- \t]*$", re.MULTILINE)


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    line = _ANYWHERE.sub(r"\\\g<0>", shown_line(text).strip())
    line = _AT_THE_START.sub(r"\\\g<0>", line, count=1) if _AT_THE_START.match(line) else line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def item(note: str) -> str:
    """Return a reader's note, which may be Markdown, as an item of a list: nothing in it reaches beyond the item."""
    text = _IN_A_NOTE.sub(r"\1\\\2", shown(note).strip())
    if _RULE.match(text):
        text = f"\\{text}"
    return "- " + "\n".join(f"  {line}" if line.strip() else "" for line in text.split("\n"))[2:]
