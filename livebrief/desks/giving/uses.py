"""Leave to use what was given, and limits on it: "allowed X to strike inside Y with Z", "authorization of their use"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livebrief.desks.giving import words as w
from livebrief.desks.giving.telling import USE, Telling, is_background, is_reported
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import UNLISTED, Parties
from livebrief.desks.slots import Slot, acting, day_near, noun_phrase, slot, subject

_REPORTED = re.compile(r"\breport(?:ed|edly)\b|\bunconfirmed\b", re.I)
_STOP = re.compile(
    r";|,\s+(?:the|it|he|she|they|two|an?|which|but|while|said|citing|according)\b|[.!?][\"”]?\s*$|—to\b", re.I
)
_POINTS = re.compile(r"\b(?:their|its|such|the)\s+use\b(?!\s+of\b)", re.I)
_USING = re.compile(r"(?:['’]s)?\s+(?:\w+\s+){0,2}(?:us|fir|launch|strik|struck|employ)\w*", re.I)
_MAIN = re.compile(r",\s+(?:the\s+)?$")  # where a main clause begins behind its subordinate one
NEAR = 60  # code points in which an owner stands before "authorization" (looked at on the founding articles)


def uses(page: Page, passage: Passage, parties: Parties) -> Iterator[Telling]:
    """Restrictions lifted or set, each with what may (not) be used; only where a weapon or other given thing is named."""
    text = passage.text
    for stage, form in ((w.LIFTED, w.LIFT), (w.SET, w.BAR)):
        for hit in form.finditer(text):
            item = _thing(text, hit)
            if item is None or w.UNSURE.search(text[max(0, hit.start() - 60) : hit.start()]):
                continue
            donor = _owner(page, passage, hit, parties)
            telling = Telling(
                passage=passage,
                at=hit.start(),
                end=max(hit.end(), item[1]),
                stage=stage,
                kind=USE,
                donor=donor,
                recipient=_who(passage, hit, donor, parties),
                item=item,
                reported=is_reported(passage, hit.start(), hit.end())
                or bool(_REPORTED.search(text[max(0, hit.start() - 20) : hit.start()])),
                as_of=day_near(passage, hit.start()),
            )
            named = telling.recipient is not None or not hit.groupdict().get("who")
            if donor is not None and named and not is_background(telling):
                yield telling


def _thing(text: str, hit: re.Match[str]) -> tuple[int, int] | None:
    """What may be used: from the verb of use to the end of its clause; for "their use" the weapon named before."""
    pointed = _POINTS.match(text, re.compile(r"\s*").match(text, hit.end()).end())  # type: ignore[union-attr]
    if pointed:
        return _weapon_before(text, hit.start())
    stop = _STOP.search(text, hit.end())
    end = stop.start() if stop else len(text)
    begin = hit.end() + len(text[hit.end() : end]) - len(text[hit.end() : end].lstrip())
    words = text[begin:end]
    return (begin, begin + len(words.rstrip(' .”"'))) if w.WEAPONS.search(words) else None


def _weapon_before(text: str, at: int) -> tuple[int, int] | None:
    found = list(w.WEAPONS.finditer(text[:at]))
    if not found:
        return None
    long = [
        each for each in found if re.match(r"missiles?|systems?|rockets?|drones?|bombs?|ATACM", each.group(), re.I)
    ] or found
    lead = re.search(r"(?:[\w.-]+\s){0,3}$", text[: long[-1].start()])
    start = lead.start() if lead else long[-1].start()
    begin, _ = noun_phrase(text, start + _after_verb(text[start : long[-1].start()]))
    return begin, long[-1].end()


def _after_verb(words: str) -> int:
    """Past a verb that stands before the noun phrase ("had used U.S.-made …")."""
    found = list(re.finditer(r"\b(?:us(?:ed|es|e|ing)|fired?|firing|launch\w*|had|has|with|of|the|its)\s+", words))
    return found[-1].end() if found else 0


def _owner(page: Page, passage: Passage, hit: re.Match[str], parties: Parties) -> Slot | None:
    """Who gives leave: the owner of "authorization", else the subject, else the first party behind the clause."""
    text = passage.text
    if re.match(r"(?:authori[sz]ation|permission|green)", hit.group(), re.I):
        near = [
            each for each in parties.named(text[: hit.start()]) if each.end > hit.start() - NEAR and acting(text, each)
        ]
        owners = [each for each in near if re.match(r"['’]", text[each.end :])] or near
        return slot(passage, owners[-1]) if owners else None
    found = subject(page, passage, hit.start(), parties)
    if found is not None and found.party is not None:
        return found
    behind = [
        each
        for each in parties.named(text)
        if each.start > hit.end() and each.kind != UNLISTED and _MAIN.search(text[: each.start])
    ]
    return slot(passage, behind[0]) if behind else None


def _who(passage: Passage, hit: re.Match[str], donor: Slot | None, parties: Parties) -> Slot | None:
    """Who may use it: named between "allow" and "to use", else the party said to have used it."""
    text, groups = passage.text, hit.groupdict()
    name = next((each for each in ("who", "whom", "whose") if groups.get(each)), "")
    giver = donor.party.key if donor and donor.party else ""
    for named in parties.named(text):
        inside = hit.start(name) <= named.start < hit.end(name) if name else _USING.match(text[named.end :]) is not None
        if inside and named.key != giver and acting(text, named):
            return slot(passage, named)
    return None
