"""Numbers as English writes them: digits with separators, fractions, words, magnitudes, and vague ones."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from annotations.extract.wordlists import word_map

Value = int | float
Form = Literal["digits", "words", "vague", "part"]

HALF: Final = 0.5
VULGAR: Final = {
    "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8,
}  # fmt: skip
_DIGITS: Final = re.compile(
    r"""(?:
        \d{1,3}(?:,\d{3}(?!\d))+            # 250,000
      | \d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)  # 12,34,567: lakhs and crores
      | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3}(?!\d))+
      | \d{1,3}(?:\ \d{3}(?!\d)){2,3}(?!,\d)
      | \d{1,3}(?:\.\d{3}(?!\d)){2,}        # 1.250.000
      | \d+
    )(?:\.\d+(?![.]?\d))?""",
    re.VERBOSE,
)
_SEPARATORS: Final = re.compile(r"[,\s\u00a0\u2009\u202f]")
_POWER: Final = re.compile(r"(\d+(?:\.\d+)?) ?[x×*] ?10 ?\^? ?([-−–+]?\d{1,4})(?!\d)")
_FRACTION: Final = re.compile(r"(?:[ -])?(?:([1-9]\d?)[/⁄](\d{1,3})(?![\d/])|([½¼¾⅓⅔⅛⅜⅝⅞⅙⅚⅕⅖⅗⅘]))")
_SLASH: Final = re.compile(r"[/⁄](\d{1,3})(?![\d/,.]\d|\d|/)")
_WORD: Final = re.compile(r"([-‑ \u00a0\u202f\n]?)([A-Za-z]+)(?![\w])")
_POINT: Final = re.compile(r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine)){1,6})\b", re.IGNORECASE)
_AND_A_HALF: Final = re.compile(r" and (?:a|one)[ -]half\b")
_DENOMINATORS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128})
_TIMES: Final = ("x", "×", "*")
_LONGEST: Final = 14  # words of one number
_FEW: Final = (3, 9)
_SHORT: Final = {
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "bln": 10**9,
    "tln": 10**12,
}


class Number(NamedTuple):
    """A number in the text. A vague one ("hundreds", "several thousand") has the bounds it lies between."""

    start: int
    end: int
    value: Value | tuple[Value, Value]
    form: Form


class _Word(NamedTuple):
    gap: str
    word: str
    kind: str
    worth: float
    end: int


@cache
def number_words() -> dict[str, tuple[str, float]]:
    """Return each number word with its kind and worth."""
    return {
        word: (kind, float(worth))
        for word, entry in word_map("figures_numbers").items()
        for kind, worth in [entry.split()]
    }


def number_at(text: str, start: int, *, parts: bool = True) -> Number | None:
    """Return the number that begins at `start`, or None. The longest reading wins: "two hundred and five".

    Without `parts`, "two quarters" is two of something, not a half.
    """
    first = text[start]
    if first.isdecimal():
        return _from_digits(text, start) if first.isascii() else None
    if first in VULGAR:
        return Number(start, start + 1, VULGAR[first], "digits")
    return _from_words(text, start, parts=parts)


def plain(value: float) -> Value:
    """Return `value` as an int where it is whole; rounded to what can have been written."""
    if isinstance(value, int):
        return value
    rounded = round(value, 6) if abs(value) >= 1e-4 else value
    return int(rounded) if rounded == int(rounded) else rounded


def _from_digits(text: str, start: int) -> Number | None:
    found = _DIGITS.match(text, start)
    if found is None:
        return None
    if text[found.end() : found.end() + 2].strip()[:1] in _TIMES and (power := _POWER.match(text, start)):
        exponent = int(power[2].replace("−", "-").replace("–", "-"))
        return Number(start, power.end(), float(f"{power[1]}e{exponent}") if abs(exponent) < 300 else 0, "digits")
    value = _worth(found[0])
    end = found.end()
    if end < len(text):
        value, end = _with_fraction(text, value, end, whole="." not in found[0])
        value, end = _with_magnitudes(text, value, end)
    return Number(start, end, plain(value), "digits")


def _worth(digits: str) -> float:
    bare = digits if digits.isdecimal() else _SEPARATORS.sub("", digits)
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    return float(bare) if "." in bare else int(bare) if len(bare) < 300 else float("1e300")


def _with_fraction(text: str, value: float, end: int, *, whole: bool) -> tuple[float, int]:
    if whole and (slash := _SLASH.match(text, end)) and int(slash[1]) in _DENOMINATORS and value < int(slash[1]):
        return value / int(slash[1]), slash.end()
    mixed = _FRACTION.match(text, end) if whole else None
    if mixed and mixed[3]:
        return value + VULGAR[mixed[3]], mixed.end()
    if mixed and int(mixed[2]) > int(mixed[1]):
        return value + int(mixed[1]) / int(mixed[2]), mixed.end()
    return value, end


def _with_magnitudes(text: str, value: float, end: int) -> tuple[float, int]:
    """Multiply by the magnitude words that follow: "2.3 billion", "1.5bn", "3 million and a half"."""
    words = number_words()
    scale = 1.0
    if text.startswith(" and ", end) and (half := _AND_A_HALF.match(text, end)):
        value, end = value + HALF, half.end()
    for _ in range(3):
        found = _WORD.match(text, end)
        if found is None or value > 1e30:
            break
        word = found[2].lower()
        kind, worth = words.get(word.removesuffix("s") if word == "dozens" else word, ("", 0.0))
        if kind not in ("hundred", "magnitude"):
            if word not in _SHORT or found[1] == "-":
                break
            worth = _SHORT[word]
        value, scale, end = value * worth, scale * worth, found.end()
    if scale > 1 and (half := _AND_A_HALF.match(text, end)):
        return value + HALF * scale, half.end()
    return value, end


def _from_words(text: str, start: int, *, parts: bool) -> Number | None:
    words = _words(text, start)
    if not words:
        return None
    kind = words[0].kind
    if kind in ("article", "half", "some"):
        return _opened(text, start, words)
    if kind == "many":
        return _many(start, words)
    if kind in ("unit", "ten"):
        return (_part(start, words) if parts else None) or _with_decimals(text, _sum(start, words))
    if kind in ("hundred", "magnitude") and words[0].word != "dozen":
        return _sum(start, words)
    return None


def _words(text: str, start: int) -> list[_Word]:
    """Return the number words from `start` on, "and", "of" and "a" between them included."""
    known = number_words()
    words: list[_Word] = []
    position = start
    while len(words) < _LONGEST and (found := _WORD.match(text, position)):
        gap, word = found[1], found[2].lower()
        if (gap == "") != (not words):
            break
        if word in known:
            kind, worth = known[word]
        elif words and word in ("and", "of"):
            kind, worth = word, 0.0
        else:
            break
        position = found.end()
        words.append(_Word(gap, word, kind, worth, position))
    return words


def _sum(start: int, words: list[_Word]) -> Number:
    """Read "two million three hundred and five thousand and twenty-one"; "a million and a half"."""
    total, current = 0.0, 0.0
    ceiling = float("inf")
    end, last, anded = start, "", False
    for i, word in enumerate(words):
        kind, worth = word.kind, word.worth
        following = words[i + 1].kind if i + 1 < len(words) else ""
        if kind == "article" and not last:
            current = 1
        elif (kind == "unit" and (last in ("", "hundred", "magnitude") or (last == "ten" and worth < 10))) or (
            kind == "ten" and last in ("", "hundred", "magnitude")
        ):
            current += worth
        elif kind == "hundred" and last in ("", "unit", "ten", "article") and current < 100:
            current = (current or 1) * 100
        elif kind == "magnitude" and (worth < ceiling or not total) and last != "and":
            if last == "magnitude" and not current:
                total *= worth
            else:
                total += (current or 1) * worth
            ceiling, current = worth, 0
        elif kind == "and" and _goes_on(last, following, words, i):
            anded = True
            continue
        elif anded and kind in ("half", "article") and (kind == "half" or following == "half"):
            return _and_a_half(start, total, current, words[i:])
        else:
            break
        end, last, anded = word.end, kind, False
    return Number(start, end, plain(total + current), "words")


def _with_decimals(text: str, number: Number) -> Number:
    """Read "two point five" on."""
    point = _POINT.match(text, number.end)
    if point is None or not isinstance(number.value, int):
        return number
    known = number_words()
    digits = "".join(str(int(known[word][1])) for word in point[1].lower().split())
    return Number(number.start, point.end(), plain(float(f"{number.value}.{digits}")), "words")


def _goes_on(last: str, following: str, words: list[_Word], i: int) -> bool:
    """Whether the "and" at `i` joins two parts of one number."""
    if following in ("half", "article"):
        after = words[i + 2].kind if i + 2 < len(words) else ""
        return last in ("unit", "magnitude") and (following == "half" or after == "half")
    return last in ("hundred", "magnitude") and following in ("unit", "ten") and words[i - 1].word != "dozen"


def _and_a_half(start: int, total: float, current: float, words: list[_Word]) -> Number:
    """Add a half to what stands before: "a million and a half"; "five and a half million" is one number too."""
    at = next(i for i, word in enumerate(words) if word.kind == "half")
    following = words[at + 1 : at + 2]
    if not total and following and following[0].kind == "magnitude" and following[0].word != "dozen":
        return Number(start, following[0].end, plain((current + HALF) * following[0].worth), "words")
    scale = next((m for m in (10**12, 10**9, 10**6, 10**3) if total and total % m == 0), 1)
    return Number(start, words[at].end, plain(total + current + HALF * scale), "words")


def _part(start: int, words: list[_Word]) -> Number | None:
    """Read "two thirds", "three-quarters", "one fifth"."""
    if len(words) > 1 and words[0].worth == 1 and words[1].kind == "half":
        return Number(start, words[1].end, HALF, "part")
    if len(words) < 2 or words[1].kind != "part" or words[0].worth >= words[1].worth:
        return None
    many = words[0].worth > 1
    if many != words[1].word.endswith("s"):
        return None
    return _share(start, words[0].worth / words[1].worth, words[1:])


def _share(start: int, share: float, words: list[_Word]) -> Number:
    """Return a share whose last word comes first in `words`: "a fifth"; "a quarter of a million" is a number."""
    after = [word for word in words[1:4] if word.kind not in ("of", "article")]
    if after and after[0].kind == "magnitude":
        return Number(start, after[0].end, plain(share * after[0].worth), "words")
    return Number(start, words[0].end, plain(share), "part")


def _many(start: int, words: list[_Word]) -> Number:
    """Read "hundreds", "tens of thousands"."""
    worth, end = words[0].worth, words[0].end
    for i in range(1, len(words) - 1, 2):
        if words[i].kind != "of" or words[i + 1].kind != "many":
            break
        worth *= words[i + 1].worth
        end = words[i + 1].end
    return Number(start, end, (plain(worth), plain(worth * 10)), "vague")


def _opened(text: str, start: int, words: list[_Word]) -> Number | None:
    """Read what begins with a word that is no number alone: "a dozen", "half a million", "several thousand"."""
    first, rest = words[0], words[1:]
    if first.kind == "article":
        if rest and rest[0].kind in ("hundred", "magnitude"):
            return _sum(start, words)
        if rest and rest[0].kind == "part" and not rest[0].word.endswith("s"):
            return _share(start, 1 / rest[0].worth, rest)
        return _opened(text, start, rest) if rest and rest[0].kind in ("half", "some") else None
    if first.kind == "half":
        of_one = bool(rest) and rest[0].kind == "article"
        scale = rest[of_one] if len(rest) > of_one else None
        if scale is not None and scale.kind == "magnitude":
            return Number(start, scale.end, plain(scale.worth / 2), "words")
        return None if of_one else Number(start, first.end, HALF, "part")
    if rest and rest[0].kind == "of":
        rest = rest[1:]
    if rest and rest[0].kind in ("hundred", "magnitude"):
        low, high = (2, 2) if first.word == "couple" else _FEW
        value = (plain(low * rest[0].worth), plain(high * rest[0].worth))
        return Number(start, rest[0].end, value if low < high else value[0], "vague")
    return None
