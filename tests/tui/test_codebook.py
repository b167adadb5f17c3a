"""The code book, driven by keys on a real store."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import Input, TextArea

from annotations.exchange.codebooks import take_in_code_book
from annotations.exchange.intake import Report
from annotations.model import Document, Tag
from annotations.store import Draft
from tests.tui.lists import Listed, listing, store_in
from tests.tui.program import opened
from tests.tui.seen import as_kept
from tui.colours import PALETTE, colours_of, contrast, legible, name_of
from tui.screens.codebook import CodeBookScreen
from tui.themes import DARK, LIGHT


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A store with its first code book, one tag inside another, and three annotations."""
    with store_in(tmp_path) as store:
        store.codebook.add("air strike", parent="starter-casualty", description="From the air.")
        text = "One two three four."
        document = store.documents.add(Document.of(text, title="t", source="t.txt")).id
        store.annotations.create(
            document,
            [Draft(start=0, end=3, tags=("starter-claim",)), Draft(start=4, end=7, tags=("starter-claim",)),
             Draft(start=8, end=13, tags=("starter-actor",))],
        )  # fmt: skip
    return tmp_path / "store.db"


def tag(path: Path, name: str) -> Tag:
    with store_in(path.parent) as store:
        found = store.codebook.by_path(name)
        assert found is not None, f"there is no tag {name}"
        return found


def named(book: Listed[CodeBookScreen], name: str) -> str:
    return next(line for line in book.lines if f"■ {name} " in line or f"· {name} " in line)


async def answer(book: Listed[CodeBookScreen], words: str) -> None:
    book.app.screen.query_one(Input).value = words
    await book.pilot.pause()
    await book.press("enter")


