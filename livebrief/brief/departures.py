"""Where a string departs from the line that a record rebuilds: names the slot, so that withheld lines explain themselves.

Only names faults; it never lets a line pass. English lexicons, for naming alone.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from livebrief.brief.compose import ACT_PHRASES, CERTAINTY_WORDS, COLON, compose, joint
from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.briefings import Slots
from livebrief.records.statements import Act

NUMBER = re.compile(
    r"^(?:\d.*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|"
    r"million|billion)$"
)
ROLE_WORDS = frozenset(
    folded_tokens(
        "killed dead died deaths injured wounded hurt missing detained arrested displaced evacuated launched fired "
        "intercepted downed shot lost hit struck pledged promised delivered cancelled captured rescued freed"
    )
)
HEDGES = frozenset(
    folded_tokens(
        "may might could would possibly probably perhaps likely unlikely apparently allegedly reportedly seemingly "
        "about around roughly nearly almost approximately estimated suspected believed least most up"
    )
)
NEGATIONS = frozenset(folded_tokens("no not never none neither nor without nobody nothing cannot can't didn't don't"))
_LONGEST_FIRST = sorted(ACT_PHRASES, key=lambda pair: -len(pair[0]))
_PHRASES = [phrase for phrase, _ in _LONGEST_FIRST]


class Departure(StrEnum):
    """The slot in which a string and its record differ."""

    SPEAKER = "speaker"
    NO_SPEAKER = "no-speaker"
    ACT = "act"
    VIA = "via"
    FIGURE = "figure"
    ROLE = "role"
    ORDER = "order"
    HEDGE = "hedge"
    NEGATION = "negation"
    WORDS = "words"
    FORM = "form"


def departure(text: str, slots: Slots) -> Departure:
    """The first slot, in the order of a line, in which ``text`` is not the line of ``slots``."""
    lead, content = _cut(text, slots)
    if slots.speaker and fold(slots.speaker) not in fold(lead):
        return Departure.SPEAKER if _act_in(lead) else Departure.NO_SPEAKER
    told = slots.verb and fold(slots.verb) in fold(lead)
    act = Act(slots.act) if told else _act_in(fold(lead).replace(fold(slots.speaker), " ", 1))
    if act is None:
        return Departure.NO_SPEAKER
    if act.value != slots.act:
        return Departure.ACT
    if any(fold(name) not in fold(lead) for name in slots.via):
        return Departure.VIA
    return _in_content(content, slots)


def _cut(text: str, slots: Slots) -> tuple[str, str]:
    """The attribution and the rest, at the template's joint (a colon, or the end of the act's words); a string without an
    act before the joint is all content."""
    if not slots.content:
        return text, ""
    if joint(slots) == COLON:
        lead, found, rest = text.partition(COLON)
        return (lead, rest) if found and _act_in(lead) else ("", text)
    phrases = [slots.verb] if slots.verb else _PHRASES
    act = re.search("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases), text)
    return (text[: act.end()], text[act.end() :].lstrip(": ")) if act else ("", text)


def _act_in(lead: str) -> Act | None:
    words = f" {fold(lead)} "
    for phrase, act in _LONGEST_FIRST:
        if re.search(rf"\b{re.escape(phrase)}\b", words):
            return act
    return None


def _in_content(content: str, slots: Slots) -> Departure:
    theirs = folded_tokens(content)
    own = folded_tokens(_cut(compose(slots), slots)[1])
    if theirs == own:
        return Departure.FORM
    gained, lost = Counter(theirs) - Counter(own), Counter(own) - Counter(theirs)
    if not gained and not lost:
        moved = {word for word, other in zip(own, theirs, strict=True) if word != other}
        return Departure.ROLE if moved & ROLE_WORDS or any(map(NUMBER.match, moved)) else Departure.ORDER
    changed = set(gained) | set(lost)
    if any(map(NUMBER.match, changed)):
        return Departure.FIGURE
    if changed & ROLE_WORDS:
        return Departure.ROLE
    if changed & NEGATIONS:
        return Departure.NEGATION
    hedges = HEDGES | {word for phrase in CERTAINTY_WORDS.values() for word in folded_tokens(phrase)}
    return Departure.HEDGE if lost and set(lost) & hedges else Departure.WORDS
