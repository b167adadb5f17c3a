"""Several annotators in one text: who marked what, and a look at one of them alone."""

from pathlib import Path

from annotations.store import Draft, open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.settings import Settings


def marked_by_otto(program: Program, words: str) -> None:
    """Let a colleague's annotation of `words` be in the store."""
    start = TEXT.index(words)
    with open_store(program.app.desk.path, author="Otto") as store:
        tag = store.codebook.ensure("claim").id
        store.annotations.create(program.reader.sheet.id, [Draft(start=start, end=start + len(words), tags=(tag,))])


async def test_who_marked_what_is_told_once_there_are_several_and_each_can_be_seen_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, settings=Settings(author="Lena")) as program:
        program.at("Shelling")
        await program.press("3")
        assert "Lena" not in program.reader.status.under
        marked_by_otto(program, "Shelling")
        program.reader.watching.refresh()
        await program.until(lambda: len(program.own) == 2)
        await program.settle()
        under = program.reader.status.under
        assert "by Lena" in under
        assert "by Otto" in under
        await program.press("]", "]", "]", "]")
        notes = seen(program.app)
        assert "Lena" in notes
        assert "Otto" in notes
        program.reader.handlers["annotator"]()
        await program.pilot.pause()
        assert "Whose annotations?" in seen(program.app)
        await program.press("2")
        assert program.said == "only what Otto has marked"
        assert [a.author for a in program.reader.sheet.shown] == ["Otto"]
        assert len([m for m in program.reader.sheet.marks if m.layer == "own"]) == 1
        assert "by Lena" not in program.reader.status.under
        program.reader.handlers["annotator"]()
        await program.press("a")
        assert len([m for m in program.reader.sheet.marks if m.layer == "own"]) == 2


async def test_one_annotator_alone_is_not_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path, settings=Settings(author="Lena")) as program:
        program.at("Shelling")
        await program.press("3")
        program.reader.handlers["annotator"]()
        assert program.said == "only Lena has annotated this text"
