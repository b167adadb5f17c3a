"""The terminal program: screens and keys."""
