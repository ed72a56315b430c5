"""Certificates on systems whose solutions are known: all found, one withheld, one invented."""

import pytest
from certificate_systems import family, gradient, lagrange, points, system
from every import over
from sympy import E, Eq, Ge, Gt, Le, Lt, Ne, Rational, S, cos, exp, log, pi, sin, sqrt, symbols

from tutor.maths.solving.certificate import Incomplete, certify
from tutor.maths.solving.tree import Certificate, Root
from tutor.telling.prose import words
from tutor.trees.heads import System

x, y, z, t = symbols("x y z t", real=True)
a, lam, mu = symbols("a lambda mu", real=True)
n, m = symbols("n m", integer=True)
p = symbols("p", positive=True)
xy, xyz = (x, y), (x, y, z)
r = sqrt(S.Half)
third, turn = pi / 3, 2 * pi


def grid(a: object, b: object) -> Root:
    """A doubly periodic family."""
    return family(xy, (a + turn * n, b + turn * m), (n, m))


CIRCLE = family(xy, xy, xy, Eq(x**2 + y**2, 1))
SIGNS = [(i, j, k) for i in (1, -1) for j in (1, -1) for k in (1, -1)]

TRIANGLE = [Gt(x, 0), Lt(x, pi), Gt(y, 0), Lt(y, pi)]

