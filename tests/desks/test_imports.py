"""Attached series: every line is accounted for, every refusal is named, areas are equal-area areas."""

from __future__ import annotations

import gzip
import json
import math
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.desks.imports import KINDS, parse, sniff
from livebrief.desks.imports.areas import area_km2, gained_and_lost, plane
from livebrief.desks.imports.regions import code_of, latin
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why, account
from livebrief.records.references import AidRow, AlertRow, AttackRow, ControlRow, CountRow, Row

NOW = datetime(2025, 3, 12, tzinfo=UTC)
ALERTS = "oblast,raion,hromada,level,started_at,finished_at,source\n"
ATTACKS = "time_start,time_end,model,launch_place,target,launched,destroyed,not_reach_goal,destroyed_details,source\n"


def read(kind: str, text: str | bytes, name: str = "series.csv") -> list[Outcome[Row]]:
    data = text.encode() if isinstance(text, str) else text
    return list(parse(kind, data, name, as_of=NOW))


def rows(kind: str, text: str | bytes, name: str = "series.csv") -> list[Any]:
    return [outcome.value for outcome in read(kind, text, name) if isinstance(outcome, Made)]


def reasons(kind: str, text: str | bytes, name: str = "series.csv") -> list[str]:
    return [outcome.why.value for outcome in read(kind, text, name) if not isinstance(outcome, Made)]


def test_an_alert_row_knows_its_region_its_code_and_its_moments_in_utc() -> None:
    text = (
        ALERTS + "Cherkaska oblast,Umanskyi raion,,raion,2024-05-01 03:10:00+02:00,2024-05-01 02:00:00+00:00,official\n"
    )
    (row,) = rows("alerts", text)
    assert row == AlertRow(
        region="Umanskyi raion",
        within=("Cherkaska oblast",),
        code="UA71060000000030325",
        level="raion",
        start="2024-05-01T01:10:00Z",
        end="2024-05-01T02:00:00Z",
        by="official",
    )


def test_gzip_and_plain_are_read_alike() -> None:
    text = (ALERTS + "Odeska oblast,,,oblast,2024-05-01 01:00:00+00:00,,official\n").encode()
    assert rows("alerts", gzip.compress(text), "a.csv.gz") == rows("alerts", text)


BAD_ALERTS = {
    "ends before it starts": (
        "Odeska oblast,,,oblast,2024-05-01 05:00:00Z,2024-05-01 04:00:00Z,o",
        "ends-before-start",
    ),
    "lies in the future": ("Odeska oblast,,,oblast,2099-05-01 05:00:00Z,2099-05-01 06:00:00Z,o", "future-date"),
    "no such day": ("Odeska oblast,,,oblast,2024-06-31 05:00:00Z,,o", "bad-date"),
    "no date": ("Odeska oblast,,,oblast,tomorrow,,o", "bad-date"),
    "no start": ("Odeska oblast,,,oblast,,2024-05-01 06:00:00Z,o", "bad-date"),
    "no region": (",,,oblast,2024-05-01 05:00:00Z,,o", "bad-record"),
    "too few cells": ("Odeska oblast,oblast,2024-05-01 05:00:00Z", "bad-record"),
    "too many cells": ("Odeska oblast,,,oblast,2024-05-01 05:00:00Z,,o,o,o", "bad-record"),
}


@pytest.mark.parametrize("case", BAD_ALERTS)
def test_a_bad_alert_is_set_aside_by_name_and_line_and_the_rest_goes_on(case: str) -> None:
    line, why = BAD_ALERTS[case]
    good = "Sumska oblast,,,oblast,2024-05-01 05:00:00Z,2024-05-01 06:00:00Z,o\n"
    found = read("alerts", ALERTS + good + line + "\n" + good.replace("Sumska", "Lvivska"))
    assert [type(outcome) for outcome in found] == [Made, Failed, Made]
    assert isinstance(found[1], Failed)
    assert found[1].why.value == why
    assert found[1].source == "series.csv:3"
    assert "line 3" in found[1].detail


