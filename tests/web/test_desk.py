"""The editor's desk over HTTP: who may, what a form must carry, each page, each action, and hostile text everywhere."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom.people import IDLE, TRIES, Door
from livebrief.web.app import make_app
from livebrief.web.desk.guard import MOST_BYTES
from tests.web.desking import CHEAP, PASSWORD, WHY, Clock, a_claim, csrf_of, fields, signed_in

FORM = {"content-type": "application/x-www-form-urlencoded"}


def soon(client: TestClient, path: str, words: str, *, there: bool = True) -> str:
    """A public page once it has (or no longer has) the words: readers may be a moment behind."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        page = client.get(path).text
        if (words in page) == there:
            return page
        time.sleep(0.05)
    pytest.fail(f"{path}: {words!r} {'did not come' if there else 'did not go'}")


def test_nobody_sees_the_desk_without_signing_in(app: Any, room: Newsroom) -> None:
    client = TestClient(app)
    for path in ("/desk/queue", f"/desk/claim/{a_claim(room)}", "/desk/journal", "/desk/entry/1", "/desk/nothing"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/desk/sign-in")
    for path in ("/desk/preview", "/desk/decide", "/desk/sign-out"):
        assert client.post(path, data={"kind": "hide"}).status_code == 401


def test_cookies_and_headers(app: Any) -> None:
    client = TestClient(app)
    token = csrf_of(client.get("/desk/sign-in").text)
    data = {"csrf": token, "name": "Ada Roe", "password": PASSWORD}
    answer = client.post("/desk/sign-in", data=data, follow_redirects=False)
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("livebrief_session="))
    assert {"HttpOnly", "SameSite=strict", "Path=/desk"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    for path in ("/desk/queue", "/desk/sign-in", "/desk/static/desk.js", "/"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/desk/queue").headers["cache-control"] == "no-store"
    secure = TestClient(app, base_url="https://desk.example")
    token = csrf_of(secure.get("/desk/sign-in").text)
    answer = secure.post("/desk/sign-in", data={**data, "csrf": token}, follow_redirects=False)
    assert all("Secure" in each for each in answer.headers.get_list("set-cookie"))


def test_no_page_runs_a_script_of_its_own(ada: TestClient, room: Newsroom) -> None:
    story = room.editing.view().brf.stories[0].story
    for path in ("/desk/queue", f"/desk/claim/{a_claim(room)}", f"/desk/story/{story}", "/desk/journal", "/desk/keys"):
        page = ada.get(path)
        assert page.status_code == 200
        assert re.findall(r"<script[^>]*>[^<]", page.text) == []
        assert re.findall(r"\son\w+=", page.text) == []
        assert " style=" not in page.text


def test_a_form_without_the_sessions_secret_is_refused(ada: TestClient, app: Any, room: Newsroom) -> None:
    claim = a_claim(room)
    good = fields(ada, room, "hide", claim)
    other = csrf_of(signed_in(app, "Ben Oak").get("/desk/keys").text)
    for wrong in ("", "nonsense", other, "\U0001f600"):
        answer = ada.post("/desk/decide", data={**good, "csrf": wrong})
        assert answer.status_code == 403
        assert WHY in answer.text, "what was typed is not lost"
    missing = {name: value for name, value in good.items() if name != "csrf"}
    assert ada.post("/desk/decide", data=missing).status_code == 403
    cross = ada.post("/desk/decide", data=good, headers={"sec-fetch-site": "cross-site"})
    assert cross.status_code == 403
    assert room.editing.journal() == []


def test_a_sign_in_form_from_elsewhere_is_refused(app: Any) -> None:
    client = TestClient(app)
    answer = client.post("/desk/sign-in", data={"csrf": "x", "name": "Ada Roe", "password": PASSWORD})
    assert answer.status_code == 403
    client.get("/desk/sign-in")
    answer = client.post("/desk/sign-in", data={"csrf": "x", "name": "Ada Roe", "password": PASSWORD})
    assert answer.status_code == 403


def test_guessing_is_slowed_down(app: Any) -> None:
    client = TestClient(app)
    token = csrf_of(client.get("/desk/sign-in").text)
    data = {"csrf": token, "name": "Ada Roe", "password": "wrong"}
    assert [client.post("/desk/sign-in", data=data).status_code for _ in range(TRIES)] == [401] * TRIES
    answer = client.post("/desk/sign-in", data={**data, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_an_old_session_is_over_and_nothing_typed_is_lost(ada: TestClient, room: Newsroom, clock: Clock) -> None:
    data = fields(ada, room, "hide", a_claim(room))
    clock.later = IDLE + timedelta(minutes=1)
    answer = ada.post("/desk/decide", data=data)
    assert answer.status_code == 401
    assert WHY in answer.text
    assert room.editing.journal() == []
    assert ada.get("/desk/queue", follow_redirects=False).status_code == 303


@pytest.mark.usefixtures("ada")
def test_a_forged_or_stolen_cookie_opens_nothing(app: Any, room: Newsroom) -> None:
    digest = room.store.people.sessions("Ada Roe")[0].digest
    for secret in ("", "x", digest, "\x00", "a" * 5000):
        client = TestClient(app, cookies={"livebrief_session": secret} if secret.isprintable() else {})
        assert client.get("/desk/queue", follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session_here_and_everywhere(app: Any, ada: TestClient) -> None:
    stolen = TestClient(app, cookies=dict(ada.cookies))
    assert stolen.get("/desk/queue", follow_redirects=False).status_code == 200
    ada.post("/desk/sign-out", data={"csrf": csrf_of(ada.get("/desk/keys").text)})
    assert stolen.get("/desk/queue", follow_redirects=False).status_code == 303
    one, two = signed_in(app), signed_in(app)
    one.post("/desk/account", data={"csrf": csrf_of(one.get("/desk/keys").text), "act": "sessions"})
    assert two.get("/desk/queue", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/desk/../..//x", "/other"],
)
def test_signing_in_leads_nowhere_else(app: Any, wanted: str) -> None:
    client = TestClient(app)
    page = client.get("/desk/sign-in", params={"next": wanted}).text
    data = {"csrf": csrf_of(page), "name": "Ada Roe", "password": PASSWORD, "next": wanted}
    answer = client.post("/desk/sign-in", data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/desk/")


def test_signing_in_leads_back(app: Any, room: Newsroom) -> None:
    client = TestClient(app)
    wanted = f"/desk/claim/{a_claim(room)}"
    page = client.get(wanted)
    data = {"csrf": csrf_of(page.text), "name": "Ada Roe", "password": PASSWORD, "next": wanted}
    assert client.post("/desk/sign-in", data=data).url.path == wanted


def test_a_reader_may_look_and_not_decide(app: Any, room: Newsroom) -> None:
    rea = signed_in(app, "Rea Der")
    claim = a_claim(room)
    page = rea.get(f"/desk/claim/{claim}")
    assert page.status_code == 200
    assert 'action="/desk/preview"' not in page.text
    for path in ("/desk/preview", "/desk/decide"):
        assert rea.post(path, data=fields(rea, room, "hide", claim)).status_code == 403
    assert room.editing.journal() == []


def test_preview_decide_done_undo_and_the_public_pages(ada: TestClient, room: Newsroom) -> None:
    claim = a_claim(room, "Nobody had closed")
    data = fields(ada, room, "hide", claim)
    preview = ada.post("/desk/preview", data=data)
    assert preview.status_code == 200
    assert "goes" in preview.text
    assert room.editing.journal() == []
    soon(ada, "/", "Nobody had closed")
    done = ada.post("/desk/decide", data=data)
    assert done.url.path.startswith("/desk/entry/")
    number = int(done.url.path.rsplit("/", 1)[1])
    soon(ada, "/", "Nobody had closed", there=False)
    assert "No longer shown" in soon(ada, "/corrections.html", WHY)
    for feed in ("/feed.xml", "/atom.xml", "/feed.json"):
        soon(ada, feed, WHY)
    undo = fields(ada, room, "undo", claim, decision=str(number), reason="mistaken")
    assert ada.post("/desk/preview", data=undo).status_code == 200
    assert ada.post("/desk/decide", data=undo).status_code == 200
    soon(ada, "/", "Nobody had closed")
    journal = ada.get("/desk/journal").text
    assert "Taken back" in journal
    assert "undone" in journal
    assert "Ada Roe" in journal


def test_two_editors_colliding_see_both(app: Any, ada: TestClient, room: Newsroom) -> None:
    ben = signed_in(app, "Ben Oak")
    claim = a_claim(room)
    mine = fields(ada, room, "override", claim, value="denied", reason="mine, typed slowly")
    theirs = fields(ben, room, "override", claim, value="disputed", reason="theirs, typed fast")
    assert ben.post("/desk/decide", data=theirs).status_code == 200
    met = ada.post("/desk/decide", data=mine)
    assert met.status_code == 409
    for words in ("mine, typed slowly", "theirs, typed fast", "Ben Oak"):
        assert words in met.text
    assert len(room.editing.journal()) == 1
    seen = re.search(r'name="seen" value="(\d+)"', met.text)
    assert seen is not None
    assert ada.post("/desk/decide", data={**mine, "seen": seen[1]}).status_code == 200
    assert [each.by for each in room.editing.journal()] == ["Ada Roe", "Ben Oak"]


def test_the_order_of_lines_by_numbers(ada: TestClient, room: Newsroom) -> None:
    story = room.editing.view().brf.stories[0]
    last, second = story.updates[-1].claim, story.updates[1].claim
    data = fields(ada, room, "order", story.story, **{f"place.{last}": "1", f"place.{second}": "2"})
    assert ada.post("/desk/decide", data=data).status_code == 200
    after = next(each for each in room.editing.view().brf.stories if each.story == story.story)
    assert [line.claim for line in after.updates[:2]] == [last, second]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "place"},
        {"kind": "explode"},
        {"subject": "clm_nothing"},
        {"subject": "../../etc/passwd"},
        {"reason": ""},
        {"reason": " \n\t"},
        {"seen": ""},
        {"seen": "-1"},
        {"seen": "9" * 40},
        {"kind": "override", "value": "true"},
        {"kind": "undo", "decision": "9" * 40},
        {"kind": "undo", "decision": "x"},
        {"kind": "pin", "order": "1e3"},
        {"kind": "embargo", "until": "soon"},
    ],
)
def test_a_wrong_form_says_what_is_wrong(ada: TestClient, room: Newsroom, wrong: dict[str, str]) -> None:
    data = {**fields(ada, room, "hide", a_claim(room)), **wrong}
    for path in ("/desk/preview", "/desk/decide"):
        answer = ada.post(path, data=data)
        assert answer.status_code == 422
        assert "Cannot be done so" in answer.text
    assert room.editing.journal() == []


def test_forms_that_are_none(ada: TestClient) -> None:
    assert ada.post("/desk/decide", content=b"a" * (MOST_BYTES + 1), headers=FORM).status_code == 413
    assert ada.post("/desk/decide", content=b"a=1&" * 5000, headers=FORM).status_code == 413
    assert ada.post("/desk/decide", json={"kind": "hide"}).status_code == 415
    assert ada.post("/desk/decide", content=b"\xff\xfe", headers=FORM).status_code == 403
    assert ada.get("/desk/decide").status_code in (404, 405)


@pytest.mark.parametrize(
    "path", ["/desk/claim/x", "/desk/story/x", "/desk/entry/99999", "/desk/%00", "/desk/claim/%3Cb%3E"]
)
def test_pages_that_are_not_there(ada: TestClient, path: str) -> None:
    assert ada.get(path).status_code == 404


def test_a_merged_claim_leads_on(ada: TestClient, room: Newsroom) -> None:
    one, other = a_claim(room), a_claim(room, "Nobody had closed")
    ada.post("/desk/decide", data=fields(ada, room, "merge", one, into=other))
    page = ada.get(f"/desk/claim/{one}")
    assert page.status_code == 200
    assert other in page.text


class Seen(HTMLParser):
    """The tags and attribute names of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "script":
            known = dict(attrs)
            own = (known.get("src") or "").rsplit("/", 1)[-1] in ("desk.js", "live.js", "idiomorph.min.js")
            assert own or known.get("type") == "application/ld+json", attrs
        for name, value in attrs:
            if name in ("href", "src", "action"):
                leads = value or ""
                assert not re.match(r"\s*(//|[a-z]+:)", leads, re.IGNORECASE) or leads.startswith(
                    ("https://echo.", "https://courier.", "https://post.", "https://hostile.example/", "data:,")
                ), leads


def hostile() -> list[str]:
    """Two hundred strings that try to become something else than text."""
    heart = ["alert(1)", "x=1", "{{7*7}}", "%7B7*7%7D", "\u2028", "';--", "${7*7}", "\\u003cscript>"]
    shells = [
        "<script>{}</script>",
        '"><img src=x onerror={}>',
        "'><svg/onload={}>",
        "</textarea><script>{}</script>",
        "</title><b>{}",
        '" autofocus onfocus="{}',
        "' style='{}",
        "<style>*{{x:{}}}</style>",
        "<base href=//evil.example/{}>",
        "<form action=//evil.example/{}>",
        "<iframe srcdoc='{}'>",
        "javascript:{}",
        "<!-- {} -->",
        "]]>{}<![CDATA[",
        "&lt;b&gt;{}&lt;/b&gt;",
        "&#60;script&#62;{}",
        "{{% include '{}' %}}",
        "{{{{ {} }}}}",
        "<a href='data:text/html,{}'>x</a>",
        "<meta http-equiv=refresh content='0;{}'>",
        "</option></select><b>{}",
        "</details><object data={}>",
        "<math><mi xlink:href='{}'>",
        "\u202e{}\u202c",
        "a\x0bb{}",
    ]
    return [shell.format(words) for shell in shells for words in heart]


def test_two_hundred_hostile_strings_in_every_field(ada: TestClient, room: Newsroom) -> None:
    strings = hostile()
    assert len(strings) == 200
    view = room.editing.view()
    claim, story = a_claim(room), view.brf.stories[0].story
    statement = view.brf.stories[0].updates[0].citations[0].statement
    plain = Seen(ada.post("/desk/preview", data=fields(ada, room, "sign", claim, text="plain")).text)
    csrf = csrf_of(ada.get("/desk/keys").text)
    for n, words in enumerate(strings):
        seen = str(room.editing.view().head)
        base = {"csrf": csrf, "seen": seen, "reason": words}
        sign = {**base, "kind": "sign", "subject": claim, "text": words}
        page = ada.post("/desk/preview", data=sign)
        if page.status_code == 422:  # nothing is left of it when what cannot be printed is gone
            assert not words.strip("\u2028\u202e\u202c")
            continue
        assert Seen(page.text).attributes <= plain.attributes | {"start"}
        assert set(Seen(page.text).tags) <= set(plain.tags) | {"blockquote", "ul", "li", "del", "ins", "section"}
        if n % 10 == 0:
            ada.post("/desk/decide", data=sign)
            own = {**base, "kind": "line", "subject": story, "text": words, "cites": statement}
            ada.post("/desk/decide", data={**own, "seen": str(room.editing.view().head)})
        every = dict.fromkeys(("value", "words", "into", "until", "decision", "field", "next", words), words)
        wrong = ("subject", "kind", "seen")[n % 3]
        answer = ada.post("/desk/preview", data={**every, **sign, wrong: words})
        assert answer.status_code == 422
        check_inert(answer.text)
    for path in ("/desk/journal", f"/desk/claim/{claim}", f"/desk/story/{story}", "/corrections.html", "/"):
        check_inert(ada.get(path).text)


def check_inert(page: str) -> None:
    seen = Seen(page)
    assert not {"iframe", "object", "base", "math", "style", "img"} & set(seen.tags)
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert "srcdoc" not in seen.attributes


def test_hostile_articles_stay_text_at_the_desk(tmp_path: Path) -> None:
    words = hostile()[:24]
    rows = [
        {
            "url": f"https://hostile.example/{n}",
            "outlet": f"Outlet {each}",
            "title": f"Title {each}",
            "published": "2025-03-04",
            "text": f"Mayor Josef Arlund {each} said 14 people were killed in the strike on Tarnwick {each} on Monday.",
        }
        for n, each in enumerate(words)
    ]
    inputs = tmp_path / "h.jsonl"
    inputs.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
    with Newsroom(Config(store=tmp_path / "h.db", beat="demo", reader="rules")) as room:
        room.add([str(inputs)])
        room.__dict__["door"] = Door(room.store.people, lambda: datetime.now(UTC), hasher=CHEAP)
        room.door.add("Ada Roe", "editor", PASSWORD)
        client = signed_in(make_app(room))
        view = room.editing.view()
        paths = [f"/desk/claim/{each}" for each in view.material.groups.claims]
        paths += [f"/desk/story/{each}" for each in view.material.groups.stories]
        for path in ["/desk/queue", *paths[:40]]:
            answer = client.get(path)
            assert answer.status_code == 200
            check_inert(answer.text)


def test_programs_decide_by_token_alone(app: Any, ada: TestClient, room: Newsroom) -> None:
    token, claim = room.door.token("Ada Roe"), a_claim(room)
    program = TestClient(app, headers={"authorization": f"Bearer {token}"})
    waiting = program.get("/desk/api/queue").json()
    assert waiting["items"][0]["why"]
    asked = {"kind": "override", "subject": claim, "reason": WHY, "seen": waiting["seen"], "body": {"value": "denied"}}
    assert program.post("/desk/api/preview", json=asked).json()["verdicts"]
    assert room.editing.journal() == []
    made = program.post("/desk/api/decide", json=asked).json()
    assert (made["by"], made["kind"]) == ("Ada Roe", "override")
    met = program.post("/desk/api/decide", json={**asked, "reason": "another"})
    assert met.status_code == 409
    assert met.headers["content-type"] == "application/problem+json"
    assert met.json()["theirs"][0]["number"] == made["number"]
    told = program.get("/desk/api/journal").json()
    assert told["stands"] == [made["number"]]
    assert program.get(f"/desk/api/journal?after={made['number']}").json()["entries"] == []
    assert ada.get("/desk/api/queue").status_code == 401, "a cookie opens nothing here"


def test_programs_are_told_what_is_wrong(app: Any, room: Newsroom) -> None:
    claim = a_claim(room)
    program = TestClient(app, headers={"authorization": f"Bearer {room.door.token('Ada Roe')}"})
    reader = TestClient(app, headers={"authorization": f"Bearer {room.door.token('Rea Der')}"})
    good = {"kind": "hide", "subject": claim, "reason": WHY, "seen": room.editing.view().head}
    assert reader.get("/desk/api/queue").status_code == 200
    assert reader.post("/desk/api/decide", json=good).status_code == 403
    assert program.post("/desk/api/decide", json={**good, "reason": ""}).status_code == 422
    assert program.post("/desk/api/decide", json={**good, "kind": "place"}).status_code == 422
    for wrong in (b"", b"{", b"[]", b"\xff", b'{"kind": "hide"}', b"[" * 5000):
        assert program.post("/desk/api/decide", content=wrong).status_code == 400
    assert program.post("/desk/api/decide", content=b" " * (MOST_BYTES + 1)).status_code == 413
    assert program.get("/desk/api/journal?after=x").status_code == 400
    for header in ("", "Bearer", "Bearer x", "Basic x"):
        answer = TestClient(app, headers={"authorization": header}).get("/desk/api/queue")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    room.door.revoke_tokens("Ada Roe")
    assert program.get("/desk/api/queue").status_code == 401
