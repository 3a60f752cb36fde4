"""The served page and its JSON (Starlette). Reads only; every answer carries the same security headers.

``?as_of=`` and ``?since=`` take ISO 8601; a bare day means its last second. The latest briefing is kept until the store
has changed, so that many readers cost one composing.
"""

from __future__ import annotations

import mimetypes
import socket
from datetime import datetime
from typing import Protocol

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from livebrief.errors import Abort, Missing
from livebrief.newsroom import moment
from livebrief.publish.pages import Maker, pages
from livebrief.records.briefings import Briefing
from livebrief.records.readings import Material

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Desk(Protocol):
    """What the page needs of the newsroom."""

    def briefing(self, as_of: datetime | None = None, since: datetime | None = None) -> tuple[Briefing, Material]:
        """The briefing as of a moment, with its material."""
        ...

    def explain(self, some_id: str, as_of: datetime | None = None) -> msgspec.Struct:
        """The explanation of a claim; Missing when there is none."""
        ...

    def mark(self) -> tuple[int, ...]:
        """Something that changes whenever the store does."""
        ...


class SafeHeaders(BaseHTTPMiddleware):
    """The security headers on every answer."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Answer, then add the headers."""
        answer = await call_next(request)
        answer.headers.update(HEADERS)
        return answer


class Routes:
    """The routes over one desk. Synchronous on purpose: Starlette runs them in threads, the store is read there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: tuple[tuple[int, ...], Briefing, Material] | None = None

    def page(self, request: Request) -> Response:
        """Any page of the briefing, by the static site's path."""
        wanted = request.path_params.get("path") or "index.html"
        try:
            brf, material = self._briefing(request)
        except ValueError as wrong:
            return PlainTextResponse(f"{wrong}\nWrite ?as_of=2025-03-05 or ?since=2025-03-05T12:00", status_code=400)
        for name, make in pages(brf, material):
            if name == wanted:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return Response(make(), media_type=kind)
        return Response(Maker(brf, material).not_found(wanted), status_code=404, media_type="text/html")

    def briefing_json(self, request: Request) -> Response:
        """The briefing as JSON."""
        try:
            brf, _ = self._briefing(request)
        except ValueError as wrong:
            return _problem(400, str(wrong))
        return Response(msgspec.json.encode(brf), media_type="application/json")

    def explanation_json(self, request: Request) -> Response:
        """Why a line says what it says."""
        try:
            found = self._desk.explain(request.path_params["id"], _moment(request, "as_of"))
        except ValueError as wrong:
            return _problem(400, str(wrong))
        except Missing as missing:
            return _problem(404, str(missing))
        return Response(msgspec.json.encode(found), media_type="application/json")

    def health(self, request: Request) -> Response:  # noqa: ARG002  a route takes its request
        """200 while the store can be read."""
        return JSONResponse({"status": "ok", "mark": list(self._desk.mark())})

    def _briefing(self, request: Request) -> tuple[Briefing, Material]:
        as_of, since = _moment(request, "as_of"), _moment(request, "since")
        if as_of or since:
            return self._desk.briefing(as_of, since)
        mark = self._desk.mark()
        if self._kept is None or self._kept[0] != mark:
            self._kept = (mark, *self._desk.briefing())
        return self._kept[1], self._kept[2]


def make_app(desk: Desk) -> Starlette:
    """The application over a desk."""
    routes = Routes(desk)
    return Starlette(
        routes=[
            Route("/healthz", routes.health),
            Route("/api/v1/briefing", routes.briefing_json),
            Route("/api/v1/explain/{id}", routes.explanation_json),
            Route("/", routes.page),
            Route("/{path:path}", routes.page),
        ],
        middleware=[Middleware(SafeHeaders)],
    )


def serve(app: Starlette, host: str, port: int) -> None:
    """Listen until stopped; prints the address once it is bound. Abort when the port is taken."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as taken:
        listener.close()
        raise Abort(
            str(taken), subject=f"{host}:{port}", way_out="choose another with --port (0 takes a free one)"
        ) from taken
    print(f"Livebrief is on http://{host}:{listener.getsockname()[1]}/  (stop with Ctrl-C)", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


def _moment(request: Request, name: str) -> datetime | None:
    """A query parameter as a moment in UTC; ValueError names what was given."""
    given = request.query_params.get(name)
    if not given:
        return None
    return moment(given.replace(" ", "+"))  # a plus sign arrives as a space


def _problem(status: int, detail: str) -> Response:
    """RFC 9457 problem details."""
    body = {"type": "about:blank", "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")
