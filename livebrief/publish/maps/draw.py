"""A whole sheet as one SVG: ground, areas, control, marks, scale. Complete without a script, and it prints.

Every feature is a link to its evidence, with a title and a place in the keyboard's order. Everything from outside is
escaped (law 9). Sizes follow from what is shown: lines are cut to the frame and thinned to half a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from markupsafe import Markup

from livebrief.publish.languages import tongue
from livebrief.publish.maps import control, ground, lines, marks
from livebrief.publish.maps.base import Point, Region, load
from livebrief.publish.maps.frame import Frame, fit
from livebrief.publish.maps.ground import Label
from livebrief.publish.maps.groups import Group, gather, settled
from livebrief.publish.maps.layers import Extent, Feature, Layer, Shape

SPARE = 8_000  # bytes of areas that a sheet may hold before its ground is drawn coarser for them
SCALE = 1 / lines.GRID


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How a sheet is drawn: ``key`` sets its ids apart on a page, ``title`` names it, ``names`` are the beat's own
    places, ``plain`` forces ground without land, ``frame`` the shown piece (else what is shown decides)."""

    key: str = "map"
    title: str = "Map"
    language: str = "en"
    names: tuple[Label, ...] = ()
    plain: bool | None = None
    frame: Frame | None = None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn sheet: the SVG, its frame, its groups (the list says the same), and whether land was drawn."""

    svg: Markup
    frame: Frame
    groups: tuple[Group, ...]
    plain: bool


def draw(layers: Sequence[Layer], *, as_of: datetime, look: Look | None = None) -> Sheet:
    """The sheet of layers as of a moment. Pure: the same layers give the same bytes."""
    look = look or Look()
    features = [feature for layer in layers for feature in layer.features]
    shapes = [shape for layer in layers for shape in layer.shapes]
    plain = invented(features) if look.plain is None else look.plain
    frame = look.frame or frame_of(layers)
    groups = gather(features, frame, look.key)
    areas = [*control.draw(shapes, frame, look.key), *(_area(group, frame, look) for group in _areas(groups))]
    body = [
        ground.draw(frame, plain, ground.BUDGET - sum(map(len, areas)) + SPARE),
        *areas,
        ground.names(frame, look.names, plain, _marked(groups)),
        marks.area_names(
            _named(groups, frame), [group.at for group in groups if group.at and group.extent is Extent.MARK]
        ),
        *(_link(group, marks.mark(group), look) for group in groups if group.extent is Extent.MARK),
        marks.scale_bar(frame),
    ]
    svg = _svg(frame, look, as_of, _defs(groups, shapes, frame, look.key), body)
    return Sheet(svg=svg, frame=frame, groups=tuple(groups), plain=plain)


def told(group: Group, language: str = "en") -> str:
    """The words of a group's title: where, how many, how sure, and its newest entry."""
    words = tongue(language)
    where = ", ".join(group.names[:3]) + (" …" if len(group.names) > 3 else "")
    if len(group.features) == 1:
        only = group.features[0]
        parts = [where, only.title, words.words(only.verdict or only.state), words.day(only.when)]
        return ". ".join(part for part in parts if part)
    counts = ", ".join(f"{number} {words.words(kind)}" for kind, number in group.verdicts if kind)
    return f"{where}: {words.counted(len(group.features), 'entry', 'entries')}" + (f" ({counts})" if counts else "")


def _svg(frame: Frame, look: Look, as_of: datetime, defs: Markup, body: Iterable[Markup]) -> Markup:
    head = Markup(
        '<svg class="map" id="{0}" viewBox="0 0 {1} {2}" role="group" aria-labelledby="{0}-t {0}-d" '
        'data-west="{3:.4f}" data-south="{4:.4f}" data-east="{5:.4f}" data-north="{6:.4f}">'
        '<title id="{0}-t">{7}</title><desc id="{0}-d">{8}</desc><defs>{9}</defs>'
    ).format(look.key, frame.width, frame.height, *frame.box, look.title, tongue(look.language).moment(as_of), defs)
    return head + Markup("").join(body) + Markup("</svg>")


