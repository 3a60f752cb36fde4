"""Figure chains joined into incidents: what was counted at one place, on one day, of one kind of people.

Owns the joining. Refuses to join what the texts keep apart (another place, another day, other people, a second count of
the same thing) and to choose between counters. Works on chains alone: what a number means was settled in the check.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from livebrief.desks.finding import Finder
from livebrief.desks.harming.words import BUILT, CIVILIANS, COMBATANTS, FIELDS, POWERLESS, SUPPLIED
from livebrief.desks.page import Page, Passage
from livebrief.desks.whereabouts import BROAD, any_before, settlement_before
from livebrief.nlp.apart import days_apart
from livebrief.nlp.words import fold
from livebrief.records.mentions import PlaceMention
from livebrief.records.stories import Chain, Figure

NEAR = 3  # sentences between two figures of one paragraph or so (looked at on the demo beat)
DAYS = 1  # a happening told as of the night before or the morning after is one
WIDE_ROLES = frozenset({"without_power", "displaced", "damaged"})  # over an area: only a shared place joins them
NEWEST = 40  # incidents of one key that a count is set against: weeks of one city's news
LARGE = 100.0  # a number from here on is hardly given twice by one counter for two things (judgement)
OLD_DAYS = 10  # a happening so long before its report is told in passing: it is not where the report is
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CIVILIAN, COMBATANT, UNSAID = "civilians", "combatants", "unsaid"


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One chain as harm: the field that it goes to, its passages, its places below the level of a region, its day."""

    chain: Chain
    field: str
    passages: tuple[Passage, ...]
    places: frozenset[str]
    day: str
    who: str


class Incident:
    """Counts of one happening, in the order in which they were first told."""

    def __init__(self, first: Count) -> None:
        self.counts: list[Count] = [first]

    def add(self, count: Count) -> None:
        """Take one more count in."""
        self.counts.append(count)

    @property
    def who(self) -> str:
        """Civilians or combatants where the texts say so."""
        return next((count.who for count in self.counts if count.who != UNSAID), UNSAID)

    @property
    def places(self) -> frozenset[str]:
        """The settlements that its counts name."""
        return frozenset().union(*(count.places for count in self.counts))

    @property
    def day(self) -> str:
        """The day that most of its counts give, those of the killed and injured before others; of equals the first told."""
        struck = [count.day for count in self.counts if count.day and count.field in ("killed", "injured")]
        days = Counter(struck or [count.day for count in self.counts if count.day])
        return days.most_common(1)[0][0] if days else ""


def incidents(page: Page) -> list[Incident]:
    """The incidents of a page's chains, in the order of their first figures. Pure; nothing is summed.

    A count is set against the incidents that share a document, a development, a place or a large number with it: the
    newest few of each, so that a long archive costs no more per count than a short one.
    """
    finder = Finder(page)
    made: list[Incident] = []
    index: dict[tuple[str, object], list[int]] = defaultdict(list)
    for count in _counts(page, finder):
        keys = _keys(count)
        near = sorted({n for key in keys for n in index[key][-NEWEST:]})
        best = max(((_tie(count, made[n]), -n) for n in near), default=(0, 0))
        at = -best[1] if best[0] > 0 else len(made)
        if at == len(made):
            made.append(Incident(count))
        else:
            made[at].add(count)
        for key in keys:
            if at not in index[key][-NEWEST:]:
                index[key].append(at)
    return [each for each in made if any(_size(figure) for count in each.counts for figure in count.chain.figures)]


def _keys(count: Count) -> list[tuple[str, object]]:
    """What an incident must share one of for the count to join it."""
    keys: list[tuple[str, object]] = [("document", passage.document.id) for passage in count.passages]
    keys += [("development", each) for each in count.chain.developments]
    keys += [("place", each) for each in sorted(count.places)]
    keys += [("number", size) for _, size in sorted(_large(count))]
    return list(dict.fromkeys(keys))


