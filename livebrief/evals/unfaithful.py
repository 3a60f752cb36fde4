"""The ten unfaithful variants of a line, made from whatever its record offers. Where one cannot be made there is none.

Each is tried twice: as a bare string, and, where slots can tell the lie, as a line whose slots are forged with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from livebrief.brief.compose import ACT_WORDS, act_words, compose
from livebrief.brief.departures import HEDGES
from livebrief.records.articles import Document
from livebrief.records.briefings import Slots
from livebrief.records.statements import Act, Sighting

WRONG_SPEAKER = "wrong speaker"
KILLED_INJURED = "killed and injured swapped"
ACTOR_TARGET = "actor and target swapped"
DENIED_CONFIRMED = "denied turned confirmed"
NO_COMMENT_DENIED = "no comment turned denied"
DROPPED = "attribution dropped"
NOT_IN_SOURCE = "a number not in the source"
FROM_DATE = "a number taken from a date"
LAUNCHED_INTERCEPTED = "launched and intercepted swapped"
NO_HEDGE = "a hedge removed"
OTHER_NAMES = ("Someone Else", "Another Voice")  # neither is a name of any set
OTHER_NUMBERS = ("777", "31415")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_HEDGE = re.compile(rf"\b(?:{'|'.join(sorted(HEDGES, key=len, reverse=True))})\b ?", re.IGNORECASE)
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_HARM = (re.compile(r"\b(?:killed|dead|died)\b", re.I), re.compile(r"\b(?:injured|wounded|hurt)\b", re.I))
_AIR = (
    re.compile(r"\b(?:launched|fired)\b", re.I),
    re.compile(r"\b(?:intercepted|shot down|downed)\b", re.I),
)

Made = tuple[str, str, Slots | None]


def variants(sgt: Sighting, doc: Document, slots: Slots) -> Iterator[Made]:
    """(name, text, forged slots or None) of every variant that this record allows."""
    line = compose(slots)
    for name, make in _VARIANTS:
        for text, forged in make(sgt, doc, slots, line):
            if text != line:
                yield name, text, forged


Forge = Callable[[Sighting, Document, Slots, str], Iterator[tuple[str, Slots | None]]]


def _with(slots: Slots, **facts: object) -> tuple[str, Slots]:
    forged = msgspec.structs.replace(slots, **facts)
    return compose(forged), forged


def _wrong_speaker(_sgt: Sighting, _doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    yield _with(slots, speaker=next(name for name in OTHER_NAMES if name != slots.speaker))


def _swapped(pair: tuple[re.Pattern[str], re.Pattern[str]], words: tuple[str, str]) -> Forge:
    """The two roles exchanged in the words; a content with only one of them gets the other."""
    one, other = pair

    def make(_sgt: Sighting, _doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
        content = slots.content
        if one.search(content) or other.search(content):
            yield _with(slots, content=other.sub(words[0], one.sub("\0", content)).replace("\0", words[1]))
        roles = {words[0]: words[1], words[1]: words[0]}
        if any(role in roles for role, _ in slots.figures):
            yield _with(slots, figures=tuple((roles.get(role, role), text) for role, text in slots.figures))

    return make


def _actor_target(_sgt: Sighting, _doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    names = list(dict.fromkeys(_NAME.findall(slots.content[1:])))
    if len(names) > 1:
        one, other = names[0], names[1]
        content = re.sub(rf"\b{one}\b", "\0", slots.content)
        content = re.sub(rf"\b{other}\b", one, content).replace("\0", other)
        yield _with(slots, content=content)


def _act_turned(act: Act, into: Act) -> Forge:
    def make(_sgt: Sighting, _doc: Document, slots: Slots, line: str) -> Iterator[tuple[str, Slots | None]]:
        if slots.act == act.value:
            yield _with(slots, act=into.value)
            yield line.replace(act_words(slots), ACT_WORDS[into], 1), None

    return make


def _dropped(_sgt: Sighting, _doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    if slots.content:
        yield slots.content[0].upper() + slots.content[1:] + ".", None
        yield _with(slots, speaker="")


def _not_in_source(_sgt: Sighting, doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    number = next(number for number in OTHER_NUMBERS if number not in doc.text)
    yield from _numbered(slots, number)


def _from_date(sgt: Sighting, doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    digits = [number for time in sgt.times for number in _NUMBER.findall(time.span.of(doc.text))]
    digits += [str(int(part)) for part in doc.published.value[:10].split("-") if part.isdigit()][1:]
    fresh = [number for number in digits if number not in _NUMBER.findall(slots.content)]
    if fresh:
        yield from _numbered(slots, fresh[0])


def _numbered(slots: Slots, number: str) -> Iterator[tuple[str, Slots | None]]:
    """The number in the place of one of the content's, else before its last word."""
    if _NUMBER.search(slots.content):
        yield _with(slots, content=_NUMBER.sub(number, slots.content, count=1))
    else:
        head, space, last = slots.content.rpartition(" ")
        if space:
            yield _with(slots, content=f"{head} {number} {last}")
    if slots.figures:
        role, _ = slots.figures[0]
        yield _with(slots, figures=((role, number), *slots.figures[1:]))


def _no_hedge(_sgt: Sighting, _doc: Document, slots: Slots, _line: str) -> Iterator[tuple[str, Slots | None]]:
    if _HEDGE.search(slots.content):
        yield _with(slots, content=_HEDGE.sub("", slots.content, count=1))
    if slots.certainty in ("possible", "probable"):
        yield _with(slots, certainty="certain")


_VARIANTS: tuple[tuple[str, Forge], ...] = (
    (WRONG_SPEAKER, _wrong_speaker),
    (KILLED_INJURED, _swapped(_HARM, ("killed", "injured"))),
    (ACTOR_TARGET, _actor_target),
    (DENIED_CONFIRMED, _act_turned(Act.DENIES, Act.CONFIRMS)),
    (NO_COMMENT_DENIED, _act_turned(Act.DECLINES, Act.DENIES)),
    (DROPPED, _dropped),
    (NOT_IN_SOURCE, _not_in_source),
    (FROM_DATE, _from_date),
    (LAUNCHED_INTERCEPTED, _swapped(_AIR, ("launched", "intercepted"))),
    (NO_HEDGE, _no_hedge),
)
TEN = tuple(name for name, _ in _VARIANTS)
