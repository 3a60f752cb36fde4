"""What is counted: the head noun behind a number ("122 Shahed-type drones" → drones). Owns nouns; refuses roles."""

from __future__ import annotations

import re

import msgspec

_WORD = re.compile(r"[ -](?P<word>[A-Za-z][\w’'\-]*|[A-Z][\w.]+)")
STOP = frozenset(
    """of in on at to for from by with as and or but nor than that which who whom whose when where while if because so
    the a an this these those its their his her our my your it he she they we you i is are was were be been being has
    have had do does did will would can could may might must should said says say since until after before during over
    under into onto near between among against within without through per off out up down about around also only not
    no each every all both hit struck killed injured wounded died dead hurt missing reached remained became including
    there then still now today yesterday tomorrow later earlier ago away apart percent per""".split()
)
_PLURAL = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "mice": "mouse",
    "aircraft": "aircraft", "police": "police", "troops": "troop", "personnel": "person", "casualties": "casualty",
    "lives": "life", "wives": "wife", "knives": "knife", "crises": "crisis", "sheep": "sheep", "fish": "fish",
    "cattle": "cattle", "series": "series", "species": "species", "dead": "person", "wounded": "person",
    "injured": "person", "others": "", "more": "", "livestock": "livestock", "policemen": "policeman", "crew": "person",
}  # fmt: skip
PERSONS = frozenset(
    """person man woman child boy girl civilian soldier troop resident worker rescuer firefighter officer official
    passenger patient student pupil teacher prisoner refugee migrant survivor victim hostage fighter militant sapper
    medic doctor nurse guard guest tourist journalist citizen national inmate detainee protester demonstrator member
    employee deputy lawmaker volunteer driver pilot sailor crew crewmember evacuee casualty adult teenager infant baby
    pensioner farmer miner gunman attacker suspect policeman police serviceman servicewoman parent mother father family_member
    recruit conscript mercenary pow villager inhabitant voter expert observer monitor staff personnel life injury fatality
    death youth bystander pedestrian minister senator judge engineer diplomat brother sister son daughter
    hiker climber diver spectator captive traveller traveler visitor shopper commuter motorist cyclist skier swimmer
    fisherman shepherd marine paratrooper reservist cadet veteran peacekeeper rebel insurgent terrorist separatist activist
    reporter lawyer paramedic lifeguard mourner worshipper pilgrim orphan toddler grandmother grandfather husband wife
    neighbour neighbor juror trucker guerrilla commander deserter returnee applicant caretaker courier""".split()
)
CAPTIVES = frozenset(
    "hostage hostages prisoner prisoners captive captives detainees inmates soldiers men women".split()
)
AIRBORNE = frozenset(
    "drone missile rocket bomb shell plane aircraft helicopter jet uav target projectile balloon".split()
)
EXPLOSIVES = frozenset("mine landmine device explosive munition bomb shell booby-trap tripwire".split())
WORKS = frozenset("station substation plant line reactor turbine transformer generator pump".split())  # no homes
SUPPLIED = frozenset(
    "home house household family person customer subscriber consumer building flat town village city".split()
)
SINGLES = frozenset("drone missile rocket shell bomb plane aircraft helicopter ship tank house home building".split())
_VERBS = frozenset("says includes remains means takes comes goes makes gives shows becomes needs".split())
_OE = frozenset("shoes toes canoes hoes foes oboes floes aloes".split())
_MASS = frozenset("percent aircraft personnel livestock sheep cattle fish police series species".split())


PLACES = frozenset(
    "region oblast province district county state city town village settlement country sector front area place sea site"
    " neighbourhood neighborhood municipality community".split()
)


class Head(msgspec.Struct, frozen=True):
    """The head noun: as written, its singular, whether persons, where the noun group ends."""

    written: str
    unit: str
    end: int
    group: str = ""


def head_behind(text: str, at: int, *, one: bool = False) -> Head | None:
    """The head noun of the number that ends at ``at``, within five words; None when no plural noun (or, for ``one``,
    no noun of a person) stands there."""
    place, found, words = at, None, 0
    while words < 5:
        step = _WORD.match(text, place)
        if step is None:
            break
        word = step["word"]
        low = word.lower().rstrip(".")
        if low in STOP and low not in {"dead", "wounded", "injured", "missing"}:
            break
        if found is not None and not _is_plural(low):
            break
        words += 1
        place = step.end()
        if (_is_plural(low) and not one) or (one and low in PERSONS | SINGLES):
            unit = "person" if word[0].isupper() and low.endswith("ans") else singular(low)
            found = Head(word, unit, place, text[at:place].strip(" -"))
        if text[place : place + 1] in set(",.;:!?)"):
            break
    return found


def _is_plural(low: str) -> bool:
    if low in _PLURAL or low in _MASS:
        return True
    return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "'s", "’s")) and low not in _VERBS


def singular(low: str) -> str:
    """The unit of a plural noun: "person" for all who are persons, else the singular."""
    if low in _PLURAL:
        one = _PLURAL[low]
    elif low.endswith("ies") and len(low) > 4:
        one = low[:-3] + "y"
    elif low.endswith(("ches", "shes", "xes", "sses", "zzes")) or (low.endswith("oes") and low not in _OE):
        one = low[:-2]
    else:
        one = low[:-1] if low.endswith("s") and low not in _MASS else low
    base = one.rsplit("-", 1)[-1]
    return "person" if base in PERSONS or base.endswith(("men", "women", "woman", "workers")) else one
