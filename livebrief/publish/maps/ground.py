"""The ground of a sheet: sea, land, lakes, borders, the graticule and the names of settlements, as SVG.

On plain ground (a beat whose places are invented) there is no land and no border: only the graticule and the beat's
own names. Refuses marks: what happened is drawn on top by livebrief/publish/maps/draw.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from markupsafe import Markup

from livebrief.publish.maps import lines
from livebrief.publish.maps.base import Base, Box, Point, Region, load
from livebrief.publish.maps.frame import Frame, steps

FIRST, SECOND = 7, 9  # labels: those that also show on a phone, and those that need the wide page
CLOSE = {
    1: (150.0, 44.0),
    2: (84.0, 20.0),
}  # room that a label keeps free, in units, by its class (phones print it larger)
LEAST_RING = 4  # points: smaller islands and lakes are less than a few pixels
INNER_FROM = 9.0  # units per degree from which borders inside a country are drawn
TURNS = (-360.0, 0.0, 360.0)


class Label(msgspec.Struct, frozen=True):
    """A name on the ground: where (lon, lat), whether it is a capital, how much it matters."""

    name: str
    at: Point
    capital: bool = False
    weight: float = 0.0


def draw(frame: Frame, own: Sequence[Label], plain: bool, avoid: Sequence[Point] = ()) -> Markup:
    """The ground. ``own`` names go first; names keep clear of each other, the most populous stay."""
    parts = [Markup('<rect class="{}" width="{}" height="{}"/>').format(_kind(plain), frame.width, frame.height)]
    parts += [_graticule(frame)]
    named = list(own)
    if not plain:
        parts += [land(frame)]
        named += [Label(s.name, (s.lon, s.lat), s.capital, s.people) for s in load().settlements]
    return Markup("").join(parts) + _labels(frame, named, avoid)


@lru_cache(maxsize=64)
def land(frame: Frame) -> Markup:
    """Land, lakes and borders of the frame, in four paths."""
    base = load()
    west, south, east, north = frame.box
    paths: dict[str, str] = {"land": "", "inner": "", "border": "", "lake": ""}
    for turn in TURNS:
        box = (west + turn, south, east + turn, north)
        regions = base.within(box)
        if regions:
            for name, data in _pieces(base, regions, frame, box, turn).items():
                paths[name] += data
    scale = 1 / lines.GRID
    shown = (Markup('<path class="{}" d="{}"/>').format(name, data) for name, data in paths.items() if data)
    return Markup('<g class="ground" transform="scale({})">{}</g>').format(scale, Markup("").join(shown))


def outline(regions: Sequence[Region], frame: Frame) -> str:
    """Path data (on the grid) around regions as one area, borders between them left out."""
    base, data = load(), ""
    west, south, east, north = frame.box
    for turn in TURNS:
        box = (west + turn, south, east + turn, north)
        near = [region for region in regions if _near(region.box, box)]
        if near:
            data += _filled(base, near, frame, box, turn)
    return data


def rings(every: Iterable[Sequence[Point]], frame: Frame, near: float = lines.NEAR) -> str:
    """Path data (on the grid) of rings given in degrees, cut to the frame. ``near`` 0 keeps every point that is seen."""
    sheet = _sheet(frame)
    placed = (lines.slim([frame.plain(point) for point in ring], near) for ring in every)
    cut = (lines.thin(lines.cut_ring(ring, sheet)) for ring in placed if len(ring) > LEAST_RING)
    return lines.path(cut, closed=True)


def _pieces(base: Base, regions: list[Region], frame: Frame, box: Box, turn: float) -> dict[str, str]:
    borders, inner = lines.lines_between((region.country, region.arcs) for region in regions)
    lakes = (_turned(ring, turn) for ring in base.lakes(box))
    return {
        "land": _filled(base, regions, frame, box, turn),
        "inner": _stroked(base, inner, frame, turn) if frame.per_degree >= INNER_FROM else "",
        "border": _stroked(base, borders, frame, turn),
        "lake": rings(lakes, frame),
    }


def _filled(base: Base, regions: list[Region], frame: Frame, box: Box, turn: float) -> str:
    merged = lines.merge(polygon for region in regions for polygon in region.arcs)
    opened = (base.ring(ring) for ring in merged)
    return rings((_turned(ring, turn) for ring in opened if _meets(ring, box)), frame)


def _stroked(base: Base, arcs: Iterable[int], frame: Frame, turn: float) -> str:
    sheet, out = _sheet(frame), []
    for arc in sorted(arcs):
        line = lines.slim([frame.plain(point) for point in _turned(base.arc(arc), turn)])
        out += [lines.thin(piece) for piece in lines.cut_line(line, sheet)]
    return lines.path(out)


def _graticule(frame: Frame) -> Markup:
    west, south, east, north = frame.box
    data, words = "", Markup("")
    for lon in steps(west, east):
        x = round(frame.plain((lon, south))[0], 1)
        data += f"M{x:g} 0V{frame.height}"
        words += Markup('<text x="{}" y="{}">{}</text>').format(x + 3, frame.height - 5, _told(lon, "E", "W"))
    for lat in steps(south, north):
        y = round(frame.plain((west, lat))[1], 1)
        data += f"M0 {y:g}H{frame.width}"
        words += Markup('<text x="4" y="{}">{}</text>').format(y - 3, _told(lat, "N", "S"))
    return Markup('<path class="graticule" d="{}"/><g class="degrees" aria-hidden="true">{}</g>').format(data, words)


def _labels(frame: Frame, named: Iterable[Label], avoid: Sequence[Point]) -> Markup:
    shown: list[tuple[Label, Point, int]] = []
    taken: list[tuple[Point, int]] = [(point, 2) for point in avoid]
    for label in sorted(named, key=lambda label: (-label.weight, label.name)):
        at = frame.at(label.at)
        if not frame.holds(at):
            continue
        rank = 1 if len(shown) < FIRST and _free(at, taken, 1) else 2
        if rank == 1 or _free(at, taken, 2):
            shown.append((label, at, rank))
            taken.append((at, rank))
        if len(shown) == FIRST + SECOND:
            break
    return Markup('<g class="names" aria-hidden="true">{}</g>').format(
        Markup("").join(_label(label, at, rank, frame) for label, at, rank in shown)
    )


def _label(label: Label, at: Point, rank: int, frame: Frame) -> Markup:
    x, y = round(at[0], 1), round(at[1], 1)
    ends = x > frame.width * 0.8
    dot = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(f"n{rank}", x, y, 2.6 if label.capital else 1.8)
    text = Markup('<text class="{}" x="{}" y="{}"{}>{}</text>')
    shift = Markup(' text-anchor="end"') if ends else ""
    return dot + text.format(f"n{rank}", x - 6 if ends else x + 6, y + 4, shift, label.name)


def _free(at: Point, taken: Iterable[tuple[Point, int]], rank: int) -> bool:
    wide, high = CLOSE[rank]
    return all(abs(at[0] - x) > wide or abs(at[1] - y) > high for (x, y), _ in taken)


def _sheet(frame: Frame) -> Box:
    return (-lines.MARGIN, -lines.MARGIN, frame.width + lines.MARGIN, frame.height + lines.MARGIN)


def _turned(points: Iterable[Point], turn: float) -> list[Point]:
    return [(lon - turn, lat) for lon, lat in points]


def _meets(ring: Sequence[Point], box: Box) -> bool:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return _near((min(lons), min(lats), max(lons), max(lats)), box)


def _near(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _told(value: float, plus: str, minus: str) -> str:
    turned = (value + 180) % 360 - 180 if plus == "E" else value
    return f"{abs(turned):g}°{plus if turned > 0 else minus if turned < 0 else ''}"


def _kind(plain: bool) -> str:
    return "blank" if plain else "sea"
