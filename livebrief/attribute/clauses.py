"""One sentence, one saying word: which words are the source and which the content. Pure string work on masked text.

Orders known: "X said (that) C", "C, X said", "C, said X", "according to X, C", "X, saying C", "X V'd and denied C".
"""

from __future__ import annotations

import re

import msgspec

from livebrief.attribute.lexicon import NOT_SAYING, WEAK, WITHOUT_COMPLEMENT, act_of_match
from livebrief.records.spans import Span
from livebrief.records.statements import Act

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ADVERBIAL = re.compile(
    rf"\s+(?:(?:on|late|early|late on|early on|last|this) (?:{_DAY}|week|month|year|night|morning|[A-Z][a-z]+ \d{{1,2}}(?:, \d{{4}})?)"
    rf"(?: (?:morning|evening|afternoon|night))?|{_DAY}|yesterday|today|earlier|later|again|afterwards?"
    r"|in (?:an? |the |his |her |its |their )?(?:[a-z]+ )?(?:statement|interview|report|speech|letter|email|e-mail|tweet|post|notice"
    r"|briefing|press conference|news conference|parliament|bulletin|message|video)"
    r"|(?:in|from) [A-Z][a-z]+(?: [A-Z][a-z]+)*|by (?:telephone|phone|email|e-mail)"
    r"|(?:at|during) (?:an? |the |his |her )?(?:[a-z]+ )?(?:scene|briefing|press conference|news conference|hearing|rally|meeting"
    r"|event|visit to [A-Z][a-z]+))"
)
_ADDRESSEE = re.compile(
    r"\s+(?:to )?(?:(?:the |a |an |his |her |its |their |state |local )*(?:reporters?|journalists?|parliament|lawmakers|station|briefing|meeting of [a-z]+|meeting"
    r"|deputies|supporters|crowd|court|council|conference|news agency|press|audience|media|newspaper|agency|congress)\b"
    r"|(?:the )?(?:[A-Z][\w.&’'-]*)(?: (?:of |the )?[A-Z][\w.&’'-]*)*|me|us|him|her|them)"
)
_INTRO = re.compile(
    r"^(?:In|On|At|After|Before|When|While|As|Asked|Although|Though|If|Since|During|Late|Early|Meanwhile|Separately|However|But|And"
    r"|Earlier|Later|For|With|By|From|Following|Last|Also|Still|Instead|Yet|So|Nonetheless|Nevertheless|Because|Despite|Under|Over"
    r"|Now|Then|Today|Indeed|Moreover|Besides|Citing|Speaking|To|Of|Among|According|Among|Some \d|Overnight|Elsewhere)\b"
)
_BREAK = re.compile(r"(?:\x01+,?|,|;|:| --| —| –|\()\s*")
_SUBJECT_START = re.compile(
    r".*\b(?:and|but|because|while|as|that|which|although|though|when|after|where|if|than|before|since|whether)\s+(?=[A-Z]|the |he |she |it |they |his |her |its |some |many |several |others |critics |officials )",
    re.DOTALL,
)
PRONOUN = re.compile(r"(?:he|she|it|they|we|I|you|who)$", re.IGNORECASE)
_NP_END = re.compile(
    rf"(?<![ .][A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bLt)(?<!\bJr)\.|[;:!?]|\s--|\s—|, (?:who|which|adding|saying|as|in|on|after|and|but)\b|\x01| (?:on {_DAY}|{_DAY}|in a|in an|at a|at the"
    r"|during|after|when|as|before|while|late|early|last|this|earlier|later|who|that|to|about|yesterday|today|from the scene|by)\b"
)
_NAMELIKE = re.compile(
    r"\s+(?:[A-Z“]|(?:the|a|an|his|her|its|one|two|three|some|many|several|both|our|their|another|ministry|union"
    r"|company|police|officials?|residents?|warden|chief|former|analysts?|spokes\w+|lead|senior|local)\b)"
)
_COPULA = re.compile(r"(?:\b(?:is|are|was|were|be|being|(?:has |have |had )?been)|(?<=\w)[’'](?:s|re))\s*$")
_ASIDE = re.compile(
    r",\s*(?:\x01|who|which|whose|adding|saying|citing|but|and|as|while|where|when|after|before|noting|according|a |an |the )"
)
_TELLING = frozenset({"told", "tells", "tell", "telling", "reminds", "reminded"})
_TRAIL = re.compile(r"[\s,;:–—-]+$")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces found around one cue, as offsets into the sentence. ``start`` may equal ``end`` (nothing found)."""

    source: Span
    cue: Span
    content: Span
    act: Act
    more: Span | None = None


def read_clause(sent: str, found: re.Match[str], end: int, before_from: int) -> Clause | None:
    """What ``found`` attributes within ``sent`` (masked), up to ``end``; None when it is no attribution.

    ``before_from`` is where the words after the previous clause start.
    """
    act = act_of_match(found)
    cue = Span(found.start(), found.end()).trim(sent)
    if found["according"]:
        return _according(sent, cue, end, before_from)
    word = (found["verb"] or "").lower()
    rest = _skip_setting(sent, cue.end, told=word in _TELLING)
    before = sent[before_from : cue.start].rstrip()
    tail = sent[rest:end].strip()
    participle = word.endswith("ing") or found.group().lower().endswith("ing")
    inverted = before.endswith(("\x01", ",")) and bool(_NAMELIKE.match(sent, cue.end)) and not participle and bool(word)
    if inverted and (before.endswith("\x01") or _inverts(before, sent[cue.end : end], word)):
        return _inverted(sent, cue, before_from, act)
    if word == "asked" and (before.endswith(",") or re.search(r"(?:^|\b)(?:When|Whenever|If)$", before)):
        return None
    copula = _COPULA.search(sent, before_from, cue.start)
    if copula and not word.endswith("ing"):
        return None
    participle = (participle and not copula) or bool(re.search(r"(?:^|\b)(?:and|but|also)$", before))
    subject = (
        Span(cue.start, cue.start)
        if participle
        else _subject(sent, before_from, copula.start() if copula else cue.start)
    )
    has_tail = len(tail.strip(" .,")) > 1 and not tail.startswith((".", ")", "?", "!")) and not tail.startswith(", who")
    if tail.startswith(",") and "\x01" not in tail[:4]:
        has_tail = False
    lead = Span(before_from, subject.start).trim(sent)
    if tail.startswith(",") and word and len(subject):
        broken = _broken(sent, subject, cue, lead, (rest, end), act)
        if broken:
            return broken
    setting = "\x01" not in tail or bool(re.match(r"(?:on|at|in|with|to|during|from|of|about)\b", tail))
    quoted_first = lead.of(sent).rstrip(", ").endswith("\x01") and setting and not tail.startswith("that ")
    if not has_tail or (quoted_first and word):
        return _postposed(sent, subject, cue, lead, act, word)
    if not _allowed(sent, subject, cue, word, rest, participle):
        return None
    return Clause(source=subject, cue=cue, content=_complement(sent, rest, end), act=act)


def _broken(sent: str, subject: Span, cue: Span, lead: Span, room: tuple[int, int], act: Act) -> Clause | None:
    """ "C, X said, goes on" and "As X said, C"."""
    rest = Span(*room).trim(sent)
    if _ASIDE.match(rest.of(sent)) or len(rest) < 12 or len(subject.of(sent).split()) > 8:
        return None
    content = _complement(sent, rest.start, room[1])
    first = lead.of(sent).rstrip(", ")
    if re.fullmatch(r"(?:But |And )?(?:As)?", first) and re.search(r"\bAs\b", sent[: subject.start + 3]):
        return Clause(source=subject, cue=cue, content=content, act=act)
    if not lead.of(sent).rstrip().endswith(","):
        return None
    return Clause(source=subject, cue=cue, content=Span(lead.start, lead.start + len(first)), act=act, more=content)


def _inverts(before: str, after: str, word: str) -> bool:
    """Whether "C, said X" and not "X, its head, said C": no finite verb follows the name."""
    if re.match(r"\s*[^,]{3,60}, (?:a|an|the|who|whose|our|its|his|her|former|one)\b[^,]*,$", before):
        return False
    main = re.sub(r", (?:who|which)\b.*", "", after)
    finite = re.search(r"\b(?:that|is|was|were|are|has|had|have|will|would|could|can|may|should|did|does|do)\b", main)
    return word not in _TELLING and not finite and _has_content(before) and len(main.split()) <= 14


def _allowed(sent: str, subject: Span, cue: Span, word: str, rest: int, participle: bool) -> bool:
    phrase = sent[cue.start : cue.end].split(maxsplit=1)[0].lower() in NOT_SAYING
    following = sent[rest : rest + 12].lstrip()
    clear = following.startswith(("that ", "\x01", "it ", "he ", "she ", "they ", "there ")) or following[:1] in ":\x01"
    if phrase:
        return "\x01" in sent[cue.end :] or bool(re.search(r"\ba figure of\b|\bat (?:more|about|\d)", sent[cue.end :]))
    if participle:
        return (
            sent[: cue.start].rstrip().endswith((",", "\x01", "and"))
            or clear
            or sent[: cue.start].rstrip().endswith("but")
        )
    if not len(subject):
        return False
    if re.match(
        r"^(?:to|will|would|can|could|may|might|should|must|not|the|a|of|\d[\d.,]*|When|Whenever|Because|Although|cannot)$",
        subject.of(sent).split()[-1],
    ):
        return False
    return clear if word in WEAK and word not in {"reported", "accused", "rejected", "thanked"} else True


def _complement(sent: str, rest: int, end: int) -> Span:
    content = Span(rest, end)
    lead = re.match(r"[\s,:]*", content.of(sent))
    content = Span(rest + (lead.end() if lead else 0), end)
    words = content.of(sent).rstrip()
    words = re.sub(r"(?:,? (?:and|but|while))?$", "", _TRAIL.sub("", words))
    if words.endswith(".") and not words.endswith("..."):
        words = words[:-1]
    return Span(content.start, content.start + len(words))


def _postposed(sent: str, subject: Span, cue: Span, lead: Span, act: Act, word: str) -> Clause | None:
    words = _TRAIL.sub("", lead.of(sent))
    content = Span(lead.start, lead.start + len(words))
    if len(content) and not _has_content(words):
        content = Span(content.start, content.start)
    if not len(content) and act not in WITHOUT_COMPLEMENT:
        quoteless = word in {"said", "says", "added", "told"} and len(subject)
        return Clause(source=subject, cue=cue, content=content, act=act) if quoteless else None
    if word in WEAK and "\x01" not in content.of(sent) and word not in {"reported", "reports", "repeated"}:
        return None
    if not len(content):
        content = cue
    return Clause(source=subject, cue=cue, content=content, act=act) if len(subject) else None


def _has_content(words: str) -> bool:
    plain = words.strip(" ,")
    return "\x01" in plain or (len(plain.split()) >= 3 and not _INTRO.match(plain)) or len(plain.split()) >= 8


def _inverted(sent: str, cue: Span, start: int, act: Act) -> Clause:
    stop = _NP_END.search(sent, cue.end + 2)
    source = Span(cue.end, stop.start() if stop else len(sent)).trim(sent)
    words = _TRAIL.sub("", sent[start : cue.start])
    return Clause(source=source, cue=cue, content=Span(start, start + len(words)).trim(sent), act=act)


def _according(sent: str, cue: Span, end: int, start: int) -> Clause:
    stop = re.search(r",|[.;]\s*$|\x01| --? ", sent[cue.end : end])
    source = Span(cue.end, cue.end + stop.start() if stop else end).trim(sent)
    lead = _TRAIL.sub("", sent[start : cue.start])
    if len(lead.split()) >= 3:
        return Clause(source=source, cue=cue, content=Span(start, start + len(lead)).trim(sent), act=Act.SAYS)
    return Clause(source=source, cue=cue, content=_complement(sent, source.end, end), act=Act.SAYS)


def _skip_setting(sent: str, at: int, *, told: bool) -> int:
    """Past the addressee and the circumstances of saying ("told reporters on Sunday in a statement")."""
    if told:
        found = _ADDRESSEE.match(sent, at)
        at = found.end() if found else at
    for _ in range(4):
        found = ADVERBIAL.match(sent, at)
        if not found:
            break
        at = found.end()
    return at


def _subject(sent: str, start: int, cue: int) -> Span:
    """The noun phrase right before the cue, with its apposition, without an introductory phrase."""
    words = sent[start:cue].rstrip()
    relative = re.search(r",\s*(?:who|which|whose)\b[^,]*,?$|\s+who$", words)
    if relative and relative.start():
        words = words[: relative.start()]
    closed = words.endswith(",")
    marks = [mark.end() for mark in _BREAK.finditer(words.rstrip(", "))]
    first = 0
    if marks:
        first = marks[-1]
        if closed:
            earlier = [0, *marks[:-1]][-1]
            first = 0 if len(marks) == 1 and not _INTRO.match(words) else earlier
            if _INTRO.match(words[first:].lstrip()):
                first = marks[-1]
        elif words[first:].lstrip().startswith(("a ", "an ", "the ")) is False and _apposed(words, marks):
            first = marks[-1]
    piece = Span(start + first, start + len(words.rstrip(", "))).trim(sent)
    inner = _SUBJECT_START.match(piece.of(sent))
    if inner and not re.match(r"(?:.*\b(?:and)\s+)$", inner.group()) and inner.end() < len(piece):
        piece = Span(piece.start + inner.end(), piece.end)
    lead = re.match(
        r"(?:But|And|Yet|So|Meanwhile|However|Still|Also|Then|Now|Later|Nonetheless|while|and|but|as)\s+",
        piece.of(sent),
    )
    if lead:
        piece = Span(piece.start + lead.end(), piece.end)
    day = re.search(rf"\s(?:on )?{_DAY}$", piece.of(sent))
    if day:
        piece = Span(piece.start, piece.start + day.start())
    return piece if "\x01" not in piece.of(sent) else Span(piece.end, piece.end)


def _apposed(words: str, marks: list[int]) -> bool:
    return bool(marks) and not words[marks[-1] :].strip()


_FIRST = re.compile(
    r"(?:(?:The|A|An|His|Her|Its|Their|But|And)\s+)?(?:[A-ZÀ-Þ][\w.&’'-]*)(?:\s+(?:of|the|for|and the)?\s*[A-ZÀ-Þ][\w.&’'-]*)*"
    r"|(?:The|A|An|His|Her|Its|Their)\s+[\w’'-]+"
)


def first_subject(sent: str, start: int, end: int) -> Span:
    """The name (or "the" and a noun) that opens the sentence: the subject of verbs that follow it without their own."""
    found = _FIRST.match(sent, start, end)
    return Span(found.start(), found.end()) if found else Span(start, start)
