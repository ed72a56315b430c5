"""What a comparison found, and how strong the evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from tutor.frozen import dataclass
from tutor.strength import Evidence, weakest

Outcome = Literal["equal", "different", "undecided"]
Assumption = Literal["real", "positive", "nonnegative", "integer", "complex"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Equal, different or undecided.

    `exact` is a proof. `interval`: for *different*, balls that do not meet, which is a proof; for *equal*, balls that meet
    at every sample point (or, for two numbers, at high precision), which is strong evidence. `none` for undecided.
    """

    outcome: Outcome
    evidence: Evidence = "exact"

    def __bool__(self) -> bool:
        raise TypeError("an opinion has three outcomes")


EQUAL, DIFFERENT, UNDECIDED = Opinion("equal"), Opinion("different"), Opinion("undecided", "none")


def all_equal(opinions: Iterable[Opinion]) -> Opinion:
    """Equal where all are, different where one is, else undecided. Stops at the first difference."""
    found: list[Opinion] = []
    for one in opinions:
        if one.outcome == "different":
            return one
        found.append(one)
    if any(one.outcome == "undecided" for one in found):
        return UNDECIDED
    return Opinion("equal", weakest(*(one.evidence for one in found)))


@dataclass(frozen=True, slots=True)
class Domain:
    """What the letters may stand for: those not listed are real. With `complex`, i is the imaginary unit and values are complex."""

    letters: Mapping[str, Assumption] = field(default_factory=dict)
    complex: bool = False

    def of(self, name: str) -> Assumption:
        """What is assumed of a letter."""
        return self.letters.get(name, "real")


REAL = Domain()
