"""What can go wrong with the store: each error is one clear line, and none leaves the file half written."""


class StoreError(Exception):
    """The store cannot do what was asked; its text is one line for the reader."""


class ForeignFile(StoreError):
    """The file is not a store of this program; it was left as it is."""


class DamagedStore(StoreError):
    """The file is a store, but parts of it cannot be read."""


class NewerStore(StoreError):
    """A later version of the program made the store; it was left as it is."""


class ReadOnlyStore(StoreError):
    """The store can be read, but neither the file nor its folder may be written."""


class StoreBusy(StoreError):
    """Another program held the store for longer than we wait."""


class StoreFull(StoreError):
    """There is no room to write; nothing was changed."""


class BrokenRule(StoreError):
    """A change would break a rule of the schema, such as a tag that is not there; nothing was changed."""


class Unknown(StoreError):
    """There is no document, annotation, tag, name or act of that name or id."""


class UnknownDocument(Unknown):
    """There is no such document."""


class UnknownAnnotation(Unknown):
    """There is no such annotation."""


class UnknownTag(Unknown):
    """There is no such tag."""


class BadTag(StoreError):
    """A tag cannot have that name, parent or key."""


class UnknownName(Unknown):
    """Nothing is known of such a name."""


class BadName(StoreError):
    """A text cannot be a name."""


class BadDay(StoreError):
    """What is given for a day is none."""


class BadSpan(StoreError):
    """A passage does not lie in its text."""


class UnknownAct(Unknown):
    """There is no such act in the history."""


class BadLink(StoreError):
    """A link has no type, or leads to where it comes from."""


class UndoConflict(StoreError):
    """An act cannot be taken back or done again: `act` is the id of the one that stands in the way, if one does."""

    def __init__(self, why: str, act: int | None = None) -> None:
        super().__init__(why)
        self.act = act
