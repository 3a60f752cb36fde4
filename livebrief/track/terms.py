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
from itertools import pairwise
from sys import intern

import msgspec

from livebrief.nlp.roots import FUNCTION_WORDS
from livebrief.nlp.words import tokens

Bag = Counter[str]
NAME = "_"
NUMBER = "#"
HEAD = 120  # tokens of title and text that count as the head: a headline and about two paragraphs
NAMED = 0.7  # share of a word's uses with a capital from which it is a name and not a word that opened a sentence
LOOKED_AT = 6000  # code points in which ages and places are looked for
DAYS_IN = 2500  # code points in which days are looked for: what an article is about it dates near its head
TOLD_IN = 500  # code points in which an article says when it appeared
MOST_DAYS = 6
KEPT = 65_536  # tokens remembered: they come again and again, the rare ones do not
FUTURE = 3  # days: "June 21" further ahead than this is last year's
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|https? : / / [^\n]*")
# Ages: each begins with letters that are quickly found.
_YEAR_OLD, _YEARS = re.compile(r"year[- ]old"), re.compile(r"\b(\d{1,2})[- ]$")
_IN_COMMAS, _AGED = re.compile(r", (\d{2}),"), re.compile(r"age(?<!\wage)d? (\d{1,2})\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A set of capitals first, which is quickly searched; what is no day or month in full is passed over.
_WEEKDAY = re.compile(r"([MTWFS](?<!\w[MTWFS])(?:on|ues|ednes|hurs|ri|atur|un))day\b")
_MONTH_DAY = re.compile(r"([JFMASOND](?<!\w[JFMASOND])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec))[a-z]*\.? (\d{1,2})\b")
_FULL_DATE = re.compile(
    rf"\b(?:(?P<month>{'|'.join(_MONTHS)})[a-z]*\.? ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?,?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{'|'.join(_MONTHS)})[a-z]*\.?,?"
    r"|(?P<month3>\d{1,2}) ?/ ?(?P<day3>\d{1,2}) ?/) ?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_CALENDAR = frozenset(f"{day}day".lower() for day in _WEEKDAYS) | frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)
_BEFORE_PLACES = frozenset("in at near from of on".split())


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of one article in order of first use, with their counts, and what is known of them.

    ``days`` are ordinals. ``told`` is the day that an article of unknown day gives at its very head, if it gives one.
    """

    bag: Bag
    named: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    told: int | None = None


def outline_of(title: str, text: str, limit: int, day: int | None = None) -> Outline:
    """The outline of the first ``limit`` tokens of title and text. ``day``: the ordinal of its publication, if known."""
    plain = f"{title}.\n{text}"
    if "http" in plain or "www." in plain:
        plain = _ADDRESS.sub(" ", plain)
    words = tokens(plain)[:limit]
    bag, capitals, head = _count(words)
    return Outline(
        bag=bag,
        named=frozenset(term for term in bag if NAME in term or capitals[term] >= NAMED * bag[term]),
        head=head,
        title=frozenset(term for word in tokens(title) if (term := _term(word))),
        places=_places(words),
        ages=_ages(plain),
        days=_days(plain, day) if day is not None else frozenset(),
        told=_told(plain) if day is None else None,
    )


def _count(words: Sequence[str]) -> tuple[Bag, Counter[str], frozenset[str]]:
    """Each term's count, how often with a capital, and those of the head."""
    bag: dict[str, int] = {}
    capitals: dict[str, int] = {}
    head: frozenset[str] = frozenset()
    before, terms = "", _TERMS
    for n, word in enumerate(words):
        if n == HEAD:
            head = frozenset(bag)
        term, capital, number = terms[word]
        if not term:
            before = ""
            continue
        bag[term] = bag.get(term, 0) + 1
        if capital:
            capitals[term] = capitals.get(term, 0) + 1
            if before:
                both = intern(before + NAME + term)  # one string object for each, as long as an article has it
                bag[both] = bag.get(both, 0) + 1
        before = term if capital or number else ""
    return Counter(bag), Counter(capitals), head or frozenset(bag)


def _places(words: Sequence[str]) -> frozenset[str]:
    """Names that stand behind "in", "at", "near" …: where an English text says that something is."""
    return frozenset(
        term
        for word, behind in pairwise(words)
        if behind[0].isupper() and word.lower() in _BEFORE_PLACES and behind.lower() not in _CALENDAR
        if (term := _term(behind))
    )


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
    named = {each[1] for each in _WEEKDAY.finditer(plain, 0, DAYS_IN)}
    found = {published - (on.weekday() - n) % 7 for n, name in enumerate(_WEEKDAYS) if name in named}
    for each in _MONTH_DAY.finditer(plain, 0, DAYS_IN):
        if each[1] not in _MONTHS:
            continue
        month, day = _MONTHS.index(each[1]) + 1, int(each[2])
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
            return date(year, _MONTHS.index(name.title()) + 1 if name else int(found["month3"]), day).toordinal()
        except ValueError:  # "13/13/2009"
            continue
    return None


class _Terms(dict[str, tuple[str, bool, bool]]):
    """Of each token its term, whether it has a capital, whether it is a number. One string object for each term."""

    def __missing__(self, token: str) -> tuple[str, bool, bool]:
        if len(self) >= KEPT:
            self.clear()
        term = _cut(token)
        self[token] = made = term, token[0].isupper(), term[:1] == NUMBER
        return made


def _term(token: str) -> str:
    return _TERMS[token][0]


def _cut(token: str) -> str:
    """The token as a term; empty for single signs and function words."""
    low = token.lower().removesuffix("'s")
    if len(low) < 2 or low in FUNCTION_WORDS:
        return ""
    if low[0].isdigit():
        return NUMBER + low
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


_TERMS = _Terms()
