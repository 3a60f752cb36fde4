"""What the outlet says in its own voice: sentences without attribution that carry a checkable fact. No opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.attribute.phrases import dateline_end
from livebrief.records.articles import Document
from livebrief.records.mentions import Mention, PlaceMention, QuantityMention, TimeMention
from livebrief.records.spans import Span
from livebrief.records.statements import Source

_HAPPENING = re.compile(
    r"\b(?:killed|injured|wounded|died|struck|hit|fired|attacked|launched|shot down|intercepted|closed|reopened|shut|captured"
    r"|retaken|retook|seized|evacuated|displaced|collapsed|exploded|crashed|drowned|arrived|signed|ratified|cancelled|pledged|delivered"
    r"|paid|flooded|burned|arrested|elected|issued|lifted|sounded|rose|fell|destroyed|damaged|resumed|began|ended|opened|banned|removed)\b"
)
_LEGAL = re.compile(
    r"\b(?:treaty|convention|signator\w+|ratified|party to|law|notice|embassy|consulate|alert)\b", re.IGNORECASE
)
_ASKING = re.compile(r"\?\W*$|\b(?:if|unless|whether|perhaps|should|must|I|we|you)\b")
LEAST_WORDS = 5  # shorter sentences are headings and captions (looked at on the seeds and the demo beat)


def own_words(doc: Document, taken: Sequence[Span], mentions: Sequence[Mention]) -> list[Span]:
    """The sentences that the outlet asserts: no attribution touches them, and they carry a fact."""
    free = [sent for sent in doc.sentences if not any(sent.overlaps(span) for span in taken)]
    bare = [Span(sent.start + dateline_end(sent.of(doc.text)), sent.end) for sent in free]
    return [sent for sent in bare if _factual(doc.text, sent, mentions)]


def _factual(text: str, sent: Span, mentions: Sequence[Mention]) -> bool:
    words = sent.of(text)
    if len(words.split()) < LEAST_WORDS or _ASKING.search(words) or words.startswith(('"', "“", "«")):
        return False
    here = [mention for mention in mentions if sent.covers(mention.span)]
    if any(isinstance(mention, QuantityMention) for mention in here) or _LEGAL.search(words):
        return True
    placed = any(isinstance(mention, PlaceMention | TimeMention) for mention in here)
    return placed and _HAPPENING.search(words) is not None


def outlet_source(doc: Document) -> Source:
    """The outlet itself as a source: no words of the text."""
    return Source(name=doc.outlet or "the outlet", kind="outlet")
