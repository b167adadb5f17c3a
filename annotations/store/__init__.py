"""The SQLite file in which all that a reader says is kept."""
