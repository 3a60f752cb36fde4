"""A real browser for the tests that need one: headless Chromium over loopback, and a desk served from a thread.

A browser is a module's, not the session's: Playwright's synchronous form keeps an event loop running in the main thread
while it is open, and other modules' tests run loops of their own there.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1200, "height": 900}
SOON = 20  # seconds that a local server may take to answer
SCREENS = os.environ.get("LIVEBRIEF_SCREENS", "")  # a folder: the pictures of docs/screens/ are taken anew


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The application on a free port of loopback; its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        until = time.monotonic() + SOON
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(SOON)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, nothing else reachable."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright (a dev dependency) is not installed")
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def listened(page: Any) -> Any:
    """The page, keeping what it asks for (``asked``) and what it complains of (``complaints``)."""
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda wrong: page.complaints.append(str(wrong)))
    return page


def picture(page: Any, name: str) -> None:
    """Take a picture of docs/screens/ anew, where that is asked for."""
    if SCREENS:
        page.screenshot(path=str(Path(SCREENS) / f"{name}.png"))
