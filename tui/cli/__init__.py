"""The `briefreader` command. It imports Textual only to open the reader, and the rest only as a command needs it."""


def main() -> int:
    """Run the command line and return the exit status: 0 done, 1 not all of it, 2 a wrong call, 130 interrupted."""
    import sys

    try:
        from tui.cli.at_once import opened_at_once

        status = opened_at_once(sys.argv[1:])
        if status is not None:
            return status
        from tui.cli.program import run

        return run()
    except KeyboardInterrupt:
        return 130
