"""Every kind of page: valid HTML, in both languages, the same as in the static export, as of any moment, moved or gone."""

from __future__ import annotations

import gc
import json
import re
import time
import weakref
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import html5lib
import msgspec
import pytest
from starlette.testclient import TestClient

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom.views import Views, build
from livebrief.publish.languages import LANGUAGES, choose, direction, tongue
from livebrief.publish.pages import Maker
from livebrief.publish.site import walk
from livebrief.records.decisions import Kind
from livebrief.web.app import make_app

FIXED = ("index.html", "sources.html", "places.html", "ledgers.html", "corrections.html", "withheld.html")
KINDS = (
    *FIXED,
    "search.html",
    "time.html",
    "widget.html",
    "story/",
    "line/",
    "actor/",
    "outlet/",
    "place/",
    "compare/",
)
LINK = re.compile(r'<(?:a|link|script)\b[^>]*? (?:href|src)="([^"?]+)"')
PARSED = 10  # of a kind: its form does not depend on which
OURS = ("Evidence", "At a glance", "Skip to the briefing", "single source", "Latest developments", "Not shown")


def address(client: TestClient, kind: str) -> str:
    """An address of this kind, found by following links from the front page."""
    if not kind.endswith("/"):
        return f"/{kind}"
    for path in ("/", "/sources.html", "/places.html", *(f"/{each}" for each in _links(client, "/", "story/"))):
        if found := _links(client, path, kind):
            return f"/{found[0]}"
    raise AssertionError(f"nothing links to {kind}")


