"""Everything the program can be told to do, in one table.

Bindings, the palette, the help page, the settings file's keymap and `briefreader keys` all come from it.
The palette offers them in this order, those of the main job first; the help page takes them group by group.
Pure data, a module for each place: nothing here imports the screen library.
"""

from collections.abc import Mapping
from typing import Final

from tui.commands import codebook, differences, history, library, lists, names, program, reader, review, versions
from tui.commands.command import Command, Group, Place

__all__ = ["BY_ID", "CHOOSING", "COMMANDS", "Command", "Group", "Place", "commands_of"]

COMMANDS: Final[tuple[Command, ...]] = (
    *reader.MAIN_JOB,
    *program.THEMES,
    *reader.LIBRARY,
    *program.HELP,
    *reader.MOVES,
    *reader.MARKS,
    *reader.SELECTING,
    *reader.ANNOTATING,
    *reader.FINDING,
    *reader.PANEL,
    *lists.LIST,
    *lists.PANEL,
    *reader.DOCUMENTS,
    *library.LIBRARY,
    *codebook.CODEBOOK,
    *codebook.PASSAGES,
    *names.NAMES,
    *versions.VERSIONS,
    *review.REVIEW,
    *review.PREVIEW,
    *history.HISTORY,
    *history.DELETED,
    *differences.DIFFERENCES,
    *reader.VIEW,
    *program.PALETTE,
    *reader.LEAVING,
)

CHOOSING: Final[Mapping[Place, str]] = {
    "panel": "Read on at the item's evidence.",
    "library": "Open the document.",
    "codebook": "Rename the tag.",
    "passages": "Read on at the passage.",
    "names": "Say what the name really is.",
    "preview": "Do it to all that are listed, as one act.",
    "history": "Read on where the act changed something.",
    "deleted": "Bring it back.",
}
"""What choosing an item does in each list."""

BY_ID: Final = {command.id: command for command in COMMANDS}


def commands_of(*places: Place) -> tuple[Command, ...]:
    """Return the commands that work in any of `places`, in the table's order."""
    return tuple(command for command in COMMANDS if command.place in places)
