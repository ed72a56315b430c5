"""A potential of a field that has none."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation


def _assumed(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "potential" and fields.get("conservative") is False:
        found = [antiderivative(p, v) for p, v in zip(problem.given["field"], problem.variables, strict=False)]
        known = [f for f in found if f is not None]
        for f in (*known, *([Add(*known)] if len(known) == len(found) else [])):
            yield {"expression": f}


MISTAKE = Mistake(
    "One component was integrated as if the others fitted to it.",
    "Do the mixed derivatives of the components agree?",
    answers=_assumed,
)
