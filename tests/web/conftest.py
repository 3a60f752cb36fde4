"""What the readers' web tests share: the demo beat in a store, and a client over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from livebrief.beats import DATA
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.web.app import make_app


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
