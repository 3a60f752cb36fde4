"""The pages of one view of the desk: the static site and the served page are both made here, address by address.

Owns which address has which page; what stands on it is its room's (front, stories, evidence, profiles, ledgers, maps).
Everything from outside is escaped by the templates (law 9); the only scripts are the desk's own files, no page needs
them, and nothing is asked of other hosts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from livebrief.publish import addresses, evidence, feeds, finding, front, ledgers, profiles, stories
from livebrief.publish.edition import Edition
from livebrief.publish.languages import LANGUAGES, tongue
from livebrief.publish.maps import page as maps
from livebrief.publish.shelf import Shelf
from livebrief.publish.templating import templates

HERE = Path(__file__).parent
ASKED = ("q", "outlet", "actor", "act", "verdict", "place", "after", "before")  # what a search can ask for
STYLES = ("style.css", "maps.css", "vendor/leaflet.css")
SCRIPTS = ("live.js", "idiomorph.min.js", "maps.js", "search.js", "vendor/leaflet.js")
STATIC = dict.fromkeys(STYLES, "text/css") | dict.fromkeys(SCRIPTS, "text/javascript")

Stands = dict[str, Any]  # what stands on a page, by the names that its template uses
PAGES: dict[str, Callable[[Edition], Stands]] = {
    "index": front.front,
    "widget": front.widget,
    "time": front.moments,
    "sources": profiles.sources,
    "places": profiles.places,
    "ledgers": lambda edition: {"kept": edition.ledgers()},
    "map": lambda edition: maps.context(edition.atlas, maps.first(edition.atlas), "", edition.language),
    "corrections": lambda edition: {"changes": edition.brf.corrections},
    "withheld": lambda _edition: {},
}


def _map(rest: str, edition: Edition) -> Stands | None:
    asked = maps.wanted(f"{rest}.html", edition.atlas)
    return None if asked is None else maps.context(edition.atlas, *asked, edition.language)


FOLDERS: dict[str, Callable[[str, Edition], Stands | None]] = {
    "story": stories.story,
    "compare": stories.compare,
    "line": evidence.line,
    "actor": profiles.actor,
    "outlet": profiles.outlet,
    "place": profiles.place,
    "ledger": ledgers.page,
    "map": _map,
}


class Maker:
    """Makes the pages of one shelf in one language. ``keep``: the query that links inside carry on (as_of, lang).
    ``stream``: where the front page hears of news; "" for pages that stand still, such as a static export's.

    ``linked`` collects the addresses that pages made so far link to: what a static export has to hold.
    """

    def __init__(
        self, shelf: Shelf, *, language: str = "en", keep: dict[str, str] | None = None, stream: str = ""
    ) -> None:
        self.edition = Edition(shelf, language)
        self._keep, self._stream = keep or {}, stream
        self.linked: set[str] = set()

    def page(self, path: str) -> bytes | None:
        """The page at an address (``line/clm_….html``), as bytes; None when there is none."""
        folder, _, rest = path.partition("/")
        if rest and folder in FOLDERS:
            return self._in_folder(folder, rest)
        stem = path.removesuffix(".html")
        if stem in PAGES and stem != path:
            return self.render(path, path, **PAGES[stem](self.edition))
        if path == "search.html":
            return self.search({})
        if path == finding.INDEX:
            return None if self._stream else self._index()
        make = self._files().get(path)
        return make() if make else None

    def moved(self, path: str) -> str:
        """Where a merged story or claim stands now; "" when the address has not moved."""
        folder, _, name = path.partition("/")
        to = self.edition.material.groups.redirects.get(name.removesuffix(".html"), "")
        return f"{folder}/{to}.html" if to and folder in ("story", "line") else ""

    def render(self, name: str, path: str = "index.html", **context: Any) -> bytes:
        """A template as the page at ``path``; the surroundings of every page are filled in."""
        root, edition = "../" * path.count("/"), self.edition

        def to(target: str, **query: str) -> str:
            if not query:
                self.linked.add(target)
            kept = urlencode({**self._keep, **query})
            return root + target + (f"?{kept}" if kept else "")

        fixed = bool(self._keep.get("as_of"))
        surroundings = {
            "brf": edition.brf,
            "beat": edition.material.beat,
            "outlet": edition.outlet_name,
            "headings": edition.headings,
            "to": to,
            "at": addresses,
            "path": path,
            "root": root,
            "fixed": fixed,
            "stream": "" if fixed or edition.brf.since else self._stream,
            "languages": LANGUAGES,
            "language": edition.language,
            "direction": tongue(edition.language).direction,
            "ledgers": edition.shelf.ledgers,
            "verdict_of": edition.shelf.verdict,
        }
        page = templates(edition.language).get_template(name).render(**surroundings, **context)
        return page.encode("utf-8", "replace")

    def not_found(self, wanted: str) -> bytes:
        """What a reader sees at an address that is none."""
        return self.render("missing.html", "x/" * wanted.count("/") + "missing.html", wanted=wanted)

    def search(self, asked: dict[str, str], hits: Any = None, truncated: bool = False) -> bytes:
        """The search form; with ``hits`` (newsroom/searching.py) its answer. A saved copy's form looks in its index."""
        directory = self.edition.directory
        choices: Stands = {
            "outlets": [(key, house.name) for key, house in directory.outlets.items()],
            "acts": sorted({each.sighting.act.value for each in directory.told}),
        }
        asked = dict.fromkeys(ASKED, "") | asked
        choices |= {"saved": not self._stream, "index": finding.INDEX, "keep": self._keep}
        return self.render("search.html", "search.html", asked=asked, hits=hits, truncated=truncated, **choices)

    def _index(self) -> bytes:
        made = finding.index(self.edition)
        self.linked.update(finding.pages(made))
        return finding.script(made)

    def _in_folder(self, folder: str, rest: str) -> bytes | None:
        name, _, kind = rest.rpartition(".")
        if folder == "ledger" and kind in ledgers.FILES:
            found = ledgers.named(name, self.edition)
            return ledgers.FILES[kind](found) if found else None
        stands = FOLDERS[folder](name, self.edition) if kind == "html" else None
        return None if stands is None else self.render(f"{folder}.html", f"{folder}/{rest}", **stands)

    def _files(self) -> dict[str, Callable[[], bytes]]:
        brf = self.edition.brf
        made: dict[str, Callable[[], bytes]] = {
            "briefing.json": lambda: msgspec.json.format(msgspec.json.encode(brf), indent=1),
            "feed.xml": lambda: feeds.rss(brf, language=self.edition.language),
            "atom.xml": lambda: feeds.atom(brf, language=self.edition.language),
            "feed.json": lambda: feeds.json_feed(brf, language=self.edition.language),
            "robots.txt": lambda: b"User-agent: *\nAllow: /\n",
        }
        return made | {name: (HERE / "static" / name).read_bytes for name in STATIC}


def media_of(path: str) -> str:
    """The media type of a page by its address."""
    kinds = {"html": "text/html", "json": "application/json", "xml": "application/rss+xml", "csv": "text/csv"}
    kinds |= {"geojson": "application/geo+json", "txt": "text/plain"}
    known = {"atom.xml": "application/atom+xml", "feed.json": "application/feed+json", **STATIC}
    return known.get(path) or kinds.get(path.rpartition(".")[2], "application/octet-stream")
