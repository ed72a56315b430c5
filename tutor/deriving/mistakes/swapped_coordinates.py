"""Evaluated with the coordinates exchanged."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

from sympy import Basic, Tuple

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked
from tutor.deriving.touching import touch_of
from tutor.errors import Unsupported
from tutor.maths.iteration.fitting import fit
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At


def _swapped(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """With the first two coordinates exchanged, and with all in the other order."""
    if isinstance(stage.before, At):
        expr, names, values = stage.before.args
        a, b, *rest = (*values.args, None)[:2] if len(values.args) < 2 else values.args
        for order in ((b, a, *rest), tuple(reversed(values.args))) if len(values.args) > 1 and len(set(values.args)) > 1 else ():
            yield At(expr, names.args, order)


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if fields.get("iterates") and not isinstance(fields["iterates"][-1], Mapping):
        yield {"iterates": (tuple(reversed(fields["iterates"][-1])),)}
    right = asked(derivation)
    if right:
        yield {word: side and {**side, "at": [_reversed(at) for at in side["at"]]} for word, side in right.items()}
    if "points" in fields:
        yield {**fields, "points": tuple({**p, "at": _reversed(p["at"])} for p in fields["points"])}
    if problem.kind == "center_of_mass":
        yield from ({**fields, "point": Tuple(*order)} for order in permutations(fields["point"].args))
    yield from _touching(derivation)
    if problem.kind == "least_squares" and len(problem.origin.inputs) == 1:
        given = problem.given
        try:
            found = fit(given["model"], problem.variables, problem.origin.inputs, [tuple(reversed(row)) for row in given["points"]])
            yield {"parameters": dict(zip(found.parameters, found.solution(), strict=True))}
        except Unsupported:  # data that say nothing this way round
            return


def _touching(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The slopes of a tangent plane or a linear approximation at the point with its coordinates exchanged, or the displacements."""
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "tangent_plane":
        flat = [x for x in touch.point if touch.graph is None or x != touch.graph[0]]
        for order in permutations(flat):
            at = {x: tree.plain(touch.point[y]) for x, y in zip(flat, order, strict=True)}
            yield {"equation": touch.plane([n.xreplace(at) for n in touch.general])}
            yield {"equation": touch.plane(touch.normal, [at.get(x, a) for x, a in touch.point.items()])}
    line = [s for s in derivation.steps if s.rule == "linear_approximation.linear"]
    point = derivation.problem.given.get("point") or {}
    if line and len(point) == 2:
        (x, a), (y, b) = ((v, tree.plain(c)) for v, c in point.items())
        whole = tree.plain(fields_of(derivation)["expression"])
        yield {**fields_of(derivation), "expression": whole.subs({x: x + a - b, y: y + b - a}, simultaneous=True)}


def _reversed(at: Mapping[object, object]) -> Mapping[Any, Any]:
    return dict(zip(at, reversed(tuple(at.values())), strict=True))


MISTAKE = Mistake(
    "The coordinates were put in in the wrong order.",
    "Which coordinate of the point is which variable?",
    stages={"*": _swapped},
    answers=_answers,
    rank=4,
)
