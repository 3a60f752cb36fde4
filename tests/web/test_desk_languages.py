"""The desk in Ukrainian: no sentence of its own is left in English, on any page, in any preview, in any refusal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from babel.messages.extract import extract_from_dir
from starlette.testclient import TestClient

from livebrief.brief.cite import Fault
from livebrief.brief.desked import EMBARGOED, HIDDEN
from livebrief.newsroom import Newsroom, announced, people, review
from livebrief.newsroom.fixing import ROLES, SOURCE_KINDS
from livebrief.publish.languages import tongue
from livebrief.web import desk
from tests.web.desking import PASSWORD, WHY, a_claim, csrf_of, fields

ROOM, NEWSROOM = Path(desk.__file__).parent, Path(people.__file__).parent
LATIN = re.compile(r"[A-Za-z]{2,}")
# Words that are the same in every language here: names of things, keys, what a command line or a form takes literally.
SAME = re.compile(
    r"Livebrief|livebrief people \w+( NAME --role admin)?|UTC|Enter|Tab|Esc|Ctrl|JavaScript|https|localhost|English"
)
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
CALLS = {"Refusal": (0,), "Denied": (1,), "say": (0,), "words": (1,), "_number": (2,)}  # which argument is a sentence
NAMED = ("way_out", "what", "says")


def in_templates() -> Iterator[str]:
    ways, options = [("**.html", "jinja2.ext:babel_extract")], {"**.html": {"newstyle_gettext": "true"}}
    for _, _, message, _, _ in extract_from_dir(ROOM / "templates", method_map=ways, options_map=options):
        yield from (message,) if isinstance(message, str) else (message[0],)


def in_code() -> Iterator[str]:
    for path in (*ROOM.glob("*.py"), *NEWSROOM.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                given = [call.args[n] for n in CALLS.get(name, ()) if n < len(call.args)]
                given += [
                    each.value for each in call.keywords if each.arg in NAMED and name in (*CALLS, "sign_in_page")
                ]
                yield from (each.value for each in given if isinstance(each, ast.Constant) and str(each.value).strip())


def in_tables() -> Iterator[str]:
    yield from (*announced.TITLES.values(), *announced.FIELDS.values(), *review.EDIT_WORDS.values())
    yield from (review.JOINED, review.OPENED, HIDDEN, EMBARGOED, *review.KINDS)
    yield from (each.replace("-", " ") for each in (*people.Did, *people.Role, *Fault, *ROLES, *SOURCE_KINDS))


@pytest.mark.parametrize("found", [in_templates, in_code, in_tables], ids=lambda each: each.__name__)
def test_every_sentence_of_the_desk_has_its_ukrainian(found: Any) -> None:
    messages = set(found())
    assert len(messages) > 30
    for message in messages:
        said = tongue("uk").say(message)
        if LATIN.search(PLACE.sub("", SAME.sub("", message))):
            assert said != message, message
        assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(message)), message


def own_words(page: str) -> str:
    """The text of a page that the desk itself says: without what sources, editors and machines wrote."""
    tree = html5lib.parse(page, treebuilder="dom")

    def walk(node: Any) -> Iterator[str]:
        if node.nodeType == node.TEXT_NODE:
            yield node.data
        if node.nodeType == node.ELEMENT_NODE:
            outside = node.getAttribute("dir") == "auto" or node.getAttribute("lang") not in ("", "uk")
            fed = node.tagName in ("option", "datalist") and node.getAttribute("value")[:4] in (
                "clm_",
                "sto_",
                "stm1",
                "doc1",
            )
            if outside or fed or node.tagName in ("code", "kbd", "script", "title", "time"):
                return
            for name in ("aria-label", "placeholder", "title"):
                yield node.getAttribute(name)
        for child in node.childNodes:
            yield from walk(child)

    return " ".join(" ".join(walk(tree)).split())


def english_in(page: str) -> list[str]:
    assert '<html lang="uk"' in page
    return LATIN.findall(SAME.sub("", own_words(page)))


@pytest.fixture
def boss(app: Any, room: Newsroom) -> TestClient:
    """An admin who reads the desk in Ukrainian."""
    room.door.add("Eva Boss", "admin", PASSWORD)
    client = TestClient(app, headers={"Accept-Language": "uk"})
    page = client.get("/desk/sign-in").text
    assert not english_in(page)
    client.post("/desk/sign-in", data={"csrf": csrf_of(page), "name": "Eva Boss", "password": PASSWORD, "next": ""})
    return client


def test_no_page_says_a_word_of_english(boss: TestClient, room: Newsroom) -> None:
    view = room.editing.view()
    claim = next(clm for clm in view.material.groups.claims.values() if len(clm.statements) > 1)
    room.door.token("Eva Boss", "a script", by="Eva Boss")
    room.door.set_role("Ben Oak", "reader")
    room.door.close("Ben Oak", by="Eva Boss")
    pages = ["queue", "journal", "keys", "account", "people", "people/Ben Oak", "nothing", "claim/clm_none", "entry/9"]
    pages += [f"queue?kind={kind}" for kind in review.KINDS]
    for path in [*pages, f"claim/{claim.id}", *(f"story/{each.story}" for each in view.brf.stories)]:
        page = boss.get(f"/desk/{path}").text
        assert not english_in(page), path


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("pin", {"order": "0"}),
    ("hide", {}),
    ("embargo", {"until": "2999-01-01T06:00"}),
    ("override", {"value": "retracted"}),
    ("sign", {"text": "We read the list."}),
    ("retract", {}),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("pin", {"order": "many"}),
    ("pin", {"order": "5000"}),
    ("pin", {"reason": ""}),
    ("hide", {"reason": "x" * 600}),
    ("hide", {"subject": "clm_none"}),
    ("embargo", {"until": "soon"}),
    ("embargo", {"until": "1999-01-01"}),
    ("override", {"value": "true"}),
    ("merge", {"into": "clm_none"}),
    ("split", {}),
    ("move", {"to": "x"}),
    ("order", {"lines": []}),
    ("line", {"text": "x"}),
    ("correct", {"field": "act", "value": "x"}),
    ("undo", {"decision": "77"}),
    ("rule", {}),
    ("pin", {"seen": "x"}),
]


@pytest.mark.parametrize(("kind", "more"), ASKED, ids=lambda each: each if isinstance(each, str) else "")
def test_previews_decisions_and_undo(boss: TestClient, room: Newsroom, kind: str, more: dict[str, Any]) -> None:
    asked = fields(boss, room, kind, a_claim(room), **more)
    assert not english_in(boss.post("/desk/preview", data=asked).text)
    made = boss.post("/desk/decide", data=asked)
    assert not english_in(made.text)
    assert not english_in(boss.get(f"/desk/claim/{asked['subject']}").text)
    number = made.url.path.rpartition("/")[2]
    again = {**asked, "reason": "another", "seen": "0"}
    room.editing.decide(room.editing.pin(asked["subject"], reason=WHY, seen=10**6), by="Ada Roe")
    assert not english_in(boss.post("/desk/decide", data=again).text)
    back = fields(boss, room, "undo", asked["subject"], decision=number)
    assert not english_in(boss.post("/desk/preview", data=back).text)
    assert not english_in(boss.post("/desk/decide", data=back).text)
    assert not english_in(boss.get("/desk/journal").text)


@pytest.mark.parametrize(("kind", "more"), WRONG)
def test_refusals(boss: TestClient, room: Newsroom, kind: str, more: dict[str, Any]) -> None:
    answer = boss.post("/desk/preview", data={**fields(boss, room, kind, a_claim(room)), **more})
    assert answer.status_code == 422
    assert not english_in(answer.text)
    says = re.search(r'role="alert"[^>]*>([^<]*)<', answer.text)
    assert says is not None
    told = says[1].partition(": ")[2] or says[1]
    assert re.search("[а-яіїєґ]", told), says[1]


def test_the_language_is_kept_where_it_was_chosen(boss: TestClient) -> None:
    assert '<html lang="en"' in boss.get("/desk/queue?lang=en").text
    assert '<html lang="en"' in boss.get("/desk/journal").text
    assert '<html lang="uk"' in boss.get("/desk/journal?lang=uk").text
    assert '<html lang="uk"' in boss.get("/desk/queue?lang=xx").text
