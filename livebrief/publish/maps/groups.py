"""Which features share one mark or one area: Group. The map's marks and its list are both made of these groups.

Settlements closer than a thumb are one mark with a count; what concerns one region is one area. Every feature is in
exactly one group (law: nothing is dropped), and the order is the same for eye, keyboard and list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from livebrief.publish.maps.base import Point
from livebrief.publish.maps.frame import Frame
from livebrief.publish.maps.layers import Extent, Feature

THUMB = 30.0  # units between marks that stay apart: about 14 mm on a page, 7 mm on a phone where marks grow
EXACT = 2  # decimals of a degree, about a kilometre: a settlement, and no finer
CALLED = ("city", "town", "village")  # what a mark for several places is called after, first one first
ORDER = (Extent.MARK, Extent.ABOUT, Extent.AREA, Extent.COUNTRY, Extent.LISTED)
STATES = ("open", "unknown", "over")  # of an alert: what a region with several shows


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Features that share one mark, area, or part of the list. ``at``: where on the sheet, None when not on it."""

    key: str
    extent: Extent
    names: tuple[str, ...]
    features: tuple[Feature, ...]
    at: Point | None = None

    @property
    def verdicts(self) -> list[tuple[str, int]]:
        """Verdicts (or an alert's states) and how many features have each, most first."""
        return Counter(feature.state or feature.verdict for feature in self.features).most_common()

    @property
    def shown(self) -> str:
        """The one verdict or state that the mark shows: the only one, of alerts the gravest, else ``mixed``."""
        found = [verdict for verdict, _ in self.verdicts]
        grave = next((state for state in STATES if state in found), "")
        return grave or (found[0] if len(found) == 1 else "mixed")


def gather(features: Iterable[Feature], frame: Frame, key: str) -> list[Group]:
    """The groups of features on a frame, in reading order: settlements, seas, regions, countries, unplaced."""
    piles: dict[tuple[str, ...], list[Feature]] = defaultdict(list)
    for feature in features:
        piles[_pile(feature, frame)].append(feature)
    merged = _clustered(piles, frame)
    ranked = sorted(merged, key=lambda pile: (ORDER.index(pile[0].extent), -len(pile), pile[0].place))
    return [_group(pile, frame, f"{key}-{n}") for n, pile in enumerate(ranked, 1)]


def settled(feature: Feature) -> Point | None:
    """(lon, lat) of a feature to the settlement, no finer; None when it has none."""
    if feature.lat is None or feature.lon is None:
        return None
    return (round(feature.lon, EXACT), round(feature.lat, EXACT))


def _pile(feature: Feature, frame: Frame) -> tuple[str, ...]:
    if feature.regions:
        part = "part" if feature.partly else "whole"  # what holds for a part of a region must not fill all of it
        return (feature.extent, part, *(region.code or region.name for region in feature.regions))
    at = settled(feature)
    if feature.extent is Extent.LISTED or at is None or not frame.holds(frame.at(at)):
        return (Extent.LISTED, feature.place)
    return (feature.extent, f"{at[0]:.2f},{at[1]:.2f}")


def _clustered(piles: dict[tuple[str, ...], list[Feature]], frame: Frame) -> list[list[Feature]]:
    """Piles of settlements, cities first, each taking in what lies within a thumb of it."""
    marks = [pile for key, pile in piles.items() if key[0] == Extent.MARK]
    rest = [pile for key, pile in piles.items() if key[0] != Extent.MARK]
    kept: list[tuple[Point, list[Feature]]] = []
    for pile in sorted(marks, key=_first):
        at = _at(pile, frame)
        near = next((other for place, other in kept if _close(place, at)), None)
        if near is None:
            kept.append((at, list(pile)))
        else:
            near.extend(pile)
    return [pile for _, pile in kept] + rest


def _first(pile: Sequence[Feature]) -> tuple[int, int, str, str]:
    first = pile[0]
    called = CALLED.index(first.precision) if first.precision in CALLED else len(CALLED)
    return (called, -len(pile), first.place, first.id)


def _group(pile: Sequence[Feature], frame: Frame, key: str) -> Group:
    first = pile[0]
    placed = first.extent in (Extent.MARK, Extent.ABOUT) and settled(first) is not None
    at = _at(pile, frame) if placed else None
    on_sheet = at if at is not None and frame.holds(at) else None
    extent = first.extent if on_sheet or first.regions else Extent.LISTED
    names = tuple(dict.fromkeys(feature.place for feature in pile if feature.place))
    newest = sorted(pile, key=lambda feature: (feature.when, feature.id), reverse=True)
    return Group(key=key, extent=extent, names=names, features=tuple(newest), at=on_sheet)


def _at(pile: Sequence[Feature], frame: Frame) -> Point:
    x, y = frame.at(settled(pile[0]) or (0.0, 0.0))
    return (round(x, 1), round(y, 1))


def _close(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < THUMB and abs(one[1] - other[1]) < THUMB


def begun(features: Iterable[Feature], moment: datetime) -> list[Feature]:
    """Features of what had happened by a moment; those without a day stay."""
    at = moment.isoformat()
    return [feature for feature in features if feature.when[:10] <= at[:10]]
