"""What the desk remembers between rounds: tracker, copies, repeated blocks, homes, and how far in the store they stand.

Owns keeping them in step with the store; refuses to outlive a failed transaction. Law 4: a desk that remembers places
as one that has just started does, because all hold the same last documents, however long the process has run.
"""

from __future__ import annotations

import msgspec

from livebrief.annotate import Homes
from livebrief.clean import CopyIndex, RepeatBook
from livebrief.records.decisions import Kind
from livebrief.records.stories import Placement
from livebrief.store import Store
from livebrief.track.fold import apart
from livebrief.track.options import TrackOptions
from livebrief.track.tracker import Tracker

WINDOW = TrackOptions().window_articles  # what the tracker remembers: older placements cannot move a new one


class Memory:
    """Empty at first; each answer is brought in step with the store before it is given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.forget()

    def forget(self) -> None:
        """Let go of everything: what was learnt inside a transaction that failed never happened."""
        self._tracker: Tracker | None = None
        self._copies = CopyIndex(WINDOW)
        self._repeats, self._homes = RepeatBook(WINDOW), Homes(WINDOW)
        self._entry = self._document = 0

    def reading(self) -> tuple[RepeatBook, Homes]:
        """The blocks of all documents in the window, and where their outlets are at home."""
        newest = self._store.newest_document()
        if newest != self._document:
            for doc in self._store.documents(after=self._document or max(0, newest - WINDOW)):
                self._repeats.learn(doc)
                self._homes.learn(doc)
            self._document = newest
        return self._repeats, self._homes

    def placing(self) -> tuple[Tracker, CopyIndex]:
        """The tracker and the copy index as they stood after the journal's last entry."""
        newest = self._store.newest_entry()
        if self._tracker is None or self._edited_since(self._entry):
            self._tracker = Tracker(apart=apart(self._store.decisions(editors_only=True)))
            self._copies = CopyIndex(WINDOW)
            self._entry = max(0, newest - WINDOW)
        for reading, entry in self._store.placed(after=self._entry):
            self._tracker.restore(reading, msgspec.convert(entry.body, Placement), entry.at)
            self._copies.add(reading.document)
        self._entry = newest
        return self._tracker, self._copies

    def kept(self, *, documents: int = 0, entries: int = 0) -> None:
        """A transaction that recorded so many ended well: what was learnt in it stands. If somebody else recorded
        something beside it, everything is let go of and read anew when next asked for.
        """
        if documents and self._store.newest_document() != self._document + documents:
            return self.forget()
        if entries and self._store.newest_entry() != self._entry + entries:
            return self.forget()
        self._document += documents
        self._entry += entries
        return None

    def _edited_since(self, entry: int) -> bool:
        """Whether anything but a placement was decided since: an editor's *no* changes what may group."""
        return any(later.kind is not Kind.PLACE for later in self._store.decisions(after=entry, editors_only=True))
