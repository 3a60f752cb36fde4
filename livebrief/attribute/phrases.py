"""Phrases around a saying word: the noun phrase before it, what follows it, the circumstances of saying. String work only.

All functions take masked text (quoted characters are ``\\x01``) and answer with offsets into it.
"""

from __future__ import annotations

import re

from livebrief.records.spans import Span

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ADVERBIAL = re.compile(
    rf"\s+(?:(?:on|late|early|late on|early on|last|this) (?:{DAY}|week|month|year|night|morning"
    rf"|[A-Z][a-z]+ \d{{1,2}}(?:, \d{{4}})?)(?: (?:morning|evening|afternoon|night))?"
    rf"|{DAY}|yesterday|today|earlier|later|again|afterwards?"
    r"|in (?:an? |the |his |her |its |their )?(?:[a-z]+ )?(?:statement|interview|report|speech|letter|email|e-mail|tweet|post"
    r"|notice|briefing|press conference|news conference|parliament|bulletin|message|video)"
    r"|(?:in|from) [A-Z][a-z]+(?: [A-Z][a-z]+)*|by (?:telephone|phone|email|e-mail)"
    r"|(?:on|via|through) (?:(?:its|his|her|their|the) (?:[\w’'-]+ )?(?:channel|website|account|page|feed|blog)|Telegram|X|Twitter"
    r"|Facebook|social media|state (?:television|radio|TV))(?! [A-Z])"
    r"|(?:at|during) (?:an? |the |his |her )?(?:[a-z]+ )?(?:scene|briefing|press conference|news conference|hearing|rally"
    r"|meeting|event|visit to [A-Z][a-z]+))"
)
_ADDRESSEE = re.compile(
    r"\s+(?:to )?(?:(?:the |a |an |his |her |its |their |state |local )*(?:reporters?|journalists?|parliament|lawmakers|station"
    r"|briefing|meeting of [a-z]+|meeting|deputies|supporters|crowd|court|council|conference|news agency|press|audience|media"
    r"|newspaper|agency|congress|board|panel|committee|commission|channel|forum|assembly|summit)\b"
    r"|(?:the )?(?:[A-Z][\w.&’'-]*)(?: (?:of |the )?[A-Z][\w.&’'-]*)*|me|us|him|her|them)"
)
_INTRO = re.compile(
    r"^(?:In|On|At|After|Before|When|While|As|Asked|Although|Though|If|Since|During|Late|Early|Meanwhile|Separately|However"
    r"|But|And|Earlier|Later|For|With|By|From|Following|Last|Also|Still|Instead|Yet|So|Nonetheless|Nevertheless|Because"
    r"|Despite|Under|Over|Now|Then|Today|Indeed|Moreover|Besides|Citing|Speaking|To|Of|Among|According|Some \d|Overnight(?= (?:in|on|near)\b|,|$)"
    r"|Elsewhere)\b"
)
_TURNED = re.compile(r"^(?:Among|With|In|On|At|From|Of|Under|Over|Overnight|Elsewhere)\b.*\b(?:is|are|was|were)\b")
_TOLD_THAT = re.compile(r"\s+(?:(?!that\b)[\w’'.-]+\s){1,6}(?=that\s)")
_TOLD_WHOM = re.compile(r"\s+(?:the|his|her|their|its) [a-z]+(?= (?:he|she|it|they|there) )")
_CITING = re.compile(r", (?:citing|quoting) [^,;]{3,80},(?= that\b)")
_BREAK = re.compile(r"(?:\x01+,?|,|;|:| --| —| –)\s*")
_SUBORDINATE = re.compile(
    r".*\b(?:and|but|because|while|as|that|which|although|though|when|after|where|if|than|before|since|whether)\s+"
    r"(?=[A-Z]|the |he |she |it |they |his |her |its |some |many |several |others |critics |officials )",
    re.DOTALL,
)
_LINKING = re.compile(r"(?:But|And|Yet|So|Meanwhile|However|Still|Also|Then|Now|Later|Nonetheless|while|and|but|as)\s+")
_RELATIVE = re.compile(r",\s*(?:who|which|whose)\b[^,]*,?$|\s+who$")
_LATE_RELATIVE = re.compile(r",\s*(?:who|whose)\b[^,]*,[^,]*,$")
_ENDS_IN_DAY = re.compile(rf"\s(?:on )?{DAY}$")
_FIRST = re.compile(
    r"(?:El|La|Los|Las|Un|Una)\s+\w+(?:\s+(?:de|del|de la)\s+[\wÀ-Þ]+)*(?:, [A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)*(?=,))?"
    r"|(?:(?:The|A|An|His|Her|Its|Their|But|And)\s+)?(?:[A-ZÀ-Þ][\w.&’'-]*)"
    r"(?:\s+(?:of|the|for|and the)?\s*[A-ZÀ-Þ][\w.&’'-]*)*|(?:The|A|An|His|Her|Its|Their)\s+[\w’'-]+"
)
_NP_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bLt)(?<!\bJr)\."
    r"|[;:!?]|\s--|\s—|, (?:who|which|adding|saying|as|in|on|after|and|but)\b|\x01"
    rf"| (?:on {DAY}|{DAY}|in a|in an|at a|at the|during|after|when|as|before|while|late|early|last|this|earlier|later|who|that"
    r"|to|about|yesterday|today|from the scene|by|en (?:un|una|el|la)|durante)\b"
)
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ]{3,}[\w ,.’'-]{0,60}?)?\s?(?:\([\w /.]{2,30}\)\s?)?(?:--|—|–|-)\s+"
    r"|[A-ZÀ-Þ]{3,}, \d{1,2} [A-Z][a-z]+ \d{4}\.\s+"
)
_TRAIL = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + ",;:–—-"
_JOINING = re.compile(r",? (?:and|but|while)\Z")


