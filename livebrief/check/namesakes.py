"""Whether two names in one claim or one chain are of one source: the short and the long name, the office and who speaks for it.

Owns these readings of names and roles. Refuses to look beyond the claim or chain at hand, and to choose between two longer
names: "Defence Ministry" beside the ministries of two countries stays by itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

import msgspec

from livebrief.nlp.words import folded_tokens

K = TypeVar("K", bound=Hashable)
_LINKS = frozenset("of the in at for and".split())
_OFFICES = {"ministry": "minister", "department": "secretary", "presidency": "president", "prosecutors": "prosecutor"}
SHORTEST = 2  # words of an organisation's short name: "the ministry" alone may be any


class Named(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How somebody is named: words of the name and of the role; whether it is a person; whether a description in small
    letters ("police", "the mayor", "coast guard")."""

    name: tuple[str, ...]
    role: frozenset[str] = frozenset()
    person: bool = False
    plain: bool = False


def named(name: str, role: str = "", kind: str = "") -> Named:
    """The words of a name and of a role, an office as who holds it ("defence ministry": defence minister)."""
    return Named(
        name=tuple(_words(name)),
        role=frozenset(_words(role)),
        person=kind == "person",
        plain=name[:1].islower(),
    )


def one_source(found: Mapping[K, Named]) -> dict[K, K]:
    """For each key that names somebody who goes by a longer name here, or for whom somebody here speaks, that one's key.

    Only where there is one such. Never a chain of keys: who is another is nobody's longer name.
    """
    same: dict[K, K] = {}
    for key, each in found.items():
        longer = [other for other, theirs in found.items() if other != key and _goes_by(each, theirs)]
        if not longer:
            longer = [other for other, theirs in found.items() if other != key and _speaks_for(theirs, each)]
        if len(longer) == 1:
            same[key] = longer[0]
    return {key: _last(key, same) for key in same}


def _last(key: K, same: Mapping[K, K]) -> K:
    seen = {key}
    while (key := same[key]) in same and key not in seen:
        seen.add(key)
    return key


def _goes_by(short: Named, long: Named) -> bool:
    """Whether the long name ends with the short one; one word is enough of a person's name only."""
    enough = len(short.name) >= SHORTEST or (long.person and not short.plain)
    return enough and len(short.name) < len(long.name) and long.name[-len(short.name) :] == short.name


def _speaks_for(person: Named, office: Named) -> bool:
    """Whether the person's role names the office ("coast guard spokesman": coast guard; "mayor of Varn": the mayor)."""
    told = office.name[-SHORTEST:]
    known = len(told) == SHORTEST or office.plain
    office_like = office.plain or not office.person
    return person.person and office_like and known and bool(told) and person.role.issuperset(told)


def _words(text: str) -> list[str]:
    plain = (word.removesuffix("'s") for word in folded_tokens(text))
    return [_OFFICES.get(word, word) for word in plain if word not in _LINKS]
