"""The bench: each run in a process of its own gives its row; names that are none are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from livebrief.bench.growth import PORTIONS, growth
from livebrief.bench.runs import NAMES, run
from livebrief.config import Config
from livebrief.errors import WrongUsage


def test_growth_over_sizes_is_a_row_for_each(tmp_path: Path) -> None:
    rows = run(["growth"], Config(store=tmp_path / "none.db"), sizes=(20, 40))
    assert [(row.name, row.items) for row in rows] == [("growth", 20), ("growth", 40)]
    assert all(row.per_second > 0 and row.peak_mib > 0 and "last tenth / first" in row.note for row in rows)


def test_adding_tells_what_a_thousand_cost(tmp_path: Path) -> None:
    (row,) = run(["add"], Config(store=tmp_path / "none.db", reader="rules"), sizes=(20,))
    assert row.items == 20
    assert "s a thousand, last tenth / second" in row.note


def test_the_portions_are_the_whole_stream() -> None:
    portions = list(growth(30))
    assert len(portions) == PORTIONS
    assert sum(portion.articles for portion in portions) == 30


def test_an_unknown_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no such bench: speed"):
        run(["speed"], Config(store=tmp_path / "none.db"), sizes=(20,))
    assert "speed" not in NAMES
