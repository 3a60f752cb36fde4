"""The review queue: what most needs an editor's eye, ordered by consequence, each with why it is there. Pure.

Consequence is what a mistake would cost a reader: a disputed or denied claim before a large figure that one source
gives, before a figure that an outlet changed without saying so, before a line that could not be shown, before an
article that joined its story by a hair. What an editor has decided about leaves the queue until something new comes in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

import msgspec

from livebrief.brief.desked import held
from livebrief.brief.lines import Told
from livebrief.newsroom.editing import View
from livebrief.newsroom.naming import Say, resolve, story_of
from livebrief.records.decisions import Kind, touched
from livebrief.records.mentions import QuantityMention
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Stance, Value, Verdict

DISPUTED, DENIED, FIGURE, EDIT, WITHHELD, LINK = (
    "disputed",
    "denied",
    "large figure",
    "silent edit",
    "withheld",
    "weak link",
)
KINDS = (DISPUTED, DENIED, FIGURE, EDIT, WITHHELD, LINK)
# By consequence, set by hand: re-read the demo queue before changing one. The steps between kinds are wider than what
# spread (outlets) or size (powers of ten above "large") can add.
BASE = {DISPUTED: 100.0, DENIED: 90.0, FIGURE: 70.0, EDIT: 50.0, WITHHELD: 40.0, LINK: 20.0}
EDITS = {"changed figure": 15.0, "removed": 5.0, "changed": 0.0}
JOINED = "joined its story by a hair: {score}, where {least} is the least"
OPENED = "opened a new story by a hair: {score} to the nearest, where {least} would have joined"
NAMES = 3
EDIT_WORDS = {
    "changed figure": "the outlet changed a figure after publication",
    "removed": "the outlet took this sentence out after publication",
}
NEW = 10.0  # for what came with the newest hundred entries of the journal
NEW_ENTRIES = 100
MOST_SPREAD = 8  # outlets beyond this add nothing
# From how many on a count is large: where aid agencies' and newsrooms' own alert thresholds begin.
LARGE = {"killed": 10, "missing": 10, "injured": 50, "detained": 50, "displaced": 1000, "evacuated": 1000}
LARGE_MONEY, LARGE_OTHER = 100_000_000, 10_000
MONEY = frozenset(("USD", "EUR", "GBP", "UAH", "RUB"))
CLOSE = 0.03  # of a score to its threshold: `join` moved by so much changes the demo beat's stories (docs/QUALITY.md)
_SCORE = re.compile(r"(?:joined at|nearest) (?P<score>\d\.\d+) \(least (?P<least>\d\.\d+)\)")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at: about which id, what it says, why it is here, and how much it weighs."""

    kind: str
    subject: str
    text: str
    why: str
    weight: float
    story: str = ""


def queue(view: View, say: Say = str) -> tuple[Item, ...]:
    """All of it, the greatest consequence first; of equals by id, so that the order never depends on chance.

    ``say`` turns the sentences owned here into another language.
    """
    seen = _Seen(view)
    found = [*_claims(view, seen, say), *_edits(view, seen, say), *_withheld(view, seen, say), *_links(view, seen, say)]
    return tuple(sorted(found, key=lambda item: (-item.weight, item.subject, item.why)))


class _Seen:
    """When each thing was last placed by the machine and last decided on by an editor (journal numbers)."""

    def __init__(self, view: View) -> None:
        self.head = view.head
        self.placed = {entry.subject: entry.number for entry in view.entries if entry.kind is Kind.PLACE}
        self.decided: dict[str, int] = {}
        groups = view.material.groups
        made = [entry for entry in view.standing.values() if entry.kind is not Kind.UNDO]
        for entry in made:
            for some_id in touched(entry):
                here = resolve(some_id, groups)
                self.decided[here] = max(self.decided.get(here, 0), entry.number)

    def done(self, some_id: str, documents: Iterable[str]) -> bool:
        """Whether an editor decided on it after its newest document came."""
        return self.decided.get(some_id, 0) > max((self.placed.get(doc, 0) for doc in documents), default=0)

    def new(self, documents: Iterable[str]) -> float:
        """A little more for what has just come in."""
        newest = max((self.placed.get(doc, 0) for doc in documents), default=0)
        return NEW if newest > self.head - NEW_ENTRIES else 0.0


def _claims(view: View, seen: _Seen, say: Say) -> Iterator[Item]:
    told = view.told
    for clm in view.material.groups.claims.values():
        verdict = view.verdicts.get(clm.id)
        standing = [told[each] for each in clm.statements if each in told]
        docs = {each.document.id for each in standing}
        if verdict is None or not standing or held(clm, view.material) or seen.done(clm.id, docs):
            continue
        text = view.lines[clm.id].text if clm.id in view.lines else _content(standing[0])
        for kind, why, more in _reasons(verdict, standing, say):
            weight = BASE[kind] + more + seen.new(docs)
            yield Item(kind=kind, subject=clm.id, text=text, why=why, weight=round(weight, 2), story=clm.story)


