"""Tellings joined to pledges: told again it is the same help, on top it is more, a payment is a part of what was promised.

Owns the joining only. Refuses to join where giver, sum or kind of thing differ: two lines are better than one wrong sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from livebrief.desks.giving import words as w
from livebrief.desks.giving.sums import same_sum, size
from livebrief.desks.giving.telling import APPEAL, HELP, USE, Telling
from livebrief.desks.slots import JOINT, Slot, money
from livebrief.nlp.words import folded_tokens

# Words that tell no two things apart: "the controversial U.S.-made land mines" are the mines.
_LOOSE = frozenset(
    "a an the its their his her some more another new use fire using further additional controversial american russian british u s made land"
    " long-range longer-range longer long range supplied made such these those these first last final of and in inside at against"
    " military targets it supplies to be".split()
)


class Pledge(msgspec.Struct, kw_only=True):
    """One help and everything told about it, oldest first."""

    tellings: list[Telling]

    @property
    def kind(self) -> str:
        """help | use | appeal."""
        return self.tellings[0].kind

    def party(self, role: str) -> str:
        """The key of the first giver (``donor``) or getter (``recipient``) named."""
        slots: list[Slot | None] = [getattr(each, role) for each in self.tellings]
        return next((each.party.key for each in slots if each and each.party), "")

    @property
    def pledged(self) -> Telling | None:
        """The telling that gives the whole sum."""
        return next((each for each in self.tellings if each.amount and each.whole is None and not _part(each)), None)


def pledges(tellings: Iterable[Telling]) -> list[Pledge]:
    """Every telling in exactly one pledge, or left out when it names nothing by itself and nothing came before it."""
    made: list[Pledge] = []
    for telling in tellings:
        homes = [each for each in reversed(made) if _joins(each, telling) and not telling.loose]
        whole = telling if homes else _with_donor(telling, made)
        if homes:
            _home(homes, telling).tellings.append(telling)
        elif whole.donor is not None and not telling.again and not telling.rest:
            known = _with_recipient(whole, made)
            made += [Pledge(tellings=[known])] if not known.loose or _is_new(known, made) else []
    return made


def _home(homes: list[Pledge], telling: Telling) -> Pledge:
    """The latest; for a thing with nothing to tell it by ("the new mines") the one most spoken of."""
    thing = _thing(telling)
    bare = telling.kind == HELP and bool(telling.item) and telling.amount is None and thing.words <= thing.heads
    return max(homes, key=lambda each: len(each.tellings)) if bare else homes[0]


def _is_new(telling: Telling, made: list[Pledge]) -> bool:
    """Whether a loose telling is help by itself: somebody gets it, and its giver was not told of before in the text."""
    party = telling.donor.party if telling.donor else None
    told = (each.party("donor") for each in made if _same_document(each, telling))
    return telling.recipient is not None and party is not None and party.key not in set(told)


def _with_donor(telling: Telling, made: list[Pledge]) -> Telling:
    """With the giver of the help just told of in the same text, where the words say that this stands beside it or the
    sentence right behind says who gets it."""
    if telling.donor is not None:
        return telling
    near = [each for each in reversed(made) if _same_document(each, telling)]
    last = near[0].tellings[-1].passage.n if near else -1
    if not w.BESIDE.search(telling.passage.text) and (telling.recipient is None or telling.passage.n - last > 1):
        return telling
    known = (each.donor for pledge in near[:1] for each in pledge.tellings if each.donor)
    return msgspec.structs.replace(telling, donor=next(known, None))


def _with_recipient(telling: Telling, made: list[Pledge]) -> Telling:
    """With the one who gets in the same text's help by the same giver, where the sentence names nobody."""
    if telling.recipient is not None or telling.kind != HELP or telling.donor is None or telling.donor.party is None:
        return telling
    here = [each for each in made if _same_document(each, telling)]
    same = [each for each in here if each.party("donor") == telling.donor.party.key] or (here if telling.loose else [])
    known = [each.recipient for pledge in reversed(same) for each in pledge.tellings if each.recipient]
    return msgspec.structs.replace(telling, recipient=known[0]) if known else telling