COMPLETE = {
    "folium": (gradient(x**3 - 3 * x * y + y**3, xy), points(xy, (0, 0), (1, 1))),
    "two wells": (gradient(x**4 + y**4 - 4 * x * y + 1, xy), points(xy, (0, 0), (1, 1), (-1, -1))),
    "product": (gradient((2 * x - x**2) * (2 * y - y**2), xy), points(xy, (0, 0), (0, 2), (2, 0), (2, 2), (1, 1))),
    "bell": (gradient(x * y * exp(-(x**2) - y**2), xy), points(xy, (0, 0), *((i * r, j * r) for i in (1, -1) for j in (1, -1)))),
    "cubic on a circle": (
        lagrange(x * exp(y), [x**2 + y**2 - 6], xy, [lam]),
        points((x, y, lam), (sqrt(2), 2, E**2 / sqrt(8)), (-sqrt(2), 2, -(E**2) / sqrt(8))),
    ),
    "exponential": (lagrange(exp(x * y), [x**3 + y**3 - 16], xy, [lam]), points((x, y, lam), (2, 2, E**4 / 6))),
    "two constraints": (
        lagrange(x + y + z, [x**2 + y**2 - 2, x + z - 1], xyz, [lam, mu]),
        points((*xyz, lam, mu), (0, sqrt(2), 1, sqrt(2) / 4, 1), (0, -sqrt(2), 1, -sqrt(2) / 4, 1)),
    ),
    "plane": (
        lagrange(x * y * z, [x + 2 * y + 3 * z - 6], xyz, [lam]),
        points((*xyz, lam), (2, 1, Rational(2, 3), Rational(2, 3)), (6, 0, 0, 0), (0, 3, 0, 0), (0, 0, 2, 0)),
    ),
    "distance": (
        lagrange(x**2 + y**2 + (z - 1) ** 2, [z**2 - x * y - 1], xyz, [lam]),
        points((*xyz, lam), (0, 0, 1, 0), (0, 0, -1, 2)),
    ),
    "two angles of a triangle": (
        gradient(sin(x) * sin(y) * sin(x + y), xy, [*TRIANGLE, Lt(x + y, pi)]),
        points(xy, (third, third)),
    ),
    "two angles, the third may be 0": (
        gradient(cos(x) * cos(y) * cos(x + y), xy, [*TRIANGLE, Le(x + y, pi)]),
        points(xy, (third, third), (pi / 2, pi / 2)),
    ),
    "logarithms": (gradient(log(x) + log(y) - x - 2 * y, xy), points(xy, (1, S.Half))),
    "only a logarithm": (gradient(x * log(y) + x, xy), points(xy, (0, 1 / E))),
    "exponential alone": (system([exp(2 * x) - 3 * exp(x) + 2], [x]), points([x], (0,), (log(2),))),
    "roots": (system([sqrt(x + 1) - x + 1, y - sqrt(2) * x], xy), points(xy, (3, 3 * sqrt(2)))),
    "absolute value": (system([abs(x - 1) + y - 2, x - 2 * y], xy), points(xy, (2, 1), (-2, -1))),
    "a fraction": (gradient(x * y + 1 / x + 8 / y, xy), points(xy, (S.Half, 4))),
    "surds in the equations": (system([x**2 - sqrt(2) * x, y - sqrt(3) * x], xy), points(xy, (0, 0), (sqrt(2), sqrt(6)))),
    "boundary, closed": (system([x**2 + y**2 - 1, x * y], xy, [Ge(x, 0)]), points(xy, (1, 0), (0, 1), (0, -1))),
    "boundary, open": (system([x**2 + y**2 - 1, x * y], xy, [Gt(x, 0)]), points(xy, (1, 0))),
    "not on a line": (system([x**2 + y**2 - 1, x * y], xy, [Ne(x, y + 1)]), points(xy, (0, 1), (-1, 0))),
    "surd as a bound": (system([x**2 - 2, y], xy, [Lt(x, sqrt(2))]), points(xy, (-sqrt(2), 0))),
    "positive unknown": (
        system([p**2 - 4], [p]),
        points([p], (2,)),
    ),
    "multiple": (system([(x - y) ** 2, (x + y - 2) ** 3], xy), points(xy, (1, 1))),
    "squares": (system([x * (x**2 + y**2), y * (x**2 + y**2)], xy), points(xy, (0, 0))),
    "square of a circle away": (gradient((x**2 + y**2 + 1) ** 2, xy), points(xy, (0, 0))),
    "none": (system([x**2 + y**2 + 1, x - y], xy), []),
    "contradiction": (system([x + y - 1, x + y - 2], xy), []),
    "a forbidden line": (gradient(x**2 * y * (5 - x - y) ** 2, xy, [Gt(x, 0), Gt(y, 0), Lt(x + y, 5)]), points(xy, (2, 1))),
    "none in the conditions": (system([x**2 + y**2 - 1, x - y], xy, [Gt(x, 0), Lt(y, 0)]), []),
    "parallel lines, also at infinity": (system([x * y - 1, x * y - 2 * x], xy), points(xy, (S.Half, 2))),
    "no formula": (system([x**5 - x - 1, y - x**2], xy), None),
    "circle of solutions": (gradient((x**2 + y**2) * exp(-(x**2) - y**2), xy), [*points(xy, (0, 0)), CIRCLE]),
    "line of solutions": (gradient((x - y) ** 2 * (x + 1), xy), [family(xy, (t, t), [t])]),
    "two lines": (gradient(x**2 * y**2, xy), [family(xy, (0, t), [t]), family(xy, (t, 0), [t])]),
    "waves": (gradient(y * sin(x), xy), [family(xy, (n * pi, 0), [n])]),
    "two waves": (
        gradient(sin(x) * sin(y), xy),
        [grid(i, j) for i in (0, pi) for j in (0, pi)] + [grid(i, j) for i in (pi / 2, -pi / 2) for j in (pi / 2, -pi / 2)],
    ),
    "two waves, fewer letters": (
        gradient(sin(x) * sin(y), xy),
        [family(xy, (n * pi, m * pi), (n, m)), family(xy, (pi / 2 + n * pi, pi / 2 + m * pi), (n, m))],
    ),
    "sum of sines": (gradient(sin(x) + sin(y) + sin(x + y), xy), [grid(third, third), grid(-third, -third), grid(pi, pi)]),
    "sum of cosines": (
        gradient(cos(x) + cos(y) + cos(x + y), xy),
        [family(xy, (n * pi, m * pi), (n, m)), grid(2 * third, 2 * third), grid(-2 * third, -2 * third)],
    ),
    "in a square": (
        gradient(sin(x) + sin(y) + sin(x + y), xy, [Ge(x, 0), Le(x, turn), Ge(y, 0), Le(y, turn)]),
        points(xy, (third, third), (pi, pi), (5 * third, 5 * third)),
    ),
    "ends of an interval": (system([sin(x)], [x], [Ge(x, 0), Le(x, turn)]), points([x], (0,), (pi,), (turn,))),
    "half angles": (
        system([sin(x / 2) - S.Half], [x]),
        [family([x], (third + 4 * pi * n,), [n]), family([x], (5 * third + 4 * pi * n,), [n])],
    ),
    "shifted angle": (system([sin(x + third)], [x]), [family([x], (-third + pi * n,), [n])]),
    "alternating": (system([sin(x), y - cos(x)], xy), [family(xy, (n * pi, (-1) ** n), [n])]),
    "lines in a family": (gradient(sin(x + y), xy), [family(xy, (x, pi / 2 - x + n * pi), (x, n))]),
    "Rolle": (system([exp(x) + x - 1, y**2 - x - 1], xy), points(xy, (0, 1), (0, -1))),
    "two by Rolle": (system([2**x - x - 1, y - x], xy), points(xy, (0, 0), (1, 1))),
    "logarithm by Rolle": (system([log(x) + x - 1, y - log(x)], xy), points(xy, (1, 0))),
    "a double root by Rolle": (system([x - y, (x - 1) * (exp(y) - y - 1)], xy), points(xy, (0, 0), (1, 1))),
    "boxes": (system([x**2 + y**2 - 1, sin(x * y)], xy), points(xy, (1, 0), (-1, 0), (0, 1), (0, -1))),
    "boxes, in conditions": (
        system([sin(x * y) - x / 2, y - cos(x)], xy, [Ge(x, -1), Le(x, 1), Ge(y, 0), Le(y, 2)]),
        points(xy, (0, 1)),
    ),
    "empty boxes": (system([x**2 + y**2 - 1, exp(x * y) + sin(x) + 2], xy), []),
    "never by signs": (gradient(exp(x) - x * y + y**2 / 2, xy), []),
}
SPHERE = lagrange(x**2 * y**2 * z**2, [x**2 + y**2 + z**2 - 1], xyz, [lam])
EIGHT = points((*xyz, lam), *((i / sqrt(3), j / sqrt(3), k / sqrt(3), Rational(1, 9)) for i, j, k in SIGNS))
CIRCLES = [
    family((*xyz, lam), (0, y, z, 0), (y, z), Eq(y**2 + z**2, 1)),
    family((*xyz, lam), (x, 0, z, 0), (x, z), Eq(x**2 + z**2, 1), Ge(1 - z**2, 0)),
    family((*xyz, lam), (x, y, 0, 0), (x, y, z, lam), Eq(x**2 + y**2, 1)),
]
COMPLETE["sphere"] = (SPHERE, [*EIGHT, *CIRCLES])


