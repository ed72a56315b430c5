"""With all mistakes at hand the one that was made is told from its value, in each kind; the bank shows every mistake, one at a time."""

# ruff: noqa: E501
from __future__ import annotations

import json
import pickle
from functools import cache
from typing import Any

import pytest
from every import over

import tutor
from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.shapes import judge_of
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
VALLEY = {"function": "x^2 + 10y^2", "start": ["5", "5"], "steps": 2}
LINE = {"points": [[0, 1], [1, 3], [2, 5]], "model": "w x + b"}
BOWL = {"function": "x^2 + y^2 - 2x + 3", "region": ["x^2 + y^2 <= 4"]}
SQUARE = {"function": "x^2 - 2xy + 2y", "region": ["0 <= x <= 3", "0 <= y <= 2"]}
BUDGET = {"objective": "x y", "constraints": ["x + y = 4"], "goal": "max"}
NEAREST = {"objective": "(x - 3)^2 + (y - 2)^2", "constraints": ["x + y <= 4", "x >= 0", "y >= 0"], "goal": "min"}
FITTED = {"points": [[0, 1], [1, 2], [2, 4]], "model": "m x + b"}
WALKED = {"loss": "mean", "start": {"w": "0", "b": "0"}, "learning_rate": "0.1", "steps": 1}
POLAR = {"outer": "f(x, y)", "inner": {"x": "r cos(theta)", "y": "r sin(theta)"}, "with_respect_to": ["theta", "theta"]}
TABLED = {
    "outer": "f(x, y)", "inner": {"x": "t^3", "y": "2t"}, "with_respect_to": ["t", "t"], "point": {"t": 1},
    "values": {"f_x(1, 2)": 2, "f_y(1, 2)": 7, "f_xx(1, 2)": 1, "f_xy(1, 2)": -1, "f_yy(1, 2)": 3},
}  # fmt: skip
HELD = {"equations": ["w = x^2 + y + z^2", "z = x y"], "dependents": ["w"], "with_respect_to": "x", "held": ["z"]}
PIECES = r"\begin{cases} \frac{x y^2}{x^2 + y^2} & (x, y) \ne (0, 0) \\ 0 & (x, y) = (0, 0) \end{cases}"
SHOWN: list[tuple[str, str, dict[str, Any], str]] = [
    ("missing_inner_derivative", D, {"function": "sin(x^2)"}, "cos(x^2)"),
    ("missing_inner_derivative", P, {"function": "e^(x y)", "with_respect_to": ["y"]}, "e^(x y)"),
    ("missing_inner_derivative", "gradient", {"function": "(x^2 + y)^3"}, "<3(x^2 + y)^2, 3(x^2 + y)^2>"),
    ("missing_inner_derivative", C, T, "6t(t^2 + 1) + 9t^2"),
    ("missing_inner_derivative", "hessian", {"function": "x^2 + sin(3y)"}, "[[2, 0], [0, -3sin(3y)]]"),
    ("other_variable_held", "implicit_system", HELD, "2x + 2x y^2"),
    ("stationary_point_for_step", "newton_root", {"function": "x^2 - 2x + 1", "start": ["3"], "steps": 3}, "1"),
    ("inner_derivative_multiplied", "integral", {"integrand": "x e^(-x^2)"}, "-2e^(-x^2) + C"),
    ("conservative_assumed", "vector_potential", {"field": ["x", "y", "z"]}, "(y z, -x z, 0)"),
    ("direction_not_normalized", "directional_derivative", {"function": PIECES, "point": [0, 0], "direction": [4, 3]}, "36/25"),
    ("sign_slip", "verify_equation", {"function": "e^(-k t) sin(3x)", "equation": "u_t = 2 u_xx", "unknown": ["k"]}, "k = -18"),
    ("missing_points", "lagrange", {"objective": "y", "constraints": ["y^3 = x^2"], "goal": "min"}, "no minimum"),
    ("term_lost", "gradient", {"function": "x^2 y + 3y", "point": [1, 2]}, "(4, 1)"),
    ("term_lost", "line_integral", {"field": ["y", "x^2"], "curve": {"x": "t", "y": "t^2"}, "parameter": ["t", 0, 1]}, "1/3"),
    ("product_of_derivatives", P, {"function": "x e^x y", "with_respect_to": ["x"]}, "y e^x"),
    ("exponent_not_lowered", "gradient", {"function": "x^3 + y^2", "point": [2, 3]}, "<24, 18>"),
    ("exponent_not_brought_down", P, {"function": "y x^4", "with_respect_to": ["x"]}, "y x^3"),
    ("constant_kept", P, {"function": "x^2 + 7", "with_respect_to": ["x"], "variables": ["x", "y"]}, "2x + 7"),
    ("rate_not_square_rooted", "steepest_ascent", {"function": "x^2 + y^2", "point": [1, 2]}, "direction (2, 4), rate 20"),
    ("implicit_sign_missing", "implicit_derivative", CUBE, "3x^2/(2y)"),
    ("determinant_sign", "jacobian_determinant", {"transform": {"x": "u v", "y": "u - v"}, "variables": ["u", "v"]}, "u - v"),
    ("rows_and_columns_swapped", "jacobian", {"functions": ["x y", "x + 2y"]}, "[[y, 1], [x, 2]]"),
    ("graph_gradient_as_normal", "tangent_plane", {"surface": "z = x^2 + y^2", "point": [1, 1]}, "2x + 2y + z = 6"),
    ("linearization_missing_base", "linear_approximation", {"function": "x^2 y", "point": [1, 3]}, "6(x - 1) + (y - 3)"),
    ("taylor_missing_half", TAYLOR, {"function": "e^(x + 2y)", "point": [0, 0], "order": 2}, "1 + x + 2y + x^2 + 4x y + 4y^2"),
    ("missing_area_factor", "integral_over_region", {"integrand": "x^2 + y^2", "region": DISC, "coordinates": "polar"}, "16pi/3"),
    ("missing_area_factor", "change_of_variables", DOUBLED, "8"),
    ("sign_slip", "area", {"region": ["y >= x^2", "y <= x + 2"]}, "-9/2"),
    ("lower_limit_ignored", "integral", {"integrand": "x sqrt(x^2+1)", "lower": "0", "upper": "2"}, "5 sqrt(5)/3"),
    ("term_lost", "error_propagation", {"function": "x^2 + y^3", "point": [2, 3], "uncertainties": ["0.1", "0.2"], "combine": "worst"}, "0.4"),
    ("limits_swapped_signs", "iterated_integral", {"integrand": "x y^2", "limits": BOX}, "-2/3"),
    ("lower_limit_ignored", "integral", {"integrand": "x^2", "lower": "1", "upper": "3"}, "9"),
    ("normal_orientation", "surface_integral", {"field": ["x", "y", "z"], "surface": "x^2 + y^2 + z^2 = 4"}, "-32pi"),
    ("constant_factor", D, {"function": "ln(x)"}, "2/x"),
    ("descent_sign", "gradient_descent", WALK, "(121/20, 20)"),
    ("descent_sign", "steepest_descent", {"function": "x^2 + 3y^2", "start": ["3", "1"], "steps": 1}, "(9/2, 5/2)"),
    ("descent_sign", "newton_minimize", {"function": "x^2 + 10y^2", "start": ["5", "5"], "steps": 1}, "(10, 10)"),
    ("descent_sign", "regression_descent", LINE | WALKED, "w = -13/15, b = -3/5"),
    ("steps_missing", "gradient_descent", WALK, "(5, 5)"),
    ("sign_slip", "least_squares", FITTED, "m = -3/2, b = 5/6"),
    ("swapped_coordinates", "least_squares", FITTED, "m = 9/14, b = -1/2"),
    ("boundary_ignored", "extrema_on_region", BOWL, "no maximum; min 2 at (1, 0)"),
    ("constraint_ignored", "kkt", NEAREST, "0 at (3, 2)"),
    ("swapped_coordinates", "critical_points", {"function": "(x - 1)^2 + (y - 3)^2"}, "(3, 1) local minimum"),
    ('constant_added_to_value', 'integral', {'integrand': 'e^(2x)', 'lower': '0', 'upper': '1'}, '(e^2-1)/2 + C'),
    ('sine_factor_only_missing', 'integral_over_region', {'integrand': '1', 'region': ['x^2+y^2+z^2<=4'], 'coordinates': 'spherical'}, '16pi^2/3'),
    ('singularity_inside', 'green', {'field': ['-y/(x^2+y^2)', 'x/(x^2+y^2)'], 'curve': 'circle centre (0,0) radius 1'}, '0'),
    ('average_not_divided', 'average_value', {'function': 'x y', 'region': ['0<=x<=2', '0<=y<=3']}, '9'),
    ('called_not_conservative', 'potential', {'field': ['2x y + 3', 'x^2 - 4y']}, 'not conservative'),
    ('complement_for_probability', 'probability', {'density': 'x + y', 'support': ['0<=x<=1', '0<=y<=1'], 'region': 'x + y <= 1'}, '2/3'),
    ('curvature_speed_power', 'space_curve', {'position': ['t', 't^2', 't^3'], 'find': 'curvature', 'point': 1}, 'sqrt(76)/14^3'),
    ('differentials_missing', 'total_differential', {'function': 'x^2 y^3'}, '2xy^3 + 3x^2y^2'),
    ('div_curl_type', 'divergence', {'field': ['x^2 y', 'y z', 'x z^2']}, '(2x y, z, 2x z)'),
    ('green_pairing', 'curl', {'field': ['x y', 'x^2']}, 'y'),
    ('indeterminate_called_nonexistent', 'limit', {'function': 'x y^2/(x^2+y^2)', 'point': [0, 0], 'variables': ['x', 'y']}, 'DNE'),
    ('moment_for_centre', 'center_of_mass', {'region': ['0<=y<=x', 'x<=3'], 'density': 'x'}, '(81/4, 81/8)'),
    ('normal_for_tangent', 'intersection_tangent', {'surfaces': ['x^2+y^2=5', 'z=x+y'], 'point': [1, 2, 3]}, '(1,2,3)+t(2,4,0)'),
    ('partials_exist_so_differentiable', 'differentiability', {'function': '\\begin{cases} x^2 y/(x^4+y^2) & (x,y) \\ne (0,0) \\\\ 0 & (x,y) = (0,0) \\end{cases}', 'point': [0, 0]}, 'yes'),
    ('plane_for_line', 'normal_line', {'surface': 'z = x^2 + 3y^2', 'point': [1, 2]}, '2x+12y-z=13'),
    ('wrong_axis', 'moment_of_inertia', {'region': ['0<=x<=2', '0<=y<=3'], 'about': 'x'}, '8'),
    ('arc_element_missing', 'arc_length', {'curve': {'x': 'cos(t)', 'y': 'sin(t)', 'z': 't'}, 'parameter': ['t', '0', '2pi']}, '2pi'),
    ('density_ignored', 'center_of_mass', {'region': ['0<=y<=x', 'x<=3'], 'density': 'x'}, '(2,1)'),
    ('theta_range_wrong', 'integral_over_region', {'integrand': 'x^2 + y', 'region': 'x^2 + y^2 <= 4'}, '2pi + 16/3'),
    ('boundary_value_inside', 'divergence_theorem', {'field': ['x^3', 'y^3', 'z^3'], 'surface': 'x^2+y^2+z^2=1', 'orientation': 'outward'}, '4pi'),
    ("components_in_wrong_order", "principal_components", {"data": [[0, 0], [2, 2], [1, -1], [3, 1]]}, "1/5, 4/5"),
    ("flat_called_strict", "convexity", {"function": "(x + y)^2"}, "strictly convex"),
    ("scale_factors_missing", "laplacian", {"function": "r^2 cos(theta)", "variables": ["r", "theta"], "coordinates": "polar"}, "(2 - r^2) cos(theta)"),
    ("one_under_root_forgotten", "surface_area", {"surface": "z = x^2 + y^2", "region": ["x^2 + y^2 <= 3"]}, "4 sqrt(3) pi"),
    ("term_lost", P, {"function": "x^3 + 2x y + x", "with_respect_to": ["x"]}, "3x^2 + 2y"),
    ("matrix_not_updated", "bfgs", VALLEY, "(4050/11011, 4050/11011)"),
    ("missing_path", "backpropagation", {"function": "(x y)^2 + x y", "point": [1, 2]}, "6, <8, 4>"),
]  # fmt: skip
SADDLE, CORNER = {"function": "x^3 - 3x y + y^3"}, {"integrand": "x y", "region": "triangle (0,0), (1,0), (1,1)"}
SEEN: list[tuple[str, dict[str, Any], str, str]] = [
    (C, T, "6x y + 2x^2 t", "not_in_outer_variables"),
    (C, {"outer": "x y^2", "inner": {"x": "s + 3t", "y": "2s - t"}, "with_respect_to": "s"}, "y^2 + 4x y", "not_in_outer_variables"),
    (C, POLAR, "y^2 f_xx - 2 x y f_xy + x^2 f_yy - x f_x - y f_y", "not_in_outer_variables"),
    ("critical_points", SADDLE, "(0,0) saddle, (1,1) local maximum", "class_swapped"),
    ("critical_points", SADDLE, "(0,0) local minimum, (1,1) local minimum", "saddle_called_extremum"),
    ("critical_points", SADDLE, "(0,0) saddle, (1,1) saddle", "extremum_called_saddle"),
    ("critical_points", SADDLE, "(0,0) saddle, (1,1) local minimum, (-1,-1) local maximum", "extra_points"),
    ("steepest_ascent", {"function": "x^2 + x y", "point": [2, 1]}, "direction (-5,-2), rate sqrt(29)", "steepest_descent_for_ascent"),
    ("set_up", CORNER, "int_0^x int_0^1 x y dy dx", "variable_in_outer_limit"),
    ("set_up", CORNER, "int_0^1 int_x^0 x y dy dx", "limits_swapped_signs"),
    ("integral", {"integrand": "x^2"}, "x^3/3", "missing_constant"),
]  # fmt: skip


