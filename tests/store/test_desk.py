"""A whole desk on both databases: law 4 (the same stories, claims, verdicts, ledgers and words), law 7 on the command line,
search, editing and undoing, attaching, signing in, the page.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from livebrief.bench.articles import perturbed
from livebrief.config import Config
from livebrief.errors import Retry
from livebrief.newsroom import Newsroom, demo_inputs
from livebrief.newsroom.attaching import About
from livebrief.newsroom.people import Door
from livebrief.publish.text import show_briefing
from livebrief.web.app import make_app

from .server import Server

NOW = datetime(2031, 4, 1, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
QUERIES = ("bridge", "the mayor", '"Old Weir"', "evacuat*", "Transmere drones", "said said said", "перемир*")
ALERTS = (
    "oblast,raion,hromada,level,started_at,finished_at,source\n"
    "Odeska oblast,,,oblast,2024-05-01 01:00:00+00:00,2024-05-01 02:00:00+00:00,official\n"
)
Pair = tuple[Newsroom, Newsroom]


def _room(store: str) -> Newsroom:
    return Newsroom(Config(store=store, beat="demo", reader="rules"), clock=lambda: NOW)


@pytest.fixture(scope="module")
def rooms(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The demo beat in a file and on a server."""
    address = server.make()
    with _room(str(tmp_path_factory.mktemp("desk") / "desk.db")) as plain, _room(address) as room:
        for each in (plain, room):
            each.add([str(demo_inputs())])
        yield plain, room
    server.drop(address)


def test_law_4_the_same_material_verdicts_and_ledgers(rooms: Pair) -> None:
    plain, room = rooms
    one, other = plain.material(), room.material()
    assert one == other
    assert plain.verdicts(one) == room.verdicts(other) != {}
    assert plain.ledgers() == room.ledgers()
    assert list(plain.store.decisions()) == list(room.store.decisions())
    assert room.verify() == []
    assert plain.store.counts() == room.store.counts()


def test_the_same_briefing_word_for_word(rooms: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for each in rooms:
        show_briefing(*each.briefing())
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""
    moment = rooms[0].store.last_known()
    assert rooms[0].briefing(moment)[0] == rooms[1].briefing(moment)[0]


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_the_same_sentences(rooms: Pair, query: str) -> None:
    plain, room = rooms
    middle = list(plain.store.decisions())[30].at
    for as_of in (None, middle):
        found = plain.store.find(query, 1000, as_of)
        assert room.store.find(query, 1000, as_of) == found


def test_what_is_asked_why_is_answered_alike(rooms: Pair) -> None:
    plain, room = rooms
    material = plain.material()
    for some_id in [*sorted(set(material.groups.claim_of.values()))[:5], *list(material.documents)[:3]]:
        assert plain.explain(some_id) == room.explain(some_id)
        assert plain.store.lookup(some_id) == room.store.lookup(some_id)


def test_an_editor_hides_a_line_and_brings_it_back(rooms: Pair) -> None:
    for room in rooms:
        claim = room.briefing()[0].stories[0].updates[0].claim
        action = room.editing.hide(claim, reason="twice on the page", seen=room.store.newest_entry())
        hidden = room.editing.decide(action, by="Ada Roe")
        assert claim in room.material().groups.hidden
        back = room.editing.undo(hidden.number, reason="it was not", seen=hidden.number)
        room.editing.decide(back, by="Ada Roe")
        assert claim not in room.material().groups.hidden
    assert list(rooms[0].store.decisions()) == list(rooms[1].store.decisions())


def test_a_series_is_attached_once(rooms: Pair, tmp_path: Path) -> None:
    table = tmp_path / "nights.csv"
    table.write_text(ALERTS, encoding="utf-8")
    for room in rooms:
        first = room.attach([table], About(kind="alerts", name="Nights"))
        again = room.attach([table], About(kind="alerts", name="Nights"))
        assert (first[0].new, again[0].new) == (True, False)
        assert room.store.blob(room.store.references()[0].sha256) == table.read_bytes()
    assert rooms[0].store.references() == rooms[1].store.references()


def test_people_sign_in_and_the_page_is_served(rooms: Pair) -> None:
    room = rooms[1]
    door = Door(room.store.people, lambda: NOW, hasher=CHEAP)
    door.add("Åda Röe", "admin", "seven herrings swim")
    secret, _ = door.sign_in("Åda Röe", "seven herrings swim", "here")
    visitor = door.visitor(secret)
    assert visitor is not None
    assert visitor.name == "Åda Röe"
    client = TestClient(make_app(room))
    assert client.get("/").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert "Old Weir" in client.get("/search", params={"q": '"Old Weir"'}).text


def test_readers_are_not_told_where_the_store_is(rooms: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_asked: object) -> None:
        raise Retry("no PostgreSQL server answers", subject=rooms[1].store._database.name)

    client = TestClient(make_app(rooms[1]))
    monkeypatch.setattr(rooms[1].store, "find", gone)
    for path in ("/search?q=bridge", "/api/v1/search?q=bridge"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "cannot be read now" in answer.text
        assert "postgresql" not in answer.text


@pytest.mark.slow
def test_law_7_adding_is_killed_and_begun_again(server: Server, tmp_path: Path) -> None:
    inputs, address = tmp_path / "articles.jsonl", server.make()
    inputs.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in perturbed(60)))
    command = [sys.executable, "-m", "livebrief", "--store", address, "--reader", "rules", "--beat", "demo", "add"]
    kept = 0
    for seconds in (1.0, 2.0, 3.0, 4.0):
        with subprocess.Popen([*command, str(inputs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            try:
                running.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.communicate()
        with _room(address) as room:
            assert room.verify() == []
            counts = room.store.counts()
            assert counts["capture"] >= kept
            kept = counts["capture"]
    with _room(address) as room, _room(str(tmp_path / "calm.db")) as calm:
        for each in (room, calm):
            each.add([str(inputs)])
        assert room.verify() == []
        assert room.store.counts() == calm.store.counts()
        one, other = room.material().groups, calm.material().groups
        assert (one.story_of, one.development_of, one.claim_of) == (
            other.story_of,
            other.development_of,
            other.claim_of,
        )
    server.drop(address)