def test_overlapping_spans_of_one_region_are_named_and_repeats_are_skipped() -> None:
    text = ALERTS + (
        "Odeska oblast,,,oblast,2024-05-01 05:00:00Z,2024-05-01 07:00:00Z,o\n"
        "Odeska oblast,,,oblast,2024-05-01 06:00:00Z,2024-05-01 08:00:00Z,o\n"
        "Odeska oblast,,,oblast,2024-05-01 05:00:00Z,2024-05-01 07:00:00Z,o\n"
        "Odeska oblast,,,oblast,2024-05-01 07:00:00Z,2024-05-01 07:30:00Z,o\n"
        "Odeska oblast,Odeskyi raion,,raion,2024-05-01 06:00:00Z,2024-05-01 08:00:00Z,o\n"
    )
    assert reasons("alerts", text) == ["overlaps", "already-seen"]
    assert len(rows("alerts", text)) == 3


def test_an_alert_without_an_end_stays_open() -> None:
    (row,) = rows("alerts", ALERTS + "Odeska oblast,,,oblast,2024-05-01 05:00:00Z,,o\n")
    assert row.end == ""


WHOLE_FILES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("alerts", b"", "empty"),
    "white space": ("alerts", b"\n \n", "empty"),
    "no table": ("alerts", b"<html><body>Not found</body></html>", "unknown-format"),
    "other columns": ("alerts", b"name,age\nMaria,30\n", "wrong-columns"),
    "other kind": ("attacks", ALERTS.encode(), "wrong-columns"),
    "bytes": ("counts", b"\x00\x01\x02\x03" * 40, "binary"),
    "no gzip": ("alerts", b"\x1f\x8bnot gzip at all", "unreadable"),
    "no json": ("control", b'{"type": "FeatureCollection", "features": [', "not-json"),
    "a list": ("control", b"[1, 2]", "unknown-format"),
    "no features": ("control", b'{"type": "FeatureCollection", "features": []}', "empty"),
    "no such kind": ("weather", b"a,b\n1,2\n", "unknown-format"),
}


