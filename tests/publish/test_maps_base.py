"""The packaged base map: borders as the United Nations recognises them, codes, names, size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.publish.maps.base import FILE, find_region, inside, load, official, region_at


@pytest.mark.parametrize(
    ("place", "lat", "lon", "code"),
    [
        ("Simferopol", 44.95, 34.10, "UA-43"),
        ("Kerch", 45.35, 36.45, "UA-43"),
        ("Yalta", 44.51, 34.16, "UA-43"),
        ("Sevastopol", 44.60, 33.53, "UA-40"),
    ],
)
def test_crimea_and_sevastopol_are_ukraine(place: str, lat: float, lon: float, code: str) -> None:
    """Resolution 68/262 of the UN General Assembly; the source files say otherwise."""
    found = region_at(lat, lon)
    assert found is not None, place
    assert (found.code, found.country, found.of) == (code, "UA", "Ukraine")


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (48.0, 37.8, "UA"),  # Donetsk
        (48.57, 39.3, "UA"),  # Luhansk
        (43.0, 41.0, "GE"),  # Sukhumi
        (42.23, 43.97, "GE"),  # Tskhinvali
        (46.85, 29.6, "MD"),  # Tiraspol
        (35.33, 33.32, "CY"),  # Kyrenia
        (9.56, 44.06, "SO"),  # Hargeisa
        (51.73, 36.19, "RU"),  # Kursk
        (43.3, 45.7, "RU"),  # Grozny
        (25.77, -80.3, "US"),  # Miami
        (-18.1, 178.4, "FJ"),  # Suva
    ],
)
def test_places_lie_in_the_state_that_the_united_nations_counts_them_to(lat: float, lon: float, country: str) -> None:
    found = region_at(lat, lon)
    assert found is not None
    assert found.country == country


def test_no_piece_of_ukraine_is_filed_elsewhere() -> None:
    codes = {region.code for region in load().of_country("UA")}
    assert len(codes) == 27
    assert not [region for region in load().regions if region.code.startswith("UA-") and region.country != "UA"]


def test_at_sea_there_is_no_region() -> None:
    assert region_at(46.0, -37.0) is None
    assert load().of_country("") == []


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("UA-63", "UA-63"),
        ("UA63020150000028278", "UA-63"),
        ("UA80000000000093317", "UA-30"),
        ("Харківська область", "UA-63"),
        ("Одесская область", "UA-51"),
        ("odessa oblast", "UA-51"),
        ("Kyiv", "UA-30"),
        ("Київська обл.", "UA-32"),
        ("Zaporizhzhia Region", "UA-23"),
        ("Крим", "UA-43"),
        ("Ivano‑Frankivsk", "UA-26"),
        ("Курская область", "RU-KRS"),
        ("Texas", "US-TX"),
    ],
)
def test_a_region_is_found_by_code_and_by_name_in_either_script(wanted: str, code: str) -> None:
    found = find_region(wanted)
    assert found is not None
    assert found.code == code


def test_a_name_that_two_countries_share_needs_its_country() -> None:
    assert find_region("Florida") is None
    found = find_region("Florida", "US")
    assert found is not None
    assert found.code == "US-FL"
    assert find_region("no such region") is None


def test_the_register_of_ukraine_numbers_three_divisions_otherwise() -> None:
    assert [official(code) for code in ("UA01", "UA80", "UA85", "UA63", "US-TX")] == [
        "UA-43",
        "UA-30",
        "UA-40",
        "UA-63",
        "US-TX",
    ]


def test_the_file_is_small_enough_to_ship() -> None:
    assert FILE.stat().st_size < 1_500_000


@given(st.integers(min_value=0, max_value=len(load().regions) - 1))
def test_every_region_has_closed_rings_inside_its_box(number: int) -> None:
    region = load().regions[number]
    west, south, east, north = region.box
    for ring in (ring for polygon in load().polygons(region) for ring in polygon):
        assert ring[0] == ring[-1]
        assert all(west - 1e-9 <= lon <= east + 1e-9 and south - 1e-9 <= lat <= north + 1e-9 for lon, lat in ring)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_inside_is_even_odd(x: float, y: float) -> None:
    outer = [(-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0), (-2.0, -2.0)]
    hole = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)]
    if {abs(x), abs(y)} & {1.0, 2.0}:
        return
    in_outer, in_hole = max(abs(x), abs(y)) < 2, max(abs(x), abs(y)) < 1
    assert inside((x, y), [outer, hole]) is (in_outer and not in_hole)
