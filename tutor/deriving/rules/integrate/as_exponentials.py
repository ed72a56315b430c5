"""Hyperbolic functions written by exponentials: where one stands beside an exponential, or alone below the line."""

from collections.abc import Iterator

from sympy import Eq, cancel, cosh, exp, powsimp, sinh, together

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.trigonometry import BY_EXPONENTIALS
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sinh x = (e^x - e^(-x))/2, cosh x = (e^x + e^(-x))/2."""
    f, x = tree.evaluated(node.expr), node.variable
    found = sorted((h for h in f.atoms(*BY_EXPONENTIALS) if h.has(x)), key=str)
    if not found or any(slope_of(h.args[0], x) is None for h in found):
        return
    names = {h: BY_EXPONENTIALS[type(h)](h.args[0]) for h in found}
    inside = f.xreplace(names)
    after = powsimp(inside.expand()) if all(isinstance(h, sinh | cosh) for h in found) and f.has(exp) else cancel(together(inside))
    yield Move(node.of(written(after)), {"names": [Eq(h, written(e), evaluate=False) for h, e in names.items()], "f": node.expr})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sinh x = (e^x - e^(-x))/2,  cosh x = (e^x + e^(-x))/2",
    ("e^x sinh x", "sech x", "e^(2x) cosh x"),
    "Stewart, Calculus, 3.11",
    effort=3.0,
)
