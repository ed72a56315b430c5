"""Common base: a sum that is a number times what stands under a root is put together with it."""

from collections.abc import Iterator

from sympy import Add, Mul, cancel

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """(c u) u^p = c u^(p + 1)."""
    f, x = tree.evaluated(node.expr), node.variable
    factors = Mul.make_args(f)
    for root in (a for a in factors if a.is_Pow and not a.exp.is_Integer and isinstance(a.base, Add) and a.base.is_polynomial(x)):
        for sum_ in (a for a in factors if isinstance(a, Add) and a.has(x) and a.is_polynomial(x)):
            times = cancel(sum_ / root.base)
            if not times.has(x):
                after = times * f / (sum_ * root) * root.base ** (root.exp + 1)
                yield Move(node.of(written(after)), {"sum": sum_, "times": times, "base": root.base})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "(c u) u^p = c u^(p + 1)",
    ("(x + 1/2) sqrt(4x + 2)", "x (x + 1) sqrt(2x + 2)"),
    "Stewart, Calculus, 7.3",
    effort=1.0,
)
