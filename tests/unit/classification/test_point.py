"""Critical points classified: the tests where they decide, arguments with checked identities where they do not."""

import random

import pytest
from every import over
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Abs, Add, Eq, Matrix, Rational, S, Symbol, cos, exp, log, pi, sin, sqrt, symbols

from tutor.deriving.evidence import holds
from tutor.maths.classification.argument import CurveThrough
from tutor.maths.classification.families import classes
from tutor.maths.classification.point import PointClass
from tutor.maths.classification.point import test as class_of
from tutor.maths.classification.sampled import contradicted, seen
from tutor.maths.solving.tree import Root

x, y, z = symbols("x y z", real=True)
n, m = symbols("n m", integer=True)


def hessian_of(f, variables):
    return {(i, j): f.diff(a, b) for i, a in enumerate(variables) for j, b in enumerate(variables)}


def classed(f, at=None, smooth=True):
    variables = tuple(sorted(f.free_symbols, key=str)) if at is None else tuple(at)
    at = at or dict.fromkeys(variables, S.Zero)
    found = class_of(f, variables, hessian_of(f, variables) if smooth else {}, at)
    for claim in found.argument.all_claims() if found.argument else ():
        assert holds(claim) != "none", claim
    return found


@over(
    ("f", "at", "word", "by"),
    [
        (x**3 - 3 * x * y + y**3, (0, 0), "saddle", "determinant"),
        (x**3 - 3 * x * y + y**3, (1, 1), "local_min", "determinant"),
        (-(x**2) - y**2 + x * y, (0, 0), "local_max", "determinant"),
        (cos(x) * cos(y), (pi, 0), "local_min", "determinant"),
        (x**2 - y**4, (0, 0), "saddle", "argument"),
    ],
)
def test_two_variables(f, at, word, by):
    found = classed(f, dict(zip((x, y), map(S, at), strict=True)))
    assert (found.word, found.by) == (word, by)


@over(
    ("f", "word", "by"),
    [
        (x**2 + y**2 + z**2 + x * y, "local_min", "minors"),
        (-(x**2) - 2 * y**2 - z**2, "local_max", "minors"),
        (x * y + z**2, "saddle", "indefinite"),
        (x**2 - y**2 + z**4, "saddle", "indefinite"),
        (x**2 + y**2 + z**3, "saddle", "argument"),
        (x**2 + y**2 + z**4, "local_min", "argument"),
        (x**2 + y**2 + z**4 + x * y * z, "local_min", "argument"),
        (x**2 + (y - z) ** 2 + y**4 - z**4, "saddle", "argument"),
        (x * y * z, "saddle", "argument"),
        (x**2 * y**2 * z**2, "local_min", "argument"),
    ],
)
def test_three_variables(f, word, by):
    found = classed(f)
    assert (found.word, found.by) == (word, by)


def test_one_variable():
    assert classed(x**2).by == "curvature"
    assert classed(x**4).word == "local_min"
    assert classed(-(x**6)).word == "local_max"
    assert classed(x**3).word == classed(x**5 - x**6).word == "neither"


