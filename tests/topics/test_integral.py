"""Integrals: derived as one does by hand, right, and refuted where a limit, a factor or a sign is wrong."""

from __future__ import annotations

import pytest
from every import over
from sympy import Abs, Float, Rational, S, Symbol, asin, asinh, atan, cos, cosh, exp, log, oo, pi, sin, sinh, sqrt, symbols, sympify, tan

import tutor
from tutor.checking.judge import check
from tutor.deriving.arrange import Arranger
from tutor.deriving.engine import Engine
from tutor.deriving.evidence import Refuted, holds
from tutor.deriving.rules.integrate import power_to_edge
from tutor.deriving.tidy import forms
from tutor.desk.expected import question_of
from tutor.errors import Unsupported
from tutor.maths.integrals.leaps import leaps
from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.integrals.reflection import reflected, turned_over
from tutor.model import Claim
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Bracket, Int, Lim
from tutor.trees.tree import plain

x, y, t = symbols("x y t", real=True)
R, a, b = symbols("R a b", positive=True)


def found(goal):
    step = Engine(Arranger()).solve(goal)
    assert all(s.evidence != "none" for s in step.walk())
    return step


def value(goal):
    return plain(found(goal).result)


def rules_of(goal):
    return [s.rule.partition(".")[2] for s in found(goal).walk() if s.rule.startswith("integrate.")]


# -- what is right ---------------------------------------------------------------------------------------------------------


@over(
    ("goal", "expected"),
    [
        (Int(sqrt(R**2 - x**2), x, 0, R), pi * R**2 / 4),
        (Int(1 / (2 + cos(t)), t, 0, 2 * pi), 2 * pi / sqrt(3)),
        (Int(1 / (1 + sin(x) ** 2), x, 0, 2 * pi), sqrt(2) * pi),
        (Int(sqrt(1 + 1 / (4 * x)), x, 0, 2), (3 * sqrt(2) + log(3 + 2 * sqrt(2)) / 2) / 2),
        (Int(Abs(sin(x)), x, 0, 3 * pi), S(6)),
        (Int(x**3 * cos(x), x, -2, 2), S.Zero),
        (Int(log(x), x, 0, 1), S.NegativeOne),
        (Int(1 / (1 + x**2 + y**2) ** 2, x, -oo, oo), pi / (2 * (1 + y**2) ** Rational(3, 2))),
        (Int(exp(-a * x), x, 0, oo), 1 / a),
        (Int(1 / sqrt(9 - x**2), x, 0, 3), pi / 2),
        (Int(1 / x ** Rational(2, 3), x, -1, 8), S(9)),
        (Int(1 / (1 + x) - 1 / (2 + x), x, 0, oo), log(2)),
        (Int(Int(x * y, y, 0, x), x, 0, 1), Rational(1, 8)),
        (Int(exp(-(x**2)), x, -oo, oo), sqrt(pi)),
    ],
)
def test_values(goal, expected):
    assert plain(value(goal) - expected).simplify() == 0


@over(
    "f",
    [
        x * exp(3 * x),
        sin(x) ** 3 * cos(x) ** 4,
        1 / (x**4 + 1),
        1 / (x**3 + 1),
        sqrt(x**2 + 1),
        x**2 * sqrt(x**2 + 1),
        1 / (x**2 + 2 * x + 5) ** 2,
        (x**3 + 1) / (x**2 - 1),
        sqrt((1 + x) / (1 - x)),
        exp(2 * x) * sin(3 * x),
        x * asin(x),
        atan(sqrt(x)),
        tan(x) ** 4,
        1 / (3 + 5 * sin(x)),
        sin(log(x)),
        1 / (x * sqrt(4 - x**2)),
        1 / (1 + exp(x)),
    ],
)
def test_antiderivatives(f):
    result = value(Int(f, x))
    for place in (Float("0.37", 30), Float("0.81", 30)):
        assert abs((result.diff(x) - f).subs(x, place).evalf(25)) < 1e-15


@over("goal", [Int(1 / (2 * sin(x) + cos(x)) ** 2, x, 0, pi / 2), Int(1 / (4 * sin(x) ** 2 + cos(x) ** 2), x, 0, pi / 2)])
def test_no_limit_is_put_in_where_the_tangent_has_no_value(goal):
    steps = list(found(goal).walk())
    assert any(s.rule == "integrate.improper_limit" for s in steps)
    assert not any(leaps(s.before) for s in steps if isinstance(s.before, Bracket))


