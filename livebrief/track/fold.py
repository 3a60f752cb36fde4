"""Read the journal: placements and editors' decisions → the groups of a moment. Pure.

Law 8: the fold of the placements alone is the machine's grouping; when every editor's decision is undone it is that
again; an editor's *apart* outlives every merge that the machine makes, before or after it. Of two editors' decisions
on one thing the later wins. An undo can be undone. A merged id redirects for as long as its merge stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from livebrief.records.decisions import Decision, Kind
from livebrief.records.readings import Groups
from livebrief.records.stories import Placement
from livebrief.track.book import Book
from livebrief.track.lifecycle import gather


def fold(decisions: Iterable[Decision]) -> Groups:
    """The groups after these entries, in journal order. ValueError for a placement that does not decode."""
    entries = list(decisions)
    standing = standing_of(entries)
    book = Book(apart=_pairs(standing))
    for entry in standing:
        _apply(entry, book)
    return gather(book)


def apart(decisions: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """The pairs of ids that editors forbade to group, as they stand: what a ``Tracker`` is given."""
    return tuple(_pairs(standing_of(list(decisions))))


def standing_of(entries: Sequence[Decision]) -> list[Decision]:
    """The entries that no standing undo takes back, without the undos. Placements cannot be undone."""
    undone: set[int] = set()
    standing = []
    for entry in reversed(entries):
        if entry.number in undone and entry.kind is not Kind.PLACE:
            continue
        if entry.kind is Kind.UNDO:
            undone.add(int(entry.body["decision"]))
        else:
            standing.append(entry)
    return standing[::-1]


def _pairs(standing: Sequence[Decision]) -> list[tuple[str, str]]:
    """Apart pairs; a later merge or move of the same two by an editor takes the *no* back."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for entry in standing:
        if entry.kind is Kind.APART:
            pair = (entry.subject, str(entry.body["other"]))
            pairs[frozenset(pair)] = pair
        elif entry.kind in (Kind.MERGE, Kind.MOVE):
            pairs.pop(frozenset((entry.subject, str(entry.body.get("into") or entry.body.get("to")))), None)
    return list(pairs.values())


def _apply(entry: Decision, book: Book) -> None:
    body = entry.body
    match entry.kind:
        case Kind.PLACE:
            book.place(msgspec.convert(body, Placement), entry.at)
        case Kind.MERGE:
            book.redirect(entry.subject, str(body["into"]))
        case Kind.SPLIT:
            book.split([str(member) for member in body["members"]], str(body["new"]), entry.at)
        case Kind.MOVE:
            book.move(entry.subject, str(body["to"]), entry.at)
        case Kind.APART:
            book.part(entry.subject, str(body["other"]), entry.at)
        case _:
            book.marks.enter(entry)
