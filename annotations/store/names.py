"""The names that the reader told, and what the reader's judgements of the machine's names teach."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import msgspec

from annotations.model import LONGEST_NAME, NameLabel, Value
from annotations.store.database import Database, new_id, now
from annotations.store.errors import BadName, UnknownName
from annotations.store.history import History
from annotations.store.standing import Fields
from annotations.text import one_spaced, shown_line

if TYPE_CHECKING:
    from annotations.extract.learned import KnownName, Learned

How = Literal["remembered", "accepted", "refused"]
_FIELDS: Final = ("label", "at", "deleted")
_LABELS: Final = msgspec.json.encode(get_args(NameLabel)).decode()


class NameRow(Value, frozen=True, kw_only=True):
    """A text that was told or judged to be a name, or refused as one, and in how many documents it was judged so."""

    text: str
    label: NameLabel
    how: How
    documents: int = 0


class Names:
    """What a store knows of names."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        history.keep("name", self)

    # reading

    def all(self) -> tuple[NameRow, ...]:
        """Return all that is known of names, by name; what was forgotten is left out."""
        with self._database.snapshot():
            told, forgotten, rows = self._words(None)
            known = [NameRow(text=text, label=label, how="remembered") for text, label in told.items()]
            judged: defaultdict[tuple[str, NameLabel, How], int] = defaultdict(int)
            for row in rows:
                text = one_spaced(row["text"])
                if row["at"] > forgotten.get(text, ""):
                    judged[text, row["label"], "accepted" if row["status"] == "accepted" else "refused"] += row[
                        "number"
                    ]
        known += [
            NameRow(text=text, label=label, how=how, documents=number)
            for (text, label, how), number in judged.items()
            if len(text) <= LONGEST_NAME
        ]
        return tuple(sorted(known, key=lambda name: (name.text.casefold(), name.text, name.how, name.label)))

    def learned(self, document: str | None = None, *, own: "Iterable[KnownName]" = ()) -> "Learned":
        """Return what extraction is to know beforehand as it reads the document of that id, or one from elsewhere.

        `own` are names that the reader keeps outside the store. What is known of imported annotations is not the
        reader's word, and teaches nothing.
        """
        # Imported here: who only exports needs nothing of extraction.
        from annotations.extract.learned import Judged, KnownName, learn

        with self._database.snapshot():
            told, forgotten, rows = self._words(document)
            judged = [
                Judged(row["text"], row["label"], row["status"] == "accepted", bool(row["here"]), row["at"])
                for row in rows
            ]
        names = [KnownName(text=text, label=label) for text, label in told.items()]
        return learn(judged, told=(*names, *own), forgotten=forgotten)

    # changing

    def remember(self, text: str, label: NameLabel) -> None:
        """Know `text` as a name in all documents from now on. Raises BadName."""
        text = one_spaced(shown_line(text))
        if not any(letter.isalnum() for letter in text):
            raise BadName("a name needs a letter or a digit")
        if len(text) > LONGEST_NAME:
            raise BadName(f"{shown_line(text[:40])}…: a name has {LONGEST_NAME} characters at most")
        with self._history.act(f"{label} “{text}” remembered"):
            self._set(text, label)

    def forget(self, text: str) -> None:
        """Know nothing of `text` any more: what was said of it until now teaches nothing. Raises UnknownName."""
        text = one_spaced(shown_line(text))
        if all(name.text != text for name in self.all()):
            raise UnknownName(f"{text}: no such name is known")
        with self._history.act(f"“{text}” forgotten"):
            self._set(text, None)

    # for the history

    def fields(self, thing: str) -> Fields:
        """Return what can change in a name. Raises UnknownName."""
        row = self._database.row("SELECT * FROM names WHERE id = ?", thing)
        if row is None:
            raise UnknownName(f"{shown_line(thing)}: no such name is known")
        return {name: row[name] for name in _FIELDS}

    def write(self, thing: str, fields: Mapping[str, Any]) -> None:
        """Write fields of a name."""
        self._database.update("names", "id", thing, fields)

    def relied_on(self, thing: str) -> bool:  # noqa: ARG002 - as a keeper is asked
        """Return False: nothing refers to a name."""
        return False

    # the parts

    def _set(self, text: str, label: NameLabel | None) -> None:
        id = self._database.value("SELECT id FROM names WHERE text = ? AND deleted IS NULL", text)
        if id is None:
            id = new_id()
            self._database.insert("names", {"id": id, "text": text, "label": label, "at": now(), "deleted": None})
            self._history.made("name", id)
        elif label is None or self._words(None)[0].get(text) != label:
            self._history.change("name", id, {"label": label, "at": now()})

    def _words(self, document: str | None) -> tuple[dict[str, NameLabel], dict[str, str], list[Any]]:
        """Return the remembered names with their labels, the last first, when others were forgotten, and judgements.

        Of a name that was remembered and a judgement that contradicts it the newer word counts; but a rejection that
        came after is about its place, and leaves the name known elsewhere.
        """
        rows = self._database.rows(
            "SELECT text, label, at FROM names WHERE deleted IS NULL ORDER BY at DESC, rowid DESC"
        )
        told = {row["text"]: row for row in rows if row["label"] is not None}
        judged: list[Any] = []
        overruled: set[str] = set()
        for row in self._judged(document):
            text = one_spaced(row["text"])
            name = told.get(text)
            accepted = row["status"] == "accepted"
            contradicts = name is not None and (row["label"] == name["label"]) != accepted
            if name is None or not contradicts or row["at"] >= name["at"]:
                judged.append(row)
            if name is not None and contradicts and accepted and row["at"] > name["at"]:
                overruled.add(text)
        labels = {text: row["label"] for text, row in told.items() if text not in overruled}
        return labels, {row["text"]: row["at"] for row in rows if row["label"] is None}, judged

    def _judged(self, document: str | None) -> list[Any]:
        """Return how the marks of each text with each label were judged, here and elsewhere, in how many documents."""
        return self._database.rows(
            "SELECT s.exact AS text, a.label, a.status, ifnull(a.document = ?1, 0) AS here, max(a.modified) AS at, "
            "count(DISTINCT a.document) AS number FROM json_each(?2) AS wanted "
            "JOIN annotations AS a ON a.label = wanted.value JOIN selectors AS s ON s.id = a.selector "
            "JOIN documents AS d ON d.id = a.document WHERE a.deleted IS NULL AND d.deleted IS NULL "
            "AND a.origin <> 'import' AND a.status IN ('accepted', 'rejected') GROUP BY 1, 2, 3, 4",
            document,
            _LABELS,
        )
