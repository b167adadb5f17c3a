"""What an empty tab says: what would be here, and which key makes it."""

from collections.abc import Callable

from tui.panel.items import Tab

_NOTHING: dict[Tab, str] = {
    "facts": "No figures, claims or dated events were found in this text.",
    "quotes": "Nobody is quoted in this text, as far as the machine can tell.",
    "names": "No names were found in this text.",
    "timeline": "Nothing in this text has a date that can be placed in the calendar.",
    "notes": "Nothing is tagged or noted yet.",
}
_BAR = 20


def empty_words(tab: Tab, key: Callable[[str], str]) -> str:
    """Return the words of an empty `tab`; `key` gives the key of a command."""
    tags = f"{key('tag-1')} to {key('tag-9')}"
    ways = {
        "facts": f"{key('select')} starts a selection, {tags} tag it: it is listed under Notes.",
        "quotes": f"{key('select-sentence')} takes the sentence, {tags} tag it: it is listed under Notes.",
        "names": f"{tags} tag the word under the cursor: it is listed under Notes.",
        "timeline": f"“Thursday” and “last month” are read against the day of publication. {key('palette')}, then "
        "“date”: tells it.",
        "notes": f"In the article, {tags} tag the mark or word under the cursor, {key('comment')} writes a note, "
        f"{key('accept')} keeps what the machine found.",
    }
    return f"{_NOTHING[tab]}\n\n{ways[tab]}"


def working_words(what: str, done: float | None) -> str:
    """Return what goes on, with a bar if it is known how far it is (0 to 1)."""
    if done is None:
        return f"{what}…"
    full = round(max(0.0, min(1.0, done)) * _BAR)
    return f"{what}…\n{'█' * full}{'░' * (_BAR - full)} {done:.0%}"
