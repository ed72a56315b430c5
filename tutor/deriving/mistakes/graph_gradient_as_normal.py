"""(f_x, f_y, 1) or (f_x, f_y) for the normal vector of z = f(x, y)."""

from collections.abc import Iterator, Mapping

from sympy import Basic, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.topics.tangent_plane import graph_of
from tutor.deriving.touching import touch_of
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Vector


def _same_sign(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    graph = graph_of(derivation.problem.given["surface"], derivation.problem.variables)
    if graph is not None and isinstance(stage.before, Vector):
        at = derivation.problem.variables.index(graph[0])
        yield Vector(*(tree.negative(c) if k == at else c for k, c in enumerate(stage.before.args)))


def _level(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """With the component of the height 0 or of the same sign."""
    touch = touch_of(derivation)
    if touch is not None and touch.graph is not None:
        for last in (S.Zero, S.One):
            normal = tuple(last * -n if x == touch.graph[0] else n for n, x in zip(touch.normal, touch.point, strict=True))
            if derivation.problem.kind == "tangent_plane":
                yield {"equation": touch.plane(normal)}
            else:
                yield {**fields_of(derivation), "direction": Vector(*normal)}
    elif derivation.problem.kind == "normal_line":  # of a level surface as of a graph
        for last in (S.NegativeOne, S.Zero):
            yield {**fields_of(derivation), "direction": Vector(*fields_of(derivation)["direction"].args[:-1], last)}


MISTAKE = Mistake(
    "The normal vector of a graph has a component of its own for the height, of the opposite sign.",
    "Of which function of all the variables is the graph a level surface?",
    stages={"tangent_plane.assemble": _same_sign, "normal_line.assemble": _same_sign},
    answers=_level,
)
