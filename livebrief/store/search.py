"""Full-text search over sentences: the one file that speaks a database's own search language (SQLite's FTS5).

The index keeps words and where they stand, never the text: a hit is a document's number and a sentence's place, and
its words are read from the document. Hits come newest first, not by a relevance that later documents would change, so
that a search as of a moment finds what it would have found then (law 5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from livebrief.records.spans import Span
from livebrief.store.schema import document

PLACE_BITS = 20  # a million sentences a document; later ones are kept but not found
_WORD = re.compile(r'"([^"]*)"(\*?)|(\S+)')

_ADD = sa.text("INSERT INTO sentence (rowid, words) VALUES (:number, :words)")


def add(conn: sa.Connection, seq: int, text: str, sentences: Sequence[Span]) -> None:
    """Index the sentences of document number ``seq``."""
    rows = [{"number": (seq << PLACE_BITS) | n, "words": span.of(text)} for n, span in enumerate(sentences)]
    if rows:
        conn.execute(_ADD, rows[: 1 << PLACE_BITS])


def find(conn: sa.Connection, query: str, limit: int, as_of: datetime | None) -> list[tuple[str, int]]:
    """(document id, sentence place) of the sentences with all words of ``query``, newest known first.

    Words in double quotes stand together; a word ending in ``*`` begins with it. Any text is a query: what has no
    letters or digits is ignored, and nothing in it is an operator.
    """
    if not (match := phrases(query)):
        return []
    hit = sa.table("sentence", sa.column("rowid", sa.BigInteger))
    number = hit.c.rowid.op(">>")(PLACE_BITS)
    place = hit.c.rowid.op("&")((1 << PLACE_BITS) - 1)
    sql = (
        sa.select(document.c.id, place)
        .select_from(hit.join(document, document.c.seq == number))
        .where(sa.text("sentence MATCH :match").bindparams(match=match))
        .order_by(document.c.known_at.desc(), document.c.id, place)
        .limit(limit)
    )
    if as_of is not None:
        sql = sql.where(document.c.known_at <= as_of)
    return [(row[0], row[1]) for row in conn.execute(sql)]


def phrases(query: str) -> str:
    """``query`` in FTS5's language, every word quoted; empty when it has no word."""
    clean = query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    found = []
    for quoted, star, bare in _WORD.findall(clean):
        words = quoted or bare.replace('"', " ").rstrip("*")
        if any(char.isalnum() for char in words):
            found.append(f'"{words}"' + ("*" if star or bare.endswith("*") else ""))
    return " ".join(found)
