"""The words of giving: verb classes and what each says about the life of a pledge, kinds of things, appeals.

Classes after VerbNet (give-13.1, contribute-13.2, future_having-13.3) and the usage of aid reporting, looked at on the demo
beat and the founding articles. Owns words only; where they stand in a sentence is ``reading.py``.
"""

from __future__ import annotations

import re

ANNOUNCED, AUTHORISED, COMMITTED, DELIVERED = "announced", "authorised", "committed", "delivered"
CANCELLED, CONDITIONAL, DELAYED, REPORTED = "cancelled", "conditional", "delayed", "reported"
LIFTED, SET = "restriction-lifted", "restriction-set"

# Verbs by what their *past* says. In the future, or as an infinitive behind "decided to", all of them announce.
_HANDING = (
    r"giv(?:e|es|ing|en)|gave|provid(?:e|es|ed|ing)|send(?:s|ing)?|sent|suppl(?:y|ies|ied|ying)|donat(?:e|es|ed|ing)"
    r"|deliver(?:s|ed|ing)?|transfer(?:s|red|ring)?|ship(?:s|ped|ping)?|hand(?:s|ed|ing)? over|hand(?:s|ed|ing)?(?= (?:[\w'’,-]+ ){1,8}over\b)"
    r"|pay(?:s|ing)?|paid|lend(?:s|ing)?|lent|dispatch(?:es|ed|ing)?|contribut(?:e|es|ed|ing)|train(?:s|ed|ing)?|disburs(?:e|es|ed|ing)"
    r"|airlift(?:s|ed|ing)?|truck(?:s|ed|ing)?(?= (?:in|out|[\w,.]+ (?:tonnes|tons|boxes|litres|loads)))|releas(?:e|es|ed|ing)|wir(?:es|ed|ing)|flew in|fl(?:ies|ying|own) in|unload(?:s|ed|ing)?|rush(?:es|ed|ing)?|mov(?:es|ed) in|gift(?:s|ed|ing)|extend(?:s|ed|ing)?(?= (?:[\w.,$€£-]+ ){0,6}(?:loan|grant|credit|aid))"
    r"|(?:ma(?:ke|kes|king|de)) available|put(?:s|ting)? up(?= [$€£]?\d)"
)
_PROMISING = (
    r"pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|offer(?:s|ed|ing)?|announc(?:e|es|ed|ing)|unveil(?:s|ed|ing)?"
    r"|set(?:s|ting)? aside|earmark(?:s|ed|ing)?|propos(?:e|es|ed|ing)(?= (?:[\w'’-]+ ){0,3}[\w.,$€£-]*\d)"
)
_COMMITTING = (
    r"commit(?:s|ted|ting)?|allocat(?:e|es|ed|ing)|allot(?:s|ted|ting)?|budget(?:s|ed|ing)?(?= \S*\d)|contract(?:s|ed|ing)|grant(?:s|ed|ing)?"
    r"|(?:buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|procur(?:e|es|ed|ing)|fund(?:s|ed|ing)?|financ(?:e|es|ed|ing))(?= [^.;]{2,80}?\b(?:for|in) (?:the )?[A-Z])"
)
_APPROVING = (
    r"approv(?:e|es|ed|ing)|authori[sz](?:e|es|ed|ing)|clear(?:s|ed)|green-?light(?:s|ed)?|sign(?:s|ed)? off on"
    r"|(?:agree[ds]?|decid(?:e|ed|es)) (?:on |up ?on )?(?=(?:an?|another|further|new) (?:[\w.,$€£-]+ ){0,5}?(?:loan|grant|credit|package|tranche|donation|contribution)s?\b)"
)
_ENDING = (
    r"cancel(?:s|led|ed|ling|ing)?|withdr(?:aw|aws|ew|awn|awing)|scrap(?:s|ped|ping)?|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)? off|shelv(?:e|es|ed|ing)|ax(?:e|es|ed|ing)|back(?:s|ed|ing)? out of|pull(?:s|ed|ing)? out of|writ(?:e|es|ing) off|wrote off|written off|forgiv(?:e|es|ing|en)|forgave|end(?:s|ed|ing)? "
    r"(?:its|all|military|the) (?:\w+ )?aid"
)
_HOLDING = (
    r"delay(?:s|ed|ing)?|postpon(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|freez(?:e|es|ing)|froze(?:n)?"
    r"|halt(?:s|ed|ing)?|put(?:s|ting)? (?:off|on hold|on ice)|stopp(?:ed|ing)|block(?:s|ed|ing)?|hold(?:s|ing)?(?= (?:[\w'’-]+ ){1,4}(?:up|back)\b)|hold(?:s|ing)? (?:up|back)|held (?:up|back)|withh(?:old|olds|eld|olding)"
)
VERBS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stage, re.compile(rf"\b(?:{forms})\b"))
    for stage, forms in (
        (DELIVERED, _HANDING),
        (ANNOUNCED, _PROMISING),
        (COMMITTED, _COMMITTING),
        (AUTHORISED, _APPROVING),
        (CANCELLED, _ENDING),
        (DELAYED, _HOLDING),
    )
)
# No help without one of these stems: a cheap look before the patterns.
STEMS = tuple(
    "giv gave provid send sent suppl donat deliver transfer ship hand pay paid lend lent dispatch contribut train disburs airlift truck pledg"
    " promis offer announc unveil aside earmark commit allocat allot budget contract grant approv authori clear green sign cancel withdr scrap revok rescind"
    " call shelv ax back pull block stopp propos releas wir flew fl unload rush mov gift extend writ wrote forg end delay postpon suspend paus freez froz halt put hold held withh arriv came come reach land receiv took allow permit"
    " let lift eas loosen relax remov permission bar ban forb prohibit appeal loan money package buy bought purchas procur fund financ agree decid made make".split()
)
UNDONE = re.compile(  # what a plan or promise to give comes to
    rf"\b(?:(?P<ended>{_ENDING}|drop(?:s|ped|ping)?|abandon(?:s|ed|ing)?|reversed|terminated|backed away from)|(?P<held>{_HOLDING}))\s+(?:(?:its|their|a|an|the|his|her|earlier|all|any)\s+){{0,2}}"
    r"(?:plans?|decisions?|offers?|pledges?|promises?|commitments?|agreements?|deals?)\s+to\s+$"
)
FUTURE = re.compile(
    r"\b(?:will|would|shall|to|going to|['’]ll|set to|plans? to|intends? to|agreed? to|decided to|decision to|due to|about to|expected to)"
    r"\s+(?:\w+ly\s+)?(?:be\s+|have\s+)?$",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:may|might|could|should|must|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|discuss\w*|want(?:s|ed)? to|hopes? to"
    r"|urg\w+|ask\w*|used|stop\w*|prevent\w*|possibility|explor\w*|without|record of|able|call\w* (?:on|for)|request\w*|need\w*|refus\w+|declin\w+|unwilling|unable|fail\w*|if|whether|not|never|n['’]t)"
    r"\b(?:\s+[\w'’-]+){0,5}\s*$",
    re.I,
)
NOT_COMING = re.compile(
    r"\b(?:will|would) not (?:come|be (?:paid|sent|delivered|provided|given))\b|\bwon['’]t (?:come|be \w+)\b", re.I
)
FOLLOWS = re.compile(
    r"\b(?:will|would|is (?:due |set |expected )?to|are (?:due |set |expected )?to) (?:also )?(?:follow|arrive|come|be (?:handed over|delivered|sent|shipped))\b"
)
PAST_ARRIVAL = re.compile(
    r"\b(?:arriv(?:ed|ing)|came|has come|have come|have arrived|has arrived|reached|landed|received|took delivery of|was handed)\b"
)
CONDITION = re.compile(
    r"\b(?:on (?:the )?condition that|provided that|only if|conditional (?:up)?on|as long as|in exchange for)\b", re.I
)

