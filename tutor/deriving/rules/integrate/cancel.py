"""Cancel: numerator and denominator divided by what they have in common."""

from collections.abc import Iterator
from typing import Literal

from sympy import Expr, Mul, Symbol, cancel, factor, fraction, preorder_traversal
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.integrals.writing import is_below, written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """p q/(p r) = q/r."""
    f, x = tree.evaluated(node.expr), node.variable
    under = fraction(f)[1]
    if not under.has(x):
        return
    try:
        shorter = cancel(f)
    except PolynomialError:
        return
    after = fraction(shorter)[1]
    if not shorter.has(x) or not (under.is_polynomial(x) and after.is_polynomial(x)):
        simpler = shorter.count_ops() < f.count_ops()
    else:
        simpler = after.as_poly(x).degree() < under.as_poly(x).degree() if after.has(x) else True
    if simpler:
        yield Move(
            node.of(written(shorter if not after.has(x) else factor(shorter))),
            {"f": node.expr, "shorter": written(shorter), "by": _by(node.expr, x)},
        )


def _by(f: Expr, x: Symbol) -> Literal["fraction", "exponents", "both"]:
    """What makes it shorter: a fraction, or where none is written, exponents that are added, with sums multiplied out or without."""
    if any(is_below(a, x) for a in preorder_traversal(f)):
        return "fraction"
    return "both" if any(a.as_base_exp()[0].is_Add and a.has(x) for a in Mul.make_args(f)) else "exponents"


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "p q/(p r) = q/r",
    ("(x^2 - 1)/(x - 1)", "(x^2 + 3x)/(x^3 + x)"),
    "Stewart, Calculus, 7.4",
    effort=1.0,
)
