"""Sizes by a formula, held against the integral of 1, and figures that have none."""

import pytest
from every import over
from sympy import Symbol

from tutor.maths.regions.levels import nested
from tutor.maths.regions.setup import Setup, read
from tutor.maths.regions.sizes import known_size
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.trees.tree import plain


def setup_of(region):
    problem = read_problem(Record("test", "average_value", {"function": "x", "region": region}))
    choice, _ = read(problem.given["region"], problem.variables, Symbol("x", real=True))
    made = choice.described
    parts = tuple((made.chart.factor, tuple((v, l.lower, l.upper) for l in p.limits for v in (l.variable,))) for p in made.pieces)
    return Setup(choice, parts)


@over(
    ("region", "figure"),
    [
        (["0 <= x <= 3", "-1 <= y <= 2"], "rectangle"),
        (["0 <= x <= 1", "0 <= y <= 2", "0 <= z <= 3"], "box"),
        ("triangle (0, 0), (3, 0), (1, 3)", "triangle"),
        ("disc centre (1, 0) radius 2", "disc"),
        (["x^2 + y^2 <= 4", "y >= 0"], "sector"),
        (["x^2 + y^2 <= 4", "0 <= z <= 3"], "cylinder"),
        ("ball centre (0, 0, 0) radius 2", "ball"),
    ],
)
def test_the_formula_is_the_integral_of_1(region, figure):
    setup = setup_of(region)
    known = known_size(setup)
    assert known.figure == figure
    ((factor, limits),) = setup.parts
    assert plain(known.size).equals(plain(nested(factor, limits)).doit())


@pytest.mark.parametrize("region", ["between y = x and y = x^2", "x^2/4 + y^2 <= 1", ["x^2 + y^2 >= 1", "x^2 + y^2 <= 4"]])
def test_no_such_figure(region):
    assert known_size(setup_of(region)) is None
