"""Full-text search over sentences, whatever the database. Owns the numbers of its index and the order of hits.

The index keeps words and where they stand, never the text: a hit is a document's number and a sentence's place, and
its words are read from the document. Hits come newest first, not by a relevance that later documents would change, so
that a search as of a moment finds what it would have found then (law 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from livebrief.records.spans import Span
from livebrief.store.databases import Database
from livebrief.store.schema import document
from livebrief.store.words import phrases

PLACE_BITS = 20  # a million sentences a document; later ones are kept but not found


def add(database: Database, conn: sa.Connection, seq: int, text: str, sentences: Sequence[Span]) -> None:
    """Index the sentences of document number ``seq``."""
    rows = [((seq << PLACE_BITS) | n, span.of(text)) for n, span in enumerate(sentences[: 1 << PLACE_BITS])]
    if rows:
        database.index(conn, rows)


def find(
    database: Database, conn: sa.Connection, query: str, limit: int, as_of: datetime | None
) -> list[tuple[str, int]]:
    """(document id, sentence place) of the sentences with all words of ``query`` (any text; see words.py), newest known
    first."""
    if not (asked := phrases(query)):
        return []
    number, match = database.matching(asked)
    place = number.op("&")(sa.literal_column(str((1 << PLACE_BITS) - 1)))
    sql = (
        sa.select(document.c.id, place)
        .where(match, document.c.seq == number.op(">>")(sa.literal_column(str(PLACE_BITS))))
        .order_by(document.c.known_at.desc(), document.c.id, place)
        .limit(limit)
    )
    if as_of is not None:
        sql = sql.where(document.c.known_at <= as_of)
    return [(row[0], row[1]) for row in conn.execute(sql)]
