"""Every documented mistake is told from the value that it makes, and none is told of a right answer."""

# ruff: noqa: E501
from __future__ import annotations

import json
import pickle
from functools import cache
from typing import Any

import pytest

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
    ("missing_inner_derivative", P, {"function": "sin(2x)", "with_respect_to": ["x", "x"]}, "-sin(2x)"),
    ("missing_inner_derivative", C, {"outer": "f(p) + g(q)", "inner": {"p": "x - 2t", "q": "x + 2t"}, "with_respect_to": ["t", "t"]}, "f''(p) + g''(q)"),
    ("inner_second_derivative_lost", C, POLAR | {"outer": "x y"}, "-r^2 sin(2 theta)"),
    ("first_order_only", C, TABLED, "20"),
    ("other_variable_held", "implicit_system", HELD, "2x + 2x y^2"),
    ("stationary_point_for_step", "newton_root", {"function": "x^2 - 2x + 1", "start": ["3"], "steps": 3}, "1"),
    ("inner_derivative_multiplied", "integral", {"integrand": "x e^(-x^2)"}, "-2e^(-x^2) + C"),
    ("conservative_assumed", "vector_potential", {"field": ["x", "y", "z"]}, "(y z, -x z, 0)"),
    ("direction_not_normalized", "directional_derivative", {"function": PIECES, "point": [0, 0], "direction": [4, 3]}, "36/25"),
    ("sign_slip", "verify_equation", {"function": "e^(-k t) sin(3x)", "equation": "u_t = 2 u_xx", "unknown": ["k"]}, "k = -18"),
    ("missing_points", "lagrange", {"objective": "y", "constraints": ["y^3 = x^2"], "goal": "min"}, "no minimum"),
    ("divided_by_old_exponent", "integral", {"integrand": "x^2", "lower": "0", "upper": "1"}, "1/2"),
    ("divided_by_old_exponent", "integral", {"integrand": "x^4"}, "x^5/4 + C"),
    ("term_lost", "gradient", {"function": "x^2 y + 3y", "point": [1, 2]}, "(4, 1)"),
    ("term_lost", "line_integral", {"field": ["y", "x^2"], "curve": {"x": "t", "y": "t^2"}, "parameter": ["t", 0, 1]}, "1/3"),
    ("missing_path", C, T, "18t(t^2 + 1)"),
    ("missing_path", C, {"outer": "u v", "inner": {"u": "s + t", "v": "s t"}, "with_respect_to": "s"}, "s t"),
    ("chain_terms_multiplied", C, T, "18t(t^2 + 1) * 18t^3"),
    ("chain_sums_multiplied", C, T, "(6t(t^2 + 1) + 9t^2)(3 + 2t)"),
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
    ("taylor_missing_cross_term", TAYLOR, {"function": "ln(1+x+2y)", "point": [0, 0], "order": 2}, "x + 2y - x^2/2 - x y - 2y^2"),
    ("missing_area_factor", "integral_over_region", {"integrand": "x^2 + y^2", "region": DISC, "coordinates": "polar"}, "16pi/3"),
    ("missing_area_factor", "change_of_variables", DOUBLED, "8"),
    ("jacobian_inverted", "change_of_variables", DOUBLED, "4/3"),
    ("jacobian_sign", "jacobian_determinant", {"transform": {"x": "2u", "y": "3v"}, "variables": ["u", "v"]}, "-6"),
    ("sign_slip", "area", {"region": ["y >= x^2", "y <= x + 2"]}, "-9/2"),
    ("lower_limit_ignored", "integral", {"integrand": "x sqrt(x^2+1)", "lower": "0", "upper": "2"}, "5 sqrt(5)/3"),
    ("term_lost", "error_propagation", {"function": "x^2 + y^3", "point": [2, 3], "uncertainties": ["0.1", "0.2"], "combine": "worst"}, "0.4"),
    ("limits_swapped_signs", "integral", {"integrand": "x^2", "lower": "0", "upper": "3"}, "-9"),
    ("limits_swapped_signs", "iterated_integral", {"integrand": "x y^2", "limits": BOX}, "-2/3"),
    ("wrong_axis_limits", "iterated_integral", {"integrand": "x y^2", "limits": BOX}, "4/3"),
    ("antiderivative_differentiated", "integral", {"integrand": "x^3"}, "3x^2 + C"),
    ("lower_limit_ignored", "integral", {"integrand": "x^2", "lower": "1", "upper": "3"}, "9"),
    ("normal_orientation", "surface_integral", {"field": ["x", "y", "z"], "surface": "x^2 + y^2 + z^2 = 4"}, "-32pi"),
    ("direction_reversed", "line_integral", {"field": ["-y", "x"], "curve": "circle centre (0,0) radius 1"}, "-2pi"),
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
    ('constant_added_to_value', 'integral', {'integrand': 'e^(2x)', 'lower': '0', 'upper': '1'}, '(e^2-1)/2 + C'),
    ('direction_divided_by_square', 'directional_derivative', {'function': 'x^2 + 3x y', 'point': [1, 2], 'direction': [1, 1]}, '11/2'),
    ('limits_not_converted', 'integral', {'integrand': 'x sqrt(x^2+1)', 'lower': '0', 'upper': '2'}, '(2sqrt(2))/3 - 0'),
    ('sine_factor_only_missing', 'integral_over_region', {'integrand': '1', 'region': ['x^2+y^2+z^2<=4'], 'coordinates': 'spherical'}, '16pi^2/3'),
    ('singularity_inside', 'green', {'field': ['-y/(x^2+y^2)', 'x/(x^2+y^2)'], 'curve': 'circle centre (0,0) radius 1'}, '0'),
    ('angle_sine_cosine_exchanged', 'directional_derivative', {'function': 'x^2 y', 'point': [1, 3], 'angle': 'pi/6'}, '6*1/2+sqrt3/2'),
    ('average_not_divided', 'average_value', {'function': 'x y', 'region': ['0<=x<=2', '0<=y<=3']}, '9'),
    ('called_divergent', 'integral', {'integrand': '1/x^2', 'lower': '1', 'upper': 'oo'}, 'diverges'),
    ('called_not_conservative', 'potential', {'field': ['2x y + 3', 'x^2 - 4y']}, 'not conservative'),
    ('closed_means_zero', 'line_integral', {'field': ['-y', 'x'], 'curve': 'circle centre (0,0) radius 3'}, '0'),
    ('complement_for_probability', 'probability', {'density': 'x + y', 'support': ['0<=x<=1', '0<=y<=1'], 'region': 'x + y <= 1'}, '2/3'),
    ('componentwise_sum_for_gradient', 'gradient', {'function': 'x^2 y + y^3'}, '2xy+x^2+3y^2'),
    ('conservative_assumed', 'potential', {'field': ['y', '-x']}, 'x y'),
    ('curl_for_potential', 'vector_potential', {'field': ['y', 'z', 'x']}, '(-1,-1,-1)'),
    ('curvature_speed_power', 'space_curve', {'position': ['t', 't^2', 't^3'], 'find': 'curvature', 'point': 1}, 'sqrt(76)/14^3'),
    ('dS_wrong', 'surface_integral', {'integrand': 'z', 'surface': 'z = sqrt(x^2+y^2)', 'region': ['x^2+y^2<=1']}, '2pi/3'),
    ('dependent_held_in_second_derivative', 'implicit_derivative', {'equation': 'x^2 + y^2 = 25', 'dependent': 'y', 'with_respect_to': 'x', 'order': 2, 'point': [3, 4]}, '-1/4'),
    ('determinant_for_matrix', 'jacobian', {'functions': ['x^2 y', 'x + 3y']}, '6x y - x^2'),
    ('differentials_missing', 'total_differential', {'function': 'x^2 y^3'}, '2xy^3 + 3x^2y^2'),
    ('div_curl_type', 'divergence', {'field': ['x^2 y', 'y z', 'x z^2']}, '(2x y, z, 2x z)'),
    ('dot_product_left_as_vector', 'directional_derivative', {'function': 'x^2 + 3x y', 'point': [1, 2], 'direction': [1, 1]}, '(8/sqrt2, 3/sqrt2)'),
    ('equation_missing', 'tangent_plane', {'surface': 'z = x^2 + 3y^2', 'point': [1, 2]}, '13+2(x-1)+12(y-2)'),
    ('errors_subtracted', 'error_propagation', {'function': 'x^2 y', 'point': [2, 3], 'uncertainties': ['0.1', '0.2'], 'combine': 'worst'}, '0.4'),
    ('exponent_not_raised', 'integral', {'integrand': 'x^4'}, 'x^4/4+C'),
    ('fit_through_origin', 'least_squares', {'points': [[0, 1], [1, 2], [2, 4]], 'model': 'm x + b'}, 'm=2, b=0'),
    ('gradient_for_rate', 'directional_derivative', {'function': 'x^2 + 3x y', 'point': [1, 2], 'direction': [1, 1]}, '(8,3)'),
    ('gradient_of_graph_lifted', 'gradient', {'function': 'ln(x^2+y^2)', 'point': [1, 2]}, '(2/5,4/5,-1)'),
    ('greatest_rate_for_rate', 'directional_derivative', {'function': 'x^2 + 3x y', 'point': [1, 2], 'direction': [1, 1]}, 'sqrt(73)'),
    ('green_pairing', 'curl', {'field': ['x y', 'x^2']}, 'y'),
    ('hessian_ignored', 'newton_minimize', {'function': 'x^4 + y^2', 'start': ['1', '1'], 'steps': 1}, '(-3,-1)'),
    ('indeterminate_called_nonexistent', 'limit', {'function': 'x y^2/(x^2+y^2)', 'point': [0, 0], 'variables': ['x', 'y']}, 'DNE'),
    ('inner_second_derivative_lost', 'chain_rule', {'outer': 'f(x, y)', 'inner': {'x': 't^2', 'y': '3t'}, 'with_respect_to': ['t', 't']}, '4t^2 f_xx + 12t f_xy + 9 f_yy'),
    ('length_for_vector', 'gradient', {'function': 'ln(x^2+y^2)', 'point': [1, 2]}, '2/sqrt(5)'),
    ('limit_along_one_path', 'limit', {'function': '(x^2-y^2)/(x^2+y^2)', 'point': [0, 0], 'variables': ['x', 'y']}, '1'),
    ('limits_not_put_in', 'integral', {'integrand': 'e^(2x)', 'lower': '0', 'upper': '1'}, 'e^(2x)/2 + C'),
    ('loss_exchanged', 'regression_descent', {'points': [[0, 1], [1, 3], [2, 5]], 'model': 'w x + b', 'start': {'w': '0', 'b': '0'}, 'learning_rate': '0.1', 'steps': 1, 'loss': 'mean'}, 'w = 2.6, b = 1.8'),
    ('moment_for_centre', 'center_of_mass', {'region': ['0<=y<=x', 'x<=3'], 'density': 'x'}, '(81/4, 81/8)'),
    ('newton_ratio_inverted', 'newton_root', {'function': 'x^3 - 5', 'start': ['2'], 'steps': 1}, '2-12/3'),
    ('normal_for_tangent', 'intersection_tangent', {'surfaces': ['x^2+y^2=5', 'z=x+y'], 'point': [1, 2, 3]}, '(1,2,3)+t(2,4,0)'),
    ('partials_exist_so_differentiable', 'differentiability', {'function': '\\begin{cases} x^2 y/(x^4+y^2) & (x,y) \\ne (0,0) \\\\ 0 & (x,y) = (0,0) \\end{cases}', 'point': [0, 0]}, 'yes'),
    ('phi_full_turn', 'integral_over_region', {'integrand': 'z', 'region': ['x^2+y^2+z^2<=4', 'z>=0'], 'coordinates': 'spherical'}, '0'),
    ('plane_for_line', 'normal_line', {'surface': 'z = x^2 + 3y^2', 'point': [1, 2]}, '2x+12y-z=13'),
    ('plane_with_unevaluated_partials', 'tangent_plane', {'surface': 'z = x^2 + 3y^2', 'point': [1, 2]}, 'z = 13 + 2x(x-1)+6y(y-2)'),
    ('point_and_direction_exchanged', 'normal_line', {'surface': 'z = x^2 + 3y^2', 'point': [1, 2]}, '(2,12,-1)+t(1,2,13)'),
    ('product_integrated_by_factors', 'integral', {'integrand': 'x sin(x)'}, '-x^2 cos(x)/2+C'),
    ('radius_for_curvature', 'space_curve', {'position': ['t', 't^2', 't^3'], 'find': 'curvature', 'point': 1}, '14^(3/2)/sqrt(76)'),
    ('sequential_update', 'gradient_descent', {'function': 'x^2 + x y + y^2', 'start': ['1', '2'], 'learning_rate': '0.1', 'steps': 1}, '(0.6, 1.54)'),
    ('slopes_left_out_of_error', 'error_propagation', {'function': 'x^2 y', 'point': [2, 3], 'uncertainties': ['0.1', '0.2'], 'combine': 'worst'}, '0.3'),
    ('term_counted_twice', 'potential', {'field': ['2x y + 3', 'x^2 - 4y']}, '2x^2 y + 3x - 2y^2'),
    ('uncertainties_combined_otherwise', 'error_propagation', {'function': 'x^2 y', 'point': [2, 3], 'uncertainties': ['0.1', '0.2'], 'combine': 'worst'}, 'sqrt(1.2^2+0.8^2)'),
    ('unit_gradient_for_gradient', 'gradient', {'function': 'ln(x^2+y^2)', 'point': [1, 2]}, '(1/sqrt5, 2/sqrt5)'),
    ('wrong_axis', 'moment_of_inertia', {'region': ['0<=x<=2', '0<=y<=3'], 'about': 'x'}, '8'),
    ('arc_element_missing', 'arc_length', {'curve': {'x': 'cos(t)', 'y': 'sin(t)', 'z': 't'}, 'parameter': ['t', '0', '2pi']}, '2pi'),
    ('derivative_integrated', 'derivative', {'function': '(3x+1)^4'}, '(3x+1)^5/15'),
    ('distance_not_squared', 'moment_of_inertia', {'region': ['0<=x<=2', '0<=y<=3'], 'about': 'x'}, '9'),
    ('mixed_derivatives_lost', 'jacobian_determinant', {'transform': {'x': 'u^2 - v^2', 'y': '2u v'}, 'variables': ['u', 'v']}, '4u^2'),
    ('potential_of_one_component', 'potential', {'field': ['2x y + 3', 'x^2 - 4y']}, 'x^2 y + 3x'),
    ('rectangle_for_region', 'iterated_integral', {'integrand': 'x^2 y', 'limits': [['y', '0', 'x'], ['x', '0', '2']]}, '16/3'),
    ('root_of_value', 'lagrange', {'objective': 'x^2 + y^2 + z^2', 'constraints': ['x + 2y + 3z = 14'], 'goal': 'min'}, 'sqrt(14)'),
    ('two_of_square_forgotten', 'gradient_descent', {'function': 'x^2 + 3y^2', 'start': ['2', '1'], 'learning_rate': '0.1', 'steps': 2}, '(1.62, 0.49)'),
    ('chain_slopes_exchanged', 'chain_rule', {'outer': 'x^2 y + y^3', 'inner': {'x': 'cos t', 'y': 'e^(2t)'}, 'with_respect_to': 't'}, '2cos(t)e^(2t)*2e^(2t)-(cos(t)^2+3e^(4t))sin(t)'),
    ('density_ignored', 'center_of_mass', {'region': ['0<=y<=x', 'x<=3'], 'density': 'x'}, '(2,1)'),
    ('divergence_and_curl_exchanged', 'divergence', {'field': ['x^2 y', 'y z', 'x z^2']}, '(-y, -z^2, -x^2)'),
    ('point_for_normal', 'tangent_plane', {'surface': 'x^2+2y^2+3z^2=20', 'point': [3, 2, 1]}, '3x+2y+z=14'),
    ('theta_range_wrong', 'integral_over_region', {'integrand': 'x^2 + y', 'region': 'x^2 + y^2 <= 4'}, '2pi + 16/3'),
    ('theta_range_wrong', 'green', {'field': ['0', 'x^3/3 + x y'], 'curve': 'circle centre (0,0) radius 2', 'orientation': 'clockwise'}, '-2pi - 16/3'),
    ('curl_terms_added', 'curl', {'field': ['x y', 'x^2']}, '3x'),
    ('function_value_for_derivative', 'derivative', {'function': 'x^4', 'point': [2]}, '16'),
    ('boundary_value_inside', 'divergence_theorem', {'field': ['x^3', 'y^3', 'z^3'], 'surface': 'x^2+y^2+z^2=1', 'orientation': 'outward'}, '4pi'),
    ('boundary_value_inside', 'divergence_theorem', {'field': ['x^3', 'y^3', 'z^3'], 'surface': 'x^2+y^2+z^2=1', 'orientation': 'inward'}, '-4pi'),
        ("curl_free_is_conservative", "potential", {"field": ["-y/(x^2+y^2)", "x/(x^2+y^2)"]}, "arctan(y/x)"),
    ("limit_by_lines_only", "limit", {"function": "x^2 y/(x^4+y^2)", "point": [0, 0], "variables": ["x", "y"]}, "0"),
    ("components_in_wrong_order", "principal_components", {"data": [[0, 0], [2, 2], [1, -1], [3, 1]]}, "1/5, 4/5"),
    ("variances_not_squared", "principal_components", {"data": [[0, 0], [2, 2], [1, -1], [3, 1]]}, "2/3, 1/3"),
    ("components_of_acceleration_exchanged", "space_curve", {"position": ["t", "t^2", "t^2"], "point": 1, "find": "normal_acceleration"}, "8/3"),
    ("flat_called_strict", "convexity", {"function": "(x + y)^2"}, "strictly convex"),
    ("ftc_integrand_differentiated", D, {"function": "int_0^x sin(t^2) dt"}, "2x cos(x^2)"),
    ("inner_derivative_multiplied", "integral", {"integrand": "cos(5x)"}, "5 sin(5x) + C"),
    ("least_candidate_is_minimum", "lagrange", BUDGET | {"goal": "both"}, "max 4 at (2, 2); min 4 at (2, 2)"),
    ("line_for_plane", "tangent_plane", {"surface": "z = x^2 + 3y^2", "point": [1, 2]}, "(1, 2, 13) + t (2, 12, -1)"),
    ("order_too_low", TAYLOR, {"function": "e^(x + 2y)", "point": [0, 0], "order": 2}, "1 + x + 2y"),
    ("taylor_missing_factorial", TAYLOR, {"function": "x^3 + y", "point": [0, 0], "order": 3}, "y + 6x^3"),
    ("power_not_divided", "integral", {"integrand": "x^5"}, "x^6 + C"),
    ("radius_not_square_rooted", "integral_over_region", {"integrand": "1", "region": DISC, "coordinates": "polar"}, "16pi"),
    ("scale_factors_missing", "laplacian", {"function": "r^2 cos(theta)", "variables": ["r", "theta"], "coordinates": "polar"}, "(2 - r^2) cos(theta)"),
    ("second_chain_branch_lost", C, {"outer": "f(x, y)", "inner": {"x": "t^2", "y": "3t"}, "with_respect_to": ["t", "t"]}, "4t^2 f_xx + 9 f_yy + 2 f_x"),
    ("singularity_ignored", "integral", {"integrand": "1/x^2", "lower": "-1", "upper": "1"}, "-2"),
    ("singularity_ignored", "integral", {"integrand": "1/x", "lower": "-1", "upper": "1"}, "0"),
    ("displacement_for_length", "arc_length", {"curve": {"x": "t", "y": "t^2"}, "parameter": ["t", "0", "1"]}, "sqrt(2)"),
    ("integral_factor_replaced_by_integrand", D, {"function": "x^2 int_0^x sin(t)^8 dt"}, "2x sin(x)^8"),
    ("interior_ignored", "extrema_on_region", BOWL, "max 11 at (-2, 0); min 3 at (2, 0)"),
    ("indeterminate_taken_for_number", "limit", {"function": "(x^2 - 9)/(x - 3)", "point": [3]}, "0"),
    ("one_under_root_forgotten", "surface_area", {"surface": "z = x^2 + y^2", "region": ["x^2 + y^2 <= 3"]}, "4 sqrt(3) pi"),
    ("outer_integral_left_out", "iterated_integral", {"integrand": "x y", "limits": [["y", "0", "x"], ["x", "0", "2"]]}, "x^3/2"),
    ("transform_not_used", "change_of_variables", DOUBLED, "18"),
    ("implicit_solved_by_moving", "implicit_derivative", {"equation": "z + e^z = x^2 + y^2", "dependent": "z", "with_respect_to": "x"}, "2x"),
    ("other_half_of_box", "integral_over_region", {"integrand": "x", "region": "triangle (0, 0), (2, 0), (2, 1)"}, "2/3"),
    ("wrong_vector_of_frame", "space_curve", {"position": ["cos t", "sin t", "t"], "find": "binormal"}, "(-cos t, -sin t, 0)"),
    ("term_lost", P, {"function": "x^3 + 2x y + x", "with_respect_to": ["x"]}, "3x^2 + 2y"),
    ("class_swapped", "convexity", {"function": "x^2 + y^2"}, "concave"),
    ("matrix_not_updated", "bfgs", VALLEY, "(4050/11011, 4050/11011)"),
    ("update_exchanged", "bfgs", {"function": "(x - 3)^2 + (y + 2)^2 + x y", "start": ["0", "0"], "steps": 2}, "(44924566/9107553, -11030329/2602158)"),
    ("stationary_point_for_step", "bfgs", VALLEY | {"steps": 1}, "(0, 0)"),
    ("descent_sign", "bfgs", {"function": "x^2 + 10y^2", "start": ["10", "1"], "steps": 1}, "(130/11, 31/11)"),
    ("saddle_called_extremum", "convexity", {"function": "x y"}, "convex"),
    ("extremum_called_saddle", "convexity", {"function": "x^2 + y^2"}, "neither"),
    ("term_not_differentiated", P, {"function": "x^2 y^3 + x", "with_respect_to": ["x"]}, "2x y^3 + x"),
    ("integrand_at_limits", "integral", {"integrand": "x^3", "lower": "1", "upper": "2"}, "7"),
    ("radius_for_speed", "arc_length", {"curve": "r = 1 + cos(theta)"}, "2pi"),
    ("chain_inside_differentiated", D, {"function": "sin(x^2)"}, "cos(2x)"),
    ("outer_derivative_missing", D, {"function": "sin(x^2)"}, "2x"),
    ("outer_derivative_missing", "tangent_plane", {"surface": "z = sin(x y)", "point": ["pi", "1/2", "1"]}, "x/2 + pi y - z = pi - 1"),
    ("flux_and_circulation_exchanged", "line_integral", {"field": ["2x", "x"], "curve": "circle centre (0,0) radius 2"}, "8pi"),
    ("curve_derivative_missing", "line_integral", {"field": ["x^2", "x y"], "curve": {"x": "t", "y": "t^2"}, "parameter": ["t", "0", "1"]}, "7/12"),
    ("piece_missing", "arc_length", {"curve": "triangle (0, 0), (3, 0), (0, 4)"}, "7"),
    ("absolute_value_dropped", "integral", {"integrand": "|x - 1|", "lower": "0", "upper": "3"}, "3/2"),
    ("power_rule_on_function", "integral", {"integrand": "sin(3x)^2"}, "sin(3x)^3/9 + C"),
    ("uncertainties_put_in", "error_propagation", {"function": "x y", "point": [40, 25], "uncertainties": ["0.5", "0.4"], "combine": "worst"}, "0.2"),
    ("partials_turned_over", "implicit_system", {"equations": ["x = u^2 - v^2", "y = 2u v"], "dependents": ["u", "v"], "with_respect_to": "y"}, "1/(2v), 1/(2u)"),
    ("tangent_for_normal", "normal_line", {"surface": "x y = 4", "point": [1, 4]}, "(1, 4) + t (1, -4)"),
    ("called_without_vector_potential", "vector_potential", {"field": ["2y", "0", "x - 6y^2"]}, "none"),
    ("denominator_held", D, {"function": "sin(x)/(x^2 + 1)"}, "cos(x)/(x^2 + 1)"),
    ("dS_wrong", "surface_integral", {"integrand": "1", "surface": {"x": "u cos v", "y": "u sin v", "z": "2u"}, "limits": [["u", "0", "3"], ["v", "0", "2pi"]]}, "9pi"),
    ("trig_sign", "jacobian", {"functions": ["x cos(y)", "x sin(y)"]}, "[[cos(y), x sin(y)], [sin(y), x cos(y)]]"),
    ("curl_terms_added", "green", {"field": ["x y", "x^2"], "curve": "triangle (0,0), (1,0), (1,1)"}, "1"),
    ("missing_path", "backpropagation", {"function": "(x y)^2 + x y", "point": [1, 2]}, "6, <8, 4>"),
    ("not_evaluated_at_point", C, {"outer": "x y", "inner": {"x": "3 + 2t", "y": "5 - t"}, "with_respect_to": "t", "point": {"t": "1"}}, "7 - 4t"),
    ("wrong_axis", "moment_of_inertia", {"region": "rectangle (0, 0), (3, 2)", "about": "origin"}, "8"),
    ("derivatives_added", D, {"function": "x ln(x)"}, "1 + 1/x"),
    ("sign_slip", "integral", {"integrand": "x^2", "lower": "-1", "upper": "2"}, "7/3"),
    ("quotient_of_derivatives", D, {"function": "1/x^3"}, "1/(3x^2)"),
    ("power_rule_on_exponential", D, {"function": "x^x"}, "x x^(x-1)"),
    ("first_order_only", "space_curve", {"position": ["t", "t^2", "t^3"], "find": "acceleration", "point": 1}, "(1,2,3)"),
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


@pytest.mark.parametrize(("mistake", "kind", "fields", "answer"), SHOWN, ids=[f"{m}-{k}" for k, (m, *_) in enumerate(SHOWN)])
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


def test_every_mistake_is_shown() -> None:
    assert {m for m, *_ in SHOWN} == set(mistakes())


@pytest.mark.parametrize(("kind", "fields", "answer", "mistake"), SEEN)
def test_the_checker_sees_some_by_itself(kind: str, fields: dict[str, Any], answer: str, mistake: str) -> None:
    assert check(question(json.dumps([kind, fields])), answer).verdict.misconception == mistake


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


@pytest.mark.parametrize("name", mistakes())
def test_what_is_said_is_a_sentence_and_a_question(name: str) -> None:
    mistake = mistakes()[name]
    assert mistake.says[0].isupper()
    assert mistake.says.endswith(".")
    assert mistake.asks.endswith("?")