def _links(client: TestClient, path: str, kind: str) -> list[str]:
    return re.findall(rf'href="(?:\.\./)*({kind}[^"#?]+\.html)', client.get(path).text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_valid_html(demo: TestClient, kind: str, language: str) -> None:
    answer = demo.get(address(demo, kind), params={"lang": language})
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    assert f'<html lang="{language}" dir="ltr">' in answer.text
    for label in re.findall(r'aria-labelledby="([^"]+)"', answer.text):
        assert label in ids


@pytest.mark.parametrize("kind", KINDS)
def test_ukrainian_pages_keep_no_english_of_ours(demo: TestClient, kind: str) -> None:
    page = demo.get(address(demo, kind), params={"lang": "uk"}).text
    for words in OURS:
        assert words not in re.sub(r"<script.*?</script>|<[^>]*>", " ", page)


def test_the_language_is_asked_for_or_accepted(demo: TestClient) -> None:
    assert 'lang="uk"' in demo.get("/", headers={"Accept-Language": "uk-UA,uk;q=0.9,en;q=0.5"}).text
    assert 'lang="en"' in demo.get("/?lang=en", headers={"Accept-Language": "uk"}).text
    assert "lang=uk" in demo.get("/?lang=uk").text
    assert choose("", "fr, uk;q=0.2, *;q=0.1") == "uk"
    assert choose("xx", "en;q=0, uk;q=0") == "en"
    assert direction("ar-EG") == "rtl"
    assert tongue("uk").day("2025-03-05") == "5 березня 2025"
    assert tongue("uk").counted(3, "article", "articles") == "3 статті"
    assert tongue("en").counted(1, "article", "articles") == "1 article"


def test_the_static_export_is_the_served_page(demo: TestClient) -> None:
    view = demo.app.state.views.current()  # type: ignore[attr-defined]
    told = {path: page for path, page in walk(Maker(view)) if not Maker(view).moved(path)}
    wanted = ("index.html", "feed.xml", "feed.json", "atom.xml", "search.html", "search-index.js")
    for path in [path for path in told if path not in wanted][::9]:
        assert demo.get(f"/{path}").content == told[path], path


def test_a_static_export_listens_to_no_stream(demo: TestClient) -> None:
    view = demo.app.state.views.current()  # type: ignore[attr-defined]
    saved, served = (Maker(view).page("index.html") or b"").decode(), demo.get("/").text
    lost = ' data-say-lost="Not connected: this page may be behind."'
    assert 'data-live=""' in saved
    assert "Not connected" not in saved
    assert served.replace('data-live="events"', 'data-live=""').replace(lost, "") == saved


def test_every_page_of_every_beat_answers_and_is_valid(every_beat: TestClient) -> None:
    """Whatever a link leads to, from the front page on, is answered; the first pages of each kind are valid HTML."""
    asked: Counter[str] = Counter()
    waiting = ["/index.html", "/search?q=said", "/widget.html", "/map.html", "/ledgers.html", "/sources.html"]
    seen = set(waiting)
    for path in waiting:
        answer = every_beat.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            kind = path.split("/")[1]
            asked[kind] += 1
            if asked[kind] <= PARSED:
                html5lib.HTMLParser(strict=True).parse(answer.text)
            found = {urljoin(path, unescape(href)).partition("#")[0] for href in LINK.findall(answer.text)}
            fresh = sorted(each for each in found - seen if each.startswith("/"))
            seen.update(fresh)
            waiting.extend(fresh)
    assert {path.split("/")[1] for path in seen} >= {"story", "line", "actor", "outlet", "place", "ledger", "map"}


def test_pages_as_of_a_moment_keep_it_and_hold_nothing_later(demo: TestClient) -> None:
    page = demo.get("/?as_of=2025-03-05").text
    assert "as_of=2025-03-05T23%3A59%3A59Z" in page
    assert not re.search(r'datetime="2025-03-0[6-9]', page)
    assert 'data-live=""' in page
    assert demo.get("/line/nothing.html?as_of=2025-03-05").status_code == 404


def test_since_shows_only_what_changed(demo: TestClient) -> None:
    everything, changed = demo.get("/").text, demo.get("/?since=2025-03-08").text
    assert 0 < changed.count("data-known") < everything.count("data-known")
    assert "Nothing new" in demo.get("/?since=2026-01-01&as_of=2026-01-02").text


def test_a_merged_story_redirects(tmp_path: Path, demo_copy: Callable[[Path], Newsroom]) -> None:
    with demo_copy(tmp_path) as room:
        stories = [each.story for each in room.briefing()[0].stories]
        now = room.store.last_decided()
        assert now is not None
        with room.store.writer() as writer:
            body = {"into": stories[0]}
            writer.decide(at=now, recorded_at=now, by="test", kind=Kind.MERGE, subject=stories[1], body=body)
        client = TestClient(make_app(room), follow_redirects=False)
        answer = client.get(f"/story/{stories[1]}.html?lang=uk")
        assert answer.status_code == 302
        assert f"/story/{stories[0]}.html?lang=uk" in answer.headers["location"]
        assert client.get(f"/api/v1/stories/{stories[1]}").json()["id"] == stories[0]
        saved = dict(walk(Maker(build(room))))
        assert stories[0] in saved[f"story/{stories[1]}.html"].decode()


def test_an_actors_page_holds_all_that_was_said(demo: TestClient) -> None:
    said = demo.get("/api/v1/search?actor=arlund&limit=200").json()["items"]
    page = demo.get("/actor/arlund.html").text
    assert page.count("line told") == len([hit for hit in said if hit["statement"]["actor"] == "arlund"]) > 5


def test_an_outlets_record_counts_copies_and_changes(demo: TestClient) -> None:
    outlets = {item["key"]: item for item in demo.get("/api/v1/outlets").json()["items"]}
    assert any(item["copies"] for item in outlets.values())
    revised = next(key for key, item in outlets.items() if item["revised"])
    assert "Changes after publication" in demo.get(f"/outlet/{revised}.html").text


def test_figures_are_drawn_and_told(demo: TestClient) -> None:
    shown = [path for path in _links(demo, "/", "line/") if "<svg" in demo.get(f"/{path}").text]
    assert shown
    page = demo.get(f"/{shown[0]}").text
    assert '<svg class="chart"' in page
    assert "<caption>" in page


def test_the_briefing_is_a_live_blog_posting(demo: TestClient) -> None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', demo.get("/").text, re.DOTALL)
    assert block
    posting = json.loads(block[1])
    assert posting["@context"] == "https://schema.org"
    assert posting["@type"] == "LiveBlogPosting"
    for name in ("headline", "dateModified", "datePublished", "coverageStartTime", "liveBlogUpdate"):
        assert posting[name]
    for update in posting["liveBlogUpdate"]:
        assert update["@type"] == "BlogPosting"
        assert len(update["headline"]) <= 110
        assert update["datePublished"]


def test_security_headers_and_the_one_page_that_may_be_framed(demo: TestClient) -> None:
    for path in ("/", "/api/v1/claims", "/metrics", "/nothing.html", "/style.css"):
        headers = demo.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
    framed = demo.get("/widget").headers
    assert "frame-ancestors *" in framed["content-security-policy"]
    assert "x-frame-options" not in framed


def test_health_readiness_and_measures(demo: TestClient) -> None:
    assert demo.get("/healthz").json()["status"] == "ok"
    assert demo.get("/readyz").status_code == 503
    demo.get("/")
    assert demo.get("/readyz").json()["status"] == "ready"
    text = demo.get("/metrics").text
    assert 'livebrief_answers_total{kind="index.html",status="200"}' in text
    assert "livebrief_answer_seconds_bucket" in text


def test_one_build_for_many_readers(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with Newsroom(Config(store=tmp_path / "v.db", beat="demo", reader="rules")) as room:
        views = Views(room)
        with ThreadPoolExecutor(16) as pool:
            found = set(pool.map(lambda _: views.current(), range(64)))
        assert len(found) == 1
        assert views.builds == 1
        (tmp_path / "a.jsonl").write_bytes(_row(1))
        room.add([str(tmp_path / "a.jsonl")])
        views._looked = float("-inf")  # the next look is due
        assert views.current() not in found
        assert views.builds == 2


def test_a_replaced_view_is_let_go(tmp_path: Path) -> None:
    with Newsroom(Config(store=tmp_path / "v.db", beat="demo", reader="rules")) as room:
        client = TestClient(make_app(room))
        views: Views = client.app.state.views  # type: ignore[attr-defined]
        (tmp_path / "a.jsonl").write_bytes(_row(1))
        room.add([str(tmp_path / "a.jsonl")])
        for path in ("/", "/sources.html", "/ledgers.html", "/search?q=mayor", "/api/v1/claims"):
            assert client.get(path).status_code == 200
        before = weakref.ref(views.current())
        (tmp_path / "b.jsonl").write_bytes(_row(2))
        room.add([str(tmp_path / "b.jsonl")])
        time.sleep(0.2)  # until the store is looked at again
        assert client.get("/").status_code == 200
        gc.collect()
        assert before() is None


def _row(n: int) -> bytes:
    row: dict[str, Any] = {"id": f"n{n}", "outlet": "Ivern Valley Echo", "published": "2025-03-04"}
    row["text"] = f"The mayor of Tarnwick, Josef Arlund, said on Tuesday that {n + 20} people had been killed."
    return msgspec.json.encode(row)


def test_a_search_from_another_moment_stays_there(demo: TestClient) -> None:
    form = demo.get("/search.html?as_of=2025-03-05").text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form))
    assert kept == {"as_of": "2025-03-05T23:59:59Z"}
    assert "You read the desk as it stood" in demo.get("/search", params={**kept, "q": "missile"}).text
