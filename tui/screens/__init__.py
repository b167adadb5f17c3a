"""What fills the terminal: reader, library, code book, help."""
