"""Which of the things given is which of the things expected, where order means nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tutor.checking.opinion import Opinion
from tutor.frozen import dataclass
from tutor.strength import Evidence, weakest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matching(Generic[T]):
    """Pairs (given, expected), what is left on either side, and the evidence. Undecided: something could not be compared."""

    pairs: tuple[tuple[T, T], ...]
    extra: tuple[T, ...]
    missing: tuple[T, ...]
    evidence: Evidence
    undecided: bool


def matched(given: Sequence[T], expected: Sequence[T], same: Callable[[T, T], Opinion]) -> Matching[T]:
    """Each thing given with the first one expected that it equals; a thing given twice counts once."""
    pairs: list[tuple[T, T]] = []
    extra: list[T] = []
    evidence: list[Evidence] = []
    undecided = False
    for mine in given:
        for right in expected:
            found = same(mine, right)
            undecided |= found.outcome == "undecided"
            if found.outcome == "equal":
                evidence.append(found.evidence)
                if all(right is not taken for _, taken in pairs):
                    pairs.append((mine, right))
                break
        else:
            extra.append(mine)
    missing = tuple(right for right in expected if all(right is not taken for _, taken in pairs))
    return Matching(tuple(pairs), tuple(extra), missing, weakest(*evidence), undecided and bool(extra or missing))
