"""Squeeze by a sum with mixed terms below the line: these are at most a part of the squares, and what stays of the squares is below."""

from collections.abc import Iterator

from sympy import Abs, Expr, Ge, Le, Mul

from tutor.deriving.rules.limit import polar
from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.bounds import least_of
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x + y|/(x^2 - x y + y^2) <= |x + y|/((x^2 + y^2)/2)."""
    if len(node.variables) < 2 or node.expr.has(Diff) or tendency(node) != "zero":
        return
    finite = {v: a for v, a in node.point.items() if not a.is_infinite}
    shift, back = {v: v + a for v, a in finite.items()}, {v: v - a for v, a in finite.items()}
    value = tree.evaluated(node.expr)
    for factor in Mul.make_args(value):
        base, n = factor.as_base_exp()
        found = least_of(base.xreplace(shift).expand(), node.variables) if n.is_negative else None
        if found is None:
            continue
        if next(polar.moves(node), None) is not None:
            return
        least, mixed = found.least.xreplace(back), [(abs(t).xreplace(back), most.xreplace(back)) for t, most in found.mixed]
        larger = written(value / factor * least**n)
        bound = Abs(larger, evaluate=False)
        facts: dict[str, Expr | Ge | list[Le]] = {
            "base": written(base), "least": Ge(written(base), written(least), evaluate=False), "larger": larger,
            "mixed": [Le(written(t), written(most), evaluate=False) for t, most in mixed],
        }  # fmt: skip
        if (move := squeezed(node, bound, facts, larger)) is not None:
            yield move
            return


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "if |f| <= g and g -> 0, then f -> 0; 2ab <= a^2 + b^2",
    ("(x + y)/(x^2 - x y + y^2); x = oo, y = oo", "x y z/(x^2 - x y + y^2 + z^2); x = 0, y = 0, z = 0"),
    "Stewart, Calculus, 14.2",
)
