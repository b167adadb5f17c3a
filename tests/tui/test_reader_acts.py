"""Every key that says something of a passage: one act, in the store's file before the screen says "saved"."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import TextArea

from annotations.sources import load
from annotations.store import Store, open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen as screen
from tui.app import BriefReader
from tui.reader.sheet import placed
from tui.settings import Settings


def quoted(program: Program) -> list[str]:
    return [annotation.selector.exact for annotation in program.own]


async def test_one_key_tags_the_mark_under_the_cursor_and_a_second_time_takes_the_tag_off(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3")
        [annotation] = program.own
        assert annotation.selector.exact == "36 civilians"
        assert program.tags(annotation) == ["casualty"]
        assert (annotation.label, annotation.origin, annotation.status) == ("FIGURE", "human", "accepted")
        assert program.said == "casualty on “36 civilians”"
        assert program.reader.status.saved == "saved"
        assert program.stored() == [annotation]
        await program.press("2")
        assert program.tags(program.own[0]) == ["casualty", "claim"]
        await program.press("3")
        assert program.tags(program.own[0]) == ["claim"]
        await program.press("2")
        assert program.own == program.stored() == []
        await program.press("u")
        assert program.tags(program.own[0]) == ["claim"]


async def test_an_annotation_is_signed_as_the_command_line_signs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "lena")
    for author, signature in (("", "lena"), ("A. Reader", "A. Reader")):
        folder = tmp_path / signature
        folder.mkdir()
        async with opened(folder, settings=Settings(author=author)) as program:
            await program.on("36 civilians", "3")
            assert [annotation.author for annotation in program.stored()] == [signature]


async def test_keys_pressed_fast_find_what_the_last_act_made(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "1", "2", "3")
        [annotation] = program.stored()
        assert program.tags(annotation) == ["actor", "claim", "casualty"]


async def test_saved_is_said_only_after_the_commit(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        with sqlite3.connect(tmp_path / "store.db") as other:
            other.execute("BEGIN IMMEDIATE")
            await program.pilot.press("1")
            await program.pilot.pause(0.2)
            assert program.reader.status.saved == "saving…"
            assert program.own == []
            other.rollback()
        await program.settle()
        assert program.reader.status.saved == "saved"
        assert program.stored() == program.own != []


async def test_a_sentence_is_tagged_with_two_keys_and_a_span_of_words_with_two_beyond_the_motion(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as program:
        await program.on("could not", "s", "2")
        assert quoted(program) == ["The claim could not be verified."]
        assert program.reader.pane.selection is None
        await program.on("displaced", "v", "w", "w", "w", "e", "6")
        assert quoted(program)[-1] == "displaced in March 2011"


async def test_a_tag_by_name_is_completed_and_a_new_name_makes_a_tag(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.answer("t", "cas")
        assert program.tags(program.own[0]) == ["casualty"]
        await program.answer("t", "harm/children")
        assert program.tags(program.own[0]) == ["casualty", "harm/children"]
        await program.press("t")
        await program.type("act")
        await program.press("down", "enter")
        assert program.tags(program.own[0])[-1] != "actor"
        await program.press("u", "u")
        assert program.tags(program.own[0]) == ["casualty"]
        assert program.reader.sheet.tag_of_path("harm/children") is None
        await program.press("t", "escape")
        assert program.tags(program.own[0]) == ["casualty"]


async def test_a_note_is_written_changed_and_taken_off(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("52", "c")
        await program.type("two sources")
        await program.press("ctrl+j")
        await program.type("differ")
        await program.press("enter")
        assert [a.note for a in program.stored()] == ["two sources\ndiffer"]
        await program.press("c", "escape")
        assert program.said == "the note is as it was"
        await program.press("c", "enter")
        assert program.said == "the note is as it was"
        await program.press("c", *["backspace"] * 30, "enter")
        assert program.stored() == []


async def test_enter_keeps_the_machines_mark_and_goes_to_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Nadia", "enter")
        [annotation] = program.stored()
        assert (annotation.label, annotation.origin, annotation.status) == ("PERSON", "machine", "accepted")
        assert program.cursor > TEXT.index("Nadia")
        assert program.reader.machine_mark() is not None
        kept, _, following = program.said.partition(" · next: ")
        assert kept.startswith("PERSON “Nadia")
        assert kept.endswith("accepted")
        assert following
        await program.press("enter")
        assert len(program.stored()) == 2
        await program.on("Nadia", "enter")
        assert program.said == "this is yours already: went to the next"
        assert len(program.stored()) == 2


async def test_what_is_rejected_is_gone_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Nadia", "x")
        [rejection] = program.stored()
        assert (rejection.status, rejection.origin, rejection.label) == ("rejected", "machine", "PERSON")
        assert not any(m.layer == "name" and m.start == TEXT.index("Nadia") for m in program.reader.sheet.marks)
        await program.press("u")
        assert program.stored() == []
        assert any(m.layer == "name" and m.start == TEXT.index("Nadia") for m in program.reader.sheet.marks)


async def test_an_accepted_mark_can_still_be_rejected(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Nadia", "enter")
        await program.on("Nadia", "x")
        assert [a.status for a in program.stored()] == ["rejected"]


async def test_a_mark_is_relabelled(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("Health Office")
        await program.answer("r", "fa")
        [annotation] = program.stored()
        assert (annotation.label, annotation.origin) == ("FAC", "machine")
        assert sum(m.start == annotation.selector.start for m in program.reader.sheet.marks if m.layer == "name") == 0
        await program.answer("r", "org")
        assert [a.label for a in program.stored()] == ["ORG"]


async def test_what_the_reader_said_is_deleted(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("52", "4", "d")
        assert program.stored() == []
        assert "deleted" in program.said
        await program.press("d")
        assert program.said == "no annotation of yours here"


async def test_all_mentions_of_a_name_are_tagged_with_two_keys_and_untagged_with_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Nadia", "1", "asterisk")
        assert quoted(program) == ["Nadia Kessler", "Kessler", "Kessler"]
        assert all(program.tags(a) == ["actor"] and a.label == "PERSON" for a in program.stored())
        assert program.said == "actor on 2 more like “Nadia Kessler”"
        await program.press("asterisk")
        assert program.said == "“Nadia Kessler”: no other place says the same"
        await program.press("u")
        assert quoted(program) == ["Nadia Kessler"]


async def test_identical_words_that_no_mark_covers_are_tagged_as_whole_words(tmp_path: Path) -> None:
    async with opened(tmp_path, text="The gun and the guns and the gun.", name="guns.txt") as program:
        await program.on("gun", "5", "asterisk")
        assert [(a.selector.start, a.selector.exact) for a in program.stored()] == [(4, "gun"), (29, "gun")]


async def test_the_last_act_is_repeated_on_what_is_under_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3")
        await program.on("five children", "full_stop")
        assert quoted(program) == ["36 civilians", "five children"]
        await program.press("full_stop")
        assert program.said == "“five children” is casualty already"
        await program.on("52", "x")
        await program.on("12 guns", "full_stop")
        assert [a.selector.exact for a in program.stored() if a.status == "rejected"] == ["52", "12 guns"]


async def test_undo_and_redo_reach_back_over_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3")
        await program.on("52", "2")
    async with opened(tmp_path) as program:
        program.reader.pane.go(0)
        assert quoted(program) == ["36 civilians", "52"]
        await program.press("u")
        assert quoted(program) == ["36 civilians"]
        assert program.said == "undone: claim on “52” · Ctrl+r redoes it"
        assert program.cursor == TEXT.index("52")
    async with opened(tmp_path) as program:
        await program.press("u")
        assert program.stored() == []
        await program.press("ctrl+r", "ctrl+r")
        assert quoted(program) == ["36 civilians", "52"]
        assert program.said == "redone: claim on “52” · u undoes it"


async def pragma(program: Program, setting: str) -> None:
    """Change how the store's own connection works, to the smallest or shortest that SQLite allows."""
    done = threading.Event()

    def change(store: Store) -> None:
        store._database._connection.execute(f"PRAGMA {setting}")
        done.set()

    program.app.desk.ask(program.reader, change)
    await program.until(done.is_set)


