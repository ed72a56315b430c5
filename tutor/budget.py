"""What one problem may take. Work is counted in steps and not in seconds, so that a result does not depend on how busy the machine is.

A step is about what a quiet core does in a millisecond. The clock only ends what someone asked to be ended, with `OutOfTime`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from tutor.errors import OutOfTime


@dataclass(slots=True)
class Budget:
    """The time that a problem may take; None: as long as it needs. What hangs inside SymPy is the worker's to kill."""

    seconds: float | None = None
    clock: Callable[[], float] = time.monotonic
    _end: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._end = None if self.seconds is None else self.clock() + self.seconds

    def spend(self) -> None:
        """`OutOfTime` when it is used up."""
        if self._end is not None and self.clock() > self._end:
            raise OutOfTime(f"not finished within {self.seconds:g} s")

    @contextmanager
    def handed_down(self) -> Iterator[None]:
        """While it lasts, every piece of work below keeps to this budget."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)


_current: ContextVar[Budget] = ContextVar("budget")
_UNLIMITED = Budget()


@dataclass(slots=True)
class Work:
    """So many steps for one piece of work, within the budget of its problem."""

    steps: float
    budget: Budget = field(default_factory=lambda: _current.get(_UNLIMITED))

    def spend(self, steps: float = 1) -> bool:
        """Whether there were so many left. Raises `OutOfTime` where the problem's time is over."""
        self.budget.spend()
        self.steps -= steps
        return self.steps >= 0
