"""From bytes to characters: the declared charset, else strict UTF-8, else the best guess, and the guess is told."""

import codecs
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOW: Final = 65_536


class Decoded(NamedTuple):
    """Text, the charset that it was read as, and what a reader should know of that (None when nothing)."""

    text: str
    charset: str
    notice: str | None = None


def decode(raw: bytes, declared: str | None) -> Decoded:
    """Decode `raw`; `declared` is the name that the HTTP header or the page gives. Raises ValueError for binary data.

    A byte order mark goes before any declaration, as in the WHATWG Encoding Standard.
    """
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return _decode_leniently(raw[len(mark) :], charset, None)
    if b"\0" in raw:
        raise ValueError("is not text but binary data")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guessed(raw, error.start)


def _guessed(raw: bytes, first: int) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[max(0, first - _WINDOW // 2) : first + _WINDOW // 2]).best()
    charset = best.encoding if best else "cp1252"
    return _decode_leniently(raw, charset, f"not UTF-8 and no charset declared: read as {charset}, a guess")


def _decode_leniently(raw: bytes, charset: str, notice: str | None) -> Decoded:
    try:
        return Decoded(raw.decode(charset), charset, notice)
    except UnicodeDecodeError:
        text = raw.decode(charset, "replace")
        return Decoded(text, charset, f"some bytes are not {charset}: they are shown as \N{REPLACEMENT CHARACTER}")
