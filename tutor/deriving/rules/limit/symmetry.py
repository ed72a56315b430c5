"""Symmetry: an even function has the same limit from both sides, an odd one the opposite, which is the same where it is 0."""

from collections.abc import Iterator

from sympy import Abs, exp, log

from tutor.maths.limits.tendency import tendency
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """f(-x) = f(x), or f(-x) = -f(x) where one side tends to 0; for what has a size, an exponential or a logarithm in it."""
    if len(node.variables) != 1 or node.side or node.at_infinity or node.expr.has(Diff):
        return
    ((x, a),) = node.point.items()
    f = tree.evaluated(node.expr)
    if a != 0 or not any(x in e.free_symbols for e in f.atoms(Abs, exp, log)):
        return
    mirrored = f.subs(x, -x)
    even = mirrored == f
    if even and not f.has(Abs):
        return
    if even or (mirrored == -f and tendency(node) == "zero"):
        yield Move(node.from_side("+"), {"even": even, "x": x, "minus": -x})


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "lim f(x) as x -> 0 is lim f(x) as x -> 0+, where f is even, or where f is odd and that limit is 0",
    ("abs(x) ln(abs(x)); x = 0", "x ln(abs(x)); x = 0", "e^(-1/x^2)/x; x = 0"),
    "definition",
)
