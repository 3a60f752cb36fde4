"""The load bench on a small store: every figure is printed, and the articles that it adds are there."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

import msgspec

from livebrief.bench.adding import adding
from livebrief.bench.articles import perturbed
from livebrief.bench.load import Load
from livebrief.config import Config
from livebrief.newsroom import Newsroom

SMALL = ("--seconds", "0.5", "--connections", "2", "--streams", "5", "--articles", "3", "--rate", "20")
TURNS, WARM = 5, 1


def test_every_figure_of_a_served_store_is_printed(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    command = [sys.executable, "-m", "livebrief.bench.load", str(store), *SMALL]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    rows = [msgspec.json.decode(line, type=Load) for line in done.stdout.splitlines()]
    assert [row.name for row in rows] == [
        "add, alone",
        "first page",
        "front page",
        "a plain page of as many bytes",
        "event streams",
        "add, while readers load the page",
    ]
    assert [rows[0].requests, rows[-1].requests] == [3, 3]
    assert all(row.per_second > 0 for row in (rows[0], rows[2], rows[3], rows[5]))
    assert 0 < rows[4].p50_ms <= rows[4].p99_ms
    with Newsroom(Config(store=store)) as room:
        assert room.store.counts()["document"] == WARM + 3 + TURNS + 3


def test_articles_added_are_new_each_time(tmp_path: Path) -> None:
    with adding(tmp_path / "desk.db") as process:
        first, second = process.add(2), process.add(2)
    assert (first.placed, second.placed) == (2, 2)
    assert first.committed < second.committed


def test_another_salt_gives_other_articles() -> None:
    plain, salted = (list(islice(perturbed(3, salt), 3)) for salt in ("", "x"))
    assert not {row["url"] for row in plain} & {row["url"] for row in salted}
    assert not {row["text"] for row in plain} & {row["text"] for row in salted}
