"""The briefing: every claim to at most one line, lines to stories, the unknown, the withheld, the changes.

Owns the order of the page. Refuses the clock and the network: same material and verdicts, same briefing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from livebrief.brief.changes import Since, change_of, since_view
from livebrief.brief.desked import LAST, fallen, held, notes_of, own_lines, pinned_place
from livebrief.brief.kept import Kept, Line, Lines
from livebrief.brief.lines import not_shown
from livebrief.brief.select import BriefOptions, Rank, points_of, why_shown
from livebrief.records.briefings import Briefing, Correction, EditorLine, StoryBrief, Unknown, Update, Withheld
from livebrief.records.ids import mint
from livebrief.records.readings import Material
from livebrief.records.stories import Claim, Story
from livebrief.records.verdicts import Verdict

UNTITLED = "Live briefing"


class _Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line's place among those of its story, and why it is there. ``order``: those that an editor put in order, then by
    score; of equals the first published."""

    order: tuple[int, float, str, str]
    rank: Rank
    score: float
    change: str


class _Page(msgspec.Struct, kw_only=True):
    """What has been made so far."""

    lines: dict[str, list[_Place]]
    unknowns: list[_Place]
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
    kept = kept or Kept()
    with kept.lock:
        lines = kept.page(material, verdicts, options or BriefOptions())
        view = since_view(since, earlier or {}, material, corrections) if since else None
        return _briefing(lines, kept, corrections, view)


def _briefing(lines: Lines, kept: Kept, corrections: Sequence[Correction], view: Since | None) -> Briefing:
    material, options, since = lines.material, lines.options, view.moment if view else None
    page = _page(lines, view)
    stories, truncated = _stories(page, own_lines(material, lines.told, since), lines, kept)
    page.withheld.extend(fallen(material, lines.told))
    unknowns = _unknowns(page, kept)
    current = [material.documents[each] for each in material.current.values() if each in material.documents]
    beat = material.beat
    return Briefing(
        id=mint("brf", material.as_of, f"{beat.key if beat else ''} {since.isoformat() if since else ''}"),
        beat=beat.key if beat else "",
        title=beat.name if beat else UNTITLED,
        as_of=material.as_of,
        since=since,
        stories=stories,
        unknowns=tuple(
            Unknown(update=_whole(each, lines), kind=each.rank.act) for each in unknowns[: options.max_unknowns]
        ),
        withheld=tuple(page.withheld),
        corrections=tuple(each for each in corrections if _shown(each, since)),
        documents=len(current),
        outlets=len({doc.outlet for doc in current if doc.outlet}),
        statements=len(lines.told),
        truncated=truncated + max(0, len(unknowns) - options.max_unknowns),
        held=dict(page.held),
    )


def _page(lines: Lines, view: Since | None) -> _Page:
    page = _Page(lines=defaultdict(list), unknowns=[], withheld=[], held=Counter())
    groups, pinned, newest = lines.material.groups, lines.material.groups.pinned, lines.newest
    place_of = {(story, clm): n for story, ordered in groups.ordered.items() for n, clm in enumerate(ordered)}
    for clm, line, change in _changed(lines, view, page.held):
        if line.asserted is None and line.silent is None:
            continue
        score = points_of(line.lasting, line.first, pinned.get(clm.id), newest)
        for made, shelf in ((line.asserted, page.lines[clm.story]), (line.silent, page.unknowns)):
            if isinstance(made, Rank):
                order = (place_of.get((clm.story, clm.id), LAST), -score, made.published, made.id)
                shelf.append(_Place(order=order, rank=made, score=score, change=change))
            elif made is not None:
                page.withheld.append(made)
    return page


