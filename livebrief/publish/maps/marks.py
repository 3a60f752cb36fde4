"""The signs of the maps: a shape and a colour for each verdict and each state, so that either alone tells them apart.

Colours are classes of livebrief/publish/static/maps.css (Okabe and Ito's palette, safe for colour-blind readers); this
module owns the shapes. Sizes are sheet units around (0, 0); style sheets may grow a sign, never move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from livebrief.publish.maps.base import Point
from livebrief.publish.maps.frame import WIDTH, Frame, bar
from livebrief.publish.maps.groups import Group

LETTER = 11  # sheet units of a letter of an area's name on a phone, where they are largest: names stay on the sheet
SHAPES = {
    "corroborated": '<circle class="f" r="8.5"/>',
    "single-source": '<circle class="o" r="7.5"/>',
    "disputed": '<path class="o" d="M0-10 10 0 0 10-10 0z"/><path class="f" d="M0-10V10L-10 0z"/>',
    "denied": '<path class="o" d="M-7.5-7.5h15v15h-15zm15 0-15 15"/>',
    "retracted": '<path class="l" d="M-7-7 7 7M7-7-7 7"/>',
    "superseded": '<path class="o" d="M-9-6.5H9L0 9z"/>',
    "unverified": '<path class="o" d="M-9 6.5H9L0-9z"/>',
    "open": '<path class="f" d="M-9-7H9V7H-9z"/>',
    "unknown": '<path class="o" d="M-9-7H9V7H-9zl18 14m0-14-18 14"/>',
    "over": '<path class="o" d="M-9-7H9V7H-9z"/>',
    "": '<circle class="o" r="6"/>',
}
HATCH = {  # tile size and lines of the pattern that fills an area
    "open": (4, "M0 0h4v4H0z"),
    "unknown": (9, "M0 0 9 9M9 0 0 9"),
    "over": (14, "M7 7h.1"),
    "control-1": (7, "M-1 1 1-1M0 7 7 0M6 8 8 6"),
    "control-2": (7, "M-1 6 1 8M0 0 7 7M6-1 8 1"),
    "control-3": (6, "M3 3h.1"),
    "": (9, "M-1 1 1-1M0 9 9 0M8 10 10 8"),
}
RING = 13.0
SIZES = {1: (13.0, 30.0), 2: (7.0, 15.0)}  # units of a letter and a line: on a phone, on a page
Standing = tuple[Point, int, int]
LONGEST = 26  # letters of a name across an area
ABOUT = 36.0  # units: wider than any mark, so that it does not read as one; its size says nothing


def sign(kind: str) -> Markup:
    """The shape of a verdict or state."""
    return Markup(SHAPES.get(kind, SHAPES[""]))


def legend_sign(kind: str) -> Markup:
    """The same shape as a small picture of its own, for the legend and the list."""
    return Markup('<svg class="sign" viewBox="-12 -12 24 24" aria-hidden="true"><g class="v-{}">{}</g></svg>').format(
        kind or "none", sign(kind)
    )


def pattern(key: str, kind: str) -> Markup:
    """The hatching of an area, to be filled with ``url(#KEY-h-KIND)``."""
    size, data = HATCH.get(kind, HATCH[""])
    made = Markup(
        '<pattern id="{0}-h-{1}" class="hatch v-{1}" width="{2}" height="{2}" patternUnits="userSpaceOnUse" patternTransform="scale(2)">'
        '<path d="{3}"/></pattern>'
    )
    return made.format(key, kind or "none", size, data)


def mark(group: Group) -> Markup:
    """The mark of a group of settlements: its verdict's shape, or a ring of verdicts around a count."""
    x, y = group.at or (0.0, 0.0)
    if len(group.features) == 1:
        inner, kind = sign(group.shown), group.shown
    else:
        inner, kind = _ring(group.verdicts, len(group.features)), "many"
    return Markup('<g transform="translate({:g} {:g})"><g class="mk v-{}">{}</g></g>').format(
        x, y, kind or "none", inner
    )


def about(group: Group, hatch: str) -> Markup:
    """Somewhere here: a hatched, dashed round without an outline of its own, and its name."""
    x, y = group.at or (0.0, 0.0)
    made = Markup('<circle class="about v-{}" transform="scale(.5)" cx="{:g}" cy="{:g}" r="{:g}" fill="url(#{})"/>')
    return made.format(group.shown or "none", 2 * x, 2 * y, 2 * ABOUT, hatch)


def area_names(named: Iterable[tuple[Group, Point]], marked: Sequence[Point]) -> Markup:
    """The names of areas and how much each holds, across them: words, no pin. A name that finds no room between others
    and marks stands lower or higher; one that finds none there shows on wide pages alone, or in the list."""
    out, shown = Markup(""), list[Standing]()
    made = Markup('<text class="area-name n{}" x="{:.0f}" y="{:.0f}">{}</text>')
    for group, where in named:
        count = f" ({len(group.features)})" if len(group.features) > 1 else ""
        words = _short((group.names or ("",))[0]) + count
        standing = _stand(where, len(words), shown, marked)
        if standing is not None:
            shown.append(standing)
            (x, y), _, rank = standing
            half = len(words) * LETTER / 2
            out += made.format(rank, min(max(x, half), WIDTH - half), y, words)
    return Markup('<g class="area-names" aria-hidden="true">{}</g>').format(out)


def _stand(where: Point, letters: int, shown: Sequence[Standing], marked: Sequence[Point]) -> Standing | None:
    """Where a name of so many letters fits: on a phone and a page (1), on a page alone (2), or nowhere."""
    for rank, (letter, high) in SIZES.items():
        for step in (0, high, -high):
            at = (where[0], where[1] + step)
            others = [(other, count) for other, count, of in shown if of <= rank]
            clear = all(
                abs(at[0] - x) > letter * (letters + count) / 2 or abs(at[1] - y) > high - 1 for (x, y), count in others
            )
            beside = letter * letters / 2 + RING
            if clear and all(abs(at[0] - x) > beside or abs(at[1] - y) > high for x, y in marked):
                return at, letters, rank
    return None


def _short(name: str) -> str:
    """A name as it fits across an area; the whole of it is in the title and the list."""
    first = name.split(",", 1)[0]
    return first if len(first) <= LONGEST else first[: LONGEST - 1].rstrip() + "…"


def scale_bar(frame: Frame) -> Markup:
    """The scale bar, right for the middle of the sheet."""
    length, words = bar(frame)
    x, y = frame.width - length - 14, frame.height - 14
    made = Markup(
        '<g class="scale" aria-hidden="true"><path d="M{:.1f} {}v5h{:.1f}v-5"/><text x="{:.1f}" y="{}">{}</text></g>'
    )
    return made.format(x, y, length, x + length / 2, y - 2, words)


def biggest_middle(rings: Iterable[Sequence[Point]], frame: Frame) -> Point:
    """The centre of mass of the largest ring, kept on the sheet: where an area's name goes."""
    best, where = 0.0, (frame.width / 2, frame.height / 2)
    for ring in rings:
        area, middle = _mass(ring)
        if abs(area) > best:
            best, where = abs(area), middle
    x = min(max(where[0], 60.0), frame.width - 60.0)
    return (x, min(max(where[1], 24.0), frame.height - 30.0))


def _mass(ring: Sequence[Point]) -> tuple[float, Point]:
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (twice / 2, (x / (3 * twice), y / (3 * twice))) if twice else (0.0, ring[0])


def _ring(verdicts: Sequence[tuple[str, int]], count: int) -> Markup:
    out, begun = Markup('<circle class="core" r="{}"/>').format(RING), 0.0
    piece = Markup(
        '<circle class="ring v-{}" r="{}" pathLength="100" stroke-dasharray="{:.1f} 100" stroke-dashoffset="{:.1f}"/>'
    )
    for verdict, number in verdicts:
        share = 100 * number / count
        out += piece.format(verdict or "none", RING, share, -begun)
        begun += share
    return out + Markup('<text class="count" y="4.5">{}</text>').format(count)


def swatch(kind: str) -> Markup:
    """A small field of hatching, for the legend."""
    made = '<svg class="swatch v-{0}" viewBox="0 0 36 24" aria-hidden="true"><defs>{1}</defs><path class="control c-{2}" fill="url(#key-h-{0})" d="M1 1h34v22H1z"/></svg>'
    return Markup(made).format(kind, pattern("key", kind), kind.rpartition("-")[2])
