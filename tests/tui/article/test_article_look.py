"""What a page looks like: its text, the attributes of every run, and that colour is never the only sign."""

import difflib
import os
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region

from annotations.model import Layer, Mark, Span
from tui.article.pane import ArticlePane
from tui.themes import THEMES

PAGES = Path(__file__).parent / "pages"
UPDATE = os.environ.get("UPDATE_PAGES") == "1"
"""Set it to take what is painted now as right; then read the diff."""

TEXT = (
    "Sign up for the Merrow morning letter\n\n"
    "Port of Merrow stays open\n\n"
    "MERROW, 4 May 2031. Harbour master Ilse Brandt said on Monday that 36 ships were waiting outside the port. "
    "“We will not close, and nobody in Merrow itself need fear for the winter's grain,” she told reporters.\n\n"
    "Three of the ships carry 2,400 tonnes of wheat. Brandt expects them to be unloaded by Friday, weather permitting, "
    "but the dock workers' union disputes that.\n\n"
    "- 港の当局 confirmed the figure\n"
    "- a second list item, long enough to wrap at either of the two sizes that are looked at here in these tests\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mark(words: str, layer: Layer, label: str = "") -> Mark:
    at = span(words)
    return Mark(start=at.start, end=at.end, layer=layer, label=label, ref=words)


MARKS = (
    mark("MERROW", "name", "GPE"),
    mark("4 May 2031", "date"),
    mark("Ilse Brandt", "name", "PERSON"),
    mark("Monday", "date"),
    mark("36 ships", "figure"),
    mark("We will not close, and nobody in Merrow itself need fear for the winter's grain,", "quote"),
    mark("Merrow itself", "name", "GPE"),
    mark("2,400 tonnes", "figure"),
    mark("Three of the ships carry 2,400 tonnes of wheat", "event"),
    mark("Friday", "date"),
    mark("fear for the winter's grain", "own", "t1"),
    mark("weather permitting, but the dock workers' union disputes that", "own", "t2"),
    mark("港の当局", "own", ""),
)
COLOURS = {"t1": "#c0392b", "t2": "gold"}
SIGNS = {"fear for the winter's grain": "1", "weather permitting, but the dock workers' union disputes that": "D"}
LAYERS: frozenset[Layer] = frozenset({"name", "quote", "date", "figure", "event", "own"})


def show(pane: ArticlePane) -> None:
    pane.set_structure(
        headings=[span("Port of Merrow stays open")], furniture=[span("Sign up for the Merrow morning letter")]
    )
    pane.layers_shown = LAYERS
    pane.set_marks(MARKS, COLOURS, SIGNS)


class Run(NamedTuple):
    row: int
    text: str
    attributes: frozenset[str]
    tinted: bool
    coloured: bool


ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")


def runs(pane: ArticlePane) -> list[Run]:
    """Every run of the page that looks otherwise than plain text does."""
    width, height = pane.size
    strips = pane.render_lines(Region(0, 0, width, height))
    plain = next(reversed(list(strips[-1]))).style or Style()
    found = []
    for row, strip in enumerate(strips):
        for segment in Segment.simplify(strip):
            style = segment.style or Style()
            attributes = frozenset(name for name in ATTRIBUTES if getattr(style, name))
            tinted, coloured = style.bgcolor != plain.bgcolor, style.color != plain.color
            if attributes or tinted or (coloured and segment.text.strip()):
                found.append(Run(row, segment.text, attributes, tinted, coloured))
    return found


def page(pane: ArticlePane) -> str:
    """The page as text, and below it a line for each run with what tells it from plain text."""
    width, height = pane.size
    lines = [strip.text.rstrip() for strip in pane.render_lines(Region(0, 0, width, height))]
    told = [
        f"{run.row:>2} {run.text.strip()!r}: "
        + " ".join([*sorted(run.attributes), *["coloured"] * run.coloured, *["tinted"] * run.tinted])
        for run in runs(pane)
    ]
    return "\n".join([*lines, "-" * 20, *told, ""])


def same(name: str, painted: str) -> None:
    baseline = PAGES / f"{name}.txt"
    if UPDATE:
        PAGES.mkdir(exist_ok=True)
        baseline.write_text(painted, encoding="utf-8")
    expected = baseline.read_text(encoding="utf-8")
    diff = "\n".join(difflib.unified_diff(expected.splitlines(), painted.splitlines(), "was", "is", lineterm=""))
    assert painted == expected, diff


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_page_looks_as_it_did(reading: Callable[..., Any], size: tuple[int, int]) -> None:
    async with reading(TEXT, size) as (pilot, pane):
        show(pane)
        pane.go(TEXT.index("Harbour"))
        pane.find("port")
        pane.start_visual()
        pane.motion("word_end", 2)
        await pilot.pause()
        same(f"{size[0]}x{size[1]}", page(pane))


async def test_a_page_without_colour_looks_as_it_did(
    reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(TEXT, (80, 24), ansi=True) as (pilot, pane):
        show(pane)
        await pilot.pause()
        same("no_colour", page(pane))


LAYERS_ALONE: tuple[Layer, ...] = ("name", "quote", "date", "figure", "event", "own")


async def looks_alone(reading: Callable[..., Any], *, ansi: bool | None) -> dict[str, tuple[Any, ...]]:
    """How each layer is told from the others on the same words: attributes, and the gutter's sign."""
    looks: dict[str, tuple[Any, ...]] = {}
    for layer in LAYERS_ALONE:
        async with reading("Some words of a text", (60, 3), ansi=ansi) as (pilot, pane):
            pane.layers_shown = LAYERS
            pane.set_marks([Mark(start=5, end=10, layer=layer, label="t1", ref="x")], COLOURS, SIGNS)
            pane.motion("bottom")
            await pilot.pause()
            line = pane.render_lines(Region(0, 0, 60, 1))[0].text
            looks[layer] = (
                line[: line.index("Some")].strip(),
                *sorted(name for run in runs(pane) if run.text.strip() == "words" for name in run.attributes),
            )
    return looks


@pytest.mark.parametrize("ansi", [True, None], ids=["terminal colours", "greys"])
async def test_each_layer_is_told_apart_without_colour(
    reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, ansi: bool | None
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    looks = await looks_alone(reading, ansi=ansi)
    assert len(set(looks.values())) == len(LAYERS_ALONE), looks
    assert all(look != ("",) for look in looks.values()), looks


async def test_each_layer_has_a_sign_beside_colour_where_there_is_colour(reading: Callable[..., Any]) -> None:
    looks = await looks_alone(reading, ansi=None)
    assert len(set(looks.values())) == len(LAYERS_ALONE), looks


async def test_without_colour_none_is_painted(reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(TEXT, ansi=True) as (pilot, pane):
        show(pane)
        pane.find("port")
        pane.flash(span("Friday"))
        await pilot.pause()
        for strip in pane.render_lines(Region(0, 0, 80, 24)):
            for segment in strip:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default


async def test_cursor_and_selection_show_on_an_annotation_without_colour(
    reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = "all of this is annotated"
    async with reading(text, (60, 3), ansi=True) as (pilot, pane):
        pane.set_marks([Mark(start=0, end=len(text), layer="own", label="t", ref="x")])
        pane.select(Span(4, 11))
        await pilot.pause()
        shown = {run.text: run.attributes for run in runs(pane)}
        assert shown["all "] == {"reverse"}
        assert shown["of thi"] == {"reverse", "bold"}
        assert "reverse" not in shown["s"]
        assert shown["s"] >= {"bold", "underline"}


async def test_letters_stand_as_they_are_to_be_typed_and_are_told_from_the_text_without_colour(
    reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading("Ilse spoke, Otto wrote", (60, 3), ansi=True) as (pilot, pane):
        pane.set_marks(
            [
                Mark(start=0, end=4, layer="name", label="", ref="e"),
                Mark(start=12, end=16, layer="own", label="t", ref="x"),
            ]
        )
        pane.motion("bottom")
        pane.letters = pane.marks_seen()
        await pilot.pause()
        shown = {run.text: run.attributes for run in runs(pane)}
        assert {one.letters for one in pane.letters} == {"a", "s"} <= shown.keys()
        assert shown["a"] >= {"reverse", "bold"}, "on a name"
        assert shown["tto"] == {"reverse"}
        assert "reverse" not in shown["s"], "on an annotation"


async def test_marks_over_one_another_add_up(reading: Callable[..., Any]) -> None:
    async with reading("one two three more", (60, 3)) as (pilot, pane):
        layers: list[tuple[int, int, Layer]] = [(0, 13, "quote"), (4, 13, "name"), (4, 7, "figure"), (8, 13, "own")]
        pane.set_marks([Mark(start=a, end=b, layer=layer, label="t1", ref="x") for a, b, layer in layers], COLOURS)
        pane.motion("bottom")
        await pilot.pause()
        shown = {run.text: run for run in runs(pane)}
        assert shown["two"].attributes == {"italic", "underline", "bold"}
        assert shown["three"].attributes == {"italic", "underline"}
        assert shown["three"].tinted
        assert not shown["two"].tinted


async def test_a_tag_s_colour_is_behind_its_annotations_and_a_colour_that_is_none_is_the_theme_s(
    reading: Callable[..., Any],
) -> None:
    async with reading("red blue none", (60, 3)) as (pilot, pane):
        marks = [
            Mark(start=a, end=b, layer="own", label=tag, ref=tag)
            for a, b, tag in ((0, 3, "r"), (4, 8, "b"), (9, 13, "n"))
        ]
        pane.set_marks(marks, {"r": "#ff0000", "b": "blue", "n": "no such colour"})
        pane.motion("bottom")
        await pilot.pause()
        ground = {s.text: s.style.bgcolor.triplet for s in pane.render_lines(Region(0, 0, 60, 1))[0] if s.style}
        assert ground["red"].red > ground["red"].blue
        assert ground["blue"].blue > ground["blue"].red
        assert len({ground["red"], ground["blue"], ground["non"], ground[" "]}) == 4


@pytest.mark.parametrize("ansi", [True, None], ids=["terminal colours", "greys"])
async def test_the_target_is_bold_and_underlined_from_end_to_end_without_colour(
    reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, ansi: bool | None
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading("one two three four more", (60, 3), ansi=ansi) as (pilot, pane):
        layers: list[tuple[int, int, Layer]] = [(4, 18, "quote"), (4, 7, "name"), (8, 13, "own"), (19, 23, "name")]
        pane.set_marks([Mark(start=a, end=b, layer=layer, label="t1", ref="x") for a, b, layer in layers])
        for steps, target in ((1, "two"), (1, "two three four")):
            for _ in range(steps):
                pane.next_mark()
            await pilot.pause()
            lit = "".join(run.text for run in runs(pane) if {"bold", "underline"} <= run.attributes)
            assert lit.strip() == target


async def test_an_annotation_of_several_rows_has_its_sign_first_and_a_bar_after(reading: Callable[..., Any]) -> None:
    async with reading(TEXT, (80, 24)) as (pilot, pane):
        show(pane)
        await pilot.pause()
        gutter = [strip.text[:2].strip() for strip in pane.render_lines(Region(0, 0, 80, 24))]
        row = pane.row_of(TEXT.index("weather permitting"))
        assert gutter[row] == "D"
        assert gutter[row + 1] == "│"
        assert gutter[pane.row_of(TEXT.index("Three of"))] == "›"


@pytest.mark.parametrize(
    ("own", "gutter"),
    [
        ([(0, 3, "2")], ["2"]),
        ([(0, 3, "2"), (4, 7, "5")], ["2+"]),
        ([(0, 3, "2"), (4, 7, "2")], ["2"]),
        ([(0, 3, "2+")], ["2+"]),
        ([(0, 3, "2"), (4, 7, "5"), (8, 13, "7")], ["2+"]),
        ([(0, 60, "2"), (45, 50, "5")], ["2", "│5"]),
        ([(0, 60, "2"), (45, 50, "5"), (51, 53, "7")], ["2", "5+"]),
    ],
)
async def test_signs_of_several_annotations_of_a_row_are_never_read_as_one_number(
    reading: Callable[..., Any], own: list[tuple[int, int, str]], gutter: list[str]
) -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    async with reading(text, (48, 4)) as (pilot, pane):
        marks = [Mark(start=a, end=b, layer="own", label=s[0], ref=f"{a}") for a, b, s in own]
        pane.set_marks(marks, {}, {f"{a}": sign for a, _, sign in own})
        await pilot.pause()
        shown = [strip.text[:3].strip() for strip in pane.render_lines(Region(0, 0, 48, 4))]
        assert shown[: len(gutter)] == gutter


@pytest.mark.parametrize("width", [12, 40, 80, 83, 120, 200])
async def test_every_strip_is_as_wide_as_the_pane(reading: Callable[..., Any], width: int) -> None:
    async with reading(TEXT, (width, 30)) as (pilot, pane):
        show(pane)
        pane.motion("bottom")
        await pilot.pause()
        for strip in pane.render_lines(Region(0, 0, pane.size.width, 30)):
            assert sum(segment.cell_length for segment in strip) == pane.size.width


async def test_the_text_is_at_most_a_comfortable_measure_and_centred(reading: Callable[..., Any]) -> None:
    async with reading("word " * 400, (160, 20)) as (_, pane):
        lines = [strip.text for strip in pane.render_lines(Region(0, 0, 159, 20))]
        left = len(lines[0]) - len(lines[0].lstrip())
        right = 159 - max(len(line.rstrip()) for line in lines)
        assert max(len(line.strip()) for line in lines) <= 78
        assert abs(left - right) <= 4


def luminance(colour: Any) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts: list[float] = [c / 255 for c in colour.triplet]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def starter_colours() -> list[str]:
    book = tomllib.loads(files("annotations.store").joinpath("starter_codebook.toml").read_text(encoding="utf-8"))
    return [tag["colour"] for tag in book["tag"]]


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
async def test_every_layer_can_be_read_in_the_program_s_themes(reading: Callable[..., Any], theme: Any) -> None:
    async with reading(TEXT, (80, 24)) as (pilot, pane):
        pilot.app.register_theme(theme)
        pilot.app.theme = theme.name
        show(pane)
        pane.find("ship")
        pane.select(span("Harbour master Ilse"))
        for colour in starter_colours():
            pane.set_marks(MARKS, {"t1": colour, "t2": colour}, SIGNS)
            await pilot.pause()
            for strip in pane.render_lines(Region(0, 3, 80, 21)):
                for segment in strip:
                    style = segment.style
                    if style and segment.text.strip() and style.color and style.bgcolor:
                        bright, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
                        assert (bright + 0.05) / (dark + 0.05) >= 4.5 or segment.text == "│", (segment.text, colour)
