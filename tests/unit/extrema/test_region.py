"""Regions are read as sides, taken apart into pieces, and limited on every piece."""

import pytest
from every import over
from sympy import Abs, Eq, Ge, Gt, Le, Lt, S, exp, oo, sqrt, symbols

from tutor.errors import Unsupported
from tutor.maths.extrema.boundary import parts
from tutor.maths.extrema.enclosed import enclosed
from tutor.maths.extrema.graph import graph
from tutor.maths.extrema.interval import spans
from tutor.maths.extrema.region import read, written
from tutor.maths.extrema.task import isolate, without

x, y, z = symbols("x y z", real=True)


def held(made, left, right):
    return made(left, right, evaluate=False)


def region(*relations, variables=(x, y)):
    return read([held(*r) for r in relations], variables)


SQUARE = region((Ge, x, 0), (Le, x, 3), (Ge, y, 0), (Le, y, 2))
DISC = region((Le, x**2 + y**2, 4), (Ge, y, 0))


def test_bars_and_squares_are_several_sides():
    found = region((Le, Abs(x) + Abs(y), 1), (Le, x**2, 4))
    assert [s.relation for s in found.sides] == [x + y <= 1, x - y <= 1, -x + y <= 1, x + y >= -1, x >= -2, x <= 2]
    with pytest.raises(Unsupported, match="absolute values"):
        region((Ge, Abs(x), 1))


def test_a_root_limits_the_region():
    (given, implied) = region((Le, y, sqrt(x))).sides
    assert not given.implied and implied.implied and implied.inside == x
    assert not any(s.implied for s in read([held(Le, x, 1)], (x, y), sqrt(x**2 + y**2)).sides)


def test_where_a_point_lies():
    assert SQUARE.broken({x: S(1), y: S(2)}) is None
    assert SQUARE.broken({x: S(1), y: sqrt(5)}) == held(Le, y, 2)
    open_ = region((Gt, x, 0), (Lt, x, 1))
    assert open_.missing({x: S(0), y: S(0)}) is not None and open_.missing({x: S(1) / 2, y: S(0)}) is None


@over(
    ("conditions", "found"),
    [
        ([x, 3 - x], [(0, 3)]),
        ([4 - x**2, x**2 - 1], [(-2, -1), (1, 2)]),
        ([x * (x - 1) ** 2, 2 - x], [(0, 2)]),
        ([x, -x], [(0, 0)]),
        ([-(x**2) - 1], []),
        ([1 / x, 4 - x], [(0, 4)]),
        ([exp(x) - 1], [(0, oo)]),
    ],
)
def test_intervals(conditions, found):
    assert [(s.low, s.high) for s in spans(conditions, x)] == found


def test_a_pole_does_not_belong_to_an_interval():
    (span,) = spans([x], x, (1 / x,))
    assert not span.low_in and span.ends == ()


def test_graphs():
    assert graph([x - y**2], (x, y), ()).values == {x: y**2, y: y}
    assert graph([x * y - 1], (x, y), ()).values == {x: x, y: 1 / x}
    assert graph([x, x - 1], (x, y), ()) == "empty"
    assert graph([x, 2 * x], (x, y), ()) == "dependent"
    half = graph([x**2 + y**2 + z**2 - 4, z], (x, y, z), ())
    assert half.values[z] == 0 and half.left == (x**2 + y**2 - 4,)


def test_pieces_of_a_square():
    found = parts(SQUARE, True)
    assert [p.dimension for p in found.pieces] == [2, 1, 1, 1, 1]
    assert {tuple(c.values()) for c in found.corners} == {(0, 0), (3, 0), (0, 2), (3, 2)}
    assert found.idle == ()


def test_pieces_of_a_half_disc():
    found = parts(DISC, True)
    assert {tuple(c.values()) for c in found.corners} == {(-2, 0), (2, 0)}
    assert [p.graph.free for p in found.pieces] == [True, False, True]


def test_sides_that_take_nothing_away():
    more = region((Le, x**2 + y**2, 4), (Ge, y, 0), (Le, y, 5), (Le, x + y, 100))
    assert [s.relation for s in parts(more, True).idle] == [held(Le, y, 5), held(Le, x + y, 100)]


def test_a_cube_has_its_faces_edges_and_corners():
    cube = region(*((made, v, n) for v in (x, y, z) for made, n in ((Ge, 0), (Le, 1))), variables=(x, y, z))
    found = parts(cube, True)
    assert [sum(1 for p in found.pieces if p.dimension == d) for d in (3, 2, 1)] == [1, 6, 12]
    assert len({tuple(c.values()) for c in found.corners}) == 8


@over(
    ("relations", "bounded"),
    [
        ([(Le, x**2 + y**2, 4)], True),
        ([(Ge, x, 0), (Ge, y, 0)], False),
        ([(Ge, x * y, 1), (Gt, x, 0), (Le, y, 3), (Le, x, 3)], True),
        ([(Le, y, exp(x)), (Ge, y, 0), (Ge, x, 0), (Le, x, 1)], True),
        ([(Le, y, exp(x)), (Ge, y, 0), (Le, x, 1)], False),
    ],
)
def test_bounded(relations, bounded):
    assert (enclosed(region(*relations)) is not None) == bounded


def test_an_equation_is_used_up():
    box = read([held(Eq, x * y * z, 500), *(held(Gt, v, 0) for v in (x, y, z))], (x, y, z))
    used = isolate(box)
    assert used.variable == z and used.value == 500 / (x * y)
    assert [s.relation for s in without(box, used).sides] == [x > 0, y > 0]
    assert isolate(read([held(Eq, x * y * z, 500)], (x, y, z))) is not None  # x y z = 500 says that x y is not 0
    assert isolate(read([held(Eq, x**2 + y**2, 1)], (x, y))) is None


def test_written():
    a = symbols("a")
    assert written(4 - 2 * x - 2 * y, False) == held(Le, x + y, 2)
    assert written(a - x - y, True, (x, y)) == held(Lt, x + y, a)
