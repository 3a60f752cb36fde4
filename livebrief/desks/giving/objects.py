"""What a verb of giving has behind it (a passive one before it): where its words end, its sums, the phrase before."""

from __future__ import annotations

import re

from livebrief.desks.giving import words as w
from livebrief.desks.page import Passage
from livebrief.desks.slots import money, offset
from livebrief.records.mentions import QuantityMention

# What stands between a verb and a sum that is not its object.
_FAR = re.compile(r".{60}|\b(?:that|which|who|after|because|while|when|from|with|by|and)\b")


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
    if not sums or (not passive and _FAR.search(passage.text[hit.end() : offset(passage, sums[0])[0]])):
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
