"""The pages of who speaks, who publishes and where: speakers, outlets with their record, places, and the lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from livebrief.publish import addresses
from livebrief.publish.directory import Told
from livebrief.publish.edition import Edition
from livebrief.publish.timeline import title_of
from livebrief.records.readings import Material

ON_LIST = 200  # statements on one such page: the newest; all of them are in the API


def actor(key: str, edition: Edition) -> dict[str, Any] | None:
    """All that a speaker said, and how."""
    person = edition.directory.actors.get(key)
    if person is None:
        return None
    acts = Counter(each.sighting.act.value for each in person.told)
    return {"person": person, "told": by_day(person.told[:ON_LIST]), "acts": acts.most_common()}


def outlet(key: str, edition: Edition) -> dict[str, Any] | None:
    """An outlet's record: articles, copies, changes after publication, its own words."""
    house, material = edition.directory.outlets.get(key), edition.material
    if house is None:
        return None
    return {
        "house": house,
        "copies": [(doc, material.documents.get(origin)) for doc, origin in house.copies],
        "changes": [each for each in edition.shelf.corrections if addresses.slug(each.outlet) == house.key],
        "announced": _announced(material),
        "stories": material.groups.story_of,
        "told": by_day(house.told[:ON_LIST]),
        "title_of": title_of,
    }


def place(key: str, edition: Edition) -> dict[str, Any] | None:
    """All that was said of a place."""
    spot = edition.directory.places.get(key)
    return None if spot is None else {"spot": spot, "told": by_day(spot.told[:ON_LIST])}


def sources(edition: Edition) -> dict[str, Any]:
    """Every speaker and every outlet."""
    found = edition.directory
    return {"people": list(found.actors.values()), "houses": list(found.outlets.values())}


def places(edition: Edition) -> dict[str, Any]:
    """Every place."""
    return {"spots": list(edition.directory.places.values())}


def by_day(told: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """Statements under the day of publication, in the order given; undated ones last, under ""."""
    days: dict[str, list[Told]] = {}
    for each in told:
        days.setdefault(each.document.published.day, []).append(each)
    return sorted(days.items(), key=lambda pair: not pair[0])


def _announced(material: Material) -> set[str]:
    """Articles whose newest document itself gives a date of change: their edits are not silent."""
    newest = (material.documents[each] for each in material.current.values())
    return {doc.article for doc in newest if doc.modified.how in ("given", "metadata") and doc.modified.value}
