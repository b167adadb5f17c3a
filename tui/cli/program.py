"""The group of commands, and how each ends: its exit status, one line for what went wrong."""

import os
import sys

import click
from click_default_group import DefaultGroup

from tui.cli import reading
from tui.cli.options import database
from tui.cli.output import say


@click.group(
    cls=DefaultGroup,
    default="open",
    default_if_no_args=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="briefreader", prog_name="briefreader", message="%(prog)s %(version)s")
@database
def briefreader() -> None:
    """Read briefings in the terminal: who said what, when and how many, with your own tags and notes."""


briefreader.add_command(reading.open_)
briefreader.add_command(reading.extract)


def run() -> int:
    """Run the command that the arguments name and return the exit status."""
    try:
        status = briefreader.main(prog_name="briefreader", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.UsageError as error:
        context = error.ctx.command_path if error.ctx else "briefreader"
        say(f"{error.format_message()} (see {context} --help)")
        return 2
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
