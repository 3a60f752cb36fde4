"""The desk's round over the store: receive → read → place. Each step commits in small batches and can be resumed.

Nothing is decided before everything offered has been received and read, and placing goes in the order in which the
desk learnt of things; so a round that was killed and begun again ends where an undisturbed one ends (laws 4, 6, 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

import msgspec

from livebrief.clean import CopyIndex, RepeatBook
from livebrief.flow.reading import Reader
from livebrief.records.articles import Received
from livebrief.records.decisions import Kind
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.readings import Reading
from livebrief.records.stories import Placement
from livebrief.store import Store, Writer
from livebrief.track.fold import apart
from livebrief.track.options import TrackOptions
from livebrief.track.tracker import Tracker

T = TypeVar("T")
MACHINE = "machine"
WINDOW = TrackOptions().window_articles  # what the tracker remembers: older placements cannot move a new one
Progress = Callable[[str, int], None]


class Round:
    """One round of the desk. ``now`` is the clock reading that stamps it; ``progress(step, n)`` is told of each item."""

    def __init__(self, store: Store, reader: Reader, *, now: datetime, batch: int, progress: Progress) -> None:
        self._store, self._reader, self._now, self._batch, self._tell = store, reader, now, batch, progress

    def receive(self, arrivals: Iterable[Outcome[Received]]) -> Iterator[Outcome[str]]:
        """Keep the bytes of each arrival; acknowledged with its capture id once the batch is committed."""
        floor = self._store.last_decided()
        for batch in batches(arrivals, self._batch):
            with self._store.writer() as writer:
                kept = [self._receive_one(writer, outcome, floor) for outcome in batch]
            yield from self._told("receive", kept)

    def _receive_one(self, writer: Writer, outcome: Outcome[Received], floor: datetime | None) -> Outcome[str]:
        if isinstance(outcome, Made):
            cap = outcome.value.capture
            known_at = max(cap.fetched_at, floor) if floor else cap.fetched_at
            if writer.receive(outcome.value, known_at=known_at, recorded_at=self._now):
                return Made(source=outcome.source, value=cap.id, notes=outcome.notes)
            return Skipped(source=outcome.source, why=Why.ALREADY_SEEN)
        if isinstance(outcome, Failed):
            writer.set_aside(outcome.source, outcome.why, outcome.detail, recorded_at=self._now)
        return outcome

    def read(self) -> Iterator[Outcome[str]]:
        """Read every capture that has no document yet, in the order in which the desk learnt of them."""
        repeats: RepeatBook | None = None
        for batch in batches(self._store.captures_without_document(), self._batch):
            repeats = repeats or self._known_repeats()
            outcomes = self._read_in_order(batch, repeats)
            with self._store.writer() as writer:
                for received, outcome in zip(batch, outcomes, strict=True):
                    if isinstance(outcome, Made):
                        writer.keep_reading(outcome.value, recorded_at=self._now)
                    else:
                        writer.set_aside(
                            outcome.source,
                            outcome.why,
                            outcome.detail,
                            recorded_at=self._now,
                            capture=received.capture.id,
                        )
            yield from self._told("read", [_named(outcome) for outcome in outcomes])

    def _known_repeats(self) -> RepeatBook:
        repeats = RepeatBook()
        for doc in self._store.documents():
            repeats.learn(doc)
        return repeats

    def _read_in_order(self, batch: Sequence[Received], repeats: RepeatBook) -> list[Outcome[Reading]]:
        """Each article is read knowing the blocks of all before it, wherever batches begin (law 4)."""
        outcomes = []
        for outcome in self._reader.read(batch, now=self._now, repeats=repeats):
            if isinstance(outcome, Made):
                repeats.learn(outcome.value.document)
            outcomes.append(outcome)
        return outcomes

    def place(self) -> int:
        """Decide where every document that was read but not placed belongs; how many were placed."""
        waiting = self._store.pending()
        if not waiting:
            return 0
        tracker, copies = self._warm()
        count = 0
        for batch in batches(waiting, self._batch):
            with self._store.writer() as writer:
                for document_id, known_at, _ in batch:
                    reading = self._store.reading(document_id)
                    copy = copies.find(reading.document)
                    turned = copies.turned(reading.document)
                    copies.add(reading.document)
                    placement = tracker.place(reading, known_at, copy)
                    for copied, found in ((document_id, copy), *turned):
                        if found is not None:
                            writer.keep_copy(copied, found)
                    writer.decide(
                        at=known_at,
                        recorded_at=self._now,
                        by=MACHINE,
                        kind=Kind.PLACE,
                        subject=document_id,
                        body=msgspec.to_builtins(placement),
                    )
            count += len(batch)
            self._tell("place", len(batch))
        return count

    def _warm(self) -> tuple[Tracker, CopyIndex]:
        """The tracker and the copy index as they stood after the last placement."""
        tracker, copies = Tracker(apart=apart(self._store.decisions(editors_only=True))), CopyIndex()
        for reading, entry in self._store.placed(last=WINDOW):
            tracker.restore(reading, msgspec.convert(entry.body, Placement), entry.at)
            copies.add(reading.document)
        return tracker, copies

    def _told(self, step: str, outcomes: Sequence[T]) -> Iterator[T]:
        self._tell(step, len(outcomes))
        yield from outcomes


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items, in order, lazily."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _named(outcome: Outcome[Reading]) -> Outcome[str]:
    if isinstance(outcome, Made):
        return Made(source=outcome.source, value=outcome.value.document.id, notes=outcome.notes)
    return outcome
