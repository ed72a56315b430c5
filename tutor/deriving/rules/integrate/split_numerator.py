"""Numerator split: over a power of a quadratic a linear numerator is a multiple of the derivative, and a number."""

from collections.abc import Iterator

from sympy import Mul, Poly, Pow, S

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """(p x + q)/Q^n = (p/(2a)) Q'/Q^n + c/Q^n, and so beside a root of Q."""
    f, x = tree.evaluated(node.expr), node.variable
    under = [a for a in Mul.make_args(f) if isinstance(a, Pow) and (a.exp.is_negative or (a.exp.is_Rational and a.exp.q == 2)) and a.has(x)]
    if len(under) != 1 or not under[0].base.is_polynomial(x):
        return
    base, power = under[0].base, under[0]
    over = (f / power).expand()
    if not over.is_polynomial(x) or Poly(base, x).degree() != 2 or Poly(over, x).degree() != 1:
        return
    slope = base.diff(x).expand()
    c = (over.coeff(x, 1) / slope.coeff(x, 1)).cancel()
    rest = (over - c * slope).expand()
    if rest is S.Zero or Poly(base, x).nth(1) == 0:
        return
    after = tree.total(written(c * slope * power), written(rest * power))
    yield Move(node.of(after), {"base": written(base), "slope": written(slope), "over": written(over), "c": c, "rest": rest})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "(p x + q)/Q = c Q'/Q + d/Q",
    ("(x + 3)/(x^2 + 2x + 5)", "x/sqrt(3 - 2x - x^2)", "x sqrt(2x - x^2)"),
    "Stewart, Calculus, 7.4",
    effort=1.0,
)
