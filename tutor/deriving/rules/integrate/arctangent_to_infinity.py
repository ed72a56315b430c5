"""Up to infinity the arc tangent comes to pi/2: with letters whose signs only the condition says."""

from collections.abc import Iterator

from sympy import Mul, Pow, S, expand, pi, sqrt

from tutor.maths.integrals.table import is_positive, pure_quadratic
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral of 1/(p x^2 + q) from 0 to infinity is pi/(2 sqrt(p q)) for positive p and q."""
    if node.limits != (S.Zero, S.Infinity):
        return
    f, x = tree.evaluated(node.expr), node.variable
    still, moving = f.as_independent(x, as_Add=False)
    found = pure_quadratic(moving.base, x) if isinstance(moving, Pow) and moving.exp is S.NegativeOne else None
    if found is None or isinstance(moving, Mul):
        return
    p, q = found
    if p.is_nonpositive or q.is_nonpositive or (p.is_positive and q.is_positive):
        return  # the limit of the arc tangent says it then
    root = sqrt(expand(p * q))
    unsure = [e for e in (p, q) if not e.is_positive]
    letters, conditions = tuple(map(written, unsure)), tuple(map(is_positive, unsure))
    yield Move(
        written(still * pi / (2 * root)), {"p": written(p), "q": written(q), "x": x, "root": written(root), "letters": letters}, conditions
    )


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int_0^oo 1/(p x^2 + q) dx = pi/(2 sqrt(p q)), p > 0, q > 0",
    ("1/((a - b) x^2 + a + b); x from 0 to oo; a > 0; b > 0",),
    "Stewart, Calculus, 7.8",
    effort=1.5,
)
