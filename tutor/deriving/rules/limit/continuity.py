"""Continuity: where a function is continuous, its limit is its value."""

from collections.abc import Iterator

from sympy import S

from tutor.maths.limits.arithmetic import continuous
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Lim


def moves(node: Lim) -> Iterator[Move]:
    """lim f(x) = f(a); a constant is its own limit."""
    if not (tree.evaluated(node.expr).free_symbols & set(node.variables)):
        value = tree.evaluated(node.expr)
        facts = {
            "f": node.expr,
            "constant": True,
            "plainly": value == node.expr,
            "value": value,
            "point": node.point,
            "far": node.at_infinity,
        }
        yield Move(value, facts)
    elif continuous(node.expr, node):
        value = tree.placed(node.expr, node.point)
        if not tree.evaluated(value).has(S.NaN, S.ComplexInfinity):
            facts = {"f": node.expr, "constant": False, "plainly": False, "value": value, "point": node.point, "far": False}
            yield Move(value, facts)


RULE = Rule(
    Lim,
    moves,
    Rank.CLOSE,
    "lim f(x) = f(a) as x -> a, where f is continuous at a",
    ("x^2 + 3x; x = 2", "x^2 y + cos(x y); x = 1, y = 0", "sqrt(x); x = 0+"),
    "Stewart, Calculus, 2.5 and 14.2",
)
