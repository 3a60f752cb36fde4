"""Who counts. A spokeswoman gives her service's figure, a governor his province's: one counter, one chain of figures.

Owns the counter of a figure. Refuses to guess: without a role that says for whom somebody speaks, the speaker counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from livebrief.check.evidence import Seen, named_outlet
from livebrief.check.witnesses import counter_key, is_own_assertion
from livebrief.nlp.words import fold
from livebrief.records.readings import Material
from livebrief.records.sources import Actor, Outlet

_SPEAKS_FOR = re.compile(
    r"\b(?:[Ss]pokes(?:man|woman|person|people)|[Gg]overnor|[Hh]ead|[Cc]ommander|[Cc]hief|[Pp]ress (?:officer|secretary)|"
    r"[Rr]epresentative)\s+(?:of|for)\s+(?:the\s+)?(?P<whom>[A-Z][\w’'\- ]+)$"
)
_SPEAKER_OF = re.compile(
    r"^(?:the\s+)?(?P<whom>[A-Z][\w’'\- ]+?|[a-z]+ [a-z ]+?|police|army|navy)\s+"
    r"(?:spokes(?:man|woman|person)|governor|press (?:officer|secretary))\b"
)
_WHOM = r"(?:[Tt]he\s+)?(?P<{}>[A-Z][\w’\- ]{{2,60}}?|[Tt]he [a-z]+(?: [a-z]+)?|He|She|It|They)"
_OWN = r"(?:own\s+)?(?:count|figure|toll|tally|number|list|estimate|losses)\b"
_KEEPS = r"(?:maintained|stood by|stands by|kept to|repeated|did not lower|lowered|raised|defended)\s+(?:his|her|its|their)\s+"
_PUTS = (
    r"(?:,? (?:who|which) )?\s*(?:puts?|counts?|counted|gives?|gave|lists?|has put|has counted)\s+(?!up|off|in\b|out)"
)
_AS = r"(?:, [^,;.]{3,60},)?"  # "Ada Roe, the head of the union, put the number at six"
_COUNT_OF = re.compile(
    rf"\b{_WHOM.format('keeps')}{_AS}\s+{_KEEPS}{_OWN}|\b{_WHOM.format('whom')}['’]s\s+{_OWN}|\b{_WHOM.format('puts')}{_AS}{_PUTS}"
)
_FULL_NAME = re.compile(r"(?:[A-Z][\w’\-]+ )+(?:of )?[A-Z][\w’\-]+")
PRESS = frozenset({"newspaper", "wire", "broadcaster", "magazine"})  # kinds of outlet whose own number is a report
_PRONOUNS = frozenset({"He", "She", "It", "They"})
_OWNER = re.compile(r"^\w+'s ")  # "Marendia's Ivern Province"
_GENERIC = re.compile(r"\b(?:the|administration|authorities|government|of|officials?)\b")


def counter(seen: Seen, material: Material) -> tuple[str, str]:
    """The counter's key and shown name. An organisation however its speakers are called; else whoever speaks."""
    source = seen.sighting.source
    if named := _named_in(seen, material):
        return named
    key = counter_key(seen, material)
    if is_own_assertion(seen.sighting):
        own = named_outlet(key.removeprefix("outlet:"), material) if key.startswith("outlet:") else None
        return _of_outlet(own) if own else (key, seen.document.outlet)
    if source.unnamed:
        return key, source.name
    if speaking := named_outlet(source.name, material):
        return _of_outlet(speaking)
    actor = _actors(material).get(fold(source.name))
    whom = speaks_for(source.role) or (speaks_for(actor.role) if actor else "")
    return _organisation(whom or source.name, material)


def speaks_for(role: str) -> str:
    """The organisation whose figure somebody of this role gives; empty when the role does not say."""
    found = _SPEAKS_FOR.search(role) or _SPEAKER_OF.search(role)
    return found["whom"].strip() if found else ""


def _organisation(name: str, material: Material) -> tuple[str, str]:
    actors = _actors(material)
    actor = actors.get(fold(name)) or actors.get(_bare(name))
    if outlet := named_outlet(actor.name if actor else name, material):
        return _of_outlet(outlet)
    shown = actor.name if actor else name
    return f"who:{_bare(shown)}", shown


def _named_in(seen: Seen, material: Material) -> tuple[str, str] | None:
    """A sentence about somebody's count ("the service's count stands at 15") gives that counter's figure."""
    doc, spans = seen.document, seen.sighting.content
    found = _COUNT_OF.search(doc.text, spans[0].start, spans[-1].end) if spans else None
    if found is None:
        return None
    name = (found["whom"] or found["puts"] or found["keeps"]).strip()
    if name in _PRONOUNS:
        return _speaker_before(seen, material) if is_own_assertion(seen.sighting) else None
    actor = _actors(material).get(fold(name)) or _actors(material).get(
        fold(name.removeprefix("the ").removeprefix("The "))
    )
    if actor is None:
        plain = name.removeprefix("The ").removeprefix("the ")
        return _organisation(plain, material) if _FULL_NAME.fullmatch(plain) else None
    return _organisation(speaks_for(actor.role) or actor.name, material)


def _speaker_before(seen: Seen, material: Material) -> tuple[str, str] | None:
    """Whom "He put it at 3,100" continues: the speaker of the statement before, where that is somebody named."""
    here = seen.sighting.content[0].start
    before = [
        sgt for sgt in material.sightings.get(seen.document.id, ()) if sgt.content and sgt.content[-1].end <= here
    ]
    last = max(before, key=lambda sgt: sgt.content[-1].end, default=None)
    if last is None or is_own_assertion(last) or last.source.unnamed:
        return None
    return counter(Seen(sighting=last, document=seen.document), material)


def _of_outlet(outlet: Outlet) -> tuple[str, str]:
    """An office or aid organisation that publishes counts as such; a newspaper's own number is the newspaper's."""
    return (f"outlet:{outlet.key}" if outlet.kind in PRESS else f"who:{_bare(outlet.name)}"), outlet.name


@lru_cache(maxsize=4096)  # names of organisations: few, and asked for with every figure
def _bare(name: str) -> str:
    folded = _OWNER.sub("", fold(name))
    return " ".join(_GENERIC.sub(" ", folded).split()) or folded


def _actors(material: Material) -> dict[str, Actor]:
    return _actors_of(tuple(material.beat.actors)) if material.beat else {}


@lru_cache(maxsize=4)  # one beat a desk
def _actors_of(actors: tuple[Actor, ...]) -> dict[str, Actor]:
    bare = {_bare(actor.name): actor for actor in actors if actor.kind != "person"}
    return bare | {fold(name): actor for actor in actors for name in (*actor.aliases, actor.name)}
