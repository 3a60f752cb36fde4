"""Laws over whole rounds: idempotence, as-of, order of portions, undated and future articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from livebrief.bench.articles import perturbed
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.records.decisions import Decision
from livebrief.records.mentions import PlaceMention
from livebrief.records.readings import Material
from livebrief.store import Writer

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def _room(path: Path) -> Newsroom:
    return Newsroom(Config(store=path, beat="demo", reader="rules", batch_documents=7), clock=lambda: NOW)


def _file(path: Path, rows: list[dict[str, object]]) -> str:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return str(path)


def _view(material: Material) -> tuple[object, ...]:
    groups = material.groups
    return (
        sorted(material.documents),
        groups.story_of,
        groups.development_of,
        groups.claim_of,
        material.copies,
        material.sightings,
    )


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return list(perturbed(60))


def test_adding_twice_changes_nothing(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    inputs = _file(tmp_path / "a.jsonl", rows)
    with _room(tmp_path / "one.db") as room:
        first = room.add([inputs])
        before = (room.store.counts(), _view(room.material()))
        again = room.add([inputs])
        assert first.inputs.made == len(rows)
        assert again.inputs.made == 0
        assert again.inputs.skipped == {"already-seen": len(rows)}
        assert again.placed == 0
        assert (room.store.counts(), _view(room.material())) == before


@pytest.mark.parametrize("cut", [15, 37])
def test_as_of_equals_a_store_that_never_saw_more(tmp_path: Path, rows: list[dict[str, object]], cut: int) -> None:
    moment = datetime.fromisoformat(str(rows[cut]["first_seen"])) - timedelta(seconds=1)
    with _room(tmp_path / "all.db") as room, _room(tmp_path / "early.db") as early:
        room.add([_file(tmp_path / "all.jsonl", rows)])
        early.add([_file(tmp_path / "early.jsonl", rows[:cut])])
        assert _view(room.material(moment)) == _view(early.material(moment))
        one, other = room.briefing(moment)[0], early.briefing(moment)[0]
        assert one == other


def test_portions_in_time_order_end_in_the_same_place(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    with _room(tmp_path / "once.db") as once, _room(tmp_path / "portions.db") as portions:
        once.add([_file(tmp_path / "all.jsonl", rows)])
        for n in range(0, len(rows), 20):
            portions.add([_file(tmp_path / f"{n}.jsonl", rows[n : n + 20])])
        assert _view(once.material()) == _view(portions.material())


def test_two_desks_on_one_store_end_where_one_does(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    """What one process keeps warm is brought in step with what another wrote meanwhile."""
    portions = [_file(tmp_path / f"{n}.jsonl", rows[n : n + 15]) for n in range(0, len(rows), 15)]
    with _room(tmp_path / "one.db") as one, _room(tmp_path / "two.db") as first, _room(tmp_path / "two.db") as second:
        for n, portion in enumerate(portions):
            one.add([portion])
            (first, second)[n % 2].add([portion])
        assert _view(one.material()) == _view(second.material())


def test_what_a_failed_transaction_taught_is_forgotten(
    tmp_path: Path, rows: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = _file(tmp_path / "all.jsonl", rows)
    with _room(tmp_path / "calm.db") as calm, _room(tmp_path / "hurt.db") as hurt:
        calm.add([everything])
        calls = iter(range(1000))
        decide = Writer.decide

        def failing(writer: Writer, **entry: Any) -> Decision:
            if next(calls) in (10, 25):
                raise RuntimeError("the disk is gone")
            return decide(writer, **entry)

        monkeypatch.setattr(Writer, "decide", failing)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                hurt.add([everything])
        hurt.add([everything])
        assert _view(calm.material()) == _view(hurt.material())


LOCAL = (
    "The mill in Tullahoma shuts. Buses from Shelbyville and Manchester will run as before.",
    "A new bridge opens between Tullahoma and Winchester, near Estill Springs.",
    "Tullahoma council met. The Coffee County sheriff spoke of a fire at Decherd.",
    "The fair in Manchester drew many families, the council said on Friday.",
)


def _told(number: int) -> dict[str, object]:
    day = f"2024-12-0{number + 1}"
    return {"url": f"https://mill.example/{number}", "outlet": "The Mill", "published": day, "text": LOCAL[number]}


def test_a_paper_at_home_means_the_place_next_door(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [_told(number) for number in range(4)]
    with _room(tmp_path / "one.db") as room:
        whole = _file(tmp_path / "all.jsonl", rows)
        room.add([whole])
        at_once = _places(room)
        alone = {reading.document.text: reading.mentions for _, reading in room.read([whole], None, lambda _: None)}
    with _room(tmp_path / "two.db") as room:
        room.add([_file(tmp_path / "first.jsonl", rows[:3])])
    with _room(tmp_path / "two.db") as room:
        room.add([_file(tmp_path / "last.jsonl", rows[3:])])
        assert _places(room) == at_once
    assert at_once[LOCAL[3]] == ["US.TN"]
    assert [men.within for men in alone[LOCAL[3]] if isinstance(men, PlaceMention)] == ["US.TN"]


def _places(room: Newsroom) -> dict[str, list[str]]:
    readings = [room.store.reading(doc.id) for doc in room.store.documents()]
    return {each.document.text: [m.within for m in each.mentions if isinstance(m, PlaceMention)] for each in readings}
