"""An attached attack table beside the ledger: for each count of an attack, whether the table agrees, differs or is silent.

Owns the comparison. A table is one more source: it neither confirms nor mends anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from livebrief.desks.striking.words import kind_of
from livebrief.records.ledgers import Cell, Flag
from livebrief.records.references import AttackRow, Reference

FIELDS = {"launched": "launched", "intercepted": "destroyed", "lost": "lost", "hit": "hit"}
# Model names of tables that do not name their kind of weapon; designations, as the makers and forces give them.
_DRONES = (
    "shahed",
    "geran",
    "orlan",
    "lancet",
    "zala",
    "supercam",
    "mohajer",
    "reconnaissance uav",
    "uav",
    "merlin",
    "forpost",
)
_MISSILES = (
    "x-",
    "kh-",
    "kalibr",
    "iskander",
    "kinzhal",
    "zircon",
    "c-300",
    "c-400",
    "s-300",
    "s-400",
    "oniks",
    "kn-23",
    "tochka",
)


def compared(
    references: Iterable[Reference], day: str, kind: str, counts: Mapping[str, tuple[Cell, ...]]
) -> Iterator[Flag]:
    """One flag per attached table: what it gives for the day and kind of weapon, and how that stands to the counts."""
    for reference in references:
        if reference.kind != "attacks" or not day or not kind:
            continue
        rows = [
            row
            for row in reference.rows
            if isinstance(row, AttackRow) and _covers(row, day) and weapon_kind(row) == kind
        ]
        if not rows:
            covered = reference.until[:10] >= day
            says = "lists no such attack" if covered else f"ends {reference.until[:10]}: not covered"
            yield Flag(kind="reference-silent", says=f"{reference.name}: {says}")
            continue
        yield _set_beside(reference, rows, counts)


def _set_beside(reference: Reference, rows: list[AttackRow], counts: Mapping[str, tuple[Cell, ...]]) -> Flag:
    says: list[str] = []
    differs = False
    for role, field in FIELDS.items():
        values = [getattr(row, field) for row in rows if getattr(row, field) is not None]
        if not values or not counts[role]:
            continue
        theirs = sum(values)
        told = [cell.value for cell in counts[role] if cell.value is not None]
        agrees = any(value == theirs for value in told)
        differs |= not agrees
        near = min(told, key=lambda value: abs(value - theirs), default=None)
        by = "" if agrees or near is None else f", differs by {abs(near - theirs):g}"
        says.append(f"{role} {theirs:g}{', agrees' if agrees else by}")
    kind = "reference-differs" if differs else "reference-agrees"
    return Flag(kind=kind, says=f"{reference.name}: {'; '.join(says) or 'lists it without comparable counts'}")


def _covers(row: AttackRow, day: str) -> bool:
    """Whether the wave ended on the day, or began on it and ended no later than the next: a night is told by its morning."""
    end = (row.end or row.start)[:10]
    if end == day:
        return True
    following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return row.start[:10] == day and end < following


def weapon_kind(row: AttackRow) -> str:
    """The kind of weapon of a table's row: by its words, else by its designation; empty when neither says."""
    model = row.weapon.casefold()
    if any(model.startswith(known) for known in _DRONES):
        return "drone"
    if any(known in model for known in _MISSILES):
        return "missile"
    return kind_of(row.weapon)
