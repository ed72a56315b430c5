"""A circle by its centre and radius, or by an equation."""

from __future__ import annotations

import re

from tutor.reading.answers import Circle
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import unled
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.kinds import is_scalar
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.vector import as_vector, is_vector, row, with_basis
from tutor.reading.syntax import Node, Relation, Sym, walk

_WORDS = compiled(
    r"(?<![A-Za-z\\])(?:(?:it\s+is\s+)?(?:the\s+|a\s+)?circle|(?:the\s+)?cent(?:re|er)(?:e?d)?|(?:the\s+)?radius|with|of|its|is|at|and|about"
    r"|mittelpunkt|radius)(?![A-Za-z_])\s*[:=]?",
    re.IGNORECASE,
)
_ADVICE = "Write it as centre (0, 1), radius 2."


def circle(draft: Draft, span: Span) -> Result:
    """Centre and radius in any order; in the plane an equation will do."""
    labels.worded(draft)
    if _WORDS.search(draft.text, *span) is None and "=" in draft.text:
        found = draft.parse(span)
        if isinstance(found, Relation) and found.signs == ("=",) and {"x", "y"} <= {n.name for n in walk(found) if isinstance(n, Sym)}:
            return Result(found)
    draft.separate(_WORDS, span)
    centres: list[Node] = []
    radii: list[Node] = []
    for piece in draft.items(draft.trimmed(*span)):
        led = unled(draft, piece)
        tree = draft.parse(led.span, with_basis(draft, led.span))
        value = tree.items[-1] if isinstance(tree, Relation) and set(tree.signs) == {"="} else tree
        if is_vector(value):
            centres.append(as_vector(draft, value))
        elif is_scalar(value):
            radii.append(value)
        else:
            raise draft.fail("A centre and a radius are needed here.", span, _ADVICE)
    if len(centres) != 1 or len(radii) != 1:
        raise draft.fail("A centre and a radius are needed here.", span, _ADVICE)
    return Result(Circle(row(draft, centres[0]), radii[0]))
