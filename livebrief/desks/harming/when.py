"""The day and the place of a happening: what the sentences of its counts say, else its articles' heads, else the report's.

Owns the choice between the times and places of several sentences. Refuses a day after the first report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from livebrief.desks.harming.incidents import Incident, is_day
from livebrief.desks.harming.local import FIELDS, Local
from livebrief.desks.page import Passage
from livebrief.nlp.words import fold
from livebrief.records.mentions import PlaceMention
from livebrief.records.spans import Span

DAY = len("2024-01-01")
BY_DATELINE, BY_FORCE, BY_HEAD, BY_TEXT = (
    3,
    2,
    2,
    1,
)  # points of a place by how an article names it (GVA development part)
_DATELINE = re.compile(
    r"\s*(?P<name>[A-Z][A-Z .'’-]{2,30}?[A-Z])(?:,[^—–-]{2,30}?)?\s*(?:\([^)]{2,30}\)\s*)?(?:—|–|--|-|:)(?:\s|$)"
)
_FORCE = re.compile(
    r"\b(?P<name>[A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2}) (?:[Pp]olice|Fire Department|fire department|[Ff]irefighters|Fire-Rescue"
    r"|Fire Rescue|police department|EMS|[Dd]etectives|[Oo]fficers)\b"
)
_NO_TOWN = frozenset(
    "The A An State County Metro Local City Capitol Highway Officer Chief Deputy Sgt Lt Capt Investigators When After But And In On At"
    " According University Campus School Federal Military Homicide Two Three Several Responding Undercover U.S. US Authorities"
    " January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday America American God Court English Spanish News Facebook Twitter Gang".split()
)
_IN_TOWN = re.compile(
    r"\b(?:in|near|outside) (?P<name>(?:St\. |Mt\. |Ft\. )?[A-Z][a-z'’]+(?: [A-Z][a-z]+){0,2})(?=[,.;:]|\s[a-z]|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|$)"
)
_WIDER = frozenset(
    "County State Metro Unit Parish Street Avenue Road Township Region Province District Tribal Valley".split()
)
SETTLEMENTS = frozenset({"city", "town", "village"})
LEAD = 6  # sentences at an article's head that tell the news (inverted pyramid)


def day_of(incident: Incident) -> str:
    """``YYYY-MM-DD`` (or coarser, as told); empty when neither a sentence nor a publication date gives one.

    The day that the counts give wins; then the times of their sentences; then the times of the first report; then the
    first report's own day (news is of its day where it names none).
    """
    first = min((passage for count in incident.counts for passage in count.passages), key=lambda each: each.moment)
    told = incident.day
    if told:
        return told
    said = _times([passage for count in incident.counts for passage in count.passages], first.day)
    return said or first.day


def _times(passages: list[Passage], last: str) -> str:
    days: Counter[str] = Counter()
    for passage in passages:
        for time in passage.times:
            day = time.value[:DAY]
            if time.type in ("DATE", "TIME") and is_day(day) and (not last or day <= last):
                days[day] += 1
    return days.most_common(1)[0][0] if days else ""


def day_of_story(local: Local) -> str:
    """The day that its articles together bear out; else the one that most of their heads give, not after the story's first
    report; else the first report's day."""
    if local.happening is not None and local.happening.day:
        return local.happening.day
    first = min((passages[0] for passages in local.documents), key=lambda each: each.moment)
    votes: Counter[str] = Counter()
    for passages in local.documents:
        for day in dict.fromkeys(_days(passages[:LEAD], first.day)):
            votes[day] += 1
    return votes.most_common(1)[0][0] if votes else first.day


def _days(passages: Sequence[Passage], last: str) -> Iterator[str]:
    for passage in passages:
        for time in passage.times:
            day = time.value[:DAY]
            if time.type in ("DATE", "TIME") and is_day(day) and (not last or day <= last):
                yield day


def place_of(local: Local) -> tuple[PlaceMention, ...]:
    """The places that the articles name, the settlement that most of them put the news in first.

    An article puts it where its dateline stands, where its head says, and where the police or the rescuers who speak are
    from; a place named further down counts least. A settlement that no gazetteer has keeps its name, without coordinates.
    """
    ranked = places_of(local.documents)
    name = _counted_at(local) or (local.happening.place if local.happening is not None else "")
    first = next((place for place in ranked if fold(name) in (fold(place.name), fold(place.text))), None)
    if first is None and name and local.happening is not None and name == local.happening.place:
        first = PlaceMention(span=local.documents[0][0].span, text=name, name=name, precision="town")
    return ranked if first is None else (first, *(place for place in ranked if place is not first))