@over(("f", "said"), [(1 / (2 - cos(x)), True), (1 / (1 + cos(x) + sin(x)), False)])
def test_where_a_tangent_leaves_places_out_it_is_said(f, said):
    (change,) = [s for s in found(Int(f, x)).walk() if s.rule == "integrate.half_angle_tangent"]
    assert (change.facts["gap"] is not None) == said


def test_no_antiderivative_is_used_across_its_jump():
    assert leaps(Bracket(atan(tan(x / 2) / 3), x, 0, 2 * pi)) and not leaps(Bracket(atan(tan(x / 2) / 3), x, 0, pi / 2))


def test_a_hyperbolic_function_of_a_logarithm_is_a_number():
    assert next(forms(sinh(2 * log(2 + sqrt(5))) / 4, Arranger())).expr == sqrt(5)
    assert next(forms(log(2) + cosh(3 * log(2)), Arranger())).expr == log(2) + Rational(65, 16)


def test_a_fraction_is_reduced_whatever_its_sign():
    for numerator in (3 * x, -3 * x):
        over, under = next(forms(numerator / (6 * x**2 + 9), Arranger())).expr.as_numer_denom()
        assert abs(over.coeff(x)) == 1 and under == 2 * x**2 + 3


def test_never_a_complex_logarithm_or_a_case():
    for f in (1 / (x**2 - a**2), sqrt(x**2 - 4), 1 / sqrt(x**2 + a**2), sqrt(a**2 - x**2)):
        assert not value(Int(f, x)).has(S.ImaginaryUnit)


# -- the road that a teacher takes -------------------------------------------------------------------------------------------


@over(
    ("goal", "first"),
    [
        (Int(x * exp(x**2), x), "substitution"),
        (Int(x * exp(x), x), "parts"),
        (Int(x**3 * exp(x), x), "tabular_parts"),
        (Int(sin(x) ** 2, x), "half_angle"),
        (Int(sin(x) ** 4 + cos(x) ** 4, x), "even_powers"),
        (Int(x**2 / (x**2 + 1), x), "long_division"),
        (Int(x / (x**2 - 1), x), "substitution"),  # not partial fractions
        (Int((x**2 + 1) * (x - 3), x), "expand"),
        (Int(x / (x**2 + 1) ** 2, x, 0, 2), "substitution"),  # with its limits
        (Int(x**2 + 1, x, 0, 2), "fundamental_theorem"),
    ],
)
def test_the_first_step(goal, first):
    assert rules_of(goal)[0] == first


def test_limits_are_converted_in_a_substitution():
    step = found(Int(x / (x**2 + 1) ** 2, x, 0, 2))
    assert step.after.limits == (1, 5)


@over(
    ("integrand", "said"),
    [
        ("4x^3 sin(x^4)", "its derivative stands beside it: we"),
        ("x^3 sin(x^4)", "beside it up to the factor 1/4: we substitute u = x⁴, du = 4x³ dx, so that x³ dx = 1/4 du."),
        ("(x + 3) cos(x^2 + 6x)", "beside it up to the factor 1/2: we"),
        ("a x cos(a x^2)", "beside it up to the factor 1/2: we"),
        ("sin(x) cos(x)^4", "beside it up to the factor −1: we substitute u = cos(x), du = −sin(x) dx, so that sin(x) dx = −du."),
        ("x^3/(x^2 + 1)^3", "du = 2x dx, so that x dx = 1/2 du"),
        ("1/(1 + e^x)", "We substitute u = e"),
        ("1/((3x + 1)^2 + 4)^2", "du = 3 dx, so that dx = 1/3 du"),
    ],
)
def test_a_derivative_stands_beside_its_inside_or_up_to_a_factor(solve, integrand, said):
    assert said in " ".join(fragment(narrate(solve("integral", integrand=integrand, variable="x"))).split())


def test_a_limit_that_moves_has_its_derivative_as_a_factor(solve):
    for limits, moves in (("_0^(x^3)", True), ("_(2x)^0", True), ("_0^x", False)):
        page = fragment(narrate(solve("partial_derivative", function=f"int{limits} cos(t^2) dt", with_respect_to=["x"])))
        assert ("chain rule" in page) == moves, limits


