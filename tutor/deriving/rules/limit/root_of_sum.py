"""A root of a sum is at most the sum of the roots, where no term is negative."""

from collections.abc import Iterator

from sympy import Add, Le, Mul, Pow, expand

from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.bounds import sizes_of
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """sqrt(x^4 + y^4)/g <= (x^2 + y^2)/g."""
    if len(node.variables) < 2 or node.expr.has(Diff) or any(node.point.values()) or tendency(node) != "zero":
        return
    value = tree.evaluated(node.expr)
    for root in Mul.make_args(value):
        if not (isinstance(root, Pow) and isinstance(root.base, Add) and 0 < root.exp < 1 and sizes_of(root.base, node.variables)):
            continue
        larger = Add(*(abs(t) ** root.exp for t in Add.make_args(expand(root.base))))
        rest = value / root
        if tendency(node.of(larger * rest)) != "zero":
            continue
        bound = written(larger * abs(rest))
        facts = {"least": Le(written(root), written(larger), evaluate=False), "bound": bound}
        if (move := squeezed(node, bound, facts)) is not None:
            yield move
            return


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "(A + B)^p <= A^p + B^p for A, B >= 0 and 0 < p <= 1",
    ("sqrt(x^4 + y^4)/sqrt(x^2 + y^2); x = 0, y = 0",),
    "definition",
)
