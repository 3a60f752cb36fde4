"""What tests share: no network at all, and the real data where it is."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

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
def seeds() -> list[str]:
    """The two founding articles; the test is skipped, not passed, where they are absent."""
    found = sorted(str(path) for path in (DATA / "seeds").glob("*.txt"))
    if not found:
        pytest.skip(f"not run: no data at {DATA}")
    return found
