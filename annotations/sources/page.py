"""Web pages: the article in them, with title, byline, outlet and date from the page's metadata."""

import html
import re
from typing import Final

from annotations.sources.charset import charset_named, decode
from annotations.sources.formats import Format, Parsed, Raw
from annotations.sources.tags import without_tags
from annotations.text import clean

_PRESCAN: Final = 4096
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE
)
_SCRAP: Final = 150
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)


def parse(raw: Raw) -> Parsed:
    """Return the article of an HTML page, or all its words where no article is found, which is then told."""
    from annotations.sources.article import article_of

    decoded = decode(raw.content, raw.charset or _declared(raw.content))
    page = clean(decoded.text)
    notices = (decoded.notice,) if decoded.notice else ()
    words = clean(without_tags(page))
    try:
        article, why = article_of(page), "no article was found in the page"
    except TimeoutError:
        article, why = None, "the search for the article took too long"
    except Exception as error:  # a page can break the parser in ways that it does not name
        article, why = None, f"the search for the article failed ({type(error).__name__})"
    if article and not _is_scrap(article.text, words):
        return _completed(article._replace(notices=notices))
    title = _TITLE.search(page)
    return _completed(
        Parsed(
            text=words,
            title=html.unescape(title[1]) if title else None,
            notices=(*notices, f"{why}: all its words are shown"),
        )
    )


def _completed(article: Parsed) -> Parsed:
    """Return the article with what its first lines tell, where the page's metadata do not."""
    from annotations.extract.segment.head import head_of

    head = head_of(article.text)
    return article._replace(
        title=article.title or head.title,
        byline=article.byline or head.byline,
        outlet=article.outlet or head.outlet,
        published=article.published or head.published,
    )


def _is_scrap(article: str, words: str) -> bool:
    """Whether so little was found that it must be a mistake: the parser gives up on a page that is nested too deep."""
    return len(article) < _SCRAP and len(article) < len(words) / 2


def _declared(content: bytes) -> str | None:
    """Return the charset that the page's first bytes declare; one that calls itself UTF-16 here is UTF-8 (WHATWG)."""
    found = _DECLARED.search(content[:_PRESCAN])
    name = charset_named(found[1].decode("ascii")) if found else None
    return "utf-8" if name and name.startswith("utf-") else name


HTML: Final = Format("HTML", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), parse)
