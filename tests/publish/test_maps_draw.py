"""Sheets: honest about precision, whole without script, inert, light, the same bytes each time."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.publish.maps import layers, lines, marks
from livebrief.publish.maps.draw import Look, Sheet, draw
from livebrief.publish.maps.frame import Frame, around, bar, fit, round_down
from livebrief.publish.maps.groups import gather
from livebrief.publish.maps.layers import Extent, Feature
from livebrief.records.ledgers import Ledger
from livebrief.records.references import AlertRow, Reference
from livebrief.records.verdicts import Value
from tests.publish import mapped

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 60_000


def link(entry: Any) -> str:
    return f"ledger.html#{entry.id}"


def sheet(*ledgers: Ledger, **look: Any) -> Sheet:
    return draw([layers.entries(one, link) for one in ledgers], as_of=mapped.NOW, look=Look(**look))


def tree(made: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(str(made.svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def links(made: Sheet) -> list[ElementTree.Element]:
    return [found for found in tree(made).iter(f"{SVG}a") if found.get("class") == "feature"]


def test_each_feature_is_a_link_with_a_title_and_a_name_for_screen_readers() -> None:
    made = sheet(mapped.every_place())
    drawn = [group for group in made.groups if group.extent is not Extent.LISTED]
    assert len(links(made)) == len(drawn)
    for found in links(made):
        title = found.find(f"{SVG}title")
        assert title is not None
        assert title.text
        assert title.text == found.get("aria-label")
        assert found.get("href", "").startswith(("ledger.html#ent_", "#map-"))


def test_a_region_or_a_country_is_an_area_and_never_a_mark() -> None:
    made = sheet(mapped.every_place())
    extents = {group.names[0]: group.extent for group in made.groups}
    assert extents["Sumy Oblast"] is Extent.AREA
    assert extents["Ukraine"] is Extent.COUNTRY
    assert extents["Black Sea"] is Extent.ABOUT
    assert extents["Odesa"] is Extent.MARK
    marked = [found for found in links(made) if found.find(f".//{SVG}g[@class]") is not None]
    assert not [found for found in marked if "Oblast" in found.get("aria-label", "")]
    areas = [found for found in tree(made).iter(f"{SVG}path") if "area" in found.get("class", "").split()]
    assert all(found.get("fill", "").startswith("url(#map-h-") for found in areas)
    assert len(areas) == 3


@pytest.mark.parametrize("kind", ["county", "raion", "water", "valley"])
def test_what_is_wider_than_a_settlement_is_no_mark(kind: str) -> None:
    spot = msgspec.structs.replace(mapped.place("Odesa"), precision=kind)
    assert [group.extent for group in sheet(mapped.ledger((mapped.harm(1, (spot,)),))).groups] == [Extent.ABOUT]


def test_a_place_that_was_not_found_stands_only_in_the_list() -> None:
    made = sheet(mapped.every_place())
    lost = next(group for group in made.groups if group.names == ("Nowhere-on-Sea",))
    assert lost.extent is Extent.LISTED
    assert len(lost.features) == 3
    assert "Nowhere-on-Sea" not in str(made.svg)


def test_settlements_are_shown_to_the_kilometre_and_no_finer() -> None:
    near = mapped.place("Odesa")
    same = (mapped.harm(1, (near,)), mapped.harm(2, (msgspec.structs.replace(near, lat=46.4812, lon=30.7288),)))
    made = sheet(mapped.ledger(same))
    assert [len(group.features) for group in made.groups] == [2]


def test_invented_places_lie_on_plain_ground_with_their_own_names() -> None:
    made = sheet(mapped.demo_places())
    assert made.plain
    assert 'class="land"' not in str(made.svg)
    assert 'class="border"' not in str(made.svg)
    assert "Tarnwick" in str(made.svg)
    assert "Hadrin Province" in str(made.svg)
    kinds = {group.names[0]: group.extent for group in made.groups}
    assert kinds["Marendia"] is Extent.LISTED
    assert kinds["Harrowmere Province"] is Extent.ABOUT


def test_known_places_lie_on_land() -> None:
    made = sheet(mapped.every_place())
    assert not made.plain
    assert 'class="land"' in str(made.svg)
    assert len(str(made.svg).encode()) < LIMIT


def test_words_from_outside_stay_words() -> None:
    nasty = '"><script>alert(1)</script>'
    spot = mapped.PlaceMention(span=mapped.Span(0, 1), text=nasty, name=nasty, lat=46.5, lon=30.7, precision="city")
    made = sheet(
        mapped.ledger((mapped.harm(1, (spot,), title=nasty), mapped.harm(2, (spot,), title=nasty))), title=nasty
    )
    assert "<script" not in str(made.svg)
    assert tree(made).tag == f"{SVG}svg"


def test_the_same_records_give_the_same_bytes() -> None:
    assert sheet(mapped.every_place()).svg == sheet(mapped.every_place()).svg


def test_each_verdict_has_a_shape_of_its_own() -> None:
    shapes = [marks.SHAPES[value.value] for value in Value]
    assert len(set(shapes)) == len(shapes)
    states = [marks.SHAPES[state] for state in ("open", "unknown", "over")]
    assert len(set(states)) == len(states)


def test_an_alert_whose_feed_has_stopped_is_unknown_and_never_over() -> None:
    told = (
        mapped.alert(1, "Харківська область", "unknown"),
        mapped.alert(2, "Сумська область", "open"),
        mapped.alert(3, "Одеська область", "over", end="2024-11-20T07:00:00+00:00"),
        mapped.alert(4, "Нікопольський район", "open", level="raion", code="UA12080000000012345"),
        mapped.alert(5, "Nobody's raion", "open", level="raion"),
        mapped.alert(6, "Lviv", "a word that is none", code="UA-46"),
    )
    layer = layers.alerts(mapped.ledger(told, "alerts"), link)
    states = {feature.place: feature.state for feature in layer.features}
    assert states["Харківська область"] == "unknown"
    assert states["Lviv"] == "unknown"
    assert "warning service" in layer.notice
    made = draw([layer], as_of=mapped.NOW)
    extents = {group.names[0]: group.extent for group in made.groups}
    assert extents["Сумська область"] is Extent.AREA
    assert extents["Nobody's raion"] is Extent.LISTED
    part = next(feature for feature in layer.features if feature.partly and feature.regions)
    assert part.regions[0].code == "UA-12"
    assert "partly" in str(made.svg)


def test_an_open_alert_in_a_part_does_not_fill_the_region() -> None:
    told = (
        mapped.alert(1, "Дніпропетровська область", "over", end="2024-11-20T16:00:00+00:00"),
        mapped.alert(2, "Нікопольський район", "open", level="raion", code="UA12080000000012345"),
    )
    made = draw([layers.alerts(mapped.ledger(told, "alerts"), link)], as_of=mapped.NOW)
    drawn = {group.shown: [feature.partly for feature in group.features] for group in made.groups}
    assert drawn == {"over": [False], "open": [True]}


def test_an_alert_was_open_until_it_ended() -> None:
    told = mapped.ledger((mapped.alert(1, "Одеська область", "over", end="2024-11-20T07:00:00+00:00"),), "alerts")
    then = layers.alerts(told, link, datetime(2024, 11, 20, 6, tzinfo=UTC))
    before = layers.alerts(told, link, datetime(2024, 11, 20, 4, tzinfo=UTC))
    assert [feature.state for feature in then.features] == ["open"]
    assert before.features == ()
    assert [feature.state for feature in layers.alerts(told, link).features] == ["over"]


def test_a_series_of_alerts_ends_where_its_feed_ends() -> None:
    rows = (
        AlertRow(region="Сумська область", start="2024-11-20T01:00:00+00:00", end="2024-11-20T02:00:00+00:00"),
        AlertRow(region="Харківська область", start="2024-11-20T03:00:00+00:00"),
        AlertRow(region="Одеська область", start="2024-11-01T03:00:00+00:00", end="2024-11-01T04:00:00+00:00"),
    )
    series = Reference(key="a", name="Official alerts", kind="alerts", rows=rows, until="2024-11-20T04:00:00+00:00")
    late = layers.alerts_of(series, mapped.NOW, "ledger.html")
    assert {feature.place: feature.state for feature in late.features} == {
        "Сумська область": "over",
        "Харківська область": "unknown",
    }
    early = layers.alerts_of(series, datetime(2024, 11, 20, 3, 30, tzinfo=UTC), "ledger.html")
    assert {feature.state for feature in early.features} == {"over", "open"}


def test_two_sources_of_control_are_both_drawn() -> None:
    layer = layers.control(mapped.two_monitors(), "2024-11-20")
    made = draw([layer], as_of=mapped.NOW)
    assert {shape.source for shape in layer.shapes} == {"Northern monitor", "Southern monitor"}
    assert len(layer.shapes) == 2
    kinds = [found.get("class", "") for found in tree(made).iter(f"{SVG}path") if "control" in found.get("class", "")]
    assert sorted(kinds) == ["control c-1 s-occupied", "control c-2 s-contested"]
    assert [found.get("href") for found in links(made)] == ["#areas", "#areas"]
    assert "Northern monitor, 2024-11-15: occupied, 12,300 km²" in str(made.svg)


def test_files_of_one_source_are_one_series_whatever_their_days() -> None:
    """A desk attaches a file a day; their names differ by the day alone."""
    files = [
        mapped.control_series(
            f"front layer {day.replace('-', '')}", (day, "occupied", mapped.square(36, 48, east, 49), 1.0)
        )
        for day, east in (("2024-11-01", 37), ("2024-11-15", 37.5))
    ]
    assert [shape.source for shape in layers.control(files, "2024-11-20").shapes] == ["front layer"]
    assert {shape.turn for shape in layers.difference(files, "2024-11-01", "2024-11-20").shapes} == {"now", "gone"}


def test_a_difference_shows_each_day_without_the_other() -> None:
    layer = layers.difference(mapped.two_monitors(), "2024-11-01", "2024-11-15")
    made = str(draw([layer], as_of=mapped.NOW).svg)
    assert set(re.findall(r'mask="url\(#([^)]+)\)"', made)) <= set(re.findall(r'<mask id="([^"]+)"', made))
    assert "map-not-gone-1" in made
    assert "d-now" in made
    assert "d-gone" in made
    assert layers.control(mapped.two_monitors(), "2024-10-01").shapes == ()


def test_a_sheet_may_lie_across_the_date_line() -> None:
    frame = fit([(179.0, -17.0), (-179.0, -18.0)])
    assert frame.east - frame.west < 20
    spots = [frame.at((179.0, -17.0)), frame.at((-179.0, -18.0))]
    assert all(frame.holds(spot) for spot in spots)
    suva = mapped.PlaceMention(
        span=mapped.Span(0, 1), text="", name="Suva", lat=-18.1, lon=178.4, precision="city", country="FJ"
    )
    apia = mapped.PlaceMention(
        span=mapped.Span(0, 1), text="", name="Apia", lat=-13.8, lon=-171.8, precision="city", country="WS"
    )
    made = sheet(mapped.ledger((mapped.harm(1, (suva,)), mapped.harm(2, (apia,)))))
    assert 'class="land"' in str(made.svg)
    assert len(links(made)) == 2


@pytest.mark.parametrize("box", [(-180, -58, 180, 78), (-10, 35, 40, 70), (4, 57, 32, 71), (29.5, 45.5, 32, 47.5)])
def test_sheets_of_any_extent_stay_light(box: tuple[float, float, float, float]) -> None:
    spot = mapped.harm(1, (mapped.place("Odesa"),))
    made = sheet(mapped.ledger((spot,)), frame=around(box))
    assert len(str(made.svg).encode()) < LIMIT


def test_nothing_placed_gives_a_map_of_the_world_and_a_list() -> None:
    made = sheet(mapped.ledger((mapped.harm(1, ()),)))
    assert [group.extent for group in made.groups] == [Extent.LISTED]
    assert links(made) == []


def test_the_scale_bar_is_right_at_the_middle() -> None:
    frame = around((30.0, 46.0, 32.0, 47.0))
    length, words = bar(frame)
    assert words.endswith(" km")
    assert length * frame.km_per_unit == pytest.approx(float(words.split()[0]))
    degree = 111.19 * 0.689  # a degree of longitude at 46.5 degrees north
    assert frame.km_per_unit * frame.per_degree == pytest.approx(degree, rel=0.01)


@given(st.floats(0.001, 1e5))
def test_round_values_are_round_and_not_above(value: float) -> None:
    found = round_down(value)
    assert found <= value * (1 + 1e-6)
    assert found * 2.5 >= value * (1 - 1e-6)


points = st.tuples(st.floats(-179, 179), st.floats(-80, 80))
extents = st.sampled_from([Extent.MARK, Extent.ABOUT, Extent.LISTED])


@settings(max_examples=50)
@given(st.lists(st.tuples(points, extents), max_size=40))
def test_every_feature_is_in_exactly_one_group(told: list[tuple[tuple[float, float], Extent]]) -> None:
    found = [
        Feature(id=f"f{n}", title="t", href="#", extent=extent, place=f"p{n}", lon=lon, lat=lat)
        for n, ((lon, lat), extent) in enumerate(told)
    ]
    frame = fit([at for at, extent in told if extent is not Extent.LISTED])
    groups = gather(found, frame, "map")
    assert sorted(feature.id for group in groups for feature in group.features) == sorted(one.id for one in found)
    assert len({group.key for group in groups}) == len(groups)
    marked = [group.at for group in groups if group.extent is Extent.MARK and group.at]
    assert all(frame.holds(at) for at in marked)


@given(st.lists(points, min_size=1, max_size=12))
def test_what_is_fitted_lies_on_the_sheet(every: list[tuple[float, float]]) -> None:
    frame: Frame = fit(every)
    assert all(frame.holds(frame.at(point)) for point in every)
    assert frame.height <= frame.width


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=30))
def test_a_cut_ring_stays_inside_the_rectangle(ring: list[tuple[float, float]]) -> None:
    cut = lines.cut_ring(ring, (-20, -10, 20, 10))
    assert all(-20 - 1e-6 <= x <= 20 + 1e-6 and -10 - 1e-6 <= y <= 10 + 1e-6 for x, y in cut)


def test_neighbours_merge_into_one_outline() -> None:
    """Two squares that share the arc 1: the outline goes around both."""
    assert sorted(map(sorted, lines.merge([[[0, 1]], [[~1, 2]]]))) == [[0, 2]]
    assert lines.merge([[[0, 1]], [[2, 3]]]) == [[0, 1], [2, 3]]
