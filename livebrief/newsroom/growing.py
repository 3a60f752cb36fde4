"""The material of now, grown out of that of the last look: what came since is read, the rest is shared.

Owns the state between two looks at one store (records held, fold gone so far). Law: each answer equals
``Newsroom.material()`` of the same moment, whatever was added, decided or undone between.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from livebrief.check import grow
from livebrief.newsroom.standing import corrected
from livebrief.records.decisions import Decision, Kind
from livebrief.records.readings import Groups, Material
from livebrief.store import Store
from livebrief.store.held import Held
from livebrief.track.fold import Folding


class Growing:
    """One desk's material as it grows. Safe to share between threads: one looks at a time."""

    def __init__(self, store: Store, make: Callable[[Held, Groups], Material]) -> None:
        self._store, self._make = store, make
        self._looking = threading.Lock()
        self._held: Held | None = None
        self._last: Material | None = None
        self._begin()

    @property
    def held(self) -> Held | None:
        """The records of the last look."""
        return self._held

    def material(self, moment: datetime) -> Material:
        """All that the desk knows as of a moment, which is not before that of the last look (else all is read again)."""
        with self._looking:
            if self._held is not None and moment < self._held.as_of:
                self._held = self._last = None
                self._begin()
            self._held = self._store.held(moment, self._held)
            self._fold(moment)
            material = corrected(self._make(self._held, self._groups))
            if self._last is not None:
                grow(material, self._last)
            self._last = material
            return material

    def _begin(self) -> None:
        self._entry, self._edits = 0, list[Decision]()
        self._folding = Folding(())
        self._groups = Groups()

    def _fold(self, moment: datetime) -> None:
        """Bring the fold up to the moment: by what is new, or all again where an editor changed what came before."""
        if not self._entry:
            self._fold_all(moment)
            return
        new = list(self._store.decisions(moment, after=self._entry))
        edits = [*self._edits, *_edits(new)]
        if len(edits) > len(self._edits) and not self._folding.goes_on(edits):
            self._fold_all(moment)
        elif new:
            self._folding.place(new)
            self._entry, self._edits = new[-1].number, edits
            self._groups = self._folding.groups()

    def _fold_all(self, moment: datetime) -> None:
        self._edits = list(self._store.decisions(moment, editors_only=True))
        while True:
            self._folding, seen = Folding(self._edits), list[Decision]()
            self._folding.place(self._noting(self._store.decisions(moment), seen))
            if seen == self._edits:
                break
            self._edits = seen  # an editor decided while the journal was read
        self._groups = self._folding.groups()

    def _noting(self, entries: Iterable[Decision], edits: list[Decision]) -> Iterator[Decision]:
        """The entries, each editor's one noted as it goes by."""
        for entry in entries:
            self._entry = entry.number
            edits += _edits((entry,))
            yield entry


def _edits(entries: Iterable[Decision]) -> list[Decision]:
    return [entry for entry in entries if entry.kind is not Kind.PLACE]
