"""The role of a number from the words beside it: killed, injured, launched, intercepted … Owns cues; refuses sources.

In order: inside the noun group ("19 wounded", "3,600 displaced people"); what is said of it to the right ("56 of which
were shot down"); the verb it is the object of ("killing 3"); what the sentence counts ("the death toll … to 11").
"""

from __future__ import annotations

import re

_SAID_OF: tuple[tuple[str, str], ...] = (
    (
        "killed",
        r"killed|(?:feared |presumed |shot )?dead|executed|murdered|(?:fatally shot)|died|dies?\b|drowned|perished|slain|lost their lives|confirmed dead|been buried|lost (?:his|her) life",
    ),
    (
        "injured",
        r"injured|wounded|hurt|hospitali[sz]ed|maimed|taken to hospital|being treated|treated for|in (?:hospital|intensive care)",
    ),
    (
        "missing",
        r"missing|unaccounted for|still being sought|(?:has|have|had) not (?:yet )?been (?:found|located|accounted for)|(?:still )?(?:trapped|buried) under",
    ),
    (
        "detained",
        r"detained|arrested|taken into custody|captured|taken prisoner|in custody|jailed|imprisoned|rounded up|being held|taken hostage|behind bars",
    ),
    (
        "intercepted",
        r"shot down|downed|intercepted|brought down|neutrali[sz]ed|suppressed|knocked (?:down|out)|repelled",
    ),
    ("darkened", r"in (?:the dark|darkness)"),
    (
        "without power",
        r"(?:left )?without (?:electricity|power)|lost power|lost electricity|(?:had|have|has) no (?:electricity|power|light)|(?:had|have|has) (?:their|its) (?:power|electricity) cut|blacked out|cut off from (?:the )?(?:grid|electricity|power)",
    ),
    (
        "lost",
        r"lost(?! (?:their|his|her|its|the|power|electricity|contact|control|\w+ seats)\b)|(?:disappeared|vanished) from (?:the )?radars?|(?:did not|didn['’]t|failed to|never) (?:reach|hit|strike) (?:its|their|the|any) (?:intended )?(?:targets?|destinations?|goals?)"
        r"|(?:were|was|being) jammed|went (?:missing|off course|astray)|fell (?:harmlessly|short|in open (?:fields?|areas?|country))|(?:crashed|came down|went down) (?:on (?:its|their) own|in open (?:fields?|areas?)|without causing)|(?:diverted|disabled|disoriented|thrown off course) by (?:means of )?(?:electronic|jamming|EW)|out of (?:radar|tracking) (?:contact|view)",
    ),
    (
        "hit",
        r"hit|struck|reached (?:its|their|the) targets?|(?:got|broke|slipped) through|fell on|landed (?:on|in)|slammed into|found (?:its|their) targets?",
    ),
    ("launched", r"launched|fired|took part in the (?:attack|strike|raid)"),
    (
        "displaced",
        r"displaced|homeless|(?:have |had )?left their homes|from their homes|forced (?:from|out of) their|driven from|fled|out of their homes|(?:living|slept|sleeping|staying|sheltering|housed) in (?:[\w-]+ ){0,2}(?:shelters|cent(?:re|er)s|camps|tents|schools|churches|gyms)",
    ),
    (
        "evacuated",
        r"evacuated|airlifted|flown out|(?:told|ordered) to leave|moved out|moved to safety|taken to safety|relocated|to (?:higher ground|safety)",
    ),
    ("rescued", r"rescued|saved|plucked from|winched|pulled (?:alive|out|from)|freed|found alive"),
    ("damaged", r"damaged"),
    (
        "destroyed",
        r"destroyed|burn(?:ed|t)(?: down)?|levelled|leveled|flattened|gutted|razed|reduced to rubble|in ruins",
    ),
    ("cancelled", r"cancell?ed|called off|axed|scrapped|written off|forgiven"),
    ("received", r"(?:been )?received"),
    (
        "delivered",
        r"delivered|(?<=aid )(?:reached|entered)|(?<=grain )reached|(?<=food )reached|(?<=supplies )reached|handed (?:over|out)|arrived|disbursed|paid(?: out)?|sent",
    ),
    ("deployed", r"deployed|stationed|massed"),
    ("cleared", r"cleared|defused|disarmed|made safe|disposed of"),
    ("signatories", r"have signed|signed|ratified|acceded"),
    ("pledged", r"pledged|promised|earmarked|allocated|announced|committed|will be (?:paid|sent|delivered|given)"),
)
_DONE_TO: tuple[tuple[str, str], ...] = (
    ("killed", r"kill(?:ed|ing|s)?|murder(?:ed|ing)|(?:claim(?:ed|ing)|t[oa]k(?:e|ing)?) the lives of|claim(?:ed|ing)"),
    ("injured", r"wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?|maim(?:ed|ing)|treat(?:ed|ing)"),
    ("detained", r"detain(?:ed|ing)|arrest(?:ed|ing)|captur(?:ed|ing)|jailed|sentenc(?:ed|ing)|(?:is|are|was|were|still) holding|round(?:ed|ing) up"),
    ("intercepted", r"sho(?:t|ot|oting) down|down(?:ed|ing)|intercept(?:ed|ing|s)?|brought down|knock(?:ed|ing) (?:down|out)"),
    ("launched", r"launch(?:ed|ing|es)?|fir(?:ed|ing)|attack(?:ed|ing)?\b[^.;]{0,60}? with|(?:str(?:uck|iking)|hit(?:ting)?|shell(?:ed|ing)|bomb(?:ed|ing)|pound(?:ed|ing)|target(?:ed|ing))\b[^.;\d]{0,60}? with|overnight with|sent in|(?:barrage|salvo|wave|swarm|volley) of|unleash(?:ed|ing)"),
    ("lost", r"lost track of"),
    ("missing", r"(?:[Rr]escuers|[Dd]ivers|[Cc]rews|[Ff]irefighters|[Tt]eams|[Vv]olunteers)\b[^.;]{0,40}? (?:looking|searching) for"),
    ("without power", r"(?:[Pp]ower|[Ee]lectricity) (?:was|is|were|remained) (?:out|cut|off|lost) (?:to|for|in)|(?:cut(?:ting)?|knock(?:ed|ing) out|depriv(?:ed|ing)) (?:off )?(?:the )?(?:(?:power|electricity)(?: suppl(?:y|ies))? (?:to|for|in|from))"),
    ("hit", r"hit(?:ting)?|struck|striking|shell(?:ed|ing)|(?:[Hh]its?|struck|[Ii]mpacts?) (?:by|of|from)"),
    ("displaced", r"displac(?:ed|ing)|forc(?:ed|ing)"),
    ("driven", r"drove|driven"),
    ("sent", r"sent|sends|sending|used|using"),
    ("evacuated", r"evacuat(?:ed|ing)|mov(?:ed|ing) out"),
    ("rescued", r"rescu(?:ed|ing)|sav(?:ed|ing)|pull(?:ed|ing) out|free(?:d|ing)"),
    ("freed", r"releas(?:ed|ing)"),
    ("damaged", r"damag(?:ed|ing)|[Ww]indows (?:were |had been )?(?:broken|shattered|blown out|smashed) (?:in|at|of)"),
    ("destroyed", r"destroy(?:ed|ing)|bl[eo]w(?:n|ing)? up|s[au]nk|flatten(?:ed|ing)|levell?(?:ed|ing)|wreck(?:ed|ing)|raz(?:ed|ing)|gutt(?:ed|ing)"),
    ("cancelled", r"call(?:ed|ing) off|ax(?:ed|ing)|cancel(?:led|ed|ling|ing)?|scrap(?:ped)?|write off|forgive"),
    ("signatories", r"signed by|ratified by|joined by"),
    ("requested", r"appeal(?:ed|ing)?(?: \w+)? for|request(?:ed|ing)?|asked for|seek(?:s|ing)?"),
    ("received", r"receiv(?:ed|ing)"),
    ("cleared", r"clear(?:ed|ing)|remov(?:ed|ing)|defus(?:ed|ing)|disarm(?:ed|ing)|ma(?:de|king) safe|demin(?:ed|ing)|dispos(?:ed|ing) of"),
    ("deployed", r"deploy(?:ed|ing|s)?|station(?:ed|ing)|mass(?:ed|ing)"),
    ("capacity", r"can (?:carry|hold|seat|house|take|store|fit)|could (?:carry|hold|seat|house)|seats|holds(?: back)?|capacity of|room for|space for"),
    ("committed", r"commit(?:s|ted|ting)?|sign(?:ed)? off on"),
    ("delivered", r"deliver(?:ed|ing)|ha(?:s|ve|d) (?:given|sent|provided|donated|paid|supplied)|hand(?:ed|ing) (?:over|out)"
     r"|paid(?: \w+)?|gave(?: \w+)?|donated|transferr?ed|disbursed|distribut(?:ed|ing)|shipp(?:ed|ing)|supplied|unloaded|a convoy of"),
    ("pledged", r"(?:will|would|to|agreed to|plans? to) (?:give|send|provide|deliver|donate|supply|contribute|lend|pay|allocate|offer)"
     r"(?: \w+){0,3}|pledg(?:e|es|ed|ing)(?: \w+){0,3}|promis(?:ed|ing|es)(?: \w+){0,3}|announc(?:ed|ing)|packages? (?:of|worth)|"
     r"add(?:ed|ing)?|earmark(?:ed|ing)|aid worth|(?:loan|grant|credit|pledges?|commitment|package)s? (?:of|worth)"),
)  # fmt: skip
_COUNTED: tuple[tuple[str, str], ...] = (
    (
        "killed",
        r"death toll|toll|number of [\w ]{0,30}?(?:dead|died|deaths|killed|fatalities)|the dead\b|deaths\b|fatalities",
    ),
    ("injured", r"(?:number of|the) (?:injured|wounded)|injuries"),
    ("missing", r"(?:number of|the) missing"),
    ("displaced", r"number of (?:the )?displaced|the displaced|displaced people"),
    ("detained", r"number of (?:detained|detainees|arrests)"),
    ("evacuated", r"number of (?:evacuated|evacuees)"),
)
_HEADS = {
    "deaths": "killed", "fatalities": "killed", "dead": "killed", "injuries": "injured", "wounded": "injured",
    "injured": "injured", "missing": "missing", "arrests": "detained", "detainees": "detained", "lives": "killed",
    "evacuees": "evacuated", "casualties": "casualties", "killed": "killed", "refugees": "displaced",
}  # fmt: skip
_IN_GROUP = {"displaced": "displaced", "injured": "injured", "wounded": "injured", "missing": "missing",
             "evacuated": "evacuated", "detained": "detained", "dead": "killed"}  # fmt: skip


