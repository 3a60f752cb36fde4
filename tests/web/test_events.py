"""The event stream: news after a change, the missed page told at once, an end when the desk stops."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom import views as views_of
from livebrief.newsroom.views import Views
from livebrief.web import events
from livebrief.web.events import Hub
from livebrief.web.measures import Measures

SOON = 30


def _add(room: Newsroom, folder: Path, n: int) -> None:
    path = folder / f"{n}.jsonl"
    text = f"The mayor of Tarnwick, Josef Arlund, said on Tuesday that {n} people had been killed in the strike."
    path.write_bytes(msgspec.json.encode({"id": str(n), "outlet": "Echo", "published": "2025-03-04", "text": text}))
    room.add([str(path)])


def test_streams_are_told_of_moves_and_of_the_new_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "POLL_S", 0.02)
    monkeypatch.setattr(views_of, "QUICK_S", -1.0)  # every page takes a while

    async def told(room: Newsroom) -> None:
        measures, views = Measures(), Views(room)
        hub = Hub(room, views, measures)
        looking = asyncio.create_task(hub.run())
        while views.latest is None and not looking.done():
            await asyncio.sleep(0.01)
        assert views.latest is not None, looking
        first = views.latest.brf.as_of.isoformat()
        streams = [hub._told("") for _ in range(50)]
        heads = await asyncio.gather(*(anext(stream) for stream in streams))
        assert all(head.startswith(b"retry:") for head in heads)
        waiting = [asyncio.create_task(_moved_and_made(stream)) for stream in streams]
        await asyncio.to_thread(_add, room, tmp_path, 14)
        heard = await asyncio.wait_for(asyncio.gather(*waiting), SOON)
        assert len(heard) == 50
        assert b"livebrief_streams 50.0" in measures.text()
        behind = hub._told(first)
        await anext(behind)
        assert b"event: page" in await asyncio.wait_for(anext(behind), SOON)
        rest = [asyncio.create_task(_to_the_end(stream)) for stream in (*streams, behind)]
        hub.close()
        await asyncio.wait_for(asyncio.gather(looking, *rest), SOON)
        assert b"livebrief_streams 0.0" in measures.text()

    with Newsroom(Config(store=tmp_path / "e.db", beat="demo", reader="rules")) as room:
        _add(room, tmp_path, 12)
        asyncio.run(told(room))


async def _moved_and_made(stream: object) -> bytes:
    """What was heard until a page was told of after a move."""
    heard = b""
    async for piece in stream:  # type: ignore[attr-defined]
        heard += piece
        if b"event: page" in heard.partition(b"event: moved")[2]:
            return heard
    raise AssertionError("the stream ended")


async def _to_the_end(stream: object) -> None:
    async for _ in stream:  # type: ignore[attr-defined]
        pass
