"""The words of a line: fixed templates filled from slots, and the fixed words of certainty from a verdict.

Owns every word that Livebrief adds to a source's own. Refuses to generate: what is not a slot is a constant here, and
the citation check rebuilds each line from its slots with the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.brief.called import called
from livebrief.nlp.words import side_name
from livebrief.records.articles import Document
from livebrief.records.briefings import Slots
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Speech
from livebrief.records.verdicts import Stance, Value, Verdict, Witness

ACT_WORDS = {
    Act.SAYS: "said",
    Act.ANNOUNCES: "announced",
    Act.CONFIRMS: "confirmed",
    Act.DENIES: "denied",
    Act.DECLINES: "declined to comment",
    Act.NEITHER: "neither confirmed nor denied",
    Act.CANNOT_VERIFY: "could not verify",
    Act.NOT_CONFIRMED: "did not confirm",
    Act.WARNS: "warned",
    Act.ACCUSES: "accused",
    Act.URGES: "urged",
    Act.PROMISES: "promised",
    Act.SUPPORTS: "supported",
    Act.OPPOSES: "opposed",
    Act.REPORTS: "reported",
}
# Other words for an act where its content begins so: (act, how the content begins, words before it).
_WORDINGS: tuple[tuple[Act, re.Pattern[str], str], ...] = (
    (Act.DECLINES, re.compile(r"to \w"), "declined"),
    (Act.DECLINES, re.compile(r"(?:whether|if|what|when|where|who|why|how)\b"), "declined to comment on"),
    (Act.DECLINES, re.compile(r"(?:on|about)\b"), "declined to comment"),
    (
        Act.DECLINES,
        re.compile(
            r"(?:an?|any|the|several|repeated|\w+)? ?(?:[\w-]+ )?(?:requests?|inquir\w+|questions?|calls?|messages?|e-?mails?)\b"
        ),
        "did not answer",
    ),
)
_NOUNS = re.compile(r"(?:the|an?|any|all|his|her|its|their|this|these|those|such|to|[$€£]?\d[\d.,]*)\b")
_TAKES_OBJECT = frozenset(
    {Act.DENIES, Act.CONFIRMS, Act.ANNOUNCES, Act.PROMISES, Act.SUPPORTS, Act.OPPOSES, Act.NEITHER, Act.CANNOT_VERIFY}
)
# "that …", or words that go on in small letters with a verb that tells its time: not a mere noun ("a further incursion").
_CLAUSE = re.compile(
    r"that\b|(?!(?:to|whether|if|wh(?:y|at|o|en|ere)|how|as|by|with|and|or|but)\b)(?=[a-z\d])(?:[^\s.;:!?…]+ ){1,14}?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should"
    r"|do|does|did|cannot|\w+n[’']t|\w+[’'](?:re|ve|ll|d)|(?:it|he|she|that|there)[’']s)\b"
)
_TAKES_CLAUSE = frozenset(
    {Act.SAYS, Act.CONFIRMS, Act.ANNOUNCES, Act.DENIES, Act.WARNS, Act.PROMISES, Act.NOT_CONFIRMED}
)
_OBJECTS = {
    Act.ACCUSES: re.compile(r"(?!that\b)[\w'’]+(?: [\w'’,\-]+){0,8}? of \w"),
    Act.URGES: re.compile(r"(?!that\b|to\b)[\w'’]+(?: [\w'’,\-]+){0,6}? to \w"),
    Act.WARNS: re.compile(r"(?:of|about|against)\b"),
}
CERTAINTY_WORDS = {"probable": "stated as probable", "possible": "stated as possible"}
ACT_PHRASES = (*((words, act) for act, words in ACT_WORDS.items()), *((words, act) for act, _, words in _WORDINGS))
_PLAIN = frozenset(
    "said says say told tells stated states added adds wrote writes noted notes explained explains".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
LONGEST_VERB = 5  # words: "has not said publicly that" is the longest seen (demo beat)
UNNAMED = " (unnamed source)"
_OWNERS = frozenset({"its", "their", "his", "her", "our", "this", "it", "they", "he", "she"})
COLON = ": "
GAP = " … "  # between the pieces of one statement: something of the outlet's stands between them
OPENING = "“„«\"‘'"
CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
TAIL = ",;: \n\t"  # what may join a piece to the words after it; dashes stay: they may belong to the words
PUNCTUATION = ".!?…”’\"'»)"


def content_spans(sgt: Sighting, doc: Document) -> tuple[Span, ...]:
    """The pieces of the statement's content in text order, without white space or a comma at their ends."""
    pieces = (_without_tail(span.trim(doc.text), doc.text) for span in sorted(sgt.content))
    return tuple(span for span in pieces if len(span))


