"""The editor's desk in a real browser: each action with its undo, two editors, keys alone, a phone, no JavaScript, axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from argon2 import PasswordHasher

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.newsroom.people import Door
from livebrief.web.app import make_app
from tests.browsing import PHONE, SOON, WIDE, listened, picture, served
from tests.newsroom.press import open_room

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe (a dev dependency) is not installed")
pytestmark = pytest.mark.slow
PASSWORD = "seven herrings swim"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
WHY = "the county called us"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("desk-browser")
    open_room(folder).close()
    with Newsroom(Config(store=folder / "desk.db", beat="demo", reader="rules")) as opened:
        opened.__dict__["door"] = Door(opened.store.people, lambda: datetime.now(UTC), hasher=CHEAP)
        for name in ("Ada Roe", "Ben Oak"):
            opened.door.add(name, "editor", PASSWORD)
        yield opened


@pytest.fixture(scope="module")
def address(room: Newsroom) -> Iterator[str]:
    with served(make_app(room)) as at:
        yield at


@pytest.fixture
def sit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Somebody sits down at the desk: a signed-in page of a browser of their own."""
    contexts = []

    def down(name: str = "Ada Roe", viewport: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, base_url=address, **options)
        contexts.append(context)
        page = listened(context.new_page())
        page.set_default_timeout(SOON * 1000)
        page.goto("/desk/queue")
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", PASSWORD)
        page.click(".door button")
        page.wait_for_url("**/desk/queue")
        return page

    yield down
    for context in contexts:
        context.close()


def claim_of(room: Newsroom, words: str) -> str:
    brf = room.editing.view().brf
    return next(line.claim for story in brf.stories for line in story.updates if words in line.text)


def broad_claim(room: Newsroom) -> str:
    return next(clm.id for clm in room.editing.view().material.groups.claims.values() if len(clm.statements) > 1)


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
    claim = claim_of(room, "two more bridges")
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
    ada.click("button[data-key=y]")
    ada.wait_for_url("**/desk/preview")
    ada.click("button.go")
    ada.wait_for_url("**/desk/entry/*")
    assert [each.by for each in room.editing.journal()][:2] == ["Ada Roe", "Ben Oak"]


def test_by_keys_alone(sit: Callable[..., Any], room: Newsroom) -> None:
    page = sit()
    head = room.editing.view().head
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/(claim|story)/"))
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


@pytest.mark.parametrize("where", ["/desk/queue", "claim", "story", "preview", "/desk/journal", "/desk/keys"])
def test_a_phone_needs_no_sideways_scroll_and_axe_finds_nothing(
    sit: Callable[..., Any], room: Newsroom, where: str
) -> None:
    page = sit(viewport=PHONE)
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
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    if where in ("/desk/queue", "claim", "preview"):
        picture(page, f"desk-{where.rpartition('/')[2]}-phone")


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
