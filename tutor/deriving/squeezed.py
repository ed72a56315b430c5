"""A limit that tends to 0 by a greater function: what the rules say that find one."""

from collections.abc import Mapping

from sympy import Abs, Expr, S

from tutor.maths.limits.bounds import bounded
from tutor.rule import Move
from tutor.shown import Chain, Shown
from tutor.trees.heads import Bounded, Lim


def squeezed(node: Lim, bound: Expr, facts: Mapping[str, object], larger: Expr | None = None, inside: Expr | None = None) -> Move | None:
    """0 <= |f| (= inside) <= bound, and the limit of the bound (or of `larger`, the same without its size) is asked for instead.

    None where the inequality is not seen to hold near the point.
    """
    statement = Bounded(node.expr, bound, node.variables, node.point.values())
    if bounded(statement) == "none":
        return None
    size = Abs(node.expr, evaluate=False)
    chain = Chain((S.Zero, size, bound), ("≤", "≤")) if inside is None else Chain((S.Zero, size, inside, bound), ("≤", "=", "≤"))
    return Move(node.of(bound if larger is None else larger), facts, (statement,), shown=Shown(chain=chain))
