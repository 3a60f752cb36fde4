"""A figure chain as a small drawing (SVG, no script, no style of its own): points by counter over time, ranges as bars.

The table beside it says the same in words (WCAG 1.1.1); the drawing is only the quicker look. Every name is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from livebrief.records.stories import Figure

WIDE, HIGH = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 16, 28
PART = "part-of"  # a part is drawn hollow and not joined: it is no later count of the whole
MARKS = 5  # shapes in the style sheet: .mark0 … .mark4; more counters share them


def chain(figures: Sequence[Figure], title: str) -> Markup:
    """The chain as ``<svg role=img>``; "" for fewer than two numbers, which need no drawing."""
    shown = [(figure, *_ends(figure)) for figure in figures if _ends(figure) != (None, None)]
    if len(shown) < 2:
        return Markup()
    top = max(high for _, _, high in shown if high is not None) or 1.0
    counters = list(dict.fromkeys(figure.by for figure, _, _ in shown))
    parts = [_axis(top)]
    for n, counter in enumerate(counters):
        points = [
            (_x(place, len(shown)), _y(low or 0.0, top), _y(high or 0.0, top), figure)
            for place, (figure, low, high) in enumerate(shown)
            if figure.by == counter
        ]
        parts.append(_series(points, n % MARKS))
    first, last = shown[0][0].as_of[:10], shown[-1][0].as_of[:10]
    parts.append(_label(LEFT, HIGH - 6, first, "start"))
    if last != first:
        parts.append(_label(WIDE - RIGHT, HIGH - 6, last, "end"))
    head = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title>').format(WIDE, HIGH, title)
    return head + Markup().join(parts) + Markup("</svg>")


def _ends(figure: Figure) -> tuple[float | None, float | None]:
    low = next((number for number in (figure.low, figure.value, figure.high) if number is not None), None)
    high = next((number for number in (figure.high, figure.value, figure.low) if number is not None), None)
    return low, high


def _x(place: int, count: int) -> float:
    return round(LEFT + 12 + place * (WIDE - LEFT - RIGHT - 24) / max(count - 1, 1), 1)


def _y(value: float, top: float) -> float:
    return round(HIGH - BOTTOM - value / top * (HIGH - TOP - BOTTOM), 1)


def _axis(top: float) -> Markup:
    base = HIGH - BOTTOM
    lines = Markup('<path class="axis" d="M{0} {1}V{2}H{3}"/>').format(LEFT, TOP, base, WIDE - RIGHT)
    return lines + _label(LEFT - 6, TOP + 5, f"{top:,g}", "end") + _label(LEFT - 6, base + 4, "0", "end")


def _label(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x, y, anchor, words)


def _series(points: Sequence[tuple[float, float, float, Figure]], n: int) -> Markup:
    way = " ".join(f"{x},{high}" for x, _, high, figure in points if figure.relation != PART)
    out = Markup('<polyline class="way mark{}" points="{}"/>').format(n, way)
    for x, low, high, figure in points:
        if low != high:
            out += Markup('<path class="range mark{}" d="M{} {}V{}"/>').format(n, x, low, high)
        kind = f"dot mark{n}" + (" part" if figure.relation == PART else "")
        told = f"{figure.text or figure.value}: {figure.by_name or figure.by}, {figure.as_of[:10]}"
        out += Markup('<circle class="{}" cx="{}" cy="{}" r="5"><title>{}</title></circle>').format(kind, x, high, told)
    return out
