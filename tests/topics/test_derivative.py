"""Derivatives in one variable: the variable is found, orders are counted, the domain is kept."""

from __future__ import annotations

import pytest
from every import over
from sympy import Integer, Symbol

from tutor.errors import Invalid
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import evaluated

t, x = Symbol("t", real=True), Symbol("x", real=True)


def test_the_variable_is_the_letter_that_is_no_constant(solve):
    found = solve("derivative", function="a t^2 + b t")
    assert found.problem.variables == (t,)
    assert [n.message for n in found.problem.notices] == ["a and b are read as constants; the variable is t"]


def test_the_variable_can_be_named(solve):
    found = solve("derivative", function="x^2 a^3", variable="a")
    assert evaluated(found.answer.fields["expression"]) == 3 * Symbol("a", real=True) ** 2 * x**2


def test_a_named_function_gives_its_variable(solve):
    found = solve("derivative", function="s(t) = 5t^2 + k t")
    assert found.problem.variables == (t,)
    assert found.problem.letter == "s"


def test_a_fraction_that_is_no_fraction_in_the_line_is_led_to_in_words(solve):
    told = " ".join(fragment(narrate(solve("derivative", function="sin(x)/(x e^x)"), "full")).split())
    assert "over the square of the denominator. To divide by (e^x)² is to multiply by e^(−2x)." in told
    assert "It holds wherever the denominator xe^x is not 0." in told
    told = " ".join(fragment(narrate(solve("derivative", function="x/(1 + x^2)"), "full")).split())
    assert "The denominator 1 + x² is never 0" in told and "To divide" not in told


def test_higher_orders_take_one_stage_each(solve):
    found = solve("derivative", function="x^5", order=3)
    assert evaluated(found.answer.fields["expression"]) == 60 * x**2
    assert [s.rule for s in found.steps] == ["derivative.differentiate"] * 3


def test_the_value_at_a_point_comes_last(solve):
    found = solve("derivative", function="x^3", point=[2])
    assert evaluated(found.answer.fields["expression"]) == Integer(12)
    assert [s.rule for s in found.steps if s.shown.line][-1] == "derivative.evaluate"


def test_a_constant_has_the_derivative_zero(solve):
    assert evaluated(solve("derivative", function="7").answer.fields["expression"]) == 0


def test_two_coordinates_for_one_variable_are_refused(solve):
    with pytest.raises(Invalid, match="2 coordinates for the variable x"):
        solve("derivative", function="x^2", point=[1, 2])


def test_an_order_is_a_whole_number(solve):
    with pytest.raises(Invalid, match="whole number"):
        solve("derivative", function="x^2", order=0)


@pytest.mark.parametrize("function", ["floor(x)", "max(x, 2)", "x!"])
def test_what_has_no_rule_is_unsupported(solve, function):
    found = solve("derivative", function=function)
    assert found.status == "unsupported"
    assert found.message.startswith("cannot do this")


@over(
    ("function", "at"),
    [
        ("1/x", 0),
        ("ln x", -1),
        ("log_2 x", -1),
        ("sqrt x", -1),
        ("ln(sin x)", 4),
        ("ln(ln x)", "1/2"),
        ("ln(x - pi)", 3),
        ("sqrt(sin x)", 4),
        ("sqrt(x)^2", -1),
        ("ln x - ln(x)", -1),
        ("tan x", "pi/2"),
        ("x^2/x", 0),
        ("x^x", -1),
        ("arcsin x", 2),
        ("arcsin x + arccos x", 2),
        ("arcsec x", "1/2"),
        ("arcosh x", "1/2"),
        ("artanh x", 2),
        ("arcoth x", "1/2"),
        ("arsech x", 2),
        ("arccos(sec x)", 1),
        ("(-2)^x", "1/2"),
        ("int_1^x (1/t) dt", -1),
    ],
)
def test_outside_the_domain_there_is_no_answer(solve, function, at):
    assert solve("derivative", function=function, point=[at]).status == "unsupported"


