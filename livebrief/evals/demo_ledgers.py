"""Ledger entries of the demo beat against their gold: F1 over entries and over cells, desk by desk.

A gold entry is met by at most one made entry, the one that says most of its facts, and only if it says the facts that tell
entries apart (``KEYS``). An entry that no gold item is met by is one too many; so is a value in a field where the gold
gives all values (sums, counts, stages, states). Words are compared by content words, numbers and days exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from livebrief.evals.gate import Measure
from livebrief.nlp.words import folded_tokens
from livebrief.records.ledgers import AnyEntry, Cell, Ledger, cells

Item = dict[str, Any]
Fact = tuple[str, Any]
WORDS = 0.5  # share of a gold text's content words that must be in the field
_PLAIN = frozenset("the a an of in on at to for with and by or then its it that has have is are was were not".split())
KEYS: dict[str, tuple[str, ...]] = {
    "aid": ("donor", "amount", "item"),
    "harm": ("place", "hazard"),
    "attacks": ("date", "launched"),
    "alerts": ("region", "start"),
    "notices": ("who",),
    "treaties": ("instrument", "party", "proposal", "signatories"),
    "rumours": ("claim",),
    "control": ("place",),
    "explainers": ("term",),
}
NUMBERS: dict[str, str] = {
    "amount": "amount",
    "delivered": "delivered",
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "without_power": "without_power",
    "kinds": "kinds",
    "cleared": "cleared",
    "launched": "launched",
    "intercepted": "intercepted",
    "lost": "lost",
    "hit": "hit",
    "regions": "region_count",
    "signatories": "parties",
}
TEXTS: dict[str, tuple[str, ...]] = {
    "donor": ("title", "donor"),
    "recipient": ("title", "recipient"),
    "item": ("title", "item"),
    "who": ("title", "who"),
    "where": ("title", "where", "who"),
    "place": ("title", "where", "place"),
    "reason": ("reason",),
    "instrument": ("title", "instrument"),
    "party": ("title", "party"),
    "claim": ("circulating",),
    "grounds": ("grounds",),
    "attacker": ("title", "attacker"),
    "weapon": ("title", "weapon"),
    "threat": ("threat",),
    "term": ("term",),
    "cause": ("cause",),
    "region": ("region",),
    "kind_of_mine": ("kinds", "title", "hazard"),
}
DAYS: dict[str, tuple[str, ...]] = {
    "closed_from": ("since", "state"),
    "reopened": ("reopened",),
    "first_seen": ("first_seen",),
    "start": ("start",),
    "end": ("end",),
    "last_update": ("last_heard",),
    "event_date": ("when",),
    "date": ("when", "start", "stage", "status"),
}
EXACT = {"category": "category", "hazard": "hazard"}
LEFT_OUT = frozenset(
    {"note", "unit", "currency", "bound", "by", "civilians", "confirmed", "verdict", "flag", "who_says"}
)


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Right, too many and missing, of entries and of cells."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was made."""
        every = 2 * self.right + self.extra + self.missing
        return 2 * self.right / every if every else 1.0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(
            right=self.right + other.right, extra=self.extra + other.extra, missing=self.missing + other.missing
        )


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One desk: the two scores, and what was missed or too many, in words."""

    entries: Score
    cells: Score
    notes: tuple[str, ...] = ()


def judge_ledger(items: Sequence[Item], ledger: Ledger) -> Judged:
    """The ledger against the gold items of its desk."""
    pairs = _pairs(items, ledger.entries)
    met = {id(item) for item, _ in pairs}
    used = {entry.id for _, entry in pairs}
    lost = [item for item in items if id(item) not in met]
    more = [entry for entry in ledger.entries if entry.id not in used]
    scored = [_cells(item, entry) for item, entry in pairs]
    missing = sum(len(facts(item)) for item in lost)
    total = Score(missing=missing)
    for score, _ in scored:
        total = total.plus(score)
    notes = [f"{ledger.desk}: no entry for {item['id']}" for item in lost]
    notes += [f"{ledger.desk}: one too many: {entry.title[:80]}" for entry in more]
    notes += [note for _, found in scored for note in found]
    return Judged(entries=Score(right=len(pairs), extra=len(more), missing=len(lost)), cells=total, notes=tuple(notes))


def measures(items: Sequence[Item], ledgers: Iterable[Ledger]) -> tuple[list[Measure], list[str]]:
    """F1 per desk (entries and cells together), and over all desks; with the notes."""
    made: list[Measure] = []
    notes: list[str] = []
    total = Score()
    for ledger in ledgers:
        judged = judge_ledger([item for item in items if item["desk"] == ledger.desk], ledger)
        both = judged.entries.plus(judged.cells)
        total = total.plus(both)
        made.append(Measure(name=f"ledger {ledger.desk}", value=both.f1))
        notes += judged.notes
    return [Measure(name="ledgers", value=total.f1), *made], notes


def facts(item: Item) -> list[Fact]:
    """The gold item's facts, one per value."""
    found: list[Fact] = []
    for field, value in item.items():
        if field in ("id", "kind", "slice", "desk", "articles") or field in LEFT_OUT:
            continue
        found += [(field, each) for each in value] if isinstance(value, list) else [(field, value)]
    if "questions" in item:
        found = [fact for fact in found if fact[0] != "questions"]
        found += [(f"question {question}", words) for question, words in item["questions"].items()]
    return found


