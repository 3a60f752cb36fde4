"""The counts of one happening that its articles together bear out: the pair (killed, injured) with most support.

Owns the choice. Every pair of candidates is scored by what bears it out: counts in titles and leads (later articles a
little more), totals of persons shot, whether the texts speak of death at all, a murder-suicide's second death. The
pair and the words behind it are told; nothing is added over articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.check.incidents.day import day_of
from livebrief.check.incidents.place import place_of
from livebrief.check.incidents.words import INJURED, KILLED, SHOT, Harmed, harmed
from livebrief.records.articles import Document
from livebrief.records.incidents import TITLED, Borne, Incident
from livebrief.records.readings import Reading
from livebrief.records.spans import Span

LEAD = 900  # code points: the news of an article; behind it stand background and other happenings
# Points, found by random search on the GVA incidents that come with the evaluation data (`livebrief eval incidents`);
# what is hidden will come out lower. TITLE, LEAD_FIRST, LEAD_MORE: a count in the title, the first of the lead, others.
TITLE, LEAD_FIRST, LEAD_MORE = 2.8, 1.4, 0.52
LATER = 0.49  # how much more the last article weighs than the first
UNSURE_ONE = 0.24  # "a man was hurt" may be somebody counted already
TOTAL_SHOT, OTHERS_SHOT = 0.71, 0.23  # "six shot" counts all; "shooting four others" only those not killed
OF_DEATH, NOT_OF_DEATH = 0.4, 1.01
TITLED_DEATH = 1.29
ONLY_KILLED, ONE_INJURED = 0.66, 0.51
ONE_BESIDE_DEAD = 0.67  # one hurt beside somebody killed is often the same person, earlier
SUICIDE = 5.7
MOST = 60  # persons: more were not seen in one of these happenings; larger counts are of something else

_DEATH = re.compile(
    r"\b(?:homicide|murder(?:ed|s|ing)?|fatal(?:ly|ities)?|deadly|killed|killing|slain|died|dies|dead|deaths?|slaying|funeral"
    r"|autopsy|manslaughter|medical examiner|coroner|vigil|memorial)\b",
    re.IGNORECASE,
)
_NO_DEATH = re.compile(
    r"\b(?:attempted (?:murder|homicide|capital murder)|non-?fatal|death penalty|deadly weapon|nearly died"
    r"|attempted first-degree murder|could have (?:died|been killed)|homicide (?:unit|detectives?|division|squad|investigators?)"
    r"|attempt(?:ed)? to (?:commit )?murder|assault with intent to murder|attempted \w+[- ]degree (?:murder|homicide)"
    r"|threatened to kill|no one (?:was )?(?:killed|died)|near death|memorial (?:hospital|medical|day|drive|park|university)"
    r"|\w+ memorial)\b",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:dies|died|dead|fatal(?:ly)?|killed|killing|slain|homicide|murder(?:ed)?|death|deadly|manslaughter)\b",
    re.IGNORECASE,
)
_SUICIDE = re.compile(r"murder[- ]suicide", re.IGNORECASE)
_FAILED = re.compile(r"attempted suicide|self-inflicted .{0,60}(?:surviv|critical|hospital|recover)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:shootings|attacks|strikes) across\b|\bacross (?:the )?city\b|\bseparate (?:shootings|incidents|attacks)\b|\bviolent weekend\b"
    r"|\bweekend (?:violence|shootings)\b|\bother shootings\b|\bseries of shootings\b|\bovernight shootings\b",
    re.IGNORECASE,
)
_SITE = re.compile(r" [|] | - [A-Z]")


class _Told(msgspec.Struct, frozen=True):
    """One article: counts of its title and lead, and whether its title, and the whole, speak of death, of
    a murder-suicide, of several happenings."""

    doc: Document
    title: list[Harmed]
    lead: list[Harmed]
    titled: bool
    death: bool
    suicide: bool
    several: bool


def incident(readings: Sequence[Reading]) -> Incident:
    """The happening of a group of readings. Pure; the order given does not matter. Empty counts for an empty group."""
    readings = sorted(readings, key=lambda each: (each.document.published.value, each.document.id))
    docs = [reading.document for reading in readings]
    told = [_told(doc) for doc in docs]
    own = [each for each in told if not each.several] or told
    killed, injured = _chosen(own) if own else (0, 0)
    return Incident(
        killed=_borne(KILLED, killed, killed + injured, own),
        injured=_borne(INJURED, injured, killed + injured, own),
        day=day_of(readings),
        place=place_of(readings),
        documents=tuple(doc.id for doc in docs),
    )


def _told(doc: Document) -> _Told:
    title, lead = _SITE.split(doc.title)[0], doc.text[:LEAD]
    both = f"{title} . {lead}"
    return _Told(
        doc=doc,
        title=harmed(title),
        lead=harmed(lead),
        titled=_DIED.search(_NO_DEATH.sub(" ", title)) is not None,
        death=_DEATH.search(_NO_DEATH.sub(" ", both)) is not None,
        suicide=_SUICIDE.search(both) is not None and _FAILED.search(both) is None,
        several=_SEVERAL.search(title + " . " + lead[:400]) is not None,
    )


def _chosen(told: Sequence[_Told]) -> tuple[int, int]:
    support = _support(told)
    death = sum(each.death for each in told) / len(told)
    titled = sum(each.titled for each in told) / len(told)
    suicide = sum(each.suicide for each in told) / len(told)
    root = len(told) ** 0.5

    def points(pair: tuple[int, int]) -> float:
        killed, injured = pair
        hurt = support[INJURED][injured] * (ONE_BESIDE_DEAD if killed and injured == 1 else 1.0)
        alone = support[KILLED][killed] + hurt
        shot = TOTAL_SHOT * support[SHOT][killed + injured] + OTHERS_SHOT * support[SHOT][injured]
        prior = OF_DEATH * (2 * death - 1) if killed else NOT_OF_DEATH * (1 - 2 * death)
        prior += TITLED_DEATH * titled * (1 if killed else -1)
        prior += ONLY_KILLED * (killed > 0 and injured == 0) + ONE_INJURED * (killed == 0 and injured == 1)
        prior += SUICIDE * suicide * (killed >= 2)
        return float(alone + shot + root * prior)

    return max(list(_candidates(support, suicide > 0)), key=lambda pair: (points(pair), -sum(pair), pair))


def _candidates(support: dict[str, defaultdict[int, float]], suicide: bool) -> Iterator[tuple[int, int]]:
    """Counts that were told, the rest of those shot, and the smallest counts that any such happening has."""
    for killed in {0, 1, *support[KILLED], *([2] if suicide else [])}:
        rest = {shot - killed for shot in support[SHOT] if shot >= killed}
        for injured in {0, 1, *support[INJURED], *support[SHOT], *rest}:
            if 0 < killed + injured <= MOST:
                yield killed, injured


def _support(told: Sequence[_Told]) -> dict[str, defaultdict[int, float]]:
    support = {kind: defaultdict[int, float](float) for kind in (KILLED, INJURED, SHOT)}
    for n, each in enumerate(told):
        weight = 1 + LATER * (n / (len(told) - 1) if len(told) > 1 else 0)
        for kind in (KILLED, INJURED, SHOT):
            titled = [one for one in each.title if one.kind == kind]
            every = [*titled, *(one for one in each.lead if one.kind == kind)]
            seen: set[int] = set()
            for m, one in enumerate(every):
                if one.value in seen:
                    continue
                seen.add(one.value)
                points = TITLE if m < len(titled) else LEAD_FIRST if m == len(titled) else LEAD_MORE
                support[kind][one.value] += points * weight * (1 if one.sure or kind == KILLED else UNSURE_ONE)
    return support


def _borne(kind: str, value: int, shot: int, told: Sequence[_Told]) -> Borne:
    words = tuple(_words(told, kind, value))
    if words:
        why = "in these words"
    elif value == shot and (words := tuple(_words(told, SHOT, value))):
        why = "all who were shot"
    elif any(one.kind == kind and one.value == value for each in told for one in each.title):
        why = TITLED
    else:
        why = "what is left of those shot, or that nothing speaks against"
    return Borne(value=value, words=words, why=why)


def _words(told: Sequence[_Told], kind: str, value: int) -> Iterator[tuple[str, Span]]:
    """Of each article the first words of its lead that give the number."""
    for each in told:
        yield from [(each.doc.id, one.span) for one in each.lead if one.kind == kind and one.value == value][:1]
