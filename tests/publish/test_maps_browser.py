"""The maps in a real browser: a phone, the keyboard, print, and the slippy map on demand. Screens go where asked.

With ``LIVEBRIEF_SCREENS`` set to a folder, the pictures of docs/screens/ are taken anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from livebrief.publish.maps import page as pages
from livebrief.publish.templating import HERE
from tests.browsing import PHONE, WIDE, listened, picture
from tests.publish import mapped

STATIC = ("style.css", "maps.css", "maps.js", "vendor/leaflet.js", "vendor/leaflet.css")


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The map pages as files, served on loopback."""
    root = tmp_path_factory.mktemp("maps")
    alerts = (
        mapped.alert(1, "Харківська область", "unknown"),
        mapped.alert(2, "Сумська область", "open"),
        mapped.alert(3, "Одеська область", "over", end="2024-11-20T07:00:00+00:00"),
        mapped.alert(4, "Нікопольський район", "open", level="raion", code="UA12080000000012345"),
    )
    whole = mapped.atlas(mapped.every_place(), mapped.ledger(alerts, "alerts"), references=mapped.two_monitors())
    for tab in whole.tabs:
        _write(root / pages.address(tab), mapped.html(whole, tab))
    _write(root / "map/invented.html", mapped.html(mapped.atlas(mapped.demo_places()), "happenings"))
    for name in STATIC:
        _write(root / name, (HERE / "static" / name).read_text(encoding="utf-8"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """Opens a map and collects what was asked for and what the console said."""
    contexts = []

    def opened(name: str, viewport: dict[str, int] = WIDE, script: bool = False) -> Any:
        context = browser.new_context(viewport=viewport, java_script_enabled=script)
        contexts.append(context)
        page = listened(context.new_page())
        page.goto(f"{address}/map/{name}.html", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


MAPS = ("happenings", "alerts", "control", "change", "invented")


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_map_is_whole_without_a_script(visit: Any, address: str, name: str, size: str) -> None:
    viewport = PHONE if size == "phone" else WIDE
    page = visit(name, viewport)
    drawn = page.locator("svg.map").bounding_box()
    assert drawn["width"] > (300 if size == "phone" else 700)
    assert drawn["x"] + drawn["width"] <= viewport["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.locator("figure button").count() == 0
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(address).netloc}
    assert page.complaints == []
    picture(page, f"map-{name}-{size}")


@pytest.mark.parametrize("name", ["happenings", "alerts"])
def test_names_are_readable_on_a_phone(visit: Any, name: str) -> None:
    page = visit(name, PHONE)
    scale = page.locator("svg.map").bounding_box()["width"] / 720
    sizes = page.eval_on_selector_all(
        ".names text, .area-name",
        "all => all.filter(e => getComputedStyle(e).display != 'none').map(e => parseFloat(getComputedStyle(e).fontSize))",
    )
    assert sizes
    assert min(sizes) * scale >= 10


def test_the_keyboard_reaches_every_feature(visit: Any) -> None:
    page = visit("happenings")
    wanted = page.locator("svg.map a.feature").count()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.closest('svg.map a.feature')?.id ?? ''")
        reached |= {found} - {""}
    assert len(reached) == wanted


def test_a_mark_leads_to_its_list(visit: Any) -> None:
    page = visit("happenings")
    page.locator('svg.map a.feature[href^="#"]').first.focus()
    page.keyboard.press("Enter")
    assert page.locator("section.spot:target").count() == 1


def test_the_slippy_map_opens_only_when_asked(visit: Any, address: str) -> None:
    page = visit("happenings", script=True)
    assert not [url for url in page.asked if "leaflet" in url]
    button = page.locator("figure button")
    button.click()
    page.wait_for_selector(".slippy .leaflet-marker-icon")
    assert page.locator(".slippy .pin").count() == 4
    assert page.locator(".slippy svg.map").count() == 1
    page.locator(".slippy .pin").first.click()
    link = page.locator(".leaflet-popup-content a").first
    assert "ledger/harm.html#ent_" in link.get_attribute("href")
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(address).netloc}
    picture(page, "map-slippy-wide")
    button.click()
    page.wait_for_selector("figure > svg.map")
    assert page.locator(".slippy").count() == 0
    assert page.complaints == []


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, address: str, name: str, look: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe (a dev dependency) is not installed")
    context = browser.new_context(viewport=WIDE, color_scheme=look)
    page = context.new_page()
    page.goto(f"{address}/map/{name}.html", wait_until="load")
    found = axe.Axe().run(page)
    context.close()
    told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found.response["violations"]]
    assert told == []


def test_a_map_prints(visit: Any, tmp_path: Path) -> None:
    page = visit("happenings")
    page.emulate_media(media="print")
    assert page.locator("svg.map").is_visible()
    assert page.locator(".when b").is_visible(), "a printed map says its day"
    assert not page.locator(".when a").first.is_visible()
    printed = tmp_path / "map.pdf"
    page.pdf(path=str(printed))
    assert printed.read_bytes().startswith(b"%PDF")