def quintic() -> list[Root]:
    from sympy import CRootOf

    root = CRootOf(x**5 - x - 1, 0)
    return points(xy, (root, root**2))


@over("name", COMPLETE)
def test_all_found(name: str) -> None:
    given, roots = COMPLETE[name]
    found = certify(given, quintic() if roots is None else roots)
    assert found is not None
    assert told(found, given)


@over("name", [k for k, (_, roots) in COMPLETE.items() if roots])
def test_one_withheld(name: str) -> None:
    given, roots = COMPLETE[name]
    for k in range(len(roots)):
        assert not certified(given, [*roots[:k], *roots[k + 1 :]])


@over("name", [k for k, (_, roots) in COMPLETE.items() if roots is not None])
def test_one_invented(name: str) -> None:
    given, roots = COMPLETE[name]
    invented = Root(tuple((u, Rational(17, 10 + k)) for k, u in enumerate(given.unknowns)))
    assert not certified(given, [*roots, invented])


def certified(given: System, roots: list[Root]) -> bool:
    try:
        return certify(given, roots) is not None
    except Incomplete:
        return False


def told(found: Certificate, given: System) -> str:
    blocks = words("solve.certificate", "how", {"count": 0, "how": found.how, **found.facts})
    assert blocks
    assert "not proved" not in repr(blocks)
    return repr(blocks)


