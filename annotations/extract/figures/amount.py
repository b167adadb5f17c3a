"""What a number says where it stands: money, a measure, a count, a share, an age; or nothing."""

import re
from typing import Final, NamedTuple

from annotations.extract.figures.counted import Counted, counted_at, hyphened_at, member_at
from annotations.extract.figures.numbers import HALF, Number, Value, number_at, plain
from annotations.extract.figures.units import Money, Unit, money_before, unit_at, with_rate
from annotations.extract.wordlists import word_groups

_MONEY_SUFFIX: Final = re.compile(r"[ \u00a0]?(bn|tn|trn|mn|mln|m|M|b|B|k|K|t|T)(?![\w/])")
_GLUED: Final = re.compile(r"(k|K|m|M|bn)(?= [a-z])")
_SUFFIX: Final = {
    "bn": 10**9, "b": 10**9, "m": 10**6, "mn": 10**6, "mln": 10**6, "k": 1000, "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(,$€£]))(?:[-−]|[Mm]inus[- ]|[Nn]egative )$")
_SIGNS: Final = ("$", "€", "£", "¥")
_LONGEST_MINUS: Final = 10
_SCORE: Final = re.compile(r"[-–‑]\d")
_RATIO: Final = re.compile(r" (in(?: every)?|out of(?: every)?) ")
_WHOLES: Final = (3, 4, 5, 6, 8, 10, 100, 1000)
_OF_THEM: Final = re.compile(r" of (?:the|them|those|these|its|his|her|their|your|our|whom|which)\b")
_HALF_OF: Final = re.compile(
    r" of (?!(?:this|last|next) )[^\W\d_]| (?:the|those|these|all|its|their|our) [\w’' ]{0,30}?[a-z]s\b"
)
_ABOUT: Final = re.compile(r"\b(?:than|nearly|almost|about|over|under|roughly|at least) $", re.IGNORECASE)
_AGED: Final = re.compile(r"\b(?:[Aa]ged?|age of|[Dd]ie[sd] at|turned|turning) $")
_AFTER_NAME: Final = re.compile(r"[A-Z]\w+, $")
_PREVIOUS: Final = re.compile(r"([\w'’.]+)[ \u00a0\n(“\"‘']*$")
_CAPITAL: Final = re.compile(r" [A-Z]\w")
_HAS: Final = re.compile(r"\b(?:has|have|had|won|lost|gained|received|scored)(?: (?:at least|about|only|just|all))? \Z")
_STOPS: Final = re.compile(r"[.,;]|\Z| and (?=[A-Z])")
_BEFELL: Final = re.compile(
    r" (?:are|were|is|was|remain|remained|ha[sd] been|have been)(?: (?:still|also|now|reported|feared|reportedly))?"
    r" (?:missing|killed|dead|wounded|injured|hurt|displaced|arrested|detained|kidnapped|hospitali[sz]ed|homeless)\b"
)
_BEFALLING: Final = re.compile(
    r"\b(?:kill|wound|injur|arrest|detain|displac)(?:ed|ing|s|es)(?: (?:at least|more than|about|some|up to))? \Z"
)
_REACH: Final = 32
_LENGTHS: Final = frozenset(
    ["second", "minute", "hour", "day", "week", "month", "year", "decade", "yard", "mile", "kilometre", "metre"]
)
_SOME_OF: Final = re.compile(
    r" of (?:(the|its|their|his|her|our|my|your|these|those|all) )?(?:(?:about|some|nearly) )?"
)
_AFTER_BARE_DIGIT: Final = ("to", "from", "at", "by", "of", "than")


class Amount(NamedTuple):
    """A number, or a range, with its unit or what it counts; `rule` and `certainty` say how it was read."""

    start: int
    end: int
    value: Value | tuple[Value, Value]
    unit: str | None
    counted: str | None
    rule: str
    certainty: float


class Measure(NamedTuple):
    """A number with its sign of money and its unit, where it has them."""

    number: Number
    money: Money | None
    unit: Unit | None

    @property
    def start(self) -> int:
        """Where it begins, the sign of money included."""
        return self.money.start if self.money else self.number.start

    @property
    def end(self) -> int:
        """Where it ends, the unit included."""
        return self.unit.end if self.unit else self.number.end