def _counts(page: Page, finder: Finder) -> Iterator[Count]:
    for chain in page.chains:
        passages = _each_once(passage for figure in chain.figures for passage in finder.passages(figure))
        field = _field(chain, passages)
        if field and passages:
            yield Count(
                chain=chain,
                field=field,
                passages=passages,
                places=_places(page, chain, passages),
                day=_day(chain, passages),
                who=_who(chain, passages),
            )


def _field(chain: Chain, passages: Sequence[Passage]) -> str:
    """The ledger's field of a chain; empty when it counts no harm."""
    noun = f"{chain.of} {chain.unit}"
    if chain.role in ("lost", "without power", "count") and _lost_power(chain, passages):
        return "without_power" if SUPPLIED.search(noun) else ""
    field = FIELDS.get(chain.role, "")
    if field == "damaged":
        return field if BUILT.search(noun) else ""
    if field in ("killed", "injured", "missing", "detained") and chain.unit not in ("person", ""):
        return ""
    return field


def _lost_power(chain: Chain, passages: Sequence[Passage]) -> bool:
    if chain.role == "without power":
        return True
    for passage in passages:
        at = passage.text.find(chain.figures[0].text)
        if at >= 0 and POWERLESS.match(passage.text[at + len(chain.figures[0].text) :]):
            return True
    return False


def _who(chain: Chain, passages: Sequence[Passage]) -> str:
    said = f"{chain.whose} {chain.of}"
    if COMBATANTS.search(said):
        return COMBATANT
    if CIVILIANS.search(said):
        return CIVILIAN
    words = [
        _around(passage, figure) for figure in chain.figures for passage in passages if figure.text in passage.text
    ]
    if any(re.search(r"\bcivilians?\b", each, re.I) for each in words):
        return CIVILIAN
    return COMBATANT if any(COMBATANTS.match(each.split(maxsplit=1)[-1]) for each in words if " " in each) else UNSAID


def _around(passage: Passage, figure: Figure) -> str:
    """The number and the two words after it."""
    at = passage.text.find(figure.text)
    return " ".join(passage.text[at:].split()[:3])


def _places(page: Page, chain: Chain, passages: Sequence[Passage]) -> frozenset[str]:
    near = {fold(name) for name in chain.places}
    known = {fold(place.name): place for passage in passages for place in passage.places}
    own = frozenset(name for name in near if name not in known or known[name].precision not in BROAD)
    if own or near & set(known) or FIELDS.get(chain.role) in WIDE_ROLES or is_old(chain.day, passages[0]):
        return own
    place = settlement_before(page, passages[0])
    return frozenset((fold(place.name),)) if place else own


def _day(chain: Chain, passages: Sequence[Passage]) -> str:
    if is_day(chain.day):
        return chain.day
    said = [told.sighting.happened[:10] for passage in passages for told in passage.told if told.sighting.happened]
    whole = Counter(each for each in said if is_day(each))
    return chain.day or (whole.most_common(1)[0][0] if whole else "")


def _tie(count: Count, incident: Incident) -> float:
    """How well a count fits an incident; 0 when it may not join."""
    if _same_count(count, incident):
        return 5.0
    if _apart(count, incident):
        return 0.0
    if _same_large(count, incident):
        return 4.0
    place = bool(count.places & incident.places)
    near = max((_nearness(count, other) for other in incident.counts), default=0.0)
    devs = {dev for other in incident.counts for dev in other.chain.developments}
    same_dev = bool(devs & set(count.chain.developments))
    same_story = any(other.chain.story == count.chain.story for other in incident.counts)
    if count.field in WIDE_ROLES and not place and not _same_number(count, incident):
        return 0.0
    same_day = bool(count.day and incident.day) and (days_apart(count.day, incident.day) or 0) <= DAYS
    again = place and _same_number(count, incident) and _told_within(count, incident)
    if not (
        near or again or (place and (same_story or same_day)) or (same_dev and not (count.places and incident.places))
    ):
        return 0.0
    return 1.0 + 2.0 * place + near + same_dev


