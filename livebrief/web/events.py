"""The event stream (WHATWG server-sent events): one task looks at the store, every open stream is told.

``moved``: the store has moved, and the new page takes a while. ``page``: it is ready to be fetched. An event's id is
the page's moment; a stream that comes back with Last-Event-ID (or ``?seen=``) of an older page is told at once. Comments
keep it open.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from livebrief.errors import LivebriefError
from livebrief.log import get
from livebrief.newsroom import Newsroom
from livebrief.newsroom.views import View, Views
from livebrief.web.answers import problem
from livebrief.web.measures import Measures

POLL_S = 0.1  # a reader sees a new page within a second: this, the build, and the way; a look costs under a millisecond
HEARTBEAT_S = 15.0  # proxies commonly close what is silent for 30 to 60 seconds
MOST = 4000  # open streams: each costs a socket and about 20 KiB
RETRY_MS = 3000
KEPT = 16  # events that a slow stream can catch up on; before that it only needs the last page


class Hub:
    """Looks, and tells. ``run`` belongs to the application's life; ``close`` ends every stream."""

    def __init__(self, room: Newsroom, views: Views, measures: Measures) -> None:
        self._room, self._views, self._measures = room, views, measures
        self._news = asyncio.Event()  # of the next event: each has its own, which wakes whoever waits for it
        self._told_last: deque[bytes] = deque(maxlen=KEPT)
        self._serial = 0  # events told so far: a stream that is slow catches up by it
        self._open = 0
        self._closing = False

    async def run(self) -> None:
        """Look at the store until cancelled; a store that cannot be read now is looked at again."""
        known = None
        while not self._closing:
            with suppress(LivebriefError):
                mark = await asyncio.to_thread(self._room.mark)
                if mark != known or self._views.over():
                    if known is not None and self._views.slow():
                        self._tell(b"event: moved\ndata: \n\n")
                    view = await asyncio.to_thread(self._views.current, moved=True)
                    self._count(view)
                    known = view.mark
                    self._tell(_page(view))
            await asyncio.sleep(POLL_S)

    def close(self) -> None:
        """End every stream; the application is going."""
        self._closing = True
        self._tell(b"")

    async def stream(self, request: Request) -> Response:
        """One reader's stream."""
        if self._open >= MOST:
            return problem(503, "Too many open streams", headers={"Retry-After": "30"})
        seen = request.headers.get("last-event-id") or request.query_params.get("seen", "")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._told(seen[:64]), media_type="text/event-stream", headers=headers)

    async def _told(self, seen: str) -> AsyncIterator[bytes]:
        self._open += 1
        self._measures.streams.inc()
        try:
            yield f"retry: {RETRY_MS}\n\n".encode()
            newest = self._views.latest
            if newest is not None and seen and seen != _moment(newest):
                yield _page(newest)
            at = self._serial
            while not self._closing:
                if at == self._serial:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(HEARTBEAT_S):
                            await self._news.wait()
                missed = min(self._serial - at, len(self._told_last))
                at = self._serial
                yield b"".join(list(self._told_last)[-missed:]) if missed else b": still here\n\n"
        finally:
            self._open -= 1
            self._measures.streams.dec()

    def _tell(self, event: bytes) -> None:
        if event:
            self._told_last.append(event)
            self._serial += 1
        self._news.set()
        self._news = asyncio.Event()

    def _count(self, view: View) -> None:
        get("web").info("view", seconds=round(self._views.build_s, 3), documents=view.brf.documents)
        self._measures.builds.set(self._views.builds)
        self._measures.build_seconds.set(self._views.build_s)
        self._measures.documents.set(view.brf.documents)
        self._measures.statements.set(view.brf.statements)
        self._measures.as_of.set(view.brf.as_of.timestamp())


def _moment(view: View) -> str:
    return view.brf.as_of.isoformat()


def _page(view: View) -> bytes:
    return f"event: page\nid: {_moment(view)}\ndata: {_moment(view)}\n\n".encode()