# -- evidence ----------------------------------------------------------------------------------------------------------------


@over(
    ("left", "right"),
    [
        (Int(x * exp(x), x), x * exp(x) + exp(x)),
        (Int(1 / (x**2 + 4), x), atan(x / 2)),
        (Int(sin(2 * x), x), cos(2 * x) / 2),
        (Int(sqrt(R**2 - x**2), x, 0, R), pi * R**2 / 2),
        (Int(1 / (2 + cos(t)), t, 0, 2 * pi), S.Zero),  # what a jump of tan(t/2) makes of it
        (Int(x * exp(x**2), x, 0, 2), Int(exp(t) / 2, t, 0, 2)),  # limits not converted
        (Int(x**2, x, 0, 2), Bracket(x**3, x, 0, 2)),
        (Int(x**2, x, 0, 2), Rational(-8, 3)),
        (Int(exp(-x), x, 0, oo), S(2)),
        (Int(Int(x * y, y, 0, x), x, 0, 1), Rational(1, 4)),
        (Int(1 / sqrt(x), x, 0, 1), S.One),
        (Int(Abs(x - y), x, 0, 1), Rational(1, 2) - y),
    ],
)
def test_what_is_wrong_is_refuted(left, right):
    with pytest.raises(Refuted):
        holds(Claim(left, right, (y > 0, y < 1) if y in left.free_symbols | right.free_symbols else ()))


@pytest.mark.slow
def test_no_function_of_its_own_inverse_is_left():
    found = tutor.solve("integral", integrand="x^2 sqrt(1 + x^2)", lower="0", upper="2").answer["expression"]
    assert plain(found) == 9 * sqrt(5) / 4 - asinh(2) / 8


def test_a_constant_more_is_no_mistake():
    assert holds(Claim(Int(cos(x), x), sin(x) + 5)) != "none"


def test_definite_values_lie_in_an_enclosure():
    assert holds(Claim(Int(exp(x**2), x, 0, 1), Bracket(Int(exp(x**2), x), x, 0, 1))) == "interval"
    assert holds(Claim(Int(Int(exp(x * y), y, 0, x), x, 0, 1), Int(Int(exp(x * t), t, 0, x), x, 0, 1))) == "interval"


def test_no_value_across_a_pole():
    assert holds(Claim(Int(1 / x**2, x, -1, 1), S(-2))) == "none"


def test_an_improper_integral_is_its_limit():
    u = Symbol("u", real=True)
    assert holds(Claim(Int(exp(-x), x, 0, oo), Lim(Int(exp(-x), x, 0, u), (u,), (oo,)))) == "exact"


# -- what is refused, and why --------------------------------------------------------------------------------------------------


@over("f", [exp(x**2), sin(x) / x, cos(x**2), exp(x) / x, 1 / log(x), 1 / sqrt(1 + x**3), x**2 * exp(-(x**2))])
def test_no_elementary_antiderivative(f):
    assert why_not(f, x)
    with pytest.raises(Unsupported, match="no elementary antiderivative"):
        Engine(Arranger()).solve(Int(f, x))


@over("f", [x * exp(x**2), (x - 1) * exp(x) / x**2, log(x) / x, x * sin(x), 1 / sqrt(x**3 - x**2), exp(x)])
def test_what_has_one_is_not_refused(f):
    assert why_not(f, x) is None


@over(
    "fields",
    [
        {"integrand": "1/x", "lower": 1, "upper": "oo"},
        {"integrand": "1/x", "lower": -1, "upper": 1},
        {"integrand": "1/(x - 2)^2", "lower": 0, "upper": 3},
        {"integrand": "tan x", "lower": 0, "upper": "pi/2"},
        {"integrand": "cos(pi x)", "lower": "-oo", "upper": 0},
        {"integrand": "sin(x)^2", "lower": 0, "upper": "oo"},
        {"integrand": "x", "lower": "-oo", "upper": "oo"},
    ],
)
def test_divergence_is_an_answer(solve, fields):
    derivation = solve("integral", **fields)
    assert derivation.answer.fields == {"diverges": True} and derivation.verified


