"""The article pane: rows, motions, selections, styles."""
