"""The words of rumours: what carries one, what says that it circulates, what brands it, and on what grounds.

Owns words only. A claim that two sides dispute is no rumour: something must circulate, or be branded a fake or a hoax.
"""

from __future__ import annotations

import re

CARRIER = re.compile(
    r"\b(?:messages?|videos?|posts?|letters?|rumou?rs?|images?|photos?|photographs?|pictures?|recordings?|clips?|screenshots?|audio|leaflets?"
    r"|websites?|alerts?|warnings?|e-?mails?|text messages?|forward(?:s|ed)?|documents?|phone calls?|information|stor(?:y|ies)|reports?|footage|memes?"
    r"|adverts?|hotlines?|calls(?= (?:urging|telling|from))|(?<=\bthe )claims?|(?<=\bthis )claims?|(?<=\ba )claim|(?<=\bfalse )claims?|(?<=\bviral )claims?|(?<=\bonline )claims?"
    r"|(?-i:Claims)(?= that\b))\b",
    re.I,
)
# No rumour without one of these stems: a cheap look before the patterns.
GATE = re.compile(
    r"fake|false|untrue|hoax|fabricat|forge|doctored|disinformation|misinformation|bogus|made-up|not true|debunk|baseless|circulat|spread"
    r"|going (?:a)?round|viral|shared|rounds|rumou?r|artificial intelligence|\bAI\b|deepfake|misleading|unfounded|manipulat|staged|out of context|filmed|taken in|altered|not (?:yet )?been (?:checked|verified)|unverified|unchecked|yet to be",
    re.I,
)
# Of these a brand short of "fake" makes a rumour; a report or a claim called false is a dispute.
SURE_CARRIER = re.compile(
    r"\b(?:messages?|videos?|posts?|letters?|rumou?rs?|images?|photos?|photographs?|pictures?|recordings?|clips?|screenshots?|audio|leaflets?"
    r"|websites?|alerts?|warnings?|e-?mails?|(?-i:Claims)(?= that\b))\b",
    re.I,
)
_FALSE = r"fakes?(?! news\b)|faked|false|untrue|hoax(?:es)?|fabricat\w+|forger(?:y|ies)|forged|doctored|disinformation|misinformation|bogus|made-up|not true|debunk\w+|baseless|unfounded|misleading|deepfakes?"
_MADE = (  # how a picture or recording is shown to be none of what it is said to be
    r"AI-generated|(?:generated|created|made|produced) (?:by|with|using) (?:an? )?(?:artificial intelligence|AI)\b|digitally (?:altered|manipulated|created|edited)"
    r"|(?:manipulated|staged|taken out of context)|(?:filmed|taken|recorded|shot) (?:in|at|during|on) [^.;]{0,30}?\b(?:19|20)\d\d\b|(?:filmed|taken|recorded) (?:years|months) (?:ago|earlier|before)"
)
MADE = re.compile(rf"\b(?:{_MADE})", re.I)
_FALSE = rf"{_FALSE}|{_MADE}"
FALSE = re.compile(rf"\b(?:{_FALSE})\b", re.I)
STRONG = re.compile(
    rf"\b(?:{_MADE}|deepfakes?|fakes?|faked|hoax(?:es)?|fabricat\w+|forger(?:y|ies)|forged|doctored|disinformation|misinformation|bogus|debunk\w+)\b",
    re.I,
)
BRANDED = re.compile(
    rf"\b(?:{_FALSE})\s+(?:\w+\s+)?{CARRIER.pattern}"
    rf"|{CARRIER.pattern}[^.;]{{0,80}}?\b(?:is|are|was|were|as|a|be)\s+[\"“']?(?:{_FALSE})\b"
    rf"|\bcall(?:ed|s|ing)\s[^.;]{{0,60}}?\s[\"“']?(?:{_FALSE})\b|\b(?:it|this|that|they) (?:is|was|are|were) (?:an? )?(?:{_FALSE})\b",
    re.I,
)
THE_CLAIM = re.compile(r"(?:The|This|That) (?:claim|rumou?r|story|report)\b(?! that\b)")  # told in the sentence before
POINTED = re.compile(rf"\b(?:it|this|that|they) (?:is|was|are|were) (?:an? )?[\"“']?(?:{_FALSE})\b", re.I)
SPECIFIC = re.compile(rf"\b(?:the|this|that|these|those|an?|its|his|her)\s+(?:\w+\s){{0,2}}?{CARRIER.pattern}", re.I)
REFERRED = re.compile(
    r"\b(?:information|message|warning|threat|report)s?\b[^;]{0,60}?\b(?:referr\w+ to|cited|mentioned)\b",
    re.I,
)
WARNED = re.compile(r"\b(?:information|warn\w*|threat\w*|attack\w*|strikes?|alert\w*)\b", re.I)
TRUE = re.compile(
    r"\b(?:is|are|was|were|as)\s+[\"“']?(?:authentic|genuine|true|accurate|real)\b|\bconfirmed (?:its|the) (?:authenticity|truth)\b",
    re.I,
)
OFFENCE = re.compile(  # "spreading fakes" as a crime: a law, no rumour
    r"\b(?:law|laws|crimes?|criminal|offen[cs]es?|charged|convicted|sentenced|fined|jailed|court|prosecut\w+|imprison\w+)\b",
    re.I,
)
CIRCULATES = re.compile(
    r"\b(?:circulat(?:e|es|ing)\b|circulated (?:on|in|via|through|online|widely|among)|spread(?:s|ing)?|going (?:a)?round|went viral|gone viral|goes viral|viral|being shared|shared (?:widely|thousands|on|in|via)"
    r"|making the rounds|rumou?rs? (?:that|of|about))\b",
    re.I,
)
UNCHECKED = re.compile(
    r"\b(?:(?:has|have) not (?:yet )?been|(?:is|are) (?:still )?(?:yet to be|being)|(?:could|can) not (?:yet )?be|remains?) (?:independently )?(?:checked|verified|unverified|unchecked)\b",
    re.I,
)
POSTED = re.compile(r"\b(?:posted|published|uploaded|sent) (?:on|in|to|via)\b", re.I)
SAYS = re.compile(
    r"\b(?:which|that|and)?\s*(?:claim|claims|claimed|claiming|(?:say|says|said)(?= that)|saying|announc\w+|list(?:s|ed|ing)|urg(?:es|ed|ing)|order(?:s|ed|ing)|tell(?:s|ing)|invit(?:es|ed|ing)|promis(?:es|ed|ing)|appear(?:s|ed|ing)? to show|said to show|warn(?:s|ed|ing)?(?: of)?|alleg\w+|read|reads|stat(?:es|ed|ing)"
    r"|show(?:s|ed|ing)?|purport\w+)\s+(?:to show\s+)?(?:that\s+)?|\b(?:about|of|rumou?rs? that)\s+",
    re.I,
)
READS = re.compile(
    r"[\"”]\s*,?\s*(?:it (?:read|reads|went)|the (?:message|post|text|letter|note|e-?mail|recording) (?:read|reads|said|says|warned))\b",
    re.I,
)
ITSELF = re.compile(  # where a sentence that told what a rumour says goes on about the rumour
    rf"\s(?:is|are|was|were|has been|have been)\s+(?:being\s+|an?\s+)?[\"“']?(?:{_FALSE}|spread\w*|circulat\w+|shared|going|viral|passed)\b|\s(?:has|have) not (?:yet )?been (?:checked|verified)\b",
    re.I,
)
CHANNEL = re.compile(
    r"(?:\b(?:in|on|via|through|across|by)\s+(?P<where>(?:[\w-]+\s){0,2}?(?:messenger|messaging|messengers|social|telegram|whatsapp|facebook"
    r"|twitter|(?-i:X)(?=[\s,.;])|tiktok|viber|instagram|youtube|vkontakte|signal|e-?mail|text message|chat|phone)s?(?:\s+(?:groups?|channels?|networks?|media|apps?"
    r"|chats?|platforms?|messages?|services?))*(?-i:\s+(?:in|of)\s+[A-Z]\w+(?:\s[A-Z]\w+)*)?)"
    r"|(?P<who>(?:Messengers?|Social (?:media|networks?)|Telegram|WhatsApp|Facebook)[^.;]{0,30}?)\s*(?:…|\.\.\.|\s)\s*(?:is|are|has been|have been|were|was)\s+"
    r"(?:spread|circulat|shar))",
    re.I,
)
GROUNDS = re.compile(
    r"\b(?:because|contain(?:s|ed)?|carr(?:y|ies|ied)|bears?|bore|emblem|logo|letterhead|stamp|signature|grammat\w+|spelling|metadata|out of date"
    r"|does not exist|do not exist|did not exist|no such|old (?:photo|footage|video)|filmed in|taken in|dates? from|artificial intelligence|AI-generated|watermark|(?:does|do|did) not match|reverse image|edited|generated|inspected"
    r"|intact|given up|not been used|never (?:issued|sent|published)|not issued|typical of)\b",
    re.I,
)
ABOUT = re.compile(
    r"\b(?:it|its|the (?:message|video|post|letter|recording|image|photo|document|warning|alert|story|emblem|dam|bridge))\b",
    re.I,
)
