"""Whether two statements assert the same thing.

Rules, in order: figures of one role that differ keep two apart; the same quotation, whole or in pieces, is one; the
same figure of a telling role about the same place is one; one voice's quotation in two languages is one; words that are nearly the same are one, and so is a short
statement that a longer one contains. One standing to a treaty is one, and one rare quality of one subject. What is said and what is denied in nearly the same words is one claim too: its
verdict tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from livebrief.nlp.measures import may_be_one_sum
from livebrief.nlp.roots import root
from livebrief.records.statements import Act
from livebrief.track.asserting import Assertion, one_voice
from livebrief.track.keys import LOOSE_ROLES, Key
from livebrief.track.options import TrackOptions
from livebrief.track.standing import Standing
from livebrief.track.translating import translated
from livebrief.track.weighing import Weigh, likeness, mass, telling
from livebrief.track.whereabouts import apart

GRAM = 3  # tokens of a run in ``Assertion.grams``
LONG_RUN = 12  # tokens: nobody else's words run as long
LEAST_TELLING = 2  # roots of a run that are rare in what was read: "that it would be the" is no quotation
LEAST_SHARED = 3  # roots in common of a paraphrase without numbers: a name of two words is no assertion
LEAST_REPEATED = 5  # roots in common of what one speaker says twice in one document: names and odd words come again
RARE = 400  # hundredths of a natural log: a word in fewer than about one of fifty statements read

_OURSELVES = frozenset("i we my our us me i'm i've i'll we're we've we'll".split())

_BEFORE = frozenset("since until before previously".split())


def same(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    """Why the two assert the same thing; empty when they do not.

    ``weigh`` gives the rarity of a root in hundredths of a natural log, as an integer, so that sums are exact in any order.
    """
    numbers_agree = one.digits <= other.digits or other.digits <= one.digits
    told = _same_told(one, other, weigh) if numbers_agree and not (one.reply or other.reply) else None
    if told == "" or conflict(one.figures, other.figures):
        return ""
    if numbers_agree and one.reply == other.reply and _same_words(one, other, weigh, options):
        return "same words"
    if one.story != other.story:
        return ""
    if (
        not told
        and elsewhere(one, other)
        and (_other_names(one, other) or likeness(one.bag, other.bag, weigh) < options.anywhere)
    ):
        return ""
    if told:
        return told
    if one.language != other.language:
        return _same_abroad(one, other)
    return _same_here(one, other, weigh, options, numbers_agree)


def _same_here(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions, numbers_agree: bool) -> str:
    """Two of one story and one language: by what they answer, by a figure, by their words."""
    if one.reply or other.reply:
        return _same_reply(one, other, weigh, options)
    if opposed(one, other):
        return _contradicts(one, other, weigh, options)
    if numbers_agree and any(mine.same(theirs) for mine in one.fates for theirs in other.fates):
        return "same fate"
    return _same_thing(one, other, weigh, options) or (
        _paraphrase(one, other, weigh, options) if numbers_agree and _figures_agree(one, other) else ""
    )


def conflict(some: Iterable[Key], others: Iterable[Key]) -> bool:
    """Whether a role and unit of both has no value in common."""
    mine, theirs = _by_slot(some), _by_slot(others)
    return any(not mine[slot] & theirs[slot] for slot in mine.keys() & theirs.keys())


def elsewhere(one: Assertion, other: Assertion) -> bool:
    """Whether both name places, and none of them can be one."""
    return not one.places & other.places and apart(one.where, other.where)


def _other_names(one: Assertion, other: Assertion) -> bool:
    """Whether each names somebody or something that the other does not: "the alert in Varn", "the alert in Orsk"."""
    return bool(one.circumstances - other.bag and other.circumstances - one.bag)


def opposed(one: Assertion, other: Assertion) -> bool:
    """Whether one negates what the other says. Nobody opposes himself: a source that is cut short loses its "not"."""
    if one.source == other.source:
        return False
    return _negates(one, other) or _negates(other, one)


def _negates(one: Assertion, other: Assertion) -> bool:
    return bool((one.denied - other.denied) & other.said)


def own_words(one: Assertion, other: Assertion) -> bool:
    """Whether one speaker says both in one document, where the second mostly goes on to something else."""
    return bool(one.document) and one.document == other.document and one_voice(one, other)


def _by_slot(keys: Iterable[Key]) -> dict[tuple[str, str], set[float]]:
    slots: dict[tuple[str, str], set[float]] = {}
    for role, unit, value in keys:
        slots.setdefault((role, unit), set()).add(value)
    return slots


def _same_told(one: Assertion, other: Assertion, weigh: Weigh) -> str | None:
    """Whether a standing or a quality decides, and how: empty where the standings are two; None where neither is told."""
    if one.standing and other.standing:
        return _same_standing(one.standing, other.standing, one_voice(one, other))
    return "same quality" if _same_quality(one, other, weigh) else None


def _same_standing(mine: Standing, theirs: Standing, one_voice: bool) -> str:
    """The same party's standing of one kind to one instrument; or its denial, by somebody else."""
    if not mine.of_one(theirs) or not mine.same_party(theirs) or not mine.kinds & theirs.kinds:
        return ""
    if mine.negative == theirs.negative:
        return "same standing"
    return "" if one_voice else "contradicts"


