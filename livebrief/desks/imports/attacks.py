"""Attack tables: one line is one wave of one weapon. Counts are the source's; what does not add up is noted, never mended.

Moments without a zone are local time, as the source writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.desks.imports.fields import NOTHING, moment, number, span
from livebrief.desks.imports.sheets import Layout, Setting, Values
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why
from livebrief.records.references import AttackRow, Row

_LISTED = re.compile(r"['\"]([^'\"]+)['\"]\s*:")
_AND = re.compile(r"\s*(?:;|\band\b)\s*")
BESIDE = (  # columns that the row has no field for: kept in its note, in these words
    ("still_attacking", "still in the air"),
    ("border_crossing", "crossed the border"),
    ("carrier", "carrier"),
    ("launched_details", "launched by kind"),
    ("source", "source"),
)


def _make(values: Values, setting: Setting) -> Sequence[Row]:
    start = moment(values["time_start"], setting)
    end = moment(values["time_end"], setting) if values.get("time_end") else ""
    span(start, end)
    counts = {key: number(values.get(key, ""), of=key) for key in ("launched", "destroyed", "not_reach_goal", "hit")}
    weapon = values["model"]
    if not weapon:
        raise Quarantine("no weapon is named", reason=Why.BAD_RECORD)
    _adds_up(counts, setting)
    details = tuple(dict.fromkeys(_LISTED.findall(values.get("destroyed_details", ""))))
    row = AttackRow(
        start=start,
        end=end,
        weapon=weapon,
        launched=counts["launched"],
        destroyed=counts["destroyed"],
        lost=counts["not_reach_goal"],
        hit=counts["hit"],
        regions=details or _parts(values.get("target", "")),
        launch_places=_parts(values.get("launch_place", "")),
        by=values.get("by") or values.get("source", "").split("/")[0],
        note="; ".join(f"{words}: {values[key]}" for key, words in BESIDE if values.get(key) not in (None, "", "{}")),
    )
    return [row]


def _adds_up(counts: dict[str, float | None], setting: Setting) -> None:
    launched = counts["launched"]
    if launched is None:
        setting.notes.append("the number launched is not given")
        return
    accounted = sum(value or 0 for key, value in counts.items() if key != "launched")
    if accounted > launched:
        setting.notes.append(f"{accounted:g} accounted for, of {launched:g} launched")


def _parts(text: str) -> tuple[str, ...]:
    if text.casefold() in NOTHING:
        return ()
    return tuple(part for part in _AND.split(text) if part)


LAYOUTS = (
    Layout(
        kind="attacks",
        name="waves by weapon",
        needs=(
            ("time_start", "start", "start_time", "date"),
            ("model", "weapon", "type"),
            ("launched",),
            ("destroyed", "intercepted", "shot_down"),
        ),
        also=(
            ("time_end", "end", "end_time"),
            ("not_reach_goal", "lost"),
            ("hit", "num_hit_location", "hits"),
            ("target", "regions", "region"),
        ),
        make=_make,
    ),
)
