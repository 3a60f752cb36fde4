"""Whom a description means on its page: "the mayor", "the embassy", matched to the names and roles that the page gives.

Owns the fit of words; refuses to know who spoke (sources.py).
"""

from __future__ import annotations

import re

from livebrief.attribute.actors import Actors
from livebrief.attribute.naming import description, head_words, kind_of_words
from livebrief.attribute.page import Page
from livebrief.nlp.nations import nation_words
from livebrief.nlp.words import fold
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor
from livebrief.records.spans import Span
from livebrief.records.statements import Source

_PREPOSITIONS = frozenset("in of at for from on near by to with".split())
_APPOSED = re.compile(
    r"^(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) )?(?P<what>(?!(?:the|an?|its|their|his|her|this|both|some|many)\b)(?:[A-ZÀ-ÞА-ЯІЇЄҐЁ][a-zà-þа-яіїєґё]+ (?=[a-zà-þа-яіїєґё]))?(?:[a-zà-þа-яіїєґё][\w’'-]* ){0,5}[a-zà-þа-яіїєґё][\w’'-]*)"
    r",? (?P<name>(?:[A-ZÀ-ÞА-ЯІЇЄҐЁ][\w.&’'-]*)(?: (?:of |the |and )?[A-ZÀ-ÞА-ЯІЇЄҐЁ][\w.&’'-]*)*)$"
)


def of_actor(actor: Actor, spans: tuple[Span, ...], role: str) -> Source:
    """The actor as a source; ``role`` where the beat gives none."""
    return Source(
        name=actor.name, spans=spans, kind=actor.kind, role=actor.role or role, actor=actor.key, side=actor.side
    )


def apposed(actors: Actors, words: str, spans: tuple[Span, ...]) -> Source | None:
    """ "The mining company, Northern Copper", "grid operator Volt": the name, with what it is."""
    found = _APPOSED.match(words)
    if found is None or not _PREPOSITIONS.isdisjoint(found["what"].split()):
        return None  # "the mission in the old Customs Quarter" is not called Customs Quarter
    actor = actors.named(found["name"])
    if actor is not None:
        return of_actor(actor, spans, found["what"])
    kind = kind_of_words(found["what"])
    return Source(name=found["name"], spans=spans, kind=kind, role=found["what"], side=actors.side_of(found["name"]))


def matching(page: Page, actors: Actors, words: str, near: Span, *, person: bool) -> EntityMention | None:
    """The nearest mention, earlier first, whose role (or name, for an organisation) has the description's words."""
    bare = description(words)
    wanted, proper = fold(bare).split(), _proper_words(bare)
    head = fold(head_words(bare)).split()[-1:] if person else wanted[-1:]
    fits = []
    for mention in page.entities:
        if (mention.type == "person") is person:
            known = _known_of(mention, actors, person=person)
            if head and head[0] in known and proper <= set(known):
                fits.append((sum(word in known for word in wanted), mention))
    if not fits:
        return None
    best = max(score for score, _ in fits)
    top = [mention for score, mention in fits if score == best]
    earlier = [mention for mention in top if mention.span.start < near.end]
    return earlier[-1] if earlier else top[0]


def _known_of(mention: EntityMention, actors: Actors, *, person: bool) -> list[str]:
    """The words of a person's role, or of a body's name and role."""
    actor = actors.by_key.get(mention.actor)
    role = f"{mention.role} {actor.role if actor else ''}" if person else f"{mention.name} {mention.role}"
    return fold(role).replace("'s", "").split()


def _proper_words(words: str) -> set[str]:
    """The names in a description, without the country that owns it where there are others ("|Ukraine's| Luhansk region")."""
    proper = [re.sub(r"[’']s$", "", word) for word in words.split() if word[:1].isupper()]
    own = [word for word in proper if word not in nation_words()]
    return {fold(word) for word in own or proper}
