"""Every count, slot and chain of one material, grown out of those of the material before it.

Owns what is done again when something changed. Law: equal to what a fresh Counting makes of the same material, however it
was grown there. Late figures cost what follows them in time; refuses to know why a document was touched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from livebrief.check.arithmetic import Where, misfits
from livebrief.check.chains import AGAIN, chain_of
from livebrief.check.counted import Counted, counts_of
from livebrief.check.evidence import is_current, replaced
from livebrief.check.figures import PART, UNDER_ONE_NAME
from livebrief.check.slot import Slot
from livebrief.check.slots import Joining, in_time, is_worth
from livebrief.records.ledgers import Flag
from livebrief.records.readings import Material
from livebrief.records.stories import Chain, Figure


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One figure in its chain: place ``n``, its counter's figure before it and latest one, and its day's figures."""

    figure: Figure
    n: int
    before: Figure | None
    latest: Figure
    same_day: list[tuple[int, Figure]]


Made = tuple[Chain, tuple[Link, ...]]
Former = dict[str, list[Counted]]


class Counting:
    """Mutable; one owner at a time."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[Counted, ...]] = {}  # by document, every revision
        self._flags: dict[Where, list[Flag]] = {}
        self._standing: set[str] = set()
        self._former: Former = {}
        self._order: list[Counted] = []  # of standing documents, in time
        self._joining = Joining()
        self._made: dict[Slot, Made | None] = {}

    @property
    def counts(self) -> list[Counted]:
        """The counts of every newest revision, in time."""
        return list(self._order)

    def grow(self, material: Material, documents: Iterable[str]) -> set[str]:
        """Become the counting of ``material``, in which nothing but these documents was touched; the statements that are
        or were in a chain that changed."""
        gone, come = self._count(material, documents)
        touched = self._join(gone, come) | self._rewritten(material)
        before, self._made = self._made, {}
        for slot in self._joining.made:
            kept = slot in before and slot not in touched
            self._made[slot] = before[slot] if kept else self._chain(slot)
        old = {made[0].id: made[0] for slot, made in before.items() if made and self._made.get(slot) is not made}
        new = {made[0].id: made[0] for slot, made in self._made.items() if made and before.get(slot) is not made}
        changed = [each for each in (*old.values(), *new.values()) if old.get(each.id) != new.get(each.id)]
        return {figure.statement for chain in changed for figure in chain.figures}

    def chains(self) -> tuple[Chain, ...]:
        """Every chain, by the moment of its first figure."""
        return tuple(chain for chain, _ in self._sorted())

    def links(self, statements: Container[str] | None = None) -> dict[str, list[Link]]:
        """The places of each statement (of these only, when given) in the chains, of every story. Parts and former
        figures named again are none."""
        found: dict[str, list[Link]] = defaultdict(list)
        for _, links in self._sorted():
            for link in links:
                if statements is None or link.figure.statement in statements:
                    found[link.figure.statement].append(link)
        return dict(found)

    def _sorted(self) -> list[Made]:
        made = [each for each in self._made.values() if each is not None]
        return sorted(made, key=lambda each: (each[0].figures[0].as_of, each[0].id))

    def _count(self, material: Material, documents: Iterable[str]) -> tuple[list[Counted], list[Counted]]:
        """Count these documents again: the counts that no longer stand, and those that stand now."""
        gone: list[Counted] = []
        come: list[Counted] = []
        for doc_id in documents:
            doc, before = material.documents.get(doc_id), self._of.get(doc_id, ())
            after = tuple(counts_of(doc, material.sightings.get(doc_id, ()), material)) if doc else ()
            stood, stands = doc_id in self._standing, doc is not None and is_current(doc, material)
            if before == after and stood == stands:
                continue
            self._of[doc_id] = after
            if stood:
                gone += before
                self._standing.remove(doc_id)
            if stands:
                come += after
                self._standing.add(doc_id)
        for where in [(each.figure.statement, each.figure.at) for each in gone]:
            self._flags.pop(where, None)
        self._flags |= misfits(come)
        return gone, come

    def _join(self, gone: Sequence[Counted], come: Sequence[Counted]) -> set[Slot]:
        """Take back what follows the first change in time and join it again; the slots that this touched."""
        if not gone and not come:
            return set()
        first = min(map(in_time, (*gone, *come)))
        n = bisect_left(self._order, first, key=in_time)
        touched = self._joining.rewind(n)
        left = {id(each) for each in gone}
        rest = sorted((*(each for each in self._order[n:] if id(each) not in left), *come), key=in_time)
        self._order[n:] = rest
        for each in rest:
            if slot := self._joining.take(each):
                touched.add(slot)
        return touched

    def _rewritten(self, material: Material) -> set[Slot]:
        """The slots with a count of an article whose earlier versions count otherwise now."""
        former: Former = defaultdict(list)
        for doc_id in replaced(material):
            if doc_id in self._of:
                former[material.current[material.documents[doc_id].article]] += self._of[doc_id]
        before, self._former = self._former, dict(former)
        changed = {doc for doc in {*before, *former} if before.get(doc) != self._former.get(doc)}
        return {slot for slot in self._joining.made if not changed.isdisjoint(slot.documents)} if changed else set()

    def _chain(self, slot: Slot) -> Made | None:
        if not is_worth(slot):
            return None
        chain = chain_of(slot, self._former, self._flags)
        standing = [figure for figure in chain.figures if figure.relation != PART and figure.why != AGAIN]
        return chain, tuple(_links(standing))


def _links(chain: Sequence[Figure]) -> Iterator[Link]:
    own: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    days: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for n, figure in enumerate(chain):
        own[_voice(figure)].append(figure)
        days[figure.as_of[:10]].append((n, figure))
    before: dict[tuple[str, str], Figure] = {}
    for n, figure in enumerate(chain):
        same_day = days[figure.as_of[:10]]
        yield Link(
            figure=figure, n=n, before=before.get(_voice(figure)), latest=own[_voice(figure)][-1], same_day=same_day
        )
        before[_voice(figure)] = figure


def _voice(figure: Figure) -> tuple[str, str]:
    """The counter; two outlets that give different figures under one name are two voices."""
    return figure.by, figure.outlet if figure.why == UNDER_ONE_NAME else ""
