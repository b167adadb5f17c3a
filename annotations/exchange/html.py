"""A report to read, print or send: one HTML file without scripts, with every text and its marks.

A mark is underlined, each on a line of its own where several lie over one another, and has its number at either end:
so nested and overlapping marks can be told apart in black and white too.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from annotations.codebook import paths_of
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument
from annotations.exchange.registry import Format, register
from annotations.exchange.standing import standing
from annotations.text import shown, shown_line

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_NEUTRAL: Final = "#808080"
_MOST_LANES: Final = 6
"""Where more marks lie over one another, they share the last line."""
_PLANES: Final = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_NOT_HTML: Final = re.compile(f"[\ufdd0-\ufdef{_PLANES}]")
"""Characters that no HTML file may hold (HTML Standard, noncharacters)."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_FORM: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_USUAL: Final = ("human", "accepted", "exact")

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1c1c; --ground: #fff; --dim: #595959; --rule: #c8c8c8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --ground: #161616; --dim: #a6a6a6; --rule: #4a4a4a; } }
body { color: var(--ink); background: var(--ground); font: 1rem/1.5 Georgia, serif; margin: 2rem auto; padding: 0 1rem;
  max-width: 42rem; overflow-wrap: anywhere; }
h1, h2, h3, .about, .said, table, nav { font-family: system-ui, sans-serif; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.3rem; margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1rem; }
h3 { font-size: 1rem; } .about, .said { color: var(--dim); font-size: .85rem; }
.text { white-space: pre-wrap; unicode-bidi: plaintext; line-height: 2.2; }
mark { color: inherit; background: none; padding-bottom: calc(2px + var(--deep) * 4px);
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
sup { font: .65rem system-ui, sans-serif; color: var(--dim); user-select: none; line-height: 0; unicode-bidi: isolate; }
sup a { color: inherit; text-decoration: none; }
ol.notes { list-style: none; padding: 0; }
ol.notes > li { margin: 0 0 1rem; padding-left: .8rem; border-left: 4px solid; }
blockquote { margin: 0; white-space: pre-wrap; unicode-bidi: plaintext; }
.note { white-space: pre-wrap; margin: .3rem 0; }
.key { display: inline-block; width: .8em; height: .8em; border: 1px solid var(--rule); }
table { border-collapse: collapse; font-size: .9rem; }
td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
li:target, sup:target { background: #ffe08a; color: #1c1c1c; }
@page { margin: 2cm; }
@media print {
  :root { --ink: #000; --ground: #fff; --dim: #444; --rule: #999; }
  body { max-width: none; margin: 0; font-size: 10.5pt; } h2 { break-before: page; } h2.first { break-before: auto; }
  h1, h2, h3 { break-after: avoid; } ol.notes > li, tr { break-inside: avoid; } nav { display: none; }
  mark, .key, li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


class _Shown(NamedTuple):
    """A mark of a text: its number, and the line under the text that is its own."""

    number: int
    start: int
    end: int
    lane: int
    colour: str


def write(export: Export) -> bytes:
    """Return an export as one page."""
    return "".join(_Page(export).parts()).encode("utf-8")


class _Page:
    def __init__(self, export: Export) -> None:
        self._export = export
        paths = paths_of(export.tags)
        self._colours = {paths[tag.id]: tag.colour for tag in export.tags if _COLOUR.fullmatch(tag.colour)}
        self._numbers = {
            annotation.id: (place, number)
            for place, document in enumerate(export.documents, 1)
            for number, annotation in enumerate(document.annotations, 1)
        }

    def parts(self) -> Iterator[str]:
        """Yield the page, piece by piece."""
        documents = self._export.documents
        title = _line(documents[0].title) if len(documents) == 1 and documents[0].title.strip() else "Annotations"
        yield f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        yield f'<p class="about">{_line(self._export.generator)} · {_line(self._export.exported[:10])}</p>\n'
        if len(documents) > 1:
            items = (f'<li><a href="#d{n}">{_line(d.title or d.source)}</a></li>' for n, d in enumerate(documents, 1))
            yield f"<nav><ol>{''.join(items)}</ol></nav>\n"
        yield from self._summary()
        for place, document in enumerate(documents, 1):
            yield from self._document(place, document)
        yield "</body>\n</html>\n"

    def _summary(self) -> Iterator[str]:
        """Yield a table of the tags that occur, with how often."""
        used = Counter(tag for d in self._export.documents for a in d.annotations for tag in a.tags)
        if not used:
            return
        paths = paths_of(self._export.tags)
        about = {paths[tag.id]: tag.description for tag in self._export.tags}
        yield "<table>\n<thead><tr><th>Tag</th><th>Marks</th><th>Meaning</th></tr></thead>\n<tbody>\n"
        for path in sorted(used, key=str.casefold):
            key = f'<span class="key" style="background:{self._colour(path)}"></span>'
            yield f"<tr><td>{key} {_line(path)}</td><td>{used[path]}</td><td>{_line(about.get(path, ''))}</td></tr>\n"
        yield "</tbody>\n</table>\n"

    def _document(self, place: int, document: ExportedDocument) -> Iterator[str]:
        about = (document.byline, document.outlet, document.published, document.source)
        first = ' class="first"' if place == 1 else ""
        yield f'<section>\n<h2 id="d{place}"{first}>{_line(document.title or document.source or "Untitled")}</h2>\n'
        yield f'<p class="about">{" · ".join(_line(told) for told in about if told)}</p>\n'
        yield f'<div class="text" dir="auto">{"".join(self._text(place, document))}</div>\n'
        if document.annotations:
            yield '<h3>Marks</h3>\n<ol class="notes">\n'
            for number, annotation in enumerate(document.annotations, 1):
                yield self._said(place, number, annotation, document.text)
            yield "</ol>\n"
        yield "</section>\n"

    def _text(self, place: int, document: ExportedDocument) -> Iterator[str]:
        """Yield the text, cut wherever a mark begins or ends."""
        marks = self._marks(document.annotations)
        begins: dict[int, list[_Shown]] = {}
        ends: dict[int, list[_Shown]] = {}
        for mark in marks:
            begins.setdefault(mark.start, []).append(mark)
            ends.setdefault(mark.end, []).append(mark)
        cuts = sorted({0, len(document.text), *begins, *ends})
        over: dict[int, _Shown] = {}
        for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
            for mark in sorted(ends.get(start, ()), key=lambda m: -m.start):
                over.pop(mark.number)
                yield f"<sup>{mark.number}]</sup>"
            for mark in begins.get(start, ()):
                over[mark.number] = mark
                yield f'<sup id="t{place}-{mark.number}"><a href="#m{place}-{mark.number}">[{mark.number}</a></sup>'
            if start < end:
                yield _underlined(_text(document.text[start:end]), over.values())

    def _marks(self, annotations: Sequence[ExportedAnnotation]) -> list[_Shown]:
        """Return the marks that have a place, in the order of the text, the outer ones first."""
        placed = [
            (a.start, a.end, number, self._colour(a.tags[0]) if a.tags else _NEUTRAL)
            for number, a in enumerate(annotations, 1)
            if a.start is not None and a.end is not None
        ]
        free = [0] * _MOST_LANES
        marks = []
        for start, end, number, colour in sorted(placed, key=lambda m: (m[0], -m[1], m[2])):
            lane = next((lane for lane, until in enumerate(free) if until <= start), _MOST_LANES - 1)
            free[lane] = max(free[lane], end)
            marks.append(_Shown(number, start, end, lane, colour))
        return marks

    def _said(self, place: int, number: int, annotation: ExportedAnnotation, text: str) -> str:
        name = f"{place}-{number}"
        back = f'<a href="#t{name}">{number}</a>' if annotation.start is not None else str(number)
        told = [*annotation.tags, annotation.label, *self._states(annotation), annotation.author]
        colour = self._colour(annotation.tags[0]) if annotation.tags else _NEUTRAL
        note = f'<p class="note" dir="auto">{_text(annotation.note)}</p>' if annotation.note else ""
        links = "".join(self._link(link.type, link.to) for link in annotation.links)
        words, how, others = standing(annotation, text)
        other = f'<p class="said" dir="auto">{how}: “{_text(others)}”</p>' if how else ""
        return (
            f'<li id="m{name}" style="border-color:{colour}">'
            f'<blockquote dir="auto">{_text(words)}</blockquote>{other}'
            f'<p class="said">{back} · {" · ".join(_line(word) for word in told if word)}</p>{note}{links}</li>\n'
        )

    def _states(self, annotation: ExportedAnnotation) -> Iterator[str]:
        yield from (w for w in (annotation.origin, annotation.status, annotation.placement) if w not in _USUAL)
        for field in ("confidence", "reliability", "credibility"):
            if value := getattr(annotation, field):
                yield f"{field} {value}"

    def _link(self, kind: str, to: str) -> str:
        if to not in self._numbers:
            return f'<p class="said">→ {_line(kind)}: a mark that is not in this report</p>'
        place, number = self._numbers[to]
        where = f"{number}" if len(self._export.documents) == 1 else f"{place}.{number}"
        return f'<p class="said">→ {_line(kind)}: <a href="#m{place}-{number}">{where}</a></p>'

    def _colour(self, path: str) -> str:
        """Return the colour of a tag, or else of the nearest one around it that has one."""
        while path:
            if path in self._colours:
                return self._colours[path]
            path = path.rpartition("/")[0]
        return _NEUTRAL


def _underlined(words: str, over: Collection[_Shown]) -> str:
    """Return words with a line under them for each of the marks that they lie in."""
    if not over:
        return words
    numbers = " ".join(f"n{mark.number}" for mark in over)
    lanes = {mark.lane: mark.colour for mark in over}
    lines = ", ".join(
        f"linear-gradient({colour},{colour}) 0 calc(100% - {4 * (deepest - lane)}px)/100% 2px no-repeat"
        for deepest in (max(lanes),)
        for lane, colour in sorted(lanes.items())
    )
    return f'<mark class="{numbers}" style="--deep:{max(lanes)};background:{lines}">{words}</mark>'


def _line(text: str) -> str:
    return escape(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", shown_line(text)))


def _text(text: str) -> str:
    return escape(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", shown(text)))


register(
    Format(
        name="html",
        title="a report to read and print",
        suffix=".html",
        write=write,
        recognizes=lambda start: bool(_FORM.match(start)),
        loses="ids, times, contexts, keys; headings look like other paragraphs; it cannot be read back",
        changed="it shows the words that stand there, and below what they were; of a guess what was marked first",
    )
)
