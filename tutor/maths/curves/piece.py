"""A curve as pieces, each parametrised: r(t), with t from its start to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Basic, Expr, Symbol, Tuple

from tutor.trees import tree
from tutor.trees.heads import Vector

# How a piece came to its parametrisation; the words of it are in prose/curve/words.md.j2.
How = Literal[
    "given", "segment", "circle", "arc", "ellipse", "graph", "polar", "intersection", "level", "sheet", "plane_circle", "edge",
]  # fmt: skip
Turn = Literal["counterclockwise", "clockwise"]


@dataclass(frozen=True, slots=True)
class CurvePiece:
    """r(t) for t from `lower` to `upper`, in the direction of growing t. `about` are the facts that its reason needs."""

    position: tuple[Expr, ...]
    parameter: Symbol
    lower: Expr
    upper: Expr
    how: How = "given"
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def r(self) -> Vector:
        """The position as a vector."""
        return Vector(*self.position)

    def at(self, t: Expr) -> tuple[Expr, ...]:
        """The point at a value of the parameter, evaluated."""
        return tuple(tree.evaluated(tree.substitute(c, {self.parameter: t})) for c in self.position)

    @property
    def start(self) -> tuple[Expr, ...]:
        """Where it begins."""
        return self.at(self.lower)

    @property
    def end(self) -> tuple[Expr, ...]:
        """Where it ends."""
        return self.at(self.upper)

    def put_in(self, expr: Basic, variables: Sequence[Symbol]) -> Basic:
        """An expression in the variables, taken on the curve."""
        return tree.substitute(expr, dict(zip(variables, self.position, strict=True)))


@dataclass(frozen=True, slots=True)
class Sight:
    """From where (`view`: a vector or a point), the normal about which a curve turns by the right hand, and what points to the eye."""

    view: Basic
    normal: Vector
    toward: Vector
    turn: Turn = "counterclockwise"


@dataclass(frozen=True, slots=True)
class Curve:
    """Pieces, each beginning where the one before ends where `joined`; `turn` is the direction of a closed plane curve.

    `said` says whether the direction was asked for or is the usual one, `sight` from where it is seen, where that is not above.
    """

    variables: tuple[Symbol, ...]
    pieces: tuple[CurvePiece, ...]
    closed: bool
    turn: Turn | None = None
    said: bool = False
    positive: tuple[Symbol, ...] = ()
    region: tuple[Basic, ...] = ()  # of which it was said to be the boundary
    sight: Sight | None = None

    @property
    def start(self) -> Tuple:
        """Where it begins."""
        return Tuple(*self.pieces[0].start)

    @property
    def end(self) -> Tuple:
        """Where it ends."""
        return Tuple(*self.pieces[-1].end)
