"""A value with its uncertainty: `1000 ± 29`, `1000 +- 29`, `29`, `±29`, `1000 ± 2.9%`."""

from __future__ import annotations

from dataclasses import replace

from tutor.reading.answers import Uncertain
from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled
from tutor.reading.shapes import scalar
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.measured import measured
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import Node

_SIGN = compiled(r"±|\\pm(?![A-Za-z])|\+\s*/\s*[-−]|\+\s?[-−]|(?<![A-Za-z])(?:pm|plus\s+or\s+minus|plus\s*/?\s*minus)(?![A-Za-z])")
_PERCENT = compiled(r"\s*(?:\\?%|per\s?cent|percent)\s*\Z")
_LINE = compiled(r"\n")


def uncertain(draft: Draft, span: Span) -> Result:
    """The uncertainty, and the value before the sign, if there is one; of a working the last line."""
    whole = draft.pieces(_LINE, without_asides(draft, span))[-1]
    bare, unit = measured(draft, whole)
    bare = _unbracketed(draft, bare)
    sign = next(draft.outside(_SIGN, bare), None)
    if sign is None:
        return _alone(draft, whole if unit is None else span)
    behind, percent = _percent(draft, draft.trimmed(sign.end(), bare[1]))
    if behind[0] >= behind[1]:
        raise draft.fail("Something is missing behind the sign.", sign.span(), "Write the value, the sign ± and the uncertainty.")
    by = scalar.expression(draft, behind)
    before = draft.trimmed(bare[0], sign.start())
    value = None if _is_nothing(draft, before) else scalar.expression(draft, before)
    labels = () if value is None else value.labels
    stated = None if value is None else _node(value)
    units = unit or by.unit or (value.unit if value is not None else None)
    return Result(Uncertain(stated, _node(by), percent), None if value is None else value.name, (), (span,), (), labels, units)


def _alone(draft: Draft, span: Span) -> Result:
    """The uncertainty by itself."""
    inner, percent = _percent(draft, span)
    found = scalar.expression(draft, inner)
    return replace(found, reading=Uncertain(None, _node(found), percent))


def _node(found: Result) -> Node:
    assert isinstance(found.reading, Node)
    return found.reading


def _unbracketed(draft: Draft, span: Span) -> Span:
    """The inside of (1000 ± 29)."""
    first, last = span
    if draft.text[first : first + 1] == "(" and draft.text[last - 1 : last] == ")" and all(draft.depth[first + 1 : last - 1]):
        draft.rewrite("".join(" " if k in (first, last - 1) else c for k, c in enumerate(draft.text)))
        return draft.trimmed(first, last)
    return span


def _percent(draft: Draft, span: Span) -> tuple[Span, bool]:
    found = _PERCENT.search(draft.text, *span)
    return (span, False) if found is None else (draft.trimmed(span[0], found.start()), True)


def _is_nothing(draft: Draft, span: Span) -> bool:
    """Whether no value stands before the sign: nothing, or a name with an equals sign."""
    return span[0] >= span[1] or draft.text[span[1] - 1] == "="
