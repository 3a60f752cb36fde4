"""Official codes of regions by the names that files use (Ukraine's classifier, KATOTTG; livebrief/data/regions/ua.csv).

Names come in Ukrainian or in the official transliteration (Cabinet resolution 55 of 2010), with or without words such
as "oblast". A name that fits no unit, or several, has no code: an empty code is honest, a guessed one is not.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "data" / "regions" / "ua.csv"
OBLAST, RAION = 4, 6  # characters of a code that name the oblast, the raion
_LETTERS = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщ",
        "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch".split(),
        strict=True,
    )
)
_SOFT = {"є": ("ye", "ie"), "ї": ("yi", "i"), "й": ("y", "i"), "ю": ("yu", "iu"), "я": ("ya", "ia")}
_SILENT = str.maketrans("", "", "ь'’ʼ")
_GENERIC = frozenset(
    "oblast region raion district hromada terytorialna territorial community city m province "
    "область район громада територіальна місто м".split()
)
_GENERIC_OBLAST = re.compile(r"\b(?:oblast|region|область)\b", re.I)
LIKE = 3  # letters that an English name shares with its oblast's adjective at least ("Sumy", Sumska)
ENDING = 4  # letters at its end that it need not share ("Zakarpattia", Zakarpatska)
CITY = frozenset({"city", "oblast"})  # a city of its own standing is an oblast of the alert feeds


def latin(name: str) -> str:
    """The official transliteration, lower case. Law: Latin letters stay as they are."""
    made: list[str] = []
    word = name.casefold().translate(_SILENT).replace("зг", "zgh")
    for at, letter in enumerate(word):
        first = at == 0 or not word[at - 1].isalpha()
        soft = _SOFT.get(letter)
        made.append(soft[0 if first else 1] if soft else _LETTERS.get(letter, letter))
    return "".join(made)


def stem(name: str) -> str:
    """What names of one unit share: transliterated, without generic words and marks; of "m. X ta X-ska" the last."""
    words = latin(name).replace(".", " ").split()
    if "ta" in words:
        words = words[words.index("ta") + 1 :]
    return "".join(letter for word in words if word not in _GENERIC for letter in word if letter.isalnum())


def code_of(names: tuple[str, ...], level: str) -> str:
    """The code of the smallest region named, whose larger ones are named beside it; empty when that is not one unit.

    >>> code_of(("Umanskyi raion", "Cherkaska oblast"), "raion")
    'UA71060000000030325'
    """
    wanted = CITY if level in ("", "oblast", "city") else frozenset({level})
    around = {stem(name) for name in names[1:]}
    bare = not _GENERIC_OBLAST.search(names[0])
    units = [unit for unit in _units().get(stem(names[0]), ()) if unit[1] in wanted and (bare or unit[1] != "city")]
    if around:
        units = [unit for unit in units if around & _above(unit[0])]
    if len(units) == 1:
        return units[0][0]
    return _like(stem(names[0])) if "oblast" in wanted and not units else ""


def _like(name: str) -> str:
    """The oblast whose adjective begins as an English name does ("Kharkiv" and Kharkivska); empty when none is the nearest."""
    ranked = sorted(
        ((_common(name, stem(own)), code) for code, level, own in _rows() if level == "oblast"),
        key=lambda each: -each[0],
    )
    (best, code), (second, _) = ranked[0], ranked[1]
    return code if best > second and best >= max(LIKE, len(name) - ENDING) else ""


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _above(code: str) -> set[str]:
    return {stem(name) for head in (code[:OBLAST], code[:RAION]) for name in _heads().get(head, ())}


@cache
def _units() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for code, level, name in _rows():
        found.setdefault(stem(name), []).append((code, level))
    return found


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, level, name in _rows():
        if level != "hromada":
            head = code[: RAION if level == "raion" else OBLAST]
            found[head] = (*found.get(head, ()), name)
    return found


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["level"], row["name"]) for row in csv.DictReader(file))
