"""Words on the page that are not the article. Owns the rules, each with its name; prefers keeping to dropping.

A rule takes a whole block, and only a short one. Order of work: see-also seams, outlet's own dated rules, general rules,
repeated blocks, labels that stood before something that went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from livebrief.clean import glue, segment
from livebrief.nlp.alternatives import small
from livebrief.nlp.words import fold
from livebrief.records.articles import Dropped
from livebrief.records.sources import FurnitureRule

SHORT = 400  # characters; not calibrated: chosen to let a two-sentence series promo go and to keep full paragraphs
_I = re.I
_PLAYER = re.compile(
    r"(?:Sorry, )?your browser (?:does not|doesn[’']t|cannot) (?:support|play)[^.\n]{0,60}(?:\.|$)"
    r"|(?:please )?enable javascript[^.\n]{0,80}(?:\.|$)|no media source currently available\.?"
    r"|the (?:code|url) has been copied to your clipboard\.?|this video (?:is not available|can not be played)[^.\n]{0,40}\.?",
    _I,
)
_PLAYER_WORDS = (
    "your browser",
    "enable javascript",
    "no media source",
    "copied to your clipboard",
    "this video",
)  # one each


def _maybe(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


class _Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What marks one kind of furniture, in small letters."""

    name: str
    head: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    longest: int

    def fits(self, low: str) -> bool:
        """Whether ``small(block)`` is of this kind, whatever its length."""
        return bool((self.head and self.head.match(low, 1)) or (self.inside and self.inside.search(low)))


