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
from livebrief.track.lifecycle import Gathering
from livebrief.track.marks import Marks

GROUPING = frozenset({Kind.MERGE, Kind.SPLIT, Kind.MOVE, Kind.APART})


def fold(decisions: Iterable[Decision]) -> Groups:
    """The groups after these entries, in journal order. ValueError for a placement that does not decode."""
    entries = list(decisions)
    folding = Folding([entry for entry in entries if entry.kind is not Kind.PLACE])
    folding.place(entries)
    return folding.groups()


class Folding:
    """A fold that goes on: placements are entered as they come, in journal order, and cost what they bring.

    ``edits``: every editors' entry of the journal up to the moment that is asked for, which a fold must know beforehand.
    """

    def __init__(self, edits: Sequence[Decision]) -> None:
        self._standing = standing_of(edits)
        self._book = Book(apart=_pairs(self._standing))
        self._gathering = Gathering(self._book)
        self._waiting = [entry for entry in self._standing if entry.kind in GROUPING]
        self.newest = 0

    def place(self, entries: Iterable[Decision]) -> None:
        """Enter these placements, the next ones of the journal; entries of other kinds among them are not looked at."""
        for entry in entries:
            if entry.kind is Kind.PLACE:
                self._catch_up(entry.number)
                self._book.place(msgspec.convert(entry.body, Placement), entry.at)
                self.newest = entry.number

    def goes_on(self, edits: Sequence[Decision]) -> bool:
        """Take these editors' entries for the ones that were given; False, and nothing is done, where placements that
        were entered would have gone otherwise: then a new fold must begin."""
        standing = standing_of(edits)
        before = [entry for entry in self._standing if entry.kind in GROUPING]
        after = [entry for entry in standing if entry.kind in GROUPING]
        later = after[len(before) :]
        if after[: len(before)] != before or _pairs(standing) != _pairs(self._standing):
            return False
        if any(entry.number < self.newest for entry in later):
            return False
        self._standing = standing
        self._waiting += later
        return True

    def groups(self) -> Groups:
        """The groups as they stand after all that was entered."""
        self._catch_up(None)
        self._book.marks = Marks()
        for entry in self._standing:
            if entry.kind not in GROUPING:
                self._book.marks.enter(entry)
        return self._gathering.groups()

    def _catch_up(self, number: int | None) -> None:
        """Enter the editors' groupings that came before the entry of this number (None: all)."""
        while self._waiting and (number is None or self._waiting[0].number < number):
            _group(self._waiting.pop(0), self._book)


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


def _group(entry: Decision, book: Book) -> None:
    body = entry.body
    match entry.kind:
        case Kind.MERGE:
            book.redirect(entry.subject, str(body["into"]))
        case Kind.SPLIT:
            book.split([str(member) for member in body["members"]], str(body["new"]), entry.at)
        case Kind.MOVE:
            book.move(entry.subject, str(body["to"]), entry.at)
        case _:
            book.part(entry.subject, str(body["other"]), entry.at)
