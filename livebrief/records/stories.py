"""What the desk groups: Claim, Development, Story, Placement (where one document and its statements went), and what
it counts: Figure, Chain.

Grouping is decided, never computed in place: a placement is a journal entry, and the groups of a moment are the fold
of the journal up to it (livebrief/track/fold.py).
"""

from __future__ import annotations

import msgspec

from livebrief.records.ledgers import Flag


class Placement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is asserted, whoever asserts it: the statements (ids) that assert, deny or comment on it."""

    id: str
    statements: tuple[str, ...]
    development: str = ""
    story: str = ""


class Development(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One happening (the field's *event*): its documents in the order that the desk learnt of them."""

    id: str
    story: str
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Developments over days (the field's *topic*). ``state``: emerging | active | dormant | closed."""

    id: str
    developments: tuple[str, ...]
    documents: tuple[str, ...]
    state: str = "emerging"


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One link of a number chain: a count, by whom, as of when, from which statement (and which quantity in it).

    ``relation`` to a link before: first | repeat | update | correction | rival | part-of; ``to`` is that link's
    statement and ``why`` the rule that decided, in words. ``by`` is the counter's key and ``by_name`` its shown name; ``outlet`` has it;
    ``as_of`` the ISO moment (or day) that the count holds for. A range has ``low`` and ``high``. ``whole``: the number
    that a part-of is part of, where the text gives it. ``at`` is the place of the number in its document's text.
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
    document: str = ""
    claim: str = ""
    by_name: str = ""
    outlet: str = ""
    side: str = ""
    to: str = ""
    why: str = ""
    whole: float | None = None
    at: int = 0


class Chain(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Successive figures of one slot, oldest first. The slot: what (``role``, ``unit``, ``of``: the noun as written),
    where (``places``: names, the most named first), when (``day`` of the happening, YYYY-MM-DD or empty), whose
    (``whose``: a group or side that the texts name, as "civilians"; empty: unsaid).

    ``current``: the link that stands for each counter now, by the rule of :mod:`livebrief.check.figures`; several
    counters stand side by side and nothing is summed. ``flags``: arithmetic that does not fit, references that differ.
    ``id`` follows from the first link (content id).
    """

    id: str
    role: str
    unit: str
    figures: tuple[Figure, ...]
    current: tuple[Figure, ...] = ()
    of: str = ""
    places: tuple[str, ...] = ()
    day: str = ""
    whose: str = ""
    story: str = ""
    developments: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
