"""Addresses of pages: permanent paths that hold ids and keys, never numbers. Owns the form of a page's address.

A path is the same on the served desk and in a static export. What has an id of its own keeps it; what has only a name
gets a slug of that name, with a digest where the slug alone would lose letters.
"""

from __future__ import annotations

import re
import unicodedata

from livebrief.records.articles import Document
from livebrief.records.ids import digest
from livebrief.records.mentions import PlaceMention
from livebrief.records.statements import Sighting, Source, Speech

_GAP = re.compile(r"[^a-z0-9]+")
_SAFE = re.compile(r"^[a-z0-9-]{1,60}$")
TAIL = 8  # hex digits that tell apart names whose slugs are alike: one in four thousand million


def slug(name: str) -> str:
    """``Ilva Torrend`` → ``ilva-torrend``. Equal slugs, equal names (but for case and white space); never empty."""
    folded = " ".join(name.split()).casefold()
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    made = _GAP.sub("-", plain).strip("-")
    if made == folded.replace(" ", "-") and _SAFE.match(made):
        return made
    return f"{made[:40].strip('-')}-{digest(folded.encode())[:TAIL]}".lstrip("-")


def story(some_id: str) -> str:
    """The page of a story."""
    return f"story/{some_id}.html"


def line(claim: str) -> str:
    """The evidence page of a claim."""
    return f"line/{claim}.html"


def actor_key(source: Source) -> str:
    """Under which key a speaker has a page; "" for who is not named, for outlets, and for the outlet itself."""
    if source.unnamed or source.kind == "outlet" or not source.name.strip():
        return ""
    return slug(source.actor or source.name)


def speaker_page(sgt: Sighting, doc: Document) -> str:
    """The page of who speaks: an actor's, or the outlet's for its own words; "" when there is none."""
    if sgt.statement.speech is Speech.ASSERTED or sgt.source.kind == "outlet":
        return outlet(doc.outlet)
    key = actor_key(sgt.source)
    return actor(key) if key else ""


def actor(key: str) -> str:
    """The page of a speaker."""
    return f"actor/{key}.html"


def outlet(key: str) -> str:
    """The page of an outlet; "" for an outlet that is not named."""
    return f"outlet/{slug(key)}.html" if key.strip() else ""


def place_key(place: PlaceMention) -> str:
    """Under which key a place has a page: its gazetteer id, else its name."""
    return slug(place.id.replace(":", " ") if place.id else place.name)


def place(key: str) -> str:
    """The page of a place."""
    return f"place/{key}.html"


def ledger(name: str) -> str:
    """The page of a desk's ledger."""
    return f"ledger/{slug(name)}.html"


def compare(some_story: str, left: str = "", right: str = "") -> str:
    """Two outlets or sides on one story, side by side; without two names: the pair that says most."""
    pair = f"/{slug(left)}/{slug(right)}" if left and right else ""
    return f"compare/{some_story}{pair}.html"