@over(
    ("f", "word", "by"),
    [
        (x**4 + y**4, "local_min", "sign"),
        (x**3 - 3 * x * y**2, "saddle", "curves"),
        (x**2 * y**2, "local_min", "sign"),
        ((y - x**2) * (y - 2 * x**2), "saddle", "curves"),
        ((y - x**2) * (y - 3 * x**2) + x**5, "saddle", "curves"),
        (x**2 + y**3, "saddle", "curves"),
        ((x - y) ** 2 + x**4 + y**4, "local_min", "sign"),
        ((y - x**2) ** 2 + x**5, "saddle", "curves"),
        ((y - x**2) ** 2 + x**6 - x**7, "local_min", "leading"),
        ((y**2 - x**3) ** 2 + x**7 * y, "saddle", "curves"),
        (x**2 + y**4 + x * y**3, "local_min", "leading"),
        ((x**2 + y**2) ** 2 - x**5, "local_min", "leading"),
        (x**2 / 2 + cos(x) + y**4, "local_min", "leading"),
        (x * sin(y) - x * y + x**2, "saddle", "curves"),
        (exp(x**3 + y**2), "saddle", "curves"),
        (exp(-(x**2) * y**2), "local_max", "outer"),
        (1 / (1 + x**2 * y**2), "local_max", "sign"),
        (log(1 + x**4 + y**4), "local_min", "sign"),
        (x**2 * y**2 * (1 - x - y), "local_min", "factor"),
        (-(x**4) * y**2 * exp(x + y), "local_max", "sign"),
        (x * y**2 * exp(x), "saddle", "curves"),
    ],
)
def test_where_the_determinant_is_silent(f, word, by):
    found = classed(f)
    assert (found.word, found.by) == (word, "argument")
    assert found.argument.by == by


@over(
    ("f", "word"),
    [
        (sqrt(x**2 + y**2), "local_min"),
        (3 - sqrt(x**2 + 4 * y**2), "local_max"),
        (Abs(x) + Abs(y), "local_min"),
        (Abs(x) - Abs(y), "saddle"),
        (Abs(x * y), "local_min"),
        ((x**2 + y**2) ** Rational(1, 3), "local_min"),
        (sqrt(x**2 + y**2) - x / 2, "local_min"),
        (sqrt(x**2 + y**2) - 2 * x, "saddle"),
    ],
)
def test_without_a_gradient(f, word):
    assert classed(f, smooth=False).word == word


def test_a_point_away_from_the_origin():
    found = classed((x - 1) ** 4 + (y + 2) ** 4 + 7, {x: S(1), y: S(-2)})
    assert found.word == "local_min"
    found = classed((x - 1) ** 3 + y**2, {x: S(1), y: S(0)})
    assert found.word == "saddle"


@pytest.mark.slow
def test_nothing_is_guessed():
    a = Symbol("a", real=True)
    assert classed(a * x**2 + y**2, {x: S(0), y: S(0)}).word == "inconclusive"
    p = Symbol("p", positive=True)
    assert classed(p * x**2 + y**2, {x: S(0), y: S(0)}).word == "local_min"
    assert classed(0 * x + S(3), {x: S(0), y: S(0)}).word == "inconclusive"
    flat = exp(-1 / x**2) + y**4
    assert class_of(flat, (x, y), {}, {x: S(0), y: S(0)}).word == "inconclusive"


def test_a_wrong_class_is_noticed():
    origin = {x: S(0), y: S(0)}
    assert contradicted(x**2 - y**4, origin, "local_min")
    assert contradicted(x**3 + y**2, origin, "local_min")
    assert not contradicted(x**2 + y**4, origin, "local_min")
    wrong = CurveThrough({x: x, y: S(0)}, x, x**3, x**3, S(2), 1, ())
    assert not seen(x**3 + y**2, wrong)


# -- families ------------------------------------------------------------------------------------------------------------


def words(f, root):
    return [(r, v.word) for r, v in classes(f, (x, y), hessian_of(f, (x, y)), root)]


def test_a_family_of_one_class():
    found = words(y * sin(x), Root(((x, n * pi), (y, S(0))), (n,)))
    assert [w for _, w in found] == ["saddle"]


def test_a_family_is_split_where_the_classes_differ():
    found = words(cos(x) + cos(y), Root(((x, n * pi), (y, m * pi)), (n, m)))
    assert sorted(w for _, w in found) == ["local_max", "local_min", "saddle", "saddle"]
    for root, word in found:
        for k in (-1, 0, 2):
            at = [v.subs({n: k, m: k + 1}) for _, v in root.values]
            value = (cos(x) + cos(y)).subs(dict(zip((x, y), at, strict=True)))
            assert word == {2: "local_max", -2: "local_min", 0: "saddle"}[value]


