"""The desk's templates: the readers' surroundings (escaping everywhere, their filters) over a folder of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

from livebrief.publish.templating import templates
from livebrief.web.desk.guard import Visit


@cache
def desk_templates() -> Environment:
    """The readers' environment with the desk's own templates."""
    return templates("en").overlay(loader=FileSystemLoader(Path(__file__).parent / "templates"))


def render(name: str, visit: Visit, status: int = 200, **context: Any) -> Response:
    """A page of the desk. Every template knows ``who`` and the session's ``csrf``."""
    who = visit.who
    told = {"who": who, "csrf": who.csrf if who else "", "path": visit.request.url.path}
    return HTMLResponse(desk_templates().get_template(name).render(**told, **context), status_code=status)
