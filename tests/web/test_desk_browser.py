"""The editor's desk in a real browser: each action with its undo, two editors, keys alone, a phone, no JavaScript, axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom.people import Door, Refused
from livebrief.web.app import make_app
from tests.browsing import PHONE, SOON, WIDE, listened, picture, served
from tests.newsroom.press import open_room
from tests.web.desking import CHEAP, PASSWORD, WHY, a_claim

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe (a dev dependency) is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("desk-browser")
    open_room(folder).close()
    with Newsroom(Config(store=folder / "desk.db", beat="demo", reader="rules")) as opened:
        opened.__dict__["door"] = Door(opened.store.people, lambda: datetime.now(UTC), hasher=CHEAP)
        for name in ("Ada Roe", "Ben Oak"):
            opened.door.add(name, "editor", PASSWORD)
        opened.door.add("Eva Boss", "admin", PASSWORD)
        yield opened


@pytest.fixture(scope="module")
def address(room: Newsroom) -> Iterator[str]:
    with served(make_app(room)) as at:
        yield at


@pytest.fixture
def sit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Somebody sits down at the desk: a signed-in page of a browser of their own."""
    contexts = []

    def down(name: str = "Ada Roe", viewport: dict[str, int] = WIDE, password: str = PASSWORD, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, base_url=address, **options)
        contexts.append(context)
        page = listened(context.new_page())
        page.set_default_timeout(SOON * 1000)
        page.goto("/desk/queue")
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", password)
        page.locator(".door button").first.click()
        page.wait_for_url("**/desk/queue")
        return page

    yield down
    for context in contexts:
        context.close()


def broad_claim(room: Newsroom) -> str:
    return max(room.editing.view().material.groups.claims.values(), key=lambda clm: len(clm.statements)).id


def story_of(room: Newsroom) -> str:
    return max(room.editing.view().brf.stories, key=lambda story: story.documents).story


def fill(page: Any, key: str, number: int = 0) -> Any:
    """Open an action by its place on the page; its ``number``-th form."""
    box = page.locator(f'details[data-key="{key}"]')
    box.locator("summary").first.click()
    form = box.locator("form").nth(number)
    form.locator("input[name=reason]").fill(WHY)
    return form


def choose(name: str) -> Callable[[Any], None]:
    return lambda form: form.locator(f"select[name={name}]").select_option(index=1)


def write(form: Any) -> None:
    form.locator("textarea").fill("We read the county's list.")


def own_line(form: Any) -> None:
    write(form)
    form.locator("select[name=cites]").select_option(index=0)


def some(form: Any) -> None:
    form.locator("input[type=checkbox]").first.check()


def nothing(_form: Any) -> None:
    """No more than the reason."""


ON_CLAIM: list[tuple[str, str, int, Callable[[Any], None]]] = [
    ("pin", "p", 0, nothing),
    ("hide", "h", 0, nothing),
    ("embargo", "e", 0, lambda form: form.locator("input[name=until]").fill("2999-01-01T06:00")),
    ("override", "v", 0, lambda form: form.locator("select[name=value]").select_option("retracted")),
    ("sign", "f", 0, write),
    ("retract", "r", 0, nothing),
    ("merge", "m", 0, choose("into")),
    ("split", "x", 0, some),
    ("correct the source", "c1", 0, lambda form: form.locator("input[name=value]").fill("Tarnwick")),
    ("correct the figure", "c1", 2, lambda form: form.locator("select[name=value]").select_option("injured")),
    ("correct the place", "c1", 3, lambda form: form.locator("input[name=value]").fill("")),
    ("correct the act", "c1", 1, lambda form: form.locator("select[name=value]").select_option("warns")),
    ("move", "t1", 0, choose("to")),
    ("apart", "a1", 0, nothing),
    ("hide a statement", "w1", 1, nothing),
]
ON_STORY: list[tuple[str, str, int, Callable[[Any], None]]] = [
    ("pin the story", "p", 0, nothing),
    ("line", "w", 0, own_line),
    ("merge stories", "m", 0, choose("into")),
    ("never merge", "n", 0, choose("other")),
    ("split the story", "x", 0, some),
    ("move an article", "t", 0, choose("to")),
    ("hide the story", "h", 0, nothing),
]


