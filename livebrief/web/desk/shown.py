"""What the desk's pages show of a claim, a story and the journal. Owns the words for ids; escapes nothing (templates do)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from livebrief.brief.compose import compose, slots_of, verdict_words
from livebrief.brief.desked import held, notes_of
from livebrief.newsroom.announced import title_of
from livebrief.newsroom.editing import View
from livebrief.newsroom.naming import Say, kind_of, resolve, story_of
from livebrief.newsroom.review import claim_text
from livebrief.nlp.words import folded_tokens
from livebrief.publish.directory import Told as Exhibited
from livebrief.publish.evidence import Exhibit, evidence_of
from livebrief.records.decisions import Decision, Kind, touched
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Verdict

OTHERS = 25  # claims offered to merge with or move to: the likest of the story
NAMES = 60  # names offered for a source


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a claim: how it reads, its passage, its figures and places, and the names in its article."""

    statement: str
    line: str
    exhibit: Exhibit
    act: str
    source: str
    figures: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with everything that an editor decides by."""

    claim: Claim
    text: str
    verdict: Verdict
    words: str
    held: str
    notes: tuple[str, ...]
    said: tuple[Said, ...]
    gone: int
    others: tuple[tuple[str, str], ...]
    story_heading: str
    entries: tuple[Entry, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A journal entry in words. ``stands``: no later undo takes it back. ``about``: (kind, id, text) of its subject."""

    number: int
    at: str
    by: str
    title: str
    reason: str
    details: tuple[tuple[str, str], ...]
    stands: bool
    about: tuple[str, str, str]


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """A story with its claims (id, text, verdict, held), documents (id, title, outlet, day), and own lines' texts."""

    story: str
    heading: str
    state: str
    claims: tuple[tuple[str, str, str, str], ...]
    documents: tuple[tuple[str, str, str, str], ...]
    others: tuple[tuple[str, str], ...]
    statements: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


def claim_page(claim_id: str, view: View, say: Say) -> ClaimPage | None:
    """The page of a claim, also by an id that leads to it; None when the desk knows none."""
    groups = view.material.groups
    clm = groups.claims.get(resolve(claim_id, groups))
    if clm is None or clm.id not in view.verdicts:
        return None
    said = _said(clm, view)
    verdict = view.verdicts[clm.id]
    standing = {each.statement for each in said}
    return ClaimPage(
        claim=clm,
        text=claim_text(clm, view),
        verdict=verdict,
        words=verdict_words(verdict),
        held=held(clm, view.material),
        notes=notes_of(clm, groups),
        said=said,
        gone=sum(each not in standing for each in clm.statements),
        others=_likest(clm, view),
        story_heading=heading(clm.story, view),
        entries=entries_about({clm.id, *clm.statements}, view, say),
    )


def story_page(story_id: str, view: View, say: Say) -> StoryPage | None:
    """The page of a story, also by an id that leads to it."""
    groups, material = view.material.groups, view.material
    story = groups.stories.get(resolve(story_id, groups))
    if story is None:
        return None
    shown = next((each for each in view.brf.stories if each.story == story.id), None)
    order = {line.claim: n for n, line in enumerate(shown.updates if shown else ())}
    claims = [clm for clm in groups.claims.values() if clm.story == story.id]
    claims.sort(key=lambda clm: (order.get(clm.id, len(order)), clm.id))
    docs = [material.documents[each] for each in story.documents if each in material.documents]
    told = view.told
    return StoryPage(
        story=story.id,
        heading=heading(story.id, view),
        state=story.state,
        claims=tuple(
            (clm.id, claim_text(clm, view), view.verdicts[clm.id].value.value, held(clm, material))
            for clm in claims
            if clm.id in view.verdicts
        ),
        documents=tuple((doc.id, doc.title or doc.text[:80], doc.outlet, doc.published.day) for doc in docs),
        others=tuple((each.story, each.heading) for each in view.brf.stories if each.story != story.id),
        statements=tuple(
            (stm, compose(slots_of(told[stm].sighting, told[stm].document)))
            for clm in claims
            for stm in clm.statements
            if stm in told
        ),
        entries=entries_about({story.id, *story.documents}, view, say),
    )


def outlets(view: View, say: Say) -> Callable[[str], str]:
    """From an outlet's key to its name."""
    known = view.material.outlets
    return lambda key: known[key].name if key in known else key or say("an outlet that is not named")


