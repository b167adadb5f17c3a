"""The commands that work everywhere."""

from typing import Final

from tui.commands.command import Command

THEMES: Final = (
    Command("theme-light", "Light theme", "Dark letters on light ground.", (), "View", "everywhere"),
    Command("theme-dark", "Dark theme", "Light letters on dark ground.", (), "View", "everywhere"),
    Command(
        "theme-terminal", "Terminal's colours", "The colours that the terminal itself has.", (), "View", "everywhere"
    ),
)

HELP: Final = (Command("help", "Help", "Show what works where you are.", ("?", "f1"), "Program", "everywhere"),)

PALETTE: Final = (
    Command("palette", "Every command", "Find any command by its name.", ("ctrl+p",), "Program", "everywhere"),
)