def frame_of(layers: Sequence[Layer]) -> Frame:
    """The frame that holds all that layers place: give it to the sheets of other days, and the ground stands still."""
    features = [feature for layer in layers for feature in layer.features]
    return fit(_extent(features, [shape for layer in layers for shape in layer.shapes]))


def invented(features: Sequence[Feature]) -> bool:
    """Whether every place that is known at all is known to a beat alone."""
    placed = [feature for feature in features if feature.lat is not None or feature.regions]
    return bool(placed) and all(feature.invented for feature in placed)


def _extent(features: Iterable[Feature], shapes: Sequence[Shape]) -> list[Point]:
    """What the frame must hold: settlements, regions and polygons; whole countries only when there is nothing else."""
    near: list[Point] = []
    far: list[Point] = []
    for feature in features:
        into = far if feature.extent is Extent.COUNTRY else near
        for region in feature.regions:
            west, south, east, north = region.box
            into += [(west, south), (east, north)]
        if not feature.regions and feature.extent is not Extent.LISTED and (at := settled(feature)):
            near.append(at)
    return near + control.extent(shapes) or far


def _marked(groups: Iterable[Group]) -> list[Label]:
    """The names of settlements that bear a mark."""
    named = (group for group in groups if group.extent is Extent.MARK and group.names)
    return [
        Label(group.names[0], at, False, len(group.features))
        for group in named
        if (at := next((settled(one) for one in group.features if one.place == group.names[0]), None))
    ]


def _areas(groups: Sequence[Group]) -> list[Group]:
    """Areas from the widest down, so that none hides another."""
    wide = (Extent.COUNTRY, Extent.AREA, Extent.ABOUT)
    return sorted((group for group in groups if group.extent in wide), key=lambda group: wide.index(group.extent))


def _area(group: Group, frame: Frame, look: Look) -> Markup:
    hatch = f"{look.key}-h-{group.shown or 'none'}"
    if group.extent is Extent.ABOUT:
        return _link(group, marks.about(group, hatch), look)
    regions = group.features[0].regions
    data = ground.outline(regions, frame)
    kind = f"area {group.extent} v-{group.shown or 'none'}" + (
        " partly" if all(f.partly for f in group.features) else ""
    )
    shape = Markup('<path class="{}" transform="scale({:g})" fill="url(#{})" d="{}"/>').format(kind, SCALE, hatch, data)
    return _link(group, shape, look)


def _named(groups: Sequence[Group], frame: Frame) -> Iterable[tuple[Group, Point]]:
    """Areas and where their names go: the smallest areas choose first."""
    for group in reversed(_areas(groups)):
        if group.extent is Extent.ABOUT and group.at:
            yield group, (group.at[0], group.at[1] - marks.ABOUT - 6)
        elif ground.shows(group.features[0].regions, frame):
            yield group, marks.biggest_middle(_placed(group.features[0].regions, frame), frame)


def _placed(regions: Iterable[Region], frame: Frame) -> list[list[Point]]:
    base = load()
    polygons = (polygon for region in regions for polygon in base.polygons(region))
    return [[frame.at(point) for point in polygon[0]] for polygon in polygons]


def _link(group: Group, inner: Markup, look: Look) -> Markup:
    href = group.features[0].href if len(group.features) == 1 else f"#{group.key}"
    made = Markup('<a href="{}" class="feature" id="{}-on" aria-label="{}"><title>{}</title>{}</a>')
    words = told(group, look.language)
    return made.format(href, group.key, words, words, inner)


def _defs(groups: Iterable[Group], shapes: Sequence[Shape], frame: Frame, key: str) -> Markup:
    areas = (Extent.AREA, Extent.COUNTRY, Extent.ABOUT)
    kinds = dict.fromkeys(group.shown for group in groups if group.extent in areas)
    kinds |= dict.fromkeys(f"control-{n + 1}" for n in range(len(control.sources(shapes))))
    patterns = (marks.pattern(key, kind) for kind in kinds)
    return Markup("").join(patterns) + Markup("").join(control.masks(shapes, frame, key))
