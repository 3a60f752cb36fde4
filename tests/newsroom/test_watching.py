"""Watching feeds over real HTTP on loopback: only what is new is fetched, failing feeds wait, silent changes are seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from livebrief.config import Config
from livebrief.errors import WrongUsage
from livebrief.ingest.fetch import Fetcher, FetchOptions
from livebrief.newsroom import Newsroom
from livebrief.newsroom.watching import Watch
from livebrief.records.sources import Feed
from tests.ingest.site import Reply, Site, serving

START = datetime(2026, 2, 1, 8, tzinfo=UTC)
EVERY = timedelta(minutes=10)
STORY = "The mayor of Karsk, Ilse Brandt, said that N people were hurt when the pier fell on Friday. " * 3


class Clock:
    """The newsroom's clock, moved by the test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as open_site:
        yield open_site


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with Newsroom(Config(store=tmp_path / "desk.db", reader="rules", beat="demo"), clock=clock) as opened:
        yield opened


@pytest.fixture
def watch(room: Newsroom, site: Site) -> Iterator[Watch]:
    with Fetcher(FetchOptions(pause_s=0)) as fetcher:
        yield room.watch([Feed(address=site.root + "/feed")], fetcher, every=EVERY)


def test_only_what_is_new_is_fetched(site: Site, room: Newsroom, watch: Watch, clock: Clock) -> None:
    site.feed("/feed", [("/a", "Pier falls")])
    site.page("/a", STORY.replace("N", "3"))
    (first,) = watch.turn()
    assert (first.made, first.aside) == (1, 0)
    assert watch.turn() == []
    site.feed("/feed", [("/b", "Inquiry opens"), ("/a", "Pier falls")])
    site.page("/b", STORY.replace("N", "5"))
    clock.now += EVERY
    (second,) = watch.turn()
    assert (second.made, second.known) == (1, 1)
    assert site.asked["/a"] == 1
    assert room.store.counts()["document"] == 2
    assert room.store.verify() == []


def test_an_unchanged_feed_costs_one_conditional_request(site: Site, watch: Watch, clock: Clock) -> None:
    site.feed("/feed", [("/a", "Pier falls")], ETag='"1"')
    site.page("/a", STORY.replace("N", "3"))
    watch.turn()
    clock.now += EVERY
    (second,) = watch.turn()
    assert second.unchanged
    assert site.asked["/a"] == 1


def test_a_failing_feed_is_asked_less_and_less(site: Site, watch: Watch, clock: Clock) -> None:
    site.replies["/feed"] = Reply(status=503)
    waits = []
    for _ in range(3):
        (polled,) = watch.turn()
        assert "503" in polled.failed
        waits.append(polled.next_at - clock.now)
        clock.now = polled.next_at
    assert waits == sorted(set(waits))
    site.feed("/feed", [])
    site.replies["/feed"].headers["Content-Type"] = "application/rss+xml"
    (healed,) = watch.turn()
    assert healed.next_at - clock.now == EVERY


def test_a_page_that_was_out_of_reach_comes_later(site: Site, room: Newsroom, watch: Watch, clock: Clock) -> None:
    site.feed("/feed", [("/a", "Pier falls")], ETag='"1"')
    site.replies["/a"] = Reply(status=503)
    (first,) = watch.turn()
    assert (first.made, first.aside) == (0, 1)
    site.page("/a", STORY.replace("N", "3"))
    clock.now += EVERY
    (second,) = watch.turn()
    assert second.made == 1
    assert room.store.counts()["document"] == 1


def test_a_silent_change_is_seen(site: Site, room: Newsroom, watch: Watch, clock: Clock) -> None:
    site.feed("/feed", [("/a", "Pier falls")])
    site.page("/a", STORY.replace("N", "3"))
    watch.turn()
    clock.now += timedelta(hours=1)
    watch.turn()
    assert (site.asked["/a"], room.store.counts()["capture"]) == (2, 1)
    site.page("/a", STORY.replace("N", "9"))
    clock.now += timedelta(hours=1)
    watch.turn()
    assert room.store.counts()["capture"] == 2
    brf, _ = room.briefing(clock.now)
    assert any("9" in each.after for each in brf.corrections)


def test_nothing_to_watch_is_said(room: Newsroom) -> None:
    with Fetcher() as fetcher, pytest.raises(WrongUsage, match="no feeds"):
        room.watch([], fetcher, every=EVERY)
