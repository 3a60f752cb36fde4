"""Law 7: `livebrief add` killed with SIGKILL at random moments, then begun again, ends where an undisturbed one ends."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from livebrief.bench.articles import perturbed
from livebrief.config import Config
from livebrief.newsroom import Newsroom

ARTICLES = 150
KILLS = 20


def _add(store: Path, inputs: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "livebrief", "--store", str(store), "--reader", "rules", "--beat", "demo"]
    return subprocess.Popen([*command, "add", str(inputs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _state(store: Path) -> tuple[object, ...]:
    with Newsroom(Config(store=store, beat="demo", reader="rules")) as room:
        assert room.verify() == []
        groups = room.material().groups
        return room.store.counts(), groups.story_of, groups.development_of, groups.claim_of


@pytest.mark.slow
def test_killed_twenty_times_and_begun_again(tmp_path: Path) -> None:
    inputs = tmp_path / "articles.jsonl"
    inputs.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in perturbed(ARTICLES)))
    began = time.monotonic()
    calm = _add(tmp_path / "calm.db", inputs)
    _, errors = calm.communicate(timeout=300)
    assert calm.returncode == 0, errors.decode()
    whole = time.monotonic() - began
    expected = _state(tmp_path / "calm.db")
    rng = random.Random(20)
    killed = rounds = 0
    while killed < KILLS:
        store = tmp_path / f"killed-{rounds}.db"
        running = _add(store, inputs)
        try:
            _, errors = running.communicate(timeout=rng.uniform(0.3, 0.6 * whole))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.communicate()
            killed += 1
            continue
        assert running.returncode == 0, errors.decode()
        assert _state(store) == expected
        rounds += 1  # this store is whole: the next kills go into a new one
    last = _add(store, inputs)
    _, errors = last.communicate(timeout=300)
    assert last.returncode == 0, errors.decode()
    assert _state(store) == expected
