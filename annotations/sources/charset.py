"""From bytes to characters: the declared charset, else strict UTF-8, else the best guess, and a guess is told."""

import codecs
import re
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings of the WHATWG Encoding Standard by Python's names: what a page may declare, and what may be guessed.
# Python's other codecs are not charsets of texts (punycode, unicode_escape) or are slow on purpose-made input.
_LEGACY: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "gb18030", "gbk", "big5", "big5hkscs", "euc_jp", "shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949",
)  # fmt: skip
_UNICODE: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
# What pages call Latin-1, ASCII or GB 2312 is read as what browsers read it as (same standard).
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gbk", "shift_jis": "cp932", "euc_kr": "cp949"}
_KNOWN: Final = frozenset(codecs.lookup(name).name for name in (*_LEGACY, *_UNICODE))

_SAMPLE: Final = 65_536
"""How many bytes around the first one that is not UTF-8 a guess looks at."""
_FOREIGN_RUN: Final = re.compile(r"[^\W\d_a-zA-Z]{2}")
_FOREIGN_LETTER: Final = re.compile(r"[^\W\d_a-zA-Z]")
_SIGN_IN_WORD: Final = re.compile(r"(?<=[^\W\d_])[¿¡£¥¹³¼¾]|[£¥¹³¼¾](?=[^\W\d_])|\N{REPLACEMENT CHARACTER}")
"""What the letters of other charsets look like when they are read as Windows-1252."""
_WESTERN: Final = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûüÿ",  # French
        "äöüßé",  # German
        "áéíñóúüªº",  # Spanish
        "áâãàçéêíóôõúü",  # Portuguese
        "àèéìòùî",  # Italian
        "áéèëêïíóöôúü",  # Dutch
        "åäöæøéèêòóôü",  # Danish, Norwegian, Swedish, Finnish
        "áæéíðóöúýþ",  # Icelandic
    )
)
"""The letters beyond ASCII in which languages that Windows-1252 was made for are written."""
_FITTING: Final = 0.95
"""The least share of letters of one language; names from other languages have others."""


class Decoded(NamedTuple):
    """Text, the charset that it was read as, and what a reader should know of that (None when nothing)."""

    text: str
    charset: str
    notice: str | None = None


def decode(raw: bytes, declared: str | None) -> Decoded:
    """Decode `raw`; `declared` is the name that the HTTP header or the page gives.

    A byte order mark goes before the declaration, as in the WHATWG Encoding Standard. A declaration that does not fit
    the bytes counts for nothing, and that is told. Raises ValueError for binary data.
    """
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return _forgiving(raw[len(mark) :], charset, None)
    notice = None
    if told := charset_named(declared):
        try:
            return Decoded(raw.decode(told), told)
        except UnicodeDecodeError:
            notice = f"declared as {told}, which it is not"
    if b"\0" in raw:
        raise ValueError("is binary data, not text")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", notice and f"{notice}: read as utf-8")
    except UnicodeDecodeError as error:
        charset = _guess(raw[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2])
        notice = notice or "no charset declared, and it is not UTF-8"
        return _forgiving(raw, charset, f"{notice}: read as {charset}, which is a guess")


def charset_named(declared: str | None) -> str | None:
    """Return Python's name of the charset that a header or a page declares, None where it is none that texts use."""
    try:
        name = codecs.lookup((declared or "").strip(" \t\"'").lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else None


def _forgiving(raw: bytes, charset: str, notice: str | None) -> Decoded:
    try:
        return Decoded(raw.decode(charset), charset, notice)
    except UnicodeDecodeError:
        told = notice or f"it says that it is {charset}"
        damage = f"{told}; what does not fit is shown as \N{REPLACEMENT CHARACTER}"
        return Decoded(raw.decode(charset, "replace"), charset, damage)


def _guess(sample: bytes) -> str:
    """Return the likely charset of bytes that are not UTF-8.

    The detector needs many letters to go by, and takes Western languages for Eastern ones, so those are recognized
    first: as Windows-1252, the letters beyond ASCII are rare and stand alone, or are those of one Western language.
    """
    western = sample.decode("cp1252", "replace")
    foreign = _FOREIGN_LETTER.findall(western)
    rare = len(foreign) * 30 <= len(western) and not _FOREIGN_RUN.search(western)
    if rare or _is_western(foreign, signs=len(_SIGN_IN_WORD.findall(western))):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LEGACY), enable_fallback=False).best()
    return codecs.lookup(best.encoding).name if best else "cp1252"


def _is_western(foreign: list[str], *, signs: int) -> bool:
    """Whether letters beyond ASCII are those of a Western language, and few `signs` stand where letters should."""
    fitting = max(sum(letter in letters for letter in foreign) for letters in _WESTERN)
    return fitting >= _FITTING * (len(foreign) + signs)
