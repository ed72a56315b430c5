"""How much one judgement may cost, in work and not in time: the same answer has the same verdict on every machine.

Only the symbolic prover is counted in seconds, for all its uses together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

WORK = 150_000  # values of formulas and terms of sums; a usual judgement takes some hundreds
PROOF_SECONDS = 3.0
FINE = 1000  # bits of a value that count as one more


@dataclass(slots=True)
class Effort:
    """What is left."""

    work: int = WORK
    seconds: float = PROOF_SECONDS


_CURRENT: ContextVar[Effort | None] = ContextVar("effort", default=None)


@contextmanager
def limited() -> Iterator[Effort]:
    """Within this, no more than one judgement's effort is made."""
    mine = Effort()
    before = _CURRENT.set(mine)
    try:
        yield mine
    finally:
        _CURRENT.reset(before)


def spent(bits: int) -> bool:
    """One more value with so many bits; whether there was no effort left for it."""
    mine = _CURRENT.get()
    if mine is None:
        return False
    mine.work -= 1 + bits // FINE
    return mine.work < 0


def exhausted() -> bool:
    """Whether no effort is left, so that what was not found says nothing."""
    mine = _CURRENT.get()
    return mine is not None and mine.work < 0


def current() -> Effort:
    """What is left here; outside of any judgement, as much as one has."""
    return _CURRENT.get() or Effort()
