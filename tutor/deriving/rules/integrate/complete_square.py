"""Completing the square: a quadratic with a linear term is a square and a number."""

from collections.abc import Iterator

from sympy import Poly

from tutor.maths.integrals.rational import powers_of_quadratics, quadratic_parts
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """a x^2 + b x + c = a (x + h)^2 + k."""
    f, x = tree.evaluated(node.expr), node.variable
    for power in powers_of_quadratics(f, x)[:1]:
        over = (f / power).expand()
        if over.has(x) and (power.exp.is_Integer or (over.is_polynomial(x) and Poly(over, x).degree() == 1)):
            continue  # divided, or the numerator split, first
        parts = quadratic_parts(power.base, x)
        assert parts is not None
        a, h, k = parts
        if k.is_zero and not power.exp.is_Integer:
            continue  # its root is an absolute value
        square = a * (x + h) ** 2 + k
        after = f.xreplace({power: square**power.exp})
        shown = tree.total(written(k), written(a * (x + h) ** 2)) if a.is_negative and not k.is_negative else written(square)
        yield Move(node.of(written(after)), {"quadratic": written(power.base), "square": shown})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "a x^2 + b x + c = a (x + h)^2 + k",
    ("1/(x^2 + 4x + 13)", "1/sqrt(5 - 4x - x^2)", "1/(2x^2 + 4x + 10)"),
    "Stewart, Calculus, 7.4",
    effort=1.5,
)
