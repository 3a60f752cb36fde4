"""One sentence, one saying word: which words are the source and which the content. Pure string work on masked text.

Orders known: "X said (that) C", "C, X said", "C, said X", "C, X said, goes on", "As X said, C", "according to X, C",
"X, saying C", "X did this and denied C".
"""

from __future__ import annotations

import re

import msgspec

from livebrief.attribute.acts import judges
from livebrief.attribute.lexicon import FOREIGN_VERBS, NOT_SAYING, SUPPOSED, WEAK, WITHOUT_COMPLEMENT, act_of_match
from livebrief.attribute.naming import kind_of_words
from livebrief.attribute.phrases import (
    complement,
    has_content,
    noun_phrase_end,
    skip_setting,
    subject,
    without_trail,
)
from livebrief.records.spans import Span
from livebrief.records.statements import Act

_NAMELIKE = re.compile(
    r"\s+(?:(?:el|este|ayer|hoy) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo) )?(?:[A-ZÀ-ÞА-ЯІЇЄҐ“]|(?:the|a|an|his|her|its|one|two|three|some|many|several|both|our|their|another|ministry|union|company|police"
    r"|officials?|residents?|warden|chief|former|analysts?|spokes\w+|lead|senior|local|el|la|los|un|una)\b)"
)
_COPULA = re.compile(r"(?:\b(?:is|are|was|were|be|being|(?:has |have |had )?been)|(?<=\w)[’'](?:s|re))\s*$")
_ASIDE = re.compile(
    r",\s*(?:\x01|who|which|whose|adding|saying|citing|but|and|as|while|where|when|after|before|noting|according|a |an |the )"
)
_APPOSED = re.compile(r"\s*[^,]{3,60}, (?:a|an|the|who|whose|our|its|his|her|former|one)\b[^,]*,$")
_FINITE = re.compile(r"\b(?:that|is|was|were|are|has|had|have|will|would|could|can|may|should|did|does|do)\b")
_NO_SUBJECT = re.compile(
    r"(?:^|\s)(?:to|will|would|can|could|may|might|should|must|not|the|a|of|\d[\d.,]*|When|Whenever|Because|Although|cannot)$"
)
_CLEAR = re.compile(r"\s*(?:(?:that|it|he|she|they|there|,? ?(?:que|що|что)) |[:\x01])")
MEASURED = re.compile(r"\x01|\ba figure of\b|\bat (?:more|about|\d)")
# Who is told things: "the court heard that", "the jury was told that".
_HEARING = re.compile(
    r"(?i)\b(?:court|jury|jurors|inquest|inquiry|tribunal|hearing|committee|panel|trial|magistrates|council|commission|meeting)"
    r",? (?:also |then |previously |earlier )?$"
)
_SETTING = re.compile(r"(?:on|at|in|with|to|during|from|of|about)\b")
_NUMBERS = frozenset({"put", "puts", "gave", "gives"})
# A name set off by commas behind "according to its director", no age behind it.
_NAMED = re.compile(r", [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}(?=, (?!\d))")
_THAT = re.compile(r",? ?(?:que|що|что)\b")
_TELLING = frozenset({"informed", "informs", "notified", "told", "tells", "tell", "telling", "reminds", "reminded"})
_STRONG_ANYWAY = frozenset({"reported", "accused", "rejected", "thanked", "reports", "repeated"})
# ", the survey found." and ", officials say" close a sentence.
_FINDINGS = frozenset({"say", "write", "found", "finds", "showed", "shows", "estimated", "estimates"})
WHOLE_SENTENCE = 4  # words before such a close
_BARE = frozenset({"said", "says", "added", "told"})
LONGEST_INVERTED = 14  # words after ", said": more is a clause of its own (PolNeAR train)
LONGEST_BROKEN = 8  # words of a subject between the halves of a broken sentence (PolNeAR train)


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces found around one cue, as offsets into the sentence. ``source`` and ``content`` may be empty spans.

    ``more`` is the second half of a broken content.
    """

    source: Span
    cue: Span
    content: Span
    act: Act
    more: Span | None = None


class _Near(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the cue: ``start`` of what may be read, ``rest`` after addressee and setting, ``end``."""

    sent: str
    cue: Span
    word: str
    act: Act
    start: int
    rest: int
    end: int

    @property
    def before(self) -> str:
        return self.sent[self.start : self.cue.start].rstrip()

    @property
    def tail(self) -> str:
        return self.sent[self.rest : self.end].strip()

    def clause(self, source: Span, content: Span, more: Span | None = None) -> Clause:
        return Clause(source=source, cue=self.cue, content=content, act=self.act, more=more)


