"""How a person writes a moment."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(given: str) -> datetime:
    """A moment as a person writes it, in UTC: a bare day is its last second, no offset is UTC. ValueError otherwise."""
    found = datetime.fromisoformat(given)
    if len(given) == len("2025-03-05"):
        found = found.replace(hour=23, minute=59, second=59)
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
