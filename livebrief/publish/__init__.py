"""Publish: a briefing to page, feeds, files and text. Pure over records; nothing here decides what is said."""
