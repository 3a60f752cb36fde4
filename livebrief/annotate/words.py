"""Lexicons of the annotate room, from data/words.toml: role nouns, organisation heads, demonyms, offices. No rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "data" / "words.toml").read_text(encoding="utf-8"))


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key].split())


ROLES = _words("roles")
ROLE_PARTS = _words("role_parts")
NAME_PARTS = _words("name_parts")
ORG_HEADS = _words("org_heads")
CONNECTORS = _words("connectors")
NOT_NAMES = _words("not_names")
REGION_WORDS = _words("region_words")
GROUPS = _words("groups")
BODIES = _words("bodies")
OFFICES: dict[str, str] = {name: type_ for type_, names in _TABLE["offices"].items() for name in names}
DEMONYMS: dict[str, str] = {word: code for code, words in _TABLE["demonyms"].items() for word in words.split()}
# "KY", "Ky", "WVa", "BC": the division's key, by its abbreviation without dots.
STATE_KEYS: dict[str, str] = {code: f"US.{code}" for code in _TABLE["states"]} | {
    short: f"{country}.{code}"
    for country, pairs in _TABLE["division_abbreviations"].items()
    for short, code in (pair.split("=") for pair in pairs.split())
}
# "L.A.": the city's name; "African": the wider area's.
CITY_KEYS: dict[str, str] = dict(_TABLE["city_abbreviations"])
AREAS: dict[str, str] = {word: area for area, words in _TABLE["area_adjectives"].items() for word in words.split()}
PRECISION = {"country": "country", "province": "region", "region": "region", "sea": "water", "river": "water"}
