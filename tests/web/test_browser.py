"""The served page in a real browser: headless Chromium over loopback. Skipped where there is none."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from livebrief.config import Config
from livebrief.newsroom import Newsroom, demo_inputs
from livebrief.web.app import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
api = pytest.importorskip("playwright.sync_api", reason="playwright (a dev dependency) is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1200, "height": 900}
SOON = 20  # seconds that a local server may take to answer


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo beat, served from a thread."""
    store = tmp_path_factory.mktemp("browser") / "b.db"
    with Newsroom(Config(store=store, beat="demo", reader="rules")) as room, socket.socket() as listener:
        room.add([str(demo_inputs())])
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(room), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        until = time.monotonic() + SOON
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(SOON)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """Opens a path without JavaScript and collects what was asked for and what the console said."""
    contexts = []

    def opened(path: str, viewport: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, java_script_enabled=False, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.complaints = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(address + path, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_needs_no_script_and_asks_no_other_host(visit: Any, address: str) -> None:
    page = visit("/")
    assert page.locator("h1").is_visible()
    assert page.locator("article.line .chip").count() > 5
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(address).netloc}
    assert page.complaints == []


def test_a_line_leads_to_its_marked_sentence(visit: Any) -> None:
    page = visit("/")
    said = page.locator("article.line .say").first.inner_text()
    page.locator("article.line .why").first.click()
    page.wait_for_url("**/line/*.html")
    assert page.locator("h1").inner_text() == said
    assert page.locator("blockquote mark.content").first.is_visible()
    page.locator(".trail a").last.click()
    page.wait_for_url("**/story/*.html")
    assert page.locator("section.day h2").first.is_visible()


@pytest.mark.parametrize("kind", ["", "/story", "/line", "/corrections.html", "/withheld.html"])
def test_nothing_runs_out_of_a_phone(visit: Any, kind: str) -> None:
    page = visit("/", PHONE)
    if kind in ("/story", "/line"):
        page.locator(f'a[href^="{kind[1:]}/"]').first.click()
        page.wait_for_url(f"**{kind}/*.html")
    elif kind:
        page = visit(kind, PHONE)
    for box in (found.bounding_box() for found in page.locator("main *:visible:not(.hidden)").all()):
        assert box is None or box["x"] + box["width"] <= PHONE["width"] + 1


def test_dark_and_print_are_drawn_in_their_own_colours(visit: Any, tmp_path: Path) -> None:
    drawn = []
    for options in ({"color_scheme": "light"}, {"color_scheme": "dark"}):
        drawn.append(visit("/", **options).screenshot())
    page = visit("/")
    page.emulate_media(media="print")
    assert not page.locator("footer nav").is_visible()
    printed = tmp_path / "page.pdf"
    page.pdf(path=str(printed))
    assert drawn[0] != drawn[1]
    assert printed.read_bytes().startswith(b"%PDF")
