"""Who does what in a sentence, by position around a verb: subject, noun phrase, day. Shallow on purpose, for news prose.

Owns the reading of one sentence's slots; refuses the meaning of verbs, which is each desk's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.parties import ADJECTIVE, NAME, PLACE, Named, Parties, together
from livebrief.nlp.words import fold
from livebrief.records.mentions import QuantityMention, TimeMention

# What ends a noun phrase that began behind a verb.
_NP_END = re.compile(
    r"\s(?:to|for|in|from|by|that|which|who|whom|as|if|when|against|inside|into|on|at|over|during|before|after|under|worth"
    r"|because|despite|while|until|since|through|within|across|is|are|was|were|has|have|had|will|would|could|may|it|he|she"
    r"|they|we|used|meant|being|(?:last|next|earlier this|later this|this) (?:week|month|year|night|spring|summer|autumn|fall|winter"
    r"|\w+day|January|February|March|April|May|June|July|August|September|October|November|December)|yesterday|today|tomorrow|—|\w+ed(?=\s+(?:the|our|its|their|an?|his|her|my)\b))\b|[,.](?!\d)|[;:!?\"”“()]|\s--|\s—|—"
)
_OBLIQUE = re.compile(
    r"\b(?:for|in|to|of|from|by|against|with|into|inside|on|at|between|near|over|across|told|than|within|outside|toward|towards)"
    r"\s+(?:the\s+|its\s+|their\s+|[a-z]+\s+)?$",
    re.I,
)
_HEAD_OF = re.compile(  # "the government of X", "the defence ministers of X": X acts
    r"\b(?:governments?|kingdom|republic|parliaments?|ministry|minist(?:er|ry|ries)s?|presidents?|leaders?|people|states?|cabinets?|commonwealth|city|county"
    r"|governor|mayor|king|emir)\s+of\s+(?:the\s+)?$",
    re.I,
)
_PRONOUN = re.compile(r"\b(it|he|she|they|we|I)(?:['’](?:s|ve|ll|d|re))?\s+(?:\w+\s+){0,5}$", re.I)
_HEADED = re.compile(  # an adjective with a head that acts for the country: "the Halvessan parliament"
    r"^\s+(?:government|parliament|congress|cabinet|administration|authorities|army|military|air force|navy|troops|forces|officials"
    r"|lawmakers|senate|house|prime|president|premier|leader|minister|foreign|defen[cs]e|development|finance|embassy|people|side"
    r"|soldiers|pilots|capital|state|ally|allies|counterpart|brigades?|units?)\b",
    re.I,
)

_THE_STATE = re.compile(
    r"\b(?:the|its|their) (?:government|cabinet|parliament|ministry|country|prime minister)\b(?:[^,;]{0,40})$", re.I
)
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:the\s+)?")
STATE_BACK = 4  # sentences in which "the government" is still that of the state that acted; judgement
JOINT = "+"  # between the keys of parties that act as one


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """Words ``[start, end)`` of ``passage`` in a role, and the party they name, if they name one."""

    passage: Passage
    start: int
    end: int
    party: Named | None = None

    @property
    def words(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


def slot(passage: Passage, named: Named) -> Slot:
    """A party where it is named."""
    return Slot(passage=passage, start=named.start, end=named.end, party=named)


def acting(text: str, named: Named) -> bool:
    """Whether the name can be a party that acts or receives: not a bare adjective ("Russian advances")."""
    return named.kind != ADJECTIVE or _HEADED.match(text[named.end :]) is not None


def subject(page: Page, passage: Passage, at: int, parties: Parties) -> Slot | None:
    """Who does the verb at ``at``: the nearest party before it that no preposition governs; a pronoun is the speaker.

    None when the sentence names nobody before the verb.
    """
    text = passage.text
    before = [each for each in with_places(passage, parties) if each.end <= at and acting(text, each)]
    free = [each for each in before if not _governed(text, each)]
    spoken = _PRONOUN.search(text[:at])
    if spoken and not any(each.start > spoken.start() for each in free):
        return _behind_pronoun(page, passage, spoken, free, parties)
    if not free and _THE_STATE.search(text[:at]):
        return _state_before(page, passage, parties)
    return slot(passage, free[-1]) if free else None


def _state_before(page: Page, passage: Passage, parties: Parties) -> Slot | None:
    """The state that "the government" is of: the last one that acted in the sentences before."""
    for back in range(1, STATE_BACK + 1):
        earlier = page.before(passage, back)
        named = parties.named(earlier.text) if earlier else ()
        acts = [each for each in named if each.kind == NAME and earlier and not _governed(earlier.text, each)]
        if earlier is not None and acts:
            return slot(earlier, acts[0])
    return None


def jointly(passage: Passage, last: Slot, parties: Parties) -> Slot:
    """The slot with the parties listed before it: "Denmark, Norway and Sweden" act as one. Its key has all their keys."""
    if last.party is None or last.passage is not passage:
        return last
    listed = [last.party]
    for each in reversed([each for each in with_places(passage, parties) if each.end <= last.start]):
        link = passage.text[each.end : listed[0].start]
        if not _LISTED.fullmatch(link) or each.kind == ADJECTIVE or (len(listed) == 1 and "and" not in link):
            break
        listed.insert(0, each)
    if len(listed) == 1:
        return last
    start, words = listed[0].start, passage.text[listed[0].start : last.end]
    every = Named(
        start=start, end=last.end, text=words, key=JOINT.join(each.key for each in listed), party=words, kind=NAME
    )
    return Slot(passage=passage, start=start, end=last.end, party=every)


def _governed(text: str, named: Named) -> bool:
    """Whether the name hangs on a preposition or owns what follows ("Russia's advances")."""
    owns = re.match(r"['’]s?\s", text[named.end :]) and not _HEADED.match(text[named.end + 2 :])
    return bool(owns) or (_OBLIQUE.search(text[: named.start]) is not None and not _HEAD_OF.search(text[: named.start]))


def _behind_pronoun(
    page: Page, passage: Passage, spoken: re.Match[str], free: Sequence[Named], parties: Parties
) -> Slot | None:
    named = [each for each in free if each.end <= spoken.start()]
    if named:
        return slot(passage, named[-1])
    told = passage.at(spoken.start(1), spoken.end(1))
    if told is not None and told.own_words:
        return _from_before(page, passage, parties)
    speaker = _speaker_slot(passage, told, parties)
    return speaker or _from_before(page, passage, parties)


def _speaker_slot(passage: Passage, told: Told | None, parties: Parties) -> Slot | None:
    """The speaker's own words in this sentence, with the party that the speaker stands for."""
    if told is None or told.sighting.source.unnamed:
        return None
    party = parties.of(told.by)
    here = [span for span in told.sighting.source.spans if passage.span.covers(span)]
    if party is None:
        return None
    if not here:
        return Slot(passage=passage, start=0, end=0, party=party)
    start, end = here[0].start - passage.span.start, here[0].end - passage.span.start
    return Slot(passage=passage, start=start, end=end, party=party)


