"""What any store must do, whatever database is under it: protocols whose docstrings are the laws.

Moments are aware datetimes. ``as_of`` cuts on knowledge time, inclusively; None asks for everything. A back end passes
tests/store whole or is not one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from livebrief.records.articles import Capture, Copy, Document, Received, Sentence
from livebrief.records.decisions import Decision, Kind
from livebrief.records.outcomes import Failed
from livebrief.records.readings import Groups, Material, Reading
from livebrief.records.references import Reference
from livebrief.records.sources import Beat, Outlet
from livebrief.store.lookups import Found
from livebrief.store.verify import Problem


class Writes(Protocol):
    """One transaction. Law 7: once its block has ended well, everything in it survives a kill at any later instant;
    before that, nothing of it is seen by anybody. Law 6: whatever is given twice is kept once.
    """

    def receive(self, received: Received, *, known_at: datetime, recorded_at: datetime) -> bool:
        """True when new. False when the capture is here: nothing changes but ``last_seen``, which never goes back."""
        ...

    def keep_reading(
        self, reading: Reading, *, recorded_at: datetime, known_at: datetime | None = None, copy: Copy | None = None
    ) -> bool:
        """True when new. All of a reading is kept or nothing; ``known_at`` is never before its capture's."""
        ...

    def keep_copy(self, document_id: str, found: Copy) -> bool:
        """True when new. The first answer stands."""
        ...

    def set_aside(self, source: str, why: str, detail: str, recorded_at: datetime, *, capture: str = "") -> bool:
        """True when new. Nothing that was offered is forgotten, also when it could not be read."""
        ...

    def attach(self, about: Reference, data: bytes, *, known_at: datetime, recorded_at: datetime) -> bool:
        """True when new under its key. Earlier attachments stay, for reads as of earlier moments."""
        ...

    def decide(
        self, *, at: datetime, recorded_at: datetime, by: str, kind: Kind, subject: str, body: dict[str, Any]
    ) -> Decision:
        """The entry as kept. Numbers have no gaps, ``at`` never goes back, each digest covers the one before; no entry
        is ever changed or taken out.
        """
        ...


class Reads(Protocol):
    """Each call sees one snapshot of what was committed. Law 5: with ``as_of`` the answer is that of a store to which
    nothing with a later knowledge time was ever given. Iterators are ordered, lazy, and hold nothing open.
    """

    def has_capture(self, capture_id: str, as_of: datetime | None = None) -> bool:
        """Whether it was received."""
        ...

    def last_known(self, as_of: datetime | None = None) -> datetime | None:
        """The greatest knowledge time kept."""
        ...

    def last_decided(self, as_of: datetime | None = None) -> datetime | None:
        """The journal's last knowledge time."""
        ...

    def captures_without_document(self) -> Iterator[Received]:
        """In (known_at, id) order; what was set aside does not wait."""
        ...

    def pending(self, as_of: datetime | None = None) -> list[tuple[str, datetime, str]]:
        """Documents to place, in (known_at, publication or known_at, id) order. Law 4: however written."""
        ...

    def newest_document(self) -> int:
        """Grows by one with each document recorded."""
        ...

    def newest_entry(self) -> int:
        """Grows by one with each decision."""
        ...

    def newest_reference(self) -> int:
        """Grows by one with each series attached."""
        ...

    def documents(self, as_of: datetime | None = None, *, after: int = 0) -> Iterator[Document]:
        """In (known_at, order of recording)."""
        ...

    def reading(self, document_id: str) -> Reading:
        """Equal to what was kept."""
        ...

    def known_at(self, document_id: str) -> datetime:
        """When the desk learnt of it."""
        ...

    def decisions(
        self, as_of: datetime | None = None, *, editors_only: bool = False, after: int = 0
    ) -> Iterator[Decision]:
        """In journal order; a cut is always a beginning of the journal."""
        ...

    def placed(self, as_of: datetime | None = None, *, after: int = 0) -> Iterator[tuple[Reading, Decision]]:
        """In journal order."""
        ...

    def material(
        self, as_of: datetime, *, groups: Groups, outlets: Mapping[str, Outlet], beat: Beat | None = None
    ) -> Material:
        """Pure data; equal stores give equal material."""
        ...

    def find(self, query: str, limit: int = 20, as_of: datetime | None = None) -> list[tuple[Document, Sentence]]:
        """Any text is a query and none is an error; the order does not depend on what was learnt later."""
        ...

    def counts(self, as_of: datetime | None = None) -> dict[str, int]:
        """By table name."""
        ...

    def captures_of(self, article_id: str, as_of: datetime | None = None) -> tuple[Capture, ...]:
        """In (known_at, order of recording)."""
        ...

    def last_seen(self, article_id: str) -> datetime | None:
        """Of its captures, whatever their bytes."""
        ...

    def to_look_at_again(self, since: datetime, limit: int) -> list[tuple[str, datetime, datetime]]:
        """Fetched pages first seen after ``since``: (article id, first seen, last seen), longest unseen first."""
        ...

    def blob(self, sha256: str) -> bytes:
        """Byte for byte as received."""
        ...

    def references(self, as_of: datetime | None = None) -> tuple[Reference, ...]:
        """The latest under each key, without rows."""
        ...

    def aside(self, as_of: datetime | None = None) -> tuple[Failed, ...]:
        """In the order of recording."""
        ...

    def lookup(self, some_id: str) -> Found:
        """What the id names."""
        ...

    def verify(self) -> list[Problem]:
        """Empty exactly when every digest, id, span and link re-derives."""
        ...


class Keeps(Reads, Protocol):
    """A whole store: reads, and one writer at a time."""

    def writer(self) -> AbstractContextManager[Writes]:
        """Waits for its turn, up to half a minute, then Retry."""
        ...

    def close(self) -> None:
        """Idempotent."""
        ...