def _either(pairs: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern) in enumerate(pairs))


_GAP = r"(?:[,]? (?:of (?:which|them|whom|those|the \w+|\d+ \w+)|(?!(?:and|but|when|while|after|as|who were|in which)\b)[A-Za-z][\w’'\-]*|who|that|which)){0,6}?"
_RIGHT = re.compile(rf"{_GAP},? ?(?:(?:also|were|was|are|is|have been|had been|has been|be|been|being|confirmed|reported|left)"
                    rf" )*(?<![\w\-])(?:{_either(_SAID_OF)})(?![\w\-])")  # fmt: skip
_FINITE = re.compile(
    rf"[^.;:\d]{{0,90}}? (?:were|was|are|is|have been|had been|has been) (?:also |still |all )?(?<![\w\-])(?:{_either(_SAID_OF)})(?![\w\-])"
)
_PART_OF = re.compile(r"\bof (?:the |its |their )?$")
_FILL = (
    r"(?:,? (?:at least|at most|as many as|more than|fewer than|less than|up to|about|some|around|nearly|almost|roughly|"
    r"approximately|an? estimated|an?|an? further|the|its|their|all|another|a total of|over|only|just|record|unprecedented|combined|off|in|out of|of|"
    r"other|first|both|his|her|between|from))*"
)
_ALSO = r"(?: (?:an?|the|his|her|its) [\w\-]+(?: [\w\-]+)?,? and)?"
_LEFT = re.compile(rf"(?<![\w\-])(?:{_either(_DONE_TO)}){_ALSO}{_FILL} ?[$€£]?(?:US\$)?$")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are) (?:\w+ly )?$")
_TOPIC = re.compile(rf"(?<![\w\-])(?:{_either(_COUNTED)})(?![\w\-])", re.IGNORECASE)
_TOLL_LINK = re.compile(r"\b(?:to|at|from|is|was|stands at|stood at|reached|of|by|:|than|hit|for)(?: \w+){0,2} \Z")
_NUMBER = re.compile(r"(?<![\w.,])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?)\b")


