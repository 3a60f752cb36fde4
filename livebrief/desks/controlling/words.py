"""The words of holding a place: captured, lost, holds, contested, denied; what links a verb to its place; lists of settlements.

Owns patterns only. Refuses anything finer than a settlement.
"""

from __future__ import annotations

import re

CAPTURED, LOST, HOLDS, CONTESTED, DENIED, UNVERIFIED = (
    "captured",
    "lost",
    "holds",
    "contested",
    "denied",
    "cannot verify",
)
SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "settlement", "suburb"})
REACH = 4  # sentences behind one about a place that go on about it without naming it (looked at on the demo beat)
AROUND = 90  # code points between the verb and the place that it is about
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        LOST,
        re.compile(
            r"\b(?:withdr[ae]wn?|retreat\w*|pull(?:ed|ing)? (?:out|back)|forced out|driven out)\s+(?:of|from)\b|\b(?:lost|abandoned|ceded|gave up)(?= (?:control of|the (?:village|town|city)|(?-i:[A-Z])))",
            re.I,
        ),
    ),
    (
        CONTESTED,
        re.compile(
            r"\b(?:contested|disputed|fought over|grey zone|gray zone|(?:heavy |fierce |street )?fighting (?:for|over|in|inside)|(?:fighting|battles?|clashes|combat) (?:continues?|continued|goes on|go on|raged?|rages|(?:is|are|was|were) (?:still )?(?:under way|underway|going on|raging)) (?:for|over|in|inside)|(?:battle|fight) for|encircl(?:ed|ing|es)|surround(?:ed|ing|s)|besieg(?:ed|ing|es)|(?:entered|reached|broke through to) (?=[A-Z]))\b",
            re.I,
        ),
    ),
    (
        CAPTURED,
        re.compile(
            r"\b(?:captur(?:ed|es|ing|e)|seiz(?:ed|es|ing|e)|recaptur\w+|retak(?:en|es|ing|e)|retook|liberat(?:ed|es|ing|ion of|e)"
            r"|regain\w*(?: control of)?|w[oi]n back|occup(?:ied|ies|ying|y)|overr[au]n|stormed|conquer\w*|taken over|took over"
            r"|(?:taken?|took|taking)(?: (?:full|complete|total) control of| control of)?(?! (?:to|into|part|place|off|out|from|in|at|away|by)\b)|fallen|fell|raised (?:its|their|the|a) flag)\b",
            re.I,
        ),
    ),
    (
        HOLDS,
        re.compile(
            r"\b(?:(?<!being )(?<!been )(?<!be )(?<!was )(?<!were )(?:holds?|held)(?! (?:a|an|the|its|in|at|on|talks|elections?)\b(?! (?:\w+ ){0,3}(?:half|part|village|town|city|side|district)))|(?:is|are|was|remains?|entirely|fully|still) (?:\w+ )?under (?:\w+ )?control|under (?:full )?(?:\w+ )?control"
            r"|in (?:full )?control of|(?<=\bnot )(?:(?:yet|fully|entirely) )?control|controls|controlled|(?:still|now|are|were) holding(?! (?:an?|talks|out|on|up|back|off)\b)|in our hands|(?:is|are|was|were) ours|is our \w+|in (?:\w+ )?hands|in (?:the )?full possession of)\b",
            re.I,
        ),
    ),
)
INSIDE = re.compile(  # some of it is reached, none of it said to be held
    r"\b(?:entered|enter|entering|advanc(?:ed|ing) (?:into|inside)|pushed (?:into|inside)|broke(?:n)? (?:into|through into)|moved into|fought (?:their|its) way into"
    r"|infiltrat(?:ed|ing)(?: into)?|penetrated(?: into)?|gained a foothold in|established (?:a foothold|positions) in|(?:reached|are (?:now )?in|is (?:now )?in|seized part of)"
    r"(?= (?:the )?(?:outskirts|edges?|centre|center|suburbs|streets)))\b",
    re.I,
)
FORMS = (*FORMS, (CONTESTED, INSIDE))
FIGHTERS = re.compile(
    r"\b(?:troops|forces|soldiers|army|armies|military|rebels?|militants|militias?|fighters|insurgents|paramilitar(?:y|ies)|units|tanks|assault|infantry"
    r"|brigades?|general staff|defen[cs]e ministry|front ?line)\b",
    re.I,
)
OPPOSITE = {CAPTURED: DENIED, HOLDS: DENIED, LOST: HOLDS}  # what a side says that says it is not so
CAPTURES = next(form for word, form in FORMS if word == CAPTURED)
DATELINE = re.compile(r"[A-Z][^.;]{0,80}?\s(?:--|—|–)\s")
LINK = re.compile(  # what may stand between the verb and its place
    r"(?:[\s,'’]|\b(?:the|an?|its|their|villages?|towns?|city|cities|settlements?|hamlets?|suburbs?|district|outskirts|centre|center|of|whole|entire"
    r"|all|most|much|parts?|nearby|small|key|strategic|embattled|front-?line|eastern|western|northern|southern|central|half|side"
    r"|school|mill|station|airport|bridge|port|hospital|heights|hill|junction|in|at|full|complete|control|over|and|for|to"
    r"|army|military|garrison|headquarters|base|[A-Z][\w-]+['’]s|troops|neighbou?ring|surrounding|about|some|nearly|roughly|almost|around|more|than|a|third|thirds|quarters?|two-thirds|one-third|three-quarters|per|percent|cent|\d+%?|two|three|districts?|has|have|had|been|was|were|is|are|be|being|did|does|do|not|yet|but|it|never|fully|completely|now|entirely|under|still|again|already|yard|positions?"
    r"|streets?|town's|village's|city's|largely|mostly|inside|into)\b)*",
    re.I,
)
ANAPHOR = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?:village|town|city|settlement|school|mill|station|bridge|airport|port|half|rest|place)\b"
    r"|\b(?:it|its|they|either|both|this|that|the (?:report|claim|account|news))\b",
    re.I,
)
JOINED = re.compile(r"(?:,? and(?: the (?:village|town|city) of)?|,) ")
THE_CLAIM = re.compile(r"\b(?:claims?|reports?|accounts?|statements?|assertions?|announcement)\b", re.I)
OWNS_ONE = re.compile(r"['’]s?\s(?:\w+\s)?(?:suburb|village|settlement|town|district) of\s", re.I)
BACK = re.compile(r"^\s*(?:it|its|parts? of (?:it|the)|(?:of )?the (?:village|town|city|settlement|place))\b", re.I)
SO_CALLED = re.compile(
    r"\b(?P<kind>village|town|city|hamlet|settlement|suburb)s? of (?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)"
)
NAME = r"(?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w-]+)?)(?!['’]?\w| (?:Brigade|Corps|Division|Army|Regiment|Battalion|Convention|Treaty))"
IN_A_NAME = re.compile(
    r" (?:[A-Z]\w+ )*(?:Convention|Treaty|Protocol|Accords?|Agreement|Summit|Declaration|Statute|Brigade|Corps)\b"
)
FOUGHT_FOR = re.compile(
    rf"\b(?:battle|fighting|clashes|combat) (?:(?:continues?|continued|goes on|raged|rages|is under way|was under way|is raging) )?(?:for|in|inside) {NAME}"
)
BY_TROOPS = re.compile(
    rf"\b(?:troops|forces|soldiers|fighters|army|rebels|units|paramilitaries|insurgents)(?: (?:have|had|has|now|also|already))* (?:captured|abandoned|took|taken|seized"
    rf"|recaptured|liberated|overran|overrun|entered|retook|retaken|lost|occupied|stormed) {NAME}"
)
STANDS = re.compile(
    rf"{NAME} (?:remains?|is|are|stays?) (?:still |now )?(?:contested|disputed|under (?:\w+ )?control|in (?:\w+ )?hands)\b"
)
TAKEN = re.compile(  # a settlement only where the text also calls it one or says that something is in it
    rf"\b(?:(?:re)?captured|retook|retaken|recaptur(?:e|ed|ing)|liberated|overran|overrun|(?:took|taken|taking|seized|lost|regained) (?:full )?control of"
    rf"|withdr(?:ew|awn) from|pulled (?:back|out) (?:from|of)|retreated from|w[oi]n back|(?:holds?|held|controls?|controlled) (?:[\w-]+ ){{1,3}}of) {NAME}"
)
LISTED = re.compile(
    r"\b(?:villages|towns|settlements|hamlets) of (?P<names>[A-Z][\w'’-]+(?:(?:, (?:and )?| and )[A-Z][\w'’-]+)+)"
)
THE_PLACE = re.compile(r"\b(?:the|this) (?:whole |entire )?(?:village|town|city)\b", re.I)
NOT_YET = re.compile(
    r"\b(?:trying|tried|attempt\w*|plans?|planned|aims?|wants?|hopes?|could|may|might|would|will|threaten\w*|if|order\w*|failed|before)\b[^,;.]*$",
    re.I,
)
ABOUT_PLACES = re.compile(
    r"\b(?:captur|retak|retook|liberat|control|held?|hold|village|town|taken|changed hands|school|claim|account|report|loss|lost|fall|advance|gain|it)\w*\b",
    re.I,
)
WORD = re.compile(r"\w+")
