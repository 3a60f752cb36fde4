"""Fetching over real HTTP on loopback: manners, limits, and no way into a private network."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from livebrief.errors import Quarantine, Retry
from livebrief.ingest import IngestOptions, collect
from livebrief.ingest.fetch import Fetcher, FetchOptions, is_private, retry_after
from livebrief.ingest.fetching import Known
from livebrief.records.outcomes import Failed, Made, Why
from tests.ingest.site import Reply, Site, serving

NOW = datetime(2025, 6, 1, tzinfo=UTC)
LONG = "The ferry came back to the quay on Sunday, the harbour master said. " * 6


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as open_site:
        yield open_site


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(FetchOptions(pause_s=0, max_bytes=200_000, timeout_s=5)) as made:
        made.trust(site.root)
        yield made


def test_a_page_comes_with_what_was_said_of_it(site: Site, fetcher: Fetcher) -> None:
    site.page("/a", LONG, ETag='"1"')
    answer = fetcher.get(site.root + "/a")
    assert LONG.encode()[:40] in answer.body
    assert (answer.media, answer.charset, answer.etag) == ("text/html", "utf-8", '"1"')
    assert "Livebrief" in site.said["/a"]["User-Agent"]
    assert fetcher.get(site.root + "/a", Known(etag=answer.etag)).unchanged


def test_robots_txt_is_kept_and_read_once(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /private/\n")
    site.page("/a", LONG)
    site.page("/private/b", LONG)
    fetcher.get(site.root + "/a")
    with pytest.raises(Quarantine, match=r"robots\.txt"):
        fetcher.get(site.root + "/private/b")
    assert site.asked["/robots.txt"] == 1
    assert site.asked["/private/b"] == 0


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_work_later_is_to_be_tried_again(site: Site, fetcher: Fetcher, status: int) -> None:
    site.replies["/a"] = Reply(status=status, headers={"Retry-After": "120"})
    with pytest.raises(Retry, match="again in 120 s"):
        fetcher.get(site.root + "/a")


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_what_is_gone_is_set_aside(site: Site, fetcher: Fetcher, status: int) -> None:
    site.replies["/a"] = Reply(status=status)
    with pytest.raises(Quarantine, match=str(status)):
        fetcher.get(site.root + "/a")


def test_a_bomb_is_cut_off_while_it_unpacks(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    site.replies["/a"] = Reply(body=bomb, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
    with pytest.raises(Quarantine, match="larger than"):
        fetcher.get(site.root + "/a")


def test_redirects_are_followed_but_not_for_ever(site: Site, fetcher: Fetcher) -> None:
    site.page("/b", LONG)
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    site.replies["/round"] = Reply(status=301, headers={"Location": "/round"})
    assert fetcher.get(site.root + "/a").address == site.root + "/b"
    with pytest.raises(Quarantine, match="without end"):
        fetcher.get(site.root + "/round")


def test_nobody_leads_the_desk_into_a_private_network(site: Site, fetcher: Fetcher) -> None:
    with serving() as neighbour:
        neighbour.page("/admin", LONG)
        site.replies["/a"] = Reply(status=302, headers={"Location": neighbour.root + "/admin"})
        site.feed("/feed", [(neighbour.root + "/admin", "Council meets")])
        with pytest.raises(Quarantine, match="private"):
            fetcher.get(site.root + "/a")
        list(collect([site.root + "/feed"], options=IngestOptions(fetcher=fetcher), now=NOW))
        assert not neighbour.asked


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.example/a", "http://", "gopher://x"])
def test_other_schemes_are_no_addresses(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(Quarantine):
        fetcher.get(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "0.0.0.0"])
def test_private_hosts_are_known(host: str) -> None:
    assert is_private(host)


def test_retry_after_reads_seconds_and_dates() -> None:
    assert retry_after("7") == 7
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after("soon") == 0


def test_each_entry_of_a_feed_is_its_own_page(site: Site, fetcher: Fetcher) -> None:
    site.feed("/feed", [("/a", "Ferry back"), ("/gone", "Pier falls"), ("/b", "Council meets")])
    site.page("/a", LONG)
    site.page("/b", LONG.replace("ferry", "tram"))
    found = list(collect([site.root + "/feed"], options=IngestOptions(fetcher=fetcher), now=NOW))
    made = [outcome for outcome in found if isinstance(outcome, Made)]
    assert [outcome.value.article.address for outcome in made] == [site.root + path for path in ("/a", "/gone", "/b")]
    assert [outcome.value.capture.given.by for outcome in made] == ["page", "feed", "page"]
    assert "stand in for the page" in made[1].notes[0]
    assert made[0].value.capture.given.title == "Ferry back"


def test_what_is_no_feed_and_no_page_is_named(site: Site, fetcher: Fetcher) -> None:
    site.replies["/pic"] = Reply(body=b"\x89PNG....", headers={"Content-Type": "image/png"})
    site.replies["/json"] = Reply(body=b'{"a": 1}', headers={"Content-Type": "application/json"})
    addresses = [site.root + "/pic", site.root + "/json", "http://127.0.0.1:9/none"]
    found = list(collect(addresses, options=IngestOptions(fetcher=fetcher), now=NOW))
    assert [outcome.why for outcome in found if isinstance(outcome, Failed)] == [
        Why.NOT_A_PAGE,
        Why.NOT_A_FEED,
        Why.UNREACHABLE,
    ]


def test_without_a_network_an_address_is_set_aside() -> None:
    (found,) = collect(["https://outlet.example/a"], options=IngestOptions(), now=NOW)
    assert isinstance(found, Failed)
    assert found.why is Why.UNREACHABLE
