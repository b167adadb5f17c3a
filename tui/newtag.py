"""A new tag, with what lets it be seen and given with one key."""

from typing import TYPE_CHECKING, Final

from annotations.model import Tag
from tui.colours import free_colour

if TYPE_CHECKING:
    from annotations.store import Store

_KEYS: Final = "123456789"


def make_tag(store: "Store", path: str) -> Tag:
    """Make the tag of `path` in one act, with a colour of its own, and on a key if one is free.

    So are the tags made that it lies in, without a key. Raises BadTag.
    """
    with store.act(f"Add tag {path}"):
        before = {tag.id for tag in store.codebook.tags()}
        tag = store.codebook.ensure(path)
        for new in store.codebook.tags():
            if new.id not in before:
                store.codebook.change(new.id, colour=free_colour(t.colour for t in store.codebook.tags() if t.colour))
        taken = {t.key for t in store.codebook.tags()}
        return store.codebook.change(tag.id, key=next((key for key in _KEYS if key not in taken), None))
