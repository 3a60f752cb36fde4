"""Short forms resolved to full names inside one document, and the chains of mentions. Names only: no pronouns.

Pronouns and bare descriptions ("the mayor", "it") are the attribute stage's, which sees the act of speaking.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from livebrief.annotate.names import family_names
from livebrief.records.mentions import EntityMention


def resolve(mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """Each mention with its full name, role, actor and side taken over inside its chain, and its chain's number.

    Law: a mention's chain and name follow from the document alone; the first full form of a surname wins when it is the
    only one, else the nearest one before.
    """
    full = [men for men in mentions if men.type == "person" and " " in men.name]
    named = [_named(men, full) for men in mentions]
    heads: dict[str, EntityMention] = {}
    for men in named:
        head = heads.get(men.name)
        heads[men.name] = men if head is None else _richer(head, men)
    numbers = {name: n for n, name in enumerate(heads)}
    return [_joined(men, heads[men.name], numbers[men.name]) for men in named]


def _named(men: EntityMention, full: Sequence[EntityMention]) -> EntityMention:
    if men.actor or " " in men.name:
        return men
    fits = [(other, words) for other in full if men.name in (words := other.name.split())]
    ways = (
        [other for other, words in fits if words[-1] == men.name],
        [other for other, words in fits if words[0] == men.name],
        [other for other, words in fits if men.name in family_names(words)],
    )
    last = next((way for way in ways if way), [])
    if not last or (men.type != "person" and men.name.isupper()):
        return men
    before = [other for other in last if other.span.start < men.span.start]
    one = before[-1] if before else last[0]
    return msgspec.structs.replace(men, type="person", name=one.name)


def _richer(head: EntityMention, men: EntityMention) -> EntityMention:
    return msgspec.structs.replace(
        head, role=head.role or men.role, actor=head.actor or men.actor, side=head.side or men.side
    )


def _joined(men: EntityMention, head: EntityMention, number: int) -> EntityMention:
    return msgspec.structs.replace(
        men, role=men.role or head.role, actor=men.actor or head.actor, side=men.side or head.side, chain=number
    )
