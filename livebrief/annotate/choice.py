"""The choice among the places of one name, by a scorer whose terms are each a reason that can be read. Owns its weights.

The score of a gazetteer row, in the manner of population-and-context resolvers (Leidner 2007; Halterman's mordecai): what
kind of place it is and how many live there, what stands beside the name here or elsewhere in the document, what else the
document speaks of (countries, divisions, neighbours), and where its outlet is at home. A second look counts the places
that the first look chose. One name means one place in a document, unless its division stands beside it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from livebrief.annotate.company import Company, Points, nearness, points_of
from livebrief.annotate.gazetteer import Row, load
from livebrief.annotate.words import CITY_KEYS, DEMONYMS, REGION_WORDS, STATE_KEYS
from livebrief.nlp.words import fold_name
from livebrief.records.spans import Span

# Weights in units of a tenfold population: a conditional logit over gold names of the tuned halves of TR-News and LGL, drawn
# to the weights set by hand before, then rounded (livebrief eval places). Company, alternates, capitals, homes and kinds moved
# by a fifth to a third cost less than .006 of the given names; COUNTRY doubled .009. MOST and who keeps company were chosen
# with both halves in sight, so that capitals in news of the world stay where they are.
KIND_SIZE = {"country": 10.5, "region": 6.0, "county": 4.2, "water": 8.0, "area": 8.0, "airport": 8.0}
STATE = 3.5  # a state of the United States, beyond other regions
COUNTRY = 1.5  # the document's share of mentions of the row's country, times this
ADMIN = 2.0  # its division is named
BESIDE = 5.0  # "Hawthorne, CA", "Gubkin in Russia's …"
BESIDE_ELSEWHERE = 5.0  # its name stood so elsewhere in the document
REGION = 4.5  # "Bryansk region"
COMPANY, CHOSEN, MOST = 3.2, 1.0, 2.0  # for each other name that may be, that was chosen right beside it, up to so many
CAPITAL = 0.8
ALTERNATE = -2.0  # a name that a smaller place has beside its own
HOME_FAMOUS = {"country": 1.0, "region": 2.0}  # what a local paper too means by "China", though a village is next door
HOME, HOME_WIDE, HOME_DIVISION, HOME_COUNTRY = 1.6, 2.0, 1.7, 1.5
NAMES, ROWS = 40, 12  # distinct names looked at in a text, and rows of each: the rest adds cost and little news
NEAR_KM, CHOSEN_KM, HOME_KM, HOME_WIDE_KM = 50.0, 200.0, 50.0, 200.0
KNOWN = 100_000  # people: a place of this size needs nothing beside its name to be believed
SETTLED = ("city", "town", "village")
_NEXT = re.compile(r"\s?,?\s*\(?([A-ZÀ-Þ][\w.\-]*(?: [A-ZÀ-Þ][\w\-]*)?)")
_TOWN_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?: [A-ZÀ-Þ][\w.'’\-]*)?, \Z")
_LONG = (("mt ", "mount "), ("st ", "saint "), ("ste ", "sainte "), ("ft ", "fort "), ("pt ", "port "))
_AROUND_NAME = re.compile(
    r"^(?:north|south|east|west|northern|southern|eastern|western|central|downtown|greater|upper|lower|old) "
    r"| (?:township|city|town|village|river|valley|region|province|district|area|metro|state)$"
)


class Choice:
    """Chooses for the names of one text. ``spans`` are its names but the beat's own; ``home`` its outlet's home.

    Law: the same name with the same words beside it is the same place.
    """

    def __init__(self, text: str, spans: Sequence[Span], home: Row | None = None) -> None:
        self._text, self._home = text, home
        names = dict.fromkeys(span.of(text) for span in spans)
        self._elsewhere = _besides(text, spans)
        self.countries, self._admins = _spoken_of(text, [span.of(text) for span in spans])
        named = {name: rows_of(name)[:ROWS] for name in list(names)[:NAMES]}
        may_be = {fold_name(n): [row for row in rows if _keeps_company(row)] for n, rows in named.items()}
        self._company = Company(may_be, NEAR_KM)
        self._chosen: Company | None = None
        self._memo: dict[tuple[str, str, bool], Row | None] = {}
        first = {fold_name(name): row for name in named if (row := self._best(name, "", wide=False)) is not None}
        self._chosen = Company({n: [row] for n, row in first.items() if row.kind not in ("water", "area")}, CHOSEN_KM)

    def row(self, span: Span, *, region: bool = False) -> Row | None:
        """The row for a name as it stands; None when the gazetteer lacks it. ``region``: it stands in a list of regions."""
        words = self._text[span.end : span.end + 12].split()
        named = bool(words) and words[0].strip(".,").lower() in REGION_WORDS
        wide = region or named or _after_its_town(self._text, span)
        key = (span.of(self._text), beside(self._text, span), wide)
        if key not in self._memo:
            self._memo[key] = self._best(*key[:2], wide=wide)
        return self._memo[key]

    def _best(self, name: str, at: str, *, wide: bool) -> Row | None:
        if division := abbreviated(name):
            return load().division(division)
        rows = rows_of(name)
        if len(rows) < 2:
            return rows[0] if rows else None
        folded, points = fold_name(name), points_of(rows)
        company = COMPANY * self._company.of(points, folded).clip(max=MOST)
        if self._chosen is not None:
            company = company + CHOSEN * self._chosen.of(points, folded).clip(max=MOST)
        home = self._nearness_home(rows, points)
        beside_it = frozenset(self._elsewhere.get(folded, ()))
        if any(row.kind == "country" for row in rows):  # "Russia, Turkey and Iran" is a list
            at, beside_it = at if "." in at else "", frozenset(key for key in beside_it if "." in key)
        totals = [
            self._score(row, at, beside_it, wide) + float(near) + at_home
            for row, near, at_home in zip(rows, company, home, strict=True)
        ]
        return rows[max(range(len(rows)), key=lambda n: (totals[n], -rows[n].id))]

    def _score(self, row: Row, at: str, elsewhere: frozenset[str], wide: bool) -> float:
        """The reasons but company and home."""
        total = log_size(row) + STATE * (row.kind == "region" and row.country == "US") + CAPITAL * row.capital
        total += COUNTRY * self.countries.get(row.country, 0.0)
        total += ADMIN * (row.admin in self._admins and row.kind != "region")
        total += ALTERNATE * (not row.main and row.population < KNOWN and row.kind in SETTLED)
        total += REGION * (wide and row.kind == "region")
        if row.kind != "country":
            total += BESIDE * (bool(at) and at in (row.country, row.admin))
            total += BESIDE_ELSEWHERE * (row.country in elsewhere or row.admin in elsewhere)
        return total

    def _nearness_home(self, rows: Sequence[Row], points: Points) -> list[float]:
        if self._home is None:
            return [0.0] * len(rows)
        there = points_of([self._home])
        close = HOME * nearness(points, there, HOME_KM) + HOME_WIDE * nearness(points, there, HOME_WIDE_KM)
        return [
            float(near)
            + HOME_FAMOUS.get(row.kind, 0.0)
            + HOME_DIVISION * (row.admin == self._home.admin)
            + HOME_COUNTRY * (row.country == self._home.country)
            for row, near in zip(rows, close[:, 0], strict=True)
        ]


def _keeps_company(row: Row) -> bool:
    """Neither too wide to be near, nor one of the many post offices, of which some are near everywhere."""
    return bool(row.id) if row.kind in SETTLED else row.kind not in ("country", "water", "area")


def log_size(row: Row) -> float:
    """The first reason: how many people know the place, in units of a tenfold."""
    return KIND_SIZE.get(row.kind) or math.log10(row.population + 10)


@lru_cache(maxsize=16384)
def rows_of(name: str) -> tuple[Row, ...]:
    """The rows of a name as written, else of its words in full ("Mt. Vernon", "Plymouth Co."), else of what it is a part
    of ("Northern California")."""
    folded = fold_name(CITY_KEYS.get(name, name))
    ways = [folded, *(long + folded.removeprefix(short) for short, long in _LONG if folded.startswith(short))]
    if folded.endswith(" co"):
        ways.append(f"{folded}unty")
    ways = [] if name[:1].islower() else ways  # "south Wales" is no town of that name
    rows = tuple(dict.fromkeys(row for way in ways for row in load().find(way)))
    bare = load().find(_AROUND_NAME.sub("", folded)) if not rows else ()
    return rows or tuple(row for row in bare if row.main or row.kind not in SETTLED)


def abbreviated(name: str) -> str:
    """The key of a division written short: with dots ("Ky.", "B.C."), or as two capitals ("KY")."""
    plain = name.replace(".", "").replace(" ", "")
    short = "." in name or (len(plain) == 2 and plain.isupper())
    return STATE_KEYS.get(plain, "") if short and name not in CITY_KEYS else ""


def placeable(name: str) -> bool:
    """Whether there is a place to choose for a name."""
    return bool(rows_of(name) or abbreviated(name))


def beside(text: str, span: Span) -> str:
    """The country or division named just after ("Hawthorne, CA", "Paris, Texas", "Kyiv, Ukraine"), or empty."""
    if text[span.end : span.end + 1] != ",":
        return ""
    found = _NEXT.match(text, span.end)
    if found is None:
        return ""
    word = found.group(1).rstrip(".")
    plain = word.replace(".", "")
    if plain in STATE_KEYS:
        return STATE_KEYS[plain]
    for row in load().find(word) or load().find(word.split()[0]):
        if row.kind == "country":
            return row.country
        if row.kind == "region":
            return row.admin
    return ""


def _besides(text: str, spans: Sequence[Span]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for span in spans:
        if at := beside(text, span):
            found[fold_name(span.of(text))].add(at)
    return {name: frozenset(all_) for name, all_ in found.items()}


def _after_its_town(text: str, span: Span) -> bool:
    """ "Buffalo, New York": a division named after one of its places."""
    found = _TOWN_BEFORE.search(text, max(0, span.start - 40), span.start)
    if found is None:
        return False
    divisions = {row.admin for row in load().find(span.of(text)) if row.kind == "region"}
    towns = (row for words in (found[0], found[0].split(" ", 1)[-1]) for row in load().find(words.rstrip(", ")))
    return any(row.admin in divisions and row.kind in SETTLED for row in towns)


def _spoken_of(text: str, names: Sequence[str]) -> tuple[dict[str, float], frozenset[str]]:
    """Shares of the countries that a text speaks of, and the first divisions that it names."""
    counts: defaultdict[str, float] = defaultdict(float)
    admins: set[str] = set()
    for found in re.finditer(r"\b[A-Z][a-z]+\b", text):
        code = DEMONYMS.get(found.group())
        if code:
            counts[code] += 1
    counts["US"] += text.count("U.S.")
    for name in names:
        for row in load().find(name)[:1]:
            if row.kind in ("country", "region"):
                counts[row.country] += 1
                admins.update([row.admin] if row.kind == "region" else [])
            elif row.population > 300000:
                counts[row.country] += 0.5
    total = sum(counts.values()) or 1
    return {code: count / total for code, count in counts.items()}, frozenset(admins)
