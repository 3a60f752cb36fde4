"""Law 7 at the desk: the server is killed while editors decide and articles come in; nothing acknowledged is lost."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher

from livebrief.newsroom.people import Door
from livebrief.store import Store
from tests.newsroom.press import open_room

ROUNDS = 6
ROOT = Path(__file__).parents[2]
PASSWORD = "seven herrings swim"
SOON = 60  # seconds that a server may take to begin


def livebrief(store: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "livebrief", "--store", str(store), "--beat", "demo", "--reader", "rules", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def decide_until_killed(client: httpx.Client, claim: str, seconds: float, server: subprocess.Popen[str]) -> set[int]:
    """Pin and undo as fast as the desk answers, kill it after a while; the numbers that it had acknowledged."""
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/desk/keys").text)
    assert token is not None
    done: set[int] = set()
    until = time.monotonic() + seconds
    killed = False
    while True:
        seen = max(done, default=1 << 40)
        form = {"csrf": token[1], "seen": str(seen), "subject": claim, "reason": f"round {len(done)}"}
        form |= {"kind": "pin", "order": str(len(done) % 900)}
        if not killed and time.monotonic() >= until:
            server.kill()
            killed = True
        try:
            answer = client.post("/desk/decide", data=form)
        except httpx.HTTPError:
            return done
        assert answer.status_code == 303, answer.text
        done.add(int(answer.headers["location"].split("/")[-1].split("?")[0]))


@pytest.mark.slow
def test_law_7_killed_while_editing_and_adding(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    with open_room(tmp_path) as room:
        cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        Door(room.store.people, lambda: datetime.now(UTC), hasher=cheap).add("Ada Roe", "editor", PASSWORD)
        claim = room.editing.view().brf.stories[0].updates[0].claim
    acknowledged: dict[int, str] = {}
    decided = 0
    for n in range(ROUNDS):
        more = tmp_path / f"more{n}.jsonl"
        rows = [
            {"id": f"{n}-{k}", "text": f"Mayor Ilse Brandt said ferry {n} {k} had sunk off Sandport."} for k in range(9)
        ]
        more.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
        with livebrief(store, "serve", "--port", "0") as server, livebrief(store, "add", str(more)) as adding:
            try:
                assert server.stdout is not None
                base = server.stdout.readline().split()[3]
                with httpx.Client(base_url=base, timeout=SOON) as client:
                    page = client.get("/desk/sign-in").text
                    token = re.search(r'name="csrf" value="([^"]+)"', page)
                    assert token is not None
                    client.post("/desk/sign-in", data={"csrf": token[1], "name": "Ada Roe", "password": PASSWORD})
                    done = decide_until_killed(client, claim, random.uniform(0, 0.8), server)
            finally:  # a failed test must not wait for a server that nobody stops
                server.kill()
                adding.kill()
        with Store.open(store) as opened:
            assert opened.verify() == []
            kept = {entry.number: entry.digest for entry in opened.decisions()}
        assert done <= kept.keys()
        assert acknowledged.items() <= kept.items(), "what stood before stands unchanged"
        acknowledged = kept
        decided += len(done)
    assert decided > ROUNDS
