"""du/dx taken for one over the derivative of x with respect to u, as if nothing else moved."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _turned(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind != "implicit_system" or "expressions" not in fields:
        return
    at = {v: tree.plain(a) for v, a in (problem.given.get("point") or {}).items()}
    for equation in problem.given["equations"]:
        for left, right in ((equation.args[0], equation.args[1]), (equation.args[1], equation.args[0])):
            slopes = [tree.plain(right).diff(d) for d in problem.given["dependents"]]
            if left == problem.given["with_respect_to"] and left not in right.free_symbols and all(s != 0 for s in slopes):
                yield {"expressions": dict(zip(fields["expressions"], ((1 / s).subs(at) for s in slopes), strict=True))}


MISTAKE = Mistake(
    "A partial derivative is not one over the one the other way round: there something else is held.",
    "What is held constant in each of the two derivatives?",
    answers=_turned,
)
