"""How words take a stand (refuting, hedging, affirming) and how much of one text another takes up.

Owns the word lists and measures that stance by content uses: for statements against a claim, for articles against a
headline. English; words are compared by a rough stem. Refuses to know what a text means: these are cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from livebrief.nlp.words import folded_tokens

_ENDINGS = (("'s", ""), ("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
SHORTEST = 3  # letters that an ending must leave


def stem(word: str) -> str:
    """The word without its inflection, roughly ("denies", "denied": deny … den): only ever compared with other stems."""
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending) + put
    return word


def _stems_of(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


REFUTING = _stems_of(
    "fake faked hoax hoaxes hoaxer false falsely fraud debunk debunks debunked debunking deny denies denied denying denial not"
    " never no nope doubt doubts doubtful despite refute refutes refuted refuting reject rejects rejected dismiss dismisses"
    " dismissed bogus pranks prank retract retracts retracted retraction untrue unfounded baseless fabricated fabrication"
    " photoshopped satire satirical disproved disproven incorrect wrong mistaken misleading myth lie lies lied lying contradict"
    " contradicts contradicted isn't wasn't didn't doesn't don't won't can't couldn't hasn't haven't aren't weren't nonsense"
    " rubbish inaccurate exposed fooled duped phony mislead apology apologizes apologised apologized correction staged"
)
HEDGING = _stems_of(
    "reportedly alleged allegedly apparently claim claims claimed claiming rumor rumors rumored rumour rumours rumoured"
    " unconfirmed unverified purported purportedly supposedly supposed suspected possible possibly might may could would maybe"
    " perhaps report reports reported reporting according source sources said says told believe believed believes speculation"
    " speculated question questions investigating investigate investigation confirm confirmed confirms confirming unclear"
    " unknown verify verified appears appear seem seems seemingly suggests suggest if whether likely unlikely plans plan"
    " planning expected potential"
)
AFFIRMING = _stems_of(
    "confirm confirms confirmed official officially proof evidence indeed true real announced announces reveals revealed shows"
    " video photo"
)
FLATLY = _stems_of(  # that it is not so, said outright
    "fake hoax false debunk bogus untrue unfounded baseless fabricated satire photoshopped prank retract refute deny denies"
    " denied myth lie rumor rumour"
)
UNTRUE = frozenset(  # predicates by which a speaker calls a thing untrue, folded
    "fake false untrue hoax bogus baseless unfounded fabricated fabrication lie lies nonsense invented disinformation"
    " groundless myth forgery".split()
)
COMMON = frozenset(
    "the a an and or of in on at to for from by with that which who is are was were be been has have had it its they their he"
    " his she her this these those as not into over after before about you i we our your my me him them us will would can could"
    " should do does did so if but than then there here what when where why how all any some more most other such no nor only"
    " own same too very s t just don now up out off down also".split()
)
_OPPOSITES = (
    "open closed", "opened closed", "reopened closed", "alive dead", "safe unsafe", "true false", "rise fall", "rose fell",
    "risen fallen", "increase decrease", "increased decreased", "won lost", "win lose", "accept reject", "accepted rejected",
    "began ended", "start stop", "started stopped", "arrived left", "captured lost", "hold lost", "holds lost", "retaken lost",
    "advance retreat", "advanced retreated", "allow forbid", "allowed forbidden", "lifted imposed", "support oppose",
    "intact destroyed", "intact failed", "intact damaged",
    "intact burst", "intact collapsed", "intact fallen", "stands collapsed", "stands destroyed", "standing collapsed",
    "standing destroyed", "holding collapsed", "holds burst", "running stopped", "working broken", "found missing", "signed refused", "innocent guilty",
    "legal illegal", "possible impossible", "enough short", "more fewer", "higher lower", "stronger weaker",
)  # fmt: skip
OPPOSITES = frozenset(frozenset(map(stem, pair.split())) for pair in _OPPOSITES)


@lru_cache(maxsize=20_000)  # sentences of the articles at hand: asked for with every headline or claim
def stems(text: str) -> tuple[str, ...]:
    """The stems of the text's words, in order."""
    return tuple(map(stem, folded_tokens(text)))


def telling(words: Iterable[str]) -> frozenset[str]:
    """The different words that mean something by themselves."""
    return frozenset(words) - COMMON


def calls_untrue(text: str) -> bool:
    """Whether the words say outright that something is false ("This message is a fake")."""
    return not UNTRUE.isdisjoint(folded_tokens(text))


@lru_cache(maxsize=1 << 12)  # of a claim: asked for again with every new statement, and copies say the same
def opposed(one: str, other: str) -> tuple[str, str] | None:
    """A pair of opposites of which each text has one only, where the two share most of their other words; else None."""
    mine, theirs = telling(stems(one)), telling(stems(other))
    for pair in OPPOSITES:
        here, there = pair & mine, pair & theirs
        if len(here) == len(there) == 1 and here != there:
            rest = min(len(mine), len(theirs)) - 1
            if rest > 0 and len(mine & theirs) >= SHARED * rest:
                return next(iter(here)), next(iter(there))
    return None


SHARED = 0.6  # of the shorter's other words: two opposite words alone do not make two texts about one thing


def mass(words: Iterable[str], rarity: Mapping[str, float], rarest: float) -> float:
    """The sum of the words' rarity; a word that is not listed is as rare as can be."""
    return sum(rarity.get(word, rarest) for word in words)


def runs(words: Sequence[str], n: int) -> frozenset[tuple[str, ...]]:
    """The runs of ``n`` words."""
    return frozenset(zip(*(words[start:] for start in range(n)), strict=False))
