"""Look-ups of one Material, made once: a desk judges thousands of claims over the same material.

Owns nothing of meaning. Keyed by the identity of the Material, and gone with it: an index holds its material weakly, so
that a desk that makes a new one after every change keeps none of the old ones alive.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from livebrief.check.against import compare
from livebrief.check.changes import Changes, changed
from livebrief.check.counting import Counting, Link
from livebrief.check.evidence import Seen, is_current, replaced
from livebrief.records.briefings import Correction
from livebrief.records.differences import differing
from livebrief.records.readings import Material
from livebrief.records.stories import Chain
from livebrief.records.verdicts import MISFIT, Reason, Verdict

T = TypeVar("T")
Edits = dict[tuple[str, str], tuple[Correction, ...]]


class Index:
    """The sightings of every statement, and the links of every number chain, by statement. ``verdicts`` and
    ``edits`` (what an outlet changed, by the two documents) are kept here by who makes them.
    """

    def __init__(self, material: Material) -> None:
        self._material = weakref.ref(material)
        self._counting: Counting | None = None
        self.verdicts: dict[str, Verdict] = {}
        self.edits: Edits = {}

    @property
    def material(self) -> Material:
        """The material, which whoever asks is holding."""
        material = self._material()
        if material is None:
            raise ReferenceError("the material of this index is gone")
        return material

    @cached_property
    def current(self) -> dict[str, Seen]:
        """Statements that stand in their article's newest revision."""
        return self._seen(self.material.sightings)

    @cached_property
    def former(self) -> frozenset[str]:
        """Statements of the revisions that no longer stand."""
        material = self.material
        return frozenset(
            sgt.statement.id for doc_id in replaced(material) for sgt in material.sightings.get(doc_id, ())
        )

    def knows(self, statement: str) -> bool:
        """Whether the statement was ever read."""
        return statement in self.current or statement in self.former

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Every chain of the material."""
        return self._counted.chains()

    @cached_property
    def beside(self) -> dict[str, tuple[Reason, ...]]:
        """What stands beside a statement's figures and moves no verdict: misfits, and what attached series have."""
        found: dict[str, list[Reason]] = defaultdict(list)
        for chain in self.chains:
            for flag in chain.flags:
                for statement in flag.statements:
                    says = f"The figures do not add up: {flag.says}."
                    found[statement].append(Reason(feature=MISFIT, says=says, statements=flag.statements))
        references = self.material.references
        for each in compare(self._counted.counts if references else (), references):
            reason = Reason(feature=f"reference {each.value}", says=f"{each.says}.", statements=(each.statement,))
            found[each.statement].append(reason)
        return {statement: tuple(dict.fromkeys(reasons)) for statement, reasons in found.items()}

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """The places of each statement in the chains, of every story. Parts and former figures named again are none."""
        return self._counted.links()

    def grow_from(self, before: Index, changes: Changes) -> None:
        """Take over what ``before`` has, which is then done with counting. Law: equal to an index made afresh."""
        material = self.material
        before.chains, before.links, before.beside  # noqa: B018  (made before it gives its counting away)
        self._counting, before._counting = before._counted, None
        in_chains = self._counting.grow(material, changes.counted)
        self.links = _without(before.links, in_chains) | self._counting.links(in_chains)
        self.edits = before.edits.copy()
        gone = (sgt.statement.id for doc_id in changes.documents for sgt in before.material.sightings.get(doc_id, ()))
        self.current = _without(before.current, gone) | self._seen(changes.documents)
        statements = in_chains | differing(before.beside, self.beside) | changes.statements
        claims = {claim for stm in statements if (claim := material.groups.claim_of.get(stm))} | changes.claims
        self.verdicts = _without(before.verdicts, claims)

    def _seen(self, documents: Iterable[str]) -> dict[str, Seen]:
        material = self.material
        return {
            sgt.statement.id: Seen(sighting=sgt, document=doc)
            for doc_id in documents
            if (doc := material.documents.get(doc_id)) is not None and is_current(doc, material)
            for sgt in material.sightings.get(doc_id, ())
        }

    @cached_property
    def _counted(self) -> Counting:
        if self._counting is None:
            self._counting = Counting()
            self._counting.grow(self.material, self.material.sightings)
        return self._counting


def _without(found: Mapping[str, T], gone: Iterable[str]) -> dict[str, T]:
    rest = dict(found)
    for each in gone:
        rest.pop(each, None)
    return rest


_KEPT: dict[int, Index] = {}


def index_of(material: Material) -> Index:
    """The index of the material, made on first use and kept while the material is."""
    found = _KEPT.get(id(material))
    if found is None:
        found = _KEPT[id(material)] = Index(material)
        weakref.finalize(material, _KEPT.pop, id(material), None)
    return found


def grow(material: Material, before: Material) -> None:
    """Give ``material`` an index that is grown out of that of ``before`` where they are of one desk. Law: what is then
    asked of ``material`` is what a fresh one would answer; only the time differs."""
    known = _KEPT.get(id(before))
    if known is not None and id(material) not in _KEPT and (changes := changed(before, material)) is not None:
        index_of(material).grow_from(known, changes)


def chains(material: Material) -> tuple[Chain, ...]:
    """Every figure chain of the material, by the moment of its first figure; made once while the material is kept."""
    return index_of(material).chains
