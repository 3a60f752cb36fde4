"""Datelines and credit lines: where a text was written and which agency it came from. Refuses guessing from style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from livebrief.clean import glue
from livebrief.clean.outlets import resolve
from livebrief.records.sources import Outlet

# Agencies that datelines name most, beside the outlets of kind "wire" that an installation knows.
AGENCIES = frozenset(
    """
    reuters|ap|associated press|afp|agence france-presse|dpa|tass|interfax|interfax-ukraine|ukrinform|unian|ani|pti|ians
    |efe|xinhua|kyodo|anadolu|aa|ansa|upi|bloomberg|bernama|antara|yonhap|apa|belga|anp|pap|ctk|stt|ntb|tt|ritzau|lusa|mti
    |irna|wafa|sana|mena|ria novosti|press association|pa media|canadian press|aap
    """.replace("\n    ", "").split("|")
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+(?:19|20)\d\d)?"
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÞА-ЯІЇЄҐ](?:[A-ZÀ-ÞА-ЯІЇЄҐ'’./]|[ -](?=[A-ZÀ-ÞА-ЯІЇЄҐ/])){2,40}(?:,\s*[A-Z][\w.'’ -]{1,30}?)?)"
    rf"(?:,?\s*(?P<date>{_DATE}))?"
    r"(?:\s*\((?P<agency>[^()]{2,40})\))?"
    r"(?:\s*(?:--|—|–|:|\s-)\s*|(?(date)\.\s|(?!)))(?=\S)"
)
_PLAIN_AGENCY = re.compile(
    r"^(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})\s*\((?P<agency>[^()]{2,40})\)\s*(?:--|—|–|-)\s+(?=\S)"
)
_CREDIT = re.compile(
    r"^\W?\s*(?:with (?:additional )?(?:inputs?|reporting|agency inputs?|files) (?:from|by)|source:|—|--|–)\s*(?P<agency>[\w .'’/&-]{2,60}?)\W*$",
    re.I,
)
_LEADING_DATE = re.compile(rf"^(?:{_DATE}\s*,?\s*)+", re.I)


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The dateline as written (without its dash), the day in it as written, and the agency (outlet key, else its name)."""

    dateline: str = ""
    day: str = ""
    agency: str = ""


def is_headline(block: str) -> bool:
    """Whether the first block of a plain text is its headline: short, without a full stop, no dateline itself."""
    short = len(block) <= glue.HEADLINE and not block.rstrip("\"'”’)").endswith((".", "!", "?", ":", "…"))
    return short and not (_DATELINE.match(block) or _PLAIN_AGENCY.match(block))


def origin(first: str, others: Iterable[str], outlets: Mapping[str, Outlet]) -> Origin:
    """Read off the opening of the first block of the news and off credit lines (kept or dropped)."""
    found = _DATELINE.match(first) or _PLAIN_AGENCY.match(first)
    parts = found.groupdict() if found else {}
    agency = known_agency(parts.get("agency") or "", outlets)
    for line in others:
        if agency:
            break
        credit = _CREDIT.match(line) if len(line) <= 200 else None
        agency = known_agency(credit["agency"], outlets) if credit else ""
    line = found[0].strip().rstrip("-—–:. ").strip() if found else ""
    return Origin(dateline=line, day=parts.get("date") or "", agency=agency)


def known_agency(words: str, outlets: Mapping[str, Outlet]) -> str:
    """The outlet key of an agency, else its name as written when it is well known, else empty."""
    name = _LEADING_DATE.sub("", words).strip(" .,/")
    if not name:
        return ""
    key = resolve(name, "", outlets)
    if key in outlets and outlets[key].kind == "wire":
        return key
    return name if name.casefold() in AGENCIES else ""
