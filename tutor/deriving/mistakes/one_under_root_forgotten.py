"""sqrt(f_x^2 + f_y^2) for sqrt(1 + f_x^2 + f_y^2)."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.integrands import placed_length, wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation
from tutor.trees import tree


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    normals = [(s.before.args[0], tree.plain(s.result)) for s in derivation.steps if s.rule == "surface_area.length"]
    lengths = [length for normal, length in normals if normal.args[-1] == 1 or expanded(length**2).as_coeff_Add()[0] == 1]
    if lengths and wholes(derivation):
        right = placed_length(derivation, lengths[-1])
        wrong = sqrt(right**2 - 1)
        yield from with_integrand(derivation, lambda f: f * wrong / right)


MISTAKE = Mistake(
    "The 1 under the root is missing.",
    "What is the area of a level piece, where both slopes are 0?",
    answers=_without,
    rank=2,
)
