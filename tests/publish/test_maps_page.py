"""Pages of the maps: the list says the same, no outside host, days as links, the data safe inside its element."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from livebrief.config import Config
from livebrief.errors import WrongUsage
from livebrief.newsroom import Newsroom
from livebrief.publish.maps import page as pages
from livebrief.publish.maps.groups import begun
from livebrief.publish.templating import HERE
from livebrief.web.app import make_app
from tests.publish import mapped

PAGE_LIMIT = 100_000
DATA = re.compile(r'<script type="application/json" id="map-data">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def whole() -> pages.Atlas:
    alerts = (
        mapped.alert(1, "Харківська область", "unknown"),
        mapped.alert(2, "Одеська область", "over", end="2024-11-20T07:00:00+00:00"),
    )
    return mapped.atlas(mapped.every_place(), mapped.ledger(alerts, "alerts"), references=mapped.two_monitors())


def test_there_is_a_map_for_each_kind_of_record(whole: pages.Atlas) -> None:
    assert whole.tabs == ("happenings", "alerts", "control", "change")
    assert mapped.atlas(mapped.every_place()).tabs == ("happenings",)
    assert mapped.atlas(mapped.ledger(())).tabs == ()


@pytest.mark.parametrize("tab", ["happenings", "alerts", "control", "change"])
def test_a_page_is_light_and_asks_no_other_host(whole: pages.Atlas, tab: str) -> None:
    made = mapped.html(whole, tab)
    bare = re.sub(r'<svg class="map".*?</svg>\s*<figcaption', "<figcaption", made, flags=re.S)
    assert len(bare.encode()) < PAGE_LIMIT
    assert not re.findall(r'(?:src|href|data-[a-z]+)="(?:https?:)?//', made)
    assert " style=" not in made
    assert "<style" not in made


def test_the_list_says_what_the_map_says(whole: pages.Atlas) -> None:
    made = mapped.html(whole, "happenings")
    listed = made[made.index('class="places-list"') :]
    for entry in mapped.every_place().entries:
        assert f">{entry.title}</a>" in listed
        assert f'href="../ledger/harm.html#{entry.id}"' in listed
    on_map = set(re.findall(r'<a href="#(map-\d+)"', made))
    assert on_map
    assert on_map <= set(re.findall(r'<section id="(map-\d+)"', listed))
    assert "not on the map" in listed
    assert "somewhere in this region" in listed


def test_alerts_are_never_without_their_notice(whole: pages.Atlas) -> None:
    assert "Not a warning service" in mapped.html(whole, "alerts")
    own = mapped.atlas(mapped.ledger((mapped.alert(1, "Lviv", "open"),), "alerts", "It is not a warning service!"))
    assert "It is not a warning service!" in mapped.html(own, "alerts")


def test_words_from_outside_are_no_format() -> None:
    odd = mapped.control_series("100% (sure) %(x)s", ("2024-11-01", "occupied", mapped.square(36, 48, 37, 49), 1.0))
    made = mapped.html(mapped.atlas(mapped.ledger((), "alerts", "50% %s"), references=(odd,)), "control")
    assert "100% (sure) %(x)s" in made


def test_days_are_links(whole: pages.Atlas) -> None:
    made = mapped.html(whole, "happenings", "2024-11-15")
    assert 'rel="prev" href="../../map/happenings/2024-11-14.html"' in made
    assert 'rel="next" href="../../map/happenings/2024-11-16.html"' in made
    assert 'aria-current="date">15 November 2024' in made
    later = [entry.title for entry in mapped.every_place().entries if entry.when > "2024-11-15"]
    assert later
    assert not [title for title in later if f">{title}</a>" in made]


def test_the_ground_stands_still_from_day_to_day(whole: pages.Atlas) -> None:
    edges = [
        re.findall(r'data-(?:west|north)="[^"]+"', mapped.html(whole, "happenings", day)) for day in ("", "2024-11-10")
    ]
    assert edges[0] == edges[1]
    alerts = [
        re.findall(r'data-(?:west|north)="[^"]+"', mapped.html(whole, "alerts", day)) for day in ("", "2024-11-20")
    ]
    assert alerts[0] == alerts[1]
    invented = mapped.atlas(mapped.demo_places())
    assert 'class="land"' not in mapped.html(invented, "happenings", invented.days("happenings")[0])


def test_a_day_is_only_a_page_when_something_changed(whole: pages.Atlas) -> None:
    assert pages.wanted("happenings.html", whole) == ("happenings", "")
    assert pages.wanted("happenings/2024-11-15.html", whole) == ("happenings", "2024-11-15")
    for path in (
        "happenings/2024-12-24.html",
        "happenings",
        "nonsense.html",
        "control/../x.html",
        "happenings/x/y.html",
    ):
        assert pages.wanted(path, whole) is None


def test_what_had_not_happened_is_not_shown() -> None:
    layer = mapped.atlas(mapped.every_place()).layers("happenings", "", str)[0]
    found = begun(layer.features, mapped.NOW.replace(day=12))
    assert {feature.when for feature in found} == {"2024-11-10", "2024-11-11", "2024-11-12"}


def test_control_names_each_source_with_its_own_areas(whole: pages.Atlas) -> None:
    made = mapped.html(whole, "control")
    assert "12,300 km²" in made
    assert "12,400 km²" in made
    change = mapped.html(whole, "change")
    assert "+4,100 km²" in change
    rows = {
        (row["source"], row["status"]): row["net"] for row in pages.changes(whole.layers("change", "", str)[0].shapes)
    }
    assert rows == {("Northern monitor", "occupied"): 4100}, "a source that is silent about the first day has no change"


def test_the_data_stays_data() -> None:
    nasty = "</script><script>alert(1)</script>"
    spot = mapped.place("Odesa")
    made = mapped.html(mapped.atlas(mapped.ledger((mapped.harm(1, (spot,), title=nasty),))), "happenings")
    found = DATA.search(made)
    assert found is not None
    assert "<" not in found[1]
    features = json.loads(found[1])["features"]
    assert [one["properties"]["title"] for one in features] == [nasty]
    assert features[0]["geometry"]["coordinates"] == [30.73, 46.48]
    assert made.count("<script") == 2
    assert nasty in unescape(made)


def test_the_slippy_map_holds_settlements_alone(whole: pages.Atlas) -> None:
    found = DATA.search(mapped.html(whole, "happenings"))
    assert found is not None
    named = {one["properties"]["place"] for one in json.loads(found[1])["features"]}
    assert named == {"Odesa", "Kharkiv", "Chuhuiv", "Lviv"}


def test_tiles_come_only_from_a_configured_server() -> None:
    spot = mapped.ledger((mapped.harm(1, (mapped.place("Odesa"),)),))
    assert "data-tiles" not in mapped.html(mapped.atlas(spot), "happenings")
    own = mapped.atlas(spot, tiles="https://tiles.desk.example/{z}/{x}/{y}.png", tiles_credit="Desk & Co")
    made = mapped.html(own, "happenings")
    assert 'data-tiles="https://tiles.desk.example/{z}/{x}/{y}.png"' in made
    assert "Desk &amp; Co" in made
    assert pages.context(own, "happenings", "", "en")["tiles_origin"] == "https://tiles.desk.example"
    assert pages.origin("javascript:alert(1)") == pages.origin("") == ""


def test_leaflet_travels_with_its_licence() -> None:
    folder = HERE / "static" / "vendor"
    assert "Leaflet 1.9.4" in (folder / "leaflet.js").read_text(encoding="utf-8")[:200]
    assert "Redistribution and use in source and binary forms" in (folder / "leaflet.LICENSE").read_text(
        encoding="utf-8"
    )
    assert "sourceMappingURL" not in (folder / "leaflet.js").read_text(encoding="utf-8")


def test_the_served_policy_lets_in_the_configured_tiles_and_nothing_else(tmp_path: Path) -> None:
    tiles = "https://tiles.desk.example/{z}/{x}/{y}.png"
    for given, allowed in (("", "img-src 'self' data:;"), (tiles, "img-src 'self' data: https://tiles.desk.example;")):
        with Newsroom(Config(store=tmp_path / "t.db", beat="storm", reader="rules", tiles=given)) as room:
            answer = TestClient(make_app(room)).get("/map.html")
            assert answer.status_code == 200
            assert allowed in answer.headers["Content-Security-Policy"]


def test_an_address_that_serves_no_tiles_is_refused() -> None:
    with pytest.raises(WrongUsage, match="tiles"):
        Config(tiles="javascript:alert(1)")
