"""Polar, cylindrical and spherical coordinates: unit vectors, scale factors, and the same operators by way of x, y and z.

phi is the angle from the positive z-axis, theta the one round it. A component of a field is along the unit vector of its
coordinate, which changes from place to place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr, S, Symbol, cos, sin

from tutor.errors import Unsupported
from tutor.trees import tree
from tutor.trees.heads import Diff

ROUND = (("r", "rho"), ("theta", "phi"))  # the distance from an axis and the angle round it, by the letters in use
NAMES = {"polar": ROUND, "cylindrical": (*ROUND, ("z",)), "spherical": (("rho",), ("phi",), ("theta",))}


@dataclass(frozen=True, slots=True)
class OrthogonalSystem:
    """Two or three coordinates in right-handed order, with how long a step of each is, and their unit vectors in x, y (and z)."""

    variables: tuple[Symbol, ...]
    scales: tuple[Expr, ...]
    units: tuple[tuple[Expr, ...], ...]

    def by(self, expr: Expr, axis: int) -> Expr:
        """The derivative by x, y or z, held: a step along it as steps of the coordinates."""
        steps = []
        for u, h, e in zip(self.variables, self.scales, self.units, strict=True):
            if e[axis] != 0:
                slope = Diff(expr, u, *(v for v in self.variables if v != u))
                steps.append(tree.product(tree.quotient(e[axis], h), slope))
        return tree.total(*steps)

    def along(self, components: Sequence[Expr], axis: int) -> Expr:
        """The component along x, y or z of a field given along the unit vectors."""
        return tree.total(*(tree.product(f, e[axis]) for f, e in zip(components, self.units, strict=True)))


def system(coordinates: str, variables: Sequence[Symbol]) -> OrthogonalSystem:
    """The coordinates by their letters. `Unsupported` for other letters, or another order of them."""
    names = NAMES[coordinates]
    if len(variables) != len(names) or any(v.name not in n for v, n in zip(variables, names, strict=True)):
        raise Unsupported(f"cannot do this: {coordinates} coordinates are {', '.join(n[0] for n in names)}, in this order")
    if coordinates == "polar":
        r, theta = variables
        return OrthogonalSystem(tuple(variables), (S.One, r), ((cos(theta), sin(theta)), (-sin(theta), cos(theta))))
    if coordinates == "cylindrical":
        r, theta, _ = variables
        units = ((cos(theta), sin(theta), S.Zero), (-sin(theta), cos(theta), S.Zero), (S.Zero, S.Zero, S.One))
        return OrthogonalSystem(tuple(variables), (S.One, r, S.One), units)
    rho, phi, theta = variables
    outward = (sin(phi) * cos(theta), sin(phi) * sin(theta), cos(phi))
    down = (cos(phi) * cos(theta), cos(phi) * sin(theta), -sin(phi))
    return OrthogonalSystem(tuple(variables), (S.One, rho, tree.product(rho, sin(phi))), (outward, down, (-sin(theta), cos(theta), S.Zero)))


def divergence(at: OrthogonalSystem, field: Sequence[Expr]) -> Expr:
    """By way of x, y and z: what the law is compared with."""
    return tree.total(*(at.by(at.along(field, k), k) for k in range(3)))


def curl(at: OrthogonalSystem, field: Sequence[Expr]) -> tuple[Expr, ...]:
    """The same for the curl, its components along the unit vectors."""
    axes = ((1, 2), (2, 0), (0, 1))
    parts = [tree.total(at.by(at.along(field, j), i), tree.negative(at.by(at.along(field, i), j))) for i, j in axes]
    return tuple(tree.total(*(tree.product(e[k], parts[k]) for k in range(3))) for e in at.units)


def laplacian(at: OrthogonalSystem, function: Expr) -> Expr:
    """The same for the Laplacian."""
    return tree.total(*(at.by(at.by(function, k), k) for k in range(len(at.variables))))
