"""The questions that a store answers, as SQL over one snapshot. Owns as-of cuts and orders; refuses to write.

Law 5 in one place: every cut is ``known_at <= as_of`` (``at`` for decisions), and every order is by knowledge time,
never by the moment of writing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from livebrief.errors import Missing
from livebrief.records.articles import Capture, Copy, Document, Received
from livebrief.records.decisions import Kind
from livebrief.records.outcomes import Failed, Why
from livebrief.records.readings import Reading
from livebrief.records.statements import Sighting
from livebrief.store import rows
from livebrief.store.schema import article, aside, blob, capture, copy, decision, document, mention, sighting


def known(column: sa.Column[Any], as_of: datetime | None) -> sa.ColumnElement[bool]:
    """The cut of law 5; no cut when ``as_of`` is None."""
    return sa.true() if as_of is None else column <= as_of


def has_capture(conn: sa.Connection, capture_id: str, as_of: datetime | None) -> bool:
    """Whether a capture was received."""
    where = (capture.c.id == capture_id, known(capture.c.known_at, as_of))
    return conn.execute(sa.select(capture.c.id).where(*where)).first() is not None


def set_aside(conn: sa.Connection, as_of: datetime | None) -> tuple[Failed, ...]:
    """The inputs that were set aside, in the order of recording."""
    sql = sa.select(aside).where(known(aside.c.recorded_at, as_of)).order_by(aside.c.seq)
    found = conn.execute(sql).mappings()
    return tuple(Failed(source=row["source"], why=Why(row["why"]), detail=row["detail"]) for row in found)


def unread(conn: sa.Connection) -> list[str]:
    """Ids of captures without a document and not set aside, in the order in which the desk learnt of them."""
    read = sa.select(document.c.id).where(document.c.capture == capture.c.id).exists()
    failed = sa.select(aside.c.seq).where(aside.c.capture == capture.c.id).exists()
    sql = sa.select(capture.c.id).where(~read, ~failed).order_by(capture.c.known_at, capture.c.id)
    return list(conn.execute(sql).scalars())


def received(conn: sa.Connection, ids: Sequence[str]) -> list[Received]:
    """What was received under these capture ids, in the order given."""
    sql = (
        sa.select(capture.c.id, capture.c.body, capture.c.sha256, blob.c.packed)
        .add_columns(article.c.id.label("art"), article.c.address, article.c.outlet)
        .join_from(capture, blob, blob.c.sha256 == capture.c.sha256)
        .join(article, article.c.id == capture.c.article)
        .where(capture.c.id.in_(ids))
    )
    found = {row["id"]: row for row in conn.execute(sql).mappings()}
    return [_received(found[one]) for one in ids if one in found]


def pending(conn: sa.Connection, as_of: datetime | None) -> list[tuple[str, datetime, str]]:
    """(document id, known_at, published as written) of documents without a place decision, in placing order."""
    entry = sa.select(decision.c.number).where(
        decision.c.subject == document.c.id, decision.c.kind == Kind.PLACE.value, known(decision.c.at, as_of)
    )
    sql = sa.select(document.c.id, document.c.known_at, document.c.published)
    sql = sql.where(~entry.exists(), known(document.c.known_at, as_of))
    waiting = [(row[0], row[1], row[2]) for row in conn.execute(sql)]
    return sorted(waiting, key=lambda one: (one[1], moment(one[2]) or one[1], one[0]))


def moment(published: str) -> datetime | None:
    """A publication date as a moment (a bare day is its midnight, no zone is UTC); None when it cannot be one."""
    try:
        value = datetime.fromisoformat(published)
    except ValueError:
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def readings(conn: sa.Connection, ids: Iterable[str]) -> dict[str, Reading]:
    """Readings by document id; ids that the store does not know are left out."""
    wanted = list(ids)
    mentions = {
        row["document"]: rows.mentions_from(row)
        for row in conn.execute(sa.select(mention).where(mention.c.document.in_(wanted))).mappings()
    }
    sightings = sightings_by_document(conn, sighting.c.document.in_(wanted))
    sql = (
        sa.select(document.c.id, document.c.body, document.c.text)
        .add_columns(article.c.id.label("art"), article.c.address, article.c.outlet)
        .join(article, article.c.id == document.c.article)
        .where(document.c.id.in_(wanted))
    )
    found = {}
    for row in conn.execute(sql).mappings():
        doc = rows.document_from(row)
        art = rows.article_from(row, "art")
        own = mentions.get(doc.id, ())
        found[doc.id] = Reading(article=art, document=doc, mentions=own, sightings=sightings.get(doc.id, ()))
    return found


def sightings_by_document(conn: sa.Connection, where: sa.ColumnElement[bool]) -> dict[str, tuple[Sighting, ...]]:
    """Sightings by document id, in text order."""
    found: dict[str, list[Sighting]] = {}
    for row in conn.execute(sa.select(sighting).where(where).order_by(sighting.c.seq)).mappings():
        found.setdefault(row["document"], []).append(rows.sighting_from(row))
    return {one: tuple(many) for one, many in found.items()}


def documents(conn: sa.Connection, ids: Sequence[str]) -> list[Document]:
    """Documents by id, in the order given; ids that the store does not know are left out."""
    found = {
        row["id"]: rows.document_from(row)
        for row in conn.execute(sa.select(document).where(document.c.id.in_(ids))).mappings()
    }
    return [found[one] for one in ids if one in found]


def document_ids(conn: sa.Connection, as_of: datetime | None, after: int = 0) -> list[str]:
    """Ids of all documents numbered above ``after``, by knowledge time, then by the order of recording."""
    sql = sa.select(document.c.id).where(known(document.c.known_at, as_of), document.c.seq > after)
    return list(conn.execute(sql.order_by(document.c.known_at, document.c.seq)).scalars())


def copies(conn: sa.Connection, as_of: datetime | None, after: int = 0) -> dict[str, Copy]:
    """Copy by the document that it is, of those recorded behind number ``after``; a copy of what was not yet known was
    not yet known to be one. In no order: one asked for here would have every document looked through for a few copies."""
    original = document.alias("original")
    sql = (
        sa.select(copy)
        .join(document, document.c.id == copy.c.document)
        .join(original, original.c.id == copy.c.of)
        .where(known(document.c.known_at, as_of), known(original.c.known_at, as_of), copy.c.seq > after)
    )
    return {row["document"]: rows.copy_from(row) for row in conn.execute(sql).mappings()}


def known_at(conn: sa.Connection, as_of: datetime | None, after: int = 0) -> dict[str, datetime]:
    """When the desk learnt of each document numbered above ``after``, by document id, in that order."""
    sql = sa.select(document.c.id, document.c.known_at)
    sql = sql.where(known(document.c.known_at, as_of), document.c.seq > after)
    return {row[0]: row[1] for row in conn.execute(sql.order_by(document.c.known_at, document.c.seq))}


def document_known_at(conn: sa.Connection, document_id: str) -> datetime:
    """When the desk learnt of a document. Raises Missing."""
    found: datetime | None = conn.execute(sa.select(document.c.known_at).where(document.c.id == document_id)).scalar()
    if found is None:
        raise Missing("no such document in the store", subject=document_id)
    return found


def captures_of(conn: sa.Connection, article_id: str, as_of: datetime | None) -> tuple[Capture, ...]:
    """The captures of an article, by knowledge time, then by the order of recording."""
    sql = sa.select(capture).where(capture.c.article == article_id, known(capture.c.known_at, as_of))
    ordered = sql.order_by(capture.c.known_at, capture.c.seq)
    return tuple(rows.capture_from(row) for row in conn.execute(ordered).mappings())


def last_seen(conn: sa.Connection, article_id: str) -> datetime | None:
    """When an article was last had, with whatever bytes; None when it never was."""
    found: datetime | None = conn.execute(
        sa.select(sa.func.max(capture.c.last_seen)).where(capture.c.article == article_id)
    ).scalar()
    return found


def to_look_at_again(conn: sa.Connection, since: datetime, limit: int) -> list[tuple[str, datetime, datetime]]:
    """(article id, first seen, last seen) of pages that were fetched, first seen after ``since``, longest unseen first."""
    first, last = sa.func.min(capture.c.first_seen), sa.func.max(capture.c.last_seen)
    sql = (
        sa.select(capture.c.article, first, last)
        .where(capture.c.known_at > since, capture.c.body.contains('"by":"page"'))
        .group_by(capture.c.article)
        .having(first > since)
        .order_by(last, capture.c.article)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in conn.execute(sql)]


def bytes_of(conn: sa.Connection, sha256: str) -> bytes:
    """The bytes with this digest, as received. Raises Missing."""
    packed = conn.execute(sa.select(blob.c.packed).where(blob.c.sha256 == sha256)).scalar()
    if packed is None:
        raise Missing("no such bytes in the store", subject=sha256)
    return rows.unpack(packed, sha256)


def latest(conn: sa.Connection, column: sa.Column[Any], as_of: datetime | None) -> datetime | None:
    """The greatest value of a moment column, up to ``as_of``."""
    found: datetime | None = conn.execute(sa.select(sa.func.max(column)).where(known(column, as_of))).scalar()
    return found


def counts(conn: sa.Connection, as_of: datetime | None) -> dict[str, int]:
    """How many of each were known: by table name, and ``statement`` for distinct statements."""
    docs = sa.select(document.c.id).where(known(document.c.known_at, as_of))
    seen = sighting.c.document.in_(docs) if as_of else sa.true()
    asked = {
        "article": (sa.distinct(capture.c.article), known(capture.c.known_at, as_of)),
        "capture": (capture.c.seq, known(capture.c.known_at, as_of)),
        "document": (document.c.seq, known(document.c.known_at, as_of)),
        "copy": (copy.c.document, sa.and_(copy.c.document.in_(docs), copy.c.of.in_(docs)) if as_of else sa.true()),
        "sighting": (sighting.c.seq, seen),
        "statement": (sa.distinct(sighting.c.statement), seen),
        "decision": (decision.c.number, known(decision.c.at, as_of)),
        "aside": (aside.c.seq, known(aside.c.recorded_at, as_of)),
    }
    return {
        name: conn.execute(sa.select(sa.func.count(what)).where(where)).scalar_one()
        for name, (what, where) in asked.items()
    }


def _received(row: rows.Row) -> Received:
    body = rows.unpack(row["packed"], row["sha256"])
    return Received(article=rows.article_from(row, "art"), capture=rows.capture_from(row), body=body)
