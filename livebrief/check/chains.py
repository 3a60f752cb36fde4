"""Figures as chains: successive counts of one slot, each with its relation to one before, and what stands now.

Owns the making of :class:`livebrief.records.stories.Chain`. Rules of the relation: :mod:`livebrief.check.figures`; of
the slot: :mod:`livebrief.check.slots`; of what does not add up: :mod:`livebrief.check.arithmetic`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from livebrief.check.arithmetic import Where
from livebrief.check.counted import Counted
from livebrief.check.figures import (
    ATTACK,
    CORRECTION,
    MONEY,
    PART,
    REPEAT,
    RIVAL,
    UPDATE,
    compatible,
    grew_later,
    number_of,
    relation,
    rises,
    same_number,
    size,
    stands,
)
from livebrief.check.namesakes import Named, named, one_source
from livebrief.check.slot import Number, Slot
from livebrief.nlp.words import fold
from livebrief.records.ids import content_id
from livebrief.records.ledgers import Flag
from livebrief.records.stories import Chain, Figure

AGAIN = "a former figure, named again"
SILENT_EDIT = "the outlet changed this figure in its article; its earlier version had "
SHARE_OF_PLACE = "one place's share of a count over more places in the same article"
SAME_SENTENCE = 0.5  # share of words that a rewritten sentence keeps


def chain_of(slot: Slot, former: Mapping[str, list[Counted]], flags: Mapping[Where, list[Flag]]) -> Chain:
    """The slot's chain, with the arithmetic that does not fit. Pure: same counts, same chain; nothing is summed.

    ``former``: the counts of an article's earlier versions by its newest document: a figure that a revision changed is a
    *correction* to the one before it, of whatever counter.
    """
    counts = _by_full_name(slot.counts)
    figures, current = _links(counts, former)
    first = counts[0]
    shown = Counter(place.shown for each in counts if each.own_places for place in each.places[:3])
    dev_story = {each.development: each.story for each in slot.counts}
    role = "pledged" if first.figure.role in MONEY and any(f.role == "pledged" for f in figures) else first.figure.role
    chain = Chain(
        id=content_id("fig", ["chain", role, first.figure.unit, first.figure.statement, first.figure.at]),
        role=role if role != "count" else next((f.role for f in figures if f.role != "count"), "count"),
        unit=first.figure.unit,
        of=next((each.quantity.of for each in slot.counts if each.quantity.of), ""),
        figures=tuple(figures),
        current=tuple(_standing(current, figures)),
        places=tuple(name for name, _ in shown.most_common()),
        day=slot.day[:10] or _day(slot),
        whose=slot.whose,
        story=Counter(each.story for each in slot.counts).most_common(1)[0][0],
        developments=tuple(dict.fromkeys(dev for dev in dev_story if dev)),
        claims=tuple(dict.fromkeys(f.claim for f in figures if f.claim)),
    )
    return _with_flags(chain, flags)


class _Made:
    """The figures of a chain so far, found by their number and by their document: chains have thousands."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.of_number: dict[Number, list[Figure]] = defaultdict(list)
        self.of_document: dict[str, list[Figure]] = defaultdict(list)
        self.counts: dict[str, list[Counted]] = defaultdict(list)

    def add(self, figure: Figure, each: Counted) -> None:
        self.figures.append(figure)
        self.of_number[number_of(figure)].append(figure)
        self.of_document[figure.document].append(figure)
        self.counts[each.figure.document].append(each)


def _by_full_name(counts: Sequence[Counted]) -> list[Counted]:
    """The counts with each counter by its longest name here; a person who counts for an office elsewhere in the slot does so
    here."""
    told: dict[str, Named] = {}
    names: dict[str, str] = {}
    speaks: dict[str, str] = {}
    for each in counts:
        figure, source = each.figure, each.seen.sighting.source
        if _is_outlet(figure) or source.unnamed:
            continue
        is_self = fold(figure.by_name) == fold(source.name)
        told[figure.by] = named(figure.by_name, source.role if is_self else "", source.kind if is_self else "")
        names[figure.by] = figure.by_name
        if not is_self and source.kind == "person":
            speaks[f"who:{fold(source.name)}"] = figure.by
    same = one_source(told)
    same |= {key: same.get(of, of) for key, of in speaks.items() if key in told and key != of}
    return [_as_counted_by(each, same[each.figure.by], names) if each.figure.by in same else each for each in counts]


