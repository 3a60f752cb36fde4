"""Linked data, to stand in pages as JSON-LD: the briefing as a schema.org LiveBlogPosting, a signed fact-check as a
ClaimReview. What no editor signed gets none: a verdict says how far sources agree, and reviews nothing.

A data block, not a script: browsers do not run it and a content security policy does not touch it. Markup inside the
words is written as ``\\u003c``, so that no text can end the block (law 9).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from markupsafe import Markup

from livebrief.publish.addresses import line
from livebrief.records.briefings import Briefing, Citation, Update
from livebrief.records.rulings import Signature

UPDATES = 10  # the newest: the block stays under 8 kB of the page's 100
_LIVE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def live_blog(brf: Briefing, name_of: Callable[[str], str], language: str) -> Markup:
    """The JSON-LD of the briefing, safe inside ``<script type="application/ld+json">``."""
    every = sorted((up for story in brf.stories for up in story.updates if up.published), key=_when, reverse=True)
    whole: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": brf.title[:110] or "Live briefing",
        "dateModified": brf.as_of.isoformat(timespec="seconds"),
        "inLanguage": language,
        "publisher": {"@type": "Organization", "name": "Livebrief"},
        "url": "index.html",
        "liveBlogUpdate": [_update(update, name_of) for update in every[:UPDATES]],
    }
    if every:
        whole |= {"coverageStartTime": every[-1].published, "datePublished": every[-1].published}
    return _inert(whole)


def claim_review(update: Update, signed: Signature, name_of: Callable[[str], str], language: str) -> Markup:
    """The JSON-LD of a fact-check that an editor signed (schema.org ClaimReview), safe inside a data block.

    The rating is the editor's own words: the desk has no scale of truth. What is reviewed is the line's content and who
    said it, with the articles in which it appeared.
    """
    slots = update.slots
    carried = [_article(cited, name) for cited in update.citations if cited.url and (name := name_of(cited.outlet))]
    claim: dict[str, Any] = {"@type": "Claim", "appearance": carried}
    if not slots.unnamed:
        claim["author"] = {"@type": "Thing", "name": slots.speaker}
    if update.published:
        claim["datePublished"] = update.published
    return _inert(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": line(update.claim),
            "inLanguage": language,
            "datePublished": signed.at.isoformat(timespec="seconds"),
            "author": {"@type": "Person", "name": signed.by},
            "claimReviewed": slots.content or update.text,
            "itemReviewed": claim,
            "reviewBody": signed.text,
            "reviewRating": {"@type": "Rating", "alternateName": signed.text},
        }
    )


def _inert(whole: dict[str, Any]) -> Markup:
    text = msgspec.json.encode(whole).decode("utf-8")
    for mark, written in _LIVE.items():
        text = text.replace(mark, written)
    return Markup(text)


def _update(update: Update, name_of: Callable[[str], str]) -> dict[str, Any]:
    return {
        "@type": "BlogPosting",
        "headline": update.text[:110],
        "articleBody": update.text,
        "datePublished": update.published,
        "url": line(update.claim),
        "isBasedOn": [
            _article(cited, name) for cited in update.citations[:3] if cited.url and (name := name_of(cited.outlet))
        ],
    }


def _article(cited: Citation, outlet: str) -> dict[str, Any]:
    return {"@type": "NewsArticle", "url": cited.url, "publisher": {"@type": "Organization", "name": outlet}}


def _when(update: Update) -> tuple[str, str]:
    return update.published, update.id
