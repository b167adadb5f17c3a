"""ZIP files: written the same for the same content, read with limits on what they unpack to."""

import io
import zipfile
import zlib
from typing import Final

from annotations.exchange.registry import Files, ImportRefused

_MOST_FILES: Final = 20_000
_LARGEST: Final = 500_000_000
_LONGEST_PATH: Final = 1_000


def packed(files: Files) -> bytes:
    """Return a ZIP file of `files`; none of it tells the hour."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(raw: bytes) -> Files:
    """Return the files in a ZIP file. Raises ImportRefused for what is none, is damaged or unpacks to too much.

    Nothing is written anywhere, and a path that leads out of the archive is passed over.
    """
    files: dict[str, bytes] = {}
    left = _LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [member for member in archive.infolist() if _inside(member)]
            if len(members) > _MOST_FILES:
                raise ImportRefused(f"holds {len(members)} files, and {_MOST_FILES} is the most that is read")
            for member in members:
                with archive.open(member) as opened:
                    content = opened.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise ImportRefused(f"unpacks to more than {_LARGEST // 1_000_000} MB, the most that is read")
                files[member.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise ImportRefused(f"is no sound ZIP file: {error}") from error
    return files


def _inside(member: zipfile.ZipInfo) -> bool:
    name = member.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]
    return not (outside or member.is_dir() or len(name) > _LONGEST_PATH)
