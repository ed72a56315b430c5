"""Balls around all real solutions of a polynomial system, and around nothing else: for cross-checks."""

from __future__ import annotations

from flint import arb

from tutor.budget import Work
from tutor.maths.solving.certificate import real
from tutor.maths.solving.certify.count import enclosed
from tutor.trees.heads.system import System


def real_solutions(system: System, steps: float = 4000) -> tuple[tuple[arb, ...], ...] | None:
    """A ball for each unknown, at every real solution, the solutions in no particular order.

    None where the system is not polynomial (in the unknowns themselves, roots and absolute values), has infinitely many
    solutions, or takes too long.
    """
    given, _ = real(system, ())
    return enclosed(given, Work(steps))
