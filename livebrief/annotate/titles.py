"""Titles beside names: "Defence Secretary X", "the mayor of Y, X,", "X, the head of Z,". Owns roles of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livebrief.annotate.names import CAPITAL, WORD
from livebrief.annotate.words import NAME_PARTS, ROLE_PARTS, ROLES
from livebrief.records.spans import Span

_NAME = rf"{WORD}(?:(?: (?:{'|'.join(sorted(NAME_PARTS))}))? {WORD}){{1,3}}"
_NOUN = "|".join(sorted((word for word in ROLES if len(word) > 3), key=len, reverse=True))
_ROLE = rf"(?:[\w.'’\-]+ ){{0,4}}?(?:{_NOUN})s?(?: (?:of|for|at|in) [^,.;:\"“”]{{2,70}}?)?"
_ARTICLES = frozenset("the a an its their his her el la los las un una".split())
_INSERTED = re.compile(rf", (?P<name>{_NAME})(?=[,.;])")
_BREAK = re.compile(r"[,;:\"“”\n]|(?<=[a-z]{2})\. ")
AFTER = re.compile(rf", (?P<role>(?:the |an? |{WORD}['’]s |(?=[a-z])){_ROLE})(?=[,.;])")
_RUN = re.compile(r"[\w.'’\-]*\Z")
LONGEST = 5  # words of a title
_CAPITAL = re.compile(rf"[{CAPITAL}]")


def before(text: str) -> Iterator[tuple[Span, str]]:
    """Names set off by commas after their description, with it: "The mayor of Y, |X|, …"; the description's first words
    must hold a role noun.
    """
    for found in _INSERTED.finditer(text):
        window = text[max(0, found.start() - 110) : found.start()]
        piece = _BREAK.split(window)[-1].strip()
        words = piece.split()
        role = next((n for n, word in enumerate(words[:6]) if is_role(word)), None)
        if role is not None:
            begins = next((n for n in range(role, 0, -1) if words[n].lower() in _ARTICLES), 0)
            yield Span(*found.span("name")), " ".join(words[begins:])


def is_role(word: str) -> bool:
    """Whether the word is a role noun or an abbreviated title."""
    return word.lower().strip(".,") in ROLES


def split(words: list[str]) -> int:
    """How many leading words of a capitalised sequence are title, up to and including its last role noun; 0 for none."""
    last = 0
    for n, word in enumerate(words[:-1] if len(words) > 1 else words, start=1):
        if is_role(word) and n <= 6:
            last = n
    return last


def left(text: str, start: int) -> Span | None:
    """The title words directly left of a name ("State Department spokesman |Matthew Miller"), or None."""
    window = text[max(0, start - 90) : start]
    if not window.endswith(" ") or not is_role(window[:-1].rsplit(" ", 1)[-1]):
        return None
    words = _run(window)
    if not words or not is_role(words[-1]):
        return None
    keep = len(words) - 1
    while keep > 0 and _belongs(words[keep - 1]):
        keep -= 1
    return Span(start - sum(len(word) + 1 for word in words[keep:]), start - 1)


def _run(window: str) -> list[str]:
    """The last words of the window, up to five, one space behind each, none with a mark in it but the first's end."""
    words: list[str] = []
    for piece in reversed(window[:-1].split(" ")[-LONGEST:]):
        found = _RUN.search(piece)
        word = found.group() if found else ""
        if word:
            words.insert(0, word)
        if word != piece or not word:
            break
    return words


def _belongs(word: str) -> bool:
    if word[-1] in ',.;:"”“' and not re.fullmatch(r"(?:[A-Z]\.)+", word):
        return False
    low = word.lower()
    return (
        (bool(_CAPITAL.match(word)) and low not in {"the", "a", "an"}) or low in ROLE_PARTS or low.strip(".") in ROLES
    )
