"""One unit for areas, so that "12 square kilometres" and "1,200 hectares" can be one figure; currencies told for one another.

Refuses rates of the day: two sums in two currencies are never equal here, only possibly one sum.
"""

from __future__ import annotations

AREA = "ha"
_HECTARES = {AREA: 1.0, "km2": 100.0, "m2": 0.0001}
_CONVERTED = {"acre": 0.404686, "mi2": 258.999}  # of the other system: whoever writes for both rounds
AREAS = frozenset(_HECTARES | _CONVERTED)
_TOLD_FOR = frozenset({"EUR", "USD", "GBP", "CHF", "euro", "dollar", "pound"})
MOST_BETWEEN = 2.0  # times: no rate of two of these has left it since 2000


def in_one_unit(unit: str, value: float) -> tuple[str, float]:
    """An area in hectares (from acres and square miles to two digits), all else as it is."""
    if unit in _CONVERTED:
        return AREA, float(f"{value * _CONVERTED[unit]:.2g}")
    return (AREA, round(value * _HECTARES[unit], 6)) if unit in _HECTARES else (unit, value)


def may_be_one_sum(unit: str, value: float, other_unit: str, other: float) -> bool:
    """Whether two sums in two currencies that are told for one another can be one sum."""
    if unit == other_unit or not {unit, other_unit} <= _TOLD_FOR:
        return False
    small, large = sorted((value, other))
    return 0 < large <= MOST_BETWEEN * small
