"""The terms of the active window as numbers: in how many stories each stands, and which articles used it last.

Flat arrays over term numbers, so that an article of hundreds of terms is looked up, counted and kept in a few steps.
A number is given back when its last article has left: memory follows the window, not the archive. Owns no decision.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import repeat
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]
Number = TypeVar("Number", np.int16, np.int32)
NOBODY = -1  # no article
NO_TERM = 0  # a number that no term has
_START = 1 << 14  # terms and rows that there is room for at first; doubled when full


class _Vocabulary:
    """The number of each term. Numbers given back are used again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: dict[int, str] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, terms: Collection[str]) -> Ids:
        """The number of each of these distinct terms, in their order; terms without one get it."""
        found = np.fromiter(map(self._numbers.get, terms, repeat(NO_TERM)), np.int32, len(terms))
        if len(missing := np.flatnonzero(found == NO_TERM)):
            named = list(terms)
            found[missing] = self._given([named[n] for n in missing.tolist()])
        return found

    def _given(self, new: list[str]) -> list[int]:
        most = len(self._numbers) + len(self._free) + 1  # the numbers from here on were never given
        given = self._free[-len(new) :] + list(range(most, most + len(new) - len(self._free)))
        del self._free[-len(new) :]
        self._numbers.update(zip(new, given, strict=True))
        self._terms.update(zip(given, new, strict=True))
        return given

    def release(self, numbers: list[int]) -> None:
        """Nobody has these terms any more."""
        for number in numbers:
            del self._numbers[self._terms.pop(number)]
        self._free += numbers

    def room(self) -> int:
        """One more than the greatest number ever given."""
        return len(self._numbers) + len(self._free) + 1


class Index:
    """Of each term the stories that use it and its ``most`` latest articles (two at least), each with its force there.

    Law: what is answered depends on the articles kept, in order, and on no hash seed. Articles leave in the order in
    which they came.
    """

    def __init__(self, most: int) -> None:
        self._numbers = _Vocabulary()
        self._stories = np.zeros(_START, np.int32)
        self._positions = np.zeros(_START, np.int32)
        self._last = np.full(_START, NOBODY, np.int32)
        self._last_force = np.zeros(_START, np.int16)
        # What came before the last: a ring for each term that two articles used. Row 0 is nobody's.
        self._row = np.zeros(_START, np.int32)
        self._filled = np.zeros(_START, np.int32)
        self._before = np.full((_START, most - 1), NOBODY, np.int32)
        self._before_force = np.zeros((_START, most - 1), np.int16)
        self._free_rows: list[int] = []
        self._rows = 1

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, terms: Collection[str]) -> Ids:
        """The number of each of these distinct terms, in their order; new ones get one."""
        found = self._numbers.numbers(terms)
        if (room := self._numbers.room()) > len(self._stories):
            before = len(self._last)
            self._stories, self._positions, self._last = (
                _longer(each, room) for each in (self._stories, self._positions, self._last)
            )
            self._last[before:] = NOBODY
            self._last_force = _longer(self._last_force, room)
            self._row, self._filled = _longer(self._row, room), _longer(self._filled, room)
        return found

    def stories(self, ids: Ids) -> Ids:
        """In how many stories each term stands."""
        return self._stories[ids]

    def count(self, ids: Ids | list[int], change: int) -> None:
        """Distinct terms stand in one story more, or less."""
        self._stories[ids] += change

    def where(self, ids: Ids, *asked: Ids | Numbers) -> list[Ids]:
        """For each number asked, in any shape, its place among ``ids`` counted from one; 0 where it is not there."""
        self._positions[ids] = np.arange(1, len(ids) + 1, dtype=np.int32)
        found = [self._positions[each] for each in asked]
        self._positions[ids] = 0
        return found

    def latest(self, ids: Ids, weights: Numbers, oldest: int) -> tuple[Numbers, Shares]:
        """Articles from ``oldest`` on that use these terms, ascending, and each one's sum of weight times force.

        Sums of whole numbers below 2^53, so exact in any order.
        """
        rows, before = self._row[ids], oldest - 1  # those that left all count as the one before the oldest
        articles = np.concatenate([self._last[ids][:, None], self._before[rows]], axis=1)
        forces = np.concatenate([self._last_force[ids][:, None], self._before_force[rows]], axis=1)
        summed = forces * weights[:, None].astype(np.float64)
        reach = np.bincount(np.maximum(articles, before).ravel() - before, weights=summed.ravel(), minlength=1)
        reach[0] = 0
        found: Numbers = np.flatnonzero(reach)
        return found + before, reach[found].astype(np.float64)

    def keep(self, n: int, ids: Ids, force: npt.NDArray[np.int16]) -> None:
        """Article ``n`` uses these terms, with this force."""
        again = ids[self._last[ids] != NOBODY]
        self._give_rows(again[self._row[again] == 0])
        rows, places = self._row[again], self._filled[again] % self._before.shape[1]
        self._before[rows, places] = self._last[again]
        self._before_force[rows, places] = self._last_force[again]
        self._filled[again] += 1
        self._last[ids] = n
        self._last_force[ids] = force

    def forget(self, n: int, ids: Ids) -> None:
        """Article ``n``, the oldest, is gone: terms that nobody used after it give their numbers back."""
        gone = ids[self._last[ids] == n]
        rows = self._row[gone]
        rows = rows[rows != 0]
        self._before[rows] = NOBODY
        self._free_rows += rows.tolist()
        self._row[gone] = 0
        self._filled[gone] = 0
        self._last[gone] = NOBODY
        self._numbers.release(gone.tolist())

    def _give_rows(self, ids: Ids) -> None:
        while len(self._free_rows) < len(ids):
            if self._rows == len(self._before):
                self._before = _longer(self._before, self._rows + 1)
                self._before[self._rows :] = NOBODY
                self._before_force = _longer(self._before_force, self._rows + 1)
            self._free_rows.append(self._rows)
            self._rows += 1
        kept = len(self._free_rows) - len(ids)
        self._row[ids] = self._free_rows[kept:]
        del self._free_rows[kept:]


def _longer(old: npt.NDArray[Number], least: int) -> npt.NDArray[Number]:
    """Twice as long, and again until there is room; noughts behind."""
    size = len(old)
    while size < least:
        size *= 2
    new = np.zeros((size, *old.shape[1:]), old.dtype)
    new[: len(old)] = old
    return new
