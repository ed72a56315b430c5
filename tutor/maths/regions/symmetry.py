"""Whether a mass lies alike on both sides of an axis, or alike in two variables."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Basic, Expr, Symbol, expand

from tutor.maths.regions.describe import Described
from tutor.maths.regions.region import Region
from tutor.trees import tree


def is_mirrored(made: Described, density: Expr, v: Symbol) -> bool:
    """Whether neither the region nor the density changes when v becomes -v."""
    return _is_kept(made, density, {v: -v})


def are_alike(made: Described, density: Expr, v: Symbol, w: Symbol) -> bool:
    """Whether neither changes when v and w are swapped."""
    return _is_kept(made, density, {v: w, w: v})


def _is_kept(made: Described, density: Expr, swap: Mapping[Basic, Basic]) -> bool:
    region, f = made.region, tree.plain(density)
    chart = set(made.chart.letters) - set(region.variables)
    if chart & (f.free_symbols | {s for r in region.relations for s in r.free_symbols}):
        return False  # it is said in the coordinates, in which the swap is another one
    return expand(f.xreplace(swap) - f) == 0 and _sides(region, swap) == _sides(region, {})


def _sides(region: Region, swap: Mapping[Basic, Basic]) -> frozenset[frozenset[Expr]]:
    """The inequalities after the swap, each by what must not be negative."""
    return frozenset(frozenset(expand(u.xreplace(swap)) for u in a) for a in region.conditions)
