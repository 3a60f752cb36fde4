"""Law 8 for an editor's marks: undoing all of them restores the machine's view; they outlive re-clustering, re-reading."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from livebrief.newsroom.editing import standing
from livebrief.newsroom.standing import corrected, stand
from livebrief.records import ids
from livebrief.records.articles import Document
from livebrief.records.decisions import Decision, Kind
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.readings import Groups, Material
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Source, Speech, Statement
from livebrief.records.stories import Placement
from livebrief.track.fold import fold
from tests.track.made import MORNING, entry, placed

STORY, DEVELOPMENT = ids.mint("sto", MORNING, "s"), ids.mint("dev", MORNING, "d")
CLAIMS = [ids.mint("clm", MORNING, f"c{n}") for n in range(3)]
TEXT = "Ada Roe said 14 people died in Tarnwick. Ben Oak watched."


def placement(n: int, claim: str, statements: tuple[str, ...] = ()) -> Placement:
    return Placement(
        document=f"doc{n}",
        article=f"art{n}",
        story=STORY,
        development=DEVELOPMENT,
        claims=tuple((stm, claim) for stm in statements or (f"stm{n}",)),
    )


def machine() -> list[Decision]:
    return [placed(n + 1, placement(n, CLAIMS[n])) for n in range(3)]


def sighting(document: str, statement: str, *, source: str = "Ada Roe", content: str = "14 people died") -> Sighting:
    at = TEXT.index(content)
    count = QuantityMention(span=Span(TEXT.index("14"), TEXT.index("14") + 2), text="14", role="killed", value=14)
    town = PlaceMention(span=Span(TEXT.index("Tarn"), TEXT.index("Tarn") + 8), text="Tarnwick", name="Tarnwick")
    return Sighting(
        id=f"sgt-{statement}",
        statement=Statement(
            id=statement, article=f"art{document[-1]}", speech=Speech.INDIRECT, source=source, content=content
        ),
        document=document,
        source=Source(name=source),
        cue=(),
        content=(Span(at, at + len(content)),),
        act=Act.SAYS,
        figures=(count,),
        places=(town,),
    )


def material() -> Material:
    docs = {f"doc{n}": Document(id=f"doc{n}", capture=f"cap{n}", article=f"art{n}", text=TEXT) for n in range(3)}
    return Material(
        as_of=MORNING,
        documents=docs,
        current={doc.article: doc.id for doc in docs.values()},
        known_at=dict.fromkeys(docs, MORNING),
        sightings={f"doc{n}": (sighting(f"doc{n}", f"stm{n}"),) for n in range(3)},
        copies={},
        groups=Groups(),
    )


def bodies(n: int) -> dict[Kind, tuple[str, dict[str, Any]]]:
    """An entry of every kind about the ``n``-th claim."""
    seen = {"statements": [f"stm{n}"], "reason": "asked"}
    fix = {
        "field": "source",
        "value": "Ben Oak",
        "article": f"art{n}",
        "content": "14 people died",
        "reason": "misread",
    }
    other = (n + 1) % 3
    return {
        Kind.PIN: (CLAIMS[n], {"order": n, **seen}),
        Kind.ORDER: (STORY, {"lines": [CLAIMS[n]], "reason": "asked"}),
        Kind.HIDE: (CLAIMS[n], seen),
        Kind.RETRACT: (CLAIMS[n], seen),
        Kind.EMBARGO: (CLAIMS[n], {"until": "2999-01-01T00:00:00+00:00", **seen}),
        Kind.OVERRIDE: (CLAIMS[n], {"value": "denied", **seen}),
        Kind.SIGN: (CLAIMS[n], {"text": "We looked.", **seen}),
        Kind.LINE: (STORY, {"text": "More tomorrow.", "cites": [f"stm{n}"], "reason": "asked"}),
        Kind.CORRECT: (f"stm{n}", fix),
        Kind.MERGE: (CLAIMS[n], {"into": CLAIMS[other], **seen}),
        Kind.MOVE: (f"stm{n}", {"to": CLAIMS[other], "reason": "asked"}),
        Kind.APART: (f"stm{n}", {"other": f"stm{other}", "reason": "asked"}),
        Kind.SPLIT: (STORY, {"members": [f"doc{n}"], "new": ids.mint("sto", MORNING, f"new{n}"), "reason": "asked"}),
    }


STEP = st.tuples(st.sampled_from(sorted(bodies(0))), st.integers(0, 2)) | st.tuples(st.just("undo"), st.integers(0, 30))


def journal(steps: list[tuple[Any, int]]) -> list[Decision]:
    entries = machine()
    for what, n in steps:
        number = len(entries) + 1
        if what == "undo":
            stands = sorted(standing(entries))
            if stands:
                undone = stands[n % len(stands)]
                entries.append(entry(number, Kind.UNDO, "x", decision=undone, reason="no"))
            continue
        subject, body = bodies(n)[what]
        entries.append(entry(number, what, subject, **body))
    return entries


@given(st.lists(STEP, max_size=20))
def test_law_8_undoing_all_that_stands_restores_the_machines_view(steps: list[tuple[Any, int]]) -> None:
    entries = journal(steps)
    while stands := [number for number, each in standing(entries).items() if each.kind is not Kind.UNDO]:
        entries.append(entry(len(entries) + 1, Kind.UNDO, "x", decision=max(stands), reason="no"))
    assert stand(material(), entries) == stand(material(), machine())


@given(st.lists(STEP, max_size=20))
def test_what_stands_alone_decides(steps: list[tuple[Any, int]]) -> None:
    """Leaving out what was undone, and the undos, changes nothing."""
    entries = journal(steps)
    kept = standing(entries)
    alone = [
        each for each in entries if each.kind is Kind.PLACE or (each.number in kept and each.kind is not Kind.UNDO)
    ]
    assert fold(entries) == fold(alone)


@given(st.permutations(range(3)))
def test_marks_follow_their_statements_when_claims_are_made_anew(order: list[int]) -> None:
    """A re-clustering that puts every statement under another id: what was hidden or overridden stays so."""
    marks = [
        entry(10, Kind.HIDE, CLAIMS[0], **bodies(0)[Kind.HIDE][1]),
        entry(11, Kind.OVERRIDE, CLAIMS[1], **bodies(1)[Kind.OVERRIDE][1]),
    ]
    anew = [ids.mint("clm", MORNING, f"anew{n}") for n in range(3)]
    again = [placed(k + 1, placement(n, anew[n])) for k, n in enumerate(order)]
    groups = fold([*again, *marks])
    assert set(groups.hidden) == {anew[0]}
    assert set(groups.overridden) == {anew[1]}


def test_a_no_outlives_placements_made_later() -> None:
    no = entry(4, Kind.APART, "stm0", other="stm3", reason="asked")
    groups = fold([*machine(), no, placed(5, placement(3, CLAIMS[0]))])
    assert groups.claim_of["stm3"] != groups.claim_of["stm0"]


def test_a_correction_finds_the_statement_again_when_it_was_read_anew() -> None:
    fix = entry(4, Kind.CORRECT, "stm0", **bodies(0)[Kind.CORRECT][1])
    anew = material()
    read = sighting("doc0", "stm-anew", source="Somebody")
    anew = msgspec.structs.replace(anew, sightings={**anew.sightings, "doc0": (read,)})
    found = stand(anew, [*machine(), fix]).sightings
    assert found["doc0"][0].source.name == "Ben Oak"
    assert found["doc0"][0].source.spans == (Span(TEXT.index("Ben"), TEXT.index("Ben") + 7),)
    assert found["doc1"] == anew.sightings["doc1"]


def test_without_corrections_nothing_is_touched() -> None:
    same = material()
    assert corrected(same) is same
