"""t = tan(x/2): every rational function of sine and cosine becomes a rational function of t. The last resort."""

from collections.abc import Iterator

from sympy import cos, sin

from tutor.maths.integrals.half_angle import rationalised
from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin x = 2t/(1 + t^2), cos x = (1 - t^2)/(1 + t^2), dx = 2/(1 + t^2) dt."""
    if not proper(node):
        return
    change = rationalised(tree.evaluated(node.expr), node.variable)
    if change is None:
        return
    made = change.integral(node)
    if made is not None:
        (after, facts), double = made, tree.evaluated(2 * change.angle)
        yield Move(after, facts | {"half": written(change.half), "sine": sin(double), "cosine": cos(double)})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int R(sin x, cos x) dx = int R(2t/(1 + t^2), (1 - t^2)/(1 + t^2)) 2/(1 + t^2) dt, t = tan(x/2)",
    ("1/(2 + cos x)", "1/(3 + 2 sin x)", "1/(5 + 4 cos x); x from 0 to pi"),
    "Stewart, Calculus, 7.4, exercise 59",
    effort=9.0,
)