def says(entry: AnyEntry, fact: Fact) -> bool:
    """Whether the entry says the fact."""
    field, value = fact
    if field in SPECIAL:
        return SPECIAL[field](entry, value)
    if field.startswith("question "):
        return _question(entry, field.removeprefix("question "), value)
    if isinstance(value, dict):
        return any(_is_number(cell, value.get("value", value.get("amount"))) for cell in _field(entry, field))
    if field in NUMBERS:
        return any(_is_number(cell, value) for cell in _field(entry, NUMBERS[field]))
    if field in DAYS:
        return any(_is_day(entry, name, str(value)) for name in DAYS[field])
    if field in EXACT:
        return bool(getattr(entry, EXACT[field], "") == value)
    if field in TEXTS:
        return _has_words(" ; ".join(_words(entry, name) for name in TEXTS[field]), str(value))
    return False


def _pairs(items: Sequence[Item], entries: Sequence[AnyEntry]) -> list[tuple[Item, AnyEntry]]:
    ranked = sorted(
        (
            (sum(says(entry, fact) for fact in facts(item)) / max(1, len(facts(item))), n, m)
            for n, item in enumerate(items)
            for m, entry in enumerate(entries)
            if _may_meet(item, entry)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: dict[int, int] = {}
    for _, n, m in ranked:
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return [(items[n], entries[m]) for n, m in sorted(pairs.items())]


def _may_meet(item: Item, entry: AnyEntry) -> bool:
    keys = [(field, item[field]) for field in KEYS[item["desk"]] if field in item]
    return bool(keys) and sum(says(entry, each) for each in keys) * 2 > len(keys)


def _cells(item: Item, entry: AnyEntry) -> tuple[Score, list[str]]:
    every = facts(item)
    lost = [fact for fact in every if not says(entry, fact)]
    extra = list(_too_many(item, entry))
    notes = [f"{item['desk']} {item['id']}: without {field} {value}" for field, value in lost]
    notes += [f"{item['desk']} {item['id']}: too many {what}" for what in extra]
    return Score(right=len(every) - len(lost), extra=len(extra), missing=len(lost)), notes


def _too_many(item: Item, entry: AnyEntry) -> Iterable[str]:
    """Values of counted fields that the gold does not give, where it gives the field."""
    for field, name in NUMBERS.items():
        wanted = _numbers(item.get(field)) | (_numbers(item.get("received")) if field == "delivered" else set())
        wanted |= {number for stage in item.get("stages", ()) for number in _numbers(stage.get("amount"))}
        if field not in item or not wanted:
            continue
        got = {
            _number(cell)
            for cell in _field(entry, name)
            if cell.unit and cell.relation not in ("part-of", "correction")
        }
        standing = {_number(cell) for cell in _last(_field(entry, name))}
        yield from (f"{field} {number}" for number in sorted((got & standing) - wanted - {None}, key=str))


def _last(chain: Sequence[Cell]) -> list[Cell]:
    last: dict[str, Cell] = {}
    for cell in chain:
        last[cell.by] = cell
    return list(last.values())


def _numbers(value: Any) -> set[float | None]:
    if isinstance(value, list):
        return {number for each in value for number in _numbers(each)}
    if isinstance(value, dict):
        return _numbers(value.get("value", value.get("amount")))
    return {float(value)} if isinstance(value, int | float) and not isinstance(value, bool) else set()


def _number(cell: Cell) -> float | None:
    return next((each for each in (cell.value, cell.low, cell.high) if each is not None), None)


def _is_number(cell: Cell, value: Any) -> bool:
    return isinstance(value, int | float) and float(value) in (cell.value, cell.low, cell.high)


def _field(entry: AnyEntry, name: str) -> tuple[Cell, ...]:
    return cells(entry).get(name, ())


def _words(entry: AnyEntry, name: str) -> str:
    value = getattr(entry, name, "")
    if isinstance(value, str):
        return value
    return " ; ".join(getattr(each, "text", "") + " " + getattr(each, "name", "") for each in value)


def _has_words(text: str, wanted: str) -> bool:
    words = [word for word in folded_tokens(wanted) if word not in _PLAIN]
    have = {_stem(word) for word in folded_tokens(text)}
    return bool(words) and sum(_stem(word) in have for word in words) / len(words) >= WORDS


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _is_day(entry: AnyEntry, name: str, value: str) -> bool:
    got = getattr(entry, name, None)
    days = [got] if isinstance(got, str) else [cell.as_of for cell in got or ()]
    return any(day and (day.startswith(value) or value.startswith(day)) for day in (_plain_moment(day) for day in days))


def _plain_moment(value: str) -> str:
    return value.replace("+00:00", "Z")


def _stage(entry: AnyEntry, value: str) -> bool:
    return value in {cell.text for cell in _field(entry, "stage")}


def _stage_on(entry: AnyEntry, value: dict[str, Any]) -> bool:
    return any(cell.text == value["stage"] and cell.as_of == value["date"] for cell in _field(entry, "stage"))


def _state(entry: AnyEntry, value: str) -> bool:
    plain = getattr(entry, "state", "")
    if isinstance(plain, str):
        return plain == value or _contested(entry, value)
    return bool(plain) and plain[-1].text == value


def _contested(entry: AnyEntry, value: str) -> bool:
    said = {cell.text for cell in _field(entry, "held")}
    return value == "contested" and ("contested" in said or len(said & {"captured", "holds", "lost", "denied"}) > 1)


def _history(entry: AnyEntry, value: dict[str, Any]) -> bool:
    same_by = [cell for cell in _field(entry, "held") if _has_words(cell.by, value["by"])]
    return any(cell.as_of[:10] == value["date"] and cell.unit == value["kind"] for cell in same_by)


def _question(entry: AnyEntry, question: str, words: str) -> bool:
    fields = {"what": ("what",), "disputed": ("disputed",)}.get(question, ("how", "numbers"))
    return any(_has_words(cell.text, words) for field in fields for cell in _field(entry, field))


def _called_false(entry: AnyEntry, value: str) -> bool:
    return any(cell.text == "called false" and _has_words(cell.by, value) for cell in _field(entry, "status"))


def _status(entry: AnyEntry, value: str) -> bool:
    said = {cell.text for cell in _field(entry, "status")}
    return value in said or ("false" in value and "called false" in said)


def _who_said(text: str) -> Callable[[AnyEntry, str], bool]:
    return lambda entry, value: any(
        cell.text == text and _has_words(cell.by, value) for cell in _field(entry, "status")
    )


def _expected(entry: AnyEntry, value: str) -> bool:
    ends = [cell.as_of for cell in _field(entry, "until")] + [
        flag.says for flag in entry.flags if flag.kind == "expected"
    ]
    return any(value in end for end in ends)


SPECIAL: dict[str, Callable[[AnyEntry, Any], bool]] = {
    "stage": _stage,
    "stages": _stage_on,
    "state": _state,
    "history": _history,
    "called_false_by": _called_false,
    "status": _status,
    "expected": _expected,
    "received": lambda entry, value: any(
        _is_number(cell, value["amount"]) and cell.as_of == value["as_of"] for cell in _field(entry, "delivered")
    ),
    "restriction": lambda entry, value: _stage(entry, f"restriction-{value}"),
    "proposal": lambda entry, value: (
        _stage(entry, value) or any(value in cell.text for cell in _field(entry, "status"))
    ),
    "opposed_by": _who_said("withdrawal opposed"),
}
