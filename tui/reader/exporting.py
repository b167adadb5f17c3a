"""Annotations written to a file from inside the program."""
