"""The journal: every decision, in order, append-only, each sealed with the digest of the one before.

Owns the digest's form and the order of ``at`` (it never goes back). What decisions mean together is folded elsewhere
(livebrief/track/fold.py). The database refuses updates and deletes by triggers; :func:`broken` finds what a hand with
another tool did all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from livebrief.errors import BadRecord
from livebrief.records.decisions import Decision, Kind
from livebrief.records.ids import canonical, digest
from livebrief.store import rows
from livebrief.store.schema import decision

PAGE = 500  # entries read at once: a few hundred KiB


def seal(entry: Decision) -> str:
    """The digest of an entry: SHA-256 of the canonical form of everything in it but the digest itself."""
    return digest(canonical(msgspec.structs.replace(entry, digest="")))


def append(conn: sa.Connection, entry: Decision) -> Decision:
    """Write ``entry`` as the next one: number, previous, digest and a lawful ``at`` are set here; the entry as kept."""
    last = conn.execute(sa.select(decision).order_by(decision.c.number.desc()).limit(1)).mappings().first()
    at = entry.at.astimezone(UTC)
    text = rows.written(entry.body, entry.subject)
    kept = msgspec.structs.replace(
        entry,
        number=last["number"] + 1 if last else 1,
        at=max(at, last["at"]) if last else at,
        recorded_at=entry.recorded_at.astimezone(UTC),
        body=msgspec.json.decode(text),
        previous=last["digest"] if last else "",
    )
    kept = msgspec.structs.replace(kept, digest=seal(kept))
    fields: dict[str, Any] = msgspec.structs.asdict(kept)
    conn.execute(sa.insert(decision), {**fields, "kind": kept.kind.value, "body": text})
    return kept


def page(conn: sa.Connection, after: int, as_of: datetime | None, *where: sa.ColumnElement[bool]) -> list[Decision]:
    """Up to ``PAGE`` entries with a number above ``after``, in order."""
    sql = sa.select(decision).where(decision.c.number > after, *where).order_by(decision.c.number).limit(PAGE)
    if as_of is not None:
        sql = sql.where(decision.c.at <= as_of)
    return [rows.decision_from(row) for row in conn.execute(sql).mappings()]


def naming(conn: sa.Connection, some_id: str) -> tuple[Decision, ...]:
    """The entries whose subject or body names an id, in order (a scan: for questions, not for loops)."""
    named = sa.or_(decision.c.subject == some_id, decision.c.body.contains(f'"{some_id}"', autoescape=True))
    sql = sa.select(decision).where(named).order_by(decision.c.number)
    return tuple(rows.decision_from(row) for row in conn.execute(sql).mappings())


def broken(conn: sa.Connection) -> Iterator[tuple[int, str]]:
    """(number, what is wrong) of every entry that does not follow from the one before."""
    number, previous, at = 0, "", None
    for row in conn.execute(sa.select(decision).order_by(decision.c.number)).mappings():
        if row["number"] != number + 1:
            yield row["number"], f"follows entry {number}: entries are missing"
        if row["previous"] != previous:
            yield row["number"], "its previous digest is not that of the entry before"
        if at is not None and row["at"] < at:
            yield row["number"], "goes back in time"
        number, previous, at = row["number"], row["digest"], row["at"]
        try:
            entry = rows.decision_from(row)
        except BadRecord as wrong:
            yield number, str(wrong)
            continue
        if seal(entry) != entry.digest:
            yield number, "its digest does not follow from what it says"


def draft(*, at: datetime, recorded_at: datetime, by: str, kind: Kind, subject: str, body: dict[str, Any]) -> Decision:
    """An entry before it is appended: not yet numbered or sealed."""
    return Decision(
        number=0, at=at, recorded_at=recorded_at, by=by, kind=kind, subject=subject, body=body, previous="", digest=""
    )
