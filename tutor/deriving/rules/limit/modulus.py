"""Absolute value: on one side of the point the inside keeps its sign, and the bars go."""

from collections.abc import Iterator

from sympy import Abs

from tutor.maths.limits.tendency import sign_near
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|u| = u where u > 0, and -u where u < 0."""
    if len(node.variables) != 1 or node.expr.has(Diff) or node.free_symbols:
        return
    for bars in sorted(node.expr.atoms(Abs), key=str):
        inside = bars.args[0]
        sign = sign_near(inside, node) if node.variables[0] in inside.free_symbols else 0
        if sign:
            without = -tree.evaluated(inside)
            new = tree.replaced(node.expr, bars, inside if sign > 0 else written(without))
            yield Move(node.of(new), {"bars": bars, "inside": inside, "positive": sign > 0, "x": node.variables[0]})
            return


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "|u| = u where u > 0, |u| = -u where u < 0",
    ("abs(x)/x; x = 0+", "abs(x - 2)/(x^2 - 4); x = 2-"),
    "Stewart, Calculus, 2.3",
)
