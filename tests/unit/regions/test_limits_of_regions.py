"""From what is said of a region to its limits: orders, coordinates, words, letters; and a wrong limit is refuted."""

from __future__ import annotations

import pytest
from every import over
from sympy import Integer, Symbol, cos, pi, sqrt, symbols, sympify

import tutor
from tutor.errors import Unsupported
from tutor.maths.regions.coordinates import chart
from tutor.maths.regions.describe import limits_of
from tutor.maths.regions.levels import absolute
from tutor.maths.regions.membership import Disagrees, covers
from tutor.maths.regions.shapes import region_of
from tutor.reading.fields import Fields
from tutor.reading.given import Builder
from tutor.reading.sets import Record
from tutor.rule import Field
from tutor.trees.heads.region import Ranges

FIELD = Field("region", "region")


def described(region, coordinates="cartesian", dimension=2, order=None, **assume):
    record = Record("1", "integral_over_region", {"region": region})
    letters = {name: Symbol(name, **{word: True}) for name, word in assume.items()}
    variables = tuple(letters.setdefault(v, Symbol(v, real=True)) for v in ("x", "y", "z")[:dimension])
    given = Builder(record, letters, variables).built(FIELD, Fields(record).parsed(FIELD))
    found = chart(coordinates, variables)
    order = order and [next(a.symbol for a in found.axes if a.symbol.name == name) for name in order.split()]
    return limits_of(region_of(given, variables, found), found, order)


def written(made):
    return [" ".join(f"{l.variable}:{l.lower}..{l.upper}" for l in p.limits) for p in made.pieces]


PLANE = [
    (["y <= x", "y >= x^2"], None, ["y:x**2..x x:0..1"]),
    (["y <= x", "y >= x^2"], "x y", ["x:y..sqrt(y) y:0..1"]),
    (["x >= y^2", "y >= x - 2"], None, ["y:-sqrt(x)..sqrt(x) x:0..1", "y:x - 2..sqrt(x) x:1..4"]),
    (["x >= y^2", "y >= x - 2"], "x y", ["x:y**2..y + 2 y:-1..2"]),
    (["|x| + |y| <= 1"], None, ["y:-x - 1..x + 1 x:-1..0", "y:x - 1..1 - x x:0..1"]),
    (["x^2 + y^2 <= 9", "y >= 0"], None, ["y:0..sqrt(9 - x**2) x:-3..3"]),
    (["x y <= 2", "x y >= 1", "1 <= x <= 3"], None, ["y:1/x..2/x x:1..3"]),
    (["y <= cos x", "y >= sin x", "0 <= x <= pi/4"], None, ["y:sin(x)..cos(x) x:0..pi/4"]),
    (["e^x <= y", "y <= 3", "x >= 0"], "x y", ["x:0..log(y) y:1..3"]),
    (["0 <= y <= sin x", "0 <= x <= pi"], "x y", ["x:asin(y)..pi - asin(y) y:0..1"]),
    (["y <= ln x", "y >= (x - 1)/(e - 1)"], None, ["y:(x - 1)/(-1 + E)..log(x) x:1..E"]),
    ("triangle (0, 0), (1, 3), (4, 0)", None, ["y:0..3*x x:0..1", "y:0..4 - x x:1..4"]),
    ("polygon (0,0), (3,0), (3,1), (1,1), (1,2), (0,2)", None, ["y:0..2 x:0..1", "y:0..1 x:1..3"]),
    ("rectangle (-1, 0), (2, 5)", None, ["y:0..5 x:-1..2"]),
    ("disc centre (1, 0) radius 2", None, ["y:-sqrt(4 - (x - 1)**2)..sqrt(4 - (x - 1)**2) x:-1..3"]),
    ("first quadrant", None, ["y:0..oo x:0..oo"]),
    ("bounded by y = x^2 and y = x + 2", None, ["y:x**2..x + 2 x:-1..2"]),
    (["y = x^3", "y = x"], None, ["y:x..x**3 x:-1..0", "y:x**3..x x:0..1"]),
    ("bounded by y = x^2, y = 2 - x and the x-axis", None, ["y:0..x**2 x:0..1", "y:0..2 - x x:1..2"]),
    (["y = sin x", "y = 0", "x = 0", "x = pi"], None, ["y:0..sin(x) x:0..pi"]),
]  # fmt: skip


@over(("region", "order", "limits"), PLANE)
def test_in_the_plane(region, order, limits):
    made = described(region, order=order)
    assert written(made) == limits
    assert covers(made.ranges, made.points) == "sampled"


