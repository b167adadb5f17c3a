"""Exports of many files: into a folder, or into one ZIP file; and folders to import."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.cli.output import Failure, current_umask, reason, result

if TYPE_CHECKING:
    from annotations.exchange import Export, Files, Format

_LARGEST_NOTES: Final = 500_000_000


def files_of(chosen: "Format", exported: "Export", output: str) -> "Files":
    """Return the files of an export that are to be written at `output`: of a format of many, those that differ.

    What a reader wrote into those that are there is taken up, where the format has a place for it. Raises Failure.
    """
    folder = Path(output)
    if chosen.update_files is not None and folder.is_dir():
        taken = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{chosen.suffix}"))
        here = {**dict.fromkeys(taken, b""), **read_folder(folder, _LARGEST_NOTES, chosen.suffix)}
        files = chosen.update_files(exported, here)
        return {name: content for name, content in files.items() if here.get(name) != content}
    return chosen.write_files(exported) if chosen.write_files is not None else {}


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


def read_folder(folder: Path, most: int, suffix: str = "") -> Mapping[str, bytes]:
    """Return the files in a folder and those inside it, hidden ones left out, by their paths in it.

    Of them only those whose names end in `suffix`. Raises Failure where they cannot be read, or come to more than
    `most` bytes.
    """
    files: dict[str, bytes] = {}
    left = most
    try:
        for path in sorted(folder.rglob(f"*{suffix}")):
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
                _put(aside, folder, files)
            else:
                aside.chmod(0o777 & ~current_umask())
                aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise Failure(f"{folder}: cannot be written: {reason(error)}") from error


def _put(aside: Path, folder: Path, names: Iterable[str]) -> None:
    """Move files from `aside` into a folder that is there; if one cannot be, all are as they were before."""
    put: list[tuple[Path, Path | None]] = []
    before = Path(tempfile.mkdtemp(dir=aside))
    try:
        for name in names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            kept = before / str(len(put)) if target.is_symlink() or target.is_file() else None
            if kept is not None:
                shutil.copy2(target, kept, follow_symlinks=False)
            (aside / name).replace(target)
            put.append((target, kept))
    except BaseException:
        for target, kept in put:
            if kept is None:
                target.unlink()
            else:
                kept.replace(target)
        raise
