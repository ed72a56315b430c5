"""Limits: known values in one and several variables, limits that do not exist, bounds that are proved, and what is refused."""

from __future__ import annotations

import pytest
from every import over
from sympy import Max, Min, Rational, S, Symbol, cos, exp, log, oo, sin, sqrt

from tutor.deriving.evidence import Refuted, holds
from tutor.maths.limits.bounds import bounded, fraction_of, majorant
from tutor.maths.limits.paths import paths
from tutor.maths.limits.tendency import sign_near, tendency
from tutor.model import Claim
from tutor.printing.output.text import fragment
from tutor.reading.build import build, real
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.telling.narrate import narrate
from tutor.trees.heads import Bounded, Lim
from tutor.trees.tree import plain

x, y, m = (Symbol(n, real=True) for n in ("x", "y", "m"))

# function, point, side, limit
ONE = [
    ("x^2 + 3x", "2", "", "10"),
    ("(x^2 - 9)/(x - 3)", "3", "", "6"),
    ("(x^3 - 8)/(x^2 - 4)", "2", "", "3"),
    ("(1/(3 + x) - 1/3)/x", "0", "", "-1/9"),
    ("1/x - 1/(x^2 + x)", "0", "", "1"),
    ("(sqrt(x + 9) - 3)/x", "0", "", "1/6"),
    ("(sqrt(1 + x) - sqrt(1 - x))/x", "0", "", "1"),
    ("(sqrt(x) - 2)/(x - 4)", "4", "", "1/4"),
    ("sin(5x)/x", "0", "", "5"),
    ("tan(2x)/x", "0", "", "2"),
    ("(1 - cos x)/x^2", "0", "", "1/2"),
    ("(1 - cos x)/x", "0", "", "0"),
    ("x cot x", "0", "", "1"),
    ("(e^(3x) - 1)/sin(2x)", "0", "", "3/2"),
    ("ln(1 + 4x)/x", "0", "", "4"),
    ("(x - sin x)/x^3", "0", "", "1/6"),
    ("ln(cos x)/x^2", "0", "", "-1/2"),
    ("1/x - 1/sin x", "0", "", "0"),
    ("1/ln(x) - 1/(x - 1)", "1", "", "1/2"),
    ("(x^n - 1)/(x - 1)", "1", "", "n"),
    ("(a x^2 - a)/(x - 1)", "1", "", "2a"),
    ("(2^x - 1)/x", "0", "", "ln 2"),
    ("(1 + 3x)^(1/x)", "0", "", "e^3"),
    ("x^x", "0", "right", "1"),
    ("x ln x", "0", "right", "0"),
    ("ln x", "0", "right", "-oo"),
    ("sqrt(x)", "0", "right", "0"),
    ("abs(x)/x", "0", "left", "-1"),
    ("abs(x - 2)/(x^2 - 4)", "2", "right", "1/4"),
    ("1/x", "0", "left", "-oo"),
    ("1/x^2", "0", "", "oo"),
    ("x/(x - 1)", "1", "left", "-oo"),
    ("tan x", "pi/2", "left", "oo"),
    ("e^(1/x)", "0", "left", "0"),
    ("e^(-1/x^2)", "0", "", "0"),
    ("x sin(1/x)", "0", "", "0"),
    ("x^2 cos(1/x^2)", "0", "", "0"),
    ("sin(x)/x", "oo", "", "0"),
    ("x sin(1/x)", "oo", "", "1"),
    ("(3x^2 + 1)/(2x^2 - 5x)", "oo", "", "3/2"),
    ("(x^3 + 1)/(x^2 + 4)", "-oo", "", "-oo"),
    ("sqrt(4x^2 + 1)/(x + 1)", "-oo", "", "-2"),
    ("sqrt(x^2 + x) - x", "oo", "", "1/2"),
    ("x^4 - 3x^3", "oo", "", "oo"),
    ("x^2 e^(-x)", "oo", "", "0"),
    ("x e^x", "-oo", "", "0"),
    ("e^x/x^3", "oo", "", "oo"),
    ("ln(x)/sqrt(x)", "oo", "", "0"),
    ("ln(x + 1) - ln(x)", "oo", "", "0"),
    ("(1 - 2/x)^(3x)", "oo", "", "e^(-6)"),
    ("x^(1/x)", "oo", "", "1"),
    ("arctan(x)", "oo", "", "pi/2"),
    ("(x^2 + sin x)/x^2", "oo", "", "1"),
    ("abs(x)/x", "0", "", None),
    ("1/x", "0", "", None),
    ("arctan(1/x)", "0", "", None),
    ("tan x", "pi/2", "", None),
    ("sin(1/x)", "0", "", None),
    ("cos(1/x)", "0", "right", None),
    ("sin(ln x)", "0", "right", None),
    ("sin(pi/x)", "0", "", None),
    ("cos x", "oo", "", None),
    ("(tan x - x)/(x - sin x)", "0", "", "2"),
    ("(2x - sin(2x))/(x - sin x)", "0", "", "8"),
    ("e^(-3/x^4)/x^8", "0", "", "0"),
    ("e^(-1/x)/x^2", "0", "right", "0"),
    ("e^(-2/x^2)/x^3", "0", "right", "0"),
    ("x e^(-1/x)", "0", "left", "-oo"),
    ("(1 - cos(2x))^(1/x^4)", "0", "", "0"),
    ("x^(1/x)", "0", "right", "0"),
    ("sgn(x^2)", "0", "", "1"),
    ("max(x, x^2)/x", "0", "left", "0"),
    ("floor(2x)", "0", "", None),
    ("ln(ln(x))/ln(x)", "oo", "", "0"),
    ("ceil(3 - x)", "0", "right", "3"),
    ("x^3 ln(-ln(abs(x)))", "0", "", "0"),
    ("x^4 ln(-ln(x^2))", "0", "", "0"),
    ("abs(x)^x", "0", "", "1"),
    ("x ln(x^2)", "0", "", "0"),
    ("e^(-1/x^2)/x", "0", "", "0"),
    ("x e^(-1/x)", "0", "right", "0"),
]
SEVERAL = [
    ("x^2 y^2/(x^2 y^2 + (x - y)^2)", "(0, 0)", None),  # along one line only
    ("x^2 + y^2", "(1, 2)", "5"),
    ("(x^4 - y^4)/(x^2 + y^2)", "(0, 0)", "0"),
    ("(x^2 - 2x y + y^2)/(x - y)", "(1, 1)", "0"),
    ("(x^2 + y^2)/(sqrt(x^2 + y^2 + 1) - 1)", "(0, 0)", "2"),
    ("sin(x^2 + y^2)/(x^2 + y^2)", "(0, 0)", "1"),
    ("(1 - cos(x y))/(x y)^2", "(0, 0)", "1/2"),
    ("(x^2 + y^2) ln(x^2 + y^2)", "(0, 0)", "0"),
    ("e^(-1/(x^2 + y^2))", "(0, 0)", "0"),
    ("arctan(1/(x^2 + y^2))", "(0, 0)", "pi/2"),
    ("1/(x^2 + y^2)", "(0, 0)", "oo"),
    ("ln(x^2 + y^2)", "(0, 0)", "-oo"),
    ("sqrt(x^2 + y^2)", "(0, 0)", "0"),
    ("x y/sqrt(x^2 + y^2)", "(0, 0)", "0"),
    ("3x^2 y^2/(x^2 + y^2)", "(0, 0)", "0"),
    ("x^2 y^2/(x^2 + y^4)", "(0, 0)", "0"),
    ("(x^3 + y^3)/(x^2 + y^2)", "(0, 0)", "0"),
    ("x^2 sin(y)^2/(x^2 + 2y^2)", "(0, 0)", "0"),
    ("(x - 1)^2 ln(x)/((x - 1)^2 + y^2)", "(1, 0)", "0"),
    ("(x^3 - x y^2)/(x^2 + x y + y^2)", "(0, 0)", "0"),
    ("(x^2 y^2 + x^2 + y^2)/(x^2 + y^2)", "(0, 0)", "1"),
    ("x y cos(1/(x^2 + y^2))", "(0, 0)", "0"),
    ("sin(x y)/x", "(0, 2)", "2"),
    ("y ln x/(x - 1)", "(1, 3)", "3"),
    ("x y z/(x^2 + y^2 + z^2)", "(0, 0, 0)", "0"),
    ("sin(x^2 + y^2 + z^2)/(x^2 + y^2 + z^2)", "(0, 0, 0)", "1"),
    ("x y^2/(3abs(x) + y^2)", "(0, 0)", "0"),
    ("(x^2 - 3y^2)/(2abs(x) + abs(y))", "(0, 0)", "0"),
    ("(x - 1) y/(abs(x - 1) + 4abs(y))", "(1, 0)", "0"),
    ("sqrt(abs(x y)) y/sqrt(2x^2 + y^2)", "(0, 0)", "0"),
    ("x^2 y ln(3x^2 + y^2)", "(0, 0)", "0"),
    ("x ln(x^2 + y^2)/(1 + y)", "(0, 0)", "0"),
    ("(x^2 + 4y^2)^(x y)", "(0, 0)", "1"),
    ("x y ln(abs(x))", "(0, 0)", "0"),
    ("(x - 1) y ln((x - 1)^2 + y^2)", "(1, 0)", "0"),
    ("x/(1 + y^2)", "(oo, oo)", None),
    ("x y/(x^2 + y^4)", "(oo, oo)", "0"),
    ("(2x - y)/(x^2 + 3y^2)", "(oo, oo)", "0"),
    ("x y/(x^2 + 2y^2)", "(oo, -oo)", None),
    ("x y^2/(x^2 + y^4)", "(oo, oo)", None),
    ("x/(abs(x) + 2abs(y))", "(0, 0)", None),
    ("abs(y)^(3x)", "(0, 0)", None),
    ("abs(x - y)^x", "(0, 0)", None),
    ("y ln(abs(x - 1))", "(1, 0)", None),
    ("y^2 ln(x^2)", "(0, 0)", None),
    ("y^2 ln(x + y)", "(0, 0)", None),
    ("(cos x - 1 - x^2/2)/(x^4 + y^4)", "(0, 0)", None),
    ("x^2 y^3/(x^3 + y^3)", "(0, 0)", None),  # infinite near y = -x
    ("x^2 y/(2x^2 + y^2 + x)", "(0, 0)", None),  # and near a circle
    ("sin(2/(x^2 + y^2))", "(0, 0)", None),
    ("(x^3 + y^3)/(x^2 - y^2)", "(0, 0)", None),  # infinite near y = x only
    ("(x - 1) y z/(x - y + z - 1)", "(1, 0, 0)", None),  # beside a plane
    ("x sin(2/y)/(x + y)", "(0, 0)", None),  # swings on y = x
    ("x e^(-2x y)", "(oo, 0)", None),
    ("x y/(1 + x^2 y^2)", "(-oo, 0)", None),
    ("max(x, 2y)/sqrt(x^2 + y^2)", "(0, 0)", None),
    ("max(x, y)^2/(abs(x) + abs(y))", "(0, 0)", "0"),
    ("min(x^2, y^2)/(abs(x) + 3abs(y))", "(0, 0)", "0"),
    ("y sgn(x)", "(0, 0)", "0"),
    ("(e^x - e^y)/(x^2 - y^2)", "(1, 1)", "e/2"),
    ("(x sin y - y sin x)/(x^2 + 2y^2)", "(0, 0)", "0"),
    ("ln(1 + x^2 + y^2)/(x^2 + y^2 + x^2 y)", "(0, 0)", "1"),
    ("(tan(x) tan(y) - x y)/(x^2 + y^2)", "(0, 0)", "0"),
    ("(x + y)/(2x^2 - x y + y^2)", "(oo, -oo)", "0"),
    ("x y z/(x^2 - x y + y^2 + z^2)", "(0, 0, 0)", "0"),
    ("(e^(2x) - e^(2y))/(x - y)", "(0, 0)", "2"),
    ("(cos x - cos y)/(x^2 - y^2)", "(0, 0)", "-1/2"),
    ("sqrt(x^4 + 2y^4)/sqrt(x^2 + y^2)", "(0, 0)", "0"),
    ("x^2 y^2/(sqrt(x^2 + y^2) (x^2 + y^4))", "(0, 0)", "0"),
    ("x^3 y^2/(x^4 + y^6)", "(0, 0)", "0"),
    ("(1 - cos(x y))/(x^2 + y^2)^(3/2)", "(0, 0)", "0"),
    ("x e^(-x - 2y)", "(oo, oo)", "0"),
    ("ln(x + 2y)/(x + 2y)", "(oo, oo)", "0"),
    ("x y/(x^2 + y^2)", "(0, 0)", None),
    ("(x + y)/(x - y)", "(0, 0)", None),
    ("x/(x^2 + y^2)", "(0, 0)", None),
    ("sin(x)/y", "(0, 0)", None),
    ("x y^2/(x^2 + y^4)", "(0, 0)", None),
    ("x^3 y/(x^6 + y^2)", "(0, 0)", None),
    ("x^4 y/(x^8 + y^2)", "(0, 0)", None),
    ("x^2 y e^y/(x^4 + 4y^2)", "(0, 0)", None),
    ("(x y + y z)/(x^2 + y^2 + z^2)", "(0, 0, 0)", None),
]
CASES = [*ONE, *((f, p, "", v) for f, p, v in SEVERAL)]


