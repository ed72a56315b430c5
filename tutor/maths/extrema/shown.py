"""Relations as one writes them beside each other: 0 <= x <= 3 in one chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Symbol
from sympy.core.relational import Relational

from tutor.maths.extrema.written import written
from tutor.page.layout import Layout, Operator, Row
from tutor.printing.notation.compose import compose

if TYPE_CHECKING:
    from tutor.maths.extrema.interval import Span

SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def chained(relations: Sequence[Basic]) -> tuple[object, ...]:
    """The relations, those that continue each other put into one: a < b, b < c is a < b < c."""
    out: list[object] = []
    k = 0
    while k < len(relations):
        run = [relations[k]]
        while k + 1 < len(relations) and _continues(run[-1], relations[k + 1]):
            k += 1
            run.append(relations[k])
        k += 1
        if len(run) == 1 and k < len(relations) and (pair := _around(run[0], relations[k])) is not None:
            out.append(pair)
            k += 1
            continue
        out.append(run[0] if len(run) == 1 else _row([run[0].args[0], *(r.args[1] for r in run)], [SIGNS[r.rel_op] for r in run]))
    return tuple(out)


def _continues(a: Basic, b: Basic) -> bool:
    """Whether b goes on where a ends, in the same direction."""
    if not (isinstance(a, Relational) and isinstance(b, Relational) and a.rel_op in SIGNS and b.rel_op in SIGNS):
        return False
    return bool(a.args[1] == b.args[0] and a.rel_op[0] == b.rel_op[0])


def _around(a: Basic, b: Basic) -> object | None:
    """u > 0 and u < 1 as 0 < u < 1."""
    if not (isinstance(a, Relational) and isinstance(b, Relational) and a.rel_op in (">", ">=") and b.rel_op in ("<", "<=")):
        return None
    if a.args[0] != b.args[0] or a.args[1].free_symbols or b.args[1].free_symbols:
        return None
    return _row([a.args[1], a.args[0], b.args[1]], [SIGNS[a.rel_op.replace(">", "<")], SIGNS[b.rel_op]])


def span_of(span: Span, t: Symbol) -> object:
    """Where t is: 0 <= t <= 3, t >= 1, or t = 2."""
    if span.point:
        return _row([t, span.low], ["="])
    if span.low.is_infinite and span.high.is_infinite:
        return _row([t], [])
    low, high = ("≤" if span.low_in else "<"), ("≤" if span.high_in else "<")
    if span.low.is_infinite:
        return _row([t, span.high], [high])
    if span.high.is_infinite:
        return _row([t, span.low], ["≥" if span.low_in else ">"])
    return _row([span.low, t, span.high], [low, high])


def _row(terms: Sequence[Expr], signs: Sequence[str]) -> Row:
    first, *rest = (compose(written(t)) for t in terms)
    parts: list[Layout] = [first]
    for sign, term in zip(signs, rest, strict=True):
        parts += [Operator(sign, "relation"), term]
    return Row(tuple(parts))
