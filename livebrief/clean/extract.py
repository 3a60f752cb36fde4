"""The article's blocks in a web page, by trafilatura. Owns the only call to it; refuses the network and rendering.

Before: pieces that their markup says are no story (captions, players, promo boxes) are taken out, each on record.
After: paragraphs that trafilatura lost between two that it kept are put back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html  # type: ignore[import-untyped]
import msgspec
from lxml import etree

from livebrief.clean.segment import tidy
from livebrief.errors import Quarantine
from livebrief.nlp.words import fold
from livebrief.records.articles import Dropped
from livebrief.records.outcomes import Why

_DEAD = (
    "script",
    "style",
    "template",
    "audio",
    "video",
    "object",
    "embed",
    "iframe",
    "figcaption",
    "button",
    "select",
    "form",
)
_TOLD = re.compile(
    r"(?:^|[\s_-])(?:see-?also|read-?also|also-?read|read-?(?:more|on|next)|related(?:-(?:articles?|links?|stories|content))?|newsletter|caption|share(?:-?line)?|"
    r"sharing|social|promo|cookies?|consent|author-?(?:bio|note)|most-?read|trending|comments?|app-?promo|subscribe|subscription|advert|"
    r"breadcrumbs?|byline|tags|also|pull-related|c-comments|cookie-wall)(?:$|[\s_-])",
    re.I,
)
_BOX = 400  # characters: a marked box with more words than this is kept, whatever its class says
_PARAGRAPH = 40  # characters: a lost paragraph shorter than this is not put back


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks in reading order, what the markup marked as furniture, and the parsed page for metadata."""

    blocks: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def parse(page: str) -> lxml.html.HtmlElement:
    """The page as a tree; Quarantine when nothing can be parsed."""
    try:
        return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError, etree.XMLSyntaxError) as bad:
        raise Quarantine(f"no page in it: {bad}", reason=Why.NO_TEXT) from bad


def extract(tree: lxml.html.HtmlElement) -> Extracted:
    """The blocks of the article. Changes ``tree``. Quarantine (NO_TEXT, TOO_DEEP) when there are none."""
    import trafilatura  # noqa: PLC0415  a fifth of a second, and most texts are no pages

    dropped = _strip(tree)
    paragraphs = [(node, tidy(node.text_content())) for node in tree.iter("p")]
    kept = [(node, words) for node, words in paragraphs if len(words) >= _PARAGRAPH]
    try:
        text = trafilatura.extract(
            lxml.html.tostring(tree, encoding="unicode"),
            include_comments=False,
            include_tables=True,
            favor_recall=False,
        )
    except RecursionError as deep:
        raise Quarantine("tags nest too deep", reason=Why.TOO_DEEP) from deep
    blocks = [tidy(line) for line in (text or "").split("\n") if line.strip(" -|")]
    blocks = _put_back(blocks, kept) if blocks else [words for _, words in kept]
    if not blocks:
        raise Quarantine("no text in the page", reason=Why.NO_TEXT)
    return Extracted(blocks=tuple(blocks), dropped=tuple(dropped))


def _strip(tree: lxml.html.HtmlElement) -> list[Dropped]:
    gone: list[Dropped] = []
    for node in list(tree.iter(*_DEAD)):
        _drop(node, f"element: {node.tag}", gone)
    for node in list(
        tree.iter("div", "p", "span", "aside", "section", "ul", "ol", "strong", "small", "h2", "h3", "h4")
    ):
        mark = f"{node.get('class') or ''} {node.get('id') or ''}".strip()
        if mark and _TOLD.search(mark) and len(tidy(node.text_content())) <= _BOX and not _holds_story(node):
            _drop(node, f"marked: {mark}", gone)
    return gone


def _holds_story(node: lxml.html.HtmlElement) -> bool:
    """A marked box with a heading of the page, or with two full paragraphs, is the story under a misleading name."""
    full = sum(len(tidy(p.text_content())) > 120 for p in node.iter("p"))
    return (full >= 1 and node.tag != "p" and "comment" not in (node.get("class") or "")) or next(
        node.iter("h1"), None
    ) is not None


def _drop(node: lxml.html.HtmlElement, rule: str, gone: list[Dropped]) -> None:
    if node.getparent() is None:
        return
    words = tidy(node.text_content()) if node.tag not in ("script", "style", "template") else ""
    if words:
        gone.append(Dropped(text=words, rule=rule))
    if node.tail and node.tail.strip() and node.getprevious() is not None:
        node.tail = " " + node.tail
    node.drop_tree()


def _put_back(blocks: list[str], paragraphs: Sequence[tuple[lxml.html.HtmlElement, str]]) -> list[str]:
    """Paragraphs whose neighbours on both sides, in the same parent, were kept, go back between them."""
    at = {fold(block): number for number, block in enumerate(blocks)}
    after: dict[int, list[str]] = {}
    for number in range(1, len(paragraphs) - 1):
        node, words = paragraphs[number]
        (before, left), (behind, right) = paragraphs[number - 1], paragraphs[number + 1]
        same = before.getparent() is node.getparent() is behind.getparent()
        if same and fold(words) not in at and fold(left) in at and fold(right) in at:
            after.setdefault(at[fold(left)], []).append(words)
    return [words for number, block in enumerate(blocks) for words in (block, *after.get(number, ()))]
