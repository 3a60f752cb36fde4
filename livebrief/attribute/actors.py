"""The beat's actors by the words that texts use for them: names, other spellings, offices by day, descriptions, bodies.

Owns the look-up; refuses to read the document: which country "the government" means is worked out in sources.py and
asked here by side.
"""

from __future__ import annotations

import re
from functools import cached_property

from livebrief.attribute.naming import description
from livebrief.nlp.spelling import spelling_key
from livebrief.nlp.words import fold
from livebrief.records.sources import Actor, Beat, Office

_POSSESSIVE = re.compile(r"^[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:[’']s?|s[’'])\s+(?=[A-Z])")
_FILLER = frozenset("the a an of for in and at its his her their s".split())
# Words of a body's name that a text leaves out ("Ivern Province said", "prosecutors in Harrowmere Province").
_BODY = frozenset("administration office service department authority authorities government council city".split())
_SAME = {"defence": "defense", "prosecutors": "prosecutor", "labour": "labor", "spokesperson": "spokesman"}
_AFFAIRS = re.compile(r"\b(foreign|internal) affairs\b")


class Actors:
    """The actors of a beat as of ``day`` (YYYY-MM-DD, or empty: unknown). All look-ups are exact, none guesses."""

    def __init__(self, beat: Beat | None, day: str) -> None:
        self._day = day
        self._offices: tuple[Office, ...] = beat.offices if beat else ()
        self.by_key = {actor.key: actor for actor in beat.actors} if beat else {}
        self._by_name = {fold(name): actor for actor in self.by_key.values() for name in (*actor.aliases, actor.name)}
        self._bodies = [actor for actor in self.by_key.values() if actor.kind not in ("person", "group")]
        self._sides = {
            fold(word): side.key
            for side in (beat.sides if beat else ())
            for word in (*side.aliases, side.adjective, side.name)
            if word
        }

    def named(self, words: str) -> Actor | None:
        """By name or alias, without an article or "Somewhere's"; a person also in another spelling."""
        for name in (fold(words), fold(description(words)), fold(_POSSESSIVE.sub("", words))):
            if name in self._by_name:
                return self._by_name[name]
        return self._by_spelling.get(spelling_key(words)) if " " in words.strip() else None

    @cached_property
    def _by_spelling(self) -> dict[str, Actor]:
        people = [actor for actor in self.by_key.values() if actor.kind == "person"]
        return {spelling_key(name): actor for actor in people for name in (*actor.aliases, actor.name) if " " in name}

    @cached_property
    def _side_word(self) -> re.Pattern[str] | None:
        ranked = sorted(self._sides, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ranked))})(?!\w)") if ranked else None

    def _words(self, text: str) -> frozenset[str]:
        """The words that carry a name: folded, sides by their keys, no articles, one spelling of "defence"."""
        plain = _AFFAIRS.sub(r"\1", fold(text))
        if self._side_word is not None:
            plain = self._side_word.sub(lambda found: f" side_{self._sides[found.group()]} ", plain)
        words = re.findall(r"side_[\w-]+|[^\W_]+", plain.replace("'s", ""))
        return frozenset(_SAME.get(word, word) for word in words if word not in _FILLER)

    def described(self, words: str) -> Actor | None:
        """The one body whose own words are all in the description ("Marendia's Ivern Province"), headed by one of them."""
        mine = self._words(words)
        head = self._words(re.split(r" (?:of|in|for|at|from) ", words)[0])
        fits = [actor for actor in self._bodies if self._carried(actor, mine, head)]
        return fits[0] if len(fits) == 1 else None

    def _carried(self, actor: Actor, mine: frozenset[str], head: frozenset[str]) -> bool:
        own = self._words(actor.name)
        core = own - _BODY
        beside = {word for word in mine - own if not word.startswith("side_")}
        return len(core) >= 2 and core <= mine and bool(head & own) and not beside

    def holder(self, words: str) -> Actor | None:
        """Who held the office of that description ("the mayor of Odesa", "Ukraine's president") on the document's day."""
        mine = self._words(words)
        found = {o.holder for o in self._offices if self._in_office(o) and self._words(o.name) == mine}
        return self.by_key.get(found.pop()) if len(found) == 1 else None

    def _in_office(self, office: Office) -> bool:
        if not self._day:
            return True
        return office.since <= self._day and (not office.until or self._day < office.until)

    def side_of(self, words: str) -> str:
        """The side that the words name as a whole ("the US", "Ukraine"), or empty."""
        return self._sides.get(fold(description(words)), "")

    def sides_in(self, text: str) -> list[str]:
        """The sides whose names or adjectives stand in the text, in order."""
        if self._side_word is None:
            return []
        return [self._sides[found.group()] for found in self._side_word.finditer(fold(text))]

    def body(self, noun: str, side: str) -> Actor | None:
        """The body of that side with the noun in its name ("government", "defence ministry"): the one of fewest words."""
        wanted = self._words(noun)
        fits = [actor for actor in self._bodies if actor.side == side and wanted and wanted <= self._words(actor.name)]
        ranked = sorted((len(self._words(actor.name)), actor.key) for actor in fits)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] < ranked[1][0])
        return self.by_key[ranked[0][1]] if clear else None
