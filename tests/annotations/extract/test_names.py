"""Names: exact spans and labels, by lists, by form, and by what the document shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.extract.names import find_names
from annotations.extract.names.lexicon import LABELS
from annotations.extract.segment import segment

WORDS = st.sampled_from(
    [
        "Ida",
        "Holm",
        "HOLM",
        "the",
        "of",
        "Bank",
        "Ministry",
        "London",
        "Lake",
        "al-Asad",
        "said",
        "in",
        "U.S.",
        "'s",
        ",",
        "Mr.",
        "and",
        "&",
        "Inc.",
        "(",
        ")",
        '"',
        "anti-NATO",
        "March",
        "3",
        ".",
        "\n\n",
        "de",
        "J.",
        "New",
        "YORK",
        "Jr.",
        "2-1",
        "beat",
        "The",
        "IS",
        "é",
        "🚢",
    ]
)


def names(text: str) -> list[tuple[str, str]]:
    return [(n.text, n.label) for n in find_names(segment(text, ()))]


def labels(text: str) -> dict[str, str]:
    return dict(names(text))


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("On Friday the Harbour Safety Council met.", "Harbour Safety Council", "ORG"),
        (
            "The Ministry of Health and Social Affairs answered.",
            "Ministry of Health and Social Affairs",
            "ORG",
        ),
        ("It was the Russian Defense Ministry that spoke.", "Russian Defense Ministry", "ORG"),
        ("They will join the army and Lebanese Hezbollah allies, two sources said.", "Hezbollah", "ORG"),
        ("She heads the Senate's Armed Services Committee now.", "Armed Services Committee", "ORG"),
        ("She heads the Senate's Armed Services Committee now.", "Senate", "ORG"),
        ("She heads the House's Ways and Means Committee now.", "Ways and Means Committee", "ORG"),
        ("She left the Larn Women's Council in May.", "Larn Women's Council", "ORG"),
        ("He fled the Lord's Resistance Army in May.", "Lord's Resistance Army", "ORG"),
        (
            "The British-based Syrian Observatory for Human Rights said so.",
            "Syrian Observatory for Human Rights",
            "ORG",
        ),
        ("They left the Larn Dockers' Union on Monday.", "Larn Dockers' Union", "ORG"),
        ("A clerk at the University of Port Larn said so.", "University of Port Larn", "ORG"),
        ("He left the Bank of England in May.", "Bank of England", "ORG"),
        ("A lawyer for Holm & Dray said so.", "Holm & Dray", "ORG"),
        ("He works for Larn Bulk Terminals Inc. in the port.", "Larn Bulk Terminals Inc.", "ORG"),
        ("The ship sank in Lake Ombra on Monday.", "Lake Ombra", "LOC"),
        ("They crossed the Amberi River at night.", "Amberi River", "LOC"),
        ("They met at Matonga Bridge at night.", "Matonga Bridge", "FAC"),
        ("The Federal Republic of Germany paid.", "Federal Republic of Germany", "GPE"),
        ("They live in Port Sarrin now.", "Port Sarrin", "GPE"),
        ("They live in Tunbrook, Ohio, now.", "Tunbrook", "GPE"),
        ("They fled the village of Ostrava Lka on foot.", "Ostrava Lka", "GPE"),
        ("Fighters backed by the U.S.-led coalition fled.", "U.S.", "GPE"),
        ("They are anti-ISIL fighters.", "ISIL", "ORG"),
        ("He spoke of al-Qaida and of nothing else.", "al-Qaida", "ORG"),
        ("The rebel group Talamu Berezza fled.", "Talamu Berezza", "ORG"),
        ("Police fired an AK-47 at them.", "AK-47", "WEAPON"),
        ("They swore on the Koran.", "Koran", "WORK_OF_ART"),
        ("The Geneva Conventions forbid it.", "Geneva Conventions", "LAW"),
        ("He won the World Cup twice.", "World Cup", "EVENT"),
        ("An economist at Pemberton Asset Care expects a cut.", "Pemberton Asset Care", "ORG"),
    ],
)
def test_names_are_whole_and_of_their_kind(text: str, name: str, label: str) -> None:
    assert labels(text).get(name) == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Ilya Brandt resigned.", "Ilya Brandt"),
        ("Secretary of State Ida Holm resigned.", "Ida Holm"),
        ("A man named Xanthor Qwill, 34, was hurt.", "Xanthor Qwill"),
        ("It was spokesman Brondwyn Tsk who said so.", "Brondwyn Tsk"),
        ("We asked Haider al-Rubaie again.", "Haider al-Rubaie"),
        ("We asked Vincent van der Holm again.", "Vincent van der Holm"),
        ("We asked J. R. Tolmund again.", "J. R. Tolmund"),
        ("We asked Martin Holm Jr. again.", "Martin Holm Jr."),
        ('We asked Hector "Tiny" Holm again.', 'Hector "Tiny" Holm'),
        ("We asked Grant Hill again.", "Grant Hill"),
        ("The lawyer, Faith Lake, left.", "Faith Lake"),
        ("We asked Jan Larsson again.", "Jan Larsson"),
        ("We met King Hussein there.", "Hussein"),
        ("The mayor of the town, Aleksi Dorn, replied at once.", "Aleksi Dorn"),
        ("Forecaster Tomas Brandt warned of a second wave.", "Tomas Brandt"),
    ],
)
def test_people_are_named_without_titles_and_roles(text: str, name: str) -> None:
    assert names(text) == [(name, "PERSON")]


@pytest.mark.parametrize(
    "text",
    [
        "Police said nothing. Rescuers came on Monday. Airstrikes followed in March.",
        "The Prime Minister and the Foreign Minister met on Thursday.",
        "However, Nobody was there. In December it rained.",
        "It IS so, and who said it was not asked.",
        "Chapter One: The Plan",
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert names(text) == []


def test_articles_stay_outside() -> None:
    assert labels("The Associated Press and the Larn Courier said so.") == {
        "Associated Press": "ORG",
        "Larn Courier": "ORG",
    }


def test_the_document_settles_what_a_sentence_leaves_open() -> None:
    text = (
        "Galdia rejected the draft. Ilmari Tolmund said that it would cost the towns of Galdia too much. "
        "The Galdian minister agreed. Tolmund then left. Brightwater Engineering paid, and Brightwater rose."
    )
    found = names(text)
    assert found.count(("Galdia", "GPE")) == 2
    assert ("Galdian", "NORP") in found
    assert ("Tolmund", "PERSON") in found
    assert ("Brightwater", "ORG") in found


def test_a_place_that_is_somebody_s_family_name_names_the_person() -> None:
    found = names("Denzel Washington came. Then Washington spoke. Later he flew to Washington.")
    assert found == [("Denzel Washington", "PERSON"), ("Washington", "PERSON"), ("Washington", "GPE")]


def test_headlines_in_capitals_are_read_by_the_text_below() -> None:
    text = "TOLMUND LEAVES LARN FOR NEW YORK\n\nIlmari Tolmund, who lives in Larn, left for New York on Monday.\n"
    found = [(n.text, n.label) for n in find_names(segment(text))]
    assert found[:3] == [("TOLMUND", "PERSON"), ("LARN", "GPE"), ("NEW YORK", "GPE")]


def test_a_title_in_title_case_makes_no_names_of_common_words() -> None:
    text = "Russia Military Officials Holding Talks on Syria\n\nOfficials held talks on Monday.\n"
    assert [n.text for n in find_names(segment(text))] == ["Russia", "Syria"]


def test_a_town_names_its_club_among_results() -> None:
    text = (
        "Soccer results of the league.\nLeicester 2 Derby 1\nHull 0 Burnley 3\nLeeds 1 Norwich 1\nHe lives in Leeds.\n"
    )
    found = names(text)
    assert ("Leicester", "ORG") in found
    assert found[-1] == ("Leeds", "GPE")


def test_nothing_is_named_in_furniture_or_in_dates() -> None:
    text = "Fire at Larn\n\nA fire broke out on Monday, 3 March 2021.\n\nFollow us on Facebook\n"
    assert "Facebook" not in labels(text)
    assert not {"Monday", "March"} & set(labels(text))


def test_every_name_says_which_rule_made_it_and_how_sure_it_is() -> None:
    found = find_names(segment("Minister Ida Holm met Xanthor Qwill, 34, in Paris for Larn Steel Inc.", ()))
    assert {n.rule for n in found} == {"title", "document", "list", "company"}
    assert all(0 < n.certainty <= 1 for n in found)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_hold_for_any_text(text: str) -> None:
    last = 0
    for name in find_names(segment(text)):
        assert last <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text
        assert name.label in LABELS
        last = name.end


def test_hostile_texts_are_read_to_the_end() -> None:
    for piece in ("Capital ", "'", "Bank of the ", "John de ", "New ", "A-", "John Smith and ", "al-A ", "Mr. "):
        text = piece * (60_000 // len(piece))
        assert all(name.end <= len(text) for name in find_names(segment(text)))