POLAR = [
    (["x^2 + y^2 <= 2x"], ["r:0..2*cos(theta) theta:-pi/2..pi/2"]),
    (["x^2 + y^2 <= 2x", "x^2 + y^2 >= 1"], ["r:1..2*cos(theta) theta:-pi/3..pi/3"]),
    (
        ["x^2 + y^2 <= 1", "x^2 + y^2 <= 2y"],
        ["r:0..2*sin(theta) theta:0..pi/6", "r:0..1 theta:pi/6..5*pi/6", "r:0..2*sin(theta) theta:5*pi/6..pi"],
    ),
    (["y <= x", "y >= 0", "x <= 2"], ["r:0..2/cos(theta) theta:0..pi/4"]),
    (["inside r = 1 + cos(theta)", "outside r = 1"], ["r:1..cos(theta) + 1 theta:-pi/2..pi/2"]),
    (["r <= sin(3theta)"], [f"r:0..sin(3*theta) theta:{a}..{b}" for a, b in (("0", "pi/3"), ("2*pi/3", "pi"), ("4*pi/3", "5*pi/3"))]),
    (["r <= theta", "0 <= theta <= 2pi"], ["r:0..theta theta:0..2*pi"]),
    (["x^2 + y^2 <= 1", "2x + y^2 >= 1", "x > 0"], ["r:1/(cos(theta) + 1)..1 theta:-pi/2..pi/2"]),
    ("plane", ["r:0..oo theta:0..2*pi"]),
]  # fmt: skip


@over(("region", "limits"), POLAR)
def test_in_polar_coordinates(region, limits):
    made = described(region, "polar")
    assert written(made) == limits
    assert covers(made.ranges, made.points) == "sampled"


SPACE = [
    ("tetrahedron (0,0,0), (1,0,0), (0,2,0), (0,0,3)", "cartesian", None, ["z:0..-3*x - 3*y/2 + 3 y:0..2 - 2*x x:0..1"]),
    (["triangle (0, 0), (1, 0), and (0, 1)", "0 <= z <= x y"], "cartesian", None, ["z:0..x*y y:0..1 - x x:0..1"]),
    (["bounded by y = x^2 and y = x", "0 <= z <= x y"], "cartesian", None, ["z:0..x*y y:x**2..x x:0..1"]),
    (["disc radius 2", "0 <= z <= 4 - y"], "cylindrical", None, ["z:0..-r*sin(theta) + 4 r:0..2 theta:0..2*pi"]),
    (["y >= x^2", "y <= 4", "z >= 0", "z <= 4 - y"], "cartesian", "x z y", ["x:-sqrt(y)..sqrt(y) z:0..4 - y y:0..4"]),
    (
        ["x^2 + z^2 <= 1", "x^2 + y^2 <= 1"], "cartesian", None,
        ["z:-sqrt(1 - x**2)..sqrt(1 - x**2) y:-sqrt(1 - x**2)..sqrt(1 - x**2) x:-1..1"],
    ),
    ("bounded by z = x^2 + y^2 and z = 8 - x^2 - y^2", "cylindrical", None, ["z:r**2..8 - r**2 r:0..2 theta:0..2*pi"]),
    (["x^2 + y^2 <= z^2", "0 <= z <= 3"], "cylindrical", "r z theta", ["r:0..z z:0..3 theta:0..2*pi"]),
    (["z >= sqrt(x^2 + y^2)", "x^2 + y^2 + z^2 <= 4"], "spherical", None, ["rho:0..2 phi:0..pi/4 theta:0..2*pi"]),
    (["z >= sqrt(x^2 + y^2)", "x^2 + y^2 + z^2 <= 2z", "y >= 0"], "spherical", None, ["rho:0..2*cos(phi) phi:0..pi/4 theta:0..pi"]),
    (["z >= 1", "x^2 + y^2 + z^2 <= 4"], "spherical", None, ["rho:1/cos(phi)..2 phi:0..pi/3 theta:0..2*pi"]),
    ("bounded by z = sqrt(x^2 + y^2), z = sqrt(1 - x^2 - y^2)", "spherical", None, ["rho:0..1 phi:0..pi/4 theta:0..2*pi"]),
]  # fmt: skip


@over(("region", "coordinates", "order", "limits"), SPACE)
def test_in_space(region, coordinates, order, limits):
    made = described(region, coordinates, 3, order)
    assert written(made) == limits
    assert covers(made.ranges, made.points) == "sampled"


LETTERS = [
    (["x^2 + y^2 <= a^2"], "cartesian", {"a": "positive"}, ["y:-sqrt(a**2 - x**2)..sqrt(a**2 - x**2) x:-a..a"]),
    (["x/a + y/b <= 1", "x >= 0", "y >= 0"], "cartesian", {"a": "positive", "b": "positive"}, ["y:0..b - b*x/a x:0..a"]),
    (["x^2 + y^2 <= 2 a x"], "polar", {"a": "positive"}, ["r:0..2*a*cos(theta) theta:-pi/2..pi/2"]),
]  # fmt: skip


