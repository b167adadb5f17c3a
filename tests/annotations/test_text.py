"""The door for untrusted text: nothing that a terminal would obey gets through, and no offset moves."""

import json
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from annotations.text import clean, clean_verbatim, escaped_json, shown, shown_line

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))
DISGUISES = {*range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)}


def is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"


@given(ANYTHING)
@example("\x1b]52;c;aGVsbG8=\x07")
@example("\x9b31m\x00\x7f\ud83d")
def test_a_cleaned_text_has_no_control_character_and_is_as_long(text: str) -> None:
    cleaned = clean_verbatim(text)
    assert len(cleaned) == len(text)
    assert not any(map(is_control, cleaned))
    assert clean_verbatim(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(ANYTHING)
def test_nothing_but_control_characters_is_altered(text: str) -> None:
    for before, after in zip(text, clean_verbatim(text), strict=True):
        assert after == ("\N{REPLACEMENT CHARACTER}" if is_control(before) else before)


@given(ANYTHING)
@example("a\r\nb\rc\n")
def test_newlines_become_one_kind(text: str) -> None:
    cleaned = clean(text)
    assert "\r" not in cleaned
    assert cleaned.count("\n") == text.replace("\r\n", "\n").count("\n") + text.replace("\r\n", "\n").count("\r")
    assert clean(cleaned) == cleaned


@given(ANYTHING)
@example("\u202egnp.exe \u2066x\u2069 \U000e0041\U000e007f \u2028")
def test_what_is_shown_holds_no_disguise(text: str) -> None:
    seen = shown(text)
    assert len(seen) == len(text)
    assert not any(is_control(c) or ord(c) in DISGUISES for c in seen)
    assert shown(seen) == seen


def test_joiners_and_direction_marks_of_real_languages_stay() -> None:
    for text in ("می‌خواهم", "👩‍👩‍👧", "שלום\u200f", "e\u0301", "a\u00adb", "\ufeffx"):
        assert shown(text) == clean(text) == text


@given(ANYTHING)
@example("two\nlines\tand a tab\x1b[2J")
def test_a_shown_line_is_one_line_as_long_as_the_text(text: str) -> None:
    line = shown_line(text)
    assert len(line) == len(text)
    assert "\n" not in line
    assert "\t" not in line


@given(ANYTHING)
@example("\u202e\U000e0041\x7f\x9b\u2028")
def test_escaped_json_is_the_same_value_and_safe_to_print(text: str) -> None:
    value = {"text": clean_verbatim(text), text.encode("utf-8", "replace").decode(): 1}
    escaped = escaped_json(json.dumps(value, ensure_ascii=False).encode("utf-8"))
    assert json.loads(escaped) == value
    assert not any(is_control(c) or ord(c) in DISGUISES for c in escaped.decode("utf-8"))
