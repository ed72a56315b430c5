"""n . x = 0 for n . (x - p) = 0."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Equation


def _moved(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    plane = derivation.answer.fields.get("equation") if derivation.answer is not None else None
    if derivation.problem.kind == "tangent_plane" and isinstance(plane, Equation):
        variables = derivation.problem.variables
        whole = tree.plain(plane.left) - tree.plain(plane.right)
        yield {"equation": Equation(whole - whole.subs(dict.fromkeys(variables, S.Zero)), S.Zero)}


MISTAKE = Mistake(
    "This plane has the right direction and goes through the origin instead of the point.",
    "Does the point satisfy your equation?",
    answers=_moved,
)
