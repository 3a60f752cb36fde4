"""What the outlet says in its own voice: sentences without attribution that carry a checkable fact. No opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.attribute.page import inside
from livebrief.attribute.phrases import dateline_end
from livebrief.nlp.kinds import EXPLAINED
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, Mention, PlaceMention, QuantityMention, TimeMention
from livebrief.records.spans import Span
from livebrief.records.statements import Source

_HAPPENING = re.compile(
    r"\b(?:killed|injured|wounded|died|struck|hit|fired|attacked|launched|shot down|intercepted|closed|reopened|shut|captured"
    r"|retaken|retook|seized|evacuated|displaced|collapsed|exploded|crashed|drowned|arrived|signed|ratified|cancelled|pledged|delivered"
    r"|joined|acceded|withdrew|withdrawn|paid|flooded|burned|arrested|elected|issued|lifted|sounded|rose|fell|destroyed|damaged|resumed|began|ended|opened|banned|removed"
    # help given and held back, places held, notices of offices and carriers
    r"|suspended|halted|grounded|donated|handed|supplied|transferred|provided|sent|gave|given|approved|authori[sz]ed|promised|offered|disbursed"
    r"|lent|granted|allocated|committed|released|scrapped|postponed|delayed|paused|blocked|reached|entered|controls?|recaptured|overran|overrun"
    r"|occupied|liberated|shelled|bombed|downed|remains?|stays?|reopens|closes|quit|left)\b"
)
# A public place or carrier and its state: a notice even where nobody and nothing is named by a name that is known.
_NOTICE = re.compile(
    r"\b(?:airports?|airspace|schools?|bridges?|shelters?|crossings?|flights|services|universit(?:y|ies)|ports?|metro|highways?|roads?|librar(?:y|ies)|airlines?)\b"
    r"[^.;]{0,80}\b(?:closed|shut|open|opened|reopen\w*|suspended|halted|cancell?ed|resumed|grounded)\b"
    r"|\b(?:closed|shut|opened|reopened|suspended|halted|cancell?ed|resumed|grounded)\b[^.;]{0,60}\b(?:airports?|airspace|schools?|bridges?|shelters?|crossings?|flights|services)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:(?:took|takes?|came|comes?|entered|enters?|put|went|goes) (?:into (?:force|effect)|effect|on hold)|treaty|convention|signator\w+|ratified|party to|law|notice|expected to reopen|embassy|consulate|alert)\b",
    re.IGNORECASE,
)
# What a thing is, how it works, what it can do: the sentences that an explainer rests on.
_DEFINING = re.compile(
    rf"\b(?:is|are|was|were) (?:\w+ly )?(?:an? |the )?(?:[\w-]+ ){{0,4}}?{EXPLAINED}\b"
    rf"|^(?:The |A |An )?(?:[\w-]+ ){{0,3}}{EXPLAINED} (?:is|are|can) "
    r"|\b(?:is|are) (?:\w+ly )?(?:designed|built|meant|intended|powered|fused|fitted|fired|hidden|buried|guided|banned|laid)\b"
    r"|^(?:It|They) (?:has|have|can|carr(?:y|ies)|weighs?|costs?|consists?|measures?|fl(?:y|ies)|lasts?|contains?|holds?|regulates?|bans?|covers?|(?:is|are) (?:hard|difficult|easy) to)\b"
    r"|\bcan (?:be|become|reach|carry|fly|strike|hit|stay|lie|remain|travel|detonate)\b|\b(?:explodes?|self-destructs?)\b"
)
_BRANDED = re.compile(
    r"\b(?:message|video|post|letter|rumou?r|story|report|image|photo\w*|recording|account|warning|claim|document|text)s?\b"
    r"[^.;]*\b(?:(?:is|are|was|were) (?:an? )?(?:fakes?|false|untrue|hoax\w*|fabricat\w+|forger\w+|forged|not true)"
    r"|circulat\w+|carries|carried|bears|bore|(?:has|have) (?:not|never) (?:yet )?been (?:checked|verified))\b",
    re.IGNORECASE,
)
# Somebody came to harm: told of a person without a name as often as not ("the man was shot dead").
_HARMED = re.compile(
    r"\b(?:is|are|was|were|been|being|get|got) (?:\w+ly )?(?:shot|killed|wounded|injured|stabbed|struck|hit|grazed|murdered"
    r"|hospitali[sz]ed|airlifted|rushed|flown|transported|pronounced dead|found dead|taken to)\b"
    r"|\b(?:shot dead|shot and killed|fatally|died|dies|dead|slain|gunned down|gunshot wounds?|gunshot victims?"
    r"|(?:critical|serious|stable|fair|good|guarded) condition|life-threatening|(?:killing|wounding|injuring) (?:an?|the|his|her|their|two|three|four|five|six|another|both|one)"
    r"|(?:shot|killed|stabbed|wounded) (?:him|her|them)sel(?:f|ves)"
    r"|(?:shot|killed|stabbed|wounded|murdered) (?:an?|the|his|her|their|two|three|four|five|six|another|both|one))\b"
)
# Before the harm: it did not happen, or not yet ("if he is shot", "she could have been killed", "to be hit").
_UNREAL = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ii]n case|[Ss]hould|would|could|might|[Hh]ad (?:he|she|it|they|the) )\b"
    r"|\b(?:may|will|can|cannot|not|never|nearly|almost|[Nn]obody|[Nn]o one|to) (?:\w+ ){0,4}$"
)
_ASKING = re.compile(r"\?\W*$|\b(?:if|unless|whether|perhaps|should|must|I|we|you)\b")
_ALTHOUGH = re.compile(
    r", (?:although|though|whereas|while) (?=[A-Z]|the |its |both |neither )|, which (?=[A-Z]|the |its )"
)
# Somebody was told what to do: a fact about the order, whoever gave it.
_INSTRUCTED = re.compile(r"\b(?:been|was|were|is|are) (?:told|instructed|ordered|advised|warned|asked) (?:not )?to\b")
LEAST_WORDS = 5  # shorter sentences are headings and captions (looked at on the seeds and the demo beat)


def own_words(doc: Document, taken: Sequence[Span], mentions: Sequence[Mention]) -> list[Span]:
    """The sentences that the outlet asserts: no attribution touches them, and they carry a fact.

    So does a clause behind somebody's words that is not theirs: "X agreed to a ban, although |Y is no signatory|".
    """
    free = [sent for sent in doc.sentences if not any(sent.overlaps(span) for span in taken)]
    bare = [Span(sent.start + dateline_end(sent.of(doc.text)), sent.end) for sent in free]
    behind = [rest for sent in doc.sentences if sent not in free for rest in _behind(doc.text, sent, taken)]
    return [own for own in (*bare, *behind) if _factual(doc.text, own, mentions)]


def _behind(text: str, sent: Span, taken: Sequence[Span]) -> list[Span]:
    last = max(span.end for span in taken if sent.overlaps(span))
    found = _ALTHOUGH.match(text, last, sent.end) if last < sent.end else None
    return [Span(found.end(), sent.end)] if found else []


def _factual(text: str, sent: Span, mentions: Sequence[Mention]) -> bool:
    words = sent.of(text)
    if _BRANDED.search(words) and not _ASKING.search(words):
        return True
    if _ASKING.search(words) or words.startswith(('"', "“", "«")):
        return False
    if len(words.split()) < LEAST_WORDS:
        # "Two sappers were injured.", "It has 170 members.": sentences, not captions
        return words.endswith(".") and (_harmed(words) or re.match(r"(?:It|They) \w+ \S*\d", words) is not None)
    here = inside(mentions, (sent,))
    if any(isinstance(mention, QuantityMention) for mention in here):
        return True
    if _LEGAL.search(words) or _NOTICE.search(words) or _DEFINING.search(words) or _harmed(words):
        return True
    if _INSTRUCTED.search(words):
        return True
    placed = any(isinstance(mention, PlaceMention | TimeMention | EntityMention) for mention in here)
    return placed and _HAPPENING.search(words) is not None


def _harmed(words: str) -> bool:
    return any(not _UNREAL.search(words, 0, hit.start()) for hit in _HARMED.finditer(words))


def outlet_source(doc: Document) -> Source:
    """The outlet itself as a source: no words of the text."""
    return Source(name=doc.outlet or "the outlet", kind="outlet")
