"""The API's own description: OpenAPI 3.1, its schemas from the very types that are answered with."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from livebrief import __version__
from livebrief.brief.explain import Explanation
from livebrief.records.briefings import Briefing, Correction
from livebrief.records.ledgers import Ledger
from livebrief.web import items

LISTS = {
    "stories": (items.StoryItem, "Running stories, newest first"),
    "claims": (items.ClaimItem, "Claims with their verdicts, newest first"),
    "statements": (items.StatementItem, "Statements as they stand, newest known first"),
    "documents": (items.DocumentItem, "Documents, newest known first"),
    "outlets": (items.OutletItem, "Who publishes"),
    "actors": (items.ActorItem, "Who speaks"),
}
TYPES = (
    Briefing,
    Correction,
    Explanation,
    Ledger,
    items.LedgerItem,
    items.FoundItem,
    *(each for each, _ in LISTS.values()),
)
MOMENT = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"
DAY = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"
Json = dict[str, Any]


@cache
def document() -> Json:
    """The whole description, as plain data."""
    _, schemas = msgspec.json.schema_components(TYPES, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Livebrief",
            "version": __version__,
            "summary": "Who says what, and how far sources agree. Reads only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": _paths(),
        "components": {"schemas": dict(schemas) | {"Problem": _PROBLEM}, "parameters": _PARAMETERS},
    }


def _paths() -> Json:
    paths: Json = {
        "/openapi.json": _get("spec", "This description", {"type": "object"}, []),
        "/briefing": _get("briefing", "The briefing whole", _ref("Briefing"), ["as_of", "since"]),
        "/explain/{id}": _get("explain", "Why a line says what it says", _ref("Explanation"), ["id", "as_of"]),
        "/ledgers": _get("ledgers", "The beat's ledgers, heads only", _list("LedgerItem"), ["as_of"]),
        "/ledgers/{name}": _get("ledger", "One ledger, whole", _ref("Ledger"), ["name", "as_of"]),
        "/corrections": _get(
            "corrections", "Changes in sources and by editors, newest first", _list("Correction"), _LISTED
        ),
        "/search": _get("search", "Full text with filters, newest first", _found(), ["as_of", "limit", *_FILTERS]),
    }
    for name, (item, says) in LISTS.items():
        paths[f"/{name}"] = _get(f"list_{name}", says, _list(item.__name__), _LISTED)
        paths[f"/{name}/{{id}}"] = _get(f"get_{name}", f"One of: {says.lower()}", _ref(item.__name__), ["id", "as_of"])
    return paths


def _get(name: str, summary: str, schema: Json, parameters: list[str]) -> Json:
    tag = {"ETag": {"description": "entity tag", "schema": {"type": "string"}}}
    problem = {"content": {"application/problem+json": {"schema": _ref("Problem")}}}
    answers: Json = {
        "200": {"description": summary, "headers": tag, "content": {"application/json": {"schema": schema}}},
        "304": {"description": "What If-None-Match names still holds"},
        "400": {"description": "Not understood", **problem},
        "404": {"description": "No such thing", **problem},
        "503": {"description": "The store cannot be read now", **problem},
    }
    named = [{"$ref": f"#/components/parameters/{each}"} for each in parameters]
    return {"get": {"operationId": name, "summary": summary, "parameters": named, "responses": answers}}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(item: str) -> Json:
    return {
        "type": "object",
        "required": ["as_of", "items", "next"],
        "properties": {
            "as_of": {"type": "string", "format": "date-time"},
            "items": {"type": "array", "items": _ref(item)},
            "next": {"type": ["string", "null"], "description": "cursor of the next page; null on the last"},
        },
    }


def _found() -> Json:
    listed = _list("FoundItem")
    listed["required"] = ["as_of", "items", "more"]
    listed["properties"] = {**listed["properties"], "more": {"type": "boolean"}}
    del listed["properties"]["next"]
    return listed


def _query(name: str, schema: Json, says: str) -> Json:
    return {"name": name, "in": "query", "description": says, "schema": schema}


_WORDS: Json = {"type": "string", "maxLength": 200}
_FILTERS = ["q", "outlet", "actor", "act", "verdict", "place", "after", "before"]
_LISTED = ["as_of", "limit", "cursor"]
_PARAMETERS: Json = {
    "as_of": _query("as_of", {"type": "string", "pattern": MOMENT}, "The desk as it stood then (UTC); a day: its end"),
    "since": _query("since", {"type": "string", "pattern": MOMENT}, "Only what changed after it"),
    "limit": _query("limit", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}, "Items of one page"),
    "cursor": _query("cursor", {"type": "string", "pattern": "^([0-9a-f]{2})*$"}, "`next` of the page before"),
    "id": {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
    "name": {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
    "q": _query("q", _WORDS, "Words of a sentence; in quotes: together; with *: how a word begins"),
    "outlet": _query("outlet", _WORDS, "An outlet's key"),
    "actor": _query("actor", _WORDS, "A speaker's key or part of a name"),
    "act": _query("act", _WORDS, "What the source does by speaking"),
    "verdict": _query("verdict", _WORDS, "How far sources agree"),
    "place": _query("place", _WORDS, "A place's id or part of its name"),
    "after": _query("after", {"type": "string", "pattern": DAY}, "First day of publication"),
    "before": _query("before", {"type": "string", "pattern": DAY}, "Last day of publication"),
}
_PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
