"""The API: what its description says, pages that neither repeat nor skip, tags, problems; schemathesis over all of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from livebrief.newsroom import Newsroom
from livebrief.web import openapi
from livebrief.web.app import make_app

ROOT = "/api/v1"
LISTS = sorted(openapi.LISTS)


def every(client: TestClient, name: str, limit: int, **query: str) -> list[Any]:
    """All items of a list, page by page."""
    found: list[Any] = []
    cursor = ""
    for _ in range(2000):
        asked = {"limit": str(limit), **query} | ({"cursor": cursor} if cursor else {})
        page = client.get(f"{ROOT}/{name}", params=asked).json()
        assert len(page["items"]) <= limit
        found += page["items"]
        cursor = page["next"]
        if not cursor:
            return found
    raise AssertionError("the pages do not end")


def test_the_description_is_valid_openapi_3_1(demo: TestClient) -> None:
    spec = demo.get(f"{ROOT}/openapi.json").json()
    assert spec["openapi"].startswith("3.1")
    validate(spec)


def _matches(spec: dict[str, Any], path: str, answer: Any) -> None:
    schema = spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": spec["components"]}).validate(answer)


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_their_items_match_their_schemas(demo: TestClient, name: str) -> None:
    spec = demo.get(f"{ROOT}/openapi.json").json()
    page = demo.get(f"{ROOT}/{name}?limit=7").json()
    _matches(spec, f"/{name}", page)
    assert page["items"]
    first = page["items"][0]
    one = demo.get(f"{ROOT}/{name}/{quote(first.get('id') or first['key'])}")
    assert one.status_code == 200
    _matches(spec, f"/{name}/{{id}}", one.json())
    assert one.json() == first


@pytest.mark.parametrize("path", ["/briefing", "/ledgers", "/corrections", "/search?q=missile"])
def test_other_answers_match_their_schemas(demo: TestClient, path: str) -> None:
    spec = demo.get(f"{ROOT}/openapi.json").json()
    answer = demo.get(ROOT + path)
    assert answer.status_code == 200
    _matches(spec, path.partition("?")[0], answer.json())


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [3, 50, 200])
def test_pages_hold_every_item_once(demo: TestClient, name: str, limit: int) -> None:
    if limit == 3 and name in ("claims", "statements"):
        pytest.skip("two hundred requests say no more than ten")
    found = [item.get("id") or item["key"] for item in every(demo, name, limit)]
    assert len(found) == len(set(found)) > 3


def test_every_shown_line_has_its_claim_and_statements(demo: TestClient) -> None:
    briefing = demo.get(f"{ROOT}/briefing").json()
    claims = {item["id"]: item for item in every(demo, "claims", 200)}
    statements = {item["id"] for item in every(demo, "statements", 200)}
    for story in briefing["stories"]:
        for update in story["updates"]:
            assert claims[update["claim"]]["line"] == update["text"]
            assert {cited["statement"] for cited in update["citations"]} <= statements


def test_tags_spare_the_body(demo: TestClient) -> None:
    for path in ("/", f"{ROOT}/claims", f"{ROOT}/openapi.json", "/style.css"):
        first = demo.get(path)
        again = demo.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        weak = demo.get(path, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
        assert weak.status_code == 304
        assert demo.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims?limit=0", 400),
        ("/claims?limit=many", 400),
        ("/claims?cursor=!!", 400),
        ("/claims?as_of=yesterday", 400),
        ("/claims/clm_none", 404),
        ("/ledgers/none", 404),
        ("/nothing", 404),
        ("/explain/x", 404),
        ("/briefing?as_of=0001-01-01T00:00:00%2B14:00", 400),
    ],
)
def test_problems_are_told_as_problems(demo: TestClient, path: str, status: int) -> None:
    answer = demo.get(ROOT + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["title"]


def test_only_reading(demo: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = demo.request(method, f"{ROOT}/claims")
        assert answer.status_code == 405
        assert answer.headers["content-type"] == "application/problem+json"
        assert "GET" in answer.headers["allow"]
    assert demo.head(f"{ROOT}/claims").content == b""


def test_as_of_is_the_desk_as_it_stood(demo: TestClient) -> None:
    then = every(demo, "documents", 200, as_of="2025-03-05")
    now = {item["id"] for item in every(demo, "documents", 200)}
    assert then
    assert {item["id"] for item in then} < now
    assert all(item["known_at"] <= "2025-03-05T23:59:59Z" for item in then)


def test_search_filters(demo: TestClient) -> None:
    every_hit = demo.get(f"{ROOT}/search?q=missile&limit=200").json()["items"]
    assert len(every_hit) > 10
    one = demo.get(f"{ROOT}/search?q=missile&limit=200&outlet=transmere").json()["items"]
    assert one
    assert {hit["outlet"] for hit in one} == {"transmere"}
    acts = demo.get(f"{ROOT}/search?act=denies&limit=200").json()["items"]
    assert acts
    assert {hit["statement"]["act"] for hit in acts} == {"denies"}
    disputed = demo.get(f"{ROOT}/search?verdict=disputed&place=Tarnwick").json()["items"]
    assert disputed
    for hit in disputed:
        assert any("Tarnwick" in place["name"] for place in hit["statement"]["places"])
    days = demo.get(f"{ROOT}/search?q=missile&after=2025-03-04&before=2025-03-05&limit=200").json()["items"]
    assert days
    assert all("2025-03-04" <= hit["published"][:10] <= "2025-03-05" for hit in days)
    assert demo.get(f"{ROOT}/search?actor=arlund").json()["items"]


def test_a_ledger_answers_as_its_record(demo: TestClient) -> None:
    spec = demo.get(f"{ROOT}/openapi.json").json()
    for head in demo.get(f"{ROOT}/ledgers").json()["items"]:
        whole = demo.get(f"{ROOT}/ledgers/{head['name']}")
        _matches(spec, "/ledgers/{name}", whole.json())
        assert len(whole.json()["entries"]) == head["entries"]
        for kind, media in (("csv", "text/csv"), ("json", "application/json"), ("geojson", "application/geo+json")):
            file = demo.get(f"/ledger/{head['name']}.{kind}")
            assert file.headers["content-type"].startswith(media)
        assert msgspec.json.decode(file.content)["type"] == "FeatureCollection"


@pytest.fixture(scope="module")
def described(demo_room: Newsroom) -> Any:
    return schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", make_app(demo_room))


@pytest.mark.parametrize("path", sorted(openapi.document()["paths"]))
def test_schemathesis_finds_nothing(described: Any, path: str) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        case.call_and_validate()

    holds()


@given(words=st.text(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_words_are_a_query(demo: TestClient, words: str) -> None:
    answer = demo.get("/search", params={"q": words, "actor": words[:5]})
    assert answer.status_code == 200
