"""Texts and stores that exchange is tried on: emoji, combining marks, right to left, lines and tabs anywhere."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from annotations.exchange import Export, Imported, export_of
from annotations.exchange.intake import Report, take_in
from annotations.model import Document, Link
from annotations.store import Draft, Store, open_store
from annotations.text import clean

ODD = "Zoë 👩‍👩‍👧 said “no”.\n\nهي قالت: لا ١٢\tשלום 🇫🇷 e\u0301té\n<b>&amp;</b> ]]> | ;\u2028end\n"
PIECES = (
    "a",
    "Zoë",
    "e\u0301",
    "👩‍👩‍👧",
    "😀",
    "هي",
    "שלום",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "<",
    "&",
    '"',
    "\u2028",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\ufffe",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)
WORDS = st.text(st.sampled_from("aZ é👍\n\tש|/=<&#\ufffe:;"), max_size=12)
NAMES = WORDS.map(lambda name: " ".join(clean(name).replace("/", "").split())).filter(bool)
TAGS = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=4)


@st.composite
def fills(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw what is put into a store: for each document its text, title and annotations."""
    tags = draw(TAGS)
    documents = []
    for number in range(draw(st.integers(1, 2))):
        text = clean(draw(TEXTS.filter(lambda text: text.strip())))
        drafts = []
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(text) - 1))
            drafts.append(
                {
                    "start": start,
                    "end": draw(st.integers(start + 1, len(text))),
                    "tags": draw(st.lists(st.sampled_from(tags), max_size=2, unique=True)),
                    "note": clean(draw(WORDS)),
                    "label": draw(st.sampled_from([None, "PERSON", "GPE", "odd label"])),
                    "origin": draw(st.sampled_from(["human", "machine", "import"])),
                    "status": draw(st.sampled_from(["accepted", "rejected", "suggested"])),
                    "confidence": draw(st.sampled_from([None, "low", "moderate", "high"])),
                    "reliability": draw(st.sampled_from([None, *"ABCDEF"])),
                    "credibility": draw(st.sampled_from([None, *range(1, 7)])),
                }
            )
        newer = draw(st.none() | st.sampled_from(["", "before. "]))
        links = draw(
            st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["supports", "same event", "é!"])), max_size=2)
        )
        documents.append(
            {"text": text, "title": draw(NAMES), "number": number, "drafts": drafts, "newer": newer, "links": links}
        )
    return documents


def fill(store: Store, documents: list[dict[str, Any]]) -> None:
    """Put into a store what `fills` drew."""
    made: list[str] = []
    for each in documents:
        about = {
            "title": each["title"],
            "source": f"/in/{each['number']}.txt",
            "published": "2025-05-06",
            "byline": "Ö. <i>",
        }
        id = store.documents.add(Document.of(each["text"], **about)).id
        ids = {path.casefold(): store.codebook.ensure(path).id for d in each["drafts"] for path in d["tags"]}
        drafts = [
            Draft(**{**d, "tags": tuple(dict.fromkeys(ids[t.casefold()] for t in d["tags"]))}) for d in each["drafts"]
        ]
        made += [a.id for a in store.annotations.create(id, drafts)]
        for to, kind in each["links"]:
            if made and made[to % len(made)] != made[-1]:
                store.annotations.link(made[-1], Link(type=kind, to=made[to % len(made)]))
        if each["newer"] is not None:
            store.documents.add(Document.of(each["newer"] + "Quite another text.\n" + each["text"][5:], **about))


def stored(documents: list[dict[str, Any]], author: str = "Lena") -> Export:
    """Return what is exported from a new store with what `fills` drew."""
    with tempfile.TemporaryDirectory() as name, open_store(Path(name, "one.db"), author=author) as store:
        fill(store, documents)
        return export_of(store)


def alike(export: Export) -> Any:
    """Return an export without what differs from one to the next: the hour, the order of links and at one place."""
    built = msgspec.to_builtins(msgspec.structs.replace(export, exported="", generator=""))
    for document in built["documents"]:
        for annotation in document["annotations"]:
            annotation["links"] = sorted(annotation["links"], key=lambda link: (link["type"], link["to"]))
        document["annotations"] = sorted(
            document["annotations"], key=lambda a: (a["start"] is None, a["start"], a["id"])
        )
    return built


def taken(folder: Path, imported: Imported) -> tuple[Report, Export]:
    """Take an import into a new store; return what came of it and what is in the store then."""
    with open_store(folder / "other.db", author="Otto") as store:
        report = take_in(store, imported, "import")
        assert store.doctor() == ()
        return report, export_of(store)


def comes_back(before: Export, imported: Imported, alike: Callable[[Export], Any] = alike) -> None:
    """Fail unless an import, taken into a new store, is the export again."""
    with tempfile.TemporaryDirectory() as name:
        report, after = taken(Path(name), imported)
    assert report.problems == ()
    assert alike(after) == alike(before)
