"""Store: one desk's database. Many readers, one writer; owns connections, which nobody else may hold.

Reads see what was committed; inside a ``writer()`` block too, until that block ends. Iterators read their order at the
first step and their records in pages, so none of them keeps a transaction open while its caller works.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa

from livebrief.errors import BrokenStore, Missing, WrongUsage
from livebrief.records.articles import Capture, Document, Received, Sentence
from livebrief.records.decisions import Decision, Kind
from livebrief.records.outcomes import Failed
from livebrief.records.readings import Groups, Material, Reading
from livebrief.records.references import Reference
from livebrief.records.sources import Beat, Outlet
from livebrief.store import attached, journal, lookups, marks, moving, reads, search
from livebrief.store.address import NoStore, is_address
from livebrief.store.databases import Database, open_database
from livebrief.store.held import Held, held
from livebrief.store.people import People
from livebrief.store.schema import capture, decision, document, reference
from livebrief.store.verify import Problem, verify
from livebrief.store.writer import Writer

PAGE = 100  # documents or captures read at once: about a MiB of news


class Store:
    """Open with :meth:`Store.open`; close it, or use it as a context manager. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Store:
        """The store in a file or at a database's address (``postgresql://…``), at today's schema. ``:memory:`` is a
        scratch store that is gone when it is closed (kept in a temporary folder, so that it behaves like any other).

        Raises Abort when what is there is not a Livebrief store, is of a newer schema, or is missing with
        ``create=False``; Retry when no server answers at an address.
        """
        if str(path) != ":memory:":
            return cls(open_database(path, create=create))
        folder = tempfile.mkdtemp(prefix="livebrief-")
        store = cls(open_database(Path(folder) / "scratch.db", create=True, lasting=False))
        weakref.finalize(store, shutil.rmtree, folder, ignore_errors=True)
        return store

    @classmethod
    def there(cls, path: Path | str) -> bool:
        """Whether something stands at a path, or a store at an address; Retry and Abort as ``open`` raises them."""
        if not is_address(path):
            return Path(path).exists()
        try:
            cls.open(path, create=False).close()
        except NoStore:
            return False
        return True

    def close(self) -> None:
        """Let go of the database. Closing twice does nothing."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """One transaction: all of the block is kept when it ends well, nothing of it otherwise. One writer at a time;
        the next waits up to half a minute, then Retry. Laws 6 and 7.
        """
        with self._database.writing() as conn:
            yield Writer(self._database, conn)

    @property
    def people(self) -> People:
        """Those who may sign in to this desk."""
        return People(self._database)

    def has_capture(self, capture_id: str, as_of: datetime | None = None) -> bool:
        """Whether the capture was received."""
        with self._look() as conn:
            return reads.has_capture(conn, capture_id, as_of)

    def last_known(self, as_of: datetime | None = None) -> datetime | None:
        """The greatest knowledge time of anything kept; None for an empty store."""
        with self._look() as conn:
            columns = (capture.c.known_at, document.c.known_at, decision.c.at)
            found = [reads.latest(conn, column, as_of) for column in columns]
        return max((one for one in found if one is not None), default=None)

    def last_decided(self, as_of: datetime | None = None) -> datetime | None:
        """The knowledge time of the journal's last entry; None for an empty journal."""
        with self._look() as conn:
            return reads.latest(conn, decision.c.at, as_of)

    def captures_without_document(self) -> Iterator[Received]:
        """What was received but not yet read or set aside, in (known_at, id) order, lazily."""
        with self._look() as conn:
            waiting = reads.unread(conn)
        for ids in _pages(waiting):
            with self._look() as conn:
                found = reads.received(conn, ids)
            yield from found

    def pending(self, as_of: datetime | None = None) -> list[tuple[str, datetime, str]]:
        """(document id, known_at, published as written) of documents that no place decision is about, in the order
        (known_at, publication or known_at, id). Law 4: the order follows from the documents alone.
        """
        with self._look() as conn:
            return reads.pending(conn, as_of)

    def newest_document(self) -> int:
        """The number of the document recorded last; 0 for none. Numbers grow by one, in the order of recording."""
        return self._newest(document.c.seq)

    def newest_entry(self) -> int:
        """The number of the journal's last entry; 0 for an empty journal."""
        return self._newest(decision.c.number)

    def newest_reference(self) -> int:
        """The number of the series attached last; 0 for none."""
        return self._newest(reference.c.seq)

    def documents(self, as_of: datetime | None = None, *, after: int = 0) -> Iterator[Document]:
        """Every document in the order in which the desk learnt of them, lazily; only those numbered above ``after``."""
        with self._look() as conn:
            every = reads.document_ids(conn, as_of, after)
        for ids in _pages(every):
            with self._look() as conn:
                found = reads.documents(conn, ids)
            yield from found

    def reading(self, document_id: str) -> Reading:
        """One document with its mentions and sightings. Raises Missing."""
        with self._look() as conn:
            found = reads.readings(conn, [document_id])
        if document_id not in found:
            raise Missing("no such document in the store", subject=document_id)
        return found[document_id]

    def known_at(self, document_id: str) -> datetime:
        """When the desk learnt of a document. Raises Missing."""
        with self._look() as conn:
            return reads.document_known_at(conn, document_id)

    def decisions(
        self, as_of: datetime | None = None, *, editors_only: bool = False, after: int = 0
    ) -> Iterator[Decision]:
        """The journal in order, lazily, from the entry after number ``after``; with ``editors_only`` without the
        machine's placements.
        """
        where = [decision.c.kind != Kind.PLACE.value] if editors_only else []
        while True:
            with self._look() as conn:
                page = journal.page(conn, after, as_of, *where)
            yield from page
            if not page:
                return
            after = page[-1].number

    def placed(self, as_of: datetime | None = None, *, after: int = 0) -> Iterator[tuple[Reading, Decision]]:
        """Every place decision numbered above ``after`` with the reading of its document, in journal order, lazily."""
        where = [decision.c.kind == Kind.PLACE.value]
        while True:
            with self._look() as conn:
                page = journal.page(conn, after, as_of, *where)
                found = reads.readings(conn, [entry.subject for entry in page])
            yield from ((found[entry.subject], entry) for entry in page if entry.subject in found)
            if not page:
                return
            after = page[-1].number

    def material(
        self, as_of: datetime, *, groups: Groups, outlets: Mapping[str, Outlet], beat: Beat | None = None
    ) -> Material:
        """All that the desk knew as of a moment, from one snapshot. Law 5: equal to that of a store that never saw
        anything with a later ``known_at``. An article's current document is the last one that the desk learnt of.
        """
        found = self.held(as_of)
        return Material(
            as_of=as_of,
            documents=found.documents,
            current={doc.article: doc.id for doc in found.documents.values()},
            known_at=found.known_at,
            sightings=found.sightings,
            copies=found.copies,
            groups=groups,
            outlets=dict(outlets),
            beat=beat,
        )

    def held(self, as_of: datetime, before: Held | None = None) -> Held:
        """The records of a material, from one snapshot; what ``before`` (an earlier answer) holds is not read again."""
        with self._look() as conn:
            return held(conn, as_of, before)

    def find(self, query: str, limit: int = 20, as_of: datetime | None = None) -> list[tuple[Document, Sentence]]:
        """Sentences with all words of ``query`` (any text; see store/search.py), newest known first."""
        with self._look() as conn:
            hits = search.find(self._database, conn, query, limit, as_of)
            docs = {doc.id: doc for doc in reads.documents(conn, sorted({one for one, _ in hits}))}
        return [(docs[one], Sentence(document=one, n=n, span=docs[one].sentences[n])) for one, n in hits]

    def mark(self) -> tuple[int, ...]:
        """Changes whenever anything that reads can see does (but ``last_seen``); costs the same however big the store."""
        with self._look() as conn:
            return marks.mark(conn)

    def counts(self, as_of: datetime | None = None) -> dict[str, int]:
        """How many articles, captures, documents, copies, sightings, statements, decisions and inputs set aside."""
        with self._look() as conn:
            return reads.counts(conn, as_of)

    def captures_of(self, article_id: str, as_of: datetime | None = None) -> tuple[Capture, ...]:
        """The captures of an article in the order in which the desk learnt of them; empty when it has none."""
        with self._look() as conn:
            return reads.captures_of(conn, article_id, as_of)

    def last_seen(self, article_id: str) -> datetime | None:
        """When an article was last had, with whatever bytes; None when it never was."""
        with self._look() as conn:
            return reads.last_seen(conn, article_id)

    def to_look_at_again(self, since: datetime, limit: int) -> list[tuple[str, datetime, datetime]]:
        """(article id, first seen, last seen) of pages that were fetched, first seen after ``since``, longest unseen
        first."""
        with self._look() as conn:
            return reads.to_look_at_again(conn, since, limit)

    def backup(self, to: Path) -> None:
        """A whole copy of the store as of one moment, made beside its writer, as one file, from whatever database; written
        beside and moved. WrongUsage when ``to`` exists.
        """
        if to.exists():
            raise WrongUsage("is there already", subject=str(to), way_out="name a new file")
        if not self._database.backup(to):
            with Store.open(":memory:") as copy:
                copy.fill(self)
                copy.backup(to)

    def fill(self, source: Store) -> None:
        """Take over all that another store holds, as of one moment, in one transaction. WrongUsage unless this one is
        empty."""
        with source._look() as there, self._database.writing() as conn:
            moving.fill(self._database, conn, there)

    def blob(self, sha256: str) -> bytes:
        """Bytes as received. Raises Missing."""
        with self._look() as conn:
            return reads.bytes_of(conn, sha256)

    def references(self, as_of: datetime | None = None) -> tuple[Reference, ...]:
        """The series that are attached, the latest under each key, without their rows (``blob(sha256)`` has them)."""
        with self._look() as conn:
            return tuple(attached.latest(conn, as_of).values())

    def aside(self, as_of: datetime | None = None) -> tuple[Failed, ...]:
        """The inputs that were set aside, in the order of recording (``as_of`` cuts on it)."""
        with self._look() as conn:
            return reads.set_aside(conn, as_of)

    def lookup(self, some_id: str) -> lookups.Found:
        """What an id names: an article, capture, document, the sightings of a sighting or statement id, or, for a
        minted id (story, development, claim), the decisions that name it. Raises Missing; WrongUsage for what is no id.
        """
        with self._look() as conn:
            return lookups.lookup(conn, some_id)

    def verify(self) -> list[Problem]:
        """Re-derive every digest, content id, span and journal link; empty when all hold. A file that cannot be read to
        its end is a problem too, after those found before.
        """
        found: list[Problem] = []
        try:
            with self._look() as conn:
                for problem in verify(
                    self._database, conn
                ):  # one by one: what was found stays found when a later read fails
                    found.append(problem)
        except BrokenStore as wrong:
            found.append(Problem(table="file", id="", what=str(wrong)))
        return found

    def _newest(self, column: sa.Column[int]) -> int:
        with self._look() as conn:
            return conn.execute(sa.select(sa.func.max(column))).scalar() or 0

    def _look(self) -> AbstractContextManager[sa.Connection]:
        return self._database.reading()


def _pages(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
