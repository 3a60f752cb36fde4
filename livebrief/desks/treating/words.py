"""The words of the treaties desk: which standing a verb tells, what leaving, counting and conflict are called.

Owns the patterns and the closed list of standings; refuses to say whose they are.
"""

from __future__ import annotations

import re

from livebrief.records.statements import Act

SIGNED, RATIFIED, ACCEDED, WITHDREW, PARTY, NOT_PARTY = (
    "signed",
    "ratified",
    "acceded",
    "withdrew",
    "party",
    "not a party",
)
SUSPENDED = "suspended"
PROPOSED, OPPOSED, ANNOUNCED = "withdrawal proposed", "withdrawal opposed", "withdrawal announced"
BOUND = frozenset({SIGNED, RATIFIED, ACCEDED, PARTY})  # "neither signed": not a party
_OBJECT = r"(?:it|them|the (?:\w+ )?(?:convention|treaty|protocol|pact|accord|statute|covenant|charter|agreement|deal)|(?:the )?[A-Z]\w+)"
STATUS = re.compile(
    rf"\b(?P<ratified>ratif(?:y|ies|ied))\b|\b(?P<acceded>acced(?:es?|ed) to|join(?:s|ed)? (?={_OBJECT}))"
    r"|\b(?P<suspended>suspend(?:s|ed) (?:its|their|[A-Z][\w.]+['’]s?) (?:participation|membership|obligations|compliance))\b"
    r"|\b(?P<revoked>revok(?:e[sd]?|ing) (?:its|their|[A-Z][\w.]+['’]s?) ratification)\b"
    rf"|\b(?P<withdrew>(?:withdr(?:ew|awn)|pulled out|quit|exited) (?:from |of )?(?={_OBJECT}))|\b(?P<signed>signed(?= {_OBJECT})|is a signatory"
    r"|are signatories|was a signatory)\b"
    r"|\b(?P<party>(?:(?:is|are|remains?|became|becomes?) (?:a |states? )?|(?<=, )(?:a |both |states? )?)part(?:y|ies)\b(?:(?= to)|(?=\.))|(?:is|are|remains?) bound by)"
    r"|\b(?P<left>(?:withdrawal|exit|departure)(?=(?: from\b[^.;]{1,80})? (?:took effect|came into (?:force|effect)|entered into force|became (?:effective|final)|is complete)))"
    rf"|\b(?P<leaving>(?:voted|decided|agreed|moved|chose)(?=(?: (?:in|on|last|this|late|early|overwhelmingly|unanimously|narrowly)(?: \w+){{0,2}})? to (?:leave|quit|withdraw from|exit|pull out of) {_OBJECT})"
    rf"|(?:deposited|submitted|filed|lodged|handed in|sent|notified)(?= [^.;]{{0,60}}\b(?:withdrawal|its (?:exit|departure))\b)"
    rf"|(?:began|begun|started|initiated|launched)(?= [^.;]{{0,40}}\b(?:leaving|withdraw\w*|exit(?:ing)?|quitting)\b))"
    r"|\b(?P<out>(?:is|are|was|were) (?:not|neither) (?:an? |states? )?(?:part(?:y|ies)|signator(?:y|ies)|members?)|never signed|(?:has|have|had) (?:not|never|not yet|yet to|refused to)"
    r" (?:sign(?:ed)?|join(?:ed)?|ratif(?:y|ied)|accede[sd]? to)|(?:remains?|stay(?:s|ed)?|is|are|kept) outside (?:the )?(?:convention|treaty|pact|accord|protocol|statute)|non-?(?:party|signatory|member)"
    r"|one of (?:the )?(?:only |few |some |about |[\w-]+ )*(?:countries|states|nations|governments) (?:that|which|to)(?: (?:have|has|had))? (?:not|never|yet|stayed|remained|stay|remain)[^,.;]{0,40}"
    r"|(?:ha(?:s|ve|d) )?(?:refused|declined) to (?:sign|join|ratify))\b"
)
KEYS = {
    "ratified": RATIFIED,
    "acceded": ACCEDED,
    "withdrew": WITHDREW,
    "revoked": WITHDREW,
    "suspended": SUSPENDED,
    "left": WITHDREW,
    "leaving": ANNOUNCED,
    "signed": SIGNED,
    "party": PARTY,
    "out": NOT_PARTY,
}
NEGATED = re.compile(
    r"\b(?:not|never|n['’]t|neither|yet to|without having|must|should|may|could|would|to|refus\w+ to)\s+(?:yet\s+)?$",
    re.I,
)
COUNTED = re.compile(r"\b(?:sign|ratif|join|acced|agree|part(?:y|ies)\b|member|adopt|bound)", re.I)
NEITHER = re.compile(r"\b(?:neither|none)\b[^.;]*$", re.I)
OWNS = re.compile(r"['’]s?\s+(?:\w+\s+)?")
COUNTRY_WORD = re.compile(r"\bthe (?:country|nation|state|government)\s+$", re.I)
LEAVING = re.compile(
    r"\b(?:withdraw(?:al|ing)?\b|pull(?:ing)? out|leav(?:e|ing)\b|quit(?:ting)?\b|tak(?:e|ing)\b[^.;]{1,60}?\bout of\b|exit(?:ing)?\b)",
    re.I,
)
CONFLICT = re.compile(
    r"\b(?:violat\w+|breach\w*|contraven\w+|contrary to|incompatible|inconsistent with|problematic|flout\w*|against the spirit)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\s+(?:from\s+|of\s+)?(?:the\s+)?[A-Z]\w+"
)  # "leave the International Court": no treaty is named
LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:the\s+)?")
THEIRS = re.compile(r"\b(?:their|its|his|her|the) (?:countr(?:y|ies)|states?|nations?|governments?)\b|\bthey\b", re.I)
STEP = re.compile(r"\b(?:step|move|decision|withdrawal|plan|leaving)s?\b", re.I)
WILL = re.compile(r"\b(?:will|would|intends? to|plans? to|decided to|is to|are to|going to)\s+(?:\w+ly\s+)?$", re.I)
IS = re.compile(r"\b(?:is|are|was|were|be)\s+(?:\w+ly\s+)?$", re.I)
PROPOSING = re.compile(
    r"\b(?:called? (?:on|for)|propos\w+|motion|wants?|recommend\w*|advis\w+|suggest\w+|urg\w+|consider\w*)\b",
    re.I,
)
OPPOSES = re.compile(r"\boppos(?:e|es|ed)\b")
PROPOSALS = frozenset({Act.URGES, Act.SUPPORTS, Act.PROMISES, Act.ANNOUNCES})
MONTHS = "January February March April May June July August September October November December".split()
# Where no statement of the sentence carries the date ("…, which the country ratified in June 2011").
IN_YEAR = re.compile(rf"[^.;]{{0,40}}?\bin\s+(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>(?:19|20)\d\d)\b")
HOW_MANY = re.compile(
    r"\b(?:(?P<least>more than|at least|over)\s+|(?P<about>about|some|nearly|almost)\s+)?(?P<n>\d[\d,]*)\s+(?:member\s+)?(?:states|countries|nations"
    r"|governments|(?:states )?parties|(?:member|signatory|party )?(?:states|members|signatories))\b",
    re.I,
)
