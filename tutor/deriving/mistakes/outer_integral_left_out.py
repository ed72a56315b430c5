"""Only the inner integral reckoned."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _inner(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    levels = [s for s in derivation.steps if s.rule.endswith(".level")]
    if derivation.problem.kind in ("iterated_integral", "integral_over_region", "volume", "area"):
        for s in levels[:-1]:
            yield {"expression": s.result}


MISTAKE = Mistake(
    "This is the inner integral; the outer one is still to be taken.",
    "Which variable is left, and between which limits does it run?",
    answers=_inner,
    rank=2,
)
