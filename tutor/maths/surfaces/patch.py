"""A surface in space by two parameters: r(u, v), with limits, or over a region of the plane where it is a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Basic, Expr, Le, Lt, S, Symbol, acos, asin, atan, pi
from sympy.core.relational import Relational

from tutor.maths.regions.choose import Choice
from tutor.trees.heads import Name, Vector

# How a piece came to its parametrisation; the words of it are in prose/surface/words.md.j2.
How = Literal["given", "graph", "sphere", "ellipsoid", "cylinder"]
Limits = tuple[tuple[Symbol, Expr, Expr], ...]
ANGLES: Mapping[type, tuple[Expr, Expr]] = {asin: (-pi / 2, pi / 2), acos: (S.Zero, pi), atan: (-pi / 2, pi / 2)}  # where their values lie


@dataclass(frozen=True, slots=True)
class Patch:
    """r(u, v); the parameters in the order of the cross product r_u x r_v. Either `limits` or a `region` of them is given.

    `equation` is the one it satisfies, as it was given; `centre` the point from which outward is away; `choice` how its limits
    were found, where they were not given. `about` are the facts that its reason needs.
    """

    r: Vector
    parameters: tuple[Symbol, Symbol]
    limits: Limits | None
    region: tuple[Basic, ...] | None
    how: How = "given"
    equation: Basic | None = None
    centre: Vector | None = None
    choice: Choice | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def r_name(self) -> Name:
        """r(u, v)."""
        return Name("r", "", (), self.parameters)

    @property
    def tangents(self) -> tuple[Name, Name]:
        """r_u and r_v."""
        u, v = self.parameters
        return Name("r", "→", (u,)), Name("r", "→", (v,))

    @property
    def ranges(self) -> tuple[Basic, ...]:
        """The limits as inequalities."""
        return tuple(r for v, a, b in self.limits or () for r in (Le(a, v, evaluate=False), Le(v, b, evaluate=False)))

    @property
    def holds(self) -> tuple[Relational, ...]:
        """What is taken for granted of the sizes of letters."""
        return () if self.choice is None else self.choice.described.region.letters_hold

    def within(self, *of: Basic) -> tuple[Basic, ...]:
        """The parameters that occur strictly between their limits: what roots and signs on the surface go by."""
        letters = {s for e in of for s in e.free_symbols}
        if self.limits is None:
            return tuple(r for r in self.region or () if isinstance(r, Relational) and r.free_symbols <= letters)
        limits = [(v, _beyond(a, letters, 0), _beyond(b, letters, 1)) for v, a, b in self.limits]
        ends = [c for v, a, b in limits for c in ((a, v), (v, b)) if a.is_finite is not False and b.is_finite is not False]
        return tuple(Lt(a, b, evaluate=False) for a, b in ends if a.free_symbols | b.free_symbols <= letters)


def _beyond(end: Expr, letters: set[Basic], upper: int) -> Expr:
    """A limit, or the number that it cannot pass where it is an angle by letters that do not occur: arcsin(cos(theta)) is at most pi/2."""
    return end if end.free_symbols <= letters or type(end) not in ANGLES else ANGLES[type(end)][upper]
