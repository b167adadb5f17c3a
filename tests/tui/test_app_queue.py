"""Where the reader is in the queue of documents, whichever way the document on the screen was come to."""

from collections.abc import Mapping
from pathlib import Path

from annotations.model import Document
from annotations.store import Draft, End, open_store
from tests.tui.program import Program
from tests.tui.test_app_documents import queue, shown
from tui.queue import Queue

TEXTS = ("The first.", "The second.", "The third.", "The fourth.")


async def test_a_link_followed_and_gone_back_takes_the_place_in_the_queue_along(tmp_path: Path) -> None:
    async with queue(tmp_path, *TEXTS) as program:
        await all_there(program, 4)
        await link(program, "first", "third")
        await program.press("O")
        await shown(program, "third")
        assert program.said == "← “first” in Article 0 cause this · Ctrl+o goes back · document 3 of 4"
        await program.press("ctrl+o")
        await shown(program, "first")
        assert program.said == "document 1 of 4  > next  L lists all"
        await program.press("O")
        await shown(program, "third")
        await program.press("greater_than_sign")
        await shown(program, "fourth")
        await program.press("less_than_sign")
        await shown(program, "third")


async def test_a_document_outside_the_queue_says_so_and_stands_behind_the_one_it_was_come_to_from(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "store.db") as store:
        store.documents.add(Document.of("From the archive: the fifth.", title="Archive", source="archive"))
    async with queue(tmp_path, *TEXTS) as program:
        await all_there(program, 5)
        await program.press("greater_than_sign")
        await shown(program, "second")
        await link(program, "second", "fifth")
        for key, word in (("greater_than_sign", "third"), ("less_than_sign", "second")):
            await program.press("O")
            await shown(program, "fifth")
            assert program.said.endswith(
                "in Article 1 cause this · Ctrl+o goes back · none of the 4 documents that were opened"
            )
            assert program.app.place_in_queue().endswith("opened  < document 2  > document 3")
            await program.press(key)
            await shown(program, word)
            await program.press("ctrl+o")
            await shown(program, "second")
        await program.press("greater_than_sign", "greater_than_sign")
        await shown(program, "fourth")


def test_behind_the_last_there_is_only_a_way_back_and_a_source_given_twice_is_not_the_same_place() -> None:
    last = Queue(("a.txt", "b.txt", "a.txt"), 2)
    outside = last.showing("/elsewhere/c.txt")
    assert outside.left
    assert outside.turned(1) is None
    assert outside.turned(-1) == last
    here = str(Path("a.txt").absolute())
    assert last.showing(here) == last
    assert last.showing(here).turned(-1) == Queue(last.references, 1)
    assert Queue(("-", "b.txt"), 1).showing("stdin:0123456789ab") == Queue(("-", "b.txt"), 0)


async def all_there(program: Program, number: int) -> None:
    """Wait until the library has taken in all documents."""

    def there() -> bool:
        with open_store(program.app.desk.path) as store:
            return len(store.documents.all()) == number

    await program.until(there)


async def link(program: Program, word: str, other: str) -> None:
    """Link that word of the document on the screen to one of another document, and put the cursor there."""
    with open_store(program.app.desk.path) as store:
        texts = {row.id: store.documents.get(row.id).text for row in store.documents.all()}
        store.links.make(_end(texts, word), _end(texts, other), "cause")
    program.reader.watching.refresh()
    await program.until(lambda: program.reader.sheet.links)
    program.at(word)


def _end(texts: Mapping[str, str], word: str) -> End:
    document, at = next((id, text.index(word)) for id, text in texts.items() if word in text)
    return End(document=document, annotation=Draft(start=at, end=at + len(word)))
