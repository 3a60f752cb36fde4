"""Look-ups of one Material, made once: a desk judges thousands of claims over the same material.

Owns nothing of meaning. Keyed by the identity of the Material, which is kept alive while its index is, so that no
other material can be mistaken for it; two are kept (now, and the moment of ``since``).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

from livebrief.check.evidence import Seen, is_current
from livebrief.check.figures import development_chains
from livebrief.records.readings import Material
from livebrief.records.stories import Figure

KEPT = 2


class Index:
    """The sightings of every statement, and the links of every number chain, by statement."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._links: dict[str, dict[str, list[tuple[tuple[Figure, ...], int]]]] = {}

    @cached_property
    def current(self) -> dict[str, Seen]:
        """Statements that stand in their article's newest revision."""
        documents = self.material.documents
        return {
            sgt.statement.id: Seen(sighting=sgt, document=documents[doc_id])
            for doc_id, found in self.material.sightings.items()
            if doc_id in documents and is_current(documents[doc_id], self.material)
            for sgt in found
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every statement that was ever read."""
        return frozenset(sgt.statement.id for found in self.material.sightings.values() for sgt in found)

    def links(self, development: str) -> dict[str, list[tuple[tuple[Figure, ...], int]]]:
        """The places of each statement in the chains of its development: (chain without parts, position)."""
        if development not in self._links:
            self._links[development] = self._make_links(development)
        return self._links[development]

    def _make_links(self, development: str) -> dict[str, list[tuple[tuple[Figure, ...], int]]]:
        dev = self.material.groups.developments.get(development)
        found: dict[str, list[tuple[tuple[Figure, ...], int]]] = defaultdict(list)
        for _, chain in development_chains(dev, self.material) if dev else ():
            whole = tuple(figure for figure in chain if figure.relation != "part-of")
            for n, figure in enumerate(whole):
                found[figure.statement].append((whole, n))
        return dict(found)


def index_of(material: Material) -> Index:
    """The index of the material, made on first use."""
    return _index(_ByIdentity(material))


class _ByIdentity:
    def __init__(self, material: Material) -> None:
        self.material = material

    def __hash__(self) -> int:
        return id(self.material)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.material is self.material


@lru_cache(maxsize=KEPT)
def _index(key: _ByIdentity) -> Index:
    return Index(key.material)
