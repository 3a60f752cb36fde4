"""How ledgers are scored: facts said, facts missing, entries and values too many."""

from __future__ import annotations

from datetime import UTC, datetime

from livebrief.evals.demo_ledgers import judge_ledger, measures
from livebrief.records.ledgers import Aid, Cell, Ledger

GOLD = {
    "id": "e1",
    "kind": "entry",
    "desk": "aid",
    "donor": "Norway",
    "recipient": "Moldova",
    "category": "money",
    "amount": 80_000_000,
    "stage": "announced",
    "stages": [{"stage": "announced", "date": "2025-05-02"}],
}


def _entry(number: float = 80_000_000, some_id: str = "a", donor: str = "Norway") -> Aid:
    stage = Cell(text="announced", as_of="2025-05-02", by="Kari Moe")
    amount = Cell(text="80 million euros", value=number, unit="EUR", by="Kari Moe")
    return Aid(
        id=some_id, title=f"{donor} · 80 million euros · to Moldova", category="money", amount=(amount,), stage=(stage,)
    )


def _ledger(*entries: Aid) -> Ledger:
    return Ledger(desk="aid", title="Aid", as_of=datetime(2025, 5, 3, tzinfo=UTC), columns=(), entries=entries)


def test_all_said_is_one() -> None:
    judged = judge_ledger([GOLD], _ledger(_entry()))
    assert (judged.entries.f1, judged.cells.f1, judged.notes) == (1.0, 1.0, ())


def test_a_wrong_sum_is_missing_and_too_many() -> None:
    judged = judge_ledger([{**GOLD, "item": "80 million euros"}], _ledger(_entry(70_000_000)))
    assert (judged.cells.missing, judged.cells.extra) == (1, 1)


def test_an_entry_too_many_and_one_missing_cost() -> None:
    judged = judge_ledger([GOLD], _ledger(_entry(), _entry(some_id="b", donor="Chad")))
    assert (judged.entries.right, judged.entries.extra) == (1, 1)
    (total, aid), notes = measures([GOLD], [_ledger()])
    assert total.value == aid.value == 0.0
    assert notes == ["aid: no entry for e1"]
