"""What an article is compared by: words, numbers ("13500", "20-year-old") and two-word names ("Cerise Avenue"), and of
these which are names, which stand at its head, and the places, ages and days that it speaks of.

Full text and title. Addresses of pages are not words, nor are the function words of English: running weights see to the
rest, and to other languages, once a few stories have been read. Days are read from English weekdays and months only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice
from sys import intern
from typing import NamedTuple

import msgspec

from livebrief.nlp.roots import FUNCTION_WORDS
from livebrief.nlp.words import tokens
from livebrief.track.calendar import HEAD as NEAR_HEAD
from livebrief.track.calendar import MONTH_DAY, MONTHS, UNSAID, WEEKDAY, WEEKDAYS, Calendar, calendar_of

Bag = dict[str, int]
NAME = "_"
NUMBER = "#"
HEAD = 120  # tokens of title and text that count as the head: a headline and about two paragraphs
OFTEN_NAMED = 0.7  # share of a word's uses with a capital from which it is a name and not a word that opened a sentence
LOOKED_AT = 6000  # code points in which ages and places are looked for
TOLD_IN = 500  # code points in which an article says when it appeared
MOST_DAYS = 6
KEPT = 65_536  # tokens remembered: they come again and again, the rare ones do not
FUTURE = 3  # days: "June 21" further ahead than this is last year's
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|https? : / / [^\n]*")
# Ages: each begins with letters that are quickly found.
_YEAR_OLD, _YEARS = re.compile(r"year[- ]old"), re.compile(r"\b(\d{1,2})[- ]$")
_IN_COMMAS, _AGED = re.compile(r", (\d{2}),"), re.compile(r"age(?<!\wage)d? (\d{1,2})\b")
_FULL_DATE = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)})[a-z]*\.? ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?,?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{'|'.join(MONTHS)})[a-z]*\.?,?"
    r"|(?P<month3>\d{1,2}) ?/ ?(?P<day3>\d{1,2}) ?/) ?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_CALENDAR = frozenset(f"{day}day".lower() for day in WEEKDAYS) | frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)
_BEFORE_PLACES = frozenset("in at near from of on".split())


NAMED, NUMBERED, AT_THE_HEAD, IN_TITLE = 1, 2, 4, 8  # what a term is in an article
_AT_THE_HEAD = bytes(kind | AT_THE_HEAD for kind in range(256))


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of one article in order of first use, with their counts, and what is known of them.

    ``kinds``: of each term what it is, a sum of ``NAMED`` (or else ``NUMBERED``), ``AT_THE_HEAD`` and ``IN_TITLE``.
    ``days`` are ordinals. ``told`` is the day that an article of unknown day gives at its very head, if it gives one;
    ``calendar`` the times that it names.
    """

    bag: Bag
    kinds: bytes
    places: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    told: int | None = None
    calendar: Calendar = UNSAID


def outline_of(title: str, text: str, limit: int, day: int | None = None) -> Outline:
    """The outline of the first ``limit`` tokens of title and text. ``day``: the ordinal of its publication, if known."""
    plain = f"{title}.\n{text}"
    if "http" in plain or "www." in plain:
        plain = _ADDRESS.sub(" ", plain)
    counted = _count(tokens(plain)[:limit])
    return Outline(
        bag=counted.bag,
        kinds=_kinds(counted, tokens(title)),
        places=frozenset(counted.places),
        ages=_ages(plain),
        days=_days(plain, day) if day is not None else frozenset(),
        told=_told(plain) if day is None else None,
        calendar=calendar_of(plain) if day is None else UNSAID,
    )


class _Counted(NamedTuple):
    """Each term's count, in order of first use; which terms are names, and which numbers; the places; how many terms the
    head has."""

    bag: Bag
    names: list[str]
    numbers: set[str]
    places: set[str]
    head: int


