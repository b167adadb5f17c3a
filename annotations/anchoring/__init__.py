"""Where a marked passage went when its text changed.

The place that a comparison of both texts gives, all places with the same words and those with similar ones are judged
by their words and by what stands around them. What is not sure is left to the reader (`review`), what is gone is an
`orphan`; neither is ever dropped.
"""

from annotations.anchoring.placing import candidates, place
from annotations.anchoring.selecting import CONTEXT, select

__all__ = ["CONTEXT", "candidates", "place", "select"]
