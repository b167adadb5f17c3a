"""Where numbers stand that count or measure, and what each says."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotations.extract.figures.counted import Counted, counted_at, hyphened_at
from annotations.extract.figures.modifiers import modifier_of
from annotations.extract.figures.numbers import VULGAR, Number, Value, number_at, number_words, plain
from annotations.extract.figures.units import Money, Unit, money_before, unit_at, with_rate
from annotations.extract.segment.layout import Layout
from annotations.extract.wordlists import word_groups
from annotations.model import DateMention, Figure

_ANCHOR: Final = re.compile(r"https?://\S+|[^\W\d_]+|\d+(?:[.,]\d+)*\w*|[½¼¾⅓⅔⅛⅜⅝⅞]")
_ARTICLE: Final = re.compile(
    r"[aA]n?[ \u00a0-](?:half|third|quarter|fifth|tenth|dozen|hundred|thousand|few|couple|[mbt]r?illion)\b"
)
_MONEY_SUFFIX: Final = re.compile(r"[ \u00a0]?(bn|tn|trn|mn|mln|m|M|b|B|k|K|t|T)(?![\w/])")
_SUFFIX: Final = {
    "bn": 10**9,
    "b": 10**9,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "k": 1000,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
_GLUED: Final = re.compile(r"(k|K|m|M|bn)(?= [a-z])")
_LINK: Final = re.compile(r"[ ]?[-–—‑][ ]?|[ \u00a0](?:to|or|and)[ \u00a0\n]|[-–](?:to|or)[-–]")
_SIGN: Final = re.compile(r"(?:US|C|A|HK)?[$€£¥₹]?[ ]?")
_PREVIOUS: Final = re.compile(r"([\w'’.]+)[ \u00a0\n(“\"‘']*$")
_BETWEEN: Final = re.compile(r"\bbetween\b[^.]{0,12}$", re.IGNORECASE)
_RANGED: Final = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere) from [^.\w]{0,8}$", re.IGNORECASE
)
_FROM: Final = re.compile(r"\bfrom (?:about |around |just |some )?[^\w\s]{0,3}$", re.IGNORECASE)
_REACH: Final = 32
_TAIL: Final = re.compile(r"(?:st|nd|rd|th)\b|[:@_#\\]\w|/\w|[.,]\d|['’]\d")
_OF_THEM: Final = re.compile(r" of (?:the|them|those|these|its|his|her|their|your|our|whom|which)\b")
_CAPITAL: Final = re.compile(r" [A-Z]\w")
_LIST_MARK: Final = re.compile(r"[.)]\s")
_AGED: Final = re.compile(r"\b(?:[Aa]ged?|age of|turned|turning) $")
_AFTER_NAME: Final = re.compile(r"[A-Z]\w+, $")
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(,$€£]))(?:[-−]|[Mm]inus[- ])$")
_SCORE: Final = re.compile(r"[-–‑]\d")
_RATIO: Final = re.compile(r" (in(?: every)?|out of(?: every)?) ")
_NOT_ONE: Final = frozenset(
    "the this that no any every each which another only last first next some not every- per day number another".split()
)
_NO_ONE_COUNTS: Final = frozenset(
    "day thing way time side point reason another person last final who year sense word hand stage or and can must"
    " might could would should will step".split()
)


class _Amount(NamedTuple):
    """A number, or a range, with its sign of money or its unit, and what it counts."""

    start: int
    end: int
    value: Value | tuple[Value, Value]
    unit: str | None
    counted: str | None
    rule: str
    certainty: float


def find_figures(layout: Layout, dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    """Return the numbers that count or measure something, in order, none over another, over a date or in furniture.

    Ordinals, years, clock times, telephone numbers, numbers in names (France 24, Boeing 737) and the numbers of a
    list are none.
    """
    text = layout.text
    taken = _Taken(dates)
    figures: list[Figure] = []
    for paragraph in layout.paragraphs:
        if paragraph.kind == "furniture":
            continue
        for amount in _amounts(text, paragraph.start, paragraph.end, taken):
            figures.append(
                Figure(
                    amount.start,
                    amount.end,
                    text[amount.start : amount.end],
                    id=f"f{len(figures) + 1}",
                    value=amount.value,
                    unit=amount.unit,
                    counted=amount.counted,
                    modifier=modifier_of(text, amount.start, amount.end),
                    rule=f"figure: {amount.rule}",
                    certainty=amount.certainty,
                )
            )
    return tuple(figures)


class _Taken:
    """The places of dates, asked for in the order of the text."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self._spans = [(date.start, date.end) for date in dates]
        self._next = 0

    def end_of(self, start: int, end: int) -> int | None:
        """Return where the date ends that overlaps `start` to `end`, or None."""
        spans = self._spans
        while self._next < len(spans) and spans[self._next][1] <= start:
            self._next += 1
        if self._next < len(spans) and spans[self._next][0] < end:
            return spans[self._next][1]
        return None


