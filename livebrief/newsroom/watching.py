"""Watching a beat's feeds: poll, take in what is new, look again at recent articles for silent changes.

Owns when; refuses to hurry a host that is slow or refuses (each failure doubles the wait). What is known of a feed's last
answer lives as long as the process: the store makes a second reading harmless (law 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from livebrief.errors import Quarantine, Retry
from livebrief.ingest import IngestOptions
from livebrief.ingest.fetching import NOTHING, Fetches, Known
from livebrief.ingest.following import look_again, read
from livebrief.ingest.intake import Intake
from livebrief.records.articles import Received
from livebrief.records.ids import content_id
from livebrief.records.outcomes import Made, Outcome
from livebrief.records.sources import Feed

if TYPE_CHECKING:
    from livebrief.newsroom.room import Newsroom

LONGEST = timedelta(hours=6)  # between two tries of a feed that keeps failing
# A changed article is most often changed in its first hours: it is looked at again after an hour, and then whenever it
# has been left alone for half as long as the desk has known it, for two days.
AGAIN_AFTER, AGAIN_SHARE, AGAIN_FOR = timedelta(hours=1), 0.5, timedelta(days=2)
AGAIN_AT_ONCE = 20  # articles looked at again in one turn: manners


class Polled(msgspec.Struct, frozen=True, kw_only=True):
    """What one poll of one feed brought. ``failed``: why nothing came, if so; ``next_at``: when it is asked again."""

    address: str
    made: int = 0
    known: int = 0
    aside: int = 0
    unchanged: bool = False
    failed: str = ""
    next_at: datetime


class _Stand(msgspec.Struct):
    """Where one feed stands: its last answer's marks, failures in a row, when it is due."""

    known: Known = NOTHING
    failures: int = 0
    due: datetime | None = None


class Watch:
    """Feeds watched by one desk. ``every`` is the time between two polls of one feed; ``clock`` the newsroom's."""

    def __init__(
        self,
        room: Newsroom,
        feeds: Sequence[Feed],
        fetcher: Fetches,
        *,
        every: timedelta,
        clock: Callable[[], datetime],
    ) -> None:
        self._room, self._feeds, self._fetcher, self._every, self._clock = room, feeds, fetcher, every, clock
        self._stands = {feed.address: _Stand() for feed in feeds}

    def run(self, stop: Event, tell: Callable[[Polled], None]) -> None:
        """Poll what is due until ``stop`` is set; each poll is told. A poll under way is finished first."""
        while not stop.is_set():
            for polled in self.turn(stop):
                tell(polled)
            now = self._clock()
            stop.wait(max(1.0, (self.next_due(now) - now).total_seconds()))

    def turn(self, stop: Event | None = None) -> list[Polled]:
        """Poll every feed that is due, and look again at recent articles."""
        now = self._clock()
        done: list[Polled] = []
        for feed in self._feeds:
            if stop is not None and stop.is_set():
                return done
            due = self._stands[feed.address].due
            if due is None or due <= now:
                done.append(self._poll(feed, now))
        if again := self._again(now):
            self._room.take(self._looked_at(again, now))
        return done

    def next_due(self, now: datetime) -> datetime:
        """When the next feed is due."""
        return min((stand.due or now for stand in self._stands.values()), default=now + self._every)

    def _poll(self, feed: Feed, now: datetime) -> Polled:
        stand = self._stands[feed.address]
        self._fetcher.trust(feed.address)
        try:
            answer = self._fetcher.get(feed.address, stand.known)
        except (Retry, Quarantine) as wrong:
            stand.failures += 1
            stand.due = now + min(self._every * 2**stand.failures, LONGEST)
            return Polled(address=feed.address, failed=str(wrong), next_at=stand.due)
        stand.failures, stand.due = 0, now + self._every
        if answer.unchanged:
            return Polled(address=feed.address, unchanged=True, next_at=stand.due)
        added = self._room.take(read(answer, feed.address, self._intake(feed.outlet, now)))
        unreached = any(each.why.value == "unreachable" for each in added.inputs.set_aside)
        stand.known = NOTHING if unreached else Known(etag=answer.etag, modified=answer.modified)
        return Polled(
            address=feed.address,
            made=added.inputs.made,
            known=sum(added.inputs.skipped.values()),
            aside=sum(added.inputs.failed.values()),
            next_at=stand.due,
        )

    def _intake(self, outlet: str, now: datetime) -> Intake:
        return Intake(IngestOptions(outlet=outlet, fetcher=self._fetcher, seen=self._seen), now)

    def _seen(self, address: str, modified: str) -> bool:
        """Whether an entry's article is here, and was had after its feed says that it was changed."""
        last = self._room.store.last_seen(content_id("art", {"address": address}))
        if last is None:
            return False
        changed = _moment(modified)
        return changed is None or changed <= last

    def _again(self, now: datetime) -> list[str]:
        """Ids of fetched articles that are due for another look."""
        found = self._room.store.to_look_at_again(now - AGAIN_FOR, 10 * AGAIN_AT_ONCE)
        due = [one for one, first, last in found if now - last >= max(AGAIN_AFTER, AGAIN_SHARE * (now - first))]
        return due[:AGAIN_AT_ONCE]

    def _looked_at(self, articles: Sequence[str], now: datetime) -> Iterator[Outcome[Received]]:
        """Fetched anew; a page that cannot be had now is no failure: what is stored stands."""
        intake = self._intake("", now)
        for article in articles:
            given = self._room.store.captures_of(article)[-1].given
            outcome = look_again(given, intake)
            if isinstance(outcome, Made):
                yield outcome


def _moment(text: str) -> datetime | None:
    for form in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = form(text)
        except (ValueError, TypeError):
            continue
        return found if found.tzinfo else None
    return None
