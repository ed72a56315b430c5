"""t = tan x: a rational function of sine and cosine that has the period of the tangent."""

from collections.abc import Iterator

from sympy import cos, sin

from tutor.maths.integrals.by_tangent import by_tangent
from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin^2 x = t^2/(1 + t^2), cos^2 x = 1/(1 + t^2), sin x cos x = t/(1 + t^2), dx = 1/(1 + t^2) dt."""
    if not proper(node):
        return
    change = by_tangent(tree.evaluated(node.expr), node.variable)
    if change is None:
        return
    made = change.integral(node)
    if made is not None:
        after, facts = made
        yield Move(after, facts | {"tangent": written(change.half), "sine": sin(change.angle) ** 2, "cosine": cos(change.angle) ** 2})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int R(sin^2 x, cos^2 x) dx = int R(t^2/(1 + t^2), 1/(1 + t^2))/(1 + t^2) dt, t = tan x",
    ("1/(1 + sin(x)^2)", "1/(4 cos(x)^2 + 9 sin(x)^2)", "1/(1 + sin(x)^2); x from 0 to pi/2"),
    "I. S. Gradshteyn, I. M. Ryzhik, Table of Integrals, 2.50",
    effort=7.0,
)
