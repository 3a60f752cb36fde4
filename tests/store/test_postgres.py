"""What is PostgreSQL's alone: addresses, what stands at one, passwords out of sight, numbers, NUL, its own backup."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest
from click.testing import CliRunner, Result

from livebrief.cli import main
from livebrief.errors import Abort, Retry, WrongUsage
from livebrief.records.articles import Copy
from livebrief.records.outcomes import Why
from livebrief.store import Store
from livebrief.store.accounts import Account, Deed
from livebrief.store.address import is_address, masked
from livebrief.store.postgres import WORD_CHARS, WORDS
from livebrief.store.schema import metadata

from .making import LATER, hour, keep, reading, received
from .server import Server

SECRET = "h0rse-battery"
ADDED = Deed(at=hour(0), by="Åda", kind="added", person="Åda")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    address = server.make()
    yield address
    server.drop(address)


def _run(store: str, *args: str) -> Result:
    return CliRunner().invoke(main, ["--store", store, "--beat", "demo", "--reader", "rules", *args])


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ada@db/desk", "postgresql://ada@db/desk"),
        ("postgresql://ada:pw@db:5432/desk", "postgresql://ada:***@db:5432/desk"),
        ("postgresql://ada:p:/?#@w@db/desk", "postgresql://ada:***@db/desk"),
        ("postgresql:/ada:pw@db/desk", "postgresql:/ada:***@db/desk"),
        ("postgresql:///desk?password=pw", "postgresql:///desk?password=***"),
        ("postgresql:///d?password=p&host=/x", "postgresql:///d?password=***&host=/x"),
    ],
)
def test_a_password_is_never_shown(address: str, shown: str) -> None:
    assert is_address(address)
    assert masked(address) == shown


@pytest.mark.parametrize("path", ["livebrief.db", "/var/lib/desk.db", "C:/desk.db", r"C:\desk.db", "a:b@c.db"])
def test_a_path_is_no_address(path: str) -> None:
    assert not is_address(path)
    assert masked(path) == path


@pytest.mark.parametrize(
    ("address", "kind", "says"),
    [
        (f"postgresql://ada:{SECRET}@127.0.0.1:1/desk", Retry, "no PostgreSQL server answers.*start it"),
        (f"postgresql://ada:{SECRET}@a@127.0.0.1/desk", WrongUsage, "%40"),
        (f"postgresql://ada:{SECRET}@127.0.0.1:five/desk", WrongUsage, "not a database's address"),
        (f"postgresql:/ada:{SECRET}@127.0.0.1/desk", WrongUsage, "postgresql://USER@HOST/DATABASE"),
        (f"mysql://ada:{SECRET}@127.0.0.1/desk", WrongUsage, "no store is kept there"),
    ],
)
def test_where_nothing_answers_the_error_names_the_way_out(address: str, kind: type[Abort], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        Store.open(address)
    assert SECRET not in str(caught.value)
    done = _run(address, "verify")
    assert done.exit_code == (2 if kind is WrongUsage else 1)
    assert SECRET not in done.output


def test_a_database_or_a_user_that_does_not_exist(server: Server) -> None:
    with pytest.raises(Abort, match="does not exist — create it: createdb"):
        Store.open(server.address("nowhere"))
    with pytest.raises(Abort, match="check user, password"):
        Store.open(server.address("postgres").replace("desk:", "nobody:"))


def test_the_driver_is_asked_for_by_name() -> None:
    asked = (
        "import sys; sys.modules['psycopg'] = None; from livebrief.store import Store; Store.open('postgresql:///desk')"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "pip install 'livebrief[postgresql]'" in done.stderr


def test_an_empty_database_is_not_made_a_store_unasked(empty: str) -> None:
    assert not Store.there(empty)
    with pytest.raises(Abort, match="livebrief add"):
        Store.open(empty, create=False)
    assert _run(empty, "verify").exit_code == 2
    with psycopg.connect(empty) as conn:
        assert conn.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


@pytest.mark.parametrize("table", ["person (name text)", "alembic_version (version_num text)"])
def test_another_programs_database_is_refused_and_left_alone(empty: str, table: str) -> None:
    with psycopg.connect(empty) as conn:
        conn.execute(f"CREATE TABLE {table}")  # type: ignore[call-overload]
    with pytest.raises(Abort, match=r"not a Livebrief store.*another database"):
        Store.open(empty)
    with psycopg.connect(empty) as conn:
        found = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert found == [(table.partition(" ")[0],)]


def test_an_encoding_that_cannot_hold_all_news_is_refused(server: Server) -> None:
    address = server.make("ENCODING 'LATIN1'")
    with pytest.raises(Abort, match=r"LATIN1.*createdb --encoding=UTF8"):
        Store.open(address)
    server.drop(address)


def test_the_databases_locale_changes_no_order(empty: str) -> None:
    Store.open(empty).close()
    asked = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE data_type = 'text' AND table_name = ANY(%s)"
    with psycopg.connect(empty) as conn:
        assert conn.execute(asked, [list(metadata.tables)]).fetchall() == [("C",)]


def test_numbers_have_no_gaps(empty: str) -> None:
    with Store.open(empty) as store:
        with pytest.raises(RuntimeError), store.writer() as writer:
            keep(writer, 1)
            raise RuntimeError("interrupted")
        with store.writer() as writer:
            keep(writer, 2)
        assert store.newest_document() == store.newest_entry() == 1
        assert store.mark() == (1, 1, 0, 1, 0)


@pytest.mark.parametrize("odd", ["a\0b", "\x1a", "\x1a0\0\x1a1", "\0\0", "\x1a\x1a0"])
def test_text_may_hold_nul(empty: str, odd: str) -> None:
    made = reading(1)
    doc = msgspec.structs.replace(made.document, text=made.document.text + odd)
    made = msgspec.structs.replace(made, document=doc)
    with Store.open(empty) as store:
        with store.writer() as writer:
            writer.receive(received(1), known_at=hour(1), recorded_at=LATER)
            writer.keep_reading(made, recorded_at=LATER)
            writer.set_aside(odd, Why.NOT_JSON, odd, LATER)
            assert not writer.set_aside(odd, Why.NOT_JSON, odd, LATER)
        assert store.reading(doc.id) == made
        assert store.aside()[0].source == odd


def test_a_sentence_of_any_length_is_kept_and_found(empty: str) -> None:
    made = reading(1)
    words = " ".join(f"{n}{'ж' * 70}" for n in range(2 * WORDS))
    doc = msgspec.structs.replace(made.document, text=words, sentences=(), blocks=())
    long = msgspec.structs.replace(made.document.sentences[0], start=0, end=len(words))
    made = msgspec.structs.replace(
        made, document=msgspec.structs.replace(doc, sentences=(long,)), mentions=(), sightings=()
    )
    with Store.open(empty) as store:
        with store.writer() as writer:
            writer.receive(received(1), known_at=hour(1), recorded_at=LATER)
            writer.keep_reading(made, recorded_at=LATER)
        assert [hit.id for hit, _ in store.find("7" + "ж" * 70)] == [doc.id]
        assert [hit.id for hit, _ in store.find("7" + "ж" * (WORD_CHARS - 1) + "*")] == [doc.id]
        assert store.find("7" + "ж" * 5) == []


def test_its_own_tools_copy_it(empty: str, server: Server, tmp_path: Path) -> None:
    """As docs/running.md says."""
    with Store.open(empty) as store, store.writer() as writer:
        keep(writer, 1)
        made = keep(writer, 2)
    saved, back = tmp_path / "saved.dump", server.make()
    subprocess.run([server.programs / "pg_dump", "--format=custom", f"--file={saved}", f"--dbname={empty}"], check=True)
    filling = ["--exit-on-error", "--no-owner", f"--dbname={back}", saved]
    subprocess.run([server.programs / "pg_restore", *filling], check=True)
    assert _run(back, "verify").exit_code == 0
    with Store.open(back) as store:
        assert store.reading(made.document.id) == made
        with store.writer() as writer:
            keep(writer, 3)
        assert store.newest_document() == 3
    server.drop(back)


def test_a_desk_moves_from_a_file_to_a_server_and_back(path: Path, empty: str, tmp_path: Path) -> None:
    with Store.open(path) as store:
        store.people.add(Account(name="Åda", role="admin", secret="x", created_at=hour(0)), ADDED)
        with store.writer() as writer:
            first = keep(writer, 1).document.id
            keep(writer, 2, hours=1, copy=Copy(of=first, how="near"))
            keep(writer, 3, hours=9)
            writer.set_aside("odd\0", Why.NOT_JSON, "", LATER)
        kept = _all(store)
    saved, away = tmp_path / "saved.db", tmp_path / "away.db"
    for store_, command in ((path, ("backup", saved)), (empty, ("restore", saved)), (empty, ("backup", away))):
        done = _run(str(store_), *map(str, command))
        assert done.exit_code == 0, done.output
    for where in (empty, away):
        with Store.open(where) as store:
            assert _all(store) == kept
            assert store.verify() == []
            assert store.mark() == (3, 3, 1, 3, 0)
            with store.writer() as writer:
                keep(writer, 4)
            assert store.newest_document() == store.newest_entry() == 4
    again = _run(empty, "restore", str(saved))
    assert again.exit_code == 2
    assert "a store is here already" in again.output
    assert "there already" in _run(empty, "backup", str(saved)).output


def _all(store: Store) -> tuple[object, ...]:
    people = store.people
    return (
        store.counts(),
        store.held(LATER),
        list(store.decisions()),
        [reading for reading, _ in store.placed()],
        list(store.aside()),
        store.find("ferry*"),
        (people.accounts(), people.deeds(9)),
    )


def test_the_configuration_hides_the_password() -> None:
    done = _run(f"postgresql://ada:{SECRET}@db/desk", "config")
    assert "postgresql://ada:***@db/desk" in done.output
    assert SECRET not in done.output


def test_a_reader_may_not_write(empty: str) -> None:
    with Store.open(empty) as store, pytest.raises(Abort, match="read-only"), store._look() as conn:
        conn.exec_driver_sql("DELETE FROM capture")


def test_a_connection_that_was_cut_is_made_anew(empty: str) -> None:
    with Store.open(empty) as store:
        store.counts()
        with psycopg.connect(empty, autocommit=True) as conn:
            conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'livebrief'")
        assert store.counts()["document"] == 0
        with pytest.raises(Retry, match="try again"), store.writer() as writer:
            keep(writer, 1)
            with psycopg.connect(empty, autocommit=True) as conn:
                conn.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'livebrief'"
                )
            keep(writer, 2)
        assert store.counts()["document"] == 0
