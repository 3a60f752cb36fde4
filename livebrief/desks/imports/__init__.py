"""Parsers of attached series: a file made by others becomes rows of :mod:`livebrief.records.references`.

Owns the forms that files come in, and the reason by which each row that cannot be read is set aside. Refuses to repair:
a number that does not add up is kept and noted; a row that cannot be read is a named ``Failed``, and the rest goes on.
Nothing here opens a file or an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from livebrief.desks.imports.aid import LAYOUTS as AID
from livebrief.desks.imports.alerts import LAYOUTS as ALERTS
from livebrief.desks.imports.attacks import LAYOUTS as ATTACKS
from livebrief.desks.imports.control import is_layer
from livebrief.desks.imports.control import read as read_layer
from livebrief.desks.imports.counts import LAYOUTS as COUNTS
from livebrief.desks.imports.live import is_live
from livebrief.desks.imports.live import read as read_answer
from livebrief.desks.imports.sheets import Layout, choose, header_of, outcomes, unpack
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Outcome, Why
from livebrief.records.references import Row

LAYOUTS: tuple[Layout, ...] = (*ALERTS, *ATTACKS, *AID, *COUNTS)
KINDS = ("alerts", "attacks", "aid", "control", "counts")


def parse(kind: str, data: bytes, name: str, *, as_of: datetime | None = None) -> Iterator[Outcome[Row]]:
    """The rows of a file, in its order, one outcome each (a line of several values gives one for each value).

    ``kind``: one of :data:`KINDS`; ``data``: plain or gzip; ``name``: the file's name, shown in every outcome and read
    for a date where a layer has none. A date after ``as_of`` is refused (``None``: nothing is known to be the future).
    Law 1: a file that cannot be read at all is one ``Failed``; what stands before a break is kept.
    """
    if kind not in KINDS:
        yield Failed(source=name, why=Why.UNKNOWN_FORMAT, detail=f"no such kind: {kind}; kinds: {', '.join(KINDS)}")
        return
    try:
        body, broken = unpack(data, name)
        if kind == "control":
            yield from read_layer(body, name, as_of)
        elif is_live(body):
            yield from _live(kind, body, name, as_of)
        else:
            yield from outcomes(choose(LAYOUTS, kind, body, name), body, name, as_of)
    except Quarantine as fault:
        yield Failed(source=name, why=Why(fault.reason), detail=str(fault))
        return
    if broken:
        yield Failed(source=name, why=Why.TRUNCATED, detail=f"{name}: {broken}; what stands before it was read")


def sniff(data: bytes, name: str = "") -> str:
    """The kind that a file's header says, or empty when no layout fits."""
    try:
        body, _ = unpack(data, name)
        if is_live(body):
            return "alerts"
        if is_layer(body):
            return "control"
        header = header_of(body, name)
    except Quarantine:
        return ""
    return next((layout.kind for layout in LAYOUTS if layout.fits(header)), "")


def _live(kind: str, body: bytes, name: str, as_of: datetime | None) -> Iterator[Outcome[Row]]:
    if kind != "alerts":
        raise Quarantine("an answer of an alert service", reason=Why.UNKNOWN_FORMAT, subject=name)
    yield from read_answer(body, name, as_of)