@pytest.mark.parametrize("case", WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_one_named_failure(case: str) -> None:
    kind, data, why = WHOLE_FILES[case]
    found = read(kind, data, "the-file")
    assert [(type(outcome), outcome.why.value) for outcome in found if not isinstance(outcome, Made)] == [(Failed, why)]
    assert len(found) == 1


def test_wrong_columns_are_told_by_name() -> None:
    (outcome,) = read("attacks", "time_start,model\n2024-01-01,Kh-22\n")
    assert isinstance(outcome, Failed)
    assert "launched" in outcome.detail
    assert "destroyed" in outcome.detail


def test_of_a_cut_gzip_the_whole_lines_are_kept_and_the_cut_is_told() -> None:
    lines = [
        f"Odeska oblast,,,oblast,2024-05-{day:02} 05:00:00Z,2024-05-{day:02} 06:00:00Z,o{day}" for day in range(1, 29)
    ]
    packed = gzip.compress((ALERTS + "\n".join(lines)).encode(), mtime=0)
    tally = account(read("alerts", packed[: len(packed) - 20], "cut.csv.gz"))
    assert tally.failed == {"truncated": 1}
    assert 0 < tally.made < 28


def test_a_line_that_is_not_utf8_is_set_aside_alone() -> None:
    good = "Sumska oblast,,,oblast,2024-05-01 05:00:00Z,2024-05-01 06:00:00Z,o\n"
    data = (ALERTS + good).encode() + b"Od\xe9ska oblast,,,oblast,2024-05-01 05:00:00Z,,o\n"
    assert reasons("alerts", data) == ["bad-characters"]
    assert len(rows("alerts", data)) == 1


def test_a_wave_of_an_attack_keeps_counts_regions_and_what_is_beside_them() -> None:
    line = "2024-05-01 18:00,2024-05-02 06:00,Type-7,North Sea and West Bay,south,10,7,2,\"{'A oblast': 5, 'B oblast': NaN}\",afb/1\n"
    (row,) = rows("attacks", ATTACKS + line)
    assert isinstance(row, AttackRow)
    assert (row.launched, row.destroyed, row.lost, row.hit) == (10, 7, 2, None)
    assert row.regions == ("A oblast", "B oblast")
    assert row.launch_places == ("North Sea", "West Bay")
    assert (row.by, row.start, row.end) == ("afb", "2024-05-01T18:00:00", "2024-05-02T06:00:00")


def test_counts_that_do_not_add_up_are_kept_and_noted() -> None:
    (outcome,) = read("attacks", ATTACKS + "2024-05-01,2024-05-01,Type-7,,south,10,9,3,,afb/1\n")
    assert isinstance(outcome, Made)
    assert outcome.notes == ("line 2: 12 accounted for, of 10 launched",)


def test_negative_and_unreadable_counts_are_set_aside() -> None:
    text = ATTACKS + "2024-05-01,2024-05-01,T,,,-3,0,,,a\n2024-05-01,2024-05-01,T,,,many,0,,,a\n"
    assert reasons("attacks", text) == ["negative-number", "bad-number"]


def test_a_tracker_by_country_and_month_gives_one_row_for_each_sum() -> None:
    text = "country,iso,year,month,total,financial,humanitarian,military,commitments\nNorland,NOR,2024,3,1.5,1,0,0.5,2\nSudland,SUD,2024,3,0,0,0,0,0\n"
    found = rows("aid", text)
    assert [(row.category, row.amount, row.stage) for row in found] == [
        ("money", 1_000_000_000, "allocated"),
        ("weapons", 500_000_000, "allocated"),
        ("", 2_000_000_000, "committed"),
    ]
    assert reasons("aid", text) == ["no-value"]
    assert all(isinstance(row, AidRow) and row.date == "2024-03" and row.currency == "EUR" for row in found)


def test_weapons_keep_their_number_and_their_worth() -> None:
    text = (
        'donor,category,number_of_weapons,monetary_value_eur,weapons_list\nNorland,Tanks,12,"1,200,000","Mark 3 (12)"\n'
    )
    (row,) = rows("aid", text)
    assert (row.count, row.amount, row.item) == (12, 1_200_000, "Tanks: Mark 3 (12)")


def test_estimates_keep_low_value_and_high_and_warring_parties_are_noted() -> None:
    text = (
        'date,estimate_low,estimate_high,estimate,type,source,source_url,country,"data from warring parties"\n'
        "16/01/2024,,,390,deaths,Army of A,,b,yes\n02/03/2024,10,20,,casualties,Institute,,a,\n03/03/2024,,,,deaths,X,,a,\n"
    )
    one, two = rows("counts", text)
    assert isinstance(one, CountRow)
    assert (one.date, one.role, one.value, one.whose, one.note) == (
        "2024-01-16",
        "killed",
        390,
        "b",
        "data from a warring party",
    )
    assert (two.date, two.low, two.high, two.role, two.unit) == ("2024-03-02", 10, 20, "casualties", "person")
    assert reasons("counts", text) == ["no-value"]


def test_slashed_dates_put_the_month_first_when_the_file_shows_it() -> None:
    text = "date,estimate,type\n03/04/2024,1,deaths\n03/25/2024,2,deaths\n"
    assert [row.date for row in rows("counts", text)] == ["2024-03-04", "2024-03-25"]


def test_a_wide_table_of_losses_gives_one_row_per_column() -> None:
    found = rows("counts", "date,day,tank,APC,personnel\n2024-05-01,800,7,9,1000\n")
    assert [(row.role, row.unit, row.value) for row in found] == [
        ("lost", "tank", 7),
        ("lost", "apc", 9),
        ("casualties", "person", 1000),
    ]


YEARLESS = (
    b"Date, Item, Delta, Total\n30.12, tanks, 1, 63\n31.12, tanks, 0, 63\n02.01, tanks, 2, 65\n01.01, tanks, 1, 64\n"
)


def test_a_day_and_month_without_a_year_names_the_way_out() -> None:
    (fault, *_) = parse("counts", YEARLESS, "losses.csv")
    assert isinstance(fault, Failed)
    assert fault.why is Why.BAD_DATE
    assert "the file's name" in fault.detail


def test_a_year_in_the_files_name_is_that_of_its_first_line_and_goes_on_past_december() -> None:
    rows = [each.value for each in parse("counts", YEARLESS, "losses-2031.csv") if isinstance(each, Made)]
    assert [row.date for row in rows if isinstance(row, CountRow)] == [
        "2031-12-30",
        "2031-12-31",
        "2032-01-02",
        "2032-01-01",
    ]


def test_dotted_dates_put_the_day_first_and_the_29th_of_february_needs_a_leap_year() -> None:
    table = b"Date, Item, Delta, Total\n03.04.2031, tanks, 0, 63\n29.02, tanks, 0, 63\n"
    dotted, leap = parse("counts", table, "losses-2031.csv")
    assert isinstance(dotted, Made)
    assert isinstance(dotted.value, CountRow)
    assert dotted.value.date == "2031-04-03"
    assert isinstance(leap, Failed)


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def layer(*features: dict[str, Any], **whole: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **whole, "features": list(features)}).encode()


