"""Exports of many files: into a folder, or into one ZIP file."""

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
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    with result(output) as out:
        out.write(packed.getvalue())


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
