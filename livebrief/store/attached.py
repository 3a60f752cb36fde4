"""What is attached to a desk: reference series by others, kept byte for byte under a name. Owns that table's SQL.

A later attachment under the same key stands in for the earlier one from its ``known_at`` on; nothing is deleted (law 5).
"""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa

from livebrief.records.ids import digest
from livebrief.records.references import Reference
from livebrief.store import rows
from livebrief.store.reads import known
from livebrief.store.schema import blob, reference


def attach(conn: sa.Connection, about: Reference, data: bytes, *, known_at: datetime, recorded_at: datetime) -> bool:
    """Keep a series' bytes with what it is (its rows are left out: they follow from the bytes). Law 6: False when these
    very bytes already stand under this key.
    """
    kept = msgspec.structs.replace(about, sha256=digest(data), rows=())
    standing = latest(conn, None).get(kept.key)
    if standing == kept:
        return False
    if conn.execute(sa.select(blob.c.sha256).where(blob.c.sha256 == kept.sha256)).scalar() is None:
        conn.execute(sa.insert(blob), {"sha256": kept.sha256, "packed": rows.pack(data)})
    row = {"key": kept.key, "kind": kept.kind, "sha256": kept.sha256, "body": rows.written(kept, kept.key)}
    conn.execute(sa.insert(reference), row | {"known_at": known_at, "recorded_at": recorded_at})
    return True


def latest(conn: sa.Connection, as_of: datetime | None) -> dict[str, Reference]:
    """By key, what was attached last, without rows, in the order of attaching."""
    sql = sa.select(reference).where(known(reference.c.known_at, as_of)).order_by(reference.c.seq)
    return {row["key"]: rows.reference_from(row) for row in conn.execute(sql).mappings()}
