"""What a claim rests on now: the current sighting of each statement, and the statements that are gone."""

from __future__ import annotations

import msgspec

from livebrief.check.evidence import Seen, in_time
from livebrief.check.index import index_of
from livebrief.records.readings import Material
from livebrief.records.stories import Claim


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """``current``: statements that stand in their article's newest revision. ``gone``: those dropped by it."""

    current: tuple[Seen, ...]
    gone: tuple[str, ...]


def gather(claim: Claim, material: Material) -> Gathered:
    """The claim's statements as they stand now, oldest first. A statement that was never read is in neither part."""
    index = index_of(material)
    standing = [index.current[each] for each in dict.fromkeys(claim.statements) if each in index.current]
    gone = sorted(each for each in claim.statements if each in index.known and each not in index.current)
    return Gathered(current=tuple(in_time(standing, material)), gone=tuple(gone))
