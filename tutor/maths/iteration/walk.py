"""A walk: a state is carried from step to step by formulas, and comes with what is known of its digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Expr, Rational

from tutor.budget import Work
from tutor.errors import Unsupported
from tutor.maths.iteration.numbers import CARRIED, NOTHING, NoNumber, RunAway, number

AGREED = 12  # digits that a walk with twice as many carried must repeat
UNLIMITED = float("inf")

Ended = Literal["", "large", "undefined", "flat", "singular", "cycle", "done", "unbounded"]


@dataclass(frozen=True, slots=True)
class WalkState:
    """The numbers after so many steps, and whether they are exact."""

    values: tuple[Rational, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """The states from the start on, and why it ended before the steps that were asked."""

    states: tuple[WalkState, ...]
    ended: Ended = ""

    @property
    def last(self) -> WalkState:
        """Where it came to."""
        return self.states[-1]


class End(Exception):
    """A step cannot be taken, or need not be."""

    def __init__(self, reason: Ended) -> None:
        super().__init__(reason)
        self.reason: Ended = reason


# From the state, the number of the step and the digits to formulas of the next state, and whether those are exact where the
# state is. Errors: `End` where there is no step.
Move = Callable[[WalkState, int, int], tuple[Sequence[Expr], bool]]


# Whether all that is asked of a state has a value there. Errors: `NoNumber`, `RunAway` where it has none.
There = Callable[[tuple[Rational, ...], int], object]


def walked(start: Sequence[Expr], move: Move, steps: int, there: There, steady: bool = False) -> Walk:
    """The walk; in a `steady` one the same state is always followed by the same.

    Errors: `Unsupported` where rounding would reach the digits of the page, or the start is outside of the domain.
    """
    found = _once(start, move, steps, CARRIED, there, steady)
    if all(s.exact for s in found.states):
        return found
    finer = _once(start, move, steps, 2 * CARRIED, there, steady)
    if finer.ended != found.ended or len(finer.states) != len(found.states) or not all(map(_alike, found.states, finer.states)):
        raise Unsupported(f"cannot do this: the walk is so sensitive that {CARRIED} digits of its numbers are not enough")
    return found


def _once(start: Sequence[Expr], move: Move, steps: int, digits: int, there: There, steady: bool) -> Walk:
    work = Work(UNLIMITED)
    try:
        states = [_state(start, True, digits)]
        there(states[0].values, digits)
    except NoNumber:
        raise Unsupported("cannot do this: the function has no value, or no derivative, at the start") from None
    except RunAway:
        raise Unsupported("cannot do this: the numbers at the start are too large") from None
    for k in range(steps):
        work.spend()
        try:
            formulas, exact = move(states[-1], k, digits)
            state = _state(formulas, exact and states[-1].exact, digits)
            there(state.values, digits)
            states.append(state)
            if steady and states[-2] == state:
                return Walk((*states, *(state,) * (steps - 1 - k)))
        except RunAway:
            return Walk(tuple(states), "large")
        except NoNumber:
            return Walk(tuple(states), "undefined")
        except End as end:
            return Walk(tuple(states), end.reason)
    return Walk(tuple(states))


def _state(formulas: Sequence[Expr], exact: bool, digits: int) -> WalkState:
    found = [number(f, digits) for f in formulas]
    return WalkState(tuple(v for v, _ in found), exact and all(sure for _, sure in found))


def _alike(a: WalkState, b: WalkState) -> bool:
    scale = max((abs(v) for v in b.values), default=Rational(0))
    return all(abs(u - v) <= max(scale / 10**AGREED, NOTHING) for u, v in zip(a.values, b.values, strict=True))
