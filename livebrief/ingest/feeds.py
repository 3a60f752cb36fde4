"""Saved feeds: RSS and Atom by feedparser, JSON Feed by hand. Each entry is one article. No network, no sanitiser.

The sanitiser is off because nothing is rendered here: clean reads the text out of the markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser
import msgspec

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: what the feed says about it in Given's keys, and its words."""

    said: dict[str, Any]
    body: str
    media: str


def xml_entries(feed: bytes) -> list[Entry]:
    """The entries of an RSS or Atom document in its order; Quarantine (NOT_A_FEED) when it is neither."""
    read = feedparser.parse(io.BytesIO(feed), sanitize_html=False, resolve_relative_uris=False)
    if not read.get("version") and not read.entries:
        raise Quarantine("neither RSS nor Atom", reason=Why.NOT_A_FEED)
    about = {"outlet": read.feed.get("title", ""), "language": read.feed.get("language", "")}
    return [_xml_entry(entry, about) for entry in read.entries]


def _xml_entry(entry: Mapping[str, Any], about: Mapping[str, str]) -> Entry:
    words = [piece for piece in entry.get("content", []) if piece.get("value")]
    best = next((piece for piece in words if "html" in piece.get("type", "")), words[0] if words else None)
    detail = entry.get("summary_detail") or {}
    body = best["value"] if best else entry.get("summary", "")
    kind = (best or detail).get("type") or "text/html"
    updated = dict(entry).get("updated", "")  # feedparser's own look-up warns and answers with the other date
    said = {
        "id": entry.get("id", ""),
        "url": entry.get("link", ""),
        "outlet": about["outlet"],
        "title": entry.get("title", ""),
        "byline": entry.get("author", ""),
        "published": entry.get("published", "") or updated,
        "modified": updated,
        "language": (best or detail).get("language") or about["language"],
    }
    plain = kind == "text/plain" and "</" not in body
    return Entry(said=said, body=body, media="text/plain" if plain else "text/html")


def is_json_feed(value: Any) -> bool:
    """Whether a decoded JSON value is a JSON Feed (jsonfeed.org)."""
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", "")) and "items" in value


def json_entries(feed: Mapping[str, Any]) -> Iterator[Entry]:
    """The items of a JSON Feed in their order."""
    items = feed["items"]
    if not isinstance(items, list):
        raise Quarantine("items is not a list", reason=Why.NOT_A_FEED)
    for item in items:
        if isinstance(item, dict):
            yield _json_entry(item, feed)


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    authors = item.get("authors") or feed.get("authors") or []
    said = {
        "id": str(item.get("id") or ""),
        "url": item.get("url") or item.get("external_url") or "",
        "outlet": feed.get("title") or "",
        "title": item.get("title") or "",
        "byline": ", ".join(str(one.get("name", "")) for one in authors if isinstance(one, dict)),
        "published": item.get("date_published") or "",
        "modified": item.get("date_modified") or "",
        "language": item.get("language") or feed.get("language") or "",
    }
    html = item.get("content_html")
    body = html or item.get("content_text") or item.get("summary") or ""
    return Entry(said=said, body=str(body), media="text/html" if html else "text/plain")
