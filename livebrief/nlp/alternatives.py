"""Patterns of many words: a tree of their letters instead of a row of alternatives. Owns the form; refuses the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def one_of(words: Iterable[str]) -> str:
    """A pattern of the words as a tree of their letters: many times faster than a row of alternatives. It tries the
    longest first, as a row sorted by length does."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    if set(node) == {""}:
        return ""
    ways = [re.escape(letter) + _branches(rest) for letter, rest in sorted(node.items()) if letter]
    joined = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{joined})?" if "" in node else joined
