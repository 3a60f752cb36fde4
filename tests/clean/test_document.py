"""One capture becomes one document: text, sentences, furniture, dates, language, and bad bytes by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.clean import RepeatBook, make_document
from livebrief.records.articles import Article, Capture, Document, Given, Received
from livebrief.records.ids import content_id, digest
from livebrief.records.outcomes import Failed, Made, Outcome, Why
from livebrief.records.sources import FurnitureRule, Outlet

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
OUTLETS = {
    "gull": Outlet(
        key="gull",
        name="The Gull",
        domains=("gull.example",),
        furniture=(FurnitureRule(pattern="^Gull members .*", why="member line", since="2025-01-01"),),
    ),
    "keel": Outlet(key="keel", name="Keel Agency", aliases=("Keel",), kind="wire"),
}


def arrival(body: str | bytes, media: str = "text/plain", name: str = "x", **said: Any) -> Received:
    data = body.encode() if isinstance(body, str) else body
    art = Article(id=content_id("art", {"address": f"item:{name}"}), address=f"item:{name}")
    cap = Capture(
        id=content_id("cap", {"sha": digest(data), "name": name}),
        article=art.id,
        sha256=digest(data),
        media=media,
        fetched_at=NOW,
        given=Given(**said),
    )
    return Received(article=art, capture=cap, body=data)


def clean(body: str | bytes, media: str = "text/plain", **said: Any) -> Outcome[Document]:
    return make_document(arrival(body, media, **said), outlets=OUTLETS, now=NOW)


def made(body: str | bytes, media: str = "text/plain", **said: Any) -> Document:
    outcome = clean(body, media, **said)
    assert isinstance(outcome, Made), outcome
    return outcome.value


def sents(doc: Document) -> list[str]:
    return [span.of(doc.text) for span in doc.sentences]


@pytest.mark.parametrize(
    ("line", "promo", "rest"),
    [
        (
            "SEE ALSO: Why The Lamps Stay LitThe harbour has no need of lamps, he said.",
            "Why The Lamps Stay Lit",
            "The harbour has no need of lamps, he said.",
        ),
        (
            'READ MORE: Lamps on the pier"We have no lamps," he said.',
            "Lamps on the pier",
            '"We have no lamps," he said.',
        ),
        (
            "Related: Who lights the lamps?Nobody was on the pier when it fell.",
            "Who lights the lamps?",
            "Nobody was on the pier when it fell.",
        ),
        (
            "ALSO READ: YouTube star McBride buys a lampNobody was on the pier, she said.",
            "buys a lamp",
            "Nobody was on the pier, she said.",
        ),
        (
            "SEE ALSO: Lamps in 2024The harbour went dark at noon on Monday.",
            "Lamps in 2024",
            "The harbour went dark at noon on Monday.",
        ),
    ],
)
def test_a_glued_promo_goes_and_the_story_stays(line: str, promo: str, rest: str) -> None:
    doc = made(f"The lamps went out at ten.\n{line}\nThey came back at noon.")
    assert rest in sents(doc)
    assert promo not in doc.text
    assert any(promo in piece.text and piece.rule == "see-also" for piece in doc.dropped)


@pytest.mark.parametrize(
    "line",
    [
        "Your browser does not support HTML5",
        "Sign up for our morning newsletter and never miss a tide.",
        "Share this article",
        "Advertisement",
        "Photo: Ada Fenn",
        "READ MORE: Ten lamps for a dark pier",
        "Harbour Watch gives you the latest on the pier, the ferry and the fish. For all of our coverage, click here.",
        "Gull members read without advertising.",
        "We use cookies to remember you.",
        "Ada Fenn is a senior reporter for The Gull.",
        "© 2025 The Gull. All rights reserved.",
    ],
)
def test_furniture_goes_with_its_rule(line: str) -> None:
    doc = made(
        f"The lamps went out at ten.\nThe ferry stayed in port.\n{line}", outlet="The Gull", published="2025-05-30"
    )
    assert sents(doc) == ["The lamps went out at ten.", "The ferry stayed in port."]
    assert [piece.text for piece in doc.dropped] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The minister said the photos showed smoke over the pier.",
        "A spokesman said cookies had been handed out to the crews.",
        "Listen to the sirens, the mayor told residents on Monday night.",
        '"Follow us and you will be safe," the officer shouted from the van.',
        "Related charges against the captain were dropped in May, the court said.",
        "Sign-up sheets for the evacuation were posted at the church.",
        "Get out of the cellar, the captain shouted, and they ran.",
        "Share prices of the ferry company fell by a tenth.",
        "Anna Weil is a nurse at the harbour clinic and saw the pier fall.",
    ],
)
def test_the_story_stays(line: str) -> None:
    doc = made(f"The lamps went out at ten.\n{line}\nThe ferry stayed in port.")
    assert line in doc.text


def test_a_promo_behind_a_story_sentence_goes_alone() -> None:
    doc = made(
        "The lamps went out at ten. Click here to read more about lamps.\nThe ferry stayed in port.\nPolice were called to reports of a fire."
    )
    assert sents(doc) == [
        "The lamps went out at ten.",
        "The ferry stayed in port.",
        "Police were called to reports of a fire.",
    ]


def test_repeated_lines_are_learned() -> None:
    book = RepeatBook(100)
    promo = "The Gull, the paper your pier reads"
    for number in range(3):
        received = arrival(f"Story number {number} of the harbour.\n{promo}", name=str(number), outlet="The Gull")
        outcome = make_document(received, outlets=OUTLETS, now=NOW, repeats=book)
        assert isinstance(outcome, Made)
        assert promo in outcome.value.text
        book.learn(outcome.value)
        book.learn(outcome.value)
    last = make_document(
        arrival(f"A fourth story.\n{promo}", name="4", outlet="The Gull"), outlets=OUTLETS, now=NOW, repeats=book
    )
    assert isinstance(last, Made)
    assert [piece.rule for piece in last.value.dropped] == ["repeated"]


@pytest.mark.parametrize(
    "sentences",
    [
        ["U.S. Defense Secretary Ann Low met Gov. Tom Reed in the U.S. embassy.", "They spoke for an hour."],
        ["He left the U.S. The pier was still burning."],
        ['"The pier has legs.... We will mend it," he said.', "She agreed."],
        ["Mr. Reed paid $4.65 billion at 5 p.m. Tuesday.", "Lt. Gen. Ivo Marr did not."],
        ["“This is it.”", "“And that,” she said."],
        ["What do lamps do?"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    joined = " ".join(sentences)
    wanted = ["He left the U.S.", "The pier was still burning."] if joined.startswith("He left") else sentences
    assert sents(made(f"{joined}\nA second block stands here.")) == [*wanted, "A second block stands here."]


DATES = [
    ({"published": "2025-05-30T08:00:00+02:00"}, "", "2025-05-30T06:00:00+00:00", "given"),
    ({"published": "Fri, 30 May 2025 08:00:00 GMT"}, "", "2025-05-30T08:00:00+00:00", "given"),
    ({"published": "May 30, 2025"}, "", "2025-05-30", "given"),
    ({"published": "2025/05/30"}, "", "2025-05-30", "given"),
    ({"published": "2025.5.30 08:00"}, "", "2025-05-30T08:00:00+00:00", "given"),
    ({"published": "2099-01-01"}, "", "", "refused"),
    ({}, "KARSK, May 30, 2025 (Keel) -- ", "2025-05-30", "inferred"),
    ({"url": "https://gull.example/2025/05/29/pier"}, "", "2025-05-29", "inferred"),
    ({"first_seen": "2025-06-01"}, "The pier fell on May 28. ", "2025-05-28", "inferred"),
    ({}, "The pier fell on May 28. ", "", "unknown"),
    ({"published": "03/04/2025"}, "", "", "unknown"),
]


@pytest.mark.parametrize(("said", "opening", "value", "how"), DATES)
def test_dates(said: dict[str, str], opening: str, value: str, how: str) -> None:
    doc = made(f"{opening}The lamps went out, the mayor said.", **said)
    assert (doc.published.value, doc.published.how) == (value, how)


def test_a_refused_date_is_noted() -> None:
    outcome = clean("The lamps went out.", published="2099-01-01")
    assert isinstance(outcome, Made)
    assert outcome.notes[0].startswith("future-date")


def test_datelines_and_credits_name_the_agency() -> None:
    first = made("KARSK, May 30 (Keel) -- The lamps went out, the mayor said.")
    assert (first.dateline, first.wire_origin) == ("KARSK, May 30 (Keel)", "keel")
    assert made("The lamps went out, the mayor said.\n(With inputs from Keel)").wire_origin == "keel"
    assert made("KARSK (Reuters) - The lamps went out, the mayor said.").wire_origin == "Reuters"
    assert made("NATO -- an alliance -- said nothing.").wire_origin == ""


def test_a_dateline_below_the_headline_dates_the_text() -> None:
    doc = made("Pier falls at Karsk\n\nKARSK, 30 May 2025 (Keel) — The pier fell, the mayor said.")
    assert (doc.dateline, doc.published.value) == ("KARSK, 30 May 2025 (Keel)", "2025-05-30")


PAGE = """<html lang="en-GB"><head><title>Pier falls | The Gull</title><meta property="og:title" content="Pier falls">
<link rel="canonical" href="https://gull.example/pier"><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"datePublished": "2025-05-30T08:00:00Z", "author": [{"name": "Ada Fenn"}]}]}</script></head><body><nav>Home Pier Fish</nav><article>
<h1>Pier falls</h1><figure><figcaption>The pier in May</figcaption></figure>
<p>The old pier of Karsk fell into the sea on Friday morning after a night of wind, the harbour master said.</p>
<p><span class="see-also">SEE ALSO: <a href="/x">Ten lamps for a pier</a></span>Nobody was on it when it fell, according to Otto Lenz.</p>
<p>"It stood for ninety years and it lay down in nine seconds," he told reporters on the quay.</p></article></body></html>"""


def test_a_page_gives_text_and_facts() -> None:
    doc = made(PAGE, "text/html")
    assert (doc.title, doc.byline, doc.outlet, doc.url, doc.language) == (
        "Pier falls",
        "Ada Fenn",
        "gull",
        "https://gull.example/pier",
        "en",
    )
    assert doc.published.value == "2025-05-30T08:00:00+00:00"
    assert doc.facts["published"] == "json-ld datePublished"
    assert "Nobody was on it when it fell, according to Otto Lenz." in sents(doc)
    assert "lamps" not in doc.text
    assert "in May" not in doc.text


@pytest.mark.parametrize(
    ("body", "media", "why"),
    [
        (b"<html><body><script>x()</script></body></html>", "text/html", Why.NO_TEXT),
        (b"a lone half \xed\xa0\x80 of a character", "text/plain", Why.BAD_CHARACTERS),
        (b"torn\x01\x02\x03\x04 words", "text/plain", Why.BAD_CHARACTERS),
        (b"Your browser does not support HTML5", "text/plain", Why.NO_TEXT),
        (bytes(range(128, 256)) * 4, "text/plain", Why.UNKNOWN_ENCODING),
    ],
)
def test_bad_bytes_are_named(body: bytes, media: str, why: Why) -> None:
    outcome = clean(body, media)
    assert isinstance(outcome, Failed)
    assert outcome.why == why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings_are_detected(encoding: str) -> None:
    words = "Пристань упала в море в пятницу утром, сообщил начальник порта. Никто не пострадал, сказал он журналистам."
    assert made(words.encode(encoding)).text == words


def test_a_stray_control_character_is_stripped_and_noted() -> None:
    outcome = clean("The pier fell." + " It was old." * 20 + "\x00")
    assert isinstance(outcome, Made)
    assert outcome.notes == ("1 control characters stripped",)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from('abc ABC.!?"“”\n'), max_size=200))
def test_law_sentences_lie_in_blocks_and_cover_every_word(text: str) -> None:
    outcome = clean("Opening words stand here.\n" + text)
    assert isinstance(outcome, Made)
    doc = outcome.value
    assert "\n\n".join(block.of(doc.text) for block in doc.blocks) == doc.text
    for sent in doc.sentences:
        assert any(block.covers(sent) for block in doc.blocks)
        assert sent.of(doc.text) == sent.of(doc.text).strip() != ""
    covered = {at for sent in doc.sentences for at in range(sent.start, sent.end)}
    assert all(at in covered for at, sign in enumerate(doc.text) if not sign.isspace())
    again = clean("Opening words stand here.\n" + text)
    assert again == outcome
