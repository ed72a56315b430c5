"""Certificates on random systems with planted solutions: complete lists are certified, no other list ever is."""

from fractions import Fraction
from itertools import product

from certificate_systems import points, system
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Expr, Ge, Gt, Mul, Rational, S, Symbol, cos, exp, expand, pi, sin, symbols

from tutor.maths.solving.certificate import Incomplete, certify
from tutor.maths.solving.isolate import real_solutions
from tutor.maths.solving.tree import Root
from tutor.trees.heads import System

x, y = symbols("x y", real=True)
n, m = symbols("n m", integer=True)
small = st.integers(-4, 4)
lines = st.tuples(small, small, small).filter(lambda t: t[0] or t[1])
few = settings(max_examples=20, deadline=None)
fewer = settings(max_examples=6, deadline=None)


def certified(given: System, roots: list[Root]) -> bool:
    try:
        return certify(given, roots) is not None
    except Incomplete:
        return False


def line(t: tuple[int, int, int]) -> Expr:
    return t[0] * x + t[1] * y - t[2]


def meeting(s: tuple[int, int, int], t: tuple[int, int, int]) -> tuple[Fraction, Fraction] | None:
    """Where two lines meet; None where they are parallel."""
    d = s[0] * t[1] - s[1] * t[0]
    return None if d == 0 else (Fraction(s[2] * t[1] - s[1] * t[2], d), Fraction(s[0] * t[2] - s[2] * t[0], d))


def same(s: tuple[int, int, int], t: tuple[int, int, int]) -> bool:
    return all(s[i] * t[j] == s[j] * t[i] for i in range(3) for j in range(3))


def exact(p: tuple[Fraction, Fraction]) -> tuple[Rational, Rational]:
    return tuple(Rational(c.numerator, c.denominator) for c in p)  # type: ignore[return-value]


def check(given: System, found: list[Root]) -> None:
    """The complete list is certified; with one left out, or one that is no solution, nothing is."""
    assert certified(given, found)
    for k in range(len(found)):
        assert not certified(given, [*found[:k], *found[k + 1 :]])
    assert not certified(given, [*found, *points(given.unknowns, [Rational(101, 7)] * len(given.unknowns))])


@few
@given(st.lists(lines, min_size=1, max_size=3), st.lists(lines, min_size=1, max_size=3), st.booleans())
def test_products_of_lines(first: list[tuple[int, int, int]], second: list[tuple[int, int, int]], multiplied: bool) -> None:
    assume(not any(same(s, t) for s in first for t in second))
    where = {p for s in first for t in second if (p := meeting(s, t)) is not None}
    given = system([(expand if multiplied else (lambda e: e))(Mul(*map(line, ls))) for ls in (first, second)], (x, y))
    found = points((x, y), *map(exact, sorted(where)))
    check(given, found)
    balls = real_solutions(given)
    assert balls is not None and len(balls) == len(where)
    for p in where:
        assert any(all((arb(c.numerator) / c.denominator).overlaps(b) for b, c in zip(ball, p, strict=True)) for ball in balls)


@few
@given(
    st.lists(st.tuples(small, small, st.integers(1, 4)), min_size=1, max_size=2),
    st.lists(st.tuples(st.booleans(), small), min_size=1, max_size=2),
)
def test_circles_and_lines(circles: list[tuple[int, int, int]], across: list[tuple[bool, int]]) -> None:
    where = set()
    for (a, b, r), (upright, c) in product(circles, across):
        rest = r - (c - (a if upright else b)) ** 2
        if rest >= 0:
            for sign in (1, -1):
                v = (b if upright else a) + sign * S(rest) ** S.Half
                where.add((S(c), v) if upright else (v, S(c)))
    given = system([Mul(*((x - a) ** 2 + (y - b) ** 2 - r for a, b, r in circles)), Mul(*((x if u else y) - c for u, c in across))], (x, y))
    check(given, points((x, y), *where))


@few
@given(st.lists(small, min_size=1, max_size=3, unique=True), st.lists(small, min_size=1, max_size=3, unique=True), small, st.booleans())
def test_conditions_at_the_boundary(at: list[int], also: list[int], bound: int, closed: bool) -> None:
    kept = [(a, b) for a in at for b in also if a + b > bound or (closed and a + b == bound)]
    given = system(
        [Mul(*(x - a for a in at)) * (x**2 + 1), Mul(*((y - b) ** 2 for b in also))], (x, y), [(Ge if closed else Gt)(x + y, bound)]
    )
    check(given, points((x, y), *kept))


@few
@given(lines, st.lists(st.tuples(small, small), min_size=1, max_size=3, unique=True), st.integers(1, 3))
def test_a_line_of_solutions_and_points(t: tuple[int, int, int], at: list[tuple[int, int]], r: int) -> None:
    """Everything times a line; the points may lie on it."""
    xs, ys = sorted({a for a, _ in at}), sorted({b for _, b in at})
    given = system([line(t) * Mul(*(x - a for a in xs)), line(t) * Mul(*(y - b for b in ys))], (x, y))
    p = Symbol("p", real=True)
    a, b, c = map(S, t)
    along = Root(((x, (c - b * p) / a), (y, p)) if a else ((x, p), (y, c / b)), (p,))
    off = [(a, b) for a in xs for b in ys if t[0] * a + t[1] * b != t[2]]
    found = points((x, y), *off)
    assert certified(given, [along, *found])
    assert not certified(given, found)
    for k in range(len(found)):
        assert not certified(given, [along, *found[:k], *found[k + 1 :]])


angles = st.sampled_from([S.Zero, pi / 6, pi / 4, pi / 3, pi / 2, 2 * pi / 3, pi, -pi / 2, -pi / 3])


@few
@given(st.lists(angles, min_size=1, max_size=2, unique=True), st.lists(angles, min_size=1, max_size=2, unique=True), st.integers(1, 2))
def test_products_of_angles(at: list[Expr], also: list[Expr], k: int) -> None:
    """cos(kx - a) = 1 for each a of a list, and likewise y."""
    given = system([Mul(*(cos(k * x - a) - 1 for a in at)), Mul(*(sin(y - b) for b in also))], (x, y))
    ys = {b % pi for b in also}
    found = [Root(((x, a / k + 2 * pi / k * n), (y, b + pi * m)), (n, m)) for a in at for b in ys]
    if k == 1 or len(at) == 1:  # else there may be too many to count
        check(given, found)
    wrong = [Root(((x, a / k + 2 * pi * n), (y, b + pi * m)), (n, m)) for a in at for b in ys]
    assert certified(given, wrong) == (k == 1)


@fewer
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=3, unique=True), st.integers(-2, 2))
def test_exponentials(at: list[int], slope: int) -> None:
    """A product of x - a and a sum with e^x that is never 0, and one of e^x - e^a."""
    given = system([Mul(*(x - a for a in at)) * (exp(x) + x**2 + 1), y - slope * exp(x)], (x, y))
    check(given, points((x, y), *((a, slope * exp(a)) for a in at)))
    other = system([(exp(2 * x) - 1) * (exp(x) + 2), y - slope * x], (x, y))
    check(other, points((x, y), (0, 0)))


@fewer
@given(st.integers(-3, 3), st.integers(1, 3), st.integers(1, 3))
def test_a_convex_function_has_at_most_two_zeros(a: int, b: int, k: int) -> None:
    """e^(kx) less the line through two of its points."""
    low, high = exp(S(k * a)), exp(S(k * (a + b)))
    chord = low + (high - low) / b * (x - a)
    given = system([exp(k * x) - chord, y - x], (x, y))
    check(given, points((x, y), (a, a), (a + b, a + b)))
