"""Facts: what befell people, as each of those who count them tells it.

`told` is a figure with who says it and when, `befallen` reads what befell those counted, `find` puts together what is
told of the same people and marks the numbers that disagree.
"""

from annotations.extract.facts.find import find_facts
from annotations.extract.facts.told import Told, clause_around, told_in

__all__ = ["Told", "clause_around", "find_facts", "told_in"]