@over(("function", "point", "side", "limit"), CASES)
def test_known_limits(solve, function, point, side, limit):
    variables = ["x", "y", "z"][: point.count(",") + 1]
    found = solve("limit", function=function, point=point, variables=variables, **({"side": side} if side else {}))
    assert found.status == "solved", found.message
    assert found.verified, [(s.rule, s.before) for t in found.steps for s in t.walk() if s.evidence == "none"]
    if limit is None:
        assert found.answer.fields == {"does_not_exist": True}
    else:
        value = found.answer.fields["expression"]
        assert plain(value) == plain(read(limit)) or holds(Claim(value, read(limit))) != "none"


def read(text):
    return build(parse(text, Scope()).tree, real)


@pytest.mark.parametrize(
    ("function", "point"),
    [
        ("x^5 y/(x^10 + y^2)", "(0, 0)"),  # 0 along all that is followed, and yet 1/2 along y = x^5
        ("x^5 y sin(1/x)/(x^10 + y^2)", "(0, 0)"),
        ("sin(x^5 y/(x^10 + y^2))", "(0, 0)"),
        ("1/(x^2 - y^9)", "(0, 0)"),  # both signs, next to a curve that is hardly ever met
    ],
)
@pytest.mark.slow
def test_what_only_seems_to_have_a_limit_is_not_given_one(solve, function, point):
    found = solve("limit", function=function, point=point, variables=["x", "y"])
    assert found.status == "unsupported" or found.answer.fields == {"does_not_exist": True}


