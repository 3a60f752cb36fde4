"""The settlement of one happening: the name that its articles put it in, by dateline, "in …" and "… police".

Owns the vote. A county is named only where no settlement has more support. Names that the gazetteer lacks count when the
text itself treats them as a place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention
from livebrief.records.readings import Reading

# Points per way of naming, found by random search on one half of the GVA incidents that come with the evaluation data at a
# time; kept is what helped the other half, too.
DATELINE, INSIDE, AUTHORITY, TITLED = 4.0, 1.4, 2.4, 1.0
PART_OF_NAME, FROM_THERE, BESIDE = 0.27, 0.32, 0.6
UNLISTED_INSIDE, UNLISTED_AUTHORITY, COUNTY = 0.8, 0.35, 0.03
SPEAKING = 0.6  # share of the articles in which the police of one town speak: it holds the ward that they name
OF_WARD = 0.1  # least support of the town beside its ward
WARD = 0.2  # "the Elm neighbourhood", "Tolm's Elm": a part of the settlement that is wanted
QUARTER, NEAR = 0.5, 0.2  # least support of a town beside a quarter of it; degrees between them
DECAY = 0.3  # the nth mention of a text counts 1 / (1 + 0.3 n)
HEAD = 800  # code points in which a dateline can stand under what is above the article
REACH = 2500  # code points of a text read for names that the gazetteer lacks
SETTLED = frozenset({"city", "town", "village", ""})

_NO_NAME = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|The|An?|North|South|East|West|North(?:east|west)|South(?:east|west)|Metro|State|Central"
    r"|University|He|She|It|They|This|That|What|Local|Photo|Image|If|When|Authorities|Officials|Police|According|No|One|Two"
    r"|Three|Four|Call|Man|Woman|Teen|Follow|Jail|Court|Mr|Mrs"
    r"|As|Investigators|Detectives|Officers?|Deput\w+)\b)"
)
_NAME = _NO_NAME + r"(?:(?:St|Ft|Mt)\.|[A-Z][a-z’']+)(?: [A-Z][a-z’']+){0,2}"
_NO_TOWN = re.compile(
    r"\b(?:avenue|street|road|lane|drive|court|boulevard|manor|subdivision|apartments?|hospital|reservoir|plaza|mall|bar|club|school"
    r"|inn|motel|co\.?|metro|metropolitan)$|\b(?:county|parish) .|^(?:county|metro(?:politan)?|editor's note)$",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"(?<![\w-])(?:in|near|outside) (?:(?:north|south|east|west|downtown|suburban|rural|central)(?:east|west)?(?:ern)? )?(?P<name>{_NAME})"
    r"(?! County| Township| Hospital| Street| Avenue| Park\b| Road| Parish)"
)
_POLICE = re.compile(rf"(?<![\w-])(?P<name>{_NAME}?) (?:[Pp]olice|PD\b|officers|firefighters|paramedics)")
_COUNTY = re.compile(rf"\b(?P<name>{_NAME}) County\b")
_DATELINE = re.compile(
    r"^\W*(?!(?i:updated?|breaking|watch|video|news|close|latest|exclusive|developing)\b)(?P<name>(?:[A-Z][A-Za-z.'’]+ ?){1,4})(?=,| ?\(| ?[—–-]{1,2} |:| •)"
)
_DATELINE_BELOW = re.compile(  # under what stands above the article
    r"^(?P<name>[A-Z][A-Z.'’]{3,}(?: [A-Z.'’]{2,}){0,2})(?:, [A-Z][\w.]+)?(?: \([\w /.]{2,30}\))? ?(?:—|–|--| - )",
    re.MULTILINE,
)
_PART = re.compile(
    r"[’'s]* (?:County|Co\.|Parish|Township|Street|St\.|Ave|Road|Rd|Boulevard|Drive|Hospital|Medical|University|High|News|Times"
    r"|Herald|Post|Tribune|Airport|Park\b|Regional|General|[Rr]egion\b|[Oo]blast|[Pp]rovince|[Gg]overnorate|[Pp]refecture)"
)
_OF_THERE = re.compile(
    r"[’'s]* (?:[Pp]olice|PD|officers|detectives|man|woman|teen|home|shooting|mayor|firefighters|apartment|party|nightclub)"
)
_WARD = re.compile(r"[’'s]* (?:neighbou?rhood|section|district|community|housing|apartments|projects)\b")
_WIDER = re.compile(r"\b(?:state|county|township|parish|borough|province|region)$")
_NAMED_WARD = re.compile(
    rf"\b(?:[A-Z]\w+[’']s )?(?P<name>(?:(?:North|South|East|West)(?:east|west)? )?{_NAME}) (?:neighbou?rhood|section|district|community)\b"
)
_SITE = re.compile(r" [|] | - (?=[A-Z])")
_WARD_OF = re.compile(r"[A-Z]\w+[’']s? $")
_INSIDE = re.compile(r"\b(?:in|near|outside|at) (?:\w+ )?$")
_HOME_OF = re.compile(r"\bof $")
_SEAT_OF = re.compile(
    r"\b(?:administration|government|council|ministry|governor|prosecutor['’]s office|department) (?:of|in) $"
)
_NO_PLACE = re.compile(r"\b(?:to|from|The|Dr\.|Mr\.|Lt\.|Sgt\.|Chief|Officer|Det\.) $")
_SHORT = (
    (re.compile(r"\bst\. |^st "), "saint "),
    (re.compile(r"\bft\. "), "fort "),
    (re.compile(r"\bmt\. "), "mount "),
)


def place_of(readings: Sequence[Reading]) -> str:
    """The name as it was first written ("St. Louis"; "Polk County"), or empty. Articles weigh by the root of their support,
    so that one long article is not the whole vote."""
    votes, written = defaultdict[str, float](float), dict[str, str]()
    for reading in readings:
        mine = defaultdict[str, float](float)
        for name, points in (*_listed(reading), *_unlisted(reading.document)):
            if not _NO_TOWN.search(name):
                mine[plain_place(name)] += points
            written.setdefault(plain_place(name), name)
        if (line := _dateline(reading.document)) and (line.isupper() or plain_place(line) in mine):
            mine[plain_place(line)] += DATELINE
            written.setdefault(plain_place(line), line.title() if line.isupper() else line)
        root = sum(mine.values()) ** 0.5
        for name, points in mine.items():
            votes[name] += points / root
    best = max(votes, key=lambda name: (votes[name], name), default="")
    return written.get(_whole(best, votes, readings), "")


def _whole(best: str, votes: Mapping[str, float], readings: Sequence[Reading]) -> str:
    """The town whose police or rescuers speak, where the best name is a quarter of it: near, and with none of its own."""
    speaking, wards = _police(readings), _wards(readings)
    if best in speaking:
        return best
    at = {plain_place(men.name): men for each in readings for men in each.mentions if isinstance(men, PlaceMention)}

    def holds(name: str) -> bool:
        if name in best or best in name:
            return False
        if speaking[name] >= SPEAKING * len(readings) and votes.get(name, 0.0) > OF_WARD * votes[best]:
            return True
        near = best in wards or _near(at.get(name), at.get(best))
        return near and votes.get(name, 0.0) > (OF_WARD if best in wards else QUARTER) * votes[best]

    return max(filter(holds, speaking), key=lambda name: (votes[name], name), default=best)


def _police(readings: Sequence[Reading]) -> Counter[str]:
    """The places whose police or rescuers speak, and in how many articles."""
    spoken = ({plain_place(hit["name"]) for hit in _POLICE.finditer(each.document.text)} for each in readings)
    return Counter(name for names in spoken for name in names if not _WIDER.search(name))


def _wards(readings: Sequence[Reading]) -> set[str]:
    """The names that a text calls a part of a settlement ("the Elm neighbourhood")."""
    return {plain_place(hit["name"]) for each in readings for hit in _NAMED_WARD.finditer(each.document.text)}


def _near(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) < NEAR and abs(one.lon - other.lon) < NEAR


def plain_place(name: str) -> str:
    """A place's name without differences of writing: folded, St., Ft. and Mt. written out."""
    folded = fold(name).removeprefix("the ")
    for short, full in _SHORT:
        folded = short.sub(full, folded)
    return folded


