"""The value at the point left out, or x taken for x - a."""

from collections.abc import Iterator

from sympy import Basic, S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _without(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    point = derivation.problem.given.get("point") or {}
    value = next(s.result for s in derivation.steps if s.rule == "linear_approximation.value")
    whole = tree.plain(stage.result)
    yield whole - tree.plain(value)
    yield tree.plain(value) + whole - whole.subs(dict.fromkeys(point, S.Zero))


MISTAKE = Mistake(
    "A linear approximation is the value at the point plus the slopes times the displacements from it.",
    "What does your formula give at the point itself?",
    stages={"linear_approximation.linear": _without},
)
