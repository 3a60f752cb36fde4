"""The static site of the demo beat: whole, light, linked, readable without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from livebrief.newsroom import Newsroom
from livebrief.newsroom.searching import search
from livebrief.newsroom.views import build
from livebrief.publish import finding
from livebrief.publish.pages import Maker
from livebrief.web.reader import asked_of
from tests.browsing import listened

FRONT_LIMIT = 100_000
SCRIPTS = {"live.js", "idiomorph.min.js", "maps.js", "search.js", "search-index.js"}
ALLOWED_LINKS = re.compile(r"^(https?://|[\w./#?=&:%-]+$)")


class Page(HTMLParser):
    """What the tests look at: tags, attributes, links, ids, headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in ("meta", "link", "br", "hr", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def links(self) -> list[str]:
        return [value or "" for tag, name, value in self.attributes if tag == "a" and name == "href"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Newsroom]) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with demo_copy(folder) as room:
        return room.publish(folder / "site").parent


def test_every_page_is_well_formed_and_inert(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert not page.open
        assert not {"iframe", "object", "embed", "style"} & set(page.tags)
        scripts = {value or "" for tag, name, value in page.attributes if (tag, name) == ("script", "src")}
        assert {value.rpartition("/")[2] for value in scripts} <= SCRIPTS
        assert not [value for value in scripts if "//" in value]
        assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
        assert page.tags.count("h1") == 1
        assert "main" in page.tags or path.name == "widget.html"


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for href in Page(text).links():
            assert ALLOWED_LINKS.match(href), href
            if href.startswith("http"):
                continue
            target, _, anchor = href.partition("#")
            target = target.partition("?")[0]
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), f"{path.name} links to {href}"
            if anchor and file.suffix == ".html":
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8")


def test_the_front_page_is_light(site: Path) -> None:
    files = ("index.html", "style.css", "live.js", "idiomorph.min.js")
    assert sum((site / name).stat().st_size for name in files) < FRONT_LIMIT


def test_every_line_page_opens_articles_at_the_words(site: Path) -> None:
    fragments = 0
    for path in (site / "line").glob("*.html"):
        for href in Page(path.read_text(encoding="utf-8")).links():
            if href.startswith("http"):
                assert "#:~:text=" in href
                fragments += 1
    assert fragments > 50


def test_feeds_say_the_same_lines(site: Path) -> None:
    import json
    from xml.etree import ElementTree as ET

    items = ET.fromstring((site / "feed.xml").read_bytes()).findall("./channel/item")
    listed = json.loads((site / "feed.json").read_bytes())["items"]
    assert [item.findtext("title") for item in items] == [item["content_text"] for item in listed]
    assert len(items) > 10


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def opened(site: Path, browser: Any) -> Callable[..., Any]:
    """The saved folder in a browser, from the disk, no server anywhere."""

    def at(query: str = "", **options: Any) -> Any:
        page = listened(browser.new_context(**options).new_page())
        page.goto((site / "search.html").as_uri() + query)
        return page

    return at


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked", ["q=missile", "q=missile&outlet=transmere", "act=denies", 'q="prime+minister"', "q=brid*"]
)
def test_a_saved_copy_finds_what_the_desk_finds(
    opened: Callable[..., Any], tmp_path: Path, demo_copy: Callable[[Path], Newsroom], asked: str
) -> None:
    page = opened(f"?{asked}")
    found = page.locator("#found .line .content").all_inner_texts()
    with demo_copy(tmp_path) as room:
        wanted = asked_of(dict(parse_qsl(asked)))
        hits, _ = search(room, build(room), wanted, 100)
    assert found
    assert sorted(map(plain, found)) == sorted(plain(hit.told.content) for hit in hits if hit.told)
    assert f"Statements found: {len(found)}" in page.locator("#found").inner_text()
    page.locator("#found a.why").first.click()
    page.wait_for_selector("main blockquote")
    assert all(address.startswith("file:") for address in page.asked if not address.startswith("data:"))
    assert page.complaints == []


@pytest.mark.slow
def test_a_saved_copy_is_asked_by_its_form_and_says_what_it_lacks(opened: Callable[..., Any]) -> None:
    page = opened()
    assert page.locator("#found").inner_text() == ""
    page.fill("#q", "zzz nobody says")
    page.press("#q", "Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.locator("#found").inner_text() == "Statements found: 0"
    assert page.input_value("#q") == "zzz nobody says"
    silent = opened("?q=missile", java_script_enabled=False)
    assert "needs JavaScript" in silent.locator("noscript").inner_text()


def test_a_served_desk_asks_its_store(site: Path, demo_copy: Callable[[Path], Newsroom], tmp_path: Path) -> None:
    with demo_copy(tmp_path) as room:
        served = Maker(build(room), stream="events")
        assert served.page(finding.INDEX) is None
        form = (served.page("search.html") or b"").decode()
    assert "<script" not in form
    assert 'action="search"' in form
    assert (site / finding.INDEX).is_file()


def test_what_is_undated_stands_last_on_a_list(site: Path) -> None:
    found = 0
    for path in (*(site / "actor").glob("*.html"), *(site / "outlet").glob("*.html"), *(site / "place").glob("*.html")):
        days = re.findall(
            r'<section class="day">\s*<h3>(?:<time datetime="([^"]+)")?', path.read_text(encoding="utf-8")
        )
        found += "" in days
        assert [not day for day in days] == sorted(not day for day in days), path.name
    assert found
