"""(f_x, f_y, 1) for the normal vector of z = f(x, y)."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.deriving.topics.tangent_plane import graph_of
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Vector


def _same_sign(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    graph = graph_of(derivation.problem.given["surface"], derivation.problem.variables)
    if graph is not None and isinstance(stage.before, Vector):
        at = derivation.problem.variables.index(graph[0])
        yield Vector(*(tree.negative(c) if k == at else c for k, c in enumerate(stage.before.args)))


MISTAKE = Mistake(
    "The normal vector of a graph has a component of its own for the height, of the opposite sign.",
    "Of which function of all the variables is the graph a level surface?",
    stages={"tangent_plane.assemble": _same_sign, "normal_line.assemble": _same_sign},
)
