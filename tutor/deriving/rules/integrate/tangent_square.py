"""Tangent squared beside a polynomial: tan^2 is sec^2 less 1, and sec^2 has an antiderivative."""

from collections.abc import Iterator

from sympy import Eq, Expr, Mul, cot, csc, sec, tan

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

PARTNERS = {tan: sec, cot: csc}


def moves(node: Int) -> Iterator[Move]:
    """p(x) tan^2 x = p(x) sec^2 x - p(x)."""
    x = node.variable
    factors = Mul.make_args(tree.evaluated(node.expr))
    square = next((f for f in factors if _is_square(f) and slope_of(f.base.args[0], x) is not None), None)
    if square is None:
        return
    rest = Mul(*(f for f in factors if f != square))
    if not rest.has(x) or not rest.is_polynomial(x):
        return
    partner = PARTNERS[type(square.base)](square.base.args[0]) ** 2
    facts = {"square": square, "partner": partner, "identity": Eq(square, partner - 1, evaluate=False), "p": written(rest)}
    yield Move(node.of(tree.total(written(rest * partner), tree.negative(written(rest)))), facts)


def _is_square(f: Expr) -> bool:
    return f.is_Pow and f.exp == 2 and type(f.base) in PARTNERS


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int p(x) tan^2 x dx = int (p(x) sec^2 x - p(x)) dx",
    ("x tan(x)^2", "x cot(2x)^2"),
    "Stewart, Calculus, 7.2",
    effort=1.5,
)