def _joins(pledge: Pledge, telling: Telling) -> bool:
    if pledge.kind != telling.kind or not _same_party(pledge, telling, "donor"):
        return False
    if telling.kind == APPEAL:
        return telling.again or any(same_sum(each.amount, telling.amount) for each in pledge.tellings)
    if not _same_party(pledge, telling, "recipient"):
        return False
    if telling.kind == USE:
        return _same_thing(pledge, telling)
    if telling.again or telling.rest:
        return _same_document(pledge, telling) and pledge.pledged is not None
    if telling.amount is not None:
        return _same_money(pledge, telling)
    return not telling.more and pledge.pledged is None and _same_thing(pledge, telling)


def _same_party(pledge: Pledge, telling: Telling, role: str) -> bool:
    """Not two different ones. A giver that goes unnamed is the one whose help the same text told before."""
    named: Slot | None = getattr(telling, role)
    mine = pledge.party(role)
    if named is None or named.party is None:
        return role == "recipient" or _same_document(pledge, telling)
    return not mine or not set(named.party.key.split(JOINT)).isdisjoint(mine.split(JOINT))


def _same_document(pledge: Pledge, telling: Telling) -> bool:
    return any(each.passage.document.id == telling.passage.document.id for each in pledge.tellings)


def _same_money(pledge: Pledge, telling: Telling) -> bool:
    """The same sum, or a payment out of it; on top of it ("a further") is another only if the sum differs."""
    whole = pledge.pledged
    if whole is None or whole.amount is None or telling.amount is None:
        return False
    if same_sum(whole.amount, telling.whole) or same_sum(whole.amount, telling.amount):
        return True
    smaller = telling.amount.unit == whole.amount.unit and size(telling.amount) < size(whole.amount)
    return smaller and _part(telling) and telling.stage == w.DELIVERED


def _part(telling: Telling) -> bool:
    """A sum said to be some of a greater one."""
    if telling.amount is None:
        return False
    before = telling.passage.text[: telling.amount.span.start - telling.passage.span.start]
    return (
        telling.rest
        or telling.whole is not None
        or re.search(r"\b(?:tranche|instal?lment|part)\b.{0,20}$", before, re.I) is not None
    )


def _same_thing(pledge: Pledge, telling: Telling) -> bool:
    mine, theirs = _thing(telling), [_thing(each) for each in pledge.tellings if each.item]
    return any(_alike(mine, each) for each in theirs) and bool(mine.words)


class _Thing(msgspec.Struct, frozen=True, kw_only=True):
    words: frozenset[str]
    heads: frozenset[str]
    counts: frozenset[str]


def _thing(telling: Telling) -> _Thing:
    words = telling.item_words.replace("anti-", "anti").replace("Anti-", "anti").replace("ATACMs", "ATACMS")
    tokens = [_stem(each) for each in folded_tokens(words)]
    counts = frozenset(each for each in tokens if each[0].isdigit())
    kept = frozenset(each for each in tokens if each not in _LOOSE) - counts
    heads = frozenset(_stem(hit.group().casefold()) for hit in w.WEAPONS.finditer(words))
    return _Thing(words=kept, heads=heads or frozenset(tokens[-1:]), counts=counts)


def _alike(one: _Thing, other: _Thing) -> bool:
    if one.counts and other.counts and one.counts != other.counts:
        return False
    if not one.heads & other.heads:
        return False
    marks, others = one.words - one.heads, other.words - other.heads
    return not marks or not others or bool(marks & others)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def kinds(pledge: Pledge) -> str:
    """weapons | money | humanitarian | training, by the words of all tellings."""
    if pledge.kind == USE:
        return "weapons"
    things = " ; ".join(each.thing for each in pledge.tellings)
    around = " ; ".join(f"{each.passage.text} {each.passage.document.title}" for each in pledge.tellings)
    sums = any(money([each.amount]) for each in pledge.tellings if each.amount)
    found = w.category(things, amount=sums, around=around)
    return "humanitarian" if pledge.kind == APPEAL and found == "money" else found


__all__ = ["APPEAL", "HELP", "USE", "Pledge", "kinds", "pledges"]
