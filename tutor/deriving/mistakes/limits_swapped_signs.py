"""Lower and upper limit exchanged."""

from collections.abc import Iterator, Mapping

from tutor.deriving.integrands import SET_UP, definite, with_ranges
from tutor.deriving.mistake import Mistake, opposite
from tutor.model import Derivation

NOT_SIGNED = ("potential", "vector_potential", "area", "volume")  # the last two: the exchanged curves or surfaces do it as well


def _turned(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in SET_UP:
        yield from with_ranges(derivation, lambda own, ranges: (own[0], own[2], own[1]) if own == ranges[0] else None)
        yield from with_ranges(derivation, lambda own, ranges: (own[0], own[2], own[1]) if own == ranges[-1] else None)
    elif definite(derivation) and derivation.problem.kind not in NOT_SIGNED:
        yield from opposite(derivation)


MISTAKE = Mistake(
    "Lower and upper limit are exchanged, which turns the sign.",
    "From where to where does the variable run?",
    answers=_turned,
    rank=3,
)
