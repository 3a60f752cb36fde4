"""The figures of a statement as keys (role, unit, value), by which two statements are compared. Owns which of them it stands by.

Areas are in one unit. A figure that a part is taken of, that stood before a change or that only says which happening is meant
is none that the statement tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.nlp.measures import in_one_unit
from livebrief.nlp.words import fold
from livebrief.records.mentions import QuantityMention

Key = tuple[str, str, float]
# Roles that say too little for two equal numbers to be one fact.
LOOSE_ROLES = frozenset({"", "count", "share", "duration", "distance"})
LARGE = 1000.0  # a count so large is rarely given twice by chance in one story, whatever it counts (as in check/slots.py a sum)
# Roles that count people, whatever the words call them: agents, children, residents.
OF_PEOPLE = frozenset({"killed", "injured", "missing", "detained", "displaced", "evacuated"})
PERSON = "person"
_WHOLE = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|some|most|half|all|\w+lion) of (?:the |its |those )?[€$£]?$",
    re.I,
)
_FORMER = re.compile(r"\b(?:from|not|instead of|rather than)\s+(?:about |at least |some |the )*[€$£]?$", re.I)
# "The strike that killed 12": which strike, not how many.
_WHICH = re.compile(
    r"\b(?:that|which) (?:(?:has|have|had) )?(?:killed|wounded|injured)\s+(?:about |at least |some |the )*$", re.I
)
_LOOK_BACK = 36  # code points before a number in which such words stand


def tells(key: Key) -> bool:
    """Whether role or size of the figure says enough for two equal ones to be one fact."""
    return key[0] not in LOOSE_ROLES or (key[0] == "count" and key[2] >= LARGE)


def figures(mentions: Sequence[QuantityMention], text: str) -> frozenset[Key]:
    """The figures that it stands by: "to 13 from 14" gives 13, unless no other of the kind is left."""
    keyed = _keyed(mentions)
    former = _behind(_FORMER, keyed, text)
    stands = {key[:2] for key, _ in keyed if key not in former}
    return frozenset(key for key, _ in keyed if key not in former or key[:2] not in stands)


def wholes(mentions: Sequence[QuantityMention], text: str) -> frozenset[Key]:
    """The figures that others are parts of, as long as there is another."""
    keyed = _keyed(mentions)
    found = _behind(_WHOLE, keyed, text)
    return frozenset(found if len(keyed) > len(found) else ())


def which(mentions: Sequence[QuantityMention], text: str) -> frozenset[Key]:
    """The figures that only say which happening is meant: "the strike that killed 12"."""
    return frozenset(_behind(_WHICH, _keyed(mentions), text))


def _keyed(mentions: Sequence[QuantityMention]) -> list[tuple[Key, QuantityMention]]:
    return [(key, each) for each in mentions if (key := _key(each)) is not None]


def _behind(words: re.Pattern[str], keyed: list[tuple[Key, QuantityMention]], text: str) -> set[Key]:
    """The figures that stand right behind such words."""
    return {key for key, each in keyed if words.search(text[max(0, each.span.start - _LOOK_BACK) : each.span.start])}


def _key(figure: QuantityMention) -> Key | None:
    value = next((each for each in (figure.value, figure.low, figure.high) if each is not None), None)
    if figure.value is None and figure.low is not None and figure.high is not None:
        value = (figure.low + figure.high) / 2  # a range is another figure than its ends
    unit = PERSON if figure.role in OF_PEOPLE else figure.unit or fold(figure.of)
    if value is None or (figure.role in LOOSE_ROLES and not unit):
        return None
    return figure.role, *in_one_unit(unit, value)
