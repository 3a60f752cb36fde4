"""Control on a sheet: each source's polygons with a hatching of its own, and what changed between two days.

Sources lie over each other and are never merged. A change is drawn with masks, one day's polygons without the other's:
both days are thinned alike, so that what did not move leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from livebrief.publish.maps import ground, lines
from livebrief.publish.maps.base import Point
from livebrief.publish.maps.frame import Frame
from livebrief.publish.maps.layers import Shape

STATUS = ("occupied", "contested", "liberated", "unknown")
EVIDENCE = "#areas"  # the table of the same page: each source's areas with their days
EDGE = 20  # grid steps that masks reach beyond the sheet
SCALE = 1 / lines.GRID


def draw(shapes: Sequence[Shape], frame: Frame, key: str) -> Iterator[Markup]:
    """Every shape as a link to the table of its source; of a difference, what came and what went."""
    differs = changed(shapes)
    numbers = {source: number for number, source in enumerate(sources(shapes), 1)}
    for shape in sorted(shapes, key=lambda shape: (numbers[shape.source], shape.turn == "gone")):
        number, turn = numbers[shape.source], shape.turn
        status = shape.status if shape.status in STATUS else "unknown"
        mask = Markup(' mask="url(#{}-not-{}-{})"').format(key, _other(turn), number) if differs else ""
        kind = f"control c-{number} s-{status}" + (f" d-{turn}" if differs else "")
        path = Markup('<path class="{}" transform="scale({:g})" fill="url(#{}-h-control-{})"{} d="{}"/>').format(
            kind, SCALE, key, number, mask, _data([shape], frame)
        )
        made = Markup('<a href="{}" class="feature" aria-label="{}"><title>{}</title>{}</a>')
        yield made.format(EVIDENCE, told(shape), told(shape), path)


def masks(shapes: Sequence[Shape], frame: Frame, key: str) -> Iterator[Markup]:
    """For a difference: everything but the polygons of one day, by source."""
    if not changed(shapes):
        return
    made = Markup(
        '<mask id="{0}" maskUnits="userSpaceOnUse" x="-{1}" y="-{1}" width="{2}" height="{3}"><path fill="#fff" '
        'd="M-{1}-{1}H{2}V{3}H-{1}z"/><path fill="#000" stroke="#000" fill-rule="evenodd" d="{4}"/></mask>'
    )
    wide, high = frame.width * lines.GRID + 2 * EDGE, frame.height * lines.GRID + 2 * EDGE
    for number, source in enumerate(sources(shapes), 1):
        for turn in ("now", "gone"):
            own = [shape for shape in shapes if shape.source == source and shape.turn == turn]
            yield made.format(f"{key}-not-{turn}-{number}", EDGE, wide, high, _data(own, frame))


def told(shape: Shape) -> str:
    """Source, day, status and area of a shape in words."""
    area = f", {shape.area_km2:,.0f} km²" if shape.area_km2 else ""
    return f"{shape.source}, {shape.date}: {shape.status}{area}"


def changed(shapes: Iterable[Shape]) -> bool:
    """Whether the shapes are those of two days."""
    return any(shape.turn == "gone" for shape in shapes)


def sources(shapes: Iterable[Shape]) -> list[str]:
    """The sources of shapes, in order: the first has the first hatching."""
    return list(dict.fromkeys(shape.source for shape in shapes))


def extent(shapes: Sequence[Shape]) -> list[Point]:
    """The points of polygons; of a difference, those that only one of the two days has (all, when they are the same)."""
    days: dict[str, set[Point]] = {"now": set(), "gone": set()}
    for shape in shapes:
        days[shape.turn] |= {point for ring in rings(shape.geometry) for point in ring}
    before, after = days["gone"], days["now"]
    return sorted((before ^ after) or after) if before else sorted(after)


def rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """The rings of a GeoJSON Polygon, MultiPolygon or GeometryCollection of them; other geometries have none."""
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        return [ring for item in geometry.get("geometries", ()) for ring in rings(item)]
    polygons = {"Polygon": [geometry.get("coordinates", [])], "MultiPolygon": geometry.get("coordinates", [])}
    return [[(p[0], p[1]) for p in ring] for polygon in polygons.get(str(kind), []) for ring in polygon]


def _data(shapes: Iterable[Shape], frame: Frame) -> str:
    return "".join(ground.rings(rings(shape.geometry), frame, near=0) for shape in shapes)


def _other(turn: str) -> str:
    return "gone" if turn == "now" else "now"
