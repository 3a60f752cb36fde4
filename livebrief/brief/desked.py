"""What editors' standing decisions do to a page: held lines, their order, notes beside lines, lines of their own.

Owns the words that mark an editor's hand. An editor's own line is never passed off as a source's: it is a record of its
own, signed, and shown only while a statement that it cites stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from livebrief.brief.cite import cite
from livebrief.brief.lines import Told
from livebrief.records.briefings import EditorLine, Withheld
from livebrief.records.ids import content_id
from livebrief.records.readings import Groups, Material
from livebrief.records.rulings import OwnLine
from livebrief.records.stories import Claim

HIDDEN, EMBARGOED = "hidden", "embargoed"
LAST = 1_000_000  # a place behind every line that an editor put in order
FIELDS = {"source": "who says it", "act": "what they did by saying it", "figure": "a figure's role", "place": "a place"}


def held(claim: Claim, material: Material) -> str:
    """Why an editor keeps the claim's line back now: ``hidden``, ``embargoed``, or empty."""
    whys = (_held_itself(some_id, material) for some_id in (claim.id, claim.development, claim.story))
    return next((why for why in whys if why), "")


def _held_itself(some_id: str, material: Material) -> str:
    """Why the thing of this id is kept back now, whatever becomes of what it belongs to."""
    groups = material.groups
    if some_id in groups.hidden:
        return HIDDEN
    if some_id in groups.embargoed and material.as_of < groups.embargoed[some_id].until:
        return EMBARGOED
    return ""


def notes_of(claim: Claim, groups: Groups) -> tuple[str, ...]:
    """What an editor did to the claim that a reader should know beside its line."""
    statements = claim.statements if groups.corrected else ()
    fixed = dict.fromkeys(fix.field for stm in statements for fix in groups.corrected.get(stm, ()))
    corrected = tuple(f"The reading was corrected by an editor: {FIELDS.get(field, field)}." for field in fixed)
    signed = tuple(f"Fact-check signed by {each.by}: {each.text}" for each in groups.signed.get(claim.id, ()))
    return corrected + signed


def pinned_place(story: str, groups: Groups) -> int:
    """Greater for a story that an editor pinned higher; 0 for one that is not pinned."""
    return LAST - groups.pinned[story] if story in groups.pinned else 0


def own_lines(
    material: Material, told: Mapping[str, Told], since: datetime | None
) -> dict[str, tuple[EditorLine, ...]]:
    """The editors' lines by story, as they came; with ``since`` only those written after it. None of a story that is
    held back now."""
    found: dict[str, tuple[EditorLine, ...]] = {}
    for line in material.groups.own_lines:
        wanted = (since is None or line.at > since) and not _held_itself(line.story, material)
        if wanted and (made := _line(line, told)) is not None:
            found[line.story] = (*found.get(line.story, ()), made)
    return found


def fallen(material: Material, told: Mapping[str, Told]) -> Iterable[Withheld]:
    """Editors' lines that nothing carries any more: withheld, and counted like any other."""
    for line in material.groups.own_lines:
        if _line(line, told) is None:
            yield Withheld(statement=line.cites[0] if line.cites else "", reason="not-in-source", detail=line.story)


def _line(line: OwnLine, told: Mapping[str, Told]) -> EditorLine | None:
    standing = [told[each] for each in line.cites if each in told]
    if not standing:
        return None
    return EditorLine(
        id=content_id("lin", [line.story, line.text, line.number]),
        story=line.story,
        text=line.text,
        by=line.by,
        at=line.at.isoformat(),
        citations=tuple(citation for each in standing for citation in cite(each.sighting, each.document)),
    )
