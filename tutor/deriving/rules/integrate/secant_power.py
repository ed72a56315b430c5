"""Odd power of the secant: by parts, and the integral that comes back is solved for."""

from collections.abc import Iterator

from sympy import cot, csc, sec, tan

from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int


def moves(node: Int) -> Iterator[Move]:
    """(n - 1) times the integral of sec^n is sec^(n-2) tan plus (n - 2) times that of sec^(n-2)."""
    if not proper(node):
        return
    f, x = tree.evaluated(node.expr), node.variable
    base, n = f.as_base_exp()
    if not isinstance(base, sec | csc) or not n.is_Integer or n < 3 or n.is_even:
        return
    angle = base.args[0]
    k = slope_of(angle, x)
    if k is None:
        return
    other, sign = (tan(angle), 1) if isinstance(base, sec) else (cot(angle), -1)
    ahead = written(sign * base ** (n - 2) * other / (k * (n - 1)))
    first = Bracket(ahead, x, *node.limits) if node.is_definite else ahead
    rest = node.of(written(base ** (n - 2)))
    facts = {
        "u": base ** (n - 2),
        "v": written(sign * other / k),
        "du": written(sign * k * (n - 2) * base ** (n - 2) * other),
        "dv": base**2,
        "x": x,
        "n": n,
        "square": other**2,
        "for_square": written(base**2 - 1),
        "times": n - 1,
        "less": n - 2,
    }
    yield Move(tree.total(first, tree.product(written((n - 2) / (n - 1)), rest)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "(n - 1) int sec^n x dx = sec^(n-2) x tan x + (n - 2) int sec^(n-2) x dx",
    ("sec(x)^3", "sec(2x)^5", "csc(x)^3"),
    "Stewart, Calculus, 7.2",
    effort=5.0,
)
