"""Decision: one journal entry, and the closed list of kinds. The journal is append-only and digest-chained."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec


class Kind(StrEnum):
    """What can be decided. ``place`` is the machine's; the others are an editor's; ``undo`` takes one of those back."""

    PLACE = "place"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    APART = "apart"
    HIDE = "hide"
    PIN = "pin"
    RETRACT = "retract"
    UNDO = "undo"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: number, knowledge time, who, what, about what, the digest of the entry before, and its own.

    ``at`` is when the desk knew (as-of reads cut here and never go back in time along the journal); ``recorded_at`` is
    the clock of the machine that wrote it.

    Bodies by kind. place: a :class:`livebrief.records.stories.Placement`. merge: ``{"into": id}`` (subject: a story,
    development or claim). split: ``{"members": [...]}`` (members leave the subject for a new id ``{"new": id}``).
    move: ``{"to": id}`` (subject: a statement or document). apart: ``{"other": id}`` (an editor's *no*: the two never
    group). hide, retract: ``{"reason": text}``. pin: ``{"order": n}``. undo: ``{"decision": number}``.
    """

    number: int
    at: datetime
    recorded_at: datetime
    by: str
    kind: Kind
    subject: str
    body: dict[str, Any]
    previous: str
    digest: str
