"""Article (an address), Capture (its bytes at a moment), Document (its one text), Sentence, Dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from livebrief.records.ids import content_id
from livebrief.records.spans import Span


class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A published piece at an address. ``address`` is the canonical URL, else ``file:`` + name or ``item:`` + given id."""

    id: str
    address: str
    outlet: str = ""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the input said about an article beside its bytes (a JSON line's keys, a sidecar, a feed entry, options).

    ``rest`` keeps unknown keys. Dates stay as written: reading them is clean's work.
    """

    id: str = ""
    url: str = ""
    outlet: str = ""
    title: str = ""
    byline: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    first_seen: str = ""
    by: str = ""
    rest: dict[str, Any] = {}


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of an article at one moment. ``id`` follows from article, bytes, media and what was given.

    ``media`` is ``text/plain``, ``text/html`` (bytes as received) and ``charset`` what was declared, if anything.
    ``fetched_at`` is when the bytes were had (a JSON line's ``first_seen``), in UTC.
    """

    id: str
    article: str
    sha256: str
    media: str
    fetched_at: datetime
    charset: str = ""
    origin: str = ""
    given: Given = Given()


def capture_id(*, article: str, sha256: str, media: str, given: Given) -> str:
    """The content id of a capture. ``first_seen`` is left out: bytes seen again later are the same capture (law 6)."""
    said = msgspec.structs.replace(given, first_seen="")
    return content_id("cap", {"article": article, "sha256": sha256, "media": media, "given": said})


class Dated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A moment and how it is known: ``given``, ``metadata``, ``inferred``, ``unknown`` or ``refused``.

    ``value`` is ISO 8601 at the grain that is known (``2024-11-20`` or ``2024-11-20T14:00:00+00:00``), empty when unknown.
    ``rule`` names the rule that won.
    """

    value: str = ""
    how: str = "unknown"
    rule: str = ""

    @property
    def day(self) -> str:
        """``YYYY-MM-DD`` or empty."""
        return self.value[:10] if len(self.value) >= 10 else ""


class Dropped(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A piece of furniture that was taken out, with the rule that took it."""

    text: str
    rule: str


class Copy(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """This document carries the words of ``of``. ``how``: exact | near | wire; ``share`` is the estimated overlap (0–1)."""

    of: str
    how: str
    share: float = 1.0


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The one text made from a capture. The text never changes; all offsets point into it.

    ``origin`` is the agency named in a dateline or credit line, if any. ``facts`` says which rule won each of the
    metadata fields. ``blocks`` are the paragraphs (spans); white space between blocks is ``\\n\\n``.
    """

    id: str
    capture: str
    article: str
    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: Dated = Dated()
    modified: Dated = Dated()
    language: str = ""
    blocks: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    facts: dict[str, str] = {}
    dateline: str = ""
    wire_origin: str = ""
    recipe: str = ""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """Sentence ``n`` of a document: offsets only, never a copy."""

    document: str
    n: int
    span: Span


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What ingest hands on: the article's address, the capture and its bytes (``capture.sha256`` is their digest)."""

    article: Article
    capture: Capture
    body: bytes
