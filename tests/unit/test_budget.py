"""Work is counted in steps; the clock ends only what someone asked to be ended, and then everywhere."""

from __future__ import annotations

import pytest
from sympy import symbols

from tutor.budget import Budget, Work
from tutor.errors import OutOfTime, Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.trees.heads import Equation, System

x, y, z = symbols("x y z", real=True)
SYSTEM = System([Equation(y * z + 3 * x**2, 6 * x), Equation(x * z, 4 * y), Equation(x * y, 2 * z)], (x, y, z))


def test_work_is_spent_in_steps() -> None:
    work = Work(3)
    assert [work.spend(2), work.spend(1), work.spend(1)] == [True, True, False]


@pytest.mark.slow
def test_a_solver_without_work_says_so_and_one_with_enough_does_not_look_at_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: (_ for _ in ()).throw(AssertionError("the clock was read")))
    assert solve_system(SYSTEM).certificate is not None
    with pytest.raises(Unsupported, match="too many cases"):
        solve_system(SYSTEM, steps=20)


def test_long_equations_take_more_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.maths.solving.search.LONG", -10_000)
    with pytest.raises(Unsupported, match="too many cases"):
        solve_system(SYSTEM)


def test_the_time_of_a_problem_is_kept_inside_of_the_solver() -> None:
    ticks = iter(range(1000))
    budget = Budget(5, clock=lambda: next(ticks))
    with budget.handed_down(), pytest.raises(OutOfTime, match="5 s"):
        solve_system(SYSTEM)
    assert next(ticks) < 20  # it stopped at the first step after the limit