def test_one_side_only_is_said(solve):
    found = solve("limit", function="sqrt(x)", point="0")
    assert found.status == "unsupported" and "side = right" in found.message


def test_every_line_agrees_and_a_parabola_does_not(solve):
    found = solve("limit", function="x^2 y/(x^4 + y^2)", point=[0, 0])
    values = {s.rule: s.result for s in found.steps}
    assert [s.rule.partition(".")[2] for s in found.steps] == ["path", "path", "line", "path", "direction", "axis"]
    assert values["limit.line"] == 0 and values["limit.path"] == Rational(1, 2)
    u, v = (Symbol(n, real=True) for n in "uv")
    assert plain(values["limit.direction"]) == u**2 / v
    page = " ".join(fragment(narrate(found)).split())
    assert "every directional derivative exists, and yet the function is not continuous" in page
    assert "The conclusion does not need this." in page
    assert "the limit of f(tu, tv)/t, for v not 0" in page and "The denominator is t(t⁴u⁴ + t²v²) = t³(t²u⁴ + v²)" in page


@pytest.mark.slow
def test_a_curve_beside_a_pole(solve):
    found = solve("limit", function="x y/(x + y)", point=[0, 0])
    assert found.answer.fields == {"does_not_exist": True} and found.verified
    assert "limit.line" not in [s.rule for s in found.steps]  # along y = -x the function is not defined


