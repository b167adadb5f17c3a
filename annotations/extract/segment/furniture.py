"""Lines that belong to the site: adverts, calls to join or share, notices. Known by form, not by one site's words."""

import re
from typing import Final

_CALL: Final = re.compile(
    r"(?i)(?:join (?:now|us|our|the|today)|sign up|subscribe|register (?:now|today|here)|read (?:more|next|also)|"
    r"share (?:this|on|via)|follow us|click here|advertisement|sponsored|related (?:articles?|stories)|newsletter|"
    r"mailing list|cookies?\b|all rights reserved|copyright|©|print this|e-?mail this|log ?in|donate|skip to)"
)
_LONGEST: Final = 160


def is_furniture(line: str) -> bool:
    """Whether `line` speaks for the site and not for the article."""
    return len(line) <= _LONGEST and _CALL.search(line) is not None and line[-1:] not in ".'\"”’"