def _reasons(verdict: Verdict, standing: list[Told], say: Say) -> Iterator[tuple[str, str, float]]:
    outlets = {each.document.outlet for each in standing}
    spread = float(min(len(outlets), MOST_SPREAD))
    if verdict.value in (Value.DISPUTED, Value.DENIED):
        kind = DISPUTED if verdict.value is Value.DISPUTED else DENIED
        yield kind, _sides(verdict, say), spread
    elif verdict.value in (Value.SINGLE_SOURCE, Value.UNVERIFIED):
        large = [(size, each) for told in standing for each in told.sighting.figures if (size := _size(each)) >= 1]
        if large:
            size, figure = max(large, key=lambda pair: pair[0])
            role = "" if figure.role == "count" else f" ({say(figure.role)})"
            why = say("{figure} rests on one source").format(figure=f"“{figure.text}”{role}")
            yield FIGURE, why, spread + min(10.0, 3 * math.log10(size))


def _sides(verdict: Verdict, say: Say) -> str:
    """Who stands on which side, three names of each."""
    sides = [("said by {names}", Stance.SUPPORTS), ("denied by {names}", Stance.DENIES)]
    told = []
    for form, stance in sides:
        names = list(dict.fromkeys(each.name for each in verdict.witnesses if each.stance is stance))
        if names:
            more = f" +{len(names) - NAMES}" if len(names) > NAMES else ""
            told.append(say(form).format(names=", ".join(names[:NAMES]) + more))
    if verdict.value is Value.DISPUTED and not any(each.stance is Stance.DENIES for each in verdict.witnesses):
        told.append(say("another source gives other figures"))
    return "; ".join(told)


def _size(figure: QuantityMention) -> float:
    """How many times "large" the figure is."""
    value = max(each or 0.0 for each in (figure.value, figure.low, figure.high))
    if figure.unit in ("percent", "km", "day", "hour", "year") or figure.role in ("distance", "duration", "share"):
        return 0.0
    return value / (LARGE_MONEY if figure.unit in MONEY else LARGE.get(figure.role, LARGE_OTHER))


def _edits(view: View, seen: _Seen, say: Say) -> Iterator[Item]:
    current = view.material.current
    for each in view.brf.corrections:
        if each.kind not in EDITS or each.article not in current:
            continue
        doc, story = current[each.article], story_of(current[each.article], view.material.groups)
        if doc in seen.decided:
            continue
        weight = BASE[EDIT] + EDITS[each.kind]
        text = each.after or each.before
        yield Item(
            kind=EDIT,
            subject=doc,
            text=text,
            why=say(EDIT_WORDS.get(each.kind, "the outlet rewrote this after publication")),
            weight=weight,
            story=story,
        )


def _withheld(view: View, seen: _Seen, say: Say) -> Iterator[Item]:
    groups = view.material.groups
    for each in view.brf.withheld:
        claim = groups.claim_of.get(each.statement, "")
        if claim in seen.decided or each.statement in seen.decided:
            continue
        doc = view.material.documents.get(each.detail)
        text = (doc.title if doc else "") or each.statement
        why = f"{say('its line was withheld')}: {say(each.reason.replace('-', ' '))}"
        subject, story = claim or each.statement, story_of(claim, groups)
        yield Item(kind=WITHHELD, subject=subject, text=text, why=why, weight=BASE[WITHHELD], story=story)


def _links(view: View, seen: _Seen, say: Say) -> Iterator[Item]:
    groups, documents = view.material.groups, view.material.documents
    for entry in view.entries:
        doc = documents.get(entry.subject) if entry.kind is Kind.PLACE else None
        if doc is None or doc.id in seen.decided or view.material.current.get(doc.article) != doc.id:
            continue
        for reason in entry.body.get("reasons", ()):
            score = _SCORE.search(str(reason))
            if score and (margin := abs(float(score["score"]) - float(score["least"]))) < CLOSE:
                why = say(JOINED if "joined" in score[0] else OPENED).format(score=score["score"], least=score["least"])
                weight = BASE[LINK] + (CLOSE - margin) * 100
                story = groups.story_of.get(doc.id, "")
                text = doc.title or doc.text[:100]
                yield Item(kind=LINK, subject=doc.id, text=text, why=why, weight=round(weight, 2), story=story)


def claim_text(clm: Claim, view: View) -> str:
    """What a claim says, as it is shown, or its first standing words."""
    if clm.id in view.lines:
        return view.lines[clm.id].text
    return next((_content(view.told[each]) for each in clm.statements if each in view.told), clm.id)


def _content(told: Told) -> str:
    doc, spans = told.document, told.sighting.content or told.sighting.cue
    return " … ".join(span.of(doc.text) for span in spans) or told.statement