def test_letters_and_what_they_need(solve):
    derivation = solve("integral", integrand="sqrt(a^2 - x^2)", variable="x")
    needed = {c for step in derivation.steps for s in step.walk() for c in s.conditions}
    assert {str(c) for c in needed} == {"a > 0"}
    assert derivation.verified


# -- answers -------------------------------------------------------------------------------------------------------------------


@over(
    ("fields", "answer", "verdict"),
    [
        ({"integrand": "2x"}, "x^2 + C", "correct"),
        ({"integrand": "2x"}, "x^2 + 7", "wrong_form"),
        ({"integrand": "2x"}, "2x^2 + C", "incorrect"),
        ({"integrand": "1/x"}, "ln x + C", "correct"),
        ({"integrand": "sin x cos x"}, "sin(x)^2/2 + C", "correct"),
        ({"integrand": "x^2", "lower": 0, "upper": 3}, "9", "correct"),
        ({"integrand": "x^2", "lower": 0, "upper": 3}, "diverges", "incorrect"),
        ({"integrand": "1/x", "lower": 1, "upper": "oo"}, "diverges", "correct"),
        ({"integrand": "1/x", "lower": 1, "upper": "oo"}, "oo", "correct"),
        ({"integrand": "1/x", "lower": 1, "upper": "oo"}, "-oo", "incorrect"),
        ({"integrand": "1/x", "lower": 1, "upper": "oo"}, "1", "incorrect"),
    ],
)
def test_answers_are_judged(solve, fields, answer, verdict):
    assert check(question_of(solve("integral", **fields)), answer).verdict.verdict == verdict


# -- what holds for some values of the letters only, and integrals typed as one formula -----------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected", "condition"),
    [
        ({"integrand": "x^n", "variable": "x", "lower": "0", "upper": "1"}, "1/(n + 1)", "n > -1"),
        ({"integrand": "1/x^p", "variable": "x", "lower": "1", "upper": "oo"}, "1/(p - 1)", "p > 1"),
        ({"integrand": "x^2 e^(-a x)", "variable": "x", "lower": "0", "upper": "oo"}, "2/a**3", "a > 0"),
    ],
)
def test_conditions_on_letters_are_in_the_record(fields, expected, condition):
    solution = tutor.solve("integral", **fields)
    record = solution.record()
    assert solution.verified
    assert (sympify(record["answer"]["expression"]["sympy"]) - sympify(expected)).simplify() == 0
    assert [c["sympy"] for c in record["conditions"]] == [condition]


def test_a_power_diverges_where_its_letter_says_so():
    p = Symbol("p", positive=True)
    assert not list(power_to_edge.moves(Int(x ** (p - 1), x, 1, oo)))
    with pytest.raises(Refuted):
        holds(Claim(Int(x ** Rational(-1, 2), x, 0, 1), Rational(3)))


def test_an_integral_may_be_typed_as_one_formula():
    assert tutor.solve("integral", integrand=r"\int_0^1 x^2 \, dx").answer["expression"] == Rational(1, 3)
    nested = r"\int_0^1 \int_0^x x y \, dy \, dx"
    assert "iterated_integral" in tutor.solve("integral", integrand=nested).derivation.message
    assert tutor.solve("iterated_integral", integrand=nested).answer["expression"] == Rational(1, 8)


@over(
    ("goal", "expected"),
    [
        (Int(x / (x**4 + 1), x), atan(x**2) / 2),
        (Int(x**2 / (1 + x**6), x), atan(x**3) / 3),
        (Int(tan(x) ** 4, x), x + tan(x) ** 3 / 3 - tan(x)),
        (Int(sqrt(1 + cos(x)), x, 0, 2 * pi), 4 * sqrt(2)),
        (Int(sqrt(1 - sin(x)), x, 0, 2 * pi), 4 * sqrt(2)),
    ],
)
def test_forms_that_one_would_leave(goal, expected):
    assert plain(value(goal) - expected).simplify() == 0


@pytest.mark.parametrize("f", [1 / (1 + tan(x)), x * tan(x) ** 2, exp(1 / x) / x**3])
@pytest.mark.slow
def test_tangents_and_reciprocals(f):
    assert abs(Float((value(Int(f, x)).diff(x) - f).subs(x, Rational(3, 7)).evalf())) < 1e-10


