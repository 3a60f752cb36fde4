"""Which state of a thing an article reports as news: an airport shut or open again, a curfew imposed, kept or lifted.

Two families: places that close and open, measures that come into force and end. Read from the head of the article, in
English, by closed lists. What is only planned, feared or denied is no state. Owns no decision about groups.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.track.heads import NAME, Head

BEGUN, LASTING, ENDED = "begun", "lasting", "ended"  # shut or in force; still so; open again or lifted
# Each line one thing: words that reports of one happening use for one another.
_PLACES = """
    embassy embassies mission missions
    consulate consulates
    airport airports airfield airfields runway runways flights airspace
    border borders frontier crossing crossings checkpoint checkpoints
    port ports harbour harbours harbor harbors
    road roads highway highways motorway motorways
    bridge bridges
    tunnel tunnels
    strait straits canal canals waterway
    railway railways line lines trains metro subway
    station stations
    school schools kindergarten kindergartens
    university universities campus
    hospital hospitals clinic clinics
    factory factories plant plants refinery refineries
    mine mines
    pipeline pipelines
    office offices
    museum museums
    beach beaches park parks
"""
_MEASURES = """
    curfew curfews
    evacuation evacuations
    alert alerts warning warnings
    emergency
    lockdown lockdowns quarantine quarantines
    ban bans moratorium
    blockade blockades siege sieges
    embargo embargoes sanctions
    ceasefire truce armistice
    restrictions
    advisory advisories
    outage outages blackout blackouts
    walkout walkouts
"""
_CLOSE = r"(?:clos(?:e|es|ed|ing|ure)|shut(?:s|ting|ters|tered)?|suspend(?:s|ed|ing)?|halt(?:s|ed|ing)?)"
_OPEN = r"(?:re-?open(?:s|ed|ing)?|resum(?:e|es|ed|ing)|open(?:s|ed)?(?! fire)|back (?:to normal|in operation)|return(?:s|ed)? to normal)"
_BEGIN = (
    r"(?:impos(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|order(?:s|ed|ing)|issu(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)"
    r"|announc(?:e|es|ed)|enforc(?:e|es|ed)|be(?:gin|gins|gan|gun)|(?:comes?|came|enters?|entered) into (?:force|effect)"
    r"|t(?:akes?|ook) effect|agree(?:s|d)?(?= (?:on |to )?(?:an? |the )?(?:ceasefire|truce|armistice))|under)"
)
_FINISH = (
    r"(?:lift(?:s|ed|ing)?|end(?:s|ed)?|cancel(?:s|led|ed)?|revok(?:e|es|ed)|rescind(?:s|ed)?|call(?:s|ed)? off|expir(?:e|es|ed)"
    r"|scrap(?:s|ped)?|withdr(?:aws?|ew|awn)|is over|are over|drop(?:s|ped)|restored)"
)
_KEPT = r"(?:extend(?:s|ed|ing)?|prolong(?:s|ed)?|renew(?:s|ed)?|(?:remain|stay)(?:s|ed)? in (?:force|place|effect))"
_LAST = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|kee?p(?:s|t|ing)?|still|extend(?:s|ed|ing)?|prolong(?:s|ed)?|renew(?:s|ed)?)\b",
    re.I,
)
_CHANGES = (
    (re.compile(rf"\b(?:(?P<{BEGUN}>{_CLOSE})|(?P<{ENDED}>{_OPEN}))\b", re.I), _PLACES),
    (re.compile(rf"\b(?:(?P<{BEGUN}>{_BEGIN})|(?P<{ENDED}>{_FINISH})|(?P<{LASTING}>{_KEPT}))\b", re.I), _MEASURES),
)  # fmt: skip
_FAMILIES = tuple(
    (
        verbs,
        {word: line.split()[0] for line in words.strip().splitlines() for word in line.split()},
        re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.I),
    )
    for verbs, words in _CHANGES
)
THING_WORDS = frozenset(word for _, names, _ in _FAMILIES for word in names) | {"clear"}
_THINGS = frozenset(word[:NAME] for word in THING_WORDS)
_ALL_CLEAR = re.compile(r"\ball[- ]clear (?:given|sounded|issued|for|in)\b|\ball[- ]clear\s*[:–—-]", re.I)
_UNSURE = re.compile(
    r"\b(?:may|might|could|would|should|expect(?:s|ed)?|plan(?:s|ned)?|hop(?:e|es|ed)|consider(?:s|ed|ing)?|threaten(?:s|ed)?"
    r"|not|never|no|den(?:y|ies|ied)|whether|urg(?:e|es|ed)|call(?:s|ed)? (?:for|on)|fears? of|over|while|if|unless|vow(?:s|ed)?)\b[^,;:.]{0,40}$|n['’]t\b[^,;:.]{0,40}$",
    re.I,
)
_AHEAD = re.compile(r"\b(?:to|will|shall)(?: be)?\s+$", re.I)
_ASIDE = re.compile(
    r",\s(?:which|that|who|whose)\b[^,]*(?:,|$)|\b(?:\w+ (?:days?|hours?|weeks?|months?) )?(?:after|since|before) .*$"
)
_WORD = re.compile(r"[a-z]+")
_REACH = 60  # code points between a thing and the word of its state: in a headline, or in one clause


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The thing, by the first word of its line, the ``names`` about it, and its ``value``: begun | lasting | ended."""

    thing: str
    names: frozenset[str]
    value: str

    def of_one(self, other: State) -> bool:
        """Whether both speak of one thing, as far as their names tell."""
        return self.thing == other.thing and (not self.names or not other.names or bool(self.names & other.names))

    def surely_of_one(self, other: State) -> bool:
        """Whether they name it alike as well: the one with all the names of the other, or with two."""
        least = min(2, len(self.names), len(other.names))
        return self.thing == other.thing and least > 0 and len(self.names & other.names) >= least


