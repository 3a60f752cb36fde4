"""What a sentence says of an alert: that one begins, ends, or that its feed has stopped; where, when, against what.

Owns the words of alert feeds. Refuses sentences that only speak of alerts in general, deny one, or advise about one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from livebrief.desks.imports.regions import code_of
from livebrief.desks.page import Page, Passage
from livebrief.records.ledgers import Cell
from livebrief.records.mentions import PlaceMention, TimeMention
from livebrief.records.spans import Span

BEGIN, END, STOPPED = "begin", "end", "stopped"
_ALERT = (
    r"(?:(?:air[- ]?raid|air|missile|rocket|ballistic|drone|tornado|hurricane|tsunami|flood|storm|evacuation)[ -]+"
    r"(?:alerts?|warnings?|alarms?|sirens?)|alerts?|air[- ]?raid sirens?)"
)
_ENDS = re.compile(
    rf"\ball[- ]clear\b|\b{_ALERT}\b(?:(?!\b(?:not|never)\b)[^.;])*?\b(?:ended|was lifted|were lifted|has been lifted|lifted at|was called off"
    rf"|is over|was over|expired|cancelled|canceled|cleared|stood down)\b|^\s*(?:It|They|That|Both)\s+(?:was |were |has been |have been )?"
    rf"(?:expired|ended|lifted|cancelled|canceled|called off|over)\b|\b(?:lifted|ended|cancelled|canceled|called off)\b[^.;]*?\b{_ALERT}\b",
    re.I,
)
_BEGINS = re.compile(
    rf"^\s*{_ALERT}\s+(?:in|for|over|declared|issued|announced|activated)\b|\b{_ALERT}\b[^.;]*?\b(?:was|were|has been|have been|is|are)\s+(?:\w+\s+)?"
    rf"(?:issued|declared|announced|activated|sounded|in force|in effect|under way|triggered|extended)\b"
    rf"|\b(?:issued|declared|announced|activated|triggered|under)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_ALERT}\b"
    rf"|\b{_ALERT}\b(?:[^.;]*?)\b(?:sounded|rang out|went off|began|begins|started)\b",
    re.I,
)
_STOPS = re.compile(
    r"\b(?:feed|channel|app|service|system|alerts?|bot)\b[^.;]*?\b(?:has not been updated|(?:has )?not (?:been )?updated|stopped|failed|interrupted"
    r"|is down|was down|(?:gone|been|went|fell|goes|remains?|still|is|was) (?:silent|dark|offline|unreachable)|offline|out of (?:service|order)"
    r"|no longer (?:works?|updat\w+)|crashed)\b",
    re.I,
)
_ON = re.compile(  # an alert that had not ended when its feed was last heard
    rf"\b{_ALERT}\b[^.;]*?\b(?:had|has|was|were|have) (?:still )?not (?:yet )?(?:been )?(?:lifted|over|ended|cancelled|called off)\b",
    re.I,
)
_ITS_END = re.compile(r"^\s*(?:It|They|That|Both|The (?:alert|warning|alarm|all[- ]clear|air raid alert))\b", re.I)
_FOR = re.compile(r"\b(?:for|in|over|across) (?:the )?(?:[a-z-]+ ){0,2}$")
_REGIONS = re.compile(
    r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)*,? and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* (?:regions|oblasts|provinces|districts)\b"
)
_UNTOLD = re.compile(
    rf"\b(?:cannot say|could not say|not known|unclear|unknown|cannot know)\b[^.;]*?\bwhether\b[^.;]*?\b{_ALERT}\b"
    rf"|\bwhether\b[^.;]*?\b{_ALERT}\b[^.;]*?\b(?:ended|over|lifted)\b",
    re.I,
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\s*(?:%|million|billion|km|metres))")
_NONE = re.compile(
    rf"\b(?:no|without|never|not|did not|didn't|if|should|unless|whenever|any|false|fake|ignore|tests?|drill|exercise)\b"
    rf"[^.;]{{0,40}}\b{_ALERT}\b|\b{_ALERT}\b[^.;]{{0,40}}\b(?:never|not published|did not|was not|were not|were announced if|was announced if)\b",
    re.I,
)
_BEGAN = re.compile(r"\b(?:began|started|begun|issued|declared)\b", re.I)
_THREAT = re.compile(
    r"\bthreat(?:s)?(?:\s+of|:)\s+(?P<said>[^.;,]+)"
    r"|\b(?:due to|because of|over|amid|owing to)\s+(?:the\s+)?(?:imminence|threat|danger|risk|approach|launch|launches)\s+of\s+(?P<due>[^.;,]+)"
    r"|\b(?:over|against|due to|because of|amid)\s+(?P<arm>(?:[\w-]+\s+){0,3}?(?:missiles?|drones?|UAVs|rockets?|aircraft|warplanes?|bombs?|shelling))\b"
    r"|\b(?P<kind>ballistic|missile|drone|rocket|tornado|hurricane|tsunami|flood|storm)[ -](?:alert|warning|alarm)\b",
    re.I,
)
_INFORMAL = frozenset({"", "country", "continent", "water"})
LEVELS = {
    "region": "oblast",
    "district": "raion",
    "county": "county",
    "city": "city",
    "town": "hromada",
    "village": "hromada",
}
_LABEL = re.compile(r"\s*(?:Start|Threat|End|From|Until)\b", re.I)
BACK = 3  # sentences before an end or a stop in which its alert's region is named
FOLLOWS = 3  # sentences of a notice behind its begin that tell the start and the threat ("Start: … Threat: …")
NOTICE = 400  # code points of a feed's notice; reports of an alert are longer (looked at on the demo beat)
ZONES_H = 14  # the furthest that a local clock stands from UTC
SAME_HOUR = timedelta(minutes=20)  # a notice is published so soon after what it tells, apart from its zone


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said of one region's alert. ``at``: the moment that it tells (ISO, UTC), ``began``: the start that an end
    or a stop repeats; ``moment``: when it was published; ``exact``: whether ``at`` is a clock time told for the begin."""

    kind: str
    region: str
    passage: Passage
    cell: Cell
    moment: str
    at: str = ""
    began: str = ""
    place: PlaceMention | None = None
    code: str = ""
    level: str = ""
    threat: Cell | None = None
    exact: bool = False


