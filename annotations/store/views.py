"""The views of the store's file: `annotations_placed` is read by the program, the others by people with other tools.

They show what is there now, in words: nothing deleted, tags as `parent/child`, passages and titles instead of ids.
"""

from typing import Final

_PLACED: Final = """
    CREATE VIEW annotations_placed AS
    SELECT a.id, a.document, a.note, a.label, a.origin, a.status, a.author, a.created, a.modified, a.deleted,
        a.selector, s.start_offset AS marked_start, s.end_offset AS marked_end, s.exact, s.prefix, s.suffix,
        r.id AS revision_id, r.number AS revision, ifnull(p.kind, 'orphan') AS placement, p.start_offset, p.end_offset,
        x.confidence, x.reliability, x.credibility
    FROM annotations AS a
    JOIN documents AS d ON d.id = a.document
    JOIN selectors AS s ON s.id = a.selector
    JOIN revisions AS r ON r.document = d.id AND r.number = d.revision
    LEFT JOIN placements AS p ON p.annotation = a.id AND p.revision = r.id
    LEFT JOIN assessments AS x ON x.annotation = a.id
    """

_TAG_PATHS: Final = """
    CREATE VIEW tag_paths AS
    WITH RECURSIVE paths (id, path) AS (
        SELECT id, name FROM tags WHERE parent IS NULL AND deleted IS NULL
        UNION ALL
        SELECT t.id, p.path || '/' || t.name FROM tags AS t JOIN paths AS p ON t.parent = p.id WHERE t.deleted IS NULL
    )
    SELECT id, path FROM paths
    """

_DOCUMENT_LIST: Final = """
    CREATE VIEW document_list AS
    SELECT d.title, d.outlet, d.byline, d.published, d.source, length(r.text) AS characters, r.number AS revision,
        (SELECT count(*) FROM annotations AS a WHERE a.document = d.id AND a.deleted IS NULL) AS annotations,
        (SELECT count(*) FROM annotations AS a WHERE a.document = d.id AND a.deleted IS NULL AND a.note <> '') AS notes,
        p.progress, d.added, d.id AS document
    FROM documents AS d
    JOIN revisions AS r ON r.document = d.id AND r.number = d.revision
    LEFT JOIN places AS p ON p.document = d.id
    WHERE d.deleted IS NULL
    """

_ANNOTATION_LIST: Final = """
    CREATE VIEW annotation_list AS
    SELECT a.id AS annotation, d.title AS document_title, a.exact AS quote,
        (
            SELECT group_concat(path, ', ') FROM (
                SELECT t.path FROM annotation_tags AS x JOIN tag_paths AS t ON t.id = x.tag
                WHERE x.annotation = a.id ORDER BY x.position
            )
        ) AS tags,
        a.note, a.label, a.confidence, a.reliability, a.credibility, a.origin, a.status, a.placement, a.start_offset,
        a.end_offset, a.author, a.created, a.modified, d.source AS document_source,
        d.published AS document_published, a.document
    FROM annotations_placed AS a JOIN documents AS d ON d.id = a.document
    WHERE a.deleted IS NULL AND d.deleted IS NULL
    """

_TAG_PASSAGES: Final = """
    CREATE VIEW tag_passages AS
    SELECT t.path AS tag, a.exact AS passage, d.title AS document_title, a.note, a.author, a.status, a.placement,
        a.created, a.modified, a.id AS annotation, a.document
    FROM annotation_tags AS x
    JOIN tag_paths AS t ON t.id = x.tag
    JOIN annotations_placed AS a ON a.id = x.annotation
    JOIN documents AS d ON d.id = a.document
    WHERE a.deleted IS NULL AND d.deleted IS NULL
    """

_LINK_LIST: Final = """
    CREATE VIEW link_list AS
    SELECT a.exact AS passage, x.type, b.exact AS target_passage, d.title AS document_title,
        e.title AS target_document_title, b.deleted IS NOT NULL OR e.deleted IS NOT NULL AS target_deleted, a.author,
        a.id AS annotation, b.id AS target, a.document, b.document AS target_document
    FROM links AS x
    JOIN annotations_placed AS a ON a.id = x.annotation
    JOIN annotations_placed AS b ON b.id = x.target
    JOIN documents AS d ON d.id = a.document
    JOIN documents AS e ON e.id = b.document
    WHERE a.deleted IS NULL AND d.deleted IS NULL
    """

_ACT_LIST: Final = """
    CREATE VIEW act_list AS
    SELECT a.id AS act, a.at, a.author,
        CASE WHEN i.id IS NULL THEN '' WHEN i.inverts IS NULL THEN 'Undo: ' ELSE 'Redo: ' END || a.title AS title,
        d.title AS document_title, (SELECT count(*) FROM events AS e WHERE e.act = a.id) AS changes,
        a.state IN ('undone', 'dropped') AS undone, a.document
    FROM acts AS a
    LEFT JOIN acts AS i ON i.id = a.inverts
    LEFT JOIN documents AS d ON d.id = a.document
    """

_CHANGE_LIST: Final = """
    CREATE VIEW change_list AS
    SELECT a.at, a.author, a.title, e.kind,
        coalesce(s.exact, t.name, n.text, o.title, '') AS what, e.before, e.after, d.title AS document_title,
        a.act, e.thing, a.document
    FROM events AS e
    JOIN act_list AS a ON a.act = e.act
    LEFT JOIN documents AS d ON d.id = a.document
    LEFT JOIN annotations AS p ON e.kind = 'annotation' AND p.id = e.thing
    LEFT JOIN selectors AS s ON s.id = p.selector
    LEFT JOIN tags AS t ON e.kind = 'tag' AND t.id = e.thing
    LEFT JOIN names AS n ON e.kind = 'name' AND n.id = e.thing
    LEFT JOIN documents AS o ON e.kind = 'document' AND o.id = e.thing
    """

VIEWS: Final = (
    _PLACED, _TAG_PATHS, _DOCUMENT_LIST, _ANNOTATION_LIST, _TAG_PASSAGES, _LINK_LIST, _ACT_LIST, _CHANGE_LIST,
)  # fmt: skip
"""Those of version 3, in an order in which they can be made."""
