"""Implicit derivatives: the quotient, its condition, the second way, second derivatives, and the tangents on request."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, sqrt, symbols

import tutor
from tutor.errors import Invalid
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y, z = symbols("x y z", real=True)


def stages(found):
    return [s.rule.removeprefix("implicit_derivative.") for s in found.steps]


def test_minus_the_one_slope_over_the_other(solve):
    found = solve("implicit_derivative", equation="x^3 + y^3 = 6xy", dependent="y", with_respect_to="x")
    assert text(found.answer.fields["expression"]) == "(2y − x²)/(y² − 2x)"
    assert found.verified


def test_in_space_the_other_letter_is_held(solve):
    found = solve("implicit_derivative", equation="x y z + z^3 = 6x", dependent="z", with_respect_to="y")
    assert (plain(found.answer.fields["expression"]) + x * z / (x * y + 3 * z**2)).simplify() == 0


def test_the_second_way_differentiates_term_by_term(solve):
    found = solve("implicit_derivative", equation="x^2 y + y^3 = 2", dependent="y", with_respect_to="x")
    assert stages(found)[-3:] == ["termwise", "gathered", "solved"]
    assert all(s.evidence != "none" for s in found.steps)
    page = " ".join(fragment(narrate(found)).split())
    assert "(x² + 3y²) y′ = −2xy" in page
    assert "with y = y(x)" in page


def test_the_condition_is_said_and_checked_at_the_point(solve):
    found = solve("implicit_derivative", equation="x^2 + y^2 = 25", dependent="y", with_respect_to="x", point=[3, 4])
    assert plain(found.answer.fields["expression"]) == Rational(-3, 4)
    assert "denominator" in stages(found)
    assert "Where F_y ≠ 0" in fragment(narrate(found))


@pytest.mark.parametrize(
    ("point", "said"), [([5, 0], "F_y is 0 at the point"), ([1, 1], "does not satisfy the equation; the two sides differ by −23")]
)
def test_a_point_where_there_is_no_derivative_is_refused(solve, point, said):
    found = solve("implicit_derivative", equation="x^2 + y^2 = 25", dependent="y", with_respect_to="x", point=point)
    assert found.status == "unsupported" and said in found.message


def test_the_second_derivative(solve):
    found = solve("implicit_derivative", equation="x^2 + y^2 = 25", dependent="y", with_respect_to="x", point=[3, 4], order=2)
    assert plain(found.answer.fields["expression"]) == Rational(-25, 64)
    third = solve("implicit_derivative", equation="x^2 + y^2 = 25", dependent="y", with_respect_to="x", order=3)
    assert third.status == "unsupported"


@over(
    ("equation", "horizontal", "vertical"),
    [
        ("x^3 + y^3 = 6xy", "2y = x²", "y² = 2x"),
        ("x^2 + y^2 = 1", "x = 0", "y = 0"),
        ("e^y + x^2 = 3", "x = 0", None),
        ("y = x^3", "x² = 0", None),
        ("x = y^2", None, "y = 0"),
    ],
)
def test_tangents_on_request(solve, equation, horizontal, vertical):
    fields = solve("implicit_derivative", equation=equation, dependent="y", with_respect_to="x", tangents=True).answer.fields
    for name, wanted in (("horizontal", horizontal), ("vertical", vertical)):
        assert (None if fields[name] is None else text(fields[name])) == wanted


def test_without_the_request_no_tangents(solve):
    found = solve("implicit_derivative", equation="x^2 + y^2 = 1", dependent="y", with_respect_to="x")
    assert set(found.answer.fields) == {"expression"}


def test_what_is_no_function_is_refused(solve):
    found = solve("implicit_derivative", equation="x^2 = 1", dependent="y", with_respect_to="x", variables=["x", "y"])
    assert found.status == "unsupported" and "does not occur" in found.message
    assert solve("implicit_derivative", equation="x y = 1", dependent="y", with_respect_to="y").status == "unsupported"


def test_the_fields_are_checked(solve):
    with pytest.raises(Invalid, match="expected one equation"):
        solve("implicit_derivative", equation="x^2 + y^2", dependent="y", with_respect_to="x")
    with pytest.raises(Invalid, match="expected true or false"):
        solve("implicit_derivative", equation="x y = 1", dependent="y", with_respect_to="x", tangents="maybe")


def test_an_unspecified_function_gives_the_formula(solve):
    found = solve("implicit_derivative", equation="f(x, y) = c", dependent="y", with_respect_to="x")
    assert text(found.answer.fields["expression"]) == "−f_x(x, y)/f_y(x, y)"
    assert found.verified and "f₂" not in fragment(narrate(found))


@pytest.mark.parametrize(
    ("equation", "short"),
    [("x^2 + y^2 = 25", "−25/y³"), ("x^3 + y^3 = 6xy", "−16xy/(y² − 2x)³"), ("x^2 + x y + y^2 = 3", "−18/(x + 2y)³")],
)
def test_the_second_derivative_is_shortened_with_the_equation(solve, equation, short):
    found = solve("implicit_derivative", equation=equation, dependent="y", with_respect_to="x", order=2)
    assert text(found.answer.fields["expression"]) == short
    assert found.verified


def test_without_a_point_no_point_is_spoken_of(solve):
    found = solve("implicit_derivative", equation="x^4 + y^4 + z^4 = 3", dependent="z", with_respect_to="x", order=2)
    page = " ".join(fragment(narrate(found)).split())
    assert "At the points of the surface the equation holds" in page and "curve" not in page


def test_an_equation_that_shortens_nothing_is_left_alone(solve):
    found = solve("implicit_derivative", equation="e^y = x", dependent="y", with_respect_to="x", order=2)
    assert "shorter" not in stages(found)


def test_the_points_of_the_tangents(solve):
    found = solve("implicit_derivative", equation="x^2 + x y + y^2 = 3", dependent="y", with_respect_to="x", tangents=True)
    places = {name: {tuple(p.values()) for p in found.answer.fields[f"{name}_points"]} for name in ("horizontal", "vertical")}
    assert places == {"horizontal": {(1, -2), (-1, 2)}, "vertical": {(2, -1), (-2, 1)}}
    folium = solve("implicit_derivative", equation="x^3 + y^3 = 6xy", dependent="y", with_respect_to="x", tangents=True)
    assert len(folium.answer.fields["horizontal_points"]) == 1  # the origin, where the curve crosses itself, is none
    page = " ".join(fragment(narrate(folium, detail="full")).replace("│", "").split())
    assert "At (0, 0) numerator and denominator are both 0" in page
    assert "tangents found." in page and "None is drawn where numerator and denominator are both 0: at (0, 0)." in page
    assert "both_points" not in found.answer.fields
    letters = solve("implicit_derivative", equation="x^2 + y^2 = a^2", dependent="y", with_respect_to="x", tangents=True)
    assert "horizontal_points" not in letters.answer.fields


def test_a_second_derivative_at_a_point_takes_numbers_for_everything():
    """y'' = -(F_xx + 2 F_xy y' + F_yy y'^2)/F_y, and the quotient differentiated has the same value."""
    found = tutor.solve("implicit_derivative", equation="x^3 + x y + y^3 = 11", dependent="y", with_respect_to="x", order=2, point=[1, 2])
    assert found.verified
    slope = -Rational(5, 13)  # 3x^2 + y = 5 over x + 3y^2 = 13
    assert found.answer["expression"] == -(6 + 2 * slope + 12 * slope**2) / 13


def test_both_derivatives_of_a_surface():
    found = tutor.solve("implicit_derivative", equation="x^3 + y^3 + z^3 + 6 x y z = 1", dependent="z", with_respect_to=["x", "y"])
    assert found.verified
    answers = found.answer["expressions"]
    assert (answers["x"] + (x**2 + 2 * y * z) / (z**2 + 2 * x * y)).simplify() == 0
    assert (answers["y"] + (y**2 + 2 * x * z) / (z**2 + 2 * x * y)).simplify() == 0
    assert stages(found.derivation).count("termwise") == 2  # each is found by the second way, too


@pytest.mark.parametrize("names", [["x", "y"], ["y", "x"], ["x", "x"]])
def test_second_derivatives_of_a_surface_agree_with_the_explicit_ones(names):
    """z^2 = 9 - x^2 - y^2, solved for z and differentiated, as a formula and at a point."""
    fields = {"equation": "x^2 + y^2 + z^2 = 9", "dependent": "z", "with_respect_to": names, "order": 2}
    upper = sqrt(9 - x**2 - y**2)
    direct = upper.diff(*symbols(names, real=True))
    formula = tutor.solve("implicit_derivative", **fields)
    assert formula.verified and (formula.answer["expression"].subs(z, upper) - direct).simplify() == 0
    there = tutor.solve("implicit_derivative", **fields, point={"x": 1, "y": 2, "z": 2})
    assert there.verified and there.answer["expression"] == direct.subs({x: 1, y: 2})


def test_the_equation_is_used_only_where_it_makes_the_second_derivative_shorter(solve):
    found = solve("implicit_derivative", equation="x^2 + x y + y^2 + y z + z^3 = 5", dependent="z", with_respect_to=["x", "y"], order=2)
    assert found.verified and "shorter" not in stages(found)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"with_respect_to": ["x", "z"]}, "with respect to itself"),
        ({"with_respect_to": ["x", "y"], "tangents": True}, "one letter"),
        ({"with_respect_to": ["x", "x", "y"]}, "beyond the second"),
    ],
)
def test_what_cannot_be_asked_of_several_letters(solve, more, said):
    found = solve("implicit_derivative", equation="x^2 + y^2 + z^2 = 9", dependent="z", **more)
    assert found.status == "unsupported" and said in found.message


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("z_xy = -xy/z^3", "correct"), (r"\frac{\partial^2 z}{\partial y \partial x} = -\frac{x y}{z^3}", "correct"), ("xy/z^3", "incorrect")],
)
def test_answers_to_a_mixed_derivative(answer, verdict):
    fields = {"equation": "x^2 + y^2 + z^2 = 9", "dependent": "z", "with_respect_to": ["x", "y"], "order": 2}
    assert tutor.check("implicit_derivative", answer, **fields).verdict.verdict == verdict


def test_a_product_that_is_0_stays_one_and_the_condition_is_as_short_as_the_answer(solve):
    found = solve("implicit_derivative", equation="(x^2 + y^2)^2 = 2(x^2 - y^2)", dependent="y", with_respect_to="x", tangents=True)
    assert text(next(s.result for s in found.steps if s.rule.endswith(".horizontal"))) == "x(1 − x² − y²) = 0"
    surface = solve("implicit_derivative", equation="2x^2 + 2y^2 + 2z^2 + 4y z = 6", dependent="z", with_respect_to=["x", "y"])
    assert text(surface.answer.shown["provided"]) == "y + z ≠ 0"


def test_what_must_not_be_0_is_put_in_and_each_system_has_its_own_second_way(solve):
    found = solve("implicit_derivative", equation="x^2 - x y + y^2 = 3", dependent="y", with_respect_to="x", tangents=True)
    told = " ".join(fragment(narrate(found, detail="full")).split())
    first, second = told.split("It is vertical where")
    assert found.verified and "2y − x is 3 and −3, so not 0." in first and "y − 2x is −3 and 3, so not 0." in second
    assert [part.count("Checked a second way") for part in (first, second)] == [1, 1]
