"""Export and import: one module per format, behind one registry."""

from annotations.exchange import json_format, markdown, table
from annotations.exchange.export import Export, ExportedAnnotation, ExportedDocument, export_of
from annotations.exchange.intake import Report, take_in
from annotations.exchange.registry import FORMATS, Files, Format, Imported, ImportRefused

__all__ = [
    "FORMATS",
    "Export",
    "ExportedAnnotation",
    "ExportedDocument",
    "Files",
    "Format",
    "ImportRefused",
    "Imported",
    "Report",
    "export_of",
    "json_format",
    "markdown",
    "table",
    "take_in",
]
