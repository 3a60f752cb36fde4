"""Orders to the public, as sentences tell them: to boil water, to leave, to stay off a platform; and that one is lifted.

Owns the words of such orders and who gives them. Refuses advice that orders nothing ("drink plenty of water").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from livebrief.desks.page import Passage
from livebrief.desks.parties import Parties

WATER, EVACUATION = "water", "evacuation"
ORDERS = frozenset({WATER, EVACUATION})
_WRITTEN = r"(?:notices?|advisor(?:y|ies)|orders?|alerts?|warnings?)"
_PEOPLE = r"(?:residents|people|villagers|households|families|workers|staff|crew|employees|personnel|islanders|patients|homes)"
_ORDERS = (
    (WATER, rf"boil[- ]water {_WRITTEN}|do[- ]not[- ](?:drink|use) {_WRITTEN}|boil(?: all| any| their| its| tap| the| drinking| your)* water"),
    (EVACUATION, rf"evacuation {_WRITTEN}|(?:order(?:s|ed|ing)?|told|tells) (?:[\w-]+ ){{0,4}}{_PEOPLE}(?: [\w’'-]+){{0,6}}? (?:to (?:leave|evacuate|get out)|off|out of)"
                 rf"|(?:order(?:s|ed|ing)?|began|begun|started) (?:the |an |a )?(?:\w+ )?evacuation of|(?:evacuat(?:e|es|ed|ing)|(?:taken|pulled|flown) off) (?:all |its |some |about |\d[\d,]* )*(?:[\w-]+ )?{_PEOPLE}"),
)  # fmt: skip
_ORDER = re.compile("|".join(rf"\b(?P<{kind}>{form})\b" for kind, form in _ORDERS), re.I)
_LIFTS = re.compile(
    rf"\b(?:lift(?:s|ed|ing)?|withdr(?:ew|awn)|rescind(?:s|ed)|cancel(?:s|led)|ended?)\b(?=[^.;]{{0,50}}\b(?:{_WRITTEN})\b)"
    rf"|(?<= )(?:lifted|withdrawn|rescinded|cancelled|ended)\b",
    re.I,
)
_THE_ORDER = re.compile(rf"\b[Tt]he (?:\w+ )?{_WRITTEN}\b")
_IN_FORCE = re.compile(
    r"\b(?:remains?|remained|stays?|stayed|is|are|was|be|continues) in (?:force|effect|place)\b|\b(?:applies|apply|covers?)\b",
    re.I,
)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An order at ``[start, end)`` of a sentence: its kind, whether it is lifted, whether only meant ("the notice")."""

    start: int
    end: int
    kind: str
    lifted: bool = False
    meant: bool = False


def orders(text: str) -> Iterator[Order]:
    """The orders that a sentence tells of; "the notice" where it is said to be in force or lifted."""
    lifts = _LIFTS.search(text)
    found = _ORDER.search(text)
    pointed = _THE_ORDER.search(text)
    if found is not None:
        start, end = lifts.span() if lifts else found.span()
        yield Order(start=start, end=end, kind=str(found.lastgroup), lifted=lifts is not None)
    elif pointed is not None and (state := lifts or _IN_FORCE.search(text)):
        yield Order(start=state.start(), end=state.end(), kind="", lifted=lifts is not None, meant=True)


def issuer(passage: Passage, order: Order, parties: Parties) -> str:
    """Who gives the order: who speaks in the sentence, else the name right at its beginning; none where nobody is named."""
    by = next((told.by for told in passage.told if not told.own_words), "")
    named = next((each.party for each in parties.named(passage.text[: order.start])), "")
    return by or named
