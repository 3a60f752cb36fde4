"""Opening: whose file it is, which schema, and what a second opening finds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from livebrief.errors import Abort, BrokenStore, Missing, Retry
from livebrief.records.articles import Copy
from livebrief.store import Store, postgres, schema, sqlite
from livebrief.store.ports import Keeps

from .hands import tamper
from .making import LATER, hour, keep, reading, received


def test_a_store_satisfies_its_port(store: Store) -> None:
    keeps: Keeps = store
    assert keeps.verify() == []


def test_what_was_kept_is_there_when_opened_again(where: str) -> None:
    assert not Store.there(where)
    with Store.open(where) as store, store.writer() as writer:
        made = keep(writer, 1)
    assert Store.there(where)
    with Store.open(where, create=False) as store:
        assert store.reading(made.document.id) == made


def test_a_scratch_store_behaves_alike_and_leaves_nothing() -> None:
    with Store.open(":memory:") as store:
        with store.writer() as writer:
            made = keep(writer, 1)
            with pytest.raises(Missing):
                store.reading(made.document.id)
        assert store.reading(made.document.id) == made
        folder = Path(store._database.name).parent
    del store
    assert not folder.exists()


def test_a_missing_file_is_not_made_unasked(path: Path) -> None:
    with pytest.raises(Abort, match="livebrief add"):
        Store.open(path, create=False)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"title,date\n" * 40, b"x", b"SQLite format 3\x00 and no more"])
def test_another_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Abort, match=r"not a Livebrief store.*another file"):
        Store.open(path)
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE person (name)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(Abort, match="not a Livebrief store"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Abort, match="cannot be opened"):
        Store.open(tmp_path)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.verify() == []


def test_a_newer_schema_is_refused_with_the_way_out(where: str) -> None:
    Store.open(where).close()
    tamper(where, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Abort, match=r"9999.*upgrade Livebrief"):
        Store.open(where)


def test_a_damaged_file_is_named(path: Path) -> None:
    with Store.open(path) as store, store.writer() as writer:
        keep(writer, 1)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(4096 * 3))
    with pytest.raises(BrokenStore, match="livebrief verify"):
        Store.open(path)


def test_damage_after_opening_is_listed(path: Path) -> None:
    with Store.open(path) as store, store.writer() as writer:
        for n in range(40):
            keep(writer, n)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sighting'").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Store.open(path) as store:
        assert "file" in {one.table for one in store.verify()}


def test_threads_share_a_store(store: Store) -> None:
    with store.writer() as writer:
        for n in range(20):
            keep(writer, n)

    def look(n: int) -> str:
        if n % 5 == 0:
            with store.writer() as writer:
                keep(writer, 100 + n)
        return store.reading(reading(n).document.id).document.title

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(look, range(20))) == [f"Ferry {n}" for n in range(20)]
    assert store.counts()["document"] == 24
    assert store.verify() == []


def test_the_migrations_build_the_schema(store: Store) -> None:
    def ours(_object: object, name: str | None, type_: str, *_rest: object) -> bool:
        return type_ != "table" or not str(name).startswith("sentence")

    with store._look() as conn:
        context = MigrationContext.configure(conn, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.REVISION


def test_the_index_keeps_no_text(path: Path) -> None:
    with Store.open(path) as store:
        with store.writer() as writer:
            made = keep(writer, 1)
        with store._look() as conn:
            assert conn.execute(sa.text("SELECT words FROM sentence")).scalars().all() == [None, None]
            tables = conn.execute(sa.text("SELECT name FROM sqlite_master WHERE name LIKE 'sentence_content%'"))
            assert tables.all() == []
        assert store.find("ferry1")[0][0] == made.document


def test_commits_reach_the_disk(path: Path) -> None:
    with Store.open(path) as store, store._look() as conn:
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_readers_go_on_while_one_writes_and_a_second_writer_waits(
    where: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    monkeypatch.setattr(postgres, "TURN_MS", 50)
    with store.writer() as writer:
        writer.receive(received(1), known_at=hour(1), recorded_at=LATER)
        assert store.counts()["capture"] == 0
        with Store.open(where) as other:
            assert other.counts()["capture"] == 0
            with pytest.raises(Retry, match="try again"), other.writer():
                pass
    assert store.counts()["capture"] == 1


def test_a_block_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writer() as writer:
        keep(writer, 1)
        raise RuntimeError("interrupted")
    assert set(store.counts().values()) == {0}
    assert store.find("ferry1") == []


def test_alembic_is_not_loaded_for_a_store_of_today(where: str) -> None:
    Store.open(where).close()
    asked = "import sys; from livebrief.store import Store; Store.open(sys.argv[1]); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked, where], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_older_store_is_brought_up_and_its_copies_keep_their_order(path: Path) -> None:
    with Store.open(path) as store, store.writer() as writer:
        first = keep(writer, 1).document.id
        made = [keep(writer, n, copy=Copy(of=first, how="near")).document.id for n in (4, 2, 3)]
    with Store.open(path) as store:
        before = store.held(LATER)
    _back_to_0004(path)
    with Store.open(path) as store:
        assert store.held(LATER) == before
        assert store.verify() == []
        with store._look() as conn:
            assert conn.exec_driver_sql("SELECT document FROM copy ORDER BY seq").scalars().all() == made


def _back_to_0004(path: Path) -> None:
    """The file as the revision before left it: copies under their document, numbered by the way."""
    raw = sqlite3.connect(path)
    raw.executescript("""
        ALTER TABLE copy RENAME TO numbered; DROP INDEX ix_copy_of;
        CREATE TABLE copy (document TEXT PRIMARY KEY REFERENCES document (id), "of" TEXT NOT NULL REFERENCES document (id),
                           body TEXT NOT NULL);
        CREATE INDEX ix_copy_of ON copy ("of");
        INSERT INTO copy SELECT document, "of", body FROM numbered ORDER BY seq;
        DROP TABLE numbered; UPDATE alembic_version SET version_num = '0004';
    """)
    raw.close()
