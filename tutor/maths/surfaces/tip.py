"""The tip of a cone: a point of a graph at which it has no tangent plane."""

from __future__ import annotations

from sympy import Abs, Expr, Pow, Rational, S, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.maths.surfaces.by_equation import squares
from tutor.maths.surfaces.normal import SIZES
from tutor.maths.surfaces.patch import Patch
from tutor.trees import tree

STEP, BENT = Rational(1, 10**6), Rational(1, 1000)  # the slopes over such a step to both sides of a tip differ by more than that


def tip_of(patch: Patch) -> Tuple | None:
    """Where a root in the height of a graph is 0 and the slopes to both sides of that differ; None where no such point belongs to it."""
    region = patch.region or ()
    if patch.how != "graph" or not all(isinstance(r, Relational) for r in region):
        return None
    height = next((tree.plain(c) for c in patch.r.args if c not in patch.parameters), S.Zero)  # z = x has its height as a parameter
    for root in (p for p in height.atoms(Pow) if p.exp == S.Half):
        found = squares(root.base.expand(), patch.parameters)
        if found is None or found[1] != 0 or len(found[0]) != len(patch.parameters):
            continue
        at = {v: c for v, c, _ in found[0]}
        if all(r.subs(at) != False for r in region) and _is_bent(height, at):  # noqa: E712  SymPy's false
            return Tuple(*(tree.plain(c).subs(at) for c in patch.r.args))
    return None


def _is_bent(height: Expr, at: dict[Symbol, Expr]) -> bool:
    """Whether the slopes to both sides differ."""
    v = next(iter(at))
    before, there, after = (height.subs({**at, v: at[v] + k * STEP}) for k in (-1, 0, 1))
    bend = (after - 2 * there + before) / STEP
    return bool(Abs(bend.subs(dict.fromkeys(bend.free_symbols, SIZES[0]))) > BENT)