def test_a_side_is_only_for_one_variable(solve):
    with pytest.raises(Exception, match="only a limit in one variable has sides"):
        solve("limit", function="x y", point=[0, 0], side="left")


# -- evidence ------------------------------------------------------------------------------------------------------------


def lim(expr, value, side=""):
    return Lim(expr, (x,), (value,), side)


def test_cancelling_is_exact_continuity_is_interval_and_the_rest_numeric():
    assert holds(Claim(lim((x**2 - 4) / (x - 2), 2), lim(x + 2, 2))) == "exact"
    assert holds(Claim(lim(x**2 + 1, 2), S(5))) == "interval"
    assert holds(Claim(lim(sin(x) / x, 0), S(1))) == "numeric"


@over(
    ("goal", "value"),
    [(lim(sin(x) / x, 0), 2), (lim(x + 1, 2), 4), (lim(1 / x**2, 0), -oo), (lim(1 / x**2, 0), 5), (lim((1 + 1 / x) ** x, oo), 1)],
)
def test_a_wrong_limit_is_refuted(goal, value):
    with pytest.raises(Refuted):
        holds(Claim(goal, S(value)))


@over("goal", [lim(1 / x, 0), lim(sin(1 / x), 0), lim(sin(x), oo), lim(sqrt(x), 0), lim(abs(x) / x, 0)])
def test_what_does_not_settle_has_no_evidence(goal):
    assert tendency(goal) is None
    assert holds(Claim(goal, S.Zero)) == "none"


