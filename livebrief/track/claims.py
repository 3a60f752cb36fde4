"""Which claim a statement belongs to. Candidates come through rare words, runs of words and figures, in a window."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from math import log

from livebrief.records import ids
from livebrief.records.statements import Act, Sighting
from livebrief.track.answering import answered
from livebrief.track.apart import Apart
from livebrief.track.asserting import Assertion, Setting
from livebrief.track.comparing import conflict, same
from livebrief.track.keys import Key
from livebrief.track.options import TrackOptions

LATEST = 40  # statements looked at of one block: a block longer than this is no rare word
NEAREST = 30  # statements compared in full
WORD_KEY = 2  # parts of the key of a word in a story
STANDING, QUALITY, VOICE = (
    "standing",
    "quality",
    "voice",
)  # blocks of what is told of a party or a subject, or by a voice
SMOOTHING = 500  # statements: so that the words of the first stories do not look common

Block = tuple[Hashable, ...]
Told = tuple[frozenset[Key], bool]  # the figures that a member of a claim gives, and whether it answers another


class Claims:
    """The claims of the active window. Law: a statement's claim never changes; it follows from earlier ones only."""

    def __init__(self, options: TrackOptions, apart: Apart) -> None:
        self._options, self._apart = options, apart
        self._claim: dict[str, str] = {}
        self._held: dict[str, Assertion] = {}
        self._of_story: dict[str, dict[str, None]] = {}
        self._members: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._told: defaultdict[str, Counter[Told]] = defaultdict(Counter)
        self._blocks: dict[Block, list[str]] = {}
        self._count: Counter[str] = Counter()
        self._order: deque[str] = deque()
        self._languages: dict[str, None] = {}
        self._document = ""
        self._before: list[Assertion] = []

    def place(self, sgt: Sighting, setting: Setting, founded: datetime) -> tuple[str, str]:
        """The claim of a sighting's statement, and why. The statements of a document come together, in text order."""
        self._open(setting.document)
        stm = sgt.statement.id
        if stm in self._claim:
            self._before.append(self._held[stm])
            return self._claim[stm], "seen before"
        made = Assertion(sgt, setting)
        clm, why = self._choose(made)
        if not clm:
            clm, why = ids.mint("clm", founded, stm), "new"
        self._keep(made, clm)
        return clm, why

    def restore(self, sgt: Sighting, setting: Setting, clm: str) -> None:
        """Take in a statement whose claim was decided before."""
        self._open(setting.document)
        if sgt.statement.id in self._claim:
            self._before.append(self._held[sgt.statement.id])
        else:
            self._keep(Assertion(sgt, setting), clm)

    def merge(self, loser: str, winner: str) -> None:
        """The statements of one story are those of another from now on."""
        for stm in self._of_story.pop(loser, ()):
            made = self._held[stm]
            self._unindex(made, self._story_keys(made))
            made.story = winner
            self._index(made, self._story_keys(made))
            self._of_story.setdefault(winner, {})[stm] = None

    def _open(self, document: str) -> None:
        if document != self._document:
            self._document, self._before = document, []

    def _choose(self, made: Assertion) -> tuple[str, str]:
        near = self._near(made)
        for held in near:
            why = same(made, held, self._weigh, self._options)
            if why and self._fits(made, self._claim[held.statement], why):
                return self._claim[held.statement], why
        if made.answers:
            return self._answer(made, near)
        return self._answered(made, near)

    def _near(self, made: Assertion) -> list[Assertion]:
        reach: Counter[str] = Counter()
        common = max(LATEST, len(self._order) // 10)
        for block in self._keys(made):
            if not (len(block) == WORD_KEY and isinstance(block[1], str) and self._count[block[1]] > common):
                reach.update(self._blocks.get(block, ()))
        for language in self._languages if made.quoted else ():
            if language != made.language:
                reach.update(self._blocks.get((made.story, (VOICE, made.source), language), ()))
        ranked = sorted(reach.items(), key=lambda item: (-item[1], self._claim.get(item[0], ""), item[0]))
        return [self._held[stm] for stm, _ in ranked[:NEAREST] if stm in self._held]

    def _answer(self, reply: Assertion, near: list[Assertion]) -> tuple[str, str]:
        """The claim of what the reply answers."""
        accusing = [self._held[stm] for stm in self._blocks.get((reply.story, Act.ACCUSES), ()) if stm in self._held]
        before = [held for held in self._before if held.statement in self._claim]
        held, why = answered(reply, before, [*near, *accusing], self._weigh, self._options)
        if held is None or self._forbidden(reply, self._claim[held.statement]):
            return "", ""
        return self._claim[held.statement], why

    def _answered(self, made: Assertion, near: list[Assertion]) -> tuple[str, str]:
        """The claim of an earlier reply to what is said only now."""
        for held in near:
            alone = held.answers and all(self._held[stm].answers for stm in self._members[self._claim[held.statement]])
            if alone and answered(held, (), (made,), self._weigh, self._options)[0] is not None:
                clm = self._claim[held.statement]
                if not self._forbidden(made, clm):
                    return clm, "was answered before"
        return "", ""

    def _fits(self, made: Assertion, clm: str, why: str) -> bool:
        """No member of the claim gives other figures (or none of these, where a figure joins), and no editor said no."""
        for telling, answers in self._told.get(clm, ()):
            if not (made.answers or answers) and conflict(made.telling, telling):
                return False
            if why == "same figure" and not made.telling & telling:
                return False
        return not self._forbidden(made, clm)

    def _forbidden(self, made: Assertion, clm: str) -> bool:
        if not self._apart:
            return False
        return self._apart.forbids(made.statement, clm) or self._apart.forbids_any(made.statement, self._members[clm])

    def _weigh(self, word: str) -> int:
        return _rarity(len(self._order), self._count[word])

    def _keys(self, made: Assertion) -> Iterator[Block]:
        yield from sorted(made.grams)
        yield made.words
        yield from self._story_keys(made)

    def _story_keys(self, made: Assertion) -> Iterator[Block]:
        yield from ((made.story, word) for word in sorted(made.bag))
        yield from ((made.story, key) for key in sorted(made.telling))
        if made.act is Act.ACCUSES:
            yield made.story, Act.ACCUSES
        if made.standing:
            yield from ((made.story, (STANDING, each)) for each in sorted(made.standing.party))
        if made.quality:
            yield made.story, (QUALITY, made.quality.stem)
        if made.quoted and made.language:
            yield made.story, (VOICE, made.source), made.language

    def _index(self, made: Assertion, keys: Iterable[Block]) -> None:
        for block in keys:
            held = self._blocks.setdefault(block, [])
            held.append(made.statement)
            if len(held) > LATEST:
                del held[0]

    def _unindex(self, made: Assertion, keys: Iterable[Block]) -> None:
        for block in keys:
            held = self._blocks.get(block, [])
            if made.statement in held:
                held.remove(made.statement)
                if not held:
                    del self._blocks[block]

    def _keep(self, made: Assertion, clm: str) -> None:
        self._count.update(made.bag)
        if made.language:
            self._languages[made.language] = None
        self._held[made.statement], self._claim[made.statement] = made, clm
        self._members[clm][made.statement] = None
        if made.telling:
            self._told[clm][made.telling, made.answers] += 1
        self._order.append(made.statement)
        self._before.append(made)
        self._of_story.setdefault(made.story, {})[made.statement] = None
        self._index(made, self._keys(made))
        while len(self._order) > self._options.window_statements:
            self._forget(self._order.popleft())

    def _untell(self, clm: str, told: Told) -> None:
        count = self._told[clm]
        count[told] -= 1
        if not count[told]:
            del count[told]
        if not count:
            del self._told[clm]

    def _forget(self, stm: str) -> None:
        made, clm = self._held.pop(stm), self._claim.pop(stm)
        for root in made.bag:
            self._count[root] -= 1
            if not self._count[root]:
                del self._count[root]
        del self._members[clm][stm]
        if not self._members[clm]:
            del self._members[clm]
        if made.telling:
            self._untell(clm, (made.telling, made.answers))
        mine = self._of_story[made.story]
        del mine[stm]
        if not mine:
            del self._of_story[made.story]
        self._unindex(made, self._keys(made))


@lru_cache(maxsize=65_536)
def _rarity(read: int, times: int) -> int:
    """Hundredths of the natural log of how rare a root is among the statements read."""
    return round(100 * log((read + SMOOTHING) / (times + 1))) if read else 100
