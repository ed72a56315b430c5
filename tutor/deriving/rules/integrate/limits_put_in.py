"""The limits put in: the value at the upper limit less the value at the lower one."""

from collections.abc import Iterator

from sympy import AccumBounds, Expr, S, Symbol

from tutor.maths.integrals.leaps import leaps
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket


def moves(node: Bracket) -> Iterator[Move]:
    """F(b) - F(a)."""
    x, (a, b) = node.variable, node.limits
    if leaps(node):
        return
    put, after = (_less(*(filled(node.expr, x, end) for end in (b, a))) for filled in (_held, _filled))
    if put is S.Zero and node.expr.has(x):  # both values are 0: the upper one is shown as it comes
        put = tree.total(tree.substitute(node.expr, {x: b}), tree.negative(S.Zero))
    if tree.evaluated(after).has(AccumBounds, S.NaN, S.ComplexInfinity):
        return  # the antiderivative has no value there
    yield Move(after, {"F": node.expr, "x": x, "a": a, "b": b, "put": put})


def _less(upper: Expr, lower: Expr) -> Expr:
    """The difference of two values, not reckoned."""
    less = tree.product(-1, lower) if lower.is_Add else tree.negative(lower)
    return S.Zero if upper is S.Zero and lower is S.Zero else tree.total(upper, less)  # not -0


def _held(expr: Expr, x: Symbol, end: Expr) -> Expr:
    """The expression with the limit in it, nothing reckoned; 0 where it comes to 0."""
    held = tree.substitute(expr, {x: end})
    return S.Zero if tree.evaluated(held).is_zero else held


def _filled(expr: Expr, x: Symbol, end: Expr) -> Expr:
    """The same, reckoned where the limit is no number."""
    held = _held(expr, x, end)
    return written(tree.evaluated(held)) if end.free_symbols else held


RULE = Rule(Bracket, moves, Rank.CLOSE, "[F]_a^b = F(b) - F(a)", ("x^3/3; x from 0 to 2",), "Stewart, Calculus, 5.3", routine=True)
