"""The gazetteer: names to rows, as sorted arrays. Owns the file's layout; refuses to choose.

Choosing among rows of one name is livebrief/annotate/places.py. The file is made by training/gazetteer.py from GeoNames
(CC BY 4.0, see data/README.md): 64-bit hashes of folded names, sorted, each with its row; two names in a million million
share a hash, so names themselves are not stored.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property, lru_cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from livebrief.nlp.words import fold_name

FILE = Path(__file__).parent / "data" / "gazetteer.npz"
KINDS = ("country", "region", "city", "town", "village", "water", "area", "county", "airport")


class Row(msgspec.Struct, frozen=True):
    """One place. ``kind`` is a value of KINDS, ``admin`` the country-qualified first division (``UA.17``).

    ``main`` says that the name asked for is the place's own name and not an alternate.
    """

    id: int
    name: str
    lat: float
    lon: float
    kind: str
    country: str
    admin: str
    population: int
    capital: bool
    main: bool


def name_hash(folded: str) -> int:
    """The 64-bit hash under which a folded name is filed."""
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "big")


class Gazetteer:
    """Read-only look-up. Law: the same name gives the same rows, the most populous first."""

    def __init__(self, path: Path = FILE) -> None:
        with np.load(path) as file:
            self._hashes: npt.NDArray[np.uint64] = file["hashes"]
            self._targets: npt.NDArray[np.uint32] = file["targets"]
            self._columns = {key: file[key] for key in ("id", "lat", "lon", "kind", "country", "admin", "population")}
            self._names = bytes(file["names"]).decode().split("\n")
            self._admins = bytes(file["admins"]).decode().split("\n")
            self._countries = bytes(file["countries"]).decode().split("\n")
            self._capitals = frozenset(file["capitals"].tolist())
        self.find = lru_cache(maxsize=16384)(self._find)

    def __len__(self) -> int:
        return len(self._names)

    def _find(self, name: str) -> tuple[Row, ...]:
        key = np.uint64(name_hash(fold_name(name)))
        low = int(np.searchsorted(self._hashes, key, side="left"))
        high = int(np.searchsorted(self._hashes, key, side="right"))
        rows = [self._row(int(target)) for target in self._targets[low:high]]
        return tuple(sorted(rows, key=lambda row: (-row.population, row.id)))

    def country(self, code: str) -> Row | None:
        """The row of a country by its ISO 3166 code."""
        n = self._nations.get(code)
        return None if n is None else self._row(n << 1 | 1)

    def division(self, key: str) -> Row | None:
        """The row of a first division by its key (``US.KY``)."""
        n = self._divisions.get(key)
        return None if n is None else self._row(n << 1 | 1)

    @cached_property
    def _divisions(self) -> dict[str, int]:
        kinds, keys = self._columns["kind"], self._columns["admin"]
        return {self._admins[int(keys[n])]: int(n) for n in np.flatnonzero(kinds == KINDS.index("region"))}

    @cached_property
    def _nations(self) -> dict[str, int]:
        kinds, codes = self._columns["kind"], self._columns["country"]
        return {self._countries[int(codes[n])]: int(n) for n in np.flatnonzero(kinds == KINDS.index("country"))}

    def _row(self, target: int) -> Row:
        n, main = target >> 1, bool(target & 1)
        column = self._columns
        return Row(
            id=int(column["id"][n]),
            name=self._names[n],
            lat=round(float(column["lat"][n]), 5),
            lon=round(float(column["lon"][n]), 5),
            kind=KINDS[int(column["kind"][n])],
            country=self._countries[int(column["country"][n])],
            admin=self._admins[int(column["admin"][n])],
            population=int(column["population"][n]),
            capital=int(column["id"][n]) in self._capitals,
            main=main,
        )


@cache
def load() -> Gazetteer:
    """The packaged gazetteer, opened on first use and kept."""
    return Gazetteer()
