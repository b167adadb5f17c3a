"""Markdown and web pages: the words stay, the marks go, the headings are known, and a hostile page does no harm."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Document
from annotations.sources import load
from annotations.sources.tags import without_tags

SAMPLES = Path(__file__).parents[3] / "sample_articles"
LONG = "The committee said that nothing would change before the vote on Friday, and that the port remained open."


def read(tmp_path: Path, name: str, source: str | bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return load(str(path))


def headings(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.headings or ()]


# Markdown


def test_markdown_loses_its_marks_and_declares_its_headings(tmp_path: Path) -> None:
    source = """# The *big* title

By **Jo Hart**, 3 May 2024

A line that
goes on, with a [link](https://example.org), `code`, ![a map](map.png), &amp; an <b>entity</b>.\\
After a break.

## Second

- one
- two
  - inner

3. third
4. fourth

> Quoted *words*.

| Region | Dead |
|--------|------|
| North  | 12   |

    code  as it stands
"""
    document = read(tmp_path, "a.md", source)
    assert (
        document.text
        == """The big title

By Jo Hart, 3 May 2024

A line that goes on, with a link, code, a map, & an entity.
After a break.

Second

- one
- two
  - inner
3. third
4. fourth

Quoted words.

Region | Dead
North | 12

code  as it stands
"""
    )
    assert headings(document) == ["The big title", "Second"]
    assert (document.title, document.byline, document.published) == ("The big title", "Jo Hart", "2024-05-03")


def test_front_matter_goes_before_the_text(tmp_path: Path) -> None:
    fields = 'title: "A title: of two"\nauthor: Ana Reis\ndate: 2025-02-03T10:00:00Z\ntags: [a]\n'
    source = f"---\n{fields}---\n\n# Other\n\nWords.\n"
    document = read(tmp_path, "a.md", source)
    assert (document.title, document.byline, document.published) == ("A title: of two", "Ana Reis", "2025-02-03")
    assert document.text == "Other\n\nWords.\n"


def test_a_day_that_is_none_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "a.md", "---\ndate: 2025-13-40\n---\n# Title\n\nWords.\n").published is None


def test_markdown_s_entities_bring_no_escape(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", "# A&#27;]52;c;aGk=&#7; title\n\nText &#x9b;31m &#x202e;here.\n")
    assert "\x1b" not in document.text + document.title
    assert "\x9b" not in document.text


def test_a_very_long_markdown_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", "*a* word\n" * 400_000)
    assert document.text.startswith("*a* word\n")
    assert "longer than" in document.notices[0]


# web pages


def test_a_page_gives_its_article_and_what_its_metadata_say() -> None:
    document = load(str(SAMPLES / "web_page.html"))
    assert document.title == "Court orders Brightwater to reopen pension fund"
    assert (document.byline, document.outlet) == ("Dominic Faraday", "The Harlow Ledger")
    assert document.published == "2026-02-05"
    assert headings(document) == [document.title, "“A long three years”", "What happens next"]
    assert document.text.startswith(f"{document.title}\n\nA judge in Harlow ruled")
    assert "Cookie settings" not in document.text
    assert document.notices == ()


def test_the_parts_of_a_page_become_paragraphs(tmp_path: Path) -> None:
    source = f"""<!DOCTYPE html><html><head><title>Port open | The Site</title></head><body><nav>Home</nav><article>
    <h1>Port open</h1><p>{LONG}<br>A <b>second</b> <a href="/x">line</a>.</p>
    <ul><li>One boat</li><li>Two boats</li></ul>
    <ol><li>First</li><li>Second</li></ol><blockquote><p>Quoted by them all.</p></blockquote>
    <table><tr><th>Region</th><th>Dead</th></tr><tr><td>North</td><td>12</td></tr></table><p>{LONG[::-1]}</p>
    </article></body></html>"""
    document = read(tmp_path, "a.html", source)
    assert (
        document.text
        == f"""Port open

{LONG}
A second line.

- One boat
- Two boats
1. First
2. Second

Quoted by them all.

Region | Dead
North | 12

{LONG[::-1]}
"""
    )


def test_several_authors_make_a_byline(tmp_path: Path) -> None:
    metas = "".join(f'<meta name="author" content="{name}">' for name in ("Ana Reis", "Bo Lund", "Cy Hall"))
    document = read(
        tmp_path, "a.html", f"<html><head>{metas}</head><body><article><p>{LONG}</p></article></body></html>"
    )
    assert document.byline == "Ana Reis, Bo Lund and Cy Hall"


@pytest.mark.parametrize(
    ("declaration", "charset"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_the_charset_that_a_page_declares(tmp_path: Path, declaration: str, charset: str) -> None:
    words = "Déjà vu, said the mayor." if charset == "cp1252" else "Москва, сказал мэр."
    page = f"{declaration}<html><body><article><p>{LONG} {words}</p></article></body></html>"
    document = read(tmp_path, "a.html", page.encode(charset))
    assert words in document.text
    assert document.notices == ()


def test_a_page_without_an_article_is_shown_whole_and_told(tmp_path: Path) -> None:
    document = read(
        tmp_path, "a.html", "<html><title>Menu &amp; more</title><body><footer>Imprint</footer></body></html>"
    )
    assert "Imprint" in document.text
    assert document.title == "Menu & more"
    assert document.notices == ("no article was found in the page: all its words are shown",)


def test_entities_of_a_page_bring_no_escape(tmp_path: Path) -> None:
    page = (
        "<html><head><title>T&#27;]0;x&#7;</title><meta property='og:site_name' content='S&#x9b;1m'></head><body>"
        f"<article><h1>Big &#27;[2J news</h1><p>{LONG} &#27;]52;c;aGk=&#7; &#155;31m</p></article></body></html>"
    )
    document = read(tmp_path, "a.html", page)
    for told in (document.text, document.title, document.outlet or "", document.byline or ""):
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in told)


def test_fifty_thousand_nested_divs_lose_no_words(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", "<html><body>" + "<div>" * 50_000 + f"<p>{LONG}</p>")
    assert LONG in document.text
    assert document.notices


def test_a_page_that_takes_too_long_is_shown_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.sources.article._TIME_LIMIT", 0.01)
    document = read(tmp_path, "a.html", f"<html><body><article><p>{LONG}" + "<span>word </span>" * 12_000)
    assert LONG in document.text
    assert "took too long" in document.notices[0]


def test_a_page_of_many_tags_is_read_all_the_same(tmp_path: Path) -> None:
    many = "".join(f"<p>{LONG} Number <i>{n}</i>.</p>" for n in range(3000))
    document = read(tmp_path, "a.html", f"<html><body><article>{many}</article></body></html>")
    assert "Number 2999." in document.text
    assert document.notices == ()


def test_a_page_is_known_by_how_it_begins(tmp_path: Path) -> None:
    document = read(tmp_path, "page", f" <!DOCTYPE HTML><html><body><article><p>{LONG}</p></article></body></html>")
    assert document.text == f"{LONG}\n"


@pytest.mark.parametrize("piece", ["<", "<!--", "<script>", "<a ", "</", "&", "&#1", "<!", "<p", "<div>", "<br>"])
def test_words_are_found_in_linear_time_whatever_is_wrong(piece: str) -> None:
    without_tags(piece * 200_000)


@given(st.lists(st.sampled_from(["<", ">", "!--", "--", "script", "/", "p", "br", " ", "&#27;", "é", "a", "\n"])))
def test_broken_tags_raise_nothing(pieces: list[str]) -> None:
    assert "<script>" not in without_tags("".join(pieces))


def test_words_without_tags() -> None:
    page = (
        "<p>One &lt; two<p>a<br>b<script>if (a<b) x()</script>c<style>p{}</style><!-- no -->d &eacute;<td>e<td>f 1 < 2"
    )
    assert without_tags(page) == "One < two\n\na\nbcd é\n\ne\n\nf 1 < 2\n"
