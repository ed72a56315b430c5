"""The field on the curve integrated without the derivative of the curve."""

from collections.abc import Iterator, Mapping

from sympy import Add, Expr

from tutor.deriving.integrands import along
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _bare(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "line_integral" and not derivation.problem.given.get("flux"):
        yield from along(derivation, _components)


def _components(field: tuple[Expr, ...], velocity: tuple[Expr, ...]) -> Expr:
    return Add(*field)


MISTAKE = Mistake(
    "The differentials dx and dy are not dt: the derivative of the curve is missing.",
    "What is dy when the parameter changes by dt?",
    answers=_bare,
    rank=1,
)
