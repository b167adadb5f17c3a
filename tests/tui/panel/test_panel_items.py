"""What the panel lists, of a briefing marked by hand and of the sample articles' gold readings."""

import re

import msgspec
import pytest
from msgspec.structs import replace

from annotations.extract.pipeline import read
from annotations.marks import marks_of, without_rejected
from annotations.model import Annotation, Document, Passage, Quote, Reading, Span, Speaker
from annotations.text import shown_line
from tests.sample_articles.gold import ARTICLES
from tests.tui.panel.by_hand import CASUALTY, CLAIM, TEXT, annotation, briefing, passage
from tests.tui.panel.gold_reading import gold_reading
from tui.panel.contents import ORDERS, at_least, contents
from tui.panel.items import TABS, Item, Tab


def listed(tab: Tab, order: str = "", *notes: Annotation) -> list[Item]:
    return list(contents(tab, order or ORDERS[tab][0], briefing(), notes, (CASUALTY, CLAIM)))


def item(items: list[Item], ref: str) -> Item:
    return next(i for i in items if i.ref == ref)


def words_at(one: Item) -> list[str]:
    return [TEXT[s.start : s.end] for s in one.spans]


def test_a_casualty_figure_says_who_when_and_how_far_it_holds() -> None:
    first = item(listed("facts"), "f1")
    assert first.section == "Killed"
    assert first.headline == "36 civilians, with five children among the dead"
    assert first.headline[slice(*first.strong)] == "36 civilians"
    assert first.detail == "Nadia Kessler · Wed 30 Sep · unverified"


def test_the_same_number_told_twice_is_one_fact_with_both_places_and_the_doubt_as_evidence() -> None:
    facts = listed("facts")
    assert words_at(item(facts, "f1")) == ["36 civilians", "36 civilians", "The claim could not be verified"]
    assert not any(i.ref == "f4" for i in facts)


def test_a_denial_stands_after_the_number_it_denies_and_both_bear_the_sign() -> None:
    killed = [i for i in listed("facts") if i.section == "Killed"]
    refs = [i.ref for i in killed]
    assert refs.index("q3") == refs.index("f1") + 1
    assert item(killed, "f1").sign == item(killed, "q3").sign == "≠"
    assert item(killed, "q3").headline == "denied: reports of any civilian deaths on the Orsk road"
    assert item(killed, "f2").sign == " ", "a part of the dead contradicts nobody"


@pytest.mark.parametrize(
    ("sentences", "signs"),
    [
        ("The army said 40 people died. The council said 52 people died.", "≠≠"),
        ("The army said 40 people died. The council said 40 people were killed.", " "),
        ("The army said 40 people died. The council said 52 people were injured.", "  "),
        ("The army said 40 people died, including 12 people killed by the council's guns.", "  "),
    ],
)
def test_only_other_numbers_of_the_same_by_others_disagree(sentences: str, signs: str) -> None:
    reading = counted(sentences)
    facts = contents("facts", "by subject", reading, (), ())
    assert "".join(i.sign for i in facts) == signs


def counted(text: str) -> Reading:
    """Return a reading with a figure for every "N people" and a statement for every "X said ..."."""

    def span(match: re.Match[str], group: int = 0) -> dict[str, object]:
        return {"start": match.start(group), "end": match.end(group), "text": match[group]}

    said = list(re.finditer(r"The (\w+) said ([^.]*)", text))
    raw = {
        "id": "r",
        "document": msgspec.to_builtins(Document.of(text, published="2020-01-01")),
        "quotes": [
            {"id": f"q{i}", "kind": "indirect", **span(m, 2), "speaker": span(m, 1)} for i, m in enumerate(said, 1)
        ],
        "figures": [
            {"id": f"f{i}", **span(m), "value": int(m[1]), "counted": "people"}
            for i, m in enumerate(re.finditer(r"(\d+) people", text), 1)
        ],
    }
    return msgspec.convert(raw, Reading)


def test_what_is_counted_goes_where_the_nearest_word_says() -> None:
    facts = contents("facts", "by subject", counted("It killed 4 people and injured 17 people. 9 people fled."), (), ())
    assert [(i.section, i.headline[slice(*i.strong)]) for i in facts] == [
        ("Killed", "4 people"),
        ("Wounded", "17 people"),
        ("Displaced", "9 people"),
    ]


def test_a_figure_takes_the_day_of_its_own_sentence() -> None:
    displaced = item(listed("facts"), "f5")
    assert displaced.section == "Displaced"
    assert displaced.headline == "about 4,000 people were displaced in March 2011"
    assert displaced.detail == "March 2011"


