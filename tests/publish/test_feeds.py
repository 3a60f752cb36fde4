"""Feeds: valid by their own standards' must-haves, whole addresses where the desk knows its own, one item a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from livebrief.newsroom import Newsroom
from livebrief.publish import feeds
from livebrief.publish.feeds import ATOM
from livebrief.records.briefings import Briefing

BASE = "https://desk.example/"
NS = {"a": ATOM}


@pytest.fixture(scope="module")
def brf(tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Newsroom]) -> Briefing:
    with demo_copy(tmp_path_factory.mktemp("feeds")) as room:
        return room.briefing()[0]


def test_rss_has_what_rss_2_asks_for(brf: Briefing) -> None:
    channel = ET.fromstring(feeds.rss(brf, BASE)).find("channel")
    assert channel is not None
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    items = channel.findall("item")
    assert len({item.findtext("guid") for item in items}) == len(items) > 10
    for item in items:
        assert item.findtext("title")
        assert (item.findtext("link") or "").startswith(BASE)
        if date := item.findtext("pubDate"):
            assert parsedate_to_datetime(date)


def test_atom_has_what_rfc_4287_asks_for(brf: Briefing) -> None:
    root = ET.fromstring(feeds.atom(brf, BASE))
    for node in (root, *root.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", NS)) == 1
        assert datetime.fromisoformat(node.findtext("a:updated", "", NS)).tzinfo
        assert node.find("a:link", NS) is not None
    assert root.find("a:author/a:name", NS) is not None
    ids = [entry.findtext("a:id", "", NS) for entry in root.findall("a:entry", NS)]
    assert len(ids) == len(set(ids)) > 10


def test_json_feed_has_what_1_1_asks_for(brf: Briefing) -> None:
    feed = json.loads(feeds.json_feed(brf, BASE))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert item["url"].startswith(BASE)
        if "date_published" in item:
            assert datetime.fromisoformat(item["date_published"]).tzinfo


@pytest.mark.parametrize("made", [feeds.rss, feeds.atom])
def test_a_reader_of_feeds_finds_nothing_amiss(brf: Briefing, made: object) -> None:
    found = feedparser.parse(made(brf, BASE))  # type: ignore[operator]
    assert not found.bozo
    assert len(found.entries) > 10


@pytest.mark.parametrize("made", [feeds.rss, feeds.atom, feeds.json_feed])
def test_what_the_desk_says_is_in_the_language_asked_for(brf: Briefing, made: Callable[..., bytes]) -> None:
    in_english, in_ukrainian = made(brf, BASE), made(brf, BASE, "uk")
    line = max((up for story in brf.stories for up in story.updates), key=lambda up: (up.published, up.id))
    for found, language in ((in_english, "en"), (in_ukrainian, "uk")):
        told = feedparser.parse(found) if found.startswith(b"<") else json.loads(found)
        assert told.get("feed", told)["language"] == language
        texts = {each.get("title") or each.get("content_text") for each in told.get("entries") or told["items"]}
        assert line.text in texts, "a line stays in the words of its source"


def test_a_feed_in_ukrainian_says_how_far_sources_agree_in_ukrainian(brf: Briefing) -> None:
    told = feedparser.parse(feeds.atom(brf, BASE, "uk"))
    assert all("Disputed" not in entry.summary for entry in told.entries)
    assert any("одне джерело" in entry.summary for entry in told.entries)
    labels = {tag.label for entry in told.entries for tag in entry.tags}
    assert "одне джерело" in labels