def polygon(*rings: list[list[float]], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": list(rings)}}


def sphere_km2(west: float, south: float, east: float, north: float) -> float:
    """The same on a sphere of equal surface: within .6% of the ellipsoid up to 60 degrees."""
    return 6371.0072**2 * math.radians(east - west) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))


@given(st.floats(-179, 170), st.floats(-60, 55), st.floats(0.01, 5))
def test_areas_agree_with_the_sphere_of_the_same_surface(west: float, south: float, size: float) -> None:
    found = area_km2({"type": "Polygon", "coordinates": [square(west, south, size)]})
    assert found == pytest.approx(sphere_km2(west, south, west + size, south + size), rel=0.006)


def test_one_degree_at_the_equator_is_12308_square_kilometres() -> None:
    # the geodesic polygon of GeographicLib 2.0 for the same corners: 12308.778
    assert area_km2({"type": "Polygon", "coordinates": [square(0, 0)]}) == pytest.approx(12308.778, rel=1e-4)


def test_a_quarter_of_the_ellipsoid() -> None:
    # WGS 84: the whole surface is 510,065,621.724 square kilometres (NGA.STND.0036)
    quarter = {"type": "Polygon", "coordinates": [[[0, -90], [90, -90], [90, 90], [0, 90], [0, -90]]]}
    assert area_km2(quarter) == pytest.approx(510_065_621.724 / 4, rel=1e-9)


def test_holes_are_left_out_and_overlapping_parts_count_once() -> None:
    whole, hole = square(30, 48, 2), square(30.5, 48.5, 0.5)
    with_hole = area_km2({"type": "Polygon", "coordinates": [whole, hole]})
    only = {"type": "Polygon", "coordinates": [whole]}
    assert with_hole == pytest.approx(area_km2(only) - area_km2({"type": "Polygon", "coordinates": [hole]}), rel=1e-9)
    twice = {"type": "MultiPolygon", "coordinates": [[whole], [square(30, 48, 2)]]}
    assert area_km2(twice) == pytest.approx(area_km2(only), rel=1e-9)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_gained_less_lost_is_the_difference(east: float, north: float) -> None:
    before = plane({"type": "Polygon", "coordinates": [square(30, 45, 3)]})
    after = plane({"type": "Polygon", "coordinates": [square(30 + east, 45 + north, 3)]})
    gained, lost = gained_and_lost(before, after)
    assert gained - lost == pytest.approx(after.area - before.area, abs=1e-3)


def test_a_control_layer_has_its_day_its_status_and_its_area() -> None:
    data = layer(
        polygon(square(36, 49), name="Occupied"), polygon(square(38, 49), name="Liberated"), name="front_20250301"
    )
    occupied, liberated = rows("control", data, "front.geojson")
    assert isinstance(occupied, ControlRow)
    assert (occupied.date, occupied.status, liberated.status) == ("2025-03-01", "occupied", "liberated")
    assert occupied.area_km2 == pytest.approx(sphere_km2(36, 49, 37, 50), rel=0.005)


