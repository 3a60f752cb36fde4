"""One thing counted: a slot with its counts, and where and when it lies.

Owns what a slot knows of its counts, nearness in space and days. Refuses to decide what joins it:
that is :mod:`livebrief.check.slots`.
"""

from __future__ import annotations

from functools import lru_cache

from livebrief.check.counted import Counted, Place
from livebrief.check.figures import number_of, size
from livebrief.nlp.apart import days_apart, whole_day, within_km

Number = tuple[float | None, float | None, float | None]
TELLING = 3.0  # numbers below are too common for two equal ones to mean anything
FAR_DAYS = 10  # a happening so much older than the slot's is another one


class Slot:
    """One thing counted: its counts so far and what they name."""

    def __init__(self) -> None:
        self.counts: list[Counted] = []
        self._forget()

    def _forget(self) -> None:
        self.places: dict[str, Place] = {}
        self.withins: set[str] = set()
        self.whose = ""
        self.day = ""
        self.stories: set[str] = set()
        self.developments: set[str] = set()
        self.claims: set[str] = set()
        self.counters: set[str] = set()
        self.documents: set[str] = set()
        self.numbers: set[Number] = set()
        self.values: set[float] = set()
        self.wholes: set[float] = set()

    def add(self, each: Counted) -> None:
        """Take a count in, with what it names."""
        self.counts.append(each)
        self._learn(each)

    def relearn(self) -> None:
        """Name again what the counts name, after some were taken away."""
        self._forget()
        for each in self.counts:
            self._learn(each)

    def _learn(self, each: Counted) -> None:
        figure = each.figure
        if each.own_places or not self.places:
            new = {place.name: place for place in each.places if self.places.get(place.name) != place}
            if new:
                self.places.update(new)
                self.withins = {place.within for place in self.places.values()}
        if not self.whose and not (self.counts[1:] and each.beside.whose == "children"):
            self.whose = each.beside.whose  # children among those counted make it no count of children
        self.day = self.day or event_day(each)
        self.stories.add(each.story)
        self.developments.add(each.development)
        self.claims.add(figure.claim)
        self.counters.add(figure.by)
        self.documents.add(figure.document)
        if size(figure) >= TELLING:
            self.numbers.add(number_of(figure))
        if figure.value is not None:
            self.values.add(figure.value)
        if each.beside.whole is not None:
            self.wholes.add(each.beside.whole)

    @property
    def last_told(self) -> str:
        """The day of the newest count."""
        return self.counts[-1].told


def shares_place(each: Counted, slot: Slot) -> bool:
    """Whether a place of the count is one of the slot's, lies in one or holds one, or reaches the same ground."""
    for place in each.places:
        if place.name in slot.places or place.within in slot.places or place.name in slot.withins:
            return True
    return any(_meet(place, other) for place in each.places for other in slot.places.values())


def _meet(one: Place, other: Place) -> bool:
    """Whether the two are so close that both reach the same ground."""
    return within_km(one, other, one.reach_km + other.reach_km)


def event_day(each: Counted) -> str:
    """The day of the happening where the text puts it well before the article: else it is the day of the news."""
    return each.day if each.day and days(each.day, each.told) > FAR_DAYS else ""


def night(each: Counted) -> str:
    return each.day if len(each.day) == len("2024-01-01") else each.told


def days(one: str, other: str) -> int:
    """Days between two ISO values, a month or a year counted from its first; 0 when either says nothing."""
    return days_apart(_from(one), _from(other)) or 0


@lru_cache(maxsize=1 << 14)  # as many as days are remembered
def _from(value: str) -> str:
    forms = (value, f"{value[:7]}-01", f"{value[:4]}-01-01")
    return next((form for form in forms if whole_day(form) is not None), "")
