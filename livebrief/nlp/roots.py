"""Roots of words, for comparing what is asserted: "firing", "fired" and "fire" are one, and so are "struck" and "attack".

Owns a rough cut of endings, the irregular verbs of English and a short list of words that news uses for one another. Refuses grammar: two words of one
root need not mean the same, so nothing may follow from one shared root alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

_ENGLISH = """
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how if in into is it its just may me might more most must my no nor not now of off on once one only or other
    our out over own said same say says she should so some such than that the their them then there these they this
    those through to too two under until up upon very was we were what when where which while who whom why will with
    would you your told mr mrs ms according per new news
"""
FUNCTION_WORDS = frozenset(_ENGLISH.split())
_NEGATIONS = frozenset(
    """no not never nobody none nothing neither nor without cannot didn't doesn't don't isn't aren't wasn't weren't won't
    wouldn't can't couldn't hasn't haven't hadn't nicht kein keine ne pas не ні нет немає""".split()
)
_NEGATED_WITHIN = 3  # words behind a negation in which what it negates begins: "has not been hit", "no such regiment"
_ENDINGS = ("ations", "ation", "ings", "ing", "ians", "ian", "ers", "ies", "ied", "ed", "es", "ly", "s", "n")
_VOWELS = "aeiouy"
_SHORTEST = 3  # letters that must be left of a word
_LONGEST = 7  # letters kept: what differs behind them is an ending in most languages

# One line, one thing: words that reports of one happening use for one another. From reading GVA and the demo beat;
# widen it only by words that stand for each other in most news, and re-run `livebrief eval claims`.
_ALIKE = """
    kill killed killing die died dies dying dead death deaths deadly fatal fatally fatality fatalities slain perished
    injure injured injuring injury injuries wound wounded wounding wounds hurt
    strike strikes struck striking attack attacks attacked hit hits raid raids shelling shelled bombing bombed bombardment
    fire fired firing launch launched launches
    seize seized seizing capture captured captures captivity
    close closed closes closing closure shut shuts shutting
    pledge pledged pledges pledging promise promised promises commit committed donate donated donation
    police policeman officer officers deputy deputies
    suspect suspects gunman gunmen shooter shooters attacker attackers assailant assailants
    arrest arrested arrests detain detained detention custody
    house houses home homes flat flats apartment apartments
    car cars vehicle vehicles
    child children kid kids
    fake false hoax untrue fabricated
    begin begins began begun start starts started
    instruct instructed told tell order ordered
    toll count number
    help aid assistance relief
    money funds fund funding sum
    doctor doctors physician physicians
    hospital clinic infirmary
    talks negotiations negotiation
    ceasefire truce
"""
# Past forms that no ending tells, by verb. Left out are those that news uses more for something else: left, found, saw, felt.
_IRREGULAR = """
    become became; bend bent; bleed bled; blow blew blown; break broke broken; bring brought; build built; buy bought;
    catch caught; choose chose chosen; come came; deal dealt; draw drew drawn; drive drove driven; fall fell fallen; fight fought;
    flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen; get got gotten; give gave;
    go went gone; grow grew grown; hide hid hidden; hold held; keep kept; know knew known; lead led; lend lent; lose lost loss;
    make made; mean meant; meet met; pay paid; ride rode ridden; rise rose risen; run ran; seek sought; sell sold; send sent;
    shake shook shaken; shoot shot; show shown; sink sank sunk; speak spoke spoken; spend spent; spread; stand stood;
    steal stole stolen; swear swore sworn; take took; teach taught; tear tore torn; think thought; throw threw thrown;
    understand understood; win won; withdraw withdrew withdrawn; write wrote written
"""
_TWO = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_NUMBERS = _TWO | {"nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    bare = word.rstrip(_VOWELS)
    return (bare if len(bare) >= _SHORTEST else word)[:_LONGEST]


_VERB = {form: verb.split()[0] for verb in _IRREGULAR.split(";") for form in verb.split()[1:]}
_THING = {_cut(word): f"{line.split()[0]}*" for line in _ALIKE.strip().splitlines() for word in line.split()}


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """The root of a folded word; numbers stay as they are, small number words become digits. Law: a pure function."""
    word = word.removesuffix("'s")
    if word in _NUMBERS:
        return _NUMBERS[word]
    if not word or word[0].isdigit():
        return word
    cut = _cut(_VERB.get(word, word))
    return _THING.get(cut, cut)


def roots(words: Iterable[str]) -> frozenset[str]:
    """The different roots of the words that mean something by themselves."""
    return frozenset(root(word) for word in words if word not in FUNCTION_WORDS)


def denied(words: Sequence[str]) -> frozenset[str]:
    """The roots that a negation stands just before: of "the dam has not failed", the root of "failed"."""
    found = set()
    for n, word in enumerate(words):
        if word in _NEGATIONS:
            behind = (each for each in words[n + 1 : n + 1 + _NEGATED_WITHIN] if each not in FUNCTION_WORDS)
            if (first := next(behind, "")) and first not in _NEGATIONS:
                found.add(root(first))
    return frozenset(found)