_AGED = re.compile(  # "One man, 71, was killed", "two brothers aged eight and ten were injured"
    r"\A(?:, (?:aged )?\d{1,3},|,? (?:both )?aged (?:between )?(?:\d+|[a-z]+)(?:,? (?:and|to|or) (?:\d+|[a-z]+))?,?)(?= )"
)
_ASIDE = re.compile(
    r"\A,? (?:including|among them|most of them|all of them|[\w\-]+ of (?:them|whom|which))(?! (?:were|was|had)\b)[^,.;]{0,60}?,(?= )"
)
_ITEM = (
    r"(?:(?:at least|more than|over|about|some|nearly|almost|up to|around|another|a further) )?"
    r"(?:\d[\d,.]*|(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)(?:[ -](?:hundred|thousand|\w+))??)"
    r"(?: [A-Za-z][\w\-]*){1,4}?"
)
_AND_MORE = re.compile(  # "seventy missiles and over one hundred drones were launched", "16 houses, a school and two shops were hit"
    rf"\A(?:, {_ITEM}){{0,4}}?,? (?:and|as well as|along with) {_ITEM}(?= (?:were|was|have been|had been) )"
)
_AUXILIARY = re.compile(r" (?:were|was|are|is|have|has|had)\b")
_LOST = re.compile(r"\blo(?:st|sing)(?: \w+)? \Z")
_MONEY = re.compile(
    r"\b(?:(?P<received>raised|collected|borrowed|took in)|(?P<pledged>approv(?:ed|es|ing)|granted|offer(?:s|ed|ing)?|set aside"
    r"|(?:will|to) (?:get|receive|lend)|package (?:was|is) worth)|(?P<delivered>spent|has given|has so far given)"
    r"|(?P<requested>needs?|(?:asks?|asked|calls?|called)(?: \w+){0,2} for)"
    r"|(?P<cost>costs?|costing|fined|ordered [^.;]{0,40}to pay|(?:damages?|loss(?:es)?|bill|price|repairs|worth|value)\b[^.;]{0,50}))"
    r"(?: [\w\-]+){0,4} ?\Z",
    re.IGNORECASE,
)


