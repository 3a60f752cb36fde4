"""Each action: previewed, done, told in public, undone; what it refuses; two editors at once."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from livebrief.brief.cite import check_line
from livebrief.newsroom import Newsroom
from livebrief.newsroom.actions import Action
from livebrief.newsroom.editing import Conflict, View
from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.views import build
from livebrief.publish import feeds
from livebrief.publish.pages import Maker
from livebrief.publish.site import walk
from livebrief.records.briefings import Briefing, Update
from livebrief.records.decisions import Decision, Kind
from livebrief.records.readings import Groups

from .press import ROWS, next_round, open_room

WHY = "the county called us"


def lines(view: View) -> list[Update]:
    return [line for story in view.brf.stories for line in story.updates]


def line_of(view: View, words: str) -> Update:
    return next(line for line in lines(view) if words in line.text)


def story_of(view: View, words: str) -> str:
    return next(story.story for story in view.brf.stories if words in story.heading)


def shape(view: View) -> object:
    """What the machine alone made: groups without marks, lines, verdicts."""
    told = [(line.id, line.text, line.verdict, line.notes) for line in lines(view)]
    return view.material.groups, told, [story.own_lines for story in view.brf.stories], view.brf.held


def pin(room: Newsroom, view: View) -> Action:
    last = view.brf.stories[0].updates[-1]
    return room.editing.pin(last.claim, reason=WHY, seen=view.head)


def order(room: Newsroom, view: View) -> Action:
    story = view.brf.stories[0]
    return room.editing.order(
        story.story, lines=[line.claim for line in story.updates[:0:-1]], reason=WHY, seen=view.head
    )


def hide(room: Newsroom, view: View) -> Action:
    return room.editing.hide(line_of(view, "Nobody had closed").claim, reason=WHY, seen=view.head)


def embargo(room: Newsroom, view: View) -> Action:
    claim = line_of(view, "two more bridges").claim
    return room.editing.embargo(claim, until="2999-01-01T06:00", reason=WHY, seen=view.head)


def merge(room: Newsroom, view: View) -> Action:
    one, other = line_of(view, "two more bridges").claim, line_of(view, "Nobody had closed").claim
    return room.editing.merge(one, into=other, reason=WHY, seen=view.head)


def split(room: Newsroom, view: View) -> Action:
    claim = next(clm for clm in view.material.groups.claims.values() if len(clm.statements) > 1)
    return room.editing.split(claim.id, members=claim.statements[:1], reason=WHY, seen=view.head)


def move(room: Newsroom, view: View) -> Action:
    statement = line_of(view, "two more bridges").citations[0].statement
    return room.editing.move(statement, to=line_of(view, "Nobody had closed").claim, reason=WHY, seen=view.head)


def apart(room: Newsroom, view: View) -> Action:
    claim = next(clm for clm in view.material.groups.claims.values() if len(clm.statements) > 1)
    one, other = claim.statements[:2]
    return room.editing.apart(one, other=other, reason=WHY, seen=view.head)


def correct(room: Newsroom, view: View) -> Action:
    statement = line_of(view, "Nobody had closed").citations[0].statement
    return room.editing.correct(statement, field="source", value="Paul Ostrey", reason=WHY, seen=view.head)


def override(room: Newsroom, view: View) -> Action:
    claim = line_of(view, "two more bridges").claim
    return room.editing.override(claim, value="disputed", reason=WHY, seen=view.head)


def retract(room: Newsroom, view: View) -> Action:
    return room.editing.retract(line_of(view, "two more bridges").claim, reason=WHY, seen=view.head)


def line(room: Newsroom, view: View) -> Action:
    shown = view.brf.stories[0].updates[0]
    cites = [shown.citations[0].statement]
    return room.editing.line(
        view.brf.stories[0].story, text="Divers go on searching.", cites=cites, reason=WHY, seen=view.head
    )


def sign(room: Newsroom, view: View) -> Action:
    claim = line_of(view, "two more bridges").claim
    return room.editing.sign(claim, text="We read the county's list of bridges.", reason=WHY, seen=view.head)


ACTIONS = [pin, order, hide, embargo, merge, split, move, apart, correct, override, retract, line, sign]


@pytest.mark.parametrize("make", ACTIONS, ids=lambda make: make.__name__)
def test_previewed_done_told_and_undone(make: Callable[[Newsroom, View], Action], room: Newsroom) -> None:
    before = room.editing.view()
    action = make(room, before)
    change = room.editing.preview(action)
    assert not change.nothing
    assert room.editing.view().head == before.head, "a preview decides nothing"
    entry = room.editing.decide(action, by="Ada Roe")
    assert (entry.by, entry.kind, entry.body["reason"]) == ("Ada Roe", action.kind, WHY)
    done = room.editing.view()
    assert shape(done) != shape(before)
    foretold = {each.after for each in change.lines if each.what in ("appears", "reads otherwise")}
    shown = {each.text for each in lines(done)} | {
        f"Editor: {own.text}" for s in done.brf.stories for own in s.own_lines
    }
    assert foretold <= shown | {item.update.text for item in done.brf.unknowns}
    assert not {each.before for each in change.lines if each.what == "goes"} & {each.text for each in lines(done)}
    told = done.brf.corrections[-1]
    assert (told.kind, told.by, told.reason) == ("editor", "Ada Roe", WHY)
    undo = room.editing.undo(entry.number, reason="mistaken", seen=done.head)
    assert not room.editing.preview(undo).nothing
    room.editing.decide(undo, by="Ben Oak")
    assert shape(room.editing.view()) == shape(before)
    assert room.editing.view().brf.corrections[-1].title.startswith("Taken back")
    assert room.verify() == []


@pytest.mark.parametrize("make", ACTIONS, ids=lambda make: make.__name__)
def test_every_line_still_passes_the_citation_check(make: Callable[[Newsroom, View], Action], room: Newsroom) -> None:
    room.editing.decide(make(room, room.editing.view()), by="Ada Roe")
    view = room.editing.view()
    assert lines(view)
    for each in lines(view):
        assert check_line(each, view.material) is None


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Groups:
    """How the machine alone groups the rows and the next round."""
    folder = tmp_path_factory.mktemp("undecided")
    with open_room(folder) as alone:
        alone.add([str(next_round(folder))])
        return alone.editing.view().material.groups


@pytest.mark.parametrize("make", ACTIONS, ids=lambda make: make.__name__)
def test_it_outlives_a_round_that_reads_everything_anew(
    make: Callable[[Newsroom, View], Action], room: Newsroom, tmp_path: Any, undecided: Groups
) -> None:
    """Law 8, over a change of what was read: the mark still stands, and taking it back leaves the machine's own
    groups. (Lines can differ: what came after a decision is known no earlier than the decision.)
    """
    entry = room.editing.decide(make(room, room.editing.view()), by="Ada Roe")
    room.add([str(next_round(tmp_path))])
    after = room.editing.view()
    assert after.material.groups != undecided
    assert entry.number in after.standing
    for feed in (feeds.rss(after.brf), feeds.atom(after.brf), feeds.json_feed(after.brf)):
        assert WHY in feed.decode()
    assert WHY.encode() in (Maker(build(room)).page("corrections.html") or b"")
    undo = room.editing.undo(entry.number, reason="mistaken", seen=after.head)
    assert not room.editing.preview(undo).nothing
    room.editing.decide(undo, by="Ada Roe")
    assert room.editing.view().material.groups == undecided


def test_an_undo_can_be_undone(room: Newsroom) -> None:
    view = room.editing.view()
    action = hide(room, view)
    entry = room.editing.decide(action, by="Ada Roe")
    once = room.editing.decide(room.editing.undo(entry.number, reason="no", seen=entry.number), by="Ben Oak")
    room.editing.decide(room.editing.undo(once.number, reason="yes", seen=once.number), by="Ada Roe")
    assert action.subject in room.editing.view().material.groups.hidden


def test_what_is_hidden_is_not_repeated_in_public(room: Newsroom) -> None:
    view = room.editing.view()
    secret = line_of(view, "Nobody had closed")
    room.editing.decide(hide(room, view), by="Ada Roe")
    brf, _ = room.briefing()
    told = [each for each in brf.corrections if each.kind == "editor"]
    assert len(told) == 1
    for each in told:
        assert "Nobody had closed" not in f"{each.before}{each.after}{each.title}"
    assert secret.text not in feeds.json_feed(brf).decode()
    assert brf.held == {"hidden": 1}


def test_an_embargo_ends_by_itself(room: Newsroom) -> None:
    from livebrief.newsroom import moment

    view = room.editing.view()
    action = embargo(room, view)
    room.editing.decide(action, by="Ada Roe")
    now, later = room.briefing()[0], room.briefing(moment("2999-01-02"))[0]
    assert now.held == {"embargoed": 1}
    assert later.held == {}
    assert any(each.claim == action.subject for story in later.stories for each in story.updates)


def test_an_override_keeps_the_rules_verdict_beside_it(room: Newsroom) -> None:
    view = room.editing.view()
    action = override(room, view)
    room.editing.decide(action, by="Ada Roe")
    verdict = room.editing.view().verdicts[action.subject]
    assert (verdict.value.value, verdict.machine, verdict.editor) == ("disputed", "single-source", WHY)
    shown = line_of(room.editing.view(), "two more bridges")
    assert shown.answers[0].startswith(f"Editor: {WHY}. By the rules: ")
    assert WHY in room.explain(action.subject).why[0]


def test_an_own_line_falls_with_what_it_cites(room: Newsroom) -> None:
    view = room.editing.view()
    room.editing.decide(line(room, view), by="Ada Roe")
    own = room.editing.view().brf.stories[0].own_lines
    assert [each.by for each in own] == ["Ada Roe"]
    assert own[0].citations
    statement = own[0].citations[0].statement
    head = room.editing.view().head
    room.editing.decide(room.editing.hide(statement, reason=WHY, seen=head), by="Ada Roe")
    brf = room.editing.view().brf
    assert all(not story.own_lines for story in brf.stories)
    assert any(each.statement == statement and each.reason == "not-in-source" for each in brf.withheld)


def test_an_own_line_is_shown_on_a_story_without_any_other(room: Newsroom) -> None:
    view = room.editing.view()
    room.editing.decide(line(room, view), by="Ada Roe")
    story = view.brf.stories[0]
    for shown in lines(view):
        if shown.story == story.story:
            seen = room.editing.view().head
            room.editing.decide(room.editing.retract(shown.claim, reason=WHY, seen=seen), by="Ada Roe")
    brf = room.editing.view().brf
    alone = next(each for each in brf.stories if each.story == story.story)
    assert alone.updates == ()
    assert [each.text for each in alone.own_lines] == ["Divers go on searching."]
    assert alone.heading == story.heading
    assert any("Divers go on searching." in item.findtext("title", "") for item in _feed(brf))
    page = Maker(build(room)).page(f"story/{story.story}.html") or b""
    assert b"Divers go on searching." in page
    assert b"No line of this story" not in page
    head = room.editing.view().head
    room.editing.decide(room.editing.hide(story.story, reason=WHY, seen=head), by="Ada Roe")
    assert all(not each.own_lines for each in room.editing.view().brf.stories)


def _feed(brf: Briefing) -> list[ET.Element]:
    return ET.fromstring(feeds.rss(brf)).findall("./channel/item")


def test_only_a_signed_fact_check_is_marked_up_as_one(room: Newsroom) -> None:
    view = room.editing.view()
    action = sign(room, view)
    address = f"line/{action.subject}.html"
    assert b"ClaimReview" not in (Maker(build(room)).page(address) or b"")
    room.editing.decide(action, by="Ada </script> Roe")
    pages = {path: page.decode() for path, page in walk(Maker(build(room))) if b"ClaimReview" in page}
    assert set(pages) == {address}
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', pages[address], re.DOTALL)
    assert block
    review = msgspec.json.decode(block[1])
    shown = line_of(room.editing.view(), "two more bridges")
    assert review["@type"] == "ClaimReview"
    assert review["url"] == address
    assert review["author"]["name"] == "Ada </script> Roe"
    assert review["claimReviewed"] == shown.slots.content
    assert review["itemReviewed"]["author"]["name"] == shown.slots.speaker
    assert review["itemReviewed"]["appearance"][0]["url"] == shown.citations[0].url
    assert review["reviewRating"]["alternateName"] == review["reviewBody"] == "We read the county's list of bridges."


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("act", "denies", ""), ("figure", "injured", "17"), ("figure", "", "17"), ("place", "", "Tarnwick")],
)
def test_readings_are_corrected_field_by_field(room: Newsroom, field: str, value: str, words: str) -> None:
    view = room.editing.view()
    found = [
        sgt
        for doc in view.material.current.values()
        for sgt in view.material.sightings[doc]
        if not words or words in [each.text for each in (*sgt.figures, *sgt.places)]
    ]
    statement = found[0].statement.id
    action = room.editing.correct(statement, field=field, value=value, words=words, reason=WHY, seen=view.head)
    room.editing.decide(action, by="Ada Roe")
    after = room.editing.view().material
    sgt = next(
        each for doc in after.current.values() for each in after.sightings[doc] if each.statement.id == statement
    )
    if field == "act":
        assert sgt.act.value == value
    elif field == "figure":
        assert [each.role for each in sgt.figures if each.text == words] == ([value] if value else [])
    else:
        assert words not in [each.text for each in sgt.places]


def bad(room: Newsroom) -> list[Callable[[], Any]]:
    view = room.editing.view()
    desk, head = room.editing, view.head
    claim = line_of(view, "two more bridges").claim
    statement = line_of(view, "two more bridges").citations[0].statement
    story = view.brf.stories[0].story
    return [
        lambda: desk.hide(claim, reason="  ", seen=head),
        lambda: desk.hide(claim, reason="x" * 501, seen=head),
        lambda: desk.hide("clm_nothing", reason=WHY, seen=head),
        lambda: desk.pin(claim, order=-1, reason=WHY, seen=head),
        lambda: desk.pin(statement, reason=WHY, seen=head),
        lambda: desk.order(story, lines=[], reason=WHY, seen=head),
        lambda: desk.order(story, lines=["clm_x"], reason=WHY, seen=head),
        lambda: desk.merge(claim, into=claim, reason=WHY, seen=head),
        lambda: desk.merge(claim, into=story, reason=WHY, seen=head),
        lambda: desk.split(claim, members=[], reason=WHY, seen=head),
        lambda: desk.split(claim, members=[statement], reason=WHY, seen=head),
        lambda: desk.move(statement, to=story, reason=WHY, seen=head),
        lambda: desk.move(statement, to=claim, reason=WHY, seen=head),
        lambda: desk.apart(statement, other=claim, reason=WHY, seen=head),
        lambda: desk.override(claim, value="true", reason=WHY, seen=head),
        lambda: desk.embargo(claim, until="yesterday", reason=WHY, seen=head),
        lambda: desk.embargo(claim, until="2001-01-01", reason=WHY, seen=head),
        lambda: desk.line(story, text="", cites=[statement], reason=WHY, seen=head),
        lambda: desk.line(story, text="A line.", cites=[], reason=WHY, seen=head),
        lambda: desk.line(story, text="A line.", cites=[claim], reason=WHY, seen=head),
        lambda: desk.sign(story, text="A finding.", reason=WHY, seen=head),
        lambda: desk.undo(999_999, reason=WHY, seen=head),
        lambda: desk.undo(1, reason=WHY, seen=head),
        lambda: desk.correct(statement, field="source", value="Somebody Else", reason=WHY, seen=head),
        lambda: desk.correct(statement, field="act", value="shouts", reason=WHY, seen=head),
        lambda: desk.correct(statement, field="figure", value="killed", words="99", reason=WHY, seen=head),
        lambda: desk.correct(statement, field="colour", value="red", reason=WHY, seen=head),
        lambda: desk.ask_with(Kind.PLACE, claim, WHY, head, {}),
    ]


def test_what_cannot_be_done_is_refused_and_leaves_no_trace(room: Newsroom) -> None:
    head = room.editing.view().head
    for n, ask in enumerate(bad(room)):
        with pytest.raises(Refusal):
            ask()
            pytest.fail(f"number {n} was not refused")
    assert room.editing.view().head == head


def test_two_editors_never_overwrite_each_other_silently(room: Newsroom) -> None:
    view = room.editing.view()
    claim = line_of(view, "two more bridges").claim
    mine = room.editing.override(claim, value="denied", reason="mine", seen=view.head)
    theirs = room.editing.decide(room.editing.hide(claim, reason="theirs", seen=view.head), by="Ben Oak")
    with pytest.raises(Conflict) as met:
        room.editing.decide(mine, by="Ada Roe")
    assert met.value.theirs == (theirs,)
    assert met.value.mine == mine
    assert [each.by for each in room.editing.journal()] == ["Ben Oak"]
    again = room.editing.override(claim, value="denied", reason="mine", seen=theirs.number)
    assert room.editing.decide(again, by="Ada Roe").number == theirs.number + 1


def test_a_merge_conflicts_with_a_decision_on_either_side(room: Newsroom) -> None:
    view = room.editing.view()
    action = merge(room, view)
    room.editing.decide(room.editing.hide(str(action.body["into"]), reason="theirs", seen=view.head), by="Ben Oak")
    with pytest.raises(Conflict):
        room.editing.decide(action, by="Ada Roe")


def test_decisions_on_different_things_do_not_collide(room: Newsroom) -> None:
    view = room.editing.view()
    one, other = hide(room, view), override(room, view)
    room.editing.decide(one, by="Ada Roe")
    assert room.editing.decide(other, by="Ben Oak").number == view.head + 2


def test_a_form_sent_twice_is_one_decision(room: Newsroom) -> None:
    action = hide(room, room.editing.view())
    first, second = room.editing.decide(action, by="Ada Roe"), room.editing.decide(action, by="Ada Roe")
    assert first == second


def test_of_many_at_once_exactly_one_wins(room: Newsroom) -> None:
    view = room.editing.view()
    claim = line_of(view, "two more bridges").claim
    actions = [room.editing.override(claim, value="denied", reason=f"editor {n}", seen=view.head) for n in range(6)]
    won: list[Decision] = []
    lost: list[Conflict] = []

    def try_it(n: int) -> None:
        try:
            won.append(room.editing.decide(actions[n], by=f"Editor {n}"))
        except Conflict as met:
            lost.append(met)

    threads = [threading.Thread(target=try_it, args=(n,)) for n in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(won), len(lost)) == (1, 5)
    assert all(met.theirs == tuple(won) for met in lost)


def test_corrections_outlive_a_later_capture_and_new_articles(room: Newsroom, tmp_path: Any) -> None:
    import msgspec

    view = room.editing.view()
    entry = room.editing.decide(correct(room, view), by="Ada Roe")
    row = dict(ROWS[1], first_seen="2025-03-06T09:00:00Z", text=str(ROWS[1]["text"]) + "\n\nDivers went on searching.")
    more = tmp_path / "more.jsonl"
    more.write_bytes(msgspec.json.encode(row))
    room.add([str(more)])
    after = room.editing.view().material
    newest = after.current[after.documents[view.material.current[_article(after, entry)]].article]
    assert newest not in view.material.documents
    held = [sgt for sgt in after.sightings[newest] if sgt.statement.id == entry.subject]
    assert [sgt.source.name for sgt in held] == ["Paul Ostrey"]


def _article(material: Any, entry: Decision) -> str:
    return next(
        sgt.statement.article
        for found in material.sightings.values()
        for sgt in found
        if sgt.statement.id == entry.subject
    )


def test_whatever_is_asked_is_refused_or_can_be_previewed(room: Newsroom) -> None:
    """Three hundred askings at random, known ids and nonsense mixed: never another error than a refusal."""
    dice = random.Random(7)
    view = room.editing.view()
    groups = view.material.groups
    ids = [*groups.claims, *groups.stories, *groups.developments, *groups.claim_of, *groups.story_of]
    odd: list[Any] = [
        "",
        "x",
        "clm_" + "0" * 26,
        None,
        7,
        -1,
        1e300,
        True,
        [],
        {},
        ["x"],
        "\ud800",
        "2999-01-01",
        "denied",
    ]
    names = ("order", "lines", "members", "into", "to", "other", "until", "field", "value", "words", "text", "cites")
    good: dict[str, list[Any]] = {
        "field": ["source", "act", "figure", "place"],
        "value": ["denied", "denies", "killed", "Josef Arlund", "Tarnwick", ""],
        "words": ["17", "14", "Tarnwick"],
        "text": ["A line."],
        "until": ["2999-01-01T00:00"],
    }
    made = 0
    for _ in range(300):
        kind = dice.choice([each for each in Kind if each is not Kind.UNDO])
        body = {}
        for name in names:
            pick = dice.random()
            body[name] = dice.choice(good.get(name, ids) if pick < 0.7 else odd)
            if name in ("lines", "members", "cites") and pick < 0.7:
                body[name] = dice.sample(ids, 2)
        try:
            action = room.editing.ask_with(kind, dice.choice(ids), WHY, view.head, body)
        except Refusal:
            continue
        made += 1
        room.editing.preview(action)
    assert made > 30
    assert room.editing.view().head == view.head
