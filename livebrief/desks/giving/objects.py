"""What a verb of giving has behind it (a passive one before it): where its words end, its sums, the phrase before."""

from __future__ import annotations

import re

from livebrief.desks.giving import words as w
from livebrief.desks.page import Passage
from livebrief.desks.slots import money, noun_phrase, offset
from livebrief.records.mentions import QuantityMention

# What stands between a verb and a sum that is not its object.
_FAR = re.compile(r".{60}|\b(?:that|which|who|after|because|while|when|from|with|by|and)\b")

_WORTH = re.compile(
    r"(?P<thing>.*?),?\s(?:that (?:is|are) )?(?:worth|valued at|at a cost of|costing|total+ing|estimated at)\s+(?:about |around |some |nearly |almost"
    r" |up to |roughly |an estimated |more than |over |at least |a total of )?[$€£]?$"
)
_OTHER_CLAUSE = re.compile(r"\b(?:that|which|who|after|because|while|when|and)\b")


def worth(text: str, at: int, start: int) -> bool:
    """Whether the sum at ``start`` is what the thing given behind ``at`` is worth ("three tanks worth 40 million euros")."""
    found = _WORTH.fullmatch(text, at, start)
    return found is not None and not _OTHER_CLAUSE.search(found["thing"])


def region_end(passage: Passage, at: int) -> int:
    """To the end of the statement's piece that holds ``at``, else of the sentence; a semicolon ends it, too."""
    told = passage.at(at, at)
    place = at + passage.span.start
    pieces = [piece.end for piece in (told.sighting.content if told else ()) if piece.start <= place <= piece.end]
    end = min(pieces[0] - passage.span.start, len(passage.text)) if pieces else len(passage.text)
    stop = re.compile(r";|\s--\s|[.!?][\"”]\s|,\s(?:but|while|although)\s").search(passage.text, at, end)
    return stop.start() if stop else end


def amounts(
    passage: Passage, hit: re.Match[str], end: int, *, passive: bool
) -> tuple[QuantityMention | None, QuantityMention | None]:
    """The sum, and the sum that it is part of ("15 million of the 40 million euros")."""
    sums = [each for each in money(passage.figures) if hit.end() <= offset(passage, each)[0] < end]
    if passive:
        sums = [each for each in money(passage.figures) if offset(passage, each)[1] <= hit.start()][-1:] or sums
    if not sums:
        return None, None
    start = offset(passage, sums[0])[0]
    if not passive and _FAR.search(passage.text[hit.end() : start]) and not worth(passage.text, hit.end(), start):
        return None, None
    first, behind = sums[0], passage.text[offset(passage, sums[0])[1] :]
    if len(sums) > 1 and w.OF_THE_WHOLE.match(behind):
        return first, sums[1]
    return first, None


def phrase_before(text: str, words: str, base: int = 0) -> tuple[int, int] | None:
    """The noun phrase that ends where ``words`` end."""
    found = re.search(r"(?:[\w’'-]+\s){0,4}[\w’'-]+$", words)
    if found is None:
        return None
    start = base + found.start()
    lead = re.search(r".*\b(?:said|says|that|the|a|an|its|and|of)\s+", text[start : base + len(words)], re.I)
    return start + (lead.end() if lead else 0), base + len(words)


_FOR = re.compile(r",?\s+(?:in (?:aid|assistance|funding|support|grants?) )?(?:for|towards?)\s+(?:the\s+)?")
_TO_DO = re.compile(
    r",?\s+(?:in (?:aid|assistance|funding|support|grants?) )?to\s+(?=(?:help |be spent on )?(?:buy|purchas|procur|repair|rebuild|restor|clear|build|train|fund"
    r"|financ|pay|cover|heat|shelter|feed|evacuat|equip|replac|reconstruct)\w*\b)"
)


def purpose(text: str, at: int) -> tuple[int, int] | None:
    """What a sum that ends at ``at`` is for, by the words of things that help is for: "for demining", "to repair hospitals"."""
    for lead in (_FOR, _TO_DO):
        found = lead.match(text, at)
        if found is None:
            continue
        begin, end = noun_phrase(text, found.end())
        if begin < end and w.category(text[begin:end], amount=False):
            return begin, end
    return None
