"""How people's words, views and wishes are told: subjects, voices that change, nouns, adjectives, passives."""

import pytest

from annotations.extract.quotes import find_quotes
from annotations.extract.segment import segment
from annotations.model import Quote

HEAD = "Harbour talks go on\n\nThe delegations met again on Monday at the port of Sarrin. Nothing was signed.\n\n"


def quotes(body: str) -> list[Quote]:
    return [q for q in find_quotes(segment(HEAD + body), ()) if q.start >= len(HEAD)]


def told(body: str) -> list[tuple[str, str | None]]:
    """Return words and speaker of what is reported without marks."""
    return [(q.text, q.speaker.text if q.speaker else None) for q in quotes(body) if q.kind == "indirect"]


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Pilots hoping to stop Voss say they will strike.", "they will strike", "Pilots hoping to stop Voss"),
        ("One in five say it is no gain.", "it is no gain", "One in five"),
        ("Nearly nine out of 10 say they will learn.", "they will learn", "Nearly nine out of 10"),
        ("Several said they would rather stay.", "they would rather stay", "Several"),
        ("Harbour experts said success depends on patience.", "success depends on patience", "Harbour experts"),
        ("Rell said Thursday's vote had cost her the post.", "Thursday's vote had cost her the post", "Rell"),
        ("Rell said no to the blockade.", "no to the blockade", "Rell"),
        ("Rell, who opposed the dam, said tensions among pilots were high.", "tensions among pilots were high", "Rell"),
        ("Voss told a crowd gathered at the port that it would open.", "it would open", "Voss"),
        ("Data show the port is full.", "the port is full", "Data"),
    ],
)
def test_who_speaks_may_be_many_a_number_or_a_long_phrase(body: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(body)


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Residents put the number of dead at more than 80.", "the number of dead at more than 80", "Residents"),
        ("Voss puts the toll at 52, and Rell has put it at about 60.", "the toll at 52", "Voss"),
        ("Voss puts the toll at 52, and Rell has put it at about 60.", "at about 60", "Rell"),
        ("The harbour office puts losses at $4 million.", "losses at $4 million", "The harbour office"),
        ("Two clerks estimate the number of boats at 40.", "the number of boats at 40", "Two clerks"),
        ("One survey put unemployment at twelve percent.", "unemployment at twelve percent", "One survey"),
        ("Pilots marched, putting the turnout at 900.", "the turnout at 900", "Pilots"),
        ("Estimates put the number of displaced at 4,000.", "the number of displaced at 4,000", "Estimates"),
        ("Guards put the number of men killed at 14.", "the number of men killed at 14", "Guards"),
        ("The number of wounded was put at 90 by Voss.", "The number of wounded was put at 90", "Voss"),
        ("The toll was put at 60 by rescuers.", "The toll was put at 60", "rescuers"),
        ("The toll was put at 60 on Monday.", "The toll was put at 60 on Monday", None),
    ],
)
def test_a_number_that_somebody_puts_something_at_is_theirs(body: str, words: str, speaker: str | None) -> None:
    assert (words, speaker) in told(body)


