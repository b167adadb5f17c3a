"""Text and all that is said of it: documents, readings, annotations, with no screen in sight."""

__version__ = "0.1.0"
