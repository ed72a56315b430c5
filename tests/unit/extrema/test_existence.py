"""Why there is a greatest or least value, or none; simpler functions; and the look at many points that owes nothing to it."""

import pytest
from every import over
from sympy import Eq, Rational, S, exp, log, sqrt, symbols

from tutor.maths.extrema.constrained import Candidate, Constraint, Posed, constant_on, parallel
from tutor.maths.extrema.existence import compactness, ends_of, settled
from tutor.maths.extrema.outer import inner, without_roots
from tutor.maths.extrema.sampled import beaten
from tutor.maths.extrema.second_way import substituted
from tutor.trees.heads import Equation
from tutor.trees.tree import plain

x, y, z, lamda = symbols("x y z lamda", real=True)


def posed(f, equations, conditions=(), variables=(x, y), inside=()):
    constraints = tuple(
        Constraint(Equation(S(a), S(b)), S(a) - S(b), letter, multiplier)
        for (a, b), letter, multiplier in zip(equations, "gh", symbols("lamda mu", real=True), strict=False)
    )
    return Posed(f, "f", variables, constraints, tuple(conditions), tuple(inside))


def decided(problem, word, best):
    compact = compactness(problem)
    return settled(problem, word, best, compact, None if compact else ends_of(problem))


@over(
    ("problem", "word", "best", "taken", "by"),
    [
        (posed(x * y, [(x**2 + y**2, 8)]), "max", S(4), True, "compact"),
        (posed(x * y, [(x + y, 1)]), "max", Rational(1, 4), True, "ends"),
        (posed(x * y, [(x + y, 1)]), "min", Rational(1, 4), False, "path"),
        (posed(x**2 + y**2 + z**2, [(x + y + z, 3)], variables=(x, y, z)), "min", S(3), True, "level"),
        (posed(x**2 + y**2 + z**2, [(x + y + z, 3)], variables=(x, y, z)), "max", S(3), False, "path"),
        (posed((x + y) ** 2, [(x + y + z, 3)], variables=(x, y, z)), "min", S(0), True, "convex"),
        (posed(x - y, [(x**2 - y**2, 2)]), "max", None, False, "empty"),
        (posed(exp(x * y), [(x**3 + y**3, 16)]), "max", exp(4), True, "ends"),
        (posed(x * y * z, [(x + y + z, 3)], [x > 0, y > 0, z > 0], (x, y, z)), "max", S(1), True, "level"),
        (posed(x * y * z, [(x + y + z, 3)], [x > 0, y > 0, z > 0], (x, y, z)), "min", S(1), False, "path"),
    ],
)
def test_settled(problem, word, best, taken, by):
    found = decided(problem, word, best)
    assert found is not None
    assert (found.taken, found.by) == (taken, by)


def test_an_open_edge_is_no_compact_set():
    assert compactness(posed(x * y, [(x + y, 1)], [x > 0, y > 0])) is None
    assert compactness(posed(x * y, [(x + y, 1)], [x >= 0, y >= 0])) is not None


def test_an_incomplete_list_supports_no_claim_that_rests_on_it():
    problem = posed(x * y, [(x**2 + y**2, 8)])
    assert settled(problem, "max", S(4), compactness(problem), None, complete=False) is None


def test_what_beats_every_candidate_is_met():
    problem = posed(x * y, [(x**2 + y**2, 8)])
    assert beaten(problem, "max", S(3)) is not None
    assert beaten(problem, "max", S(4)) is None
    assert beaten(problem, "min", S(-4)) is None


@over(("f", "u"), [(sqrt(x**2 + y**2), x**2 + y**2), (exp(x * y), x * y), (log(x * y), x * y), (sqrt(x), None), (x * exp(y), None)])
def test_the_inside_of_an_increasing_function(f, u):
    assert inner(f) == u


def test_products_of_roots():
    u, domain = without_roots(100 * x ** Rational(3, 4) * y ** Rational(1, 4), frozenset())
    assert u == x**3 * y and set(domain) == {x >= 0, y >= 0}
    assert without_roots(x * y, frozenset()) is None
    assert without_roots(-sqrt(x) * y, frozenset()) is None
    assert without_roots(x * sqrt(y), frozenset()) is None  # x^2 y has lost the sign of x


def test_a_value_on_a_curve():
    circle = Candidate({x: x, y: y}, None, (x, y), (Eq(x**2 + y**2, 4),))
    value, everywhere = constant_on(3 * x**2 + 3 * y**2, circle)
    assert value == 12 and plain(everywhere).expand() == 12
    assert constant_on(x * y, circle) is None


def test_the_condition_is_written_as_one_would():
    equation = parallel(y, (lamda,), (2 * x,))
    assert equation.right.args == (2, lamda, x)


@pytest.mark.parametrize(("equation", "v"), [((x + y, 1), y), ((x**2 - y, 1), y), ((y**2 - x, 1), x)])
def test_the_second_way(equation, v):
    found = substituted(posed(x * y, [equation]), {x: S(1), y: S(1)})
    assert found is not None and found.facts["v"] == v


def test_no_second_way_on_a_circle():
    assert substituted(posed(x * y, [(x**2 + y**2, 2)]), {x: S(1), y: S(1)}) is None


def test_without_equations_every_point_is_on_the_set():
    problem = Posed(x + y, "f", (x, y), (), (x >= 0, y >= 0, x + y <= 3), ())
    assert beaten(problem, "max", S(2)) is not None
    assert beaten(problem, "max", S(3)) is None
