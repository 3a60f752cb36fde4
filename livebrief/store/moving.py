"""A whole store into an empty one, whatever the databases: how a desk moves, and how one on a server becomes one file.

Rows are taken over as they are, with their numbers, so that the journal's digests, marks and links hold; only the words
are indexed anew. Owns that order; refuses a store that holds anything.
"""

from __future__ import annotations

import sqlalchemy as sa

from livebrief.errors import WrongUsage
from livebrief.store import rows, search
from livebrief.store.databases import Database
from livebrief.store.schema import document, metadata

PAGE = 200  # rows held at once


def fill(database: Database, conn: sa.Connection, source: sa.Connection) -> None:
    """Everything that ``source`` sees, in the order of its links. WrongUsage when a row is here already."""
    for table in metadata.sorted_tables:
        if conn.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            way_out = "name an empty database"
            raise WrongUsage("a store is here already", subject=database.name, way_out=way_out)
    for table in metadata.sorted_tables:
        found = source.execute(sa.select(table).order_by(*table.primary_key), execution_options={"yield_per": PAGE})
        for page in found.mappings().partitions():
            conn.execute(sa.insert(table), [dict(row) for row in page])
    every = source.execute(sa.select(document).order_by(document.c.seq), execution_options={"yield_per": PAGE})
    for row in every.mappings():
        doc = rows.document_from(row)
        search.add(database, conn, row["seq"], doc.text, doc.sentences)
