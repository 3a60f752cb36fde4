"""The beat's actors by the words that texts use for them: names, other spellings, offices by day, descriptions, bodies.

Owns the look-up; refuses to read the document: which country "the government" means is worked out in sources.py and
asked here by side.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from livebrief.attribute.naming import description
from livebrief.nlp.spelling import spelling_key
from livebrief.nlp.words import fold
from livebrief.records.sources import Actor, Beat, Office

_POSSESSIVE = re.compile(r"^[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:[’']s?|s[’'])\s+(?=[A-Z])")
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґ][\w.’'-]+(?: [^\W\d_a-zа-яіїєґ][\w.’'-]*){1,3}")
_FILLER = frozenset("the a an of for in and at its his her their s".split())
# Words of a body's name that a text leaves out ("Ivern Province said", "prosecutors in Harrowmere Province").
_BODY = frozenset("administration office service department authority authorities government council city".split())
_SAME = {"defence": "defense", "prosecutors": "prosecutor", "labour": "labor", "spokesperson": "spokesman"}
_AFFAIRS = re.compile(r"\b(foreign|internal) affairs\b")


class _Index:
    """What does not depend on a document: made once a beat."""

    def __init__(self, beat: Beat | None) -> None:
        self.offices: tuple[Office, ...] = beat.offices if beat else ()
        self.by_key = {actor.key: actor for actor in beat.actors} if beat else {}
        self.by_name = {fold(name): actor for actor in self.by_key.values() for name in (*actor.aliases, actor.name)}
        self.sides = {
            fold(word): side.key
            for side in (beat.sides if beat else ())
            for word in (*side.aliases, side.adjective, side.name)
            if word
        }
        ranked = sorted(self.sides, key=len, reverse=True)
        self.side_word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ranked))})(?!\w)") if ranked else None
        self.words = lru_cache(maxsize=8192)(self._words)
        bodies = [actor for actor in self.by_key.values() if actor.kind not in ("person", "group")]
        self.bodies = [(actor, self.words(actor.name)) for actor in bodies]
        self.cores = [(actor, own, own - _BODY) for actor, own in self.bodies]

    def _words(self, text: str) -> frozenset[str]:
        """The words that carry a name: folded, sides by their keys, no articles, one spelling of "defence"."""
        plain = _AFFAIRS.sub(r"\1", fold(text))
        if self.side_word is not None:
            plain = self.side_word.sub(lambda found: f" side_{self.sides[found.group()]} ", plain)
        words = re.findall(r"side_[\w-]+|[^\W_]+", plain.replace("'s", ""))
        return frozenset(_SAME.get(word, word) for word in words if word not in _FILLER)

    @cached_property
    def by_spelling(self) -> dict[str, Actor]:
        people = [actor for actor in self.by_key.values() if actor.kind == "person"]
        return {spelling_key(name): actor for actor in people for name in (*actor.aliases, actor.name) if " " in name}


@lru_cache(maxsize=16)
def _index(beat: Beat | None) -> _Index:
    return _Index(beat)


class Actors:
    """The actors of a beat as of ``day`` (YYYY-MM-DD, or empty: unknown). All look-ups are exact, none guesses."""

    def __init__(self, beat: Beat | None, day: str) -> None:
        self._day, self._known = day, _index(beat)
        self.by_key = self._known.by_key

    def named(self, words: str) -> Actor | None:
        """By name or alias, without an article or "Somewhere's"; a person also in another spelling."""
        known = self._known
        for name in (fold(words), fold(description(words)), fold(_POSSESSIVE.sub("", words))):
            if name in known.by_name:
                return known.by_name[name]
        return known.by_spelling.get(spelling_key(words)) if _NAME.fullmatch(words) else None

    def described(self, words: str) -> Actor | None:
        """The one body whose own words are all in the description ("Marendia's Ivern Province"), headed by one of them."""
        mine = self._known.words(words)
        head = self._known.words(re.split(r" (?:of|in|for|at|from) ", words)[0])
        fits = [actor for actor, own, core in self._known.cores if core <= mine and _carried(own, core, mine, head)]
        return fits[0] if len(fits) == 1 else None

    def holder(self, words: str) -> Actor | None:
        """Who held the office of that description ("the mayor of Odesa", "Ukraine's president") on the document's day."""
        mine = self._known.words(words)
        held = [office for office in self._known.offices if self._known.words(office.name) == mine]
        found = {office.holder for office in held if self._in_office(office)}
        return self.by_key.get(found.pop()) if len(found) == 1 else None

    def _in_office(self, office: Office) -> bool:
        if not self._day:
            return True
        return office.since <= self._day and (not office.until or self._day < office.until)

    def side_of(self, words: str) -> str:
        """The side that the words name as a whole ("the US", "Ukraine"), or empty."""
        return self._known.sides.get(fold(description(words)), "")

    def sides_in(self, text: str) -> list[str]:
        """The sides whose names or adjectives stand in the text, in order."""
        if self._known.side_word is None:
            return []
        return [self._known.sides[found.group()] for found in self._known.side_word.finditer(fold(text))]

    def body(self, noun: str, side: str) -> Actor | None:
        """The body of that side with the noun in its name ("government", "defence ministry"): the one of fewest words."""
        wanted = self._known.words(noun)
        fits = [(len(own), actor.key) for actor, own in self._known.bodies if actor.side == side and wanted <= own]
        ranked = sorted(fits) if wanted else []
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] < ranked[1][0])
        return self.by_key[ranked[0][1]] if clear else None


def _carried(own: frozenset[str], core: frozenset[str], mine: frozenset[str], head: frozenset[str]) -> bool:
    """Whether the words that all belong to ``mine`` are enough, and ``mine`` says no more than the body's name."""
    return len(core) >= 2 and bool(head & own) and all(word.startswith("side_") for word in mine - own)
