"""A name: a labelled span, before it is known whom or what it names."""

from annotations.model import Found, NameLabel


class Name(Found, frozen=True, kw_only=True):
    """A stretch of text that names something, with the rule that found it and how sure it is."""

    label: NameLabel