def measure(text: str, number: Number) -> Measure:
    """Return the number with the sign of money before it, or the unit behind it; "$1.5m" is 1,500,000 dollars."""
    number = _with_point(text, number)
    owed = text[number.start - 1 : number.start] in ("-", "−") and text[number.start - 2 : number.start - 1] in _SIGNS
    if owed and not isinstance(number.value, tuple):
        number = number._replace(start=number.start - 1, value=-number.value)
    money = money_before(text, number.start)
    number = _with_suffix(text, number, money)
    if money is not None:
        return Measure(number, money, with_rate(text, Unit(money.name, number.end)))
    at = number.end
    if number.form == "vague" and text.startswith(" of ", at):
        at += len(" of")
    return Measure(number, None, unit_at(text, at))


def amount_of(text: str, read: Measure, first: int) -> Amount | None:
    """Return what a number says by itself, or None; `first` is where its paragraph begins."""
    number, unit, start = read.number, read.unit, read.start
    if _SCORE.match(text, number.end):
        return None
    if unit is None:
        amount = _without_unit(text, number, first)
        return _negative(text, amount, "MmNn") if amount and amount.rule == "bare" else amount
    value = number.value
    if value == 1 and unit.name in ("point", "day") and number.form == "words":
        return None
    rule = "money" if read.money else "measure"
    return _negative(text, Amount(start, unit.end, value, unit.name, None, rule, 0.96), "-−MmNn")


def _negative(text: str, amount: Amount, signs: str) -> Amount:
    """Read "minus 5", "-5 degrees": a minus that begins with one of `signs` turns the value."""
    minus = _MINUS.search(text[max(0, amount.start - _LONGEST_MINUS) : amount.start])
    if minus is None or minus[0][0] not in signs or isinstance(amount.value, tuple):
        return amount
    return amount._replace(start=amount.start - len(minus[0]), value=-amount.value)


def _with_point(text: str, number: Number) -> Number:
    """Read ".5 percent"."""
    start = number.start
    digits = text[start : number.end]
    if start == 0 or text[start - 1] != "." or not digits.isdecimal():
        return number
    return number._replace(start=start - 1, value=plain(float(f"0.{digits}")))


def _with_suffix(text: str, number: Number, money: Money | None) -> Number:
    """Read "$1.5m", "20k followers"."""
    if number.form != "digits" or isinstance(number.value, tuple) or not text[number.end - 1].isdecimal():
        return number
    found = (_MONEY_SUFFIX if money else _GLUED).match(text, number.end)
    if found is None or (not money and found[1] == "m" and counted_at(text, found.end()) is None):
        return number
    return number._replace(end=found.end(), value=plain(number.value * _SUFFIX[found[1].lower()]))


def _without_unit(text: str, number: Number, first: int) -> Amount | None:
    start, end = number.start, number.end
    if number.form == "part":
        return _share(text, number)
    if end < len(text) and text[end].isalpha():
        return None
    if shared := _ratio(text, number) or _some_of(text, number):
        return shared
    if number.value == 1 and number.form == "words":
        return _one(text, number)
    if number.form == "vague":
        return _many(text, number)
    counted = counted_at(text, end) or hyphened_at(text, end) or member_at(text, end)
    previous = _PREVIOUS.search(text[max(first, start - _REACH) : start])
    before = previous[1] if previous else ""
    opens = start - len(before) - 1 <= first
    if not counted and _is_age(text, number):
        return Amount(start, end, number.value, "year of age", None, "age", 0.85)
    if number.form == "digits" and _is_label(before, opens=opens, counts=counted is not None):
        return None
    if counted and (unit := _length_in(text, counted)):
        return Amount(start, counted.end, number.value, unit, None, "measure", 0.85)
    if counted:
        return Amount(start, counted.end, number.value, None, _words(text, counted), "count", 0.9)
    if number.form == "words":
        told = (
            _OF_THEM.match(text, end)
            or _BEFELL.match(text, end)
            or _BEFALLING.search(text, max(first, start - _REACH), start)
            or (_STOPS.match(text, end) and _HAS.search(text, max(first, start - _REACH), start))
        )
        return Amount(start, end, number.value, None, None, "bare", 0.7) if told else None
    return None if _is_no_figure(text, number, before) else Amount(start, end, number.value, None, None, "bare", 0.6)


def _length_in(text: str, counted: Counted) -> str | None:
    """Return the unit that is counted with words before it: the year in "50 previous years"."""
    at = text.rfind(" ", counted.start, counted.end)
    unit = unit_at(text, at) if at > 0 and text[at + 1].islower() else None
    return unit.name if unit and unit.end == counted.end and unit.name in _LENGTHS else None


