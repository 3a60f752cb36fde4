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
INNER_WIDE = (
    24.0  # units: divisions narrower than this are drawn without borders between them, which would only be noise
)
BESIDE = (150.0, 26.0)  # room beside a name that a mark would cover on a phone
BUDGET = 44_000  # bytes of land and borders: leaves a third of a 60 KB sheet to marks and names
COARSER = (lines.NEAR, 2.5, 4.0, 6.0)  # units between points, tried in turn
Drawn = tuple[Frame, float]
LETTER = 13.0  # units of a letter on a phone: a name that would run off the sheet stands before its place
BAR_FROM = 0.7  # share of the width from which the scale bar has the lower edge to itself
TURNS = (-360.0, 0.0, 360.0)


class Label(msgspec.Struct, frozen=True):
    """A name on the ground: where (lon, lat), whether it is a capital, how much it matters."""

    name: str
    at: Point
    capital: bool = False
    weight: float = 0.0


def draw(frame: Frame, plain: bool, budget: int = BUDGET) -> Markup:
    """The ground without names. ``budget``: bytes that land and borders may take, if they can be drawn coarser."""
    field = Markup('<rect class="{}" width="{}" height="{}"/>').format(_kind(plain), frame.width, frame.height)
    return field + _graticule(frame) + (Markup("") if plain else land(frame, max(budget, BUDGET // 2)))


def names(frame: Frame, own: Sequence[Label], plain: bool, marked: Sequence[Label] = ()) -> Markup:
    """Names on the ground, to be drawn over areas. ``own`` are names that only a beat knows, ``marked`` those of places
    that will bear a mark: they go first. Names keep clear of each other; of the rest the most populous stay."""
    known = () if plain else load().settlements
    named = [*own, *(Label(s.name, (s.lon, s.lat), s.capital, s.people) for s in known)]
    return _degrees(frame) + _labels(frame, named, marked)


@lru_cache(maxsize=64)
def land(frame: Frame, budget: int = BUDGET) -> Markup:
    """Land, lakes and borders of the frame, in four paths: as fine as fits in the budget, or the coarsest there is."""
    for near in COARSER:
        made = _land(frame, near)
        if len(made) <= budget:
            break
    return made


def _land(frame: Frame, near: float) -> Markup:
    base = load()
    west, south, east, north = frame.box
    paths: dict[str, str] = {"land": "", "inner": "", "border": "", "lake": ""}
    for turn in TURNS:
        box = (west + turn, south, east + turn, north)
        regions = base.within(box)
        if regions:
            for name, data in _pieces(base, regions, (frame, near), box, turn).items():
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
            data += _filled(base, near, (frame, lines.NEAR), box, turn)
    return data


def shows(regions: Iterable[Region], frame: Frame) -> bool:
    """Whether the boxes of regions meet the frame."""
    west, south, east, north = frame.box
    return any(_near(one.box, (west + turn, south, east + turn, north)) for one in regions for turn in TURNS)


def rings(every: Iterable[Sequence[Point]], frame: Frame, near: float = lines.NEAR) -> str:
    """Path data (on the grid) of rings given in degrees, cut to the frame. ``near`` 0 keeps every point that is seen."""
    sheet = _sheet(frame)
    placed = (lines.slim([frame.plain(point) for point in ring], near) for ring in every)
    cut = (lines.thin(lines.cut_ring(ring, sheet)) for ring in placed if len(ring) > LEAST_RING)
    return lines.path(cut, closed=True)


def _pieces(base: Base, regions: list[Region], drawn: Drawn, box: Box, turn: float) -> dict[str, str]:
    frame, near = drawn
    borders, inner = lines.lines_between((region.country, region.arcs) for region in regions)
    small = (region for region in regions if (region.box[2] - region.box[0]) * frame.per_degree < INNER_WIDE)
    inner -= {max(arc, ~arc) for region in small for polygon in region.arcs for ring in polygon for arc in ring}
    lakes = (_turned(ring, turn) for ring in base.lakes(box))
    return {
        "land": _filled(base, regions, drawn, box, turn),
        "inner": _stroked(base, inner, drawn, turn),
        "border": _stroked(base, borders, drawn, turn),
        "lake": rings(lakes, frame, near),
    }


def _filled(base: Base, regions: list[Region], drawn: Drawn, box: Box, turn: float) -> str:
    merged = lines.merge(polygon for region in regions for polygon in region.arcs)
    opened = (base.ring(ring) for ring in merged)
    return rings((_turned(ring, turn) for ring in opened if _meets(ring, box)), *drawn)


def _stroked(base: Base, arcs: Iterable[int], drawn: Drawn, turn: float) -> str:
    frame, near = drawn
    sheet, out = _sheet(frame), []
    for arc in sorted(arcs):
        line = lines.slim([frame.plain(point) for point in _turned(base.arc(arc), turn)], near)
        out += [lines.thin(piece) for piece in lines.cut_line(line, sheet)]
    return lines.path(out)


def _graticule(frame: Frame) -> Markup:
    west, south, east, north = frame.box
    across = (f"M{frame.plain((lon, south))[0]:.1f} 0V{frame.height}" for lon in steps(west, east))
    down = (f"M0 {frame.plain((west, lat))[1]:.1f}H{frame.width}" for lat in steps(south, north))
    return Markup('<path class="graticule" d="{}"/>').format("".join((*across, *down)))


def _degrees(frame: Frame) -> Markup:
    west, south, east, north = frame.box
    out, made = Markup(""), Markup('<text x="{:.0f}" y="{:.0f}">{}</text>')
    for lon in steps(west, east):
        x = frame.plain((lon, south))[0] + 3
        if x < frame.width * BAR_FROM:
            out += made.format(x, frame.height - 5, _told(lon, "E", "W"))
    for lat in steps(south, north):
        out += made.format(4, frame.plain((west, lat))[1] - 3, _told(lat, "N", "S"))
    return Markup('<g class="degrees" aria-hidden="true">{}</g>').format(out)


def _labels(frame: Frame, named: Iterable[Label], marked: Sequence[Label]) -> Markup:
    shown: list[tuple[Label, Point, int]] = []
    marks = [frame.at(label.at) for label in marked]
    ranked = [*sorted(marked, key=_weight), *sorted(named, key=_weight)]
    for n, label in enumerate(ranked):
        at, others = frame.at(label.at), [point for _, point, _ in shown]
        near = [mark for mark in marks if mark != at] if n < len(marked) else marks
        if not frame.holds(at) or (n >= len(marked) and not _free(at, near, CLOSE[2])):
            continue
        rank = 1 if len(shown) < FIRST and _free(at, others, CLOSE[1]) and _free(at, near, BESIDE) else 2
        if rank == 1 or _free(at, others, CLOSE[2]):
            shown.append((label, at, rank))
        if len(shown) == FIRST + SECOND:
            break
    names = (_label(label, at, rank, (frame, at in marks)) for label, at, rank in shown)
    return Markup('<g class="names" aria-hidden="true">{}</g>').format(Markup("").join(names))


def _label(label: Label, at: Point, rank: int, sheet: tuple[Frame, bool]) -> Markup:
    (x, y), (frame, bears) = (round(at[0], 1), round(at[1], 1)), sheet
    ends = x + LETTER * len(label.name) > frame.width
    dot = Markup('<circle class="n{}" cx="{}" cy="{}" r="{}"/>').format(rank, x, y, 2.6 if label.capital else 1.8)
    text, away = Markup('<text class="n{}{}{}" x="{:g}" y="{:g}">{}</text>'), 19 if bears else 6
    kinds = (" at-mark" if bears else "", " before" if ends else "")
    words = text.format(rank, *kinds, x - away if ends else x + away, y + 4, label.name)
    return words if bears else dot + words


def _weight(label: Label) -> tuple[float, str]:
    return (-label.weight, label.name)


def _free(at: Point, taken: Iterable[Point], room: tuple[float, float]) -> bool:
    return all(abs(at[0] - x) > room[0] or abs(at[1] - y) > room[1] for x, y in taken)


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
