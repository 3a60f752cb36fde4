"""Addresses: a page becomes an article; of a feed, each entry that is new is fetched as its own page.

Owns telling a feed from a page, and what stands in when an entry's page may not be had (the feed's own words, with a
note). Refuses sockets: it asks the fetcher that it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import msgspec

from livebrief.errors import Quarantine, Retry
from livebrief.ingest import feeds, items
from livebrief.ingest.address import canonical_url
from livebrief.ingest.fetching import Answer
from livebrief.ingest.intake import Intake, Piece, failed
from livebrief.records.articles import Given, Received
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why

PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
_SAID = ("id", "url", "outlet", "title", "byline", "published", "modified", "language")
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")


def is_address(text: str) -> bool:
    """Whether an input is a web address."""
    return text.startswith(("http://", "https://"))


def follow(address: str, intake: Intake) -> Iterator[Outcome[Received]]:
    """What became of one page, or of each entry of one feed, lazily and in the feed's order."""
    fetcher = intake.options.fetcher
    if fetcher is None:
        yield Failed(source=address, why=Why.UNREACHABLE, detail="this desk was opened without a network")
        return
    fetcher.trust(address)
    try:
        answer = fetcher.get(address)
    except Retry as later:
        yield Failed(source=address, why=Why.UNREACHABLE, detail=str(later))
    except Quarantine as bad:
        yield failed(address, bad)
    else:
        yield from read(answer, address, intake)


def read(answer: Answer, address: str, intake: Intake) -> Iterator[Outcome[Received]]:
    """The outcomes of an answer: a feed's entries, or the one page."""
    try:
        entries = entries_of(answer)
    except Quarantine as bad:
        yield failed(address, bad)
        return
    if entries is None:
        yield _page(answer, {"url": address}, address, intake)
    elif not entries:
        yield Failed(source=address, why=Why.EMPTY, detail="a feed without entries")
    else:
        for number, entry in enumerate(entries, 1):
            yield _entry(entry, f"{address}#{number}", address, intake)


def look_again(given: Given, intake: Intake) -> Outcome[Received]:
    """The page that was fetched before, as it stands now, under what was said of it then: the same bytes are the same
    capture (law 6). Its host is not trusted anew."""
    said = {name: getattr(given, name) for name in _SAID} | given.rest
    return _fetched(given.url, said, intake)


def entries_of(answer: Answer) -> list[feeds.Entry] | None:
    """The entries when the answer is a feed, else None. Quarantine when it calls itself one and is not."""
    head = answer.body[:2048].lstrip().lower()
    if answer.media.endswith("json") or (head[:1] == b"{" and b"jsonfeed.org" in head):
        for _, value in items.values(answer.body):
            if feeds.is_json_feed(value):
                return list(feeds.json_entries(value))
        raise Quarantine("JSON, but no JSON Feed", reason=Why.NOT_A_FEED)
    if any(root in head for root in _FEED_ROOTS) or answer.media.endswith(("rss+xml", "atom+xml")):
        return feeds.xml_entries(answer.body)
    return None


def _entry(entry: feeds.Entry, source: str, feed: str, intake: Intake) -> Outcome[Received]:
    """An entry's own page; the entry's words when its page may not be had; nothing when it is known and unchanged."""
    link = urljoin(feed, str(entry.said.get("url") or ""))
    seen = intake.options.seen
    if seen is not None and seen(canonical_url(link), str(entry.said.get("modified") or "")):
        return Skipped(source=link, why=Why.ALREADY_SEEN)
    said = {**entry.said, "url": link}
    if not is_address(link):
        return _words(entry, said, source, intake, "the entry has no address")
    found = _fetched(link, said, intake)
    if isinstance(found, Failed) and found.why is not Why.UNREACHABLE:
        return _words(entry, said, link, intake, found.detail)
    return found


def _fetched(link: str, said: dict[str, object], intake: Intake) -> Outcome[Received]:
    fetcher = intake.options.fetcher
    if fetcher is None:
        return Failed(source=link, why=Why.UNREACHABLE, detail="this desk was opened without a network")
    try:
        return _page(fetcher.get(link), said, link, intake)
    except Retry as later:
        return Failed(source=link, why=Why.UNREACHABLE, detail=str(later))
    except Quarantine as bad:
        return failed(link, bad)


def _words(entry: feeds.Entry, said: dict[str, object], source: str, intake: Intake, why: str) -> Outcome[Received]:
    if not entry.body.strip():
        return Failed(source=source, why=Why.NO_TEXT, detail=f"the entry has no words, and its page: {why}")
    body = entry.body.encode("utf-8", "replace")
    made = intake.made(Piece(body=body, media=entry.media, said=said, by="feed", charset="utf-8"), source)
    if isinstance(made, Made):
        return msgspec.structs.replace(made, notes=(*made.notes, f"the feed's words stand in for the page: {why}"))
    return made


def _page(answer: Answer, said: dict[str, object], source: str, intake: Intake) -> Outcome[Received]:
    if answer.media not in PAGES:
        return Failed(source=source, why=Why.NOT_A_PAGE, detail=f"it is {answer.media}")
    media = "text/plain" if answer.media == "text/plain" else "text/html"
    return intake.made(Piece(body=answer.body, media=media, said=said, by="page", charset=answer.charset), source)
