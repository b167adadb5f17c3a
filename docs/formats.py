"""Make the page of formats from what they say of themselves: `make formats`."""

from pathlib import Path
from typing import Final

from annotations.exchange import FORMATS, Format

PAGE: Final = Path(__file__).with_suffix(".md")
TOP: Final = """\
# Formats of export and import

Made by `make formats` from what the formats say of themselves; a test keeps it true.

`briefreader export --to FORMAT` writes a format, `briefreader import FILE` reads those that are marked so, and finds
out by itself which one a file is. What is exported can be chosen: `--document`, `--tag`, `--origin`, `--author`,
`--status`, `--since`, `--until`; in the reader `E` asks what to write: this document, the library, or what the notes
are filtered to, by tags, origin and days.

Places count code points of the text, whatever a format counts them in: Label Studio's are written in UTF-16 code units,
Prodigy's in tokens too. Texts whose lines end in CR LF get one newline for both, and places in them are moved with it.

Label Studio, brat and often Prodigy tell a passage's words beside its place. Where they contradict each other, it is
taken where its words are: by Label Studio's place in code points, or where they stand once within 100 code points of
the place; or else it is left out. Either is told. In tables and Web Annotations the words come first too, wherever they
stand: those that most of what should be around them is around, or those nearest to the place; that is not told.

A text may have changed since a passage was marked. Then the passage has its place in the newest text (`placement` tells
how sure that is: exact, moved, review; an orphan has none), and other words may stand there now. “Of words that have
changed” says which of them a format tells.

“Nothing on the way back” means: exported, and imported into an empty library, all is as it was. What the other program
has no place for travels beside its own data, and what was changed or removed there counts.
"""


def page() -> str:
    """Return the page."""
    head = "| format | | suffix | out | in |\n| --- | --- | --- | --- | --- |\n"
    rows = "".join(
        f"| [{f.name}](#{f.name}) | {f.title} | `{f.suffix}` | {_yes(_writes(f))} | {_yes(f.read is not None)} |\n"
        for f in FORMATS.values()
    )
    return "\n".join((TOP, head + rows, *(_section(each) for each in FORMATS.values())))


def _writes(each: Format) -> bool:
    return each.write is not None or each.write_files is not None


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


def _section(each: Format) -> str:
    lines = [f"## {each.name}", "", f"{each.title}.", ""]
    lines.append(f"- An export loses: {each.loses or 'nothing'}.")
    if each.changed:
        lines.append(f"- Of words that have changed: {each.changed}.")
    if each.read is not None:
        lines.append(f"- An import takes: {each.takes or 'all that an export holds'}.")
    if each.config is not None:
        lines.append("- `--labels` prints the labels, which the other program must be told first.")
    if each.write is None and each.write_files is not None:
        lines.append("- It has many files: `-o FOLDER` or `-o NAME.zip`.")
    elif each.binary:
        lines.append("- It is binary: `-o FILE`.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
