"""A surface in space by two parameters: r(u, v), with limits, or over a region of the plane where it is a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Basic, Eq, Expr, Le, Lt, Symbol

from tutor.errors import Unsupported
from tutor.maths.regions.levels import signed
from tutor.trees.heads import Name, Vector

Limits = Sequence[tuple[Symbol, Expr, Expr]]


@dataclass(frozen=True, slots=True)
class Patch:
    """r(u, v); the parameters in the order of the cross product r_u x r_v. Either `limits` or a `region` is given."""

    r: Vector
    parameters: tuple[Symbol, Symbol]
    limits: tuple[tuple[Symbol, Expr, Expr], ...] | None
    region: tuple[Basic, ...] | None
    how: Literal["given", "graph"] = "given"
    equation: Basic | None = None  # of a graph: z = f(x, y)

    @property
    def r_name(self) -> Name:
        """r(u, v)."""
        return Name("r", "", (), self.parameters)

    @property
    def tangents(self) -> tuple[Name, Name]:
        """r_u and r_v."""
        u, v = self.parameters
        return Name("r", "", (u,)), Name("r", "", (v,))

    @property
    def ranges(self) -> tuple[Basic, ...]:
        """The limits as inequalities."""
        return tuple(r for v, a, b in self.limits or () for r in (Le(a, v, evaluate=False), Le(v, b, evaluate=False)))

    def within(self, *of: Basic) -> tuple[Basic, ...]:
        """The parameters that occur strictly between their limits: what roots and signs on the surface go by."""
        letters = {s for e in of for s in e.free_symbols}
        ends = [c for v, a, b in self.limits or () for c in ((a, v), (v, b)) if a.is_finite is not False and b.is_finite is not False]
        return tuple(Lt(a, b, evaluate=False) for a, b in ends if a.free_symbols | b.free_symbols <= letters)


def patch_of(
    given: Basic | Mapping[Symbol, Expr], variables: Sequence[Symbol], limits: Limits | None, region: Sequence[Basic] | None
) -> Patch:
    """The surface of a problem. Errors: `Unsupported` where it has not two parameters, or is neither given by them nor a graph."""
    if len(variables) != 3:
        raise Unsupported("cannot do this: a surface integral is in space, with three variables")
    if isinstance(given, Mapping):
        if set(given) != set(variables):
            raise Unsupported(f"cannot do this: the surface must say what {', '.join(v.name for v in variables)} are")
        if limits is None or len(limits) != 2:
            raise Unsupported("cannot do this: a surface by parameters needs the limits of both")
        u, v = (w for w, _, _ in sorted(limits, key=lambda found: found[0].name))
        r, ranges = signed(Vector(*(given[w] for w in variables)), limits)
        known = {w.name: w for w, _, _ in ranges}
        return Patch(Vector(*r.args), (known[u.name], known[v.name]), tuple(ranges), None)
    height = next((v for v in variables if isinstance(given, Eq) and v == given.lhs and v not in given.rhs.free_symbols), None)
    if height is None:
        raise Unsupported("cannot do this: a surface is given by two parameters, or as a graph such as z = x^2 + y^2")
    x, y = (v for v in variables if v != height)
    over = dict.fromkeys(variables)
    return Patch(
        Vector(*(given.rhs if v == height else v for v in over)), (x, y), None if limits is None else tuple(limits),
        None if region is None else tuple(region), "graph", given,
    )  # fmt: skip