async def test_a_full_store_is_told_and_nothing_is_claimed(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await pragma(program, "max_page_count = 1")
        await program.press("c")
        await program.type("a")
        program.app.screen.query_one(TextArea).insert("x" * 20_000)
        await program.press("enter")
        assert program.reader.status.alarm
        assert "not done" in program.said
        assert program.own == program.stored() == []


async def test_a_locked_store_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await pragma(program, "busy_timeout = 1")
        with sqlite3.connect(tmp_path / "store.db") as other:
            other.execute("BEGIN IMMEDIATE")
            await program.press("1")
            assert program.reader.status.alarm
            assert "not done" in program.said
            assert program.own == []
            other.rollback()
        await program.press("1")
        assert quoted(program) == ["36 civilians"]


async def test_the_passage_is_copied_with_its_source(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("The claim", "s", "y")
        copied = program.app.clipboard
        assert copied.startswith("“The claim could not be verified.”\n— ")
        assert copied.rstrip().endswith("orsk.txt")
        assert "copied with its source" in program.said
        assert program.reader.pane.selection is None


async def test_an_act_on_its_way_is_committed_before_the_program_ends(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.pilot.press("1", "q")
    with open_store(tmp_path / "store.db") as store:
        [row] = store.documents.all()
        assert row.annotations == 1


async def test_keys_pressed_before_the_store_is_open_are_committed_before_the_program_ends(tmp_path: Path) -> None:
    article = tmp_path / "orsk.txt"
    article.write_text(TEXT, encoding="utf-8")
    app = BriefReader(load(str(article)), [str(article)], tmp_path / "store.db", Settings())
    open_store(tmp_path / "store.db").close()
    async with app.run_test() as pilot:
        with closing(sqlite3.connect(tmp_path / "store.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("1", "w", "c", "o", "k", "enter", "q")
        async with asyncio.timeout(20):
            while app.return_code is None:
                await pilot.pause(0.01)
    with open_store(tmp_path / "store.db") as store:
        [row] = store.documents.all()
        assert [(len(a.tags), a.note) for a in store.annotations.of(row.id)] == [(1, ""), (0, "ok")]


async def test_a_note_on_its_way_into_the_store_is_no_unsaved_one_when_the_program_is_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        with closing(sqlite3.connect(program.app.desk.path)) as other:
            other.execute("BEGIN IMMEDIATE")
            await program.pilot.press("c", "o", "k", "enter", "q")
        await program.until(lambda: program.app.return_code is not None)
        assert [annotation.note for annotation in program.stored()] == ["ok"]


async def test_a_place_that_is_not_sure_after_a_change_is_settled_with_enter(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Kessler spoke", "s", "2")
    changed = TEXT.replace("Kessler spoke of 36 civilians killed again on Thursday evening", "Kessler told of 36 dead")
    async with opened(tmp_path, text=changed) as program:
        [annotation] = program.own
        assert annotation.placement.kind == "review"
        program.reader.pane.go(annotation.placement.start or 0)
        await program.settle()
        assert "is this still the place?" in program.reader.status.under
        await program.press("tab")
        assert program.reader.status.under.startswith("◆ claim (2 of 2 marks here) on “Kessler told of")
        await program.press("enter")
        assert program.stored()[0].placement.kind == "moved"
        await program.press("u")
        assert program.stored()[0].placement.kind == "review"


async def test_an_annotations_passage_is_corrected_with_two_keys_beyond_the_motion_and_that_is_undone(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3", "a")
        assert program.mode() == "VISUAL"
        assert program.selection() == placed(program.own[0])
        assert "a keeps it" in program.said
        await program.press("e", "e", "a")
        assert quoted(program) == ["36 civilians, with five"]
        assert program.selection() is None
        assert program.stored() == program.own
        assert program.said == "annotation of “36 civilians” now covers “36 civilians, with five”"
        await program.press("u")
        assert quoted(program) == ["36 civilians"]
        assert program.stored() == program.own


async def test_a_passage_is_corrected_to_any_selection_that_shares_most_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3")
        await program.on("children", "2")
        await program.on("killed 36", "v", "e", "e", "e", "e", "a")
        assert quoted(program)[0] == "killed 36 civilians, with"
        assert program.tags(program.own[0]) == ["casualty"]
        await program.on("children", "a", "a")
        assert "already" in program.said


async def test_what_is_being_corrected_ends_with_the_selection(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("36 civilians", "3", "a", "escape")
        await program.on("Ivo Boro", "s", "a")
        assert "no annotation of yours in the selection" in program.said
        await program.press("escape", "a")
        assert "no annotation of yours here" in program.said
        assert quoted(program) == ["36 civilians"]


async def test_a_new_tag_has_a_colour_of_its_own_and_the_message_says_how_it_gets_a_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.answer("t", "bridge damage")
        assert program.said == "new tag “bridge damage” · T gives it a key"
        made = program.reader.sheet.tag_of_path("bridge damage")
        assert made is not None
        assert made.key is None
        others = [tag.colour for tag in program.reader.sheet.tags if tag.id != made.id]
        assert made.colour
        assert made.colour not in others


async def test_a_new_tag_takes_a_key_that_is_free(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        tag = program.reader.sheet.tag_on_key("8")
        assert tag is not None
        with open_store(program.app.desk.path) as store:
            store.codebook.change(tag.id, key=None)
        program.at("36 civilians")
        await program.answer("t", "damage/bridge")
        assert program.said == "new tag “bridge” · 8 is its key"
        await program.on("52", "8")
        assert program.tags(program.own[1]) == ["damage/bridge"]


async def test_the_margin_tells_tags_notes_and_marks_that_were_kept_apart(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.on("Nadia", "enter")
        program.at("Boro")
        await program.answer("c", "who?")
        await program.on("52", "4", "2")
        await program.on("4,000", "3")
        left = [line.strip().split(" ")[0] for line in screen(program.app).splitlines() if line.strip()]
        assert [sign for sign in left if sign in ("✓", "≡", "4+", "3")] == ["✓", "≡", "4+", "3"]


async def test_a_changed_text_says_shortly_what_became_of_the_marks_and_what_is_gone_can_be_deleted(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, size=(80, 24)) as program:
        await program.on("36 civilians", "1")
        await program.on("12 guns", "2", "q")
    changed = TEXT.replace("The army moved 12 guns to Orsk on Wednesday.", "")
    async with opened(tmp_path, text=changed, size=(80, 24)) as program:
        assert program.said == "text changed: 1 mark in place, 1 gone · V shows old and new"
        await program.press("P", "g")
        assert "d deletes it" in screen(program.app)
        await program.press("d")
        assert program.said == "annotation of “12 guns” deleted"
        assert [a.selector.exact for a in program.stored()] == ["36 civilians"]
