"""From bytes and what was said about them to Received. Owns ids of articles and captures; refuses reading dates in text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from livebrief.errors import Quarantine
from livebrief.ingest.address import address
from livebrief.ingest.options import IngestOptions
from livebrief.records.articles import Article, Capture, Given, Received, capture_id
from livebrief.records.ids import content_id, digest
from livebrief.records.outcomes import Why

_OWN = frozenset(["id", "url", "outlet", "title", "byline", "published", "modified", "language", "first_seen"])
_OTHER_NAMES = {
    "date": "published",
    "date_published": "published",
    "publisher": "outlet",
    "author": "byline",
    "lang": "language",
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_given(said: Mapping[str, Any], by: str, options: IngestOptions) -> Given:
    """What was said, in Given's words; unknown keys stay in ``rest``, option values fill what was not said."""
    known: dict[str, str] = {"outlet": "", "published": "", "language": ""}
    rest: dict[str, Any] = {}
    for key, value in said.items():
        name = key if key in _OWN else _OTHER_NAMES.get(key, "")
        if name and isinstance(value, str | int | float) and not isinstance(value, bool) and not known.get(name):
            known[name] = str(value)
        elif value is not None and name not in _OWN:
            rest[key] = value
    for name in ("outlet", "published", "language"):
        known[name] = known[name] or getattr(options, name)
    return Given(by=by, rest=rest, **known)


def make_received(  # noqa: PLR0913
    body: bytes, *, media: str, given: Given, file_name: str, origin: str, now: datetime, charset: str = ""
) -> tuple[Received, tuple[str, ...]]:
    """The article, its capture and its bytes, with notes. ``fetched_at`` is ``first_seen`` when it is a past moment."""
    sha = digest(body)
    where = address(given, file_name, sha)
    art = Article(id=content_id("art", {"address": where}), address=where, outlet=given.outlet)
    fetched_at, notes = _fetched_at(given.first_seen, now)
    cap = Capture(
        id=capture_id(article=art.id, sha256=sha, media=media, given=given),
        article=art.id,
        sha256=sha,
        media=media,
        fetched_at=fetched_at,
        charset=charset,
        origin=origin,
        given=given,
    )
    return Received(article=art, capture=cap, body=body), notes


def encode(text: str) -> bytes:
    """UTF-8; Quarantine when the text holds half a character."""
    if half := _SURROGATE.search(text):
        raise Quarantine(f"lone surrogate at character {half.start()}", reason=Why.BAD_CHARACTERS)
    return text.encode()


def _fetched_at(first_seen: str, now: datetime) -> tuple[datetime, tuple[str, ...]]:
    if not first_seen:
        return now, ()
    try:
        moment = datetime.fromisoformat(first_seen.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return now, (f"bad-date: first_seen {first_seen!r} is not ISO 8601; taken as now",)
    if moment > now:
        return now, (f"first_seen {first_seen!r} lies in the future; taken as now",)
    return moment, ()
