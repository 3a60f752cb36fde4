"""Recipe: how something was made (component versions and the settings that matter)."""

from __future__ import annotations

import msgspec


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """The stage, its version and its parts; ``id`` is the content id of the rest."""

    id: str
    stage: str
    version: str
    parts: dict[str, str] = {}
