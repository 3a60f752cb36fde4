"""Who speaks, who publishes, where: look-ups of one material for the pages of actors, outlets and places.

Owns nothing of meaning: it only turns the material around. What an editor has hidden is not in it. Everything newest
first: by publication, then by when the desk knew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

import msgspec

from livebrief.publish import addresses
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention
from livebrief.records.readings import Material
from livebrief.records.statements import Sighting, Speech


class Told(msgspec.Struct, frozen=True):
    """A statement as it stands in its article's newest document, and its claim."""

    sighting: Sighting
    document: Document
    claim: str

    @property
    def statement(self) -> str:
        """The statement's id."""
        return self.sighting.statement.id

    @property
    def content(self) -> str:
        """The stored words, pieces joined by an ellipsis."""
        return " … ".join(span.of(self.document.text).strip(" ,;:\n\t") for span in sorted(self.sighting.content))


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker: shown name, the roles and other names that texts give, and what was said, newest first."""

    key: str
    name: str
    kind: str
    side: str
    roles: tuple[str, ...]
    names: tuple[str, ...]
    told: tuple[Told, ...]


class House(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet's record: its current articles (own and copies with their origin), own words, article revisions."""

    key: str
    name: str
    articles: tuple[Document, ...]
    copies: tuple[tuple[Document, str], ...]
    told: tuple[Told, ...]
    revised: int


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place as texts name it, and the statements that do."""

    key: str
    place: PlaceMention
    told: tuple[Told, ...]


class Directory:
    """The look-ups, each made on first use and kept. ``held`` says which claims an editor keeps back."""

    def __init__(self, material: Material, held: Callable[[str], bool]) -> None:
        self._material, self._held = material, held

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every standing statement, newest first."""
        material, hidden = self._material, self._material.groups.hidden
        found = [
            Told(sgt, doc, material.groups.claim_of.get(sgt.statement.id, ""))
            for article, doc_id in material.current.items()
            if (doc := material.documents.get(doc_id)) is not None and article not in hidden and doc_id not in hidden
            for sgt in material.sightings.get(doc_id, ())
            if sgt.statement.id not in hidden and not self._held(material.groups.claim_of.get(sgt.statement.id, ""))
        ]
        return tuple(sorted(found, key=self._newness, reverse=True))

    @cached_property
    def by_statement(self) -> dict[str, Told]:
        """Standing statements by id."""
        return {each.statement: each for each in self.told}

    @cached_property
    def by_document(self) -> dict[str, tuple[Told, ...]]:
        """Standing statements by document id."""
        found: dict[str, list[Told]] = defaultdict(list)
        for each in self.told:
            found[each.document.id].append(each)
        return {document: tuple(told) for document, told in found.items()}

    @cached_property
    def actors(self) -> dict[str, Person]:
        """Named speakers by key, those who say most first."""
        found: dict[str, list[Told]] = defaultdict(list)
        for each in self.told:
            if each.sighting.statement.speech is not Speech.ASSERTED and (
                key := addresses.actor_key(each.sighting.source)
            ):
                found[key].append(each)
        ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {key: _person(key, told) for key, told in ranked}

    @cached_property
    def outlets(self) -> dict[str, House]:
        """Outlets by slug of their key, those with most articles first."""
        found: dict[str, list[Document]] = defaultdict(list)
        for doc in self._current():
            if doc.outlet.strip():
                found[addresses.slug(doc.outlet)].append(doc)
        own: dict[str, list[Told]] = defaultdict(list)
        for each in self.told:
            if each.sighting.statement.speech is Speech.ASSERTED or each.sighting.source.kind == "outlet":
                own[addresses.slug(each.document.outlet)].append(each)
        ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {key: self._house(key, docs, own[key]) for key, docs in ranked}

    @cached_property
    def places(self) -> dict[str, Spot]:
        """Places that statements name, by key, the most named first."""
        found: dict[str, list[tuple[Told, PlaceMention]]] = defaultdict(list)
        for each in self.told:
            for key, place in {addresses.place_key(place): place for place in each.sighting.places}.items():
                found[key].append((each, place))
        ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {key: Spot(key=key, place=named[0][1], told=tuple(each for each, _ in named)) for key, named in ranked}

    def of_story(self, story: str) -> list[Told]:
        """The standing statements of a story's claims, newest first."""
        claims = self._claims_of_story.get(story, frozenset())
        return [each for each in self.told if each.claim in claims]

    def _current(self) -> list[Document]:
        material = self._material
        docs = [material.documents[each] for each in material.current.values() if each in material.documents]
        return sorted(docs, key=lambda doc: (doc.published.value, doc.id), reverse=True)

    @cached_property
    def _claims_of_story(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for clm in self._material.groups.claims.values():
            found[clm.story].add(clm.id)
        return {story: frozenset(claims) for story, claims in found.items()}

    @cached_property
    def _revisions(self) -> Counter[str]:
        return Counter(doc.article for doc in self._material.documents.values())

    def _house(self, key: str, docs: list[Document], told: Iterable[Told]) -> House:
        known = self._material.outlets.get(docs[0].outlet)
        copies = tuple((doc, self._material.copies[doc.id].of) for doc in docs if doc.id in self._material.copies)
        return House(
            key=key,
            name=known.name.strip() if known else docs[0].outlet,
            articles=tuple(docs),
            copies=copies,
            told=tuple(told),
            revised=sum(self._revisions[doc.article] > 1 for doc in docs),
        )

    def _newness(self, told: Told) -> tuple[str, str, str]:
        known = self._material.known_at[told.document.id].isoformat()
        return told.document.published.value or known, known, told.statement


def _person(key: str, told: list[Told]) -> Person:
    names = Counter(each.sighting.source.name for each in told)
    roles = Counter(role for each in told if (role := each.sighting.source.role.strip()))
    first = told[0].sighting.source
    return Person(
        key=key,
        name=names.most_common(1)[0][0],
        kind=first.kind,
        side=next((side for each in told if (side := each.sighting.source.side)), ""),
        roles=tuple(role for role, _ in roles.most_common(6)),
        names=tuple(name for name, _ in names.most_common(6)[1:]),
        told=tuple(told),
    )