def test_the_number_of_missing_points_is_told() -> None:
    with pytest.raises(Incomplete) as error:
        certify(SPHERE, [*EIGHT[1:], *CIRCLES])
    assert error.value.count == 8


def test_without_the_circles_nothing_is_claimed() -> None:
    assert not certified(SPHERE, EIGHT)


@pytest.mark.parametrize(
    "wrong",
    [
        [family(xy, (third + turn * n, third + turn * n), [n]), grid(-third, -third), grid(pi, pi)],  # in step only
        [family(xy, (third + 2 * turn * n, third + turn * m), (n, m)), grid(-third, -third), grid(pi, pi)],  # every second period
        points(xy, (third, third), (-third, -third), (pi, pi)),  # without periods
    ],
)
def test_a_family_must_have_every_period(wrong: list[Root]) -> None:
    assert not certified(COMPLETE["sum of sines"][0], wrong)


def test_half_of_a_curve_is_not_the_curve() -> None:
    half = family(xy, xy, xy, Eq(x**2 + y**2, 1), Gt(x, 0))
    given = COMPLETE["circle of solutions"][0]
    assert not certified(given, [*points(xy, (0, 0)), half])
    holed = family(xy, xy, xy, Eq(x**2 + y**2, 1), Ne(x, 0))
    assert not certified(given, [*points(xy, (0, 0)), holed])
    assert certified(given, [*points(xy, (0, 0), (0, 1), (0, -1)), holed])


def test_a_step_of_a_family_of_lines_must_be_whole() -> None:
    assert not certified(gradient(sin(x + y), xy), [family(xy, (x, pi / 2 - x + 2 * n * pi), (x, n))])


def test_letters_for_constants() -> None:
    assert certified(gradient(x**2 - a * x + y**2, xy), points(xy, (a / 2, 0)))
    assert not certified(gradient(a * x**2 - x + y**2, xy), points(xy, (1 / (2 * a), 0)))  # a may be 0
    assert not certified(gradient(x**3 - 3 * a * x * y + y**3, xy), points(xy, (0, 0), (a, a)))


def test_letters_as_units() -> None:
    q, s = symbols("q s", positive=True)
    assert certified(gradient(p * x**2 - x + y**2, xy), points(xy, (1 / (2 * p), 0)))
    folium = gradient(x**3 - 3 * p * x * y + y**3, xy)
    assert certified(folium, points(xy, (0, 0), (p, p)))
    assert not certified(folium, points(xy, (0, 0)))
    ellipsoid = lagrange(8 * x * y * z, [x**2 / p**2 + y**2 / q**2 + z**2 / s**2 - 1], xyz, [lam])
    corners = [(i * p / sqrt(3), j * q / sqrt(3), k * s / sqrt(3), i * j * k * 4 * p * q * s / sqrt(3)) for i, j, k in SIGNS]
    axes = [t for i in (1, -1) for t in ((i * p, 0, 0, 0), (0, i * q, 0, 0), (0, 0, i * s, 0))]
    assert certified(ellipsoid, points((*xyz, lam), *corners, *axes))
    assert not certified(ellipsoid, points((*xyz, lam), *corners, *axes[1:]))
    # no unit: the number of solutions depends on p
    assert not certified(gradient(x**3 / 3 - p * x + y**2 + x**2, xy), points(xy, (-1 + sqrt(1 + p), 0), (-1 - sqrt(1 + p), 0)))


