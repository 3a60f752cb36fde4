"""Control layers: GeoJSON files of one day, one row per polygon layer, its area in square kilometres.

Points are left out on purpose: files of this kind mark units with them, and a desk does not show where troops stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from livebrief.desks.imports.areas import area_km2
from livebrief.desks.imports.fields import day
from livebrief.desks.imports.sheets import Setting
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.references import ControlRow, Row

POLYGONS = ("Polygon", "MultiPolygon")
_DATED = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
STATUSES: tuple[tuple[str, re.Pattern[str]], ...] = (  # first match wins: "deoccupied" before "occupied"
    ("liberated", re.compile(r"liberat|de-?occup|retaken|freed|звільн|деокуп", re.I)),
    ("contested", re.compile(r"contest|gr[ae]y|disput|сір", re.I)),
    ("unknown", re.compile(r"unknown|unspecified|невідом", re.I)),
    ("occupied", re.compile(r"occup|annex|captur|окуп", re.I)),
)
# Published series whose files label nothing: what their one layer is, by the series' own description.
UNLABELLED: tuple[tuple[re.Pattern[str], str], ...] = ((re.compile(r"deep_?state", re.I), "occupied"),)
_LABELS = ("status", "control", "state", "name", "title", "layer", "type", "description")
_DATES = ("date", "day", "updated", "datetime")
_PLAIN_CRS = re.compile(r"CRS84|4326", re.I)


def is_layer(body: bytes) -> bool:
    """Whether the bytes look like a GeoJSON collection."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and (b"FeatureCollection" in head or b'"features"' in head)


def read(body: bytes, name: str, as_of: datetime | None) -> Iterator[Outcome[Row]]:
    """One outcome per feature. Raises Quarantine when the whole is no collection, or is not in degrees (RFC 7946)."""
    whole = _collection(body, name)
    setting = Setting(name=name, as_of=as_of)
    title = f"{whole.get('name') or ''} {name.rsplit('/', 1)[-1]}"
    for number, feature in enumerate(whole["features"], 1):
        source = f"{name}:feature {number}"
        try:
            yield _feature(feature, source, (whole, title), setting)
        except Quarantine as fault:
            yield Failed(source=source, why=Why(fault.reason), detail=f"feature {number}: {fault}")


def _feature(feature: Any, source: str, about: tuple[dict[str, Any], str], setting: Setting) -> Outcome[Row]:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise Quarantine("no geometry", reason=Why.BAD_SHAPE)
    geometry = feature["geometry"]
    if geometry.get("type") not in POLYGONS:
        kind = str(geometry.get("type"))[:20]
        return Skipped(source=source, why=Why.NO_VALUE, detail=f"{kind}: only areas are read, never positions")
    whole, title = about
    given = feature.get("properties")
    said = given if isinstance(given, dict) else {}
    label = _label(said)
    status, note = _status(label, title)
    row = ControlRow(
        date=_date(said, whole, title, setting),
        status=status,
        geometry={"type": geometry["type"], "coordinates": geometry.get("coordinates")},
        area_km2=round(area_km2(geometry), 3),
        name=label,
    )
    return Made(source=source, value=row, notes=(note,) if note else ())


def _collection(body: bytes, name: str) -> dict[str, Any]:
    try:
        whole = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Quarantine(f"not JSON: {fault}", reason=Why.NOT_JSON, subject=name) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise Quarantine("not a GeoJSON FeatureCollection", reason=Why.UNKNOWN_FORMAT, subject=name)
    if not whole["features"]:
        raise Quarantine("no features", reason=Why.EMPTY, subject=name)
    crs = json.dumps(whole["crs"]) if whole.get("crs") else "CRS84"
    if not _PLAIN_CRS.search(crs):
        raise Quarantine(f"coordinates in {crs[:60]}, not in degrees", reason=Why.BAD_SHAPE, subject=name)
    return whole


def _label(said: dict[str, Any]) -> str:
    folded = {str(key).casefold(): value for key, value in said.items()}
    found = (folded.get(key) for key in _LABELS)
    return next((" ".join(value.split())[:200] for value in found if isinstance(value, str) and value.strip()), "")


def _status(label: str, title: str) -> tuple[str, str]:
    if label:
        return next((status for status, form in STATUSES if form.search(label)), "unknown"), ""
    known = next((status for form, status in UNLABELLED if form.search(title)), "")
    if known:
        return known, f"the layer has no label: {known} by the series' own description"
    named = next((status for status, form in STATUSES if form.search(title)), "")
    return (named, "status from the file's name") if named else ("unknown", "the layer has no label")


def _date(said: dict[str, Any], whole: dict[str, Any], title: str, setting: Setting) -> str:
    for holder in (said, whole):
        for key in _DATES:
            if isinstance(holder.get(key), str) and holder[key]:
                return day(holder[key], setting)
    found = _DATED.search(title)
    if found is None:
        raise Quarantine("no date in the feature, the file or its name", reason=Why.BAD_DATE)
    return day("-".join(found.groups()), setting)
