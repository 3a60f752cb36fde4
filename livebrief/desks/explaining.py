"""Terms that a story leans on, and which question a sentence about one answers: what, how, disputed, numbers.

A term is founded by a sentence that says what it is, or by a heading that asks. Owns patterns only; refuses people, places
and everything that is no kind of thing one explains.
"""

from __future__ import annotations

import re

from livebrief.nlp.kinds import EXPLAINED
from livebrief.nlp.nations import nation_words
from livebrief.nlp.words import folded_tokens

_LEAD = r"^(?:[A-Z][A-Z ,.'’-]+ -- )?[“\"]?(?:(?:The|A|An)\s+)?"
_TERM = r"(?P<term>(?!(?i:it|they|these|this|that|those|there|he|she|we|you|what|who|which|some|all|most|many|both|each|one|two|its|his|her|our|their)\b)(?:[\w-]+\s){0,3}?[\w-]+)"
_SAYS_WHAT = re.compile(
    _LEAD
    + _TERM
    + r"(?:\s\([^)]+\))?(?:,\s[^,]{3,80},)?\s(?:is|are)\s(?:\w+ly\s)?(?P<is>(?:(?:an?|the|one of the)\s|(?<=are\s)(?!\w+ing\b))(?:[\w.’'-]+,?\s){0,5}"
    + EXPLAINED
    + r"\b|designed|built|hidden|buried|meant|intended|used|laid)"
)
# "Storm Shadow, an air-launched cruise missile, has …"
_APPOSED = re.compile(
    _LEAD
    + r"(?!(?:Meanwhile|However|Separately|Earlier|Later|Still|Also|Then|Now|On|In|At|By|For|After|Before|Under|During|Since)\b)"
    + _TERM
    + r",\s(?P<is>(?:an?|the|its|[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?['’]s?)\s(?:[\w-]+\s){0,4}"
    + EXPLAINED
    + r")(?:\s(?:that|which|with|of|made|built|fired|launched|used|known|called|run|operated|owned|based|founded|created|set|charged|designed|meant|for|by|in|from)\b[^,]*)?,\s"
)
# "Storm surge, the rise in sea level pushed ashore by wind, kills …": a kind of thing, with what is always so of it.
_APPOSED_KIND = re.compile(
    _LEAD + _TERM + r",\s(?P<is>(?:an?|the)\s[^,]{8,120}),\s(?:is|are|can|may|(?!was\b|has\b|says\b)\w+[^s\W]s)\b"
)
# "The barrier at Halden, which cost $900 million, consists of 62 gates": what a thing of a kind is made of.
_CONSISTS = re.compile(
    _LEAD
    + _TERM
    + r"(?P<more>\s(?:at|in|of|near)\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?(?:,\s[^,]{3,80},)?\s(?:consists?\sof|(?:is|are)\smade\sup\sof|comprises?|works?\sby|refers?\sto|stands?\sfor)\s"
)
# "A drone known as the Baba Yaga": a name given to a thing of a kind.
_KNOWN_AS = re.compile(
    EXPLAINED
    + r"\s(?:known|nicknamed|dubbed)\s(?:as\s)?(?:the\s|an?\s)?[“\"']?(?P<term>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})"
)
# "The Saffir-Simpson scale, which ranks hurricanes by wind speed, …"
_WHICH = re.compile(
    _LEAD
    + _TERM
    + r",\s(?:which|a (?:measure|way|method|term|name|kind|type|form|system|practice|technique|process)\b)\s?(?P<is>(?:(?:is|are|can)\b|(?!was\b|has\b|ha[sd]\b)\w+s?\b)[^,]{8,120}),\s"
)
# "A levee is a bank of earth built to …": a kind of thing with an article on either side.
_GENERIC = re.compile(
    r"^(?:An?)\s(?P<term>(?:[a-z][\w-]*\s){0,2}[a-z][\w-]*)\s(?:is|means)\s(?:an?|the|any|one of the)\s(?!man\b|woman\b|person\b|must\b|matter\b|question\b|sign\b|step\b|day\b"
    r"|good\b|bad\b|big\b|great\b|small\b|new\b|first\b|last\b|only\b|result\b|reason\b|victim\b|member\b|friend\b)"
    r"(?:[\w’'-]+\s){0,5}?[\w’'-]+\s(?:that|which|of|in which|where|used|built|made|fitted|designed|meant|caused|for|with|from)\b"
)
# Of a kind by its own name ("storm surges are …") whatever follows, unless it tells of a state or a happening.
_IS_ANYTHING = re.compile(
    _LEAD
    + _TERM
    + r"\s(?:is|are)\s(?!being\b|not\b|in\b|at\b|on\b|to\b|still\b|now\b|also\b|expected|reported|believed|said|under\b|over\b|ready|due\b|likely|\w+ing\b|\w+ed\b(?! with))"
)
_ASKS = re.compile(
    r"^(?P<q>What|How|Why|Who|Which|Where|Are|Is|Do|Does|Can)\b(?:\s\w+)*?\s(?:is|are|do|does|can|makes?|has|have)?\s*(?:an?|the|these|those)?\s*(?P<about>[^?]*)\?\s*$",
    re.I,
)
_KIND_WORD = re.compile(rf"\b{EXPLAINED}\b", re.I)
_COUNTED = frozenset(
    "first second third last one two three four five six russian ukrainian several many most some".split()
)
LEAST_WORDS = 2  # "the missile is …" is about one missile, "cruise missiles are …" about the kind
HEADING_WORDS = 12  # a question longer than this is prose
_HOW = re.compile(
    r"\b(?:batter(?:y|ies)|fuse[ds]?|detonat\w+|explod\w+|go(?:es)? off|launched from|fired from|guided|deliver(?:ed|s) by|scatter\w*|self-destruct\w*"
    r"|powered|under (?:a|the) weight|trigger\w*|works? by|by means of|deployed|carr(?:y|ies)|steered|inert|deactivat\w+|sensors?|radar|fins|wings"
    r"|consists? of|made up of|hard to (?:intercept|detect|find|remove|stop)|can be (?:fired|launched|dropped|laid)|lowered|raised|pumps?|filters?|regulat\w+|oversees?"
    r"|when (?:the|a|its)\b[^.]*\b(?:steps?|walks?|runs? out|touch\w*))\b",
    re.I,
)
_DISPUTED = re.compile(
    r"\b(?:critici[sz]\w+|controvers\w+|dangers?|dangerous|doubt\w*|indiscriminate|reckless|oppos\w+|risks?|cannot tell|lingering|still live"
    r"|war crimes?|inhuman\w*|critics?|opponents?|concerns?|too (?:close|slow|weak|costly|expensive|easily|far)"
    r"|disput\w+|condemn\w+|setback|sets back|unlawful|illegal|problematic|outlaw\w*)\b|\b(?:are|were|is|was) live after\b",
    re.I,
)
_WHAT = re.compile(
    r"\b(?:has|have) a (?:range|warhead|length|weight|capacity)\b|\b(?:size|shape) of\b|\b(?:is|are) (?:\w+ly )?(?:an?|designed|hidden|buried|meant|built)\b",
    re.I,
)
POINTS = re.compile(r"^[“\"]?(?:It|They|Its|Their|These|Because they|According to [^,]+,)\b", re.I)
MEASURES = frozenset(
    "second minute hour day week month year m km cm mm metre kilometre kg g tonne gram kilogram percent degree celsius".split()
)
NAMES_NOT = frozenset("here there today now also message yesterday tomorrow".split())


