"""What students' answers are, read: a plain tree, or one of the few readings that no single tree can hold."""

from __future__ import annotations

from typing import Literal

from tutor.frozen import dataclass
from tutor.reading.syntax import Node

# What an answer is asked to be; `shape` in the errors' words is "a vector", "an equation" ...
Shape = Literal[
    "expression", "antiderivative", "equation", "system", "inequality", "vector", "matrix", "set", "expressions", "steepest",
    "line", "linear", "points", "extrema", "limit", "improper", "potential", "limits", "class", "parameters", "valued_gradient",
    "uncertain", "holds", "vectors", "vector_potential", "circle", "curve", "surface",
]  # fmt: skip
PointClass = Literal["local_min", "local_max", "saddle", "neither", "inconclusive"]
Convexity = Literal["strictly_convex", "convex", "strictly_concave", "concave", "neither", "affine"]
Tuple = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Expressions:
    """Several values in a row, each with the name it was given: `dz/ds = 4s, dz/dt = 4t`. Names are plain: `dz_ds`, `f_x`."""

    items: tuple[tuple[str | None, Node], ...]


@dataclass(frozen=True, slots=True)
class Steepest:
    """The direction of steepest ascent and the rate there; what was not typed is None (a direction: empty)."""

    direction: Tuple
    rate: Node | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line by a point and a direction; `parameter` is the letter used, None where there was none."""

    point: Tuple
    direction: Tuple
    parameter: str | None


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear approximation, and the estimate made with it; `about` is the number that stood behind ≈."""

    expression: Node
    estimate: Node | None
    about: Node | None = None


@dataclass(frozen=True, slots=True)
class ClassedPoint:
    """A point, or a family of points, with the class given to it, if any.

    `value` is what the function is said to be there; `everywhere` says that the minimum or maximum is a global one.
    """

    at: Tuple
    label: PointClass | None
    value: Node | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Points in the order typed; empty for `none`."""

    items: tuple[ClassedPoint, ...]


@dataclass(frozen=True, slots=True)
class Extremum:
    """An extreme value and where it is taken; either may be left out."""

    value: Node | None
    at: tuple[Tuple, ...]


@dataclass(frozen=True, slots=True)
class Extrema:
    """A maximum and a minimum. `"none"` says that there is none, None that nothing was said.

    `unlabelled` holds what was given without saying which of the two it is.
    """

    max: Extremum | Literal["none"] | None
    min: Extremum | Literal["none"] | None
    unlabelled: Extremum | None = None


@dataclass(frozen=True, slots=True)
class NoLimit:
    """The limit does not exist."""


@dataclass(frozen=True, slots=True)
class NotConservative:
    """The field has no potential."""


@dataclass(frozen=True, slots=True)
class NotACurl:
    """The field has no vector potential."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of integration (variable, lower, upper), innermost first, and the integrand if one was typed.

    Inequalities stand as they were typed, in any order: what is integrated first is seen by the limits that hold a variable.
    """

    ranges: tuple[tuple[str, Node, Node], ...]
    integrand: Node | None


@dataclass(frozen=True, slots=True)
class SetUp:
    """An integral as it is set up, a sum of iterated ones, or instead of that its value.

    Of the right answer: `old` are the variables of the problem, `factor` that of its coordinates, `centre` and `stretched` say
    where polar ones are not the usual ones, `instead` which of their letters are others, and whether order or coordinates were asked.
    """

    parts: tuple[Limits, ...]
    value: Node | None = None
    old: tuple[str, ...] = ()
    factor: Node | None = None
    centre: tuple[Node, ...] = ()
    stretched: tuple[Node, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    order_asked: bool = False
    coordinates_asked: bool = False


@dataclass(frozen=True, slots=True)
class ClassWord:
    """Convex, concave, strictly so, or neither; `affine`: both of them.

    `weaker` says that it is not strictly so, `alone` that it is not the other one of convex and concave.
    """

    word: Convexity
    weaker: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Parameters:
    """Named values, in the order typed: `m = 3/2, b = 5/6`."""

    items: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class ValuedGradient:
    """A value and the gradient there."""

    value: Node | None
    gradient: Tuple


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A value, if it was stated, and its uncertainty, with `percent` in per cent of the value.

    `printed` is the uncertainty of a right answer as it is rounded.
    """

    value: Node | None
    by: Node
    percent: bool = False
    printed: Node | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Whether something is so: each claim with what it is about, `continuous`, `differentiable`, `holds`, or nothing for a plain yes.

    `value` is a value that goes with it, `named` are values of letters or of partial derivatives; a letter may have several.
    `free` are values of letters that a right answer may name or leave out.
    """

    claims: tuple[tuple[str, bool], ...]
    value: Node | None = None
    named: tuple[tuple[str, Node], ...] = ()
    free: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Vectors:
    """Several vectors in any order; empty for `none`."""

    items: tuple[Tuple, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle by its centre and its radius."""

    centre: Tuple
    radius: Node


@dataclass(frozen=True, slots=True)
class Traced:
    """A curve or a surface by its coordinates, and the range of each parameter."""

    coordinates: Tuple
    ranges: tuple[tuple[str, Node, Node], ...]


Reading = (
    Node | Expressions | Steepest | Line | Linear | Points | Extrema | NoLimit | NotConservative | Limits | SetUp | ClassWord | Parameters
    | ValuedGradient | Uncertain | Held | Vectors | NotACurl | Circle | Traced
)  # fmt: skip
