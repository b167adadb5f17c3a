"""The program's themes: light, dark, and the terminal's own colours."""

from typing import Final

from textual.theme import Theme

LIGHT: Final = Theme(
    name="light",
    dark=False,
    primary="#1f5f8b",
    secondary="#6a4c93",
    accent="#a8481f",
    success="#2f6f3e",
    warning="#8a5a00",
    error="#b3261e",
    foreground="#24292f",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5dd",
    variables={
        "block-cursor-foreground": "#fbfaf7",
        "block-cursor-background": "#1f5f8b",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1f5f8b 25%",
        "border-blurred": "#d5d0c4",
        "scrollbar": "#cfc9bb",
        "scrollbar-hover": "#a9a292",
        "scrollbar-active": "#1f5f8b",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#f3f1ec",
        "scrollbar-background-active": "#f3f1ec",
        "scrollbar-corner-color": "#fbfaf7",
    },
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    primary="#7fb4d9",
    secondary="#b59ddb",
    accent="#e6a774",
    success="#93c48f",
    warning="#e0bf6f",
    error="#e5837a",
    foreground="#d9d7d0",
    background="#16181c",
    surface="#1d2025",
    panel="#272b32",
    variables={
        "block-cursor-foreground": "#16181c",
        "block-cursor-background": "#7fb4d9",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7fb4d9 30%",
        "border-blurred": "#33383f",
        "scrollbar": "#3a4048",
        "scrollbar-hover": "#56606c",
        "scrollbar-active": "#7fb4d9",
        "scrollbar-background": "#16181c",
        "scrollbar-background-hover": "#1d2025",
        "scrollbar-background-active": "#1d2025",
        "scrollbar-corner-color": "#16181c",
    },
)

TERMINAL: Final = Theme(
    name="terminal",
    ansi=True,
    dark=True,
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_yellow",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_blue",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_default",
    },
)

THEMES: Final = (LIGHT, DARK, TERMINAL)
