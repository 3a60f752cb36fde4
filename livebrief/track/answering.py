"""What a reply answers: a denial, a confirmation or a refusal to comment goes with the claim that it is about.

A reply that says what it denies is matched by its words. One that only points ("denied the accusation", "any part in
it", "declined to comment") goes with what stands before it in its article, or with the accusation of its story that
names the one who replies. Said by another in either case: nobody answers himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livebrief.nlp.roots import roots
from livebrief.records.statements import Act
from livebrief.track.asserting import ACCUSING, COUNTING, Assertion, one_voice
from livebrief.track.comparing import elsewhere
from livebrief.track.options import TrackOptions
from livebrief.track.weighing import Weigh, contained, telling

SUBSTANTIAL = 3  # roots beyond pointing words: from here on a reply says what it answers
UNANSWERABLE = frozenset({Act.URGES, Act.PROMISES, Act.SUPPORTS, Act.OPPOSES})
_CHARGES = roots(["charge", "charges"])  # denied where somebody accuses, in a court as elsewhere
_ASKING = frozenset("when where who whom whose why how what which".split())
# Shares of one score, by judgement on the demo beat; re-run `livebrief eval demo` and `eval claims` before a change.
NAMED = 0.35  # what is answered names the one who replies
ACCUSED = 0.3  # and is an accusation; once more where the reply speaks of one
NEAR = 0.6  # and stands just before, less the further off
CHARGED = 0.5  # a bare reply goes with the accusation of its article, though others speak between
CITED = 0.35  # the reply names whose words it answers ("the army's claim")
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
    if not _can_be_meant(reply, held):
        return 0.0
    said = reply.said - held.speaker  # "the army's claim that the bridge fell": whose claim is no part of it
    share = contained(said, held.bag, weigh)
    named = bool(reply.speaker & held.bag)
    accused = (1 + bool(reply.bag & ACCUSING)) * (named and held.act is Act.ACCUSES)
    score = NAMED * named + ACCUSED * accused + (NEAR / (1 + gap) if gap is not None else 0.0)
    score += CHARGED * (gap is not None and not said and held.act is Act.ACCUSES)
    score += CITED * bool(reply.said & held.speaker) + SAME_DEVELOPMENT * (held.development == reply.development)
    if len(said) >= SUBSTANTIAL:
        enough = share >= options.reply and telling(said & held.bag, weigh) >= SUBSTANTIAL - 1
        return share + score if enough else 0.0
    if gap is None and not accused and (share < options.reply or len(said) < SUBSTANTIAL - 1):
        return 0.0
    score += WORDS * share
    return score if score >= options.pointing else 0.0


def _can_be_meant(reply: Assertion, held: Assertion) -> bool:
    """Charges are made by who accuses, figures given by who counts; who will not say when or where answers no assertion."""
    if reply.words[:1] and reply.words[0] in _ASKING and not reply.said & held.bag:
        return False
    if reply.bag & _CHARGES and not (held.act is Act.ACCUSES or held.bag & ACCUSING):
        return False
    return bool(held.telling) or bool(reply.figures) or not reply.bag & COUNTING


def _one_voice(reply: Assertion, held: Assertion) -> bool:
    return one_voice(held, reply) or bool(reply.side and reply.side == held.side)
