"""Export and import: one module per format, behind one registry.

`export_of` gathers what a format writes; `annotations.exchange.intake.take_in` writes what a format read into a store.
"""

from annotations.exchange.export import Choice, Export, ExportedAnnotation, ExportedDocument, export_of
from annotations.exchange.registry import FORMATS, ExportRefused, Files, Format, Imported, ImportRefused

__all__ = [
    "FORMATS",
    "Choice",
    "Export",
    "ExportRefused",
    "ExportedAnnotation",
    "ExportedDocument",
    "Files",
    "Format",
    "ImportRefused",
    "Imported",
    "export_of",
]
