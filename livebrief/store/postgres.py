"""The PostgreSQL back end (docs: databases.py): opening a database safely, one writer at a time, its text index (tsvector
under GIN), and its errors in our words. The driver, psycopg 3, is an extra: ``pip install livebrief[postgresql]``.

Durability is the server's: a commit that was acknowledged survives as its ``synchronous_commit`` and ``fsync`` say (both
are on unless somebody turned them off). A database is ours when its table of versions carries our remark; one with tables
of another program is refused before it is touched. Why it is as it is: docs/notes/0023-postgresql.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from livebrief.errors import Abort, BrokenStore, LivebriefError, Retry, WrongUsage
from livebrief.store.address import NoStore, masked
from livebrief.store.migrate import migrate, revision_of
from livebrief.store.schema import REVISION
from livebrief.store.words import Phrase, words_of

SCHEMES = ("postgresql", "postgres")  # as PostgreSQL's own tools take them
MARK = "Livebrief"  # the remark on the table of versions
TURN = 0x4C425246  # the advisory lock of the one writer ("LBRF"); such locks are each database's own
TURN_MS = 30_000  # as long as a writer waits on SQLite (sqlite.BUSY_MS)
CONNECT_S = 10  # until a host that does not answer is given up; a far one answers within a second
# A sentence's words must fit a tsvector's MiB: 4,000 words of 60 characters of four bytes do, with their places. Longer
# words are found by their beginnings, later ones are kept but not found.
WORDS, WORD_CHARS = 4_000, 60

_INDEX = sa.text("INSERT INTO sentence (number, words) VALUES (:number, CAST(:words AS tsvector))")
_SENTENCE = sa.table("sentence", sa.column("number", sa.BigInteger), sa.column("words", TSVECTOR))
_OURS = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
_DRIVER = "pip install 'livebrief[postgresql]'"
_OTHER = "name another database with --store (or LIVEBRIEF_STORE)"


class Postgres:
    """One database of a server (:class:`livebrief.store.databases.Database`)."""

    def __init__(self, engine: sa.Engine, address: str) -> None:
        self._engine, self._name = engine, masked(address)
        self._readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        # Each statement of a writer sees what was committed before it: also what was while it waited for its turn.
        self._writers = engine.execution_options(isolation_level="READ COMMITTED")

    @property
    def name(self) -> str:
        """The address, without its password."""
        return self._name

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One snapshot: a repeatable-read transaction that may not write."""
        with self._troubles(), self._readers.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that holds the writer's advisory lock, which the server lets go of at its end, also at a kill."""
        with self._troubles(), self._writers.connect() as conn, conn.begin():
            conn.exec_driver_sql(f"SET LOCAL lock_timeout = {TURN_MS}; SELECT pg_advisory_xact_lock({TURN})")
            yield conn

    def index(self, conn: sa.Connection, sentences: Sequence[tuple[int, str]]) -> None:
        """Add rows of words and their places."""
        conn.execute(_INDEX, [{"number": number, "words": _vector(text)} for number, text in sentences])

    def matching(self, phrases: Sequence[Phrase]) -> tuple[sa.ColumnElement[int], sa.ColumnElement[bool]]:
        """As a tsquery; what has no word in a phrase asks for nothing."""
        asked = " & ".join(each for each in map(_query, phrases) if each)
        return _SENTENCE.c.number, _SENTENCE.c.words.op("@@")(sa.cast(asked, TSQUERY))

    def damage(self, conn: sa.Connection) -> Iterator[str]:  # noqa: ARG002
        """Nothing: a server checks its pages as it reads them (``pg_amcheck`` looks at all of them)."""
        return iter(())

    def backup(self, to: Path) -> bool:  # noqa: ARG002
        """False: what is on a server is no file."""
        return False

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.TimeoutError as wrong:
            raise Retry("too many readers at once", subject=self._name, way_out="try again") from wrong
        except sa.exc.DBAPIError as wrong:
            if (ours := _in_our_words(wrong, self._name)) is None:
                raise
            raise ours from wrong


