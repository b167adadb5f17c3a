"""From bytes to characters: what was declared, else UTF-8, else a guess that is told."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.sources import Decoded, decode
from annotations.sources.charset import charset_named

FRENCH = "Le ministre a déclaré jeudi que l'été serait chaud. « Nous ne céderons pas », a-t-il ajouté à Genève."
ENGLISH = "It’s £5 million — “a lot”, the minister said at a café in Harlow. " * 3
RUSSIAN = "Министр иностранных дел заявил в четверг, что переговоры продолжатся в Женеве."
POLISH = "Minister spraw zagranicznych powiedział w czwartek, że rozmowy będą kontynuowane w Łodzi."
CZECH = "Ministr zahraničí řekl ve čtvrtek, že jednání budou pokračovat v Plzni, uvedl server Zprávy."
HUNGARIAN = "A külügyminiszter csütörtökön azt mondta, hogy a tárgyalások Győrben folytatódnak, jövő hétfőn."
GERMAN = "Der Außenminister erklärte am Donnerstag, die Gespräche würden in Köln fortgeführt; er müsse prüfen."
SPANISH = "El ministro dijo el miércoles que la reunión será mañana. «¿Quién decidió?», preguntó en Logroño."
PORTUGUESE = "O ministro não confirmou a informação na quinta-feira; as negociações vão continuar em São Tomé."
ITALIAN = "Il ministro dirà lunedì perché la città è chiusa; più tardi si potrà votare, così ha detto."
SWEDISH = "Ministern sade på torsdagen att samtalen går vidare i Malmö, även om läget är svårt för båda."
CHINESE = "外交部长星期四表示，谈判将继续进行。他说，双方同意停火。"


@given(st.text(st.characters(codec="utf-8")))
def test_utf_8_is_taken_as_it_is(text: str) -> None:
    raw = text.encode()
    if "\0" not in text and not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(raw, None) == (text, "utf-8", None)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(charset: str) -> None:
    decoded = decode(RUSSIAN.encode(charset), "iso-8859-1")
    assert decoded.text == RUSSIAN
    assert decoded.notice is None


@pytest.mark.parametrize(
    ("text", "declared"), [(FRENCH, "ISO-8859-1"), (RUSSIAN, "windows-1251"), (RUSSIAN, "KOI8-R"), (CHINESE, "gb2312")]
)
def test_what_is_declared_is_obeyed(text: str, declared: str) -> None:
    decoded = decode(text.encode(declared), declared)
    assert decoded.text == text
    assert decoded.notice is None


def test_latin_1_means_what_browsers_read() -> None:
    assert decode("“café”".encode("cp1252"), "latin1").text == "“café”"


def test_a_declaration_that_does_not_fit_is_told() -> None:
    decoded = decode(FRENCH.encode("cp1252"), "utf-8")
    assert decoded.text == FRENCH
    assert decoded.notice is not None
    assert "declared as utf-8, which it is not" in decoded.notice


@pytest.mark.parametrize(
    "declared", ["rot13", "punycode", "unicode_escape", "utf-7", "no such", "", "\0", "a" * 10_000]
)
def test_a_declaration_that_is_no_charset_counts_for_nothing(declared: str) -> None:
    assert charset_named(declared) is None
    assert decode(b"plain", declared) == ("plain", "utf-8", None)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        ("Été.\n", "latin-1"),
        ("Le café de la gare a fermé.\n", "latin-1"),
        (GERMAN, "latin-1"),
        ("Müller fährt später nach Köln.", "cp1252"),
        (SPANISH, "latin-1"),
        ("¿Dónde está el niño?", "cp1252"),
        (PORTUGUESE, "cp1252"),
        (ITALIAN, "cp1252"),
        (SWEDISH, "cp1252"),
        (FRENCH + SPANISH.replace("«", "“").replace("»", "”") + FRENCH * 10, "cp1252"),
        (POLISH + " " + POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (CHINESE, "gb18030"),
    ],
)
def test_a_guess_is_right_on_plain_cases_and_told(text: str, charset: str) -> None:
    decoded = decode(text.encode(charset), None)
    assert decoded.text == text
    assert decoded.notice is not None
    assert "guess" in decoded.notice


def test_what_fits_nothing_is_shown_as_replaced_and_told() -> None:
    decoded = decode("été".encode("utf-16") + b"\x00\xd8", None)
    assert decoded.text.startswith("été")
    assert "\N{REPLACEMENT CHARACTER}" in decoded.text
    assert "\N{REPLACEMENT CHARACTER}" in (decoded.notice or "")


def binary_or(raw: bytes, declared: str | None) -> Decoded | None:
    try:
        return decode(raw, declared)
    except ValueError:
        return None


@given(st.binary(), st.sampled_from([None, "utf-8", "cp1252", "gb18030", "shift_jis", "iso2022_jp", "utf-16"]))
def test_any_bytes_end_in_characters_or_are_called_binary(raw: bytes, declared: str | None) -> None:
    if decoded := binary_or(raw, declared):
        decoded.text.encode("utf-8")
