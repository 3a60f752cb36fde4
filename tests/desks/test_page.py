"""The frame's laws: what counts, what a reprint adds, what is hidden, how fields fold, what a wrong name says."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.desks import Page, keep, keep_all, names
from livebrief.desks.desk import chain
from livebrief.errors import UnknownDesk
from livebrief.records.ledgers import Cell
from tests.desks.conftest import Read, read_all, unread

TEXT = (
    'Norway will give Moldova 80 million euros, Energy Minister Kari Moe announced on Friday. "It is a gift," she said.'
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Read:
    folder = tmp_path_factory.mktemp("page")
    lines = [_line(n, outlet) for n, outlet in enumerate(("The Harbour Times", "The Evening Post"))]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return read_all(folder / "desk.db", [str(folder / "articles.jsonl")])


def _line(n: int, outlet: str) -> str:
    line = {
        "id": str(n),
        "url": f"https://{n}.example/a",
        "outlet": outlet,
        "published": f"2025-05-0{n + 2}",
        "text": TEXT,
    }
    return msgspec.json.encode(line).decode()


def test_a_reprint_is_one_passage_with_two_carriers(known: Read) -> None:
    page = Page(*known)
    assert [passage.text for passage in page.passages] == [
        "Norway will give Moldova 80 million euros, Energy Minister Kari Moe announced on Friday.",
        '"It is a gift," she said.',
    ]
    assert {len(passage.carriers) for passage in page.passages} == {2}
    assert {len(passage.echoes) for passage in page.passages} == {1}


def test_words_are_the_speakers_where_the_content_covers_them(known: Read) -> None:
    passage = Page(*known).passages[0]
    assert passage.speaker(0, len("Norway")) == "Kari Moe"
    assert passage.speaker(passage.text.index("Energy"), passage.text.index("Kari")) == "The Harbour Times"


def test_what_is_hidden_or_retracted_is_not_seen(known: Read) -> None:
    material, verdicts, chains = known
    told = Page(*known).told[0]
    for field in ("hidden", "retracted"):
        for some in (told.id, told.claim):
            groups = msgspec.structs.replace(material.groups, **{field: {some: "wrong"}})
            seen = Page(msgspec.structs.replace(material, groups=groups), verdicts, chains).told
            assert told.id not in {each.id for each in seen}


def test_the_same_material_gives_the_same_ledgers(known: Read) -> None:
    assert keep_all(*known) == keep_all(*known)
    assert [ledger.desk for ledger in keep_all(*known)] == list(names())


def test_an_unknown_desk_is_named_with_those_there_are(known: Read) -> None:
    with pytest.raises(UnknownDesk, match=r"sanctions.*aid"):
        keep("sanctions", *known)


def test_an_empty_desk_has_empty_ledgers(known: Read) -> None:
    nothing = msgspec.structs.replace(unread(known[0].as_of), groups=known[0].groups)
    assert not any(ledger.entries for ledger in keep_all(nothing, {}))


CELLS = st.builds(
    Cell,
    text=st.sampled_from(["closed", "open"]),
    by=st.sampled_from(["a", "b"]),
    as_of=st.sampled_from(["2025-05-01", "2025-05-02", "2025-05"]),
    statements=st.tuples(st.sampled_from(["s1", "s2", "s3"])),
)


@given(st.lists(CELLS, max_size=8))
def test_folding_a_field_is_idempotent_and_loses_no_statement(cells: list[Cell]) -> None:
    once = chain(cells)
    assert chain(once) == once
    assert {some for cell in once for some in cell.statements} == {some for cell in cells for some in cell.statements}


@given(st.lists(CELLS, max_size=8))
def test_nobody_says_the_same_twice_in_a_row(cells: list[Cell]) -> None:
    last: dict[str, str] = {}
    for cell in chain(cells):
        assert last.get(cell.by) != cell.text
        last[cell.by] = cell.text
