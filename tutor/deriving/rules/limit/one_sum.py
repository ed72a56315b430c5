"""Squeeze by one of several sums: a part of the product over it is at most a number, and what is left tends to 0."""

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, Le, Mul, fraction

from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.bounds import fraction_of, peeled
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Apart, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|x^2 y^2/(sqrt(x^2 + y^2) (x^2 + y^4))| <= y^2/sqrt(x^2 + y^2)."""
    if len(node.variables) < 2 or node.expr.has(Diff) or node.at_infinity or tendency(node) != "zero":
        return
    there = {v: v + a for v, a in node.point.items()}
    value = tree.evaluated(node.expr).xreplace(there)
    sums = [f for f in Mul.make_args(value) if (p := fraction_of(f, node.variables)) is not None and p.below]
    found = peeled(value, node) if len(sums) > 1 else None
    if found is None:
        return
    back = {v: v - a for v, a in node.point.items()}
    t = replace(found, **{name: getattr(found, name).xreplace(back) for name in ("term", "rest", "fraction", "bound")})
    bound, rest, part = written(t.bound), written(t.rest), written(t.fraction)
    over, under = fraction(t.fraction)
    facts: dict[str, Expr | Le | bool] = {
        "fraction": part, "most": t.most, "means": t.by_means, "bound": bound,
        "least": Le(written(over / t.most), written(under), evaluate=False),
    }  # fmt: skip
    if (move := squeezed(node, bound, facts, inside=Apart(rest, part))) is not None:
        yield move


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "if |f| <= g and g -> 0, then f -> 0",
    ("x^2 y^2/(sqrt(x^2 + y^2) (x^2 + y^4)); x = 0, y = 0",),
    "Stewart, Calculus, 14.2",
)
