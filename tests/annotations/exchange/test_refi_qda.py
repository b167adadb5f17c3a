"""REFI-QDA: what is written fits a schema made from the standard, and comes back without a loss."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotations.exchange import FORMATS, Export, ImportRefused, export_of
from annotations.exchange.archive import packed, unpacked
from annotations.exchange.intake import take_in
from annotations.exchange.refi import codebook, reading, writing
from annotations.model import Document, Link
from annotations.store import Draft, open_store
from tests.annotations.exchange.passages import ODD, alike, comes_back, fills, stored, taken

HERE = Path(__file__).parent
PROJECT = etree.XMLSchema(file=str(HERE / "refi_project.xsd"))
CODEBOOK = etree.XMLSchema(file=str(HERE / "refi_codebook.xsd"))
Q = "{urn:QDA-XML:project:1.0}"


def filled(folder: Path) -> Export:
    with open_store(folder / "one.db", author="Lena") as store:
        id = store.documents.add(Document.of(ODD, title="Odd", source="/in/odd.txt", published="2025-05-06")).id
        inner = store.codebook.ensure("claim/sea").id
        one, two = store.annotations.create(
            id,
            [
                Draft(start=4, end=16, tags=(inner, "starter-claim"), note="Two\nlines"),
                Draft(start=ODD.index("هي"), end=ODD.index("🇫🇷") + 2, label="GPE", origin="machine", status="rejected"),
            ],
        )
        store.annotations.link(one.id, Link(type="same event", to=two.id))
        return export_of(store)


def as_the_standard_has_it(raw: bytes) -> dict[str, list[tuple[str, list[str]]]]:
    """Return the passages of each text, with the names of their codes, read with lxml and no code of ours."""
    files = unpacked(raw)
    root = etree.fromstring(files["project.qde"])
    PROJECT.assertValid(root)
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{Q}Code")}
    found = {}
    for source in root.iter(f"{Q}TextSource"):
        text = files["Sources/" + source.get("plainTextPath").removeprefix("internal://")].decode("utf-8-sig")
        found[text] = [
            (
                text[int(passage.get("startPosition")) : int(passage.get("endPosition"))],
                [codes[ref.get("targetGUID")] for ref in passage.iter(f"{Q}CodeRef")],
            )
            for passage in source.iter(f"{Q}PlainTextSelection")
        ]
    return found


def test_a_project_fits_the_schema_and_tells_what_was_marked(tmp_path: Path) -> None:
    raw = writing.write(filled(tmp_path))
    passages = as_the_standard_has_it(raw)
    assert passages == {ODD: [(ODD[4:16], ["sea", "claim"]), (ODD[ODD.index("هي") : ODD.index("🇫🇷") + 2], ["GPE"])]}
    root = etree.fromstring(unpacked(raw)["project.qde"])
    assert [user.get("name") for user in root.iter(f"{Q}User")] == ["Lena"]
    assert [link.get("name") for link in root.iter(f"{Q}Link")] == ["same event"]
    assert "Two\nlines" in [note.text for note in root.iter(f"{Q}PlainTextContent")]
    assert root.find(f".//{Q}DateValue").text == "2025-05-06"


def test_there_and_back_it_is_the_same(tmp_path: Path) -> None:
    before = filled(tmp_path)
    comes_back(before, reading.read(writing.write(before)), by_path)


def by_path(export: Export) -> Any:
    """Return an export with its code book in the order of the tree, which is the one that the standard keeps."""
    built = alike(export)
    built["tags"] = sorted(built["tags"], key=lambda tag: str(tag["id"]))
    return built


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills())
def test_any_store_fits_the_schema_and_comes_back(documents: list[dict[str, Any]]) -> None:
    before = stored(documents, author="Lé\ufffena")
    raw = writing.write(before)
    passages = as_the_standard_has_it(raw)
    for document in before.documents:
        placed = [a for a in document.annotations if a.start is not None]
        expected = [document.text[a.start : a.end] for a in placed]
        assert [words for words, _ in passages[document.text]] == expected or len(before.documents) > 1
    CODEBOOK.assertValid(etree.fromstring(codebook.write(before)))
    comes_back(before, reading.read(raw), by_path)


def test_a_code_book_alone(tmp_path: Path) -> None:
    export = filled(tmp_path)
    raw = codebook.write(export)
    root = etree.fromstring(raw)
    CODEBOOK.assertValid(root)
    names = [code.get("name") for code in root.iter("{*}Code")]
    assert names[:3] == ["actor", "claim", "sea"]
    with open_store(tmp_path / "other.db") as store:
        take_in(store, codebook.read(raw), "book.qdc")
        assert [(tag.name, tag.key) for tag in store.codebook.tags() if tag.key][:2] == [("actor", "1"), ("claim", "2")]
        assert store.codebook.by_path("claim/sea") is not None
        claim = store.codebook.by_path("claim")
        assert claim is not None
        assert (claim.colour, claim.description) == (export.tags[1].colour, export.tags[1].description)
        before = store.codebook.tags()
        take_in(store, codebook.read(raw), "book.qdc")
        assert store.codebook.tags() == before


def _guids(raw: bytes) -> dict[str, str]:
    """Return the GUIDs of all codes, texts and passages of a file, in small letters, by their kinds and names."""
    files = unpacked(raw) if raw.startswith(b"PK") else {"project.qde": raw}
    named = ("Code", "TextSource", "PlainTextSelection")
    found = etree.fromstring(files["project.qde"]).iter(*(f"{{*}}{tag}" for tag in named))
    return {
        f"{etree.QName(each).localname} {each.get('name', 'army')}": each.get("guid").lower().strip("{}")
        for each in found
    }


def test_codes_texts_and_passages_keep_the_guids_they_came_with(tmp_path: Path) -> None:
    raw = foreign(SOURCE.replace("{PASSAGES}", PASSAGE % (4, 8)), b"The army left.")
    theirs = _guids(raw)
    _, export = taken(tmp_path, reading.read(raw))
    ours = _guids(writing.write(export))
    for name in ("Code army", "TextSource Talk", "PlainTextSelection army"):
        assert ours[name] == theirs[name]
    assert _guids(codebook.write(export))["Code Who-what"] == theirs["Code Who/what"]


def test_a_code_book_of_ours_keeps_its_guids_in_another_library(tmp_path: Path) -> None:
    raw = codebook.write(filled(tmp_path))
    with open_store(tmp_path / "other.db") as store:
        take_in(store, codebook.read(raw), "book.qdc")
        assert _guids(codebook.write(export_of(store))) == _guids(raw)


def test_files_are_known_by_how_they_begin(tmp_path: Path) -> None:
    export = filled(tmp_path)
    for name, raw in (("qdpx", writing.write(export)), ("qdc", codebook.write(export))):
        known = [f.name for f in FORMATS.values() if f.recognizes and f.recognizes(raw[:4096])]
        assert known == [name]


# what others write

CODES = """<CodeBook><Codes><Code guid="{A}" name="Who/what" isCodable="false">
<Code guid="{B}" name="army" isCodable="true" color="#ff0000"/></Code></Codes></CodeBook>"""
SOURCE = '<TextSource guid="{S}" name="Talk" plainTextPath="internal://talk.TXT">{PASSAGES}</TextSource>'
PASSAGE = """<PlainTextSelection guid="{P}" startPosition="%d" endPosition="%d" creatingUser="{U}"
creationDateTime="2024-02-03T04:05:06.789+02:00"><Description>Said</Description>
<Coding guid="{C}"><CodeRef targetGUID="{B}"/></Coding><NoteRef targetGUID="{N}"/></PlainTextSelection>"""
NOTES = '<Notes><Note guid="{N}" name="memo"><PlainTextContent>Why?\r\nWho?</PlainTextContent></Note></Notes>'


def foreign(sources: str, text: bytes = b"", before: str = "") -> bytes:
    guids = {name: str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper() for name in "ABSPCUN"}
    users = '<Users><User guid="{U}" name="Otto"/></Users>'
    parts = f"{users}{CODES}<Sources>{sources}</Sources>{NOTES}"
    project = f'{before}<Project xmlns="urn:QDA-XML:project:1.0" name="x">{parts}</Project>'
    for name, guid in guids.items():
        project = project.replace(f"{{{name}}}", guid if name != "B" else f"{{{guid}}}")
    return packed({"project.qde": project.encode(), "sources/Talk.txt": text})


def test_a_project_of_another_program_is_read(tmp_path: Path) -> None:
    text = "😀 Hi.\r\nThe army left.\r\n"
    start = text.index("army")
    raw = foreign(SOURCE.replace("{PASSAGES}", PASSAGE % (start, start + 4)), b"\xef\xbb\xbf" + text.encode())
    root = etree.fromstring(unpacked(raw)["project.qde"])
    PROJECT.assertValid(root)
    report, export = taken(tmp_path, reading.read(raw))
    assert [problem.partition(":")[0] for problem in report.problems] == ["the code “Who/what”"] * 2
    assert "the tag is “Who-what”" in report.problems[0]
    assert "isCodable" in report.problems[1]
    (document,) = export.documents
    assert (document.title, document.text) == ("Talk", text.replace("\r\n", "\n"))
    (annotation,) = document.annotations
    assert annotation.quote == "army"
    assert annotation.tags == ("Who-what/army",)
    assert (annotation.author, annotation.created) == ("Otto", "2024-02-03T02:05:06Z")
    assert annotation.note == "Said\nWhy?\nWho?"
    assert annotation.origin == "import"
    assert [tag.colour for tag in export.tags if tag.name == "army"] == ["#ff0000"]


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        (SOURCE.replace("{PASSAGES}", PASSAGE % (3, 999)), "it has no place in its text"),
        (SOURCE.replace("{PASSAGES}", PASSAGE % (-3, 2)), "it has no place in its text"),
        (SOURCE.replace("talk.TXT", "gone.txt").replace("{PASSAGES}", ""), "its plain text is not in the file"),
        (SOURCE.replace("internal://", "../").replace("{PASSAGES}", ""), "its plain text is not in the file"),
        ('<PictureSource guid="{S}" name="Photo"/>', "the source Photo: it has no text"),
        ('<VideoSource guid="{S}" name="Film"/>', "the source Film: it has no text (VideoSource)"),
    ],
)
def test_what_cannot_be_taken_is_told(sources: str, problem: str) -> None:
    imported = reading.read(foreign(sources, b"Hello there."))
    assert any(problem in told for told in imported.problems)
    assert not any(document.annotations for document in imported.documents)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (foreign(SOURCE, before=BOMB), "has a document type"),
        (packed({"project.qde": b"<Project>"}), "is no sound XML"),
        (packed({"project.qde": b"<CodeBook/>"}), "but no Project"),
        (packed({"a.txt": b""}), "holds no project"),
        (b"PK", "is no sound ZIP file"),
    ],
)
def test_what_is_no_project_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        reading.read(raw)


def test_a_code_book_nested_without_end_is_cut() -> None:
    depth = 5_000
    raw = b"<CodeBook><Codes>" + b'<Code guid="x" name="a">' * depth + b"</Code>" * depth + b"</Codes></CodeBook>"
    assert len(codebook.read(raw).tags) <= 21