def test_a_layer_without_a_label_is_unknown_and_says_so() -> None:
    (outcome,) = read("control", layer(polygon(square(36, 49))), "layer-2025-03-01.geojson")
    assert isinstance(outcome, Made)
    assert isinstance(outcome.value, ControlRow)
    assert outcome.value.status == "unknown"
    assert outcome.notes == ("the layer has no label",)


def test_positions_are_never_read() -> None:
    unit = {
        "type": "Feature",
        "properties": {"name": "5th brigade"},
        "geometry": {"type": "Point", "coordinates": [36, 49]},
    }
    (outcome,) = read("control", layer(unit), "layer-2025-03-01.geojson")
    assert isinstance(outcome, Skipped)
    assert "positions" in outcome.detail


BAD_LAYERS: dict[str, tuple[dict[str, Any], str]] = {
    "no geometry": ({"type": "Feature", "properties": {}, "geometry": None}, "bad-shape"),
    "metres": (polygon([[4e6, 6e6], [4.1e6, 6e6], [4.1e6, 6.1e6], [4e6, 6e6]]), "bad-shape"),
    "words": (polygon([["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]), "bad-shape"),  # type: ignore[list-item]
    "two corners": (polygon([[36, 49], [37, 49]]), "bad-shape"),
    "no rings": (polygon(), "bad-shape"),
    "an empty ring": (polygon([]), "bad-shape"),
    "tomorrow": (polygon(square(36, 49), date="2099-01-01"), "future-date"),
}


@pytest.mark.parametrize("case", BAD_LAYERS)
def test_a_bad_shape_is_set_aside_by_name(case: str) -> None:
    feature, why = BAD_LAYERS[case]
    found = read("control", layer(feature, polygon(square(38, 49))), "layer-2025-03-01.geojson")
    assert [type(outcome) for outcome in found] == [Failed, Made]
    assert isinstance(found[0], Failed)
    assert found[0].why.value == why


def test_a_layer_without_any_date_is_refused() -> None:
    assert reasons("control", layer(polygon(square(36, 49))), "layer.geojson") == ["bad-date"]


def test_a_projected_layer_is_refused() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert reasons("control", layer(polygon(square(36, 49)), crs=crs), "layer-2025-03-01.geojson") == ["bad-shape"]


LOCATED = {
    "alerts": [
        {
            "id": 1,
            "location_title": "Луганська область",
            "location_type": "oblast",
            "started_at": "2024-04-04T16:45:39.000Z",
            "finished_at": None,
            "updated_at": "2024-04-08T08:04:26.316Z",
            "alert_type": "air_raid",
            "location_oblast": "Луганська область",
        },
        {"id": 2, "location_title": "", "started_at": "2024-04-04T16:45:39.000Z", "alert_type": "air_raid"},
    ],
    "meta": {"last_updated_at": "2024-04-08T09:00:00.000Z"},
}
BY_REGION = [
    {
        "regionId": "31",
        "regionType": "State",
        "regionName": "м. Київ",
        "lastUpdate": "2024-04-08T09:00:00Z",
        "activeAlerts": [
            {"regionId": "31", "regionType": "State", "type": "AIR", "lastUpdate": "2024-04-08T08:50:00Z"}
        ],
    },
    {"regionId": "16", "regionType": "State", "regionName": "Луганська область", "activeAlerts": []},
]


def test_an_answer_that_lists_alerts_by_place_is_read() -> None:
    found = read("alerts", json.dumps(LOCATED, ensure_ascii=False), "active.json")
    assert isinstance(found[0], Made)
    row = found[0].value
    assert isinstance(row, AlertRow)
    assert (row.code, row.level, row.threat) == ("UA44000000000018893", "oblast", "air raid")
    assert (row.start, row.end, row.heard) == ("2024-04-04T16:45:39Z", "", "2024-04-08T09:00:00Z")
    assert isinstance(found[1], Failed)
    assert found[1].why is Why.BAD_RECORD


def test_an_answer_that_lists_regions_is_read() -> None:
    found = read("alerts", json.dumps(BY_REGION, ensure_ascii=False), "alerts.json")
    assert [type(outcome) for outcome in found] == [Made, Skipped]
    (row,) = rows("alerts", json.dumps(BY_REGION))
    assert (row.code, row.level, row.threat, row.by) == (
        "UA80000000000093317",
        "oblast",
        "air raid",
        "ukrainealarm.com",
    )


def test_kinds_are_told_from_the_header() -> None:
    assert sniff(ALERTS.encode()) == "alerts"
    assert sniff(ATTACKS.encode()) == "attacks"
    assert sniff(json.dumps(LOCATED).encode()) == "alerts"
    assert sniff(layer(polygon(square(36, 49)))) == "control"
    assert sniff(b"donor,category,number_of_weapons,monetary_value_eur\n") == "aid"
    assert sniff(b"date,estimate,type\n") == "counts"
    assert sniff(b"name,age\n") == ""
    assert sniff(b"") == ""


def test_names_in_either_alphabet_find_one_code() -> None:
    assert latin("Згурівська") == "zghurivska"
    assert code_of(("Київська область",), "oblast") == code_of(("Kyivska oblast",), "oblast") == "UA32000000000030281"
    assert code_of(("Kyiv Oblast",), "oblast") == "UA32000000000030281"
    english = {
        "Kharkiv": "UA63",
        "Odesa": "UA51",
        "Sumy": "UA59",
        "Zakarpattia": "UA21",
        "Chernivtsi": "UA73",
        "Rivne": "UA56",
    }
    assert {name: code_of((f"{name} Oblast",), "oblast")[:4] for name in english} == english
    assert code_of(("Kursk Oblast",), "oblast") == ""
    assert code_of(("Kyiv City",), "oblast") == "UA80000000000093317"
    assert code_of(("Pervomaiska terytorialna hromada",), "hromada") == ""  # several: none is guessed


@settings(max_examples=150)
@given(st.sampled_from(KINDS), st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_bytes_are_accounted_for(kind: str, data: bytes) -> None:
    assert account(parse(kind, data, "x", as_of=NOW)).inputs >= (1 if data.strip() == b"" else 0)


@given(st.lists(st.lists(st.text(alphabet='ab1-:",\n', max_size=6), max_size=9), max_size=8))
def test_any_table_under_a_right_header_is_accounted_for(lines: list[list[str]]) -> None:
    text = ALERTS + "\n".join(",".join(cells) for cells in lines)
    account(read("alerts", text))


def data_file(name: str) -> bytes:
    folder = os.environ.get("LIVEBRIEF_DATA", "/work/shared/data")
    path = Path(folder) / "ukraine" / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path.read_bytes()


@pytest.mark.slow
def test_the_whole_official_alert_table_is_read() -> None:
    tally = account(parse("alerts", data_file("air_alerts.csv.gz"), "air_alerts.csv.gz", as_of=NOW))
    assert (tally.made, tally.inputs) == (31288, 31288)


def test_the_attack_table_is_read_to_the_last_line() -> None:
    tally = account(parse("attacks", data_file("missile_attacks_daily.csv"), "attacks", as_of=NOW))
    assert (tally.made, tally.inputs) == (1802, 1802)


@pytest.mark.parametrize(
    "name", ["data_explorer.csv", "total_allocations.csv", "procurement_trends.csv", "weapons.csv", "eu_aid_shares.csv"]
)
def test_the_tracker_files_are_read_without_a_failure(name: str) -> None:
    data = data_file(name)
    assert sniff(data) == "aid"
    tally = account(parse("aid", data, name))
    assert tally.made > 20
    assert not tally.failed


def test_the_control_days_are_read_with_their_day() -> None:
    name = "deepstatemap_data_20241031.geojson.gz"
    (row,) = [
        outcome.value for outcome in parse("control", data_file(f"control/{name}"), name) if isinstance(outcome, Made)
    ]
    assert isinstance(row, ControlRow)
    assert (row.date, row.status) == ("2024-10-31", "occupied")
    assert row.area_km2 == pytest.approx(110_726, rel=0.005)
