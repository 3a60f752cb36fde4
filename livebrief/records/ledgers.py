"""What the desks keep: Cell (one cited value), Flag, Entry and one record type per desk, Total, Ledger.

A field of an entry that sources speak about is a tuple of cells, oldest first: the last cell of each speaker (``by``) is
that speaker's current word, those before it are its history, and several speakers stand side by side. Nothing is voted
on or added up here. Fields that are plain text are keys from closed lists or names already resolved.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from livebrief.records.mentions import PlaceMention


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One value and what carries it. ``text`` is shown: words of the source or a word of a closed list.

    ``statements`` are statement ids (never empty unless ``reference`` names an attached series that carries the value);
    ``by`` who says so; ``as_of`` the day it holds for (YYYY-MM-DD, coarser, or empty); ``verdict`` the verdict value of
    ``claim``; ``relation`` as in :class:`livebrief.records.stories.Figure`, or BESIDE. Numbers: ``value``, or ``low``/``high``.
    """

    text: str
    statements: tuple[str, ...] = ()
    by: str = ""
    act: str = ""
    as_of: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str = "exact"
    unit: str = ""
    relation: str = ""
    claim: str = ""
    verdict: str = ""
    reference: str = ""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reader must see beside an entry (figures that do not add up, a feed that stopped): never a repair."""

    kind: str
    says: str
    statements: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag_field="desk"):
    """What entries of every desk have. ``id``: minted, founded by the entry's first statement; ``title``: a fixed template
    filled from cells; ``when``: the day (or coarser) of the happening; ``where``: places at the precision published."""

    id: str
    title: str
    when: str = ""
    where: tuple[PlaceMention, ...] = ()
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    story: str = ""
    verdict: str = ""
    flags: tuple[Flag, ...] = ()


class Aid(Entry, frozen=True, kw_only=True, tag="aid"):
    """One promise of help and its life. ``stage`` cells: reported | announced | authorised | committed | delivered |
    cancelled | conditional | delayed | restriction-lifted | restriction-set, each with its day. ``category``: weapons |
    money | humanitarian | training. ``addable``: whether ``amount`` may enter a total, else ``why_not``."""

    donor: tuple[Cell, ...] = ()
    recipient: tuple[Cell, ...] = ()
    category: str = ""
    item: tuple[Cell, ...] = ()
    amount: tuple[Cell, ...] = ()
    delivered: tuple[Cell, ...] = ()
    programme: tuple[Cell, ...] = ()
    stage: tuple[Cell, ...] = ()
    addable: bool = False
    why_not: str = ""


class Harm(Entry, frozen=True, kw_only=True, tag="harm"):
    """Harm at one place and day, as figure chains per role; or, with ``hazard``, explosive hazards: kinds reported, how
    long they stay live, land contaminated, cleared. ``who``: civilians | combatants | unsaid."""

    who: str = "unsaid"
    cause: tuple[Cell, ...] = ()
    killed: tuple[Cell, ...] = ()
    injured: tuple[Cell, ...] = ()
    missing: tuple[Cell, ...] = ()
    detained: tuple[Cell, ...] = ()
    displaced: tuple[Cell, ...] = ()
    without_power: tuple[Cell, ...] = ()
    damaged: tuple[Cell, ...] = ()
    hazard: str = ""
    kinds: tuple[Cell, ...] = ()
    live_for: tuple[Cell, ...] = ()
    contaminated: tuple[Cell, ...] = ()
    cleared: tuple[Cell, ...] = ()


class Attack(Entry, frozen=True, kw_only=True, tag="attacks"):
    """One attack as claimed. Counts are chains by counter; ``regions`` are the places named, ``region_count`` the number
    given."""

    start: str = ""
    end: str = ""
    attacker: tuple[Cell, ...] = ()
    weapon: tuple[Cell, ...] = ()
    target: tuple[Cell, ...] = ()
    launched: tuple[Cell, ...] = ()
    intercepted: tuple[Cell, ...] = ()
    lost: tuple[Cell, ...] = ()
    hit: tuple[Cell, ...] = ()
    region_count: tuple[Cell, ...] = ()
    regions: tuple[Cell, ...] = ()
    consequences: tuple[Cell, ...] = ()


class Alert(Entry, frozen=True, kw_only=True, tag="alerts"):
    """One alert over a region. ``state``: open | over | unknown (its feed stopped: never over). Moments are ISO, UTC.
    ``delay_s``: seconds by which the source lagged."""

    region: str = ""
    code: str = ""
    level: str = ""
    threat: tuple[Cell, ...] = ()
    start: str = ""
    end: str = ""
    state: str = "open"
    last_heard: str = ""
    delay_s: float | None = None
    source: tuple[Cell, ...] = ()


class Notice(Entry, frozen=True, kw_only=True, tag="notices"):
    """An official notice of one office. ``state`` cells: closed | restricted | open, each with its day; ``until`` cells:
    expected ends as announced; ``reopened`` the day it did."""

    who: tuple[Cell, ...] = ()
    kind: str = ""
    state: tuple[Cell, ...] = ()
    reason: tuple[Cell, ...] = ()
    since: tuple[Cell, ...] = ()
    until: tuple[Cell, ...] = ()
    reopened: tuple[Cell, ...] = ()
    advice: tuple[Cell, ...] = ()


class Treaty(Entry, frozen=True, kw_only=True, tag="treaties"):
    """One party's standing to one instrument (or the instrument's own numbers: ``party`` empty). ``status`` cells: signed |
    ratified | acceded | withdrew | suspended | party | not a party, each with its day; in an entry about leaving: withdrawal
    announced | withdrawal proposed | withdrawal opposed."""

    instrument: tuple[Cell, ...] = ()
    party: tuple[Cell, ...] = ()
    status: tuple[Cell, ...] = ()
    parties: tuple[Cell, ...] = ()
    conduct: tuple[Cell, ...] = ()


class Rumour(Entry, frozen=True, kw_only=True, tag="rumours"):
    """What circulates. ``status`` cells: circulating | called false | called true; ``grounds`` why; ``imitates`` the claim
    it copies."""

    circulating: tuple[Cell, ...] = ()
    channel: tuple[Cell, ...] = ()
    first_seen: str = ""
    status: tuple[Cell, ...] = ()
    grounds: tuple[Cell, ...] = ()
    imitates: str = ""


class Control(Entry, frozen=True, kw_only=True, tag="control"):
    """Who is said to hold a place. ``held`` cells: captured | lost | holds | contested | denied | cannot verify, by whom,
    with ``basis`` claimed (a side speaks) or assessed (a monitor does) in the cell's ``unit``."""

    place: str = ""
    held: tuple[Cell, ...] = ()


