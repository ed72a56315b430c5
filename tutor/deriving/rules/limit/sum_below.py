"""Squeeze by the sum below the line: each variable is at most a power of it, so the fraction is at most a power of it."""

from collections.abc import Iterator

from sympy import Abs, Eq, Le, Mul, S

from tutor.maths.limits.bounds import bounded, fraction_of, sizes
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.shown import Chain, Shown
from tutor.trees import tree
from tutor.trees.heads import Bounded, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x^3 y^2|/(x^4 + y^6) <= s^(3/4) s^(1/3)/s with s = x^4 + y^6."""
    if len(node.variables) < 2 or node.expr.has(Diff) or any(node.point.values()):
        return
    value = tree.evaluated(node.expr)
    below = [f for f in Mul.make_args(value) if (p := fraction_of(f, node.variables)) is not None and p.below]
    if len(below) != 1:
        return
    total, power = below[0].as_base_exp()
    above = value / below[0]
    found = sizes(above, total, node.variables)
    if found is None or not (found[1] + power).is_positive:
        return
    most, p, each = found
    bound = written(most * total ** (p + power))
    statement = Bounded(node.expr, bound, node.variables, node.point.values())
    if bounded(statement) == "none":
        return
    size = written(most * total**p)
    facts = {
        "total": written(total),
        "each": [Le(written(a), written(b), evaluate=False) for a, b in each],
        "front": Le(Abs(written(above), evaluate=False), size, evaluate=False),
    }
    chain = Chain((S.Zero, Abs(node.expr, evaluate=False), bound, S.Zero), ("≤", "≤", "→"))
    yield Move(S.Zero, facts, (statement, Eq(node.of(bound), 0, evaluate=False)), shown=Shown(chain=chain))


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "if |f| <= C s^k with k > 0 and s -> 0, then f -> 0",
    ("x^3 y^2/(x^4 + y^6); x = 0, y = 0",),
    "Stewart, Calculus, 14.2",
)