@over(("region", "coordinates", "assume", "limits"), LETTERS)
def test_letters_stay_letters(region, coordinates, assume, limits):
    made = described(region, coordinates, **assume)
    assert written(made) == limits
    assert covers(made.ranges, made.points) == "sampled"


def test_where_the_size_of_a_letter_matters_it_is_said():
    with pytest.raises(Unsupported, match="size of a"):
        described(["x^2 + y^2 <= 4", "x >= a"], a="positive")


def test_curves_that_enclose_nothing_together_are_refused():
    with pytest.raises(Unsupported, match="do not enclose"):
        described("bounded by y = x^2 and y = -1")


def test_a_bounded_part_is_meant_where_an_unbounded_one_only_touches_it():
    made = described(["y >= 0", "y <= x/e", "y >= ln x"])
    assert made.bounded and made.left_out
    assert covers(made.ranges, made.points) == "sampled"


x, y = symbols("x y", real=True)
r, theta = Symbol("r", positive=True), Symbol("theta", real=True)
WRONG = [
    (["y <= x", "y >= x^2"], "cartesian", [((y, x, x**2), (x, 0, 1))]),
    (["y <= x", "y >= x^2"], "cartesian", [((y, x**3, x), (x, 0, 1))]),
    (["y <= x", "y >= x^2"], "cartesian", [((y, x**2, x), (x, 0, Integer(999) / 1000))]),
    (["y <= x", "y >= x^2"], "cartesian", [((y, x**2, x), (x, 0, 2))]),
    (["y <= x", "y >= x^2"], "cartesian", [((y, x**2, x), (x, 0, 1))] * 2),
    (["x >= y^2", "y >= x - 2"], "cartesian", [((y, -sqrt(x), sqrt(x)), (x, 0, 1))]),
    (["x^2 + y^2 <= 2x"], "polar", [((r, 0, 2 * cos(theta)), (theta, 0, pi / 2))]),
    (["x^2 + y^2 <= 2x"], "polar", [((r, 0, 2 * cos(theta)), (theta, 0, 2 * pi))]),
    (["x^2 + y^2 <= 2x"], "polar", [((r, 0, 2), (theta, -pi / 2, pi / 2))]),
    (["x^2 + y^2 <= 4"], "polar", [((r, 0, 2), (theta, 0, pi))]),
]  # fmt: skip


@over(("region", "coordinates", "pieces"), WRONG)
def test_a_wrong_limit_is_refuted(region, coordinates, pieces):
    with pytest.raises(Disagrees):
        covers(Ranges(*pieces), described(region, coordinates).points)


@over(
    ("f", "limits", "finite"),
    [
        ("(x**2 - y**2)/(x**2 + y**2)**2", (("y", 0, 1), ("x", 0, 1)), False),  # pi/4 in one order, -pi/4 in the other
        ("(x**2 - y**2)/(x**2 + y**2)**2", (("y", -1, 1), ("x", -1, 2)), False),  # the place is inside
        ("(x**2 - y**2)/(x**2 + y**2)", (("y", -1, 1), ("x", -1, 2)), True),
        ("(x - 2*y)/(x**2 + y**2)**(3/2)", (("y", 0, "x"), ("x", 0, 1)), False),
        ("(x - 2*y)/(x**2 + y**2)", (("y", 0, "x"), ("x", 0, 1)), True),
        ("(x*y - 1)*exp(-x*y)", (("y", 0, "oo"), ("x", 0, 1)), False),
        ("x*exp(-x**2 - y**2)", (("y", "-oo", "oo"), ("x", "-oo", "oo")), True),
    ],
)
def test_a_value_of_one_order_alone_is_none_of_the_region(f, limits, finite):
    letters = {n: Symbol(n, real=True) for n in "xy"}
    assert absolute(sympify(f, letters), [(letters[v], *(sympify(e, letters) for e in ends)) for v, *ends in limits]) is finite


def test_curves_that_enclose_regions_without_end_are_asked_about():
    with pytest.raises(Unsupported, match="without end"):
        described("bounded by y = sin x and y = cos x")


def test_a_solid_above_a_figure_stands_on_it():
    found = tutor.solve("set_up", integrand="1", region="under z = x y above the triangle (1, 1), (4, 1), (1, 2)").answer["limits"]
    assert [str(e) for e in found[0]] == ["z", "0", "x*y"]
    lifted = tutor.solve("set_up", integrand="1", region=["below z = 5 - x - y", "z >= 1", "above the rectangle (0, 0), (1, 2)"])
    assert str(lifted.answer["limits"][0][1]) == "1"