def open_database(address: str, *, create: bool) -> Postgres:
    """The store at an address, at today's schema; an empty database becomes one when ``create``.

    Raises Retry when no server answers; Abort when the database, the user or the driver is missing, the database is not a
    Livebrief store, is empty and not to be made one, or is of a newer schema; WrongUsage for what is no such address.
    """
    name = masked(address)
    engine = _engine(address, name)
    database = Postgres(engine, address)
    try:
        with database.reading() as conn:
            found = _revision(conn, name)
        if not found and not create:
            raise NoStore("no store here", subject=name, way_out="begin one with `livebrief add INPUT…`")
        if found != REVISION:
            with database.writing() as conn:
                _bring_up(conn, name)
    except BaseException:
        engine.dispose()
        raise
    return database


def _engine(address: str, name: str) -> sa.Engine:
    way_out = "postgresql://USER@HOST/DATABASE"
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        raise WrongUsage("not a database's address", subject=name, way_out=way_out) from None  # it may quote a password
    if "@" in (url.host or ""):  # what follows a bare @ of a password would be taken, and told, for the host
        raise WrongUsage("more than one @", subject=name, way_out="write @ in a password as %40")
    if url.drivername not in SCHEMES:
        raise WrongUsage("no store is kept there", subject=name, way_out=f"a file, or {way_out}")
    preset = {"connect_timeout": str(CONNECT_S), "application_name": "livebrief"}
    url = url.set(drivername="postgresql+psycopg").update_query_dict({**preset, **url.query})
    try:
        return sa.create_engine(url, pool_pre_ping=True)
    except ImportError as wrong:
        raise Abort("the driver for PostgreSQL is not installed", subject=name, way_out=_DRIVER) from wrong


def _revision(conn: sa.Connection, name: str) -> str:
    """The revision that the database stands at; empty for one without tables. Raises Abort when it is another's."""
    if conn.exec_driver_sql(_OURS).scalar() == MARK:
        return revision_of(conn)
    if sa.inspect(conn).get_table_names():
        raise Abort("not a Livebrief store", subject=name, way_out=_OTHER)
    return ""


def _bring_up(conn: sa.Connection, name: str) -> None:
    """Make or upgrade the tables; looked at again, for another process may have done it meanwhile."""
    found = _revision(conn, name)
    if not found and (encoding := conn.exec_driver_sql("SHOW server_encoding").scalar()) != "UTF8":
        way_out = "createdb --encoding=UTF8 --template=template0 NAME"
        raise Abort(f"the database's encoding is {encoding}, which cannot hold all news", subject=name, way_out=way_out)
    migrate(conn, name)
    if not found:
        conn.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")


def _vector(text: str) -> str:
    """A text's words and places as a tsvector is written; words are letters and digits, so that none needs escaping."""
    places: dict[str, list[str]] = {}
    for n, word in enumerate(words_of(text)[:WORDS], 1):
        places.setdefault(word[:WORD_CHARS], []).append(str(n))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _query(phrase: Phrase) -> str:
    """A phrase as a tsquery is written; empty when it has no word."""
    words = [f"'{word[:WORD_CHARS]}'" for word in words_of(phrase.text)]
    return " <-> ".join(words) + ":*" * (phrase.begins and bool(words))


def _in_our_words(wrong: sa.exc.DBAPIError, name: str) -> LivebriefError | None:
    """What a database error means for the caller, by SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html)."""
    said = str(wrong.orig).strip().splitlines()[0] if str(wrong.orig).strip() else "the connection broke"
    code = str(getattr(wrong.orig, "sqlstate", None) or "")
    if code == "55P03":
        return Retry("another process is writing to the store", subject=name, way_out="try again")
    if code[:2] in ("XX",):
        return BrokenStore(said, subject=name, way_out="run `livebrief verify`; restore a backup")
    if code in ("42501", "25006", "53100"):
        return Abort(said, subject=name, way_out="check the disk's space and the user's rights")
    if code[:2] in ("08", "40", "53", "57"):
        return Retry(said, subject=name, way_out="try again")
    return _not_connected(wrong, said, name) if not code and isinstance(wrong, sa.exc.OperationalError) else None


def _not_connected(wrong: sa.exc.DBAPIError, said: str, name: str) -> LivebriefError:
    if wrong.connection_invalidated:
        return Retry("the server ended the connection", subject=name, way_out="try again")
    if "FATAL" not in said:
        return Retry(f"no PostgreSQL server answers ({said})", subject=name, way_out="start it, or check host and port")
    said = said.partition("FATAL:")[2].strip()
    missing = said.startswith("database") and "does not exist" in said
    way_out = "create it: createdb NAME" if missing else "check user, password (~/.pgpass) and pg_hba.conf"
    return Abort(said, subject=name, way_out=way_out)
