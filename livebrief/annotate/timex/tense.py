"""Which way an expression points: past, future or unknown, from the verbs beside it. Owns direction; refuses parsing.

The nearest verb to the left decides, else the nearest to the right (after HeidelTime's tense heuristic).
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"[.!?;][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n")
_DEADLINE = re.compile(r"\b(?:until|till|by|as (?:soon|early) as) (?:(?:early|late|next) )?(?:\S+ [ap]\.?m\.? )?$")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_FUTURE = frozenset(
    """will shall won't plans plan planned planning expected expects expect scheduled due
    intends intend upcoming must going hopes hope aims aim wants forecast likely next ahead""".split()
)
_PAST = frozenset(
    """was were had did said told came went took made gave got saw left met found began won lost held fell rose sent
    became ran spoke wrote paid sold hit struck shot flew grew drew broke knew thought brought bought led kept hurt
    died quit cut put been spent stood built""".split()
)
REACH = 160  # code points searched on either side: the longest clause of news prose


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """The words left and right of ``[start, end)`` inside its sentence, at most 160 code points each."""
    left = text[max(0, start - REACH) : start]
    for found in _BREAK.finditer(left):
        cut = found.end()
        left = " " * cut + left[cut:]
    right = text[end : end + REACH]
    stop = _BREAK.search(right)
    return left.lstrip(" "), right[: stop.start()] if stop else right


def direction(text: str, start: int, end: int) -> int:
    """-1 past, 1 future, 0 unknown."""
    left, right = clause(text, start, end)
    if _DEADLINE.search(left):
        return 1
    for word in reversed(_WORD.findall(left)):
        way = _way(word)
        if way:
            return way
    for word in _WORD.findall(right):
        way = _way(word)
        if way:
            return way
    return 0


def _way(word: str) -> int:
    low = word.lower()
    if low in _FUTURE or low.endswith(("'ll", "’ll")):
        return 1
    return -1 if low in _PAST or (low.endswith("ed") and len(low) > 4) else 0
