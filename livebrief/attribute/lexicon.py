"""The words of saying: verbs by act, fixed phrases, nouns of unnamed sources. Data only; refuses grammar.

Compiled from PolNeAR *train* (verbs that head at least three attributions and are right at least half of the time)
and from the house's own list of acts. Re-run `livebrief eval attribution` before changing a list.
"""

from __future__ import annotations

import re

from livebrief.attribute import foreign
from livebrief.nlp.alternatives import one_of
from livebrief.records.statements import Act

VERBS: dict[Act, str] = {
    Act.SAYS: (
        "informed informs notified said says say saying told tells tell telling added adds add adding noted "
        "notes noting explained explains "
        "explaining stated states stating argued argues arguing insisted insists insisting wrote write writes writing "
        "claimed claims claim claiming suggested suggests suggest suggesting stressed stresses stressing believes "
        "believe believed believing thinks think thought asked asks asking replied replies answered recalled recalls "
        "recalling maintained maintains contends contended concluded concludes continued observed remarked remarks "
        "commented read reads estimates estimated estimate acknowledged acknowledges acknowledging conceded admits "
        "admitted admitting emphasized emphasised declared declares declaring tweeted posted testified quipped joked "
        "recounted repeated reiterated reminded reminds describes described describing mentioned asserted asserts "
        "alleged alleges alleging indicated indicates indicating predicted predicts predicting expects expected "
        "hopes hoped knew knows feels felt agreed agrees counted reckons reckoned figured wondered wonders expressed "
        "expressing hinted implied argue note explain insist shouted exclaimed thanked speculated cautions "
        "found finds shows showed revealed reveals revealing complained lamented mocked touted echoed "
        "highlighted responded indicate "
        "questioned questioning proposed proposes cited cites sees acknowledge referenced emailed portrayed "
        "bemoaned hoping "
        "learned learnt heard thinking discussed lied joking speculated conclude stress assures assure concede want "
        "wants wanted "
    ),
    Act.ANNOUNCES: "announce announced announces announcing unveiled unveils",
    Act.CONFIRMS: "confirm confirmed confirms confirming",
    Act.DENIES: (
        "deny denied denies denying rejected rejects rejecting dismissed dismisses dismissing refuted refutes disputed "
    ),
    Act.WARNS: "threatened threatens warn warned warns warning cautioned",
    Act.ACCUSES: "accuse accused accuses accusing blamed blames blaming",
    Act.URGES: (
        "urge urged urges urging demanded demands demanding appealed begged advised advises recommended recommends "
    ),
    Act.PROMISES: "assured promised promises promising vowed vows vowing pledged pledges pledging",
    Act.SUPPORTS: (
        "hail endorsed endorses endorsing defended defends applauded thanking embraced hailed hails hailing "
        "welcomed welcomes welcoming backs favours favors favoured favored backed supports supported praised praises praising "
    ),
    Act.OPPOSES: (
        "criticised criticises criticized criticizes criticizing criticising condemned condemns condemning "
        "opposes opposed "
        "decried denounced denounces denouncing oppose slammed slams blasted blasts assailed mocks"
    ),
    Act.REPORTS: "reported reports reporting",
}
PHRASES: tuple[tuple[Act, str], ...] = (
    (
        Act.NEITHER,
        r"(?:did|does|do|would|could|will) (?:not|neither) (?:confirm|deny)(?:,? n?or)? ?(?:deny|confirm)?"
        r"(?=[^.]*?)|neither confirmed nor denied|(?:declined|refused) to confirm or deny",
    ),
    (
        Act.CANNOT_VERIFY,
        r"(?:could|can)(?: not|not) (?:be )?(?:independently |immediately )*(?:verif(?:y|ied)|confirm(?:ed)?)",
    ),
    (Act.CANNOT_VERIFY, r"(?:was|were|is|been) (?:unable|not able) to (?:independently )?(?:verify|confirm)"),
    (
        Act.NOT_CONFIRMED,
        r"(?:has|have|had|did)(?: not|n[’']t) (?:yet |officially |publicly )*(?:confirm(?:ed)?|announced?|commented)",
    ),
    (
        Act.DECLINES,
        r"(?:declined|declines|refused|refuses) (?:to|any) (?:comment|say|discuss|give|disclose|answer|name|provide|elaborate"
        r"|speak|identify|reveal)|(?:made|had|offered) no (?:immediate )?comment"
        r"|(?:would|could|will|can)(?: not|not) (?:comment|say|discuss|be drawn|elaborate|answer|disclose|specify|(?:give|provide|reveal|release)(?= (?:any |further |more )?details))"
        r"|did(?: not|n[’']t) (?:immediately )?(?:respond|reply|return|answer|comment|elaborate|specify|(?:give|provide)(?= (?:any |further |more )?details))",
    ),
    (
        Act.URGES,
        r"(?:called|calls|calling) (?:on|for|upon)|asked(?= (?:people|residents|citizens|readers|visitors|anyone)\b)",
    ),
    (
        Act.DENIES,
        r"(?:called|calling|calls)(?= (?:it|this|them|that)(?: all)? (?:an? )?(?:fake|false|lies?|nonsense|untrue))",
    ),
    (Act.SAYS, r"(?:called|calling|calls|described|describes|describing|dubbed|put|puts|gave|gives)(?= \S)"),
    (Act.SAYS, r"pointed out|points out|pointing out|made clear|makes clear"),
    (Act.SAYS, r"quot(?:ed|es) (?!by |on |in )[^.,;\x01]{2,60}? as saying"),
    (Act.SAYS, r"(?:was|were|is|are|been) quoted(?: [^.,]{0,80}?)? as saying"),
)
WITHOUT_COMPLEMENT = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})
"""Acts whose fixed phrase is an attribution even where nothing follows it."""

