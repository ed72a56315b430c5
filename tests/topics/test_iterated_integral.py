"""Iterated integrals whose inner integral has no elementary antiderivative: told so, and taken another way."""

from __future__ import annotations

from every import over
from sympy import Rational, S, cos, exp, log, pi, sqrt, symbols

import tutor
from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.regions.elementary import no_antiderivative

x, y = symbols("x y", real=True)


def solved(integrand, *limits):
    return tutor.solve("iterated_integral", integrand=integrand, limits=[list(l) for l in limits])


@over(
    ("integrand", "limits", "expected"),
    [
        ("sin(x^2)", (("x", "y", "1"), ("y", "0", "1")), (1 - cos(1)) / 2),
        ("sqrt(1 + x^3)", (("x", "sqrt(y)", "2"), ("y", "0", "4")), Rational(52, 9)),
        ("1/(1 + y^3)", (("y", "sqrt(x)", "2"), ("x", "0", "4")), log(9) / 3),
        ("sin(x^2)", (("z", "0", "1"), ("x", "y", "1"), ("y", "0", "1")), (1 - cos(1)) / 2),
        ("sin(x^2 + y^2)", (("y", "-sqrt(4 - x^2)", "sqrt(4 - x^2)"), ("x", "-2", "2")), pi * (1 - cos(4))),
        ("z", (("z", "x^2 + y^2", "4"), ("y", "0", "sqrt(4 - x^2)"), ("x", "0", "2")), 16 * pi / 3),
        (
            "sqrt(x^2 + y^2 + z^2)",
            (("z", "0", "sqrt(4 - x^2 - y^2)"), ("x", "-sqrt(4 - y^2)", "sqrt(4 - y^2)"), ("y", "-2", "2")),
            8 * pi,
        ),
    ],
)
def test_another_way_is_taken(integrand, limits, expected):
    found = solved(integrand, *limits)
    assert found.verified
    assert (found.answer["expression"] - expected).simplify() == 0
    assert "iterated_integral.blocked" in [s.rule for s in found.derivation.steps]


def test_where_no_order_helps_it_is_refused():
    found = solved("e^(x^2)", ("x", "0", "1"), ("y", "0", "1"))
    assert found.status == "unsupported"
    assert "no elementary antiderivative" in found.derivation.message


def test_an_order_that_leads_on_is_kept():
    assert all(s.rule != "iterated_integral.blocked" for s in solved("x y", ("y", "0", "x"), ("x", "0", "1")).derivation.steps)


@over(
    ("f", "why"),
    [
        (sqrt(1 + x**3), "chebyshev"),
        ((1 + x**4) ** Rational(1, 3), "chebyshev"),
        (exp(y / x), "liouville"),
        (exp(1 / x) / x, "liouville"),
        (x**2 * sqrt(1 + x**3), None),
        (x * sqrt(1 + x**4), None),
        (exp(1 / x) / x**2, None),
        (exp(1 / x) / x**3, None),
        (exp(1 / x) * (1 - 1 / x), None),
    ],
)
def test_what_is_proved_to_have_no_antiderivative(f, why):
    assert why_not(f, x) == why


def test_a_root_that_can_be_substituted_is_no_obstacle():
    assert no_antiderivative(x * sqrt(1 + x**4), x) is None
    assert no_antiderivative(sqrt(1 + x**4), x) is not None
    assert no_antiderivative(S.One / (1 + x), x) is None


@over(
    ("integrand", "limits", "place"),
    [
        ("x e^(x y)", (("x", "0", "1"), ("y", "-1", "1")), ("y", 0)),  # inside its range
        ("y/(x^2 + y^2)", (("x", "0", "y"), ("y", "0", "1")), ("y", 0)),  # it is divided by on the way, and not in the end
        ("x e^(x y)", (("x", "0", "1"), ("y", "1", "2")), None),
    ],
)
def test_what_an_inner_integral_divides_by_is_said_not_to_be_0(integrand, limits, place):
    first = next(s for s in solved(integrand, *limits).derivation.steps if "gaps" in s.facts)
    assert [(str(g.lhs), g.rhs) for g in first.facts["gaps"]] == ([place] if place else [])