ORIGIN = ((x, y), (0, 0))


@over(
    ("f", "g", "evidence"),
    [
        (x**2 * y / (x**2 + y**2), abs(y), "exact"),
        (x**2 * y / (x**2 + y**2), abs(y) / 2, "none"),
        (x * y / (x**2 + y**2), Rational(1, 2), "exact"),
        (x * y / (x**2 + y**2), Rational(2, 5), "none"),
        (x * y * cos(1 / x), abs(x * y), "exact"),
        (2 * x * y * cos(1 / x), abs(x * y), "none"),
        (x**3 / (x**2 + x * y + y**2), 3 * sqrt(x**2 + y**2), "interval"),
        (x**3 / (x**2 + x * y + y**2), sqrt(x**2 + y**2) / 2, "none"),
        (x**2 * y / (x**4 + y**2), 100 * sqrt(x**2 + y**2), "none"),
        (x * y / (abs(x) + 2 * abs(y)), abs(y), "exact"),
        (x * y / (abs(x) + 2 * abs(y)), abs(x) / 2, "exact"),
        (x * y / (abs(x) + 2 * abs(y)), abs(x) / 3, "none"),
        (x * y / (x + abs(y)), abs(y), "none"),
        (x * y * log(x**2 + y**2), (x**2 + y**2) * abs(log(x**2 + y**2)) / 2, "exact"),
        (x * y * log(x**2 + y**2), (x**2 + y**2) * abs(log(x**2 + y**2)) / 3, "none"),
        (y * (sin(x) - x) / (x**2 + y**2), abs(y) * abs(x) ** 3 / (6 * x**2 + 6 * y**2), "exact"),
        (y * (sin(x) - x) / (x**2 + y**2), abs(y) * abs(x) ** 3 / (8 * x**2 + 8 * y**2), "none"),
        (y * (cos(x) - 1), -abs(y) * x**2 / 2, "none"),
        (x**3 * y / (x**4 - x**2 * y + y**2), 2 * abs(x**3 * y) / (x**4 + y**2), "exact"),
        (x**3 * y / (x**4 - 3 * x**2 * y + y**2), 2 * abs(x**3 * y) / (x**4 + y**2), "none"),
        (Max(x, y) * y, abs(y) * (abs(x) + abs(y)), "exact"),
        (Max(x, y) * y, abs(x * y), "none"),
        (Min(x, y) * y, abs(x * y), "none"),  # both may be negative
        (Min(x**2, y**4), y**4, "exact"),
    ],
)
def test_a_bound_is_proved_or_not_used(f, g, evidence):
    assert bounded(Bounded(f, g, *ORIGIN)) == evidence


