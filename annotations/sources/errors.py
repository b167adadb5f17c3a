"""What goes wrong with a source, told in one line."""

from annotations.text import shown_line


class SourceError(Exception):
    """A source that cannot be read. Its text is one line, safe to print, that names the source and the way out."""

    def __init__(self, source: str, what: str) -> None:
        super().__init__(f"{shown_line(source)}: {shown_line(what).strip()}")
