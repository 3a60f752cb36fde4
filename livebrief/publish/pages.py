"""The pages of one view of the desk: the static site and the served page are both made here, address by address.

Everything from outside is escaped by the templates (law 9); the only scripts are the desk's own files, no page needs
them, and nothing is asked of other hosts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from livebrief.publish import addresses, charts, feeds, ledgers, sides
from livebrief.publish.directory import Told
from livebrief.publish.evidence import evidence_of
from livebrief.publish.languages import LANGUAGES, tongue
from livebrief.publish.linked import live_blog
from livebrief.publish.maps import page as maps
from livebrief.publish.shelf import Shelf
from livebrief.publish.templating import templates
from livebrief.publish.timeline import days_of, heading_of, title_of
from livebrief.records.briefings import StoryBrief, Update
from livebrief.records.verdicts import Stance, Witness

HERE = Path(__file__).parent
ON_FRONT = 5  # lines a story has on the front page: with ten stories page, style and scripts stay under 100 KB
STORIES_ON_FRONT = 10
GLANCE = 5
ON_LIST = 200  # statements on the page of an actor, an outlet or a place: the newest; all of them are in the API
ASKED = ("q", "outlet", "actor", "act", "verdict", "place", "after", "before")  # what a search can ask for
STYLES = ("style.css", "maps.css", "vendor/leaflet.css")
SCRIPTS = ("live.js", "idiomorph.min.js", "maps.js", "vendor/leaflet.js")
STATIC = dict.fromkeys(STYLES, "text/css") | dict.fromkeys(SCRIPTS, "text/javascript")


class Maker:
    """Makes the pages of one shelf in one language. ``keep``: the query that links inside carry on (as_of, lang).

    ``linked`` collects the addresses that pages made so far link to: what a static export has to hold.
    """

    def __init__(self, shelf: Shelf, *, language: str = "en", keep: dict[str, str] | None = None) -> None:
        self.shelf, self.brf, self.material = shelf, shelf.brf, shelf.material
        self.language, self._keep = language, keep or {}
        self.directory = shelf.directory
        self.linked: set[str] = set()

    def page(self, path: str) -> bytes | None:
        """The page at an address (``line/clm_….html``), as bytes; None when there is none."""
        if make := self._fixed_pages().get(path):
            return make()
        folder, _, rest = path.partition("/")
        make_one = self._folders().get(folder)
        return make_one(rest) if make_one and rest else None

    def moved(self, path: str) -> str:
        """Where a merged story or claim stands now; "" when the address has not moved."""
        folder, _, name = path.partition("/")
        to = self.material.groups.redirects.get(name.removesuffix(".html"), "")
        return f"{folder}/{to}.html" if to and folder in ("story", "line") else ""

    def render(self, name: str, path: str = "index.html", **context: Any) -> bytes:
        """A template as the page at ``path``; the surroundings of every page are filled in."""
        root = "../" * path.count("/")

        def to(target: str, **query: str) -> str:
            if not query:
                self.linked.add(target)
            kept = urlencode({**self._keep, **query})
            return root + target + (f"?{kept}" if kept else "")

        surroundings = {
            "brf": self.brf,
            "beat": self.material.beat,
            "outlet": self.outlet_name,
            "headings": self.headings,
            "to": to,
            "at": addresses,
            "path": path,
            "root": root,
            "fixed": bool(self._keep.get("as_of")),
            "languages": LANGUAGES,
            "language": self.language,
            "direction": tongue(self.language).direction,
            "ledgers": self.shelf.ledgers,
            "verdict_of": self.shelf.verdict,
        }
        page = templates(self.language).get_template(name).render(**surroundings, **context)
        return page.encode("utf-8", "replace")

    def not_found(self, wanted: str) -> bytes:
        """What a reader sees at an address that is none."""
        return self.render("missing.html", "x/" * wanted.count("/") + "missing.html", wanted=wanted)

    def search(self, asked: dict[str, str], hits: Any = None, truncated: bool = False) -> bytes:
        """The search form; with ``hits`` (pairs of Told and verdict) its answer."""
        choices = {
            "outlets": [(key, house.name) for key, house in self.directory.outlets.items()],
            "acts": sorted({each.sighting.act.value for each in self.directory.told}),
        }
        asked = dict.fromkeys(ASKED, "") | asked
        return self.render("search.html", "search.html", asked=asked, hits=hits, truncated=truncated, **choices)

    def outlet_name(self, key: str) -> str:
        """The shown name of an outlet; "" for none."""
        known = self.material.outlets.get(key)
        return (known.name.strip() if known else "") or key.strip()

    @cached_property
    def headings(self) -> dict[str, str]:
        """Shown headings of the briefing's stories."""
        return {story.story: heading_of(story, self.material) for story in self.brf.stories}

    def _folders(self) -> dict[str, Callable[[str], bytes | None]]:
        return {
            "story": self._story,
            "line": self._line,
            "actor": self._actor,
            "outlet": self._outlet,
            "place": self._place,
            "ledger": self._ledger,
            "map": self._map,
            "compare": self._compare,
        }

    def _fixed_pages(self) -> dict[str, Callable[[], bytes]]:
        made: dict[str, Callable[[], bytes]] = {
            "index.html": self._front,
            "sources.html": self._sources,
            "places.html": lambda: self.render("places.html", "places.html", spots=self.directory.places.values()),
            "ledgers.html": self._ledgers,
            "map.html": lambda: self.render(
                "map.html", "map.html", **maps.context(self._atlas, maps.first(self._atlas), "", self.language)
            ),
            "corrections.html": lambda: self.render(
                "corrections.html", "corrections.html", changes=self.brf.corrections
            ),
            "withheld.html": lambda: self.render("withheld.html", "withheld.html"),
            "search.html": lambda: self.search({}),
            "time.html": self._time,
            "widget.html": lambda: self.render("widget.html", "widget.html", glance=self._glance()),
            "briefing.json": lambda: msgspec.json.format(msgspec.json.encode(self.brf), indent=1),
            "feed.xml": lambda: feeds.rss(self.brf),
            "atom.xml": lambda: feeds.atom(self.brf),
            "feed.json": lambda: feeds.json_feed(self.brf),
            "robots.txt": lambda: b"User-agent: *\nAllow: /\n",
        }
        return made | {name: (HERE / "static" / name).read_bytes for name in STATIC}

    def _front(self) -> bytes:
        brf = self.brf
        return self.render(
            "index.html",
            glance=self._glance(),
            stories=[(story, story.updates[:ON_FRONT]) for story in brf.stories[:STORIES_ON_FRONT]],
            more=brf.stories[STORIES_ON_FRONT:],
            reasons=dict(Counter(item.reason for item in brf.withheld).most_common()),
            known=self._known,
            plural=self._plural(),
            blog=live_blog(brf, self.outlet_name, self.language),
        )

    def _glance(self) -> list[Update]:
        """The most important line of each of the first stories."""
        first = [max(story.updates, key=lambda up: up.score) for story in self.brf.stories if story.updates]
        return sorted(first, key=lambda up: -up.score)[:GLANCE]

    def _story(self, name: str) -> bytes | None:
        key = name.removesuffix(".html")
        story = next((each for each in self.brf.stories if each.story == key), None) or self._unlisted(key)
        if story is None:
            return None
        pairs = sides.pairs(self.directory.of_story(key))
        return self.render(
            "story.html",
            f"story/{name}",
            story=story,
            heading=heading_of(story, self.material),
            days=days_of(story, self.material),
            pairs=pairs,
            known=self._known,
        )

    def _unlisted(self, key: str) -> StoryBrief | None:
        """A story that the briefing has no room for: its lines as they would be shown."""
        groups = self.material.groups
        story = groups.stories.get(key)
        if story is None or key in groups.hidden:
            return None
        claims = [clm.id for clm in groups.claims.values() if clm.story == key]
        lines = [line for each in claims if (line := self.shelf.line(each)) is not None]
        docs = [self.material.documents[each] for each in story.documents if each in self.material.documents]
        head = next((doc for doc in docs if doc.title), docs[0] if docs else None)
        return StoryBrief(
            story=key,
            heading=head.title if head else "",
            heading_document=head.id if head else "",
            state=story.state,
            updates=tuple(lines),
            documents=len(docs),
            outlets=tuple(sorted({doc.outlet for doc in docs if doc.outlet})),
            last=max((doc.published.value for doc in docs), default=""),
        )

    def _line(self, name: str) -> bytes | None:
        update = self.shelf.line(name.removesuffix(".html"))
        if update is None:
            return None
        clm = self.material.groups.claims.get(update.claim)
        wanted = clm.statements if clm else tuple(cited.statement for cited in update.citations)
        told = [self.directory.by_statement[each] for each in wanted if each in self.directory.by_statement]
        chains = self.shelf.chains(update.claim)
        return self.render(
            "line.html",
            f"line/{name}",
            line=update,
            told=told,
            evidence=evidence_of(told, self.material),
            camps=_camps(update.verdict.witnesses),
            chains=[(each, charts.chain(each.figures, each.role)) for each in chains],
            history=self.shelf.history(update.claim),
            speakers=[each.key for each in self.directory.actors.values() if each.name == update.slots.speaker][:1],
        )

    def _actor(self, name: str) -> bytes | None:
        person = self.directory.actors.get(name.removesuffix(".html"))
        if person is None:
            return None
        acts = Counter(each.sighting.act.value for each in person.told)
        told = person.told[:ON_LIST]
        return self.render("actor.html", f"actor/{name}", person=person, told=_by_day(told), acts=acts.most_common())

    def _outlet(self, name: str) -> bytes | None:
        house = self.directory.outlets.get(name.removesuffix(".html"))
        if house is None:
            return None
        documents = self.material.documents
        return self.render(
            "outlet.html",
            f"outlet/{name}",
            house=house,
            copies=[(doc, documents.get(origin)) for doc, origin in house.copies],
            changes=[each for each in self.shelf.corrections if addresses.slug(each.outlet) == house.key],
            announced=self._announced(),
            stories=self.material.groups.story_of,
            told=_by_day(house.told[:ON_LIST]),
            title_of=title_of,
        )

    def _announced(self) -> set[str]:
        """Articles whose newest document itself gives a date of change: their edits are not silent."""
        newest = (self.material.documents[each] for each in self.material.current.values())
        return {doc.article for doc in newest if doc.modified.how in ("given", "metadata") and doc.modified.value}

    def _place(self, name: str) -> bytes | None:
        spot = self.directory.places.get(name.removesuffix(".html"))
        if spot is None:
            return None
        return self.render("place.html", f"place/{name}", spot=spot, told=_by_day(spot.told[:ON_LIST]))

    def _sources(self) -> bytes:
        found = self.directory
        return self.render(
            "sources.html", "sources.html", people=list(found.actors.values()), houses=list(found.outlets.values())
        )

    def _ledgers(self) -> bytes:
        kept = [found for name in self.shelf.ledgers if (found := self.shelf.ledger(name)) is not None]
        return self.render("ledgers.html", "ledgers.html", kept=kept)

    def _ledger(self, name: str) -> bytes | None:
        stem, _, kind = name.rpartition(".")
        key = next((each for each in self.shelf.ledgers if addresses.slug(each) == stem), "")
        ledger = self.shelf.ledger(key) if key else None
        if ledger is None:
            return None
        files = {"csv": ledgers.as_csv, "json": ledgers.as_json, "geojson": ledgers.as_geojson}
        if kind in files:
            return files[kind](ledger)
        if kind != "html":
            return None
        headings, rows = ledgers.table(ledger)
        told = {"ledger": ledger, "headings_shown": headings, "rows": rows}
        known = {"claim_of": self.material.groups.claim_of, "has_place": self.directory.places.__contains__}
        return self.render("ledger.html", f"ledger/{name}", **told, **known)

    def _map(self, rest: str) -> bytes | None:
        asked = maps.wanted(rest, self._atlas)
        if asked is None:
            return None
        return self.render("map.html", f"map/{rest}", **maps.context(self._atlas, *asked, self.language))

    @cached_property
    def _atlas(self) -> maps.Atlas:
        kept = (self.shelf.ledger(name) for name in self.shelf.ledgers)
        return maps.Atlas(
            ledgers=tuple(found for found in kept if found is not None),
            as_of=self.brf.as_of,
            beat=self.material.beat,
            references=self.material.references,
            tiles=self.shelf.tiles[0],
            tiles_credit=self.shelf.tiles[1],
        )

    def _compare(self, rest: str) -> bytes | None:
        story, _, pair = rest.removesuffix(".html").partition("/")
        told = self.directory.of_story(story)
        offered = sides.pairs(told)
        if pair:
            one, _, other = pair.partition("/")
            left, right = sides.named(told, one), sides.named(told, other)
        else:
            left, right = offered[0] if offered else (None, None)
        if left is None or right is None:
            return None
        return self.render(
            "compare.html",
            f"compare/{rest}",
            story=story,
            left=left,
            right=right,
            rows=sides.rows(told, left, right),
            pairs=offered,
            heading=self.headings.get(story, ""),
        )

    def _time(self) -> bytes:
        days = Counter(f"{known:%Y-%m-%d}" for known in self.material.known_at.values())
        return self.render("time.html", "time.html", days=sorted(days.items(), reverse=True)[:60])

    def _known(self, update: Update) -> str:
        """When the desk first knew of a line (ISO, seconds): what "since your last visit" compares."""
        known = (self._first_known.get(cited.statement, "") for cited in update.citations)
        return min((each for each in known if each), default="")

    @cached_property
    def _first_known(self) -> dict[str, str]:
        first: dict[str, datetime] = {}
        for doc_id, known in self.material.known_at.items():
            for sgt in self.material.sightings.get(doc_id, ()):
                if sgt.statement.id not in first or known < first[sgt.statement.id]:
                    first[sgt.statement.id] = known
        shown = {cited.statement for story in self.brf.stories for up in story.updates for cited in up.citations}
        return {each: first[each].isoformat(timespec="seconds") for each in shown if each in first}

    def _plural(self) -> dict[str, str]:
        """``{n} new lines`` by CLDR plural category, for the script: the words stay in the catalogue."""
        words = tongue(self.language)
        sample = {"one": 1, "few": 2, "many": 5, "other": 2 if self.language == "en" else 5}
        return {kind: words.counted(n, "new line", "new lines").replace(str(n), "{n}", 1) for kind, n in sample.items()}


def media_of(path: str) -> str:
    """The media type of a page by its address."""
    kinds = {"html": "text/html", "json": "application/json", "xml": "application/rss+xml", "csv": "text/csv"}
    kinds |= {"geojson": "application/geo+json", "txt": "text/plain"}
    known = {"atom.xml": "application/atom+xml", "feed.json": "application/feed+json", **STATIC}
    return known.get(path) or kinds.get(path.rpartition(".")[2], "application/octet-stream")


def _camps(witnesses: tuple[Witness, ...]) -> list[tuple[str, list[Witness]]]:
    """Witnesses by stance: who supports, who denies, who asks, who only comments."""
    return [
        (stance.value, found)
        for stance in Stance
        if (found := [witness for witness in witnesses if witness.stance is stance])
    ]


def _by_day(told: tuple[Told, ...]) -> list[tuple[str, list[Told]]]:
    """Statements under the day of publication, in the order given; "" for undated ones."""
    days: dict[str, list[Told]] = {}
    for each in told:
        days.setdefault(each.document.published.day, []).append(each)
    return list(days.items())
