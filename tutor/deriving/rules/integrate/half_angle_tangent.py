"""t = tan(x/2): every rational function of sine and cosine becomes a rational function of t. The last resort."""

from collections.abc import Iterator

from sympy import cos, sin

from tutor.maths.integrals.half_angle import rationalised
from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Int


def moves(node: Int) -> Iterator[Move]:
    """sin x = 2t/(1 + t^2), cos x = (1 - t^2)/(1 + t^2), dx = 2/(1 + t^2) dt."""
    if not proper(node):
        return
    x = node.variable
    change = rationalised(tree.evaluated(node.expr), x)
    if change is None:
        return
    t, half = change.letter, written(change.half)
    double = tree.evaluated(2 * change.angle)
    facts = {"x": x, "t": t, "half": half, "sine": sin(double), "cosine": cos(double), "slope": written(change.slope)}
    integrand = written(change.integrand)
    if not node.is_definite:
        yield Move(At(Int(integrand, t), (t,), (half,)), facts | {"definite": False})
        return
    a, b = node.limits
    limits = change.limits(x, a, b)
    if limits is not None:
        low, high = limits
        yield Move(Int(integrand, t, low, high), facts | {"definite": True, "a": a, "b": b, "low": low, "high": high})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int R(sin x, cos x) dx = int R(2t/(1 + t^2), (1 - t^2)/(1 + t^2)) 2/(1 + t^2) dt, t = tan(x/2)",
    ("1/(2 + cos x)", "1/(3 + 2 sin x)", "1/(5 + 4 cos x); x from 0 to pi"),
    "Stewart, Calculus, 7.4, exercise 59",
    effort=9.0,
)
