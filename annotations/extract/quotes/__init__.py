"""Reported speech: its words, who said them, how it is told and how it stands."""
