"""Which whole turns an angle can have: between the bounds that the conditions give to its letters."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic, Expr, Rel, S, Symbol, ceiling, floor

from tutor.trees import tree

MOST = 6  # whole numbers: more are a family
Span = tuple[Expr, Expr, bool]  # from, to, and whether neither end is reached


def whole_numbers(angle: Expr, turn: Expr, conditions: Sequence[Basic]) -> tuple[int, ...] | None:
    """Each m for which angle = m turn may be; None where the conditions do not bound the angle, or leave many."""
    span = _span(angle, conditions)
    if span is None:
        return None
    low, high, open_ = (span[0] / turn).simplify(), (span[1] / turn).simplify(), span[2]
    first, last = ceiling(low), floor(high)
    if not (first.is_Integer and last.is_Integer) or last - first >= MOST:
        return None
    return tuple(m for m in range(int(first), int(last) + 1) if not (open_ and m in (low, high)))


def _span(angle: Expr, conditions: Sequence[Basic]) -> Span | None:
    """Between which numbers a linear expression lies."""
    low = high = angle.subs(dict.fromkeys(angle.free_symbols, 0))
    open_ = False
    for x in angle.free_symbols:
        c = angle.diff(x)
        mine = _between(x, conditions)
        if not c.is_number or mine is None:
            return None
        a, b, strict = mine
        low, high = (low + c * a, high + c * b) if c.is_positive else (low + c * b, high + c * a)
        open_ = open_ or strict
    return low, high, open_


def _between(x: Symbol, conditions: Sequence[Basic]) -> Span | None:
    """The bounds of one letter; only where both are strict is it said that neither is reached."""
    low, high, strict = S.NegativeInfinity, S.Infinity, [True, True]
    for r in conditions:
        plain = tree.plain(r)
        if not isinstance(plain, Rel) or plain.lhs != x or not plain.rhs.is_number:
            continue
        if plain.rel_op in (">", ">=") and plain.rhs > low:
            low, strict[0] = plain.rhs, plain.rel_op == ">"
        if plain.rel_op in ("<", "<=") and plain.rhs < high:
            high, strict[1] = plain.rhs, plain.rel_op == "<"
    return (low, high, all(strict)) if low.is_finite and high.is_finite else None
