"""Why a claim reads as it does: a colleague's answer as a record. Who says, who carries it, why this verdict, from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from livebrief.brief.compose import compose, slots_of, verdict_words
from livebrief.brief.lines import OPEN_ACTS, Told, of_claim, told_now
from livebrief.nlp.words import side_name
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.statements import Speech
from livebrief.records.stories import Chain, Claim, Figure
from livebrief.records.verdicts import Verdict, Witness

# Features of reasons that the words of the verdict tell already.
TOLD_BY_VERDICT = frozenset(
    {"one_source", "agreed", "contradicted", "hearsay_denied", "only_denied", "nobody_stands", "not_independent"}
)
MOST_MOVING = 6  # lines that moved a verdict: more are counted


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where one statement stands: down to the capture of the page and the sentence."""

    line: str
    sentence: str
    outlet: str
    published: str
    known: str
    url: str
    statement: str
    document: str
    capture: str
    copy_of: str = ""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer in the order of a conversation; every field is text or lists of text, so that it prints as it is.

    ``in_words``: what a colleague would say, sentence by sentence. ``history``: the figures of the claim's chains, oldest
    first. ``moved_by``: the statements that moved the verdict, copies told once.
    """

    claim: str
    story: str
    verdict: str
    in_words: str
    answer: str
    who_says: tuple[str, ...]
    carried_by: tuple[str, ...]
    why: tuple[str, ...]
    history: tuple[str, ...]
    moved_by: tuple[str, ...]
    rules: str
    provenance: tuple[Provenance, ...]


def explain(claim: Claim, verdict: Verdict, material: Material, chains: Sequence[Chain] = ()) -> Explanation:
    """Who says it, carried by whom, why this verdict, how its figures went, which statements moved it, where each stands.

    ``chains`` are the material's; those that the claim's statements are links of are told.
    """
    told = told_now(material)
    standing = of_claim(claim, told)
    moved = tuple(dict.fromkeys(statement for reason in verdict.reasons for statement in reason.statements))
    mine = [chain for chain in chains if any(figure.statement in claim.statements for figure in chain.figures)]
    why = tuple(reason.says for reason in verdict.reasons)
    return Explanation(
        claim=claim.id,
        story=claim.story,
        verdict=verdict.value.value,
        in_words=_in_words(standing, verdict, mine, material),
        answer=verdict_words(verdict),
        who_says=tuple(_who(witness, material) for witness in verdict.witnesses),
        carried_by=tuple(
            dict.fromkeys(_outlet(outlet, material) for each in verdict.witnesses for outlet in each.carriers)
        ),
        why=why,
        history=tuple(line for chain in mine for line in _history(chain, material)),
        moved_by=_moving(moved, told, material),
        rules=verdict.rules,
        provenance=tuple(_provenance(each, material) for each in standing),
    )


def _in_words(standing: Sequence[Told], verdict: Verdict, chains: Sequence[Chain], material: Material) -> str:
    """Fixed sentences filled from the record: the line shown, how far sources agree, what moved it beyond that, who would
    not say, where the figures stand."""
    lines = [_first(standing, material), verdict_words(verdict), *_only_one(verdict, material)]
    lines += [reason.says for reason in verdict.reasons if reason.feature not in TOLD_BY_VERDICT]
    silent = [each for each in standing[1:] if each.sighting.act in OPEN_ACTS]
    lines += [f"{compose(slots_of(each.sighting, each.document))}" for each in silent[:MOST_MOVING]]
    for chain in chains:
        now = "; ".join(f"{_number(each)} by {each.by_name}" for each in chain.current)
        if now and len(chain.figures) > 1:
            lines.append(f"Of {_what(chain)} the desk now has {now}")
    ended = (line if line.endswith(tuple('.!?”"')) else f"{line}." for line in lines if line)
    return " ".join(dict.fromkeys(ended))


def _first(standing: Sequence[Told], material: Material) -> str:
    """The line shown, with who has it and since when; an outlet's own sentence is told as written by it."""
    if not standing:
        return "No article that stands now has it"
    each = standing[0]
    outlet, day = _outlet(each.document.outlet, material), _day(each.document)
    if each.sighting.statement.speech is Speech.ASSERTED and each.sighting.source.kind in ("outlet", "unknown"):
        return f"{outlet} wrote on {day}: {slots_of(each.sighting, each.document).content}"
    return f"{outlet} had on {day}: {compose(slots_of(each.sighting, each.document))}"


