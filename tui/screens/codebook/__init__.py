"""The code book's screen: the tags as a tree, their names, keys and colours; each change is an act to be undone."""

from tui.screens.codebook.screen import CodeBookScreen

__all__ = ["CodeBookScreen"]
