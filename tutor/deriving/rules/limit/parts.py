"""Limit laws: the limits of the parts, added, multiplied and divided as the expression says, infinite ones included."""

from collections.abc import Iterator

from sympy import Eq, Expr, S

from tutor.maths.limits.arithmetic import EXTREMES, extended
from tutor.maths.limits.tendency import tendency
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Lim


def moves(node: Lim) -> Iterator[Move]:
    """Where no part is indeterminate: not oo - oo, 0 oo, 0/0 or oo/oo."""
    value = extended(node.expr, node)
    if value is None or value.has(S.NaN, S.ComplexInfinity) or tendency(node) is None:
        return
    parts = _parts(node.expr, node)
    limits = [(p, extended(p, node)) for p in parts]
    if any(v is None for _, v in limits):
        return
    kept = tuple(Eq(node.of(p), v, evaluate=False) for p, v in limits if v is not None and p != node.expr and p not in node.variables)
    infinite = value in EXTREMES
    yield Move(value, {"limits": kept, "value": value, "infinite": infinite, "below": _vanishing(limits, node), "f": node.expr}, kept)


def _parts(expr: Expr, node: Lim) -> list[Expr]:
    """The terms of a sum, the factors above and below a line, the inside of a function: what holds the variables."""
    x = set(node.variables)
    if expr.is_Add:
        found = tree.terms(expr)
    elif expr.is_Mul:
        found = tuple(f.args[0] if f.is_Pow and f.args[1] == S.NegativeOne else f for f in tree.factors(expr))
    else:
        found = expr.args
    return [p for p in dict.fromkeys(found) if p.free_symbols & x]


def _vanishing(limits: list[tuple[Expr, Expr | None]], node: Lim) -> Expr | None:
    """What tends to 0 below the line, if anything does."""
    if not (node.expr.is_Mul or node.expr.is_Pow):
        return None
    below = [f.args[0] for f in tree.factors(node.expr) if f.is_Pow and f.args[1].is_negative]
    return next((b for b in below if tendency(node.of(b)) == "zero"), None)


RULE = Rule(
    Lim,
    moves,
    Rank.COMBINE,
    "the limit of a sum, product, quotient or composition is that of the limits of its parts, if none is indeterminate",
    ("2 + 1/x; x = oo", "1/x^2; x = 0", "e^(-x) + x^2; x = oo", "atan(1/x); x = 0+", "x^2/(x - 1); x = 1+"),
    "Stewart, Calculus, 2.3 and 2.6",
)
