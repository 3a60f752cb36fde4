"""Alert spans from tables: region by name and level, start, end, threat. Moments without a zone are taken as UTC.

Spans of one region and threat never overlap: a second one that begins before the first ends is set aside by name.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from livebrief.desks.imports.fields import moment, span
from livebrief.desks.imports.regions import code_of
from livebrief.desks.imports.sheets import Layout, Setting, Values
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.references import AlertRow, Row

LEVELS = ("hromada", "raion", "oblast")  # smallest first: the row's region is the smallest that is named


def _make(values: Values, setting: Setting) -> Sequence[Row]:
    named = [(level, values[level]) for level in LEVELS if values.get(level)]
    if not named and values.get("region"):
        named = [(values.get("level", ""), values["region"])]
    if not named:
        raise Quarantine("no region is named", reason=Why.BAD_RECORD)
    start = _utc(moment(values["started_at"], setting))
    end = _utc(moment(values["finished_at"], setting)) if values.get("finished_at") else ""
    span(start, end)
    names = tuple(name for _, name in named)
    level = values.get("level") or named[0][0]
    row = AlertRow(
        region=names[0],
        within=names[1:],
        level=level.casefold(),
        code=values.get("code") or code_of(names, level.casefold()),
        start=start,
        end=end,
        threat=values.get("threat", ""),
        by=values.get("source", ""),
    )
    return [row]


def _utc(at: str) -> str:
    """Whole moments only: a day alone is midnight, and what names no zone is UTC."""
    if len(at) == len("2024-01-01"):
        at += "T00:00:00"
    return at if at.endswith("Z") else at + "Z"


def apart(outcomes: list[Outcome[Row]]) -> list[Outcome[Row]]:
    """The same outcomes, with repeated spans skipped and spans that overlap an earlier one of their region set aside."""
    order = sorted(range(len(outcomes)), key=lambda n: (_key(outcomes[n]), n))
    last: dict[tuple[str, ...], tuple[AlertRow, str]] = {}
    kept = list(outcomes)
    for n in order:
        outcome = outcomes[n]
        if not isinstance(outcome, Made) or not isinstance(outcome.value, AlertRow):
            continue
        row = outcome.value
        where = (row.region, *row.within, row.level, row.threat)
        before, source = last.get(where, (None, ""))
        if before is not None and before == row:
            kept[n] = Skipped(source=outcome.source, why=Why.ALREADY_SEEN, detail=f"the same span as {source}")
        elif before is not None and before.end > row.start:
            says = f"{row.region}: begins {row.start}, before the span of {source} ends ({before.end})"
            kept[n] = Failed(source=outcome.source, why=Why.OVERLAPS, detail=says)
        else:
            last[where] = (row, outcome.source)
    return kept


def _key(outcome: Outcome[Row]) -> str:
    return outcome.value.start if isinstance(outcome, Made) and isinstance(outcome.value, AlertRow) else ""


LAYOUTS = (
    Layout(
        kind="alerts",
        name="spans by region",
        needs=(("started_at", "start", "started", "begin", "start_time"),),
        any_of=frozenset({"oblast", "region", "region_name", "area", "state"}),
        also=(
            ("finished_at", "end", "ended", "finished", "ended_at", "end_time"),
            ("region", "region_name", "area", "state"),
            ("threat", "alert_type", "type"),
            ("source", "by"),
            ("code", "region_code", "koatuu", "katottg"),
        ),
        make=_make,
        check=apart,
    ),
)


def with_code(row: AlertRow) -> AlertRow:
    """The row with the official code of its region, where the names say which."""
    return msgspec.structs.replace(row, code=row.code or code_of((row.region, *row.within), row.level))
