"""What the suites of checking count: the stance score, and the ten variants of a line."""

from hypothesis import given
from hypothesis import strategies as st

from livebrief.brief.cite import check_text
from livebrief.brief.compose import compose, slots_of
from livebrief.evals.incidents import is_near, names_of
from livebrief.evals.stance import CLASSES, weighted
from livebrief.evals.unfaithful import DENIED_CONFIRMED, NO_COMMENT_DENIED, TEN, variants
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Factuality, Sighting, Source, Speech, Statement

WORDS = (
    "on 4 May about 48 drones were launched and 31 intercepted, 11 people killed and 23 injured, when Nord shelled Syd"
)
TEXT = f"Ada Roe denied that {WORDS}."


def record(act: Act) -> tuple[Sighting, Document]:
    doc = Document(
        id="doc1", capture="", article="art1", text=TEXT, published=Dated(value="2031-05-07", how="given"),
        sentences=(Span(0, len(TEXT)),),
    )  # fmt: skip
    start = TEXT.index(WORDS)
    count = QuantityMention(
        span=Span(TEXT.index("11"), TEXT.index("11") + 2), text="11", role="killed", unit="person", value=11
    )
    day = TimeMention(
        span=Span(TEXT.index("4 May"), TEXT.index("4 May") + 5), text="4 May", type="DATE", value="2031-05-04"
    )
    sgt = Sighting(
        id="sgt1",
        statement=Statement(id="stm1", article="art1", speech=Speech.INDIRECT, source="Ada Roe", content=WORDS),
        document="doc1",
        source=Source(name="Ada Roe", spans=(Span(0, 7),), kind="person"),
        cue=(Span(8, 14),),
        content=(Span(start, start + len(WORDS)),),
        act=act,
        factuality=Factuality(certainty="possible"),
        figures=(count,),
        times=(day,),
    )
    return sgt, doc


def test_every_variant_can_be_made_and_is_withheld() -> None:
    made = set()
    for act in (Act.DENIES, Act.DECLINES):
        sgt, doc = record(act)
        assert check_text(compose(slots_of(sgt, doc)), sgt, doc) is None
        for name, text, _ in variants(sgt, doc, slots_of(sgt, doc)):
            made.add(name)
            if text != compose(slots_of(sgt, doc)):
                assert check_text(text, sgt, doc) is not None, (name, text)
    assert made == set(TEN)


def test_only_a_denial_is_turned() -> None:
    sgt, doc = record(Act.SAYS)
    assert not {DENIED_CONFIRMED, NO_COMMENT_DENIED} & {name for name, _, _ in variants(sgt, doc, slots_of(sgt, doc))}


STANCES = st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(CLASSES)), min_size=1, max_size=30)


@given(STANCES)
def test_the_weighted_score(pairs: list[tuple[str, str]]) -> None:
    gold, found = [one for one, _ in pairs], [other for _, other in pairs]
    assert weighted(gold, gold) == 1.0
    assert 0.0 <= weighted(gold, found) <= 1.0
    related = [one if one == "unrelated" else "discuss" for one in gold]
    assert weighted(gold, related) >= 0.25


def test_days_and_names_of_incidents() -> None:
    assert is_near("2031-05-04", "May 5, 2031")
    assert not is_near("2031-05-02", "May 5, 2031")
    assert not is_near("", "May 5, 2031")
    assert names_of("Ft. Lauder (Coop City)") == ["fort lauder", "coop city"]
    assert names_of("Polk (county)")[0] == "polk"
