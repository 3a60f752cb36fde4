"""What the demo suite looks at: the desk after the week, with its documents by the ids that the gold uses."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from livebrief.newsroom import Newsroom
from livebrief.records.articles import Document
from livebrief.records.briefings import Correction
from livebrief.records.readings import Material, Reading
from livebrief.records.spans import pieces_text
from livebrief.records.statements import Sighting
from livebrief.records.verdicts import Verdict


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Readings by gold article id (oldest capture first), the groups, the verdicts and the corrections."""

    readings: dict[str, list[Reading]]
    material: Material
    verdicts: dict[str, Verdict]
    corrections: tuple[Correction, ...]

    @classmethod
    def open(cls, room: Newsroom) -> Desk:
        """Everything of the room's store, by the ids that the inputs gave."""
        from livebrief.check import corrections  # noqa: PLC0415

        material = room.material()
        readings: dict[str, list[Reading]] = defaultdict(list)
        for doc in sorted(material.documents.values(), key=lambda doc: (material.known_at[doc.id], doc.id)):
            given = {cap.id: cap.given.id for cap in room.store.captures_of(doc.article)}
            readings[given[doc.capture]].append(room.store.reading(doc.id))
        return cls(
            readings=dict(readings),
            material=material,
            verdicts=room.verdicts(material),
            corrections=corrections(material),
        )

    def reading(self, article: str, capture: int = 0) -> Reading | None:
        """The reading of an article: of capture ``capture`` (1 = first), or the latest."""
        found = self.readings.get(article)
        if not found:
            return None
        return found[capture - 1] if capture else found[-1]

    def claims_at(self, article: str, words: str, capture: int = 0) -> set[str]:
        """The claims of the statements that carry these words in this article."""
        reading = self.reading(article, capture)
        if reading is None:
            return set()
        carried = [sgt for sgt in reading.sightings if carries(sgt, reading.document, words)]
        claim_of = self.material.groups.claim_of
        return {claim_of[sgt.statement.id] for sgt in carried if sgt.statement.id in claim_of}


def carries(sgt: Sighting, doc: Document, words: str) -> bool:
    """Whether the words stand in the statement's content, or the content's main piece stands in the words.

    Content with or without its quotation marks, or cut at a clause, still counts when 60% of the words are shared; words
    that run on into the attribution ("to 15, the service said") count without those of source and cue.
    """
    content = plain(pieces_text(doc.text, sgt.content))
    told = set(plain(pieces_text(doc.text, (*sgt.source.spans, *sgt.cue))).split())
    wanted = plain(words)
    if wanted in content or (content and content in wanted):
        return True
    mine, theirs = set(content.split()), [word for word in wanted.split() if word not in told]
    return bool(theirs) and sum(word in mine for word in theirs) >= max(2, 0.6 * len(theirs))


def plain(words: str) -> str:
    """Lower case, letters, digits and single spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())
