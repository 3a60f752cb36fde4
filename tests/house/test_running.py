"""Running a desk from the command line: backup while adding, restore, configuration, one turn of a watch."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import msgspec
from click.testing import CliRunner, Result

from livebrief.bench.articles import perturbed
from livebrief.cli import main
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from tests.ingest.site import serving


def _run(store: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "--beat", "demo", "--reader", "rules", *args])


def test_a_backup_made_while_adding_is_whole_and_comes_back(tmp_path: Path) -> None:
    store, saved, back = tmp_path / "desk.db", tmp_path / "saved.db", tmp_path / "back" / "desk.db"
    inputs = tmp_path / "a.jsonl"
    inputs.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in perturbed(80)))
    with Newsroom(Config(store=store, beat="demo", reader="rules", batch_documents=5)) as room:
        room.store.counts()
        adding = Thread(target=room.add, args=([str(inputs)],))
        adding.start()
        done = _run(store, "backup", str(saved))
        adding.join()
        assert done.exit_code == 0, done.output
        whole = room.store.counts()
    assert _run(back, "restore", str(saved)).exit_code == 0
    assert _run(back, "verify").exit_code == 0
    assert _run(back, "add", str(inputs)).exit_code == 0
    with Newsroom(Config(store=back)) as room:
        assert room.store.counts() == whole


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    store, saved = tmp_path / "desk.db", tmp_path / "saved.db"
    assert _run(store, "backup", str(saved)).exit_code == 2
    inputs = tmp_path / "a.txt"
    inputs.write_text("The pier fell on Friday, the harbour master said.", encoding="utf-8")
    _run(store, "add", str(inputs))
    assert _run(store, "backup", str(saved)).exit_code == 0
    assert "there already" in _run(store, "backup", str(saved)).output
    assert "a store is here already" in _run(store, "restore", str(saved)).output


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"SQLite format 3\x00" + b"\x00" * 5000)
    done = _run(tmp_path / "desk.db", "restore", str(bad))
    assert done.exit_code == 1
    assert not (tmp_path / "desk.db").exists()


def test_every_knob_is_shown_with_its_variable(tmp_path: Path) -> None:
    shown = _run(tmp_path / "desk.db", "config").output
    for name in Config.__struct_fields__:
        assert f"LIVEBRIEF_{name.upper()}" in shown


def test_one_turn_of_a_watch(tmp_path: Path) -> None:
    with serving() as site:
        site.feed("/feed", [("/a", "Pier falls")])
        site.page("/a", "The mayor of Karsk, Ilse Brandt, said that three people were hurt when the pier fell. " * 3)
        done = _run(tmp_path / "desk.db", "watch", site.root + "/feed", "--once", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["made"] == 1


def test_a_watch_needs_feeds(tmp_path: Path) -> None:
    done = _run(tmp_path / "desk.db", "watch", "--once")
    assert done.exit_code == 2
    assert "no feeds" in done.output
