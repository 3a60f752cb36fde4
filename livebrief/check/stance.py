"""The stance of a statement to its claim (RumourEval's SDQC): from the act first, then from what the words say.

Owns stances. In order: an act that answers (denies, declines, cannot verify); words that leave the thing open; negation,
words that call it untrue, and opposites, each only where another statement of the claim affirms: a claim that is negative
for everybody ("no one was hurt") is supported by those who say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from livebrief.check.evidence import Seen
from livebrief.check.wording import calls_untrue, opposed, stems, telling
from livebrief.nlp.roots import denied, roots
from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.statements import Act
from livebrief.records.verdicts import Stance

BY_ACT = {
    Act.DENIES: Stance.DENIES,
    Act.DECLINES: Stance.COMMENTS,
    Act.NEITHER: Stance.COMMENTS,
    Act.OPPOSES: Stance.COMMENTS,
    Act.CANNOT_VERIFY: Stance.QUERIES,
    Act.NOT_CONFIRMED: Stance.QUERIES,
}
_OPEN = re.compile(
    r"\b(?:whether|unclear|unconfirmed|unverified|no (?:evidence|confirmation|proof)|(?:not|n't|never) (?:yet |been )*(?:known|clear|"
    r"verified|confirmed|established|proven)|cannot be (?:verified|confirmed|ruled out)|remains? to be (?:seen|established))\b",
    re.IGNORECASE,
)
_GROUND = re.compile(r"\b(?:because|since|given that|on the grounds? that)\b(?P<ground>.+)", re.IGNORECASE)
_WITHDRAWS = re.compile(
    r"\b(?:withdr(?:ew|aws?|awn|awing)|retract(?:ed|s|ing)?|recant(?:ed|s)?|disavow(?:ed|s)?|(?:took|takes|taken) back|walked back)\b",
    re.IGNORECASE,
)
_WAS_WRONG = re.compile(
    r"[.”\"’]*\s+(?:That|This|It|The (?:report|claim|statement)) (?:was|is|were) (?:wrong|incorrect|untrue|false|inaccurate|a mistake"
    r"|an error|in error|not (?:so|true|correct|the case))\b"
)
SHARED_GROUND = 2  # telling words that the ground and the claim have in common


def stances(seen: Sequence[Seen]) -> list[tuple[Stance, str]]:
    """Stance and its reason for each statement of one claim, in order. Pure; one statement alone supports or answers."""
    asserted = [each for each in seen if each.sighting.act not in BY_ACT]
    mixed = len({_negative(each) for each in asserted}) > 1
    plain = [each for each in asserted if not _negative(each) and not _calls_untrue(each)]
    named = [(_source(each), each) for each in plain]
    answered: dict[str, list[Seen]] = {}  # by source, what the others affirm: nobody answers their own words
    for source in dict.fromkeys(map(_source, seen)):
        answered[source] = [each for name, each in named if name != source]
    return [_one(each, mixed, plain, answered[_source(each)]) for each in seen]


def _one(seen: Seen, mixed: bool, plain: Sequence[Seen], others: Sequence[Seen]) -> tuple[Stance, str]:
    act, content = seen.sighting.act, seen.sighting.statement.content
    if takes_back(seen):
        return Stance.DENIES, "takes back what it said"
    if act is Act.OPPOSES and _gives_as_reason(content, others):
        return Stance.SUPPORTS, "gives it as the reason for opposing something"
    if act in BY_ACT:
        return BY_ACT[act], f"act: {act.value}"
    if others and _OPEN.search(content) and not _OPEN.search(others[0].sighting.statement.content):
        return Stance.QUERIES, "leaves open what others say"
    if mixed and _negates(seen, others) and not any(_share_figure(seen, other) for other in others):
        return Stance.DENIES, "negated, while others affirm"
    if others and _calls_untrue(seen):
        return Stance.DENIES, "calls untrue what others say"
    if pair := _opposed_to_first(seen, plain):
        return Stance.DENIES, f"says “{pair[0]}” where the first said “{pair[1]}”"
    return Stance.SUPPORTS, f"act: {act.value}"


def takes_back(seen: Seen) -> bool:
    """Whether the source withdraws what it had said, or the outlet says of its own report that it was wrong."""
    text, sgt = seen.document.text, seen.sighting
    if any(_WITHDRAWS.search(span.of(text)) for span in sgt.cue):
        return True
    own = sgt.source.kind == "outlet" or fold(sgt.source.name) == fold(seen.document.outlet)
    return own and bool(sgt.content) and _WAS_WRONG.match(text, sgt.content[-1].end) is not None


def _negates(seen: Seen, others: Sequence[Seen]) -> bool:
    """Whether it is negative, and takes back a word of what others affirm where its own words say what it takes back: "did
    not lower his figure" says nothing against "kept it"."""
    if not others or not _negative(seen):
        return False
    mine = denied(folded_tokens(seen.sighting.statement.content))
    return not mine or any(mine & _meaning(other.sighting.statement.content) for other in others)


@lru_cache(maxsize=1 << 12)  # what a claim's statements say: asked for once a pair, and copies say the same
def _meaning(content: str) -> frozenset[str]:
    return roots(folded_tokens(content))


def _opposed_to_first(seen: Seen, plain: Sequence[Seen]) -> tuple[str, str] | None:
    """The opposite words of the statement and of the claim's first affirmation, where that is another article's."""
    if not plain or plain[0].document.id == seen.document.id or _source(plain[0]) == _source(seen):
        return None
    return opposed(seen.sighting.statement.content, plain[0].sighting.statement.content)


def _source(seen: Seen) -> str:
    source = seen.sighting.source
    return source.actor or fold(source.name)


def _gives_as_reason(content: str, others: Sequence[Seen]) -> bool:
    """Whether what others say is the ground of an opposition: "very problematic because they signed the convention"."""
    found = _GROUND.search(content)
    ground = telling(stems(found["ground"])) if found else frozenset()
    return any(len(ground & telling(stems(each.sighting.statement.content))) >= SHARED_GROUND for each in others)


def _share_figure(one: Seen, other: Seen) -> bool:
    """Whether both give one number of one role: what counts the same thing alike denies nothing."""
    mine = {(each.role, each.value) for each in one.sighting.figures if each.value is not None}
    return any((each.role, each.value) in mine for each in other.sighting.figures)


def _negative(seen: Seen) -> bool:
    return seen.sighting.factuality.polarity == "negative"


def _calls_untrue(seen: Seen) -> bool:
    return calls_untrue(seen.sighting.statement.content)
