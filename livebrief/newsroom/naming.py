"""What an editor's words and ids stand for: which kind of thing, where it leads now, text made fit for the journal."""

from __future__ import annotations

from collections.abc import Callable, Set

from livebrief.errors import WrongUsage
from livebrief.records.readings import Groups, Material
from livebrief.store import Store

Say = Callable[[str], str]  # from one of the desk's own sentences to the language that somebody reads it in


class Refusal(WrongUsage):
    """An action cannot be done as it was asked for; says what to change.

    ``form`` and ``advice`` are the message and the way out with their places still open (``{most}``), ``fields`` what
    stands in these: so that a page can say the same in its own language.
    """

    def __init__(self, message: str, *, subject: str = "", way_out: str = "", **fields: str) -> None:
        self.form, self.advice, self.fields = message, way_out, fields
        super().__init__(message.format(**fields), subject=subject, way_out=way_out.format(**fields))


def resolve(some_id: str, groups: Groups) -> str:
    """Where the id leads now."""
    return groups.redirects.get(some_id, some_id)


def kind_of(some_id: str, material: Material) -> str:
    """claim | development | story | statement | document, or empty for what the desk does not know."""
    groups = material.groups
    for kind, known_ids in (
        ("claim", groups.claims),
        ("development", groups.developments),
        ("story", groups.stories),
        ("statement", groups.claim_of),
        ("document", groups.story_of),
    ):
        if some_id in known_ids:
            return kind
    return ""


def story_of(some_id: str, groups: Groups) -> str:
    """The story that a thing is part of now; empty when it is part of none."""
    here = resolve(some_id, groups)
    if here in groups.stories:
        return here
    if here in groups.claim_of:
        here = groups.claim_of[here]
    held = groups.claims.get(here) or groups.developments.get(here)
    return held.story if held else groups.story_of.get(here, "")


def article_names(statements: Set[str], material: Material, store: Store) -> dict[str, str]:
    """For each statement its article's name: the id that the input gave, else the article's address."""
    names: dict[str, str] = {}
    for doc_id, sightings in material.sightings.items():
        here = [sgt.statement.id for sgt in sightings if sgt.statement.id in statements]
        if here:
            doc = material.documents[doc_id]
            given = next((cap.given.id for cap in store.captures_of(doc.article) if cap.id == doc.capture), "")
            names |= dict.fromkeys(here, given or doc.url or doc.article)
    return names


def words(given: object, what: str, most: int) -> str:
    """Text on one line, as typed, without control characters. Raises Refusal when empty or too long."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(given or "")).split())
    text = text.encode("utf-8", "ignore").decode("utf-8")
    if not text:
        raise Refusal("{what} is missing", way_out="write one or two sentences", what=what)
    if len(text) > most:
        raise Refusal("{what} is too long", way_out="at most {most} characters", what=what, most=str(most))
    return text
