"""The limits of one variable taken for those of another."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import Int


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    limits = derivation.problem.given.get("limits")
    if derivation.problem.kind == "iterated_integral" and isinstance(limits, tuple) and len(limits) > 1:
        ranges = [(low, high) for _, low, high in limits]
        whole = derivation.problem.given.get("integrand")
        if whole is not None and not any(a.free_symbols for pair in ranges for a in pair):
            for (v, *_), (low, high) in zip(limits, reversed(ranges), strict=True):
                whole = Int(whole, v, low, high)
            yield {"expression": whole}


MISTAKE = Mistake(
    "The limits belong to the other variable.",
    "Which limits stand with which differential?",
    answers=_exchanged,
    rank=2,
)