def heard(page: Page) -> Iterator[Heard]:
    """Everything that the page's sentences say of alerts, in the order of the page."""
    zones = _zones(page)
    last: dict[str, tuple[PlaceMention, ...]] = {}  # where each outlet told of an alert last
    for passage in page.passages:
        kind, hit = _kind(passage.text)
        if not passage.told or hit is None:
            continue
        if kind == END and hit.group().lstrip()[:2] in ("It", "Th", "Bo") and not _goes_back(page, passage):
            continue
        denied = _NONE.search(passage.text) and not _ON.search(passage.text)
        if kind != STOPPED and (denied or any(told.silent for told in passage.told)):
            continue
        places = _regions(page, passage) or (last.get(passage.outlet, ()) if kind != BEGIN else ())
        last[passage.outlet] = places
        for place in places:
            yield _heard(page, passage, (kind, hit), place, zones.get(passage.outlet, timedelta()))


def _goes_back(page: Page, passage: Passage) -> bool:
    """Whether "it expired" has an alert in the sentences before it."""
    before = (page.before(passage, back) for back in range(1, BACK + 1))
    return any(each is not None and _kind(each.text)[0] == BEGIN for each in before)


def _kind(text: str) -> tuple[str, re.Match[str] | None]:
    """A stop first (it names the alert it has stopped telling of), then an end (it repeats the begin), then a begin."""
    for kind, form in ((BEGIN, _ON), (STOPPED, _STOPS), (STOPPED, _UNTOLD), (END, _ENDS), (BEGIN, _BEGINS)):
        hit = form.search(text)
        if hit:
            return kind, hit
    return "", None


def _regions(page: Page, passage: Passage) -> tuple[PlaceMention, ...]:
    """The regions that the sentence names (not where its speaker sits or what broke); else of the sentence before; an end
    or a stop goes back further. Of a county and its state the county."""
    back = BACK if _kind(passage.text)[0] != BEGIN else 1
    for each in (passage, *(page.before(passage, n) for n in range(1, back + 1))):
        if each is None:
            continue
        places = [place for place in each.places if place.precision not in _INFORMAL]
        wide = (
            _listed(each, places)
            or [place for place in places if place.precision in ("county", "district")]
            or [place for place in places if place.precision == "region"]
            or [place for place in places if _FOR.search(each.text[: place.span.start - each.span.start])]
        )
        if wide or places:
            return tuple(wide or places)
    return ()