def read_clause(sent: str, found: re.Match[str], end: int, start: int) -> Clause | None:
    """What ``found`` attributes within ``sent`` (masked) between ``start`` and ``end``; None when it is no attribution.

    An empty source means that the verb shares the subject of the clause before it.
    """
    cue = Span(found.start(), found.end()).trim(sent)
    if found["according"]:
        return _according(sent, cue, end, start)
    word = (found["verb"] or "").lower()
    rest = skip_setting(sent, cue.end, told=word in _TELLING)
    near = _Near(sent=sent, cue=cue, word=word, act=act_of_match(found), start=start, rest=rest, end=end)
    participle = found.group().lower().endswith("ing") and "quote" not in found.group().lower()
    if not participle and _inverted_order(near):
        return _inverted(near)
    return _straight(near, participle=participle)


def _straight(near: _Near, *, participle: bool) -> Clause | None:
    before = near.before
    if near.word in SUPPOSED and near.tail.startswith("to "):
        return None
    if near.word == "asked" and (before.endswith(",") or re.search(r"(?:^|\b)(?:When|Whenever|If)$", before)):
        return None
    copula = _COPULA.search(near.sent, near.start, near.cue.start)
    hearing = _HEARING.search(near.sent, near.start, copula.start() if copula else near.cue.start) is not None
    if (copula and not participle and not (hearing and near.word == "told")) or (near.word == "heard" and not hearing):
        return None
    shared = (participle and not copula) or bool(re.search(r"(?:^|\b)(?:and|but|also|y|e|та|і|й|и)$", before))
    until = copula.start() if copula else near.cue.start
    source = Span(near.cue.start, near.cue.start) if shared else subject(near.sent, near.start, until)
    lead = Span(near.start, source.start).trim(near.sent)
    broken = _broken(near, source, lead) if near.tail.startswith((",", ":")) and near.word and len(source) else None
    if broken:
        return broken
    if not _has_tail(near.tail) or (near.word and _quoted_first(near, lead)):
        return _postposed(near, source, lead)
    if not _allowed(near, source, shared=shared):
        return None
    return near.clause(source, complement(near.sent, near.rest, near.end))


def _has_tail(tail: str) -> bool:
    if len(tail.strip(" .,")) <= 1 or tail.startswith((".", ";", ")", "?", "!", ", who")):
        return False
    return not tail.startswith(",") or "\x01" in tail[:4] or _THAT.match(tail) is not None


def _quoted_first(near: _Near, lead: Span) -> bool:
    """Whether what was said is the quotation before: what follows only tells where and when."""
    setting = "\x01" not in near.tail or bool(_SETTING.match(near.tail))
    return lead.of(near.sent).rstrip(", ").endswith("\x01") and setting and not near.tail.startswith("that ")


def _broken(near: _Near, source: Span, lead: Span) -> Clause | None:
    """The orders "C, X said, goes on" and "As X said, C"."""
    rest = Span(near.rest, near.end).trim(near.sent)
    if _ASIDE.match(rest.of(near.sent)) or len(rest) < 12 or len(source.of(near.sent).split()) > LONGEST_BROKEN:
        return None
    content = complement(near.sent, rest.start, near.end)
    first = lead.of(near.sent).rstrip(", ")
    if re.fullmatch(r"(?:But |And )?(?:As)?", first) and re.search(r"\bAs\b", near.sent[: source.start + 3]):
        return near.clause(source, content)
    if not lead.of(near.sent).rstrip().endswith(",") or (near.tail.startswith(":") and not _told_whole(first)):
        return None
    return near.clause(source, Span(lead.start, lead.start + len(first)), content)


