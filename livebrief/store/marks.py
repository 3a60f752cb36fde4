"""The store's mark: the last numbers of its tables. Owns the cheap answer to "has anything changed?"."""

from __future__ import annotations

import sqlalchemy as sa

from livebrief.store.schema import aside, capture, decision, document, reference


def mark(conn: sa.Connection) -> tuple[int, ...]:
    """The greatest number of each table that only grows: one look at the end of an index each, however big the store.

    Law: equal marks of one store, equal answers of every read but ``last_seen``.
    """
    ends = (capture.c.seq, document.c.seq, aside.c.seq, decision.c.number, reference.c.seq)
    found = conn.execute(sa.select(*(sa.select(sa.func.max(end)).scalar_subquery() for end in ends))).one()
    return tuple(int(number or 0) for number in found)
