"""A formula as it was cut out of a text: the stop behind it, and braces that only group."""

from __future__ import annotations

import re
from dataclasses import replace

from tutor.reading.syntax import Node, Relation, Tup

# What may stand behind a formula and says nothing: spaces, and the end of a line.
_BLANK_END = re.compile(r"(?:\s|~|\\[,;:! ]|\\\\|\\q?quad)+\Z")
# A stop or comma of the sentence; no ellipsis, no space of LaTeX, no bracket without a partner.
_STOP = re.compile(r"(?<![.;\\])(?<!(?<!\\),)(?<!\\right)(?<!\\left)[.,;]\Z")
_DOLLARED = re.compile(r"\s*\$(?P<inner>[^$]*)\$\s*[.,;]?\s*\Z")


def unstopped(text: str) -> tuple[int, int]:
    """The stretch of a text without the stop at its end, and without dollar signs where one stood with them."""
    first, last = 0, len(text)
    dollared = _DOLLARED.match(text)
    if dollared:
        first, last = dollared.span("inner")
    for pattern in (_BLANK_END, _STOP, _BLANK_END):
        found = pattern.search(text[:last], first)
        if found is not None and text[first : found.start()].strip():
            last = found.start()
    return first, last


def ungrouped(tree: Node) -> Node:
    """A formula that stands in braces as a whole, or on a side of a relation: in a problem they group, and hold no set."""
    match tree:
        case Tup((item,), "{", "}"):
            return ungrouped(item)
        case Relation(items):
            return replace(tree, items=tuple(map(ungrouped, items)))
    return tree
