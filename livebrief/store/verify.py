"""Re-derives what a store says from what it holds. Owns the list of checks; refuses to repair.

Blobs hash to their names; capture, document and statement ids follow from their contents; every span lies in its text;
what points somewhere points at something; the journal's chain holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from livebrief.errors import BadRecord
from livebrief.records.articles import Document, capture_id
from livebrief.records.ids import content_id, digest
from livebrief.records.spans import Span
from livebrief.records.statements import Sighting
from livebrief.store import journal, rows
from livebrief.store.databases import Database
from livebrief.store.schema import blob, capture, copy, decision, document, mention, metadata, reference, sighting

PAGE = 200  # rows read at once


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that does not hold: in which table, about which id, and what is wrong with it."""

    table: str
    id: str
    what: str


def verify(database: Database, conn: sa.Connection) -> Iterator[Problem]:
    """Every problem of the store, table by table, lazily."""
    for line in database.damage(conn):
        yield Problem(table="file", id="", what=line)
    yield from _dangling(conn)
    yield from _each(conn, blob, "sha256", _blob)
    yield from _each(conn, capture, "id", _capture)
    yield from _each(conn, document, "id", _document)
    yield from _each(conn, copy, "document", _copy)
    for table, check in ((mention, _mentions), (sighting, _sighting)):
        yield from _each(conn, table, "id" if "id" in table.c else "document", check, of_document=True)
    yield from _each(conn, reference, "key", _reference)
    for number, what in journal.broken(conn):
        yield Problem(table=decision.name, id=str(number), what=what)


Check = Callable[[Any], Iterator[str]]


def _each(
    conn: sa.Connection, table: sa.Table, name: str, check: Check, *, of_document: bool = False
) -> Iterator[Problem]:
    sql = sa.select(table)
    if of_document:
        sql = sql.add_columns(document.c.text, document.c.article.label("art")).join(
            document, document.c.id == table.c.document
        )
    for row in conn.execution_options(yield_per=PAGE).execute(sql).mappings():
        try:
            found = list(check(row))
        except BadRecord as wrong:
            found = [str(wrong)]
        yield from (Problem(table=table.name, id=str(row[name]), what=what) for what in found)


def _dangling(conn: sa.Connection) -> Iterator[Problem]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            for link in column.foreign_keys:
                there = link.column
                other = there.table.alias("other")
                known = sa.select(other.c[there.name]).where(other.c[there.name] == column).exists()
                sql = sa.select(column).where(column.is_not(None), ~known)
                for found in conn.execute(sql).scalars():
                    what = f"{table.name}.{column.name} names it, but it is not in the store"
                    yield Problem(table=there.table.name, id=found, what=what)


def _blob(row: rows.Row) -> Iterator[str]:
    if digest(rows.unpack(row["packed"], row["sha256"])) != row["sha256"]:
        yield "its bytes do not hash to its name"


def _capture(row: rows.Row) -> Iterator[str]:
    cap = rows.capture_from(row)
    yield from _columns(row, cap, "id", "article", "sha256")
    if capture_id(article=cap.article, sha256=cap.sha256, media=cap.media, given=cap.given) != cap.id:
        yield "its id does not follow from article, bytes, media and what was given"


def _document(row: rows.Row) -> Iterator[str]:
    doc = rows.document_from(row)
    yield from _columns(row, doc, "id", "capture", "article")
    if row["published"] != doc.published.value:
        yield "column published differs from the record"
    if document_id(doc) != doc.id:
        yield "its id does not follow from capture, text and recipe"
    yield from _inside(row["text"], (*doc.blocks, *doc.sentences))


def _copy(row: rows.Row) -> Iterator[str]:
    yield from _columns(row, rows.copy_from(row), "of")


def _mentions(row: rows.Row) -> Iterator[str]:
    yield from _inside(row["text"], (mention.span for mention in rows.mentions_from(row)))


def _sighting(row: rows.Row) -> Iterator[str]:
    sgt = rows.sighting_from(row)
    yield from _columns(row, sgt, "id", "document")
    if sgt.statement.id != row["statement"]:
        yield "column statement differs from the record"
    if sgt.statement.article != row["art"]:
        yield "its statement is of another article than its document"
    if statement_id(sgt) != sgt.statement.id:
        yield f"statement {sgt.statement.id}: its id does not follow from article, speech, source, content and place"
    if not sgt.content:
        yield "it has no content"
    yield from _inside(row["text"], _spans(sgt))


def _reference(row: rows.Row) -> Iterator[str]:
    yield from _columns(row, rows.reference_from(row), "key", "kind", "sha256")


def document_id(doc: Document) -> str:
    """The content id that a document must have."""
    return content_id("doc", {"capture": doc.capture, "text": doc.text, "recipe": doc.recipe})


def statement_id(sgt: Sighting) -> str:
    """The content id that a sighting's statement must have."""
    stm = sgt.statement
    parts = {"article": stm.article, "speech": stm.speech, "source": stm.source, "content": stm.content}
    return content_id("stm", parts | {"nth": stm.nth})


def _columns(row: rows.Row, record: object, *names: str) -> Iterator[str]:
    for name in names:
        if row[name] != getattr(record, name):
            yield f"column {name} differs from the record"


def _inside(text: str, spans: Any) -> Iterator[str]:
    for span in spans:
        if span.end > len(text):
            yield f"span [{span.start}, {span.end}) leaves its text of {len(text)} characters"


def _spans(sgt: Sighting) -> Iterator[Span]:
    for source in (sgt.source, *sgt.via):
        yield from source.spans
    yield from (*sgt.cue, *sgt.content)
    for found in (sgt.times, sgt.places, sgt.figures):
        yield from (one.span for one in found)