@cache
def _anchors() -> frozenset[str]:
    """Return the words with which a number can begin, in every spelling."""
    words = {word for word, (kind, _) in number_words().items() if kind != "part" and word != "dozen"}
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


def _amounts(text: str, start: int, end: int, taken: _Taken) -> Iterator[_Amount]:
    anchors = _anchors()
    position = start
    for found in _ANCHOR.finditer(text, start, end):
        first = found.start()
        if first < position:
            continue
        word = found[0]
        if (
            not word[0].isdecimal()
            and word not in VULGAR
            and (word not in anchors or (len(word) < 3 and not _ARTICLE.match(text, first)))
        ):
            continue
        after_date = taken.end_of(first, first + 1)
        if after_date is not None:
            position = after_date
            continue
        number = number_at(text, first)
        if number is None or number.end > end or taken.end_of(first, number.end) is not None:
            position = found.end()
            continue
        position = max(found.end(), number.end) if word[0].isdecimal() else number.end
        if _stands_alone(text, number, start):
            amount = _amount(text, number, start, end)
            if amount is not None:
                yield amount
                position = max(position, amount.end)


def _stands_alone(text: str, number: Number, first: int) -> bool:
    """Whether the number is one by itself, not a piece of a name, a clock time, a telephone number or a list mark."""
    start, end = number.start, number.end
    before = text[start - 1] if start else " "
    if before.isalnum() and money_before(text, start) is None:
        return False
    if before in "_#@\\/:" or (before in ".,'’" and text[start - 2 : start - 1].isalnum()):
        return False
    if before in "-–‑" and start > 1 and text[start - 2].isalnum() and text[start - 6 : start - 1].lower() != "minus":
        return False
    if end < len(text) and _TAIL.match(text, end):
        return False
    return not (start == first and _LIST_MARK.match(text, end))


def _amount(text: str, number: Number, first: int, limit: int) -> _Amount | None:
    number = _with_point(text, number)
    money = money_before(text, number.start)
    number = _with_suffix(text, number, money)
    unit = _unit_of(text, number, money)
    ranged = _range(text, number, money, unit)
    if ranged is not None:
        return ranged
    if _SCORE.match(text, number.end):
        return None
    start = money.start if money else number.start
    value = number.value
    if isinstance(value, int | float) and unit and (minus := _MINUS.search(text[max(0, start - 7) : start])):
        value, start = -value, start - len(minus[0])
    if unit is not None:
        if value == 1 and unit.name == "point" and number.form == "words":
            return None
        return _Amount(start, unit.end, value, unit.name, None, "money" if money else "measured", 0.96)
    return _counting(text, number, first)


def _with_point(text: str, number: Number) -> Number:
    """Read ".5 percent"."""
    start = number.start
    if number.form != "digits" or start == 0 or text[start - 1] != "." or isinstance(number.value, tuple):
        return number
    digits = re.match(r"\d+", text[start : start + 12])
    if digits is None or digits.end() != number.end - start:
        return number
    return number._replace(start=start - 1, value=plain(float(f"0.{digits[0]}")))