@pytest.mark.slow
def test_a_tail_that_falls_by_a_logarithm_is_verified():
    assert value(Int(1 / (x * log(x) ** 2), x, S.Exp1, oo)) == 1
    assert value(Int(1 / (x * sqrt(x**2 - 1)), x, 1, oo)) == pi / 2
    with pytest.raises(Refuted):
        holds(Claim(Int(1 / (x * log(x) ** 2), x, S.Exp1, oo), S(2)))


def test_nothing_less_nothing_is_not_minus_nothing():
    assert found(Bracket(sin(x), x, S.Zero, 2 * pi)).after is S.Zero


@pytest.mark.parametrize("front", [1, 27, a])
def test_one_angle_is_doubled_and_two_are_added(front):
    assert "double_angle" in rules_of(Int(front * sin(2 * x) * cos(2 * x), x))
    assert "product_to_sum" not in rules_of(Int(front * sin(2 * x) * cos(2 * x), x, 0, 1))
    assert "product_to_sum" in rules_of(Int(front * sin(3 * x) * cos(2 * x), x))


@pytest.mark.parametrize("f", [log(x) / x, log(x) / (x**2 - 1), x**3 * log(x) / (x**4 + 1)])
def test_a_divergent_integral_is_not_turned_over_to_zero(f):
    """Both ends of the interval cancel in a quadrature, which proves nothing."""
    assert turned_over(Int(f, x, S.Zero, oo)) is None


@pytest.mark.parametrize(("f", "high"), [(1 / tan(x), pi), (1 / (x - 1), S(2)), (x / (x - 1), S(2))])
def test_a_divergent_integral_is_not_read_from_its_other_end(f, high):
    assert reflected(Int(f, x, S.Zero, high)) is None


def test_the_letters_of_the_parts_are_no_letters_of_the_integral():
    text = tutor.render(tutor.solve("integral", integrand="ln(v)"), "text").replace("\n", " ")
    assert "With p = ln(v)" in text
    assert "dv = 1 dv" not in text


@pytest.mark.parametrize(
    ("f", "factored", "cleared"),
    [
        ("(4x - 1)/(x^2 - x - 2)", "x² − x − 2 = (x − 2)(x + 1)", "4x − 1 = A(x + 1) + B(x − 2)"),
        ("3/(3x^3 + 12x)", None, "1 = A(x² + 4) + x(Bx + C)"),
        ("1/(5x^2 + 5x)", "5x² + 5x = 5x(x + 1)", "1/5 = A(x + 1) + Bx"),
    ],
)
def test_partial_fractions_say_what_is_compared(solve, f, factored, cleared):
    page = " ".join(fragment(narrate(solve("integral", integrand=f))).split())
    assert f"it reads {cleared}. Both sides agree for A = " in page
    assert factored is None or f"The denominator factors: {factored}." in page


@over(
    ("integrand", "title", "never"),
    [
        ("e^(-x) (2 - 3e^(-x))", "Multiply out", "denominator"),
        ("(x^2 + 3)/sqrt(x)", "Divide term by term", "multiply out"),
        ("e^(-x/2) e^(3x - 1)", "Add the exponents", "enominator"),
        ("(x^2 - 4)/(x - 2)", "Cancel", "exponents"),
    ],
)
def test_what_is_divided_stands_over_a_denominator(integrand, title, never):
    page = tutor.render(tutor.solve("integral", integrand=integrand), "text")
    assert title in page and never not in page


@over(("f", "said", "never"), [("(x + 4)^3", "has the slope 1", "divide by"), ("(2x + 4)^3", "divide by 2", "has the slope 1")])
def test_nothing_is_divided_by_one(solve, f, said, never):
    page = " ".join(fragment(narrate(solve("integral", integrand=f), "full")).split())
    assert said in page and never not in page


@over(
    ("integrand", "said"),
    [
        ("x^5/sqrt(1 - 2x^3)", "Then x³ = 1/2 − u/2."),
        ("e^(3x)/(1 + e^x)", "Then e^x = u − 1."),
        ("x/(x^2 + 3)^3", None),  # nothing of x is left
    ],
)
def test_what_is_left_of_x_is_said_to_be_written_by_the_new_letter(solve, integrand, said):
    page = " ".join(fragment(narrate(solve("integral", integrand=integrand))).split())
    assert said in page if said else "du = " in page and "Then" not in page
