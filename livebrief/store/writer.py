"""Writer: one transaction over the store. Owns every insert; refuses to change or delete what was kept.

The only column that is ever updated is a capture's ``last_seen``. A record is encoded before its first row is written,
so that one that cannot be kept (BadRecord) leaves nothing behind and the batch goes on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from livebrief.errors import BadRecord, Missing
from livebrief.records.articles import Article, Copy, Document, Received
from livebrief.records.decisions import Decision, Kind
from livebrief.records.ids import canonical, digest
from livebrief.records.outcomes import Why
from livebrief.records.readings import Reading
from livebrief.records.references import Reference
from livebrief.store import attached, journal, rows, search
from livebrief.store.databases import Database
from livebrief.store.schema import article, aside, blob, capture, copy, document, mention, sighting


class Writer:
    """Made by ``Store.writer()``; what it did is kept when that block ends well, and not at all otherwise."""

    def __init__(self, database: Database, conn: sa.Connection) -> None:
        self._database, self._conn = database, conn

    def receive(self, received: Received, *, known_at: datetime, recorded_at: datetime) -> bool:
        """Keep an article's bytes as of ``known_at``. Law 6: False when the capture is already here, and then only its
        ``last_seen`` moves on. Raises BadRecord when bytes, digest and article do not belong together.
        """
        cap = received.capture
        if (seen := self._value(capture.c.last_seen, capture.c.id == cap.id)) is not None:
            if cap.fetched_at > seen:
                later = {"last_seen": cap.fetched_at}
                self._conn.execute(sa.update(capture).where(capture.c.id == cap.id).values(later))
            return False
        if cap.sha256 != digest(received.body) or cap.article != received.article.id:
            raise BadRecord("bytes, digest and article disagree", reason=Why.BAD_RECORD, subject=cap.id)
        body = rows.written(cap, cap.id)
        self._keep_article(received.article)
        if self._value(blob.c.sha256, blob.c.sha256 == cap.sha256) is None:
            self._conn.execute(sa.insert(blob), {"sha256": cap.sha256, "packed": rows.pack(received.body)})
        row = {"id": cap.id, "article": cap.article, "sha256": cap.sha256, "body": body, "known_at": known_at}
        seen_at = {"recorded_at": recorded_at, "first_seen": cap.fetched_at, "last_seen": cap.fetched_at}
        self._conn.execute(sa.insert(capture), row | seen_at)
        return True

    def keep_reading(
        self, reading: Reading, *, recorded_at: datetime, known_at: datetime | None = None, copy: Copy | None = None
    ) -> bool:
        """Keep a document with its mentions and sightings, and index its sentences; False when it is already here.

        ``known_at`` is when the desk learnt of it: its capture's when not given, and never earlier than that. Raises
        Missing when its capture was never received.
        """
        doc = reading.document
        if self._seq(doc.id) is not None:
            return False
        since = self._value(capture.c.known_at, capture.c.id == doc.capture)
        if since is None:
            way_out = "receive the capture before keeping what was read from it"
            raise Missing(f"its capture {doc.capture} is not in the store", subject=doc.id, way_out=way_out)
        row = _document_row(doc) | {"known_at": max(known_at or since, since), "recorded_at": recorded_at}
        mentions = rows.written(reading.mentions, doc.id)
        sightings = [
            {"id": sgt.id, "document": doc.id, "statement": sgt.statement.id, "body": rows.written(sgt, sgt.id)}
            for sgt in reading.sightings
        ]
        self._keep_article(reading.article)
        seq = self._conn.execute(sa.insert(document).returning(document.c.seq), row).scalar_one()
        self._conn.execute(sa.insert(mention), {"document": doc.id, "body": mentions})
        if sightings:
            self._conn.execute(sa.insert(sighting), sightings)
        search.add(self._database, self._conn, seq, doc.text, doc.sentences)
        if copy is not None:
            self.keep_copy(doc.id, copy)
        return True

    def keep_copy(self, document_id: str, found: Copy) -> bool:
        """Keep that a document carries the words of another; False when what it copies is already known.

        Raises Missing when either document is not in the store.
        """
        if self._value(copy.c.document, copy.c.document == document_id) is not None:
            return False
        for one in (document_id, found.of):
            if self._seq(one) is None:
                raise Missing("no such document", subject=one, way_out="keep its reading first")
        row = {"document": document_id, "of": found.of, "body": rows.written(found, document_id)}
        self._conn.execute(sa.insert(copy), row)
        return True

    def set_aside(self, source: str, why: str, detail: str, recorded_at: datetime, *, capture: str = "") -> bool:
        """Keep that an input failed; False when the same failure is already kept. A ``capture`` named here is no longer
        among those that wait for a document. ``why`` is a value of :class:`Why`, else ValueError.
        """
        clean = [part.encode("utf-8", "backslashreplace").decode("utf-8") for part in (source, Why(why).value, detail)]
        key = digest(canonical([*clean, capture]))
        if self._value(aside.c.seq, aside.c.key == key) is not None:
            return False
        row = {"key": key, "source": clean[0], "why": clean[1], "detail": clean[2], "capture": capture or None}
        self._conn.execute(sa.insert(aside), row | {"recorded_at": recorded_at})
        return True

    def attach(self, about: Reference, data: bytes, *, known_at: datetime, recorded_at: datetime) -> bool:
        """Keep a reference series; False when it already stands under its key (see store/attached.py)."""
        return attached.attach(self._conn, about, data, known_at=known_at, recorded_at=recorded_at)

    def decide(
        self, *, at: datetime, recorded_at: datetime, by: str, kind: Kind, subject: str, body: dict[str, Any]
    ) -> Decision:
        """Append one decision to the journal; the entry as kept. An ``at`` before the last entry's becomes that one."""
        entry = journal.draft(at=at, recorded_at=recorded_at, by=by, kind=kind, subject=subject, body=body)
        return journal.append(self._conn, entry)

    def _keep_article(self, art: Article) -> None:
        if self._value(article.c.id, article.c.id == art.id) is None:
            self._conn.execute(sa.insert(article), {"id": art.id, "address": art.address, "outlet": art.outlet})

    def _seq(self, document_id: str) -> int | None:
        seq: int | None = self._value(document.c.seq, document.c.id == document_id)
        return seq

    def _value(self, column: sa.Column[Any], where: sa.ColumnElement[bool]) -> Any:
        return self._conn.execute(sa.select(column).where(where)).scalar()


def _document_row(doc: Document) -> dict[str, Any]:
    rows.written(doc.text, doc.id)
    return {
        "id": doc.id,
        "capture": doc.capture,
        "article": doc.article,
        "published": doc.published.value,
        "text": doc.text,
        "body": rows.body_of(doc),
    }
