"""The desk commands as a stranger runs them: attach a series, ask for ledgers, ask for what is not there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from livebrief.cli import main
from livebrief.newsroom import demo_inputs

TABLE = (
    "time_start,time_end,model,launch_place,target,carrier,launched,destroyed\n"
    "2025-03-05 22:00,2025-03-06 05:00,Shahed-136/131,Coast,Ostrel,,48,31\n"
    "2025-03-07 22:00,2025-03-08 05:00,Shahed-136/131,Coast,Ostrel,,minus,19\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    done = CliRunner().invoke(
        main, ["--store", str(path), "--beat", "demo", "--reader", "rules", "add", str(demo_inputs())]
    )
    assert done.exit_code in (0, 3), done.output
    return path


def _run(store: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "--beat", "demo", *args])


def test_a_series_is_attached_and_its_bad_row_is_named(store: Path, tmp_path: Path) -> None:
    table = tmp_path / "night_table.csv"
    table.write_text(TABLE, encoding="utf-8")
    done = _run(store, "attach", str(table), "--name", "Night table", "--json")
    said = json.loads(done.stdout)
    assert (said["key"], said["kind"], said["rows"]["made"], said["new"]) == ("night_table", "attacks", 1, True)
    assert "minus" in str(said["rows"]["set_aside"])
    assert done.exit_code == 3
    assert json.loads(_run(store, "attach", str(table), "--name", "Night table", "--json").stdout)["new"] is False


def test_what_is_no_series_is_refused_by_name(store: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear desk, good morning.", encoding="utf-8")
    done = _run(store, "attach", str(letter))
    assert done.exit_code == 2
    assert "letter.txt" in done.output
    assert "--kind" in done.output


def test_ledgers_come_as_lines_as_a_table_and_as_places(store: Path) -> None:
    lines = [json.loads(line) for line in _run(store, "ledger", "harm", "--json").stdout.splitlines()]
    assert lines
    assert all(line["desk"] == "harm" and line["statements"] for line in lines)
    table = _run(store, "ledger", "harm", "--csv").stdout
    rows = list(csv.reader(io.StringIO("".join(row for row in table.splitlines(keepends=True) if row[0] != "#"))))
    assert len(rows) == len(lines) + 1
    places = json.loads(_run(store, "ledger", "harm", "--geojson").stdout)
    assert places["type"] == "FeatureCollection"


def test_an_earlier_moment_shows_less(store: Path) -> None:
    early = _run(store, "ledger", "harm", "--as-of", "2025-03-03", "--json").stdout.splitlines()
    assert 0 < len(early) < len(_run(store, "ledger", "harm", "--json").stdout.splitlines())


def test_a_desk_that_is_none_names_those_there_are(store: Path) -> None:
    done = _run(store, "ledger", "weather")
    assert done.exit_code == 2
    assert "harm" in done.output
