"""Curves in pieces, what functions tend to at their ends, and paths that leave every bound."""

import pytest
from every import over
from sympy import Rational, S, exp, log, oo, symbols

from tutor.maths.extrema.branches import pieces
from tutor.maths.extrema.far import at_ends, escapes, stays_for_ever

x, y, z = symbols("x y z", real=True)


def ends(equations, conditions, f, variables):
    curve = pieces([(S(a), S(b)) for a, b in equations], conditions, f, variables)
    assert curve is not None
    return curve


@over(
    ("equations", "conditions", "f", "kinds"),
    [
        ([(x + y, 1)], [], x * y, [(-oo, "open"), (oo, "open")]),
        ([(x + y, 1)], [x > 0, y > 0], x * y, [(0, "open"), (1, "open")]),
        ([(x + y, 1)], [x >= 0, y >= 0], x * y, [(0, "corner"), (1, "corner")]),
        ([(3 * x + 5 * y, 100)], [], x ** Rational(3, 4) * y ** Rational(1, 4), [(0, "corner"), (Rational(100, 3), "corner")]),
        ([(x + 2 * y, 4)], [], log(x) + log(y), [(0, "open"), (4, "open")]),
        ([(x**2 + y**2, 1)], [], x, [(-1, "join"), (1, "join")] * 2),
        ([(x * y, 1)], [], x, [(-oo, "open"), (0, "open"), (0, "open"), (oo, "open")]),
    ],
)
def test_ends(equations, conditions, f, kinds):
    curve = ends(equations, conditions, f, (x, y))
    assert [(e.at, e.kind) for piece in curve for e in piece.ends] == kinds


def test_a_curve_that_is_not_seen_through_is_none():
    assert pieces([(x * y, S.Zero)], [], x, (x, y)) is None  # on x = 0 y is free
    assert pieces([(x + y + z, S.One)], [], x, (x, y, z)) is None  # a plane


@pytest.mark.parametrize(
    ("equations", "f", "values"),
    [
        ([(x + y, 1)], x * y, [-oo, -oo]),
        ([(x**3 + y**3, 16)], exp(x * y), [0, 0]),
        ([(x**2 - y, 1)], x, [-oo, oo]),
    ],
    ids=str,
)
def test_limits_at_the_ends(equations, f, values):
    found = at_ends(f, ends(equations, [], f, (x, y)))
    assert found is not None and [a.value for a in found] == values


def test_the_parts_of_a_curve_join():
    """y z + x y on x y = 1, y^2 + z^2 = 1 tends to 1 where y comes to 0."""
    f = y * z + x * y
    found = at_ends(f, ends([(x * y, 1), (y**2 + z**2, 1)], [], f, (x, y, z)))
    assert found is not None and {a.value for a in found} == {1}


@pytest.mark.parametrize("up", [True, False])
def test_a_path_on_a_plane(up):
    found = escapes(x * y * z, [(x + 2 * y + 3 * z, S(6))], [], (x, y, z), S.Zero, up)
    assert found is not None and found.value == (oo if up else -oo)
    on = (x + 2 * y + 3 * z).subs(found.values, simultaneous=True)
    assert on.expand() == 6


@pytest.mark.slow
def test_no_path_where_there_is_none():
    assert escapes(x**2 + y**2 + z**2, [(x + y + z, S(12))], [], (x, y, z), S(48), False) is None


def test_a_path_keeps_the_conditions():
    conditions = [x > 0, y > 0, z > 0]
    found = escapes(x + y + z, [(x * y * z, S(8))], conditions, (x, y, z), S(6), True)
    assert found is not None and found.value == oo
    assert stays_for_ever(found.values, conditions, found.letter)


def test_real_odd_roots():
    curve = ends([(x**3 + y**3, 16)], [], x * y, (x, y))
    assert [a.value for a in at_ends(x * y, curve)] == [-oo, -oo]