def folded(words: str) -> tuple[str, ...]:
    """The words as terms are compared: no case, no articles, no hyphen behind "anti", singular."""
    plain = re.sub(r"\b([Aa]nti)-", r"\1", words)
    plain = re.sub(r"(?<=[a-z])-\d+\w*\b", "", plain)  # "Shahed-136": spoken of as the Shahed
    return tuple(_singular(token) for token in folded_tokens(plain) if token not in ("the", "a", "an", "new", "land"))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def term_of(sentence: str) -> tuple[int, int] | None:
    """The term that the sentence says what it is: a named thing of an explainable kind, or such a kind with a word that
    marks it ("antipersonnel mines")."""
    generic = _GENERIC.match(sentence)
    if generic is not None:
        return generic.span("term")
    hit = _SAYS_WHAT.match(sentence) or _APPOSED.match(sentence)
    if hit is not None:
        return _called(hit)
    return next((spot for form in (_set_apart, _made_of, _named_so, _loosely) if (spot := form(sentence))), None)


def _called(hit: re.Match[str]) -> tuple[int, int] | None:
    """Of a term and what it is said to be: the term, if it is a kind with a mark or a name of a thing of some kind."""
    term = hit["term"]
    if term in nation_words() or term.casefold() in NAMES_NOT:
        return None
    kind, words = _KIND_WORD.search(term), term.split()
    named = bool(words) and words[-1][:1].isupper() and _KIND_WORD.search(hit["is"]) is not None and len(words) <= 4
    return hit.span("term") if (kind and len(words) >= LEAST_WORDS) or named else None


