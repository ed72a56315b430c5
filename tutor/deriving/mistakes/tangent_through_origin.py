"""n . x = 0 for n . (x - p) = 0, or a line through the origin."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Equation, Vector


def _moved(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    plane = fields.get("equation")
    if derivation.problem.kind == "tangent_plane" and isinstance(plane, Equation):
        whole = tree.plain(plane.left) - tree.plain(plane.right)
        yield {"equation": Equation(whole - whole.subs(dict.fromkeys(derivation.problem.variables, S.Zero)), S.Zero)}
    elif {"point", "direction"} <= fields.keys() and isinstance(fields["point"], Vector):
        yield {**fields, "point": Vector(*(S.Zero for _ in fields["point"].args))}


MISTAKE = Mistake(
    "This has the right direction and goes through the origin instead of the point.",
    "Does the point satisfy your equation?",
    answers=_moved,
)
