"""Editing: the editor's desk. Every action is one journal entry by a named person with a reason; each can be undone.

Two editors never overwrite each other silently: an action names the journal's last number that its editor saw, and a
newer decision by somebody else about the same thing refuses it, with both shown. The check and the entry are one
transaction of the store. Repeating an action that stands as asked (a form sent twice) gives the entry that was made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

import msgspec

from livebrief.brief.lines import Told, told_now
from livebrief.errors import Abort
from livebrief.newsroom.actions import Action, check
from livebrief.newsroom.announced import announced
from livebrief.newsroom.naming import Say, resolve
from livebrief.newsroom.previews import Change, change, lines_of
from livebrief.newsroom.standing import stand
from livebrief.records import ids
from livebrief.records.briefings import Briefing, Update
from livebrief.records.decisions import Decision, Kind, touched
from livebrief.records.readings import Groups, Material
from livebrief.records.verdicts import Verdict
from livebrief.store import Store

HYPOTHETICAL = "you"  # who made an entry that is only looked at


class Room(Protocol):
    """What the desk needs of the newsroom."""

    @property
    def store(self) -> Store:
        """The desk's store."""
        ...

    def raw(self, as_of: datetime | None = None) -> Material:
        """What was read, before the journal is laid over it."""
        ...

    def verdicts(self, material: Material) -> dict[str, Verdict]:
        """The verdict of every claim."""
        ...

    def compose(
        self, material: Material, since: datetime | None = None, verdicts: Mapping[str, Verdict] | None = None
    ) -> Briefing:
        """The briefing of a material and its verdicts."""
        ...


class Conflict(Abort):
    """Somebody decided about the same thing after the editor looked. ``mine`` is refused, ``theirs`` stand."""

    def __init__(self, mine: Action, theirs: Sequence[Decision]) -> None:
        self.mine, self.theirs = mine, tuple(theirs)
        who = ", ".join(dict.fromkeys(f"{each.by} ({each.kind.value}, {each.number})" for each in theirs))
        super().__init__(f"decided meanwhile by {who}", subject=mine.subject, way_out="look again, then decide")


class View:
    """What the desk shows at one moment: the journal up to its last number ``head``, what was read, and the briefing
    that follows. What pages ask of it is made on first use and kept.
    """

    def __init__(self, entries: Sequence[Decision], raw: Material, room: Room) -> None:
        self.entries, self.raw = tuple(entries), raw
        self.head = entries[-1].number if entries else 0
        self.material = stand(raw, self.entries)
        self.verdicts = room.verdicts(self.material)
        self.brf = room.compose(self.material, verdicts=self.verdicts)
        ends = (each.until for each in self.material.groups.embargoed.values() if each.until > raw.as_of)
        self.until: datetime | None = min(ends, default=None)

    @cached_property
    def standing(self) -> dict[int, Decision]:
        """The editors' entries that stand, by number."""
        return standing(self.entries)

    @cached_property
    def edited(self) -> dict[int, Decision]:
        """The editors' entries, by number, in order."""
        return {entry.number: entry for entry in self.entries if entry.kind is not Kind.PLACE}

    @cached_property
    def lines(self) -> dict[str, Update]:
        """The briefing's lines by claim (a claim's silence under ``claim silent``), in the order of the page."""
        return lines_of(self.brf)

    @cached_property
    def told(self) -> dict[str, Told]:
        """The statements that stand, by id."""
        return told_now(self.material)


def standing(entries: Sequence[Decision]) -> dict[int, Decision]:
    """The editors' entries that no standing undo takes back, by number; an undo that stands is among them."""
    undone: set[int] = set()
    kept: dict[int, Decision] = {}
    for entry in reversed(entries):
        if entry.kind is Kind.PLACE or entry.number in undone:
            continue
        kept[entry.number] = entry
        if entry.kind is Kind.UNDO:
            undone.add(int(entry.body["decision"]))
    return kept


