"""Words of attacks: weapons and their kinds, verbs and nouns of attacking, and what shows that none is told of."""

from __future__ import annotations

import re

WEAPON = re.compile(
    r"\b(?:(?:[A-Z][\w/-]*(?:-\d+)?|\w+-(?:made|supplied|built))\s+){0,3}"
    r"(?:(?:ballistic|cruise|hypersonic|anti-?ship|attack|strike|kamikaze|suicide|combat|exploding|long-range|short-range|guided|glide"
    r"|aerial|air-to-ground|ground-launched|naval|sea)\s+){0,2}"
    r"(?P<kind>missiles?(?: systems?)?|drones?|UAVs?|unmanned aerial vehicles?|rockets?(?! launch)|bombs?|shells|mortars?|artillery"
    r"|grenades?|car bomb|warplanes?|jets?)\b"
    # a weapon by its name alone: a capitalised name behind an adjective of origin ("a British-supplied Storm Shadow")
    r"|\b\w+-(?:made|supplied|built|provided)\s+(?P<named>(?:[A-Z][\w-]+\s?){1,3}\b)"
)
KINDS = (
    ("drone", re.compile(r"drone|UAV|unmanned", re.I)),
    ("missile", re.compile(r"missile", re.I)),
    ("rocket", re.compile(r"rocket", re.I)),
    ("bomb", re.compile(r"bomb", re.I)),
    ("artillery", re.compile(r"shell|mortar|artillery", re.I)),
)
VERB = re.compile(
    r"\b(?:attack(?:ed|s|ing)?|struck|strik(?:es?|ing)|hit|shell(?:ed|ing)|bomb(?:ed|ing)|bombard(?:ed|ing|ment)?|fired|firing|launched"
    r"|launching|targeted|raided|pounded|slammed into|tore into|crashed into|rained down|blew up|shot down|intercepted|fell (?:on|near)|landed (?:on|in|near)|exploded (?:in|near|over|at)|dropped)\b",
    re.I,
)
ARMED_ONLY = frozenset(  # they tell of an attack only beside a weapon
    "fired|firing|launched|launching|hit|shot down|intercepted|targeted|fell on|fell near|landed on|landed in|landed near|exploded in"
    "|exploded near|exploded over|exploded at|dropped".split("|")
)
IN_DEFENCE = re.compile(r"\s+(?:air|anti-?aircraft|anti-?missile|missile)[\s-]+defen[cs]es?\b|\s+interceptors?\b", re.I)
NOUN = re.compile(
    r"\b(?:air ?strikes?|strikes?|attacks?|raids?|shelling|bombardment|bombing|barrage|salvo|assault)\b(?=\s+(?:on|against|in|at|near|of|that|which|from|by|with)\b)",
    re.I,
)
UNREAL = re.compile(
    r"\b(?:possible|potential|planned|feared|future|next|any such|threat(?:en\w*)?|warn\w*|warning of|alleged plan|could|may|might|would"
    r"|if|should|unless|prevent|avert|in case of|risk of|imminen\w+|likely|drills?|exercise|heart|panic|cyber-?|verbal|allowed|permit\w*"
    r"|authori[sz]\w*|permission|able to|ability|capab\w+|range of|designed to|used to be)\b[^.;]{0,60}$",
    re.I,
)
GENERAL = re.compile(
    r"\b(?:since the (?:beginning|start)|so far this|this year|on \w+ days|every (?:day|night|week)|per (?:day|night|month)|regularly"
    r"|in recent (?:weeks|months)|over the past (?:weeks|months|year)|times? this|last year|for (?:weeks|months|years))\b",
    re.I,
)
DAMAGE = re.compile(
    r"\b(?:(?:was|were|been)\s+(?:\w+\s+)?(?:damaged|destroyed|hit|set on fire|ruined|injured|killed|hurt|wounded)|collapsed|broke windows"
    r"|damag(?:ed|ing)|destroy(?:ed|ing)|caught fire|fires? broke out|set fire to|lost power|without (?:power|electricity|water|heat\w*)"
    r"|power cuts?|blackouts?|killing|injuring|wounding|debris fell|fell on|caused? (?:a )?fire)\b",
    re.I,
)
MARTIAL = re.compile(
    r"\b(?:military|army|armed forces|air force|navy|defen[cs]e ministry|ministry of defen[cs]e|general staff|intelligence|troops|air defen[cs]e"
    r"|command|brigade|depot|arsenal|airfield|air base|barracks|command post|ammunition|weapons)\b",
    re.I,
)
FLYING = frozenset({"drone", "missile", "rocket"})
IN_FLIGHT = re.compile(
    r"\b(?:air (?:force|defen[cs]es?)|overnight|launched|fired|in (?:mid-?)?(?:air|flight)|mid-?flight|interceptors?|shot down|attack|barrage|incoming)\b",
    re.I,
)
REGIONS = re.compile(r"^(?:province|region|oblast|district|state|county|governorate|area)s?$", re.I)


def kind_of(words: str) -> str:
    """The kind of weapon that words name: drone | missile | rocket | bomb | artillery, or empty."""
    return next((kind for kind, form in KINDS if form.search(words)), "")
