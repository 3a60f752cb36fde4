"""Lines on the sheet: cut to the frame, thinned to what can be seen, written as SVG path data.

Points are moved to a grid of half units, each by its own place alone, so equal pieces of two lines stay equal: a border
drawn twice lies on itself, and the difference of two layers shows no slivers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from livebrief.publish.maps.base import Box, Point

GRID = 2  # grid steps per unit: half a pixel, the finest that is seen
MARGIN = 6.0  # units that are drawn beyond the edge, so that no outline shows along it
NEAR = (
    1.5  # units: points of the ground nearer to the last one than this are left out (country-sized sheets stay small)
)
Cell = tuple[int, int]


def thin(points: Iterable[Point]) -> list[Cell]:
    """Points on the grid, without repeats and without the middle of straight runs."""
    kept: list[Cell] = []
    for x, y in points:
        cell = (round(x * GRID), round(y * GRID))
        if kept and cell == kept[-1]:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], cell):
            kept[-1] = cell
        else:
            kept.append(cell)
    return kept


def slim(points: Sequence[Point], near: float = NEAR) -> list[Point]:
    """Points at least ``near`` units apart, the last one kept; a ring smaller than that comes to nothing."""
    kept = list(points[:1])
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= near:
            kept.append(point)
    if len(points) > 1 and kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def path(lines: Iterable[Sequence[Cell]], closed: bool = False) -> str:
    """Path data of lines on the grid, in relative steps (draw it scaled by 1 / GRID)."""
    return "".join(_one(line, closed) for line in lines if len(line) > (2 if closed else 1))


def cut_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The ring cut to a rectangle (Sutherland and Hodgman 1974); pieces may touch along its edge, outside the sheet."""
    kept = list(ring)
    for axis, limit, above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        if not kept:
            break
        kept = _half(kept, axis, limit, above)
    return kept


def cut_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The pieces of a line that come near a rectangle: whole steps, so ends lie outside of it."""
    pieces: list[list[Point]] = []
    current: list[Point] = []
    for one, other in pairwise(line):
        if _apart(one, other, box):
            current = []
            continue
        if not current:
            current = [one]
            pieces.append(current)
        current.append(other)
    return pieces


def merge(polygons: Iterable[Sequence[Sequence[int]]]) -> list[list[int]]:
    """Rings of arcs around several polygons that share arcs: lines between two of them fall away (TopoJSON's merge)."""
    every = [ring for polygon in polygons for ring in polygon]
    used = Counter(arc if arc >= 0 else ~arc for ring in every for arc in ring)
    rings = [list(ring) for ring in every if all(used[arc if arc >= 0 else ~arc] == 1 for arc in ring)]
    broken = [ring for ring in every if any(used[arc if arc >= 0 else ~arc] > 1 for arc in ring)]
    return rings + _stitch(broken, used)


def _stitch(rings: Iterable[Sequence[int]], used: Counter[int]) -> list[list[int]]:
    """Join the arcs that are left, each to one that followed it around the vertex; needs only which arcs met."""
    follow: dict[int, int] = {}
    for ring in rings:
        for arc, after in zip(ring, [*ring[1:], ring[0]], strict=True):
            follow[arc] = after
    left = {arc for arc in follow if used[arc if arc >= 0 else ~arc] == 1}
    joined: list[list[int]] = []
    while left:
        arc = min(left)
        ring = []
        while arc in left:
            left.discard(arc)
            ring.append(arc)
            arc = _next(arc, follow, used)
        joined.append(ring)
    return joined


def _next(arc: int, follow: dict[int, int], used: Counter[int]) -> int:
    """The next outer arc: what follows, and while that is shared, what follows its twin on the other side."""
    after = follow[arc]
    for _ in range(len(follow)):
        if used[after if after >= 0 else ~after] == 1 or ~after not in follow:
            return after
        after = follow[~after]
    return after


def lines_between(
    polygons_by_owner: Iterable[tuple[str, Sequence[Sequence[Sequence[int]]]]],
) -> tuple[set[int], set[int]]:
    """Arcs between divisions of two owners, and arcs between divisions of one."""
    owners: dict[int, list[str]] = defaultdict(list)
    for owner, polygons in polygons_by_owner:
        for arc in (arc for polygon in polygons for ring in polygon for arc in ring):
            owners[arc if arc >= 0 else ~arc].append(owner)
    shared = {arc: set(found) for arc, found in owners.items() if len(found) > 1}
    outer = {arc for arc, found in shared.items() if len(found) > 1}
    return outer, set(shared) - outer


def _half(points: list[Point], axis: int, limit: float, above: bool) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    for point in points:
        here, there = (point[axis] >= limit) is above, (before[axis] >= limit) is above
        if here is not there:
            kept.append(_crossing(before, point, axis, limit))
        if here:
            kept.append(point)
        before = point
    return kept


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, across) if axis == 0 else (across, limit)


def _apart(one: Point, other: Point, box: Box) -> bool:
    return (
        max(one[0], other[0]) < box[0]
        or min(one[0], other[0]) > box[2]
        or max(one[1], other[1]) < box[1]
        or min(one[1], other[1]) > box[3]
    )


def _straight(a: Cell, b: Cell, c: Cell) -> bool:
    turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    onward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return turn == 0 and onward > 0


def _one(line: Sequence[Cell], closed: bool) -> str:
    x, y = line[0]
    out = [f"M{x} {y}l"]
    for to_x, to_y in line[1:]:
        dx, dy = to_x - x, to_y - y
        out.append(f"{'' if dx < 0 or len(out) == 1 else ' '}{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = to_x, to_y
    return "".join(out) + ("z" if closed else "")
