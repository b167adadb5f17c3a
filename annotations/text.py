"""The one door that makes untrusted text safe, on its way in (`clean`) and on its way to a terminal (`shown`).

Both replace one code point by one code point, so that no offset moves.
"""

import re
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_NEWLINES: Final = re.compile(r"\r\n?")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9), line and paragraph separators,
# interlinear annotation characters and tag characters: a terminal would obey or hide them.
_DISGUISES: Final = re.compile("[\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")


def clean(raw: str) -> str:
    r"""Return `raw` as a document's text: newlines as `\n`, no control character but newline and tab."""
    return clean_verbatim(_NEWLINES.sub("\n", raw))


def clean_verbatim(raw: str) -> str:
    """Return `raw` with each control character and lone surrogate replaced, as long as it was: no newline is folded."""
    return _CONTROLS.sub(REPLACEMENT, raw)


def shown(text: str) -> str:
    """Return `text` as a terminal may show it: also bidirectional overrides and tag characters become visible."""
    return _DISGUISES.sub(REPLACEMENT, _CONTROLS.sub(REPLACEMENT, text))


def shown_line(text: str) -> str:
    """Return `text` as one line that a terminal may show: newlines and tabs become spaces."""
    return shown(text).replace("\n", " ").replace("\t", " ")


def escaped_json(encoded: bytes) -> bytes:
    r"""Return JSON with what `shown` would replace written as `\uXXXX`: the same value, safe to print."""
    text = encoded.decode("utf-8")
    return _CONTROLS_IN_JSON.sub(_json_escape, text).encode("utf-8")


_CONTROLS_IN_JSON: Final = re.compile(f"{_DISGUISES.pattern}|[\x7f-\x9f]")


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def one_spaced(text: str) -> str:
    """Return `text` with one space wherever it has white space, as names are compared, and none at its ends."""
    return " ".join(text.split())


def excerpt(words: str, length: int = 40) -> str:
    """Return `words` in quotation marks, on one line, cut to about `length` code points, safe to show."""
    line = one_spaced(shown_line(words))
    return f"“{line if len(line) <= length else line[: length - 1].rstrip() + '…'}”"
