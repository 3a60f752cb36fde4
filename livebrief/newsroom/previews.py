"""What an action would change, before it does: two briefings of the stories that it touches, laid side by side. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

import msgspec

from livebrief.brief import make_briefing
from livebrief.brief.compose import compose, slots_of
from livebrief.brief.lines import Told, told_now
from livebrief.check import judge
from livebrief.newsroom.naming import Say, story_of
from livebrief.records.briefings import Briefing, Correction, Update
from livebrief.records.readings import Groups, Material
from livebrief.records.verdicts import Verdict


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """One line. ``what``: appears | goes | reads otherwise | stands elsewhere."""

    claim: str
    what: str
    before: str = ""
    after: str = ""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One value that becomes another: a claim's verdict, or the group of a statement or document. ``text`` names it."""

    subject: str
    text: str
    before: str
    after: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an action would change, and how it would be told in public."""

    lines: tuple[LineChange, ...] = ()
    verdicts: tuple[Turn, ...] = ()
    members: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    announced: tuple[Correction, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no line, verdict, group or note would change."""
        return not (self.lines or self.verdicts or self.members or self.notes)


def change(
    before: Material, after: Material, touched: Iterable[str], announced: tuple[Correction, ...], say: Say = str
) -> Change:
    """What differs in the stories of the ids ``touched`` between the two materials."""
    ids = set(touched)
    stories = {story_of(each, side.groups) for each in ids for side in (before, after)} - {""}
    ids |= {doc for story in stories for doc in _documents(story, before)}
    stories |= {story_of(each, after.groups) for each in ids} - {""}
    old, new = _side(before, stories), _side(after, stories)
    return Change(
        lines=tuple(_lines(old[0], new[0], say)),
        verdicts=tuple(_verdicts(old, new, say)),
        members=tuple(_members(before, after, stories)),
        notes=tuple(_notes(old[0], new[0], say)),
        announced=announced,
    )


Side = tuple[Briefing, Mapping[str, Verdict], Material]


def _side(material: Material, stories: set[str]) -> Side:
    part = around(material, stories)
    verdicts = {clm.id: judge(clm, part) for clm in part.groups.claims.values()}
    return make_briefing(part, verdicts), verdicts, part


def around(material: Material, stories: set[str]) -> Material:
    """The material of these stories alone, with the documents that theirs are copies of."""
    docs = {doc for story in stories for doc in _documents(story, material)}
    docs |= {material.copies[doc].of for doc in docs if doc in material.copies}
    docs &= material.documents.keys()
    groups = material.groups
    return msgspec.structs.replace(
        material,
        documents={doc: material.documents[doc] for doc in material.documents if doc in docs},
        current={art: doc for art, doc in material.current.items() if doc in docs},
        known_at={doc: at for doc, at in material.known_at.items() if doc in docs},
        sightings={doc: found for doc, found in material.sightings.items() if doc in docs},
        copies={doc: copy for doc, copy in material.copies.items() if doc in docs},
        groups=msgspec.structs.replace(
            groups,
            stories={key: each for key, each in groups.stories.items() if key in stories},
            developments={key: each for key, each in groups.developments.items() if each.story in stories},
            claims={key: each for key, each in groups.claims.items() if each.story in stories},
        ),
    )


def lines_of(brf: Briefing) -> dict[str, Update]:
    """Every line of a briefing by claim, in the order of the page; a claim's silence under ``claim silent``."""
    found = {line.claim: line for story in brf.stories for line in story.updates}
    return found | {f"{each.update.claim} silent": each.update for each in brf.unknowns}


def _lines(old: Briefing, new: Briefing, say: Say) -> Iterable[LineChange]:
    before, after = lines_of(old), lines_of(new)
    for claim, line in before.items():
        if claim not in after:
            yield LineChange(claim=line.claim, what="goes", before=line.text)
        elif after[claim].text != line.text:
            yield LineChange(claim=line.claim, what="reads otherwise", before=line.text, after=after[claim].text)
    for claim, line in after.items():
        if claim not in before:
            yield LineChange(claim=line.claim, what="appears", after=line.text)
    yield from _moved(before, after, say)
    written = {line.id: line for story in new.stories for line in story.own_lines}
    had = {line.id: line for story in old.stories for line in story.own_lines}
    for key in written.keys() - had.keys():
        yield LineChange(claim="", what="appears", after=f"{say('Editor')}: {written[key].text}")
    for key in had.keys() - written.keys():
        yield LineChange(claim="", what="goes", before=f"{say('Editor')}: {had[key].text}")


