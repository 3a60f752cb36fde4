"""Which claim a statement belongs to. Candidates come through rare words, runs of words and figures, in a window."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator
from datetime import datetime
from math import log

from livebrief.records import ids
from livebrief.records.statements import Sighting
from livebrief.track.apart import Apart
from livebrief.track.asserting import Assertion, conflict, same
from livebrief.track.options import TrackOptions

LATEST = 40  # statements looked at of one block: a block longer than this is no rare word
NEAREST = 30  # statements compared in full
SMOOTHING = 20  # statements: so that the first ones weigh as if something had been read before


class Claims:
    """The claims of the active window. Law: a statement's claim never changes; it follows from earlier ones only."""

    def __init__(self, options: TrackOptions, apart: Apart) -> None:
        self._options, self._apart = options, apart
        self._claim: dict[str, str] = {}
        self._held: dict[str, Assertion] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._blocks: defaultdict[Hashable, list[str]] = defaultdict(list)
        self._count: Counter[str] = Counter()
        self._order: deque[str] = deque()

    def place(self, sgt: Sighting, place: tuple[str, str], founded: datetime) -> tuple[str, str]:
        """The claim of a sighting's statement, and why; ``place`` is its document's story and development."""
        stm = sgt.statement.id
        if stm in self._claim:
            return self._claim[stm], "seen before"
        made = Assertion(sgt, place)
        clm, why = self._choose(made)
        if not clm:
            clm, why = ids.mint("clm", founded, stm), "new"
        self._keep(made, clm)
        return clm, why

    def restore(self, sgt: Sighting, place: tuple[str, str], clm: str) -> None:
        """Take in a statement whose claim was decided before."""
        if sgt.statement.id not in self._claim:
            self._keep(Assertion(sgt, place), clm)

    def merge(self, loser: str, winner: str) -> None:
        """The statements of one story are those of another from now on."""
        for made in self._held.values():
            if made.story == loser:
                made.story = winner
                self._index(made)

    def _choose(self, made: Assertion) -> tuple[str, str]:
        reach: Counter[str] = Counter()
        for block in self._keys(made):
            reach.update(self._blocks.get(block, ()))
        ranked = sorted(reach.items(), key=lambda item: (-item[1], self._claim.get(item[0], ""), item[0]))
        for stm, _ in ranked[:NEAREST]:
            held = self._held.get(stm)
            if held is None or not (why := same(made, held, self._weigh, self._options)):
                continue
            clm = self._claim[stm]
            if self._fits(made, clm, why):
                return clm, why
        return "", ""

    def _fits(self, made: Assertion, clm: str, why: str) -> bool:
        """No member of the claim gives other figures (or none of these, where a figure joins), and no editor said no."""
        for stm in self._members[clm]:
            held = self._held[stm]
            if self._apart.forbids(made.statement, stm) or (not made.reply and conflict(made.telling, held.telling)):
                return False
            if why == "same figure" and held.telling and not made.telling & held.telling:
                return False
        return not self._apart.forbids(made.statement, clm)

    def _weigh(self, word: str) -> float:
        return log((len(self._order) + SMOOTHING) / (self._count[word] + 1)) if self._order else 1.0

    def _keys(self, made: Assertion) -> Iterator[Hashable]:
        yield from sorted(made.grams)
        yield made.words
        common = max(LATEST, len(self._order) // 10)
        yield from ((made.story, word) for word in sorted(made.bag) if self._count[word] <= common)
        yield from ((made.story, key) for key in sorted(made.telling))

    def _index(self, made: Assertion) -> None:
        for block in self._keys(made):
            held = self._blocks[block]
            held.append(made.statement)
            if len(held) > LATEST:
                del held[0]

    def _keep(self, made: Assertion, clm: str) -> None:
        self._count.update(made.bag)
        self._held[made.statement], self._claim[made.statement] = made, clm
        self._members[clm].append(made.statement)
        self._order.append(made.statement)
        self._index(made)
        while len(self._order) > self._options.window_statements:
            self._forget(self._order.popleft())

    def _forget(self, stm: str) -> None:
        made, clm = self._held.pop(stm), self._claim.pop(stm)
        self._count.subtract(made.bag)
        self._count = +self._count if len(self._order) % 1000 == 0 else self._count
        self._members[clm].remove(stm)
        if not self._members[clm]:
            del self._members[clm]
        for block in list(self._keys(made)):
            held = self._blocks.get(block)
            if held and held[0] == stm:
                del held[0]
            if held is not None and not held:
                del self._blocks[block]
