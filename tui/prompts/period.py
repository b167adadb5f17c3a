"""Days as they are typed: "today", "7 days", "2026-01-31", "2026-01-01..2026-01-31", open at either end."""

import datetime
import re
from typing import Final, NamedTuple

from annotations.model import is_day

_LAST: Final = re.compile(r"(\d{1,4}) days?")


class Period(NamedTuple):
    """The first and the last day, both inside, as ISO dates; None where it is open."""

    since: str | None = None
    until: str | None = None


def period(typed: str, now: datetime.datetime | None = None) -> Period | None:
    """Return the days that are meant, by UTC as all times are kept; None if they are none.

    "today" begins with the day in UTC at which the day began here.
    """
    words = " ".join(typed.split()).casefold()
    if found := _LAST.fullmatch("1 day" if words == "today" else words):
        midnight = (now or datetime.datetime.now().astimezone()).replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            first = midnight - datetime.timedelta(days=max(0, int(found[1]) - 1))
        except OverflowError:
            return Period()
        return Period(since=first.astimezone(datetime.UTC).date().isoformat())
    since, dots, until = (part.strip() for part in words.partition(".."))
    if not all(is_day(day) for day in (since, until) if day) or (dots and not since and not until):
        return None
    until = until if dots else since
    return None if since and until and since > until else Period(since or None, until or None)
