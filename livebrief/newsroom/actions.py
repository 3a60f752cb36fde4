"""Action: what an editor wants to do, checked against what the desk knows, before it becomes a journal entry.

Owns what each kind of decision may say. Refuses free text where a closed list or an id is meant, ids that the desk does
not know, a reason that is empty, and a source whose name does not stand in the article (law 3 holds for editors too).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from livebrief.newsroom.fixing import fix_body
from livebrief.newsroom.moments import moment
from livebrief.newsroom.naming import Refusal, kind_of, resolve, words
from livebrief.records.decisions import Decision, Kind
from livebrief.records.readings import Material
from livebrief.records.verdicts import Value

REASON, WORDS = 500, 600  # characters: a reason is a sentence or two; a line of an editor no longer than a source's
MOST_ORDER = 1000


Body = dict[str, Any]


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One decision not yet made. ``seen``: the journal's last number when the editor looked at the subject; a newer
    decision about the same thing makes it a conflict.
    """

    kind: Kind
    subject: str
    body: dict[str, Any]
    seen: int


def check(action: Action, material: Material, standing: Mapping[int, Decision]) -> Action:
    """The action with its subject resolved and its body complete. Raises Refusal naming what is wrong.

    ``standing``: the editors' entries that stand, by number.
    """
    body: Body = {"reason": words(action.body.get("reason"), "a reason", REASON)}
    subject = resolve(action.subject, material.groups)
    if action.kind not in _CHECKS:
        raise Refusal("not something that an editor decides", subject=str(action.kind))
    if action.kind is not Kind.UNDO and not kind_of(subject, material):
        raise Refusal("the desk does not know this id", subject=action.subject[:80])
    body |= _CHECKS[action.kind](subject, action.body, material, standing)
    if subject in material.groups.claims:
        body["statements"] = list(material.groups.claims[subject].statements)
    return msgspec.structs.replace(action, subject=subject, body=body)


Check = Callable[[str, Mapping[str, Any], Material, Mapping[int, Decision]], Body]


def _only(subject: str, material: Material, *kinds: str) -> None:
    if kind_of(subject, material) not in kinds:
        raise Refusal(
            "this cannot be done to it", subject=subject, way_out="only to: {choice}", choice=", ".join(kinds)
        )


def _number(given: object, most: int, what: str) -> int:
    try:
        number = int(str(given))
    except ValueError:
        raise Refusal("{what} is not a number", subject=str(given)[:40], what=what) from None
    if not 0 <= number <= most:
        raise Refusal("{what} is out of range", way_out="0 to {most}", what=what, most=str(most))
    return number


def _ids(given: object) -> list[str]:
    parts = (
        given.split() if isinstance(given, str) else [str(each) for each in given] if isinstance(given, list) else []
    )
    return list(dict.fromkeys(parts))


def _pin(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim", "story")
    return {"order": _number(body.get("order", 0), MOST_ORDER - 1, "the place")}


def _order(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "story")
    lines = [resolve(each, material.groups) for each in _ids(body.get("lines"))]
    if not lines or any(each not in material.groups.claims for each in lines):
        raise Refusal("name the claims in the order in which they are to stand")
    return {"lines": lines}


def _mark(subject: str, _body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim", "statement", "document", "development", "story")
    return {}


def _retract(subject: str, _body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim", "statement")
    return {}


def _embargo(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim", "statement", "document", "development", "story")
    try:
        until = moment(str(body.get("until", "")).strip())
    except ValueError:
        raise Refusal("until when is not a time", way_out="write 2025-03-05T18:00 (UTC)") from None
    if until <= material.as_of:
        raise Refusal("until when has passed already", subject=until.isoformat())
    return {"until": until.isoformat()}


def _same_kind(subject: str, other: str, material: Material, *kinds: str) -> str:
    other = resolve(other.strip(), material.groups)
    _only(subject, material, *kinds)
    if kind_of(other, material) != kind_of(subject, material):
        raise Refusal(
            "another one of its kind is meant", subject=other[:80], way_out="a {kind}", kind=kind_of(subject, material)
        )
    if other == subject:
        raise Refusal("that is the same one", subject=other)
    return other


def _merge(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    return {"into": _same_kind(subject, str(body.get("into", "")), material, "claim", "development", "story")}


def _apart(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    return {"other": _same_kind(subject, str(body.get("other", "")), material, "statement", "document", "story")}


def _split(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim", "development", "story")
    groups, members = material.groups, _ids(body.get("members"))
    held = (
        groups.claims[subject].statements
        if subject in groups.claims
        else (groups.developments.get(subject) or groups.stories[subject]).documents
    )
    if not members or not set(members) < set(held):
        raise Refusal("choose some of its members, not none and not all")
    return {"members": members}


def _move(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "statement", "document")
    to = resolve(str(body.get("to", "")).strip(), material.groups)
    wanted = ("claim",) if kind_of(subject, material) == "statement" else ("development", "story")
    if kind_of(to, material) not in wanted:
        raise Refusal(
            "it cannot be moved there", subject=to[:80], way_out="only to: {choice}", choice=", ".join(wanted)
        )
    groups = material.groups
    if to in (groups.claim_of.get(subject), groups.development_of.get(subject), groups.story_of.get(subject)):
        raise Refusal("it stands there already", subject=to)
    return {"to": to}


def _correct(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "statement")
    return fix_body(subject, body, material)


def _override(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim")
    value = str(body.get("value", ""))
    if value not in list(Value):
        raise Refusal("not a verdict", subject=value[:40], way_out="one of: {choice}", choice=", ".join(Value))
    return {"value": value}


def _line(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "story")
    cites = _ids(body.get("cites"))
    if not cites or any(kind_of(each, material) != "statement" for each in cites):
        raise Refusal("an editor's line cites at least one statement of the desk")
    return {"text": words(body.get("text"), "the line", WORDS), "cites": cites}


def _sign(subject: str, body: Mapping[str, Any], material: Material, _: Mapping[int, Decision]) -> Body:
    _only(subject, material, "claim")
    return {"text": words(body.get("text"), "what was found", WORDS)}


def _undo(_subject: str, body: Mapping[str, Any], _material: Material, standing: Mapping[int, Decision]) -> Body:
    number = _number(body.get("decision", ""), 1 << 53, "the decision")
    if number not in standing:
        raise Refusal("no editor's decision of this number stands", subject=str(number))
    return {"decision": number}


_CHECKS: dict[Kind, Check] = {
    Kind.PIN: _pin,
    Kind.ORDER: _order,
    Kind.HIDE: _mark,
    Kind.RETRACT: _retract,
    Kind.EMBARGO: _embargo,
    Kind.MERGE: _merge,
    Kind.APART: _apart,
    Kind.SPLIT: _split,
    Kind.MOVE: _move,
    Kind.CORRECT: _correct,
    Kind.OVERRIDE: _override,
    Kind.LINE: _line,
    Kind.SIGN: _sign,
    Kind.UNDO: _undo,
}
