"""Feeds of a briefing: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. Items are lines, editors' own lines,
and what editors of the desk did; their ids are permanent.

``base`` is the desk's own address (``https://desk.example/``) where it is known: Atom and RSS ask for whole addresses,
and a saved copy that does not know where it will lie says them relative to itself. What the desk itself says is in the
``language`` asked for; a line stays in the words of its source.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

import msgspec

from livebrief.publish.addresses import line
from livebrief.publish.languages import DEFAULT, Tongue, tongue
from livebrief.records.briefings import Briefing, Correction, EditorLine, Update
from livebrief.records.ids import content_id

ITEMS = 60
ATOM = "http://www.w3.org/2005/Atom"
_ALLOWED = dict.fromkeys(range(0x20)) | {0xFFFE: None, 0xFFFF: None} | dict.fromkeys(range(0xD800, 0xE000))
for _kept in (0x9, 0xA, 0xD):
    del _ALLOWED[_kept]
ET.register_namespace("atom", ATOM)


def rss(brf: Briefing, base: str = "", language: str = DEFAULT) -> bytes:
    """RSS 2.0; guids are claim ids."""
    words = tongue(language)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _say(channel, "title", _title(brf, words))
    _say(channel, "link", f"{base}index.html")
    _say(channel, "description", f"{_title(brf, words)}: {words.say('who says what, and how far sources agree')}")
    _say(channel, "language", language)
    _say(channel, "lastBuildDate", format_datetime(brf.as_of))
    ET.SubElement(channel, f"{{{ATOM}}}link", href=f"{base}feed.xml", rel="self", type="application/rss+xml")
    for each in _items(brf, words):
        item = ET.SubElement(channel, "item")
        _say(item, "title", each.text)
        _say(item, "link", base + each.link)
        ET.SubElement(item, "guid", isPermaLink="false").text = each.id
        if each.when:
            _say(item, "pubDate", format_datetime(each.when))
        _say(item, "category", each.tag)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def atom(brf: Briefing, base: str = "", language: str = DEFAULT) -> bytes:
    """Atom; ``updated`` of a line is when its article was published, of an undated one the moment of the briefing."""
    words = tongue(language)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _say(root, "title", _title(brf, words))
    _say(root, "id", f"urn:livebrief:{brf.beat or 'desk'}")
    _say(root, "updated", brf.as_of.isoformat())
    ET.SubElement(root, "link", href=f"{base}index.html")
    ET.SubElement(root, "link", href=f"{base}atom.xml", rel="self", type="application/atom+xml")
    _say(ET.SubElement(root, "author"), "name", "Livebrief")
    for each in _items(brf, words):
        entry = ET.SubElement(root, "entry")
        _say(entry, "title", each.text)
        _say(entry, "id", f"urn:livebrief:{each.id}")
        _say(entry, "updated", (each.when or brf.as_of).isoformat())
        ET.SubElement(entry, "link", href=base + each.link)
        _say(entry, "summary", each.summary)
        ET.SubElement(entry, "category", term=each.tag, label=words.words(each.tag))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(brf: Briefing, base: str = "", language: str = DEFAULT) -> bytes:
    """JSON Feed 1.1."""
    words = tongue(language)
    items = []
    for each in _items(brf, words):
        item = {"id": each.id, "url": base + each.link, "content_text": each.text, "tags": [each.tag]}
        items.append(item | ({"date_published": each.when.isoformat()} if each.when else {}))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": _title(brf, words), "items": items}
    feed["language"] = language
    if base:
        feed |= {"home_page_url": f"{base}index.html", "feed_url": f"{base}feed.json"}
    return msgspec.json.encode(feed)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of any of the feeds."""

    id: str
    text: str
    link: str
    when: datetime | None
    tag: str
    summary: str


def _title(brf: Briefing, words: Tongue) -> str:
    return brf.title or words.say("Live briefing")


def _items(brf: Briefing, words: Tongue) -> list[Item]:
    """The newest lines, then what editors wrote and did, the newest first."""
    lines = sorted((up for story in brf.stories for up in story.updates), key=lambda up: (up.published, up.id))
    own = [written for story in brf.stories for written in story.own_lines]
    done = [each for each in brf.corrections if each.kind == "editor"]
    hands = [
        *(_of_editor(each, words) for each in own),
        *(_of_correction(each, words) for each in done[: -ITEMS - 1 : -1]),
    ]
    return [*(_of_line(each, words) for each in lines[: -ITEMS - 1 : -1]), *hands]


def _of_line(update: Update, words: Tongue) -> Item:
    return Item(
        id=update.claim,
        text=update.text,
        link=line(update.claim),
        when=_when(update.published),
        tag=update.verdict.value.value,
        summary=" ".join((update.text, *_agreement(update, words), *update.notes)),
    )


def _agreement(update: Update, words: Tongue) -> tuple[str, ...]:
    """How far sources agree: the briefing's own sentences, which are English, else verdict and witnesses in words."""
    if words.language == DEFAULT:
        return update.answers
    verdict = update.verdict
    return (f"{words.words(verdict.value.value)}, {words.counted(len(verdict.witnesses), 'witness', 'witnesses')}.",)


def _of_editor(written: EditorLine, words: Tongue) -> Item:
    text = f"{words.say('Editor')} ({written.by}): {written.text}"
    link = f"story/{written.story}.html"
    return Item(id=written.id, text=text, link=link, when=_when(written.at), tag="editor", summary=text)


def _of_correction(each: Correction, words: Tongue) -> Item:
    """What an editor did; its id follows from what, when and about what, so that it never comes twice."""
    change = f" ({each.before} → {each.after})" if each.before else f" ({each.after})" if each.after else ""
    text = f"{words.titled(each.title)}{change}. {words.say('Editor')}: {each.reason}"
    some_id = content_id("dec", [each.seen, each.by, each.title, each.subject])
    return Item(id=some_id, text=text, link="corrections.html", when=_when(each.seen), tag="editor", summary=text)


def _when(stamp: str) -> datetime | None:
    if len(stamp) < len("2025-03-05"):
        return None
    moment = datetime.fromisoformat(stamp)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say(parent: ET.Element, tag: str, words: str) -> None:
    """A child with its text, without the characters that XML 1.0 forbids."""
    ET.SubElement(parent, tag).text = words.translate(_ALLOWED)
