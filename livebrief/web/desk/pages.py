"""The desk's templates: the readers' surroundings (escaping everywhere, their filters) over a folder of its own.

Also owns how what the desk refuses is said in the visitor's language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

from livebrief.newsroom.naming import Refusal
from livebrief.publish.languages import LANGUAGES, Tongue, tongue
from livebrief.publish.templating import templates
from livebrief.web.desk.guard import Visit, language_of

SAID = frozenset(("what", "kind"))  # the places of a refusal that hold the desk's own words


@cache
def desk_templates(language: str) -> Environment:
    """The readers' environment in one language, with the desk's own templates."""
    return templates(language).overlay(loader=FileSystemLoader(Path(__file__).parent / "templates"))


def tongue_of(visit: Visit) -> Tongue:
    """The words of the language that the visitor reads the desk in."""
    return tongue(language_of(visit))


def told(wrong: Refusal, words: Tongue) -> str:
    """What a refusal says, in a language: what it is about stays as it is, what stands in its places is translated."""
    fields = dict(wrong.fields) | {name: words.say(wrong.fields[name]) for name in SAID & wrong.fields.keys()}
    if choice := wrong.fields.get("choice"):
        fields["choice"] = ", ".join(words.words(each) for each in choice.split(", "))
    said, way_out = words.say(wrong.form).format(**fields), words.say(wrong.advice).format(**fields)
    return " — ".join(each for each in (f"{wrong.subject}: {said}" if wrong.subject else said, way_out) if each)


def render(name: str, visit: Visit, status: int = 200, **context: Any) -> Response:
    """A page of the desk. Every template knows ``who``, the session's ``csrf`` and the language."""
    who, words = visit.who, tongue_of(visit)
    around = {
        "who": who,
        "csrf": who.csrf if who else "",
        "path": visit.request.url.path,
        "language": words.language,
        "languages": LANGUAGES,
        "direction": words.direction,
    }
    page = desk_templates(words.language).get_template(name).render(**around, **context)
    return HTMLResponse(page, status_code=status)
