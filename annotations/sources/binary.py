"""Files that are not text, told by how they begin."""

from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG\r\n", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_SAMPLE: Final = 8192
_CONTROLS: Final = bytes({*range(32), 127} - {*b"\t\n\r\f\b\x1b"})
_MOST_CONTROLS: Final = 0.05


def kind_of(content: bytes) -> str | None:
    """Return what `content` is if it is no text, as in "a PDF file"; None for text."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return None  # a byte order mark: UTF-16 and UTF-32 are full of zeros
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "binary data" if b"\0" in sample or controls > _MOST_CONTROLS * len(sample) else None
