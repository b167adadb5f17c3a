"""What a user gets who installs the wheel and has nothing else: the commands, the data, the sample articles."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an empty venv into which the built wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    venv.create(folder / "venv", with_pip=True)
    commands = folder / "venv" / "bin"
    (wheel,) = folder.glob("briefreader-*.whl")
    subprocess.run([commands / "python", *PIP, "install", "--constraint", ROOT / "pins.txt", wheel], check=True)
    return commands


def test_extract_finds_its_word_lists(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text('"We saw 12 boats," Marta Lind said on 3 May 2024.\n', encoding="utf-8")
    done = _briefreader(installed, tmp_path, "extract", "note.txt")
    reading = json.loads(done.stdout)
    assert reading["quotes"][0]["speaker"]["text"] == "Marta Lind"
    assert [d["value"] for d in reading["dates"]] == ["2024-05-03"]


def test_the_sample_articles_are_inside(installed: Path, tmp_path: Path) -> None:
    where = "import tui.sample_articles as s, pathlib; print(pathlib.Path(list(s.__path__)[0]))"
    folder = Path(
        subprocess.run(
            [installed / "python", "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    done = _briefreader(installed, tmp_path, "add", str(folder))
    assert done.returncode == 0, done.stderr
    listed = _briefreader(installed, tmp_path, "list").stdout
    assert "Grain terminal fire" in listed
    assert len(listed.splitlines()) >= 6


def _briefreader(commands: Path, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    surroundings = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [commands / "briefreader", *arguments], cwd=home, env=surroundings, capture_output=True, text=True, check=False
    )
