"""What made a mark, in words that a reader understands: every rule's name with its explanation."""

from collections.abc import Mapping
from typing import Final

_DATE: Final = "date: "

RULES: Final[Mapping[str, str]] = {
    # names
    "list": "in the list of known names",
    "company": "ends as names of companies do: Ltd, Group",
    "head": "has a word for a kind of organisation in it: Ministry, Party",
    "head of": "a kind of organisation, and what it is of or for: Centre for …",
    "opener of": "begins as names of organisations do: University of …",
    "place head": "has a word for a kind of place in it: River, Airport",
    "place of": "a kind of place and its name: Gulf of …",
    "place opener": "begins with a word for a kind of place: Mount …, Lake …",
    "road": "a road and its number",
    "occasion head": "has a word for an event or a law in it: Cup, Treaty",
    "given name": "begins with a known given name",
    "initials": "has a person’s initials in it",
    "surname": "has a family name that is known, or that this text gives to somebody",
    "title": "a person’s title stands before it: Senator, Dr",
    "document": "a name by its capitals; the words around it, wherever it stands in this text, tell of what",
    "headline": "in a headline; the text below tells more of it",
    "head line": "stands where a byline or a dateline names people, outlets and places",
    "sport": "stands as clubs do in sports results",
    "model": "the trained model reads it so, from the words in it and around it",
    "spacy": "the spaCy pipeline you chose finds it so; it does not tell how sure it is",
    "gliner": "the GLiNER model you chose finds it so",
    "remembered": "you had this name remembered",
    "own list": "in your own list of names",
    "accepted": "you have accepted this name, or given it this label",
    # quotations
    "cue after": "in quotation marks, and a verb of speech follows: “…,” she said",
    "cue before": "in quotation marks, after a verb of speech: she said, “…”",
    "taken up": "takes up the quotation of the paragraph before, which its speaker has not ended",
    "label": "a name and a colon stand before it, as in a transcript",
    "same sentence": "in quotation marks; its sentence tells elsewhere who speaks",
    "cue next": "in quotation marks; the next sentence begins with who asked or said it",
    "colon": "in quotation marks, and what stands before the colon leads up to it",
    "goes on": "goes on from the quotation right before it, with the same speaker",
    "leads up": "the quotation right after it has the same speaker",
    "sentence before": "in quotation marks; the sentence before tells who speaks",
    "paragraph before": "in quotation marks; the paragraph before tells who speaks",
    "no speaker": "whole sentences in quotation marks; the text does not tell who speaks",
    "words in marks": "a few words in quotation marks",
    "in clause": "words in quotation marks, inside what somebody is reported to say",
    "clause": "reported with a verb of speech or thought: she said that …",
    "question": "a question that is reported: she asked whether …",
    "infinitive": "reported as what somebody is to do: he promised to …",
    "object infinitive": "reported as what others are to do: she urged them to …",
    "object": "reported as the thing that is said, denied or announced: he denied the reports",
    "count": "the number that somebody puts a thing at: they put the toll at 40",
    "named": "what somebody calls a thing: she called it “…”",
    "noun": "reported with a noun: his claim that …",
    "adjective": "reported as what somebody feels or is ready for: she was sure that …",
    "as": "reported with “as”: described as …",
    "for": "reported with “for”: blamed for …",
    "of": "reported with “of”: accused of …",
    "prepositions": "reported with a verb and its preposition: warned against …",
    "according": "reported with “according to”",
    "trailing": "who said it stands after it or in its midst: …, she said",
    "left": "what is said stands before who said it: …, she said",
    # figures
    "figure: money": "a number with a currency",
    "figure: measure": "a number with a unit",
    "figure: range": "from one number to another",
    "figure: duration": "a length of time",
    "figure: count": "a number and what it counts",
    "figure: some of": "so many of a greater number",
    "figure: ratio": "so many out of so many",
    "figure: part": "a part of a whole: half of …",
    "figure: many": "a number in round words: dozens of …",
    "figure: age": "somebody’s age",
    "figure: bare": "a number alone; what it counts is not told beside it",
    # events
    "date in clause": "something happens in this clause, and a date in it tells when",
    "day told before": "something happens in this clause; its day is the one told last before",
    "day of the report": "something happens in this clause; no date is told, so the day is that of the report",
    "day of the opening": "something happens in this clause; no date is told, so it is the day that the opening names",
    "headline of the opening": "in a headline; the day is the one that the opening of the text names",
}
"""By the rule's name; those of dates, which tell their form, are in `annotations.extract.dates.rules`."""


def explain(rule: str) -> str:
    """Return in plain words what the rule of that name goes by; of one without an explanation the name itself."""
    if rule.startswith(_DATE):
        return f"words that tell a time: {rule.removeprefix(_DATE)}"
    return RULES.get(rule, rule)
