"""The tables, and the steps that lead from each version of them to the next.

A new store takes all steps, an older one those that it lacks. A step that has been released is never changed.
"""

from collections.abc import Callable
from typing import Final

from annotations.store.views import VIEWS

Run = Callable[[str], object]
"""Runs one SQL statement."""
Step = Callable[[Run], None]
"""Changes the tables of one version into those of the next."""

APPLICATION_ID: Final = 0x62724665
"""Marks the file as ours, in the header of every SQLite file: "brFe"."""

_TABLES: Final = (
    """
    CREATE TABLE documents (
        id TEXT PRIMARY KEY NOT NULL,
        title TEXT NOT NULL,
        byline TEXT,
        outlet TEXT,
        source TEXT NOT NULL,
        published TEXT,
        revision INTEGER NOT NULL,  -- the number of the revision that is read now
        added TEXT NOT NULL,
        deleted TEXT,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id),
        number INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        headings TEXT,  -- JSON, null where the format declares none
        notices TEXT NOT NULL,  -- JSON
        added TEXT NOT NULL,
        hash TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (document, number)
    ) STRICT
    """,
    """
    CREATE TABLE tags (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        parent TEXT REFERENCES tags (id),
        description TEXT NOT NULL,
        colour TEXT NOT NULL,
        key TEXT CHECK (key IN ('1', '2', '3', '4', '5', '6', '7', '8', '9')),
        position INTEGER NOT NULL,
        deleted TEXT,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE selectors (
        id INTEGER PRIMARY KEY,
        revision INTEGER NOT NULL REFERENCES revisions (id),
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE annotations (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id),
        selector INTEGER NOT NULL UNIQUE REFERENCES selectors (id),
        note TEXT NOT NULL,
        label TEXT,
        origin TEXT NOT NULL CHECK (origin IN ('human', 'machine', 'import')),
        status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected', 'suggested')),
        author TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        deleted TEXT,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE placements (
        annotation TEXT NOT NULL REFERENCES annotations (id),
        revision INTEGER NOT NULL REFERENCES revisions (id),
        kind TEXT NOT NULL CHECK (kind IN ('exact', 'moved', 'review', 'orphan')),
        start_offset INTEGER,
        end_offset INTEGER,
        hash TEXT NOT NULL,
        PRIMARY KEY (annotation, revision),
        CHECK ((start_offset IS NULL) = (end_offset IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE annotation_tags (
        annotation TEXT NOT NULL REFERENCES annotations (id),
        tag TEXT NOT NULL REFERENCES tags (id),
        position INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (annotation, tag)
    ) STRICT
    """,
    """
    CREATE TABLE links (
        annotation TEXT NOT NULL REFERENCES annotations (id),
        type TEXT NOT NULL,
        target TEXT NOT NULL REFERENCES annotations (id),
        position INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (annotation, type, target)
    ) STRICT
    """,
    """
    CREATE TABLE acts (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        document TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
        code_book INTEGER NOT NULL CHECK (code_book IN (0, 1)),  -- it belongs to all documents
        inverts INTEGER REFERENCES acts (id),  -- the act that this one took back
        -- done: undo comes to it; undone: redo does; dropped: undone for good; fixed: neither, as with undo itself
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped', 'fixed')),
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        act INTEGER NOT NULL REFERENCES acts (id),
        kind TEXT NOT NULL CHECK (kind IN ('document', 'annotation', 'tag')),
        thing TEXT NOT NULL,
        before TEXT,  -- JSON of the fields that changed; null where the thing was made
        after TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE places (
        document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
        cursor INTEGER NOT NULL,
        top INTEGER NOT NULL,
        panel_open INTEGER NOT NULL CHECK (panel_open IN (0, 1)),
        tab TEXT NOT NULL,
        progress REAL NOT NULL,
        layers TEXT,  -- JSON, null for those that the settings name
        letters TEXT NOT NULL,  -- JSON: the places set, by their letters
        kept TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE readings (
        revision INTEGER PRIMARY KEY REFERENCES revisions (id),
        fingerprint TEXT NOT NULL,  -- of the pipeline that read it
        hash TEXT NOT NULL,
        reading TEXT NOT NULL  -- JSON, without the text
    ) STRICT
    """,
)

_INDEXES: Final = (
    "CREATE UNIQUE INDEX documents_source ON documents (source) WHERE source <> ''",
    "CREATE INDEX revisions_sha256 ON revisions (sha256)",
    "CREATE UNIQUE INDEX tags_name ON tags (ifnull(parent, ''), name) WHERE deleted IS NULL",
    "CREATE UNIQUE INDEX tags_key ON tags (key) WHERE deleted IS NULL AND key IS NOT NULL",
    "CREATE INDEX selectors_revision ON selectors (revision)",
    "CREATE INDEX annotations_document ON annotations (document)",
    "CREATE INDEX placements_revision ON placements (revision)",
    "CREATE INDEX annotation_tags_tag ON annotation_tags (tag)",
    "CREATE INDEX links_target ON links (target)",
    "CREATE INDEX acts_document ON acts (document, state)",
    "CREATE INDEX acts_state ON acts (state)",
    "CREATE INDEX acts_inverts ON acts (inverts)",
    "CREATE INDEX events_act ON events (act)",
    "CREATE INDEX events_thing ON events (thing)",
)

