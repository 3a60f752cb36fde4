"""Why a claim reads as it does: a colleague's answer as a record. Who says, who carries it, why this verdict, from where."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence

import msgspec

from livebrief.brief.called import called
from livebrief.brief.compose import compose, slots_of, verdict_words
from livebrief.brief.lines import OPEN_ACTS, Told, of_claim, told_now
from livebrief.nlp.words import side_name
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.statements import Speech
from livebrief.records.stories import Chain, Claim, Figure
from livebrief.records.verdicts import Reason, Stance, Value, Verdict, Witness

# Features of reasons that the words of the verdict tell already.
TOLD_BY_VERDICT = frozenset(
    {"one_source", "agreed", "contradicted", "hearsay_denied", "only_denied", "nobody_stands", "not_independent"}
)
# Those that tell by themselves what decided: the figures named, or that it was taken back.
TELLING = frozenset({"later_figure", "rival_figures", "rival_when_given", "taken_back"})
_STANCES = {
    Stance.SUPPORTS: "Said by",
    Stance.DENIES: "Denied by",
    Stance.QUERIES: "Left open by",
    Stance.COMMENTS: "Neither said nor denied by",
}
_KINDS = {"update": "Update", "correction": "Correction", "rival": "Rival", "part-of": "A part"}
_DAY = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_LEADS_ON = re.compile(r",([”\"»’])$")
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
    why = tuple(_DAY.sub(_in_full, reason.says) for reason in verdict.reasons)
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
    moving = [reason for reason in verdict.reasons if reason.feature not in TOLD_BY_VERDICT]
    lines = [_first(standing, verdict, material), _agreement(verdict, moving)]
    lines += [_DAY.sub(_in_full, reason.says) for reason in moving]
    lines += _only_one(verdict, material)
    silent = [each for each in standing[1:] if each.sighting.act in OPEN_ACTS]
    lines += [f"{compose(slots_of(each.sighting, each.document))}" for each in silent[:MOST_MOVING]]
    for chain in chains:
        now = [f"{_number(each)} ({each.by_name})" for each in chain.current]
        if now and len(chain.figures) > 1:
            lines.append(f"{_what(chain)} the desk now has {_joined(now)}")
    return " ".join(dict.fromkeys(map(_ended, filter(None, lines))))


def _agreement(verdict: Verdict, moving: Sequence[Reason]) -> str:
    """How far sources agree; in brief where a reason goes on to name the figures that decide."""
    if not verdict.editor and any(reason.feature in TELLING for reason in moving):
        if verdict.value in (Value.SUPERSEDED, Value.RETRACTED):
            return "It no longer stands"
        if verdict.value is Value.DISPUTED and not any(each.stance is Stance.DENIES for each in verdict.witnesses):
            return "It is disputed"
    return verdict_words(verdict)


def _ended(line: str) -> str:
    """The line with a full stop; a quotation without the comma that led on to its speaker."""
    line = _LEADS_ON.sub(r"\1", line)
    return line if line.endswith((".", "!", "?", *(".”", ".“", "!”", "?”", '."', '!"', '?"'))) else f"{line}."


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _in_full(day: re.Match[str]) -> str:
    """ "4 May 2031" of an ISO day; what is none stays."""
    month = int(day["month"])
    return f"{int(day['day'])} {month_name[month]} {day['year']}" if 1 <= month <= 12 else day[0]


def _first(standing: Sequence[Told], verdict: Verdict, material: Material) -> str:
    """Who first said so, with who has it and since when; an outlet's own sentence is told as written by it."""
    if not standing:
        return "No article that stands now has it"
    said = {stm for each in verdict.witnesses if each.stance is Stance.SUPPORTS for stm in each.statements}
    asserting = [each for each in standing if each.statement in said] or standing
    each = min(asserting, key=lambda told: (told.document.published.value or told.known, told.statement))
    outlet, day = _outlet(each.document.outlet, material), _day(each.document)
    if each.sighting.statement.speech is Speech.ASSERTED and each.sighting.source.kind in ("outlet", "unknown"):
        return f"{outlet} wrote{day}: {slots_of(each.sighting, each.document).content}"
    return f"{outlet} reported{day}: {compose(slots_of(each.sighting, each.document))}"


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
        f"{_DAY.sub(_in_full, each.as_of[:10])}: {_number(each)}{'' if each.role == 'count' else f' {each.role}'}, "
        f"{each.by_name} ({_outlet(each.outlet, material)}). {_kind(each)}."
        for each in links
    ]
    again = "once" if repeats == 1 else "twice" if repeats == 2 else f"{repeats} times"
    return [*lines, f"Told again {again}, unchanged."] if repeats else lines


def _kind(figure: Figure) -> str:
    """What the link is to those before, and why."""
    return f"{_KINDS[figure.relation]}: {figure.why}" if figure.relation in _KINDS else "The first figure"


def _what(chain: Chain) -> str:
    if chain.role == "count":
        return f"For the number of {chain.of}" if chain.of else "Now"
    where = f" in {chain.places[0]}" if chain.places else ""
    counted = chain.whose or chain.of or ("people" if chain.unit == "person" else chain.unit)
    return f"For {counted} {chain.role}{where}"


def _number(figure: Figure) -> str:
    return figure.text + (f" of {figure.whole:,.15g}" if figure.whole is not None else "")


def _moving(statements: Sequence[str], told: Mapping[str, Told], material: Material) -> tuple[str, ...]:
    """The lines of the statements that moved the verdict, each once with the outlets that have it; what is gone is named."""
    carriers: dict[str, list[str]] = {}
    for statement in statements:
        each = told.get(statement)
        line = compose(slots_of(each.sighting, each.document)) if each else f"{statement} (no longer in its article)"
        where = f"{_outlet(each.document.outlet, material)}{_day(each.document)}" if each else ""
        carriers.setdefault(line, []).append(where)
    lines = [f"{line} ({'; '.join(dict.fromkeys(filter(None, where)))})" for line, where in carriers.items()]
    more = len(lines) - MOST_MOVING
    return tuple([*lines[:MOST_MOVING], f"and {more} more" if more > 1 else lines[-1]] if more > 0 else lines)


def _who(witness: Witness, material: Material) -> str:
    name = called(witness) + (" (unnamed source)" if witness.unnamed else "")
    side = f", of {side_name(witness.side)}’s side" if witness.side else ""
    carriers = _joined([_outlet(each, material) for each in witness.carriers])
    more = len(witness.statements) > len(witness.carriers)
    return f"{_STANCES[witness.stance]} {name}{side}: in {carriers}" + (
        f", in {len(witness.statements)} statements" if more else ""
    )


def _outlet(name: str, material: Material) -> str:
    """The outlet as its readers know it."""
    return material.outlets[name].name if name in material.outlets else name or "an unnamed outlet"


def _day(doc: Document) -> str:
    """ " on 4 May 2031"; of an undated article that it has no date."""
    return f" on {_DAY.sub(_in_full, doc.published.day)}" if doc.published.day else ", undated"


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
