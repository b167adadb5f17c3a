from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.model import Document
from annotations.store import Store, open_store

TEXT = (
    "Port of Lower Vasta closed after landslide\n\n"
    "Governor Ines Okoro said on Monday that 36 people were missing. “We search,” she said.\n\n"
    "The ferry line denied that its ships had been warned. 🚢 Twelve vessels wait in the strait.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, author="Ada") as store:
        yield store


@pytest.fixture
def article() -> Document:
    return Document.of(TEXT, title="Port closed", source="/briefings/port.txt", published="2019-05-03")


@pytest.fixture
def document(store: Store, article: Document) -> str:
    """The id of the article in the store."""
    return store.documents.add(article).id