def _share(text: str, number: Number) -> Amount | None:
    """Read "two thirds of", "half of which", "nearly half said"; not "the first half of the match"."""
    if number.value == HALF:
        before = text[max(0, number.start - _REACH) : number.start]
        previous = _PREVIOUS.search(before)
        ordered = previous is not None and previous[1].lower() in word_groups("figures_words")["not_half"]
        told = not ordered and bool(_HALF_OF.match(text, number.end) or _ABOUT.search(before))
    else:
        told = text.startswith(" of", number.end)
    return Amount(number.start, number.end, number.value, None, None, "part", 0.75) if told else None


def _many(text: str, number: Number) -> Amount | None:
    """Read "hundreds of Iranian troops", "millions"; "scores" and "tens" only of something."""
    start, end = number.start, number.end
    if text[start:end].lower() in ("scores", "tens") and not text.startswith(" of ", end):
        return None
    counted = counted_at(text, end)
    return Amount(start, counted.end if counted else end, number.value, None, _words(text, counted), "many", 0.8)


def _ratio(text: str, number: Number) -> Amount | None:
    """Read "one in four wells", "seven in 10 voters", "three out of five"; not "two in 10 days"."""
    found = _RATIO.match(text, number.end)
    if found is None or isinstance(number.value, tuple):
        return None
    whole = number_at(text, found.end()) if found.end() < len(text) else None
    if whole is None or isinstance(whole.value, tuple) or whole.form == "part" or not number.value < whole.value:
        return None
    if found[1][0] == "i" and number.value != 1 and (whole.value not in _WHOLES or unit_at(text, whole.end)):
        return None
    counted = counted_at(text, whole.end)
    end = counted.end if counted else whole.end
    return Amount(number.start, end, plain(number.value / whole.value), None, _words(text, counted), "ratio", 0.8)


def _some_of(text: str, number: Number) -> Amount | None:
    """Read the first number of "640 of its 2,100 members": it counts what the second one counts."""
    found = _SOME_OF.match(text, number.end)
    if found is None or isinstance(number.value, tuple) or (number.value == 1 and not found[1]):
        return None
    whole = number_at(text, found.end()) if found.end() < len(text) else None
    if whole is None or isinstance(whole.value, tuple) or not number.value < whole.value:
        return None
    counted = counted_at(text, whole.end)
    if counted is None:
        return None
    return Amount(number.start, number.end, number.value, None, _words(text, counted), "some of", 0.9)


def _one(text: str, number: Number) -> Amount | None:
    """Read "one" where it counts: "one Russian counterpart", not "no one", "one day", "the one who"."""
    groups = word_groups("figures_words")
    previous = _PREVIOUS.search(text[max(0, number.start - _REACH) : number.start])
    if previous and previous[1].lower() in groups["not_one"]:
        return None
    counted = counted_at(text, number.end, one=True)
    if counted is None or text.startswith(" of ", number.end):
        return None
    words = text[counted.start : counted.end]
    if words.split()[0].lower() in groups["one_of_none"]:
        return None
    return Amount(number.start, counted.end, number.value, None, words, "count", 0.75)


def _is_label(before: str, *, opens: bool, counts: bool) -> bool:
    """Tell whether the word before makes the number a name: Article 5, France 24, Boeing 737."""
    low = before.lower()
    groups = word_groups("figures_words")
    if low in groups["label"] and (before[0].isupper() or not counts):
        return True
    if before[:1].islower() and before[1:2].isupper():
        return True
    return before[:1].isupper() and not (counts or opens or low in groups["stop"] or low in groups["skip"])


def _is_age(text: str, number: Number) -> bool:
    """Tell whether a bare number is an age: "aged 35", "Jane Doe, 35, said"."""
    before = text[max(0, number.start - _REACH) : number.start]
    if _AGED.search(before):
        return True
    between_commas = number.end - number.start == 2 and text[number.end : number.end + 1] == ","
    return between_commas and _AFTER_NAME.search(before) is not None


def _is_no_figure(text: str, number: Number, before: str) -> bool:
    """Tell whether a number without unit and noun is a year, a score, or a number in a name."""
    written = text[number.start : number.end]
    if written.isdecimal() and (1900 <= int(written[:6]) <= 2100 or (written[0] == "0" and len(written) > 1)):
        return True
    if len(written) == 1 and before.lower() not in _AFTER_BARE_DIGIT:
        return True
    return not before[:1].islower() or _CAPITAL.match(text, number.end) is not None


def _words(text: str, counted: Counted | None) -> str | None:
    return text[counted.start : counted.end] if counted else None