def _same_quality(one: Assertion, other: Assertion, weigh: Weigh) -> bool:
    """The same rare adjective of the same subject."""
    if not one.quality or not other.quality or not one.quality.same(other.quality):
        return False
    return all(weigh(root(each.word)) >= RARE for each in (one.quality, other.quality))


def _same_reply(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    """The same source's reply to the same thing, or the replies of two that say in the same words what they answer; what a
    reply answers is found elsewhere (``answering``)."""
    if not (one.reply and other.reply and one.said and other.said):
        return ""
    mine, theirs = one.said - other.speaker, other.said - one.speaker
    near = likeness(mine, theirs, weigh)
    if one.act is other.act and one_voice(one, other):
        return "same reply" if near >= options.paraphrase else ""
    takes_side = Act.DENIES in (
        one.act,
        other.act,
    )  # two who will not comment on a thing may be asked two things about it
    same_words = telling(mine & theirs, weigh) >= LEAST_TELLING and near >= options.anywhere
    return "answers the same" if takes_side and same_words else ""


def _same_abroad(one: Assertion, other: Assertion) -> str:
    """One voice's quotation in two languages, within a day."""
    if not (one.language and other.language and one.quoted and other.quoted) or not one_voice(one, other):
        return ""
    if one.day is None or other.day is None or abs(one.day - other.day) > 1:
        return ""
    return "translation" if translated(one.words, other.words) else ""


def _contradicts(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    """Most of the shorter is in the longer, one of them negated, and somebody else says it. "It had not been hit since May" is
    what was before, and takes nothing back."""
    if one.side and one.side == other.side:
        return ""
    if not _BEFORE.isdisjoint((one if _negates(one, other) else other).words):
        return ""
    shared = frozenset(word for word in one.said & other.said if not word[0].isdigit())
    if telling(shared, weigh) < LEAST_TELLING or len(shared) < LEAST_TELLING:
        return ""
    least = min(mass(one.said, weigh), mass(other.said, weigh))
    return "contradicts" if mass(shared, weigh) >= options.contradiction * least else ""


def _same_thing(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    """The same telling figure, of one happening or one place, in words that are not quite different."""
    told = one.telling & other.telling
    if not told and not _one_sum(one, other):
        return ""
    common = bool(one.places & other.places)
    near = common or (one.development == other.development and not (one.places and other.places))
    least = options.same_figure if near else options.same_figure_elsewhere
    if all(key[0] in LOOSE_ROLES for key in told):
        least = options.loose_figure  # large, so that it is no chance, wherever it is told
    why = "same figure" if told else "same sum"
    return why if likeness(one.bag, other.bag, weigh) >= least else ""


def _one_sum(one: Assertion, other: Assertion) -> bool:
    """Whether one voice may tell one sum in two currencies."""
    return one_voice(one, other) and any(
        mine[0] == theirs[0] and may_be_one_sum(*mine[1:], *theirs[1:])
        for mine in one.telling
        for theirs in other.telling
    )


def _figures_agree(one: Assertion, other: Assertion) -> bool:
    return one.telling <= other.telling or other.telling <= one.telling


def _paraphrase(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    shared, voice = one.bag & other.bag, one_voice(one, other)
    if telling(shared, weigh) < LEAST_TELLING:
        return ""
    if voice and one.quoted and other.quoted and (_is_piece(one, other, weigh) or _is_piece(other, one, weigh)):
        return "part"
    if _asserts_else(one, other, shared):
        return ""
    whole = voice and one.document != other.document and shared in (one.bag, other.bag)
    why = _near(one, other, weigh, options, whole and all(weigh(word) >= RARE for word in shared))
    return why if why and shared - one.circumstances - other.circumstances else ""


def _is_piece(one: Assertion, other: Assertion, weigh: Weigh) -> bool:
    """Whether all that the one has in quotation marks is in the other."""
    return one.in_quotes <= other.bag and telling(one.in_quotes, weigh) >= LEAST_TELLING


def _near(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions, whole: bool) -> str:
    """By the cosine of the two, or by how much of the shorter is in the longer; ``whole``: all of it, by one voice."""
    shared = one.bag & other.bag
    near = likeness(one.bag, other.bag, weigh)
    few = len(shared) < LEAST_SHARED and not shared & one.digits
    if few and near < options.few_shared and not whole:
        return ""
    later = 0.0 if one.development == other.development else options.later_paraphrase
    if near >= (options.own_paraphrase if one_voice(one, other) else options.paraphrase) + later:
        return "paraphrase"
    if few and not whole:
        return ""
    least = min(mass(one.bag, weigh), mass(other.bag, weigh))
    share = options.part if one_voice(one, other) else options.part_elsewhere
    return "part" if mass(shared, weigh) >= (share + later) * least else ""


def _asserts_else(one: Assertion, other: Assertion, shared: frozenset[str]) -> bool:
    """Whether the two are two things in spite of their words: a speaker goes on, or speaks of himself; numbers that differ."""
    if own_words(one, other) and _goes_on(one, other, shared):
        return True
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return True
    return one.source != other.source and (_of_another(one, other) or _of_another(other, one))


def _of_another(one: Assertion, other: Assertion) -> bool:
    """Whether one speaks of itself ("we need more") and the other does not name it."""
    return one.quoted and not _OURSELVES.isdisjoint(one.words) and one.surname not in other.bag


def _goes_on(one: Assertion, other: Assertion, shared: frozenset[str]) -> bool:
    """Whether one speaker's second sentence is about something else: little in common, or only one of them counts."""
    return len(shared) < LEAST_REPEATED or bool(one.telling) != bool(other.telling)


def _same_words(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> bool:
    """One quotation whole or in pieces: nearly all of the shorter in the longer, or a long run where one is quoted."""
    small = min(len(one.grams), len(other.grams))
    if small + GRAM - 1 < options.run_tokens:
        return bool(one.words) and one.words == other.words and one_voice(one, other) and one.quoted
    shared = one.grams & other.grams
    if not shared:
        return False
    run = _longest_run(one, shared)
    if len(run) >= LONG_RUN and len(shared) / small >= options.overlap / 2 and not opposed(one, other):
        return True
    least = options.run_tokens if one.quoted or other.quoted else options.reported_run_tokens
    if len(run) < least or telling(one.bag & other.bag, weigh) < LEAST_TELLING:
        return False
    if opposed(one, other):
        return len(shared) == small  # one "not" more would leave nearly all runs as they are
    if len(shared) / small >= options.overlap:
        return True
    return (one.quoted or other.quoted) and one_voice(one, other) and len(shared) / small >= options.overlap / 2


def _longest_run(one: Assertion, shared: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    best = start = end = 0
    begin = 0
    for n, gram in enumerate(zip(one.words, one.words[1:], one.words[2:], strict=False)):
        if gram not in shared:
            begin = n + 1
        elif n + GRAM - begin > best:
            best, start, end = n + GRAM - begin, begin, n + GRAM
    return one.words[start:end]
