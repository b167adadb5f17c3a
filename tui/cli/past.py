"""What was done: `history` prints who did what when."""

import click

from tui.cli.options import database, day, document_ids, examples, opened_store
from tui.cli.output import say, table


@click.command(epilog=examples("briefreader history", "briefreader history --document report.txt --day 2026-01-31"))
@click.option("--document", metavar="ID|PATH", shell_complete=document_ids, help="Only what was done in this document.")
@click.option("--day", metavar="YYYY-MM-DD", callback=day, help="Only what was done on this day, by your clock.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, metavar="N", help="At most N acts, 100 unless told."
)
@database
def history(document: str | None, day: str | None, limit: int) -> None:
    """Tell who did what when.

    The newest first, a line each with tabs between: when, by whom, how it stands, in which document, what, from what to
    what. The reader undoes any of it.
    """
    from tui.said import day_in_utc, in_words, local, state_of

    since, until = day_in_utc(day) if day else (None, None)
    with opened_store() as store:
        id = None if document is None else store.documents.find(document)
        entries = store.log.entries(id, since=since, until=until, limit=limit)
        rows = []
        for entry in entries:
            changes = store.log.changes(entry.act.id, limit=1)
            more = f" and {entry.changes - 1} more" if entry.changes > 1 else ""
            told = in_words(changes[0]) + more if changes else ""
            rows.append((local(entry.act.at), entry.act.author, state_of(entry), entry.title, entry.act.title, told))
    if rows:
        table(("WHEN", "WHO", "STATE", "DOCUMENT", "WHAT", "CHANGED"), rows)
    else:
        say("nothing was done" + (" there" if document or day else " yet"))
