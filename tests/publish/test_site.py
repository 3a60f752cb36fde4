"""The static site of the demo beat: whole, light, linked, readable without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from livebrief.newsroom import Newsroom

FRONT_LIMIT = 100_000
ALLOWED_LINKS = re.compile(r"^(https?://|[\w./#?=&:%-]+$)")
SERVED = {"search"}  # addresses that only the served desk answers: a form's, never a link's


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
        assert {value.rpartition("/")[2] for value in scripts} <= {"live.js", "idiomorph.min.js", "maps.js"}
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
