"""Which desks a statement concerns: small keyword and role rules, all of them in this file."""

from __future__ import annotations

from collections.abc import Iterable

from livebrief.nlp.alternatives import opening_words, small
from livebrief.records.mentions import QuantityMention

_MONEY = frozenset({"pledged", "delivered", "cancelled", "received"})
_HARM = frozenset({"killed", "injured", "missing", "displaced", "evacuated", "detained"})
_ATTACK = frozenset({"launched", "intercepted", "lost", "hit"})
_WORDS = tuple(
    (desk, opening_words(pattern))
    for desk, pattern in (
        (
            "aid",
            r"aid\b|loans?\b|grants?\b|pledg\w+|donat\w+|relief\b|assistance|(?:million|billion) (?:euros|dollars)"
            r"|blankets|pumps",
        ),
        ("harm", r"killed|dead\b|died|deaths?\b|toll\b|wounded|injured|casualt\w+|displaced|missing\b|civilians"),
        (
            "attacks",
            r"drones?\b|missiles?\b|strikes?\b|struck|shell\w+|attack\w*|shot down|intercept\w+|bomb\w*|rockets?\b",
        ),
        ("alerts", r"alerts?\b|sirens?\b|all[- ]clear|shelters?\b"),
        ("notices", r"embass\w+|consulates?|closed until|reopen\w*|shut its|travel advice|will be closed"),
        ("treaties", r"treat(?:y|ies)\b|convention\b|ratif\w+|signator\w+|accord\b|ceasefire|agreement"),
        (
            "rumours",
            r"fake\b|false (?:warning|message|report|claim)|rumou?rs?\b|hoax|message is|debunk\w*|disinformation",
        ),
        (
            "control",
            r"captur\w+|retak\w+|retook|seized|full control|under (?:\w+ )?control|advanc\w+|recaptur\w+|in our hands",
        ),
        (
            "explainers",
            r"how (?:it|they) works?|(?:is|are) (?:\w+ly )?(?:designed|built|powered|fused|hidden|buried|guided|laid)\b"
            r"|(?:battery|batteries) runs? out|self-destruct\w*|explodes?\b|can be (?:deployed|fired|launched|used)"
            r"|has a range of|explainer",
        ),
    )
)


def desks_of(words: str, figures: Iterable[QuantityMention], wanted: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The desks (of ``wanted``, when given) whose words or figure roles the statement has, in the house's order."""
    roles = {figure.role for figure in figures}
    low = small(words)
    found = {desk for desk, form in _WORDS if form.search(low)}
    found |= {desk for desk, own in (("aid", _MONEY), ("harm", _HARM), ("attacks", _ATTACK)) if roles & own}
    return tuple(desk for desk, _ in _WORDS if desk in found and (not wanted or desk in wanted))
