"""The group of commands, and how each ends: its exit status, one line for what went wrong."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click
from click_default_group import DefaultGroup

from annotations import __version__
from annotations.text import shown_line
from tui.cli.options import COMPLETION, database, examples
from tui.cli.output import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_BROKEN_PIPE: Final = 141
_INTERRUPTED: Final = 130
_DEBUG: Final = "BRIEFREADER_DEBUG"
"""The variable that lets a fault of the program through as Python tells it."""


_COMMANDS: Final = {
    "open": "reading.open_",
    "extract": "reading.extract",
    "annotate": "keeping.annotate",
    "export": "exchanging.export",
    "import": "exchanging.import_",
    "add": "keeping.add",
    "list": "looking.list_",
    "search": "looking.search",
    "tags": "looking.tags",
    "history": "past.history",
    "names": "naming.names",
    "agreement": "agreeing.agreement",
    "keys": "looking.keys",
    "doctor": "looking.doctor",
    "datasette": "looking.datasette",
    "completion": "looking.completion",
}
"""Where each command is, in the order in which a newcomer meets them: a call imports only its own."""


class _Program(DefaultGroup):  # type: ignore[misc]
    """The commands; what is the name of none is a source to open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell asks what may follow: not only what may follow `open`
            return click.Group.parse_args(self, ctx, args)
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = cmd_name if cmd_name in _COMMANDS else self.default_cmd_name
        if name not in self.commands:
            module, _, command = _COMMANDS[name].partition(".")
            self.add_command(getattr(import_module(f"tui.cli.{module}"), command))
        found: click.Command | None = super().get_command(ctx, cmd_name)
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem"]:
        from click.shell_completion import CompletionItem

        found: list[CompletionItem] = super().shell_complete(ctx, incomplete)
        return [*found, CompletionItem(incomplete, type="file")]


@click.group(
    epilog=examples(
        "briefreader report.txt                open it in the reader",
        "briefreader                           open the library",
        "briefreader extract report.txt        print what is in it, as JSON",
        "briefreader COMMAND --help            more of a command, with examples",
    ),
    cls=_Program,
    default="open",
    invoke_without_command=True,
    subcommand_metavar="[SOURCE]... | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="briefreader", message="%(prog)s %(version)s")
@click.pass_context
@database
def briefreader(context: click.Context) -> int | None:
    """Read briefings in the terminal: who said what, when and how many, with your own tags and notes.

    SOURCE is a file (plain text, Markdown, HTML), a folder, a web address, or - for standard input.
    """
    if context.invoked_subcommand:
        return None
    from tui.cli.reading import open_

    status: int = context.invoke(open_, sources=())
    return status


def run() -> int:
    """Run the command that the arguments name and return the exit status."""
    if COMPLETION in os.environ:  # a shell asks
        briefreader.main(prog_name="briefreader", complete_var=COMPLETION)
    try:
        with briefreader.make_context("briefreader", sys.argv[1:]) as context:
            status = briefreader.invoke(context)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "briefreader"
        say(f"{error.format_message()} (see {command} --help)")
        return error.exit_code
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains as it flushes at exit
        return _BROKEN_PIPE
    except Exception as error:
        say(_told(error))
        return 1


def _told(error: Exception) -> str:
    """Return an error as one line: one of the lower layers says it all, any other is a fault of the program."""
    from annotations.sources import SourceError
    from annotations.store import StoreError
    from tui.settings import SettingsError

    if isinstance(error, SourceError | StoreError | SettingsError):
        return str(error)
    if _DEBUG in os.environ:
        raise error
    return f"{type(error).__name__}: {shown_line(str(error))}: a fault of the program ({_DEBUG}=1 shows where)"