def _moved(before: Mapping[str, Update], after: Mapping[str, Update], say: Say) -> Iterable[LineChange]:
    """Lines that both have and that stand in another place among those: the fewest that explain the new order."""
    here = [claim for claim in before if claim in after]
    there = [claim for claim in after if claim in before]
    at = {claim: n for n, claim in enumerate(here)}
    kept = _longest_rising([at[claim] for claim in there])
    for n, claim in enumerate(there):
        if at[claim] not in kept:
            was, now = (say("place {number}").format(number=place + 1) for place in (at[claim], n))
            yield LineChange(
                claim=after[claim].claim, what="stands elsewhere", before=was, after=f"{now}: {after[claim].text}"
            )


def _longest_rising(numbers: list[int]) -> set[int]:
    """A longest increasing subsequence (patience sorting): what did not move."""
    tails: list[int] = []
    before: dict[int, int] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else -1
        tails[place : place + 1] = [number]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _verdicts(old: Side, new: Side, say: Say) -> Iterable[Turn]:
    lines = lines_of(old[0]) | lines_of(new[0])
    for claim, verdict in new[1].items():
        had = old[1].get(claim)
        if had is not None and (had.value, had.editor) != (verdict.value, verdict.editor):
            text = lines[claim].text if claim in lines else claim
            yield Turn(subject=claim, text=text, before=_spoken(had, say), after=_spoken(verdict, say))


def _spoken(verdict: Verdict, say: Say) -> str:
    value = say(verdict.value.value.replace("-", " "))
    return f"{value} ({say('Editor')}: {verdict.editor})" if verdict.editor else value


def _members(before: Material, after: Material, stories: set[str]) -> Iterable[Turn]:
    old, new = before.groups, after.groups
    for doc in sorted({doc for story in stories for side in (before, after) for doc in _documents(story, side)}):
        had, has = old.story_of.get(doc, ""), new.story_of.get(doc, "")
        if had != has:
            yield Turn(subject=doc, text=before.documents[doc].title or doc, before=had, after=has)
    told = told_now(after)
    for stm in _statements(old, stories) | _statements(new, stories):
        had, has = old.claim_of.get(stm, ""), new.claim_of.get(stm, "")
        if had != has:
            yield Turn(subject=stm, text=_said(told.get(stm), stm), before=had, after=has)


def _said(told: Told | None, statement: str) -> str:
    """The statement as its line would read; its id when no article has it any more."""
    return compose(slots_of(told.sighting, told.document)) if told else statement


def _statements(groups: Groups, stories: set[str]) -> dict[str, None]:
    return {stm: None for clm in groups.claims.values() if clm.story in stories for stm in clm.statements}


def _notes(old: Briefing, new: Briefing, say: Say) -> Iterable[str]:
    """Notes that come to stand beside lines, and lines that an editor holds back."""
    before, after = _noted(old), _noted(new)
    yield from (f"{say('beside its line')}: {note}" for claim, note in after if (claim, note) not in before)
    yield from (f"{say('no longer beside its line')}: {note}" for claim, note in before if (claim, note) not in after)
    for why in sorted(new.held.keys() | old.held.keys()):
        if (more := new.held.get(why, 0) - old.held.get(why, 0)) != 0:
            yield say("lines kept from readers ({why}): {change}").format(why=say(why), change=f"{more:+d}")


def _noted(brf: Briefing) -> list[tuple[str, str]]:
    return [(claim, note) for claim, line in lines_of(brf).items() for note in line.notes]


def _documents(story: str, material: Material) -> tuple[str, ...]:
    held = material.groups.stories.get(story)
    return held.documents if held else ()
