"""Print the table of numbers."""

from benchmarks import anchoring, keys, keystrokes, reading, startup, storing


def main() -> None:
    """Measure everything, a row at a time."""
    for subject in (startup, keys, keystrokes, reading, storing, anchoring):
        for row in subject.rows():
            print(f"{'ok  ' if row.reached else 'MISS'} {row.what:<40} {row.measured}  (goal {row.goal})", flush=True)


if __name__ == "__main__":
    main()