def cited_spans(sgt: Sighting, doc: Document) -> tuple[Span, ...]:
    """What a line cites: the content, else (an act without content) the sentence of the cue or the source.

    Empty when the record points at nothing: then there is no line.
    """
    if spans := content_spans(sgt, doc):
        return spans
    anchors = sgt.cue or sgt.source.spans
    holding = [sent for sent in doc.sentences if any(sent.covers(anchor) for anchor in anchors)]
    return tuple(holding[:1]) or tuple(anchors[:1])


def slots_of(sgt: Sighting, doc: Document) -> Slots:
    """The slots of the sighting's line: each read from the record, content from the document's text."""
    spans = content_spans(sgt, doc)
    if all(any(cue.covers(span) for cue in sgt.cue) for span in spans):
        spans = ()  # "had no comment": the act is all that there is
    inside = [figure for figure in sgt.figures if any(span.covers(figure.span) for span in spans)]
    return Slots(
        speaker=sgt.source.name,
        act=sgt.act.value,
        polarity=sgt.factuality.polarity,
        certainty=sgt.factuality.certainty,
        content=GAP.join(span.of(doc.text) for span in spans),
        via=tuple(link.name for link in sgt.via),
        unnamed=sgt.source.unnamed,
        figures=tuple((figure.role, figure.text) for figure in inside),
        quoted=sgt.statement.speech is Speech.DIRECT,
        determiner=_determiner(sgt, doc),
        verb=_verb(sgt, doc, spans),
    )


def _verb(sgt: Sighting, doc: Document, spans: Sequence[Span]) -> str:
    """The text's own verb of a reported statement, where it stands right before the content and the template of the act
    would not say it: "fears that …", "declined to say whom …"; "said it was unable to …" of an act that the content tells.
    """
    if sgt.statement.speech is Speech.DIRECT or len(sgt.cue) != 1 or not spans:
        return ""
    words = sgt.cue[0].of(doc.text).split()
    between = doc.text[sgt.cue[0].end : spans[0].start]
    own = sgt.source.spans and sgt.source.spans[-1].end <= sgt.cue[0].start < spans[0].start and not between.strip()
    if not own or not words or len(words) > LONGEST_VERB or not all(map(_WORD.fullmatch, words)):
        return ""
    plain, unfinished = words[-1].lower() in _PLAIN, words[0].lower().endswith("ing") or words[0].lower() == "to"
    return "" if unfinished or (plain and sgt.act is Act.SAYS) else " ".join(words)


def _determiner(sgt: Sighting, doc: Document) -> str:
    """ "The", "a" or "an" where the source's words have it before a description; "the" for "its", "their" and the like."""
    name, spans = sgt.source.name, sgt.source.spans
    words = spans[0].of(doc.text).lower().split() if spans else []
    if not words or (not name[:1].islower() and words != ["the", *name.lower().split()]):
        return ""
    if words[0] in {"the", "a", "an"} and name.lower().split()[0] != words[0]:
        return words[0]
    return "the" if words[0] in _OWNERS else ""


def compose(slots: Slots) -> str:
    """The line of these slots. Total and deterministic: every word is a slot's or one of this module's constants.

    A direct statement gives ``Ada Roe said: “It holds.”``, a reported one ``Ada Roe said: it holds.``:
    quotation marks stand where the source has them, and nowhere else.
    """
    lead = slots.lead + (UNNAMED if slots.unnamed else "")
    if slots.via:
        lead += ", via " + ", citing ".join(slots.via) + ","
    lead += " " + act_words(slots)
    body = lead + (joint(slots) + _shown(slots) if slots.content else "")
    if slots.certainty in CERTAINTY_WORDS:
        return f"{body} [{CERTAINTY_WORDS[slots.certainty]}]"
    return body if body.endswith(tuple(PUNCTUATION)) else body + "."


def joint(slots: Slots) -> str:
    """What stands between the act and the content: nothing more where the content is the act's own object ("accused
    Drovenia of firing …", "denied the charge", "said that …") or goes on as a clause ("said 21 people had died"), else a
    colon: before words that begin a sentence, and before a fragment in the source's own quotation marks."""
    if slots.quoted:
        return COLON
    return " " if slots.verb or _wording(slots) or _is_object(Act(slots.act), slots.content) else COLON


def _is_object(act: Act, content: str) -> bool:
    """Whether the act's word takes the content as it stands."""
    own, clause = _OBJECTS.get(act), act in _TAKES_CLAUSE and _CLAUSE.match(content) is not None
    return clause or bool(own and own.match(content)) or (act in _TAKES_OBJECT and _NOUNS.match(content) is not None)


def act_words(slots: Slots) -> str:
    """The words of the act: the text's own verb, else fixed ones in the form that the content asks for ("declined to comment
    on whether …")."""
    return slots.verb or _wording(slots) or ACT_WORDS[Act(slots.act)]


