"""Adding, in a process of its own: takes new articles in when told to, and says when that was done and how long it took.

``python -m livebrief.bench.adding STORE``: each line of its input is how many articles to add; each line of its output is
an :class:`Added`. What it remembers between rounds stays warm, as that of `livebrief watch` does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import msgspec

from livebrief.bench.articles import perturbed
from livebrief.config import Config
from livebrief.newsroom import Newsroom


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles found their place, in how many seconds, and when that was committed."""

    placed: int
    seconds: float
    committed: datetime


class Adding:
    """The process, asked over its pipes."""

    def __init__(self, asked: IO[bytes], told: IO[bytes]) -> None:
        self._asked, self._told = asked, told

    def add(self, articles: int) -> Added:
        """Add so many new articles; returns once they are committed."""
        self._asked.write(f"{articles}\n".encode())
        self._asked.flush()
        if not (line := self._told.readline()):
            raise SystemExit("the adding process has ended")
        return msgspec.json.decode(line, type=Added)


@contextmanager
def adding(store: str) -> Iterator[Adding]:
    """A process that adds to the store, warm: its first article is in. Ended when the block ends."""
    command = [sys.executable, "-m", "livebrief.bench.adding", store]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        if running.stdin is None or running.stdout is None:
            raise SystemExit("no pipes")
        process = Adding(running.stdin, running.stdout)
        process.add(1)
        yield process
        running.stdin.close()


def main() -> None:
    """Add as told on standard input until it ends."""
    with Newsroom(Config(store=sys.argv[1], beat="demo", reader="rules")) as room:
        for line in sys.stdin:
            sys.stdout.write(msgspec.json.encode(_add(room, int(line))).decode() + "\n")
            sys.stdout.flush()


def _add(room: Newsroom, articles: int) -> Added:
    """New articles, published just now, in one round."""
    now = datetime.now(UTC)
    rows = []
    for n, row in enumerate(perturbed(articles, salt=f"{time.time_ns()}-")):
        when = (now - timedelta(seconds=articles - n)).isoformat()
        rows.append(msgspec.json.encode(row | {"published": when, "first_seen": when}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.jsonl"
        path.write_bytes(b"\n".join(rows))
        began = time.perf_counter()
        placed = room.add([str(path)]).placed
        return Added(placed=placed, seconds=time.perf_counter() - began, committed=datetime.now(UTC))


if __name__ == "__main__":
    main()
