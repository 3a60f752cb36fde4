"""Which way an expression points: past, future or unknown, from the verbs beside it. Owns direction; refuses parsing.

The nearest verb to the left decides, else the nearest to the right (after HeidelTime's tense heuristic).
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[.!?;\n](?:(?<=\n)|(?<!\b[apAP]\.m.)(?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bGen.)(?<!\bSen.)(?<!\bGov.)"
    r"[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9]))"
)
_DEADLINE = re.compile(
    r"\b(?:until|till|by|as (?:soon|early) as) (?:(?:early|late|next) )?(?:\d[\d:.]* ?[ap]\.?m\.? (?:[A-Z]{2,4} )?(?:on )?)?$"
)
_CALLED_OFF = re.compile(r"\b(?:called off|cancell?ed|postponed|scrapped|moved|put off) (?:the )?$")
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
# "agreed |to| buy it in March": what is promised lies ahead.
_COMMITTED = frozenset(
    """agreed agrees agreement promised promises promise pledged pledge vowed deal plan bid offer offered ready planned
    invited contract permission intention threatened asked told""".split()
)
_ARE = frozenset(["is", "are"])
_WILL = frozenset("will would shall must should".split())
_SEEMING = frozenset(
    "appear appears appeared seem seems seemed believed thought said known reported found understood".split()
)
_FROM = re.compile(r"\b(?:from|since) \Z")
REACH = 160  # code points searched on either side: the longest clause of news prose


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """The words left and right of ``[start, end)`` inside its sentence, at most 160 code points each."""
    left = text[max(0, start - REACH) : start]
    ends = [found.end() for found in _BREAK.finditer(left)]
    left = left[ends[-1] :] if ends else left
    right = text[end : end + REACH]
    stop = _BREAK.search(right)
    return left.lstrip(" "), right[: stop.start()] if stop else right


def direction(text: str, start: int, end: int) -> int:
    """-1 past, 1 future, 0 unknown."""
    left, right = clause(text, start, end)
    if _DEADLINE.search(left) or (_CALLED_OFF.search(left) and right.startswith(("'s", "’s"))):
        return 1
    before, behind = _WORD.findall(left), _WORD.findall(right)
    if behind and not (before and _way(before, len(before) - 1)):
        way = _way(behind, 0)
        if way:
            return way
    for n in range(len(before) - 1, -1, -1):
        way = _way(before, n)
        if way:
            return way
    if _FROM.search(left):
        return -1
    return next((way for n in range(len(behind)) if (way := _way(behind, n))), 0)


def _way(words: list[str], n: int) -> int:
    """The direction of the n-th word among its neighbours: "will be held" and "is set to" point ahead, "had been due" back."""
    low = words[n].lower()
    earlier = words[n - 1].lower() if n else ""
    if low == "set" and words[n + 1 : n + 2] == ["to"]:
        return 1
    if low == "to" and earlier in _COMMITTED:
        return 1
    if low == "to" and earlier in _ARE and words[n + 1 : n + 2] not in (["be"], ["have"]):  # "is to visit"
        return 1
    if low == "would" and words[n + 1 : n + 2] != ["have"]:
        return 1
    if low == "next" and words[n + 1 : n + 2] == ["to"]:
        return 0
    if low in _FUTURE or low.endswith(("'ll", "’ll")):
        return -1 if earlier == "been" else 1
    if low in _PAST or (low.endswith("ed") and len(low) > 4):
        return 1 if earlier == "be" and _ahead(words[:n]) else -1
    return 0


def _ahead(words: list[str]) -> bool:
    """Whether the "be" that ends ``words`` is of "will be" or "to be", not of "could not be" or "appear to be"."""
    before = [word.lower() for word in words[-3:-1]]
    if before[-1:] == ["to"]:
        return before[0] not in _SEEMING
    return bool(before) and before[-1] in _WILL