@pytest.mark.parametrize(("function", "at"), [("|x|", 0), ("cbrt(x)", 0), ("|x^2 - 4|", 2)])
def test_where_the_graph_has_a_corner_or_is_vertical_there_is_no_answer(solve, function, at):
    found = solve("derivative", function=function, point=[at])
    assert found.status == "unsupported"
    assert ("does not exist here" if function == "cbrt(x)" else "there is no derivative here") in found.message


@over(("function", "at"), [("sqrt x", 0), ("arcsin x", 1), ("x^(3/2)", 0), ("sqrt(x) sqrt(x)", 0), ("ln(x)/(1 + 0x)", 0)])
def test_at_the_edge_of_the_domain_there_is_no_answer(solve, function, at):
    found = solve("derivative", function=function, point=[at])
    assert found.status == "unsupported"
    assert "edge of the domain" in found.message or "not defined" in found.message


@pytest.mark.parametrize(
    ("function", "at", "value"), [("ln|x|", -2, "-1/2"), ("ln(x^2)", -4, "-1/2"), ("cbrt(x)", -8, "1/12"), ("|x|", -3, "-1")]
)
def test_negative_arguments_are_no_obstacle_where_there_is_none(solve, function, at, value):
    assert str(solve("derivative", function=function, point=[at]).answer.fields["expression"]) == value


def test_a_form_that_is_defined_at_more_points_says_where_it_holds(solve):
    found = solve("derivative", function="(x^2 - 4)/(x - 2)")
    tidied = found.steps[0].children[-1]
    assert tidied.rule == "algebra.tidy" and [str(c) for c in tidied.conditions] == ["Ne(x - 2, 0)"]


def test_what_the_first_derivative_lost_the_second_has_not(solve):
    assert "for x ≠ 0" in page(solve, "derivative", function="arctan(3/x) + arctan(x/3)", order=2)


def page(solve, kind, **fields):
    return " ".join(fragment(narrate(solve(kind, **fields))).split())


def test_where_an_absolute_value_has_a_corner_is_said(solve):
    """The bars change their sign, the slopes from both sides differ; x² |x| has a tangent at 0 all the same."""
    text = page(solve, "derivative", function="3|x^2 - x| - x")
    assert "At x = 0 the sign in the bars changes: the slope is −4 on the left and 2 on the right." in text
    assert "At x = 1 the sign in the bars changes: the slope is −4 on the left and 2 on the right." in text
    assert "at these places the graph has a corner and no derivative" in text
    assert "Where u > 0 the absolute value is u" in text
    assert "sign in the bars" not in page(solve, "derivative", function="x^2 |x|")


def test_the_base_of_an_exponential_must_be_positive(solve):
    assert "natural logarithm of the base, which needs a > 0" in page(solve, "partial_derivative", function="a^(3b)", with_respect_to="b")
    assert "which needs" not in page(solve, "derivative", function="3^x")


def test_of_several_variables_one_must_be_named(solve):
    assert "with respect to which" in solve("derivative", function="f(x, y) = x^2 y", point=[1, 2]).message


def test_a_denominator_that_only_turned_its_sign_is_not_cancelled(solve):
    found = solve("derivative", function="ln((2 + x)/(2 - x))", order=2)
    assert not any(s.conditions for step in found.steps for s in step.walk() if s.rule == "algebra.tidy")


def test_at_a_corner_the_slopes_of_both_sides_are_told(solve):
    found = solve("derivative", function="x |x - 3|", point=[3])
    assert found.status == "unsupported" and "slopes on the left and on the right differ" in found.message
    assert next(s for s in found.steps if s.rule == "derivative.corners").facts["corners"][0].slope_left == -3
    assert solve("derivative", function="x |x - 3|", point=[4]).status == "solved"


def test_a_derivative_put_into_the_quotient_rule_at_once_is_said(solve):
    found = solve("derivative", function="x^3 sin(2x)/(4 - x^2)")
    assert "Here d/dx[4 − x²] = −2x." in " ".join(fragment(narrate(found)).split())
    assert "Here" not in fragment(narrate(found, "full"))  # there it has a line of its own
