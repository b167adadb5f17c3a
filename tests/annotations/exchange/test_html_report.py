"""The HTML report: sound by a strict parser, nothing of a text is taken for markup, every mark can be told apart."""

import re
import tempfile
from pathlib import Path
from typing import Any

import html5lib
from hypothesis import HealthCheck, given, settings

from annotations.exchange import Export, export_of
from annotations.exchange.html import write
from annotations.model import Document, Link
from annotations.store import Draft, open_store
from annotations.text import shown
from tests.annotations.exchange.passages import ODD, fill, fills

NONCHARACTER = re.compile("[\ufffe\uffff]")


def parsed(raw: bytes) -> Any:
    """Return the page as a strict HTML5 parser reads it; it raises at the first error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(raw.decode())


def filled(folder: Path) -> Export:
    with open_store(folder / "one.db", author="<i>Lena") as store:
        text = "Ana Reis met <b>Orla</b> & left.\n\nأهلا بكم\n"
        id = store.documents.add(Document.of(text, title="<script>alert(1)</script>", source="javascript:alert(1)")).id
        claim = store.codebook.ensure("claim/sum").id
        outer, _, across, _, _ = store.annotations.create(
            id,
            [
                Draft(start=0, end=24, tags=(claim,), note="<img src=x onerror=alert(1)>\n\x9b"),
                Draft(start=4, end=8, label="PERSON", origin="machine", status="suggested"),
                Draft(start=9, end=28, tags=(store.codebook.ensure("actor").id,), confidence="low", credibility=2),
                Draft(start=4, end=8, note="again"),
                Draft(start=34, end=38),
            ],
        )
        store.annotations.link(outer.id, Link(type="contradicts", to=across.id))
        return export_of(store)


def words(element: Any) -> str:
    """Return the words of an element without the numbers of the marks."""
    inside = "".join(words(child) + (child.tail or "") for child in element)
    return "" if element.tag == "sup" else (element.text or "") + inside


def test_nothing_is_taken_for_markup_and_nothing_runs(tmp_path: Path) -> None:
    page = parsed(write(filled(tmp_path)))
    assert not {element.tag for element in page.iter()} & {"script", "img", "b", "i", "iframe", "object", "link"}
    assert page.find(".//h1").text == "<script>alert(1)</script>"
    assert all(a.get("href").startswith("#") for a in page.iter("a"))
    assert not any(name.startswith("on") for element in page.iter() for name in element.attrib)
    assert "default-src 'none'" in next(m for m in page.iter("meta") if m.get("http-equiv")).get("content")
    assert "<img src=x onerror=alert(1)>\n\N{REPLACEMENT CHARACTER}" in [p.text for p in page.iter("p")]


def test_the_text_is_all_there(tmp_path: Path) -> None:
    export = filled(tmp_path)
    assert words(parsed(write(export)).find('.//div[@class="text"]')) == export.documents[0].text


def covered(page: Any, place: int = 1) -> dict[int, str]:
    """Return the words that lie in each mark, by its number."""
    found: dict[int, str] = {}
    for text in page.iterfind(f".//section[{place}]/div//mark"):
        for name in text.get("class").split():
            number = int(name.removeprefix("n"))
            found[number] = found.get(number, "") + words(text)
    return found


def test_nested_overlapping_and_identical_marks_are_told_apart(tmp_path: Path) -> None:
    export = filled(tmp_path)
    page = parsed(write(export))
    (document,) = export.documents
    assert covered(page) == {n: a.quote for n, a in enumerate(document.annotations, 1)}
    lanes = {mark.get("class"): mark.get("style").count("linear-gradient") for mark in page.iter("mark")}
    assert lanes == {name: len(name.split()) for name in lanes}
    assert max(lanes.values()) == 3
    numbers = [sup.text or sup[0].text for sup in page.iter("sup")]
    assert sorted(numbers) == sorted(part for n in range(1, 6) for part in (f"[{n}", f"{n}]"))


def test_each_mark_leads_to_what_is_said_of_it_and_back(tmp_path: Path) -> None:
    page = parsed(write(filled(tmp_path)))
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert {a.get("href").removeprefix("#") for a in page.iter("a")} <= ids
    said = "\n".join("".join(item.itertext()) for item in page.iter("li"))
    assert "claim/sum" in said
    assert "PERSON · machine · suggested" in said
    assert "→ contradicts: " in said
    assert "actor · confidence low · credibility 2" in said


def test_it_prints(tmp_path: Path) -> None:
    style = parsed(write(filled(tmp_path))).find(".//style").text
    assert "@media print" in style
    assert "break-inside: avoid" in style
    assert "url(" not in style


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_makes_a_sound_page(documents: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db"), author="Lena") as store:
        documents.append({"text": ODD, "title": "&lt;", "number": 7, "drafts": [], "newer": None, "links": []})
        fill(store, documents)
        export = export_of(store)
        page = parsed(write(export))
        for place, document in enumerate(export.documents, 1):
            text = NONCHARACTER.sub("\N{REPLACEMENT CHARACTER}", shown(document.text))
            assert words(page.find(f".//section[{place}]/div")) == text
            placed = {n: a for n, a in enumerate(document.annotations, 1) if a.start is not None}
            assert covered(page, place) == {n: text[a.start : a.end] for n, a in placed.items()}
