"""Ledger entries of the demo beat against their gold: F1 over entries and over cells, desk by desk.

A gold entry is met by at most one made entry, the one that says most of its facts, and only if it says the facts that tell
entries apart (``KEYS``). An entry that no gold item is met by is one too many; so is a value in a field where the gold
gives all values (sums, counts, stages, states).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from livebrief.evals.demo_facts import NUMBERS, Item, cells_of, facts, number_of, numbers_of, says
from livebrief.evals.gate import Measure
from livebrief.records.ledgers import AnyEntry, Ledger, current

KEYS: dict[str, tuple[str, ...]] = {
    "aid": ("donor", "amount", "item"),
    "harm": ("place", "hazard"),
    "attacks": ("date", "launched"),
    "alerts": ("region", "start"),
    "notices": ("who",),
    "treaties": ("instrument", "party", "proposal", "signatories"),
    "rumours": ("claim",),
    "control": ("place",),
    "explainers": ("term",),
}


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Right, too many and missing, of entries and of cells."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was made."""
        every = 2 * self.right + self.extra + self.missing
        return 2 * self.right / every if every else 1.0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(
            right=self.right + other.right, extra=self.extra + other.extra, missing=self.missing + other.missing
        )


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One desk: the two scores, and what was missed or too many, in words."""

    entries: Score
    cells: Score
    notes: tuple[str, ...] = ()


def judge_ledger(items: Sequence[Item], ledger: Ledger) -> Judged:
    """The ledger against the gold items of its desk."""
    pairs = _pairs(items, ledger.entries)
    met = {id(item) for item, _ in pairs}
    used = {entry.id for _, entry in pairs}
    lost = [item for item in items if id(item) not in met]
    more = [entry for entry in ledger.entries if entry.id not in used]
    scored = [_cells(item, entry) for item, entry in pairs]
    missing = sum(len(facts(item)) for item in lost)
    total = Score(missing=missing)
    for score, _ in scored:
        total = total.plus(score)
    notes = [f"{ledger.desk}: no entry for {item['id']}" for item in lost]
    notes += [f"{ledger.desk}: one too many: {entry.title[:80]}" for entry in more]
    notes += [note for _, found in scored for note in found]
    return Judged(entries=Score(right=len(pairs), extra=len(more), missing=len(lost)), cells=total, notes=tuple(notes))


def measures(items: Sequence[Item], ledgers: Iterable[Ledger]) -> tuple[list[Measure], list[str]]:
    """F1 per desk (entries and cells together), and over all desks; with the notes."""
    made: list[Measure] = []
    notes: list[str] = []
    total = Score()
    for ledger in ledgers:
        judged = judge_ledger([item for item in items if item["desk"] == ledger.desk], ledger)
        both = judged.entries.plus(judged.cells)
        total = total.plus(both)
        made.append(Measure(name=f"ledger {ledger.desk}", value=both.f1))
        notes += judged.notes
    return [Measure(name="ledgers", value=total.f1), *made], notes


def _pairs(items: Sequence[Item], entries: Sequence[AnyEntry]) -> list[tuple[Item, AnyEntry]]:
    ranked = sorted(
        (
            (sum(says(entry, fact) for fact in facts(item)) / max(1, len(facts(item))), n, m)
            for n, item in enumerate(items)
            for m, entry in enumerate(entries)
            if _may_meet(item, entry)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: dict[int, int] = {}
    for _, n, m in ranked:
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return [(items[n], entries[m]) for n, m in sorted(pairs.items())]


def _may_meet(item: Item, entry: AnyEntry) -> bool:
    keys = [(field, item[field]) for field in KEYS[item["desk"]] if field in item]
    return bool(keys) and sum(says(entry, each) for each in keys) * 2 > len(keys)


def _cells(item: Item, entry: AnyEntry) -> tuple[Score, list[str]]:
    every = facts(item)
    lost = [fact for fact in every if not says(entry, fact)]
    extra = list(_too_many(item, entry))
    notes = [f"{item['desk']} {item['id']}: without {field} {value}" for field, value in lost]
    notes += [f"{item['desk']} {item['id']}: too many {what}" for what in extra]
    return Score(right=len(every) - len(lost), extra=len(extra), missing=len(lost)), notes


def _too_many(item: Item, entry: AnyEntry) -> Iterable[str]:
    """Values of counted fields that the gold does not give, where it gives the field."""
    for field, name in NUMBERS.items():
        wanted = numbers_of(item.get(field)) | (numbers_of(item.get("received")) if field == "delivered" else set())
        wanted |= {number for stage in item.get("stages", ()) for number in numbers_of(stage.get("amount"))}
        if field not in item or not wanted:
            continue
        got = {
            number_of(cell)
            for cell in cells_of(entry, name)
            if cell.unit and cell.relation not in ("part-of", "correction")
        }
        standing = {number_of(cell) for cell in current(cells_of(entry, name))}
        yield from (f"{field} {number}" for number in sorted((got & standing) - wanted - {None}, key=str))
