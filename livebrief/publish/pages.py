"""The pages of a briefing, as (path, bytes): the static site and the served page are both made of these.

Everything from outside is escaped by the templates (law 9); there is no script, and nothing is asked of other hosts.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from livebrief.publish import feeds
from livebrief.publish.evidence import evidence_of
from livebrief.publish.fragments import link, safe
from livebrief.publish.timeline import days_of, heading_of
from livebrief.records.briefings import Briefing, StoryBrief, Update
from livebrief.records.readings import Material

HERE = Path(__file__).parent
ON_FRONT = 6  # lines a story has on the front page: with about ten stories the page stays under 100 KB
STORIES_ON_FRONT = 12
GLANCE = 5
NO_OUTLET = "an outlet that is not named"
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?![\w-]*W)(?:T.*)?$")
RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))


def pages(brf: Briefing, material: Material) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every page's path and how to make it, front page first. Paths are permanent: they hold ids, never numbers."""
    maker = Maker(brf, material)
    yield "index.html", maker.front
    for story in brf.stories:
        yield f"story/{story.story}.html", partial(maker.story, story)
        for update in story.updates:
            yield f"line/{update.claim}.html", partial(maker.line, update)
    for unknown in brf.unknowns:
        yield f"line/{unknown.update.claim}.html", partial(maker.line, unknown.update)
    yield "corrections.html", maker.corrections
    yield "withheld.html", maker.withheld
    yield "briefing.json", lambda: msgspec.json.format(msgspec.json.encode(brf), indent=1)
    yield "feed.xml", lambda: feeds.rss(brf)
    yield "feed.json", lambda: feeds.json_feed(brf)
    yield "style.css", (HERE / "static" / "style.css").read_bytes
    yield "robots.txt", lambda: b"User-agent: *\nAllow: /\n"


class Maker:
    """Makes single pages of one briefing."""

    def __init__(self, brf: Briefing, material: Material) -> None:
        self._brf, self._material = brf, material
        self._outlet_names = {key: outlet.name.strip() for key, outlet in material.outlets.items()}
        self._headings = {story.story: heading_of(story, material) for story in brf.stories}

    def front(self) -> bytes:
        """The briefing itself."""
        brf = self._brf
        every = sorted((up for story in brf.stories for up in story.updates), key=lambda up: -up.score)
        reasons: dict[str, int] = defaultdict(int)
        for item in brf.withheld:
            reasons[item.reason] += 1
        return self._render(
            "index.html",
            root="",
            glance=_one_a_story(every, GLANCE),
            stories=[(story, story.updates[:ON_FRONT]) for story in brf.stories[:STORIES_ON_FRONT]],
            more=brf.stories[STORIES_ON_FRONT:],
            reasons=dict(sorted(reasons.items(), key=lambda pair: -pair[1])),
        )

    def story(self, story: StoryBrief) -> bytes:
        """One story with all its lines."""
        return self._render("story.html", root="../", story=story, days=days_of(story, self._material))

    def line(self, update: Update) -> bytes:
        """The evidence under one line."""
        evidence = evidence_of(update, self._material)
        return self._render("line.html", root="../", line=update, evidence=evidence)

    def corrections(self) -> bytes:
        """Changes seen in sources."""
        return self._render("corrections.html", root="")

    def withheld(self) -> bytes:
        """Lines that were not shown, and why."""
        return self._render("withheld.html", root="")

    def not_found(self, wanted: str) -> bytes:
        """What a reader sees at an address that is none."""
        return self._render("missing.html", root="/", wanted=wanted)

    def _render(self, name: str, **context: Any) -> bytes:
        beat = self._material.beat
        told = {"brf": self._brf, "beat": beat, "outlet": self._outlet, "headings": self._headings}
        page = templates().get_template(name).render(language="en", direction="ltr", **told, **context)
        return page.encode("utf-8")

    def _outlet(self, key: str) -> str:
        return self._outlet_names.get(key) or key or NO_OUTLET


def _one_a_story(lines: list[Update], count: int) -> list[Update]:
    seen: set[str] = set()
    chosen: list[Update] = []
    for update in lines:
        if update.story not in seen and len(chosen) < count:
            seen.add(update.story)
            chosen.append(update)
    return chosen


@cache
def templates() -> Environment:
    """The page templates: escaping everywhere, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(moment=_moment, day=_day, words=_words, counted=_counted, marked=_marked)
    made.globals.update(fragment=link, safe=safe, direction_of=_direction)
    return made


def _direction(language: str) -> str:
    return "rtl" if language[:2] in RIGHT_TO_LEFT else "ltr"


def _moment(value: datetime | str) -> str:
    """``5 March 2025, 14:00 UTC``; a bare day stays a day."""
    if isinstance(value, str):
        if len(value) <= len("2025-03-05"):
            return _day(value)
        value = datetime.fromisoformat(value)
    return f"{value.day} {value:%B %Y, %H:%M} UTC"


def _day(value: str) -> str:
    """``5 March 2025``, ``March 2025`` or ``2025``, at the grain of the value; other TIMEX3 values as they are."""
    shape = _DATE.match(value)
    if shape is None:
        return value
    year, month, day = shape["year"], int(shape["month"] or 0), int(shape["day"] or 0)
    if not 1 <= month <= 12:
        return year
    return f"{day or ''} {calendar.month_name[month]} {year}".strip()


def _words(value: str) -> str:
    return value.replace("-", " ")


def _counted(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``2 articles``, ``12,345 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _marked(pieces: list[tuple[str, str]]) -> Markup:
    """Text pieces with their kind: "" stays plain, others become ``<mark class=kind>``. Every piece is escaped."""
    out = Markup()
    for words, kind in pieces:
        out += Markup('<mark class="{}">{}</mark>').format(kind, words) if kind else Markup("{}").format(words)
    return out
