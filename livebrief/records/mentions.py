"""What the text points at: entities, times, places, quantities. Each knows its span; ``key`` fields link to records."""

from __future__ import annotations

import msgspec

from livebrief.records.spans import Span


class EntityMention(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="entity", tag_field="kind"):
    """A name or description of an actor. ``type``: person | organisation | office | group.

    ``name`` is the full name as resolved inside the document ("he" never becomes an EntityMention; "Austin" has name
    "Lloyd Austin"). ``role`` is the title or description beside it ("U.S. Defense Secretary"). ``actor`` is a key when
    a beat or the store knows who it is. ``chain`` numbers the coreference chain inside the document.
    """

    span: Span
    text: str
    type: str
    name: str
    role: str = ""
    actor: str = ""
    side: str = ""
    chain: int = -1


class TimeMention(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="time", tag_field="kind"):
    """A temporal expression. ``type``: DATE | TIME | DURATION | SET; ``value``: TIMEX3 value; ``mod``: TIMEX3 mod.

    ``value`` of an open interval ("since February 2022") is its bound, with ``mod`` ``SINCE`` or ``UNTIL`` or ``BEFORE``
    or ``AFTER``. ``inferred`` says that the anchor day was not certain.
    """

    span: Span
    text: str
    type: str
    value: str
    mod: str = ""
    inferred: bool = False


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="place", tag_field="kind"):
    """A toponym and where it is. ``precision``: country | region | city | town | water | … (of the gazetteer entry).

    ``id`` is gazetteer-qualified (``geonames:698740``, ``beat:varno``). Unresolved places keep lat and lon None.
    """

    span: Span
    text: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    gazetteer: str = ""
    id: str = ""
    precision: str = ""
    within: str = ""


class QuantityMention(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag="quantity", tag_field="kind"):
    """A number with its unit, bound and role.

    ``value`` for exact numbers, ``low``/``high`` for ranges and open bounds; ``bound``: exact | at least | at most |
    about | range. ``unit``: what is counted or measured: ``USD``, ``km``, ``day``, ``percent``, ``person``, ``drone`` …
    ``role``: killed, injured, missing, detained, displaced, evacuated, launched, intercepted, lost, hit, pledged,
    delivered, cancelled, distance, duration, share, count … ``of``: the head noun as written ("drones").
    ``kind`` is the tag; ordinals, dates, ages and parts of names are not quantities.
    """

    span: Span
    text: str
    bound: str = "exact"
    unit: str = ""
    role: str = "count"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: str = ""


Mention = EntityMention | TimeMention | PlaceMention | QuantityMention
