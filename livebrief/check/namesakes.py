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
# Words of bodies of state, and those that say of what they are: with nothing else a name tells no country.
STATE = frozenset(
    "minister army staff government forces military command police parliament president navy secretary service".split()
)
PLAIN = STATE | frozenset(
    "defence defense foreign interior finance health energy general armed prime air transport".split()
)
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


def seated(office: Named, outlet: str) -> Named:
    """A body of state without its country, in an outlet that bears a country's name, is that country's: "the Defence Ministry"
    in the Arvania State Agency."""
    if (
        office.person
        or not STATE.issuperset(office.name[-1:])
        or any(len(word) > 3 and word not in PLAIN for word in office.name)
    ):
        return office
    return msgspec.structs.replace(office, role=office.role | set(_words(outlet)))


def one_source(found: Mapping[K, Named]) -> dict[K, K]:
    """For each key that names somebody who goes by a longer name here, or for whom somebody here speaks, that one's key.

    Only where there is one such. Never a chain of keys: who is another is nobody's longer name.
    """
    same: dict[K, K] = {}
    for key, each in found.items():
        longer = [other for other, theirs in found.items() if other != key and _goes_by(each, theirs)]
        if not longer:
            longer = [other for other, theirs in found.items() if other != key and _speaks_for(theirs, each)]
        if not longer:
            longer = [other for other, theirs in found.items() if other != key and _seat_of(each, theirs)]
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


def _seat_of(country: Named, body: Named) -> bool:
    """Whether a country that speaks ("Belka said") is behind a body of state that names it ("the General Staff of Belka")."""
    if len(country.name) != 1 or country.role or country.plain:
        return False  # a person is told with a role; an unknown country is easily read as one
    known = body.role.union(body.name)
    return country.name[0] in known and not STATE.isdisjoint(known)


def _words(text: str) -> list[str]:
    plain = (word.removesuffix("'s") for word in folded_tokens(text))
    return [_OFFICES.get(word, word) for word in plain if word not in _LINKS]
