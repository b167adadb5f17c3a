"""Export and import: one module per format, behind one registry."""
