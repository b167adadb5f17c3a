"""How each layer of an article looks.

Every layer has a text attribute of its own, so that the page reads without colour: names are underlined, quotations
italic, dates doubly underlined, figures bold, events and own annotations signed in the gutter, furniture dimmed. The
theme adds colour, made darker or lighter where it could not be read. Where marks lie over one another their
attributes add up. What the next key acts on is bold and underlined from end to end. Without colour an own annotation
is a reversed block, a selection a bold one, and the cursor reverses either back.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rich.style import Style as RichStyle
from textual.color import Color, ColorParseError
from textual.css.styles import RenderStyles
from textual.style import Style

from tui.colours import readable

LOOKS: Final = (
    "furniture", "heading", "quote", "event", "name", "date", "figure", "own", "nested", "here", "hit", "flash",
    "selection", "cursor", "letter",
)  # fmt: skip
"""In the order in which they are laid on."""

CSS: Final = """
ArticlePane {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
    scrollbar-color: $foreground 20%;
    scrollbar-color-hover: $foreground 35%;
    scrollbar-color-active: $foreground 50%;

    & > .article--furniture { color: $foreground 60%; }
    & > .article--heading { text-style: bold; }
    & > .article--name { color: $primary; text-style: underline; }
    & > .article--quote { color: $success; text-style: italic; }
    & > .article--date { color: $secondary; text-style: uu; }
    & > .article--figure { color: $warning; text-style: bold; }
    & > .article--event { text-style: none; }
    & > .article--own { background: $accent 22%; }
    & > .article--nested { text-style: underline; }
    & > .article--letter { background: $warning; color: $background; text-style: bold; }
    & > .article--here { background: $foreground 18%; text-style: bold underline; }
    & > .article--hit { background: $warning; color: $background; text-style: bold; }
    & > .article--flash { background: $accent; color: $background; }
    & > .article--selection { background: $primary; color: $background; }
    & > .article--cursor { background: $foreground 35%; }
    & > .article--gutter { color: $foreground 80%; }

    &:focus > .article--cursor { background: $foreground; color: $background; }

    &:ansi {
        background: ansi_default;
        color: ansi_default;
        scrollbar-background: ansi_default;
        scrollbar-background-hover: ansi_default;
        scrollbar-background-active: ansi_default;
        scrollbar-color: ansi_bright_black;
        scrollbar-color-hover: ansi_default;
        scrollbar-color-active: ansi_default;
        & > .article--furniture { color: ansi_default; text-style: dim; }
        & > .article--own { background: ansi_cyan; color: ansi_black; }
        & > .article--here { background: transparent; text-style: bold underline not dim; }
        & > .article--hit { background: ansi_yellow; color: ansi_black; }
        & > .article--flash { background: ansi_default; text-style: reverse; }
        & > .article--selection { background: ansi_default; color: ansi_default; text-style: reverse; }
        & > .article--cursor {
            background: ansi_default;
            color: ansi_default;
            text-style: reverse bold underline not dim;
        }
        & > .article--letter { background: ansi_yellow; color: ansi_black; text-style: bold; }
        & > .article--gutter { color: ansi_default; }
    }
    &:nocolor {
        & > .article--own { text-style: reverse; }
        & > .article--hit { text-style: bold underline; }
        & > .article--letter { text-style: reverse bold; }
        & > .article--flash { text-style: reverse bold not dim; }
        & > .article--selection { text-style: reverse bold not dim; }
        & > .article--cursor { text-style: reverse bold underline not dim; }
    }
}
"""

_TINT: Final = 0.22
"""How much of a tag's colour shows behind an annotation's words: as much as leaves every layer's colour readable."""


class Looks:
    """The styles of one pane under one theme: made anew when the theme or the tags' colours change.

    `base` is the pane's own style, `components` the style of each of `LOOKS` and of "gutter", `colours` each tag's
    colour by its id, as CSS writes it; a colour that cannot be read is the theme's.
    """

    def __init__(self, base: Style, components: Mapping[str, Style], colours: Mapping[str, str]) -> None:
        self._base = base
        self._components = components
        self._colours = {tag: parsed for tag, colour in colours.items() if (parsed := _colour(colour))}
        self._composed: dict[tuple[str, ...], RichStyle] = {}

    def of(self, *looks: str) -> RichStyle:
        """Return the style of text that lies under all of `looks`; "own/ID" is an annotation with the tag ID."""
        style = self._composed.get(looks)
        if style is None:
            style = self._composed[looks] = self._compose(looks).rich_style
        return style

    def sign(self, tag: str, *, first: bool) -> RichStyle:
        """Return the style of the gutter's sign beside an annotation with `tag`: a badge beside its `first` row."""
        style = self._base + self._components["gutter"]
        colour = self._colours.get(tag)
        if colour is not None and first:
            style += Style(background=colour, foreground=colour.get_contrast_text(1.0), bold=True)
        elif colour is not None:
            style += Style(foreground=colour, bold=True)
        return style.rich_style

    def _compose(self, looks: tuple[str, ...]) -> Style:
        style = self._base
        for look in looks:
            kind, _, tag = look.partition("/")
            laid_on = self._components[kind]
            if tag in self._colours:
                laid_on = self._tinted(laid_on, self._colours[tag])
            hidden = kind in ("cursor", "letter") and style.reverse and laid_on.reverse
            style += laid_on
            if hidden:
                style = replace(style, reverse=False)
        if style.foreground is None or style.background is None:
            return style
        return replace(style, foreground=readable(style.foreground, style.background))

    def _tinted(self, style: Style, colour: Color) -> Style:
        page = self._base.background
        if page is None or page.ansi is not None:
            return replace(style, background=colour, foreground=colour.get_contrast_text(1.0))
        return replace(style, background=colour.multiply_alpha(_TINT))


def style_of(styles: RenderStyles) -> Style:
    """Return what CSS rules say of a component, and nothing of what they leave open."""
    attributes = styles.text_style
    return Style(
        background=styles.background if styles.background.a else None,
        foreground=styles.color if styles.has_rule("color") else None,
        bold=attributes.bold,
        dim=attributes.dim,
        italic=attributes.italic,
        underline=attributes.underline,
        underline2=attributes.underline2,
        reverse=attributes.reverse,
    )


def _colour(css: str) -> Color | None:
    try:
        return Color.parse(css)
    except ColorParseError:
        return None
