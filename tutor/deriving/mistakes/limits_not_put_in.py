"""An antiderivative where the value between the limits was asked."""

from collections.abc import Iterator, Mapping

from sympy import Symbol

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int

KINDS = ("integral", "iterated_integral", "line_integral", "arc_length")


def _open(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    last = [s for s in derivation.steps if isinstance(s.before, Int) and s.before.is_definite]
    for s in last[-1].walk() if last and derivation.problem.kind in KINDS else ():
        if isinstance(s.before, Bracket):
            yield {"expression": s.before.expr}
            yield {"expression": tree.total(s.before.expr, Symbol("C", real=True))}


MISTAKE = Mistake(
    "This is an antiderivative; its values at the limits are to be subtracted from each other.",
    "What is the antiderivative at each of the two limits?",
    answers=_open,
)
