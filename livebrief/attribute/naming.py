"""How sources are worded: unnamed ones and their types, stated reasons, the nouns of persons and of organisations."""

from __future__ import annotations

import re
from functools import lru_cache

from livebrief.nlp.words import fold

_UNNAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"^one of the (?:\w+ )?officials\b", "official"),
        (r"\bofficials\b|\bdiplomats\b|\bauthorities\b", "officials"),
        (
            r"\b(?:an?|one|another|senior|unnamed|western|municipal|the) (?:[\w’'-]+ ){0,4}(?:official|diplomat)\b"
            r"|^(?:unnamed|senior|western) (?:[\w’'-]+ ){0,3}(?:official|diplomat)\b",
            "official",
        ),
        (r"\banalysts\b|\bexperts\b|\bobservers\b", "analysts"),
        (r"\b(?:an?|one) (?:[\w-]+ ){0,2}(?:analyst|expert)$", "analyst"),
        (r"\breports\b|\bmedia\b|\bmessage\b|\brumou?rs?\b|\bposts\b", "reports"),
        (r"\b(?:eye)?witness(?:es)?\b", "eyewitness"),
        (r"\bresidents?\b|\binhabitants\b|\bneighbours\b|\bvillagers\b|\blocals\b", "resident"),
        (
            r"\bsources?\b|\bpeople (?:close|familiar|briefed|with)\b|\b(?:familiar with|briefed on|with (?:direct )?knowledge of) \w"
            r"|\b(?:an?|the) (?:[\w’'-]+ ){0,3}(?:spokes(?:man|woman|person)|commander|aide)\b",
            "source",
        ),
    )
)
_REASON = re.compile(
    r"(?:who |speaking |spoke |asked |asking |on (?:the )?condition of )[^.]{0,80}?"
    r"(?:anonym\w+|not (?:to )?be (?:named|identified)|named)[^.]{0,20}?"
    r"(?P<why>\b(?:because|since|as he|as she|as they|for fear|citing|due to)\b[^.\n]{3,160}?)(?=, (?:said|says|told|added|wrote|warned|confirmed)\b|, (?:the|an?|that) |[.\n]|$)",
    re.IGNORECASE,
)
REASON_REACH = 240  # code points behind the statement: the reason stands in the same or the next sentence
_PERSON = re.compile(
    r"(?:man|woman|person|mayor|minister|president|governor|premier|chief|director|secretary|official|ambassador|engineer|priest"
    r"|analyst|commander|captain|colonel|major|general|coach|leader|editor|deputy|prosecutor|warden|coordinator|head|chancellor"
    r"|senator|judge|lawyer|doctor|king|queen|prince|pope|aide|diplomat|resident|ministr[oa]|president[ea]|embajadora?|alcalde(?:sa)?"
    r"|gobernadora?|portavoz|directora?|міністр|президент|речник|речниця|мер|посол|министр|мэр)$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:ministry|service|embassy|military|army|force|forces|command|staff|authority|agency|government|union|society|company"
    r"|office|group|council|court|police|hospital|newspaper|organisation|organization|party|department|committee|institute|house"
    r"|administration|consulate|division|association|federation|foundation|network|firm|regulator|operator|board|bank|city|province|lines|monitor|centre|center|university|commission|navy|parliament"
    r"|coastguard|utility|club|times)$",
    re.IGNORECASE,
)
# Who does something is a person ("the retired welder"), unless a thing or a business is called so.
_DOER = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian|eer)|(?:wo)?man|-year-old|nurse|pupil|student|agent|client|patient|tenant|pensioner|accountant|applicant)$"
)
_NO_DOER = re.compile(
    r"(?:paper|maker|letter|poster|order|carrier|caster|tailer|insurer|lender|publisher|manufacturer|developer|provider"
    r"|supplier|producer|operator|regulator|monitor|centre|center|register|tracker|number|tanker|employer|charter)$"
)
_SEVERAL = re.compile(r"(?:[^s]s|people|police|family|couple|crew|team|public|crowd)$")
_AFTER_HEAD = re.compile(
    r" (?:of|for|at|to|in|from|with|on|near|who|which|that|familiar|briefed|close|behind|polled|surveyed|interviewed|led|seen|obtained|reviewed) |, "
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]+\s?){2,4}")
PAPER = re.compile(
    r"(?:Observer|Times|Post|Guardian|Gazette|Journal|Herald|Telegraph|Courier|Daily|News|Tribune|Mail|Independent|Press)$"
)
_ASIDE = re.compile(r",? (?:who|which|speaking|citing|asking)\b.*$", re.DOTALL)
DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their|our|el|la|los)\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def unnamed_type(words: str) -> str:
    """The type of an unnamed source by its words; empty for anything else."""
    return next((kind for form, kind in _UNNAMED if form.search(words)), "")


def stated_reason(text: str, start: int, end: int) -> str:
    """Why a source is not named, in the text's words, when it says so near ``[start, end)``."""
    found = _REASON.search(text, start, min(len(text), end + REASON_REACH))
    return found["why"].strip(" ,") if found else ""


@lru_cache(maxsize=8192)
def kind_of_words(words: str) -> str:
    """person | organisation | group | unknown, from the head noun (or the form of a name)."""
    bare = fold(DETERMINER.sub("", words))
    head = head_words(bare)
    if _PERSON.search(head):
        return "person"
    if _ORGANISATION.search(head):
        return "organisation"
    if _SEVERAL.search(head):
        return "group"
    plain = head_words(DETERMINER.sub("", words)).rsplit(" ", 1)[-1]
    doer = plain.islower() and _DOER.search(plain) and not _NO_DOER.search(plain)
    return "person" if doer or _NAME.fullmatch(words) else "unknown"


@lru_cache(maxsize=8192)
def head_words(words: str) -> str:
    """The words up to the head noun of a description, without what is said of it ("the mayor |of Tolm|")."""
    return _AFTER_HEAD.split(words, maxsplit=1)[0]


@lru_cache(maxsize=8192)
def description(words: str) -> str:
    """The words without their article or possessive."""
    return DETERMINER.sub("", _ASIDE.sub("", words)) or words