def _only_one(verdict: Verdict, material: Material) -> list[str]:
    carriers = {outlet for each in verdict.witnesses for outlet in each.carriers}
    names = {each.name for each in verdict.witnesses}
    shown = [_outlet(each, material) for each in carriers]
    return [f"Only {shown[0]} carries it"] if len(carriers) == 1 and shown[0] not in names else []


def _history(chain: Chain, material: Material) -> list[str]:
    """The chain's links; a repetition only where it changes nothing is left out."""
    links = [each for each in chain.figures if each.relation != "repeat"]
    repeats = len(chain.figures) - len(links)
    lines = [
        f"{each.as_of[:10]}: {_number(each)} {each.role}, {each.by_name} "
        f"({_outlet(each.outlet, material)}): {each.relation}, {each.why}"
        for each in links
    ]
    again = "once" if repeats == 1 else f"{repeats} times"
    return [*lines, f"told again {again} without a change"] if repeats else lines


def _what(chain: Chain) -> str:
    where = f" in {chain.places[0]}" if chain.places else ""
    return f"{chain.whose or chain.of or chain.unit} {chain.role}{where}"


def _number(figure: Figure) -> str:
    return figure.text + (f" of {figure.whole:,.15g}" if figure.whole is not None else "")


def _moving(statements: Sequence[str], told: Mapping[str, Told], material: Material) -> tuple[str, ...]:
    """The lines of the statements that moved the verdict, each once with the outlets that have it; what is gone is named."""
    carriers: dict[str, list[str]] = {}
    for statement in statements:
        each = told.get(statement)
        line = compose(slots_of(each.sighting, each.document)) if each else f"{statement} (no longer in its article)"
        where = f"{_outlet(each.document.outlet, material)}, {_day(each.document)}" if each else ""
        carriers.setdefault(line, []).append(where)
    lines = [f"{line} ({'; '.join(dict.fromkeys(filter(None, where)))})" for line, where in carriers.items()]
    more = len(lines) - MOST_MOVING
    return tuple([*lines[:MOST_MOVING], f"and {more} more" if more > 1 else lines[-1]] if more > 0 else lines)


def _who(witness: Witness, material: Material) -> str:
    name = witness.name + (" (unnamed source)" if witness.unnamed else "")
    side = f", of {side_name(witness.side)}’s side," if witness.side else ""
    carriers = [_outlet(each, material) for each in witness.carriers]
    copies = len(witness.statements) - len(witness.carriers)
    return f"{name}{side} {witness.stance.value} it, in {', '.join(carriers)}" + (
        f", {len(witness.statements)} statements" if copies > 0 else ""
    )


def _outlet(name: str, material: Material) -> str:
    """The outlet as its readers know it."""
    return material.outlets[name].name if name in material.outlets else name or "an unnamed outlet"


def _day(doc: Document) -> str:
    return doc.published.day or "undated"


def _provenance(told: Told, material: Material) -> Provenance:
    doc = told.document
    spans = told.sighting.content or told.sighting.cue
    holding = next((sent for sent in doc.sentences if spans and sent.overlaps(spans[0])), None)
    copy = material.copies.get(doc.id)
    return Provenance(
        line=compose(slots_of(told.sighting, doc)),
        sentence=holding.of(doc.text) if holding else "",
        outlet=doc.outlet,
        published=doc.published.value,
        known=told.known,
        url=doc.url,
        statement=told.statement,
        document=doc.id,
        capture=doc.capture,
        copy_of=copy.of if copy else "",
    )
