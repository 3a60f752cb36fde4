"""Persons killed, injured and shot as newswriters say it: "A woman and toddler died", "15-year-old dead, 6 shot".

Owns the grammar of harmed persons in running text and headlines (groups of persons before or behind a verb of harm).
Refuses plurals without a number ("several people were hurt" counts nobody). English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from livebrief.nlp.ages import without_ages
from livebrief.records.spans import Span

_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_VALUES = {word: n for n, word in enumerate(_NUMBERS)} | dict.fromkeys(
    ("a", "an", "another", "his", "her", "their", "the"), 1
)
_VALUES["both"] = 2
_NOT_OF_PERSONS = (
    r"(?![\d,.:%/]|-|st\b|nd\b|rd\b|th\b| (?:years?|months?|a\.m|p\.m|am\b|pm\b|o'clock|percent|miles?|hours?|minutes?|days?"
    r"|weeks?|shots|rounds|times|block|feet|calib|blocks)\b)"
)
_DIGITS = rf"\d{{1,3}}{_NOT_OF_PERSONS}"
_WORDS = "|".join(_NUMBERS[1:])
_NUMBER = rf"(?:{_DIGITS}|{_WORDS}|an?|both|no|another)"
_ONE = (
    "person|victim|man|woman|boy|girl|child|kid|teen(?:ager)?|adult|student|officer|deputy|trooper|suspect|brother|sister"
    "|mother|mom|father|dad|son|daughter|husband|wife|toddler|infant|baby|newborn|youth|individual|bystander|resident"
    "|employee|worker|guard|soldier|marine|civilian|passenger|driver|relative|friend|male|female|juvenile|gunman|shooter"
    "|pedestrian|customer|clerk|grand(?:mother|father|son|daughter|parent)|uncle|aunt|cousin|nephew|niece|girlfriend"
    "|boyfriend|neighbou?r|patient|protester|farmer|teacher|police(?:man|woman)|fianc[eé]e?|step(?:son|daughter|father)"
    "|ex-(?:wife|husband|girlfriend|boyfriend)|robber|burglar|intruder|homeowner|owner|veteran|pastor|player|manager|parent"
    "|spouse|co-?worker|roommate|fisherman|journalist|doctor|nurse|pensioner|miner|pilot|sailor"
)
_MANY = (
    "people|persons|victims|men|women|boys|girls|children|kids|teens|teenagers|adults|students|officers|deputies|troopers"
    "|suspects|brothers|sisters|siblings|couple|toddlers|youths|individuals|bystanders|residents|employees|workers|guards"
    "|soldiers|marines|civilians|passengers|drivers|family members|relatives|friends|males|females|juveniles|pedestrians"
    "|customers|patrons|cousins|neighbou?rs|others|more|citizens|members|patients|protesters|sons|daughters|parents"
    "|grandparents|year-olds|twins|policemen|servicemen|pupils|teachers|tourists|rescuers|journalists|villagers|miners"
)
_PERSON = rf"(?:{_MANY}|{_ONE})"
_AGE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:year|month|week|day)s?[- ]olds?"
_STOP = (
    "and|was|were|who|after|in|on|by|at|for|with|to|from|that|is|are|has|have|had|said|says|of|as|when|while|police|killed"
    "|shot|dead|injured|wounded|then|including|where"
)
_ABBREVIATED = r"(?:[A-Z]|St|Ft|Mt|Jr|Sr|Sgt|Lt|Cpl|Dr|Mr|Mrs|Ms|[A-Za-z](?:\.[A-Za-z])+)\."
_MODIFIERS = (
    rf"(?:(?!{_PERSON}\b|(?:{_STOP}|least|most|than|{_WORDS})\b)(?:{_ABBREVIATED}|[A-Za-zÀ-ž][\w'’\-]*),? ){{0,3}}?"
)
_UNIT = (
    rf"(?:(?:his|her|their|the) )?(?:{_NUMBER} )?(?:(?:other|more|additional) )?(?:(?:{_AGE}) )?{_MODIFIERS}(?:{_PERSON}|{_AGE})\b"
    rf"(?: of \d+)?|(?:{_NUMBER}) others?\b"
)
_SELF = r"(?:him|her|them)?sel(?:f|ves)\b"
_AGED = r"(?:, \d{1,2}(?=,? (?:and|&) |, ))?"  # "a woman, 33, and her two sons"
_JOIN = rf"{_AGED}(?:,? and |, then |, | and then | & )"
_COUNT = rf"(?<!\bno )(?:(?:{_DIGITS}|{_WORDS})(?: others?| more)?|another)\b"


def _group(n: str = "") -> str:
    return rf"(?:(?P<g{n}>(?:{_UNIT})(?:{_JOIN}(?:{_UNIT}|{_SELF}))*)|(?P<b{n}>{_COUNT}))"


_ASIDE = r"(?:, (?:including|ages?|aged|among them) [^.;:()]{1,80}?,)?"  # "two people, including a child, were killed"
_BETWEEN = (
    _ASIDE
    + r"(?:,? +(?:\d{1,2},? )?(?:who |that )?(?:(?:was|were|is|are|has|have|had|been|being|later|also|reportedly|allegedly"
    r"|apparently|accidentally|critically|seriously|severely|badly|slightly|found|reported|left|confirmed|pronounced|police"
    r"|say|said|authorities|both|all|remain(?:s|ed)?|listed|another) ){0,4})"
)
_KILL = (
    r"(?:killed|dead|died|dies|die|fatally (?:shot|wounded|injured|stabbed)|shot (?:and killed|dead|to death|fatally)|slain"
    r"|murdered|gunned down|lost (?:his|her|their) (?:life|lives)|perished|executed|drowned)"
    r"(?! (?:a|an|his|her|their|the|him|them|two|three|four|five|six|\d+)\b)"
)
_HURT = (
    r"(?:(?:wounded|injured|hurt)(?! (?:(?:at least|more than|about|some|another|an?) )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens)\b)|hospitali[sz]ed|in (?:critical|serious|stable|fair|good)(?: but stable)? condition"
    r"|in (?:the )?hospital|(?:sent|taken|rushed|airlifted|flown|transported) to|recovering|critical|injuries|clinging"
    r"|fighting for|expected to (?:survive|recover|live))"
)
_SHOT = (
    r"(?:shot|struck by (?:a )?(?:gunfire|bullets?)|hit by (?:gunfire|bullets?)|struck|hit|gunshot (?:wounds?|victims?))"
    r"(?! (?:and killed|dead|to death|fatally|at\b|(?:him|her|them)self|(?:a|an|his|her|their|the|two|three|four|five|\d+)\b))"
)
_STATE = r"(?: (?:people |others )?(?:\w+ly )?(?:dead|wounded|injured|hurt|hospitali[sz]ed|in (?:critical|serious|stable|the hospital)))"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


KILLED, INJURED, SHOT = "killed", "injured", "shot"
MURDERED, ATTEMPTED = "murdered", "attempted"  # as charged: weaker than told
_AFTER = tuple(
    (kind, _form(rf"(?<![\w-]){_group()}{_BETWEEN} ?(?<=[ ,]){verb}\b"), _form(rf"\b{verb}\b"))
    for kind, verb in ((KILLED, _KILL), (INJURED, _HURT), (SHOT, _SHOT))
)
_BEFORE = (
    (
        KILLED,
        _form(
            r"\b(?:kill(?:ed|ing|s)?|claim(?:ed|ing|s)? the (?:life|lives) of|murder(?:ed|ing|s)?(?: of)?|deaths? of"
            r"|fatally (?:shot|shoots|shooting)|shot and killed|fatal shooting of|shooting deaths? of) " + _group()
        ),
    ),
    (INJURED, _form(r"\b(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing|s)?|sen(?:t|ds|ding)|put) " + _group())),
    (SHOT, _form(r"\b(?:shot|shoot(?:s|ing)?(?: of)?|struck|hit) " + _group())),
)
_LEFT = _form(
    rf"\b(?:left|leaves?|leaving) {_group()}(?P<tail>{_STATE})(?:,? (?:and )?{_group('2')}(?P<tail2>{_STATE}))?"
)
_FATALLY = _form(
    rf"\b(?P<n>{_WORDS}|\d) (?:(?:of them |of whom )?fatally|of (?:them|whom|the victims) (?:later )?(?:has |have )?"
    r"(?:died|was killed|were killed))\b"
)
_CHARGED = _form(
    rf"\b(?P<n>\d{{1,2}}|{_WORDS}) counts? of (?P<tried>attempted )?(?:(?:first|second|third)[- ]degree |capital |aggravated )?"
    r"(?P<tried2>attempted )?(?:(?:first|second|third)[- ]degree )?"
    r"(?:(?P<dead>murder|homicide|manslaughter)|(?:aggravated |felonious )?(?:assault|battery)|(?:malicious|unlawful) wounding)\b"
)
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_NTH = _form(
    rf"\b(?:an?|the) (?P<n>{'|'.join(_ORDINALS)}) (?:\w+ )?(?:victim|person|man|woman|boy|girl|teen(?:ager)?|child)\b"
)
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_FOLD = _form(
    r"\b(?P<n>double|triple|quadruple|quintuple) (?:(?P<shot>shootings?)|(?:\w+ )?(?:homicide|murder|killing|slaying|fatal\w*))\b"
)
BEFORE_VERB = 160  # code points: longer groups of persons were not seen in the GVA evaluation data
_SPLIT = re.compile(_JOIN)
_LEADING = re.compile(rf"(?:(?:his|her|their|the|all) )?({_NUMBER})\b", re.IGNORECASE)
_IS_AGE = re.compile(_AGE, re.IGNORECASE)
_IS_SELF = re.compile(_SELF, re.IGNORECASE)
_IS_MANY = re.compile(rf"\b(?:{_MANY})$", re.IGNORECASE)
_IS_ONE = re.compile(rf"\b(?:{_ONE}|{_AGE})(?: of \d+)?$", re.IGNORECASE)
_IS_COUNT = re.compile(rf"{_COUNT}$|{_NUMBER} others?$", re.IGNORECASE)
_PAIRS = ("couple", "parents", "grandparents", "twins")
_SURE = _form(r"(?:1|one|another|his|her|their|a second|the other)\b")


class Harmed(msgspec.Struct, frozen=True, kw_only=True):
    """So many persons of one ``kind`` (killed | injured | shot). ``sure``: a number is written, not only an article."""

    kind: str
    value: int
    span: Span
    sure: bool


def harmed(text: str) -> list[Harmed]:
    """Every count of harmed persons in text order. Pure; spans are code points of ``text``."""
    text = without_ages(text)
    told = [*_after(text), *_before(text), *_left(text), *_fatally(text), *_folds(text), *_nth(text)]
    return sorted(told, key=lambda each: each.span)


def charged(text: str) -> Iterator[Harmed]:
    """What somebody is charged with: "two counts of murder", "three counts of attempted murder". Pure, in text order."""
    for found in _CHARGED.finditer(text):
        tried = found["tried"] or found["tried2"] or not found["dead"]
        yield from _made(ATTEMPTED if tried else MURDERED, found["n"], found)


def _after(text: str) -> Iterator[Harmed]:
    for kind, form, verb in _AFTER:
        for start, end in _windows(text, verb):
            for found in form.finditer(text, start, end):
                yield from _made(kind, found["g"] or found["b"], found)


def _windows(text: str, verb: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches before verbs of harm, where their persons stand: most of a text has neither."""
    start = end = 0
    for found in verb.finditer(text):
        if found.start() - BEFORE_VERB > end:
            if end:
                yield start, end
            start = max(text.rfind(" ", 0, found.start() - BEFORE_VERB), 0)
        end = min(found.end() + 1, len(text))
    if end:
        yield start, end


