"""Countries that no list knows, by what the texts say of them: a name that has a government, a parliament, a ministry.

Owns that one inference, for beats without a list of sides. Refuses what a person
could have, too ("Macron's government"), unless one can be in it or it has an adjective of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_RULES = (
    r"(?:[Gg]overnment|[Pp]arliament|[Cc]abinet|[Aa]rmy|[Aa]rmed [Ff]orces|[Nn]avy|[Aa]ir [Ff]orce|[Ee]mbassy|[Cc]onsulate"
    r"|(?:[\w-]+ ){0,2}[Mm]inist(?:er|ry)|[Cc]oast [Gg]uard|[Ss]enate)\b"
)
_NAME = r"(?<![\w’'-])(?P<name>[A-Z][a-z]{3,})"
_HAS = re.compile(rf"{_NAME}['’]s?\s(?:[a-z-]+ )?{_RULES}")
_SURE = re.compile(
    rf"{_NAME}(?:['’]s (?:embassy|consulate)|(?:['’]s)? (?:parliament|coast guard))\b"
)  # no person has one
_OF = re.compile(rf"\b(?:government|parliament|embassy|people|[Rr]epublic|[Kk]ingdom) of (?:the )?{_NAME}")
_BESIDE = re.compile(
    rf"\b[Nn]eighbou?ring {_NAME}(?= [a-z]|[,.])(?! (?:region|province|district|oblast|county|town|village|city|state))"
)
_ADJECTIVE = re.compile(
    rf"{_NAME}\s(?:[a-z-]+ )?(?:{_RULES}|(?:capital|president|troops|authorities|officials|people|province|town|city)\b)"
)
_THERE = r"\b(?:in|across|throughout|within|into|entered)\s+(?:\w+ern\s|central\s)?{name}\b(?![’']s?\b)"
_WORD = re.compile(r"(?<![\w’'-])[A-Z][a-z]{3,}(?![\w’'-])")
_ENDINGS = frozenset("n an ian ean nian ese ish i ic er ene ite iot".split())
_STEM = 4  # letters that a country and its adjective share at least


def told_countries(texts: Iterable[str]) -> dict[str, str]:
    """Names and adjectives of such countries in the texts, each with the name to show for it."""
    text = "\n".join(texts)
    words = frozenset(_WORD.findall(text))
    adjectives = _derived({hit["name"] for hit in _ADJECTIVE.finditer(text)}, words)
    named = {hit["name"] for form in (_SURE, _OF, _BESIDE) for hit in form.finditer(text)} | set(adjectives.values())
    named |= {hit["name"] for hit in _HAS.finditer(text) if re.search(_THERE.format(name=hit["name"]), text)}
    return {**{name: name for name in named if name not in adjectives}, **adjectives}


def _derived(adjectives: Iterable[str], words: frozenset[str]) -> dict[str, str]:
    """Of each adjective the name in the texts that it is made of ("Talvian": "Talvia")."""
    pairs = ((each, name) for each in adjectives for name in words if name != each and name[:_STEM] == each[:_STEM])
    return {each: name for each, name in pairs if _is_of(each, name)}


def _is_of(adjective: str, name: str) -> bool:
    """Whether the adjective is the name, shortened by no more than two letters, and an ending."""
    return any(
        adjective[len(stem) :] in _ENDINGS for stem in (name, name[:-1], name[:-2]) if adjective.startswith(stem)
    )