def heading(story: str, view: View) -> str:
    """A story's heading as readers see it, else the title of its first document."""
    for each in view.brf.stories:
        if each.story == story:
            return each.heading
    held_story = view.material.groups.stories.get(story)
    docs = [view.material.documents[doc] for doc in held_story.documents] if held_story else []
    return next((doc.title or doc.text[:80] for doc in docs), story)


def about(some_id: str, view: View) -> tuple[str, str, str]:
    """(what kind of page, its id, words) for an id: statements lead to their claim, documents to their story."""
    material = view.material
    here = resolve(some_id, material.groups)
    kind = kind_of(here, material)
    if kind == "claim":
        return "claim", here, claim_text(material.groups.claims[here], view)
    if kind == "statement":
        claim = material.groups.claim_of[here]
        return "claim", claim, claim_text(material.groups.claims[claim], view)
    if story := story_of(here, material.groups):
        doc = material.documents.get(here)
        return "story", story, (doc.title or doc.text[:80]) if doc else heading(story, view)
    return "", here, here


def entries(view: View, page: int, size: int, say: Say) -> tuple[Entry, ...]:
    """One page of the editors' entries, the newest first."""
    wanted = list(view.edited.values())[::-1][page * size : (page + 1) * size]
    return tuple(entry_of(each, view, say) for each in wanted)


def entries_about(ids: set[str], view: View, say: Say) -> tuple[Entry, ...]:
    """The editors' entries that touch any of these ids, the newest first."""
    groups = view.material.groups
    mine = [each for each in reversed(view.edited.values()) if ids & {resolve(one, groups) for one in touched(each)}]
    return tuple(entry_of(each, view, say) for each in mine)


def entry_of(entry: Decision, view: View, say: Say) -> Entry:
    """One entry in words; ``say`` turns the desk's own into the visitor's language."""
    return Entry(
        number=entry.number,
        at=entry.at.isoformat(),
        by=entry.by,
        title=title_of(entry, view.edited, say),
        reason=str(entry.body.get("reason", "")),
        details=tuple(_details(entry, view, say)),
        stands=entry.number in view.standing,
        about=about(entry.subject, view),
    )


def _details(entry: Decision, view: View, say: Say) -> Iterable[tuple[str, str]]:
    body = entry.body
    for name, label in (("before", "was"), ("value", "is"), ("words", "at"), ("text", "text"), ("until", "until")):
        if body.get(name):
            yield label, str(body[name])
    for name, label in (("into", "with"), ("to", "to"), ("other", "from")):
        if body.get(name):
            yield label, about(str(body[name]), view)[2]
    if body.get("members"):
        yield "members", str(len(body["members"]))
    if entry.kind is Kind.UNDO:
        yield "takes back", say("entry {number}").format(number=body["decision"])


def _said(clm: Claim, view: View) -> tuple[Said, ...]:
    told = view.told
    standing = [told[each] for each in clm.statements if each in told]
    shown = evidence_of([Exhibited(each.sighting, each.document, clm.id) for each in standing], view.material)
    by_statement = {each.statement: each for each in standing}
    made = []
    for exhibit in shown:
        each = by_statement[exhibit.statement]
        sgt = each.sighting
        made.append(
            Said(
                statement=each.statement,
                line=compose(slots_of(sgt, each.document)),
                exhibit=exhibit,
                act=sgt.act.value,
                source=sgt.source.name,
                figures=tuple(dict.fromkeys((figure.text, figure.role) for figure in sgt.figures)),
                places=tuple(dict.fromkeys((place.text, place.name) for place in sgt.places)),
                names=_names(each.document.id, view),
            )
        )
    return tuple(made)


def _names(document: str, view: View) -> tuple[str, ...]:
    """Names that stand in the article as sources of other statements, and its outlet's."""
    doc = view.material.documents[document]
    found = (sgt.source.name for sgt in view.material.sightings.get(document, ()) if sgt.source.name in doc.text)
    outlet = view.material.outlets.get(doc.outlet)
    return tuple(dict.fromkeys([*found, outlet.name if outlet else doc.outlet]))[:NAMES]


def _likest(clm: Claim, view: View) -> tuple[tuple[str, str], ...]:
    """The claims of the same story, those that share most words with this one first."""
    mine = set(folded_tokens(claim_text(clm, view)))
    ranked = []
    for other in view.material.groups.claims.values():
        if other.story == clm.story and other.id != clm.id:
            text = claim_text(other, view)
            words = set(folded_tokens(text))
            ranked.append((-len(mine & words) / (len(mine | words) or 1), other.id, text))
    return tuple((some_id, text) for _, some_id, text in sorted(ranked)[:OTHERS])
