"""An integral along a curve without the speed."""

from collections.abc import Iterator, Mapping

from sympy import cancel

from tutor.deriving.integrands import wholes
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree

SPEEDS = (".speed", ".polar_speed", ".unrooted")  # as it stands under the integral at last


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    by_part = {s.facts.get("part"): tree.plain(s.result) for s in derivation.steps if s.rule.endswith(SPEEDS)}
    speeds, found = list(by_part.values()), wholes(derivation)
    if found and len(speeds) == len(found) and "field" not in derivation.problem.given:
        yield {"expression": tree.total(*(whole.of(cancel(tree.plain(whole.expr) / v)) for whole, v in zip(found, speeds, strict=True)))}


MISTAKE = Mistake(
    "A piece ds of the curve is the speed times dt; the speed is missing.",
    "How long is the piece of the curve that belongs to dt?",
    answers=_without,
    rank=2,
)
