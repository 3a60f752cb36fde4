"""Whether the numbers of one counter in one article add up. A misfit is flagged beside the figure, never repaired.

Three rules: of what was launched, what was hit and lost cannot be more than what was not intercepted; a part cannot be
more than its whole; the parts paid, cancelled and still owed cannot be more than the pledge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from livebrief.check.counted import Counted
from livebrief.check.figures import ATTACK, MONEY
from livebrief.records.ledgers import Flag

LAUNCHES = "more accounted for than launched"
PARTS = "a part larger than its whole"
TRANCHES = "more paid and cancelled than pledged"
Where = tuple[str, int]


def misfits(counts: Sequence[Counted]) -> dict[Where, list[Flag]]:
    """The flags by statement and place of the number, for every figure that takes part in a misfit."""
    found: dict[Where, list[Flag]] = defaultdict(list)
    for group in _articles(counts):
        for members, flag in (*_launches(group), *_parts(group), *_tranches(group)):
            for each in members:
                found[each.figure.statement, each.figure.at].append(flag)
    return dict(found)


def adds_up(launched: float, intercepted: float, lost: float = 0.0, hit: float = 0.0) -> bool:
    """Whether launched − intercepted ≥ hit + lost. What is not told counts as none."""
    return launched - intercepted >= hit + lost


def _articles(counts: Iterable[Counted]) -> list[list[Counted]]:
    """The exact counts of one counter in one article, in text order."""
    groups: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for each in counts:
        if each.quantity.value is not None and not each.beside.total and not each.bare:
            groups[each.figure.document, each.figure.by].append(each)
    return [sorted(group, key=lambda each: each.figure.at) for group in groups.values()]


def _launches(group: Sequence[Counted]) -> Iterable[tuple[list[Counted], Flag]]:
    """One attack of an article: the figures of one weapon, each role once (its first number)."""
    weapons: dict[str, dict[str, Counted]] = defaultdict(dict)
    for each in group:
        if each.figure.role in ATTACK and not (each.figure.role == "launched" and each.beside.part):
            weapons[each.figure.unit].setdefault(each.figure.role, each)
    for unit, roles in weapons.items():
        launched, down = roles.get("launched"), roles.get("intercepted")
        if launched is None or down is None:
            continue
        lost, hit = roles.get("lost"), roles.get("hit")
        if not adds_up(_value(launched), _value(down), _value(lost), _value(hit)):
            rest = [each for each in (down, lost, hit) if each is not None]
            says = " + ".join(f"{_shown(each)} {each.figure.role}" for each in rest)
            total = f"{sum(map(_value, rest)):g}"
            yield (
                [launched, *rest],
                _flag(
                    LAUNCHES, f"{says} = {total}, more than the {_shown(launched)} {unit}s launched", [launched, *rest]
                ),
            )


def _parts(group: Sequence[Counted]) -> Iterable[tuple[list[Counted], Flag]]:
    for each in group:
        whole = each.beside.whole
        if whole is not None and _value(each) > whole:
            yield [each], _flag(PARTS, f"{_shown(each)} of {whole:g} is more than the whole", [each])


def _tranches(group: Sequence[Counted]) -> Iterable[tuple[list[Counted], Flag]]:
    sums: dict[str, list[Counted]] = defaultdict(list)
    for each in group:
        if each.figure.role in MONEY:
            sums[each.figure.unit].append(each)
    for unit, members in sums.items():
        for pledge in [each for each in members if each.figure.role in ("pledged", "committed")]:
            parts = [each for each in members if each.beside.whole == _value(pledge) or _is_rest(each)]
            paid = [each for each in parts if each is not pledge]
            if paid and sum(map(_value, paid)) > _value(pledge):
                says = " + ".join(_shown(each) for each in paid) + f" {unit}, more than the {_shown(pledge)} pledged"
                yield [pledge, *paid], _flag(TRANCHES, says, [pledge, *paid])


def _is_rest(each: Counted) -> bool:
    return each.beside.part and each.beside.whole is None


def _value(each: Counted | None) -> float:
    return (each.quantity.value or 0.0) if each is not None else 0.0


def _shown(each: Counted) -> str:
    return f"{_value(each):g}"


def _flag(kind: str, says: str, members: Iterable[Counted]) -> Flag:
    return Flag(kind=kind, says=says, statements=tuple(dict.fromkeys(each.figure.statement for each in members)))
