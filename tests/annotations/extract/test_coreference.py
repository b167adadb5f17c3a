"""One entity for each thing: short forms, namesakes, acronyms, other names; roles of people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.extract.coreference import resolve
from annotations.extract.names import find_names
from annotations.extract.segment import segment
from annotations.model import Entity

SENTENCES = st.sampled_from(
    [
        "Ida Holm left.",
        "Holm said so.",
        "Otto Holm, the mayor of Larn, came.",
        "Minister Brandt left.",
        "Larn is small.",
        "The Larn Safety Council (LSC) met.",
        "The LSC said so.",
        "Islamic State fled.",
        "ISIL fled.",
        "U.S. forces left.",
        "The United States left.",
        "Ida stayed.",
        "MR. HOLM: No.",
    ]
)


def entities(text: str) -> tuple[Entity, ...]:
    layout = segment(text, ())
    return resolve(layout, find_names(layout))


def named(text: str, name: str) -> Entity:
    return next(e for e in entities(text) if e.name == name)


def mentions(entity: Entity) -> list[str]:
    return [m.text for m in entity.mentions]


def test_a_family_name_means_the_person_who_was_named_in_full() -> None:
    text = "Ilmari Tolmund left. Haider al-Rubaie stayed. Tolmund wept, and Rubaie said so."
    assert mentions(named(text, "Ilmari Tolmund")) == ["Ilmari Tolmund", "Tolmund"]
    assert named(text, "Haider al-Rubaie").aliases == ("Rubaie",)


def test_a_family_name_in_the_headline_means_who_is_named_below() -> None:
    text = "Tolmund resigns\n\nMinister Ilmari Tolmund resigned on Monday.\n"
    layout = segment(text)
    people = [e for e in resolve(layout, find_names(layout)) if e.label == "PERSON"]
    assert [mentions(e) for e in people] == [["Tolmund", "Ilmari Tolmund"]]


def test_two_people_of_one_family_name_are_two_and_the_last_named_is_meant() -> None:
    text = "Otto Brandt met Ida Brandt. Brandt smiled. Later Otto Brandt left, and Brandt wept. Ida stayed."
    assert mentions(named(text, "Ida Brandt")) == ["Ida Brandt", "Brandt", "Ida"]
    assert mentions(named(text, "Otto Brandt")) == ["Otto Brandt", "Otto Brandt", "Brandt"]


def test_family_names_that_come_first_are_understood() -> None:
    assert mentions(named("We met Kim Jong-un. Kim smiled.", "Kim Jong-un")) == ["Kim Jong-un", "Kim"]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Islamic State fled. ISIL denied it. Fighters of the IS group hid.", "Islamic State", {"ISIL", "IS"}),
        ("The U.S. and Iran met. The United States paid, US officials said.", "United States", {"U.S.", "US"}),
        ("The Larn Safety Council (LSC) met. The LSC agreed.", "Larn Safety Council", {"LSC"}),
        ("The United Nations met. The U.N. agreed.", "United Nations", {"U.N."}),
        ("Brightwater Engineering paid. Later Brightwater rose.", "Brightwater Engineering", {"Brightwater"}),
        (
            "The Russian Defense Ministry spoke. Then the Defense Ministry left.",
            "Russian Defense Ministry",
            {"Defense Ministry"},
        ),
        ("The Associated Press and the AP are one.", "Associated Press", {"AP"}),
    ],
)
def test_other_names_of_one_thing(text: str, name: str, aliases: set[str]) -> None:
    assert set(named(text, name).aliases) == aliases


def test_somebody_else_s_ministry_is_another() -> None:
    text = "The Russian Defense Ministry spoke. Iran's Defense Ministry answered."
    assert [e.name for e in entities(text) if e.label == "ORG"] == ["Russian Defense Ministry", "Defense Ministry"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Kestrian Foreign Minister Ilya Brandt resigned.", "Ilya Brandt", "Foreign Minister"),
        ("Russian Foreign Minister Ilya Brandt resigned.", "Ilya Brandt", "Russian Foreign Minister"),
        ("Secretary of State Ida Holm resigned.", "Ida Holm", "Secretary of State"),
        ("It was Kremlin spokesman Otto Brandt.", "Otto Brandt", "Kremlin spokesman"),
        ("Ilya Brandt came. Pentagon chief Brandt spoke.", "Ilya Brandt", "Pentagon chief"),
        ("Ilya Brandt, the Russian ambassador to France, left.", "Ilya Brandt", "Russian ambassador to France"),
        (
            "Ida Holm, head of the Syrian National Council opposition group, left.",
            "Ida Holm",
            "head of the Syrian National Council opposition group",
        ),
        ("Ida Holm, 58, a former draughtswoman, left.", "Ida Holm", "former draughtswoman"),
        ("Otto Brandt, who was finance director when it closed, left.", "Otto Brandt", "finance director"),
        ("Its field manager, Benoît Larose, left.", "Benoît Larose", "field manager"),
        ("The governor of the province, Anton Mirek, left.", "Anton Mirek", "governor of the province"),
        ("The leader of the People's Alliance, Otto Brandt, left.", "Otto Brandt", "leader of the People's Alliance"),
        ("The harbourmaster, Captain Ines Okafor, left.", "Ines Okafor", "harbourmaster"),
        ("Spokesperson: Leila Harun", "Leila Harun", "Spokesperson"),
    ],
)
def test_roles_are_found_and_show_where_they_stand(text: str, name: str, role: str) -> None:
    entity = named(text, name)
    assert role in entity.roles
    evidence = entity.role_mentions[entity.roles.index(role)]
    assert text[evidence.start : evidence.end] == evidence.text == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Military spokesman Colonel Ida Holm spoke.", ("Military spokesman", "Colonel")),
        ("Defence Minister Major General Ida Holm spoke.", ("Defence Minister", "Major General")),
        ("Deputy commander Rear Adm. Ida Holm spoke.", ("Deputy commander", "Rear Adm.")),
        ("Opposition leader Professor Ida Holm spoke.", ("Opposition leader", "Professor")),
        ("Attorney General Ida Holm spoke.", ("Attorney General",)),
        ("Lieutenant General Ida Holm spoke.", ("Lieutenant General",)),
        ("Former Lieutenant Governor Ida Holm spoke.", ("Former Lieutenant Governor",)),
    ],
)
def test_a_rank_after_a_role_is_no_part_of_it(text: str, roles: tuple[str, ...]) -> None:
    assert named(text, "Ida Holm").roles == roles


@pytest.mark.parametrize(
    "text",
    ["Mr. Ida Holm left.", "The minister, Ida Holm and others left.", "He saw the minister. Ida Holm left."],
)
def test_what_is_no_role_is_none(text: str) -> None:
    assert not any("Mr." in role or "minister." in role for e in entities(text) for role in e.roles)


@settings(max_examples=150)
@given(st.lists(SENTENCES, max_size=25).map(" ".join))
def test_every_name_belongs_to_one_entity(text: str) -> None:
    layout = segment(text, ())
    names = find_names(layout)
    found = resolve(layout, names)
    spans = [(m.start, m.end) for e in found for m in e.mentions]
    assert sorted(spans) == [(n.start, n.end) for n in names]
    assert [e.id for e in found] == [f"e{i}" for i in range(1, len(found) + 1)]
    assert [e.mentions[0].start for e in found] == sorted(e.mentions[0].start for e in found)
    for entity in found:
        assert {entity.name, *entity.aliases} == set(mentions(entity))
        assert len(entity.roles) == len(entity.role_mentions)
