"""Who is a witness: origins of knowledge, not carriers. Copies and one publisher's papers are no witnesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from livebrief.check.evidence import Seen, named_outlet, origin_document, outlet_of
from livebrief.check.namesakes import named, one_source, seated
from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.sources import Outlet
from livebrief.records.statements import Sighting, Speech
from livebrief.records.verdicts import Stance, Witness

PUBLISHER = "publisher:"
UNNAMED = "unnamed:"
NAME = "name:"
_MISSIONS = frozenset({"embassy", "consulate", "mission"})  # what they are called and where they sit says which
_LINKS = frozenset("of the in at for and".split())


def witness_key(seen: Seen, material: Material) -> str:
    """The origin that a statement goes back to.

    A named speaker is one witness however many outlets carry the words. Unnamed sources of one side are one; without a
    side they belong to the outlet that has them (the first of the chain, the wire, the copied original). An outlet's
    own assertion is its publisher family's, and so is what others quote the outlet or office for.
    """
    outlet = _outlet_speaking(seen, material)
    return _family(outlet) if outlet else _speaker(seen, material)


def counter_key(seen: Seen, material: Material) -> str:
    """Who counts: as the witness, but papers and offices of one family count each for themselves."""
    outlet = _outlet_speaking(seen, material)
    return f"outlet:{outlet.key}" if outlet else _speaker(seen, material)


def is_own_assertion(sgt: Sighting) -> bool:
    """Whether the outlet itself speaks."""
    return sgt.statement.speech is Speech.ASSERTED or sgt.source.kind == "outlet"


def witnesses(seen: Sequence[Seen], stances: Sequence[Stance], material: Material) -> tuple[Witness, ...]:
    """The witnesses of one claim, supporters first, each with its carriers (distinct outlets) and statements.

    A witness that both supports and denies appears once for each stance.
    """
    keys = [witness_key(each, material) for each in seen]
    origin = _channels(seen, keys) | _offices(seen, keys) | _one_by_name(seen, keys, material)
    groups: dict[tuple[str, Stance], list[tuple[str, Seen]]] = defaultdict(list)
    for each, key, stance in zip(seen, keys, stances, strict=True):
        groups[origin.get((key, each.document.id), origin.get((key, ""), key)), stance].append((key, each))
    order = list(Stance)
    made = [_witness(key, stance, group, material) for (key, stance), group in groups.items()]
    return tuple(sorted(made, key=lambda witness: order.index(witness.stance)))


def _channels(seen: Sequence[Seen], keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """Who only passes on another's words in a document ("Biden told them so, a spokesman said") is that other there."""
    through = {
        (fold(link.name), each.document.id): key
        for each, key in zip(seen, keys, strict=True)
        for link in each.sighting.via
    }
    return {
        (key, each.document.id): through[spoken]
        for each, key in zip(seen, keys, strict=True)
        if through
        and (spoken := (fold(each.sighting.source.name), each.document.id)) in through
        and not each.sighting.via
    }


