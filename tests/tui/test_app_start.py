"""How the program begins: text first, the rest after; a first start, a second one, a store or a file that is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tui import loading
from tui.app import BriefReader, run
from tui.panel.panel import Panel
from tui.reader.welcome import Welcome
from tui.settings import Settings

_AT_FIRST_PAINT = """
import sys
from pathlib import Path
from tui import loading
from tui.app import BriefReader
from tui.settings import load

class Started(BriefReader):
    def text_is_painted(self):
        print(*sorted(sys.modules))
        self.exit()

article = sys.argv[1]
Started(loading.glimpse(article), [article], Path(sys.argv[2]), load(Path(sys.argv[3])), whole=False).run(headless=True)
"""


def test_the_first_paint_waits_for_nothing_that_is_heavy(tmp_path: Path) -> None:
    article = tmp_path / "orsk.txt"
    article.write_text(TEXT, encoding="utf-8")
    arguments = [str(article), str(tmp_path / "store.db"), str(tmp_path / "none.toml")]
    done = subprocess.run(
        [sys.executable, "-c", _AT_FIRST_PAINT, *arguments], capture_output=True, text=True, check=True
    )
    imported = set(done.stdout.split())
    assert "tui.article.pane" in imported
    heavy = {
        "sqlite3", "sqlite_utils", "trafilatura", "dateutil", "click", "tomllib", "multiprocessing", "markdown_it",
        "annotations.sources", "annotations.extract", "annotations.store", "annotations.exchange", "tui.panel.panel",
        "tui.screens.library", "tui.screens.help", "tui.reader.acts", "tui.prompts.line", "textual.widgets._text_area",
    }  # fmt: skip
    assert imported & heavy == set()


async def test_the_text_can_be_moved_in_and_tagged_before_the_store_is_open(tmp_path: Path) -> None:
    article = tmp_path / "words.txt"
    article.write_text("Some words\n\nof no name at all\n", encoding="utf-8")
    app = BriefReader(loading.glimpse(str(article)), [str(article)], tmp_path / "store.db", Settings(), whole=False)
    async with app.run_test(size=(120, 40)) as pilot:
        program = Program(app, pilot)
        await program.until(lambda: program.reader.complete)
        await pilot.press("right_curly_bracket", "1", "w", "2")
        await program.ready()
        assert [(a.selector.exact, program.tags(a)) for a in program.stored()] == [("of", ["actor"]), ("no", ["claim"])]
        assert program.reader.sheet.document.title == "Some words"


def test_only_plain_text_is_glimpsed(tmp_path: Path) -> None:
    for name, raw in {
        "a.html": b"<p>x",
        "b.txt": b"\xff\xfea",
        "c.txt": b"a\0b",
        "d.txt": b" \n",
        "e.txt": b"\xef\xbb\xbfa",
    }.items():
        (tmp_path / name).write_bytes(raw)
        assert loading.glimpse(str(tmp_path / name)) is None, name
    assert loading.glimpse(str(tmp_path)) is None
    assert loading.glimpse(str(tmp_path / "none.txt")) is None
    (tmp_path / "f.txt").write_bytes(b"a\r\nb\x1b[0m")
    glimpsed = loading.glimpse(str(tmp_path / "f.txt"))
    assert glimpsed is not None
    assert glimpsed.text == "a\nb\N{REPLACEMENT CHARACTER}[0m"


async def test_a_first_start_says_the_main_keys_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        welcome = program.reader.query_one(Welcome)
        lines = str(welcome.render()).splitlines()
        assert len(lines) == 3
        assert all(len(line) < 80 for line in lines)
        await program.press("tab")
        assert not program.reader.query(Welcome)
        assert program.reader.pane.mark_here() is not None
        await program.press("q")
    async with opened(tmp_path) as program:
        assert not program.reader.query(Welcome)


async def test_place_panel_and_layers_come_back(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 12)) as program:
        program.at("road will reopen")
        place = program.cursor
        await program.press("f", "d", "right_square_bracket", "right_square_bracket", "p")
        top = program.reader.pane.top
        assert top > 0
        await program.press("q")
    async with opened(tmp_path, size=(120, 12)) as program:
        pane = program.reader.pane
        assert (program.cursor, pane.top) == (place, top)
        assert "date" not in pane.layers_shown
        assert not any(panel.display for panel in program.app.screen.query(Panel))
        await program.press("p")
        assert program.app.screen.query_one(Panel).tab == "names"


async def test_a_key_pressed_before_the_store_is_open_keeps_the_cursor_where_it_went(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Health")
        await program.press("q")
    article = tmp_path / "orsk.txt"
    app = BriefReader(loading.glimpse(str(article)), [str(article)], tmp_path / "store.db", Settings(), whole=False)
    async with app.run_test(size=(120, 40)) as pilot:
        program = Program(app, pilot)
        await program.until(lambda: program.reader.complete)
        await pilot.press("l")
        await program.ready()
        assert program.cursor == 1


async def test_a_changed_text_says_how_its_annotations_fared(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("52")
        await program.press("4")
        await program.press("q")
    async with opened(
        tmp_path, text=TEXT.replace("36 civilians killed again", "36 civilians killed once more")
    ) as program:
        assert program.said.startswith("text changed: 1 mark ")
        assert [a.selector.exact for a in program.own] == ["52"]


async def test_what_the_settings_say_is_obeyed(tmp_path: Path) -> None:
    settings = Settings(theme="light", measure=44, layers=("name",), panel=False, tab="notes", author="A. Reader")
    async with opened(tmp_path, settings=settings) as program:
        assert program.app.theme == "light"
        assert program.reader.pane.measure == 44
        assert program.reader.pane.layers_shown == {"name"}
        assert not program.reader.query(Panel)
        program.at("Nadia")
        await program.press("1")
        assert program.own[0].author == "A. Reader"
        await program.press("p")
        assert program.reader.query_one(Panel).tab == "notes"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("none.txt", None, "there is no such file"),
        ("empty.txt", b" \n", "is empty"),
        ("zip.txt", b"PK\x03\x04\0\0", ""),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line_and_status_1(
    name: str, raw: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    assert run([str(tmp_path / name)], tmp_path / "store.db", Settings()) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("briefreader: ")
    assert told.err.count("\n") == 1
    assert words in told.err
    assert name in told.err


async def test_a_file_that_is_no_store_ends_the_program_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "orsk.txt").write_text(TEXT)
    (tmp_path / "store.db").write_text("this is no database at all" * 100)
    app = BriefReader(loading.glimpse(str(tmp_path / "orsk.txt")), [], tmp_path / "store.db", Settings())
    async with app.run_test() as pilot:
        program = Program(app, pilot)
        await program.until(lambda: app.problems)
    [problem] = app.problems
    assert "store.db" in problem
    assert (tmp_path / "store.db").read_text().startswith("this is no database")
