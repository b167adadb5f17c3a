"""What the labels of marks mean, in words that need no knowledge of the scheme they come from."""

from collections.abc import Mapping
from typing import Final

from annotations.model import Layer, QuoteKind

LABEL_WORDS: Final[Mapping[str, str]] = {
    "PERSON": "person",
    "NORP": "people, faith or party",
    "FAC": "building or road",
    "ORG": "organisation",
    "GPE": "country, city or state",
    "LOC": "mountain, river or region",
    "PRODUCT": "product",
    "EVENT": "event with a name",
    "LAW": "law or treaty",
    "WORK_OF_ART": "title of a work",
    "LANGUAGE": "language",
    "WEAPON": "weapon",
    "VEHICLE": "ship, aircraft or vehicle",
    "DATE": "day, month or year",
    "TIME": "time of day",
    "DURATION": "how long",
    "SET": "how often",
    "QUOTE": "what somebody says",
    "FIGURE": "number that counts or measures",
    "OCCURRENCE": "what happened",
}
"""For every label that an annotation can bear."""

LAYER_WORDS: Final[Mapping[Layer, str]] = {
    "name": "names",
    "quote": "quotations",
    "date": "dates",
    "figure": "figures",
    "event": "events",
    "own": "your annotations",
}
"""For every layer of marks."""

QUOTE_WORDS: Final[Mapping[QuoteKind, str]] = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "reported words",
    "fragment": "words in quotation marks",
}
"""For every kind of quotation."""
