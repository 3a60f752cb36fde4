"""The queue: ordered by consequence, each item with why; what was decided on leaves it until something new comes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from livebrief.newsroom import Newsroom
from livebrief.newsroom.review import BASE, queue

from .press import BRIDGE

WHY = "looked at"


def test_ordered_by_consequence_each_with_why(room: Newsroom) -> None:
    items = queue(room.editing.view())
    assert [item.weight for item in items] == sorted((item.weight for item in items), reverse=True)
    assert {"denied", "silent edit"} <= {item.kind for item in items} <= set(BASE)
    assert all(item.why and item.text and item.subject for item in items)
    assert items[0].kind in ("disputed", "denied")


def test_a_large_figure_that_rests_on_one_source_waits(room: Newsroom, tmp_path: Path) -> None:
    row = {
        "outlet": "Sandport Post",
        "url": "https://post.example/flood",
        "published": "2025-03-06",
        "first_seen": "2025-03-06T09:00:00Z",
        "text": "The governor of Ostermark, Ilse Brandt, said on Thursday that 340 people had been killed in the flood.",
    }
    more = tmp_path / "more.jsonl"
    more.write_bytes(msgspec.json.encode(row))
    room.add([str(more)])
    found = [item for item in queue(room.editing.view()) if item.kind == "large figure" and "340" in item.why]
    assert len(found) == 1
    assert "one source" in found[0].why


def test_what_was_decided_on_leaves_until_something_new_comes(room: Newsroom, tmp_path: Path) -> None:
    view = room.editing.view()
    first = next(item for item in queue(view) if "river police" in item.text)
    room.editing.decide(room.editing.sign(first.subject, text="We rang them.", reason=WHY, seen=view.head), by="Ada")
    assert first.subject not in {item.subject for item in queue(room.editing.view())}
    row = {
        "outlet": "Harbour Gazette",
        "url": "https://gazette.example/bridge",
        "published": "2025-03-06",
        "first_seen": "2025-03-06T09:00:00Z",
        "text": BRIDGE,
    }
    more = tmp_path / "more.jsonl"
    more.write_bytes(msgspec.json.encode(row))
    room.add([str(more)])
    assert first.subject in {item.subject for item in queue(room.editing.view())}


def test_an_undone_decision_brings_it_back(room: Newsroom) -> None:
    view = room.editing.view()
    first = queue(view)[0]
    hidden = room.editing.decide(room.editing.hide(first.subject, reason=WHY, seen=view.head), by="Ada")
    assert first.subject not in {item.subject for item in queue(room.editing.view())}
    room.editing.decide(room.editing.undo(hidden.number, reason=WHY, seen=hidden.number), by="Ada")
    assert [item for item in queue(room.editing.view()) if item.subject == first.subject]
