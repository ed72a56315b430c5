"""Several vectors: (1, 0), (3/5, 4/5), with words between them, with ± for two of them, or `none`."""

from __future__ import annotations

import re

from tutor.reading.answers import Vectors
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import chain, unled
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.vector import as_vector, row, with_basis
from tutor.reading.syntax import Basis, Node, Relation, Rows, Tup, walk

_BETWEEN = compiled(
    r"(?<![A-Za-z\\])(?:or|oder|(?:in\s+)?(?:the\s+)?(?:unit\s+)?(?:directions?|vectors?)(?:\s+(?:are|is))?)(?![A-Za-z_(=])\s*:?",
    re.IGNORECASE,
)
_NONE = compiled(
    r"\W*(?:(?:there\s+(?:is|are)\s+)?(?:none|no(?:\s+such)?(?:\s+unit)?\s+(?:directions?|vectors?)|nothing|keine|d\W?n\W?e\W*"
    r"|empty(?:\s+set)?|\\emptyset|\\varnothing|∅|\{\s*\}))(?:\s+exists?)?\W*",
    re.IGNORECASE,
)
_BRACED = compiled(r"\\?\{(?P<inside>.*[)>\]⟩].*)\\?\}", re.DOTALL)


def vectors(draft: Draft, span: Span) -> Result:
    """The vectors of the last step of a working."""
    labels.worded(draft)
    if _NONE.fullmatch(draft.text, *span):
        return Result(Vectors(()))
    span = without_asides(draft, span)
    found = steps(draft, span)
    last = found[-1]
    draft.separate(_BETWEEN, last)
    last = _unbraced(draft, draft.trimmed(*last))
    read = [made for line in rows(draft, last) for piece in draft.items(line) for made in (_read(draft, piece),)]
    if read and all(is_scalar(node) for node in read):  # 3/5, 4/5
        read = [Tup(tuple(read), "", "", read[0].start, read[-1].end)]
    return Result(Vectors(tuple(row(draft, node) for node in read)), None, (), tuple(found))


def _read(draft: Draft, piece: Span) -> Node:
    """One vector without its name, or a number that may be a component."""
    led = unled(draft, piece)
    tree = draft.parse(led.span, with_basis(draft, led.span))
    value = chain(draft, tree).value if isinstance(tree, Relation) else tree
    if any(isinstance(n, Tup | Basis | Rows) for n in walk(value)):
        return as_vector(draft, value)
    if not is_scalar(value):
        raise wrong(draft, "vectors", value)
    return value


def _unbraced(draft: Draft, span: Span) -> Span:
    """Without the braces of a set of vectors."""
    found = _BRACED.fullmatch(draft.text, *span)
    if found is None:
        return span
    first, last = found.span("inside")
    draft.rewrite(draft.text[: span[0]] + " " * (first - span[0]) + draft.text[first:last] + " " * (span[1] - last) + draft.text[span[1] :])
    return draft.trimmed(first, last)
