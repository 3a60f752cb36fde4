"""The counts of one happening that its articles together bear out: the pair (killed, injured) with most support.

Owns what an article tells of it: counts in its title and lead, totals of persons shot, charges, whether it speaks of death
at all, of a murder-suicide, of the attacker's own end. The pair chosen (:mod:`livebrief.check.incidents.points`) and the
words behind it are told; nothing is added over articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from livebrief.check.incidents.day import day_of
from livebrief.check.incidents.place import place_of
from livebrief.check.incidents.points import Told, chosen
from livebrief.check.incidents.words import INJURED, KILLED, SHOT, charged, harmed
from livebrief.records.articles import Document
from livebrief.records.incidents import TITLED, Borne, Incident
from livebrief.records.readings import Reading
from livebrief.records.spans import Span

LEAD = 900  # code points: the news of an article; behind it stand background and other happenings
CHARGES = 1500  # code points in which a follow-up tells what somebody is charged with

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
_ATTACKER = re.compile(
    r"(?:turn(?:ed|ing|s)? (?:the|his|her|a) (?:\w+ )?(?:gun|weapon|rifle|pistol|shotgun|knife) on (?:him|her|them)sel"
    r"|(?:kill|shoot|shot)\w* (?:him|her|them)sel(?:f|ves)|(?:took|taking|takes) (?:his|her|their) own li"
    r"|(?:suspect|gunman|shooter|suspected \w+|attacker|assailant|bomber)(?:,? [\w-]+){0,4}? (?:was |is |also |were )*"
    r"(?:dead|killed|died|dies)|suicide|self-inflicted)",
    re.IGNORECASE,
)
_SITE = re.compile(r" [|] | - [A-Z]")


def incident(readings: Sequence[Reading]) -> Incident:
    """The happening of a group of readings. Pure; the order given does not matter. Empty counts for an empty group."""
    readings = sorted(readings, key=lambda each: (each.document.published.value, each.document.id))
    docs = [reading.document for reading in readings]
    own = own_articles(docs)
    killed, injured = chosen(list(own.values()))
    return Incident(
        killed=_borne(KILLED, killed, killed + injured, own),
        injured=_borne(INJURED, injured, killed + injured, own),
        day=day_of(readings),
        place=place_of(readings),
        documents=tuple(doc.id for doc in docs),
    )


def own_articles(docs: Sequence[Document]) -> dict[str, Told]:
    """What each document tells, without those that tell of several happenings (unless all do), in the order given."""
    told = {doc.id: _told(doc) for doc in docs}
    return {doc.id: told[doc.id] for doc in docs if not _several(doc)} or told


def _told(doc: Document) -> Told:
    title, lead = _SITE.split(doc.title)[0], doc.text[:LEAD]
    both = f"{title} . {lead}"
    return Told(
        title=tuple(harmed(title)),
        lead=tuple(harmed(lead)),
        charges=tuple(charged(f"{title} . {doc.text[:CHARGES]}")),
        titled=_DIED.search(_NO_DEATH.sub(" ", title)) is not None,
        death=_DEATH.search(_NO_DEATH.sub(" ", both)) is not None,
        suicide=_SUICIDE.search(both) is not None and _FAILED.search(both) is None,
        attacker=_ATTACKER.search(both) is not None,
    )


def _several(doc: Document) -> bool:
    """Whether the article tells of several happenings."""
    return _SEVERAL.search(_SITE.split(doc.title)[0] + " . " + doc.text[:400]) is not None


def _borne(kind: str, value: int, shot: int, told: Mapping[str, Told]) -> Borne:
    words = tuple(_words(told, kind, value))
    if words:
        why = "in these words"
    elif value == shot and (words := tuple(_words(told, SHOT, value))):
        why = "all who were shot"
    elif any(one.kind == kind and one.value == value for each in told.values() for one in each.title):
        why = TITLED
    else:
        why = "what is left of those shot, or that nothing speaks against"
    return Borne(value=value, words=words, why=why)


def _words(told: Mapping[str, Told], kind: str, value: int) -> Iterator[tuple[str, Span]]:
    """Of each article the first words of its lead that give the number."""
    for doc_id, each in told.items():
        yield from [(doc_id, one.span) for one in each.lead if one.kind == kind and one.value == value][:1]
