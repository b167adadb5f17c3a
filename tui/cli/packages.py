"""Exports of many files: into a folder, or into one ZIP file; and folders to import."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tui.cli.output import Failure, current_umask, reason, result


def write_package(output: str, files: Mapping[str, bytes]) -> None:
    """Write files by their paths inside the package; all of them or none. Raises Failure."""
    if output.lower().endswith(".zip"):
        _write_zip(output, files)
    else:
        _write_folder(Path(output), files)


def _write_zip(output: str, files: Mapping[str, bytes]) -> None:
    from annotations.exchange.archive import packed

    with result(output) as out:
        out.write(packed(files))


def read_folder(folder: Path, most: int) -> Mapping[str, bytes]:
    """Return the files in a folder and those inside it, hidden ones left out, by their paths in it.

    Raises Failure where they cannot be read, or come to more than `most` bytes.
    """
    files: dict[str, bytes] = {}
    left = most
    try:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in name.parts):
                continue
            with path.open("rb") as opened:
                content = opened.read(left + 1)
            left -= len(content)
            if left < 0:
                raise Failure(f"{folder}: holds more than {most // 1_000_000} MB, the most that is read")
            files[name.as_posix()] = content
    except OSError as error:
        raise Failure(f"{folder}: cannot be read: {reason(error)}") from error
    return files


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files aside first; a folder that is there keeps what else is in it."""
    if folder.exists() and not folder.is_dir():
        raise Failure(f"{folder}: is a file; name a folder or a .zip")
    try:
        aside = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
        try:
            for name, content in files.items():
                path = aside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if folder.exists():
                for name in files:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (aside / name).replace(folder / name)
            else:
                aside.chmod(0o777 & ~current_umask())
                aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise Failure(f"{folder}: cannot be written: {reason(error)}") from error