@pytest.mark.parametrize(
    "body",
    [
        "Rell put the cup at the edge.",
        "The index rose 127.55 points to 13,551.78.",
        "The port had 21 claims against 14 ships.",
        "The crew put the boat out at 5 a.m. and rowed.",
        "Voss put his pen down at last.",
        "The ferry was put at risk by 40 pilots.",
    ],
)
def test_what_is_done_or_counted_is_no_report(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "both"),
    [
        (
            "Rell said the move was made by the council and called it a mistake.",
            [("the move was made by the council", "Rell"), ("it a mistake", "Rell")],
        ),
        (
            "Rell says he respects Voss and calls him honest.",
            [("he respects Voss", "Rell"), ("him honest", "Rell")],
        ),
        (
            "One in three said the port was full and one in four said it was not.",
            [("the port was full", "One in three"), ("it was not", "one in four")],
        ),
        (
            "Voss has said he will stay, and other leaders said he is right.",
            [("he will stay", "Voss"), ("he is right", "other leaders")],
        ),
    ],
)
def test_a_second_voice_ends_what_the_first_says(body: str, both: list[tuple[str, str]]) -> None:
    assert told(body) == both


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Rell said the port was full but nobody came.", "the port was full"),
        ("Rell said 40 ships had left, compared with nine in May.", "40 ships had left"),
        ("Rell says he writes his own speeches, as was clear on Tuesday.", "he writes his own speeches"),
        ("While Voss has said he opposes the dam, his staff has built it.", "he opposes the dam"),
        ("The changes are good, said Ines Holm, a pilot who lives in Port Helm.", "The changes are good"),
        ("The port cost two million, records show, and pilots say it was cheap.", "The port cost two million"),
    ],
)
def test_where_the_writer_takes_over_again(body: str, words: str) -> None:
    assert words in [said for said, _ in told(body)]


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("The rules, which officials said will go into effect soon, are long.",
         "which officials said will go into effect soon", "officials"),
        ("As the Wire reported, the port will close.", "the port will close", "the Wire"),
        ("The port will close, as Rell said last week.", "The port will close", "Rell"),
        ("Since May, according to the guard, boats have been sunk.",
         "Since May, according to the guard, boats have been sunk", "the guard"),
        ("In her view, the port is shut.", "the port is shut", "her"),
        ("In Anna Rell's opinion, the port is shut.", "the port is shut", "Anna Rell"),
        ("In a poll taken last week, half of them chose Rell.", "half of them chose Rell", "a poll"),
        ("The council is expected to pass a bill.", "The council is expected to pass a bill", None),
        ("Rell was endorsed the day before by Ines Holm.", "Rell", "Ines Holm"),
        ("Rell has both praised the plan and mocked its name.", "the plan", "Rell"),
        ("A poll found Rell leading Voss by seven points.", "Rell leading Voss by seven points", "A poll"),
        ("He reported earning two million.", "earning two million", "He"),
    ],
)  # fmt: skip
def test_reports_set_inside_what_they_report(body: str, words: str, speaker: str | None) -> None:
    assert (words, speaker) in told(body)


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Rell's opposition to the dam is known.", "the dam", "Rell"),
        ("Voss made a sharp attack on the council.", "the council", "Voss"),
        ("Her promise to leave was kept.", "to leave", "Her"),
        ("Rell is willing to leave the port.", "to leave the port", "Rell"),
        ("Rell was confident that the port would open.", "the port would open", "Rell"),
        ("Pilots remain skeptical of the plan.", "the plan", "Pilots"),
        ("Rell wants to reopen the port.", "to reopen the port", "Rell"),
        ("Rell knew that the port had closed.", "the port had closed", "Rell"),
    ],
)
def test_nouns_adjectives_and_verbs_of_the_mind(body: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(body)


@pytest.mark.parametrize(
    "body",
    [
        "The front was supported by air strikes.",
        "Rebels attacked the town.",
        "In the harbour, ships wait.",
        "The raid was known as Sea Shield.",
        "The dead man was identified as Tomas Holm, 45.",
        "The comments that angered Voss were old.",
        "They would have denied the council a chance to act.",
        "Two pilots, who asked not to be named, left.",
        "The states that joined were few.",
    ],
)
def test_what_was_done_is_not_said(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Rell continued:\n\n“The questions tell why nobody trusts us.”",
         "The questions tell why nobody trusts us.", "Rell"),
        ("Stated Rell:\n\n“The stakes are high for us all.”", "The stakes are high for us all.", "Rell"),
        ("She then addressed the pilots: “Here is what I regret.”", "Here is what I regret.", "She"),
        ("Voss was prompted to say, “I cannot believe how calm it is.”", "I cannot believe how calm it is.", "Voss"),
        ("Said Ines Holm, who grew up there, “We were all so proud.”", "We were all so proud.", "Ines Holm"),
        ("The release linked to a report, which notes, “Half of them left.”", "Half of them left.", "a report"),
        ("“This is fantastic!” beamed Ines Holm.", "This is fantastic!", "Ines Holm"),
        ("“We are ready,” says Rell. Voss disagrees: “Nobody is ready.”", "Nobody is ready.", "Voss"),
    ],
)  # fmt: skip
def test_what_leads_up_to_a_quotation_names_its_speaker(body: str, words: str, speaker: str) -> None:
    assert [q.speaker and q.speaker.text for q in quotes(body) if q.text == words] == [speaker]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("He called her handling of the reports “a most careless thing to do,” and left.",
         "her handling of the reports “a most careless thing to do,”"),
        ("He called the moment “a display of panic.”", "the moment “a display of panic.”"),
    ],
)  # fmt: skip
def test_what_somebody_calls_a_thing_ends_with_the_words_in_marks(body: str, words: str) -> None:
    assert [(q.kind, q.text, q.speaker and q.speaker.text) for q in quotes(body)] == [("mixed", words, "He")]


def test_words_in_marks_after_that_are_a_quotation() -> None:
    (quote,) = quotes("Rell added that “not everyone can have a boat. That is why.”")
    assert (quote.kind, quote.text) == ("direct", "not everyone can have a boat. That is why.")


def test_nobody_has_said_yet_what_somebody_is_asked_to_say() -> None:
    assert [q.speaker and q.speaker.text for q in quotes("Rell called on Voss to say “we are ready to go.”")] == [
        "Rell"
    ]


def test_words_that_and_joins_are_one_speakers() -> None:
    found = quotes("Rell said “we are ready” and “nobody told us.”")
    assert [(q.kind, q.speaker and q.speaker.text) for q in found] == [("mixed", "Rell"), ("mixed", "Rell")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('"We are ready to go," Rell was quoted as saying by the Wire.', "We are ready to go,"),
        ("Rell was quoted by the Wire as saying the port was shut.", "the port was shut"),
    ],
)
def test_who_is_quoted_speaks_and_who_quotes_passes_it_on(body: str, words: str) -> None:
    (quote,) = quotes(body)
    assert quote.text == words
    assert (quote.speaker and quote.speaker.text, quote.reported_by and quote.reported_by.text) == ("Rell", "the Wire")


def test_a_single_dash_inside_what_is_said_does_not_end_it() -> None:
    assert ("they touched on a core issue - keeping the port open", "Rell") in told(
        "Rell said they touched on a core issue - keeping the port open."
    )
