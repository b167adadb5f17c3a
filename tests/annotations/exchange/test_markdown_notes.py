"""Markdown notes: a parser of Markdown reads the words as they were, and what a reader wrote into a note stays."""

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from annotations.exchange import Export, ExportedAnnotation, export_of
from annotations.exchange.markdown.escaping import escaped, item
from annotations.exchange.markdown.notes import BEGIN, END, update_files, write_files
from annotations.model import Document, Link
from annotations.store import Draft, Store, open_store
from annotations.text import clean, shown
from tests.annotations.exchange.passages import ODD, fill, fills

HOSTILE = (
    "2026-01-31", "1.", "12) x", "- ", "+ x", "* x", "---", "- - -", "===", "# h", "#tag", "> q", "> [!note]", "```",
    "~~~", "~~s~~", "    code", "\t", "<b>", "<!--", "-->", END, "</div>", "<https://x.example>", "[a](javascript:b)",
    "![i](u)", "[[w]]", "[^1]", "[r]: /u", "&amp;", "&#35;", "*e*", "a_b", "_e_", "__s__", "`c`", "\\", "\\*", "$5",
    "$x$", "$$", "%%", "==m==", "^id", " ^id", "|a|b|", "--|--", "|-|-|", ":-:", "é", "e\u0301",
    "\U0001f469\u200d\U0001f467", "هي", "שלום", "words", " ", "\n", "\n\n", "\u202e", "\ufeff", "https://a_b.example/c_d",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4), max_size=8).map("".join)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)


def front_of(note: str) -> Any:
    return yaml.safe_load(note.removeprefix("---\n").partition("\n---\n")[0])


def blocks(note: str) -> list[Token]:
    """Return the tokens of a note without its front matter."""
    return PARSER.parse(note.partition("\n---\n")[2])


def words(token: Token) -> str:
    """Return what a reader sees of a stretch of text, with one space wherever there is white space."""
    shown_ = {"softbreak": "\n", "hardbreak": "\n"}
    return one_spaced("".join(shown_.get(child.type, child.content) for child in token.children or ()))


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def quoted(tokens: list[Token]) -> list[str]:
    """Return the words of each quotation that is not inside anything else."""
    found: list[str] = []
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "blockquote_open" and token.level == 0:
            found.append("")
        elif depth and token.type == "inline":
            found[-1] = one_spaced(f"{found[-1]} {words(token)}")
    return found


def stands(annotation: ExportedAnnotation, text: str) -> str:
    """Return what stands in the place of an annotation, if that is sure, or else what was marked."""
    sure = annotation.placement in ("exact", "moved")
    return text[annotation.start : annotation.end] if sure else annotation.quote


@pytest.fixture
def export(tmp_path: Path) -> Export:
    with open_store(tmp_path / "one.db", author="Lena") as store:
        return filled(store)


def filled(store: Store) -> Export:
    report = Document.of(
        ODD, title="A *report*", source="https://news.example/a_b", published="2025-05-06", outlet="News"
    )
    one = store.documents.add(report).id
    tags = (store.codebook.ensure("claim").id, store.codebook.ensure("claim/at sea").id)
    first, second = store.annotations.create(
        one,
        [
            Draft(start=4, end=30, tags=tags, note="Who **counted**?\n\n- them\n- us"),
            Draft(start=0, end=3, label="PERSON", origin="machine", status="rejected"),
        ],
    )
    other = store.documents.add(Document.of("Words [of] two.\n", title="A report", source="/in/c_d.txt")).id
    (third,) = store.annotations.create(other, [Draft(start=0, end=14)])
    store.annotations.assess([first.id], confidence="high", reliability="B", credibility=2)
    for to, kind in ((second, "same event"), (third, "contradicts")):
        store.annotations.link(first.id, Link(type=kind, to=to.id))
    return export_of(store)


def test_a_note_is_headed_by_its_properties_and_quotes_what_was_marked(export: Export) -> None:
    files = write_files(export)
    one, other = (document.id for document in export.documents)
    assert list(files) == ["a-report.md", f"a-report-{other[:8]}.md"]
    first, second = export.documents[0].annotations
    (third,) = export.documents[1].annotations
    if first.start == 0:
        first, second = second, first
    note = files["a-report.md"].decode()
    assert list(front_of(note).items()) == [
        ("title", "A *report*"), ("outlet", "News"), ("source", "https://news.example/a_b"),
        ("published", front_of("---\np: 2025-05-06\n---\n")["p"]), ("tags", ["claim", "claim/at-sea"]), ("id", one),
    ]  # fmt: skip
    assert [words(token) for token in blocks(note) if token.type == "inline"][:3] == [
        "A *report*", "News · 2025-05-06", "https://news.example/a_b",
    ]  # fmt: skip
    assert f"\n\n^{first.id}\n\n- #claim **claim/at sea** · confidence high · reliability B · credibility 2\n" in note
    assert "- Who **counted**?\n\n  - them\n  - us\n" in note
    assert f"- same event: [[#^{second.id}|Zoë]]\n" in note
    assert f"- contradicts: [[a-report-{other[:8]}#^{third.id}|Words of two]]\n" in note
    assert f"^{second.id}\n\n- PERSON · rejected\n" in note
    assert f"\n^{third.id}\n\n{END}\n" in files[f"a-report-{other[:8]}.md"].decode()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fills(), st.lists(TEXTS, min_size=4, max_size=4))
