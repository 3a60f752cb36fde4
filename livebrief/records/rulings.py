"""What the standing decisions of editors amount to: Fix, Ruling, Embargo, Signature, OwnLine. Folded into Groups.

Each names the journal entry that it comes from (``number``), so that whoever shows it can say who, when and why.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from livebrief.records.mentions import PlaceMention


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """A reading set right. ``field``: source | act | figure | place.

    ``words`` are the mention's words (figure, place: which of the statement's); ``value`` what stands instead: the name
    of the source, an :class:`~livebrief.records.statements.Act`, a figure's role, the place's name (empty: not a
    place). ``place`` is the place meant; ``kind`` and ``role`` belong to a source. ``article`` and ``content`` (the
    statement's folded content) find the statement again when the article is read anew and its id differs.
    """

    number: int
    field: str
    value: str
    words: str = ""
    kind: str = ""
    role: str = ""
    place: PlaceMention | None = None
    article: str = ""
    content: str = ""


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """An editor's verdict in place of the machine's. ``value`` is a value of the verdicts' closed list."""

    number: int
    value: str
    reason: str
    by: str


class Embargo(msgspec.Struct, frozen=True, kw_only=True):
    """Not to be shown before ``until``."""

    number: int
    until: datetime
    reason: str


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """A fact-check signed by a named person: what they found, in their words."""

    number: int
    by: str
    at: datetime
    text: str


class OwnLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that an editor wrote for a story: shown as such, beside the statements (ids) that it rests on."""

    number: int
    story: str
    text: str
    by: str
    at: datetime
    cites: tuple[str, ...]
