"""From names to entities: one for each thing, with its forms, its mentions and a person's roles."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from annotations.extract.coreference.bodies import group_others
from annotations.extract.coreference.group import Group
from annotations.extract.coreference.labels import with_one_label
from annotations.extract.coreference.people import NO_ADDRESS, Address, group_people
from annotations.extract.coreference.spelling import folded, full_names
from annotations.extract.names import Name
from annotations.extract.roles import roles_of
from annotations.extract.segment import Layout, Token
from annotations.extract.wordlists import word_map
from annotations.model import Entity, Mention, NameLabel, Passage, Span

_HONORIFICS: Final = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "sir", "lady", "lord", "dame", "mme", "mme.", "madame",
     "herr", "frau", "señor", "señora", "senhor", "senhora", "signor", "signora"]
)  # fmt: skip


def resolve(layout: Layout, names: Sequence[Name]) -> tuple[Entity, ...]:
    """Return one entity for each thing that `names` name, in the order of first mention, with ids e1, e2, ..."""
    roles = _roles(layout, names)

    def address(name: Name) -> Address:
        return _address(layout.text, name, roles.get(name.start, ()))

    labelled = with_one_label(layout.text, names, lambda name: address(name) != NO_ADDRESS)
    groups = [
        *group_people([name for name in labelled if name.label == "PERSON"], address),
        *group_others(layout.text, [name for name in labelled if name.label != "PERSON"]),
    ]
    for group in groups:
        group.names.sort(key=lambda name: name.start)
    groups.sort(key=lambda group: group.names[0].start)
    headings = [heading.start for heading in layout.headings]
    ends = [heading.end for heading in layout.headings]

    def in_heading(name: Name) -> bool:
        at = bisect_right(headings, name.start) - 1
        return at >= 0 and name.start < ends[at]

    return tuple(_entity(layout.text, f"e{i}", group, roles, in_heading) for i, group in enumerate(groups, 1))


def _address(text: str, name: Name, roles: Sequence[Span]) -> Address:
    """Return the title before a name and the sex that it, or "Mr." or "Mrs.", tells."""
    before = text[max(0, name.start - 16) : name.start].split()
    sexes = word_map("quotes_gender")
    last = before[-1].lower() if before else ""
    sex = sexes.get(last)
    if not roles and last not in _HONORIFICS:
        return NO_ADDRESS
    title: frozenset[str] = frozenset()
    for role in roles:
        words = folded(text[role.start : role.end]).replace(",", " ").split()
        sex = sex or next((sexes[word] for word in words if word in sexes), None)
        if role.start < name.start:
            title |= frozenset(words)
    return Address(title, sex) if title or sex else NO_ADDRESS


def _entity(
    text: str, ident: str, group: Group, roles: dict[int, list[Span]], in_heading: Callable[[Name], bool]
) -> Entity:
    forms = list(dict.fromkeys(name.text for name in group.names))
    below = list(dict.fromkeys(name.text for name in group.names if not in_heading(name)))
    full = _fullest(below or forms, group.label)
    spans = [span for name in group.names for span in roles.get(name.start, ())]
    first_of: dict[str, Span] = {}
    for span in spans:
        first_of.setdefault(text[span.start : span.end].replace("\n", " "), span)
    return Entity(
        id=ident,
        label=group.label,
        name=full,
        aliases=tuple(form for form in forms if form != full),
        roles=tuple(first_of),
        mentions=tuple(Mention(n.start, n.end, n.text, rule=n.rule, certainty=n.certainty) for n in group.names),
        role_mentions=tuple(Passage.of(text, span.start, span.end) for span in first_of.values()),
    )


def _fullest(forms: list[str], label: NameLabel) -> str:
    """Return the fullest form: of a person the one with most words, of other things the listed one or the longest."""
    prose = [form for form in forms if not form.isupper() or " " not in form] or forms
    if label == "PERSON":
        return max(prose, key=lambda form: len(form.split()))
    if label == "NORP":
        return min(forms, key=len)
    listed = next((form for form in prose if form in full_names()), None)
    return listed or max(prose, key=lambda form: (not form.isupper(), len(form.split()), len(form)))


# --- roles


def _roles(layout: Layout, names: Sequence[Name]) -> dict[int, list[Span]]:
    """Return the spans of the roles of each person's mention, by where the mention starts."""
    starts = [sentence.start for sentence in layout.sentences]
    by_sentence: dict[int, list[Name]] = {}
    for name in names:
        by_sentence.setdefault(bisect_right(starts, name.start) - 1, []).append(name)
    roles: dict[int, list[Span]] = {}
    for index, inside in by_sentence.items():
        people = [name for name in inside if name.label == "PERSON"]
        if not people:
            continue
        tokens = layout.tokens[index]
        named = frozenset(i for name in inside if name.label != "PERSON" for i in _tokens_of(name, tokens))
        for person in people:
            if whole := _tokens_of(person, tokens):
                found = roles_of(tokens, whole.start, whole.stop, named)
                roles[person.start] = [Span(tokens[r.first].start, tokens[r.last - 1].end) for r in found]
    return roles


def _tokens_of(name: Name, tokens: Sequence[Token]) -> range:
    """Return the places of the tokens that make up `name`; none where it begins or ends inside one."""
    first, last = bisect_left(tokens, (name.start,)), bisect_left(tokens, (name.end,))
    whole = first < last and tokens[first].start == name.start and tokens[last - 1].end == name.end
    return range(first, last) if whole else range(0)
