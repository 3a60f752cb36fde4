"""Small lawful records for the store's tests, made from a number: the same number, the same records."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from livebrief.records.articles import Article, Capture, Copy, Dated, Document, Given, Received
from livebrief.records.decisions import Kind
from livebrief.records.ids import content_id, digest
from livebrief.records.mentions import EntityMention, QuantityMention
from livebrief.records.readings import Reading
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Source, Speech, Statement
from livebrief.store import Writer

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
LATER = START + timedelta(days=300)


def hour(n: float) -> datetime:
    return START + timedelta(hours=n)


def received(n: int, *, version: int = 0, hours: float | None = None) -> Received:
    """Article ``n`` as it stood in its ``version``-th form; had ``hours`` after the start (``n`` when not given)."""
    address = f"https://outlet.example/{n}"
    art = Article(id=content_id("art", address), address=address, outlet="courier")
    body = text_of(n, version).encode()
    given = Given(url=address, outlet="courier", rest={"desk": n})
    parts = {"article": art.id, "sha256": digest(body), "media": "text/plain", "given": given}
    cap = Capture(
        id=content_id("cap", parts),
        article=art.id,
        sha256=digest(body),
        media="text/plain",
        fetched_at=hour(n if hours is None else hours),
        given=given,
    )
    return Received(article=art, capture=cap, body=body)


def text_of(n: int, version: int = 0) -> str:
    return f"Ferry {n} sank off Várno, mayor Ilse Brandt said.\n\nAt least {n + version} crew of ferry{n} are missing."


def reading(n: int, *, version: int = 0, published: str = "") -> Reading:
    got = received(n, version=version)
    text = got.body.decode()
    parts = {"capture": got.capture.id, "text": text, "recipe": "rcp1"}
    cut = text.index("\n\n")
    spans = (Span(0, cut), Span(cut + 2, len(text)))
    doc = Document(
        id=content_id("doc", parts),
        capture=got.capture.id,
        article=got.article.id,
        text=text,
        title=f"Ferry {n}",
        published=Dated(value=published, how="given" if published else "unknown"),
        blocks=spans,
        sentences=spans,
        recipe="rcp1",
    )
    mayor, count = span_of(text, "Ilse Brandt"), span_of(text, f"At least {n + version}")
    person = EntityMention(span=mayor, text="Ilse Brandt", type="person", name="Ilse Brandt", role="mayor")
    crew = QuantityMention(
        span=count, text=count.of(text), bound="at least", low=n + version, role="missing", of="crew"
    )
    return Reading(article=got.article, document=doc, mentions=(person, crew), sightings=(sighting(doc, mayor, crew),))


def sighting(doc: Document, mayor: Span, crew: QuantityMention) -> Sighting:
    content = Span(0, doc.text.index(","))
    folded = content.of(doc.text).casefold()
    parts = {"article": doc.article, "speech": Speech.INDIRECT, "source": "ilse brandt", "content": folded, "nth": 0}
    stm = Statement(id=content_id("stm", parts), **parts)
    return Sighting(
        id=content_id("sgt", {"document": doc.id, "statement": stm.id}),
        statement=stm,
        document=doc.id,
        source=Source(name="Ilse Brandt", spans=(mayor,), kind="person"),
        cue=(span_of(doc.text, "said"),),
        content=(content,),
        act=Act.SAYS,
        figures=(crew,),
    )


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def keep(writer: Writer, n: int, *, version: int = 0, hours: float | None = None, copy: Copy | None = None) -> Reading:
    """Receive, read and place one article, known ``hours`` after the start."""
    at = hour(n if hours is None else hours)
    made = reading(n, version=version)
    writer.receive(received(n, version=version, hours=hours), known_at=at, recorded_at=LATER)
    writer.keep_reading(made, known_at=at, recorded_at=LATER, copy=copy)
    body = {"document": made.document.id, "story": "sto"}
    writer.decide(at=at, recorded_at=LATER, by="machine", kind=Kind.PLACE, subject=made.document.id, body=body)
    return made
