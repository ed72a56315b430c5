"""Whole systems with known solutions: all are found, none twice, and every line of the tree is evident by itself."""

import pytest
from every import over
from solving_systems import gradient, lagrange, lamda, sentences, typed, w, x, y, z
from sympy import E, Eq, Rational, S, cos, exp, log, pi, sin, sqrt, symbols

from tutor.deriving.evidence import holds
from tutor.errors import Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Root
from tutor.trees.heads import Equation, System

SPHERE = x**2 + y**2 + z**2 - 1
CIRCLE = x**2 + y**2 - 2
k, m = symbols("k m", integer=True)


def solved(system):
    """The solved system, its identities checked."""
    out = solve_system(system)
    sentences(out.tree)
    for claim in out.tree.claims():
        assert holds(claim) != "none", claim
    return out


def points(system):
    """The points, without multipliers."""
    return {tuple(v for u, v in r.values if u in (x, y, z, w)) for r in solved(system).roots}


GRADIENTS = [
    (x**3 - 3 * x * y + y**3, {(0, 0), (1, 1)}),
    ((x - 3) ** 2 + (y + 2) ** 2 + x * y, {(Rational(16, 3), Rational(-14, 3))}),
    ((2 * x - x**2) * (2 * y - y**2), {(0, 0), (2, 0), (0, 2), (2, 2), (1, 1)}),
    (x**4 + y**4 - 4 * x * y + 1, {(0, 0), (1, 1), (-1, -1)}),
    (x * y * exp(-(x**2) - y**2), {(0, 0), *((a / sqrt(2), b / sqrt(2)) for a in (1, -1) for b in (1, -1))}),
    (x**4 - 2 * x**2 + y**3 - 12 * y, {(a, b) for a in (0, 1, -1) for b in (2, -2)}),
    (x**2 + y**2 + x**2 * y, {(0, 0), (sqrt(2), -1), (-sqrt(2), -1)}),
    (exp(x) * cos(y), set()),
    (x * y + 1 / x + 8 / y, {(Rational(1, 2), 4)}),
    (1 / (x**2 + y**2 + 1), {(0, 0)}),
    (sqrt(9 - (x - 1) ** 2 - y**2), {(1, 0)}),
    (log(1 + x**2) + y**2, {(0, 0)}),
    (x**4 - x**2 * y + y**2 - y, {(0, Rational(1, 2)), (sqrt(3) / 3, Rational(2, 3)), (-sqrt(3) / 3, Rational(2, 3))}),
]


@over(("f", "expected"), GRADIENTS)
def test_critical_points(f, expected):
    assert points(gradient(f, x, y)) == expected


def signs(*sizes):
    """All choices of signs before these numbers."""
    out = {()}
    for s in sizes:
        out = {(*p, v) for p in out for v in (s, -s)}
    return out


third = sqrt(3) / 3
MULTIPLIERS = [
    (x * y, [x**2 + y**2 - 8], (x, y), signs(2, 2)),
    (x * y, [x + y - 1], (x, y), {(Rational(1, 2), Rational(1, 2))}),
    (2 * x + y, [x**2 + y**2 - 5], (x, y), {(2, 1), (-2, -1)}),
    (x * y * z, [x + 2 * y + 3 * z - 6], (x, y, z), {(6, 0, 0), (0, 3, 0), (0, 0, 2), (2, 1, Rational(2, 3))}),
    (x * exp(y), [CIRCLE], (x, y), {(1, 1), (-1, 1)}),
    (exp(x * y), [x**3 + y**3 - 16], (x, y), {(2, 2)}),
    (x + y + z, [CIRCLE, x + z - 1], (x, y, z), {(0, sqrt(2), 1), (0, -sqrt(2), 1)}),
    (x**2 + y**2 + (z - 1) ** 2, [z**2 - x * y - 1], (x, y, z), {(0, 0, 1), (0, 0, -1)}),
    (x**2 + 2 * y**2 + z**2, [x + y + z - 4, x - y + 2 * z - 12], (x, y, z), {(Rational(8, 5), Rational(-28, 15), Rational(64, 15))}),
    (
        x * y * z,
        [SPHERE],
        (x, y, z),
        signs(third, third, third) | {tuple(s if i == j else 0 for j in range(3)) for i in range(3) for s in (1, -1)},
    ),
    (x + y + z + w, [x**2 + y**2 + z**2 + w**2 - 1], (x, y, z, w), {(Rational(s, 2),) * 4 for s in (1, -1)}),
]


@over(("f", "constraints", "variables", "expected"), MULTIPLIERS)
def test_lagrange(f, constraints, variables, expected):
    assert points(lagrange(f, constraints, *variables)) == expected