def _listed(reading: Reading) -> Iterator[tuple[str, float]]:
    """The gazetteer's settlements, each mention weighed by the words beside it."""
    text, title = reading.document.text, plain_place(_SITE.split(reading.document.title)[0])
    found = [men for men in reading.mentions if isinstance(men, PlaceMention) and men.precision in SETTLED]
    seen: set[str] = set()
    for n, men in enumerate(found):
        name = plain_place(men.name)
        first = name not in seen
        seen.add(name)
        points = _beside(text[max(0, men.span.start - 26) : men.span.start], text[men.span.end : men.span.end + 14])
        yield men.name, points / (1 + DECAY * n) + (TITLED if first and _is_in(title, name) else 0.0)


def _is_in(title: str, name: str) -> bool:
    """Whether a folded title names the settlement, not what is only called by it ("Kherson region", "Polk County")."""
    hit = re.search(rf"\b{re.escape(name)}\b", title)
    return hit is not None and _PART.match(title[hit.end() :].title()) is None


def _beside(before: str, behind: str) -> float:
    if _PART.match(behind) or _SEAT_OF.search(before):
        return PART_OF_NAME
    if _WARD.match(behind) or _WARD_OF.search(before):
        return WARD
    if _INSIDE.search(before):
        return INSIDE
    if _OF_THERE.match(behind):
        return AUTHORITY
    if _HOME_OF.search(before):
        return FROM_THERE
    return BESIDE if _NO_PLACE.search(before) else 1.0


def _unlisted(doc: Document) -> Iterator[tuple[str, float]]:
    lead = doc.text[:REACH]
    for form, points, tail in (
        (_IN, UNLISTED_INSIDE, ""),
        (_POLICE, UNLISTED_AUTHORITY, ""),
        (_COUNTY, COUNTY, " County"),
    ):
        for n, found in enumerate(form.finditer(lead)):
            name = found["name"].removesuffix("'s").removesuffix("’s")
            worth = COUNTY if _WIDER.search(name.lower()) else points
            yield name + tail, worth / (1 + DECAY * n)


def _dateline(doc: Document) -> str:
    found = _DATELINE.match(doc.text) or _DATELINE_BELOW.search(doc.text, 0, HEAD)
    return found["name"].strip() if found else ""
