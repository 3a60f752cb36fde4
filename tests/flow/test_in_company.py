"""Reading by several processes: the same outcomes in the same order, and a death that costs one article."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from livebrief.bench.articles import perturbed
from livebrief.config import Config
from livebrief.flow import reading
from livebrief.flow.helpers import Helpers
from livebrief.ingest import IngestOptions, collect
from livebrief.newsroom import Newsroom
from livebrief.newsroom.helper import command, understanding
from livebrief.records.articles import Received
from livebrief.records.outcomes import Failed, Made, Outcome, Why
from livebrief.records.readings import Reading

NOW = datetime(2025, 1, 1, tzinfo=UTC)
MORTAL = """
import os, sys
from livebrief.flow.helpers import answer
from livebrief.newsroom.helper import understanding
reply = understanding("rules", "demo").reply
answer(sys.stdin.buffer, sys.stdout.buffer, lambda asked: os._exit(3) if b"Quayhaven" in asked else reply(asked))
"""


@pytest.fixture(scope="module")
def arrivals(tmp_path_factory: pytest.TempPathFactory) -> list[Received]:
    path = tmp_path_factory.mktemp("company") / "a.jsonl"
    rows = [*perturbed(12)]
    rows.insert(
        7, {"id": "mortal", "text": "The mayor of Quayhaven said that the bridge is closed. Two were hurt there."}
    )
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    found = collect([str(path)], options=IngestOptions(), now=NOW)
    return [outcome.value for outcome in found if isinstance(outcome, Made)]


def outcomes(arrivals: Sequence[Received], start: Sequence[str] = (), count: int = 2) -> list[Outcome[Reading]]:
    company = reading.Company(command=start, count=count) if start else None
    reader = reading.Reader(understanding("rules", "demo"), company)
    with reader.in_company():
        return list(reader.read(arrivals, now=NOW))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_outcomes_are_those_of_reading_alone(
    arrivals: list[Received], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SOON", 3)
    alone, together = outcomes(arrivals), outcomes(arrivals, command("rules", "demo"), count)
    assert msgspec.json.encode(together) == msgspec.json.encode(alone)
    assert len(alone) == len(arrivals)


def test_a_process_that_dies_fails_its_article_alone(arrivals: list[Received], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SOON", 2)
    found = outcomes(arrivals, [sys.executable, "-c", MORTAL])
    (failed,) = (outcome for outcome in found if isinstance(outcome, Failed))
    assert failed.why is Why.INTERNAL
    assert "ended (3)" in failed.detail
    assert found.index(failed) == 7
    assert sum(isinstance(outcome, Made) for outcome in found) == len(arrivals) - 1


def test_a_command_that_cannot_start_fails_what_it_was_asked() -> None:
    with Helpers([sys.executable, "-c", "raise SystemExit(5)"], 1) as helpers, pytest.raises(ChildProcessError):
        helpers.ask(b"anything").result()


def test_an_error_in_a_document_is_told_alike(arrivals: list[Received], monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("a broken rule")

    monkeypatch.setattr("livebrief.flow.understanding.annotate", breaks)
    found = outcomes(arrivals[:2])
    assert [outcome.detail for outcome in found if isinstance(outcome, Failed)] == [
        "ValueError: a broken rule; please report it"
    ] * 2


def test_a_desk_is_the_same_however_many_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SOON", 4)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in perturbed(20)))
    kept = []
    for count in (1, 2):
        config = Config(store=tmp_path / f"{count}.db", beat="demo", reader="rules", batch_documents=6, processes=count)
        with Newsroom(config, clock=lambda: NOW) as room:
            room.add([str(path)])
            material = room.material()
        kept.append((sorted(material.documents), material.sightings, material.groups.story_of))
    assert kept[0] == kept[1]
