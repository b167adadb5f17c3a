"""The library in Datasette: every page opens, the views tell what a reader would ask, and nothing is in the way."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotations.model import Document, Link
from annotations.store import Draft, Store, open_store
from annotations.store.datasette import metadata

ELSEWHERE = "The line said on Tuesday that it had been warned twice.\n"


@pytest.fixture
def filled(path: Path, article: Document) -> Path:
    """A store with tags, notes, links across documents, one of them to what was deleted, and an undo."""
    with open_store(path, author="Ada") as store:
        port = store.documents.add(article).id
        at = article.text.index("The ferry")
        line = store.documents.add(Document.of(ELSEWHERE, title="Line warned", source="/briefings/line.txt")).id
        tag = store.codebook.ensure("warning/denied").id
        denied, said, gone = store.annotations.create(
            port,
            [
                Draft(start=at, end=at + 53, tags=(tag,), note="not what the *line* says", credibility=5),
                Draft(start=0, end=4, tags=(tag,)),
                Draft(start=5, end=7),
            ],
        )
        (warned,) = store.annotations.create(line, [Draft(start=ELSEWHERE.index("that"), end=len(ELSEWHERE) - 1)])
        store.annotations.link(denied.id, Link(type="contradicts", to=warned.id))
        store.annotations.link(denied.id, Link(type="same event", to=gone.id))
        store.annotations.delete([gone.id])
        store.annotations.change([said.id], note="late")
        store.history.undo(port)
    return path


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def test_the_views_tell_passages_titles_and_tags_in_words(filled: Path) -> None:
    found = rows(filled, "SELECT tag, passage, document_title, note, author FROM tag_passages ORDER BY passage DESC")
    assert [row["tag"] for row in found] == ["warning/denied", "warning/denied"]
    assert found[0]["passage"].startswith("The ferry line denied")
    assert (found[0]["document_title"], found[0]["author"]) == ("Port closed", "Ada")
    links = rows(filled, "SELECT * FROM link_list ORDER BY type")
    assert [(x["type"], x["target_passage"], x["target_document_title"], x["target_deleted"]) for x in links] == [
        ("contradicts", "that it had been warned twice.", "Line warned", 0),
        ("same event", "of", "Port closed", 1),
    ]
    documents = rows(filled, "SELECT title, annotations, notes, characters FROM document_list ORDER BY title")
    assert documents[0] == {"title": "Line warned", "annotations": 1, "notes": 0, "characters": len(ELSEWHERE)}
    assert (documents[1]["annotations"], documents[1]["notes"]) == (2, 1)
    acts = rows(filled, "SELECT title, author, undone FROM act_list ORDER BY act DESC LIMIT 2")
    assert [(act["title"], act["undone"]) for act in acts] == [("Undo: Change annotation", 0), ("Change annotation", 1)]
    (change, *_) = rows(filled, "SELECT * FROM change_list ORDER BY act DESC")
    assert (change["kind"], change["what"], change["title"]) == ("annotation", "Port", "Undo: Change annotation")


def test_what_is_deleted_is_in_no_list(store: Store, path: Path, document: str) -> None:
    store.annotations.create(document, [Draft(start=0, end=4, tags=(store.codebook.tags()[0].id,))])
    store.codebook.remove(store.codebook.tags()[0].id)
    assert rows(path, "SELECT tags FROM annotation_list") == [{"tags": None}]
    assert rows(path, "SELECT * FROM tag_passages") == []
    store.documents.remove(document)
    assert rows(path, "SELECT * FROM annotation_list") == rows(path, "SELECT * FROM document_list") == []


def test_each_table_and_view_is_described_or_hidden_and_each_named_is_there(filled: Path) -> None:
    told = metadata(filled)["databases"][filled.stem]["tables"]
    there = {row["name"] for row in rows(filled, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
    assert told.keys() == {name for name in there if "_fts" not in name}
    assert all(about.get("hidden") or about["description"] for about in told.values())
    for name, about in told.items():
        columns = {row["name"] for row in rows(filled, f"PRAGMA table_info({name})")}
        assert {*about.get("columns", ()), *about.get("facets", ())} <= columns


@pytest.mark.heavy
async def test_every_page_opens_in_datasette(filled: Path) -> None:
    app = pytest.importorskip("datasette.app")
    datasette = app.Datasette([str(filled)], metadata=metadata(filled))
    await datasette.invoke_startup()
    about = (await datasette.client.get("/library.json")).json()
    shown = {table["name"] for table in about["tables"] if not table["hidden"]}
    assert {"documents", "revisions", "annotations", "tags", "links"} <= shown
    assert not {"acts", "events", "placements", "selectors", "assessments", "texts_fts"} & shown
    views = {view["name"] for view in about["views"]}
    assert {"document_list", "annotation_list", "tag_passages", "link_list", "act_list", "change_list"} <= views
    queries = {query["name"] for query in about["queries"]}
    pages = ["/", "/library", *(f"/library/{name}" for name in {table["name"] for table in about["tables"]} | views)]
    pages += [f"/library/{name}?words=warned" for name in queries]
    for page in pages:
        assert (page, (await datasette.client.get(page)).status_code) == (page, 200)
        assert "Invalid query" not in (await datasette.client.get(page)).text
    found = (await datasette.client.get("/library/search.json?words=warned&_shape=objects")).json()
    assert {row["quote"][:8] for row in found["rows"]} == {"The ferr", "that it "}
    tagged = (await datasette.client.get("/library/tag_passages.json?tag=warning/denied&_shape=objects")).json()
    assert tagged["filtered_table_rows_count"] == 2
    assert "across all documents" in (await datasette.client.get("/library/tag_passages")).text
