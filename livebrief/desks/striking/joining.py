"""Tellings of attacks joined into attacks: one day (or night), one place or weapon or attacker, no contradiction.

Owns the joining. Works in time order: a later telling never moves an earlier one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.striking.events import RECENT_DAYS, Event, is_recent
from livebrief.nlp.apart import days_apart
from livebrief.nlp.words import fold
from livebrief.records.statements import Act

# Points for what two tellings share; JOIN and above is one attack. Set on the demo beat (`livebrief eval demo`): the order
# of the weights matters, their size hardly.
SAME_PLACE, SAME_NUMBER, SAME_WEAPON, SAME_ATTACKER, SAME_DEVELOPMENT, SAME_DOCUMENT, SAME_STORY = (
    2.0,
    2.0,
    1.0,
    0.5,
    1.0,
    1.0,
    0.5,
)
NEAR = 1.0  # within two sentences of one document
NEAR_COUNT = 2  # sentences in which a count goes on by region
JOIN = 2.5
DENIAL_REACH = 6  # sentences behind a telling in which a denial is of it (looked at on the demo beat)
_BROAD = frozenset({"", "country", "continent", "water"})
_ABOUT = re.compile(
    r"\b(?:str(?:ike|ikes|uck)|attack\w*|missiles?|drones?|fired?|launch\w*|hit|raids?|shell\w*|bomb\w*|report|claim|use)\b",
    re.I,
)
NIGHT_DAYS = 1  # a night is told as of either of its days


class Attack:
    """One attack: its tellings in time order."""

    def __init__(self, first: Event) -> None:
        self.events: list[Event] = [first]

    @property
    def day(self) -> str:
        """The day of the first dated telling, else of the first."""
        return next((each.day for each in self.events if each.dated), self.events[0].day)

    @property
    def counted(self) -> list[Event]:
        """The tellings that count something."""
        return [each for each in self.events if each.chain is not None]


def attacks(events: Iterable[Event]) -> list[Attack]:
    """The attacks that the tellings tell of, in the order in which they were first told."""
    made: list[Attack] = []
    fresh: list[int] = []  # attacks told of in the last days: later tellings can join only those
    for event in events:
        if not is_recent(event):
            continue
        fresh = [
            n for n in fresh if (days_apart(event.passage.day, made[n].events[-1].passage.day) or 0) <= RECENT_DAYS
        ]
        best = max(((_points(event, made[n]), -n) for n in fresh), default=(0.0, 0))
        if best[0] >= JOIN:
            made[-best[1]].events.append(event)
        else:
            fresh.append(len(made))
            made.append(Attack(event))
    return [each for each in made if _stands(each)]


def _stands(attack: Attack) -> bool:
    """Whether enough is told: counts; or where, and one of when, who and with what; or who fired what."""
    if any(each.chain is not None and each.chain.role in ("launched", "intercepted") for each in attack.events):
        return True
    for each in (event for event in attack.events if not event.anaphoric):
        if each.sites and (each.attacker or each.weapon or (each.martial and each.target)):
            return True
        if each.attacker and each.weapon and each.countries:
            return True
    return False


def _points(event: Event, attack: Attack) -> float:
    if _apart(event, attack):
        return 0.0
    best = max(_shared(event, other) for other in attack.events)
    later = (days_apart(event.day, attack.day) or 0) > NIGHT_DAYS
    return 0.0 if later and not _follows(event, attack) else best


def _follows(event: Event, attack: Attack) -> bool:
    """Whether an undated telling of a later day goes on about the attack: its place, in its story."""
    places = _names(attack)
    stories = {each.told.story for each in attack.events} | {each.told.development for each in attack.events}
    return bool(event.names & places) and bool({event.told.story, event.told.development} & stories - {""})


def _apart(event: Event, attack: Attack) -> bool:
    if (days_apart(event.day, attack.day) or 0) > (NIGHT_DAYS if event.dated else RECENT_DAYS):
        return True
    kinds = {each.kind for each in attack.events if each.kind}
    if event.kind and kinds and event.kind not in kinds:
        return True
    who = {each.attacker.party.key for each in attack.events if each.attacker and each.attacker.party}
    places = _names(attack)
    if (
        event.attacker
        and event.attacker.party
        and who
        and event.attacker.party.key not in who
        and not event.names & places
    ):
        return True  # at one place and day two accounts of who did it are one attack
    return bool(event.names and places and not event.names & places) and not _counts_on(event, attack)


def _counts_on(event: Event, attack: Attack) -> bool:
    """Whether the words go on counting what was shot down or lost of one barrage, region by region."""
    if event.chain is None or event.chain.role == "launched":
        return False
    return any(
        other.passage.document.id == event.passage.document.id
        and abs(other.passage.n - event.passage.n) <= NEAR_COUNT
        and other.kind == event.kind
        for other in attack.counted
    )


def _shared(one: Event, other: Event) -> float:
    same_document = one.passage.document.id == other.passage.document.id
    near = same_document and abs(one.passage.n - other.passage.n) <= 2
    party = bool(
        one.attacker
        and other.attacker
        and one.attacker.party
        and other.attacker.party
        and one.attacker.party.key == other.attacker.party.key
    )
    number = bool(_numbers(one) & _numbers(other))
    return (
        SAME_PLACE * bool(one.names & other.names)
        + SAME_NUMBER * number
        + SAME_WEAPON * (bool(one.kind) and one.kind == other.kind)
        + SAME_ATTACKER * party
        + SAME_DEVELOPMENT
        * (not same_document and bool(one.told.development) and one.told.development == other.told.development)
        + SAME_DOCUMENT * same_document
        + NEAR * near
        + SAME_STORY * (not same_document and bool(one.told.story) and one.told.story == other.told.story)
    )


def _numbers(event: Event) -> set[float]:
    return {
        figure.value
        for figure in event.figures
        if figure.value is not None and figure.value > 9 and figure.role == "launched"
    }


def not_owned(page: Page, found: Sequence[Attack]) -> dict[int, list[Told]]:
    """Who denies an attack or neither confirms nor denies it, by the attack's number: the one whose place the words name,
    else the one told of last before them in the same document, a few sentences away at most."""
    made: dict[int, list[Told]] = defaultdict(list)
    for passage in page.passages:
        for told in passage.told:
            if told.act not in (Act.DENIES, Act.NEITHER) or not _ABOUT.search(f"{told.words} {passage.text}"):
                continue
            named = {fold(name) for place in passage.places for name in (place.name,) if place.precision not in _BROAD}
            by_place = [n for n, each in enumerate(found) if named & _names(each)]
            nearest = max(
                ((at, n) for n, each in enumerate(found) if (at := _last_before(each, passage)) >= 0), default=None
            )
            if nearest is not None and (not by_place or nearest[1] in by_place):
                made[nearest[1]].append(told)
            elif by_place:
                made[by_place[-1]].append(told)
    return dict(made)


def _names(attack: Attack) -> frozenset[str]:
    return frozenset().union(*(each.names for each in attack.events))


def _last_before(attack: Attack, passage: Passage) -> int:
    """The sentence of the attack's last telling before this one, -1 when it is not a few sentences away."""
    told = [each.passage.n for each in attack.events if each.passage.document.id == passage.document.id]
    near = [n for n in told if 0 <= passage.n - n <= DENIAL_REACH]
    return max(near, default=-1)
