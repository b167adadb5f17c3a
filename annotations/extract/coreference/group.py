"""One thing in the making."""

from annotations.extract.names import Name
from annotations.model import NameLabel


class Group:
    """One thing in the making: its names in the order of the text, and the words of each form."""

    def __init__(self, name: Name, words: tuple[str, ...]) -> None:
        self.names = [name]
        self.forms = {words: None}
        self._votes: dict[NameLabel, int] = {name.label: 1}
        self._into: Group | None = None

    @property
    def label(self) -> NameLabel:
        """The label that most of its own names have, of several the first's."""
        return max(self._votes, key=self._votes.__getitem__)

    @property
    def whole(self) -> "Group":
        """The group that this one has been merged into; itself where it has not."""
        whole = self
        while whole._into:
            whole = whole._into
        if whole is not self:
            self._into = whole
        return whole

    def take(self, name: Name, words: tuple[str, ...]) -> None:
        """Add one more name."""
        self.names.append(name)
        self.forms[words] = None
        self._votes[name.label] = self._votes.get(name.label, 0) + 1

    def absorb(self, other: "Group") -> None:
        """Take over all names of `other`, which is left empty."""
        self.names += other.names
        self.forms |= other.forms
        other.names = []
        other._into = self
