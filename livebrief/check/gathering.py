"""What a claim rests on now: the current sighting of each statement, and the statements that are gone, from their own
article or from the one that theirs copies."""

from __future__ import annotations

import msgspec

from livebrief.check.evidence import Seen, in_time, origin_document
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
    known = [index.current[each] for each in dict.fromkeys(claim.statements) if each in index.current]
    standing = [each for each in known if not is_withdrawn_at_origin(each, material)]
    kept = {each.statement for each in standing}
    gone = sorted(each for each in claim.statements if each not in kept and index.knows(each))
    return Gathered(current=tuple(in_time(standing, material)), gone=tuple(gone))


def is_withdrawn_at_origin(seen: Seen, material: Material) -> bool:
    """Whether a copy still has what the article that it was copied from has taken out: a retraction reaches its copies."""
    if seen.document.id not in material.copies:
        return False
    origin = origin_document(seen.document, material)
    now = material.current.get(origin.article, origin.id)
    if now == origin.id:
        return False
    content = seen.sighting.statement.content
    had, has = (
        any(sgt.statement.content == content for sgt in material.sightings.get(doc, ())) for doc in (origin.id, now)
    )
    return had and not has
