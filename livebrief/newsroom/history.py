"""How a claim's verdict came about: judged again as of each moment at which the desk learnt something about it.

Only what stood near the claim is judged again (its own documents, and its development's while those are few), under the
groups of the view: cheap enough for a page, and exact for every rule that looks no further than that.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from livebrief.check import judge
from livebrief.publish.shelf import Turning
from livebrief.records.readings import Material
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Verdict

MOMENTS = 20  # moments judged: a claim with more is shown from its twentieth newest on
NEAR = 60  # documents of a development that are judged again with the claim: a page is made in tens of milliseconds


def history(claim: Claim, carriers: frozenset[str], now: Verdict, material: Material) -> tuple[Turning, ...]:
    """The verdict's turnings, oldest first; the last is the verdict as it stands.

    ``carriers``: the documents that carry the claim's statements. Neighbouring moments with one verdict and one number
    of witnesses are one turning.
    """
    near = _near(claim, carriers, material)
    moments = sorted({material.known_at[each] for each in near})[-MOMENTS:]
    found: list[Turning] = []
    for moment in moments[:-1]:
        earlier = until(moment, near, material)
        if any(each in carriers for each in earlier.documents):
            _add(found, Turning(at=moment.isoformat(), verdict=judge(claim, earlier)))
    if moments:
        _add(found, Turning(at=moments[-1].isoformat(), verdict=now))
    return tuple(found)


def until(moment: datetime, near: frozenset[str], material: Material) -> Material:
    """The material of these documents as it stood at a moment, under today's groups."""
    known = {each: material.known_at[each] for each in near if material.known_at[each] <= moment}
    ordered = sorted(known, key=lambda each: (known[each], each))
    return msgspec.structs.replace(
        material,
        as_of=moment,
        documents={each: material.documents[each] for each in ordered},
        current={material.documents[each].article: each for each in ordered},
        known_at=known,
        sightings={each: material.sightings.get(each, ()) for each in ordered},
        copies={each: copy for each in ordered if (copy := material.copies.get(each)) and copy.of in known},
    )


def _near(claim: Claim, carriers: frozenset[str], material: Material) -> frozenset[str]:
    development = material.groups.developments.get(claim.development)
    beside = development.documents if development and len(development.documents) <= NEAR else ()
    found = {each for each in (*carriers, *beside) if each in material.documents}
    articles = {material.documents[each].article for each in found}
    return frozenset(found | {material.current[each] for each in articles if each in material.current})


def _add(found: list[Turning], turning: Turning) -> None:
    verdict = turning.verdict
    if found:
        last = found[-1].verdict
        if (last.value, len(last.witnesses)) == (verdict.value, len(verdict.witnesses)):
            return
    found.append(turning)
