"""Inequalities as functions that are at most 0, the sets that can be active, constraint qualifications, and the numeric optimum."""

import pytest
from sympy import S, symbols

from tutor.maths.extrema.inequalities import program
from tutor.maths.extrema.numeric import optimum, quasiconcave
from tutor.maths.extrema.qualified import qualified
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.trees.tree import plain

x, y = symbols("x y", real=True)


def made(objective, constraints, **more):
    return program(read_problem(Record("test", "kkt", {"objective": objective, "constraints": constraints, **more})))


def test_every_inequality_is_at_most_0():
    found = made("x + y", ["x + y <= 4", "x >= 1", "0 <= y <= 3"])
    assert [plain(c.function).expand() for c in found.inequalities] == [x + y - 4, 1 - x, -y, y - 3]


def test_opposite_bounds_are_in_no_set_together():
    found = made("x + y", ["0 <= x <= 1", "0 <= y <= 1"])
    assert len(list(found.active_sets())) == 9  # for each variable: neither, the lower, the upper bound


def test_no_more_are_active_than_there_are_variables():
    found = made("x + y + z", ["x + y + z = 1", "x >= 0", "y >= 0", "z >= 0"])
    assert max(map(len, found.active_sets())) == 2


@pytest.mark.parametrize(
    ("constraints", "how"),
    [
        (["x + y <= 4", "x >= 0"], "linear"),
        (["x^2 + y^2 <= 4", "x >= 0"], "slater"),
        (["x^2 + y^2 >= 1", "x^2 + y^2 <= 4"], "independent"),
        (["y >= x^3", "y <= 0"], "points"),
    ],
)
def test_qualifications(constraints, how):
    assert qualified(made("x", constraints)).how == how


def test_the_numeric_optimum_is_the_exact_one():
    found = made("-(x - 3)^2 - (y - 2)^2", ["x + y <= 4", "x >= 0", "y >= 0"])
    best = optimum(found, "max", lambda at: False)
    assert best is not None
    assert [abs(a - e) < S(10) ** -25 for a, e in zip(best.at.values(), (S(5) / 2, S(3) / 2), strict=True)] == [True, True]
    assert [c.relation for c in best.active] == [found.inequalities[0].relation]
    assert abs(best.multipliers[found.inequalities[0].multiplier] - 1) < S(10) ** -25


def test_the_sharpe_ratio_is_quasiconcave_where_it_is_positive():
    found = made("(2x + y)/sqrt(x^2 + y^2)", ["x + y = 1", "x >= 0", "y >= 0"])
    assert quasiconcave(found, {x: S(1) / 2, y: S(1) / 2}, "max")
    assert not quasiconcave(found, {x: -S(1), y: S(0)}, "max")
    assert not quasiconcave(made("x y", ["x + y <= 1"]), {x: S(1), y: S(1)}, "max")
