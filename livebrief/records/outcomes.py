"""Outcomes: what became of each input of a stage. Law 1, accounting: made + skipped + failed = inputs.

Stages yield outcomes instead of returning None, so the record stands on the lowest floor (DESIGN §1 drew it in
``flow/stage.py``, which the stages may not import; see docs/notes/0001-outcomes-are-records.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Why(StrEnum):
    """The closed list of reasons for a skip or a failure. Skips lose nothing; failures set an input aside."""

    ALREADY_SEEN = "already-seen"
    NOT_NEWS = "not-news"
    HIDDEN_FILE = "hidden-file"
    SIDECAR = "sidecar"
    EMPTY = "empty"
    BINARY = "binary"
    TRUNCATED = "truncated"
    NOT_JSON = "not-json"
    NO_TEXT = "no-text"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    UNKNOWN_ENCODING = "unknown-encoding"
    BAD_CHARACTERS = "bad-characters"
    NOT_A_FEED = "not-a-feed"
    UNKNOWN_FORMAT = "unknown-format"
    FUTURE_DATE = "future-date"
    BAD_DATE = "bad-date"
    BAD_RECORD = "bad-record"
    WRONG_COLUMNS = "wrong-columns"
    BAD_NUMBER = "bad-number"
    NEGATIVE = "negative-number"
    ENDS_BEFORE_START = "ends-before-start"
    OVERLAPS = "overlaps"
    BAD_SHAPE = "bad-shape"
    NO_VALUE = "no-value"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not-found"
    NOT_A_PAGE = "not-a-page"
    HTTP_ERROR = "http-error"
    UNREACHABLE = "unreachable"
    ROBOTS = "robots"
    INTERNAL = "internal"


class Made(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """The stage made ``value`` from ``source``; ``notes`` say what was set right or refused on the way."""

    source: str
    value: T
    notes: tuple[str, ...] = ()


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing to do for ``source``, for a reason of the closed list."""

    source: str
    why: Why
    detail: str = ""


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """``source`` was set aside; ``detail`` says where in it and what the way out is."""

    source: str
    why: Why
    detail: str = ""


Outcome = Made[T] | Skipped | Failed


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """The sum of a batch. Law: ``made + skipped + failed == inputs``."""

    made: int = 0
    skipped: dict[str, int] = {}
    failed: dict[str, int] = {}
    set_aside: tuple[Failed, ...] = ()

    @property
    def inputs(self) -> int:
        """How many inputs were accounted for."""
        return self.made + sum(self.skipped.values()) + sum(self.failed.values())


def account(outcomes: Iterable[Outcome[T]]) -> Account:
    """Count a batch of outcomes."""
    made = 0
    skipped: Counter[str] = Counter()
    failed: list[Failed] = []
    for outcome in outcomes:
        if isinstance(outcome, Made):
            made += 1
        elif isinstance(outcome, Skipped):
            skipped[outcome.why.value] += 1
        else:
            failed.append(outcome)
    tally = Counter(item.why.value for item in failed)
    return Account(made=made, skipped=dict(skipped), failed=dict(tally), set_aside=tuple(failed))
