"""Checks of the demo suite over groups: stories, developments, claims, verdicts, copies, revisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from livebrief.check.witnesses import independent
from livebrief.evals.demo_desk import Desk, plain
from livebrief.evals.demo_reading import right_answers

Item = dict[str, Any]
MOSTLY = 0.8


def story(item: Item, desk: Desk) -> bool:
    """At least 80% of the articles in one story, and that story at least 80% theirs."""
    return _holds(item["articles"], desk, desk.material.groups.story_of)


def development(item: Item, desk: Desk) -> bool:
    """The same for a development."""
    return _holds(item["articles"], desk, desk.material.groups.development_of)


def _holds(articles: list[str], desk: Desk, group_of: dict[str, str]) -> bool:
    found = {name: group_of[readings[-1].document.id] for name, readings in desk.readings.items()}
    mine = Counter(found[name] for name in articles if name in found)
    if not mine:
        return False
    group, inside = mine.most_common(1)[0]
    size = sum(other == group for other in found.values())
    return inside >= MOSTLY * len(articles) and inside >= MOSTLY * size


def same_claim(item: Item, desk: Desk) -> bool:
    """One claim holds all members, with the gold number of independent witnesses and at least its carriers."""
    claims = [desk.claims_at(each["article"], each["contains"]) for each in item["members"]]
    shared = set.intersection(*claims) if claims else set()
    return any(_witnessed(item, desk, claim) for claim in shared)


def _witnessed(item: Item, desk: Desk, claim: str) -> bool:
    witnesses = desk.verdicts[claim].witnesses
    supporting = [witness for witness in witnesses if witness.stance == "supports"]
    carriers = {outlet for witness in supporting for outlet in witness.carriers}
    return bool(independent(supporting) == item["witnesses"] and len(carriers) >= item["carriers"])


def different_claims(item: Item, desk: Desk) -> bool:
    """No claim holds two of the members, and each member is in one."""
    claims = [desk.claims_at(each["article"], each["contains"]) for each in item["members"]]
    return all(claims) and not any(a & b for n, a in enumerate(claims) for b in claims[n + 1 :])


def verdict(item: Item, desk: Desk) -> bool:
    """A claim that carries the words has the verdict."""
    found = desk.claims_at(item["article"], item["contains"], item.get("capture", 0))
    return any(desk.verdicts[claim].value.value in right_answers(item, "verdict") for claim in found)


def copy(item: Item, desk: Desk) -> bool:
    """The article is known as a copy, directly or through other copies, of the one it copies."""
    return _original(item["article"], desk) == _original(item["of"], desk) and _is_copy(item["article"], desk)


def not_copy(item: Item, desk: Desk) -> bool:
    """The two are not copies of one text."""
    return _original(item["article"], desk) != _original(item["of"], desk)


def _is_copy(article: str, desk: Desk) -> bool:
    reading = desk.reading(article)
    return reading is not None and reading.document.id in desk.material.copies


def _original(article: str, desk: Desk) -> str:
    reading = desk.reading(article)
    here = reading.document.id if reading else article
    seen = set()
    while here in desk.material.copies and here not in seen:
        seen.add(here)
        here = desk.material.copies[here].of
    return here


def revision(item: Item, desk: Desk) -> bool:
    """As many documents as captures, and every removal and change among the corrections seen."""
    readings = desk.readings.get(item["article"], [])
    before = " ".join(plain(each.before) for each in desk.corrections)
    after = " ".join(plain(each.after) for each in desk.corrections)
    removed = all(plain(words) in before for words in item["removed"])
    changed = all(plain(each["from"]) in before and plain(each["to"]) in after for each in item["changed"])
    return len(readings) == item["captures"] and removed and changed


TRACKING_CHECKS: dict[str, Callable[[Item, Desk], bool]] = {
    "story": story,
    "development": development,
    "same-claim": same_claim,
    "different-claims": different_claims,
    "verdict": verdict,
    "copy": copy,
    "not-copy": not_copy,
    "revision": revision,
}
