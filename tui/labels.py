"""What the labels of names mean, in words that need no knowledge of the scheme they come from."""

from collections.abc import Mapping
from typing import Final

from annotations.model import NameLabel

LABEL_WORDS: Final[Mapping[NameLabel, str]] = {
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
}
