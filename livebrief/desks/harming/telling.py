"""What one article says of the killed and injured in its own words, number by number or person by person.

Owns the reading of short reports that no toll is kept of: "a man was shot dead and two others were wounded". Refuses
arithmetic: "five shot, one fatally" is never four injured. Tolls that counters keep are figure chains, not this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.desks.page import Passage
from livebrief.nlp.ages import without_ages

_PERSON = (
    r"(?:man|woman|boy|girl|teen(?:ager)?|child|toddler|infant|baby|student|pupil|mother|father|mom|dad|son|daughter|brother|sister"
    r"|husband|wife|girlfriend|boyfriend|person|officer|deputy|driver|passenger|pedestrian|cyclist|clerk|victim|resident|employee"
    r"|owner|juvenile|male|female|youth|suspect|gunman|shooter|bystander|patient|player|worker|nurse|teacher|homeowner|robber"
    r"|intruder|customer|manager|adult|individual|cousin|uncle|aunt|grandmother|grandfather|neighbou?r|soldier|veteran|farmer"
    r"|firefighter|journalist|(?:year|month)-old)"
)
_NAME = r"(?:[A-Z][\w'’.-]+ (?:[A-Z][\w'’.-]+ ?){1,3}(?:, ?(?:\d+|of [\w ]+|Jr\.?|Sr\.?|a [\w -]+))?,?)"
_WHO = (
    rf"\b(?:(?:an?|one|the|another|his|her|their|this)\s+(?:[\w’'-]+\s){{0,4}}?{_PERSON}\b|{_NAME}|(?:[Hh]e|[Ss]he)\b)"
)
_GAP = r"(?:(?!\b(?:[Nn]obody|[Nn]one|[Nn]o one)\b)[^.;]){0,60}?"  # "the shells fell short and no one was hurt"
_DEAD = (
    r"(?:shot and killed|shot to death|shot dead|stabbed to death|gunned down|fatally (?:shot|wounded|stabbed|injured|struck)|killed"
    r"|found dead|pronounced dead|declared dead|dead|slain|murdered|drowned)"
)
_HURT = (
    r"(?:wounded|injured|hurt|shot|stabbed|struck|hit|burned|hospitali[sz]ed|airlifted|flown|taken|rushed|transported"
    r"|in (?:critical|stable|serious|fair|good|guarded) condition|recovering|being treated|treated)"
)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_NUMBERS |= {word: n for n, word in enumerate("sixteen seventeen eighteen nineteen".split(), 16)}
_NUMBERS |= {
    f"{ten}{one and '-'}{one}": 10 * tens + ones
    for tens, ten in enumerate(("twenty", "thirty"), 2)
    for ones, one in enumerate(("", *list(_NUMBERS)[1:10]))
}
_N = rf"(?<![\w-])(?<!\b[Nn]o )(\d{{1,2}}|{'|'.join(sorted(list(_NUMBERS)[1:], key=len, reverse=True))})"
_TO_DEATH = r"(?:(?!\b(?:wounded|injured|hurt)\b)[^.;,]){0,30}?"  # no other count's verb between a count and its own
_TO_HURT = r"(?:(?!\b(?:killed|dead|died|dies)\b)[^.;,]){0,30}?"
_OF_PEOPLE = (
    rf"{_N}\s+(?:other\s+|more\s+|young\s+|teen\w*\s+|\w+\s+)?(?:people|persons|men|women|others|teens|teenagers|victims|children|kids"
    r"|students|boys|girls|adults|officers|deputies|bystanders|family members|individuals|males|females|juveniles|youths|suspects"
    r"|residents|workers|passengers|were|are|is|was|dead|killed|wounded|injured|hurt)"
)
_NEITHER = r"\b(?!-year)(?!\s+(?:wounded|injured|hurt|others? (?:wounded|injured|hurt)))"
_DEAD_NUMBER = re.compile(
    rf"{_OF_PEOPLE}{_TO_DEATH}\b(?:killed|dead|died|fatally|slain|drowned)\b|(?:killed|killing|kills|left)\s+{_N}{_NEITHER}"
    rf"|\b{_N}\s+(?:dead|killed|deaths?)\b",
    re.I,
)
_HURT_NUMBER = re.compile(
    rf"{_OF_PEOPLE}{_TO_HURT}\b(?:wounded|injured|hurt|hospitali[sz]ed|critical|stable|survived)\b"
    rf"|(?:wounded|wounding|injured|injuring|injures|wounds|hurt|hurting)\s+{_N}\b(?!-year)"
    rf"|\b{_N}\s+(?:others?\s+)?(?:wounded|injured|hurt|injuries)\b",
    re.I,
)
_SHOT_NUMBER = re.compile(
    rf"{_OF_PEOPLE}[^.;,]{{0,20}}?\b(?:shot|stabbed|struck by)\b|\bshot\s+{_N}\b(?!-year)(?! times)|\b{_N}\s+shot\b",
    re.I,
)
_DEAD_PERSON = re.compile(
    rf"{_WHO}{_GAP}\s(?:was|were|is|has been|had been|being|lay|left)\s(?:\w+\s)?{_DEAD}\b"
    rf"|{_WHO}{_GAP}\s(?:died|dies|succumbed)\b"
    r"|(?:killed|killing|kills|fatally shot|fatally shooting|shot and killed|murdered|murdering|shot to death|shooting death of"
    rf"|fatal shooting of|death of|murder of|killing of|slaying of|homicide of|deadly shooting of)\s+(?:{_WHO}|[A-Z])"
)
_HURT_PERSON = re.compile(
    rf"{_WHO}{_GAP}\s(?:was|were|is|are|has been|remains?|remained|being)\s(?:\w+\s)?{_HURT}\b(?! and killed| to death| dead)"
    rf"|{_WHO}{_GAP}\s(?:suffered|sustained|survived|is recovering)\b"
    rf"|(?:wounded|wounding|injured|injuring|shot|shooting|shoots|wounds|hit|struck)\s+{_WHO}"
    r"|\b(?:critical|stable|serious|fair|good|guarded) condition|recovering|expected to (?:survive|recover|be ok)"
    r"|non-?life[- ]threatening|survived|injuries\b"
)
_CONDITION = re.compile(
    r"\b(?:critical|stable|serious|fair|good|guarded) condition|recovering|expected to (?:survive|recover|be ok)"
    r"|non-?life[- ]threatening|survived|injuries\b",
    re.I,
)
_ANOTHER = re.compile(r"\b(?:another|second|other|also)\b", re.I)
_DEAD_TITLE = re.compile(
    r"\b(?:fatal(?:ly)?|homicide|murder(?:ed)?|deadly|slain|shooting death|dies|dead|killed)\b", re.I
)
_KILLED_SIGN = re.compile(rf"\b(?:{_DEAD}|died|dies|death|homicide|fatal(?:ly)?|murder(?:ed)?)\b", re.I)
_INJURED_SIGN = re.compile(rf"\b(?:{_HURT}|gunshot wounds?|injur(?:y|ies))\b", re.I)
LARGEST = 40  # a number above is a toll that counters keep, or no number of people (looked at on 500 local reports)
HEAD = 1200  # code points at an article's head in which the one dead person is told of; further down stand other cases
COUNTED_WEIGHT = 1.5  # an article that gives a number outweighs one that tells of persons


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article says it: ``[start, end)`` of a passage."""

    passage: Passage
    start: int
    end: int


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One article's killed and injured, how sure (``weight``), and the words that say so (empty: its title alone)."""

    document: str
    killed: int
    injured: int
    killed_weight: float
    injured_weight: float
    killed_words: tuple[Evidence, ...] = ()
    injured_words: tuple[Evidence, ...] = ()


