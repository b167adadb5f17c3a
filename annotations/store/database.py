"""The SQLite file: opened with care, read and written in whole transactions, its rows sealed with a hash."""

import hashlib
import itertools
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from annotations.store.errors import (
    BrokenRule,
    DamagedStore,
    ForeignFile,
    NewerStore,
    ReadOnlyStore,
    StoreBusy,
    StoreError,
    StoreFull,
)
from annotations.store.schema import APPLICATION_ID, SEALED, STEPS, Step
from annotations.text import shown_line

if TYPE_CHECKING:
    from sqlite_utils import Database as Utilities

PATIENCE: Final = 30.0
"""Seconds to wait for another program that is writing."""

_SQLITE: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""
_MAGIC: Final = b"SQLite format 3\x00"

Row = Mapping[str, Any] | sqlite3.Row


def now() -> str:
    """Return the time in UTC, as in 2026-01-01T00:00:00Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def new_id() -> str:
    """Return an id that nothing else has: 64 random bits, in hexadecimal."""
    return os.urandom(8).hex()


def seal(row: Row) -> str:
    """Return the hash of a row's values (all columns but `hash`), by which `doctor` finds a changed one."""
    values = [row[column] for column in sorted(row.keys()) if column != "hash"]
    return hashlib.blake2b(msgspec.json.encode(values), digest_size=8).hexdigest()


