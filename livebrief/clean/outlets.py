"""Which outlet published: by what was said, then by the domain of the address. Owns the matching; refuses guessing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from livebrief.nlp.words import fold
from livebrief.records.sources import Outlet


def resolve(said: str, url: str, outlets: Mapping[str, Outlet]) -> str:
    """The outlet's key by key, name or alias, else by the domain of ``url``, else the words said ("" when none)."""
    named = fold(said)
    if named:
        for key, outlet in outlets.items():
            if named in {fold(name) for name in (key, outlet.name, *outlet.aliases)}:
                return key
    host = _host(url)
    if host:
        for key, outlet in outlets.items():
            if any(host == domain or host.endswith("." + domain) for domain in outlet.domains):
                return key
    return said.strip() or host.removeprefix("www.")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
