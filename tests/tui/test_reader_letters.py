"""Objects, counts and letters in the running program: what the keys select and tag is what the screen said before."""

from pathlib import Path

import pytest

from annotations.model import Span
from annotations.store import Draft, open_store
from tests.tui.panel.by_hand import TEXT
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tests.tui.test_reader_target import NESTED, nested


def words(program: Program, span: Span | None) -> str:
    return program.reader.sheet.text[span.start : span.end] if span else ""


def letters(program: Program, passage: str) -> str:
    """Return the letters that stand on the first place of `passage`."""
    jump = program.reader.jumping.under_way
    assert jump is not None
    return next(p.letters for p in jump.places if words(program, p.span) == passage)


def tagged(program: Program) -> dict[str, list[str]]:
    return {annotation.selector.exact: program.tags(annotation) for annotation in program.stored()}


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("W", "shelling"),
        ("WW", "on"),
        ("M", "Ivo Boro"),
        ("Q", "the shelling on Wednesday killed 36 civilians, with five children among the dead"),
        ("#", "36 civilians"),
        ("##", "five children"),
        ("C", "the shelling on Wednesday killed 36 civilians"),
        ("s", TEXT.split("\n")[2].split(" The claim")[0]),
        ("B", TEXT.split("\n")[2]),
        ("v3W", "shelling on Wednesday"),
        ("v2s", TEXT.split("\n")[2]),
        ("v2e", "shelling on"),
    ],
)
async def test_objects_and_counts_select_what_they_say(keys: str, selected: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("shelling on")
        await program.press(*("number_sign" if key == "#" else key for key in keys))
        assert words(program, program.selection()) == selected
        await program.press("2")
        assert tagged(program) == {selected: ["claim"]}


async def test_an_object_key_after_its_tag_goes_on_to_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("M", "1", "M", "5", "number_sign", "3")
        assert tagged(program) == {"Orsk": ["actor"], "Nadia Kessler": ["place"], "36 civilians": ["casualty"]}


async def test_a_count_is_told_and_means_nothing_to_what_is_no_motion(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("shelling on")
        await program.press("v", "3")
        assert program.reader.status.hint.startswith("3 times: a motion or")
        await program.press("t")
        assert program.said == "3 of what? A motion or an object follows a count"
        assert program.stored() == []


async def test_letters_lead_to_a_mark_a_capital_to_its_sentence_and_escape_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("semicolon")
        assert program.mode() == "JUMP"
        await program.press("escape")
        assert (program.mode(), program.cursor) == ("READ", 0)
        await program.press("semicolon")
        at = letters(program, "Ivo Boro")
        assert f" {at}vo Boro" in seen(program.app), "as they are to be typed: a capital means the sentence"
        assert "capital: its sentence" in program.reader.status.hint
        await program.press(*at)
        assert words(program, program.reader.pane.target()) == "Ivo Boro"
        await program.press("semicolon")
        on = letters(program, "Ivo Boro")
        await program.press(*on[:-1], on[-1].upper())
        assert words(program, program.selection()) == '"We hit no town," General Ivo Boro said on Thursday.'
        await program.press("escape", "semicolon", "right_curly_bracket")
        await program.press(*letters(program, "Ivo Boro"))
        assert words(program, program.selection()) == TEXT.split("\n")[4]
        assert program.stored() == []


async def test_letters_show_the_tag_that_they_put_and_put_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("comma")
        await program.press(*letters(program, "Ivo Boro"))
        assert program.said == "no tag was used yet: a tag's key tags this"
        await program.press("1", "comma", "3")
        await program.press(*letters(program, "36 civilians"))
        await program.press("comma")
        on = letters(program, "Nadia Kessler")
        assert f"{on}₁" in seen(program.app)
        assert f"{letters(program, 'five children')}₃" in seen(program.app)
        await program.press(*on)
        assert tagged(program) == {"Ivo Boro": ["actor"], "36 civilians": ["casualty"], "Nadia Kessler": ["actor"]}


async def test_what_was_tagged_before_a_restart_is_known_after_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("3")
    async with opened(tmp_path) as program:
        await program.press("comma")
        await program.press(*letters(program, "five children"))
        assert tagged(program) == {"36 civilians": ["casualty"], "five children": ["casualty"]}


async def test_letters_that_stay_tag_mark_after_mark_words_too_until_they_are_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("comma", "comma")
        assert program.mode() == "TAG"
        await program.press("1", *letters(program, "Orsk"))
        await program.press("asterisk")
        await program.press("3", *letters(program, "36 civilians"))
        await program.press(*letters(program, "five children"))
        await program.press("comma")
        await program.press(*letters(program, "head"))
        await program.press(*letters(program, "Council"))
        assert words(program, program.selection()) == "head of the Relief Council"
        await program.press("7")
        assert program.mode() == "TAG"
        await program.press("escape", "j")
        assert program.mode() == "READ"
        assert [program.tags(a) for a in program.stored() if a.selector.exact == "Orsk"] == [["actor"]] * 3
        made = {name: tags for name, tags in tagged(program).items() if name != "Orsk"}
        assert made == {
            "36 civilians": ["casualty"],
            "five children": ["casualty"],
            "head of the Relief Council": ["source"],
        }


async def test_a_paragraph_that_was_asked_for_is_meant_still_when_the_marks_change_before_its_letters(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as program:
        await program.press("comma", "comma", "2", "right_curly_bracket")
        program.reader.show_marks()  # as when the text has been read again
        await program.press(*letters(program, "Ivo Boro"))
        assert tagged(program) == {TEXT.split("\n")[4]: ["claim"]}


async def test_words_are_selected_by_the_letters_of_the_first_and_the_last(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await program.press("S")
        await program.press(*letters(program, "five"))
        await program.press(*letters(program, "dead"))
        assert words(program, program.selection()) == "five children among the dead"
        assert program.reader.status.under.startswith("selection “five children among the")


async def test_annotations_on_the_same_words_inside_and_around_are_reached_and_acted_on_one_by_one(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, text=NESTED, name="karvel.txt", reading=nested()) as program:
        await program.press("5", "tab", "2", "v", "w", "w", "9")
        assert tagged(program) == {"Karvel": ["place"], NESTED[:34]: ["claim"], "Karvel will": ["follow-up"]}
        await program.press("g")
        reached = []
        for _ in range(3):
            reached.append(words(program, program.reader.pane.target()))
            await program.press("A")
        assert sorted(reached, key=len) == ["Karvel", "Karvel will", NESTED[:34]]
        while words(program, program.reader.pane.target()) != "Karvel will":
            await program.press("A")
        await program.press("d")
        assert set(tagged(program)) == {"Karvel", NESTED[:34]}


async def test_the_usual_tag_is_that_of_the_annotations_and_the_code_book_as_they_are_now(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        five = Span(TEXT.index("five children"), TEXT.index("five children") + len("five children"))
        usual, document = program.reader.acts.usual_tag, program.reader.sheet.id
        assert usual(five) == ""
        with open_store(program.app.desk.path) as store:
            casualty = store.codebook.ensure("casualty")
            store.annotations.create(document, [Draft(start=five.start, end=five.end, tags=(casualty.id,))])
        program.reader.watching.refresh()
        await program.until(lambda: usual(five) == "casualty")
        with open_store(program.app.desk.path) as store:
            store.codebook.change(casualty.id, name="harm")
        program.reader.watching.refresh()
        await program.until(lambda: usual(five) == "harm")
