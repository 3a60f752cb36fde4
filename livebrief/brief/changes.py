"""What is new since a moment: why a claim is shown again. A line without a change is not in a ``since`` briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from livebrief.brief.lines import Told
from livebrief.records.briefings import Correction
from livebrief.records.readings import Material
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Verdict

NEW = "new"
VERDICT_CHANGED = "verdict changed"
FIGURE_CHANGED = "figure changed"
CORRECTION = "correction"
REPLACES = "newer_figure"  # the feature of the verdict's rules that says: this figure replaces an earlier one


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader knew: the moment, the verdicts then, when each statement was first known, and by article
    the sentences that were changed since."""

    moment: datetime
    earlier: Mapping[str, Verdict]
    first_known: Mapping[str, datetime]
    changed: Mapping[str, Sequence[str]]


def since_view(
    moment: datetime, earlier: Mapping[str, Verdict], material: Material, corrections: Sequence[Correction]
) -> Since:
    """The view of a reader who last looked at ``moment``."""
    first: dict[str, datetime] = {}
    for doc_id, sightings in material.sightings.items():
        known = material.known_at[doc_id]
        for sgt in sightings:
            first[sgt.statement.id] = min(known, first.get(sgt.statement.id, known))
    changed: dict[str, list[str]] = defaultdict(list)
    for each in corrections:
        if each.before and each.after and datetime.fromisoformat(each.seen) > moment:
            changed[each.article].append(each.after)
    return Since(moment=moment, earlier=earlier, first_known=first, changed=changed)


def change_of(claim: Claim, told: Sequence[Told], verdict: Verdict, since: Since) -> str:
    """``new``, ``figure changed``, ``correction``, ``verdict changed``, or empty when the reader knew all of it."""
    known = [since.first_known[each] for each in claim.statements if each in since.first_known]
    fresh = [each for each in told if since.first_known.get(each.statement, since.moment) > since.moment]
    if any(_in_changed(each, since) for each in fresh):
        return CORRECTION
    if not known or min(known) > since.moment:
        replaces = any(reason.feature == REPLACES for reason in verdict.reasons)
        return FIGURE_CHANGED if replaces else NEW
    before = since.earlier.get(claim.id)
    if before is not None and before.value is not verdict.value:
        return VERDICT_CHANGED
    return ""


def _in_changed(told: Told, since: Since) -> bool:
    """Whether the statement stands in a sentence that its outlet has rewritten."""
    pieces = [span.of(told.document.text) for span in told.sighting.content]
    return any(piece in sentence for sentence in since.changed.get(told.document.article, ()) for piece in pieces)