# Name, how such a block opens, what stands anywhere in it, and its greatest length; for text in small letters behind a
# space (nlp/alternatives.py).
_RULES = tuple(
    _Rule(name=name, head=_maybe(head), inside=_maybe(inside), longest=longest)
    for name, head, inside, longest in (
        (
            "player",
            r"(?:embed share|embed|video player(?: is loading)?|audio player|play video|loading\W*|live stream|"
            r"0:00.*)$",
            "",
            80,
        ),
        (
            "promo",
            r"for all of .{2,80} coverage\b|follow (?:our|all) .{0,40}(?:live|coverage)\b",
            r"\W(?:(?:gives|brings|giving|bringing) you (?:the |all |our )?(?:latest|all|every|best)\b|"
            r"(?:please )?click here (?:to|for)\b|(?:coverage|latest|more)\b.{0,60}\bclick here\b)",
            400,
        ),
        (
            "newsletter",
            r"(?:sign up|subscribe|get|join|register|receive|try|don[’']t miss|want) .{0,160}\b(?:newsletters?|"
            r"inbox|e-?mails?|briefing|letter|channel|alerts?|bulletin|subscription|app|podcast|telegram|"
            r"whatsapp)\b|(?:sign up|subscribe)(?: now| today| here| for [^.]{2,60})?[.!]?$|(?:suscr[ií]b|abonnez|"
            r"abonnieren|подпи[сш]|підпи[сш]|assine|iscriviti)",
            "",
            260,
        ),
        (
            "follow",
            r"(?:and )?(?:follow|like|find|join) (?:us|the|\w+)(?: [\w’']+){0,4} (?:on|via) (?:the |"
            r"our )?(?:\w+ ?)?(?:messenger|facebook|twitter|x\b|instagram|telegram|whatsapp|youtube|linkedin|"
            r"social|google|threads|bluesky)",
            "",
            200,
        ),
        (
            "app",
            "",
            r"\W(?:(?:better in|download|get|install) (?:the|our) (?:\w+ )?app\b)",
            160,
        ),
        (
            "cookies",
            r"(?:accept|reject|manage) (?:all )?cookies",
            r"\W(?:(?:we|this (?:web)?site|our partners|usamos|utilizamos|nous utilisons|"
            r"wir verwenden)\b.{0,80}\bcookies\b|stores? (?:small )?(?:files|information) on your device\b)",
            400,
        ),
        (
            "share",
            r"(?:share(?: (?:this|on|via|the|with)\b.{0,80})?|tweet|retweet|print(?: this)?|"
            r"copy (?:the )?link.{0,40}|e-?mail|save|whatsapp|facebook|twitter|telegram|send to a friend|"
            r"comments?(?: \(?\d+\)?)?|listen|text size|font size|skip to (?:main )?content|back to top|close|"
            r"menu|search)\W*$|share .{0,40}\|",
            "",
            160,
        ),
        (
            "advert",
            r"(?:advert(?:isement|ising)?|ad|sponsored(?: content)?|promoted|story continues (?:below|after).*|"
            r"article continues (?:below|after).*|remove ads.*)\W*$",
            "",
            100,
        ),
        (
            "caption",
            r"(?:file photo|file picture|representational image)",
            r"\W(?:(?:photos?|pictures?|images?|photographs?|foto|photo credit|credit|"
            r"фото)\s*:\s*[^.!?]{2,60}\)?\.?$)|(?:getty images|via (?:ap|reuters|getty)|/ ?(?:afp|ap|reuters|epa|"
            r"getty)(?: images)?|shutterstock)\)?\.?$",
            300,
        ),
        (
            "comments",
            r"(?:comments are (?:closed|open|moderated)|(?:join|start) the (?:conversation|discussion)|"
            r"leave a (?:comment|reply)|have your say|do you (?:know more|have (?:a tip|a story|information|"
            r"more information))|got a (?:tip|story)|contact (?:us|the author|our)|write to (?:us|our)|"
            r"what do you think)",
            "",
            260,
        ),
        (
            "copyright",
            r"(?:©|\(c\) ?(?:copyright|\d{4})|copyright\b)|use of materials\b|(?:this (?:article|story) (?:was|"
            r"is) )?(?:originally |first )?(?:published|appeared) (?:on|in|at) [^.]{2,60}\.?$",
            r"\W(?:all rights reserved\b)",
            300,
        ),
        (
            "tags",
            r"(?:tags?|filed under|topics?|categories|keywords|more on)\s*:\s*.+$",
            "",
            200,
        ),
        (
            "continue",
            r"(?:continue(?: reading)?|read (?:the )?(?:full|whole|rest|more)\b(?: of)?(?: (?:the|"
            r"this))?(?: (?:story|article|post|report))?)(?: (?:on|at|"
            r"here)\b[^.!?]{0,40}(?:\.\w{2,12})*)?\s*[.…→»>]*$|the post .{3,160} (?:appeared first|"
            r"first appeared) on .{2,60}$",
            "",
            260,
        ),
        (
            "credit",
            r"\(?(?:with (?:additional )?(?:inputs?|reporting|agency|files) (?:from|by)|with agency inputs|"
            r"(?:additional )?reporting by|writing by|edited by|editing by|compiled by|translated by|"
            r"\(?source:)\b.{0,200}\)?\.?$",
            "",
            260,
        ),
        (
            "byline",
            r"(?:by|words|text|story|from our|published(?: on)?|updated(?: on| at)?|last (?:updated|modified)|"
            r"posted(?: on)?|first published)\b[:\s].{0,110}(?:\d{1,2}:\d\d|\b(?:19|20)\d\d\b|min(?:ute)?s? read|"
            r"\|).{0,60}$|(?:words|text|by)(?:: | )[a-z][\w’'.-]+(?: [a-z][\w’'.-]+){1,3}$|\d+ min(?:ute)?s? read$",
            "",
            180,
        ),
    )
)
_BIO = re.compile(
    r"^(?:the )?[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4} (?:is|was|has been) (?:an?|the) (?:[\w’'-]+ ){0,6}(?:correspondent|reporter|editor|journalist|columnist|"
    r"writer|producer|photographer|shift)\b|^[A-Z][\w.’'-]+(?: [\w.’'-]+){1,3} (?:writes|covers|reports (?:on|for|from|about)|has (?:reported|covered|written)) |"
    r"^(?:about the author|the author is)\b",
)
_TAILS = tuple(rule for rule in _RULES if rule.name in ("promo", "copyright", "follow", "newsletter"))
_LABEL = re.compile(r"[:&|]|\b(?:news|analysis|briefing|live|coverage|newsletter|podcast|series)\b", _I)
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]*$")
_QUOTED = re.compile(r"[\"“«].{25,}[\"”»]")
_LAST = 4  # author notes stand among the last blocks
_LINKS = 8  # titles under a see-also heading


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a page besides its blocks: title, byline, the outlet's own rules, what repeats."""

    title: str = ""
    byline: str = ""
    rules: tuple[FurnitureRule, ...] = ()
    published: str = ""
    repeated: Callable[[str], bool] = lambda _: False


