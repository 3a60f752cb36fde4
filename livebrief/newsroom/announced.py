"""What editors did, in public: each journal entry of theirs as an entry of the corrections page and of every feed.

Owns the words. What was hidden, retracted or embargoed is never repeated here: the reason is public, the words are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from livebrief.newsroom.naming import Say
from livebrief.records.briefings import Correction
from livebrief.records.decisions import Decision, Kind

EDITOR = "editor"
TITLES = {
    Kind.PIN: "Put first",
    Kind.ORDER: "Put in another order",
    Kind.HIDE: "No longer shown",
    Kind.MERGE: "Joined: the same thing, told twice",
    Kind.SPLIT: "Taken apart: two different things",
    Kind.MOVE: "Moved to where it belongs",
    Kind.APART: "Kept apart: not the same thing",
    Kind.CORRECT: "Reading corrected",
    Kind.OVERRIDE: "An editor's verdict",
    Kind.RETRACT: "Retracted",
    Kind.LINE: "An editor's line",
    Kind.EMBARGO: "Held back",
    Kind.SIGN: "Fact-check signed",
}
FIELDS = {
    "source": "who says it",
    "act": "what they did by saying it",
    "figure": "what a figure counts",
    "place": "where",
}


def announced(entries: Iterable[Decision], say: Say = str) -> tuple[Correction, ...]:
    """One correction of kind ``editor`` per editor's entry, in journal order; an undo says what it takes back.

    ``say`` turns the words owned here into another language.
    """
    told: list[Correction] = []
    by_number: dict[int, Decision] = {}
    for entry in entries:
        if entry.kind is Kind.PLACE:
            continue
        by_number[entry.number] = entry
        told.append(_told(entry, by_number, say))
    return tuple(told)


def title_of(entry: Decision, by_number: Mapping[int, Decision], say: Say = str) -> str:
    """What was done, in words."""
    if entry.kind is Kind.UNDO:
        undone, back = by_number.get(int(entry.body["decision"])), say("Taken back")
        return back if undone is None else f"{back}: {title_of(undone, by_number, say)}"
    title = say(TITLES[entry.kind])
    if entry.kind is Kind.CORRECT:
        field = FIELDS.get(str(entry.body["field"]), "")
        return f"{title}: {say(field)}" if field else title
    if entry.kind is Kind.EMBARGO:
        return say("{title} until {moment}").format(title=title, moment=entry.body["until"])
    return title


def _told(entry: Decision, by_number: Mapping[int, Decision], say: Say) -> Correction:
    before, after = _before_after(entry, say)
    return Correction(
        article="",
        outlet="",
        before=before,
        after=after,
        seen=entry.at.isoformat(),
        kind=EDITOR,
        title=title_of(entry, by_number, say),
        reason=str(entry.body.get("reason", "")),
        by=entry.by,
        subject=entry.subject,
    )


def _before_after(entry: Decision, say: Say) -> tuple[str, str]:
    body = entry.body
    if entry.kind in (Kind.CORRECT, Kind.OVERRIDE):
        return str(body.get("before", "")), str(body.get("value", "")) or say("nothing of the kind")
    if entry.kind in (Kind.LINE, Kind.SIGN):
        return "", str(body["text"])
    return "", ""
