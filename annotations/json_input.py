"""JSON that someone else wrote: read strictly, told clearly."""

from typing import TypeVar

import msgspec

from annotations.text import clean_verbatim, shown_line

T = TypeVar("T")


def decoded(raw: bytes, kind: type[T]) -> T:
    """Return JSON as a value of `kind`. Raises ValueError with what is wrong and where.

    Where msgspec's reader refuses, Python's is asked: it takes the lone surrogates that some programs write, and
    counts lines and columns of what it cannot read.
    """
    try:
        try:
            return msgspec.json.decode(raw, type=kind)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return msgspec.json.decode(_without_surrogates(raw), type=kind)
    except msgspec.ValidationError as error:
        what, _, place = shown_line(str(error)).replace("`", "").partition(" - at $")
        raise ValueError(f"{place.strip('.') or 'it'} is wrong: {what[:1].lower()}{what[1:]}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start})") from error
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    except msgspec.DecodeError as error:
        raise ValueError(f"is not JSON: {shown_line(str(error))}") from error


def _without_surrogates(raw: bytes) -> bytes:
    """Return the same JSON with each lone surrogate in it replaced."""
    import json

    try:
        value = json.loads(raw.decode("utf-8"))
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        raise ValueError(f"is not JSON: {error.msg}, {place}") from error
    return clean_verbatim(json.dumps(value, ensure_ascii=False)).encode("utf-8")