@pytest.mark.parametrize("what", [*ON_CLAIM, *ON_STORY], ids=lambda what: what[0])
def test_each_action_with_preview_and_undo(
    sit: Callable[..., Any], room: Newsroom, what: tuple[str, str, int, Callable[[Any], None]]
) -> None:
    _, key, number, more = what
    page = sit()
    before = room.editing.view()
    page.goto(f"/desk/claim/{broad_claim(room)}" if what in ON_CLAIM else f"/desk/story/{story_of(room)}")
    form = fill(page, key, number)
    more(form)
    form.locator("button").click()
    page.wait_for_url("**/desk/preview")
    assert page.locator("section[aria-labelledby=public]").inner_text()
    assert room.editing.view().head == before.head
    page.click("button.go")
    page.wait_for_url("**/desk/entry/*")
    assert room.editing.view().head == before.head + 1
    undo = page.locator('details[data-key="u"] form')
    undo.locator("input[name=reason]").fill("mistaken")
    undo.locator("button").click()
    page.wait_for_url("**/desk/preview")
    page.click("button.go")
    page.wait_for_url("**/desk/entry/*")
    after = room.editing.view()
    assert after.material.groups == before.material.groups
    assert [story.updates for story in after.brf.stories] == [story.updates for story in before.brf.stories]
    assert page.complaints == []


def test_two_editors_colliding(sit: Callable[..., Any], room: Newsroom) -> None:
    claim = a_claim(room, "two more bridges")
    ada, ben = sit("Ada Roe"), sit("Ben Oak")
    for page, value in ((ada, "denied"), (ben, "disputed")):
        page.goto(f"/desk/claim/{claim}")
        form = fill(page, "v")
        form.locator("select[name=value]").select_option(value)
        form.locator("button").click()
        page.wait_for_url("**/desk/preview")
    ben.click("button.go")
    ben.wait_for_url("**/desk/entry/*")
    ada.click("button.go")
    ada.wait_for_selector("#theirs")
    assert "Ben Oak" in ada.locator("section[aria-labelledby=theirs]").inner_text()
    assert WHY in ada.locator("section[aria-labelledby=mine]").inner_text()
    assert room.editing.journal()[0].by == "Ben Oak"
    assert axe.Axe().run(ada).violations_count == 0
    assert axe.Axe().run(ben).violations_count == 0
    ada.click("button[data-key=y]")
    ada.wait_for_url("**/desk/preview")
    ada.click("button.go")
    ada.wait_for_url("**/desk/entry/*")
    assert [each.by for each in room.editing.journal()][:2] == ["Ada Roe", "Ben Oak"]


def test_a_refusal_says_why_and_is_mended_in_place(sit: Callable[..., Any], room: Newsroom) -> None:
    page = sit()
    page.goto(f"/desk/claim/{broad_claim(room)}")
    form = fill(page, "m")
    form.locator("button").click()
    page.wait_for_selector("[role=alert]")
    assert "another one of its kind is meant" in page.locator("[role=alert]").inner_text()
    assert page.input_value("input[name=reason]") == WHY
    assert axe.Axe().run(page).violations_count == 0
    other = next(each for each in room.editing.view().material.groups.claims if each != broad_claim(room))
    page.fill("input[name=into_id]", other)
    page.locator("h1").click()
    page.keyboard.press("y")
    page.wait_for_selector("#public")
    assert WHY in page.locator("section[aria-labelledby=public]").inner_text()


