"""All that one sentence tells about help: verbs of giving, leave to use what was given, sums named again, appeals."""

from __future__ import annotations

import re

from livebrief.desks.giving import words as w
from livebrief.desks.giving.sums import appeals, mentions, purposes
from livebrief.desks.giving.telling import Telling
from livebrief.desks.giving.uses import uses
from livebrief.desks.giving.verbs import from_verbs
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import Parties

_MONEY = re.compile(r"[$€£]\s?\d|\b(?:million|billion|bn|dollars?|euros?|pounds?|sum|received|collected)\b", re.I)


def _may_tell(text: str) -> bool:
    """A verb of giving, and something given: a thing of a known kind, a sum, or a word for one."""
    low = text.casefold()
    if not any(stem in low for stem in w.STEMS):
        return False
    forms = (w.WEAPONS, w.FUNDS, w.HUMANITARIAN, w.TRAINING, _MONEY)
    return any(form.search(text) for form in forms)


def tellings(page: Page, passage: Passage, parties: Parties) -> list[Telling]:
    """The tellings of a sentence, in text order; none where nothing citable is said."""
    if (
        not passage.told
        or not _may_tell(passage.text)
        or passage.text.rstrip().endswith("?")
        or all(told.silent for told in passage.told)
    ):
        return []
    asked = list(appeals(page, passage, parties))
    if asked:
        return asked
    leave = list(uses(page, passage, parties))
    found = leave + [
        each for each in from_verbs(page, passage, parties) if not any(use.at <= each.at < use.end for use in leave)
    ]
    found += purposes(passage)
    return sorted([*found, *mentions(passage, parties, found)], key=lambda each: each.at)
