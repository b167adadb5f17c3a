"""Links and certainty by keys: made, seen, followed across documents and back, taken away, undone."""

from pathlib import Path

from annotations.model import Link
from annotations.store import open_store
from tests.tui.program import Program, opened
from tests.tui.seen import seen
from tui.prompts.assess import AssessPrompt
from tui.prompts.line import LinePrompt

LINE = "Kestrel Line ferries\n\nThe line said on Tuesday that 30 civilians had been aboard.\n"


async def linked(program: Program, typed: str) -> None:
    """Begin a link at the casualties, end it at Nadia, and give it a type."""
    program.at("36 civilians")
    await program.press("3", "ampersand")
    assert program.mode() == "LINK"
    program.at("Nadia")
    await program.press("ampersand")
    assert program.over(LinePrompt)
    await program.type(typed)
    await program.press("enter")
    await program.until(lambda: program.reader.sheet.links)


async def test_a_link_is_made_followed_and_taken_away_and_all_of_it_undone(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await linked(program, "con")
        assert program.said.startswith("“36 civilians” contradicts “Nadia")
        casualties = next(a for a in program.stored() if a.links)
        assert (casualties.selector.exact, casualties.links[0].type) == ("36 civilians", "contradicts")
        assert "← “36 civilians” contradicts this" in program.reader.status.under
        assert program.mode() == "READ"
        assert "O other end" in program.reader.status.hint
        await program.press("O")
        assert program.reader.sheet.text[program.cursor :].startswith("36 civilians")
        assert program.said == "→ contradicts “Nadia Kessler” · Ctrl+o goes back", "as it is read from here"
        assert "→ contradicts “Nadia" in program.reader.status.under
        await program.press("ctrl+o")
        assert program.reader.sheet.text[program.cursor :].startswith("Nadia")
        await program.press("left_square_bracket", "P", "O")
        assert program.reader.sheet.text[program.cursor :].startswith("36 civilians"), "from the item in Notes too"
        await program.press("escape")
        program.app.action_command("palette")
        await program.pilot.pause()
        await program.type("unlink")
        await program.press("enter")
        await program.until(lambda: not program.reader.sheet.links)
        assert [a.links for a in program.stored()] == [(), ()]
        await program.press("u")
        await program.until(lambda: program.reader.sheet.links)
        await program.press("u")
        assert [a.selector.exact for a in program.stored()] == ["36 civilians"], "the end was made with the link"


async def test_a_link_of_ones_own_type_leads_to_another_document_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("3", "ampersand")
        first = program.reader.sheet.id
        (tmp_path / "line.txt").write_text(LINE, encoding="utf-8")
        program.app.open(str(tmp_path / "line.txt"))
        await program.until(lambda: program.reader.sheet.text == LINE)
        await program.ready()
        program.at("30 civilians")
        await program.press("ampersand")
        await program.type("not the same as")
        assert "not the same as  a new kind of link" in seen(program.app)
        await program.press("enter")
        await program.until(lambda: program.reader.sheet.links)
        assert program.said.startswith("new kind of link “not the same as” · u takes it back · “36 civilians” not the")
        [there] = program.stored()
        with open_store(program.app.desk.path) as store:
            [here] = store.annotations.of(first)
        assert here.links == (Link(type="not the same as", to=there.id),)
        await program.press("O")
        await program.until(lambda: program.reader.sheet.id == first)
        await program.ready()
        assert program.reader.sheet.text[program.cursor :].startswith("36 civilians")
        await program.until(lambda: program.reader.sheet.links)
        assert program.said.startswith("→ not the same as “30 civilians” in ")
        assert program.said.endswith(" · Ctrl+o goes back")
        assert "→ not the same as “30 civilians” in " in program.reader.status.under
        await program.press("ctrl+o")
        await program.until(lambda: program.reader.sheet.text == LINE)
        await program.ready()
        await program.press("u")
        with open_store(program.app.desk.path) as store:
            assert [a.links for a in store.annotations.of(first)] == [()]


async def test_a_kind_of_link_is_new_once_and_gone_with_its_only_link(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await linked(program, "contradics")
        assert program.said.startswith("new kind of link “contradics”")
        await program.press("u")
        await program.until(lambda: "contradics" not in program.reader.linking.types)
        await linked(program, "rests on")
        await program.press("ampersand")
        program.at("five children")
        await program.press("ampersand")
        await program.type("rests")
        await program.press("enter")
        assert program.said.startswith("“Nadia Kessler” rests on “five children”")


async def test_a_deleted_end_is_told_and_a_begun_link_can_be_dropped(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        await linked(program, "same")
        await program.press("d")
        await program.until(lambda: any(x.deleted for links in program.reader.sheet.links.values() for x in links))
        program.at("36 civilians")
        await program.press("left_square_bracket")
        await program.pilot.pause()
        assert "→ same event “Nadia" in program.reader.status.under
        assert "(deleted)" in seen(program.app), "in the panel too"
        await program.press("O")
        assert "was deleted" in program.said
        await program.press("ampersand", "ampersand")
        assert program.said.startswith("here the link begins")
        await program.press("escape")
        assert (program.said, program.mode()) == ("no link made", "READ")
        program.at("Nadia")
        await program.press("O")
        assert program.said.startswith("no link here")


async def test_certainty_is_given_by_keys_shown_and_taken_off(tmp_path: Path) -> None:
    async with opened(tmp_path) as program:
        program.at("36 civilians")
        await program.press("percent_sign")
        assert program.over(AssessPrompt)
        await program.press("b", "3", "h")
        assert "● B usually reliable" in seen(program.app)
        await program.press("2", "enter")
        [annotation] = program.stored()
        assert (annotation.confidence, annotation.reliability, annotation.credibility) == ("high", "B", 2)
        assert program.said == "B2, high confidence on “36 civilians”"
        assert "B2, high confidence" in program.reader.status.under
        await program.press("3", "3")
        assert len(program.stored()) == 1, "what is judged stays when its tag is taken off"
        await program.press("percent_sign", "h", "escape")
        await program.press("percent_sign", "0", "f", "enter")
        assert program.stored()[0].confidence is None
        assert "F-" in program.reader.status.under
        await program.press("u", "u", "u", "u")
        assert program.stored() == []