def test_curves_beside_points_on_the_sphere():
    found = solved(lagrange(x**2 * y**2 * z**2, [SPHERE], x, y, z)).roots
    curves = [r for r in found if r.parameters]
    assert {tuple(r.at[v] for v in (x, y, z)) for r in found if not r.parameters} == signs(third, third, third)
    assert {next(v for v in (x, y, z) if r.at[v] == 0) for r in curves} == {x, y, z}
    assert len(curves) == 3 and all(r.at[lamda] == 0 for r in curves)


def test_a_circle_of_critical_points():
    found = solved(gradient((x**2 + y**2) * exp(-(x**2) - y**2), x, y)).roots
    assert set(found) == {Root(((x, S.Zero), (y, S.Zero))), Root(((x, x), (y, y)), (x, y), (Eq(x**2 + y**2, 1, evaluate=False),))}


def test_a_line_of_solutions_has_a_parameter():
    (line,) = solved(gradient((x - 2 * y + 1) ** 2, x, y)).roots
    assert len(line.parameters) == 1 and not line.conditions
    assert line.at[x] - 2 * line.at[y] + 1 == 0


FAMILIES = [
    (y * sin(x), {((k * pi), 0)}),
    (sin(x) * sin(y), {(k * pi, m * pi), (pi / 2 + k * pi, pi / 2 + m * pi)}),
    (
        sin(x) + sin(y) + sin(x + y),
        {(pi + 2 * pi * k, pi + 2 * pi * m), *((s * pi / 3 + 2 * pi * k, s * pi / 3 + 2 * pi * m) for s in (1, -1))},
    ),
]


@over(("f", "expected"), FAMILIES)
def test_families(f, expected):
    found = solved(gradient(f, x, y)).roots
    usual = {p: q for r in found for p, q in zip(r.parameters, (k, m), strict=False)}
    assert {tuple(v.subs(usual) for _, v in r.values) for r in found} == expected


def test_families_in_two_whole_numbers_that_depend_on_each_other():
    found = solved(gradient(cos(x) + cos(y) + cos(x + y), x, y)).roots
    at = {
        (int(r.at[x].subs(p) * 3 / pi) % 6, int(r.at[y].subs(p) * 3 / pi) % 6)
        for r in found
        for i in range(4)
        for j in range(4)
        for p in [dict(zip(r.parameters, (i, j), strict=False))]
    }
    assert at == {(0, 0), (0, 3), (3, 0), (3, 3), (2, 2), (4, 4)}


def test_conditions_leave_points_out():
    positive = lagrange(x * y, [x**2 + y**2 - 8], x, y, conditions=(x > 0, y > 0))
    assert points(positive) == {(2, 2)}
    assert solved(gradient(x**3 - 3 * x + y**2, x, y, conditions=(x > 2,))).roots == ()


def test_a_denominator_leaves_points_out():
    system = System([Equation((x**2 - x) / (x - 1), S.Zero), Equation(y, x)], (x, y))
    assert points(system) == {(0, 0)}


@over(
    ("text", "count"),
    [
        ("x^2 + y^2 = 5, x y = 2; x, y", 4),
        ("x^2 + y^2 = 1, x^2 + y^2 = 2; x, y", 0),
        ("x^2 + 1 = 0, x = y; x, y", 0),
        ("x^4 - 3x^2 + 1 = 0, x y = 1; x, y", 4),
        ("x^3 - 3x + 1 = 0, y = x^2; x, y", 3),
        ("x^2 y = 1, x y^2 = 1; x, y", 1),
        ("x + y = 3, x^2 + y^2 = 5; x, y", 2),
        ("e^x = 2, x + y = 0; x, y", 1),
        ("x^3 = 8; x", 1),
        ("x^5 + x = 1, y = x; x, y", 1),
        ("x^2 + y = 2, y^2 + x = 2; x, y", 4),
        ("x^2 + x y + y^2 = 3, x^2 - y^2 = 0; x, y", 4),
        ("x^2 + y^2 = 0, x + z = 1; x, y, z", 1),
        ("x y = 2, y z = 3, x z = 6; x, y, z", 2),
    ],
)
def test_the_number_of_solutions(text, count):
    assert len(solved(typed(text)).roots) == count


def test_a_constant_that_may_be_zero_is_not_divided_by():
    with pytest.raises(Unsupported, match="a is 0"):
        solve_system(typed("a x = 0, x + y = 1; x, y"))


def test_a_positive_constant_is():
    a = symbols("a", positive=True)
    found = solved(lagrange(x * y, [x + y - a], x, y)).roots
    assert [r.at[x] for r in found] == [a / 2]


def test_values_are_simplified():
    (root, other) = solved(typed("x^2 - 6x + 7 = 0; x")).roots
    assert {root.at[x], other.at[x]} == {3 + sqrt(2), 3 - sqrt(2)}
    assert E not in root.at[x].atoms()
