"""The control desk's traps, in articles of our own: a disputed village, who claims and who assesses, layers that change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from livebrief.desks import keep
from livebrief.desks.controlling.layers import series
from livebrief.desks.imports.areas import area_km2
from livebrief.records.ledgers import Control, Ledger
from livebrief.records.references import ControlRow, Reference
from tests.desks.conftest import texts, unread

Make = Callable[..., Ledger]
CLAIM = (
    "2025-05-05",
    "MOSCOW -- Russian troops have captured the village of Robotyne, Russia's Defence Ministry said on Monday.",
)
DENIAL = ("2025-05-06", "KYIV -- Ukraine's General Staff denied that the village of Robotyne had been captured.")
DOUBT = (
    "2025-05-06",
    "The Institute for the Study of War said it could not verify that Robotyne had been captured.",
    "The Evening Mail",
)


def _control(found: Ledger) -> list[Control]:
    return [entry for entry in found.entries if isinstance(entry, Control)]


def test_a_disputed_village_shows_both_and_is_contested(ledger: Make) -> None:
    (entry,) = _control(ledger("control", CLAIM, DENIAL, DOUBT))
    assert entry.place == "Robotyne"
    assert texts(entry, "held")[0] == "captured"
    assert set(texts(entry, "held")) == {"captured", "denied", "cannot verify"}
    assert "contested" in entry.title
    assert any(flag.kind == "sources-differ" for flag in entry.flags)


def test_a_side_claims_and_an_observer_assesses(ledger: Make) -> None:
    (entry,) = _control(ledger("control", CLAIM, DOUBT))
    basis = {cell.text: cell.unit for cell in entry.held}
    assert basis == {"captured": "claimed", "cannot verify": "assessed"}


def test_one_claim_alone_is_told_as_that(ledger: Make) -> None:
    (entry,) = _control(ledger("control", CLAIM))
    assert entry.title == "Robotyne: captured"
    assert entry.held[0].as_of == "2025-05-05"


def test_people_and_things_that_are_captured_hold_no_place(ledger: Make) -> None:
    found = ledger(
        "control",
        (
            "2025-05-05",
            "Ukraine's General Staff said its troops captured three soldiers near Robotyne. Police seized 20 rifles in Odesa.",
        ),
    )
    assert _control(found) == []


def test_what_is_only_tried_is_no_capture(ledger: Make) -> None:
    found = ledger(
        "control",
        (
            "2025-05-05",
            "Russian troops are trying to capture the village of Robotyne, the General Staff of Ukraine said on Monday.",
        ),
    )
    assert _control(found) == []


def _square(west: float, size: float) -> dict[str, object]:
    ring = [[west, 49.0], [west + size, 49.0], [west + size, 50.0], [west, 50.0], [west, 49.0]]
    return {"type": "Polygon", "coordinates": [ring]}


def _layer(key: str, day: str, west: float, size: float = 1.0) -> Reference:
    geometry = _square(west, size)
    row = ControlRow(date=day, status="occupied", geometry=geometry, area_km2=area_km2(geometry))
    return Reference(key=key, name=f"Front map {day}", kind="control", rows=(row,))


def _ledger(*references: Reference) -> Ledger:
    return keep("control", unread(datetime(2025, 5, 9, tzinfo=UTC), *references), {})


def test_layers_of_one_series_tell_gained_and_lost_with_the_method() -> None:
    (entry,) = _control(_ledger(_layer("a", "2025-05-01", 36.0), _layer("b", "2025-05-08", 36.5)))
    assert [cell.as_of for cell in entry.held] == ["2025-05-01", "2025-05-08"]
    (flag,) = entry.flags
    assert flag.kind == "area-change"
    assert "equal-area" in flag.says
    assert all(cell.reference and not cell.statements for cell in entry.held)


def test_a_shifted_square_gains_what_it_loses() -> None:
    (one,) = series([_layer("a", "2025-05-01", 36.0), _layer("b", "2025-05-08", 36.5)])
    change = one.change("occupied", "2025-05-01", "2025-05-08")
    assert change.gained == pytest.approx(change.lost, rel=1e-6)
    assert change.gained == pytest.approx(change.area_before / 2, rel=1e-3)


def test_two_series_are_never_mixed() -> None:
    other = Reference(key="z", name="Other map 2025-05-01", kind="control", rows=_layer("z", "2025-05-01", 38.0).rows)
    assert len(_control(_ledger(_layer("a", "2025-05-01", 36.0), other))) == 2


def test_a_layer_of_tomorrow_is_not_shown_yet() -> None:
    assert _control(_ledger(_layer("a", "2025-06-01", 36.0))) == []


def test_a_village_entered_and_not_held_is_contested(ledger: Make) -> None:
    text = (
        "Russian forces have captured the village of Tykha Dolyna, the Defence Ministry in Moscow said on Wednesday."
        " The Battle Atlas, a research group, assessed that Russian forces had entered the outskirts of Tykha Dolyna but did not"
        " control it."
    )
    (entry,) = ledger("control", ("2025-03-05", text)).entries
    assert entry.title == "Tykha Dolyna: contested"
    assert texts(entry, "held") == ["captured", "contested", "denied"]


def test_no_battle_of_another_kind(ledger: Make) -> None:
    text = (
        "The singer entered Paris to cheers on Sunday. The battle for Paris goes on between two perfume makers, a judge said."
        " Some lawmakers will fight for Dreamers, the senator said."
    )
    assert ledger("control", ("2025-03-05", text)).entries == ()


def test_villages_named_together_and_the_claim_about_one_rejected(ledger: Make) -> None:
    text = (
        "Russia's Defence Ministry claimed on Wednesday that its troops had captured the villages of Novopavlivka and Zelene."
        " DeepState, a Ukrainian monitoring group, said that Ukrainian troops had recaptured Udachne on Tuesday."
        " A spokesman for the Dnipro group of forces denied the Russian claim about Zelene."
    )
    novopavlivka, zelene, udachne = ledger("control", ("2025-09-17", text)).entries
    assert [(cell.text, cell.unit) for cell in novopavlivka.held] == [("captured", "claimed")]
    assert [(cell.text, cell.unit) for cell in zelene.held] == [("captured", "claimed"), ("denied", "claimed")]
    assert [(cell.text, cell.unit, cell.as_of) for cell in udachne.held] == [("captured", "assessed", "2025-09-16")]


def test_encircled_is_contested(ledger: Make) -> None:
    text = "The Sudan Conflict Observatory said that fighters had encircled the town of Babanusa."
    (entry,) = ledger("control", ("2025-11-02", text)).entries
    assert entry.title == "Babanusa: contested"