def without_trail(words: str) -> str:
    """Without the white space, commas and dashes at their end."""
    return words.rstrip(_TRAIL)


def dateline_end(words: str) -> int:
    """Where the news starts behind ``OSTREL, March 3 (Agency) --``; 0 when there is no dateline."""
    found = _DATELINE.match(words)
    return found.end() if found and found.end() < len(words) else 0


def has_content(words: str) -> bool:
    """Whether words before a subject can be what was said, not only an introductory phrase."""
    plain = words.strip(" ,")
    if "\x01" in plain or len(plain.split()) >= 8 or _TURNED.match(plain):
        return True
    return len(plain.split()) >= 3 and not _INTRO.match(plain)


def noun_phrase_end(sent: str, at: int) -> int:
    """Where the name after an inverted saying word ends ("said X, who …")."""
    stop = _NP_END.search(sent, at)
    return stop.start() if stop else len(sent)


def complement(sent: str, rest: int, end: int) -> Span:
    """What follows a saying word, without leading marks, a trailing conjunction or the full stop."""
    lead = re.match(r"[\s,:]*", sent[rest:end])
    start = rest + (lead.end() if lead else 0)
    words = without_trail(sent[start:end].rstrip())
    joining = _JOINING.search(words, max(0, len(words) - len(", while")))
    words = words[: joining.start()] if joining else words
    if words.endswith(".") and not words.endswith("..."):
        words = words[:-1]
    return Span(start, start + len(words))


def skip_setting(sent: str, at: int, *, told: bool) -> int:
    """Past the addressee and the circumstances of saying ("told reporters on Sunday in a statement")."""
    if told:
        found = _TOLD_THAT.match(sent, at) or _TOLD_WHOM.match(sent, at) or _ADDRESSEE.match(sent, at)
        at = found.end() if found else at
    for _ in range(4):
        found = _ADVERBIAL.match(sent, at)
        if not found:
            break
        at = found.end()
    passed = _CITING.match(sent, at)
    return passed.end() if passed else at


def subject(sent: str, start: int, cue: int) -> Span:
    """The noun phrase right before the cue, with its apposition, without an introductory phrase; may be empty."""
    words = sent[start:cue].rstrip()
    relative = _RELATIVE.search(words) or _LATE_RELATIVE.search(words)
    if relative and relative.start():
        words = words[: relative.start()]
    piece = Span(start + _phrase_start(words), start + len(words.rstrip(", "))).trim(sent)
    inner = _SUBORDINATE.match(piece.of(sent))
    if inner and not inner.group().rstrip().endswith(" and") and inner.end() < len(piece):
        piece = Span(piece.start + inner.end(), piece.end)
    lead = _LINKING.match(piece.of(sent))
    if lead:
        piece = Span(piece.start + lead.end(), piece.end)
    day = _ENDS_IN_DAY.search(piece.of(sent))
    if day:
        piece = Span(piece.start, piece.start + day.start())
    return piece if "\x01" not in piece.of(sent) else Span(piece.end, piece.end)


def _phrase_start(words: str) -> int:
    """Behind the last mark; behind the one before it when the last piece is a closed apposition ("X, its head,")."""
    marks = [mark.end() for mark in _BREAK.finditer(words.rstrip(", "))]
    if not marks or not words.endswith(","):
        return marks[-1] if marks else 0
    first = 0 if len(marks) == 1 and not _INTRO.match(words) else [0, *marks[:-1]][-1]
    return marks[-1] if _INTRO.match(words[first:].lstrip()) else first


def first_subject(sent: str, start: int, end: int) -> Span:
    """The name (or "the" and a noun) that opens the sentence: the subject of verbs that follow it without their own."""
    found = _FIRST.match(sent, start, end)
    return Span(found.start(), found.end()) if found else Span(start, start)
