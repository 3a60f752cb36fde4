"""Control layers of attached series: areas by day and status, and what was gained and lost between two days.

Owns the comparison of two days of one series. Refuses to mix series: each speaks for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
import shapely

from livebrief.desks.imports.areas import METHOD, gained_and_lost, plane
from livebrief.records.references import ControlRow, Reference

_DATED = re.compile(r"[ _.-]*(?:20\d\d[-_ .]?[01]\d[-_ .]?[0-3]\d)\b")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Square kilometres that one series marks with ``status`` on the later day alone (``gained``), on the earlier day
    alone (``lost``), and the two days' areas. Law: ``gained - lost == area_after - area_before`` up to rounding."""

    series: str
    status: str
    before: str
    after: str
    area_before: float
    area_after: float
    gained: float
    lost: float
    method: str = METHOD


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One source's layers: its shown name, the references that make it up, and its rows by status and day."""

    name: str
    references: tuple[str, ...]
    by_status: dict[str, dict[str, tuple[ControlRow, ...]]]

    def days(self, status: str) -> tuple[str, ...]:
        """The days that have a layer of this status, in order."""
        return tuple(sorted(self.by_status.get(status, {})))

    def area(self, status: str, day: str) -> float:
        """Square kilometres marked with the status on the day, overlaps counted once."""
        rows = self.by_status[status][day]
        return rows[0].area_km2 if len(rows) == 1 else float(_joined(rows).area)

    def change(self, status: str, before: str, after: str) -> Change:
        """What changed between two days of the series; KeyError when it has no layer of one of them."""
        old, new = self.by_status[status][before], self.by_status[status][after]
        gained, lost = gained_and_lost(_joined(old), _joined(new))
        return Change(
            series=self.name,
            status=status,
            before=before,
            after=after,
            area_before=round(self.area(status, before), 1),
            area_after=round(self.area(status, after), 1),
            gained=round(gained, 1),
            lost=round(lost, 1),
        )


def series(references: Iterable[Reference]) -> Iterator[Series]:
    """The control series among attached references: files of one name but for its date are one series."""
    groups: dict[str, list[Reference]] = defaultdict(list)
    for each in references:
        if each.kind == "control":
            groups[_DATED.sub("", each.name).strip(" _-") or each.name].append(each)
    for name, members in groups.items():
        found: dict[str, dict[str, list[ControlRow]]] = defaultdict(lambda: defaultdict(list))
        for row in (row for each in members for row in each.rows):
            if isinstance(row, ControlRow):
                found[row.status][row.date].append(row)
        rows = {status: {day: tuple(kept) for day, kept in days.items()} for status, days in found.items()}
        yield Series(name=name, references=tuple(each.key for each in members), by_status=rows)


def _joined(rows: Sequence[ControlRow]) -> shapely.Geometry:
    planes = [_plane(msgspec.json.encode(row.geometry)) for row in rows]
    return planes[0] if len(planes) == 1 else shapely.unary_union(planes)


@lru_cache(maxsize=8)  # two days of a few layers are compared again and again while a page is turned
def _plane(geometry: bytes) -> shapely.Geometry:
    return plane(msgspec.json.decode(geometry))