def _with_suffix(text: str, number: Number, money: Money | None) -> Number:
    """Read "$1.5m", "20k followers"."""
    if number.form != "digits" or isinstance(number.value, tuple) or not text[number.end - 1].isdecimal():
        return number
    found = (_MONEY_SUFFIX if money else _GLUED).match(text, number.end)
    if found is None or (not money and found[1] == "m" and counted_at(text, found.end()) is None):
        return number
    return number._replace(end=found.end(), value=plain(number.value * _SUFFIX[found[1].lower()]))


def _unit_of(text: str, number: Number, money: Money | None) -> Unit | None:
    if money is not None:
        return with_rate(text, Unit(money.name, number.end))
    at = number.end
    if number.form == "vague" and text.startswith(" of ", at):
        at += 3
    return unit_at(text, at)


def _range(text: str, number: Number, money: Money | None, unit: Unit | None) -> _Amount | None:
    """Read "between 20 and 30 people", "20-30", "5 to 7 percent", "$3 to $5 billion"."""
    low = number.value
    if isinstance(low, tuple) or number.form == "part":
        return None
    at = unit.end if unit else number.end
    link = _LINK.match(text, at)
    if link is None:
        return None
    word = link[0].strip(" \u00a0\n-–")
    if word == "and" and _BETWEEN.search(text[max(0, number.start - _REACH) : number.start]) is None:
        return None
    sign = _SIGN.match(text, link.end())
    place = sign.end() if sign else link.end()
    if place >= len(text) or not (text[place].isdecimal() or text[place].isalpha() or text[place] in VULGAR):
        return None
    second = number_at(text, place)
    if second is None or isinstance(second.value, tuple) or second.form == "part" or _TAIL.match(text, second.end):
        return None
    second_money = money_before(text, place) or (money if sign is not None else None)
    second = _with_suffix(text, second, second_money)
    high = second.value
    if isinstance(high, tuple):
        return None
    second_unit = _unit_of(text, second, second_money)
    if unit and (second_unit is None or not second_unit.name.startswith(unit.name)):
        return None
    low = _scaled(text, number, low, second, high)
    start = money.start if money else number.start
    if word == "to" and not _ranges(text, number.start):
        if second_unit is None or unit is not None:
            return None
        return _Amount(start, number.end, low, second_unit.name, None, "measured", 0.85)
    if low >= high:
        return None
    if second_unit:
        return _Amount(start, second_unit.end, (low, high), second_unit.name, None, "range", 0.95)
    counted = counted_at(text, second.end)
    if counted:
        return _Amount(start, counted.end, (low, high), None, text[counted.start : counted.end], "range", 0.9)
    if not link[0].strip(" \u00a0\n").isalpha():
        return None
    return _Amount(start, second.end, (low, high), None, None, "range", 0.8)


def _ranges(text: str, start: int) -> bool:
    """Whether "to" behind the number at `start` makes a range, not a change: "5 to 7", but "fell from 7 to 5"."""
    before = text[max(0, start - _REACH) : start]
    return _FROM.search(before) is None or _RANGED.search(before) is not None


def _scaled(text: str, number: Number, low: Value, second: Number, high: Value) -> Value:
    """Give the first number the magnitude of the second: 3 in "3 to 5 billion"."""
    written = text[second.start : second.end]
    if not written[-1].isalpha() or text[number.end - 1].isalpha():
        return low
    digits = re.match(r"[\d.,]+", written)
    mantissa = number_at(digits[0].rstrip(".,"), 0) if digits else None
    if mantissa is None or isinstance(mantissa.value, tuple) or not mantissa.value or low > mantissa.value:
        return low
    return plain(low * (high / mantissa.value))