def test_a_bound_far_out_is_proved_or_not_used():
    assert bounded(Bounded(x / (x**2 + y**2), 1 / abs(x), (x, y), (oo, oo))) == "exact"
    assert bounded(Bounded(x / (x**2 + y**2), 1 / abs(2 * x), (x, y), (oo, oo))) == "none"


@over(
    ("front", "total", "most", "power"),
    [
        (x * y, x**2 + y**2, Rational(1, 2), 1),
        (x**3, 2 * x**2 + y**2, sqrt(2) / 4, Rational(3, 2)),
        (x**2 * y, x**4 + y**2, Rational(1, 2), 1),
        (x * y, x**2, None, None),
        (x * y, x**2 - y**2, None, None),
        (x / y, x**2 + y**2, None, None),
    ],
)
def test_a_product_is_held_against_a_power_of_a_sum(front, total, most, power):
    """C and p are the best possible: a grid of points comes close to the bound and never beyond it."""
    found = majorant(front, total, (x, y))
    assert found == (None if most is None else (most, power))
    if most is not None:
        at = [{x: Rational(i, 20), y: Rational(j, 20)} for i in range(1, 20) for j in range(0, 20)]
        ratios = [float((abs(front) / (most * total**power)).subs(p)) for p in at]
        assert 0.99 < max(ratios) < 1 + 1e-12


def test_a_steep_curve_goes_to_the_point():
    """y = x + e^(-1/x) from the right only: from the left it runs away; and so x = y + e^(-1/y)."""
    found = solve_paths("abs(x - y)^x")
    assert [p.goal.side for p in found] == ["+"] * 4
    for p in found:
        (w,) = [e for e in p.equations]
        assert tendency(p.goal.of(w.rhs)) == "zero"


def solve_paths(typed):
    return [p for p in paths(Lim(read(typed), (x, y), (0, 0))) if p.goal.expr.has(exp)]


@pytest.mark.parametrize(("typed", "wrong"), [("x^2 ln(-ln(abs(x)))", 1), ("e^(-1/x^2)/x^6", 1), ("(sin(x) - x cos(x))/(x - sin(x))", 1)])
def test_a_wrong_value_of_what_is_found_by_new_ways_is_refuted(typed, wrong):
    with pytest.raises(Refuted):
        holds(Claim(lim(read(typed), 0), S(wrong)))


def test_a_sign_is_found_by_the_slope():
    assert sign_near(1 - cos(x), lim(x, 0, "-")) == 1
    assert sign_near(x - sin(x), lim(x, 0, "+")) == 1
    assert sign_near(x - sin(x), lim(x, 0, "-")) == -1
    assert sign_near(1 + x - cos(x), lim(x, 0)) == 0


def test_a_path_with_a_broken_power_comes_from_one_side():
    """y = x^(3/2) has no points where x < 0, though y^2 = x^3 has a value there."""
    assert {p.goal.side for p in paths(Lim(x * y, *ORIGIN)) if p.equations[0].rhs.has(x ** Rational(3, 2))} == {"+"}