def _apart(count: Count, incident: Incident) -> bool:
    if {count.who, incident.who} == {CIVILIAN, COMBATANT}:
        return True
    if count.places and incident.places and not count.places & incident.places:
        return True
    if (days_apart(count.day, incident.day) or 0) > DAYS:
        return True
    again = [other for other in incident.counts if other.chain.role == count.chain.role]
    return bool(again) and not _same_number(count, incident)


def _told_within(count: Count, incident: Incident) -> bool:
    """Whether the count is told so soon after the incident's last that it can be of it."""
    last = max(figure.as_of[:10] for each in incident.counts for figure in each.chain.figures)
    return (days_apart(count.chain.figures[0].as_of, last) or 0) <= OLD_DAYS


def _large(count: Count) -> set[tuple[str, float]]:
    """The large numbers of a count, each with its counter."""
    return {(figure.by, size) for figure in count.chain.figures if (size := _size(figure)) >= LARGE}


def _same_count(count: Count, incident: Incident) -> bool:
    """A large number by the same counter in both: one count, whatever places stand beside it."""
    return any(_large(count) & _large(other) for other in incident.counts if other.field == count.field)


def _same_large(count: Count, incident: Incident) -> bool:
    """A large number in both, of one field and one day: one count that another counter repeats."""
    mine, apart = {size for _, size in _large(count)}, days_apart(count.day, incident.day)
    theirs = {size for other in incident.counts if other.field == count.field for _, size in _large(other)}
    return bool(mine & theirs) and apart is not None and apart <= DAYS


def _same_number(count: Count, incident: Incident) -> bool:
    """Whether a chain of the same field gives one of the same numbers: two chains of one count."""
    mine = {_size(figure) for figure in count.chain.figures} - {0.0, 1.0, 2.0}
    others = [other for other in incident.counts if other.field == count.field]
    return any(mine & {_size(figure) for figure in other.chain.figures} for other in others)


def _nearness(one: Count, other: Count) -> float:
    """1 in one sentence, less within a few sentences of one document, else 0."""
    spots = [abs(a.n - b.n) for a in one.passages for b in other.passages if a.document.id == b.document.id]
    closest = min(spots, default=NEAR + 1)
    return 1.0 - closest / (NEAR + 1) if closest <= NEAR else 0.0


def is_day(value: str) -> bool:
    """Whether a TIMEX3 value is one whole day."""
    return _DAY.fullmatch(value) is not None


def _size(figure: Figure) -> float:
    return next((each for each in (figure.value, figure.low, figure.high) if each is not None), 0.0)


def _each_once(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple({(each.document.id, each.n): each for each in passages}.values())


def where(page: Page, incident: Incident) -> tuple[PlaceMention, ...]:
    """The places of an incident, the most named settlement first; without one the nearest place named before it."""
    passages = [passage for count in incident.counts for passage in count.passages]
    named = [place for passage in passages for place in passage.places if place.precision]
    old = is_old(incident.day, passages[0])
    if not named and not old:
        before = (settlement_before(page, passage) or any_before(page, passage) for passage in passages)
        named = [place for place in before if place is not None]
    own = Counter(fold(name) for count in incident.counts for name in count.chain.places)
    by_name: dict[str, PlaceMention] = {}
    for place in named:
        by_name.setdefault(fold(place.name), place)
    told = Counter(fold(place.name) for place in named)
    ranked = sorted(by_name, key=lambda name: (_grain(by_name[name]), -own[name] - told[name]))
    return tuple(by_name[name] for name in ranked)


def is_old(day: str, passage: Passage) -> bool:
    """Whether a day (or month, or year) lies well before the report."""
    if not day or not is_day(passage.day):
        return False
    if is_day(day):
        return (days_apart(day, passage.day) or 0) > OLD_DAYS
    return day[:7] < passage.day[:7] if re.match(r"\d{4}-\d{2}$", day) else day[:4] < passage.day[:4]


_GRAINS = ("village", "town", "city", "street", "district", "facility", "region", "water", "country")


def _grain(place: PlaceMention) -> int:
    """Settlements first, then what is smaller or larger."""
    if place.precision in ("village", "town", "city"):
        return 0
    return 1 + (_GRAINS.index(place.precision) if place.precision in _GRAINS else len(_GRAINS))
