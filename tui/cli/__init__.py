"""The `briefreader` command. It imports Textual only to open the reader, and the rest only as a command needs it."""


def main() -> int:
    """Run the command line and return the exit status: 0 done, 1 not all of it, 2 a wrong call, 130 interrupted."""
    try:
        from tui.cli.program import run

        return run()
    except KeyboardInterrupt:
        return 130
