"""Search in an article: plain text as a reader types it."""

import re
from typing import Final

from annotations.model import Span

_EQUALS: Final = {"'": "['‘’]", '"': '["“”„]', "-": "[-‐‑–]"}


def find_all(text: str, words: str) -> tuple[Span, ...]:
    """Return every place of `words`, none overlapping.

    Case counts only if `words` has a capital; a space stands for any white space, a line's end too; a straight
    quotation mark or hyphen finds the typographic ones as well.
    """
    if not words.strip():
        return ()
    parts = re.split(r"\s+", words)
    pattern = r"\s+".join("".join(_EQUALS.get(sign, re.escape(sign)) for sign in part) for part in parts)
    # At an end one white space is enough, and a long run of it is not looked through again and again.
    pattern = re.sub(r"^\\s\+|\\s\+$", r"\\s", pattern)
    flags = re.NOFLAG if any(sign.isupper() for sign in words) else re.IGNORECASE
    return tuple(Span(*found.span()) for found in re.finditer(pattern, text, flags))
