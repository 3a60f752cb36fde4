"""What the desk groups: Claim, Development, Story, and Placement (where one document and its statements went).

Grouping is decided, never computed in place: a placement is a journal entry, and the groups of a moment are the fold
of the journal up to it (livebrief/track/fold.py).
"""

from __future__ import annotations

import msgspec


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """The machine's decision about one document: its story, its development, and the claim of each of its statements.

    ``opened`` lists the minted ids that this placement opened; ``merged`` pairs (loser, winner) of stories that it
    showed to be one. ``reasons`` say why, for `livebrief explain`.
    """

    document: str
    article: str
    story: str
    development: str
    claims: tuple[tuple[str, str], ...] = ()
    opened: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What is asserted, whoever asserts it: the statements (ids) that assert, deny or comment on it."""

    id: str
    statements: tuple[str, ...]
    development: str = ""
    story: str = ""


class Development(msgspec.Struct, frozen=True, kw_only=True):
    """One happening (the field's *event*): its documents in the order that the desk learnt of them."""

    id: str
    story: str
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Developments over days (the field's *topic*). ``state``: emerging | active | dormant | closed."""

    id: str
    developments: tuple[str, ...]
    documents: tuple[str, ...]
    state: str = "emerging"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a number chain: a count, by whom, as of when, from which statement (and which quantity in it).

    ``relation`` to the link before: first | repeat | update | correction | rival | part-of.
    """

    statement: str
    role: str
    unit: str
    by: str
    as_of: str
    bound: str = "exact"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    relation: str = "first"
    text: str = ""