def _offices(seen: Sequence[Seen], keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """An office by a shorter name, or beside who speaks for it, is one witness with that one."""
    told = {
        key: seated(
            named(each.sighting.source.name, each.sighting.source.role, each.sighting.source.kind), each.document.outlet
        )
        for each, key in zip(reversed(seen), reversed(keys), strict=True)
        if not is_own_assertion(each.sighting) and not each.sighting.source.unnamed
    }
    return {(key, ""): other for key, other in one_source(told).items() if key.startswith(NAME)}


def _one_by_name(seen: Sequence[Seen], keys: Sequence[str], material: Material) -> dict[tuple[str, str], str]:
    """A speaker known by name alone is the one whom the desk knows by that name; a mission that goes by part of another's
    name ("embassy in Varn", "Embassy of Ostermark in Varn") is that one."""
    called = {key: _name_words(each, material) for each, key in zip(seen, keys, strict=True) if UNNAMED not in key}
    return {
        (key, ""): other
        for key, words in called.items()
        if key.startswith(NAME)
        for other, others in called.items()
        if (words == others and not other.startswith((NAME, PUBLISHER)))
        or (len(words) > 1 and words & _MISSIONS and words < others)
    }


def _name_words(seen: Seen, material: Material) -> frozenset[str]:
    shown = _teller_name(seen, material) if is_own_assertion(seen.sighting) else seen.sighting.source.name
    return frozenset(folded_tokens(shown)) - _LINKS


def independent(found: Iterable[Witness]) -> int:
    """How many independent origins: interested parties of one side count once ("both Ukrainian officials").

    An outlet's own sentence adds no origin where that outlet has it from another of the witnesses. Unnamed sources of
    several outlets count once: nobody can tell that they are not the same person.
    """
    every = list(found)
    told = {carrier for each in every if not _is_publisher(each) for carrier in each.carriers}
    keys = {each.key for each in every}
    apart = [
        each
        for each in every
        if not _is_publisher(each) or not (told & set(each.carriers) or UNNAMED + each.key in keys)
    ]
    return len({each.side or (UNNAMED if each.unnamed else each.key) for each in apart})


def _is_publisher(witness: Witness) -> bool:
    return witness.key.startswith(PUBLISHER)


def _witness(key: str, stance: Stance, keyed: Sequence[tuple[str, Seen]], material: Material) -> Witness:
    """One witness of those whose words go back to it, each with the key that it has by itself."""
    group = [each for _, each in keyed]
    own = [each for mine, each in keyed if mine == key] or group
    first = own[0].sighting
    carriers = {_carrier(each.document, material): each.document.outlet for each in group}
    named = sorted((each.sighting.source.name for each in own), key=len)
    return Witness(
        key=key,
        name=_teller_name(own[0], material) if is_own_assertion(first) else named[-1],
        stance=stance,
        carriers=tuple(carriers.values()),
        statements=tuple(each.statement for each in group),
        side=_side(group, material),
        unnamed=first.source.unnamed,
    )


def _side(group: Sequence[Seen], material: Material) -> str:
    """The interested party: the speaker's side, or the side of the outlet that speaks for itself."""
    for each in group:
        if each.sighting.source.side:
            return each.sighting.source.side
    outlet = outlet_of(group[0].document, material)
    return outlet.side if outlet and is_own_assertion(group[0].sighting) else ""


def _teller_name(seen: Seen, material: Material) -> str:
    name = _publisher_name(seen.document, material)
    outlet = named_outlet(name, material)
    return outlet.name if outlet else name or seen.sighting.source.name


def _carrier(doc: Document, material: Material) -> str:
    outlet = outlet_of(doc, material)
    return outlet.key if outlet else fold(doc.outlet) or doc.article


def _outlet_speaking(seen: Seen, material: Material) -> Outlet | None:
    """The outlet whose assertion this is: its own sentence (through copies and wires), or another's quote of it."""
    if is_own_assertion(seen.sighting):
        return named_outlet(_publisher_name(seen.document, material), material)
    return None if seen.sighting.source.unnamed else named_outlet(seen.sighting.source.name, material)


def _speaker(seen: Seen, material: Material) -> str:
    sgt = seen.sighting
    if is_own_assertion(sgt):
        return _publisher(seen.document, material)
    if sgt.source.unnamed:
        return f"{UNNAMED}{sgt.source.side or _first_teller(seen, material)}"
    return f"actor:{sgt.source.actor}" if sgt.source.actor else f"{NAME}{fold(sgt.source.name)}"


def _first_teller(seen: Seen, material: Material) -> str:
    """Who had the unnamed source: the last link of the chain ("Reuters, citing Bloomberg News"), else the publisher."""
    for link in reversed(seen.sighting.via):
        outlet = named_outlet(link.name, material)
        return _family(outlet) if outlet else f"{PUBLISHER}{fold(link.name)}"
    return _publisher(seen.document, material)


def _publisher(doc: Document, material: Material) -> str:
    name = _publisher_name(doc, material)
    outlet = named_outlet(name, material)
    return _family(outlet) if outlet else f"{PUBLISHER}{fold(name) or origin_document(doc, material).article}"


def _publisher_name(doc: Document, material: Material) -> str:
    origin = origin_document(doc, material)
    return origin.wire_origin or doc.wire_origin or origin.outlet


def _family(outlet: Outlet) -> str:
    return f"{PUBLISHER}{fold(outlet.family or outlet.name)}"
