"""What the desk knew as of a moment, read whole or grown out of what was read before. Owns the reading of a Material's
records; refuses to group them.

Documents and sightings never change once they are kept, so that a later reading adds to an earlier one and shares its
records with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from livebrief.records.articles import Copy, Document
from livebrief.records.statements import Sighting
from livebrief.store import reads
from livebrief.store.schema import copy, document, sighting
from livebrief.store.sharing import share_document, share_sighting

PAGE = 100  # documents read at once: about a MiB of news
T = TypeVar("T")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a Material, in the order in which the desk learnt of their documents; ``newest``: the number of the
    last document recorded then, ``newest_copy`` that of the last copy."""

    as_of: datetime
    newest: int
    newest_copy: int
    documents: dict[str, Document]
    known_at: dict[str, datetime]
    sightings: dict[str, tuple[Sighting, ...]]
    copies: dict[str, Copy]


def held(conn: sa.Connection, as_of: datetime, before: Held | None = None) -> Held:
    """All that was known as of a moment. Law: the same with and without ``before``, an answer of this store for any moment,
    whose records it shares."""
    grown = before if before is not None and _grew(conn, as_of, before) else None
    new = reads.known_at(conn, as_of, after=grown.newest if grown else 0)
    late = grown is not None and _is_late(new, grown)
    known_at = {**grown.known_at, **new} if grown and not late else reads.known_at(conn, as_of)
    documents = dict(before.documents) if before else {}
    sightings = dict(before.sightings) if before else {}
    for ids in _pages([one for one in known_at if one not in documents]):
        documents |= {doc.id: share_document(doc) for doc in reads.documents(conn, ids)}
        found = reads.sightings_by_document(conn, sighting.c.document.in_(ids))
        sightings |= {one: tuple(map(share_sighting, found.get(one, ()))) for one in ids}
    in_order = grown is not None and not late
    return Held(
        as_of=as_of,
        newest=conn.execute(sa.select(sa.func.max(document.c.seq))).scalar() or 0,
        newest_copy=conn.execute(sa.select(sa.func.max(copy.c.seq))).scalar() or 0,
        documents=documents if in_order else _in_order(documents, known_at),
        known_at=known_at,
        sightings=sightings if in_order else _in_order(sightings, known_at),
        copies=_copies(conn, as_of, grown, known_at),
    )


def _grew(conn: sa.Connection, as_of: datetime, before: Held) -> bool:
    """Whether what is known is what was known before and what was recorded since."""
    known = sa.select(sa.func.count(document.c.seq)).where(document.c.known_at <= as_of)
    then = conn.execute(known.where(document.c.seq <= before.newest)).scalar()
    return as_of >= before.as_of and then == len(before.documents)


def _is_late(new: dict[str, datetime], before: Held) -> bool:
    """Whether something new was known before something that is held: then the order is another."""
    return bool(new and before.known_at) and next(iter(new.values())) < next(reversed(before.known_at.values()))


def _copies(conn: sa.Connection, as_of: datetime, grown: Held | None, known_at: dict[str, datetime]) -> dict[str, Copy]:
    """The copies, in the order in which the desk learnt of them."""
    had = grown.copies if grown else {}
    every = had | reads.copies(conn, as_of, after=grown.newest_copy if grown else 0)
    return _in_order(every, (one for one in known_at if one in every)) if len(every) > len(had) else had


def _in_order(found: dict[str, T], order: Iterable[str]) -> dict[str, T]:
    return {one: found[one] for one in order}


def _pages(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