class Editing:
    """The desk of one newsroom. Safe to share between threads."""

    def __init__(self, room: Room, clock: Callable[[], datetime]) -> None:
        self._room, self._clock = room, clock
        self._kept: tuple[tuple[tuple[int, int], int], View] | None = None
        self._making = threading.Lock()

    def view(self) -> View:
        """The desk now; kept until the store changes or an embargo ends."""
        with self._making:
            store, now = self._room.store, self._clock()
            mark = ((store.newest_document(), store.newest_reference()), store.newest_entry())
            if self._kept is None or self._kept[0] != mark or (self._kept[1].until or now) < now:
                raw = self._read(mark[0], now)
                self._kept = (mark, View(list(store.decisions(raw.as_of)), raw, self._room))
            return self._kept[1]

    def _read(self, newest: tuple[int, int], now: datetime) -> Material:
        """What was read up to now; what a decision cannot have changed is not read again."""
        if self._kept is None or self._kept[0][0] != newest:
            return self._room.raw(now)
        return msgspec.structs.replace(self._kept[1].raw, as_of=now)

    def journal(self) -> list[Decision]:
        """Every editor's decision, the newest first."""
        return list(self._room.store.decisions(editors_only=True))[::-1]

    def pin(self, subject: str, *, order: int = 0, reason: str, seen: int) -> Action:
        """A claim's line, or a story, stands first; smaller orders before greater."""
        return self._checked(Kind.PIN, subject, reason, seen, order=order)

    def order(self, subject: str, *, lines: Sequence[str], reason: str, seen: int) -> Action:
        """These claims of a story stand first, in this order."""
        return self._checked(Kind.ORDER, subject, reason, seen, lines=list(lines))

    def hide(self, subject: str, *, reason: str, seen: int) -> Action:
        """A claim, statement, document, development or story is no longer shown."""
        return self._checked(Kind.HIDE, subject, reason, seen)

    def embargo(self, subject: str, *, until: str, reason: str, seen: int) -> Action:
        """Not shown before a moment."""
        return self._checked(Kind.EMBARGO, subject, reason, seen, until=until)

    def merge(self, subject: str, *, into: str, reason: str, seen: int) -> Action:
        """Two claims, developments or stories are one; the subject's id leads to the other for ever."""
        return self._checked(Kind.MERGE, subject, reason, seen, into=into)

    def split(self, subject: str, *, members: Sequence[str], reason: str, seen: int) -> Action:
        """Statements leave a claim, or documents a story or development, for a new one."""
        return self._checked(Kind.SPLIT, subject, reason, seen, members=list(members))

    def move(self, subject: str, *, to: str, reason: str, seen: int) -> Action:
        """A statement goes to another claim, a document to another development or story."""
        return self._checked(Kind.MOVE, subject, reason, seen, to=to)

    def apart(self, subject: str, *, other: str, reason: str, seen: int) -> Action:
        """Two statements, documents or stories never group again, whatever the machine finds later."""
        return self._checked(Kind.APART, subject, reason, seen, other=other)

    def correct(self, subject: str, *, field: str, value: str, reason: str, seen: int, words: str = "") -> Action:
        """A statement's source, act, or the role of a figure, or a place (``words``: which), was misread."""
        return self._checked(Kind.CORRECT, subject, reason, seen, field=field, value=value, words=words)

    def override(self, subject: str, *, value: str, reason: str, seen: int) -> Action:
        """An editor's verdict on a claim, beside which that of the rules is kept."""
        return self._checked(Kind.OVERRIDE, subject, reason, seen, value=value)

    def retract(self, subject: str, *, reason: str, seen: int) -> Action:
        """A claim or statement is withdrawn."""
        return self._checked(Kind.RETRACT, subject, reason, seen)

    def line(self, subject: str, *, text: str, cites: Sequence[str], reason: str, seen: int) -> Action:
        """An editor's own line for a story, marked as such, citing statements."""
        return self._checked(Kind.LINE, subject, reason, seen, text=text, cites=list(cites))

    def sign(self, subject: str, *, text: str, reason: str, seen: int) -> Action:
        """A fact-check of a claim, signed."""
        return self._checked(Kind.SIGN, subject, reason, seen, text=text)

    def undo(self, decision: int, *, reason: str, seen: int) -> Action:
        """Take a decision back (an undo too). Raises Refusal when it does not stand."""
        standing = self.view().standing
        subject = standing[decision].subject if decision in standing else ""
        return self._checked(Kind.UNDO, subject, reason, seen, decision=decision)

    def ask_with(self, kind: Kind, subject: str, reason: str, seen: int, body: Mapping[str, Any]) -> Action:
        """Any of the above by its kind, as a form or a program asks for it. Raises Refusal."""
        if kind is Kind.UNDO:
            given = str(body.get("decision", ""))
            return self.undo(int(given[:15]) if given.isdecimal() else 0, reason=reason, seen=seen)
        return self._checked(kind, subject, reason, seen, **body)

    def preview(self, action: Action, say: Say = str) -> Change:
        """What the action would change in lines, verdicts and groups, and how it would be told in public; ``say`` turns
        the desk's own words into another language.
        """
        view = self.view()
        entry = self._entry(action, HYPOTHETICAL, view.head + 1)
        after = stand(view.raw, (*view.entries, entry))
        told = announced((*view.entries, entry), say)[-1:]
        undone = [each for each in view.entries if each.number == action.body.get("decision")]
        ids_ = touched(entry).union(*(touched(each) for each in undone))
        return change(view.material, after, ids_, told, say)

    def conflicts(self, action: Action, entries: Sequence[Decision], groups: Groups) -> list[Decision]:
        """The editors' entries about the same thing that the action's editor had not seen."""
        mine = {resolve(each, groups) for each in touched(self._entry(action, "", 0))}
        return [
            entry
            for entry in entries
            if entry.number > action.seen
            and entry.kind is not Kind.PLACE
            and mine & {resolve(each, groups) for each in touched(entry)}
        ]

    def decide(self, action: Action, *, by: str) -> Decision:
        """Make it so: the entry as kept. Raises Conflict when somebody was quicker."""
        store = self._room.store
        view = self.view()
        before = self._ruled_before(action, view)
        with store.writer() as writer:
            entries = list(store.decisions(editors_only=True))
            newer = self.conflicts(action, entries, view.material.groups)
            stands = standing(entries)
            if done := next((each for each in newer if each.number in stands and _same(each, action, by)), None):
                return done
            if newer:
                raise Conflict(action, newer)
            now = self._clock()
            entry = self._entry(action, by, 0)
            return writer.decide(
                at=now,
                recorded_at=now,
                by=by,
                kind=action.kind,
                subject=action.subject,
                body=entry.body | before,
            )

    def _checked(self, kind: Kind, subject: str, why: str, number: int, /, **body: Any) -> Action:
        view = self.view()
        asked = Action(kind=kind, subject=subject, body={**body, "reason": why}, seen=number)
        return check(asked, view.material, view.standing)

    def _entry(self, action: Action, by: str, number: int) -> Decision:
        """The action as an entry; a split's new id is minted here."""
        now, body = self._clock(), dict(action.body)
        if action.kind is Kind.SPLIT:
            kind = ids.kind_of(action.subject)
            body["new"] = ids.mint(kind, now, str(body["members"][0]))
        return Decision(
            number=number,
            at=now,
            recorded_at=now,
            by=by,
            kind=action.kind,
            subject=action.subject,
            body=body,
            previous="",
            digest="",
        )

    def _ruled_before(self, action: Action, view: View) -> dict[str, str]:
        """The verdict that an override replaces, for the public note."""
        if action.kind is not Kind.OVERRIDE or action.subject not in view.verdicts:
            return {}
        return {"before": view.verdicts[action.subject].value.value}


def _same(entry: Decision, action: Action, by: str) -> bool:
    """Whether the entry is this very action, made already by the same person."""
    body = {key: value for key, value in entry.body.items() if key not in ("new", "statements", "before")}
    asked = {key: value for key, value in action.body.items() if key not in ("new", "statements", "before")}
    return (entry.by, entry.kind, entry.subject, body) == (by, action.kind, action.subject, asked)
