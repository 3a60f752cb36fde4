"""What a source does by speaking, and how factual the content is given: from cue and content words alone.

Refuses inference: a conditional never becomes a statement, a denial's content is what is denied.
"""

from __future__ import annotations

import re

from livebrief.attribute.lexicon import ACT_OF
from livebrief.nlp.alternatives import opening_words, small
from livebrief.records.statements import Act, Factuality

FIXED: tuple[tuple[re.Pattern[str], Act], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), act)
    for pattern, act in (
        (r"\b(?:not|neither)\b.{0,12}\bconfirm\w*(?:,? n?or) den|\bconfirm or deny", Act.NEITHER),
        (
            r"^(?:neither|none|no) (?:could|can) be\b|\b(?:not|n[’']t|unable|cannot)\b.{0,24}\bverif|\bunable to\b.{0,16}\bconfirm|\b(?:could not|cannot|couldn[’']t)\b"
            r".{0,16}\bconfirm",
            Act.CANNOT_VERIFY,
        ),
        (r"\b(?:not|n[’']t|nor|no one has)\b.{0,24}\b(?:confirm|announc)", Act.NOT_CONFIRMED),
        (
            r"\b(?:declin|refus)\w+ to (?:comment|say|discuss|give|disclose|answer|name|provide|elaborate"
            r"|speak|identify|reveal)"
            r"|\bno (?:immediate )?comment|\b(?:not|n[’']t|neither|nobody|no one)\b.{0,16}\b(?:comment|respond|reply|discuss|be drawn"
            r"|answer|elaborate)"
            r"|\b(?:would not|wouldn[’']t|will not|did not|didn[’']t|does not|do not|could not|couldn[’']t|cannot) (?:say|give|specify|provide|disclose|reveal)\b",
            Act.DECLINES,
        ),
    )
)
_NO_COMMENT = re.compile(
    r"^\W*no comment\b|^\W*(?:that )?(?:it|he|she|they|we|I)? ?(?:could not|cannot|can[’']t|would not|will not) "
    r"(?:comment|discuss|confirm or deny|say (?:who|whether|what|when))"
    r"|^\W*(?:that )?(?:it|this) would (?:be|not be) (?:\w+ly )?(?:inappropriate|wrong|premature|improper|appropriate|right)"
    r"(?: for \w+)? to (?:comment|discuss|speculate)",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"^\W*(?:that )?(?:it|he|she|they) (?:was|were|is|are) (?:unable|not able) to (?:confirm|verify)"
    r"|^\W*(?:that )?(?:it|he|she|they) (?:could|can) ?not (?:independently )?(?:verify|confirm)",
    re.IGNORECASE,
)
# Searched in small letters (nlp/alternatives.py).
_NEGATED = re.compile(r"n[’']t\b|\b(?:not|cannot|never|no|nobody|none|neither|without)\b")
# "No more than ten", "not only", "a motion of no confidence", "without power" deny nothing of what is said.
_DENYING = re.compile(
    r"n[’']t\b|\b(?:not(?! (?:only|just|least)\b)|cannot|never|nobody|nothing|none|neither|nor"
    r"|(?<! of )(?<! for )(?<! with )(?<! at )no(?! (?:more|less|fewer|later|earlier|sooner|doubt|matter|wonder)\b))\b"
)
_SENTENCE_END = re.compile(r"[.?!][\"”’)]*\s|,[\"”]\s")
LEAST_SENTENCE = 3  # words: "No. We trusted him." is read on
_BESIDE = re.compile(
    r"(?:, and|(?<!,),? but| and (?=(?:no|nobody|none|nothing)\b))\b.*"
    r"|[,;]? ?\b(?:after|because|until|unless|if|when|while|although|though|since|before|whose|where|who|which|despite)\b"
    r"[^,.;!?\n]*"
)
_PROBABLE = opening_words(r"(?:likely|probably|presumably|expected to|believed to|appears?|seems?|should)\b")
_POSSIBLE = opening_words(
    r"(?:may|might|could|possibly|perhaps|possible|potential|allegedly|reportedly|if|unless|whether)\b"
)
_FUTURE = opening_words(
    r"(?:will|would|shall|going to|plans? to|intends? to|tomorrow|next (?:week|month|year)|(?<=[’'])ll)\b"
)
_PRESENT = opening_words(r"(?:is|are|am|has|have|can|does|do|cannot|remains?|stands?|(?<=[’'])(?:s|re|ve|m))\b")
_REFUSES = re.compile(r"\b(?:declin|refus)\w*$", re.IGNORECASE)
POLARITY_REACH = 161  # code points: a longer statement is what its beginning is (demo beat)
_LOOK_AHEAD = 40  # code points: the infinitive after "declined" when a tagger counts it to the content
_QUERY = re.compile(r"\?\W*$")
_WORD = re.compile(r"[^\W\d_]+")
_FALSE = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,8}?(?<!of )(?:an? |all )?(?:complete |absolute |outright |pure )?[\"“‘']?"
    r"(?<!of a )(?:fake|false|untrue|lies?|fabricat\w+|hoax|nonsense)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:reckless|disappointing|problematic|unacceptable|shameful|disgrace\w*|illegal|unlawful|dangerous"
    r"|irresponsible|wrong|mistake|setback|outrage\w*|immoral|provocation|escalation|betrayal|absurd"
    r"|ridiculous|unfair|unjust)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:important|welcome|historic|excellent|brave|courageous|heroic|right decision|good news|great|crucial|vital|necessary"
    r"|step forward|breakthrough|success|wise)\b",
    re.IGNORECASE,
)
_UNREAL = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})


