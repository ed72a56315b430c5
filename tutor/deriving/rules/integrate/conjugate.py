"""Conjugate: a fraction over 1 + sin x is extended by 1 - sin x, which leaves cos^2 x below."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Pow, S, Symbol, cos, expand, sin

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """1/(1 + sin x) = (1 - sin x)/cos^2 x."""
    f, x = tree.evaluated(node.expr), node.variable
    for a in Mul.make_args(f):
        if not (isinstance(a, Pow) and a.exp is S.NegativeOne and isinstance(a.base, Add)):
            continue
        found = _pair(a.base, x)
        if found is not None:
            other, square = found
            after = expand(f / a * other) / square
            facts = {"under": written(a.base), "other": written(other), "square": written(square)}
            yield Move(node.of(written(after)), facts)


def _pair(base: Add, x: Symbol) -> tuple[Expr, Expr] | None:
    """The conjugate of c (1 + sin u) and the like, and the product of the two."""
    still, moving = base.as_independent(x, as_Add=True)
    k, f = moving.as_independent(x, as_Add=False)
    if not isinstance(f, sin | cos) or slope_of(f.args[0], x) is None or still**2 != k**2 or still is S.Zero:
        return None
    partner = (cos if isinstance(f, sin) else sin)(f.args[0])
    return still - moving, still**2 * partner**2


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "1/(1 + sin x) = (1 - sin x)/cos^2 x",
    ("1/(1 + sin x)", "1/(1 - cos x)"),
    "Stewart, Calculus, 7.2",
    effort=2.0,
)
