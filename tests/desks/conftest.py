"""What the desks' tests share: articles of our own words read by the whole house, and their ledgers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from livebrief.config import Config
from livebrief.desks import keep
from livebrief.newsroom import Newsroom
from livebrief.records.ledgers import AnyEntry, Cell, Ledger, cells
from livebrief.records.readings import Groups, Material
from livebrief.records.references import Reference
from livebrief.records.stories import Chain
from livebrief.records.verdicts import Verdict

LATER = datetime(2026, 9, 1, tzinfo=UTC)
Read = tuple[Material, dict[str, Verdict], tuple[Chain, ...]]


def read_all(path: Path, inputs: list[str], beat: str = "auto") -> Read:
    """What the desk knows after reading the inputs: material, verdicts, chains."""
    from livebrief.check import chains

    with Newsroom(Config(store=path, beat=beat, reader="joined"), clock=lambda: LATER) as room:
        room.add(inputs)
        material = room.material()
        return material, room.verdicts(material), chains(material)


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[..., Ledger]:
    """``ledger("aid", (day, text), …)``: the desk's ledger after articles of those days, of one outlet unless a third names it."""

    def make(name: str, *articles: tuple[str, ...]) -> Ledger:
        lines = [_line(n, *article) for n, article in enumerate(articles)]
        inputs = tmp_path / "articles.jsonl"
        inputs.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return keep(name, *read_all(tmp_path / "desk.db", [str(inputs)]))

    return make


def _line(n: int, day: str, text: str, outlet: str = "The Harbour Times") -> dict[str, Any]:
    return {"id": f"a{n}", "url": f"https://paper.example/{n}", "outlet": outlet, "published": day, "text": text}


def unread(as_of: datetime, *references: Reference) -> Material:
    """A desk that has read nothing, with these series."""
    return Material(
        as_of=as_of,
        documents={},
        current={},
        known_at={},
        sightings={},
        copies={},
        groups=Groups(),
        references=references,
    )


def texts(entry: AnyEntry, field: str) -> list[str]:
    """The shown texts of a field's cells."""
    return [cell.text for cell in field_of(entry, field)]


def field_of(entry: AnyEntry, field: str) -> tuple[Cell, ...]:
    """The field's cells."""
    return cells(entry).get(field, ())
