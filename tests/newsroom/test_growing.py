"""The material of now, grown from look to look, and everything checked and shown of it equal what is made afresh."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from livebrief.bench.articles import perturbed
from livebrief.check import chains, verdicts
from livebrief.check.index import index_of
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.records import ids
from livebrief.records.decisions import Kind
from livebrief.records.readings import Material

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 2, 1, tzinfo=UTC)
ARTICLES = 36
PORTIONS = 4


def rows(rng: random.Random) -> list[dict[str, Any]]:
    """Articles in no order, some of them again with other numbers under the same address, some with the same words."""
    found = list(islice(perturbed(ARTICLES), ARTICLES))
    for row in found[:6]:
        found.append(row | {"text": row["text"].replace("1", "2"), "first_seen": "2024-01-09T08:00:00+00:00"})
    for row in found[6:10]:
        found.append(row | {"url": row["url"] + "/copy", "id": row["id"] + "c", "outlet": "Coll Gazette"})
    rng.shuffle(found)
    return found


def add(room: Newsroom, portion: list[dict[str, Any]], path: Path) -> None:
    path.write_bytes(b"\n".join(map(msgspec.json.encode, portion)))
    room.add([str(path)])


def decide(room: Newsroom, rng: random.Random) -> None:
    """An editor's decision of any kind about anything that the desk has, or an undo of an earlier one."""
    groups = room.now().groups
    claim, other = rng.choice(list(groups.claims)), rng.choice(list(groups.claims))
    story, into = rng.choice(list(groups.stories)), rng.choice(list(groups.stories))
    statement, far = rng.choice(list(groups.claim_of)), rng.choice(list(groups.claim_of))
    made = [each.number for each in room.store.decisions(editors_only=True)]
    kinds: list[tuple[Kind, str, dict[str, Any]]] = [
        (Kind.HIDE, claim, {"reason": "no"}),
        (Kind.RETRACT, claim, {"reason": "no"}),
        (Kind.OVERRIDE, claim, {"value": "disputed", "reason": "no"}),
        (Kind.PIN, claim, {"order": 1, "reason": "first"}),
        (Kind.CORRECT, statement, {"field": "act", "value": "denies", "reason": "no", "words": ""}),
        (Kind.MERGE, claim, {"into": other}),
        (Kind.MERGE, story, {"into": into}),
        (Kind.SPLIT, claim, {"members": [groups.claims[claim].statements[0]], "new": ids.mint("clm", NOW, claim)}),
        (Kind.MOVE, statement, {"to": other}),
        (Kind.APART, statement, {"other": far}),
        (Kind.ORDER, story, {"lines": [other, claim]}),
        (Kind.EMBARGO, story, {"until": LATER.isoformat(), "reason": "no"}),
        (Kind.SIGN, claim, {"text": "checked"}),
        (Kind.LINE, story, {"text": "Our own words.", "cites": [statement]}),
        *((Kind.UNDO, "", {"decision": number}) for number in made[-2:]),
    ]
    kind, subject, body = rng.choice(kinds)
    with room.store.writer() as writer:
        writer.decide(at=NOW, recorded_at=NOW, by="Ada Roe", kind=kind, subject=subject, body=body)


def assert_as_fresh(grown: Material, fresh: Material) -> None:
    assert grown == fresh
    assert list(grown.documents) == list(fresh.documents)
    assert list(grown.copies) == list(fresh.copies)
    mine, theirs = grown.groups, fresh.groups
    for field in ("stories", "developments", "claims", "story_of", "development_of", "claim_of"):
        assert list(getattr(mine, field)) == list(getattr(theirs, field))
    had, has = index_of(grown), index_of(fresh)
    assert chains(grown) == chains(fresh)
    assert (had.links, had.beside, had.current, had.former) == (has.links, has.beside, has.current, has.former)
    assert verdicts(grown) == verdicts(fresh)
    assert list(verdicts(grown)) == list(verdicts(fresh))


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 1 << 20))
@example(seed=110)  # a copy of a touched article is itself an earlier version of an article
def test_what_is_grown_equals_what_is_made_afresh(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(store=Path(folder) / "desk.db", reader="rules", beat="demo")
        with Newsroom(config, clock=lambda: NOW) as room:
            every = rows(rng)
            cuts = [0, *sorted(rng.sample(range(1, len(every)), PORTIONS - 1)), len(every)]
            for start, end in pairwise(cuts):
                add(room, every[start:end], Path(folder) / f"{start}.jsonl")
                if room.now().groups.claims:
                    decide(room, rng)
                page, grown = room.briefing()
                earlier = rng.choice(list(grown.known_at.values()))
                with Newsroom(config, clock=lambda: NOW) as afresh:
                    fresh = afresh.material(grown.as_of)
                    assert_as_fresh(grown, fresh)
                    assert page == afresh.compose(fresh)
                    assert_as_fresh(room.material(earlier), afresh.material(earlier))


def test_nothing_new_costs_no_reading_and_changes_nothing(room: Newsroom) -> None:
    first, second = room.now(), room.now()
    assert first.groups is second.groups
    assert all(second.documents[one] is doc for one, doc in first.documents.items())
    assert room.compose(second) == msgspec.structs.replace(
        room.compose(first), id=room.compose(second).id, as_of=second.as_of
    )


def test_an_earlier_moment_shares_the_records_of_now(room: Newsroom) -> None:
    now = room.now()
    then = room.material(min(now.known_at.values()))
    assert then.documents
    assert all(now.documents[one] is doc for one, doc in then.documents.items())
    assert all(now.sightings[one] is found for one, found in then.sightings.items())
