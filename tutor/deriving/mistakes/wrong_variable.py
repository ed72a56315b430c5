"""Differentiated with respect to another variable."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

from sympy import (
    Add,
    Basic,
    Matrix,
    Symbol,
    cancel,
)

from tutor.deriving.implicitly import one_side
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Diff, MatrixOf, Vector


def _other(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    wanted = stage.before
    if isinstance(wanted, Diff):
        for v in derivation.problem.variables:
            if isinstance(v, Symbol) and v != wanted.variable:
                yield Diff(wanted.expr, v)


def _exchanged(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if isinstance(stage.before, Vector) and len(stage.before.args) <= 3:
        yield from (Vector(*order) for order in _orders(stage.before.args))


def _orders(values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    """All other orders, a mere exchange of two first."""
    others = [order for order in permutations(values) if order != values]
    return sorted(others, key=lambda order: sum(a != b for a, b in zip(order, values, strict=True)))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    matrix = fields.get("matrix")
    if isinstance(matrix, MatrixOf):
        rows = matrix.rows
        yield {"matrix": MatrixOf(*(tuple(reversed(row)) for row in rows))}
        yield {"matrix": MatrixOf(*(tuple(reversed(row)) for row in reversed(rows)))}
    if isinstance(fields.get("expressions"), Mapping):
        for order in _orders(tuple(fields["expressions"].values())) if len(fields["expressions"]) <= 3 else ():
            yield {"expressions": dict(zip(fields["expressions"], order, strict=True))}
    if derivation.problem.kind == "steepest_ascent" and len(fields["direction"].args) <= 3:
        for order in _orders(fields["direction"].args):
            yield {**fields, "direction": fields["direction"].func(*order)}
    steps = [s.facts["steps"] for s in derivation.steps if s.rule == "total_differential.assemble"]
    if steps:
        for order in _orders(tuple(steps[0].values())) if len(steps[0]) <= 3 else ():
            yield {"expression": tree.plain(fields["expression"]).subs(dict(zip(steps[0].values(), order, strict=True)), simultaneous=True)}
    if derivation.problem.kind == "backpropagation" and len(fields["vector"].args) <= 3:
        yield from ({**fields, "vector": Vector(*order)} for order in _orders(fields["vector"].args))
    yield from _slopes(derivation, fields)
    yield from _of_system(derivation, fields)


def _slopes(derivation: Derivation, fields: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """The slopes of a linear approximation or of a tangent plane exchanged."""
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "tangent_plane":
        yield from ({"equation": touch.plane(order)} for order in _orders(touch.normal))
    found = [s for s in derivation.steps if s.rule == "linear_approximation.slope"]
    value = [s.result for s in derivation.steps if s.rule == "linear_approximation.value"]
    point = derivation.problem.given.get("point") or {}
    if 1 < len(found) <= 3 and value and all(s.facts["x"] in point for s in found):
        for order in _orders(tuple(s.result for s in found)):
            line = Add(*(tree.plain(n) * (s.facts["x"] - tree.plain(point[s.facts["x"]])) for n, s in zip(order, found, strict=True)))
            yield {**fields, "expression": tree.plain(value[0]) + line}


def _of_system(derivation: Derivation, fields: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """The derivatives of what several equations define, with respect to another independent variable."""
    problem = derivation.problem
    if problem.kind != "implicit_system" or problem.given.get("point") or "expressions" not in fields:
        return
    dependents = tuple(problem.given["dependents"])
    system = Matrix([tree.plain(one_side(e)) for e in problem.given["equations"]])
    inverse = system.jacobian(dependents)
    if inverse.is_square and len(dependents) <= 2 and len(fields["expressions"]) == len(dependents):
        for v in problem.variables:
            if v not in dependents:
                found = -inverse.adjugate() * system.diff(v) / inverse.det()
                yield {"expressions": dict(zip(fields["expressions"], map(cancel, found), strict=True))}


MISTAKE = Mistake(
    "This is the derivative with respect to another variable.",
    "Which variable moves, and which are held?",
    stages={"partial_derivative.differentiate": _other, "*.partial": _other, "*.assemble": _exchanged},
    answers=_answers,
    rank=2,
)
