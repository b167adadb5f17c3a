"""Two programs on one file: each can tell whether the other has made an act."""

from pathlib import Path

from annotations.model import Document
from annotations.store import Draft, Place, open_store


def test_another_programs_acts_are_told_from_ones_own_and_from_reading_along(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as here, open_store(tmp_path / "store.db") as there:
        document = here.documents.add(Document.of("The ferry left Kaldvik at noon.", title="Ferry", source="ferry")).id
        version, last = here.stand()
        assert here.stand() == (version, last)

        here.annotations.create(document, [Draft(start=4, end=9)])
        assert here.stand()[0] == version
        assert here.stand()[1] > last

        version, last = here.stand()
        there.documents.keep_place(document, Place(cursor=4))
        assert here.stand()[0] != version
        assert here.stand()[1] == last

        version, last = here.stand()
        there.annotations.create(document, [Draft(start=15, end=22)])
        assert here.stand()[0] != version
        assert here.stand()[1] > last

        version, last = here.stand()
        there.history.undo(document)
        assert here.stand()[0] != version
        assert here.stand()[1] > last, "an undo is an act too"
