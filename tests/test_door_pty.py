"""On a real terminal no byte comes from a text that the terminal would obey: what is hostile is shown, not done.

The texts try it as control characters, as C1 codes, as HTML entities that decode to them, with bidirectional overrides
and tag characters, in an article, a title, a tag, a note, a file's name, an import, and in a library that was written
past the door.
"""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.tui.shell import ESCAPE, Shell, terminal

EVIL = (
    "\x1b]52;c;c3RvbGVu\x07\x1b[31337m\x1bc\x9b31337m\x90q\x9c\x1bPq\x1b\\"
    "\u202egnp\u2066x\u2069\U000e0041\u2028\x08\x7f"
)
ENTITIES = "".join(f"&#{ord(c)};" for c in EVIL)
SENTENCE = "Ana Reis, the harbour master of Vasta, said on Monday that 36 boats were missing from the fleet."
OBEYED = {*range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080), *range(0x80, 0xA0), 0x7F}
SEQUENCE = re.compile(
    rb"\x1b(?:\[(?P<private>[<-?]*)[0-9;:]*(?P<between>[ -/]*)(?P<final>[@-~])"  # CSI
    rb"|(?P<string>[\]PX^_])(?P<words>[^\x07\x1b]*)(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    rb"|(?P<short>[ -/]*[0-OQ-WYZ`-~]))"
)


class Seen:
    """What a program has written to a terminal."""

    def __init__(self, written: bytes) -> None:
        self.sequences = {self._kind(found) for found in SEQUENCE.finditer(written)}
        self.text = SEQUENCE.sub(b"", written).decode("utf-8")

    @staticmethod
    def _kind(found: re.Match[bytes]) -> bytes:
        """Return what a sequence does, without where and how much; all of it where it is one of ours to do harm."""
        if b"31337" in found[0]:
            return found[0]
        if found["string"]:
            return b"string " + found["string"] + found["words"].partition(b";")[0]
        return b"".join(found[name] or b"" for name in ("private", "between", "final", "short"))

    def assert_harmless(self, own: frozenset[bytes] | set[bytes] = frozenset()) -> None:
        """Check that nothing was written but text, and sequences of the program's `own` kinds."""
        assert self.sequences <= own, self.sequences - own
        bad = {c for c in self.text if ord(c) in OBEYED or (ord(c) < 32 and c not in "\r\n\t")}
        assert bad == set(), (bad, self.text[-300:])


@pytest.fixture
def briefreader(tmp_path: Path) -> Shell:
    """A folder with hostile files, and a library into which they were taken by the door."""
    (tmp_path / f"evil{EVIL.replace('/', '')}.txt").write_text(
        f"Harbour {EVIL} closed\n\nby Jo {EVIL} Hart, 3 May 2024\n\n“We {EVIL} search,” she said. {SENTENCE}\n"
    )
    (tmp_path / "page.html").write_text(
        f"<html><head><title>Port {ENTITIES} open</title><meta name='author' content='Jo {ENTITIES}'>"
        f"<meta property='og:site_name' content='Site {ENTITIES}'></head><body><article><h1>Port {ENTITIES} open</h1>"
        f"<p>{SENTENCE} {ENTITIES}</p><p>{SENTENCE[::-1]}</p></article></body></html>"
    )
    (tmp_path / "digest.md").write_text(f"# Big {ENTITIES} news\n\n*{SENTENCE}* {ENTITIES} {EVIL}\n")
    text = f"{EVIL} {SENTENCE}"
    annotation = {
        "id": f"a{EVIL}", "start": 0, "end": len(EVIL), "quote": EVIL, "tags": [f"t{EVIL}"], "note": f"n{EVIL}",
        "label": f"l{EVIL}", "author": EVIL,
    }  # fmt: skip
    document = {"id": f"d{EVIL}", "title": f"T{EVIL}", "source": f"s{EVIL}", "text": text, "annotations": [annotation]}
    export = {
        "format": "briefreader-annotations", "version": 1, "exported": "2026-01-01T00:00:00Z", "generator": EVIL,
        "tags": [{"id": f"i{EVIL}", "name": f"t{EVIL}", "description": EVIL, "colour": EVIL}], "documents": [document],
    }  # fmt: skip
    (tmp_path / "import.json").write_text(json.dumps(export))
    return Shell(tmp_path)


@pytest.fixture
def poisoned(briefreader: Shell) -> Shell:
    """The same, with a library that somebody wrote past the door: every name and note in it is hostile."""
    briefreader("add", ".")
    briefreader("annotate", "page.html", "--quote", "36 boats", "--tag", "evil", "--note", "note")
    with sqlite3.connect(briefreader.database) as library:
        for (trigger,) in library.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            library.execute(f'DROP TRIGGER "{trigger}"')
        library.execute(
            "UPDATE documents SET title = title || ?1, outlet = ?1, byline = ?1, source = source || ?1", [EVIL]
        )
        library.execute("UPDATE tags SET name = name || ?1, description = ?1, colour = ?1", [EVIL])
        library.execute("UPDATE annotations SET note = ?1, label = ?1, author = ?1", [EVIL])
        library.execute("UPDATE revisions SET text = text || ?1, sha256 = 'x'", [EVIL])
    library.close()
    return briefreader


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "."],
        ["extract", "page.html", "--to", "jsonl"],
        ["add", "."],
        ["import", "import.json"],
        ["annotate", "page.html", "--quote", "36 boats", "--tag", f"t{EVIL}", "--note", EVIL],
        ["annotate", "page.html", "--quote", EVIL],
        ["add", f"none{EVIL}"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]).encode("ascii", "ignore").decode()[:20],
)
def test_what_comes_in_is_shown_harmless(briefreader: Shell, arguments: list[str]) -> None:
    with terminal(briefreader, *arguments) as run:
        Seen(run.read()).assert_harmless({b"K"})  # the count of a longer run clears its line


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["search", "boats"],
        ["tags"],
        ["doctor"],
        ["export"],
        ["export", "--to", "csv"],
        ["export", "--to", "jsonl"],
    ],
    ids=" ".join,
)
def test_what_a_library_holds_is_shown_harmless(poisoned: Shell, arguments: list[str]) -> None:
    with terminal(poisoned, *arguments) as run:
        seen = Seen(run.read())
    assert len(seen.text) > 20
    seen.assert_harmless()


def test_the_exported_notes_are_harmless_to_read(poisoned: Shell) -> None:
    poisoned("export", "--to", "markdown", "-o", "notes")
    for path in (poisoned.folder / "notes").iterdir():
        Seen(path.name.encode() + path.read_bytes()).assert_harmless()


# the reader

Steps = tuple[tuple[str, str], ...]
"""Keys, and what each of them brings on the screen."""

SCREENS: Steps = (
    ("\t\tt", "Tag "),
    (ESCAPE, "READ"),
    ("c", "Note on"),
    (ESCAPE, "READ"),
    ("/", "Find in the article"),
    ("Ana\r", " FIND "),
    *((("]", "Timeline"),) * 4),
    (">", "document"),
    ("?", "What works here"),
    (ESCAPE, "READ"),
    ("\x10", "Every command"),
    (ESCAPE, "READ"),
    ("L", "LIBRARY"),
    ("q", "READ"),
)
"""Keys that lead through all that shows text: marks, prompts, the panel's tabs, the next document, help, library."""


def walked(shell: Shell, *arguments: str, first: Steps = (), through: bool = True) -> Seen:
    """Open the reader, take the first steps and then those through a document, and return all that it wrote."""
    with terminal(shell, *arguments) as run:
        for keys, then in first:
            run.press(keys, then)
        if through:
            run.marks()
            for keys, then in SCREENS:
                run.press(keys, then)
        return Seen(run.leave())


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    """The kinds of sequences that the reader writes for texts without any."""
    shell = Shell(tmp_path_factory.mktemp("harmless"))
    for name in ("a.txt", "b.txt"):
        (shell.folder / name).write_text(
            f"Harbour closed\n\nby Jo Hart, 3 May 2024\n\n“We search,” she said. {SENTENCE}\n"
        )
    return walked(shell, ".").sequences


def test_the_reader_shows_hostile_files_harmless(briefreader: Shell, own: set[bytes]) -> None:
    for name in ("page.html", next(path.name for path in briefreader.folder.glob("evil*"))):
        seen = walked(briefreader, name, ".")
        assert "harbour master" in seen.text
        seen.assert_harmless(own)


def test_the_reader_shows_a_library_that_was_written_past_the_door_harmless(poisoned: Shell, own: set[bytes]) -> None:
    library = ("", "LIBRARY")
    found = (("j", "LIBRARY"), ("f", "SEARCH"), ("boats", "missing"), ("\r", "Enter open"), ("\r", "READ"))
    tags = (("\r", "READ"), ("T", "CODE BOOK"), ("j", "CODE BOOK"), ("?", "What works here"), (ESCAPE, "CODE BOOK"))
    for seen in (
        walked(poisoned, first=(library, *found)),
        walked(poisoned, first=(library, *tags, (ESCAPE, "READ")), through=False),
    ):
        assert "\N{REPLACEMENT CHARACTER}" in seen.text
        seen.assert_harmless(own)
