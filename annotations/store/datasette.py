"""What Datasette (a browser for SQLite files) is told of the store's file: titles, columns, units, what to hide."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Final

_ABOUT: Final = "datasette.toml"


def metadata(path: Path) -> dict[str, Any]:
    """Return the metadata for the store in the file `path`, as `datasette FILE --metadata metadata.json` reads it.

    Datasette knows a database by its file's name, so another file needs its own. The keys are those of its
    documentation (Metadata): databases, tables, queries.
    """
    import tomllib

    about = tomllib.loads(files("annotations.store").joinpath(_ABOUT).read_text("utf-8"))
    return {"title": about["title"], "description": about["description"], "databases": {path.stem: about}}
