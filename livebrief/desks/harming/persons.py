"""One happening told in two stories: the same settlement, day and counts, and persons of the same age.

Owns that judgement between stories read article by article. Refuses to join what only looks alike: two happenings of one
city and day differ in their counts or in who was harmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.desks.harming.incidents import DAYS
from livebrief.desks.harming.local import FIELDS, Local, together
from livebrief.desks.page import Page
from livebrief.nlp.apart import days_apart
from livebrief.nlp.words import fold

_AGE = re.compile(r"\b(?P<age>\d{1,2})[- ](?P<unit>year|month)s?[- ]olds?\b|, (?P<years>\d{1,2})(?=,)")


def joined(page: Page, told: Sequence[Local]) -> list[Local]:
    """The stories with those of one happening made one, in the place of the first. Pure; nothing is added up.

    Each is compared with those before it that share a settlement and an age, not with all.
    """
    made: list[Local] = []
    index: dict[tuple[str, str], list[int]] = {}
    for local in told:
        keys = [(_place(local), age) for age in sorted(_ages(local))] if _place(local) else []
        near = sorted({n for key in keys for n in index.get(key, ())})
        at = next((n for n in near if _is_same(made[n], local)), len(made))
        if at == len(made):
            made.append(local)
        else:
            made[at] = together(page, made[at], local)
        for key in keys:
            index.setdefault(key, []).append(at)
    return made


def _is_same(one: Local, other: Local) -> bool:
    apart = days_apart(_day(one), _day(other))
    return apart is not None and apart <= DAYS and all(one.number(field) == other.number(field) for field in FIELDS)


def _place(local: Local) -> str:
    return fold(local.happening.place) if local.happening is not None else ""


def _day(local: Local) -> str:
    return local.happening.day if local.happening is not None else ""


def _ages(local: Local) -> set[str]:
    hits = (hit for passages in local.documents for each in passages for hit in _AGE.finditer(each.text))
    return {f"{hit['age'] or hit['years']} {hit['unit'] or 'year'}" for hit in hits}
