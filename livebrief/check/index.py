"""Look-ups of one Material, made once: a desk judges thousands of claims over the same material.

Owns nothing of meaning. Keyed by the identity of the Material, and gone with it: an index holds its material weakly, so
that a desk that makes a new one after every change keeps none of the old ones alive.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from livebrief.check.against import compare
from livebrief.check.chains import AGAIN, chains_of
from livebrief.check.counted import Counted, counted
from livebrief.check.evidence import Seen, is_current
from livebrief.check.figures import PART, UNDER_ONE_NAME
from livebrief.records.readings import Material
from livebrief.records.stories import Chain, Figure
from livebrief.records.verdicts import MISFIT, Reason


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One figure in its chain: place ``n``, its counter's figure before it and latest one, and its day's figures."""

    figure: Figure
    n: int
    before: Figure | None
    latest: Figure
    same_day: list[tuple[int, Figure]]


class Index:
    """The sightings of every statement, and the links of every number chain, by statement."""

    def __init__(self, material: Material) -> None:
        self._material = weakref.ref(material)

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
        material = self.material
        documents = material.documents
        return {
            sgt.statement.id: Seen(sighting=sgt, document=documents[doc_id])
            for doc_id, found in material.sightings.items()
            if doc_id in documents and is_current(documents[doc_id], material)
            for sgt in found
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every statement that was ever read."""
        return frozenset(sgt.statement.id for found in self.material.sightings.values() for sgt in found)

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Every chain of the material."""
        return chains_of(self.counts, self.material)

    @cached_property
    def counts(self) -> list[Counted]:
        """Every count of the current sightings."""
        return counted(self.material)

    @cached_property
    def beside(self) -> dict[str, tuple[Reason, ...]]:
        """What stands beside a statement's figures and moves no verdict: misfits, and what attached series have."""
        found: dict[str, list[Reason]] = defaultdict(list)
        for chain in self.chains:
            for flag in chain.flags:
                for statement in flag.statements:
                    says = f"The figures do not add up: {flag.says}."
                    found[statement].append(Reason(feature=MISFIT, says=says, statements=flag.statements))
        for each in compare(self.counts, self.material.references):
            reason = Reason(feature=f"reference {each.value}", says=f"{each.says}.", statements=(each.statement,))
            found[each.statement].append(reason)
        return {statement: tuple(dict.fromkeys(reasons)) for statement, reasons in found.items()}

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """The places of each statement in the chains, of every story. Parts and former figures named again are none."""
        found: dict[str, list[Link]] = defaultdict(list)
        for chain in self.chains:
            standing = [figure for figure in chain.figures if figure.relation != PART and figure.why != AGAIN]
            for link in _links(standing):
                found[link.figure.statement].append(link)
        return dict(found)


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


_KEPT: dict[int, Index] = {}


def index_of(material: Material) -> Index:
    """The index of the material, made on first use and kept while the material is."""
    found = _KEPT.get(id(material))
    if found is None:
        found = _KEPT[id(material)] = Index(material)
        weakref.finalize(material, _KEPT.pop, id(material), None)
    return found


def chains(material: Material) -> tuple[Chain, ...]:
    """Every figure chain of the material, by the moment of its first figure; made once while the material is kept."""
    return index_of(material).chains