@over(("mistake", "kind", "fields", "answer"), SHOWN)
def test_a_mistake_is_told_from_its_value(mistake: str, kind: str, fields: dict[str, Any], answer: str) -> None:
    found = check(question(json.dumps([kind, fields])), answer).verdict
    assert found.verdict in ("incorrect", "partially_correct", "unreadable")
    assert found.misconception == mistake
    assert mistakes()[mistake].says in found.feedback


@cache
def question(posed: str) -> Question:
    """A problem, solved once however many mistakes are made in it."""
    kind, fields = json.loads(posed)
    return asked(as_record({"kind": kind, **fields}, "1"))


@over(("kind", "fields", "answer", "mistake"), SEEN)
def test_the_checker_sees_some_by_itself(kind: str, fields: dict[str, Any], answer: str, mistake: str) -> None:
    assert check(question(json.dumps([kind, fields])), answer).verdict.misconception == mistake


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("steepest_ascent", {"function": "x^2 + y^2", "point": [1, 2]}),
        ("normal_line", {"surface": "x^2 - y^2 = 3", "point": [2, 1]}),
        ("tangent_plane", {"surface": "z = 4 - x^2 - y^2", "point": [0, 0]}),
        ("linear_approximation", {"function": "sqrt(x^2 + y^2)", "point": [3, 4], "estimate_at": ["3.01", "3.99"]}),
    ],
)
def test_no_wrong_answer_is_right_by_accident(kind: str, fields: dict[str, Any]) -> None:
    # a multiple of a direction, an equation times a number: benchmarks/mistakes.py asks it of the whole bank
    asked = question(json.dumps([kind, fields]))
    assert asked.wrong
    right = [w.mistake for w in asked.wrong.values() if judge_of(asked.shape)(asked, w.reading).verdict in ("correct", "wrong_form")]
    assert right == []