def _from_before(page: Page, passage: Passage, parties: Parties) -> Slot | None:
    earlier = page.before(passage)
    if earlier is None:
        return None
    return next((slot(earlier, each) for each in parties.named(earlier.text) if acting(earlier.text, each)), None)


def noun_phrase(text: str, start: int) -> tuple[int, int]:
    """The noun phrase that begins at ``start`` (leading blanks and articles left out), as ``[start, end)``."""
    lead = re.compile(
        r"\s*(?:(?:a|an|the|its|their|his|her|our|some|more|another|further|additional|with|of)\s+)*", re.I
    ).match(text, start)
    begin = lead.end() if lead else start
    stop = _NP_END.search(text, begin)
    end = stop.start() if stop else len(text)
    return begin, len(re.sub(r"\s+(?:and|or|but)$", "", text[:end].rstrip()))


def with_places(passage: Passage, parties: Parties) -> list[Named]:
    """The parties of a sentence, and its other places as parties: regions and towns get help and give it, too."""
    groups = list(together(passage.text))
    named = [each for each in parties.named(passage.text) if not any(it.start <= each.start < it.end for it in groups)]
    named += groups
    for place in passage.places:
        start = place.span.start - passage.span.start
        end = start + len(place.text)
        if place.precision and not any(each.start < end and start < each.end for each in named):
            key = place.id or fold(place.name)
            named.append(Named(start=start, end=end, text=place.text, key=key, party=place.name, kind=PLACE))
    return sorted(named, key=lambda each: each.start)


RECENT = 31  # days before publication to which "announced on …" can refer; an older date beside "will" is another thing


def day_near(passage: Passage, at: int, *, recent: bool = False) -> str:
    """The date nearest to ``at`` in the sentence (TIMEX3 value, day or coarser), else the publication day.

    Dates behind the publication day are left out: what was done was done by then. With ``recent``, older ones, too.
    """
    dated = [
        each for each in passage.times if each.type in ("DATE", "TIME") and not each.mod and _DAY.match(each.value)
    ]
    if passage.day:
        dated = [each for each in dated if each.value[:10] <= passage.day]
    if recent and passage.day:
        dated = [each for each in dated if 0 <= _days(each.value, passage.day) <= RECENT]
    best = min(dated, key=lambda each: (abs(_offset(passage, each) - at), each.span.start), default=None)
    return best.value[:10] if best else passage.day


def _days(value: str, until: str) -> int:
    """From a date to a day; a month counts from its first day."""
    return (date.fromisoformat(until) - date.fromisoformat(f"{value}-01"[:10])).days


def day_ahead(passage: Passage) -> str:
    """The first date of the sentence that lies behind its publication day (TIMEX3 value, month or day), if there is one.

    A bare month that was resolved to the past ("will send … in June") is the next one of its name.
    """
    dated = [each.value[:10] for each in passage.times if each.type == "DATE" and _DAY.match(each.value)]
    ahead = [_next(value, passage.day) for value in dated] if passage.day else []
    return next((value for value in ahead if value > passage.day), "")


def _next(value: str, day: str) -> str:
    if len(value) == len("2025-06") and value < day[:7]:
        year = int(day[:4]) + (value[5:] < day[5:7])
        return f"{year:04d}-{value[5:]}"
    return value


_DAY = re.compile(r"^\d{4}-\d{2}")


def _offset(passage: Passage, time: TimeMention) -> int:
    return time.span.start - passage.span.start


def offset(passage: Passage, quantity: QuantityMention) -> tuple[int, int]:
    """Where a quantity stands in its sentence, as ``[start, end)``."""
    return quantity.span.start - passage.span.start, quantity.span.end - passage.span.start


def money(figures: Iterable[QuantityMention]) -> list[QuantityMention]:
    """The sums of money among quantities, each with its currency code as unit ("15 million of the 40 million euros")."""
    units = ((each, _CURRENCIES.get(each.unit, each.unit)) for each in figures)
    return [
        msgspec.structs.replace(each, unit=unit) for each, unit in units if _CODE.fullmatch(unit) or unit in _SHARED
    ]


_CURRENCIES = {
    "euro": "EUR",
    "dollar": "USD",
    "pound": "GBP",
    "hryvnia": "UAH",
    "yen": "JPY",
    "zloty": "PLN",
    "krona": "SEK",
}
_CODE = re.compile(r"[A-Z]{3}")
_SHARED = frozenset({"krone", "crown"})  # names of the money of several countries, kept as written
