"""The alerts desk's traps, in notices of our own: a feed that stops, an end, alerts that are only spoken of, series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from livebrief.desks import alerts, keep
from livebrief.desks.page import Page
from livebrief.records.ledgers import Alert, Ledger
from livebrief.records.readings import Material
from livebrief.records.references import AlertRow, Reference
from tests.desks.conftest import texts, unread

Make = Callable[..., Ledger]
BEGIN = (
    "2025-05-06T01:12:00Z",
    "Air-raid alert in Kharkiv Oblast. Start: 6 May 2025, 04:10. Threat: ballistic missiles.",
    "Air Force",
)
END = (
    "2025-05-06T03:00:00Z",
    "The air-raid alert in Kharkiv Oblast that began on 6 May 2025 at 04:10 ended at 05:58.",
    "Air Force",
)
STOPPED = (
    "2025-05-06T07:00:00Z",
    "The alert feed for Kharkiv Oblast has not been updated since 05:20 on 6 May 2025, the Air Force said.",
    "Air Force",
)


def _alerts(found: Ledger) -> list[Alert]:
    return [entry for entry in found.entries if isinstance(entry, Alert)]


def test_an_alert_begins_and_ends_and_local_time_becomes_utc(ledger: Make) -> None:
    (entry,) = _alerts(ledger("alerts", BEGIN, END))
    assert (entry.state, entry.start, entry.end) == ("over", "2025-05-06T01:10:00Z", "2025-05-06T02:58:00Z")
    assert texts(entry, "threat") == ["ballistic missiles"]
    assert entry.code == "UA63000000000041885"
    assert entry.delay_s == 120.0


def test_a_stopped_feed_makes_an_open_alert_unknown_never_over(ledger: Make) -> None:
    (entry,) = _alerts(ledger("alerts", BEGIN, STOPPED))
    assert (entry.state, entry.end) == ("unknown", "")
    assert entry.last_heard == "2025-05-06T02:20:00Z"
    assert any(flag.kind == "feed-stopped" for flag in entry.flags)


def test_an_alert_that_nobody_has_spoken_of_for_long_is_unknown(ledger: Make) -> None:
    (entry,) = _alerts(ledger("alerts", BEGIN))
    assert entry.state == "unknown"
    assert any(flag.kind == "feed-silent" for flag in entry.flags)


def test_alerts_that_are_only_spoken_of_are_none(ledger: Make) -> None:
    found = ledger(
        "alerts",
        (
            "2025-05-06",
            "Residents said no air-raid alert was announced in Kharkiv Oblast. Go to a shelter if an alert is announced, the mayor said.",
        ),
    )
    assert _alerts(found) == []


def test_every_view_says_that_it_is_no_warning_service(ledger: Make) -> None:
    assert ledger("alerts", BEGIN).notice.startswith("Not a warning service")


def _material(as_of: str, *rows: AlertRow, until: str = "") -> Material:
    series = Reference(key="spans", name="Official spans", kind="alerts", until=until, rows=rows)
    return unread(datetime.fromisoformat(as_of).replace(tzinfo=UTC), series)


CLOSED = AlertRow(region="North", start="2025-05-06T01:00:00Z", end="2025-05-06T02:00:00Z", level="oblast")
OPEN = AlertRow(region="South", start="2025-05-06T01:30:00Z", level="oblast", heard="2025-05-06T01:40:00Z")


def test_spans_of_a_series_are_entries_of_that_series() -> None:
    (entry,) = _alerts(keep("alerts", _material("2025-05-07", CLOSED), {}))
    assert (entry.state, entry.source[0].reference, entry.statements) == ("over", "spans", ())


def test_an_open_span_of_a_series_is_open_while_it_is_heard_of_and_then_unknown() -> None:
    (fresh,) = _alerts(keep("alerts", _material("2025-05-06T02:00", OPEN), {}))
    (stale,) = _alerts(keep("alerts", _material("2025-05-09", OPEN), {}))
    assert (fresh.state, stale.state, stale.end) == ("open", "unknown", "")


def test_what_a_series_tells_of_later_is_not_known_yet() -> None:
    page = Page(_material("2025-05-06T01:30", CLOSED), {})
    (entry,) = alerts.read(page)
    assert (entry.state, entry.end) == ("open", "")
    assert list(alerts.read(Page(_material("2025-05-06T00:30", CLOSED), {}))) == []


def test_a_report_of_an_alert_keeps_the_clock_that_it_tells(ledger: Make) -> None:
    text = (
        "An air-raid alert was declared in Sumy Oblast at 18:05 on Tuesday because of the threat of ballistic missiles, the regional"
        " administration said. The alert was lifted at 19:20."
    )
    (entry,) = ledger("alerts", ("2025-05-06T20:00:00Z", text)).entries
    assert isinstance(entry, Alert)
    assert (entry.start, entry.end, entry.state) == ("2025-05-06T18:05:00Z", "2025-05-06T19:20:00Z", "over")


def test_an_end_without_a_region_is_of_the_alert_that_its_outlet_told_of(ledger: Make) -> None:
    (entry,) = ledger(
        "alerts",
        (
            "2025-05-06T00:41:00Z",
            "Air raid alert declared in Poltava Oblast at 00:40. Threat: strike drones.",
            "Poltava feed",
        ),
        ("2025-05-06T03:16:00Z", "The air raid alert is over.", "Poltava feed"),
    ).entries
    assert isinstance(entry, Alert)
    assert (entry.state, entry.end[:16]) == ("over", "2025-05-06T03:16")


def test_a_channel_that_has_been_silent_leaves_its_alert_unknown(ledger: Make) -> None:
    text = (
        "The alert channel of Odesa Oblast has been silent since 04:50 on Tuesday after a server failure, the administration said."
        " An air-raid alert was declared there at 04:31 over incoming missiles and had not been lifted by then, it said."
    )
    (entry,) = ledger("alerts", ("2025-05-06T09:00:00Z", text)).entries
    assert isinstance(entry, Alert)
    assert entry.state == "unknown"
    assert texts(entry, "threat") == ["incoming missiles"]
