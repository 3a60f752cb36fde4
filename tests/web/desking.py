"""What the tests of the editor's desk over HTTP share: a clock, a person signed in, the fields of an action's form."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from livebrief.newsroom import Newsroom

PASSWORD = "seven herrings swim"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
WHY = "the county called us"


class Clock:
    def __init__(self) -> None:
        self.later = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.later


def signed_in(app: Any, name: str = "Ada Roe") -> TestClient:
    client = TestClient(app)
    token = csrf_of(client.get("/desk/sign-in").text)
    answer = client.post("/desk/sign-in", data={"csrf": token, "name": name, "password": PASSWORD, "next": ""})
    assert answer.url.path == "/desk/queue"
    return client


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def a_claim(room: Newsroom, words: str = "two more bridges") -> str:
    brf = room.editing.view().brf
    return next(line.claim for story in brf.stories for line in story.updates if words in line.text)


def fields(client: TestClient, room: Newsroom, kind: str, subject: str, **more: Any) -> dict[str, Any]:
    seen = room.editing.view().head
    csrf = csrf_of(client.get("/desk/keys").text)
    return {"csrf": csrf, "kind": kind, "subject": subject, "seen": str(seen), "reason": WHY, **more}