class Explainer(Entry, frozen=True, kw_only=True, tag="explainers"):
    """A thing or term that the story leans on: stored sentences under questions, oldest and newest view, each cited."""

    term: str = ""
    what: tuple[Cell, ...] = ()
    how: tuple[Cell, ...] = ()
    disputed: tuple[Cell, ...] = ()
    numbers: tuple[Cell, ...] = ()


AnyEntry = Aid | Harm | Attack | Alert | Notice | Treaty | Rumour | Control | Explainer


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """A sum over entries that may be added. ``left_out``: (entry id, why) of those that may not."""

    what: str
    value: float
    unit: str
    entries: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a ledger's table: a field of its entry type, and its heading."""

    field: str
    heading: str


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """One desk's entries as of a moment. ``notice`` stands on every view and export ("not a warning service")."""

    desk: str
    title: str
    as_of: datetime
    columns: tuple[Column, ...]
    entries: tuple[AnyEntry, ...] = ()
    totals: tuple[Total, ...] = ()
    notice: str = ""
    references: tuple[str, ...] = ()


def cells(entry: AnyEntry) -> dict[str, tuple[Cell, ...]]:
    """The cited fields of an entry that say something, by field name, in the order of its record."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, tuple) and value and isinstance(value[0], Cell)
    }


BESIDE = "beside"  # the relation of a cell that takes no earlier word's place: a cause, a weapon, what came of it


def current(chain: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Each speaker's last word, in the order in which they first spoke; cells that stand beside each other all stand."""
    last: dict[tuple[str, str], Cell] = {}
    for cell in chain:
        last[(cell.by, cell.text if cell.relation == BESIDE else "")] = cell
    return tuple(last.values())
