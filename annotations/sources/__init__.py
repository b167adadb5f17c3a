"""Bytes -> Document: one module per format, behind one `load()`."""

from annotations.sources.charset import Decoded, decode
from annotations.sources.errors import SourceError
from annotations.sources.folders import expand
from annotations.sources.loading import is_url, load

__all__ = ["Decoded", "SourceError", "decode", "expand", "is_url", "load"]