def state_of(head: Head) -> State | None:
    """The state that the headline reports, or else the first sentence; None for none."""
    for sentence in (head.title, head.first):
        found = _told(sentence)
        if found is not None:
            names = (head.title_names() | head.names(head.first)) - _THINGS
            return State(thing=found[0], names=names, value=found[1])
    return None


def changed(one: State, other: State, days: int) -> bool:
    """Whether two reports of one thing tell two states of it. A state that lasts is told anew on another day."""
    if one.value == other.value:
        return False
    return days > 0 or ENDED in (one.value, other.value)


def _told(sentence: str) -> tuple[str, str] | None:
    """The thing whose state the sentence tells, and the state: the last one, where an end is told, else the first."""
    if _ALL_CLEAR.search(sentence):
        return "alert", ENDED
    words = _WORD.findall(sentence.lower())
    for verbs, names, things in _FAMILIES:
        if names.keys().isdisjoint(words) or verbs.search(sentence) is None:
            continue
        plain = _ASIDE.sub(" ", sentence)
        spots = [(each.start(), each.end(), each.group().lower()) for each in things.finditer(plain)]
        told = []
        for hit in verbs.finditer(plain) if spots else ():
            near = min(spots, key=lambda spot: (_gap(spot[:2], hit), spot[0]))
            if _gap(near[:2], hit) <= _REACH and (value := _value(plain, hit)):
                told.append((names[near[2]], value))
        if told:
            return next((each for each in told if each[1] == ENDED), told[0])
    return None


def _gap(spot: tuple[int, int], hit: re.Match[str]) -> int:
    return max(spot[0] - hit.end(), hit.start() - spot[1], 0)


def _value(plain: str, hit: re.Match[str]) -> str:
    """The state that a verb tells: none where it is only expected; what is shut and "remains" so lasts."""
    before = plain[: hit.start()]
    if _UNSURE.search(before):
        return ""
    if hit.lastgroup != ENDED:
        return LASTING if _LAST.search(plain) else BEGUN
    return "" if _AHEAD.search(before) else ENDED
