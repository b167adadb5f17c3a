"""A store to export from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "one.db", author="Lena") as opened:
        yield opened
