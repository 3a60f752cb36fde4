"""An alert of the ledger as a Common Alerting Protocol message (OASIS CAP 1.2). Owns the form; warns nobody.

A ledger tells of alerts after the fact. So that no machine takes one for a warning: the scope is *Restricted* with its
reason, the note says so again, an ended alert has the urgency *Past*, one whose feed has stopped is *Unknown* throughout,
and severity is never guessed. Messages of an invented or trial beat have the status *Exercise*.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from livebrief.records.ledgers import Alert, Ledger, current

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
NOT_A_WARNING = "Not a warning service: a record of what an alert feed published, made after the fact."
_CATEGORIES = (
    ("Met", re.compile(r"storm|hurricane|tornado|wind|flood|tsunami|heat|snow|rain", re.I)),
    ("Fire", re.compile(r"\bfire", re.I)),
    ("CBRNE", re.compile(r"chemical|nuclear|radiat|biolog", re.I)),
    ("Security", re.compile(r"air|raid|missile|drone|rocket|artillery|shell|fighting|attack|ballistic", re.I)),
)
_ODD = re.compile(r"[\s,<&]+")
# XML 1.0 has no place for these: left out, as they carry no words
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_cap(entry: Alert, ledger: Ledger, *, sender: str, exercise: bool = False) -> bytes:
    """One CAP 1.2 message, UTF-8, valid by the OASIS schema. ``sender`` names this desk (no blanks, commas, ``<``, ``&``).

    ``sent`` is the ledger's ``as_of``: the same ledger gives the same bytes.
    """
    root = ET.Element(f"{{{NAMESPACE}}}alert")
    _put(root, "identifier", _token(f"{entry.id}.{_stamp(ledger.as_of)}"))
    _put(root, "sender", _token(sender))
    _put(root, "sent", _moment(ledger.as_of))
    _put(root, "status", "Exercise" if exercise else "Actual")
    _put(root, "msgType", "Alert")
    _put(root, "source", "; ".join(dict.fromkeys(cell.by for cell in entry.source)))
    _put(root, "scope", "Restricted")
    _put(root, "restriction", NOT_A_WARNING)
    _put(root, "note", " ".join(dict.fromkeys((NOT_A_WARNING, ledger.notice))).strip())
    _info(ET.SubElement(root, f"{{{NAMESPACE}}}info"), entry)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True, default_namespace=NAMESPACE)
    return written


def _info(info: ET.Element, entry: Alert) -> None:
    threat = "; ".join(cell.text for cell in current(entry.threat))
    told = f"{threat} {' '.join(cell.text for cell in entry.source)}"
    known = entry.state != "unknown"
    _put(info, "language", "en")
    _put(info, "category", next((name for name, form in _CATEGORIES if form.search(told)), "Other"))
    _put(info, "event", f"Alert: {threat}" if threat else "Alert")
    _put(info, "urgency", {"over": "Past", "open": "Immediate"}.get(entry.state, "Unknown"))
    _put(info, "severity", "Unknown")
    _put(info, "certainty", "Observed" if known else "Unknown")
    _put(info, "effective", _iso(entry.start))
    _put(info, "onset", _iso(entry.start))
    _put(info, "expires", _iso(entry.end))
    _put(info, "senderName", "; ".join(dict.fromkeys(cell.by for cell in entry.source)))
    _put(info, "headline", entry.title[:160])
    _put(info, "description", _state(entry))
    for name, value in _parameters(entry):
        parameter = ET.SubElement(info, f"{{{NAMESPACE}}}parameter")
        _put(parameter, "valueName", name)
        _put(parameter, "value", value, empty=True)
    area = ET.SubElement(info, f"{{{NAMESPACE}}}area")
    _put(area, "areaDesc", _clean(entry.region) or "not told")
    if entry.code:
        geocode = ET.SubElement(area, f"{{{NAMESPACE}}}geocode")
        _put(geocode, "valueName", "KATOTTG" if entry.code.startswith("UA") else "region")
        _put(geocode, "value", entry.code)


def _state(entry: Alert) -> str:
    if entry.state == "unknown":
        return f"Unknown whether it is over: nothing has been heard of it since {entry.last_heard or 'its begin'}."
    return f"Ended {entry.end}." if entry.state == "over" else f"Open when last heard of ({entry.last_heard})."


def _parameters(entry: Alert) -> list[tuple[str, str]]:
    found = [("livebrief:entry", entry.id), ("livebrief:state", entry.state), ("livebrief:lastHeard", entry.last_heard)]
    found += [("livebrief:statement", some) for some in entry.statements]
    found += [("livebrief:series", cell.reference) for cell in entry.source if cell.reference]
    return [(name, value) for name, value in found if value]


def _put(parent: ET.Element, name: str, words: str, *, empty: bool = False) -> None:
    """A child element with these words; none at all without words, unless the schema needs it."""
    clean = _clean(words)
    if clean or empty:
        ET.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = clean


def _clean(words: str) -> str:
    return _NO_XML.sub("", words).strip()


def _token(words: str) -> str:
    return _ODD.sub("-", words.strip()) or "livebrief"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _moment(at: datetime) -> str:
    """As CAP wants it: whole seconds, and UTC written ``-00:00``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def _iso(value: str) -> str:
    """A told moment in CAP's form; a day alone is no moment, so it is left out."""
    if "T" not in value:
        return ""
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return ""
    return _moment(at if at.tzinfo else at.replace(tzinfo=UTC))