def test_a_claim_shows_its_stance_and_who_passed_it_on() -> None:
    claim = item(listed("facts"), "q5")
    assert (claim.section, claim.sign) == ("Claims", "→")
    assert claim.headline == "predicted: The road will reopen"
    assert claim.detail == "Nadia Kessler · via Health Office"


def test_a_denied_statement_that_counts_nobody_stands_after_what_it_denies() -> None:
    text = (
        "The envoy said Iranian troops had crossed the northern border. The colonel said that Iranian troops crossed."
    )
    reading = counted(text)
    doubt = replace(reading.quotes[1], stance="not confirmed")
    reading = replace(reading, quotes=(reading.quotes[0], doubt))
    claims = contents("facts", "by subject", reading, (), ())
    assert [(i.ref, i.sign) for i in claims] == [("q1", "≠"), ("q2", "≠")]


def test_the_same_number_of_people_of_one_kind_and_of_anyone_is_one_fact() -> None:
    reading = counted("It left 4 people dead. The army said that 4 people were killed.")
    soldiers = replace(reading.figures[1], counted="soldiers")
    reading = replace(reading, figures=(reading.figures[0], soldiers))
    [fact] = contents("facts", "by subject", reading, (), ())
    assert len(fact.spans) == 2
    assert fact.detail == "army"


def test_those_who_speak_are_not_counted_as_a_fact() -> None:
    reading = counted("The army said 4 people died.")
    speaker = Speaker(14, 22, "4 people")
    reading = replace(reading, quotes=(replace(reading.quotes[0], speaker=speaker),))
    assert contents("facts", "by subject", reading, (), ()) == ()


def test_a_quotation_with_marks_inside_gets_no_others() -> None:
    text = "He said that if asked, 'we will help,' and the others' boats would come."
    quote = Quote(13, len(text) - 1, text[13:-1], id="q1", kind="mixed")
    plain = Quote(0, 7, "He said", id="q2", kind="mixed")
    reading = Reading(id="r", document=Document.of(text), quotes=(quote, plain))
    assert [q.headline for q in contents("quotes", "by text", reading, (), ())] == ["… “He said”", text[13:-1]]


def test_quotes_come_in_text_order_with_the_role_where_somebody_first_speaks() -> None:
    quotes = listed("quotes")
    assert [q.ref for q in quotes] == ["q1", "q2", "q3", "q4", "q5"]
    assert quotes[0].detail == "Nadia Kessler · indirect · unverified · head of the Relief Council"
    assert quotes[1].headline == "“We hit no town”"
    assert quotes[2].detail == "denied by Ivo Boro · indirect"
    assert quotes[2].sign == " ", "a cross would be taken for the reader's own judgement"
    assert quotes[4].detail == "Nadia Kessler · direct · predicted · via Health Office"
    assert words_at(quotes[0])[1] == "The claim could not be verified"


def test_one_description_in_two_cases_is_one_speaker() -> None:
    reading = counted("The Guard said all is well. The guard said nothing is.")
    assert {q.section for q in contents("quotes", "by speaker", reading, (), ())} == {"Guard"}


def test_a_quotation_unfolds_to_all_its_words_and_all_that_is_told() -> None:
    first, _, _, _, last = listed("quotes")
    assert first.full == "the shelling on Wednesday killed 36 civilians, with five children among the dead"
    assert last.told == "Nadia Kessler, head of the Relief Council · direct · predicted · reported by Health Office"
    assert listed("quotes")[2].told == "denied by Ivo Boro, General · indirect"


def test_small_counts_come_last_and_money_before_thousands_before_other_figures() -> None:
    reading = counted("There were 3 people. There were 40 people. There were 5000 people. There were 600 people.")
    money = replace(reading.figures[3], unit="dollar", counted=None)
    reading = replace(reading, figures=(*reading.figures[:3], money))
    facts = contents("facts", "by subject", reading, (), ())
    assert [i.headline[slice(*i.strong)] for i in facts] == ["600 people", "5000 people", "40 people", "3 people"]


def test_a_figures_words_end_where_it_is_told_who_said_them() -> None:
    reading = counted("It has 5000 people in it, The guard said so.")
    [fact] = contents("facts", "by subject", reading, (), ())
    assert fact.headline == "5000 people in it"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (
            "All said, the damage to the bridge cost at least 42 people. So it was.",
            "…to the bridge cost at least 42 people",
        ),
        ("At least 42 people came to the bridge. So it was.", "at least 42 people came to the bridge"),
    ],
)
def test_how_exact_a_figure_is_is_said_once(sentence: str, headline: str) -> None:
    reading = counted(sentence)
    reading = replace(reading, figures=(replace(reading.figures[0], modifier=">="),))
    assert contents("facts", "by subject", reading, (), ())[0].headline == headline