LIFT = re.compile(
    r"\b(?:(?:has |have |had )?(?:allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|authori[sz](?:e|es|ed|ing)|let(?:s|ting)?|clear(?:s|ed|ing)?)"
    r"(?P<who>\s(?:[\w.'’-]+\s){1,5}?)to (?=use|fire|strike|launch|employ|hit|attack)"
    r"|(?:giv(?:e|es|en|ing)|gave|grant(?:s|ed|ing)?)(?P<whose>\s(?:[\w.'’-]+\s){1,4}?)(?:(?:the|a|its|their|formal|final)\s)*(?:green light|permission|approval|go-ahead|leave|clearance) to "
    r"(?=use|fire|strike|launch|employ|hit|attack)"
    r"|(?:has |have |had )?let(?:s|ting)?(?P<whom>\s(?:[\w.'’-]+\s){1,4}?)(?=use|fire|strike|launch)"
    r"|(?:lift|eas|loosen|relax|remov)(?:e|es|ed|ing|s)? (?:\w+ ){0,3}(?:restrictions?|limits?|bans?|curbs?)(?: on)?"
    r"|authori[sz]ation (?:of|for|to)|permission (?:for|to)|green light (?:for|to))\b"
)
BAR = re.compile(
    r"\b(?:bar(?:s|red|ring)?|ban(?:s|ned|ning)?|forbid(?:s|ding)?|forbade|forbidden|prohibit(?:s|ed|ing)?)"
    r"(?P<who>\s(?:[\w.'’-]+\s){1,5}?)(?:from )(?=using|firing|striking|launching)\b"
)
USE = re.compile(
    r"\b(?:us(?:e|ing)|fir(?:e|ing)|strik(?:e|ing)|launch(?:ing)?|employ(?:ing)?|hit(?:ting)?|attack(?:ing)?)\b"
)

