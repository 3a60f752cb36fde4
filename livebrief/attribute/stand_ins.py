"""The words that stand for a speaker named elsewhere: pronouns, relatives, "his office", "the same official". Data only."""

from __future__ import annotations

import re

PERSON_PRONOUN = frozenset("he she him her він вона он она él ella".split())
ON_A_SERVICE = re.compile(r"\s(?:у|в|на|en|on) (?:своєму |своем |su )?(?:Telegram|Facebook|Twitter|X|Instagram)\b.*$")
IT = frozenset({"it"})
MANY = frozenset({"they", "we", "them"})
BODY = re.compile(
    r"(?:government|ministry|military|army|parliament|embassy|authorities|presidency|cabinet)$", re.IGNORECASE
)
SEAT = re.compile(r" in (?P<seat>[A-ZÀ-Þ][\w’'-]+)")
WHOSE_OFFICE = frozenset(f"{whose} {what}" for whose in ("his", "her", "their") for what in ("office", "staff", "team"))
OWN_BODIES = frozenset(
    "ministry embassy service agency command staff office department mission consulate commission authority police".split()
)
SIDE_REACH = 400  # code points back in which a party spoken of gives "the government" its country (demo beat)
RELATIVE = frozenset({"who", "which", "that"})
BEING = re.compile(
    r"^(?P<who>(?:An?|The|Some) (?:[\w-]+ ){1,3}?)(?:is|are|was|were|has been|have been) (?P<doing>\w+ing\b.*)$"
)
SOME_OF_THEM = re.compile(
    r"(?:one|some|two|three|both|another|others|neither|most|many) of them|both|the two|the (?:other|others)"
)
SAME = re.compile(r"(?:the |this )?same (?P<who>[\w-]+)$")
MADE_BY = re.compile(
    r"^(?:[\w,.-]+ ){0,4}?(?:figures?|data|estimates?|statistics|numbers|documents?|reports?|statements?|stud(?:y|ies)|surveys?|polls?|minutes)"
    r" (?:(?!seen|obtained|reviewed|viewed|read|leaked)\w+ )?(?:by|from) (?P<who>.+?)(?: (?:in [A-Z][a-z]+|on \w+|last \w+|this \w+|earlier|late))?$"
)
# "A statement |by the manufacturer, Infusa AG|, was read out."
PAPER_BY = re.compile(
    r" (?:issued |published |released )?(?:by|from) (?P<who>[^.;\n]{3,60}?),? (?:was|were|is|has|had|published|issued|read|seen)\b"
)
