"""Coordinates of a point in balls: from x, y, z to polar, cylindrical and spherical ones and back, with the factor of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from flint import arb

from tutor.frozen import dataclass

Point = Mapping[str, arb]
Name = Literal["cartesian", "polar", "cylindrical", "spherical"]
LETTERS: dict[Name, frozenset[str]] = {
    "polar": frozenset({"r", "theta"}), "cylindrical": frozenset({"r", "theta"}), "spherical": frozenset({"rho", "phi", "theta"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coordinates:
    """`old` are x, y (and z). Of polar ones the centre may lie elsewhere, and x and y be stretched: x = a + p r cos(theta).

    `instead` are pairs of a usual letter that is a constant of the problem, and the one of the coordinate.
    """

    name: Name
    old: tuple[str, ...]
    centre: tuple[arb, ...] = ()
    stretched: tuple[arb, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()

    def letter(self, usual: str) -> str:
        """The letter of the coordinate that is usually called so."""
        return next((mine for name, mine in self.instead if name == usual), usual)

    def _of(self, usual: str, at: Point) -> arb:
        return at[self.letter(usual)]

    def forward(self, at: Point) -> dict[str, arb]:
        """The point with its old coordinates besides."""
        out = dict(at)
        if self.name == "cartesian":
            return out
        theta = self._of("theta", at)
        if self.name == "spherical":
            x, y, z = self.old
            across = self._of("rho", at) * self._of("phi", at).sin()
            out |= {x: across * theta.cos(), y: across * theta.sin(), z: self._of("rho", at) * self._of("phi", at).cos()}
            return out
        (x, y), (a, b), (p, q) = self._plane()
        out |= {x: a + p * self._of("r", at) * theta.cos(), y: b + q * self._of("r", at) * theta.sin()}
        return out

    def backward(self, at: Point) -> list[dict[str, arb]]:
        """The point with its new coordinates besides; an angle may be told in three ways, a turn apart."""
        if self.name == "cartesian":
            return [dict(at)]
        turns = [2 * k * arb.pi() for k in (-1, 0, 1)]
        if self.name == "spherical":
            x, y, z = (at[v] for v in self.old)
            across = (x * x + y * y).sqrt()
            new = {self.letter("rho"): (across * across + z * z).sqrt(), self.letter("phi"): arb.atan2(across, z)}
            return [{**at, **new, self.letter("theta"): arb.atan2(y, x) + turn} for turn in turns]
        (first, second), (a, b), (p, q) = self._plane()
        u, v = (at[first] - a) / p, (at[second] - b) / q
        return [{**at, self.letter("r"): (u * u + v * v).sqrt(), self.letter("theta"): arb.atan2(v, u) + turn} for turn in turns]

    def factor(self, at: Point) -> arb:
        """Of the area or the volume."""
        match self.name:
            case "cartesian":
                return arb(1)
            case "spherical":
                return self._of("rho", at) * self._of("rho", at) * self._of("phi", at).sin()
        _, _, (p, q) = self._plane()
        return p * q * self._of("r", at)

    def proper(self, at: Point) -> bool:
        """Whether a radius is positive and a tilt between 0 and pi."""
        if self.name == "spherical":
            return bool(self._of("rho", at) > 0 and self._of("phi", at) > 0 and self._of("phi", at) < arb.pi())
        return self.name == "cartesian" or bool(self._of("r", at) > 0)

    def _plane(self) -> tuple[Sequence[str], Sequence[arb], Sequence[arb]]:
        return self.old[:2], self.centre or (arb(0), arb(0)), self.stretched or (arb(1), arb(1))


def of_variables(variables: Sequence[str], old: tuple[str, ...], instead: tuple[tuple[str, str], ...] = ()) -> Coordinates | None:
    """The coordinates whose letters these are, some of them others than usual; None where they are no usual ones."""
    if frozenset(variables) == frozenset(old):
        return Coordinates("cartesian", old)
    if any(usual in variables and usual not in dict(instead).values() for usual, _ in instead):
        return None  # a constant
    mine = frozenset(next((usual for usual, other in instead if other == v), v) for v in variables)
    if len(old) == 2 and mine == LETTERS["polar"]:
        return Coordinates("polar", old, instead=instead)
    if len(old) == 3 and mine == LETTERS["spherical"]:
        return Coordinates("spherical", old, instead=instead)
    upright = mine - LETTERS["cylindrical"]
    if len(old) == 3 and mine > LETTERS["cylindrical"] and len(upright) == 1 and upright <= frozenset(old):
        (z,) = upright
        return Coordinates("cylindrical", (*(v for v in old if v != z), z), instead=instead)
    return None
