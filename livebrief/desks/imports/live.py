"""Answers of live alert services, as saved by whoever asked: two public JSON shapes (docs/alerts-adapter.md).

Asking is not done here. A row is what one answer says: what it lists is open as of the answer's own moment, and what it
no longer lists is not thereby over (that an alert ended is only said by an end).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from livebrief.desks.imports.alerts import apart, with_code
from livebrief.desks.imports.fields import moment, span
from livebrief.desks.imports.sheets import Setting
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.references import AlertRow, Row

LEVELS = {"state": "oblast", "district": "raion", "community": "hromada", "city": "hromada"}
THREATS = {
    "air": "air raid",
    "air_raid": "air raid",
    "artillery": "artillery shelling",
    "artillery_shelling": "artillery shelling",
    "urban_fights": "street fighting",
    "chemical": "chemical",
    "nuclear": "nuclear",
}
NO_ALERT = frozenset({"info", "custom", "unknown", "test"})


def is_live(body: bytes) -> bool:
    """Whether the bytes are JSON of one of the two shapes (an ``alerts`` list, or a list of regions)."""
    head = body[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (head[:1] == b"{" and b'"alerts"' in head) or (head[:1] == b"[" and b'"regionName"' in head)


def read(body: bytes, name: str, as_of: datetime | None) -> Iterator[Outcome[Row]]:
    """One outcome per alert that the answer lists. Raises Quarantine when it is no JSON of these shapes."""
    try:
        answer = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Quarantine(f"not JSON: {fault}", reason=Why.NOT_JSON, subject=name) from None
    setting = Setting(name=name, as_of=as_of)
    found = list(_located(answer, name, setting) if isinstance(answer, dict) else _by_region(answer, name, setting))
    yield from apart(found)


def _located(answer: dict[str, Any], name: str, setting: Setting) -> Iterator[Outcome[Row]]:
    """The shape with one object per alert: ``location_title``, ``started_at``, ``finished_at``, ``alert_type``."""
    listed = answer.get("alerts")
    if not isinstance(listed, list):
        raise Quarantine("alerts is no list", reason=Why.UNKNOWN_FORMAT, subject=name)
    meta = answer.get("meta")
    asked = _text(meta, "last_updated_at") if isinstance(meta, dict) else ""
    for number, alert in enumerate(listed, 1):
        yield _one(f"{name}:alert {number}", alert, setting, lambda each: _from_located(each, asked, setting))


def _from_located(alert: Mapping[str, Any], asked: str, setting: Setting) -> AlertRow:
    larger = (_text(alert, "location_raion"), _text(alert, "location_oblast"))
    region = _need(alert, "location_title")
    return AlertRow(
        region=region,
        within=tuple(name for name in larger if name and name != region),
        level=_text(alert, "location_type"),
        threat=_threat(_text(alert, "alert_type")),
        start=_zulu(_need(alert, "started_at"), setting),
        end=_zulu(_text(alert, "finished_at"), setting),
        heard=_zulu(asked or _text(alert, "updated_at"), setting),
        by="alerts.in.ua",
    )


def _by_region(answer: Any, name: str, setting: Setting) -> Iterator[Outcome[Row]]:
    """The shape with one object per region: ``regionName``, ``regionType``, ``activeAlerts`` with ``type``."""
    if not isinstance(answer, list):
        raise Quarantine("no list of regions", reason=Why.UNKNOWN_FORMAT, subject=name)
    for number, region in enumerate(answer, 1):
        active = region.get("activeAlerts") if isinstance(region, dict) else None
        source = f"{name}:region {number}"
        if not isinstance(active, list):
            yield Failed(source=source, why=Why.BAD_RECORD, detail=f"region {number}: no list of alerts")
        elif not active:
            yield Skipped(source=source, why=Why.NO_VALUE, detail=f"region {number}: no alert")
        for count, alert in enumerate(active if isinstance(active, list) else [], 1):
            beside = {"region": region, "alert": alert}
            yield _one(f"{source}.{count}", beside, setting, lambda each: _from_region(each, setting))


def _from_region(beside: Mapping[str, Any], setting: Setting) -> AlertRow:
    region, alert = beside["region"], beside["alert"]
    if not isinstance(alert, dict):
        raise Quarantine("no object", reason=Why.BAD_RECORD)
    kind = _text(alert, "regionType") or _text(region, "regionType")
    return AlertRow(
        region=_need(region, "regionName"),
        level=LEVELS.get(kind.casefold(), kind.casefold()),
        threat=_threat(_need(alert, "type")),
        start=_zulu(_need(alert, "lastUpdate"), setting),
        heard=_zulu(_text(region, "lastUpdate"), setting),
        by="ukrainealarm.com",
    )


def _one(source: str, alert: Any, setting: Setting, make: Any) -> Outcome[Row]:
    try:
        if not isinstance(alert, dict):
            raise Quarantine("no object", reason=Why.BAD_RECORD)
        if _text(alert, "deleted_at"):
            return Skipped(source=source, why=Why.NO_VALUE, detail="taken back by the service")
        row: AlertRow = make(alert)
        if row.threat in NO_ALERT:
            return Skipped(source=source, why=Why.NO_VALUE, detail=f"no alert: {row.threat}")
        span(row.start, row.end)
        return Made(source=source, value=with_code(row), notes=tuple(setting.notes))
    except Quarantine as fault:
        return Failed(source=source, why=Why(fault.reason), detail=f"{source}: {fault}")


def _threat(word: str) -> str:
    return THREATS.get(word.casefold(), word.casefold().replace("_", " "))


def _zulu(text: str, setting: Setting) -> str:
    if not text:
        return ""
    at = moment(text, setting)
    return at if at.endswith("Z") else f"{at}Z"


def _need(holder: Mapping[str, Any], key: str) -> str:
    found = _text(holder, key)
    if not found:
        raise Quarantine(f"no {key}", reason=Why.BAD_RECORD)
    return found


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
