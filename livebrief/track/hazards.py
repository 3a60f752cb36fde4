"""Warnings and what they warned of: an air-raid alert goes with the attack of that night on that province.

A notice shares few words with the reports of what came, so it is known by hazard, day and place. Read from the head of the
article, in English, by closed lists. Owns the hazards of the active window; refuses to decide (``grouping`` does).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

import msgspec

from livebrief.track.heads import Head

APART = 1  # days between a warning and the report of what came: "overnight"
KEPT = 200  # articles kept of each hazard: a day or two of a country under attack
_NOTICE = r"(?:alerts?|warnings?|sirens?|watch|all[- ]clear|advisor(?:y|ies))"
# Of each hazard: the words of its warnings, and those that a report of it has in its headline.
_HAZARDS = (
    ("air", r"(?:air[- ]?raid|air|missile|drone|rocket|ballistic)", r"(?:drones?|missiles?|rockets?|air ?strikes?|shelling|bombardment|bombs?|bombing|strikes? (?:on|at|against))"),
    ("flood", r"(?:flash[- ]flood|flood|dam|river|high[- ]water)", r"(?:floods?|flooding|flooded|dam|dyke|levee)"),
    ("quake", r"(?:tsunami|earthquake)", r"(?:earthquakes?|quakes?|tremors?|tsunami)"),
    ("storm", r"(?:storm|hurricane|typhoon|cyclone|tornado|blizzard|gale|wind)", r"(?:storms?|hurricane|typhoon|cyclone|tornado(?:es)?|blizzard)"),
    ("fire", r"(?:fire|wildfire|bushfire|smoke)", r"(?:wildfires?|bushfires?|blaze)"),
    ("eruption", r"(?:volcan(?:o|ic)|eruption|ash)", r"(?:volcano|volcanic|eruption)"),
)  # fmt: skip
_WARNS = tuple(
    (name, re.compile(rf"\b{words}[- ]{_NOTICE}\b|\b{_NOTICE}[: ]\s?(?:of |for )?(?:an? )?{words}\b", re.I))
    for name, words, _ in _HAZARDS
)
# One word at least of each pattern above: its warnings and its reports cannot be read without.
HAZARD_WORDS = frozenset(
    """alert alerts warning warnings siren sirens watch clear advisory advisories drone drones missile missiles rocket rockets
    airstrike airstrikes air shelling bombardment bomb bombs bombing strike strikes flood floods flooding flooded dam dyke
    levee earthquake earthquakes quake quakes tremor tremors tsunami storm storms hurricane typhoon cyclone tornado tornadoes
    blizzard wildfire wildfires bushfire bushfires blaze volcano volcanic eruption""".split()
)
_REPORTS = tuple((name, re.compile(rf"\b{words}\b", re.I)) for name, _, words in _HAZARDS)
_IN = re.compile(r"[:;]|\b(?:in|for|over|across|of)\b", re.I)
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.I)
_SHORT = 120  # words: a notice says what to do and no more
_GENERIC = frozenset("air-r alert all-c warni notic siren start threa tsuna flood storm".split())


class Hazard(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of danger, whether the article is a warning (or calls one off) itself, and the names of its places."""

    kind: str
    notice: bool
    names: frozenset[str]

    def of_one(self, other: Hazard) -> bool:
        """Whether both report a danger of one kind, with a name in common."""
        return self.kind == other.kind and self.notice == other.notice and bool(self.names & other.names)


class Hazards:
    """The latest articles of each hazard. Law: who is kin depends on the articles added before only."""

    def __init__(self) -> None:
        self._held: dict[str, deque[tuple[int, int, Hazard]]] = {}

    def add(self, n: int, day: int | None, hazard: Hazard | None) -> None:
        """Take in article ``n`` of that day."""
        if hazard is not None and day is not None:
            self._held.setdefault(hazard.kind, deque(maxlen=KEPT)).append((n, day, hazard))

    def kin(self, day: int | None, hazard: Hazard | None, story_of: Callable[[int], str]) -> list[str]:
        """The stories of what this article warns of (the latest only), or of the warnings that nothing reported yet came of.

        ``story_of``: the story of an article, empty when it has left the window.
        """
        if hazard is None or day is None:
            return []
        held = [(n, story_of(n), on, each) for n, on, each in self._held.get(hazard.kind, ())]
        near = [
            (n, story)
            for n, story, on, each in held
            if story and each.notice != hazard.notice and abs(on - day) <= APART and each.names & hazard.names
        ]
        if hazard.notice:
            return [story for _, story in near[-1:]]
        came = {story for _, story, _, each in held if not each.notice}
        return sorted({story for _, story in near if story not in came})


def hazard_of(head: Head, text: str) -> Hazard | None:
    """The hazard that an article warns of or reports; None for none."""
    short = len(text) < 10 * _SHORT and len(text.split()) <= _SHORT
    for name, warns in _WARNS if short else ():
        if warns.search(head.title) or warns.match(_ARTICLE.sub("", head.first)):
            return Hazard(kind=name, notice=True, names=_region(head, head.title) or _region(head, head.first))
    kind = next((name for name, reports in _REPORTS if reports.search(head.title)), None)
    if kind is None:
        return None
    names = head.title_names().union(*(head.names(each) for each in head.lead))
    return Hazard(kind=kind, notice=False, names=names)


def _region(head: Head, words: str) -> frozenset[str]:
    """The names behind the first "in", "for" or colon, up to a comma: where the warning holds."""
    found = _IN.search(words)
    return head.names(words[found.end() :].split(",", maxsplit=1)[0]) - _GENERIC if found else frozenset()
