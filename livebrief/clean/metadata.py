"""What a page says about itself: title, byline, outlet, dates, address, language, each with where it stood.

Owns the order of trust: JSON-LD of the article, then Open Graph and article tags, then Dublin Core and plain meta, then
visible markup. Refuses HTML's ``<title>`` for more than its first part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import msgspec

from livebrief.clean.segment import tidy

_ARTICLE = re.compile(r"Article|Posting|Report|WebPage|Review")
_META = {
    "published": (
        "article:published_time",
        "og:published_time",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.created",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
    ),
    "modified": (
        "article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "lastmod",
        "last-modified",
        "datemodified",
    ),
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language"),
}
_LD = {"published": "datePublished", "modified": "dateModified", "title": "headline", "language": "inLanguage"}
_SHOWN_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|time|published|posted|pubdate|dateline|meta|timestamp)(?:$|[\s_-])", re.I
)
_LEAD = re.compile(r"^\s*(?:by|words|text|story|von|por|par|di)\s*:?\s+", re.I)
_URL = re.compile(r"^https?://", re.I)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Candidates for each field in order of trust, as (value as written, rule)."""

    found: dict[str, tuple[tuple[str, str], ...]] = {}

    def first(self, field: str) -> tuple[str, str]:
        """The most trusted value of a field and its rule; empty when there is none."""
        every = self.found.get(field, ())
        return every[0] if every else ("", "")


def read(tree: lxml.html.HtmlElement) -> Facts:
    """Everything the page says, most trusted first. Does not change ``tree``."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field, value, rule in (*_from_json_ld(tree), *_from_meta(tree), *_from_markup(tree)):
        if value := tidy(value):
            found.setdefault(field, []).append((value, rule))
    return Facts(found={field: tuple(values) for field, values in found.items()})


def _from_json_ld(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            value = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            yield from _of_thing(thing)


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Article-like objects, in lists and graphs too."""
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        if _ARTICLE.search(str(value.get("@type", ""))):
            yield value
        yield from _things(value.get("@graph", []), depth + 1)


def _of_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, key in _LD.items():
        if isinstance(thing.get(key), str):
            yield field, thing[key], f"json-ld {key}"
    names = [name for one in _list(thing.get("author")) if (name := _name(one)) and not _URL.match(name)]
    if names:
        yield "byline", ", ".join(names), "json-ld author"
    for publisher in _list(thing.get("publisher")):
        yield "outlet", _name(publisher), "json-ld publisher"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else ""


def _from_meta(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    said: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        said.setdefault(key.lower(), node.get("content") or "")
    for field, keys in _META.items():
        for key in keys:
            value = said.get(key, "")
            if value and not (field == "byline" and _URL.match(value)):
                yield field, value, f"meta {key}"


def _from_markup(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical":
            yield "url", node.get("href") or "", "link canonical"
    headings = [tidy(node.text_content()) for node in tree.iter("h1")]
    if len(headings) == 1:
        yield "title", headings[0], "h1"
    for node in tree.iter("title"):
        yield "title", re.split(r"\s+[|–—-]\s+", node.text or "")[0], "title element"
    yield "language", tree.get("lang") or "", "html lang"
    yield from _shown_byline(tree)
    yield from _shown_dates(tree)


def _shown_byline(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for node in tree.iter("p", "div", "span", "a", "address"):
        mark = (node.get("class") or "") + " " + (node.get("rel") or "")
        if re.search(r"byline|author|(?:^|\s)by(?:\s|$)", mark, re.I):
            words = re.split(r"[|·,]|\d", tidy(node.text_content()))[0]
            name = _LEAD.sub("", words).strip()
            if 3 <= len(name) <= 60 and not name.endswith("."):
                yield "byline", name, "markup"
                return


def _shown_dates(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for node in tree.iter("time"):
        yield "published", node.get("datetime") or tidy(node.text_content()), "time element"
    for node in tree.iter("p", "div", "span", "small"):
        words = tidy(node.text_content())
        marked = (
            _SHOWN_DATE.search(node.get("class") or "") or node.tag == "small" or words.lower().startswith("published")
        )
        if marked and 6 <= len(words) <= 80 and re.search(r"(?:19|20)\d\d", words):
            yield "published", words, "date line"
