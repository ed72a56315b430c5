"""What functions do at the edges that are left out and far away."""

from every import over
from sympy import Gt, Le, exp, log, symbols

from tutor.maths.extrema.fading import fades
from tutor.maths.extrema.modulo import modulo
from tutor.maths.extrema.region import read
from tutor.maths.extrema.singular import repelled, singular

x, y, w = symbols("x y w", real=True)
QUADRANT = read([Gt(x, 0, evaluate=False), Gt(y, 0, evaluate=False)], (x, y))
PLANE = read([], (x, y))
TRIANGLE = read([Gt(x, 0, evaluate=False), Gt(y, 0, evaluate=False), Le(x + y, 1, evaluate=False)], (x, y))


@over(("function", "found"), [(x * y, set()), (1 / x + y, {0}), (log(x * y), {0, 1}), (1 / (x + y), None), (1 / (x - 2), None)])
def test_edges_without_values(function, found):
    assert singular(function, QUADRANT) == found


def test_towards_infinity_at_an_edge():
    assert repelled(log(x) + log(y), TRIANGLE, True) and not repelled(log(x), TRIANGLE, False)
    assert repelled(1 / x + 1 / y, TRIANGLE, False) and not repelled(1 / x - 1 / y, TRIANGLE, False)


@over(
    ("function", "found"),
    [
        (x / (1 + x**2 + y**2), True),
        (x * y / (1 + x**2 + y**2), False),
        (x / (1 + x**2), False),
        (x * y * exp(-(x**2) - y**2), True),
        (x * exp(-(x**2)), False),
        (exp(-x), False),
        (x + exp(-(x**2) - y**2), False),
    ],
)
def test_fading(function, found):
    assert fades(function, PLANE) == found


def test_a_function_on_a_circle():
    circle = x**2 + y**2 - 4
    assert modulo(x**2 + x * y + y**2, circle, (x, y), w).subs(w, 0) == x * y + 4
    assert modulo(exp(-(x**2) - y**2) * x, circle, (x, y), w).subs(w, 0) == exp(-4) * x
    assert modulo(x * y, circle, (x, y), w) is None
    found = modulo(x**2 + x * y + y**2, circle, (x, y), w)
    assert (found.subs(w, circle) - (x**2 + x * y + y**2)).expand() == 0
