"""Texts of any length for the benchmarks, in the manner of a wire report, the same at every run."""

import random
from typing import Final

_PEOPLE: Final = ("Marta Oyelowo", "Henrik Castellan", "Suda Phaiboon", "Ciro Valdarno", "Amina Dieng", "Lars Quill")
_ROLES: Final = ("Defence Minister", "Governor", "spokeswoman", "Mayor", "Ambassador", "analyst")
_PLACES: Final = ("Port Hallow", "Geneva", "the Strait of Orm", "Kinshasa", "Lower Vasta", "Rotterdam")
_DAYS: Final = ("Monday", "Tuesday", "on 3 May", "last week", "in 2019", "yesterday", "Thursday morning")
_FRAMES: Final = (
    '"We have {n} reasons to wait," {person} said {day}. "None of them is good."',
    "{role} {person} said {day} that {n} people had been moved out of {place}.",
    "About {n} tonnes of grain, worth ${m}.4 million, left {place} {day}, according to the port authority.",
    "The road to {place} was closed {day} after {n} vehicles were damaged in a landslide.",
    "{person} denied reports that the talks in {place} had failed, and told reporters that they'd resume {day}.",
    "Officials in {place} could not confirm the figure of {n} wounded.",
    "Prices rose {m} percent {day}, the steepest rise in {m} months.",
)


def news(characters: int, *, paragraph: int = 4, seed: int = 1) -> str:
    """Return about `characters` of news prose; with `paragraph=0` all of it in one line."""
    choose = random.Random(seed)
    out: list[str] = []
    length = 0
    while length < characters:
        sentence = choose.choice(_FRAMES).format(
            person=choose.choice(_PEOPLE),
            role=choose.choice(_ROLES),
            place=choose.choice(_PLACES),
            day=choose.choice(_DAYS),
            n=choose.randrange(2, 9000),
            m=choose.randrange(2, 90),
        )
        out.append(sentence)
        length += len(sentence) + 1
        if paragraph and len(out) % paragraph == 0:
            out.append("\n\n")
    return " ".join(out).replace(" \n\n ", "\n\n")
