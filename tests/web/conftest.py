"""What the web tests share: the demo beat in a store with a client over it, and a small desk with people signed in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from livebrief.beats import DATA
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom.people import Door
from livebrief.web.app import make_app
from tests.newsroom.press import open_room
from tests.web.desking import CHEAP, PASSWORD, Clock, signed_in


@pytest.fixture(scope="session")
def demo_room(tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Newsroom]) -> Iterator[Newsroom]:
    """The demo beat, read by rules. Tests that change anything make a store of their own."""
    with demo_copy(tmp_path_factory.mktemp("web")) as room:
        yield room


@pytest.fixture(params=["demo", "storm"])
def every_beat(request: pytest.FixtureRequest, demo_room: Newsroom, tmp_path: Path) -> Iterator[TestClient]:
    """A client over each bundled beat that has articles of its own."""
    if request.param == "demo":
        yield TestClient(make_app(demo_room))
        return
    with Newsroom(Config(store=tmp_path / "other.db", beat=request.param, reader="rules")) as room:
        room.add([str(DATA / request.param / "inputs")])
        yield TestClient(make_app(room))


@pytest.fixture
def demo(demo_room: Newsroom) -> TestClient:
    """A client over the demo beat."""
    return TestClient(make_app(demo_room))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    with open_room(folder) as room:
        door = Door(room.store.people, lambda: datetime.now(UTC), hasher=CHEAP)
        for name, role in (("Ada Roe", "editor"), ("Ben Oak", "editor"), ("Rea Der", "reader")):
            door.add(name, role, PASSWORD)
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(filled: Path, tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    for file in filled.glob("desk.db*"):
        shutil.copy(file, tmp_path)
    with Newsroom(Config(store=tmp_path / "desk.db", beat="demo", reader="rules"), clock=clock) as opened:
        opened.__dict__["door"] = Door(opened.store.people, clock, hasher=CHEAP)
        yield opened


@pytest.fixture
def app(room: Newsroom) -> Any:
    return make_app(room)


@pytest.fixture
def ada(app: Any) -> TestClient:
    return signed_in(app)
