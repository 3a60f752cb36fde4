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

ARTICLES = 200
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
    rng = random.Random(20)
    killed = 0
    for _ in range(KILLS):
        running = _add(tmp_path / "killed.db", inputs)
        try:
            running.wait(timeout=rng.uniform(0.2, 0.6 * whole))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            killed += 1
        running.communicate()
    last = _add(tmp_path / "killed.db", inputs)
    _, errors = last.communicate(timeout=300)
    assert last.returncode == 0, errors.decode()
    assert killed >= KILLS // 2
    assert _state(tmp_path / "killed.db") == _state(tmp_path / "calm.db")