def test_a_figure_bears_no_date_of_something_else() -> None:
    text = "On Wednesday, as the talks about the border were being held in Orsk, 4,000 people came."
    reading = msgspec.convert(
        {
            "id": "r",
            "document": msgspec.to_builtins(Document.of(text, published="2020-01-01")),
            "dates": [{"start": 3, "end": 12, "text": "Wednesday", "type": "DATE", "value": "2019-12-25"}],
            "figures": [{"id": "f1", "start": 69, "end": 81, "text": "4,000 people", "value": 4000}],
        },
        Reading,
    )
    assert contents("facts", "by subject", reading, (), ())[0].detail == ""


def test_quotes_are_grouped_by_speaker() -> None:
    grouped = listed("quotes", "by speaker")
    assert [(q.section, q.ref) for q in grouped] == [
        ("Nadia Kessler", "q1"),
        ("Nadia Kessler", "q5"),
        ("Ivo Boro", "q2"),
        ("Ivo Boro", "q3"),
        ("Health Office", "q4"),
    ]


def test_names_come_by_label_with_roles_aliases_and_how_often() -> None:
    names = listed("names")
    assert [(n.section, n.headline, n.times) for n in names] == [
        ("People", "Nadia Kessler", "×3"),
        ("People", "Ivo Boro", "×1"),
        ("Organisations", "Health Office", "×1"),
        ("Countries and cities", "Orsk", "×3"),
    ]
    assert names[0].detail == "head of the Relief Council · also Kessler"
    assert words_at(names[3]) == ["Orsk"] * 3


def test_the_timeline_runs_by_day_and_ends_with_what_has_no_date() -> None:
    timeline = listed("timeline")
    assert [(i.section, i.ref) for i in timeline] == [
        ("March 2011", "d4"),
        ("Wed 30 September 2015", "d1"),
        ("Wed 30 September 2015", "v1"),
        ("Thu 1 October 2015 · published", "d2"),
        ("Thu 1 October 2015 · published", "d3"),
        ("No date", "v2"),
    ]
    event = item(timeline, "v1")
    assert event.detail == "Ivo Boro · in Orsk"
    assert event.headline[slice(*event.strong)] == "moved"
    assert item(timeline, "d3").detail == "evening"


def test_that_somebody_spoke_is_listed_only_on_a_day_of_which_nothing_else_is_told() -> None:
    reading = briefing()
    moved, reopen = reading.events
    spoke = replace(reopen, id="v3", kind="reporting", date="2015-09-30")
    headline = replace(reopen, id="v4", rule="headline", date="2015-09-30")
    alone = replace(reopen, id="v5", kind="reporting", date="2015-10-02")
    reading = replace(reading, events=(headline, moved, spoke, alone))
    refs = [i.ref for i in contents("timeline", "by day", reading, (), ()) if i.ref.startswith("v")]
    assert refs == ["v1", "v5"]


def test_an_event_without_a_day_of_its_own_says_where_its_day_is_from() -> None:
    reading = briefing()
    event = replace(reading.events[1], date="2015-10-01", rule="day of the report")
    [one] = [i for i in contents("timeline", "by day", replace(reading, events=(event,)), (), ()) if i.ref == "v2"]
    assert "no day told: that of the report" in one.told
    assert not [i for i in contents("facts", "by subject", replace(reading, events=(event,)), (), ()) if i.ref == "v2"]


def test_what_somebody_is_accused_of_is_told_with_the_verb() -> None:
    text = "The union accused the council of hiding the report."
    words = "the council of hiding the report"
    at = text.index(words)
    cue = Passage.of(text, 10, 17)
    quote = Quote(at, at + len(words), words, id="q1", kind="indirect", cue=cue, stance="alleged")
    reading = Reading(id="r", document=Document.of(text), quotes=(quote,))
    [claim] = contents("facts", "by subject", reading, (), ())
    assert claim.headline == "alleged: accused the council of hiding the report"


def test_lengths_of_time_stand_apart() -> None:
    reading = counted("It killed 4 people.")
    [figure] = reading.figures
    length = replace(figure, counted=None, unit="year")
    [item_] = contents("facts", "by subject", replace(reading, figures=(length,)), (), ())
    assert item_.section == "Lengths of time"


