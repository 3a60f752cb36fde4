"""What tests share: no network at all, the demo beat read once, one browser a module, and the real data where it is."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from livebrief.config import Config
from livebrief.newsroom import Newsroom, demo_inputs
from tests.browsing import CHROMIUM, chromium

# No test asserts a time: a busy machine must not fail a law.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

DATA = Path(os.environ.get("LIVEBRIEF_DATA", "../shared/data"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only loopback may be spoken to."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Newsroom]:
    """Opens the demo beat, read by rules, from a copy in the folder given: the articles are read once a session."""
    whole = tmp_path_factory.mktemp("demo")
    with Newsroom(Config(store=whole / "demo.db", beat="demo", reader="rules")) as room:
        room.add([str(demo_inputs())])

    def copied(folder: Path) -> Newsroom:
        shutil.copytree(whole, folder, dirs_exist_ok=True)
        return Newsroom(Config(store=folder / "demo.db", beat="demo", reader="rules"))

    return copied


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; the test is skipped, not passed, where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH")
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def seeds() -> list[str]:
    """The two founding articles; the test is skipped, not passed, where they are absent."""
    found = sorted(str(path) for path in (DATA / "seeds").glob("*.txt"))
    if not found:
        pytest.skip(f"not run: no data at {DATA}")
    return found