def test_by_keys_alone(sit: Callable[..., Any], room: Newsroom) -> None:
    page = sit()
    head = room.editing.view().head
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/(claim|story)/"))
    page.goto(f"/desk/claim/{broad_claim(room)}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.closest('details').dataset.key") == "t2"
    page.keyboard.press("Escape")
    page.goto(f"/desk/claim/{broad_claim(room)}")
    page.keyboard.press("f")
    page.keyboard.type("We read the list.")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/preview")
    page.keyboard.press("y")
    page.wait_for_url("**/desk/entry/*")
    page.keyboard.press("u")
    page.keyboard.type("mistaken")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/preview")
    page.keyboard.press("y")
    page.wait_for_url(re.compile(rf"/desk/entry/{head + 2}"))
    page.keyboard.press("l")
    page.wait_for_url("**/desk/journal")
    page.keyboard.press("?")
    page.wait_for_url("**/desk/keys")
    page.check("#keys-off")
    page.locator("#keys-off").blur()
    page.keyboard.press("q")
    page.goto("/desk/journal")
    page.keyboard.press("q")
    assert page.url.endswith("/desk/journal"), "keys are off on this device"
    assert page.complaints == []


def test_with_tab_and_enter_only_and_no_script(sit: Callable[..., Any], room: Newsroom) -> None:
    page = sit(java_script_enabled=False)
    head = room.editing.view().head
    page.goto(f"/desk/claim/{broad_claim(room)}")
    page.locator('details[data-key="p"] summary').focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/preview")
    page.locator("button.go").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/entry/*")
    assert room.editing.view().head == head + 1
    undo = page.locator('details[data-key="u"] form')
    undo.locator("input[name=reason]").fill("mistaken")
    undo.locator("input[name=reason]").press("Enter")
    page.wait_for_url("**/desk/preview")
    page.locator("button.go").click()
    page.wait_for_url("**/desk/entry/*")


LOOKED_AT = [
    *("/desk/queue", "claim", "story", "preview", "/desk/journal", "/desk/keys"),
    *("/desk/account", "/desk/people", "/desk/people/Ben%20Oak", "/desk/entry/none"),
]


@pytest.mark.parametrize("locale", ["en", "uk"])
@pytest.mark.parametrize("where", LOOKED_AT)
def test_a_phone_needs_no_sideways_scroll_and_axe_finds_nothing(
    sit: Callable[..., Any], room: Newsroom, where: str, locale: str
) -> None:
    page = sit("Eva Boss", viewport=PHONE, locale=locale)
    if where.startswith("/"):
        page.goto(where)
    elif where == "story":
        page.goto(f"/desk/story/{story_of(room)}")
    else:
        page.goto(f"/desk/claim/{broad_claim(room)}")
    if where == "preview":
        form = fill(page, "m")
        choose("into")(form)
        form.locator("button").click()
        page.wait_for_url("**/desk/preview")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *:not(.hidden):not(option)")].filter((node) => {
             const box = node.getBoundingClientRect();
             return box.width && box.height && box.right > innerWidth + 1;
           }).map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert wide == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    page.emulate_media(color_scheme="light")
    if locale == "en" and where in ("/desk/queue", "claim", "preview", "/desk/people"):
        for size, viewport in (("phone", PHONE), ("wide", WIDE)):
            page.set_viewport_size(viewport)
            picture(page, f"desk-{where.rpartition('/')[2]}-{size}")


def test_the_door_in_a_browser(browser: Any, address: str) -> None:
    context = browser.new_context(viewport=PHONE, base_url=address)
    page = context.new_page()
    page.goto("/desk/journal")
    assert "/desk/sign-in" in page.url
    page.fill("input[name=name]", "Ada Roe")
    page.fill("input[name=password]", "wrong")
    page.click(".door button")
    assert page.locator("[role=alert]").inner_text() == "Name or password is wrong."
    assert page.input_value("input[name=name]") == "Ada Roe"
    page.fill("input[name=password]", PASSWORD)
    page.click(".door button")
    page.wait_for_url("**/desk/journal")
    assert page.evaluate("document.cookie") == ""
    context.clear_cookies()
    page.goto("/desk/queue")
    assert "/desk/sign-in" in page.url
    assert axe.Axe().run(page).violations_count == 0
    context.close()