def take_out(blocks: Sequence[str], page: Page) -> tuple[list[str], list[Dropped]]:
    """The story's blocks and what was taken out, both in order. Laws: words are never changed; pure."""
    kept: list[str] = []
    gone: list[Dropped] = []
    pieces = _seams(blocks, gone)
    links = 0
    for number, block in enumerate(pieces):
        if glue.ALONE.match(block):
            gone.append(Dropped(text=block, rule="see-also"))
            links = _LINKS
            continue
        if links and len(block) <= glue.HEADLINE and not _SENTENCE.search(block):
            gone.append(Dropped(text=block, rule="see-also-list"))
            links -= 1
            continue
        links = 0
        rule = _rule(block, page, late=len(pieces) - number <= _LAST, first=number == 0)
        if rule:
            _drop_label(kept, gone, rule)
            gone.append(Dropped(text=block, rule=rule))
        else:
            kept.append(block)
    return kept, gone


def _seams(blocks: Sequence[str], gone: list[Dropped]) -> list[str]:
    """The blocks without players and see-also promos; the story's half of a glued line stays as its own block."""
    pieces: list[str] = []
    for block in (piece for whole in blocks for piece in glue.split_inside(whole)):
        low = block.lower()
        players = list(_PLAYER.finditer(block)) if any(words in low for words in _PLAYER_WORDS) else []
        gone.extend(Dropped(text=found[0].strip(), rule="player") for found in players)
        rest = " ".join(_PLAYER.sub(" ", block).split()) if players else block
        cut = glue.promo_and_rest(rest)
        if cut is not None:
            gone.append(Dropped(text=cut[0].strip(), rule="see-also"))
            rest = cut[1].strip()
        pieces.extend(_parted(rest))
    return pieces


def _parted(block: str) -> list[str]:
    """A block whose story goes over into a promo, cut before the promo: the story's sentences stay a block of their own."""
    if not block or len(block) > SHORT or not _is_tail(block):
        return [block] if block else []
    text, spans = segment.join([block])
    for number, sent in enumerate(segment.sentences(text, spans)):
        if _is_tail(sent.of(text)):
            head = text[: sent.start].strip()
            return [head, text[sent.start :]] if number and head else [block]
    return [block]


def _is_tail(words: str) -> bool:
    low = small(words)
    return any(rule.fits(low) for rule in _TAILS)


def _rule(block: str, page: Page, *, late: bool, first: bool) -> str:
    """The name of the rule that takes the block, or empty."""
    for own in page.rules:
        if (not own.since or not page.published or page.published >= own.since) and re.search(own.pattern, block):
            return f"outlet: {own.why}"
    if page.title and len(block) < 300 and fold(block) == fold(page.title):
        return "title"
    if page.byline and fold(block).removeprefix("by ") == fold(page.byline):
        return "byline"
    if not _QUOTED.search(block):
        low = small(block) if len(block) <= SHORT else ""
        for rule in _RULES:
            if len(block) <= rule.longest and rule.fits(low):
                return rule.name
        if late and not first and len(block) <= 300 and _is_bio(block, page.byline):
            return "author-note"
    return "repeated" if page.repeated(block) else ""


def _is_bio(block: str, byline: str) -> bool:
    if byline and fold(block).startswith(fold(byline)) and len(fold(byline)) > 5:
        return bool(re.search(r"\b(?:is|writes|covers|reports|has)\b", block))
    return bool(_BIO.search(block)) and not re.search(r"\b(?:said|told|killed|arrested|died)\b", block)


def _drop_label(kept: list[str], gone: list[Dropped], rule: str) -> None:
    """A section label right before a promo goes with it."""
    if rule not in ("promo", "newsletter") or not kept:
        return
    label = kept[-1]
    words = label.split()
    titled = sum(word[:1].isupper() for word in words) * 2 >= len(words)
    if len(words) <= 8 and titled and not _SENTENCE.search(label) and _LABEL.search(label):
        gone.append(Dropped(text=kept.pop(), rule=f"{rule}-label"))
