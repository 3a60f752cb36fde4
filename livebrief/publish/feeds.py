"""Feeds of a briefing: RSS 2.0 and JSON Feed 1.1. Items are lines; their ids are permanent."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

import msgspec

from livebrief.records.briefings import Briefing, Update

ITEMS = 60
_ALLOWED = dict.fromkeys(range(0x20)) | {0xFFFE: None, 0xFFFF: None}
for _kept in (0x9, 0xA, 0xD):
    del _ALLOWED[_kept]


def rss(brf: Briefing) -> bytes:
    """RSS 2.0; links are relative to where the feed lies, guids are claim ids."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _say(channel, "title", brf.title)
    _say(channel, "link", "index.html")
    _say(channel, "description", f"{brf.title}: who says what, and how far sources agree")
    _say(channel, "lastBuildDate", format_datetime(brf.as_of))
    for update in _items(brf):
        item = ET.SubElement(channel, "item")
        _say(item, "title", update.text)
        _say(item, "link", f"line/{update.claim}.html")
        ET.SubElement(item, "guid", isPermaLink="false").text = update.claim
        if when := _when(update):
            _say(item, "pubDate", format_datetime(when))
        _say(item, "category", update.verdict.value.value)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(brf: Briefing) -> bytes:
    """JSON Feed 1.1."""
    items = []
    for update in _items(brf):
        when = _when(update)
        item = {
            "id": update.claim,
            "url": f"line/{update.claim}.html",
            "content_text": update.text,
            "tags": [update.verdict.value.value],
        }
        items.append(item | ({"date_published": when.isoformat()} if when else {}))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": brf.title, "items": items}
    return msgspec.json.encode(feed)


def _items(brf: Briefing) -> list[Update]:
    every = (update for story in brf.stories for update in story.updates)
    return sorted(every, key=lambda update: (update.published, update.id), reverse=True)[:ITEMS]


def _when(update: Update) -> datetime | None:
    if len(update.published) < len("2025-03-05"):
        return None
    moment = datetime.fromisoformat(update.published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say(parent: ET.Element, tag: str, words: str) -> None:
    """A child with its text, without the control characters that XML 1.0 forbids."""
    ET.SubElement(parent, tag).text = words.translate(_ALLOWED)
