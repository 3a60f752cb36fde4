"""The served page in a real browser: headless Chromium over loopback, nothing else reachable. Skipped where there is none.

Read without script, read with it, updated while it is read, with the keyboard only, on a phone, in print, in the dark;
axe-core finds nothing on any kind of page.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from livebrief.newsroom import Newsroom
from livebrief.newsroom.views import build
from livebrief.publish.pages import Maker
from livebrief.publish.site import walk
from livebrief.web.app import make_app
from tests.browsing import PHONE, SOON, WIDE, listened, picture, served

Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Newsroom]) -> Iterator[Newsroom]:
    """A desk reopened on a full store: its first news finds nothing warm."""
    with demo_copy(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture(scope="module")
def address(room: Newsroom) -> Iterator[str]:
    """The demo beat, served from a thread."""
    with served(make_app(room)) as at:
        yield at


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """Opens a path (without JavaScript, unless asked) and collects what was asked for and what the console said."""
    contexts = []

    def opened(path: str, viewport: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, **{"java_script_enabled": False, **options})
        contexts.append(context)
        page = listened(context.new_page())
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


FIXED = ("/", "/sources.html", "/places.html", "/ledgers.html", "/corrections.html", "/withheld.html", "/time.html")
OTHERS = ("/search?q=missile", "/widget.html", "/nothing.html", "/?since=2025-03-08", "/?as_of=2025-03-05")
LINKED = ("story/", "line/", "actor/", "outlet/", "place/", "ledger/", "compare/")


@pytest.fixture(scope="module")
def kinds(room: Newsroom) -> list[str]:
    """One address of every kind of page."""
    maker = Maker(build(room))
    paths = [path for path, _ in walk(maker)]
    found = [next(f"/{path}" for path in paths if path.startswith(kind) and path.endswith(".html")) for kind in LINKED]
    return [*FIXED, *OTHERS, *found]


def test_nothing_runs_out_of_a_phone(visit: Any, kinds: list[str], address: str) -> None:
    page = visit("/", PHONE, java_script_enabled=True)
    for path in kinds:
        page.goto(address + path)
        wide = page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((node) =>
                 !node.closest(".wide, .hidden, .skip, svg") && node.getBoundingClientRect().right > innerWidth + 1)
                 .map((node) => node.outerHTML.slice(0, 120))"""
        )
        assert wide == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"locale": "uk-UA"}], ids=["light", "dark", "uk"])
def test_axe_finds_nothing(visit: Any, kinds: list[str], address: str, look: dict[str, str]) -> None:
    page = visit("/", java_script_enabled=True, bypass_csp=True, **look)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for path in kinds if not look else [*kinds[:1], *kinds[-len(LINKED) :]]:
        page.goto(address + path)
        found = Axe().run(page, options=rules).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == [], path


@pytest.mark.parametrize(("size", "viewport"), [("wide", WIDE), ("phone", PHONE)])
@pytest.mark.parametrize("name", ["front", "line", "story", "ledger"])
def test_a_page_of_each_main_kind_is_seen_whole(
    visit: Any, kinds: list[str], address: str, name: str, size: str, viewport: dict[str, int]
) -> None:
    page = visit("/", viewport)
    if name != "front":
        page.goto(address + next(path for path in kinds if path.startswith(f"/{name}/")))
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    picture(page, f"{name}-{size}")


def test_right_to_left_when_the_language_asks(visit: Any, room: Newsroom, tmp_path: Path) -> None:
    maker = Maker(build(room), language="ar")
    for name in ("index.html", "style.css", "live.js", "idiomorph.min.js"):
        (tmp_path / name).write_bytes(maker.page(name) or b"")
    page = visit("/", PHONE)
    page.goto(f"file://{tmp_path}/index.html")
    assert page.locator("html").get_attribute("dir") == "rtl"
    glance = page.locator(".glance").bounding_box()
    item = page.locator(".house a").bounding_box()
    assert item["x"] + item["width"] > PHONE["width"] / 2
    assert glance["x"] >= 0


