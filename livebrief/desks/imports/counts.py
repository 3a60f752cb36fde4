"""Series of counts: estimates by many sources (long form), and loss tables with one column per kind (wide form).

An estimate with an interval keeps all three numbers; rivals stand side by side, and who is an interested party is noted.
"""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.desks.imports.fields import day, number
from livebrief.desks.imports.sheets import Layout, Setting, Values
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why
from livebrief.records.references import CountRow, Row

ROLES = {
    "deaths": "killed",
    "dead": "killed",
    "killed": "killed",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
    "prisoners": "detained",
    "pow": "detained",
    "displaced": "displaced",
}
PEOPLE = frozenset({*ROLES.values(), "casualties"})
KINDS = frozenset(
    "personnel tank tanks apc apv afv mlrs aircraft aircrafts helicopter helicopters drone drones uav uavs ships boats "
    "submarines artillery artillery_systems field_artillery vehicles special_equipment cruise_missiles missiles "
    "anti-aircraft_warfare anti-aircraft_warfare_systems vehicles_and_fuel_tanks fuel_tank military_auto".split()
)


def _estimate(values: Values, setting: Setting) -> Sequence[Row]:
    value = number(values.get("estimate", ""), of="estimate")
    low = number(values.get("estimate_low", ""), of="estimate_low")
    high = number(values.get("estimate_high", ""), of="estimate_high")
    when = day(values["date"], setting)
    if value is None and low is None and high is None:
        return []
    if low is not None and high is not None and low > high:
        raise Quarantine(f"its low {low:g} is above its high {high:g}", reason=Why.BAD_NUMBER)
    word = values.get("type", "").casefold()
    role = ROLES.get(word, word or "count")
    return [
        CountRow(
            date=when,
            role=role,
            value=value,
            low=low,
            high=high,
            unit="person" if role in PEOPLE else values.get("unit", ""),
            whose=values.get("country", ""),
            by=values.get("source", ""),
            note=_note(values),
        )
    ]


def _note(values: Values) -> str:
    party = [name for name, value in values.items() if "warring" in name and value.casefold() in ("yes", "true", "1")]
    says = ["data from a warring party"] if party else []
    return "; ".join([*says, *([values["source_url"]] if values.get("source_url") else [])])


def _listed(values: Values, setting: Setting) -> Sequence[Row]:
    value = number(values["total"], of="total")
    if value is None:
        return []
    return [_loss(day(values["date"], setting), values["item"].casefold(), value, values)]


def _wide(values: Values, setting: Setting) -> Sequence[Row]:
    when = day(values["date"], setting)
    found = {key: number(values[key], of=key) for key in values if key in KINDS}
    return [_loss(when, key.replace("_", " "), value, values) for key, value in found.items() if value is not None]


def _loss(when: str, item: str, value: float, values: Values) -> Row:
    person = item == "personnel"
    return CountRow(
        date=when,
        role="casualties" if person else "lost",
        value=value,
        unit="person" if person else item,
        whose=values.get("country", ""),
        by=values.get("source", ""),
    )


LAYOUTS = (
    Layout(
        kind="counts",
        name="estimates",
        needs=(("date", "day"),),
        any_of=frozenset({"estimate", "estimate_low", "estimate_high"}),
        also=(
            ("estimate_low", "ci_lower", "low"),
            ("estimate_high", "ci_upper", "high"),
            ("type", "role"),
            ("country", "whose", "side"),
            ("source", "by"),
        ),
        make=_estimate,
        dates="date",
    ),
    Layout(kind="counts", name="losses by item", needs=(("date",), ("item",), ("total",)), make=_listed, dates="date"),
    Layout(kind="counts", name="losses", needs=(("date",),), any_of=KINDS, at_least=2, make=_wide, dates="date"),
)
