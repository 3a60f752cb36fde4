"""What a gold entry of the demo beat says, fact by fact, and whether a ledger's entry says it, too.

Words are compared by content words, numbers and days exactly. Refuses scores: those are
:mod:`livebrief.evals.demo_ledgers`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livebrief.nlp.words import folded_tokens
from livebrief.records.ledgers import AnyEntry, Cell, cells

Item = dict[str, Any]
Fact = tuple[str, Any]
WORDS = 0.5  # share of a gold text's content words that must be in the field
_PLAIN = frozenset("the a an of in on at to for with and by or then its it that has have is are was were not".split())
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
        return any(_is_number(cell, value.get("value", value.get("amount"))) for cell in cells_of(entry, field))
    if field in NUMBERS:
        return any(_is_number(cell, value) for cell in cells_of(entry, NUMBERS[field]))
    if field in DAYS:
        return any(_is_day(entry, name, str(value)) for name in DAYS[field])
    if field in EXACT:
        return bool(getattr(entry, EXACT[field], "") == value)
    if field in TEXTS:
        return _has_words(" ; ".join(_words(entry, name) for name in TEXTS[field]), str(value))
    return False


def numbers_of(value: Any) -> set[float | None]:
    """Every number in a gold value: of a list all, of a record its value or amount."""
    if isinstance(value, list):
        return {number for each in value for number in numbers_of(each)}
    if isinstance(value, dict):
        return numbers_of(value.get("value", value.get("amount")))
    return {float(value)} if isinstance(value, int | float) and not isinstance(value, bool) else set()


def number_of(cell: Cell) -> float | None:
    """The cell's number: its value, else an end of its range."""
    return next((each for each in (cell.value, cell.low, cell.high) if each is not None), None)


def _is_number(cell: Cell, value: Any) -> bool:
    return isinstance(value, int | float) and float(value) in (cell.value, cell.low, cell.high)


def cells_of(entry: AnyEntry, name: str) -> tuple[Cell, ...]:
    """The cells of one field; none when the entry has no such field."""
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
    return value in {cell.text for cell in cells_of(entry, "stage")}


def _stage_on(entry: AnyEntry, value: dict[str, Any]) -> bool:
    return any(cell.text == value["stage"] and cell.as_of == value["date"] for cell in cells_of(entry, "stage"))


def _state(entry: AnyEntry, value: str) -> bool:
    plain = getattr(entry, "state", "")
    if isinstance(plain, str):
        return plain == value or _contested(entry, value)
    return bool(plain) and plain[-1].text == value


def _contested(entry: AnyEntry, value: str) -> bool:
    said = {cell.text for cell in cells_of(entry, "held")}
    return value == "contested" and ("contested" in said or len(said & {"captured", "holds", "lost", "denied"}) > 1)


def _history(entry: AnyEntry, value: dict[str, Any]) -> bool:
    same_by = [cell for cell in cells_of(entry, "held") if _has_words(cell.by, value["by"])]
    return any(cell.as_of[:10] == value["date"] and cell.unit == value["kind"] for cell in same_by)


def _question(entry: AnyEntry, question: str, words: str) -> bool:
    fields = {"what": ("what",), "disputed": ("disputed",)}.get(question, ("how", "numbers"))
    return any(_has_words(cell.text, words) for field in fields for cell in cells_of(entry, field))


def _called_false(entry: AnyEntry, value: str) -> bool:
    return any(cell.text == "called false" and _has_words(cell.by, value) for cell in cells_of(entry, "status"))


def _status(entry: AnyEntry, value: str) -> bool:
    said = {cell.text for cell in cells_of(entry, "status")}
    return value in said or ("false" in value and "called false" in said)


def _who_said(text: str) -> Callable[[AnyEntry, str], bool]:
    return lambda entry, value: any(
        cell.text == text and _has_words(cell.by, value) for cell in cells_of(entry, "status")
    )


def _expected(entry: AnyEntry, value: str) -> bool:
    ends = [cell.as_of for cell in cells_of(entry, "until")] + [
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
        _is_number(cell, value["amount"]) and cell.as_of == value["as_of"] for cell in cells_of(entry, "delivered")
    ),
    "restriction": lambda entry, value: _stage(entry, f"restriction-{value}"),
    "proposal": lambda entry, value: (
        _stage(entry, value) or any(value in cell.text for cell in cells_of(entry, "status"))
    ),
    "opposed_by": _who_said("withdrawal opposed"),
}
