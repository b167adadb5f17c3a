"""Reported speech: its words, who said them, how it is told and how it stands."""

from annotations.extract.quotes.find import find_quotes

__all__ = ["find_quotes"]
