"""Words of harm: which roles of figures are harm, which nouns are buildings, who is meant, and what is named as the cause."""

from __future__ import annotations

import re

FIELDS = {  # role of a figure: the field of the ledger that it goes to
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "detained": "detained",
    "displaced": "displaced",
    "evacuated": "displaced",
    "without power": "without_power",
    "damaged": "damaged",
    "destroyed": "damaged",
    "hit": "damaged",
}
ORDER = ("killed", "injured", "missing", "detained", "displaced", "without_power", "damaged")
BUILT = re.compile(
    r"\b(?:home|house|apartment|flat|dwelling|building|block|school|kindergarten|hospital|clinic|church|mosque|synagogue"
    r"|museum|shop|market|farm|dormitor\w+|universit\w+|librar\w+|roof|bridge)s?\b",
    re.I,
)
SUPPLIED = re.compile(  # who or what is counted as without power; a pumping station or a plant is not
    r"\b(?:households?|homes?|hous(?:e|es)|famil(?:y|ies)|customers?|consumers?|subscribers?|users?|people|persons?|residents?"
    r"|apartments?|flats?|settlements?|villages?|towns?)\b",
    re.I,
)
POWERLESS = re.compile(r"^\W*(?:\w+\W+){0,4}?(?:lost|without|had no|no)\s+(?:\w+\s+)?(?:power|electricity)\b", re.I)
COMBATANTS = re.compile(
    r"\b(?:soldiers?|troops|forces|fighters?|militants?|servicem[ae]n|servicewom[ae]n|service members?|sappers?|marines"
    r"|combatants?|officers and men|conscripts?|mercenar\w+|pilots?|crews?|brigades?|army|military)\b",
    re.I,
)
CIVILIANS = re.compile(
    r"\b(?:civilians?|residents?|inhabitants|children|child|pupils?|students?|patients?|passengers?|pensioners?|villagers?"
    r"|workers?|women|woman|girls?|boys?|famil\w+|bystanders?|passers-by|parishioners?|worshippers)\b",
    re.I,
)
CAUSE = re.compile(
    r"\b(?:(?:cruise |ballistic |guided |suicide |car )?(?:missile|drone|rocket|air|artillery|mortar|bomb|shell|mine|knife|gun|arson|chemical|terror)"
    r"[\s-]?(?:strikes?|attacks?|raids?|blasts?|explosions?|fire)"
    r"|air-?strikes?|shelling|bombardment|bombing|explosions?|blasts?|mass shooting|shootings?|shootout|gunfire|stabbings?"
    r"|drown(?:ed|ing)?|floods?|flooding|earthquakes?|landslides?|hurricanes?|tornado(?:es)?|wildfires?|crush|stampede"
    r"|car crash|plane crash|train crash|collisions?|derailment|crash|collapsed?|fires?|strikes?|attacks?)\b",
    re.I,
)
_HARMED = re.compile(
    r"\b(?:kill\w*|died|dies|dead|injur\w*|wound\w*|hurt|damag\w*|destroy\w*|maimed|hit|struck|tore)\b", re.I
)
_THING = re.compile(  # what harms where no blow is named: "killed when guided bombs fell", "hit a mine", "by a falling tree"
    r"\b(?:(?:guided|glide|aerial|car|roadside|cluster|cruise|ballistic|attack|strike|kamikaze|anti-?tank|anti-?personnel|land|falling)[\s-])*"
    r"(?:bombs?|bomblets?|missiles?|drones?|rockets?|shells?|landmines?|mines?|grenades?|munitions?|falling (?:tree|rock|debris|wall)s?"
    r"|improvised explosive devices?|explosive devices?|IEDs?|storms?|cyclones?|typhoons?|avalanches?|mudslides?|heatwaves?|lightning)\b",
    re.I,
)


def cause_in(text: str) -> re.Match[str] | None:
    """What a sentence names as the cause: the blow or disaster nearest to the harm; else the thing that harmed; that people
    drowned only where nothing else is named."""
    harmed = [hit.start() for hit in _HARMED.finditer(text)]
    blows = [hit for hit in CAUSE.finditer(text) if not hit.group().casefold().startswith("drown")]
    if blows:
        return min(blows, key=lambda hit: (min((abs(hit.start() - at) for at in harmed), default=0), hit.start()))
    return (_THING.search(text) if harmed else None) or CAUSE.search(text)


SINGLE = re.compile(  # one person hurt, told without a number
    r"\b(?:an?|one|another|his|her|their)\s+(?:\d+-year-old\s+)?(?:son|daughter|wife|husband|brother|sister|mother|father|colleague|wom[ae]n|man|boy|girl|child|teenager|passenger|worker|driver|pedestrian"
    r"|pupil|student|pensioner|resident|nurse|teacher|farmer|firefighter|policeman|officer)\b(?:\s+of\s+\d+|,\s+\d+,|,\s+aged\s+\d+,)?"
    r"[^.;,]{0,30}?\s(?:broke|fractured|lost)\s+(?:his|her|their|an?)\s+\w+",
    re.I,
)