_CALLING = re.compile(r"\b(?:call(?:ed|s|ing)?|describ(?:ed|es|ing)|dubbed|dubbing|labell?(?:ed|ing))$")
_DOING = re.compile(r"^\W*(?:[\w’' -]{1,60}? )?(?:not )?to\b")
# Cue, content and the act that they make together, in this order of belief.
_TOGETHER: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, Act], ...] = (
    (re.compile(r"\bcall(?:ed|s|ing)? (?:on|for|upon)\b"), None, Act.URGES),
    (re.compile(r"\bcall(?:ed|s|ing)?$"), _FALSE, Act.DENIES),
    (_CALLING, _BLAME, Act.OPPOSES),
    (_CALLING, _PRAISE, Act.SUPPORTS),
    (re.compile(r"\bagree(?:d|s)?$"), re.compile(r"^\W*to\b"), Act.PROMISES),
    (re.compile(r"\b(?:criticisms? of|vot\w+ against|object\w* to|condemnation of|against)$"), None, Act.OPPOSES),
    (re.compile(r"\b(?:(?:support|praise) for|in favou?r of|vot\w+ for)$"), None, Act.SUPPORTS),
    (re.compile(r"\border(?:ed|s|ing)?$"), _DOING, Act.URGES),
    (re.compile(r"\b(?:asked|asks|demand\w+)$"), _QUERY, Act.SAYS),
    (re.compile(r"\bask(?:ed|s|ing)? for$"), None, Act.URGES),
    (re.compile(r"\bask(?:ed|s|ing)?\b"), re.compile(r"^\W*(?:[\w’' ]{1,40} )?(?:not )?to\b"), Act.URGES),
)


def act_of(cue: str, content: str) -> Act:
    """The act of one attribution; ``says`` when nothing more is known, and for what the source did *not* do by speaking."""
    said = f"{cue} {content[:_LOOK_AHEAD]}" if _REFUSES.search(cue) else cue
    for form, act in FIXED:
        if form.search(said):
            return act
    if _NO_COMMENT.search(content):
        return Act.DECLINES
    if _UNABLE.search(content):
        return Act.CANNOT_VERIFY
    if _NEGATED.search(cue.lower()):
        return Act.SAYS
    return _called(cue.casefold(), content) or _by_verb(cue)


def judges(content: str) -> bool:
    """Whether words that something is called praise or blame it."""
    return bool(_BLAME.search(content) or _PRAISE.search(content))


def _called(low: str, content: str) -> Act | None:
    """What depends on what follows: "called on", "called it a fake", "asked people to"; the first row that fits."""
    for cue, said, act in _TOGETHER:
        if cue.search(low) and (said is None or said.search(content)):
            return act
    return None


def _by_verb(cue: str) -> Act:
    acts = (ACT_OF.get(word, Act.SAYS) for word in _WORD.findall(cue.casefold()))
    return next((act for act in acts if act is not Act.SAYS), Act.SAYS)


def factuality(act: Act, content: str, cue: str = "") -> Factuality:
    """Polarity, certainty and tense of the content as its source gives it; a negated cue leaves both open."""
    low = small(content)
    if act in _UNREAL or _QUERY.search(content) or _NEGATED.search(cue.lower()):
        return Factuality(polarity="underspecified", certainty="underspecified", tense=_tense(act, low))
    return Factuality(polarity=_polarity(act, low), certainty=_certainty(act, low), tense=_tense(act, low))


def _polarity(act: Act, low: str) -> str:
    ends = (found.end() for found in _SENTENCE_END.finditer(low, 0, POLARITY_REACH))
    main = low[: next((end for end in ends if len(low[:end].split()) >= LEAST_SENTENCE), POLARITY_REACH)]
    negated = bool(_DENYING.search(_BESIDE.sub(" ", main)))
    return "negative" if negated or act is Act.DENIES else "positive"


def _certainty(act: Act, low: str) -> str:
    if _PROBABLE.search(low):
        return "probable"
    return "possible" if _POSSIBLE.search(low) or act is Act.WARNS else "certain"


def _tense(act: Act, low: str) -> str:
    if _FUTURE.search(low) or act in {Act.PROMISES, Act.URGES}:
        return "future"
    return "present" if _PRESENT.search(low) else "past"
