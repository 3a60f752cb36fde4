"""The verdict of one claim: evidence gathered, witnesses grouped, chains consulted, rules applied."""

from __future__ import annotations

import msgspec

from livebrief.check import rules_v3
from livebrief.check.counting import Link
from livebrief.check.evidence import Seen
from livebrief.check.figures import RIVAL, UNDER_ONE_NAME, compatible
from livebrief.check.gathering import Gathered, gather
from livebrief.check.index import Index, index_of
from livebrief.check.stance import BY_ACT, stances, takes_back
from livebrief.check.witnesses import is_own_assertion, witness_key, witnesses
from livebrief.records.readings import Material
from livebrief.records.stories import Claim, Figure
from livebrief.records.verdicts import Evidence, Reason, Value, Verdict


def judge(claim: Claim, material: Material) -> Verdict:
    """How far sources agree on the claim as of the material's moment, by ``rules_v3``. Pure and deterministic.

    ``copies`` counts the carrying documents that are copies of others. Reasons name the statements that moved it.
    """
    gathered = gather(claim, material)
    found = [stance for stance, _ in stances(gathered.current)]
    made = witnesses(gathered.current, found, material)
    back = {seen.statement for seen in gathered.current if takes_back(seen)}
    later, replaced, rivals, contested = _links(gathered, material)
    case = rules_v3.Case(
        gathered=gathered,
        witnesses=made,
        retracted=_is_retracted(claim, material),
        later=later,
        replaced=replaced,
        rivals=rivals,
        contested=contested,
        withdrawn=frozenset(each.key for each in made if back & set(each.statements)),
        hearsay=frozenset(witness_key(seen, material) for seen in gathered.current if _is_hearsay(seen)),
    )
    value, reasons = rules_v3.decide(case)
    beside = index_of(material).beside
    reasons += tuple(dict.fromkeys(each for seen in gathered.current for each in beside.get(seen.statement, ())))
    copies = {seen.document.id for seen in gathered.current if seen.document.id in material.copies}
    verdict = Verdict(
        claim=claim.id, value=value, witnesses=made, reasons=reasons, rules=rules_v3.NAME, copies=len(copies)
    )
    return _ruled(verdict, material)


def verdicts(material: Material) -> dict[str, Verdict]:
    """The verdict of every claim of the material, kept while it is; those that nothing touched since the material that
    it was grown out of (:func:`livebrief.check.index.grow`) are taken over."""
    kept = index_of(material).verdicts
    claims = material.groups.claims
    for clm in claims.values():
        if clm.id not in kept:
            kept[clm.id] = judge(clm, material)
    return {claim: kept[claim] for claim in claims}


def _ruled(verdict: Verdict, material: Material) -> Verdict:
    """An editor's verdict stands above that of the rules, which is kept beside it."""
    ruling = material.groups.overridden.get(verdict.claim)
    if ruling is None:
        return verdict
    why = Reason(feature="editor", says=f"an editor ruled: {ruling.reason}")
    return msgspec.structs.replace(
        verdict,
        value=Value(ruling.value),
        editor=ruling.reason,
        machine=verdict.value.value,
        reasons=(why, *verdict.reasons),
    )


def evidence(claim: Claim, material: Material) -> tuple[Evidence, ...]:
    """Each standing statement's stance to the claim, with its witness and the reason."""
    current = gather(claim, material).current
    return tuple(
        Evidence(
            claim=claim.id,
            statement=seen.statement,
            stance=stance,
            witness=witness_key(seen, material),
            outlet=seen.document.outlet,
            because=because,
        )
        for seen, (stance, because) in zip(current, stances(current), strict=True)
    )


def _is_retracted(claim: Claim, material: Material) -> bool:
    withdrawn = material.groups.retracted
    return claim.id in withdrawn or (
        bool(claim.statements) and all(statement in withdrawn for statement in claim.statements)
    )


def _is_hearsay(seen: Seen) -> bool:
    source = seen.sighting.source
    return source.unnamed and source.unnamed_type in rules_v3.HEARSAY and not is_own_assertion(seen.sighting)


Figures = tuple[Figure, ...]


def _links(gathered: Gathered, material: Material) -> tuple[Figures, Figures, Figures, Figures]:
    """Figures of other claims that came later by the same counter, that this one replaces, that rival it, and that it came
    as a rival to."""
    index = index_of(material)
    links = index.links
    later: list[Figure] = []
    replaced: list[Figure] = []
    rivals: list[Figure] = []
    contested: list[Figure] = []
    standing = gathered.current if _counts_something(gathered, material) else ()
    for link in (place for seen in standing for place in links.get(seen.statement, ())):
        later += [link.latest] if _changed(link.figure, link.latest, index) else []
        replaced += [link.before] if link.before and _changed(link.figure, link.before, index) else []
        mine = _rivals(link)
        rivals += mine
        contested += mine if link.figure.relation == RIVAL else []
    return tuple(later), tuple(replaced), tuple(rivals), tuple(contested)


def _counts_something(gathered: Gathered, material: Material) -> bool:
    """Whether the claim is about figures: most of those who assert it give some. "The depot was struck" is not disputed because
    one side, in however many statements, counts missiles too."""
    counting: dict[str, bool] = {}
    for each in gathered.current:
        if each.sighting.act not in BY_ACT:
            who = each.sighting.source.side or witness_key(each, material)
            counting[who] = counting.get(who, False) or bool(each.sighting.figures)
    return 2 * sum(counting.values()) > len(counting) or not counting


def _changed(figure: Figure, other: Figure, index: Index) -> bool:
    """Another number in another document: two counts in one text are counts of two things."""
    here, there = index.current[figure.statement].document.id, index.current[other.statement].document.id
    return here != there and _key(figure) != _key(other)


def _rivals(link: Link) -> list[Figure]:
    """Figures of other counters of that day that contradict this one, where one of the two came as a rival."""
    figure = link.figure
    return [
        each
        for _, each in link.same_day
        if _apart(each, figure) and RIVAL in (figure.relation, each.relation) and not compatible(each, figure)
    ]


def _apart(one: Figure, other: Figure) -> bool:
    return one.by != other.by or (UNDER_ONE_NAME in (one.why, other.why) and one.outlet != other.outlet)


def _key(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.value, figure.low, figure.high
