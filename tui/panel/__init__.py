"""The panel beside the article: facts, quotes, names, timeline, notes."""
