"""Views: what readers read, made once after each change and kept; many reads cost one composing.

A View is one briefing with its material and everything that pages ask of them. Views keeps the newest one (single
flight: whoever asks while it is being made waits for the same one) and the last few of other moments. Owns when to
build; refuses to decide what a page says.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from livebrief.brief.desked import held
from livebrief.brief.lines import OPEN_ACTS, Told, make_line, of_claim, told_now
from livebrief.check import corrections, judge
from livebrief.check.index import index_of
from livebrief.newsroom.history import history
from livebrief.newsroom.room import Newsroom
from livebrief.publish.directory import Directory
from livebrief.publish.shelf import Turning
from livebrief.records.briefings import Briefing, Correction, Update
from livebrief.records.ledgers import Ledger
from livebrief.records.readings import Material
from livebrief.records.stories import Chain, Claim
from livebrief.records.verdicts import Verdict

KEPT = 2  # views of other moments kept beside the newest: each holds a whole material
LOOK_S = 0.1  # how old an answer about the store's mark may be: what a reader can be behind without noticing
QUICK_S = 0.5  # a build that takes longer is made behind the readers' backs, who get the view before it meanwhile
# A round of `add` commits documents and then their places, some 20 to 60 ms later: a build between the two is one in vain.
# So each waits for a moment without a commit, which costs a tenth of a build, and four such moments at the most.
SETTLE_SHARE, SETTLE_S, SETTLE_LOOKS = 0.1, 0.06, 4

Mark = tuple[int, ...]


class View:
    """One moment of the desk. Everything is made on first use and kept; equal stores give equal views (law 5).

    ``kept`` is for those who render it: whatever they keep there goes when the view goes. ``until``: the moment from which the view no longer holds although the store stands still (an embargo ends).
    """

    def __init__(self, room: Newsroom, brf: Briefing, material: Material, mark: Mark = ()) -> None:
        self.brf, self.material, self.mark = brf, material, mark
        self.kept: dict[Hashable, Any] = {}
        self._room = room
        self._verdicts: dict[str, Verdict] = {}
        self._ledgers: dict[str, Ledger | None] = {}
        self._lock = threading.RLock()
        ends = (each.until for each in material.groups.embargoed.values() if each.until > material.as_of)
        self.until: datetime | None = min(ends, default=None)

    @cached_property
    def lines(self) -> dict[str, Update]:
        """The briefing's lines by claim, the unknown last."""
        found = {item.update.claim: item.update for item in self.brf.unknowns}
        return found | {update.claim: update for story in self.brf.stories for update in story.updates}

    @cached_property
    def directory(self) -> Directory:
        """Who speaks, who publishes, where."""
        material = self.material

        def kept_back(claim: str) -> bool:  # holds the material and not the view, which must go when it is replaced
            return _held_back(claim, material)

        return Directory(material, kept_back)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Every change seen in sources."""
        return corrections(self.material)

    @property
    def tiles(self) -> tuple[str, str]:
        """The desk's own map tiles: their address and what their data asks to be said."""
        return self._room.config.tiles, self._room.config.tiles_credit

    @cached_property
    def ledgers(self) -> tuple[str, ...]:
        """The ledgers that the beat keeps and the house has desks for."""
        from livebrief.desks.registry import names

        wanted = self.material.beat.desks if self.material.beat else ()
        return tuple(name for name in names() if name in wanted)

    def held(self, claim: str) -> bool:
        """Whether an editor keeps the claim back now."""
        return _held_back(claim, self.material)

    def line(self, claim: str) -> Update | None:
        """The claim's line: the briefing's, else made as it would be shown."""
        if claim in self.lines:
            return self.lines[claim]
        clm = self.material.groups.claims.get(claim)
        if clm is None or held(clm, self.material):
            return None
        standing = of_claim(clm, self._told)
        shown = next((each for each in standing if each.sighting.act not in OPEN_ACTS), None) or next(
            iter(standing), None
        )
        if shown is None:
            return None
        others = [each for each in standing if each is not shown]
        made = make_line(shown, others, clm, self.judged(clm), self.material)
        return made if isinstance(made, Update) else None

    def verdict(self, claim: str) -> Verdict | None:
        """How far sources agree on a claim; None for no claim, and for one that is held back."""
        if claim in self.lines:
            return self.lines[claim].verdict
        clm = self.material.groups.claims.get(claim)
        return self.judged(clm) if clm is not None and not held(clm, self.material) else None

    def history(self, claim: str) -> tuple[Turning, ...]:
        """The verdict's turnings."""
        clm = self.material.groups.claims.get(claim)
        if clm is None:
            return ()
        statements = set(clm.statements)
        carriers = frozenset(each for one in statements for each in self._carriers.get(one, ()))
        return history(clm, carriers, self.judged(clm), self.material)

    def chains(self, claim: str) -> tuple[Chain, ...]:
        """The figure chains of two links or more that the claim has a part in."""
        return self._chains.get(claim, ())

    def ledger(self, name: str) -> Ledger | None:
        """One of the beat's ledgers, kept."""
        with self._lock:
            if name not in self._ledgers:
                made = self._room.keep(self.material, _Judged(self), (name,)) if name in self.ledgers else ()
                self._ledgers[name] = made[0] if made else None
            return self._ledgers[name]

    def judged(self, claim: Claim) -> Verdict:
        """The verdict of any claim of the material, kept."""
        if claim.id not in self._verdicts:
            self._verdicts[claim.id] = judge(claim, self.material)
        return self._verdicts[claim.id]

    @cached_property
    def _told(self) -> dict[str, Told]:
        return told_now(self.material)

    @cached_property
    def _carriers(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for document, sightings in self.material.sightings.items():
            for sgt in sightings:
                found[sgt.statement.id] = (*found.get(sgt.statement.id, ()), document)
        return found

    @cached_property
    def _chains(self) -> dict[str, tuple[Chain, ...]]:
        found: dict[str, tuple[Chain, ...]] = {}
        for chain in index_of(self.material).chains:
            if len(chain.figures) > 1:
                for claim in dict.fromkeys(chain.claims):
                    found[claim] = (*found.get(claim, ()), chain)
        return found


def _held_back(claim: str, material: Material) -> bool:
    clm = material.groups.claims.get(claim)
    return clm is not None and bool(held(clm, material))


class _Judged(Mapping[str, Verdict]):
    """The verdicts of a view as the desks want them: by claim, each judged when it is asked for."""

    def __init__(self, view: View) -> None:
        self._view, self._claims = view, view.material.groups.claims

    def __getitem__(self, claim: str) -> Verdict:
        return self._view.judged(self._claims[claim])

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


class Views:
    """The desk's views: the newest, and a few of other moments. Safe to share between threads."""

    def __init__(self, room: Newsroom, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._room, self._clock = room, clock
        self._newest: View | None = None
        self._looked = float("-inf")
        self._building = threading.Lock()
        self._asking = threading.Lock()
        self._other: OrderedDict[tuple[datetime | None, datetime | None], View] = OrderedDict()
        self.build_s = 0.0
        self.builds = 0

    @property
    def latest(self) -> View | None:
        """The newest view that is made, without a look at the store."""
        return self._newest

    def due(self) -> bool:
        """Whether it is time to look at the store again."""
        return self._newest is None or time.monotonic() - self._looked > LOOK_S or self.over()

    def over(self) -> bool:
        """Whether the newest view has ended although the store stands still."""
        return self._newest is not None and self._over(self._newest)

    def slow(self) -> bool:
        """Whether readers should not wait for the next build."""
        return self._newest is not None and self.build_s > QUICK_S

    def current(self, *, moved: bool = False) -> View:
        """The view of the store as it is now; made when the store has moved. Single flight: callers meanwhile wait.

        The store is looked at now and then only, unless the caller knows that it has ``moved``.
        """
        with self._building:
            newest = self._newest
            if newest is not None and not moved and not self.due():
                return newest
            mark = self._room.mark()
            if newest is None or newest.mark != mark or self._over(newest):
                mark = self._settled(mark)
                began, before = time.monotonic(), newest
                newest = self._newest = build(self._room, mark=mark)
                if before is not None:
                    before.kept.clear()  # what was rendered from it points back at it
                self.build_s, self.builds = time.monotonic() - began, self.builds + 1
            self._looked = time.monotonic()
            return newest

    def at(self, as_of: datetime | None = None, since: datetime | None = None) -> View:
        """The view as of a moment, or of what changed since one; the newest without either.

        A past moment's view is kept until the store moves: what was captured late may still belong to it.
        """
        if as_of is None and since is None:
            return self.current()
        mark, key = self._room.mark(), (as_of, since)
        with self._asking:
            kept = self._other.get(key)
            if kept is None or kept.mark != mark or self._over(kept):
                if kept is not None:
                    kept.kept.clear()
                kept = self._other[key] = build(self._room, as_of, since, mark=mark)
            self._other.move_to_end(key)
            while len(self._other) > KEPT:
                self._other.popitem(last=False)[1].kept.clear()
            return kept

    def _settled(self, mark: Mark) -> Mark:
        """The store's mark once it stands still for a moment, or after some looks."""
        pause = min(SETTLE_S, self.build_s * SETTLE_SHARE)
        for _ in range(SETTLE_LOOKS if pause else 0):
            time.sleep(pause)
            before, mark = mark, self._room.mark()
            if mark == before:
                break
        return mark

    def _over(self, view: View) -> bool:
        return view.until is not None and self._clock() >= view.until


def build(room: Newsroom, as_of: datetime | None = None, since: datetime | None = None, *, mark: Mark = ()) -> View:
    """A view of the room, made now."""
    return View(room, *room.briefing(as_of, since), mark)