ACCORDING = rf"according to|in the (?:words|view|opinion) of|{foreign.ACCORDING}"
FOREIGN_VERBS = frozenset(verb for verbs in foreign.VERBS.values() for verb in verbs.split())
CLOSING = (
    frozenset(
        (
            "said says announced announces added adds reported reports told wrote warned warns confirmed claimed insisted explained "
            "stated states argued noted repeated replied acknowledged recalled maintained declared promised testified complained "
            "predicted concluded conceded admitted suggested tweeted posted say write writes heard"
        ).split()
    )
    | FOREIGN_VERBS
)
"""Verbs that may close a sentence (", X said."): then all the words before are what X said."""
SUPPOSED = frozenset({"said", "believed", "thought", "alleged", "reported"})
"""Followed by "to", what nobody in particular says ("a clip said to show the fire")."""
NOT_SAYING = frozenset(
    {"called", "calling", "calls", "described", "describes", "describing", "dubbed", "put", "puts", "gave", "gives"}
)
_WEAK_WORDS = (
    "found finds shows showed learned learnt want wants wanted discussed indicate sees thinking read expected "
    "knew knows felt feels figured counted agreed agrees estimate estimates estimated note states reports "
    "writing write say claim claims demands posted continued backed supported disputed observed hopes thought "
    "expressed expressing recounted warning add hailed believed alleged supports plans promises remarks "
    "answered repeated maintained maintains advised unveiled demanded "
)
WEAK = frozenset(_WEAK_WORDS.split())
"""Forms that are nouns, adjectives or plain verbs as often as saying: they need a subject and a complement."""

ACT_OF: dict[str, Act] = {
    verb: act for table in (foreign.VERBS, VERBS) for act, verbs in table.items() for verb in verbs.split()
}
AUXILIARY = (
    r"(?:(?:has|have|had|did|does|do|will|would|also|later|earlier|repeatedly|then|again|already|further|recently|only|not|"
    r"never|once|reportedly|previously|publicly|often|long) )*"
)
_PHRASES = "|".join(f"(?P<p{n}>{pattern})" for n, (_, pattern) in enumerate(PHRASES))
_VERBS = one_of(ACT_OF)
CUE = re.compile(rf"(?<![\w-])(?:(?P<according>{ACCORDING})|{_PHRASES}|(?:{AUXILIARY})(?P<verb>{_VERBS}))(?![\w-])")
"""In small letters, for ``small_letters(sentence)``: case ignored letter by letter takes twice the time."""
DEEDS = frozenset(
    (
        "ban bans banned banning sentence sentences sentenced allow allowed allowing pass passed passes impose imposes imposed "
        "adopted ratified launched launches built opened closed killed hit struck captured seized arrested detained "
        "fired hired elected appointed won lost bought sold paid suspended deployed evacuated moved brought meant visited arrived "
        "returned entered joined cancelled canceled provided provides supplied delivered received destroyed damaged expelled helped "
        "labelled labeled labelling labeling designed"
    ).split()
)
"""What a source does without speaking: the trained reader's corpus marks such deeds now and then, a briefing must not
print them as words (PolNeAR dev: one in two of them is marked, 40 of 2,174 attributions)."""
WORD = re.compile(r"[\w’']+")


def small_letters(sent: str) -> str:
    """The sentence in small letters, offsets kept: the few letters that become two stay as they are."""
    low = sent.lower()
    return low if len(low) == len(sent) else "".join(one if len(one.lower()) > 1 else one.lower() for one in sent)


HINTS = frozenset(ACT_OF) | frozenset(
    "not neither cannot no declined declines refused refuses unable able called calls calling asked asks describe describes "
    "describing dubbed put puts gave gives pointed points pointing made makes quoted quotes according words view opinion "
    "según acuerdo за по didn’t didn't hasn’t hasn't haven’t haven't hadn’t hadn't wouldn’t wouldn't".split()
)
"""Words of which a sentence must hold one before the cue pattern is worth a look (it costs most of the rules' time)."""


def act_of_match(found: re.Match[str]) -> Act:
    """The act that the matched words stand for, before anything else is known."""
    verb = found["verb"]
    if verb:
        return ACT_OF[verb.lower()]
    for n, (act, _) in enumerate(PHRASES):
        if found[f"p{n}"]:
            return act
    return Act.SAYS