def _counted_at(local: Local) -> str:
    """The settlement at which most articles count the killed or injured; empty where they do not say so with the count, or
    where what they together bear out is among theirs. A dateline is where the reporter sits."""
    told: dict[str, set[str]] = {}
    for count in (each for incident in local.incidents for each in incident.counts if each.field in FIELDS):
        for place in count.places:
            told.setdefault(place, set()).update(passage.document.id for passage in count.passages)
    best = max(told, key=lambda place: (len(told[place]), place), default="")
    borne = local.happening is not None and fold(local.happening.place) in told
    return best if best and not borne and 2 * len(told[best]) > len(local.documents) else ""


def places_of(documents: Iterable[Sequence[Passage]]) -> tuple[PlaceMention, ...]:
    """The places that documents put their news in, by the same rule."""
    by_name: dict[str, PlaceMention] = {}
    votes: Counter[str] = Counter()
    for passages in documents:
        for name, place, points in _placings(passages):
            votes[name] += points
            if name not in by_name or by_name[name].lat is None:
                by_name[name] = place
    return _ranked(by_name, votes)


def _ranked(by_name: Mapping[str, PlaceMention], votes: Mapping[str, int]) -> tuple[PlaceMention, ...]:
    ranked = sorted(
        by_name, key=lambda name: (by_name[name].precision not in SETTLEMENTS, -votes[name], by_name[name].lat is None)
    )
    return tuple(by_name[name] for name in ranked if votes[name] > 0)


def _placings(passages: Sequence[Passage]) -> Iterator[tuple[str, PlaceMention, int]]:
    """Each place that one document names, once for each way in which it does."""
    known: dict[str, PlaceMention] = {}
    for place in (each for passage in passages for each in passage.places if each.precision):
        known.setdefault(fold(place.name), place)
        known.setdefault(fold(place.text), place)
    seen: set[tuple[str, int]] = set()
    for name, points, span in (*_named(passages, known), *_mentioned(passages)):
        place = known.get(fold(name)) or PlaceMention(span=span, text=name, name=name, precision="town")
        key = fold(place.name)
        if (key, points) not in seen:
            seen.add((key, points))
            yield key, place, points


def _named(passages: Sequence[Passage], known: Mapping[str, PlaceMention]) -> Iterator[tuple[str, int, Span]]:
    """Settlements by dateline, by the police or rescuers of the place, and by the words of the title and the head."""
    first = passages[0]
    dateline = _DATELINE.match(first.document.dateline or first.text)
    if dateline:
        yield dateline["name"].title(), BY_DATELINE, first.span
    for passage in passages:
        for hit in _FORCE.finditer(passage.text):
            opens = hit.start() == 0 and " " not in hit["name"]  # "As police said": a word that opens the sentence
            if _is_town(hit["name"]) and not (opens and fold(hit["name"]) not in known):
                yield _longer(hit["name"], known), BY_FORCE, Span(*hit.span("name")).shift(passage.span.start)
    for text, span in ((first.document.title, first.span), *((each.text, each.span) for each in passages[:LEAD])):
        for hit in _IN_TOWN.finditer(text):
            if _is_town(hit["name"]):
                yield _longer(hit["name"], known), BY_TEXT, span


def _is_town(name: str) -> bool:
    words = name.split()
    return words[0] not in _NO_TOWN and words[-1] not in _NO_TOWN and words[-1] not in _WIDER


def _longer(name: str, known: Mapping[str, PlaceMention]) -> str:
    """The longer name that the gazetteer found in the article ("Salt Lake police": Salt Lake City)."""
    return next((place.name for key, place in known.items() if key.startswith(f"{fold(name)} ")), name)


def _mentioned(passages: Sequence[Passage]) -> Iterator[tuple[str, int, Span]]:
    for n, passage in enumerate(passages):
        for place in passage.places:
            if place.precision:
                yield place.name, BY_HEAD if n < LEAD else BY_TEXT, place.span