def _article(n: int) -> dict[str, Any]:
    text = (
        f"The mayor of Tarnwick, Josef Arlund, confirmed on Monday that {n} people had been injured in fire number {n}."
    )
    return {"id": f"live-{n}", "outlet": "Ivern Valley Echo", "title": f"Fire number {n} in Tarnwick", "text": text} | {
        "published": f"2025-03-10T2{n % 4}:00:00Z"
    }


def _add(room: Newsroom, folder: Path, *numbers: int) -> None:
    path = folder / f"{numbers[0]}.jsonl"
    path.write_text("".join(json.dumps(_article(n)) + "\n" for n in numbers), encoding="utf-8")
    room.add([str(path)])


def test_an_update_waits_behind_a_button_and_moves_nothing(
    visit: Any, room: Newsroom, address: str, tmp_path: Path
) -> None:
    page = visit("/", java_script_enabled=True)
    lines = page.locator("article.line[data-known]")
    read = lines.nth(12)
    read.scroll_into_view_if_needed()
    before, top, scrolled = read.inner_text(), read.bounding_box()["y"], page.evaluate("scrollY")
    assert scrolled > 500
    _add(room, tmp_path, 41, 42, 43)
    page.locator(".arrived").wait_for(timeout=SOON * 1000)
    assert "new line" in page.locator(".arrived").inner_text()
    assert (read.inner_text(), read.bounding_box()["y"], page.evaluate("scrollY")) == (before, top, scrolled)
    page.locator(".arrived").click()
    fresh = page.locator("article.line.fresh").first
    fresh.wait_for()
    assert "fire number" in fresh.inner_text()
    assert fresh.evaluate("node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.top < 900 }")
    assert page.locator(".arrived").count() == 0
    assert before in [each.strip() for each in lines.all_inner_texts()] or before in page.locator("main").inner_text()
    assert page.complaints == []
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(address).netloc}


def test_the_device_remembers_the_last_visit(visit: Any, room: Newsroom, tmp_path: Path, address: str) -> None:
    page = visit("/", java_script_enabled=True)
    assert page.locator("#visit").inner_text() == ""
    page.goto("about:blank")
    _add(room, tmp_path, 46, 47)
    until = time.monotonic() + SOON
    while "fire number 47" not in page.request.get(address + "/").text() and time.monotonic() < until:
        time.sleep(0.1)
    page.goto(address + "/")
    page.locator("#visit p").wait_for()
    assert "since your last visit" in page.locator("#visit").inner_text()
    every = page.locator("article.line[data-known]:visible").count()
    page.locator("#visit button").click()
    assert 0 < page.locator("article.line[data-known]:visible").count() < every
    page.locator("#visit button").click()
    assert page.locator("article.line[data-known]:visible").count() == every
    page.goto(address + "/")
    assert page.locator("#visit").inner_text() == ""


def test_with_the_keyboard_alone(visit: Any) -> None:
    page = visit("/", java_script_enabled=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('why')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/line/*.html")
    assert page.locator("blockquote mark.content").first.is_visible()


def test_search_and_another_moment_without_script(visit: Any) -> None:
    page = visit("/search.html")
    page.locator("#q").fill("missile")
    page.locator("#act").select_option("denies")
    page.locator("form button").click()
    assert page.locator("article.line").count() > 0
    assert "denies" in page.locator("article.line .act").first.inner_text()
    page = visit("/time.html")
    page.locator("#as_of").fill("2025-03-05T12:00")
    page.locator("#lang").select_option("uk")
    page.locator("form button").click()
    page.wait_for_url("**as_of**")
    assert page.locator(".past").is_visible()
    assert page.locator("html").get_attribute("lang") == "uk"
    page.locator(".why").first.click()
    assert "as_of=2025-03-05T12%3A00%3A00Z" in page.url
    assert page.locator(".past").is_visible()


def test_a_ledgers_cell_opens_its_citation(visit: Any) -> None:
    page = visit("/ledgers.html")
    page.locator("main ul a").first.click()
    page.wait_for_url("**/ledger/*.html")
    cell = page.locator("td a[href*='line/']").first
    statement = cell.get_attribute("href").partition("#")[2]
    cell.click()
    page.wait_for_url("**/line/*")
    assert page.locator(f"#{statement} mark").first.is_visible()


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
