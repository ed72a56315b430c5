"""Error propagation: worst case and quadrature, the shares of the inputs, and the rounded statement."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, pi, sqrt

import tutor
from tutor.deriving.topics.error_propagation import _further, rounded, rounded_up
from tutor.errors import Invalid
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain


def test_in_the_worst_case_sizes_add_up(solve):
    found = solve("error_propagation", function="x/y", point=[6, 2], uncertainties=["0.1", "0.2"], combine="worst")
    assert plain(found.answer.fields["expression"]) == Rational(7, 20)
    assert plain(found.answer.fields["value"]) == 3
    assert found.verified


def test_in_quadrature_squares_add_up(solve):
    found = solve("error_propagation", function="x y", point=[3, 4], uncertainties={"x": "1", "y": "1"}, combine="quadrature")
    assert plain(found.answer.fields["expression"]) == 5


def test_the_pendulum_ends_in_a_statement(solve):
    found = solve(
        "error_propagation",
        function="g = 4 pi^2 L/T^2",
        variables=["L", "T"],
        point=["0.995", "2.003"],
        uncertainties=["0.002", "0.004"],
        combine="quadrature",
    )
    assert found.answer.fields["rounded"] == "9.79 ± 0.04"
    page = fragment(narrate(found))
    assert "g = 9.79 ± 0.04" in page
    assert "20 %" in page and "80 %" in page
    assert "√19852409" not in page


@over(
    ("value", "by", "written"),
    [
        (Rational(9791, 1000), Rational(438, 10000), ("9.79", "0.04")),
        (pi, Rational(14, 1000), ("3.142", "0.014")),
        (Rational(12345), Rational(37), ("12350", "40")),
        (Rational(12345), Rational(130), ("12350", "130")),
        (Rational(5, 2), Rational(96, 1000), ("2.50", "0.10")),
        (-sqrt(2), Rational(1, 2), ("-1.4", "0.5")),
        (Rational(3), Rational(2), ("3", "2")),
    ],
)
def test_one_digit_of_the_uncertainty_two_where_it_begins_with_one(value, by, written):
    assert rounded(value, by) == written


def test_the_value_is_said_as_it_is_before_it_is_rounded():
    assert _further(30 * pi, "94.2").digits == "94.248"
    assert _further(pi / 4, "0.7854").digits == "0.785398"
    assert _further(Rational(5, 2), "2.50") is None


def test_with_letters_there_is_a_formula_and_no_statement(solve):
    found = solve("error_propagation", function="x y", point=["a", "b"], uncertainties=["s", "t"], combine="worst")
    assert found.status == "solved" and "rounded" not in found.answer.fields


def test_nothing_uncertain(solve):
    found = solve("error_propagation", function="x y", point=[1, 2], uncertainties=[0, 0], combine="worst")
    assert found.answer.fields["expression"].is_zero and "rounded" not in found.answer.fields
    assert fragment(narrate(found))


def test_the_fields_are_checked(solve):
    with pytest.raises(Invalid, match="expected worst or quadrature") as wrong:
        solve("error_propagation", function="x y", point=[1, 2], uncertainties=[1, 1], combine="quadratur")
    assert wrong.value.hint == "Did you mean quadrature?"
    with pytest.raises(Invalid, match="1 coordinate for the 2 variables"):
        solve("error_propagation", function="x y", point=[1, 2], uncertainties=[1], combine="worst")
    assert solve("error_propagation", function="x y", point=[1, 2], uncertainties=[-1, 1], combine="worst").status == "unsupported"


@over(
    ("value", "uncertainty", "stated"),
    [
        (2500 * pi / 3, 20 * pi, ("2618", "63")),
        (Rational(18), Rational(33, 10), ("18.0", "3.3")),
        (Rational(1049, 100), Rational(12, 10), ("10.5", "1.3")),  # the value moved by 0.01, and the worst case with it
        (Rational(-7, 3), Rational(999, 1000), ("-2.33", "1.01")),
        (Rational(123456), Rational(4321), ("123500", "4400")),
    ],
)
def test_the_worst_case_lies_within_what_is_stated(value, uncertainty, stated):
    assert rounded_up(value, uncertainty) == stated
    about, by = (Rational(s) for s in stated)
    assert about - by <= value - uncertainty and value + uncertainty <= about + by


def test_an_uncertainty_that_is_a_long_fraction_is_told_as_a_decimal(solve):
    found = solve(
        "error_propagation",
        function="(4x/53)^3 - 2",
        variables=["x", "y"],
        point=["-2/3", 1],
        uncertainties=["0.1", "0.2"],
        combine="worst",
    )
    assert "Δf ≈ 0.00005732, so f" in fragment(narrate(found))


@pytest.mark.parametrize(("errors", "largest"), [({"m": "0.06", "v": "0.04"}, None), ({"m": "0.06", "v": "0.05"}, "v")])
def test_no_contribution_is_called_the_largest_where_two_are_alike(solve, errors, largest):
    found = solve("error_propagation", function="m v^2/2", point={"m": "3", "v": "4"}, uncertainties=errors, combine="quadrature")
    (total,) = [s for s in found.steps if s.rule == "error_propagation.total"]
    assert (total.facts["largest"] and str(total.facts["largest"])) == largest


def test_the_inputs_of_an_equation(solve):
    """R^2/R_1^2 and so on: for resistors in parallel a percentage of all is a percentage of the whole."""
    found = solve(
        "error_propagation",
        equation=r"\frac{1}{R} = \frac{1}{R_1} + \frac{1}{R_2}",
        dependent="R",
        point={"R_1": 20, "R_2": 30},
        uncertainties={"R_1": "1%", "R_2": "1%"},
        combine="worst",
    )
    assert found.verified
    assert plain(found.answer.fields["value"]) == 12 and plain(found.answer.fields["expression"]) == Rational(12, 100)


def test_the_uncertainty_as_a_share_of_the_value(solve):
    fields = {"function": "V = x^2 y", "point": [3, -4], "uncertainties": ["1%", "2%"]}
    found = solve("error_propagation", **fields, combine="worst", relative=True)
    assert plain(found.answer.fields["expression"]) == Rational(4, 100) and found.verified
    page = " ".join(fragment(narrate(found)).split())
    assert "ΔV/|V| = 1/25 = 4 %" in page and "with the uncertainties 1 % and 2 %." in page
    assert "The input y, uncertain by 2 %, that is 2/25:" in page
    found = solve("error_propagation", **fields, combine="quadrature", relative=True)
    assert plain(found.answer.fields["expression"]) == sqrt(8) / 100
    assert solve("error_propagation", **{**fields, "point": [0, 1]}, combine="worst", relative=True).status == "unsupported"
    third = {"function": "x^2 y", "point": [3, 1], "uncertainties": ["0.1", "0.02"]}  # 13/150 = 8.67 %
    for answer, verdict in (("8.67%", "correct"), ("8.7 %", "correct"), ("13/150", "correct"), ("8.5%", "incorrect")):
        assert tutor.check("error_propagation", answer, **third, combine="worst", relative=True).verdict.verdict == verdict, answer
    for answer in ("4 %", "0.04", "1/25"):
        assert tutor.check("error_propagation", answer, **fields, combine="worst", relative=True).verdict.verdict == "correct"


def test_a_sum_of_fractions_is_not_half_in_decimals(solve):
    found = solve(
        "error_propagation", equation="1/f = 1/a + 1/b", dependent="f", point={"a": "20", "b": "30"},
        uncertainties={"a": "0.3", "b": "0.5"}, combine="worst",
    )  # fmt: skip
    page = " ".join(fragment(narrate(found)).split())
    assert "F(20, 30, 12) = ── − ── − ── = 0" in page and "0.05" not in page


def test_what_follows_from_the_inputs_was_not_measured(solve):
    fields = {"equation": "1/p = 1/u + 1/v", "dependent": "p", "uncertainties": {"u": "0.1", "v": "0.2"}, "combine": "worst"}
    page = " ".join(fragment(narrate(solve("error_propagation", point={"u": "3", "v": "6", "p": "2"}, **fields))).split())
    assert "are measured as u = 3 and v = 6, so that p = 2, with" in page


def test_no_exact_share_stands_in_the_answer_that_no_step_shows(solve):
    fields = {"point": {"a": "1.3", "b": "7.7"}, "uncertainties": {"a": "0.03", "b": "0.2"}, "combine": "worst"}
    page = fragment(narrate(solve("error_propagation", function="sqrt(a/b)", relative=True, **fields)))
    assert "Δf/|f| ≈ 0.02453 ≈ 2.45 %" in page


def test_what_is_divided_by_the_value_is_shown_exactly(solve):
    inputs = {"function": "pi a^2 b/6", "point": {"a": 3, "b": 4}, "uncertainties": {"a": "0.1", "b": "0.3"}, "combine": "worst"}
    steps = {s.rule.rpartition(".")[2]: s for s in solve("error_propagation", **inputs, relative=True).steps}
    assert not steps["total"].shown.rough and not steps["contribution"].shown.rough
    steps = {s.rule.rpartition(".")[2]: s for s in solve("error_propagation", **inputs).steps}
    assert not steps["total"].shown.rough  # 2π/5 + 9π/20 says where it comes from
    steps = {s.rule.rpartition(".")[2]: s for s in solve("error_propagation", **{**inputs, "function": "sqrt(a^2 + b)"}).steps}
    assert steps["total"].shown.rough and steps["contribution"].shown.rough


def test_a_list_beside_a_point_by_names_in_another_order_is_asked_about(solve):
    given = {"function": "s^2 b", "point": {"s": "2", "b": "5"}, "combine": "worst"}
    with pytest.raises(Invalid, match="which of these belongs to s"):
        solve("error_propagation", **given, uncertainties=["0.1", "0.2"])
    assert solve("error_propagation", **given, uncertainties={"s": "0.1", "b": "0.2"}).answer.fields["expression"] == Rational(14, 5)
