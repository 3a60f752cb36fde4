"""The desk's round over the store: receive → read → place. Each step commits in small batches and can be resumed.

Nothing is decided before everything offered has been received and read, and placing goes in the order in which the
desk learnt of things; so a round that was killed and begun again ends where an undisturbed one ends (laws 4, 6, 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import TypeVar

import msgspec

from livebrief.clean import CopyIndex
from livebrief.flow.memory import Memory
from livebrief.flow.reading import Reader
from livebrief.records.articles import Received
from livebrief.records.decisions import Kind
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.readings import Reading
from livebrief.store import Store, Writer
from livebrief.track.tracker import Tracker

T = TypeVar("T")
MACHINE = "machine"
Progress = Callable[[str, int], None]


class Round:
    """One round of the desk. ``now`` is the clock reading that stamps it; ``progress(step, n)`` is told of each item;
    ``memory`` is what the rounds before it left warm."""

    def __init__(
        self, store: Store, reader: Reader, memory: Memory, *, now: datetime, batch: int, progress: Progress
    ) -> None:
        self._store, self._reader, self._memory = store, reader, memory
        self._now, self._batch, self._tell = now, batch, progress

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
        with self._reader.in_company():
            for batch in batches(self._store.captures_without_document(), self._batch):
                outcomes = self._read_batch(batch)
                yield from self._told("read", [_named(outcome) for outcome in outcomes])

    def _read_batch(self, batch: Sequence[Received]) -> list[Outcome[Reading]]:
        """Each article is read knowing the blocks and names of all before it, wherever batches begin (law 4)."""
        with self._learning():
            repeats, homes = self._memory.reading()
            outcomes = list(self._reader.read(batch, now=self._now, repeats=repeats, homes=homes))
            with self._store.writer() as writer:
                kept = [self._keep_one(writer, *pair) for pair in zip(batch, outcomes, strict=True)]
            if any(isinstance(outcome, Failed) and outcome.why is Why.INTERNAL for outcome in outcomes):
                self._memory.forget()  # its words were learnt, its document is not kept
            else:
                self._memory.kept(documents=sum(kept))
        return outcomes

    def _keep_one(self, writer: Writer, received: Received, outcome: Outcome[Reading]) -> bool:
        """Whether it became a document of the store."""
        if isinstance(outcome, Made):
            return writer.keep_reading(outcome.value, recorded_at=self._now)
        cap = received.capture.id
        writer.set_aside(outcome.source, outcome.why, outcome.detail, recorded_at=self._now, capture=cap)
        return False

    def place(self) -> int:
        """Decide where every document that was read but not placed belongs; how many were placed."""
        count = 0
        for batch in batches(self._store.pending(), self._batch):
            with self._learning():
                tracker, copies = self._memory.placing()
                with self._store.writer() as writer:
                    for document_id, known_at, _ in batch:
                        self._place_one(writer, document_id, known_at, tracker, copies)
                self._memory.kept(entries=len(batch))
            count += len(batch)
            self._tell("place", len(batch))
        return count

    def _place_one(
        self, writer: Writer, document_id: str, known_at: datetime, tracker: Tracker, copies: CopyIndex
    ) -> None:
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

    @contextmanager
    def _learning(self) -> Iterator[None]:
        """What memory learns inside is forgotten when the block does not end well."""
        try:
            yield
        except BaseException:
            self._memory.forget()
            raise

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
