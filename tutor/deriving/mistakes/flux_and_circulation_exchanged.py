"""The flux across a plane curve for the work along it, or the other way round."""

from collections.abc import Iterator, Mapping

from sympy import Expr

from tutor.deriving.integrands import along, over_inside
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation
from tutor.trees import tree


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind != "line_integral" or len(problem.given.get("field") or ()) != 2:
        return
    across = bool(problem.given.get("flux"))
    (p, q), (x, y) = map(tree.plain, problem.given["field"]), problem.variables
    if any(s.rule.endswith((".whole", ".as_integral")) for s in derivation.steps):
        value = q.diff(x) - p.diff(y) if across else p.diff(x) + q.diff(y)
        if across or expanded(value) != 0:  # that around a closed curve all is 0 is another mistake
            yield from over_inside(derivation, value)
    else:
        yield from along(derivation, _work if across else _flux)


def _work(field: tuple[Expr, ...], velocity: tuple[Expr, ...]) -> Expr:
    (p, q), (dx, dy) = field, velocity
    return p * dx + q * dy


def _flux(field: tuple[Expr, ...], velocity: tuple[Expr, ...]) -> Expr:
    (p, q), (dx, dy) = field, velocity
    return p * dy - q * dx


MISTAKE = Mistake(
    "Flux across the curve and work along it were exchanged.",
    "Which part of the field counts here, that along the curve or that across it?",
    answers=_other,
    rank=2,
)