class Database:
    """One connection to the store's file, for the thread that made it.

    Making it creates the file, or checks it and brings an older one up to date (a copy of that stays beside it).
    Raises StoreError; what is not a store, or a newer one, is left untouched.
    """

    def __init__(self, path: Path, steps: Sequence[Step] = STEPS) -> None:
        self.path = path
        self._steps = steps
        self._name = shown_line(str(path))
        self._inserts: dict[tuple[str, ...], str] = {}
        self._connection = self._connect()
        try:
            with self._errors():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # reading and writing

    def rows(self, sql: str, *parameters: object) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self._errors():
            return self._connection.execute(sql, parameters).fetchall()

    def each(self, sql: str, *parameters: object) -> Iterator[sqlite3.Row]:
        """Yield the rows of a query one by one, for those that may be large."""
        with self._errors():
            yield from self._connection.execute(sql, parameters)

    def row(self, sql: str, *parameters: object) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        with self._errors():
            row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
            return row

    def value(self, sql: str, *parameters: object) -> Any:
        """Return the first column of the first row of a query, or None."""
        row = self.row(sql, *parameters)
        return None if row is None else row[0]

    def version(self) -> int:
        """Return a number that is another one as soon as another program has written to the file."""
        return int(self.value("PRAGMA data_version"))

    def run(self, sql: str, *parameters: object) -> int:
        """Run a statement that writes, inside a transaction, and return how many rows it changed."""
        if not self._connection.in_transaction:
            raise RuntimeError("a write outside a transaction")
        with self._errors():
            return self._writer.execute(sql, parameters).rowcount

    def insert(self, table: str, row: dict[str, Any]) -> None:
        """Write a new row, sealed."""
        columns = (table, *row)
        sql = self._inserts.get(columns)
        if sql is None:
            names, places = ", ".join(row), ", ".join("?" * len(row))
            sql = self._inserts[columns] = f"INSERT INTO {table} ({names}, hash) VALUES ({places}, ?)"  # noqa: S608 - names are ours
        self.run(sql, *row.values(), seal(row))

    def update(self, table: str, key: str, value: object, fields: Mapping[str, Any]) -> None:
        """Change fields of the row whose `key` is `value`, and seal it anew."""
        row = self.row(f"SELECT * FROM {table} WHERE {key} = ?", value)  # noqa: S608 - names are ours
        if row is None:
            raise BrokenRule(f"{self._name}: {table} has no row {value}")
        sets = ", ".join(f"{name} = ?" for name in fields)
        sql = f"UPDATE {table} SET {sets}, hash = ? WHERE {key} = ?"  # noqa: S608 - names are ours
        self.run(sql, *fields.values(), seal({**row, **fields}), value)

    def next_number(self, table: str, key: str = "id") -> int:
        """Return the integer key for the next row of `table`; rows are never deleted, so none comes twice."""
        return int(self.value(f"SELECT ifnull(max({key}), 0) + 1 FROM {table}"))  # noqa: S608 - names are ours

    def changed_definitions(self) -> Iterator[str]:
        """Yield a line for each table, index, view and trigger that is not defined as in a new file."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
            for step in self._steps:
                step(new.execute)
            expected = _definitions(new)
        with self._errors():
            present = _definitions(self._connection)
        for name, sql in expected.items():
            if present.get(name) != sql:
                yield f"{name}: its definition {'differs' if name in present else 'is missing'}"

    def changed_rows(self, table: str) -> Iterator[str]:
        """Yield the key of each row that does not have the hash it was written with."""
        for row in self.each(f"SELECT * FROM {table}"):  # noqa: S608 - names are ours
            if row["hash"] != seal(row):
                yield str(row[0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several times from one state of the file, whatever others write meanwhile.

        Raises DamagedStore if what was read is not what was written, and nothing could be made of it.
        """
        inner = self._connection.in_transaction
        if not inner:
            with self._errors():
                self._connection.execute("BEGIN")
        try:
            with nullcontext() if inner else self._damage_told():
                yield
        finally:
            if not inner and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that happens inside, or none of it; one inside another is a part that can fail alone.

        Raises DamagedStore as `snapshot` does.
        """
        inner = self._connection.in_transaction
        with self._errors():
            self._connection.execute("SAVEPOINT part" if inner else "BEGIN IMMEDIATE")
        try:
            with nullcontext() if inner else self._damage_told():
                yield
            with self._errors():
                self._connection.execute("RELEASE part" if inner else "COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk ends the transaction by itself
                with suppress(sqlite3.Error):  # what went wrong first is what is told
                    self._connection.execute("ROLLBACK TO part" if inner else "ROLLBACK")
                    if inner:
                        self._connection.execute("RELEASE part")
            raise

    @cached_property
    def _writer(self) -> "Utilities":
        # Imported at the first write: it takes longer than all else that a program needs which only reads.
        from sqlite_utils import Database as Utilities

        return Utilities(self._connection, execute_plugins=False, recursive_triggers=False)

    # opening

    def _connect(self) -> sqlite3.Connection:
        if sqlite3.sqlite_version_info < _SQLITE:
            wanted = ".".join(map(str, _SQLITE))
            raise StoreError(f"this Python has SQLite {sqlite3.sqlite_version}; the store needs {wanted} or later")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            if self.path.is_dir():
                raise StoreError(f"{self._name}: is a folder, not a store; name a file in it")
            if not new and self.path.stat().st_size:
                self._check_magic()
        except OSError as error:
            raise StoreError(f"{self._name}: cannot be opened: {error.strerror}") from error
        with self._errors():
            connection = sqlite3.connect(
                f"{self.path.as_uri()}?mode={'rwc' if new else 'rw'}",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
                cached_statements=256,
            )
        connection.row_factory = sqlite3.Row
        return connection

    def _check_magic(self) -> None:
        if Path(f"{self.path}-journal").exists():
            return  # a write was cut off: SQLite restores the first page as it opens the file
        with self.path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ForeignFile(f"{self._name}: is not a store of briefreader; it was left as it is")

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA synchronous = EXTRA")
        if self._version() < len(self._steps):
            self._migrate()
        present = {row["name"] for row in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if missing := set(SEALED) - present:
            raise DamagedStore(
                f"{self._name}: is damaged: it has no table {', '.join(sorted(missing))}; restore a copy"
            )
        with suppress(StoreBusy, ReadOnlyStore):  # it is then as safe as whoever made it so wanted it
            self.row("PRAGMA journal_mode = DELETE")
        self._connection.execute("PRAGMA foreign_keys = ON")

    def _version(self) -> int:
        """Return the version of the file's tables; 0 for a file with nothing in it."""
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            if self.path.stat().st_size == 0:
                return 0
            raise ForeignFile(f"{self._name}: is a database of another program; it was left as it is")
        if version > len(self._steps):
            raise NewerStore(
                f"{self._name}: was made by a newer briefreader (version {version} of the store, this one knows "
                f"{len(self._steps)}): update briefreader, or name another file with --db"
            )
        if version < 1:
            raise DamagedStore(f"{self._name}: is damaged: its version is {version}; restore a copy")
        return version

    def _migrate(self) -> None:
        with self.transaction():
            version = self._version()  # once more: another instance may have been first
            if version:
                self._copy_aside(version)
            for step in self._steps[version:]:
                step(self.run)
            if self.rows("PRAGMA foreign_key_check"):
                raise DamagedStore(f"{self._name}: is damaged: rows refer to rows that are not there; restore a copy")
            self.run(f"PRAGMA application_id = {APPLICATION_ID}")
            self.run(f"PRAGMA user_version = {len(self._steps)}")

    def _copy_aside(self, version: int) -> None:
        """Write the file as it is now beside it, as in library.2026-01-01.version-1.db."""
        day = now()[:10]
        for number in itertools.count(1):
            again = f"-{number}" if number > 1 else ""
            copy = self.path.with_name(f"{self.path.stem}.{day}.version-{version}{again}{self.path.suffix}")
            if not copy.exists():
                break
        part = copy.with_name(f"{copy.name}.part")
        try:
            part.unlink(missing_ok=True)
            # From a second connection: SQLite copies nothing out of one that is writing.
            reader = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
            with closing(reader) as source, closing(sqlite3.connect(part)) as target:
                source.backup(target)
            part.chmod(self.path.stat().st_mode)
            part.replace(copy)
        except (OSError, sqlite3.Error) as error:
            part.unlink(missing_ok=True)
            raise StoreError(
                f"{self._name}: is of an older version, and no copy could be made before changing it: {error}"
            ) from error

    # errors

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Raise DamagedStore in place of an error that is none of the store's, if the file is not as it was written."""
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            rows = (f"{table}: row {key} is not as it was" for table in SEALED for key in self.changed_rows(table))
            what = next(itertools.chain(self.changed_definitions(), rows), None)
            if what is None:
                raise
            raise DamagedStore(
                f"{self._name}: is damaged ({shown_line(what)}): restore a copy, or try `briefreader doctor`"
            ) from error

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise self._told(error) from error
        except UnicodeDecodeError as error:  # in a value, or in what SQLite says of a damaged schema
            raise DamagedStore(f"{self._name}: is damaged ({error.reason}); restore a copy") from error
        except (UnicodeEncodeError, OverflowError) as error:
            raise BrokenRule(f"{self._name}: a value cannot be stored ({error}); nothing was changed") from error

    def _told(self, error: sqlite3.Error) -> StoreError:
        # Python's own error, for text that is not UTF-8, has no name, and Python has none for a value of a wrong type.
        broken = isinstance(error, sqlite3.IntegrityError)
        name = "SQLITE_CONSTRAINT" if broken else getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")
        for prefix, (kind, what) in _TOLD.items():
            if name.startswith(prefix):
                return kind(f"{self._name}: {what.format(error=shown_line(str(error)))}")
        return StoreError(f"{self._name}: {shown_line(str(error))}")


