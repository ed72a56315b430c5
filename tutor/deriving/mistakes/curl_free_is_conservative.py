"""A potential such as arctan(y/x) for a field that circles round a hole."""

from collections.abc import Iterator, Mapping

from sympy import atan, cancel

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _angle(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """c arctan(y/x) and its kin, where the field is c times the vortex about a point."""
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind != "potential" or fields.get("conservative") is not False or len(problem.variables) != 2:
        return
    p, q = map(tree.plain, problem.given["field"])
    (x, y) = problem.variables
    if cancel(q.diff(x) - p.diff(y)) != 0:
        return
    for f in (atan(y / x), -atan(x / y)):
        c = cancel(p / cancel(f.diff(x)))
        if c.is_number:
            yield {"expression": c * f}


MISTAKE = Mistake(
    "This has the right derivatives, but no such function can be carried once round the hole without a jump.",
    "By how much does your function change along a circle round the origin?",
    answers=_angle,
    rank=0,
)