def _told_whole(first: str) -> bool:
    """Whether the words before ", X said: …" are news themselves, not a setting."""
    return has_content(first) and len(first.split()) >= WHOLE_SENTENCE


def _inverted_order(near: _Near) -> bool:
    foreign = near.word in FOREIGN_VERBS and not _THAT.match(near.sent[near.cue.end :].lstrip())
    named = foreign or _NAMELIKE.match(near.sent, near.cue.end)
    if not near.word or near.word in _TELLING or not named:
        return False
    return near.before.rstrip(" ,–—-").endswith("\x01") or (near.before.endswith(",") and _inverts(near))


def _inverts(near: _Near) -> bool:
    """Whether "C, said X" and not "X, its head, said C": no finite verb follows the name."""
    main = re.sub(r", (?:who|which)\b.*", "", near.sent[near.cue.end : near.end])
    if _APPOSED.match(near.before) or _FINITE.search(main):
        return False
    return has_content(near.before) and len(main.split()) <= LONGEST_INVERTED


def _inverted(near: _Near) -> Clause:
    source = Span(near.cue.end, noun_phrase_end(near.sent, near.cue.end + 2)).trim(near.sent)
    words = without_trail(near.sent[near.start : near.cue.start])
    return near.clause(source, Span(near.start, near.start + len(words)).trim(near.sent))


def _allowed(near: _Near, source: Span, *, shared: bool) -> bool:
    """Whether "X verb C" is saying: words that often mean something else need "that", a pronoun or a quotation."""
    if near.cue.of(near.sent).lower() in NOT_SAYING:
        named = near.sent[near.cue.end : near.end]
        clause = named.split(", ", 1)[0]  # "put it ahead with 38 percent, the commission said" is no saying
        return bool(MEASURED.search(clause)) or (near.word not in _NUMBERS and judges(named))
    clear = bool(_CLEAR.match(near.sent, near.rest))
    if shared:
        return clear or near.sent[: near.cue.start].rstrip().endswith((",", "\x01", "and", "but"))
    if not len(source) or _NO_SUBJECT.search(source.of(near.sent)):
        return False
    return clear or near.word not in WEAK or near.word in _STRONG_ANYWAY


def _postposed(near: _Near, source: Span, lead: Span) -> Clause | None:
    words = without_trail(lead.of(near.sent))
    content = Span(lead.start, lead.start + len(words))
    if not has_content(words):
        content = Span(content.start, content.start)
    if not len(source):
        return None
    if not len(content):
        if near.act in WITHOUT_COMPLEMENT:
            return near.clause(source, near.cue)
        return near.clause(source, content) if near.word in _BARE else None
    told = near.word in _FINDINGS and lead.of(near.sent).rstrip().endswith(",") and len(words.split()) >= WHOLE_SENTENCE
    unclear = near.word in WEAK and not told and near.word not in _STRONG_ANYWAY and "\x01" not in content.of(near.sent)
    return None if unclear else near.clause(source, content)


def _according(sent: str, cue: Span, end: int, start: int) -> Clause:
    stop = re.compile(r",|[.;]\s*$|\x01| --? ").search(sent, cue.end, end)
    last = stop.start() if stop else end
    named = _NAMED.match(sent, last, end)
    if named and kind_of_words(sent[cue.end : last].strip()) == "person":
        last = named.end()
    source = Span(cue.end, last).trim(sent)
    lead = without_trail(sent[start : cue.start])
    behind = len(lead.split()) < 3
    content = complement(sent, source.end, end) if behind else Span(start, start + len(lead)).trim(sent)
    return Clause(source=source, cue=cue, content=content, act=Act.SAYS)