def test_boxes_do_not_overlook() -> None:
    """Each of these has a further solution without a formula."""
    assert not certified(system([x**2 + y**2 - 2, exp(x * y) - E * x], xy), points(xy, (1, 1)))
    assert not certified(system([x**2 + 4 * y**2 - 16, sin(x * y)], xy), points(xy, (4, 0), (-4, 0), (0, 2), (0, -2)))
    # a multiple solution proves nothing
    assert not certified(system([x**2 + y**2 - 1, sin(x * y) - x], xy), points(xy, (0, 1), (0, -1)))


def test_the_domain_of_a_logarithm_is_kept() -> None:
    assert certified(system([log(x) * (x + 1), y], xy), points(xy, (1, 0)))
    assert certified(system([(x**2 - 1) / (x - 1), y], xy), points(xy, (-1, 0)))


def test_open_ends_of_an_interval() -> None:
    open_ends = system([sin(x)], [x], [Gt(x, 0), Lt(x, turn)])
    assert certified(open_ends, points([x], (pi,)))
    assert not certified(open_ends, points([x], (0,), (pi,)))
    assert certified(system([cos(x) - S.Half], [x], [Gt(x, third), Le(x, turn + third)]), points([x], (5 * third,), (turn + third,)))
    assert certified(gradient(sin(x) + cos(y), xy, [Gt(x, 0), Lt(x, pi), Gt(y, 0), Lt(y, pi)]), [])
    with pytest.raises(Incomplete):
        certify(system([sin(x)], [x], [Ge(x, 0), Lt(x, turn)]), points([x], (pi,)))


def test_unknowns_without_assumptions() -> None:
    u, v = symbols("u v")
    assert certified(gradient(u**3 - 3 * u * v + v**3, (u, v)), points((u, v), (0, 0), (1, 1)))
    assert certified(system([sqrt(u**2) - 1, v], (u, v)), points((u, v), (1, 0), (-1, 0)))


def test_what_is_put_in_everywhere_is_the_only_solution_and_no_contradiction():
    at_pi = system([cos(t) + 1, sin(t), t - pi], (t,))
    assert certify(at_pi, points((t,), (pi,))) == Certificate("put_in", {"points": 1})
    assert certify(system([cos(t) - 1, t - pi], (t,)), []) == Certificate("contradiction", {"points": 0, "excluding": ()})


@pytest.mark.parametrize("name", ["two wells", "distance", "product"])
def test_what_was_eliminated_for_is_different_at_each_solution(name: str) -> None:
    given, roots = COMPLETE[name]
    found = certify(given, roots)
    assert found is not None and found.how == "counted"
    values = {found.facts["of"].subs(r.at) for r in roots}
    assert len(values) == len(roots) == found.facts["real"]


def test_a_contradiction_names_what_it_needs_and_no_more() -> None:
    for given, needed in (
        (system([x**2 * z, x * z**2], (x, y, z), [Gt(x, 0), Gt(y, 0), Gt(z, 0)]), {x, z}),
        (system([x * y - 1, y], xy, [Gt(x, 0)]), set()),
    ):
        found = certify(given, [])
        assert found is not None and found.how == "contradiction"
        assert {next(iter(e.free_symbols)) for e in found.facts["excluding"]} == needed


def test_the_degree_is_that_of_what_elimination_leaves_where_a_solution_is_a_multiple_one() -> None:
    """For x the curve leaves x^5 - 32x^2, though its solutions count for six."""
    found = certify(
        system([x**3 + y**3 - 6 * x * y, y**2 - 2 * x], xy), points(xy, (0, 0), (2 * 2 ** Rational(2, 3), 2 * 2 ** Rational(1, 3)))
    )
    assert found is not None and (found.facts["of"], found.facts["degree"], found.facts["real"]) == (x, 5, 2)