_Found = list[tuple[int, Evidence | None]]


def telling(passages: Sequence[Passage]) -> Telling:
    """What the passages of one document say. Pure; the title helps to read but is never cited."""
    title = _plain_title(passages[0].document.title)
    dead = _numbers(_DEAD_NUMBER, title, passages)
    hurt = _numbers(_HURT_NUMBER, title, passages)
    shot = _numbers(_SHOT_NUMBER, title, passages)
    one_dead = _any(_DEAD_PERSON, passages, HEAD)
    killed = _most(dead) if dead else int(bool(one_dead) or bool(_DEAD_TITLE.search(title)))
    injured, words = _injured(killed, (hurt, shot), passages)
    return Telling(
        document=passages[0].document.id,
        killed=killed,
        injured=injured,
        killed_weight=COUNTED_WEIGHT if dead else 1.0,
        injured_weight=COUNTED_WEIGHT if hurt else 1.0,
        killed_words=_cited(dead, killed) or (*one_dead, *(_any(_DEAD_TITLE, passages, HEAD) if killed == 1 else ())),
        injured_words=words,
    )


def _cited(found: _Found, number: int) -> tuple[Evidence, ...]:
    return tuple(each for value, each in found if each and value == number and each.passage.told)


def _injured(
    killed: int, found: tuple[_Found, _Found], passages: Sequence[Passage]
) -> tuple[int, tuple[Evidence, ...]]:
    """The injured as counted; else, where nobody died, those shot; else one who is told of as hurt."""
    hurt, shot = found
    if hurt:
        number = _most(hurt)
        return number, tuple(each for value, each in hurt if each and value == number)
    if shot and not killed:
        number = max(value for value, _ in shot)
        return number, tuple(each for value, each in shot if each and value == number)
    if killed:
        second = any(_CONDITION.search(each.text) for each in passages) and _any(_ANOTHER, passages)
        condition = _any(_CONDITION, passages)
        return (1, tuple(condition)) if second and condition else (0, ())
    one = _any(_HURT_PERSON, passages)
    return (1, tuple(one)) if one else (0, ())