def _count(words: Sequence[str]) -> _Counted:
    """The terms of these tokens. Places are names behind "in", "at", "near" …: where an English text says that something
    is."""
    used: list[str] = []  # every term at each of its uses, pairs behind their second word
    capitals: list[str] = []
    pairs: set[str] = set()
    numbers: set[str] = set()
    places: set[str] = set()
    before, leads, at_head = "", False, 0
    for part in (words[:HEAD], words[HEAD:]):
        at_head = len(used)
        for term, capital, number, place, led in map(_TERMS.__getitem__, part):
            if not term:
                before = ""
            elif capital:
                used.append(term)
                capitals.append(term)
                if before:
                    both = intern(before + NAME + term)  # one string object for each, as long as an article has it
                    used.append(both)
                    pairs.add(both)
                if leads and place:
                    places.add(term)
                before = term
            else:
                used.append(term)
                before = ""
                if number:
                    numbers.add(term)
                    before = term
            leads = led
    bag = dict(Counter(used))
    names = [term for term, times in Counter(capitals).items() if times >= OFTEN_NAMED * bag[term]]
    head = len(set(used[:at_head])) if len(words) > HEAD else 0
    return _Counted(bag=bag, names=[*names, *pairs], numbers=numbers, places=places, head=head or len(bag))


def _kinds(counted: _Counted, title: Sequence[str]) -> bytes:
    """Of each term of the bag what it is in this article. The title comes first in it, each token with at most a pair."""
    bag, head = counted.bag, counted.head
    at = dict(zip(bag, range(len(bag)), strict=True))
    kinds = bytearray(len(bag))
    for terms, kind in ((counted.numbers, NUMBERED), (counted.names, NAMED)):
        for term in terms:
            kinds[at[term]] = kind
    kinds[:head] = kinds[:head].translate(_AT_THE_HEAD)
    titled = {_TERMS[word][0] for word in title}
    for n, term in enumerate(islice(bag, 2 * len(title))):
        if term in titled:
            kinds[n] |= IN_TITLE
    return bytes(kinds)


def _ages(plain: str) -> frozenset[str]:
    """ "20-year-old", ", 20,", "aged 20": as written."""
    found = {each[1] for pattern in (_IN_COMMAS, _AGED) for each in pattern.finditer(plain, 0, LOOKED_AT)}
    for each in _YEAR_OLD.finditer(plain, 0, LOOKED_AT):
        if years := _YEARS.search(plain[max(0, each.start() - len("a 20-")) : each.start()]):
            found.add(years[1])
    return frozenset(found)


def _days(plain: str, published: int) -> frozenset[int]:
    """The days that the head speaks of: "Tuesday" is the last one up to publication, "June 21" the last or this year's."""
    on = date.fromordinal(published)
    named = {each[1] for each in WEEKDAY.finditer(plain, 0, NEAR_HEAD)}
    found = {published - (on.weekday() - n) % 7 for n, name in enumerate(WEEKDAYS) if name in named}
    for each in MONTH_DAY.finditer(plain, 0, NEAR_HEAD):
        if each[1] not in MONTHS:
            continue
        month, day = MONTHS.index(each[1]) + 1, int(each[2])
        year = on.year if (month, day) <= (on.month, on.day + FUTURE) else on.year - 1
        try:
            found.add(date(year, month, day).toordinal())
        except ValueError:  # "June 31"
            continue
    return frozenset(sorted(found, reverse=True)[:MOST_DAYS])


def _told(plain: str) -> int | None:
    """The first full date at the very head: "Updated: November 11, 2011", "18th September 2013", "2/3/2009"."""
    for found in _FULL_DATE.finditer(plain, 0, TOLD_IN):
        day, year = int(found["day"] or found["day2"] or found["day3"]), int(found["year"])
        name = found["month"] or found["month2"]
        try:
            return date(year, MONTHS.index(name.title()) + 1 if name else int(found["month3"]), day).toordinal()
        except ValueError:  # "13/13/2009"
            continue
    return None


class _Terms(dict[str, tuple[str, bool, bool, bool, bool]]):
    """Of each token its term (one string object for each), and whether it has a capital, is a number, can be a place,
    stands before places."""

    def __missing__(self, token: str) -> tuple[str, bool, bool, bool, bool]:
        if len(self) >= KEPT:
            self.clear()
        term, capital, low = _cut(token), token[0].isupper(), token.lower()
        place = capital and low not in _CALENDAR
        self[token] = made = term, capital, term[:1] == NUMBER, place, low in _BEFORE_PLACES
        return made


def _cut(token: str) -> str:
    """The token as a term; empty for single signs and function words."""
    low = token.lower().removesuffix("'s")
    if len(low) < 2 or low in FUNCTION_WORDS:
        return ""
    if low[0].isdigit():
        return NUMBER + low
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


_TERMS = _Terms()
