"""The SQLite back end (docs: databases.py): opening a file safely, its pragmas, one writer at a time, its text index
(FTS5), and its errors in our words.

Durability: write-ahead log with ``synchronous=FULL``, so that a commit that was acknowledged survives a kill and a
power cut. A file is ours when its header carries our application id, which is written before anything else; another
program's file is refused before it is touched.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from livebrief.errors import Abort, BrokenStore, Retry
from livebrief.store.address import NoStore
from livebrief.store.migrate import migrate, revision_of
from livebrief.store.schema import REVISION
from livebrief.store.words import Phrase

APPLICATION_ID = 0x4C425246  # "LBRF" in the four bytes that SQLite leaves to applications
BUSY_MS = 30_000  # a writer's batch takes well under a second; thirty cover a slow disk's checkpoint
# Pages that a connection keeps, in KiB. Who only reads gets the rest from the system's cache in microseconds, and a served
# desk has several such; a writer's fit the indexes of 20,000 articles, of which each batch touches many.
READING_KIB, WRITING_KIB = 4_096, 65_536
# Pages of the log after which it is brought into the file. Ids are hashes, so the more a store holds, the more pages of its
# indexes a batch touches: at the usual thousand each batch would write all of them twice.
LOG_PAGES = 8_192
MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
OTHER_FILE = "name another file with --store (or LIVEBRIEF_STORE)"


_INDEX = sa.text("INSERT INTO sentence (rowid, words) VALUES (:number, :words)")
_SENTENCE = sa.table("sentence", sa.column("rowid", sa.BigInteger))


class Sqlite:
    """One file (:class:`livebrief.store.databases.Database`)."""

    def __init__(self, readers: sa.Engine, writers: sa.Engine, path: Path) -> None:
        self._readers, self._writers, self._path = readers, writers, path

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self._path)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One snapshot, of the write-ahead log."""
        with troubles(self._path), self._readers.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that holds the file's write lock from its first moment."""
        with troubles(self._path), self._writers.connect() as conn, conn.begin():
            yield conn

    def index(self, conn: sa.Connection, sentences: Sequence[tuple[int, str]]) -> None:
        """Add rows to the contentless FTS5 table."""
        conn.execute(_INDEX, [{"number": number, "words": words} for number, words in sentences])

    def matching(self, phrases: Sequence[Phrase]) -> tuple[sa.ColumnElement[int], sa.ColumnElement[bool]]:
        """In FTS5's language, every phrase quoted."""
        match = " ".join(f'"{phrase.text}"' + "*" * phrase.begins for phrase in phrases)
        whole: sa.ColumnClause[str] = sa.column("sentence")  # the table's own name stands for all of its columns
        return _SENTENCE.c.rowid, whole.op("MATCH", is_comparison=True, return_type=sa.Boolean())(match)

    def damage(self, conn: sa.Connection) -> Iterator[str]:
        """What SQLite itself finds wrong with the file, at most twenty lines."""
        lines = conn.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
        yield from (line for line in lines if line != "ok")

    def backup(self, to: Path) -> bool:
        """Copy the file's content in one step (a paged copy never ends under a steady writer), and move it into place
        whole."""
        part = to.with_name(to.name + ".part")
        part.unlink(missing_ok=True)
        with (
            troubles(self._path),
            closing(sqlite3.connect(self._path, timeout=BUSY_MS / 1000)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself; opening it turns the log on again
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(to)
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._readers.dispose()
        self._writers.dispose()


def open_database(path: Path, *, create: bool, lasting: bool = True) -> Sqlite:
    """The store at ``path``, at today's schema. ``lasting=False`` gives up durability (scratch stores).

    Raises Abort when the file is missing and not to be created, is not a Livebrief store, or is of a newer schema.
    """
    _admit(path, create)
    readers = _engine(path, begin="BEGIN", cache_kib=READING_KIB, lasting=lasting)
    writers = _engine(path, begin="BEGIN IMMEDIATE", cache_kib=WRITING_KIB, lasting=lasting)
    database = Sqlite(readers, writers, path)
    try:
        with troubles(path):
            _mark(path)
        with database.reading() as conn:
            current = revision_of(conn) == REVISION
        if not current:
            with database.writing() as conn:
                migrate(conn, database.name)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """SQLite's errors in our words: Retry when busy, BrokenStore when damaged, Abort when the disk refuses."""
    try:
        yield
    except sa.exc.TimeoutError as wrong:
        raise Retry("too many readers at once", subject=str(path), way_out="try again") from wrong
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as wrong:
        said = str(getattr(wrong, "orig", None) or wrong)
        if "locked" in said or "busy" in said:
            raise Retry("another process is writing to the store", subject=str(path), way_out="try again") from wrong
        if "malformed" in said or "not a database" in said or "corrupt" in said:
            raise BrokenStore(said, subject=str(path), way_out="run `livebrief verify`; restore a backup") from wrong
        if any(word in said for word in ("full", "readonly", "unable to open", "disk I/O")):
            way_out = "check the disk's space and the file's and folder's permissions"
            raise Abort(said, subject=str(path), way_out=way_out) from wrong
        raise


def _admit(path: Path, create: bool) -> None:
    """Refuse what is not ours before SQLite touches it."""
    try:
        if not path.exists():
            if not create:
                raise NoStore("no store here", subject=str(path), way_out="begin one with `livebrief add INPUT…`")
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError as wrong:
        raise Abort(f"cannot be opened ({wrong.strerror})", subject=str(path), way_out=OTHER_FILE) from wrong
    ours = header.startswith(MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if header and not ours:
        raise Abort("not a Livebrief store", subject=str(path), way_out=OTHER_FILE)


def _mark(path: Path) -> None:
    """Our application id first, in the file itself (not its log), then the write-ahead log."""
    conn = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            conn.execute("PRAGMA journal_mode=WAL")
    finally:
        conn.close()


def _engine(path: Path, *, begin: str, cache_kib: int, lasting: bool) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite+pysqlite", database=str(path)))
    event.listen(engine, "connect", _on_connect(cache_kib, lasting))
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(begin))
    return engine


def _on_connect(cache_kib: int, lasting: bool) -> Any:
    pragmas = (
        f"busy_timeout={BUSY_MS}",
        f"synchronous={'FULL' if lasting else 'OFF'}",
        "foreign_keys=ON",
        f"cache_size=-{cache_kib}",
        f"wal_autocheckpoint={LOG_PAGES}",
    )

    def prepare(dbapi: sqlite3.Connection, _record: object) -> None:
        dbapi.isolation_level = None  # transactions are begun by the engine, not guessed by the driver
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}")

    return prepare
