"""Law 7: killed at any instant, nothing acknowledged is lost and nothing is doubled."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from livebrief.store import Store

from .conftest import Fresh
from .making import keep, reading

ARTICLES, BATCH = 300, 5
ROOT = Path(__file__).parents[2]


def work(where: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.worker", where, str(ARTICLES), str(BATCH)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_after(where: str, seconds: float) -> set[int]:
    """Begin the work, kill -9 it ``seconds`` after its first word; the numbers that it had acknowledged."""
    with work(where) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "begun\n"
        time.sleep(seconds)
        victim.kill()
        said = victim.stdout.read()
    whole = said[: said.rfind("\n") + 1].split()
    return {int(word) for word in whole if word.isdigit()}


@pytest.mark.slow
def test_law_7_kill_at_random_moments_then_go_on(where: str, fresh: Fresh) -> None:
    acknowledged: set[int] = set()
    for _ in range(10):
        acknowledged |= kill_after(where, random.uniform(0, 0.4))
        if not Store.there(where):
            continue
        with Store.open(where) as store:
            assert store.verify() == []
            counts = store.counts()
            assert counts["capture"] == counts["document"] == counts["decision"]
            assert counts["capture"] % BATCH == 0
            for n in acknowledged:
                assert store.reading(reading(n).document.id) == reading(n)
    with work(where) as last:
        assert "done" in last.communicate()[0]
    with Store.open(where) as store, fresh() as calm:
        with calm.writer() as writer:
            for n in range(ARTICLES):
                keep(writer, n)
        assert store.verify() == []
        assert store.counts() == calm.counts()
        assert list(store.decisions()) == list(calm.decisions())
        assert list(store.documents()) == list(calm.documents())
