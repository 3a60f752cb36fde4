"""Feeds of a briefing: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. Items are lines; their ids are permanent.

``base`` is the desk's own address (``https://desk.example/``) where it is known: Atom and RSS ask for whole addresses,
and a saved copy that does not know where it will lie says them relative to itself.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

import msgspec

from livebrief.publish.addresses import line
from livebrief.records.briefings import Briefing, Update

ITEMS = 60
ATOM = "http://www.w3.org/2005/Atom"
_ALLOWED = dict.fromkeys(range(0x20)) | {0xFFFE: None, 0xFFFF: None} | dict.fromkeys(range(0xD800, 0xE000))
for _kept in (0x9, 0xA, 0xD):
    del _ALLOWED[_kept]
ET.register_namespace("atom", ATOM)


def rss(brf: Briefing, base: str = "") -> bytes:
    """RSS 2.0; guids are claim ids."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _say(channel, "title", brf.title)
    _say(channel, "link", f"{base}index.html")
    _say(channel, "description", f"{brf.title}: who says what, and how far sources agree")
    _say(channel, "lastBuildDate", format_datetime(brf.as_of))
    ET.SubElement(channel, f"{{{ATOM}}}link", href=f"{base}feed.xml", rel="self", type="application/rss+xml")
    for update in _items(brf):
        item = ET.SubElement(channel, "item")
        _say(item, "title", update.text)
        _say(item, "link", base + line(update.claim))
        ET.SubElement(item, "guid", isPermaLink="false").text = update.claim
        if when := _when(update):
            _say(item, "pubDate", format_datetime(when))
        _say(item, "category", update.verdict.value.value)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def atom(brf: Briefing, base: str = "") -> bytes:
    """Atom; ``updated`` of a line is when its article was published, of an undated one the moment of the briefing."""
    root = ET.Element("feed", xmlns=ATOM)
    _say(root, "title", brf.title or "Live briefing")
    _say(root, "id", f"urn:livebrief:{brf.beat or 'desk'}")
    _say(root, "updated", brf.as_of.isoformat())
    ET.SubElement(root, "link", href=f"{base}index.html")
    ET.SubElement(root, "link", href=f"{base}atom.xml", rel="self", type="application/atom+xml")
    _say(ET.SubElement(root, "author"), "name", "Livebrief")
    for update in _items(brf):
        entry = ET.SubElement(root, "entry")
        _say(entry, "title", update.text)
        _say(entry, "id", f"urn:livebrief:{update.claim}")
        _say(entry, "updated", (_when(update) or brf.as_of).isoformat())
        ET.SubElement(entry, "link", href=base + line(update.claim))
        _say(entry, "summary", " ".join((update.text, *update.answers)))
        ET.SubElement(entry, "category", term=update.verdict.value.value)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(brf: Briefing, base: str = "") -> bytes:
    """JSON Feed 1.1."""
    items = []
    for update in _items(brf):
        when = _when(update)
        item = {
            "id": update.claim,
            "url": base + line(update.claim),
            "content_text": update.text,
            "tags": [update.verdict.value.value],
        }
        items.append(item | ({"date_published": when.isoformat()} if when else {}))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": brf.title or "Live briefing", "items": items}
    if base:
        feed |= {"home_page_url": f"{base}index.html", "feed_url": f"{base}feed.json"}
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
    """A child with its text, without the characters that XML 1.0 forbids."""
    ET.SubElement(parent, tag).text = words.translate(_ALLOWED)
