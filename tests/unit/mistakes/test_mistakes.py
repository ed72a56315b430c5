"""Every documented mistake is told from the value that it makes, and none is told of a right answer."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import tutor
from tutor.checking.judge import check
from tutor.deriving.mistake import mistakes
from tutor.desk.asked import asked
from tutor.reading.sets import as_record

D, P, C, TAYLOR = "derivative", "partial_derivative", "chain_rule", "taylor_polynomial"
T = {"outer": "x^2 y", "inner": {"x": "3t", "y": "t^2 + 1"}, "with_respect_to": "t"}
CUBE = {"equation": "x^3 + y^2 = 9", "dependent": "y", "with_respect_to": "x"}
DISC = "disc centre (0,0) radius 2"
DOUBLED = {"integrand": "x + y", "variables": ["x", "y"], "transform": {"x": "2u", "y": "3v"}, "limits": [["u", "0", "1"], ["v", "0", "2"]]}
BOX = [["x", "0", "2"], ["y", "0", "1"]]
WALK = {"function": "x^2 + 10y^2", "start": ["5", "5"], "learning_rate": "0.05", "steps": 2}
LINE = {"points": [[0, 1], [1, 3], [2, 5]], "model": "w x + b"}
BOWL = {"function": "x^2 + y^2 - 2x + 3", "region": ["x^2 + y^2 <= 4"]}
SQUARE = {"function": "x^2 - 2xy + 2y", "region": ["0 <= x <= 3", "0 <= y <= 2"]}
BUDGET = {"objective": "x y", "constraints": ["x + y = 4"], "goal": "max"}
NEAREST = {"objective": "(x - 3)^2 + (y - 2)^2", "constraints": ["x + y <= 4", "x >= 0", "y >= 0"], "goal": "min"}
FITTED = {"points": [[0, 1], [1, 2], [2, 4]], "model": "m x + b"}
WALKED = {"loss": "mean", "start": {"w": "0", "b": "0"}, "learning_rate": "0.1", "steps": 1}
POLAR = {"outer": "f(x, y)", "inner": {"x": "r cos(theta)", "y": "r sin(theta)"}, "with_respect_to": ["theta", "theta"]}
SHOWN: list[tuple[str, str, dict[str, Any], str]] = [
    ("missing_inner_derivative", D, {"function": "sin(x^2)"}, "cos(x^2)"),
    ("missing_inner_derivative", P, {"function": "e^(x y)", "with_respect_to": ["y"]}, "e^(x y)"),
    ("missing_inner_derivative", "gradient", {"function": "(x^2 + y)^3"}, "<3(x^2 + y)^2, 3(x^2 + y)^2>"),
    ("missing_inner_derivative", C, T, "6t(t^2 + 1) + 9t^2"),
    ("missing_inner_derivative", "hessian", {"function": "x^2 + sin(3y)"}, "[[2, 0], [0, -3sin(3y)]]"),
    ("missing_path", C, T, "18t(t^2 + 1)"),
    ("missing_path", C, {"outer": "u v", "inner": {"u": "s + t", "v": "s t"}, "with_respect_to": "s"}, "s t"),
    ("chain_terms_multiplied", C, T, "18t(t^2 + 1) * 18t^3"),
    ("chain_sums_multiplied", C, T, "(6t(t^2 + 1) + 9t^2)(3 + 2t)"),
    ("not_in_outer_variables", C, T, "6x y + 2x^2 t"),
    ("product_of_derivatives", D, {"function": "x^2 sin(x)"}, "2x cos(x)"),
    ("product_of_derivatives", P, {"function": "x e^x y", "with_respect_to": ["x"]}, "y e^x"),
    ("product_term_lost", D, {"function": "x^2 ln(x)"}, "2x ln(x)"),
    ("quotient_of_derivatives", D, {"function": "sin(x)/(x^2 + 1)"}, "cos(x)/(2x)"),
    ("quotient_order_swapped", P, {"function": "x/(x + y^2)", "with_respect_to": ["x"]}, "-y^2/(x + y^2)^2"),
    ("quotient_denominator_not_squared", P, {"function": "x/(x + y^2)", "with_respect_to": ["x"]}, "y^2/(x + y^2)"),
    ("exponent_not_lowered", "gradient", {"function": "x^3 + y^2", "point": [2, 3]}, "<24, 18>"),
    ("exponent_not_brought_down", P, {"function": "y x^4", "with_respect_to": ["x"]}, "y x^3"),
    ("power_rule_on_exponential", D, {"function": "3^x"}, "x 3^(x-1)"),
    ("power_rule_on_exponential", P, {"function": "e^(2x) + y", "with_respect_to": ["x"]}, "4x e^(2x - 1)"),
    ("exponential_base_forgotten", D, {"function": "5^x"}, "5^x"),
    ("trig_sign", D, {"function": "3 x + cos(x)"}, "3 + sin(x)"),
    ("held_variable_differentiated", P, {"function": "x^2 + y^3", "with_respect_to": ["x"]}, "2x + 3y^2"),
    ("held_variable_dropped", P, {"function": "x^2 y + x", "with_respect_to": ["x"]}, "2x + 1"),
    ("constant_kept", P, {"function": "x^2 + 7", "with_respect_to": ["x"], "variables": ["x", "y"]}, "2x + 7"),
    ("wrong_variable", P, {"function": "x^2 y^3", "with_respect_to": ["x"]}, "3x^2 y^2"),
    ("wrong_variable", "gradient", {"function": "x^2 y"}, "<x^2, 2x y>"),
    ("first_order_only", P, {"function": "x^4 y", "with_respect_to": ["x", "x"]}, "4x^3 y"),
    ("first_order_only", D, {"function": "e^(2x)", "order": 3}, "4e^(2x)"),
    ("not_evaluated_at_point", P, {"function": "x^4 y", "with_respect_to": ["x"], "point": [1, 5]}, "4x^3 y"),
    ("swapped_coordinates", P, {"function": "x^3 y", "with_respect_to": ["x"], "point": [1, 5]}, "75"),
    ("direction_not_normalized", "directional_derivative", {"function": "x^2 y", "point": [1, 2], "direction": [3, 4]}, "16"),
    ("point_used_as_direction", "directional_derivative", {"function": "x^2 + y", "point": [1, 1], "toward": [4, 5]}, "13/sqrt(41)"),
    ("rate_not_square_rooted", "steepest_ascent", {"function": "x^2 + y^2", "point": [1, 2]}, "direction (2, 4), rate 20"),
    ("root_of_sum_split", "steepest_ascent", {"function": "x^2 + y^2", "point": [1, 2]}, "direction (2, 4), rate 6"),
    ("implicit_sign_missing", "implicit_derivative", CUBE, "3x^2/(2y)"),
    ("implicit_ratio_inverted", "implicit_derivative", CUBE, "-2y/(3x^2)"),
    ("determinant_sign", "jacobian_determinant", {"transform": {"x": "u v", "y": "u - v"}, "variables": ["u", "v"]}, "u - v"),
    ("jacobian_inverted", "jacobian_determinant", {"transform": {"x": "2u", "y": "3v"}, "variables": ["u", "v"]}, "1/6"),
    ("rows_and_columns_swapped", "jacobian", {"functions": ["x y", "x + 2y"]}, "[[y, 1], [x, 2]]"),
    ("graph_gradient_as_normal", "tangent_plane", {"surface": "z = x^2 + y^2", "point": [1, 1]}, "2x + 2y + z = 6"),
    ("tangent_through_origin", "tangent_plane", {"surface": "z = x^2 + y^2", "point": [1, 1]}, "2x + 2y - z = 0"),
    ("linearization_missing_base", "linear_approximation", {"function": "x^2 y", "point": [1, 3]}, "6(x - 1) + (y - 3)"),
    ("taylor_missing_half", TAYLOR, {"function": "e^(x + 2y)", "point": [0, 0], "order": 2}, "1 + x + 2y + x^2 + 4x y + 4y^2"),
    ("taylor_missing_cross_term", TAYLOR, {"function": "e^(x + 2y)", "point": [0, 0], "order": 2}, "1 + x + 2y + x^2/2 + x y + 2y^2"),
    ("missing_area_factor", "integral_over_region", {"integrand": "x^2 + y^2", "region": DISC, "coordinates": "polar"}, "16pi/3"),
    ("missing_area_factor", "change_of_variables", DOUBLED, "8"),
    ("jacobian_inverted", "change_of_variables", DOUBLED, "4/3"),
    ("jacobian_sign", "jacobian_determinant", {"transform": {"x": "2u", "y": "3v"}, "variables": ["u", "v"]}, "-6"),
    ("limits_swapped_signs", "integral", {"integrand": "x^2", "lower": "0", "upper": "3"}, "-9"),
    ("limits_swapped_signs", "iterated_integral", {"integrand": "x y^2", "limits": BOX}, "-2/3"),
    ("wrong_axis_limits", "iterated_integral", {"integrand": "x y^2", "limits": BOX}, "4/3"),
    ("antiderivative_differentiated", "integral", {"integrand": "x^3"}, "3x^2 + C"),
    ("lower_limit_ignored", "integral", {"integrand": "x^2", "lower": "1", "upper": "3"}, "9"),
    ("normal_orientation", "surface_integral", {"field": ["x", "y", "z"], "surface": "x^2 + y^2 + z^2 = 4"}, "-32pi"),
    ("direction_reversed", "line_integral", {"field": ["-y", "x"], "curve": "circle centre (0,0) radius 1"}, "-2pi"),
    ("not_in_outer_variables", C, POLAR, "y^2 f_xx - 2 x y f_xy + x^2 f_yy - x f_x - y f_y"),
    ("sign_slip", "gradient", {"function": "3x - 5y + x y"}, "<3 + y, 5 + x>"),
    ("constant_factor", D, {"function": "ln(x)"}, "2/x"),
    ("descent_sign", "gradient_descent", WALK, "(121/20, 20)"),
    ("descent_sign", "steepest_descent", {"function": "x^2 + 3y^2", "start": ["3", "1"], "steps": 1}, "(9/2, 5/2)"),
    ("descent_sign", "newton_minimize", {"function": "x^2 + 10y^2", "start": ["5", "5"], "steps": 1}, "(10, 10)"),
    ("descent_sign", "regression_descent", LINE | WALKED, "w = -13/15, b = -3/5"),
    ("learning_rate_ignored", "gradient_descent", WALK, "(5, 1805)"),
    ("method_ignored", "gradient_descent", WALK | {"method": "momentum"}, "(81/20, 0)"),
    ("steps_missing", "gradient_descent", WALK, "(5, 5)"),
    ("steps_missing", "newton_root", {"function": "x^2 - 2", "start": ["1"], "steps": 2}, "3/2"),
    ("sign_slip", "newton_root", {"function": "x^2 - 2", "start": ["1"], "steps": 1}, "1/2"),
    ("sign_slip", "least_squares", FITTED, "m = -3/2, b = 5/6"),
    ("swapped_coordinates", "newton_root", {"function": ["x + y = 3", "x - y = 1"], "start": ["1", "1"], "steps": 1}, "(1, 2)"),
    ("swapped_coordinates", "least_squares", FITTED, "m = 9/14, b = -1/2"),
    ("parameters_exchanged", "least_squares", FITTED, "m = 5/6, b = 3/2"),
    ("boundary_ignored", "extrema_on_region", BOWL, "no maximum; min 2 at (1, 0)"),
    ("missing_points", "extrema_on_region", BOWL, "max 3 at (2, 0); min 2 at (1, 0)"),
    ("constraint_ignored", "kkt", NEAREST, "0 at (3, 2)"),
    ("constraint_ignored", "lagrange", BUDGET, "0 at (0, 0)"),
    ("multiplier_for_answer", "lagrange", BUDGET, "2 at (2, 2)"),
    ("multiplier_for_answer", "kkt", NEAREST, "1"),
    ("max_min_exchanged", "lagrange", BUDGET | {"goal": "both"}, "min 4 at (2, 2); no maximum"),
    ("point_for_value", "kkt", NEAREST, "5/2 at (5/2, 3/2)"),
    ("max_min_exchanged", "extrema_on_region", {"function": "x - x^2", "region": ["0 < x < 1"]}, "no maximum; min 1/4 at 1/2"),
    ("boundary_ignored", "extrema_on_region", SQUARE, "max 1 at (1, 1); min 1 at (1, 1)"),
    ("missing_points", "extrema_on_region", SQUARE, "max 4 at (0, 2); min 0 at (0, 0), (2, 2)"),
    ("swapped_coordinates", "extrema_on_region", SQUARE, "max 9 at (0, 3); min 0 at (0, 0), (2, 2)"),
    ("swapped_coordinates", "critical_points", {"function": "(x - 1)^2 + (y - 3)^2"}, "(3, 1) local minimum"),
    ("sign_slip", "critical_points", {"function": "(x - 1)^2 + (y - 3)^2"}, "(1, -3) local minimum"),
    ("value_for_point", "critical_points", {"function": "x^2 - 4x"}, "x = -4 local minimum"),
]  # fmt: skip


@pytest.mark.parametrize(("mistake", "kind", "fields", "answer"), SHOWN, ids=[f"{m}-{k}" for k, (m, *_) in enumerate(SHOWN)])
def test_a_mistake_is_told_from_its_value(mistake: str, kind: str, fields: dict[str, Any], answer: str) -> None:
    found = tutor.check(kind, answer, **fields).verdict
    assert found.verdict in ("incorrect", "partially_correct")
    assert found.misconception == mistake
    assert mistakes()[mistake].says in found.feedback


def test_every_mistake_is_shown() -> None:
    assert {m for m, *_ in SHOWN} == set(mistakes())


def test_places_that_are_lacking_are_lost_only_where_the_rest_is_right() -> None:
    def told(answer: str) -> str | None:
        return tutor.check("lagrange", answer, objective="x y", constraints=["x^2 + y^2 = 18"]).verdict.misconception

    assert told("max 9 at (3, 3); min -9 at (3, -3)") == "missing_points"
    assert told("max 9; min -9") is None
    assert told("max 8 at (3, 3); min -9 at (3, -3)") is None
    assert told("max 9 at (3, 3), (-3, -3); min -9 at (3, -3), (-3, 3)") is None


def test_a_right_answer_shows_none() -> None:
    # the term that is left out is 0: the mistake makes the right value by accident, and is none
    assert tutor.check(P, "2x", function="x^2 + 0 y", with_respect_to=["x"]).verdict.misconception is None
    question = asked(as_record({"kind": D, "function": "e^x + x"}, "1"))
    assert check(question, "e^x + 1").verdict.verdict == "correct"
    assert all(check(question, "e^x + 1").group != key for key in question.wrong)


def test_the_wrong_answers_travel_as_plain_values() -> None:
    question = asked(as_record({"kind": P, "function": "x^2 y", "with_respect_to": ["x"]}, "1"))
    there = pickle.loads(pickle.dumps(question))  # noqa: S301
    assert type(there.wrong) is dict
    assert check(there, "x^2").verdict.misconception == check(question, "x^2").verdict.misconception == "wrong_variable"


@pytest.mark.parametrize("name", mistakes())
def test_what_is_said_is_a_sentence_and_a_question(name: str) -> None:
    mistake = mistakes()[name]
    assert mistake.says[0].isupper()
    assert mistake.says.endswith(".")
    assert mistake.asks.endswith("?")
