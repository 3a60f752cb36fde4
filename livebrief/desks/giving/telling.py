"""Telling: what one sentence says about one piece of help, by positions in that sentence."""

from __future__ import annotations

import re

import msgspec

from livebrief.desks.page import Passage
from livebrief.desks.slots import Slot
from livebrief.records.mentions import QuantityMention
from livebrief.records.statements import Act

HELP, USE, APPEAL = "help", "use", "appeal"
_UNNAMED = re.compile(r"\b(?:officials?|sources?|people|persons?|diplomats?|aides?|reports|insiders?)\b", re.I)
_SAID_BY_SOME = re.compile(
    r"\b(?:officials|sources|people|persons|diplomats)\b(?:\s[\w’'-]+){0,6}?\s(?:said|told|say)\b|\bciting (?:an |two |several |some )?"
    r"(?:un|not )named\b|\bon condition of anonymity\b",
    re.I,
)
_ON_RECORD = re.compile(r"\bspokes\w+", re.I)  # a spokesman without a name speaks for the office


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence says about one piece of help. Positions are in the passage's text.

    ``stage`` may be empty (a mention). ``whole``: the pledge that ``amount`` is a part of. ``again``: the sum is named
    by a word only ("the money"). ``more``: said to be on top of help before. ``planned``: announced, not yet done. ``loose``: help only where the text names who gets it. ``due``: the day or month that it is expected for.
    """

    passage: Passage
    at: int
    end: int
    stage: str
    kind: str = HELP
    donor: Slot | None = None
    recipient: Slot | None = None
    item: tuple[int, int] | None = None
    amount: QuantityMention | None = None
    whole: QuantityMention | None = None
    again: bool = False
    more: bool = False
    rest: bool = False
    planned: bool = False
    reported: bool = False
    loose: bool = False
    as_of: str = ""
    due: str = ""

    @property
    def item_words(self) -> str:
        """The item's words, or none."""
        return self.passage.text[self.item[0] : self.item[1]] if self.item else ""

    @property
    def thing(self) -> str:
        """From the verb to the item's end where the item stands behind it ("trained 6,000 soldiers"), else the item."""
        behind = self.item is not None and self.item[0] >= self.at
        return self.passage.text[self.at : self.item[1]] if behind and self.item else self.item_words


def is_reported(passage: Passage, start: int, end: int) -> bool:
    """Whether the words come from a source that nobody names, or are passed on."""
    if _SAID_BY_SOME.search(passage.text, end):
        return True
    told = passage.at(start, end)
    if told is None or passage.speaker(start, end) != told.by:
        return False
    source = told.sighting.source
    words = " ".join(span.of(passage.document.text) for span in source.spans) or source.name
    return told.act is Act.REPORTS or (_UNNAMED.search(words) is not None and _ON_RECORD.search(words) is None)


def is_background(telling: Telling) -> bool:
    """Whether every date of the sentence lies more than a year back: help told as history ("last gave aid in 2013")."""
    day = telling.passage.day
    years = [int(each.value[:4]) for each in telling.passage.times if each.value[:4].isdigit()]
    return bool(day and years) and all(year < int(day[:4]) - 1 for year in years)
