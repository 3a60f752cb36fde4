"""What the readers' web tests share: the demo beat in a store, and a client over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from livebrief.beats import DATA
from livebrief.config import Config
from livebrief.newsroom import Newsroom, demo_inputs
from livebrief.web.app import make_app


@pytest.fixture(scope="session")
def demo_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The demo beat, read by rules. Tests that change anything make a store of their own."""
    store = tmp_path_factory.mktemp("web") / "demo.db"
    with Newsroom(Config(store=store, beat="demo", reader="rules")) as room:
        room.add([str(demo_inputs())])
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
