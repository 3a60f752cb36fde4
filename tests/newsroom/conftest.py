from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from livebrief.newsroom import Newsroom
from tests.newsroom.press import open_room


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store was filled once; tests copy it."""
    folder = tmp_path_factory.mktemp("filled")
    open_room(folder).close()
    return folder


@pytest.fixture
def room(filled: Path, tmp_path: Path) -> Iterator[Newsroom]:
    for file in filled.glob("desk.db*"):
        shutil.copy(file, tmp_path)
    with open_room(tmp_path, filled=False) as opened:
        yield opened