SEALED: Final = (
    "documents", "revisions", "tags", "selectors", "annotations", "placements", "annotation_tags", "links", "acts",
    "events", "places", "readings", "names", "assessments", "unsaved_notes",
)  # fmt: skip
"""The tables whose rows carry a hash."""
_IMMUTABLE: Final = ("revisions", "selectors", "events")
SEARCHED: Final = (
    ("texts_fts", "text", "revisions", "id"),
    ("quotes_fts", "exact", "selectors", "id"),
    ("notes_fts", "note", "annotations", "number"),
)
"""Each full-text index: its name, the column it covers, the table, and the table's integer key."""

_VIEWS: Final = (
    """
    CREATE VIEW annotations_placed AS
    SELECT a.id, a.document, a.note, a.label, a.origin, a.status, a.author, a.created, a.modified, a.deleted,
        a.selector, s.start_offset AS marked_start, s.end_offset AS marked_end, s.exact, s.prefix, s.suffix,
        r.id AS revision_id, r.number AS revision, ifnull(p.kind, 'orphan') AS placement, p.start_offset, p.end_offset
    FROM annotations AS a
    JOIN documents AS d ON d.id = a.document
    JOIN selectors AS s ON s.id = a.selector
    JOIN revisions AS r ON r.document = d.id AND r.number = d.revision
    LEFT JOIN placements AS p ON p.annotation = a.id AND p.revision = r.id
    """,
    """
    CREATE VIEW annotation_list AS
    SELECT a.id AS annotation, d.title AS document_title, a.exact AS quote,
        (
            SELECT group_concat(name, ', ') FROM (
                SELECT t.name FROM annotation_tags AS x JOIN tags AS t ON t.id = x.tag
                WHERE x.annotation = a.id AND t.deleted IS NULL ORDER BY x.position
            )
        ) AS tags,
        a.note, a.label, a.origin, a.status, a.placement, a.start_offset, a.end_offset, a.author, a.created, a.modified,
        d.source AS document_source, d.published AS document_published, a.document
    FROM annotations_placed AS a JOIN documents AS d ON d.id = a.document
    WHERE a.deleted IS NULL AND d.deleted IS NULL
    """,
)


def first_version(run: Run) -> None:
    """Make the tables, indexes, views and triggers of version 1."""
    for statement in (*_TABLES, *_INDEXES, *_VIEWS):
        run(statement)
    for table in _IMMUTABLE:
        _make_immutable(run, table)
    for index, column, table, key in SEARCHED:
        run(
            f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}', content_rowid='{key}', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        run(
            f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN "  # noqa: S608 - names are ours
            f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column}); END"
        )
    forget = "INSERT INTO notes_fts (notes_fts, rowid, note) VALUES ('delete', old.number, old.note);"
    run(
        f"CREATE TRIGGER notes_fts_update AFTER UPDATE OF note ON annotations BEGIN {forget} "  # noqa: S608 - a constant
        "INSERT INTO notes_fts (rowid, note) VALUES (new.number, new.note); END"
    )
    run(f"CREATE TRIGGER notes_fts_delete AFTER DELETE ON annotations BEGIN {forget} END")


def _make_immutable(run: Run, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        run(
            f"CREATE TRIGGER {table}_never_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
        )


def second_version(run: Run) -> None:
    """Add the names that the reader told, and let events be of them."""
    run(
        """
        CREATE TABLE names (
            id TEXT PRIMARY KEY NOT NULL,
            text TEXT NOT NULL,
            label TEXT,  -- what it names; null for one that was forgotten
            at TEXT NOT NULL,  -- what was judged of a forgotten one until then teaches nothing
            deleted TEXT,
            hash TEXT NOT NULL
        ) STRICT
        """
    )
    run("CREATE UNIQUE INDEX names_text ON names (text) WHERE deleted IS NULL")
    run("CREATE INDEX annotations_label ON annotations (label) WHERE label IS NOT NULL AND deleted IS NULL")
    # A check cannot be changed, so the table of events is made anew; its hashes stay what they were.
    run(
        """
        CREATE TABLE events_of_all (
            id INTEGER PRIMARY KEY,
            act INTEGER NOT NULL REFERENCES acts (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'annotation', 'tag', 'name')),
            thing TEXT NOT NULL,
            before TEXT,  -- JSON of the fields that changed; null where the thing was made
            after TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT
        """
    )
    run("INSERT INTO events_of_all SELECT id, act, kind, thing, before, after, hash FROM events")
    run("DROP TABLE events")
    run("ALTER TABLE events_of_all RENAME TO events")
    run("CREATE INDEX events_act ON events (act)")
    run("CREATE INDEX events_thing ON events (thing)")
    _make_immutable(run, "events")


def third_version(run: Run) -> None:
    """Add views, and how sure the reader is: in a table of its own, so that no old row's hash changes."""
    run(
        """
        CREATE TABLE assessments (
            annotation TEXT PRIMARY KEY NOT NULL REFERENCES annotations (id),
            confidence TEXT CHECK (confidence IN ('low', 'moderate', 'high')),
            reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),  -- of the source: Admiralty code
            credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),  -- of the information: Admiralty code
            hash TEXT NOT NULL
        ) STRICT
        """
    )
    for view in ("annotation_list", "annotations_placed"):
        run(f"DROP VIEW {view}")
    for statement in VIEWS:
        run(statement)


def fourth_version(run: Run) -> None:
    """Add the notes that were begun and not saved."""
    run(
        """
        CREATE TABLE unsaved_notes (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents (id),
            start_offset INTEGER NOT NULL,
            end_offset INTEGER NOT NULL,
            note TEXT NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (document, start_offset, end_offset)
        ) STRICT
        """
    )


STEPS: Final[tuple[Step, ...]] = (first_version, second_version, third_version, fourth_version)
"""`STEPS[n]` makes version n + 1 of version n; version 0 is an empty file."""
