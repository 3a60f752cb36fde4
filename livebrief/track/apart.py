"""The pairs that an editor forbade to group: the tracker asks before it groups anything."""

from __future__ import annotations

from collections.abc import Iterable


class Apart:
    """Unordered pairs of ids. Falsy when there are none, so that nobody pays for asking in vain."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs = frozenset(frozenset(pair) for pair in pairs)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def forbids(self, one: str, other: str) -> bool:
        """Whether the two must not group."""
        return frozenset((one, other)) in self._pairs

    def forbids_any(self, one: str, others: Iterable[str]) -> bool:
        """Whether ``one`` must not group with some of the others."""
        return bool(self._pairs) and any(self.forbids(one, other) for other in others)
