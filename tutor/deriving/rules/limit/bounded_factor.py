"""Squeeze: a bounded factor times one that tends to 0 tends to 0."""

from collections.abc import Iterator

from sympy import Abs, Eq, S

from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.bounds import without_bounded_factors
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.shown import Chain, Shown
from tutor.trees import tree
from tutor.trees.heads import Apart, Bounded, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """-|g| <= g sin(..) <= |g|."""
    if node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    for candidate in (value, value.expand()):
        found = [c for c in without_bounded_factors(candidate) if tendency(node.of(c[0])) == "zero"]
        if not found:
            continue
        rest, size = found[0]
        factor = written(candidate / rest)
        if tendency(node.of(factor)) is not None:
            continue  # an ordinary product
        bound = tree.product(size, written(Abs(rest))) if size != 1 else written(Abs(rest))
        statement = Bounded(node.expr, bound, node.variables, node.point.values())
        facts = {"factor": factor, "size": size, "rest": written(rest), "statement": statement}
        whole, inside = Abs(node.expr, evaluate=False), Apart(written(Abs(rest)), Abs(factor, evaluate=False))
        chain = Chain((S.Zero, whole, inside, bound), ("≤", "=", "≤"))
        if extended(Abs(rest), node) == 0:
            yield Move(
                S.Zero, {**facts, "shown": True}, (statement, Eq(node.of(bound), 0, evaluate=False)), shown=Shown(chain=chain.to_nought())
            )
        else:
            yield Move(node.of(written(rest)), {**facts, "shown": False}, (statement,), shown=Shown(chain=chain))
        return


RULE = Rule(
    Lim,
    moves,
    Rank.COMBINE,
    "if |g| <= C and f -> 0, then f g -> 0",
    ("x sin(1/x); x = 0", "sin(x)/x; x = oo", "sin(x y) cos(1/(x^2 + y^2)); x = 0, y = 0"),
    "Stewart, Calculus, 2.3",
)
