"""f'/f for f/f' in a step of Newton's method."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import stepped
from tutor.model import Derivation


def _inverted(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in ("newton_root", "newton_minimize") and len(derivation.problem.variables) == 1:
        yield from stepped(derivation, lambda values, matrix: -matrix * values.applyfunc(lambda f: 1 / f))


MISTAKE = Mistake(
    "The quotient stands upside down: the value is divided by the slope.",
    "How long is the step when the value is already nearly 0?",
    answers=_inverted,
)
