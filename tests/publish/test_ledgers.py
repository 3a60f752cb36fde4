"""Ledgers as files: tables that open in a spreadsheet and run nothing, GeoJSON without false pins, lines for programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from livebrief.publish.ledgers import as_csv, as_geojson, as_json, entry_line
from livebrief.records.ledgers import Cell, Column, Harm, Ledger
from livebrief.records.mentions import PlaceMention
from livebrief.records.spans import Span


def place(name: str, precision: str, lat: float | None = 49.0, lon: float | None = 31.0) -> PlaceMention:
    return PlaceMention(span=Span(0, 1), text=name, name=name, precision=precision, lat=lat, lon=lon)


TOWN = Harm(
    id="ent_01jp5y3m0000000000000000aa",
    title="Hillford, 2025-03-03: 4 killed",
    when="2025-03-03",
    where=(place("Hillford", "town"), place("North Province", "region")),
    killed=(
        Cell(text="3", value=3.0, by="Rescue Service", as_of="2025-03-03", statements=("stm1_a",)),
        Cell(text="4", value=4.0, by="Rescue Service", as_of="2025-03-04", statements=("stm1_b",)),
        Cell(text="at least 5", low=5.0, bound="at least", by="Mayor", as_of="2025-03-05", statements=("stm1_c",)),
    ),
    claims=("clm_1",),
    statements=("stm1_a", "stm1_b", "stm1_c"),
)
NOWHERE = Harm(id="ent_01jp5y3m0000000000000000ac", title="Somewhere: 1 injured")
LEDGER = Ledger(
    desk="harm",
    title="Harm",
    as_of=datetime(2025, 3, 12, tzinfo=UTC),
    columns=(Column(field="when", heading="Day"), Column(field="killed", heading="Killed")),
    entries=(TOWN, NOWHERE),
    notice="Counts as their sources gave them.",
)


def table(ledger: Ledger, **how: bool) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(ledger, **how).decode("utf-8-sig"), newline="")))


def test_a_table_has_a_row_an_entry_under_one_header_line() -> None:
    rows = table(LEDGER)
    assert [row["id"] for row in rows] == [TOWN.id, NOWHERE.id]
    assert rows[0]["killed"] == "4 | at least 5"
    assert rows[0]["killed_by"] == "Rescue Service | Mayor"
    assert rows[0]["killed_statements"] == "stm1_b stm1_c"


def test_every_row_carries_the_notice() -> None:
    assert {row["notice"] for row in table(LEDGER)} == {LEDGER.notice}


def test_lines_end_as_rfc_4180_wants_and_the_mark_is_an_option() -> None:
    assert as_csv(LEDGER).count(b"\r\n") == 3
    assert not as_csv(LEDGER).startswith(b"\xef\xbb\xbf")
    assert as_csv(LEDGER, bom=True).startswith(b"\xef\xbb\xbf")


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=20))
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    cell = Cell(text=f"{first}{rest}", by=f"{first}cmd", statements=("stm1_a",))
    entry = msgspec.structs.replace(NOWHERE, title=f"{first}{rest}", killed=(cell,))
    ledger = msgspec.structs.replace(LEDGER, entries=(entry,), notice="=notice")
    for row in csv.reader(io.StringIO(as_csv(ledger).decode(), newline="")):
        for word in row:
            assert not word.startswith(("=", "+", "-", "@", "\t", "\r")) or _is_number(word)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def features(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(as_geojson(ledger))["features"]
    return found


def test_a_settlement_is_a_point_and_a_region_is_never_a_pin() -> None:
    town, region, nowhere = features(LEDGER)
    assert town["geometry"] == {"type": "Point", "coordinates": [31.0, 49.0]}
    assert region["geometry"] is None
    assert region["properties"]["precision"] == "region"
    assert region["properties"]["label_point"] == [31.0, 49.0]
    assert nowhere["geometry"] is None


def test_every_feature_links_its_evidence_and_the_file_its_notice() -> None:
    whole = json.loads(as_geojson(LEDGER))
    assert whole["type"] == "FeatureCollection"
    assert whole["notice"] == LEDGER.notice
    assert whole["features"][0]["properties"]["evidence"] == ["line/clm_1.html"]
    assert whole["features"][0]["properties"]["statements"] == list(TOWN.statements)


def test_every_feature_has_what_rfc_7946_wants() -> None:
    for feature in features(LEDGER):
        assert feature["type"] == "Feature"
        assert set(feature) >= {"geometry", "properties", "id"}


def test_a_line_for_programs_has_articles_place_and_each_counters_number() -> None:
    line = entry_line(TOWN, LEDGER, {"stm1_a": "one", "stm1_b": "two", "stm1_c": "two"})
    assert line["articles"] == ["one", "two"]
    assert line["place"]["name"] == "Hillford"
    assert line["when"] == "2025-03-03"
    figures = [(each["role"], each["value"], each["bound"], each["by"]) for each in line["figures"]]
    assert figures == [("killed", 5.0, "at least", "Mayor"), ("killed", 4.0, "exact", "Rescue Service")]
    assert list(line["killed"][0]["statements"]) == ["stm1_a"]


def test_a_line_of_an_entry_without_place_or_day_says_null() -> None:
    line = entry_line(NOWHERE, LEDGER, {})
    assert (line["place"], line["when"], line["articles"], line["figures"]) == (None, None, [], [])


def test_the_json_is_the_ledger_again() -> None:
    assert msgspec.json.decode(as_json(LEDGER), type=Ledger) == LEDGER