def test_notes_begin_with_those_whose_place_is_not_sure_or_gone() -> None:
    notes = (
        annotation("a1", "36 civilians", note="check with\nthe council"),
        annotation("a2", "no longer there", kind="orphan"),
        annotation("a3", "Orsk", kind="review", tags=("t2",)),
        annotation("a4", "52", status="rejected", label="FIGURE", tags=()),
        annotation("a5", "Thursday", status="suggested"),
    )
    listing = listed("notes", "", *notes)
    assert [(n.ref, n.sign) for n in listing] == [("a3", "!"), ("a2", "×"), ("a1", " "), ("a5", "?")]
    assert [n.section for n in listing] == ["To be looked at", "To be looked at", "", ""]
    assert item(listing, "a1").headline == "casualty · check with the council"
    assert item(listing, "a1").detail == "“36 civilians”"
    assert item(listing, "a3").headline == "casualty/claim · “Orsk”"
    assert item(listing, "a2").spans == ()


def test_what_the_reader_rejected_is_no_fact_any_more_and_other_ids_stay() -> None:
    rejected = (
        annotation("a1", "4,000 people", status="rejected", label="FIGURE", tags=()),
        annotation("a2", "Nadia Kessler", status="rejected", label="PERSON", tags=()),
        annotation("a3", "Wednesday", status="rejected", label="DATE", tags=()),
    )
    reading = without_rejected(briefing(), rejected)
    assert "f5" not in {i.ref for i in contents("facts", "by subject", reading, (), ())}
    assert item(list(contents("names", "by kind", reading, (), ())), "e1").times == "×2"
    timeline = [i.ref for i in contents("timeline", "by day", reading, (), ())]
    assert timeline == ["d4", "v1", "d2", "d3", "v2"]


@pytest.mark.parametrize("article", [path.stem for path in ARTICLES])
def test_every_item_of_the_samples_has_evidence_in_the_text_and_safe_words(article: str) -> None:
    reading = gold_reading(article)
    text = reading.document.text
    for tab in TABS:
        for order in ORDERS[tab]:
            for one in contents(tab, order, reading, (), ()):
                assert one.spans
                assert all(0 <= s.start < s.end <= len(text) for s in one.spans)
                for words in (one.headline, one.detail, one.section, one.alike):
                    assert words == shown_line(words)
                assert 0 <= one.strong[0] <= one.strong[1] <= len(one.headline)


@pytest.mark.parametrize("article", [path.stem for path in ARTICLES])
def test_nothing_that_was_read_is_missing_from_its_tab(article: str) -> None:
    reading = gold_reading(article)
    assert len(contents("quotes", "by text", reading, (), ())) == len(reading.quotes)
    assert len(contents("names", "by kind", reading, (), ())) == sum(1 for e in reading.entities if e.mentions)
    facts = {span for one in contents("facts", "by subject", reading, (), ()) for span in one.spans}
    speakers = [q.speaker for q in reading.quotes if q.speaker]
    told = [f for f in reading.figures if not any(s.covers(f) for s in speakers)]
    assert all(Span(f.start, f.end) in facts for f in told)


def test_hostile_words_come_out_as_one_safe_line() -> None:
    hostile = "\x1b]52;c;eA==\x07[/b][@click=app.quit]\u202eevil\nline\ttab\U000e0041"
    note = annotation("a1", "Orsk", note=hostile)
    [listing] = contents("notes", "by text", None, (note,), (CASUALTY,))
    assert "\x1b" not in listing.headline
    assert "\n" not in listing.headline
    assert "\u202e" not in listing.headline
    assert "[@click=app.quit]" in listing.headline


def test_orders_other_than_the_usual_one_lose_nothing() -> None:
    notes = (annotation("a1", "Orsk"), annotation("a2", "gone", kind="orphan"))
    for tab in TABS:
        usual = {i.ref for i in listed(tab, "", *notes)}
        assert all({i.ref for i in listed(tab, order, *notes)} == usual for order in ORDERS[tab])


def test_passages_are_found_by_occurrence() -> None:
    assert passage("Orsk", 3)["start"] > passage("Orsk", 2)["start"] > passage("Orsk")["start"]


@pytest.mark.parametrize("tab", ["facts", "quotes", "names", "timeline"])
@pytest.mark.parametrize("floor", [0.5, 0.8, 0.95])
def test_a_floor_hides_items_and_changes_none(tab: Tab, floor: float) -> None:
    text = (
        "Brenvik Haulage has 40 lorries. It said on Monday that the road to Tarn Hollow was shut. "
        "General Ivo Boro denied it, and 12 drivers struck on Tuesday in Karvel."
    )
    reading = read(Document.of(text, title="t", published="2015-10-01"))
    everything = contents(tab, ORDERS[tab][0], reading, (), ())
    sure = at_least(everything, reading, floor)
    assert everything
    assert [item for item in everything if item in sure] == list(sure)
    certain = {(m.start, m.end) for m in marks_of(reading) if m.certainty >= floor}
    assert all(any((s.start, s.end) in certain for s in item.spans) for item in sure)