def _counting(text: str, number: Number, first: int) -> _Amount | None:
    """Return what has neither unit nor sign of money: a number of things, or a bare one."""
    start, end, value = number.start, number.end, number.value
    if number.form == "part":
        return _Amount(start, end, value, None, None, "part", 0.75) if text.startswith(" of", end) else None
    glued = end < len(text) and text[end].isalpha()
    if glued:
        return None
    if ratio := _ratio(text, number):
        return ratio
    if value == 1:
        return _one(text, number)
    counted = counted_at(text, end) or (hyphened_at(text, end) if number.form != "vague" else None)
    previous = _PREVIOUS.search(text[max(first, start - _REACH) : start])
    before = previous[1] if previous else ""
    if _is_label(text, before, start, first, counted) and number.form == "digits":
        return None
    if number.form == "vague":
        if text[start:end].lower() in ("scores", "tens") and not text.startswith(" of ", end):
            return None
        last = counted.end if counted else end
        return _Amount(start, last, value, None, _words(text, counted), "vague", 0.8)
    if counted:
        return _Amount(start, counted.end, value, None, _words(text, counted), "counted", 0.9)
    if number.form == "digits" and _is_age(text, number):
        return _Amount(start, end, value, "year", None, "age", 0.85)
    if number.form == "words":
        found = _OF_THEM.match(text, end)
        return _Amount(start, end, value, None, None, "bare", 0.7) if found and value != 1 else None
    return None if _is_bare_label(text, number, before) else _Amount(start, end, value, None, None, "bare", 0.6)


def _ratio(text: str, number: Number) -> _Amount | None:
    """Read "one in four wells", "three out of five"."""
    found = _RATIO.match(text, number.end)
    if found is None or isinstance(number.value, tuple) or (found[1][0] == "i" and number.value != 1):
        return None
    whole = number_at(text, found.end())
    if whole is None or isinstance(whole.value, tuple) or whole.form == "part" or not number.value < whole.value:
        return None
    counted = counted_at(text, whole.end)
    end = counted.end if counted else whole.end
    return _Amount(number.start, end, plain(number.value / whole.value), None, _words(text, counted), "ratio", 0.8)


def _one(text: str, number: Number) -> _Amount | None:
    """Read "one" where it counts: "one Russian counterpart", not "no one", "one day", "the one who"."""
    previous = _PREVIOUS.search(text[max(0, number.start - _REACH) : number.start])
    if previous and previous[1].lower() in _NOT_ONE:
        return None
    counted = counted_at(text, number.end, one=True)
    if counted is None or text.startswith(" of ", number.end):
        return None
    words = text[counted.start : counted.end]
    if words.split()[0].lower() in _NO_ONE_COUNTS:
        return None
    return _Amount(number.start, counted.end, number.value, None, words, "counted", 0.75)


def _is_label(text: str, before: str, start: int, first: int, counted: Counted | None) -> bool:
    """Whether the word before makes the number a name: Article 5, France 24, Boeing 737."""
    low = before.lower()
    groups = word_groups("figures_words")
    if low in groups["label"] and (before[0].isupper() or counted is None):
        return True
    if not before[:1].isupper() or low in groups["stop"] or low in groups["skip"]:
        return False
    opening = start - len(before) - 1 <= first
    return counted is None and not opening


def _is_bare_label(text: str, number: Number, before: str) -> bool:
    """Whether a number without unit and noun is no figure: a year, a score, a number after a name."""
    written = text[number.start : number.end]
    if written.isdecimal() and (1900 <= int(written[:6]) <= 2100 or (written[0] == "0" and len(written) > 1)):
        return True
    if len(written) == 1 and before.lower() not in ("to", "from", "at", "by", "of", "than"):
        return True
    return not before or not before[0].islower() or _CAPITAL.match(text, number.end) is not None


def _is_age(text: str, number: Number) -> bool:
    """Whether a bare number is an age: "aged 35", "Jane Doe, 35, said"."""
    before = text[max(0, number.start - _REACH) : number.start]
    if _AGED.search(before):
        return True
    return (
        number.end - number.start == 2 and text[number.end : number.end + 1] == "," and bool(_AFTER_NAME.search(before))
    )


def _words(text: str, counted: Counted | None) -> str | None:
    return text[counted.start : counted.end] if counted else None
