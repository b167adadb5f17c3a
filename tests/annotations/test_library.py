"""The package as a script uses it: the page that tells how runs as it stands."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import annotations

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


def test_the_examples_of_the_page_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert failed == 0
    assert tried > 10


def test_every_public_name_is_there() -> None:
    for name in annotations.__all__:
        assert getattr(annotations, name) is not None


def test_importing_the_package_imports_nothing_of_weight() -> None:
    code = "import annotations, sys; print([m for m in ('sqlite3', 'msgspec', 'textual') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
