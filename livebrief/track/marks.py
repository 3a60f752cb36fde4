"""The marks that editors leave on what the machine grouped: hidden, pinned, corrected, overridden … By whom and why.

Owns where a mark stands when ids have moved on: it follows redirects, and when its claim is gone it goes to the claim
that now holds most of the statements that the editor saw. Refuses to group anything (book.py does).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from livebrief.records.decisions import Decision, Kind
from livebrief.records.rulings import Embargo, Fix, OwnLine, Ruling, Signature

MARKS = frozenset(
    (
        Kind.HIDE,
        Kind.RETRACT,
        Kind.PIN,
        Kind.ORDER,
        Kind.CORRECT,
        Kind.OVERRIDE,
        Kind.LINE,
        Kind.EMBARGO,
        Kind.SIGN,
    )
)


class Marks:
    """The marks of one fold, in journal order."""

    def __init__(self) -> None:
        self._entries: list[Decision] = []

    def enter(self, entry: Decision) -> None:
        """Take a mark down. ValueError for an entry that leaves none."""
        if entry.kind not in MARKS:
            raise ValueError(f"not a decision that stands: {entry.kind}")
        self._entries.append(entry)

    def standing(self, resolve: Callable[[str], str], claim_of: Mapping[str, str]) -> dict[str, Any]:
        """The marks as fields of :class:`livebrief.records.readings.Groups`. Of two on one thing the later stands."""
        live = set(claim_of.values()) if self._entries else set[str]()
        found: dict[Kind, dict[str, Any]] = {kind: {} for kind in MARKS}
        lines: list[OwnLine] = []
        for entry in self._entries:
            subject = _stands(entry, resolve, claim_of, live)
            if entry.kind is Kind.LINE:
                lines.append(_own_line(entry, subject))
            else:
                found[entry.kind][subject] = _mark(entry, found[entry.kind].get(subject, ()))
        return {
            "hidden": found[Kind.HIDE],
            "retracted": found[Kind.RETRACT],
            "pinned": found[Kind.PIN],
            "ordered": {story: tuple(map(resolve, lines)) for story, lines in found[Kind.ORDER].items()},
            "corrected": found[Kind.CORRECT],
            "overridden": found[Kind.OVERRIDE],
            "embargoed": found[Kind.EMBARGO],
            "signed": found[Kind.SIGN],
            "own_lines": tuple(lines),
        }


def _stands(entry: Decision, resolve: Callable[[str], str], claim_of: Mapping[str, str], live: set[str]) -> str:
    """Where the mark is now."""
    here = resolve(entry.subject)
    seen = entry.body.get("statements", ())
    if not seen or here in live:
        return here
    holding = Counter(resolve(claim_of[stm]) for stm in seen if stm in claim_of)
    return holding.most_common(1)[0][0] if holding else here


def _mark(entry: Decision, before: Any) -> Any:
    body = entry.body
    match entry.kind:
        case Kind.PIN:
            return int(body["order"])
        case Kind.ORDER:
            return tuple(str(each) for each in body["lines"])
        case Kind.CORRECT:
            return (*(fix for fix in before if not _same(fix, body)), _fix(entry))
        case Kind.OVERRIDE:
            return Ruling(number=entry.number, value=str(body["value"]), reason=_reason(entry), by=entry.by)
        case Kind.EMBARGO:
            until = datetime.fromisoformat(str(body["until"]))
            return Embargo(number=entry.number, until=until, reason=_reason(entry))
        case Kind.SIGN:
            return (*before, Signature(number=entry.number, by=entry.by, at=entry.at, text=str(body["text"])))
        case _:
            return _reason(entry)


def _reason(entry: Decision) -> str:
    return str(entry.body.get("reason", ""))


def _same(fix: Fix, body: Mapping[str, Any]) -> bool:
    """Whether the body sets right what this fix had set right."""
    return (fix.field, fix.words) == (body["field"], body.get("words", ""))


def _fix(entry: Decision) -> Fix:
    known = {name: entry.body[name] for name in Fix.__struct_fields__ if name in entry.body}
    return msgspec.convert(known | {"number": entry.number}, Fix)


def _own_line(entry: Decision, story: str) -> OwnLine:
    cites = tuple(str(each) for each in entry.body["cites"])
    return OwnLine(
        number=entry.number, story=story, text=str(entry.body["text"]), by=entry.by, at=entry.at, cites=cites
    )