SQUEEZED = [
    ("x^3/(3x^2 + y^2)", "The fraction x²/(3x² + y²) is at most 1/3, as 3x² ≤ 3x² + y²."),
    ("x y^2/(x^2 + 4y^2)^(1/2)", "≤"),
    ("(2x^4 - y^3)/(x^2 + y^2)", "y² ≤ x² + y²"),
    ("x^3 y/(x^4 + y^2)", "2x² |y| ≤ x⁴ + y² (2ab is at most a² + b²)"),
    ("y^2 cos(1/x)", "never more than 1"),
    ("x^2 y/(2x^2 - x y + 2y^2)", "2 − sin(θ) cos(θ) is at least 3/2"),
    ("x y^2/(3abs(x) + y^2)", "y² ≤ y² + 3 |x|"),
    ("sqrt(abs(x y)) y/sqrt(2x^2 + y^2)", "|y| ≤ √(2x² + y²)"),
    ("y^3/(x^2 + x y + 3y^2)", "sin(θ) cos(θ) = sin(2θ)/2 at most 1/2"),
]


@over(("typed", "reason"), SQUEEZED)
def test_a_squeeze_is_one_chain_with_a_reason_for_every_bound(solve, typed, reason):
    """0 <= |f| = ... <= g -> 0, and each link holds near the point."""
    found = solve("limit", function=typed, point=[0, 0])
    assert found.answer.fields["expression"] == 0
    (chain,) = [s.shown.chain for step in found.steps for s in step.walk() if s.shown.chain is not None]
    assert chain.terms[0] == chain.terms[-1] == 0
    assert chain.relations[0] == "≤"
    assert chain.relations[-1] == "→"
    for k, a in enumerate((0.1, 0.9, 2.0, 3.7, 5.5)):
        radius = 0.1 / (k + 1)
        at = {"x": radius * cos(a), "y": radius * sin(a), "r": radius, "theta": a}
        values = [plain(t).subs({v: at[v.name] for v in plain(t).free_symbols}).evalf() for t in chain.terms[:-1]]
        for left, sign, right in zip(values, chain.relations, values[1:], strict=False):
            assert abs(left - right) < 1e-9 if sign == "=" else left <= right + 1e-12
    assert reason in " ".join(fragment(narrate(found)).split())


def test_a_sign_is_found_on_intervals():
    assert sign_near(x - x**2, lim(x, 0, "+")) == 1
    assert sign_near(x - x**2, lim(x, 0, "-")) == -1
    assert sign_near(sin(1 / x), lim(x, 0, "+")) == 0


@over(
    ("function", "given", "answer"),
    [
        (r"\begin{cases} x^2 - y & x > 0 \\ y e^x - 4 & x \le 0 \end{cases}", {"point": [0, 2]}, -2),
        (r"\begin{cases} x + y & y \ge x \\ 3 - x & y < x \end{cases}", {"point": [1, 1]}, 2),
        (r"\begin{cases} x + y & y \ge x \\ 5 - x & y < x \end{cases}", {"point": [1, 1]}, None),
        (r"\begin{cases} 3x & x < 2 \\ 8 - x & x \ge 2 \end{cases}", {"point": [2]}, 6),
        (r"\begin{cases} 3x & x < 2 \\ 1 - x & x \ge 2 \end{cases}", {"point": [2]}, None),
        (r"\begin{cases} 3x & x < 2 \\ 1 - x & x \ge 2 \end{cases}", {"point": [2], "side": "right"}, -1),
    ],
)
def test_where_two_pieces_meet(solve, function, given, answer):
    found = solve("limit", function=function, **given)
    assert found.verified, found.message
    if answer is None:
        assert found.answer.fields == {"does_not_exist": True}
    else:
        assert plain(found.answer.fields["expression"]) == answer