@pytest.mark.slow
def test_the_silent_points_of_a_family():
    f = sin(x) + sin(y) + sin(x + y)
    found = words(f, Root(((x, pi + 2 * n * pi), (y, pi + 2 * m * pi)), (n, m)))
    assert [w for _, w in found] == ["saddle"]


def test_curves_of_critical_points():
    circle = Root(((x, x), (y, y)), (x, y), (Eq(x**2 + y**2, 1),))
    assert [w for _, w in words((x**2 + y**2) * exp(-(x**2) - y**2), circle)] == ["local_max"]
    axis = Root(((x, x), (y, S(0))), (x,))
    assert [w for _, w in words(x**2 * y**2, axis)] == ["local_min"]
    other = Root(((x, S(0)), (y, y)), (y,))
    for f in (x**2 * y, x**2 * y * exp(-(x**2) - y**2), x**2 * y / (1 + y**2)):
        assert [(r.conditions, w) for r, w in words(f, other)] == [((y < 0,), "local_max"), ((y > 0,), "local_min"), ((), "saddle")]


# -- random functions ----------------------------------------------------------------------------------------------------

MONOMIALS = [(i, j) for i in range(6) for j in range(6) if 2 <= i + j <= 6]
polynomials = st.dictionaries(st.sampled_from(MONOMIALS), st.integers(-3, 3).filter(bool), min_size=1, max_size=4)


def exact_signs(f, seed=0):
    """Signs at points t^p (a, b), for small t, in rational numbers."""
    draw, out = random.Random(seed), set()
    compiled = f.as_poly(x, y)
    for _ in range(60):
        p, q = draw.choice((1, 2, 3)), draw.choice((1, 2, 3))
        a, b = draw.randint(-24, 24), draw.randint(-24, 24)
        t = Rational(1, 10**9)
        value = compiled.eval({x: a * t**p / 8, y: b * t**q / 8})
        if value:
            out.add(1 if value > 0 else -1)
    return out


@given(polynomials)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_polynomials(terms):
    f = Add(*(c * x**i * y**j for (i, j), c in terms.items()))
    found = classed(f, {x: S(0), y: S(0)})
    seen_signs = exact_signs(f)
    match found.word:
        case "local_min":
            assert -1 not in seen_signs
        case "local_max":
            assert 1 not in seen_signs
        case "inconclusive":
            raise AssertionError(f"not decided: {f}")


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2), st.integers(-2, 2)), min_size=1, max_size=3), st.sampled_from((1, -1)))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_sums_of_squares_are_minima(parts, sign):
    f = sign * Add(*((a * y + b * x**2 + c * x * y) ** 2 for a, b, c in parts))
    if f == 0:
        return
    assert classed(f, {x: S(0), y: S(0)}).word == ("local_min" if sign == 1 else "local_max")


@given(st.integers(1, 3), st.integers(-3, 3), st.integers(-3, 3), st.sampled_from((2, 3)))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_two_parabolas_make_a_saddle(c, a, b, power):
    if a == b:
        return
    f = c * (y - a * x**power) * (y - b * x**power)
    assert classed(f.expand(), {x: S(0), y: S(0)}).word == "saddle"


@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_quadratic_forms_agree_with_their_eigenvalues(entries):
    a, b, c, d, e, f = entries
    h = Matrix([[a, b, c], [b, d, e], [c, e, f]])
    v = Matrix([x, y, z])
    found: PointClass = classed((v.T * h * v)[0].expand() / 2, {x: S(0), y: S(0), z: S(0)})
    values = [complex(r).real for r in h.eigenvals(multiple=True)]
    if max(values) > 1e-9 and min(values) < -1e-9:
        assert found.word == "saddle"
    elif min(values) > -1e-9 and max(values) > 1e-9:
        assert found.word == "local_min"
    elif max(values) < 1e-9 and min(values) < -1e-9:
        assert found.word == "local_max"