def _before(text: str) -> Iterator[Harmed]:
    for kind, form in _BEFORE:
        for found in form.finditer(text):
            if (found["b"] or "").lower() != "one":  # "killed one": one of what?
                yield from _made(kind, found["g"] or found["b"], found)


def _left(text: str) -> Iterator[Harmed]:
    for found in _LEFT.finditer(text):
        for group, tail in ((found["g"] or found["b"], found["tail"]), (found["g2"] or found["b2"], found["tail2"])):
            if group and tail:
                yield from _made(KILLED if "dead" in tail.lower() else INJURED, group, found)


def _fatally(text: str) -> Iterator[Harmed]:
    for found in _FATALLY.finditer(text):
        yield from _made(KILLED, found["n"], found)


def _folds(text: str) -> Iterator[Harmed]:
    """ "A triple homicide" counts three; "a quadruple shooting" four shot, dead or alive."""
    for found in _FOLD.finditer(text):
        kind = SHOT if found["shot"] else KILLED
        yield Harmed(kind=kind, value=_TIMES[found["n"].lower()], span=Span(*found.span()), sure=True)


def _nth(text: str) -> Iterator[Harmed]:
    """ "A fourth victim": at least four were hit."""
    for found in _NTH.finditer(text):
        yield Harmed(kind=SHOT, value=_ORDINALS[found["n"].lower()], span=Span(*found.span()), sure=False)


def _made(kind: str, group: str, found: re.Match[str]) -> Iterator[Harmed]:
    value = _persons(group)
    if value is not None:
        sure = value != 1 or _SURE.match(group) is not None
        yield Harmed(kind=kind, value=value, span=Span(*found.span()), sure=sure)


def _persons(group: str) -> int | None:
    """How many persons the words name ("a woman and her two sons": 3); None for a plural without a number."""
    total = 0
    for part in _SPLIT.split(group):
        unit = part.strip().lower()
        leading = _LEADING.match(unit)
        if leading and not _IS_AGE.match(unit) and _is_persons(unit):
            word = leading.group(1)
            value = int(word) if word.isdigit() else _VALUES[word]
            total += 2 if value == 1 and "couple" in unit else value
        elif not _IS_SELF.match(unit) and _IS_MANY.search(unit):
            if not unit.endswith(_PAIRS):
                return None
            total += 2
        elif _IS_SELF.match(unit) or _IS_ONE.search(unit):
            total += 1
    return total or None


def _is_persons(unit: str) -> bool:
    """Whether the words name persons or are a bare count ("the latest incident" is neither)."""
    return any(form.search(unit) for form in (_IS_ONE, _IS_MANY)) or _IS_COUNT.match(unit) is not None
