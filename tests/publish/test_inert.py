"""Law 9: nothing that came from outside can run, fetch, or change the page's structure."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.publish.fragments import link, safe
from livebrief.records.spans import Quote

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "<!--",
    "]]><svg/onload=alert(1)>",
    "&lt;b&gt;bold&lt;/b&gt;",
    "\u202e desrever",
    "javascript:alert(1)",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
]


def _article(n: int, words: str) -> dict[str, str]:
    return {
        "id": f"h{n}{words}",
        "url": f"https://hostile.example/{n}?q={words}",
        "outlet": f"Outlet {words}",
        "title": f"Title {words}",
        "byline": words,
        "published": "2025-03-04",
        "text": f"Mayor Josef Arlund {words} said 14 people were killed in the strike on Tarnwick {words} on Monday.\n\n"
        f'"We will rebuild {words} every wall," Arlund said.',
    }


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_hostile_words_stay_words(n: int, tmp_path: Path) -> None:
    inputs = tmp_path / "hostile.jsonl"
    inputs.write_bytes(msgspec.json.encode(_article(n, HOSTILE[n])))
    with Newsroom(Config(store=tmp_path / "h.db", reader="rules")) as room:
        room.add([str(inputs)])
        index = room.publish(tmp_path / "site")
    assert "14 people" in index.read_text(encoding="utf-8")
    for path in (tmp_path / "site").rglob("*.html"):
        assert_inert(path.read_text(encoding="utf-8"))
    name, _, data = (tmp_path / "site" / "search-index.js").read_text(encoding="utf-8").partition("=")
    assert name == "globalThis.LIVEBRIEF_INDEX"
    json.loads(data.rstrip(";\n"))  # the index is one name and JSON: nothing in it can run


class Live(HTMLParser):
    """Everything on a page that could run or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script":
            own = given.get("src", "") in OWN or given.get("type") == "application/ld+json"
            self.found += [] if own else [f"script {given}"]
        elif tag in ("img", "iframe", "object", "embed", "base", "style", "video", "audio", "source", "use", "image"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "background", "xlink:href"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and (value or "").lower().strip().startswith(
                ("javascript", "vbscript")
            ):
                self.found.append(f"{tag} {name} {value}")


OWN = ("live.js", "idiomorph.min.js", "../live.js", "../idiomorph.min.js", "search.js", "search-index.js")


def assert_inert(page: str) -> None:
    """No tag, attribute or address of the page runs or fetches anything that is not the desk's own."""
    assert Live(page).found == []
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        json.loads(block)
        assert "<" not in block


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host", "ftp://a/b", "http://[bad", ""])
def test_only_web_addresses_are_linked(url: str) -> None:
    assert not safe(url)
    assert link(url, Quote(exact="words")) == ""


def test_fragments_are_encoded() -> None:
    said = link("https://a.example/x#old", Quote(exact="10-15 men, & women"))
    assert said == "https://a.example/x#:~:text=10%2D15%20men%2C%20%26%20women"
    words = [f"word{n}" for n in range(40)]
    long = link("https://a.example/x", Quote(exact=" ".join(words)))
    assert (
        long
        == "https://a.example/x#:~:text=word0%20word1%20word2%20word3%20word4%20word5,word34%20word35%20word36%20word37%20word38%20word39"
    )
