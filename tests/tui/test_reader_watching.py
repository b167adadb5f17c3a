"""What another program writes into the library shows by itself, and takes nothing out of the reader's hands."""

from pathlib import Path

from annotations.model import Document
from annotations.store import Draft, Place, open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.prompts.line import LinePrompt


def annotate(program: Program, words: str, tag: str, note: str = "") -> str:
    """Annotate `words` from another connection, as another program does; return the annotation's id."""
    start = TEXT.index(words)
    with open_store(program.app.desk.path, author="Otto") as store:
        draft = Draft(start=start, end=start + len(words), tags=(store.codebook.ensure(tag).id,), note=note)
        [made] = store.annotations.create(program.reader.sheet.id, [draft])
    return made.id


async def looked(program: Program) -> None:
    """Wait until the program has looked twice for what others have written."""
    await program.pilot.pause(2.2)


async def test_what_others_annotate_and_delete_shows_by_itself_and_nothing_else_moves(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 24)) as program:
        program.at("52")
        await program.press("2", "left_square_bracket")
        program.at("could not")
        await program.press("v", "w")
        pane = program.reader.pane
        before = pane.caret, pane.scroll_offset
        made = annotate(program, "36 civilians", "casualty", "who counted?")
        await program.until(lambda: made in program.reader.sheet.annotations)
        assert (pane.caret, pane.scroll_offset) == before
        assert program.said == "another program has changed an annotation here"
        assert program.reader.status.mode == "VISUAL"
        assert "who counted?" in seen(program.app), "in the panel"
        assert [program.tags(a) for a in program.own] == [["casualty"], ["claim"]]
        with open_store(program.app.desk.path) as store:
            store.codebook.ensure("rumour")
            store.annotations.delete([made])
        await program.until(lambda: made not in program.reader.sheet.annotations)
        assert program.reader.sheet.tag_of_path("rumour") is not None
        await program.press("2")
        assert [a.selector.exact for a in program.stored()] == ["could", "52"]


async def test_while_something_is_asked_or_letters_stand_it_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("five children")
        await program.press("t")
        await program.type("ac")
        first = annotate(program, "36 civilians", "casualty")
        await looked(program)
        assert program.over(LinePrompt)
        assert program.own == []
        await program.press("enter")
        await program.until(lambda: first in program.reader.sheet.annotations)
        assert [program.tags(a) for a in program.own] == [["casualty"], ["actor"]]
        await program.press("comma", "comma")
        letters = program.reader.pane.letters
        second = annotate(program, "52", "claim")
        await looked(program)
        assert program.reader.pane.letters == letters
        await program.press("escape")
        await program.until(lambda: second in program.reader.sheet.annotations)


async def test_that_others_read_along_changes_nothing_and_a_text_they_bring_anew_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("52")
        await program.press("2")
        marks, said = program.reader.sheet.marks, program.said
        with open_store(program.app.desk.path) as store:
            store.documents.keep_place(program.reader.sheet.id, Place(cursor=4))
            store.documents.add(Document.of("Another text.", title="Another", source="another"))
        await looked(program)
        assert program.reader.sheet.marks is marks
        assert program.said == said
        with open_store(program.app.desk.path) as store:
            source = store.documents.get(program.reader.sheet.id).source
            store.documents.add(Document.of(f"Corrected.\n\n{TEXT}", title="orsk", source=source))
        await program.until(lambda: program.said == "the library has another text of this now: L opens it")
        assert program.reader.sheet.marks is marks
        await program.press("L", "q", "j")
        await looked(program)
        assert program.reader.sheet.marks is marks, "its places are those of the text that is shown"
