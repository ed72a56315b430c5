"""A potential of a field that has none."""

from collections.abc import Iterator, Mapping

from sympy import Add, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _assumed(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "potential" and fields.get("conservative") is False:
        found = [antiderivative(p, v) for p, v in zip(problem.given["field"], problem.variables, strict=False)]
        known = [f for f in found if f is not None]
        for f in (*known, *([Add(*known)] if len(known) == len(found) else [])):
            yield {"expression": f}
    elif problem.kind == "vector_potential" and fields.get("exists") is False:
        yield from _without_the_third(derivation)


def _without_the_third(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The potential with the third component 0 whose curl has the first two components of the field."""
    (p, q, _), z = derivation.problem.given["field"], derivation.problem.variables[2]
    first, second = antiderivative(q, z), antiderivative(p, z)
    if first is not None and second is not None:
        yield {"vector": Vector(first, -second, S.Zero)}


MISTAKE = Mistake(
    "The components were integrated as if they fitted to one another.",
    "Which derivatives of the components have to agree for that?",
    answers=_assumed,
)
