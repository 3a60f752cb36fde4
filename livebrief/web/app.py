"""The served desk (Starlette): routes put together, the life of the application, and listening.

Readers' pages in reader.py, the API in api.py, the event stream in events.py, the editor's desk in desk/. Reads only,
but for the editor's desk; every answer carries the same security headers (shell.py).
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from livebrief import log
from livebrief.errors import Abort, LivebriefError
from livebrief.newsroom import Newsroom
from livebrief.newsroom.views import Views
from livebrief.publish.maps.page import origin
from livebrief.web import api
from livebrief.web.answers import problem
from livebrief.web.desk import desk_mount
from livebrief.web.events import Hub
from livebrief.web.measures import Measures
from livebrief.web.reader import Reader
from livebrief.web.shell import Shell

SWITCH_S = 0.001  # how long a building thread may hold the interpreter while a reader waits (Python's own is 5 ms)
GRACE_S = 5  # what open answers get when the server is stopped
# mallopt's names for how many heaps there are, and from how many bytes on a block is the system's own (malloc.h)
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
LARGE_BYTES = 1 << 18


def make_app(room: Newsroom) -> Starlette:
    """The application over a desk; the editor's desk stands before the readers' pages."""
    views, measures = Views(room), Measures()
    hub, reader = Hub(room, views, measures), Reader(room, views)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        looking = asyncio.create_task(hub.run())
        yield
        hub.close()
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking

    app = Starlette(
        routes=[
            *_running(room, views, measures),
            Route("/events", hub.stream),
            *api.routes(room, views),
            desk_mount(room),
            Route("/search", reader.search),
            Route("/widget", reader.widget),
            Route("/", reader.page),
            Route("/{path:path}", reader.page),
        ],
        middleware=[Middleware(Shell, measures=measures, images=origin(room.config.tiles))],
        exception_handlers={HTTPException: _refused, LivebriefError: _troubled, Exception: _broken},
        lifespan=life,
    )
    app.state.hub, app.state.views = hub, views
    return app


def _running(room: Newsroom, views: Views, measures: Measures) -> list[BaseRoute]:
    def health(_request: Request) -> Response:
        """200 while the store can be read."""
        return JSONResponse({"status": "ok", "mark": list(room.mark())})

    async def ready(_request: Request) -> Response:
        """200 once there is a page to serve."""
        if views.latest is None:
            return JSONResponse({"status": "building"}, status_code=503, headers={"Retry-After": "1"})
        return JSONResponse({"status": "ready", "as_of": views.latest.brf.as_of.isoformat()})

    async def metrics(_request: Request) -> Response:
        """Prometheus text format."""
        return PlainTextResponse(measures.text(), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", health), Route("/readyz", ready), Route("/metrics", metrics)]


def _refused(request: Request, refused: Exception) -> Response:
    """404, 405 and the like: a problem under /api, plain words elsewhere."""
    status = refused.status_code if isinstance(refused, HTTPException) else 500
    detail = refused.detail if isinstance(refused, HTTPException) else ""
    headers = (refused.headers if isinstance(refused, HTTPException) else None) or {}
    if request.url.path.startswith("/api/"):
        return problem(status, detail, headers=headers)
    return PlainTextResponse(detail, status_code=status, headers=headers)


def _troubled(request: Request, trouble: Exception) -> Response:
    """The store cannot be read now: 503. What the error says (a path, a server's address) is for the log, not for readers."""
    log.get("web").error("no store", trouble=str(trouble))
    if request.url.path.startswith("/api/"):
        return problem(503, "The desk's store cannot be read now")
    return PlainTextResponse("The desk's store cannot be read now; its log says why.", status_code=503)


def _broken(request: Request, _error: Exception) -> Response:
    """A fault of ours: 500, told without its inside; the log has it."""
    if request.url.path.startswith("/api/"):
        return problem(500, "This desk made a mistake")
    return PlainTextResponse("This desk made a mistake; its log says which.", status_code=500)


class Server(uvicorn.Server):
    """Says where it is once it answers there. Ends the event streams first, so that a stop does not wait for readers who
    never leave."""

    def __init__(self, app: Starlette, address: str) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_S))
        self._hub: Hub = app.state.hub
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Everything, then the address."""
        await super().startup(sockets)
        print(f"Livebrief is on {self._address}  (stop with Ctrl-C)", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Streams, then everything else."""
        self._hub.close()
        await super().shutdown(sockets)


def serve(app: Starlette, host: str, port: int) -> None:
    """Listen until stopped; prints the address once the desk answers there. Abort when the port is taken."""
    with _listening(host, port) as listener:
        named = f"[{host}]" if ":" in host else host
        _give_back()
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()
        Server(app, f"http://{named}:{listener.getsockname()[1]}/").run(sockets=[listener])


def _give_back() -> None:
    """Have what a replaced view held go back to the system. Views are made in threads; glibc gives each a heap of its own,
    and keeps there the megabytes of each dictionary that was freed: 42 MiB of 534 with 18,000 articles (bench.load)."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(M_ARENA_MAX, 1)
        libc.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens already: whoever comes before the server accepts waits, and is not refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # said, or asyncio leaves Nagle's delay on
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as taken:
        listener.close()
        raise Abort(
            str(taken), subject=f"{host}:{port}", way_out="choose others with --port (0 takes a free one) or --host"
        ) from taken
    return listener
