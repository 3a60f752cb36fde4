"""Loads beats and outlets from their TOML files: the topic followed, its actors, places, outlets and desks.

Data only. Bundled files travel inside the package (``livebrief/data``), a desk's own file is given by path.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from livebrief.errors import WrongUsage
from livebrief.records.articles import Document
from livebrief.records.sources import Beat, Outlet

T = TypeVar("T")
DATA = Path(__file__).parent / "data"
AUTO = "auto"
_PLURALS = {"actor": "actors", "office": "offices", "side": "sides", "place": "places", "feed": "feeds"}
FITTING_TERMS = 2  # distinct terms of a beat that a document must use to be read with it; one may be a coincidence


def bundled() -> tuple[str, ...]:
    """The keys of the beats that come with the package."""
    return tuple(sorted(path.stem for path in (DATA / "beats").glob("*.toml")))


@cache
def load_beat(name: str) -> Beat:
    """A bundled beat by key, or a beat from the path of a TOML file. WrongUsage names the file and the place in it."""
    path = DATA / "beats" / f"{name}.toml" if name in bundled() else Path(name)
    if not path.is_file():
        raise WrongUsage(f"no such beat: {name}", way_out=f"bundled are {', '.join(bundled())}; or give a TOML file")
    return _decode(path, Beat)


@cache
def load_outlets() -> dict[str, Outlet]:
    """All bundled outlets by key."""
    found = (_decode(path, Outlet) for path in sorted((DATA / "outlets").glob("*.toml")))
    return {outlet.key: outlet for outlet in found}


def fitting(doc: Document, beats: Sequence[Beat]) -> Beat | None:
    """The only beat there is; of several, the one whose terms the document uses most, if it uses at least two."""
    if len(beats) == 1:
        return beats[0]
    words = f"{doc.title}\n{doc.text}"
    ranked = [(sum(term in words for term in beat.terms), beat) for beat in beats]
    hits, best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best if hits >= FITTING_TERMS else None


def prevailing(docs: Iterable[Document], beats: Sequence[Beat]) -> Beat | None:
    """The only beat there is; of several, the one that most of the documents fit, ties to the first by key."""
    if len(beats) == 1:
        return beats[0]
    fits = Counter(beat.key for doc in docs if (beat := fitting(doc, beats)))
    best = max(sorted(fits), key=lambda key: fits[key], default="")
    return next((beat for beat in beats if beat.key == best), None)


def choose(name: str) -> tuple[Beat, ...]:
    """The beats that a name stands for: one, or with ``auto`` all that are bundled."""
    return tuple(load_beat(key) for key in bundled()) if name == AUTO else (load_beat(name),)


def _decode(path: Path, kind: type[T]) -> T:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(_shaped(table), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise WrongUsage(str(wrong), subject=str(path), way_out="mend the file") from wrong


def _shaped(table: dict[str, Any]) -> dict[str, Any]:
    """The file's singular table names to the record's plural fields, and its dates to text."""
    shaped = dict(table)
    for singular, plural in _PLURALS.items():
        if singular in shaped:
            shaped[plural] = shaped.pop(singular)
    for dated in (*shaped.get("furniture", ()), *shaped.get("offices", ())):
        dated["since"] = str(dated.pop("from", ""))
    for office in shaped.get("offices", ()):
        office["until"] = str(office.get("until", ""))
    return shaped
