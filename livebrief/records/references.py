"""Structured series made by others and attached to a desk as a named source: Reference and its kinds of row.

A row is a source's word like any other: shown under the reference's name, compared with, never merged into statements.
"""

from __future__ import annotations

from typing import Any

import msgspec


class AttackRow(msgspec.Struct, frozen=True, kw_only=True, tag="attacks", tag_field="kind"):
    """One wave of one weapon: ISO moments, counts as reported (None: not given)."""

    start: str
    end: str
    weapon: str
    launched: float | None = None
    destroyed: float | None = None
    lost: float | None = None
    hit: float | None = None
    regions: tuple[str, ...] = ()
    launch_places: tuple[str, ...] = ()
    by: str = ""
    note: str = ""


class AlertRow(msgspec.Struct, frozen=True, kw_only=True, tag="alerts", tag_field="kind"):
    """One alert: ``region`` by name and official code, ``level`` oblast | raion | hromada, ISO moments in UTC.

    ``within``: the names of the larger regions, nearest first; ``heard``: when the source last spoke of an open alert.
    """

    region: str
    start: str
    end: str = ""
    code: str = ""
    level: str = ""
    threat: str = ""
    by: str = ""
    within: tuple[str, ...] = ()
    heard: str = ""


class AidRow(msgspec.Struct, frozen=True, kw_only=True, tag="aid", tag_field="kind"):
    """One item of help as a tracker lists it. ``amount`` in whole units of ``currency``; ``count`` of items, if given;
    ``stage`` in the tracker's own word ("allocated", "committed")."""

    key: str
    donor: str
    recipient: str = ""
    date: str = ""
    category: str = ""
    item: str = ""
    amount: float | None = None
    currency: str = ""
    stage: str = ""
    by: str = ""
    count: float | None = None


class ControlRow(msgspec.Struct, frozen=True, kw_only=True, tag="control", tag_field="kind"):
    """One polygon layer of one day. ``status``: occupied | liberated | contested | unknown as the source names it;
    ``geometry``: a GeoJSON geometry (lon, lat); ``area_km2``: equal-area."""

    date: str
    status: str
    geometry: dict[str, Any]
    area_km2: float
    name: str = ""


class CountRow(msgspec.Struct, frozen=True, kw_only=True, tag="counts", tag_field="kind"):
    """One number of a series (losses, casualties): role and unit as in QuantityMention; ``whose`` side or group."""

    date: str
    role: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    whose: str = ""
    by: str = ""
    note: str = ""


Row = AttackRow | AlertRow | AidRow | ControlRow | CountRow


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a statement held against an attached series. ``value``: agrees | differs | not covered; ``says``: in
    words, naming the series and each row; ``by``: how much the series has more (less: negative)."""

    statement: str
    at: int
    reference: str
    value: str
    says: str
    by: float = 0.0


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """An attached series: its key and shown name, kind of row, where from, licence, the digest of its bytes, its rows in
    time order. ``until``: the last moment that it speaks for."""

    key: str
    name: str
    kind: str
    source: str = ""
    licence: str = ""
    sha256: str = ""
    until: str = ""
    rows: tuple[Row, ...] = ()
