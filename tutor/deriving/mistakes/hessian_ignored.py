"""A step of the length of the gradient where one of Newton's method was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import stepped
from tutor.model import Derivation


def _plain(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in ("newton_minimize", "newton_root"):
        yield from stepped(derivation, lambda values, matrix: -values)
        yield from stepped(derivation, lambda values, matrix: -matrix * values)


MISTAKE = Mistake(
    "The step was not divided by the derivative, or not multiplied with the inverse of the matrix.",
    "What does the slope say of how far the step has to go?",
    answers=_plain,
    rank=1,
)
