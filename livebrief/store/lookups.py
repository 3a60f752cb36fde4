"""What an id names. Owns the way from an id's kind to the table that knows it."""

from __future__ import annotations

import sqlalchemy as sa

from livebrief.errors import Missing, WrongUsage
from livebrief.records.articles import Article, Capture, Document
from livebrief.records.decisions import Decision
from livebrief.records.ids import MINTED_KINDS, kind_of
from livebrief.records.statements import Sighting
from livebrief.store import journal, rows
from livebrief.store.schema import article, capture, document, sighting

Found = Article | Capture | Document | tuple[Sighting, ...] | tuple[Decision, ...]


def lookup(conn: sa.Connection, some_id: str) -> Found:
    """The record or records under an id. Raises Missing; WrongUsage for what is no id."""
    try:
        kind = kind_of(some_id)
    except ValueError as wrong:
        raise WrongUsage(str(wrong), way_out="ids look like doc1_ and 26 letters; copy one from a briefing") from wrong
    found = _many(conn, kind, some_id) or _one(conn, kind, some_id)
    if not found:
        raise Missing("the store does not know this id", subject=some_id)
    return found


def _one(conn: sa.Connection, kind: str, some_id: str) -> Article | Capture | Document | None:
    tables = {"art": article, "cap": capture, "doc": document}
    if kind not in tables:
        return None
    row = conn.execute(sa.select(tables[kind]).where(tables[kind].c.id == some_id)).mappings().first()
    if row is None:
        return None
    if kind == "art":
        return rows.article_from(row)
    return rows.capture_from(row) if kind == "cap" else rows.document_from(row)


def _many(conn: sa.Connection, kind: str, some_id: str) -> tuple[Sighting, ...] | tuple[Decision, ...]:
    if kind in MINTED_KINDS:
        return journal.naming(conn, some_id)
    if kind not in {"sgt", "stm"}:
        return ()
    column = sighting.c.id if kind == "sgt" else sighting.c.statement
    sql = sa.select(sighting).where(column == some_id).order_by(sighting.c.seq)
    return tuple(rows.sighting_from(row) for row in conn.execute(sql).mappings())
