"""Plain text: the text as it stands, with what its head tells."""

from annotations.sources.charset import decode
from annotations.sources.formats import Format, Parsed, Raw
from annotations.text import clean


def parse(raw: Raw) -> Parsed:
    """Return the text and, from its first lines, title, byline, outlet and date."""
    from annotations.extract.segment.head import head_of

    decoded = decode(raw.content, raw.charset)
    text = clean(decoded.text)
    notices = (decoded.notice,) if decoded.notice else ()
    head = head_of(text)
    return Parsed(
        text=text,
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        published=head.published,
        notices=notices,
    )


PLAIN = Format("plain text", (".txt", ".text"), ("text/plain",), parse)