def _as_counted_by(each: Counted, by: str, names: Mapping[str, str]) -> Counted:
    return msgspec.structs.replace(each, figure=msgspec.structs.replace(each.figure, by=by, by_name=names[by]))


def _links(counts: Sequence[Counted], former: Mapping[str, list[Counted]]) -> tuple[list[Figure], dict[str, Figure]]:
    made, latest = _Made(), dict[str, Figure]()
    role = counts[0].figure.role
    for each in counts:
        figure = _named_again(each, role, latest) if each.bare else _related(each.figure, each, latest, made, former)
        if figure.relation == RIVAL and (wider := _wider(each, made.counts[each.figure.document])):
            figure = _set(figure, PART, wider.figure, SHARE_OF_PLACE)
        made.add(figure, each)
        if figure.why != AGAIN and stands(figure, latest.get(figure.by)):
            latest[figure.by] = figure
    settled = _settled(made.figures)
    return [settled[figure] for figure in made.figures], {by: settled[figure] for by, figure in latest.items()}


def _wider(each: Counted, before: Sequence[Counted]) -> Counted | None:
    """A larger count of the same article (``before``) over more places, of which this one names some or none ("eight in two regions;
    four of them in Lyman")."""
    mine = {place.name for place in each.places} if each.own_places else set()
    for other in reversed(before):
        theirs = {place.name for place in other.places} if other.own_places else set()
        if mine and size(other.figure) > size(each.figure) and len(theirs) > 1 and theirs - mine:
            return other
    return None


def _settled(made: Sequence[Figure]) -> dict[Figure, Figure]:
    """Each figure as it stands on second thoughts."""
    by_statement = {figure.statement: figure for figure in reversed(made)}
    of_day: dict[str, list[Figure]] = defaultdict(list)
    for figure in made:
        if figure.relation in (UPDATE, CORRECTION):
            of_day[figure.as_of[:10]].append(figure)
    return {
        figure: _on_second_thoughts(figure, by_statement.get(figure.to), of_day[figure.as_of[:10]])
        if figure.relation == UPDATE
        else figure
        for figure in made
    }


def _on_second_thoughts(figure: Figure, before: Figure | None, of_day: Sequence[Figure]) -> Figure:
    """What looked like a later figure of another counter is a rival where that counter gives another on the same day."""
    if before is None or before.by == figure.by:
        return figure
    for other in of_day:
        grew = rises(figure) and figure.as_of < other.as_of and size(figure) < size(other)
        if other.by != figure.by and not (grew or grew_later(figure, other)) and not compatible(figure, other):
            return _set(
                figure, RIVAL, other, "on the same day another counter gives a figure that cannot hold beside it"
            )
    return figure


def _named_again(each: Counted, role: str, latest: Mapping[str, Figure]) -> Figure:
    """A number alone repeats whoever's standing figure it is, its own counter's first."""
    figure = msgspec.structs.replace(each.figure, role=role, unit="person")
    own = latest.get(figure.by)
    of = own if own and same_number(own, figure) else None
    of = of or next((other for other in latest.values() if same_number(figure, other)), None)
    if of is None:
        return _set(figure, REPEAT, None, AGAIN)
    return _set(msgspec.structs.replace(figure, by=of.by, by_name=of.by_name), REPEAT, of, "the number named again")


def _related(
    figure: Figure,
    each: Counted,
    latest: Mapping[str, Figure],
    made: _Made,
    former: Mapping[str, list[Counted]],
) -> Figure:
    """The figure with its relation, the link that it is to, why, and the whole that it is part of."""
    whole = each.beside.whole
    again = _again(figure, made)
    if again and (each.beside.earlier or (again.by == figure.by and _is_stale(figure, latest))):
        return _set(figure, REPEAT, again, AGAIN)
    if part := _part(figure, each, latest, made):
        return msgspec.structs.replace(_set(figure, PART, *part), whole=whole)
    if before := _silently_changed(each, former):
        text = SILENT_EDIT + before.figure.text
        return msgspec.structs.replace(_set(figure, CORRECTION, before.figure, text), whole=whole)
    kind, to, why = relation(figure, latest, each.beside.whose.endswith("forces"))
    return msgspec.structs.replace(_set(figure, kind, to, why), whole=whole)


