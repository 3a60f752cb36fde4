"""Words are the same in every database: ours against SQLite's own tokenizer."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livebrief.store import Store
from livebrief.store.words import words_of

from .conftest import Fresh
from .making import hour, keep

# SQLite's table is of Unicode 6.1 (2012): these are unassigned there or were changed since.
WRITTEN = [chr(code) for code in range(1, 0x530) if code not in {0x1E0, 0x1E1, 0x37F}]
WRITTEN += [chr(code) for code in (*range(0x1E00, 0x1FFF), *range(0x2000, 0x2065), *range(0x2070, 0x20B0))]
WRITTEN = [char for char in WRITTEN if unicodedata.category(char) != "Cn" and char not in "ԨԩԪԫԬԭԮԯ"]


@pytest.fixture(scope="module")
def fts5() -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE sentence USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
    conn.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(sentence, instance)")
    yield conn
    conn.close()


def by_sqlite(fts5: sqlite3.Connection, texts: list[str]) -> dict[int, list[str]]:
    fts5.execute("DELETE FROM sentence")
    fts5.executemany("INSERT INTO sentence (rowid, words) VALUES (?, ?)", enumerate(texts))
    found: dict[int, list[str]] = defaultdict(list)
    for term, row in fts5.execute("SELECT term, doc FROM vocabulary ORDER BY doc, offset"):
        found[row].append(term)
    return found


def test_every_character_of_the_scripts_that_are_read(fts5: sqlite3.Connection) -> None:
    texts = [f"x{char}y {char}" for char in WRITTEN]
    theirs = by_sqlite(fts5, texts)
    assert [(text, words_of(text)) for n, text in enumerate(texts) if words_of(text) != theirs[n]] == []


@given(text=st.text(alphabet=st.sampled_from(WRITTEN), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_texts_are_cut_alike(fts5: sqlite3.Connection, text: str) -> None:
    assert words_of(text) == by_sqlite(fts5, [text])[0]


QUERIES = [
    "ferry",
    "VÁRNO",
    "várno",
    '"Ilse Brandt" mayor',
    '"brandt ilse"',
    "ferr*",
    '"mayor il"*',
    "brandt,said",
    "- *",
    "ferry1 OR",
]


def test_both_databases_find_the_same(fresh: Fresh) -> None:
    with fresh() as store, Store.open(":memory:") as plain:
        for each in (store, plain):
            with each.writer() as writer:
                for n in (3, 1, 2):
                    keep(writer, n, hours=n % 2)
        for query in QUERIES:
            for as_of in (None, hour(0)):
                assert store.find(query, 3, as_of) == plain.find(query, 3, as_of)
