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
    ORDER = "order"
    RETRACT = "retract"
    CORRECT = "correct"
    OVERRIDE = "override"
    LINE = "line"
    EMBARGO = "embargo"
    SIGN = "sign"
    UNDO = "undo"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: number, knowledge time, who, what, about what, the digest of the entry before, and its own.

    ``at`` is when the desk knew (as-of reads cut here and never go back in time along the journal); ``recorded_at`` is
    the clock of the machine that wrote it.

    Bodies by kind. place: a :class:`livebrief.records.stories.Placement`. merge: ``{"into": id}`` (subject: a story,
    development or claim). split: ``{"members": [...]}`` (members leave the subject for a new id ``{"new": id}``).
    move: ``{"to": id}`` (subject: a statement or document). apart: ``{"other": id}`` (an editor's *no*: the two never
    group). hide, retract: nothing more. pin: ``{"order": n}`` (subject: a claim or story). order: ``{"lines": [claim …]}``
    (subject: a story; these first, in this order). correct: the fields of :class:`livebrief.records.rulings.Fix`
    (subject: a statement). override: ``{"value": verdict}`` (subject: a claim). line: ``{"text", "cites": [statement …]}``
    (subject: a story). embargo: ``{"until": ISO moment}``. sign: ``{"text"}`` (subject: a claim). undo:
    ``{"decision": number}``. Every editor's body has ``reason``; one about a claim also has ``statements``, those that
    the editor saw in it: where the claim's id is gone, the mark goes to the claim that holds most of them.
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


def touched(entry: Decision) -> frozenset[str]:
    """The ids that the entry decides about: its subject and what it joins, parts or moves. Two entries that share one
    are about the same thing.
    """
    body = entry.body
    named = [entry.subject, *(str(body[key]) for key in ("into", "to", "other", "new") if body.get(key))]
    return frozenset([*named, *(str(member) for member in body.get("members", ()))])
