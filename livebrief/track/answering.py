"""What a reply answers: a denial, a confirmation or a refusal to comment goes with the claim that it is about.

A reply that says what it denies is matched by its words. One that only points ("denied the accusation", "any part in
it", "declined to comment") goes with what stands before it in its article, or with the accusation of its story that
names the one who replies. Said by another in either case: nobody answers himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livebrief.nlp.roots import roots
from livebrief.records.statements import Act
from livebrief.track.asserting import ACCUSING, Assertion
from livebrief.track.comparing import Weigh, contained, elsewhere, telling
from livebrief.track.options import TrackOptions

SUBSTANTIAL = 3  # roots beyond pointing words: from here on a reply says what it answers
UNANSWERABLE = frozenset({Act.URGES, Act.PROMISES, Act.SUPPORTS, Act.OPPOSES})
_CHARGES = roots(["charge", "charges"])  # denied where somebody accuses, in a court as elsewhere
# Shares of one score, by judgement on the demo beat; re-run `livebrief eval demo` and `eval claims` before a change.
NAMED = 0.35  # what is answered names the one who replies
ACCUSED = 0.3  # and is an accusation; once more where the reply speaks of one
NEAR = 0.6  # and stands just before, less the further off
SAME_DEVELOPMENT = 0.1
WORDS = 0.5  # the words of a pointing reply found in what it answers


def answered(
    reply: Assertion, before: Sequence[Assertion], others: Iterable[Assertion], weigh: Weigh, options: TrackOptions
) -> tuple[Assertion | None, str]:
    """The statement that a reply answers, and why; none when nothing is near enough.

    ``before`` are the statements that stand before it in its document, in order; ``others`` are statements of its story.
    """
    best: tuple[float, int, Assertion] | None = None
    gaps = {each.statement: n for n, each in enumerate(reversed(before))}
    found = {each.statement: each for each in (*others, *before)}
    for n, held in enumerate(
        sorted(found.values(), key=lambda each: (gaps.get(each.statement, len(gaps)), each.statement))
    ):
        score = answers(reply, held, gaps.get(held.statement), weigh, options)
        if score and (best is None or score > best[0]):
            best = (score, n, held)
    return (best[2], f"answers it at {best[0]:.2f}") if best else (None, "")


def answers(reply: Assertion, held: Assertion, gap: int | None, weigh: Weigh, options: TrackOptions) -> float:
    """How well ``held`` fits as what the reply answers; 0 when it does not. ``gap``: statements between, in one document."""
    if held.answers or held.story != reply.story or held.act in UNANSWERABLE:
        return 0.0
    if elsewhere(reply, held) or _one_voice(reply, held):
        return 0.0
    if reply.bag & _CHARGES and not (held.act is Act.ACCUSES or held.bag & ACCUSING):
        return 0.0
    share = contained(reply.said, held.bag, weigh)
    named = bool(reply.speaker & held.bag)
    accused = (1 + bool(reply.bag & ACCUSING)) * (named and held.act is Act.ACCUSES)
    score = NAMED * named + ACCUSED * accused + (NEAR / (1 + gap) if gap is not None else 0.0)
    score += SAME_DEVELOPMENT * (held.development == reply.development)
    if len(reply.said) >= SUBSTANTIAL:
        enough = share >= options.reply and telling(reply.said & held.bag, weigh) >= SUBSTANTIAL - 1
        return share + score if enough else 0.0
    if gap is None and not accused and (share < options.reply or len(reply.said) < SUBSTANTIAL - 1):
        return 0.0
    score += WORDS * share
    return score if score >= options.pointing else 0.0


def _one_voice(reply: Assertion, held: Assertion) -> bool:
    return held.source == reply.source or bool(reply.side and reply.side == held.side)
