"""Tellings of rumours: one sentence that brings one up or brands it, what it says, and which tellings are of one rumour.

Joined by what they say where both say it, else by place in one document, else by names shared across two.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.desks.page import Page, Passage
from livebrief.desks.rumouring import words as w
from livebrief.desks.slots import noun_phrase
from livebrief.nlp.words import folded_tokens

NEAR = 6  # sentences of one document in which tellings are of one rumour (looked at on the demo beat)
SHARED = 2  # telling words that two documents' rumours share
_PLAIN = frozenset(
    "the a an and or of in on at to for with by from that this these those it its is are was were be been has have had not no which who what"
    " as about into over under will would must should can could may might them they their there than then when where while after before"
    " said says say saying called call told message messages video post letter rumour rumor report fake false hoax information warning alert"
    " untrue circulating spreading spread groups group people one two any such all service residents users today".split()
)

_CONTENT = re.compile(  # "claims that X", not "a video that shows X"
    r"\s+that\s+(?!(?:claim|show|purport|say|said|warn|appear|urg|alleg|was|were|is|are|has|have|had|circulat|spread|went|goes|read|told|order)\w*\b)"
)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    passage: Passage
    branded: bool
    topic: frozenset[str]
    own: frozenset[str]
    said: frozenset[str]
    fresh: bool


class Kept(msgspec.Struct, kw_only=True):
    events: list[Event]

    @property
    def topic(self) -> frozenset[str]:
        return frozenset(word for each in self.events for word in each.topic)


def event_of(page: Page, passage: Passage) -> Event | None:
    text = passage.text
    if not w.GATE.search(text):
        return None
    branded = w.BRANDED.search(text) is not None
    carrier = w.CARRIER.search(text) is not None
    strong = w.STRONG.search(text) is not None and (carrier or branded)
    pointed = w.POINTED.search(text) is not None
    spread = carrier and w.CIRCULATES.search(text) is not None
    branded = branded and (strong or pointed or spread or w.SURE_CARRIER.search(text) is not None)
    said = telling_words(claimed(passage)[2])
    if not (len(said) >= SHARED or w.SPECIFIC.search(text) or pointed):
        return None
    circulates = is_unchecked(text) or (spread and w.SAYS.search(text) is not None)
    if (
        text.rstrip().endswith("?")
        or w.OFFENCE.search(text)
        or not (strong or circulates or pointed or (branded and carrier))
    ):
        return None
    return Event(
        passage=passage,
        branded=branded or strong,
        topic=telling_words(text) | _lead(page, passage),
        own=_own(passage),
        said=said,
        fresh=_is_fresh(text),
    )


def is_unchecked(text: str) -> bool:
    """Whether something that goes round among people is said not to be checked yet; not what an army claims."""
    return (
        w.UNCHECKED.search(text) is not None
        and w.CARRIER.search(text) is not None
        and w.CHANNEL.search(text) is not None
    )


def _is_fresh(text: str) -> bool:
    """Whether the sentence brings something up: "a letter", "another video", not "the letter"."""
    carrier = w.CARRIER.search(text)
    return (
        carrier is not None
        and re.search(r"\b(?:an?|another)\s+(?:\w+\s){0,2}$", text[: carrier.start()], re.I) is not None
    )


def _lead(page: Page, passage: Passage) -> frozenset[str]:
    """What the document is about from its beginning: the words of its title and of the sentences before."""
    first = [each for n in range(1, NEAR) if (each := page.before(passage, n)) is not None and each.n < NEAR]
    return (
        telling_words(passage.document.title).union(*(telling_words(each.text) for each in first))
        if first
        else telling_words(passage.document.title)
    )


def telling_words(text: str) -> frozenset[str]:
    return frozenset(
        word for word in folded_tokens(text) if word not in _PLAIN and len(word) > 2 and not word[0].isdigit()
    )


def _own(passage: Passage) -> frozenset[str]:
    """The words of what the sentence says the rumour says, else of what carries it ("the video of sharks")."""
    words = telling_words(claimed(passage)[2])
    carrier = w.CARRIER.search(passage.text)
    return words or (telling_words(passage.text[slice(*phrase(passage.text, carrier))]) if carrier else frozenset())


def same_rumour(kept: Kept, event: Event) -> bool:
    """By what it says, where both say it; else by standing close in one document, or by names shared across two."""
    own, last = own_words(kept), kept.events[-1].passage
    if own and event.own:
        shared = stems(own) & stems(event.own)
        if len(shared) >= min(SHARED, len(event.own), len(own)):
            return True
        said = frozenset().union(*(each.said for each in kept.events))
        if len(event.said) >= SHARED and len(said) >= SHARED and not shared:
            return False
    if last.document.id == event.passage.document.id:
        if event.fresh and any(each.fresh or each.said for each in kept.events):
            return False
        return event.passage.n - last.n <= NEAR
    rare = {word for word in event.topic & kept.topic if _is_name(word, event.passage) or word in own}
    return len(rare) >= SHARED


def _is_name(word: str, passage: Passage) -> bool:
    """Whether the word is written with a capital inside a sentence of the document."""
    return re.search(rf"[a-z,] {re.escape(word.capitalize())}\b", passage.document.text) is not None


def own_words(kept: Kept) -> frozenset[str]:
    return frozenset().union(*(each.own for each in kept.events))


def claimed(passage: Passage) -> tuple[int, int, str]:
    """What the rumour says, where the sentence tells it: behind "claims that", "about", or "of"; to where the sentence goes
    on about the rumour itself."""
    text = passage.text
    carrier = w.CARRIER.search(text)
    itself = w.ITSELF.search(text, carrier.end()) if carrier else None
    out = w.CIRCULATES.search(text) or w.UNCHECKED.search(text) or (w.POSTED.search(text) and w.STRONG.search(text))
    told = carrier is not None and (out is not None or itself is not None)
    hit = _CONTENT.match(text, carrier.end()) if carrier and told else None
    if carrier and told and hit is None:
        hit = _says(text, carrier.end(), itself.start() if itself else len(text))
    hit = _says(text, itself.end(), len(text)) if hit is None and itself else hit
    if hit is None and carrier and (spread := w.CIRCULATES.search(text, carrier.end())):
        hit = re.compile(r"[^,.;]*?\bthat\s+").match(text, spread.end())
    if hit is None and carrier is not None:
        hit = re.compile(r"(?:\s+(?:on|in|via|across)\s+[^,.;]{2,40}?)?\s+(?:that|claiming|saying|alleging)\s+").match(
            text, carrier.end()
        )
        hit = hit or re.compile(r"\s+(?:about|of|on)\s+").match(text, carrier.end())
    if hit is None:
        return 0, 0, ""
    last = itself.start() if itself and itself.start() > hit.end() else len(text)
    if re.search(r"\b(?:about|of|on)\s+$", hit.group()):
        begin, end = noun_phrase(text, hit.end())
        tail = re.compile(r"\s+(?:of|in)\s+(?:a|an|the)?[^,.;”\"]+").match(text, end)
        end = min(tail.end() if tail else end, last)
        return begin, end, text[begin:end]
    stop = re.compile(r"[.;”\"](?:\s|$)|,\s(?:which|who|said|according|the|its|an?)\b").search(text, hit.end())
    end = min(stop.start() if stop else len(text), last)
    return hit.end(), end, text[hit.end() : end]


def _says(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where the words say what it says: a verb before a mere "of" or "about"."""
    hits = list(w.SAYS.finditer(text, start, end))
    verbs = (hit for hit in hits if not re.match(r"(?:of|about)\s", hit.group(), re.I))
    return next(verbs, next(iter(hits), None))


def phrase(text: str, carrier: re.Match[str]) -> tuple[int, int]:
    """The carrier with what hangs on it: "the information the embassy was referring to"."""
    stop = re.compile(r"\s(?:was|were|is|are|as|a|stopped|came)\s+(?:an?\s)?[\"“']?\w|[,.;]").search(
        text, carrier.end()
    )
    referring = re.compile(r"[^,;]*?\breferring to\b").match(text, carrier.end())
    end = referring.end() if referring else stop.start() if stop else carrier.end()
    return carrier.start(), end


def stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words)
