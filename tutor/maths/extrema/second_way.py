"""The way without multipliers: a constraint gives one variable by the others, and fewer variables are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Basic, Expr, S, Symbol

from tutor.maths.extrema.constrained import Posed
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Vector

MOST_LEFT = 2  # variables in the function that is left


@dataclass(frozen=True, slots=True)
class SecondWay:
    """The slopes of the function that is left, at the point found, which must be 0."""

    goal: Basic
    equals: Basic
    facts: Mapping[str, object]


def substituted(problem: Posed, at: Mapping[Symbol, Expr]) -> SecondWay | None:
    """None where no variable is linear with a constant coefficient in the only constraint."""
    if len(problem.constraints) != 1 or len(problem.variables) - 1 > MOST_LEFT:
        return None
    g = tree.plain(problem.constraints[0].function).expand()
    for v in reversed(problem.variables):
        c = g.coeff(v, 1)
        rest = (g - c * v).expand()
        if not c.is_nonzero or c.free_symbols or v in rest.free_symbols or not rest.is_polynomial():
            continue
        value = (-rest / c).expand()
        left = tuple(u for u in problem.variables if u != v)
        function = tree.substitute(problem.objective, {v: value})
        slopes = [Diff(function, u, *(w for w in left if w != u)) for u in left]
        goal = At(slopes[0] if len(left) == 1 else Vector(*slopes), left, tuple(at[u] for u in left))
        equals = S.Zero if len(left) == 1 else Vector(*(S.Zero for _ in left))
        facts = {"v": v, "value": value, "function": function, "left": left, "at": {u: at[u] for u in left}}
        return SecondWay(goal, equals, facts)
    return None
