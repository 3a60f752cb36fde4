"""From a form to an action: which fields each kind of decision reads. Owns the field names of the desk's forms."""

from __future__ import annotations

import re
from typing import Any

from livebrief.newsroom.actions import Action
from livebrief.newsroom.editing import Editing
from livebrief.newsroom.naming import Refusal
from livebrief.records.decisions import Kind
from livebrief.web.desk.guard import Form

ONE = ("order", "into", "to", "other", "until", "field", "value", "words", "role", "kind_of_source", "text", "decision")
MANY = ("lines", "members", "cites")
PLACE = re.compile(r"place\.(?P<claim>[\w]{1,80})")


def asked(form: Form, editing: Editing) -> Action:
    """The action that a form asks for. Raises Refusal."""
    try:
        kind = Kind(form.one("kind"))
    except ValueError:
        raise Refusal("not something that an editor decides", subject=form.one("kind")[:40]) from None
    body: dict[str, Any] = {name: form.one(name) for name in ONE if name in form.fields}
    body |= {name: form.all(name) for name in MANY if name in form.fields}
    if "kind_of_source" in body:
        body["kind"] = body.pop("kind_of_source")
    for name in ("into", "to", "other"):  # a list to choose from, and beside it a field for an id from elsewhere
        if typed := form.one(f"{name}_id").strip():
            body[name] = typed
    if kind is Kind.ORDER and "lines" not in body:
        body["lines"] = _lines(form)
    seen = form.one("seen")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else -1
    if number < 0:
        raise Refusal("the form does not say what you had seen", way_out="open the page again")
    return editing.ask_with(kind, form.one("subject"), form.one("reason"), number, body)


def kept(form: Form) -> list[tuple[str, str]]:
    """The fields of a form that a later form carries on: all but the session's."""
    return [(name, value) for name, values in form.fields.items() if name != "csrf" for value in values]


def _lines(form: Form) -> list[str]:
    """Claims by the places that were typed beside them (``place.<claim>``); those without a number are left out."""
    numbered = []
    for name, values in form.fields.items():
        found = PLACE.fullmatch(name)
        typed = values[0].strip() if values else ""
        if found and typed.isascii() and typed.isdecimal():
            numbered.append((int(typed[:9]), found["claim"]))
    return [claim for _, claim in sorted(numbered, key=lambda pair: pair[0])]
