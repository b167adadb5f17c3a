"""Which names name one thing: short forms, family names, acronyms, other names; and what roles people have."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from annotations.extract.names import Name
from annotations.extract.names.lexicon import COMMON, COMPANY, GIVEN, KNOWN, NORP, SUFFIX, lexicon
from annotations.extract.roles import roles_of
from annotations.extract.segment import Layout, Token
from annotations.extract.wordlists import word_groups
from annotations.model import Entity, Mention, NameLabel, Passage, Span

_ARTICLE: Final = re.compile(r"(?:the|The|THE) ")
_PARTICLE: Final = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-']", re.IGNORECASE)
_SMALL: Final = frozenset(["of", "the", "for", "and", "on", "in", "to", "de", "la", "&", "'s", "’s", "'", "’"])
_MOST_NAMESAKES: Final = 40
_PLACES: Final = frozenset(["GPE", "LOC", "FAC"])


class _Group:
    """One thing in the making: its names in the order of the text."""

    def __init__(self, name: Name, words: tuple[str, ...]) -> None:
        self.names = [name]
        self.forms = {words}
        self.label: NameLabel = name.label

    def take(self, name: Name, words: tuple[str, ...]) -> None:
        self.names.append(name)
        self.forms.add(words)

    def absorb(self, other: "_Group") -> None:
        self.names += other.names
        self.forms |= other.forms
        other.names = []


def resolve(layout: Layout, names: Sequence[Name]) -> tuple[Entity, ...]:
    """Return one entity for each thing that `names` name, in the order of first mention, with ids e1, e2, ..."""
    groups = [
        *_people([n for n in names if n.label == "PERSON"]),
        *_others(layout.text, [n for n in names if n.label != "PERSON"]),
    ]
    for group in groups:
        group.names.sort(key=lambda name: name.start)
    groups.sort(key=lambda group: group.names[0].start)
    roles = _roles(layout, names)
    return tuple(_entity(layout.text, f"e{i}", group, roles) for i, group in enumerate(groups, 1))


def _entity(text: str, ident: str, group: _Group, roles: dict[int, list[Span]]) -> Entity:
    forms = list(dict.fromkeys(name.text for name in group.names))
    full = _fullest(forms, group)
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


def _fullest(forms: list[str], group: _Group) -> str:
    """Return the fullest form: of a person the one with most words, of other things the listed one or the longest."""
    prose = [form for form in forms if not form.isupper() or " " not in form] or forms
    if group.label == "PERSON":
        return max(prose, key=lambda form: len(form.split()))
    if group.label == "NORP":
        return min(forms, key=len)
    listed = next((form for form in prose if form in _full_names()), None)
    return listed or max(prose, key=lambda form: (not form.isupper(), len(form.split()), len(form)))


# --- people


def _people(names: list[Name]) -> list[_Group]:
    """Group people: whole names first, then short forms, each to the person of that name who was named last."""
    worded = [(name, _person_words(name.text)) for name in names]
    groups: list[_Group] = []
    by_form: dict[tuple[str, ...], _Group] = {}
    by_family: dict[str, list[_Group]] = {}
    for name, words in worded:
        if len(words) > 1:
            same = by_form.get(words) or _same_person(words, by_family.get(words[-1], [])[-_MOST_NAMESAKES:])
            if same:
                same.take(name, words)
            else:
                same = _Group(name, words)
                groups.append(same)
                by_family.setdefault(words[-1], []).append(same)
            by_form[words] = same
    namesakes = _Namesakes(groups)
    for name, words in worded:
        if len(words) > 1:
            namesakes.named(by_form[words], words)
            continue
        known = namesakes.meant(words[0])
        if known:
            known.take(name, words)
        else:
            known = _Group(name, words)
            groups.append(known)
        namesakes.named(known, words)
    return groups


class _Namesakes:
    """Who is meant by one word, going through the text: by family name before given name, who was named last."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self.last: dict[str, dict[int, _Group]] = {}
        self.ahead: dict[str, dict[int, _Group]] = {}
        for group in groups:
            for form in group.forms:
                for rank, word in _ranked(form):
                    self.ahead.setdefault(word, {}).setdefault(rank, group)

    def named(self, group: _Group, words: tuple[str, ...]) -> None:
        """Note that the text names `group` here."""
        for rank, word in _ranked(words):
            self.last.setdefault(word, {})[rank] = group

    def meant(self, word: str) -> _Group | None:
        """Return the person whom `word` means: one named before, else the first to be named after."""
        for known in (self.last, self.ahead):
            if options := known.get(word):
                return options[min(options)]
        return None


