"""The direction used as given, not as a unit vector."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from sympy import (
    Basic,
    Matrix,
    Rational,
    S,
)

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Vector

SMALL = 1e-10  # what two parallel vectors are out by at a sample point
UNITS = ("unit_tangent", "principal_normal", "binormal")


def _raw(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield stage.facts["v"]


def _long(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The derivative for the unit tangent, what lies across for the unit normal; a unit vector of any other length."""
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.given.get("find") in UNITS:
        last = [s for s in derivation.steps if s.rule.endswith(problem.given["find"])]
        for s in derivation.steps[: derivation.steps.index(last[-1])] if last else ():
            if isinstance(s.result, Vector) and _parallel(s.result, last[-1].result):
                yield {"vector": s.result}
    elif problem.kind == "gradient_from_rates":
        yield from _as_given(derivation)
    elif "vectors" in fields and problem.kind == "directions":
        length = next((s.result for s in derivation.steps if s.rule == "directions.length"), S.One)
        yield {**fields, "vectors": tuple(Vector(*(tree.plain(c) * length for c in v.args)) for v in fields["vectors"])}
    elif "speed" in [s.rule.rpartition(".")[2] for s in derivation.steps] and problem.given.get("find") == "tangential_acceleration":
        for s in derivation.steps:
            if s.rule == "space_curve.dot":
                yield {"expression": s.result}
    elif problem.given.get("find") == "normal_acceleration":
        for s in derivation.steps:
            if s.rule == "space_curve.bend":
                yield {"expression": s.result}


def _parallel(a: Vector, b: Basic) -> bool:
    """Whether a vector is a positive multiple of another that is shown by its direction."""
    pairs = list(zip(a.args, b.args, strict=False))
    at = {s: Rational(37 + 8 * k, 100) for k, s in enumerate(sorted(a.free_symbols | b.free_symbols, key=str))}
    crossed = [(tree.plain(x) * tree.plain(w) - tree.plain(y) * tree.plain(v)).subs(at) for (x, v), (y, w) in combinations(pairs, 2)]
    return all(abs(c.evalf()) < SMALL for c in crossed)


def _as_given(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The gradient whose products with the vectors as given are the rates."""
    rates = derivation.problem.given["rates"]
    matrix = Matrix([[tree.plain(c) for c in direction.args] for direction, _ in rates])
    if matrix.is_square and matrix.det() != 0:
        found = matrix.solve(Matrix([tree.plain(rate) for _, rate in rates]))
        yield {"vector": Vector(*found)}


MISTAKE = Mistake(
    "The direction was not made a unit vector: its length is not 1.",
    "How long is the direction vector?",
    stages={"directional_derivative.unit": _raw},
    answers=_long,
)