def _set(figure: Figure, kind: str, to: Figure | None, why: str) -> Figure:
    return msgspec.structs.replace(figure, relation=kind, to=to.statement if to else "", why=why)


def _again(figure: Figure, made: _Made) -> Figure | None:
    """The former link with this number, of the same counter first."""
    last = None
    for other in reversed(made.of_number.get(number_of(figure), ())):
        if other.relation != PART:
            if other.by == figure.by:
                return other
            last = last or other
    return last


def _is_stale(figure: Figure, latest: Mapping[str, Figure]) -> bool:
    """A lower number that the counter gave before: a slower outlet tells yesterday's figure, nobody corrected it."""
    own = latest.get(figure.by)
    return own is not None and rises(figure) and size(figure) < size(own)


def _part(figure: Figure, each: Counted, latest: Mapping[str, Figure], made: _Made) -> tuple[Figure | None, str] | None:
    here = made.of_document.get(figure.document, [])
    larger = [other for other in here if size(other) > size(figure)]
    standing = latest.get(figure.by) or next(reversed(list(latest.values())), None)
    if each.beside.part and not _whole_is_another_role(each):
        return (larger[-1] if larger else standing), "the text says that it is a part"
    if each.beside.more and here:
        return here[-1], "counted beside another number of the same thing"
    if each.beside.whose == "children" and standing and size(standing) > size(figure):
        return standing, "children are some of the people counted"
    own = [other for other in larger if other.by == figure.by and other.relation != PART and other.why != AGAIN]
    if own and not each.beside.earlier:
        return own[-1], "a smaller number beside a larger one by the same counter in one article"
    return None


def _whole_is_another_role(each: Counted) -> bool:
    """Whether the whole is counted elsewhere: of 48 launched, 31 intercepted."""
    whole = each.beside.whole
    if each.figure.role in ATTACK and each.figure.role != "launched" and whole is None:
        return True  # "36 of them were shot down": of those launched
    of = [other for other in each.seen.sighting.figures if whole is not None and other.value == whole]
    roles = {other.role for other in of}
    return bool(roles) and each.figure.role not in MONEY and each.quantity.role not in roles


def _silently_changed(each: Counted, former: Mapping[str, list[Counted]]) -> Counted | None:
    """The figure that stood in this sentence in the article's earlier version, where it was another."""
    before = former.get(each.seen.document.id, ())
    if any(same_number(each.figure, other.figure) and other.family == each.family for other in before):
        return None
    for other in before:
        least = min(len(each.words), len(other.words))
        like = len(each.words & other.words) / least if least else 0.0
        if other.family == each.family and like >= SAME_SENTENCE:
            return other
    return None


def _standing(current: Mapping[str, Figure], figures: Sequence[Figure]) -> Iterable[Figure]:
    """Each counter's standing figure. Who only repeats another's number is no counter; an outlet's own number steps behind
    a counter that is named; an older, lower count of what can only grow is overtaken by a later, higher one."""
    counting = {each.by for each in figures if each.relation not in (REPEAT, PART)}
    counters = [each for key, each in current.items() if key in counting]
    named = [each for each in counters if not _is_outlet(each)] or counters or list(current.values())[-1:]
    return [each for each in named if not any(_overtakes(other, each) for other in named)]


def _overtakes(later: Figure, figure: Figure) -> bool:
    newer = later.as_of[:10] > figure.as_of[:10] and later.by != figure.by
    return newer and rises(figure) and size(later) > size(figure)


def _is_outlet(figure: Figure) -> bool:
    return figure.by.startswith(("outlet:", "publisher:"))


def _day(slot: Slot) -> str:
    """The day that most counts give for the happening; of equals the first."""
    days = Counter(each.day for each in slot.counts if len(each.day) == len("2024-01-01") and each.day <= each.told)
    return days.most_common(1)[0][0] if days else ""


def _with_flags(chain: Chain, flags: Mapping[Where, list[Flag]]) -> Chain:
    mine: list[Flag] = []
    for figure in chain.figures:
        mine += [flag for flag in flags.get((figure.statement, figure.at), ()) if flag not in mine]
    return msgspec.structs.replace(chain, flags=tuple(mine)) if mine else chain
