"""Dated events: what happened, on which day, who took part and where, each a clause of the text.

`triggers` tells which word tells it, `clauses` how far its words reach, `find` on which day it was.
"""

from annotations.extract.events.find import find_events

__all__ = ["find_events"]
