"""The gate: floors hold on the demo beat, absent data is not run, a lower figure is below."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from livebrief.config import Config
from livebrief.errors import WrongUsage
from livebrief.evals import gate


@pytest.mark.slow
def test_the_demo_gold_holds_its_floors() -> None:
    (result,) = gate.run(["demo"], Config())
    shown = "\n".join(f"{each.name}: {each.value:.3f} (floor {each.floor})" for each in result.measures)
    assert result.status == "passed", shown + "\n" + "\n".join(result.notes)


def test_absent_data_is_not_run(tmp_path: Path) -> None:
    (result,) = gate.run(["stories"], Config(data=tmp_path))
    assert result.status == "not run"
    assert str(tmp_path) in result.notes[0]


def test_below_a_floor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[made]\nquality = 0.9\n")
    monkeypatch.setattr(gate, "FLOORS", floors)

    def found(value: float) -> gate.Found:
        return gate.Found(measures=(gate.Measure(name="quality", value=value),))

    for value, status in ((0.89, "below"), (0.91, "passed")):
        monkeypatch.setattr(gate, "suites", lambda value=value: {"made": (lambda _: (floors,), lambda _: found(value))})
        (result,) = gate.run([], Config())
        assert result.status == status


def test_changed_data_are_below(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[made]\nfingerprint = "0000"\n')
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "suites", lambda: {"made": (lambda _: (floors,), lambda _: gate.Found(measures=()))})
    (result,) = gate.run([], Config())
    assert result.below


def test_unknown_suite_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="no such suite"):
        gate.run(["tea-leaves"], Config())


def test_results_are_plain_data() -> None:
    result = gate.Result(suite="a", status="passed", measures=(gate.Measure(name="b", value=1.0),))
    assert msgspec.json.decode(msgspec.json.encode(result))["suite"] == "a"
