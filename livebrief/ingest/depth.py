"""How deep HTML tags nest, without parsing. Owns the guard against pages made to exhaust a parser."""

from __future__ import annotations

import re

_HIDDEN = re.compile(rb"<!--.*?-->|<(script|style|textarea)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>")
# Void elements and those whose end tag may be left out: an unclosed <p> opens no level.
_LEVELLESS = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option thead tbody".split()
)


def nests_deeper_than(page: bytes, limit: int) -> bool:
    """Whether more than ``limit`` elements are open at once. One pass, no recursion."""
    if page.count(b"<") <= limit:
        return False
    depth = 0
    for closing, name, rest in _TAG.findall(_HIDDEN.sub(b"", page)):
        if name.lower() in _LEVELLESS or rest.endswith(b"/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > limit:
            return True
    return False
