"""Law 8 and the editor's decisions one by one."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from livebrief.records import ids
from livebrief.records.decisions import Decision, Kind
from livebrief.records.stories import Placement
from livebrief.track.fold import apart, fold
from tests.track.made import MORNING, entry, placed

STORIES = [ids.mint("sto", MORNING, f"s{n}") for n in range(4)]
DEVELOPMENTS = [ids.mint("dev", MORNING, f"d{n}") for n in range(8)]  # two in each story
CLAIMS = [ids.mint("clm", MORNING, f"c{n}") for n in range(4)]
NEW = {kind: ids.mint(kind, MORNING, "new") for kind in ("sto", "dev", "clm")}


def placement(n: int, dev: int, clm: int, merged: tuple[tuple[str, str], ...] = ()) -> Placement:
    """Document ``doc<n>`` with one statement ``stm<n>``."""
    return Placement(
        document=f"doc{n}",
        article=f"art{n}",
        story=STORIES[dev // 2],
        development=DEVELOPMENTS[dev],
        claims=((f"stm{n}", CLAIMS[clm]),),
        merged=merged,
    )


def journal(*, merged: tuple[tuple[str, str], ...] = ()) -> list[Decision]:
    """Four documents in two stories, three developments."""
    return [
        placed(1, placement(0, 0, 0)),
        placed(2, placement(1, 0, 0)),
        placed(3, placement(2, 1, 1)),
        placed(4, placement(3, 2, 2, merged)),
    ]


def test_machine_grouping() -> None:
    groups = fold(journal())
    assert groups.stories[STORIES[0]].documents == ("doc0", "doc1", "doc2")
    assert groups.developments[DEVELOPMENTS[0]].documents == ("doc0", "doc1")
    assert groups.claims[CLAIMS[0]].statements == ("stm0", "stm1")
    assert groups.claims[CLAIMS[0]].story == STORIES[0]
    assert groups.stories[STORIES[0]].state == "active"


def test_merge_redirects_and_takes_later_placements_along() -> None:
    entries = [*journal(), entry(5, Kind.MERGE, STORIES[1], into=STORIES[0]), placed(6, placement(4, 3, 3))]
    groups = fold(entries)
    assert groups.story_of["doc4"] == groups.story_of["doc3"] == STORIES[0]
    assert groups.redirects == {STORIES[1]: STORIES[0]}


def test_merged_development_comes_to_the_story_of_the_other() -> None:
    entries = [*journal(), entry(5, Kind.MERGE, DEVELOPMENTS[2], into=DEVELOPMENTS[0]), placed(6, placement(4, 2, 2))]
    groups = fold(entries)
    assert groups.story_of["doc3"] == groups.story_of["doc4"] == STORIES[0]
    assert STORIES[1] not in groups.stories


def test_split_of_a_story() -> None:
    groups = fold([*journal(), entry(5, Kind.SPLIT, STORIES[0], members=["doc2"], new=NEW["sto"])])
    assert groups.stories[NEW["sto"]].documents == ("doc2",)
    assert groups.development_of["doc2"] == DEVELOPMENTS[1]


def test_split_of_a_claim() -> None:
    groups = fold([*journal(), entry(5, Kind.SPLIT, CLAIMS[0], members=["stm1"], new=NEW["clm"])])
    assert groups.claims[NEW["clm"]].statements == ("stm1",)
    assert groups.claims[CLAIMS[0]].statements == ("stm0",)


def test_move_holds_for_the_next_revision() -> None:
    revision = Placement(document="doc0b", article="art0", story=STORIES[0], development=DEVELOPMENTS[0])
    groups = fold([*journal(), entry(5, Kind.MOVE, "doc0", to=DEVELOPMENTS[2]), placed(6, revision)])
    assert groups.story_of["doc0b"] == groups.story_of["doc0"] == STORIES[1]


def test_moved_statement() -> None:
    assert fold([*journal(), entry(5, Kind.MOVE, "stm2", to=CLAIMS[2])]).claim_of["stm2"] == CLAIMS[2]


def test_apart_outlives_a_machine_merge_before_and_after() -> None:
    no = entry(5, Kind.APART, STORIES[0], other=STORIES[1])
    merged = ((STORIES[1], STORIES[0]),)
    before = fold([*journal(merged=merged), no])
    after = fold([*journal(), no, placed(6, placement(4, 0, 3, merged))])
    for groups in (before, after):
        assert groups.story_of["doc3"] == STORIES[1]
        assert groups.story_of["doc0"] == STORIES[0]
    assert apart([no]) == ((STORIES[0], STORIES[1]),)


def test_apart_documents_and_statements_part() -> None:
    no = [entry(5, Kind.APART, "doc1", other="doc0"), entry(6, Kind.APART, "stm1", other="stm0")]
    groups = fold([*journal(), *no])
    assert groups.story_of["doc1"] != groups.story_of["doc0"]
    assert groups.claim_of["stm1"] != groups.claim_of["stm0"]


def test_the_later_editor_wins_over_an_apart() -> None:
    no, yes = entry(5, Kind.APART, STORIES[1], other=STORIES[0]), entry(6, Kind.MERGE, STORIES[1], into=STORIES[0])
    assert fold([*journal(), no, yes]).story_of["doc3"] == STORIES[0]


def test_undo_of_an_undo() -> None:
    hide = entry(5, Kind.HIDE, CLAIMS[0], reason="private person")
    once, twice = entry(6, Kind.UNDO, CLAIMS[0], decision=5), entry(7, Kind.UNDO, CLAIMS[0], decision=6)
    assert fold([*journal(), hide, once]).hidden == {}
    assert fold([*journal(), hide, once, twice]).hidden == {CLAIMS[0]: "private person"}


def test_marks() -> None:
    marks = [entry(5, Kind.PIN, STORIES[0], order=2), entry(6, Kind.RETRACT, CLAIMS[1], reason="outlet withdrew it")]
    groups = fold([*journal(), *marks])
    assert groups.pinned == {STORIES[0]: 2}
    assert groups.retracted == {CLAIMS[1]: "outlet withdrew it"}


MACHINE = st.tuples(st.just("place"), st.integers(0, 7), st.integers(0, 3))
KINDS = st.sampled_from(["merge", "devs", "split", "move", "apart", "hide", "pin"])
EDITOR = st.tuples(KINDS, st.integers(0, 7), st.integers(0, 7))


def written(steps: Sequence[tuple[str, int, int]]) -> list[Decision]:
    """A journal of these steps; documents are numbered as they come."""
    entries: list[Decision] = []
    docs = 0
    for number, (what, a, b) in enumerate(steps, start=1):
        one, other = STORIES[a % 4], STORIES[b % 4]
        if what == "place":
            merged = ((one, other),) if a % 3 == 0 and one > other else ()
            entries.append(placed(number, placement(docs, a, b, merged)))
            docs += 1
        elif what == "merge":
            entries.append(entry(number, Kind.MERGE, one, into=other))
        elif what == "devs":
            entries.append(entry(number, Kind.MERGE, DEVELOPMENTS[a], into=DEVELOPMENTS[b]))
        elif what == "split":
            entries.append(entry(number, Kind.SPLIT, one, members=[f"doc{b}"], new=NEW["sto"]))
        elif what == "move":
            entries.append(entry(number, Kind.MOVE, f"doc{a}", to=other))
        elif what == "apart":
            entries.append(entry(number, Kind.APART, one, other=other))
        elif what == "hide":
            entries.append(entry(number, Kind.HIDE, one, reason="asked"))
        else:
            entries.append(entry(number, Kind.PIN, one, order=b))
    return entries


@given(st.lists(MACHINE | EDITOR, max_size=25))
def test_law_8_undoing_every_decision_restores_the_machine(steps: list[tuple[str, int, int]]) -> None:
    entries = written(steps)
    mine = [each for each in entries if each.kind is not Kind.PLACE]
    undos = [
        entry(len(entries) + n, Kind.UNDO, each.subject, decision=each.number) for n, each in enumerate(mine, start=1)
    ]
    assert fold([*entries, *undos]) == fold([each for each in entries if each.kind is Kind.PLACE])


@given(st.lists(MACHINE | EDITOR, max_size=25))
def test_every_document_and_statement_stands_in_one_place(steps: list[tuple[str, int, int]]) -> None:
    groups = fold(written(steps))
    docs = [doc for story in groups.stories.values() for doc in story.documents]
    assert sorted(docs) == sorted(groups.story_of) == sorted(groups.development_of)
    assert sorted(stm for clm in groups.claims.values() for stm in clm.statements) == sorted(groups.claim_of)
    for dev in groups.developments.values():
        assert {groups.story_of[doc] for doc in dev.documents} == {dev.story}
    assert not set(groups.redirects) & set(groups.stories)
