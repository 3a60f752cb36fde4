"""See-also lines, also glued to the sentence after them. Owns where the promo ends and the story goes on.

In ``SEE ALSO: Some Headline PackagesUkraine has a need`` a link's text ran into the next sentence when the markup was
lost. The seam is a small letter (or a closing mark) with a capital (or an opening quotation mark) right behind it.
"""

from __future__ import annotations

import re

_WORDS = (
    r"see also|see more|read also|also read|read more|read next|read on|also see|must read|related(?: (?:articles?|stories|"
    r"story|coverage|news|content|links?|topics?|posts?))?|more on this(?: story)?|more (?:stories|news|coverage|from [^:]{2,40})"
    r"|recommended(?: for you)?|(?:don.t|do not) miss|you (?:may|might) (?:also|be) (?:like|interested in)|also on [^:]{2,40}|watch(?: (?:also|more|now))?"
    r"|listen(?: (?:also|to|now))?|most (?:read|popular|viewed)|trending(?: now)?|further reading|in pictures|in case you missed it"
    r"|lee también|lea también|leer más|lee más|ver también|lo más leído|más información|le puede interesar"
    r"|lire aussi|à lire aussi|lire la suite|voir aussi|lesen sie auch|mehr zum thema|auch interessant|leggi anche"
    r"|leia também|leia mais|lees ook|czytaj też|czytaj także|читайте также|читайте також|читать также|дивіться також|смотрите также"
)
MARKER = re.compile(rf"^[\W_]{{0,3}}(?:{_WORDS})\s*(?:[:：|>»]|[-–—](?=\s))\s*(?=\S)", re.I)
ALONE = re.compile(rf"^[\W_]{{0,3}}(?:{_WORDS})\s*[:：.…>»]?$", re.I)
# Inside a block only a marker in capitals with a colon counts: "related: " in a sentence is the story's.
_INSIDE = re.compile(
    r"(?<=[.!?”\"’)])\s*(?=(?:SEE ALSO|READ ALSO|ALSO READ|READ MORE|RELATED|WATCH|LISTEN|MORE ON THIS)\s*:\s*\S)"
)
_CAPITALS = ("ALSO", "MORE", "RELATED", "WATCH", "LISTEN")  # one of them stands in each of those markers
_SEAM = re.compile(
    r"(?<=[a-zà-ÿа-яіїєґ])(?=[\"“«‘]?[A-ZÀ-ÞА-ЯІЇЄҐ])|(?<=[?!.…\d)”’\"])(?=[\"“«]?[A-ZÀ-ÞА-ЯІЇЄҐ][a-z’' ])"
)
_INNER_CAPITAL = re.compile(
    r"(?:^|[\W_])(?:Mc|Mac|O.|Fitz|De|Le|La|Di|Van|Von|i|e|You|Tik|Whats|Linked|Pay|Space|Face|Open|Deep|Chat|Play|Air|Git|Mc)$"
)
HEADLINE = 160  # characters: 99% of the 2,687 titles of stories/gva have at most 123, the longest 181; re-run over other outlets
MIN_REST = 3  # words that the story's half must have


def split_inside(block: str) -> list[str]:
    """The block cut before a see-also marker that stands glued or plain behind a finished sentence."""
    pieces = _INSIDE.split(block) if any(words in block for words in _CAPITALS) else [block]
    return [piece.strip() for piece in pieces if piece.strip()]


def promo_and_rest(block: str) -> tuple[str, str] | None:
    """For a block that opens with a see-also marker: the promo and the rest of the story (may be empty); else None."""
    found = MARKER.match(block)
    if found is None:
        return None
    for seam in _SEAM.finditer(block, found.end()):
        head, rest = block[: seam.start()], block[seam.start() :]
        if len(head) - found.end() > HEADLINE:
            break
        if _INNER_CAPITAL.search(head) or (head.count('"') % 2 and rest.startswith('"')):
            continue
        if _goes_on(rest):
            return head, rest
    if len(block) - found.end() <= HEADLINE:
        return block, ""
    return None


def _goes_on(rest: str) -> bool:
    """Whether the words read as a sentence: enough of them, not all capitalised, and closed like one."""
    words = rest.split()
    small = sum(word[:1].islower() for word in words)
    closed = bool(re.search(r"[.!?…:,;]['\"”’»)]*$", rest.strip()))
    return len(words) >= MIN_REST and small >= 1 and closed
