"""Airlines and other carriers, as sentences tell that they suspend, cut or resume their flights and services.

Owns who runs what; refuses countries and bodies ("Poland suspended all flights") and carriers that nobody names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?!(?:The|It|They|A|An|All|Both|Some|Most|Several|Many|On|In|At|By|After|Meanwhile|Also)\s)[A-ZÀ-Þ][\w&.'’-]*(?:\s(?:[A-ZÀ-Þ][\w&-]*|of(?=\s[A-ZÀ-Þ])))*"
_AND = r"(?:,\s(?:and\s)?|\sand\s)"
_SAYING = r"(?:,\s[^,]{3,60},)?(?:\s(?:said|says|announced|confirmed|told\s\w+)(?:\son\s\w+day)?(?:\sthat)?(?:\s(?:it|they))?)?"
_AUX = r"(?:\s(?:has|have|had|will|would|is|are|be|been|also|again|now|meanwhile|temporarily|immediately|already|to|forced|was|were))*"
_DOES = r"(?:suspend|cancel|halt|ground|resum|stopp?|scrapp?|restart|restor|divert|axe?|call(?:ed|s|ing)\soff|not\sfly|pull)\w*"
_FLOWN = re.compile(
    rf"(?P<who>{_NAME}(?:{_AND}{_NAME})*){_SAYING}{_AUX}\s{_DOES}\s(?:(?!and\b|but\b)[\w’'-]+\s){{0,5}}?"
    r"(?P<what>flights|services?|routes|operations|departures|sailings|ferries|trains|crossings)\b"
)
_OWN_FLIGHTS = re.compile(
    rf"(?P<who>{_NAME})\s(?P<what>flights|services|trains|ferries)\b(?=[^.;]{{0,60}}\b(?:suspended|cancell?ed|halted|grounded|resume[ds]?|stopped)\b)"
)
_A_CARRIER = re.compile(
    r"\b(?:air|airlines?|airways|aviation|aero\w*|\w+jet|\w+air|wings|ferries|rail\w*|railways|lines?|ryanair|lufthansa|emirates|klm|qantas|delta|united)\b",
    re.I,
)
_THE_CARRIER = re.compile(r"\b(?:airlines?|carriers?|flights?|fly|flying|planes?)\b", re.I)


def carriers(text: str, around: str) -> Iterator[tuple[int, int, int]]:
    """Where the carriers stand (and the first of their list) whose flights or services the sentence speaks of. ``around``: the document's text, which
    shows whether "services" are a carrier's."""
    for hit in (*_FLOWN.finditer(text), *_OWN_FLIGHTS.finditer(text)):
        at = hit.start("who")
        for name in re.split(_AND, hit["who"]):
            start = text.index(name, at)
            at = start + len(name)
            flying = hit["what"] in ("flights", "departures") or (
                _A_CARRIER.search(name) is not None and _THE_CARRIER.search(around) is not None
            )
            if flying and re.match(r"[A-ZÀ-Þ]", name):
                yield start, at, hit.start("who")
