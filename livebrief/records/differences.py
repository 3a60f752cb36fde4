"""What two readings of one mapping differ in, so that only what was touched is made again.

Records never change once they are made: the same object is the same value, and most are shared by both readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress, islice
from operator import is_, is_not
from typing import Any


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The keys that only one has, or under which the two have different things. Fast where ``after`` goes on from ``before``
    key for key: a hundred thousand entries in a few milliseconds."""
    if len(before) <= len(after) and all(map(is_, before, after)):
        others = compress(after, map(is_not, after.values(), before.values()))
        found = {key for key in others if before[key] != after[key]}
        found.update(islice(after, len(before), None))
        return found
    found = before.keys() ^ after.keys()
    found.update(key for key, value in after.items() if key in before and before[key] != value)
    return found