def test_an_admin_looks_after_people(sit: Callable[..., Any], room: Newsroom) -> None:
    boss = sit("Eva Boss")
    boss.keyboard.press("o")
    boss.wait_for_url("**/desk/people")
    boss.fill("form.door input[name=name]", "Cyn Vole")
    boss.select_option("form.door select[name=role]", "reader")
    boss.click("form.door button")
    password = boss.locator("code.secret").inner_text()
    cyn = sit("Cyn Vole", password=password)
    assert cyn.goto("/desk/people").status == 403
    boss.goto("/desk/people/Cyn%20Vole")
    boss.select_option("select[name=role]", "editor")
    boss.click("text=Change the role")
    boss.wait_for_url("**?done=role*")
    cyn.goto("/desk/queue")
    assert "/desk/sign-in" in cyn.url, "another role: signed out everywhere"
    cyn = sit("Cyn Vole", password=password)
    cyn.goto("/desk/account")
    cyn.fill("form:has(input[value=token]) input[name=label]", "a script")
    cyn.click("text=Make a token")
    token = cyn.locator("code.secret").inner_text()
    assert room.door.program(token)
    boss.reload()
    boss.click("text=Revoke all")
    boss.wait_for_url("**?done=tokens*")
    assert room.door.program(token) is None
    boss.click("text=Make a new password")
    again = boss.locator("code.secret").inner_text()
    assert again != password
    boss.click("text=Disable the account")
    boss.wait_for_url("**?done=disabled*")
    with pytest.raises(Refused):
        room.door.sign_in("Cyn Vole", again, "here")
    boss.goto("/desk/people/Eva%20Boss")
    boss.click("text=Disable the account")
    assert "the last admin" in boss.locator("[role=alert]").inner_text()
    told = boss.goto("/desk/people").text()
    assert "disabled" in told
    deeds = [(each.by, each.kind) for each in room.door.deeds(20, "Cyn Vole")]
    assert deeds[:3] == [("Eva Boss", "disabled"), ("Eva Boss", "password set"), ("Eva Boss", "tokens ended")]
    assert [each for each in boss.complaints if "422" not in each] == []


def test_a_passkey_is_made_used_and_removed(browser: Any, address: str, room: Newsroom) -> None:
    """With Chromium's virtual authenticator: a device that finds the key by itself and checks the person."""
    context = browser.new_context(base_url=address.replace("127.0.0.1", "localhost"))
    page = listened(context.new_page())
    page.set_default_timeout(SOON * 1000)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**device, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/desk/sign-in")
    page.fill("input[name=name]", "Ben Oak")
    page.fill("input[name=password]", PASSWORD)
    page.locator("form.door button").first.click()
    page.wait_for_url("**/desk/queue")
    page.goto("/desk/account")
    page.fill("form[data-passkey] input[name=label]", "Ben's telephone")
    page.click("form[data-passkey] button")
    page.wait_for_url("**?done=passkey*")
    kept = room.door.keys.of("Ben Oak")
    assert [each.label for each in kept] == ["Ben's telephone"]
    page.click("text=Sign out >> nth=0")
    page.wait_for_url("**/desk/sign-in*")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/queue")
    assert page.locator(".leave b").inner_text() == "Ben Oak"
    assert room.door.keys.of("Ben Oak")[0].used_at is not None
    page.goto("/desk/account")
    page.click("form:has(input[value=no-passkey]) button")
    page.wait_for_url("**?done=passkey*")
    assert room.door.keys.of("Ben Oak") == []
    page.click("text=Sign out >> nth=0")
    page.wait_for_url("**/desk/sign-in*")
    page.click("form[data-passkey] button")
    page.wait_for_selector("[role=alert]")
    assert page.locator("[role=alert]").inner_text() == "The passkey was not taken."
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": False})
    page.click("form[data-passkey] button")
    page.wait_for_selector("form[data-passkey] [role=status]:not(:empty)")
    assert {each.split("/")[2] for each in page.asked if not each.startswith("data:")} == {page.url.split("/")[2]}
    assert [each for each in page.complaints if "401" not in each] == []
    context.close()