def _set_apart(sentence: str) -> tuple[int, int] | None:
    """ "X, which ranks …," and "storm surge, the rise in …,": terms of a kind, set apart by what they are."""
    which, apposed = _WHICH.match(sentence), _APPOSED_KIND.match(sentence)
    words = which["term"].split() if which else []
    if which and len(words) >= LEAST_WORDS and (which["is"].startswith("means ") or _KIND_WORD.fullmatch(words[-1])):
        return which.span("term")
    if apposed is not None and _is_kind(apposed["term"]) and apposed["term"].split()[0].casefold() not in _COUNTED:
        return apposed.span("term")
    return None


def _made_of(sentence: str) -> tuple[int, int] | None:
    hit = _CONSISTS.match(sentence)
    if hit is None or _KIND_WORD.search(hit["term"]) is None:
        return None
    return hit.start("term"), hit.end("more") if hit["more"] else hit.end("term")


def _named_so(sentence: str) -> tuple[int, int] | None:
    hit = _KNOWN_AS.search(sentence)
    return hit.span("term") if hit else None


def _loosely(sentence: str) -> tuple[int, int] | None:
    hit = _IS_ANYTHING.match(sentence)
    return hit.span("term") if hit and _is_kind(hit["term"]) else None


def _is_kind(term: str) -> bool:
    """Whether the words are a kind by its own name: "storm surges", "cruise missiles"."""
    words = term.split()
    return (
        len(words) >= LEAST_WORDS
        and all(word.islower() for word in words[1:])
        and _KIND_WORD.fullmatch(words[-1]) is not None
    )


def head_of(key: tuple[str, ...]) -> str:
    """The word that a term is spoken of by: its last, or the one before a place ("the barrier at Halden")."""
    link = next((n for n, word in enumerate(key) if word in ("at", "in", "of", "near") and n), len(key))
    return key[link - 1]


def is_definition(sentence: str) -> bool:
    """Whether the sentence defines a thing by itself ("a levee is a bank of earth built …", "X, a measure of …,")."""
    return _GENERIC.match(sentence) is not None or _WHICH.match(sentence) is not None


def kind_in(sentence: str, at: int) -> str:
    """The kind of thing that the words behind a term call it ("the Oreshnik is a ballistic missile": missile), or none."""
    hit = _KIND_WORD.search(sentence, at)
    return _singular(hit.group().casefold()) if hit else ""


def asked(sentence: str) -> tuple[str, str] | None:
    """A heading's question and what it is about: ("what", "a Tolva"); None for prose."""
    hit = _ASKS.match(sentence.strip())
    if hit is None or len(sentence.split()) > HEADING_WORDS:
        return None
    return hit["q"].casefold(), hit["about"]


def is_subject(sentence: str, key: tuple[str, ...]) -> bool:
    """Whether the sentence is about the term: it begins with the term, its head ("the mines"), a pronoun, or a part of it
    ("its battery")."""
    bare = re.sub(_LEAD, "", sentence)
    bare = re.sub(r"^(?:that|Nonetheless,|However,|According to [^,]+,(?: [^,]+,)?)\s+", "", bare)
    if _PART.match(bare) or _THEN_ITS_PART.search(bare):
        return True
    tokens = folded(" ".join(bare.split()[: len(key) + 3]))
    return tokens[: len(key)] == key or head_of(key) in tokens[:2]


_THEN_ITS_PART = re.compile(r"[:;]\s+(?:its|their)\s")
_PART = re.compile(
    r"(?:it|they|its|their|(?:a|the) (?:batter(?:y|ies)|fuse|warhead|engine|sensor|detonator|trigger|charge|casing|launcher))\b",
    re.I,
)


def question_of(sentence: str, *, about: bool, opposed: bool) -> tuple[str, ...]:
    """The questions that a sentence answers. ``about``: the term is its subject; ``opposed``: its speaker opposes, or it
    stands close under a heading that asks why."""
    found = []
    if opposed or _DISPUTED.search(sentence):
        found.append("disputed")
    if about and _HOW.search(sentence):
        found.append("how")
    if about and (term_of(sentence) is not None or (_WHAT.search(sentence) and "disputed" not in found)):
        found.append("what")
    return tuple(found)