def _definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return name and SQL of what the schema defines; the tables inside a full-text index are SQLite's own affair."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {name: sql for name, sql in rows if not sql.startswith("CREATE TABLE '")}


_TOLD: Final[Mapping[str, tuple[type[StoreError], str]]] = {
    "SQLITE_BUSY": (StoreBusy, f"another program has been writing for {PATIENCE:.0f} seconds; nothing was changed"),
    "SQLITE_LOCKED": (StoreBusy, "another part of the program is writing; nothing was changed"),
    "SQLITE_FULL": (StoreFull, "the disk is full; nothing was changed"),
    "SQLITE_IOERR": (StoreFull, "cannot be written, the disk may be full or failing ({error}); nothing was changed"),
    "SQLITE_READONLY": (ReadOnlyStore, "may not be written; nothing was changed"),
    "SQLITE_CANTOPEN": (ReadOnlyStore, "cannot be opened for writing here, nor its folder; nothing was changed"),
    "SQLITE_PERM": (ReadOnlyStore, "may not be written; nothing was changed"),
    "SQLITE_AUTH": (ReadOnlyStore, "may not be written; nothing was changed"),
    "SQLITE_NOTADB": (ForeignFile, "is not a store of briefreader; it was left as it is"),
    "SQLITE_CORRUPT": (DamagedStore, "is damaged ({error}); restore a copy, or try `briefreader doctor`"),
    "SQLITE_ERROR": (DamagedStore, "is damaged ({error}); restore a copy, or try `briefreader doctor`"),
    "SQLITE_CONSTRAINT": (BrokenRule, "a rule of the store forbids that: {error}; nothing was changed"),
    "SQLITE_TOOBIG": (StoreFull, "the text is too large for the store; nothing was changed"),
}