OWN = frozenset(
    ["", "count", "duration", "distance", "share", "level", "population", "capacity", "cost"]
)  # never passed on
_INCLUDED = re.compile(r"\b(?:including|among them|among whom were|as well as) (?:at least |about |some )?$")
_SAME_COUNT = re.compile(r"\b(?:counts?|counted|puts? (?:it|the \w+)|gave) (?:\w+ )?(?:at )?$")
_LEVEL = re.compile(r"\b(?:st(?:oo|an)ds? at|level \w+|crest\w* at|peak\w* at|measured) \Z")
_MARK = re.compile(
    r" (?:above|below|over|under) (?:the |its )?(?:sea|flood|danger|warning|normal|safe|critical|usual|average)\b"
)
_POPULATION = re.compile(r"\b(?:city|town|village|settlement|country|community|population|home to)(?: of)? \Z")


def role_in_group(group: str) -> str:
    """The role that a noun group carries itself ("19 wounded", "3,600 displaced people"), or empty."""
    words = group.lower().split()
    if words and words[-1] in _HEADS:
        return _HEADS[words[-1]]
    return next((_IN_GROUP[word] for word in words if word in _IN_GROUP), "")


def role_of_whole(text: str) -> str:
    """The role of the whole of "two of the 40 tanks promised have arrived": only what stands before the finite verb."""
    stop = _AUXILIARY.search(text)
    return role_right(text[: stop.start()] if stop else text)


def role_of_money(left: str) -> str:
    """The role of an amount of money by the verb or noun before it: received, pledged, cost; or empty."""
    found = _MONEY.search(left)
    return str(found.lastgroup) if found else ""


def role_lost(left: str, persons: bool) -> str:
    """What "lost 14 men" and "lost two tanks" mean: killed, destroyed; or empty."""
    return ("killed" if persons else "destroyed") if _LOST.search(left) else ""


def role_right(text: str) -> str:
    """The role that the words behind the noun group give ("… of which were shot down over"), or empty."""
    text = _AND_MORE.sub("", _ASIDE.sub("", _AGED.sub("", text, count=1), count=1), count=1)
    found = _RIGHT.match(text) or _FINITE.match(text)
    if found is None:
        return ""
    cut = _NUMBER.search(text, 0, found.end())
    if cut is not None and not _PART_OF.search(text, 0, cut.start()):
        return ""
    return _SAID_OF[int(str(found.lastgroup)[1:])][0]


def role_left(text: str) -> str:
    """The role of the object of the last verb in ``text`` ("… killing at least"), or empty; "freed" and "driven" are cues
    that only persons, or persons "from" a place, turn into a role."""
    found = _LEFT.search(text)
    active = found is not None and found.group().split()[0].endswith("ing")
    if found is None or (not active and _PASSIVE.search(text, 0, found.start()) and " by" not in found.group()):
        return ""
    return _DONE_TO[int(str(found.lastgroup)[1:])][0]


def role_counted(text: str) -> str:
    """The role of the last count that ``text`` speaks of ("The death toll in … to"), or empty."""
    if not _TOLL_LINK.search(text):
        return ""
    last = None
    for found in _TOPIC.finditer(text):
        last = found
    return _COUNTED[int(str(last.lastgroup)[1:])][0] if last else ""


def role_inherited(text: str, before: str) -> str:
    """The role of the number before, where this one is part of it ("including two children") or counts the same."""
    if before in OWN:
        return ""
    return before if _INCLUDED.search(text) or _SAME_COUNT.search(text) else ""


def role_measured(left: str, right: str, length: bool, persons: bool) -> str:
    """population, level, distance or count: what a number is when nothing was done to what it counts."""
    if length:
        return "level" if _LEVEL.search(left) or _MARK.match(right) else "distance"
    return "population" if persons and _POPULATION.search(left) else "count"
