"""What the map tests share: ledgers of invented happenings, atlases, and a page around the map section."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from livebrief.beats import load_beat
from livebrief.publish.maps import page as pages
from livebrief.publish.maps.page import Atlas
from livebrief.publish.templating import templates
from livebrief.records.ledgers import Alert, Harm, Ledger
from livebrief.records.mentions import PlaceMention
from livebrief.records.references import ControlRow, Reference
from livebrief.records.spans import Span
from livebrief.records.verdicts import Value

NOW = datetime(2024, 11, 20, 18, tzinfo=UTC)
PLACES = {  # name: latitude, longitude, precision, country
    "Odesa": (46.48, 30.73, "city", "UA"),
    "Kharkiv": (49.98, 36.25, "city", "UA"),
    "Chuhuiv": (49.83, 36.68, "town", "UA"),
    "Lviv": (49.84, 24.03, "city", "UA"),
    "Sumy Oblast": (51.0, 34.0, "region", "UA"),
    "Kursk Oblast": (51.7, 36.0, "region", "RU"),
    "Ukraine": (49.0, 32.0, "country", "UA"),
    "Black Sea": (44.0, 32.0, "water", ""),
    "Nowhere-on-Sea": (None, None, "", ""),
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:">
<title>{{ title }}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{{ to("style.css") }}"><link rel="stylesheet" href="{{ to("maps.css") }}">
<script src="{{ to("maps.js") }}" defer></script>{% set page = made(to) %}<body class="page broad"><main><h1>{{ title }}</h1>
{% include "map_section.html" %}</main></body></html>"""


def place(name: str, gazetteer: str = "geonames") -> PlaceMention:
    """One of PLACES."""
    lat, lon, precision, country = PLACES[name]
    return PlaceMention(
        span=Span(0, 1),
        text=name,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        gazetteer=gazetteer,
        precision=precision,
    )


def harm(number: int, where: tuple[PlaceMention, ...], **given: Any) -> Harm:
    """One entry of the harm ledger; its verdict goes round."""
    verdict = list(Value)[number % len(Value)].value
    told = {"title": f"Happening {number}", "when": f"2024-11-{10 + number % 10}", "verdict": verdict, **given}
    return Harm(id=f"ent_{number}", where=where, **told)


def ledger(entries: tuple[Any, ...], desk: str = "harm", notice: str = "") -> Ledger:
    """A ledger as of NOW."""
    return Ledger(desk=desk, title=desk.title(), as_of=NOW, columns=(), entries=entries, notice=notice)


def every_place() -> Ledger:
    """Three entries at each of PLACES."""
    names = [name for name in PLACES for _ in range(3)]
    return ledger(tuple(harm(n, (place(name),)) for n, name in enumerate(names)))


def demo_places() -> Ledger:
    """An entry at each place of the demo beat: all invented."""
    found = [
        PlaceMention(
            span=Span(0, 1),
            text=one.name,
            name=one.name,
            lat=one.lat,
            lon=one.lon,
            country=one.country,
            gazetteer="beat",
            id=f"beat:{one.key}",
            precision=one.kind,
        )
        for one in load_beat("demo").places
    ]
    return ledger(tuple(harm(n, (one,)) for n, one in enumerate(found)))


def alert(number: int, region: str, state: str, **given: Any) -> Alert:
    """One alert."""
    told = {"start": "2024-11-20T05:00:00+00:00", "level": "oblast", **given}
    return Alert(id=f"al_{number}", title=f"Alert in {region}", region=region, state=state, **told)


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A GeoJSON polygon."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def control_series(name: str, *rows: tuple[str, str, dict[str, Any], float]) -> Reference:
    """A series of (date, status, geometry, km²)."""
    made = tuple(ControlRow(date=d, status=s, geometry=g, area_km2=km2) for d, s, g, km2 in rows)
    return Reference(key=name.casefold(), name=name, kind="control", rows=made)


def two_monitors() -> tuple[Reference, Reference]:
    """Two sources that differ, each over two days."""
    first = control_series(
        "Northern monitor",
        ("2024-11-01", "occupied", square(36, 48, 37, 49), 8200.0),
        ("2024-11-15", "occupied", square(36, 48, 37.5, 49), 12300.0),
    )
    second = control_series("Southern monitor", ("2024-11-14", "contested", square(36.5, 47.5, 38, 48.5), 12400.0))
    return first, second


def atlas(*ledgers: Ledger, **given: Any) -> Atlas:
    """An atlas as of NOW."""
    return Atlas(ledgers=ledgers, **{"as_of": NOW, **given})


def html(made: Atlas, tab: str, day: str = "") -> str:
    """The map section of a tab in a page of its own."""

    class Briefing:
        as_of = made.as_of

    root = "../" * pages.address(tab, day).count("/")
    told = pages.context(made, tab, day, "en")
    env = templates("en")
    return env.from_string(PAGE).render(brf=Briefing, to=lambda target: root + target, language="en", **told)
