"""A witness's name as a sentence has it: with its article where it describes one ("the miners' union") or is a body's.

Refuses to add one to names of persons, of several, and where the text has a word of its own before it ("Hungary's").
"""

from __future__ import annotations

import re

from livebrief.records.verdicts import Witness

_OF = re.compile(r" (?:of|for|in|at|from|familiar|close|who|with) ")
_DETERMINED = frozenset("a an the one two three four five six several some many no his her its their our my".split())
_BODIES = frozenset(
    """Ministry Staff Army Navy Force Forces Government Department Office Agency Service Authority Command Council Commission
    Committee Guard Union""".split()
)


def called(witness: Witness) -> str:
    """The name, behind "the" where English asks for it."""
    head = _OF.split(witness.name, maxsplit=1)[0].split()
    if not head or head[0] in _DETERMINED or head[0] == "The":
        return witness.name
    if head[0][0].islower():
        several = head[-1].endswith("s") and not head[-1].endswith("ss")
        return witness.name if several else f"the {witness.name}"
    own = head[0].endswith(("'s", "’s")) or (head[0] + " ").endswith(("s' ", "s’ "))
    return f"the {witness.name}" if head[-1] in _BODIES and not own else witness.name
