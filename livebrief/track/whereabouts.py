"""Whether two statements that name places can be about one place.

A country goes with what lies in it, a region with its towns, and towns with their neighbours. Places that the gazetteer
does not know tell nothing. Owns no decision about words.
"""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.nlp.apart import within_km
from livebrief.records.mentions import PlaceMention

NEAR_KM = 25.0  # a town and the places about it that its reports name; judgement
_WIDE = frozenset({"country", "region", "county"})


def apart(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Whether both name places that are known, and no one of the first goes with one of the second."""
    mine, theirs = ([each for each in places if each.lat is not None] for places in (some, others))
    return bool(mine and theirs) and not any(_together(one, other) for one in mine for other in theirs)


def _together(one: PlaceMention, other: PlaceMention) -> bool:
    if one.id == other.id:
        return True
    if _WIDE.isdisjoint((one.precision, other.precision)):
        return within_km(one, other, NEAR_KM)
    if one.precision == other.precision:
        return False
    if not one.country or one.country != other.country:
        return False
    return "country" in (one.precision, other.precision) or bool(one.within and one.within == other.within)