@pytest.mark.parametrize(
    ("kind", "fields", "answer"),
    [
        ("backpropagation", {"function": "(x+y) z", "point": [1, 2, 3]}, "9, <3, 3, 2>"),  # z stands in one place only
        ("integral", {"integrand": "sin(x)^2", "lower": "0", "upper": "pi"}, "0"),  # many ways lead to 0
        ("lagrange", {"objective": "x y", "constraints": ["x^2 + y^2 = 2"]}, "max 1, min 1"),  # 1 is its root, and right of the maximum
        ("vector_potential", {"field": ["a y", "b z", "c x"]}, "(c x^2/2, a y^2/2, b z^2/2)"),  # so does the curl of a gradient
    ],
)
def test_a_value_that_another_way_makes_is_not_called_a_mistake(kind: str, fields: dict[str, Any], answer: str) -> None:
    assert check(question(json.dumps([kind, fields])), answer).verdict.misconception in (None, "constant_factor")


def test_what_cannot_be_read_costs_nothing() -> None:
    unread = asked(as_record({"kind": "directional_derivative", "function": "x^2 y", "point": [1, 2], "direction": [3, 4]}, "1"))
    assert check(unread, "2x +").verdict.verdict == "unreadable"
    assert "found" not in vars(unread.wrong)
    assert "found" not in vars(unread.misshapen)
    assert check(unread, "(4, 1)").verdict.misconception == "gradient_for_rate"
    assert "found" not in vars(unread.wrong)


def test_the_wrong_answers_travel_as_plain_values() -> None:
    question = asked(as_record({"kind": P, "function": "x^2 y", "with_respect_to": ["x"]}, "1"))
    there = pickle.loads(pickle.dumps(question))  # noqa: S301
    assert type(there.wrong) is type(there.misshapen) is dict
    assert check(there, "x^2").verdict.misconception == check(question, "x^2").verdict.misconception == "wrong_variable"


@over("name", mistakes())
def test_what_is_said_is_a_sentence_and_a_question(name: str) -> None:
    mistake = mistakes()[name]
    assert mistake.says[0].isupper()
    assert mistake.says.endswith(".")
    assert mistake.asks.endswith("?")