def _changed(lines: Lines, view: Since | None, kept_back: Counter[str]) -> Iterator[tuple[Claim, Line, str]]:
    """The claims that have a line, with how each changed; those that an editor keeps back are counted."""
    hidden = not_shown(lines.material)
    for clm in lines.material.groups.claims.values():
        if hidden and not hidden.isdisjoint((clm.id, clm.development, clm.story)):
            if lines.stands(clm):
                kept_back[held(clm, lines.material)] += 1
            continue
        if view is None:
            if (line := lines.line(clm)) is not None:
                yield clm, line, ""
        elif lines.stands(clm):
            change = change_of(clm, lines.standing(clm), lines.verdicts[clm.id], view)
            if change and (line := lines.line(clm)) is not None:
                yield clm, line, change


def _whole(place: _Place, lines: Lines) -> Update:
    """The line with all that is shown of it."""
    groups = lines.material.groups
    clm = groups.claims[place.rank.claim]
    line, (update, parts) = lines.line(clm), lines.whole(clm, place.rank)
    first = line.first if line else None
    return msgspec.structs.replace(
        update,
        score=place.score,
        why_shown=why_shown(parts, first, groups.pinned.get(clm.id), lines.newest),
        change=place.change,
        notes=notes_of(clm, groups),
    )


def _unknowns(page: _Page, kept: Kept) -> list[_Place]:
    """The most important first, each silence once a story."""
    ranked = sorted(page.unknowns, key=lambda each: (-each.score, each.rank.id))
    repeats = kept.unknown.among([each.rank for each in ranked])
    return [each for each in ranked if each.rank.id not in repeats]


def _shown(correction: Correction, since: datetime | None) -> bool:
    """Sentences that came are lines of their own; what went or was changed is told as a correction."""
    return correction.kind != "added" and (since is None or datetime.fromisoformat(correction.seen) > since)


def _stories(
    page: _Page, own: Mapping[str, tuple[EditorLine, ...]], lines: Lines, kept: Kept
) -> tuple[tuple[StoryBrief, ...], int]:
    """The stories in order. One that an editor wrote a line for is there even without another line, and is never cut."""
    found: list[tuple[tuple[int, float, str, str], list[_Place]]] = []
    options, groups, truncated = lines.options, lines.material.groups, 0
    for story in sorted({*(story for story, places in page.lines.items() if places), *own}):
        places = sorted(page.lines.get(story, ()), key=_order)
        repeats = kept.repeats.among([each.rank for each in places])
        ranked = [each for each in places if each.rank.id not in repeats]
        shown = ranked[: options.max_lines]
        truncated += len(ranked) - len(shown)
        best = max((each.score for each in shown), default=0.0)
        last = lines.head(story, _cited(shown, own.get(story, ()), lines)).last
        found.append(((pinned_place(story, groups), best, last, story), shown))
    found.sort(key=lambda pair: pair[0], reverse=True)
    rest = [(order, shown) for order, shown in found[options.max_stories :] if order[-1] not in own]
    truncated += sum(len(shown) for _, shown in rest)
    cut = {order[-1] for order, _ in rest}
    return tuple(
        _story_brief(order[-1], shown, own.get(order[-1], ()), lines) for order, shown in found if order[-1] not in cut
    ), truncated


def _order(place: _Place) -> tuple[int, float, str, str]:
    return place.order


def _cited(shown: Sequence[_Place], own: Sequence[EditorLine], lines: Lines) -> Iterator[str]:
    """The documents that a story's lines rest on, one each, if asked for."""
    claims = lines.material.groups.claims
    updates = [lines.whole(claims[each.rank.claim], each.rank)[0] for each in shown]
    citations = [line.citations[0] for line in updates] + [line.citations[0] for line in own]
    yield from dict.fromkeys(each.document for each in citations)


def _story_brief(story_id: str, shown: Sequence[_Place], own: tuple[EditorLine, ...], lines: Lines) -> StoryBrief:
    story = lines.material.groups.stories.get(story_id, Story(id=story_id, developments=(), documents=()))
    head = lines.head(story_id, _cited(shown, own, lines))
    return StoryBrief(
        story=story_id,
        heading=head.heading,
        heading_document=head.document,
        state=story.state,
        updates=tuple(_whole(each, lines) for each in shown),
        own_lines=own,
        documents=head.documents,
        outlets=head.outlets,
        last=head.last,
    )
