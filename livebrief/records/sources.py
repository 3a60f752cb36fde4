"""Who publishes and who speaks: Outlet, Feed, Actor, Office, Side, Place (a beat's own gazetteer entry)."""

from __future__ import annotations

import msgspec


class FurnitureRule(msgspec.Struct, frozen=True, kw_only=True):
    """A dated rule of one outlet: a line that matches ``pattern`` (a regular expression over one block) is furniture."""

    pattern: str
    why: str
    since: str = ""


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes. ``family`` is the publisher group: outlets of one family are not independent of each other."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kind: str = "newspaper"
    family: str = ""
    country: str = ""
    home: str = ""
    language: str = ""
    url: str = ""
    side: str = ""
    furniture: tuple[FurnitureRule, ...] = ()


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """An address that an outlet publishes its articles at."""

    address: str
    outlet: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks: a person, organisation, office or group, under one canonical name. ``side`` marks an interested party."""

    key: str
    name: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()
    side: str = ""
    role: str = ""
    held_by: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office and who held it, as an actor's key, from day ``since`` up to but not on day ``until`` (empty: open)."""

    key: str
    name: str
    holder: str
    since: str = ""
    until: str = ""


class BeatPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place that the beat knows better than the general gazetteer (or that only it knows)."""

    key: str
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    kind: str = "town"
    within: str = ""
    country: str = ""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party of the beat (a country, an alliance) with the words that stand for it. ``country``: its code, if one."""

    key: str
    name: str
    adjective: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """The topic that a desk follows, as configuration: data only, loaded by livebrief/beats.py."""

    key: str
    name: str
    summary: str = ""
    terms: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[BeatPlace, ...] = ()
    feeds: tuple[Feed, ...] = ()
    sides: tuple[Side, ...] = ()
    offices: tuple[Office, ...] = ()
