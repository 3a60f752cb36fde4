"""Quantities: values on the quantulum3 test set, and figures (value, bound, unit, role) on our own 300 sentences.

*value exact*: the share of the set's gold values that were found, each once, in its sentence (a gold range has its
midpoint as value, and so has ours); *of measures* leaves out the gold without a unit: years, model numbers and names
of craft, which this reader refuses as no quantities (DESIGN.md). *figures f1*: a gold figure is met by an overlapping
quantity whose value or ends, bound, unit and role are all the same. Our sentences are invented (``data/figures.jsonl``);
rules were tuned on the dev part, the test part was written first and only measured.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from livebrief.annotate.quantities import find_quantities
from livebrief.annotate.times import find_times
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import QuantityMention

FIGURES = Path(__file__).parent / "data" / "figures.jsonl"
_NO_UNIT = "dimensionless"
_TIMES = {"dozen": 12.0, "baker's dozen": 13.0}  # gold that counts in a collective unit: "a dozen eggs" are twelve here

Row = dict[str, Any]


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, found and right in one part of our sentences, and each error as a line."""

    gold: int
    found: int
    right: int
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """2 · right / (gold + found)."""
        return 2 * self.right / max(1, self.gold + self.found)


def files(cfg: Config) -> tuple[Path, ...]:
    """The published set and our sentences."""
    return (cfg.data / "quantities" / "quantities.json", FIGURES)


def run(cfg: Config) -> Found:
    """Values on the published set; figures f1 on both parts of our sentences."""
    published, own = files(cfg)
    values = list(_values(msgspec.json.decode(published.read_bytes())))
    rows = [msgspec.json.decode(line) for line in own.read_bytes().splitlines()]
    test, dev = (measure([row for row in rows if row["part"] == part]) for part in ("test", "dev"))
    measures = (
        Measure(name="value exact", value=_share([right for _, right, _ in values])),
        Measure(name="value exact of measures", value=_share([right for has, right, _ in values if has])),
        Measure(name="figures f1", value=test.f1),
        Measure(name="figures f1 dev", value=dev.f1),
    )
    kinds = Counter(error.split(":")[0] for error in test.errors)
    notes = [f"{len(values)} values; {test.gold} figures in the test part, {test.found} found; errors {dict(kinds)}"]
    notes += [f"value missed: {told}" for has, right, told in values if has and not right][:10]
    return Found(measures=measures, notes=tuple(notes + [f"figure {error}" for error in dev.errors[:10]]))


def _share(rights: Sequence[bool]) -> float:
    return sum(rights) / max(1, len(rights))


def find(text: str) -> list[QuantityMention]:
    """The quantities of one sentence without a day."""
    doc = Document(id="d", capture="c", article="a", text=text, published=Dated())
    return list(find_quantities(doc, find_times(doc)))


def _values(rows: Sequence[Row]) -> Iterator[tuple[bool, bool, str]]:
    """Per gold value: whether it has a unit, whether it was found, and how it is written."""
    for row in rows:
        free = [_number(men) for men in find(row["req"])]
        for gold in row["res"]:
            wanted = gold["value"] * (_TIMES.get(gold["unit"], 1.0) if isinstance(gold["unit"], str) else 1.0)
            hit = next((value for value in free if math.isclose(value, wanted, rel_tol=1e-9)), None)
            if hit is not None:
                free.remove(hit)
            yield gold["unit"] != _NO_UNIT, hit is not None, f"{gold['surface']} in {row['req'][:80]!r}"


def _number(men: QuantityMention) -> float:
    if men.bound == "range" and men.low is not None and men.high is not None:
        return (men.low + men.high) / 2
    return next((x for x in (men.value, men.low, men.high) if x is not None), 0.0)


def measure(rows: Sequence[Row]) -> Count:
    """Figures of our sentences met in full; an error line names what differs first. Pure."""
    gold = found = right = 0
    errors: list[str] = []
    for row in rows:
        free = find(row["text"])
        gold, found = gold + len(row["figures"]), found + len(free)
        for each in row["figures"]:
            at = row["text"].index(each["text"])
            over = [men for men in free if men.span.start < at + len(each["text"]) and at < men.span.end]
            hit = next((men for men in over if not _differs(each, men)), over[0] if over else None)
            if hit is None:
                errors.append(f"missed: {each['text']!r} ({each['role']}) in {row['text']!r}")
                continue
            free.remove(hit)
            wrong = _differs(each, hit)
            right += not wrong
            if wrong:
                errors.append(f"{wrong} in {row['text']!r}")
        errors.extend(f"spurious: {men.text!r} ({men.role}) in {row['text']!r}" for men in free)
    return Count(gold=gold, found=found, right=right, errors=tuple(errors))


def _differs(gold: Row, men: QuantityMention) -> str:
    for name in ("bound", "unit", "role"):
        if getattr(men, name) != gold[name]:
            return f"{name}: {getattr(men, name)!r} for {gold[name]!r} at {men.text!r}"
    for name in ("value", "low", "high"):
        one, other = getattr(men, name), gold.get(name)
        same = one is None if other is None else one is not None and math.isclose(one, other, rel_tol=1e-4)
        if not same:
            return f"{name}: {one} for {other} at {men.text!r}"
    return ""
