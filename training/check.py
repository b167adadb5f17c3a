"""Look for slips in marked-up texts: `python -m training.check [FILE or FOLDER]...` prints what a reviewer should see.

An error cannot be read or breaks a rule of the guideline; a doubt may be right: a word with a capital that no mark
covers, a name that is marked here and not there, one name with two labels.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from annotations.extract.names.lexicon import CALENDAR, TITLE, TITLE_MODIFIER, lexicon
from training.corpus import CORPUS, MarkedText, MarkupError, read_marked

_KINDS: Final = frozenset(
    [
        "wire",
        "conflict",
        "situation",
        "transcript",
        "business",
        "disaster",
        "court",
        "sport",
        "science",
        "health",
        "elections",
        "diplomacy",
        "culture",
        "local",
        "crime",
        "migration",
        "opinion",
        "history",
        "lists",
    ]
)
_ARTICLE_INSIDE: Final = frozenset(["WORK_OF_ART", "ORG", "VEHICLE"])
_CAPITAL: Final = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*")
_UNTITLED: Final = frozenset(
    [
        "I",
        "I'm",
        "I'll",
        "I've",
        "I'd",
        "I’m",
        "I’ll",
        "I’ve",
        "I’d",
        "OK",
        "TV",
        "CEO",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "AM",
        "PM",
        "GMT",
    ]
)


def errors(marked: MarkedText) -> Iterator[str]:
    """Yield what breaks the guideline for certain."""
    if marked.head.get("kind") not in _KINDS:
        yield f"unknown kind {marked.head.get('kind')!r}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", marked.head.get("published", "")):
        yield "no published day in the head"
    for start, end, label in marked.names:
        words = marked.text[start:end]
        if re.match(r"[Tt]he ", words) and label not in _ARTICLE_INSIDE and words != "The Hague":
            yield f"article inside {words!r}"
        if re.search(r"['’]s$", words) and label in ("PERSON", "GPE", "NORP", "LOC") and not words.startswith("St"):
            yield f"possessive inside {words!r}"
        if re.search(r"^[\"“”‘(]|[,;:\"“”]$", words) or (words.endswith(")") and "(" not in words):
            yield f"mark at the edge of {words!r}"


def doubts(marked: MarkedText) -> Iterator[str]:
    """Yield what may be a slip."""
    covered = [False] * (len(marked.text) + 1)
    labels: dict[str, set[str]] = {}
    for start, end, label in marked.names:
        covered[start:end] = [True] * (end - start)
        labels.setdefault(marked.text[start:end], set()).add(label)
    for words, several in labels.items():
        if len(several) > 1:
            yield f"{words!r} has labels {', '.join(sorted(several))}"
        if len(words) > 2:
            for form in {words, words.upper()}:
                for found in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", marked.text):
                    if not covered[found.start()]:
                        yield f"{form!r} is not marked at: {_around(marked.text, found.start(), found.end())}"
    flags = lexicon().flags
    for found in _CAPITAL.finditer(marked.text):
        word = found.group().removesuffix("'s").removesuffix("’s")
        if (
            not covered[found.start()]
            and word not in _UNTITLED
            and not flags.get(word, 0) & (CALENDAR | TITLE | TITLE_MODIFIER)
        ):
            yield f"capital without a mark: {_around(marked.text, found.start(), found.end())}"


def _around(text: str, start: int, end: int) -> str:
    return (text[max(0, start - 30) : start] + "»" + text[start:end] + "«" + text[end : end + 25]).replace("\n", " ")


def main(references: list[str]) -> int:
    """Print errors, doubts and counts for the files and folders; return 1 if there is an error."""
    paths = sorted(
        chain.from_iterable(p.rglob("*.txt") if p.is_dir() else [p] for p in map(Path, references or [str(CORPUS)]))
    )
    count, bad, labels, spread = 0, False, Counter[str](), Counter[str]()
    for path in paths:
        try:
            marked = read_marked(path)
        except MarkupError as error:
            print(f"ERROR {error}")
            bad = True
            continue
        for error_line in errors(marked):
            print(f"ERROR {path}: {error_line}")
            bad = True
        for doubt in doubts(marked):
            print(f"doubt {path.name}: {doubt}")
        count += len(marked.text.split())
        labels.update(label for *_, label in marked.names)
        spread.update({marked.text[start:end] for start, end, label in marked.names if label in ("PERSON", "ORG")})
    print(
        f"{len(paths)} texts, {count} words, {sum(labels.values())} names:",
        ", ".join(f"{n} {label}" for label, n in labels.most_common()),
    )
    print(
        "persons and bodies in most texts:",
        ", ".join(f"{name} {n}" for name, n in spread.most_common(15) if n > 3) or "none in more than 3",
    )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