def _numbers(form: re.Pattern[str], title: str, passages: Sequence[Passage]) -> _Found:
    found: _Found = [(number, None) for hit in form.finditer(title) if (number := _value(hit)) is not None]
    for passage in passages:
        for hit in form.finditer(without_ages(passage.text)):
            number = _value(hit)
            if number is not None:
                found.append((number, Evidence(passage=passage, start=hit.start(), end=hit.end())))
    return found


def _value(hit: re.Match[str]) -> int | None:
    said = next((group for group in hit.groups() if group), "")
    number = int(said) if said.isdigit() else _NUMBERS.get(said.casefold())
    return number if number is not None and number < LARGEST else None


def _any(form: re.Pattern[str], passages: Sequence[Passage], head: int = 0) -> list[Evidence]:
    """The places where the form stands, in the first ``head`` code points of the document (0: anywhere)."""
    return [
        Evidence(passage=passage, start=hit.start(), end=hit.end())
        for passage in passages
        if not head or passage.span.start < head
        for hit in form.finditer(passage.text)
    ]


def signs(passages: Sequence[Passage], field: str) -> list[Evidence]:
    """Where citable sentences of one document's head say that somebody was killed (or injured), without a number."""
    form = _KILLED_SIGN if field == "killed" else _INJURED_SIGN
    return [spot for spot in _any(form, passages, HEAD) if spot.passage.told]


def _most(found: _Found) -> int:
    return Counter(number for number, _ in found).most_common(1)[0][0]


def _plain_title(title: str) -> str:
    """Without the outlet's name at its end."""
    return re.split(r"\s[-|–]\s(?=[A-Z][\w .,]*$)", title)[0]


def majority(tellings: Sequence[Telling], field: str) -> int:
    """The number that most articles give (counted ones weigh more); of equals the larger."""
    votes: Counter[int] = Counter()
    for each in tellings:
        votes[getattr(each, field)] += getattr(each, f"{field}_weight")
    return max(votes, key=lambda number: (votes[number], number))


def words(tellings: Sequence[Telling], field: str, number: int) -> Iterator[Evidence]:
    """One piece of evidence from each article that gives the number, from a sentence that can be cited."""
    for each in tellings:
        cited = [spot for spot in getattr(each, f"{field}_words") if spot.passage.told]
        if getattr(each, field) == number and cited:
            yield cited[0]