def _ranked(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return a name's words with how well each stands for it: family name, given name, the words between."""
    return list(enumerate(dict.fromkeys((words[-1], words[0], *words[1:-1]))))


def _person_words(text: str) -> tuple[str, ...]:
    """Return a name's words in lower case, without initials, suffixes and the Arabic article."""
    words = [word for word in text.replace(",", " ").split() if not lexicon().flags.get(word, 0) & SUFFIX]
    bare = [_PARTICLE.sub("", word).lower() for word in words if not (word.endswith(".") and len(word) <= 3)]
    return tuple(bare) or (text.lower(),)


def _same_person(words: tuple[str, ...], namesakes: Sequence[_Group]) -> _Group | None:
    """Return who of several with one family name has the whole name `words`: one name holds the other's in order."""
    for group in namesakes:
        for form in group.forms:
            short, long = sorted((words, form), key=len)
            ahead = iter(long)
            if all(word in ahead for word in short):
                return group
    return None


# --- everything else


def _others(text: str, names: list[Name]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for name in names:
        key = _key(name)
        group = groups.get((key, name.label)) or _elsewhere(groups, key, name)
        if group:
            group.take(name, _words(name.text))
        else:
            groups[key, name.label] = _Group(name, _words(name.text))
    bodies = [group for group in groups.values() if group.label == "ORG"]
    _merge_acronyms(text, bodies)
    _merge_short(text, [group for group in bodies if group.names])
    return [group for group in groups.values() if group.names]


def _elsewhere(groups: dict[tuple[str, str], _Group], key: str, name: Name) -> _Group | None:
    """Return the group of a place that was read as another kind of place before: it is one place."""
    if name.label not in _PLACES:
        return None
    return next((groups[key, label] for label in _PLACES if (key, label) in groups), None)


def _words(text: str) -> tuple[str, ...]:
    """Return a name's words without the article and without a company's form: Holm Steel Inc. as Holm Steel."""
    words = _ARTICLE.sub("", text).split()
    while len(words) > 1 and lexicon().flags.get(words[-1], 0) & COMPANY:
        words.pop()
    return tuple(word.rstrip(",") for word in words)


def _key(name: Name) -> str:
    bare = " ".join(_words(name.text)) if name.label == "ORG" else _ARTICLE.sub("", name.text).replace("\n", " ")
    key = _canonical().get(bare, bare).replace("’", "'").lower()
    if name.label == "NORP" and key.endswith("s") and lexicon().flags.get(bare[:-1], 0) & NORP:
        return key[:-1]
    return key


@cache
def _canonical() -> dict[str, str]:
    """Return the fullest name for each other name of a thing."""
    return {other: name for name, others in word_groups("names/aliases").items() for other in others}


@cache
def _full_names() -> frozenset[str]:
    return frozenset(_canonical().values()).difference(_canonical())


def _merge_acronyms(text: str, bodies: Sequence[_Group]) -> None:
    """Merge an acronym with the body whose initials it is, or that it follows in brackets."""
    acronyms = [g for g in bodies if len(g.forms) == 1 and _is_acronym(g.names[0].text)]
    by_initials: dict[str, _Group] = {}
    ends = {n.end: g for g in bodies for n in g.names}
    for group in bodies:
        for words in group.forms:
            if len(words) > 1:
                by_initials.setdefault(_initials(words), group)
    for acronym in acronyms:
        short = acronym.names[0].text.replace(".", "")
        body = by_initials.get(short)
        for name in acronym.names:
            if text[max(0, name.start - 2) : name.start] == " (" and text[name.end : name.end + 1] == ")":
                body = ends.get(name.start - 2, body)
        if body and body is not acronym and body.names:
            body.absorb(acronym)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 8


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL and word[0].isupper())


def _merge_short(text: str, bodies: Sequence[_Group]) -> None:
    """Merge a body's short form, its first word or its last words, with the body, if only one comes into question."""
    by_part: dict[tuple[str, ...], list[_Group]] = {}
    for group in bodies:
        for words in group.forms:
            if len(words) > 1 and not _owned(text, group):
                for part in (words[:1], words[1:]):
                    by_part.setdefault(part, []).append(group)
    for group in bodies:
        if not group.names or len(group.forms) > 1 or _owned(text, group):
            continue
        (words,) = group.forms
        options = [g for g in dict.fromkeys(by_part.get(words, ())) if g is not group and g.names]
        if len(options) == 1 and (len(words) > 1 or _is_telling(words[0])):
            options[0].absorb(group)


def _owned(text: str, group: _Group) -> bool:
    """Whether the body is named as somebody's: "Iran's Foreign Ministry"."""
    start = group.names[0].start
    return text[max(0, start - 3) : start] in ("'s ", "’s ")


def _is_telling(word: str) -> bool:
    flags = lexicon().flags
    return not flags.get(word, 0) & (KNOWN | COMMON | GIVEN) and not flags.get(word.lower(), 0) & COMMON


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