def _wording(slots: Slots) -> str:
    if slots.quoted:
        return ""
    fits = (words for act, form, words in _WORDINGS if act.value == slots.act and form.match(slots.content))
    return next(fits, "")


def verdict_words(verdict: Verdict) -> str:
    """One sentence on how far sources agree: who, how many, how many outlets carry it, how many copies."""
    supports = [each for each in verdict.witnesses if each.stance is Stance.SUPPORTS]
    denies = [each for each in verdict.witnesses if each.stance is Stance.DENIES]
    by_rules = _VERDICTS[Value(verdict.machine or verdict.value)](supports, denies) + _carried(verdict)
    if not verdict.editor:
        return by_rules
    return (
        f"Editor: {verdict.editor}{'' if verdict.editor.endswith(tuple(PUNCTUATION)) else '.'} By the rules: {by_rules}"
    )


def _without_tail(span: Span, text: str) -> Span:
    """Without the punctuation that joined the piece to its attribution."""
    kept = len(span.of(text).rstrip(TAIL))
    return span if kept == len(span) else Span(span.start, span.start + kept)


def origins(found: Sequence[Witness]) -> list[Witness]:
    """The witnesses that stand for themselves: without outlets (``publisher:`` keys) that carry one of the others."""
    told = {carrier for each in found if not each.key.startswith("publisher:") for carrier in each.carriers}
    had = {each.key for each in found if each.unnamed}
    return [
        each
        for each in found
        if not each.key.startswith("publisher:") or not (told & set(each.carriers) or f"unnamed:{each.key}" in had)
    ]


def origin_count(found: Sequence[Witness]) -> int:
    """How many of them are independent: one side counts once, and so do all who are not named."""
    return len({each.side or (UNNAMED if each.unnamed else each.key) for each in origins(found)})


def _shown(slots: Slots) -> str:
    """Direct speech inside quotation marks: the source's own where the span has them, else ours."""
    content = slots.content
    if not slots.quoted or content[0] in OPENING:
        return content + _missing_close(content) if slots.quoted else content
    return f"“{content}”"


def _missing_close(content: str) -> str:
    closing = CLOSING[content[0]]
    return "" if any(mark in content[1:] for mark in closing) else closing[-1]


def _names(found: Sequence[Witness]) -> str:
    shown = [called(each) + (UNNAMED if each.unnamed else "") for each in found]
    if not shown:
        return "no source"  # a figure in an act that takes no side, such as opposing a plan
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _agreed(supports: Sequence[Witness], _denies: Sequence[Witness]) -> str:
    apart = origins(supports)
    number = origin_count(supports)
    return f"{_WORDS.get(number, str(number))} independent sources: {_names(apart)}"


def _single(supports: Sequence[Witness], _denies: Sequence[Witness]) -> str:
    if len(supports) == 1:
        return f"One source: {_names(supports)}"
    sides = {each.side for each in supports}
    if len(sides) == 1 and "" not in sides:
        every = "both" if len(supports) == 2 else "all"
        return f"Not independent, {every} of {side_name(supports[0].side)}’s side: {_names(supports)}"
    return f"Not independent of each other: {_names(supports)}"


def _disputed(supports: Sequence[Witness], denies: Sequence[Witness]) -> str:
    if supports and denies:
        return f"Disputed: said by {_names(supports)}, denied by {_names(denies)}"
    return f"Disputed: {_names([*supports, *denies])}; another source gives other figures"


def _denied(supports: Sequence[Witness], denies: Sequence[Witness]) -> str:
    said = f"; said only by {_names(supports)}" if supports else ""
    return f"Denied by {_names(denies)}{said}"


def _superseded(supports: Sequence[Witness], denies: Sequence[Witness]) -> str:
    return f"Superseded by a later figure of the same counter: {_names([*supports, *denies])}"


def _retracted(_supports: Sequence[Witness], _denies: Sequence[Witness]) -> str:
    return "Retracted: no longer in the source, or withdrawn"


def _unverified(supports: Sequence[Witness], _denies: Sequence[Witness]) -> str:
    return "Unverified" + (f": {_names(supports)}" if supports else "")


_VERDICTS = {
    Value.CORROBORATED: _agreed,
    Value.SINGLE_SOURCE: _single,
    Value.DISPUTED: _disputed,
    Value.DENIED: _denied,
    Value.SUPERSEDED: _superseded,
    Value.RETRACTED: _retracted,
    Value.UNVERIFIED: _unverified,
}
_WORDS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}


def _carried(verdict: Verdict) -> str:
    outlets = {outlet for each in verdict.witnesses for outlet in each.carriers if outlet}
    words = f"; carried by {len(outlets)} outlets" if len(outlets) > 1 else ""
    if verdict.copies:
        words += (
            f", {verdict.copies} of them as a copy" if verdict.copies == 1 else f", {verdict.copies} of them as copies"
        )
    return words + "."
