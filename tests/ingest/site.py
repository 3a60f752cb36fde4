"""A small outlet on loopback: pages by path, each with status, headers and body; it counts what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import msgspec


class Reply(msgspec.Struct, kw_only=True):
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}


class Site:
    """Set ``replies[path]``; ``asked`` counts requests by path, ``said`` keeps the last request's headers by path."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: Counter[str] = Counter()
        self.said: dict[str, dict[str, str]] = {}
        self.root = ""

    def page(self, path: str, text: str, **headers: str) -> None:
        body = f"<html><head><title>{path}</title></head><body><article><p>{text}</p></article></body></html>"
        self.replies[path] = Reply(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers})

    def feed(self, path: str, links: list[tuple[str, str]], **headers: str) -> None:
        items = "".join(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{title}, the council said.</description></item>"
            for link, title in links
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull</title>{items}</channel></rss>'
        self.replies[path] = Reply(body=body.encode(), headers={"Content-Type": "application/rss+xml", **headers})


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked[self.path] += 1
            site.said[self.path] = dict(self.headers)
            reply = site.replies.get(self.path, Reply(status=404))
            same = reply.headers.get("ETag") and self.headers.get("If-None-Match") == reply.headers["ETag"]
            self.send_response(304 if same else reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            body = b"" if same else reply.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.root = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
