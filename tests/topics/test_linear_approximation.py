"""Linear approximations: the form of L, the estimate beside the true value, and how fast the error shrinks."""

from __future__ import annotations

import pytest
from sympy import Float, Rational, S, sqrt, symbols

import tutor
from tutor.errors import Invalid
from tutor.maths.decimals import in_decimals
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees import tree
from tutor.trees.tree import plain

x, y = symbols("x y", real=True)


def test_it_stands_as_base_and_displacements(solve):
    found = solve("linear_approximation", function="x^2 y - x", point=[2, -3])
    assert text(found.answer.fields["expression"]) == "−14 − 13(x − 2) + 4(y + 3)"
    assert found.verified


def test_zero_slopes_and_unit_slopes_are_not_written(solve):
    found = solve("linear_approximation", function="x + y^2", point=[1, 0])
    assert text(found.answer.fields["expression"]) == "1 + (x − 1)"
    found = solve("linear_approximation", function="x y", point=[0, 0])
    assert text(found.answer.fields["expression"]) == "0"


def test_the_estimate_has_the_true_value_and_the_error_beside_it(solve):
    fields = solve("linear_approximation", function="sqrt(x^2 + y^2 + 1)", point=[0, 0], estimate_at=["0.1", "0.05"]).answer.fields
    assert plain(fields["estimate"]) == 1
    assert plain(fields["true_value"]) == sqrt(Rational(81, 80))
    assert abs(float(plain(fields["error"])) - 0.00623) < 1e-5


@pytest.mark.parametrize("function", ["x e^y", "x^2 y", "sqrt(x + y)"])
def test_half_as_far_the_error_is_about_a_quarter(solve, function):
    far, near = (
        float(plain(solve("linear_approximation", function=function, point=[1, 2], estimate_at=at).answer.fields["error"]))
        for at in (["1.02", "2.02"], ["1.01", "2.01"])
    )
    assert abs(far / near - 4) < 0.1


def test_the_check_compares_the_slopes_along_every_line(solve):
    found = solve("linear_approximation", function="sin(x y)", point=[1, 0])
    assert found.steps[-1].rule == "linear_approximation.touching"
    assert found.steps[-1].evidence in ("exact", "interval")


def test_decimals_stay_decimals_and_short_ones_are_not_said_twice(solve):
    page = fragment(narrate(solve("linear_approximation", function="sqrt(x^2 + y)", point=[3, 7], estimate_at=["2.95", "7.1"])))
    assert "L(x, y) = 4 + 0.75(x − 3) + 0.125(y − 7)" in page
    assert "3.975 ≈" not in page
    assert "≈ 3.975236" in page  # digits enough to show the difference
    found = solve("linear_approximation", function="x^(1/3) + y", point=[8, 1], estimate_at=["8.1", "1"])
    page = fragment(narrate(found, detail="full"))
    assert page.count("≈ 3.008299") == 2 and "≈ 3.008\n" not in page  # in the rules below too


def test_without_a_point_it_is_the_general_one(solve):
    found = solve("linear_approximation", function="x y")
    assert text(found.answer.fields["expression"]) == "x₀y₀ + y₀(x − x₀) + x₀(y − y₀)"


def test_outside_the_domain_there_is_none(solve):
    assert solve("linear_approximation", function="ln(x + y)", point=[0, 0]).status == "unsupported"
    assert solve("linear_approximation", function="ln(x + y)", point=[1, 0], estimate_at=[-1, 0]).status == "unsupported"


def test_no_slope_where_there_is_a_corner(solve):
    assert solve("linear_approximation", function="abs(x) + y", point=[0, 1]).status == "unsupported"


SURFACE = {"equation": "x^2 + y z + z^3 = 6", "dependent": "z"}


def test_what_an_equation_defines_is_approximated_without_solving_it(solve):
    found = solve("linear_approximation", **SURFACE, point={"x": 2, "y": 1, "z": 1}, estimate_at={"x": "2.04", "y": "0.96"})
    assert found.verified and found.steps[-1].rule == "linear_approximation.flat" and found.steps[-1].evidence == "exact"
    assert text(found.answer.fields["expression"]) == "1 − (x − 2) − (1/4)(y − 1)"
    assert plain(found.answer.fields["estimate"]) == Rational(97, 100)


def test_the_dependent_coordinate_is_found_where_it_is_the_only_one(solve):
    found = solve("linear_approximation", equation="x z + 2y = 8", dependent="z", point={"x": 2, "y": 1})
    assert text(found.answer.fields["expression"]) == "3 − (3/2)(x − 2) − (y − 1)"
    two = solve("linear_approximation", equation="x^2 + y^2 + z^2 = 9", dependent="z", point={"x": 2, "y": 1})
    assert two.status == "unsupported" and "exactly one z" in two.message


@pytest.mark.parametrize(
    ("point", "said"), [({"x": 2, "y": 1, "z": 2}, "does not satisfy"), ({"x": 0, "y": 0, "z": 0}, "does not satisfy")]
)
def test_a_point_off_the_surface_is_refused(solve, point, said):
    found = solve("linear_approximation", **SURFACE, point=point)
    assert found.status == "unsupported" and said in found.message


def test_one_of_function_and_equation_is_given():
    with pytest.raises(Invalid, match="exactly one of function, equation"):
        tutor.solve("linear_approximation", function="x y", equation="x y = z", dependent="z", point=[1, 1, 1])
    with pytest.raises(Invalid, match="exactly one of function, dependent"):
        tutor.solve("linear_approximation", equation="x y = z", point=[1, 1, 1])


def test_a_fraction_that_is_no_short_decimal_has_one_beside_it(solve):
    found = solve("linear_approximation", function="sqrt(2x + y^2)", point=[4, 1], estimate_at=["4.1", "1.05"])
    assert "L(4.1, 1.05) = 3.05." in fragment(narrate(found))
    found = solve("linear_approximation", function="x/(x + 2y)", point=[1, 1], estimate_at=["1.1", "0.9"])
    assert "≈ 0.3" in fragment(narrate(found)).partition("Answer")[2]


def test_a_sum_is_not_half_in_fractions_and_half_in_decimals(solve):
    found = solve("linear_approximation", function="x^(1/2) + y^2/48", point=[9, 12], estimate_at=["9.1", "12.2"])
    line = next(s for s in found.steps if s.rule == "linear_approximation.linear").result
    assert text(in_decimals(line)) == "6 + (1/6)(x − 9) + (1/2)(y − 12)"
    there = tree.total(S(6), tree.product(Rational(1, 6), tree.total(Rational(91, 10), S(-9))))
    assert text(in_decimals(there)) == "6 + (1/6)(9.1 − 9)"


def test_the_opposite_of_nothing_is_nothing(solve):
    page = fragment(narrate(solve("linear_approximation", function="e^x - x y", point=[0, 0])))
    assert "f_y(0, 0) = 0\n" in page and "−0" not in page


def test_a_number_with_a_root_stays_exact_among_decimals():
    assert str(in_decimals(Rational(17, 4) - sqrt(265) / 4)) == "17/4 - sqrt(265)/4"
    assert str(in_decimals(sqrt(10) / 4)) == "sqrt(10)/4"
    assert in_decimals(Rational(9, 10) + sqrt(10) / 10).has(Float)


def test_a_number_below_a_line_is_not_made_a_decimal_factor_above_it():
    x, z = symbols("x z", real=True)
    above = tree.product(S(4), x)
    for over in (above, tree.negative(above)):
        assert not in_decimals(tree.quotient(over, tree.product(S(2), z))).has(Float)
    assert in_decimals(tree.quotient(x, tree.product(S(2), z))).has(Float)