@pytest.mark.parametrize(
    ("function", "letters", "cases"),
    [
        ("|x|^a |y|^b/(x^2 + y^2)", "ab", ("a + b > 2", "a + b <= 2")),
        ("3|x|^p/(x^2 + 5y^4)", "p", ("p > 2", "p <= 2")),
        ("x y/(x^2 + y^2)^p", "p", ("p < 1", "p >= 1")),
    ],
)
def test_powers_with_letters_have_a_limit_for_some_of_them(solve, function, letters, cases):
    found = solve("limit", function=function, variables=["x", "y"], point=[0, 0], assume=dict.fromkeys(letters, "positive"))
    assert found.verified
    exists, not_then = found.answer.fields["cases"]
    assert (str(exists["condition"]), str(not_then["condition"])) == cases
    assert exists["expression"] == 0 and not_then["does_not_exist"]


@pytest.mark.parametrize(
    ("function", "fields"), [("x^3 |y|^n/(x^2 + y^4)", {"expression": 0}), ("|x y|/(x^2 + y^2)^(1 + n)", {"does_not_exist": True})]
)
def test_powers_with_letters_whose_sign_is_known(solve, function, fields):
    found = solve("limit", function=function, variables=["x", "y"], point=[0, 0], assume={"n": "positive"})
    assert found.verified and dict(found.answer.fields) == fields


def test_an_odd_power_below_may_vanish(solve):
    """There the bound does not hold."""
    found = solve("limit", function="|x|^a/(x^3 + y^2)", variables=["x", "y"], point=[0, 0], assume={"a": "positive"})
    assert found.status == "unsupported"


@pytest.mark.slow
def test_a_letter_on_which_it_depends_is_named(solve):
    found = solve("limit", function="x^b y^4/(x^2 + y^8)", point="(0, 0)")
    assert found.status == "unsupported" and "may depend on b" in found.message


def test_a_power_by_a_letter_is_no_monomial():
    assert fraction_of(abs(x) ** m, (x, y)) is None and fraction_of(abs(x) ** 3, (x, y)) is not None


def test_two_lines_that_agree_for_some_letters_only_give_cases(solve):
    """a x^2 + b x y + c y^2 is a multiple of x^2 + y^2 only where a = c and b = 0."""
    found = solve("limit", function="(a x^2 + b x y + c y^2)/(x^2 + y^2)", variables=["x", "y"], point=[0, 0])
    assert found.verified
    a, b, c = map(real, "abc")
    (_, _, then) = found.answer.fields["cases"]
    assert [x.get("does_not_exist") for x in found.answer.fields["cases"]] == [True, True, None]
    assert then["expression"].subs({a: 5, b: 0, c: 5}) == 5 and then["condition"].subs({a: 5, b: 0, c: 5}) == True  # noqa: E712
    assert "a = c and b = 0: c" in " ".join(fragment(narrate(found)).split())


@pytest.mark.parametrize(("function", "said"), [("(a x + y)/(a x + 2y)", "a ≠ 0"), ("(a x + c y)/(a x + y)", None)])
def test_a_letter_below_the_line_may_take_a_way_from_the_domain(solve, function, said):
    """For a = 0 the first is 1/2 wherever it is defined, and the second c."""
    found = solve("limit", function=function, variables=["x", "y"], point=[0, 0])
    assert found.status == "unsupported" if said is None else f"does not exist where {said}." in fragment(narrate(found))


@pytest.mark.parametrize(
    ("function", "gap"),
    [("sin(x^2 + 3y^2)/sqrt(x^2 + 3y^2)", False), ("(1 - cos(x^2 + y^2))/(x^2 + y^2)", False), ("sin(x y^3)/(x^2 + y^2)", True)],
)
def test_the_function_is_said_to_be_0_only_where_it_has_a_value(solve, function, gap):
    page = fragment(narrate(solve("limit", function=function, point=[0, 0])))
    assert ("the function is 0. Elsewhere" in " ".join(page.split())) == gap
