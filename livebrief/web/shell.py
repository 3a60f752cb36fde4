"""What stands around every answer: security headers, the count of requests, errors as problems. Pure ASGI: streams pass."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from livebrief.web.measures import Measures

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:{images}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {framers}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
EMBEDDED = frozenset(("/widget", "/widget.html"))  # other sites may frame these, and nothing else


class Shell:
    """The outermost layer. ``images``: the one other host that pages may show pictures of (the desk's own map tiles).
    Counts under the first word of the path, so that a scanner makes no new series."""

    def __init__(self, app: ASGIApp, measures: Measures, images: str = "") -> None:
        self._app, self._measures = app, measures
        self._images = f" {images}" if images else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers; measure until the answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, path = time.perf_counter(), scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                embedded = path in EMBEDDED
                headers.setdefault("Content-Security-Policy", self._policy("*" if embedded else "'none'"))
                if not embedded:
                    headers.setdefault("X-Frame-Options", "DENY")
                self._measures.answered(path, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, sending)

    def _policy(self, framers: str) -> str:
        return POLICY.format(framers=framers, images=self._images)