def _listed(passage: Passage, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of "in Lviv, Volyn and Rivne regions": each is a region, whatever town bears its name."""
    listed = _REGIONS.search(passage.text)
    if listed is None:
        return []
    inside = Span(*listed.span()).shift(passage.span.start)
    return [place for place in places if inside.covers(place.span)]


def _zones(page: Page) -> dict[str, timedelta]:
    """How far each outlet's clock stands from UTC, by its notices of a begin: they are published as they begin."""
    found: dict[str, timedelta] = {}
    for passage in page.passages:
        kind, hit = _kind(passage.text)
        if kind == BEGIN and hit is not None and passage.told and _is_notice(page, passage):
            moment = _published(passage)
            _, at = _moments(kind, passage, _notice(page, passage), moment)
            off = _off(at, moment)
            if off is not None:
                found.setdefault(passage.outlet, off)
    return found


def _is_notice(page: Page, passage: Passage) -> bool:
    """Whether the text is a feed's notice, published as the alert begins: short, and no report that knows its end."""
    return len(passage.document.text) <= NOTICE and not any(
        _kind(each.text)[0] in (END, STOPPED) for each in page.after(passage, FOLLOWS)
    )


def _heard(
    page: Page, passage: Passage, said: tuple[str, re.Match[str]], place: PlaceMention, zone: timedelta
) -> Heard:
    kind, hit = said
    notice = _notice(page, passage)
    moment = _published(passage)
    began, at = _moments(kind, passage, notice, moment)
    level = LEVELS.get(place.precision, "")
    return Heard(
        kind=kind,
        region=place.name,
        passage=passage,
        cell=page.cell(passage, hit.start(), hit.end(), as_of=passage.day),
        moment=moment,
        at=_utc(at, zone) or moment,
        began=_utc(began, zone) if kind != BEGIN else "",
        place=place,
        code=code_of((place.name,), level if level in ("oblast", "raion", "hromada") else "oblast"),
        level=level,
        threat=next((cell for each in notice if (cell := _threat(page, each, passage)) is not None), None),
        exact=kind == BEGIN and at[:4].isdigit() and "T" in at and at[11:13].isdigit(),
    )


def _notice(page: Page, passage: Passage) -> list[Passage]:
    """The sentence and those behind it that belong to its notice: a short text of a feed is read as a whole."""
    told = [each for each in page.after(passage, FOLLOWS) if _LABEL.match(each.text)]
    opening = page.before(passage)
    uncited = opening is not None and not opening.told and _ENDS.search(opening.text) is not None
    return [*([opening] if uncited and opening is not None else []), passage, *told]


def _moments(kind: str, passage: Passage, notice: list[Passage], moment: str) -> tuple[str, str]:
    """The start that the words repeat, and the moment of what they tell."""
    own = [time for time in passage.times if time.type in ("DATE", "TIME")]
    clock = [time for time in own if "T" in time.value]
    if kind == BEGIN:
        labelled = (_clock(each.text, moment) for each in notice if each is not passage)
        said = [time.value for time in clock] + [at for at in labelled if at] + [time.value for time in own]
        return "", (said or [""])[0]
    if not own and notice[0] is not passage:
        return "", _clock(notice[0].text, moment)
    began = next((time.value for time in clock if _BEGAN.search(_before(passage, time))), "")
    rest = [time.value for time in clock if time.value != began]
    return began, (rest or [""])[0]


def _clock(text: str, published: str) -> str:
    """The clock time of a labelled line ("Start: 6 March 2025, 01:10") on the day that brings it nearest to its notice."""
    said = _CLOCK.search(text)
    if said is None:
        return ""
    known = _at(published)
    day = known.replace(hour=int(said[1]), minute=int(said[2]), second=0, microsecond=0)
    near = min((day + timedelta(days=shift) for shift in (-1, 0, 1)), key=lambda each: abs(each - known))
    return near.strftime("%Y-%m-%dT%H:%M")


def _at(value: str) -> datetime:
    known = datetime.fromisoformat(value.replace("Z", "+00:00"))
    return known if known.tzinfo else known.replace(tzinfo=UTC)


def _before(passage: Passage, time: TimeMention) -> str:
    start = time.span.start - passage.span.start
    return passage.text[max(0, start - 24) : start]


def _published(passage: Passage) -> str:
    value = passage.document.published.value
    return value if "T" in value else passage.moment if "T" in passage.moment else f"{passage.day}T00:00:00+00:00"


def _off(value: str, published: str) -> timedelta | None:
    """The whole hours between a told clock time and its publication; None when it is no clock time or not so near."""
    if "T" not in value or not value[:4].isdigit() or not value[11:13].isdigit():
        return None
    off = datetime.fromisoformat(value[:16]).replace(tzinfo=UTC) - _at(published)
    whole = timedelta(hours=round(off / timedelta(hours=1)))
    return whole if abs(whole) <= timedelta(hours=ZONES_H) and abs(off - whole) <= SAME_HOUR else None


def _utc(value: str, zone: timedelta) -> str:
    """A told moment in UTC by its outlet's zone; a day alone stays one, a time of an unknown day is none."""
    if not value[:4].isdigit():
        return ""
    if "T" not in value or not value[11:13].isdigit():
        return value[:10]
    at = datetime.fromisoformat(value[:16]).replace(tzinfo=UTC) - zone
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _threat(page: Page, passage: Passage, notice: Passage) -> Cell | None:
    """What the alert is against: words of the sentence, or of a labelled line, which its notice's statement carries."""
    said = _THREAT.search(passage.text)
    if said is None:
        return None
    group = next(key for key, value in said.groupdict().items() if value)
    cell = page.cell(passage, said.start(group), said.end(group), as_of=notice.day)
    if cell.statements:
        return cell
    first = notice.told[0]
    own = page.cell(notice, 0, len(notice.text))
    return msgspec.structs.replace(own, text=cell.text, statements=(first.id, *notice.echoes), as_of=notice.day)