def test_any_store_reads_as_the_words_stand(documents: list[dict[str, Any]], hostile: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db"), author="Lena") as store:
        title, text, tag, source = map(clean, hostile)
        fill(store, documents)
        id = store.documents.add(Document.of(f"a{text}b", title=title, source=f"s{source}")).id
        path = " ".join(tag.replace("/", "").split()) or "t"
        draft = Draft(start=0, end=len(text) + 2, tags=(store.codebook.ensure(path).id,))
        store.annotations.create(id, [draft])
        export = export_of(store)
        files = write_files(export)
        assert write_files(export) == files
        assert update_files(export, files) == files
        for document, note in zip(export.documents, map(bytes.decode, files.values()), strict=True):
            front, tokens = front_of(note), blocks(note)
            assert front["id"] == document.id
            inline = [token for token in tokens if token.type == "inline"]
            heading = shown(document.title) if document.title.strip() else shown(document.source)
            assert words(inline[0]) == one_spaced(heading)
            assert quoted(tokens) == [one_spaced(shown(stands(a, document.text))) for a in document.annotations]
            comments = [token.content.strip() for token in tokens if token.type == "html_block"]
            assert comments == [BEGIN, END]
            made = {child.type for token in inline for child in token.children or ()}
            assert made <= {
                "text",
                "text_special",
                "softbreak",
                "strong_open",
                "strong_close",
                "link_open",
                "link_close",
            }
            assert re.findall(r"^\^(.*)$", note, re.MULTILINE) == [a.id for a in document.annotations]


@settings(max_examples=50, deadline=None)
@given(TEXTS)
@example("---\n```\n")
@example("- -")
@example("```\nopen")
@example("<!--\nopen")
def test_a_readers_note_is_markdown_that_reaches_nowhere_else(note: str) -> None:
    text = clean(note)
    if not text.strip():
        return
    tokens = PARSER.parse(f"> words\n\n^id\n\n- before\n{item(text)}\n- after\n\n# Next\n")
    assert [token.type for token in tokens if not token.level] == [
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "bullet_list_open",
        "bullet_list_close", "heading_open", "heading_close",
    ]  # fmt: skip
    assert sum(token.type == "list_item_open" and token.level == 1 for token in tokens) == 3
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    assert not {"html_block", "html_inline", "image", "math_block"} & {token.type for token in every}


@pytest.mark.parametrize(
    "plain",
    [
        "2026-01-31",
        "3 < 4 & 5 > 2 - or | so",
        "US-led, (c) 5.5% + 2 = 3!",
        "a_b_c",
        "C# and R&D, -5 to +5",
        "AT&T: [sic",
    ],
)
def test_what_nothing_obeys_is_not_escaped(plain: str) -> None:
    assert escaped(plain).replace("\\[", "[") == plain


# a note that is there


def test_what_a_reader_wrote_stays(export: Export) -> None:
    files = {"moved/my note.md": write_files(export)["a-report.md"]}
    text = files["moved/my note.md"].decode()
    text = text.replace("tags:\n", "aliases: [x, y]\ncssclasses:\n- wide\n# mine\ntags:\n  - mine/own\n")
    text = text.replace(BEGIN, f"My thoughts.\n\n---\n\n{BEGIN}") + "\r\nAnd below ^mine\n"
    text = text.replace("> ", "> changed by hand ")
    before = text.encode() + b"\xff"
    after = update_files(export, {"moved/my note.md": before})
    assert list(after) == ["moved/my note.md", "a-report.md"]
    note = after["moved/my note.md"].decode(errors="replace")
    assert front_of(note) | {"aliases": ["x", "y"], "cssclasses": ["wide"]} == front_of(note)
    assert front_of(note)["tags"] == ["claim", "claim/at-sea", "mine/own"]
    assert f"\n\nMy thoughts.\n\n---\n\n{BEGIN}\n" in note
    assert after["moved/my note.md"].endswith(f"{END}\n\r\nAnd below ^mine\n".encode() + b"\xff")
    assert "changed by hand" not in note
    assert update_files(export, after) == after
    assert "contradicts: [[a-report#^" in note


@pytest.mark.parametrize(
    "content",
    [b"", b"My own note.\n", b"---\ntitle: A report\n---\n", b"---\nid: ID\n---\nno part of ours\n", b"\xff\xfe\x00"],
)
def test_a_file_that_is_not_ours_is_not_written_over(export: Export, content: bytes) -> None:
    id = export.documents[0].id
    here = {"a-report.md": content.replace(b"ID", id.encode())}
    after = update_files(export, here)
    assert "a-report.md" not in after
    assert f"a-report-{id[:8]}.md" in after
    assert update_files(export, {**here, **after}) == after


def test_a_new_annotation_changes_nothing_of_the_others(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db") as store:
        export = filled(store)
        before = write_files(export)
        store.annotations.create(export.documents[0].id, [Draft(start=17, end=20, note="new")])
        after = update_files(export_of(store), before)
    (name, other) = before
    assert after[other] == before[other]
    added = [line for line in after[name].decode().split("\n") if line not in before[name].decode().split("\n")]
    assert added[-1] == "- new"
    assert len(added) <= 3
    assert [line for line in before[name].decode().split("\n") if line not in after[name].decode().split("\n")] == []


def test_a_tag_that_is_no_longer_used_leaves_and_the_readers_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db") as store:
        export = filled(store)
        name, note = next(iter(write_files(export).items()))
        edited = re.sub(rb"tags:\n(  - .*\n)+", b"tags: [claim, claim/at-sea, \"seen\", 'later']\n", note)
        for annotation in export.documents[0].annotations:
            store.annotations.change([annotation.id], tags=())
        after = update_files(export_of(store), {name: edited})
        assert front_of(after[name].decode())["tags"] == ["seen", "later"]