async def test_a_tag_is_listed_with_key_name_description_and_uses(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        assert named(book, "claim").split()[:3] == ["2", "■", "claim"]
        assert named(book, "claim").endswith("2")
        assert named(book, "casualty").endswith("–")
        assert "People killed, wounded" in named(book, "casualty")


async def test_a_tag_inside_another_stands_below_it_and_further_in(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        lines = book.text.splitlines()
        child = next(i for i, line in enumerate(lines) if "air strike" in line)
        assert "casualty" in lines[child - 1]
        assert lines[child].index("air strike") > lines[child - 1].index("casualty")


async def test_a_tag_is_added_with_a_colour_that_is_free(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("a")
        await answer(book, "source/anonymous")
        assert book.said == "added “source/anonymous”"
        assert book.screen.ref == tag(store_path, "source/anonymous").id
    assert tag(store_path, "source/anonymous").colour in PALETTE.values()
    with store_in(store_path.parent) as store:
        assert store.history.undo() is not None
        assert store.codebook.by_path("source/anonymous") is None, "added and coloured in one act"


async def test_a_tag_that_is_there_already_is_shown_not_made(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("a")
        await answer(book, "Claim")
        assert book.said == "there is a tag “Claim” already"
        assert book.screen.ref == "starter-claim"


async def test_the_tree_is_folded_and_counts_what_is_inside(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        inner = store.codebook.ensure("casualty/air strike/night").id
        (row,) = store.documents.all()
        store.annotations.create(row.id, [Draft(start=4, end=7, tags=(inner, "starter-casualty"))])
    async with listing(store_path, CodeBookScreen) as book:
        assert named(book, "casualty").split()[-2:] == ["1", "1"]
        assert "     │ └ ■ night" not in book.text, "the last of its tag"
        assert "       └ ■ night" in book.text
        assert named(book, "air strike").split()[-2:] == ["–", "1"]
        await book.press("g", "j", "j", "j", "h")
        assert "▸ 1" in named(book, "air strike")
        assert "night" not in book.text
        await book.press("h", "h")
        assert book.screen.ref == "starter-casualty"
        assert "▸ 2" in named(book, "casualty")
        await book.press("l", "l", "l", "z")
        assert book.screen.ref == "starter-casualty"
        assert "strike" not in book.text
        await book.press("z")
        assert "night" in book.text


async def test_renaming_describing_and_undo(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "r")
        await answer(book, "player")
        assert book.said == "“actor” is now “player”"
        await book.press("e")
        book.app.screen.query_one(TextArea).text = "Who does it.\nNot: who says it."
        await book.press("enter")
        assert "Who does it. Not: who says it." in named(book, "player")
        assert " Not: who says it." in book.text.splitlines()
        await book.press("u", "u")
        assert "A person, group or body" in named(book, "actor")
        await book.press("ctrl+r")
        assert named(book, "player")


async def test_a_name_that_is_taken_or_empty_is_refused_in_words(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "enter")
        await answer(book, "claim")
        assert "claim: there is a tag of that name already; M merges" in book.text
        await answer(book, "  ")
        assert "a tag needs a name" in book.text
        await answer(book, "a/b")
        assert "a name has no “/” in it; m puts a tag inside another" in book.text
        await answer(book, "player")
        assert named(book, "player")
        await book.press("r")
        await answer(book, " player ")
        assert book.said == "“player” is as it was"
        await book.press("a")
        await answer(book, " / ")
        assert "a tag needs a name" in book.text


async def test_a_key_taken_moves_to_the_tag_and_both_are_told(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "5")
        assert book.said == "key 5 is now “actor”; “place” has no key any more"
    assert (tag(store_path, "actor").key, tag(store_path, "place").key) == ("5", None)


async def test_a_key_is_taken_away_and_pressing_it_again_says_so(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "0")
        assert book.said == "“actor” has no key any more"
        await book.press("0")
        assert book.said == "“actor” has no key"
        await book.press("1", "1")
        assert book.said == "“actor” is on key 1 already"


async def test_a_colour_is_chosen_by_name(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "c")
        assert all(name in book.text for name in PALETTE)
        await book.type("te")
        await book.press("enter")
        assert book.said == "“actor” is now coloured teal"
        assert book.screen.status.under.startswith("actor · teal")
        await book.press("c")
        await book.type("by its")
        await book.press("enter")
        assert book.screen.status.under == "actor · red, by its place"
        await book.press("u")
    assert tag(store_path, "actor").colour == PALETTE["teal"]


async def test_a_tag_without_a_colour_has_that_of_the_one_around_it_in_code_book_and_article(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        with store_in(tmp_path) as store:
            inner = store.codebook.ensure("casualty/at sea").id
            store.annotations.create(program.reader.sheet.id, [Draft(start=0, end=8, tags=(inner,))])
        await program.press("T", "g", "j", "j", "j")
        book = program.app.screen
        assert isinstance(book, CodeBookScreen)
        await program.until(lambda: book.status.under)
        assert book.status.under == "casualty/at sea · red, like “casualty”"
        await program.press("escape")
        await program.until(lambda: inner in {tag.id for tag in program.reader.sheet.tags})
        red = tag(tmp_path / "store.db", "casualty").colour
        drawn = {segment.style.bgcolor for segment in program.reader.pane.render_line(0) if segment.style}
        assert Color.parse(red).rich_color in drawn


async def test_a_tag_is_put_inside_another_but_never_inside_itself(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "j", "m")
        assert "casualty/air strike" not in book.text
        await book.type("claim")
        await book.press("enter")
        assert book.said == "“casualty” is now inside “claim”"
        assert tag(store_path, "claim/casualty/air strike")
        await book.press("m")
        await book.type("in no other")
        await book.press("enter")
        assert tag(store_path, "casualty").parent is None


async def test_where_a_tag_cannot_go_is_not_offered_and_said_in_words_if_it_is_meant(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "j", "j", "m")
        refused = {
            "casualty": "“air strike” is inside “casualty” already",
            "casualty/air strike": "that is the tag itself",
        }
        for meant, why in refused.items():
            book.app.screen.query_one(Input).value = meant
            await book.pilot.pause()
            await book.press("enter")
            assert f"{why} · Esc leave" in book.text
        await book.press("escape", "k", "m")
        book.app.screen.query_one(Input).value = "air strike"
        await book.pilot.pause()
        await book.press("enter")
        assert "“air strike” lies inside “casualty” · Esc leave" in book.text
        book.app.screen.query_one(Input).value = "in no"
        await book.pilot.pause()
        await book.press("enter")
        assert "“casualty” is in no other tag already · Esc leave" in book.text
        await book.press("escape", "M")
        book.app.screen.query_one(Input).value = "casualty"
        await book.pilot.pause()
        await book.press("enter")
        assert "that is the tag itself · Esc leave" in book.text
    assert tag(store_path, "casualty/air strike")


async def test_where_a_name_is_taken_the_way_out_is_told(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        store.codebook.ensure("claim/casualty")
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "j", "j", "m")
        await book.type("claim")
        await book.press("enter")
        assert "casualty: there is a tag of that name already; M merges" in book.text


async def test_two_tags_are_merged_after_it_was_told_what_that_changes(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "M")
        await book.type("casualty/air")
        await book.press("enter")
        asked = "Merge “claim” into “air strike”? For 2 annotations in 1 document. Key 2 goes to “air strike”."
        assert asked in book.text
        await book.press("n")
        assert tag(store_path, "claim")
        await book.press("M")
        await book.type("casualty/air")
        await book.press("enter", "y")
        assert book.said == "merged “claim” into “air strike” · u takes them apart"
        assert book.screen.ref == tag(store_path, "casualty/air strike").id
        assert named(book, "air strike").endswith("2      2")
        await book.press("u")
        assert named(book, "claim").endswith("2      2")


async def test_a_tag_in_use_is_removed_only_after_a_question(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "d")
        assert "Remove “claim”? From 2 annotations in 1 document, 2 with no other tag. Key 2 is free then." in book.text
        await book.press("n")
        assert tag(store_path, "claim")
        await book.press("d", "y")
        assert book.said == "removed “claim” · u brings it back"
        with store_in(store_path.parent) as store:
            assert store.codebook.by_path("claim") is None
        await book.press("u")
        assert named(book, "claim").endswith("2")
        assert book.screen.ref == "starter-claim"


async def test_a_tag_that_holds_others_asks_and_one_that_nobody_uses_goes_at_once(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "j", "j", "d")
        assert "Remove “casualty”? With it: “casualty/air strike”. Key 3 is free then." in book.text
        await book.press("escape", "G", "d")
        assert book.said == "removed “follow-up” · u brings it back"


async def test_leaving_tells_whether_anything_was_changed(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("escape")
        assert book.app.answers == [False]
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("g", "9", "q")
        assert book.app.answers == [True]


async def test_the_filter_and_the_orders(store_path: Path) -> None:
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("slash")
        await book.type("from the air")
        assert book.screen.refs == [tag(store_path, "casualty/air strike").id]
        await book.press("escape", "s")
        assert book.said == "ordered by name"
        assert [line for line in book.lines if "casualty/air strike" in line]
        await book.press("s")
        assert "claim" in book.lines[0]


async def test_a_code_book_goes_to_a_file_and_what_is_new_comes_from_one(store_path: Path) -> None:
    with store_in(store_path.parent) as store:
        store.codebook.change("starter-claim", description="Two\nlines.")
    for name in ("book.json", "book.qdc"):
        file = store_path.parent / name
        async with listing(store_path, CodeBookScreen) as book:
            await book.press("E")
            await answer(book, str(store_path.parent / "book.txt"))
            assert "a code book's name ends in .json or .qdc" in book.text
            await answer(book, str(file))
            assert book.said == f"10 tags written to {file}"
            file.write_text("mine")
            await book.press("E")
            await answer(book, str(file))
            assert f"{file} is there already" in book.text
            await book.press("n")
            assert file.read_text() == "mine"
            await book.press("E")
            await answer(book, str(file))
            await book.press("y")
            assert book.said == f"10 tags written to {file}"
            await book.press("o")
            await answer(book, str(file))
            assert book.said == f"{name}: 0 new tags, 10 known: the code book stays as it is"
        with store_in(store_path.parent / name.replace(".", "-")) as other:
            assert take_in_code_book(other, file.read_bytes(), name).problems == ()
            taken = other.codebook.tags()
            inner = other.codebook.by_path("casualty/air strike")
            claim = other.codebook.by_path("claim")
            assert inner is not None and claim is not None  # noqa: PT018 - both are there
            assert (inner.description, claim.description) == ("From the air.", "Two\nlines.")
            acts = other.history.acts()
            assert take_in_code_book(other, file.read_bytes(), name) == Report(known_tags=10)
            assert (other.codebook.tags(), other.history.acts()) == (taken, acts)


async def test_hostile_names_are_shown_and_not_obeyed(store_path: Path) -> None:
    hostile = "[b]x[@click=app.quit] \x1b[2J\u202e"
    with store_in(store_path.parent) as store:
        store.codebook.add(hostile, description=hostile, colour="not a colour")
    async with listing(store_path, CodeBookScreen) as book:
        await book.press("G")
        assert "[b]x[@click=app.quit]" in book.text
        for key in ("r", "e", "c", "m"):
            await book.press(key)
            assert not {"\x1b", "\u202e"} & set(book.text)
            await book.press("escape")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_code_book_looks_as_it_did(store_path: Path, size: tuple[int, int]) -> None:
    async with listing(store_path, CodeBookScreen, size=size) as book:
        await book.press("j")
        await as_kept(book.pilot, f"codebook_{size[0]}x{size[1]}")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_on_the_themes_grounds(theme: object) -> None:
    ground = Color.parse(theme.background)  # type: ignore[attr-defined]
    assert all(contrast(Color.parse(css), ground) >= 3.5 for css in PALETTE.values())
    for css in ("#ffff00", "#000080", "#d7d75f", "white", "black"):
        assert contrast(Color.parse(legible(css, ground)), ground) >= 3.5
    assert legible("no colour", ground) == ""


def test_a_colour_is_a_tags_own_else_that_of_the_nearest_around_it_else_by_its_place() -> None:
    tags = [
        Tag(id="1", name="first"),
        Tag(id="2", name="inside", parent="1"),
        Tag(id="3", name="own", parent="2", colour="#123456"),
        Tag(id="4", name="deep", parent="3"),
        Tag(id="5", name="second", colour="no colour"),
    ]
    first, second, *_ = PALETTE.values()
    assert colours_of(tags) == {"1": first, "2": first, "3": "#123456", "4": "#123456", "5": second}


def test_any_colour_has_a_name_for_who_does_not_see_it() -> None:
    assert [name_of(css) for css in PALETTE.values()] == [*PALETTE]
    told = {"#5fafff": "blue", "#ffaf5f": "orange", "#ff5f7f": "red", "#bcbcbc": "grey", "mauve?": "mauve?"}
    assert {css: name_of(css) for css in told} == told