WEAPONS = re.compile(
    r"\b(?:missiles?|mines?|tanks?|jets?|fighters?|warplanes?|aircraft|helicopters?|artillery|howitzers?|shells?|ammunition|munitions?"
    r"|rockets?|launchers?|mortars?|weapons?|weaponry|arms|drones?|armou?red|rifles?|interceptors?|bombs?|batter(?:y|ies)|air[- ]defen[cs]es?"
    r"|radars?|guns?|grenades?|systems?|F-\d+s?|MiG-?\d+s?|Patriots?|HIMARS|ATACMs?|Leopards?|Abrams|Bradleys?|Storm Shadows?|Scalps?"
    r"|Javelins?|Stingers?|military (?:aid|assistance|equipment|hardware|package|support|financing|funding)|security assistance|body armou?r)\b",
    re.I,
)
HUMANITARIAN = re.compile(
    r"\b(?:pumps?|food|flour|bread|baby formula|fuel|diesel|stoves|heaters?|mattresses|beds|fire engines?|wheat|grain|rice|meals?|medicines?|medical|vaccines?|blankets?|tents?|tarpaulins?|generators?|transformers?|shelters?"
    r"|water|relief|humanitarian|emergency (?:aid|funding|assistance)|flood(?:s|ed)?|earthquake|hurricane|storm|drought|famine|refugees?"
    r"|displaced|survivors|victims|hygiene|clothing|ambulances?|field hospitals?|temporary housing|dykes?|reconstruction|rebuild\w*"
    r"|demining|heating|emergency|boats?|sandbags?|rescue (?:workers?|teams?|crews?)|rescuers|doctors|medics|nurses|hospitals?)\b",
    re.I,
)
TRAINING = re.compile(
    r"\btrain(?:s|ed|ing)?\b[^.]{0,40}\b(?:soldiers|troops|pilots|brigades?|recruits|crews|forces|personnel|teams)\b|\btraining\b"
)
FUNDS = re.compile(
    r"\b(?:loans?|grants?|credits?|bonds?|budget support|financing|funds?|funding|money|debt|aid|assistance|package|tranche|support)\b",
    re.I,
)
APPEAL = re.compile(r"\bappeal(?:s|ed|ing)?\b[^.;]{0,40}\bfor\b", re.I)
GOT = re.compile(r"\b(?:ha(?:s|ve|d) been |was |were )?(?:received|raised|collected|funded)\b")
THE_SUM = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?:money|sum|loan|grant|credit|aid|funds?|package|pledge|assistance|bill|measure)\b",
    re.I,
)
MORE = re.compile(
    r"\b(?:another|a further|further|additional|a new|new|more|a second|a third|extra)\s+(?:[€$£]?[\w.]+\s)?$", re.I
)
REST = re.compile(r"\b(?:remaining|rest of|first|second|third|last|final|initial)\s*$", re.I)
OF_THE_WHOLE = re.compile(r"^\s*(?:out )?of (?:the|its|a|an|some)\s+(?:promised |pledged |planned )?", re.I)
NOMINAL = re.compile(
    r"\b(?:loan|grant|credit|pledge|package|donation|contribution|tranche|gift|promise|aid|offer|commitment)s?\b", re.I
)


DELIVERY = re.compile(
    r"\b(?:transfer|deliver(?:y|ies)|shipments?|consignments?|suppl(?:y|ies)|provision|donations?|hand-?over|packages?|tranches?|exports?|batch(?:es)?"
    r"|convoys?|loads?)\b",
    re.I,
)
BESIDE = re.compile(  # help told beside the help that the text has just told of
    r"\b(?:on top of|in addition to|comes? (?:after|weeks|days|months)|follows?|adds? to|bring(?:s|ing)?|besides|previous(?:ly)?|earlier|latest)\b",
    re.I,
)


def category(words: str, *, amount: bool, around: str = "") -> str:
    """weapons | training | humanitarian | money, by the item's words, then by what stands around; empty if unsaid."""
    for name, form in (("training", TRAINING), ("weapons", WEAPONS), ("humanitarian", HUMANITARIAN)):
        if form.search(words):
            return name
    if not amount:
        return ""
    return "humanitarian" if HUMANITARIAN.search(around) else "money"
