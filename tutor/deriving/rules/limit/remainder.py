"""Squeeze by a remainder: what a function differs by from its tangent at 0 is at most a number times a power of its argument."""

from collections.abc import Iterator

from sympy import Abs, Le, S, fraction

from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.bounds import remainders
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Apart, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x (sin y - y)| <= |x| |y|^3/6."""
    if len(node.variables) < 2 or node.expr.has(Diff) or node.at_infinity or tendency(node) != "zero":
        return
    value = tree.evaluated(node.expr)
    for found in remainders(value):
        if extended(found.inside, node) != 0:
            continue
        over, under = fraction(value / found.factor)
        rest, larger = Abs(value / found.factor), written(Abs(over) * found.most / under)
        bound = larger if Abs(under) == under else Abs(larger, evaluate=False)
        if tendency(node.of(larger)) != "zero":
            continue
        size = Abs(written(found.factor), evaluate=False)
        facts = {
            "least": Le(size, written(found.most), evaluate=False), "near": None if found.near is S.Infinity else
            Le(Abs(written(found.inside)), found.near, evaluate=False), "larger": larger, "f": written(found.factor),
        }  # fmt: skip
        if (move := squeezed(node, bound, facts, larger, Apart(written(rest), size))) is not None:
            yield move
            return


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "|sin u - u| <= |u|^3/6, |e^u - 1 - u| <= u^2 for |u| <= 1, |ln(1 + u) - u| <= u^2 for |u| <= 1/2, and their kin",
    ("x (sin(y) - y)/(x^2 + y^2); x = 0, y = 0",),
    "Taylor's theorem with remainder",
)
