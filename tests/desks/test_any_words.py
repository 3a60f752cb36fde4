"""Whatever the words, no desk falls over, and every cell is cited: stored words, or a word of a closed list."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.desks import keep_all
from livebrief.records.articles import Dated, Document
from livebrief.records.ids import content_id
from livebrief.records.ledgers import cells
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.readings import Groups, Material
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Source, Speech, Statement

NOW = datetime(2025, 5, 3, tzinfo=UTC)
WORDS = (
    "Norway Moldova Kyiv Russia 's it they the The a of to for in from by with and , : ; — \" will has not never said announced give sent "
    "pledged allowed cancelled suspended delayed authorised lifted embassy embassies consulate closed reopened open until Friday because "
    "ratified signed convention Treaty party parties withdraw message video fake circulating false Telegram that mines missiles million euros "
    "loan appeal 40 $5 aid tanks troops captured village retaken alert sirens drones shot down killed injured people are is designed explode "
    "( ) U.S. Convention on Mines country countries 160 use their authorization restrictions received arrived"
).split()
CLOSED_LIST_LENGTH = 3  # words in the longest key of a closed list ("cannot verify", "not a party")


def _material(sentences: list[str], act: Act) -> Material:
    text = " ".join(sentences)
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    doc = Document(
        id=content_id("doc", text),
        capture="c",
        article="a",
        text=text,
        outlet="The Harbour Times",
        published=Dated(value="2025-05-02", how="given"),
        sentences=tuple(spans),
    )
    sightings = tuple(_sighting(doc, span, n, act) for n, span in enumerate(spans))
    return Material(
        as_of=NOW,
        documents={doc.id: doc},
        current={"a": doc.id},
        known_at={doc.id: NOW},
        sightings={doc.id: sightings},
        copies={},
        groups=Groups(),
    )


def _sighting(doc: Document, span: Span, n: int, act: Act) -> Sighting:
    words = span.of(doc.text)
    stm = Statement(
        id=content_id("stm", [n, words]), article="a", speech=Speech.INDIRECT, source="kari moe", content=words
    )
    found = [
        Span(span.start + words.find(word), span.start + words.find(word) + len(word))
        for word in ("40", "$5", "160")
        if word in words
    ]
    figures = tuple(QuantityMention(span=each, text=each.of(doc.text), unit="EUR", value=40.0) for each in found)
    friday = words.find("Friday")
    day = Span(span.start + max(0, friday), span.start + max(0, friday) + len("Friday"))
    times = (TimeMention(span=day, text="Friday", type="DATE", value="2025-05-02"),) if friday >= 0 else ()
    source = Source(name="Kari Moe")
    return Sighting(
        id=content_id("sgt", [n, words]),
        statement=stm,
        document=doc.id,
        source=source,
        cue=(),
        content=(span,),
        act=act,
        figures=figures,
        times=times,
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4),
    st.sampled_from(list(Act)),
)
def test_any_words_in_any_order(sentences: list[str], act: Act) -> None:
    material = _material(sentences, act)
    text = " ".join(sentences)
    for ledger in keep_all(material, {}):
        for entry in ledger.entries:
            for name, field in cells(entry).items():
                for cell in field:
                    assert cell.statements, (ledger.desk, name)
                    assert cell.text in text or len(cell.text.split()) <= CLOSED_LIST_LENGTH, (
                        ledger.desk,
                        name,
                        cell.text,
                    )
