"""Incident: what a group of articles about one happening bears out, each count with the words that carry it."""

from __future__ import annotations

import msgspec

from livebrief.records.spans import Span

TITLED = "in titles"  # why a count stands that the running text does not give


class Borne(msgspec.Struct, frozen=True, kw_only=True):
    """One count and what carries it: ``words`` are (document id, span in its text) pairs; a count that only titles give, or
    that nothing says against (``why``), has none."""

    value: int
    words: tuple[tuple[str, Span], ...] = ()
    why: str = ""


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """Persons killed and injured, the day (YYYY-MM-DD or empty) and the settlement as most articles have them. A reading of
    the group as a whole: shown beside the chains of figures, never in their place."""

    killed: Borne
    injured: Borne
    day: str = ""
    place: str = ""
    documents: tuple[str, ...] = ()
