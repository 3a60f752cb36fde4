"""The briefing: every claim to at most one line, lines to stories, the unknown, the withheld, the changes.

Owns the order of the page. Refuses the clock and the network: same material and verdicts, same briefing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from livebrief.brief.changes import Since, change_of, since_view
from livebrief.brief.desked import arranged, fallen, held, notes_of, own_lines, pinned_place
from livebrief.brief.kept import Kept, Lines
from livebrief.brief.select import BriefOptions, newest_publication, score, without_repeats
from livebrief.records.articles import Document
from livebrief.records.briefings import Briefing, Correction, EditorLine, StoryBrief, Unknown, Update, Withheld
from livebrief.records.ids import mint
from livebrief.records.readings import Material
from livebrief.records.stories import Story
from livebrief.records.verdicts import Value, Verdict

UNTITLED = "Live briefing"


class _Page(msgspec.Struct, kw_only=True):
    """What has been made so far."""

    lines: dict[str, list[Update]]
    unknowns: list[Unknown]
    withheld: list[Withheld]
    held: Counter[str]


def make_briefing(  # noqa: PLR0913  (one page's whole context)
    material: Material,
    verdicts: Mapping[str, Verdict],
    *,
    since: datetime | None = None,
    corrections: Sequence[Correction] = (),
    earlier: Mapping[str, Verdict] | None = None,
    options: BriefOptions | None = None,
    kept: Kept | None = None,
) -> Briefing:
    """The page as of the material's moment. Law 3: every line on it passed the citation check; the rest is withheld.

    ``verdicts`` by claim; a claim without one gets no line. With ``since`` only lines that changed after it are kept,
    each saying how; ``earlier`` are the verdicts as of that moment. Pinned lines first, one line per claim, hidden
    and retracted ones left out. ``truncated`` counts faithful lines that the options left no room for.
    ``kept``: the lines of the page before this one, which change nothing but the time that this one takes.
    """
    options, kept = options or BriefOptions(), kept or Kept()
    told = kept.told(material)
    view = since_view(since, earlier or {}, material, corrections) if since else None
    page = _page(material, verdicts, kept.page(material, told, options), view)
    stories, truncated = _stories(page.lines, own_lines(material, told, since), material, options)
    page.withheld.extend(fallen(material, told))
    unknowns = _unknowns(page.unknowns)
    current = [material.documents[each] for each in material.current.values() if each in material.documents]
    beat = material.beat
    return Briefing(
        id=mint("brf", material.as_of, f"{beat.key if beat else ''} {since.isoformat() if since else ''}"),
        beat=beat.key if beat else "",
        title=beat.name if beat else UNTITLED,
        as_of=material.as_of,
        since=since,
        stories=stories,
        unknowns=tuple(unknowns[: options.max_unknowns]),
        withheld=tuple(page.withheld),
        corrections=tuple(each for each in corrections if _shown(each, since)),
        documents=len(current),
        outlets=len({doc.outlet for doc in current if doc.outlet}),
        statements=len(told),
        truncated=truncated + max(0, len(unknowns) - options.max_unknowns),
        held=dict(page.held),
    )


def _page(material: Material, verdicts: Mapping[str, Verdict], lines: Lines, view: Since | None) -> _Page:
    page = _Page(lines=defaultdict(list), unknowns=[], withheld=[], held=Counter())
    newest, groups = newest_publication(material), material.groups
    for clm in groups.claims.values():
        verdict = verdicts.get(clm.id)
        if verdict is None or verdict.value is Value.RETRACTED or not (standing := lines.standing(clm)):
            continue
        if why := held(clm, material):
            page.held[why] += 1
            continue
        change = change_of(clm, standing, verdict, view) if view else ""
        if view and not change:
            continue
        line = lines.line(clm, verdict, standing)
        scored = score(line.parts, line.first, groups.pinned.get(clm.id), newest)
        facts = {"score": scored.score, "why_shown": scored.why, "change": change, "notes": notes_of(clm, groups)}
        _keep(page, line.asserted, facts)
        _keep(page, line.silent, facts, kind=line.silent.slots.act if isinstance(line.silent, Update) else "")
    return page


def _keep(page: _Page, made: Update | Withheld | None, facts: Mapping[str, object], kind: str = "") -> None:
    if not isinstance(made, Update):
        page.withheld += [made] if made else []
        return
    update = msgspec.structs.replace(made, **facts)
    if kind:
        page.unknowns.append(Unknown(update=update, kind=kind))
    else:
        page.lines[update.story].append(update)


def _unknowns(found: Iterable[Unknown]) -> list[Unknown]:
    """The most important first, each silence once a story."""
    ranked = sorted(found, key=lambda each: (-each.update.score, each.update.id))
    kept = {line.id for line in without_repeats([each.update for each in ranked])}
    return [each for each in ranked if each.update.id in kept]


def _shown(correction: Correction, since: datetime | None) -> bool:
    """Sentences that came are lines of their own; what went or was changed is told as a correction."""
    return correction.kind != "added" and (since is None or datetime.fromisoformat(correction.seen) > since)


def _stories(
    lines: Mapping[str, list[Update]],
    own: Mapping[str, tuple[EditorLine, ...]],
    material: Material,
    options: BriefOptions,
) -> tuple[tuple[StoryBrief, ...], int]:
    """The stories in order. One that an editor wrote a line for is there even without another line, and is never cut."""
    made: list[tuple[tuple[int, float, str, str], StoryBrief]] = []
    truncated = 0
    for story_id in sorted({*lines, *own}):
        ranked = without_repeats(sorted(lines.get(story_id, ()), key=arranged(story_id, material.groups)))
        shown = tuple(ranked[: options.max_lines])
        truncated += len(ranked) - len(shown)
        brief = _story_brief(story_id, shown, own.get(story_id, ()), material)
        best = max((line.score for line in shown), default=0.0)
        made.append(((pinned_place(story_id, material.groups), best, brief.last, story_id), brief))
    made.sort(key=lambda pair: pair[0], reverse=True)
    ranked_stories = [brief for _, brief in made]
    rest = ranked_stories[options.max_stories :]
    kept = ranked_stories[: options.max_stories] + [brief for brief in rest if brief.own_lines]
    truncated += sum(len(brief.updates) for brief in rest if not brief.own_lines)
    return tuple(kept), truncated


def _story_brief(
    story_id: str, updates: tuple[Update, ...], own: tuple[EditorLine, ...], material: Material
) -> StoryBrief:
    story = material.groups.stories.get(story_id, Story(id=story_id, developments=(), documents=()))
    lines: tuple[Update | EditorLine, ...] = (*updates, *own)
    cited = dict.fromkeys(line.citations[0].document for line in lines)
    documents = _newest(story.documents, material) or list(cited)
    head = _most_carried(documents, material)
    docs = [material.documents[each] for each in documents]
    return StoryBrief(
        story=story_id,
        heading=_heading(material.documents[head]),
        heading_document=head,
        state=story.state,
        updates=updates,
        own_lines=own,
        documents=len(docs),
        outlets=tuple(sorted({doc.outlet for doc in docs if doc.outlet})),
        last=max((doc.published.value for doc in docs), default=""),
    )


def _heading(doc: Document) -> str:
    """The title, else the first sentence: stored words either way."""
    return doc.title or next((sent.of(doc.text) for sent in doc.sentences), doc.url)


def _newest(documents: Iterable[str], material: Material) -> list[str]:
    """The newest revision of each article, in the story's order."""
    known = (material.documents[each] for each in documents if each in material.documents)
    return [
        doc_id for article in dict.fromkeys(doc.article for doc in known) if (doc_id := material.current.get(article))
    ]


def _most_carried(documents: Sequence[str], material: Material) -> str:
    """The titled document with the most copies among these; of equals the last published."""
    copies = Counter(material.copies[each].of for each in documents if each in material.copies)
    titled = [each for each in documents if material.documents[each].title] or list(documents)
    return max(titled, key=lambda each: (copies[each], material.documents[each].published.value, each))
