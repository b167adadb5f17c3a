"""Bytes -> Document: one module per format, behind one `load()`."""
