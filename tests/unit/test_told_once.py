"""What is said once: symmetric derivatives, repeated ones, the second count; and what each level of detail tells."""

import pytest
from every import over
from sympy import S, Symbol

from tutor.deriving.engine import derive
from tutor.maths.surfaces.normal import opposite
from tutor.page.document import Steps
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.rule import topic
from tutor.telling.narrate import narrate
from tutor.trees.heads import Vector


def document(kind, detail="normal", **fields):
    return narrate(derive(read_problem(Record("test", kind, fields)), topic(kind)), detail)


def page(kind, detail="normal", **fields):
    return " ".join(fragment(document(kind, detail, **fields)).split())


def test_a_symmetric_derivative_is_found_likewise():
    text = page("gradient", function="sqrt(x^2 + y^2 + z^2 + 4)")
    assert "Likewise, with x and y exchanged: ∂" in text
    assert "Likewise, with x and z exchanged: ∂" in text
    assert text.count("The inside is") == 1
    assert "Likewise" not in page("gradient", function="sqrt(x^2 + 2y^2 + 4)")
    assert page("gradient", "full", function="sqrt(x^2 + y^2 + 4)").count("The inside is") >= 2


def test_what_is_found_stands_in_the_order_of_the_problem_everywhere():
    text = page("lagrange", objective="x y", constraints=["y = x + 5"], goal="both")
    assert "f(x, x + 5)" in text and "5 + x" not in text


@over(
    ("kind", "fields", "said", "unsaid"),
    [
        (
            "implicit_system",
            {"equations": ["p^2 + q = x", "p - q^2 = y"], "dependents": ["p", "q"], "with_respect_to": "x"},
            "1/(4pq + 1)",
            "−4pq − 1)",
        ),
        ("directions", {"function": "y^2 - x y", "point": [2, 1], "rate": "0"}, "⟨0, ", "−0"),
        ("green", {"field": ["x y", "x"], "region": ["0 <= x <= 1", "0 <= y <= 2"], "both_sides": True}, "Both sides come to", "│ 1 │"),
        (
            "lagrange",
            {"objective": "x y", "constraints": ["x + y = 6", "x > 0", "y > 0"], "goal": "max"},
            "both are parallel",
            "sum of multiples",
        ),
        ("critical_points", {"function": "x^2 y - 4x y + y^2"}, "y(x − 2) = 0", "(x − 2)(x − 4) = 0"),
        ("lagrange", {"objective": "x^2 + y^2", "constraints": ["x^2 + x y + y^2 = 27"]}, "other equations: 2x = λx x² = 27", "λx = 2x"),
        ("probability", {"density": "k x y", "support": ["0 <= x <= 2", "0 <= y <= 1"], "region": "x + y <= 1"}, "So k = 1", "1 · xy"),
        ("space_curve", {"position": ["t", "3t^2", "6t^3"], "find": "torsion"}, "(18t² + 1)² ┌", "Its length"),
        ("reverse_order", {"integrand": "e^(y^2)/y", "limits": [["y", "x", "2"], ["x", "0", "2"]]}, "Why reverse?", "y ≠ 2"),
        ("integral", {"integrand": "1/x", "lower": "3", "upper": "1", "detail": "full"}, "continuous from 1 to 3", "from 3 to 1"),
        (
            "limit",
            {"function": "x^3 ln(2x^2 + y^2)", "point": [0, 0]},
            "Put together 0 ≤ |x³ ln(2x² + y²)|",
            "lim x³ ln(2x² + y²) (x, y) → (0, 0) = lim",
        ),
        ("potential", {"field": ["y z", "x z + 2y", "x y"]}, "the leg along x adds 0, as", "the legs"),
        (
            "gradient_descent",
            {"function": "x^2 + 2y^2", "start": [1, 1], "learning_rate": "1.5", "steps": 2},
            "the steps are too long.",
            "wrong way",
        ),
        (
            "lagrange",
            {"objective": "x^2 + y^2 + z^2", "constraints": ["x + 2y - z = 6", "x - y = 3"], "goal": "min"},
            "y = x − 3 and z = 3x − 12 give one for every value of x",
            "edge",
        ),
        (
            "space_curve",
            {"position": ["2cos(t)", "2sin(t)", "t"], "find": "principal_normal"},
            "5 times the acceleration, as nothing of it is along the velocity",
            "minus 0",
        ),
        ("space_curve", {"position": ["t", "t^2"], "find": "osculating_circle", "point": [0, 0]}, "Centre (0, 1/2), radius", "Centre ⟨"),
        ("line_integral", {"field": ["y", "x"], "curve": "segment (0, 1) to (0, 5)"}, "is 0, the same", "0.000"),
        ("lagrange", {"objective": "x y", "constraints": ["x + y <= 1"]}, "Stopped", "small step"),
        ("steepest_descent", {"function": "x^4 + y^2", "start": [1, 0], "steps": 1}, "The values", "How fast"),
        (
            "kkt",
            {"objective": "2x^2 + y^2", "constraints": ["y - x = 2", "x + y >= 5"], "goal": "min"},
            "x + x + 2 = 5 This gives:",
            "(x + 2) = 5",
        ),
        (
            "gradient_descent",
            {"function": "3x^2 - x", "start": [1], "learning_rate": "0.1", "steps": 2},
            "H = 6 As a matrix with one entry",
            "[[6]]",
        ),
        ("space_curve", {"position": ["t^3", "5t", "t^2"], "point": [1, 5, 1], "find": "curvature"}, "Solution: t = 1.", "Gröbner"),
        ("potential", {"field": ["-2y/(x^2 + y^2)", "2x/(x^2 + y^2)"], "detail": "full"}, "F(r(t)) = ", "sin²(t) ≠ 0"),
        (
            "probability",
            {"density": "c y e^(-x-y)", "support": ["x >= 0", "y >= 0"], "region": "x <= 1"},
            "nowhere negative on its support, as y ≥ 0 there and a power of e is positive.",
            "we see",
        ),
        ("principal_components", {"data": [[0, 0], [1, 0], [3, 2]]}, "By the quadratic formula", "which are"),
        ("taylor_polynomial", {"function": "e^x (y + 1)^3", "point": [0, 0], "order": 2}, "is the same. ", "same:"),
        ("set_up", {"integrand": "x", "region": ["x^2 + y^2 <= 6x"], "coordinates": "polar"}, "is r = 6 cos(θ), where", "r = 0, where"),
        ("surface_area", {"surface": "x = z^2", "region": ["0 <= z <= 1", "0 <= y <= z"]}, "So the integral is", "Its length"),
        ("steepest_descent", {"function": "x^4 + y^2 - x y", "start": [1, 1], "steps": 1}, "⟨3, 1⟩ ≈ ⟨", "⟨3, 1⟩ = ⟨0"),
        ("newton_root", {"function": ["x y - 2", "x^2 - y"], "start": [1, 1], "steps": 2}, "length ≈ 0.", "length 0."),
        ("steepest_descent", {"function": "x^4 + y^2", "start": [2, 1], "steps": 1}, "Decimals on this page are rounded where", "to 0"),
        ("backpropagation", {"function": "e^(u v)"}, "The partial derivatives of the function itself are the same.", "at the point"),
        ("space_curve", {"position": ["2ln(t)", "4t", "2t^2"], "find": "speed"}, "for t > 0", "for t ≠ 0"),
        ("curl", {"field": ["ln(2x y)", "x/y", "z"]}, "for xy > 0", "≠ 0 "),
        ("newton_root", {"function": ["x + y", "x - y - 2"], "start": [0, 0], "steps": 1}, "(1, −1)", "Decimals on this page"),
    ],
)
def test_a_page_says(kind, fields, said, unsaid):
    text = page(kind, **fields)
    assert said in text and unsaid not in text


@pytest.mark.slow
def test_a_picture_of_a_field_tells_it_as_it_was_typed_and_its_curve_without_rounding():
    text = page("line_integral", "full", field=["-x^2 y", "x"], curve="x^2 + y^2 = 9", orientation="counterclockwise")
    assert "The field ⟨−x²y, x⟩" in text and "by way of (−3, 0) to (3, 0)" in text


def test_when_values_are_put_in_is_said_only_of_what_was_differentiated():
    said = "put in before differentiating"
    assert page("gradient", "full", function="x y^3", point=[2, 1]).count(said) == 1
    assert said not in page("continuity", "full", function="x + 3y", point=[2, 1])
    assert said not in page("extrema_on_region", "full", function="x + 2y", region="x^2 + y^2 <= 5")


def test_a_derivative_that_was_found_is_not_found_again():
    text = page("hessian", function="e^(x^2 + 3y)")
    assert "As found above" in text


@pytest.mark.parametrize("kind", ["critical_points", "hessian"])
@pytest.mark.slow
def test_a_derivation_stands_beside_its_result(kind):
    """What follows f_x on the page is how f_x was found, not f_y."""
    found = document(kind, function="(2x + y^2) e^(x - y)")
    text = fragment(found)
    first, second = text.index("1.1. f_x"), text.index("1.2. f_y")
    assert first < text.index("1.1.1. Product rule") < second < text.index("1.2.1. ")
    steps = next(b for b in found.body if isinstance(b, Steps)).steps
    inner = [s for b in steps[0].blocks if isinstance(b, Steps) for s in b.steps]
    assert all(s.details for s in inner)


def test_the_second_count_is_a_fold_and_absent_at_brief():
    fields = {"function": "x^3 + y^3 - 9x y"}
    found = document("critical_points", **fields)
    steps = [s for b in found.body if isinstance(b, Steps) for s in b.steps]
    assert any(s.summary and s.summary[0].text == "Checked a second way" for s in steps)
    assert "Gröbner" in page("critical_points", **fields)
    brief = page("critical_points", "brief", **fields)
    assert "Gröbner" not in brief
    assert "Solutions: (0, 0), (3, 3)." in brief
    assert "We put" not in brief


def test_the_rules_of_a_short_derivative_are_named():
    assert "We use: sum rule, constant factor, power rule." in page("derivative", function="4x^3 - 7/x")
    assert "We use: exponential of base 5." in page("derivative", function="5^x")
    assert "We use" not in page("derivative", function="8")


def test_an_equation_that_comes_out_twice_is_said_once():
    assert page("critical_points", function="x^2 - 2x y + y^2").count("x = y") == 1
    assert page("critical_points", function="x^2 - 2x y + y^2").count("the same more than once") == 1
    assert "more than once" not in page("critical_points", function="2x^2 - 4x y + 6y^2 - 2x")


def test_the_components_of_an_opposite_vector_have_no_minus_before_a_nought():
    assert opposite(Vector(S.Zero, Symbol("x"), S.One)) == Vector(S.Zero, -Symbol("x"), -S.One)


def test_why_the_definition_is_needed_is_told_once():
    told = page("differentiability", function="(x^2 + y^2) sin(1/sqrt(x^2 + y^2))", exceptions=[{"at": [0, 0], "value": 0}], point=[0, 0])
    assert told.count("go back to the definition") == 1
    assert told.count("In the same way, a step h ≠ 0") == 1


def test_a_likewise_repeats_no_words():
    text = page("critical_points", function="x y (9 - x - y)")
    assert "Likewise, with x and y exchanged: ∂ f_y = ──[xy(9 − x − y)] = x(9 − x − 2y)" in text


def test_brackets_that_go_are_said_to_be_multiplied_out():
    assert "Multiplied out and collected. f_x = 2x + y − 6" in page("partial_derivative", function="(x - 3)^2 + x y", with_respect_to=["x"])


def test_a_fold_with_one_step_does_not_say_its_label_twice():
    (steps,) = (b for b in document("critical_points", function="x^4 - 8x^2 + 3y^2").body if isinstance(b, Steps))
    (solved,) = (s for s in steps.steps if s.details)
    assert solved.details[0].title == solved.summary
    assert [s.title for s in solved.finer] == [()]


def test_at_full_detail_a_reason_is_given_once():
    text = page("partial_derivative", "full", function="x^3 + x^5 y", with_respect_to=["x"])
    assert text.count("is lowered by one") == 2
    assert text.count("The power rule holds for every constant exponent") == 1


def test_a_rule_whose_line_would_repeat_that_of_its_stage_gives_only_its_reason():
    full = page("directional_derivative", "full", function="x y", point="(1, 2)", direction="(3, 4)")
    assert full.count("√(3² + 4²)") == 1 and "theorem of Pythagoras" in full
    text = page("limit", function="x^2 y/(x^4 + y^2)", point="(0, 0)")
    assert "Near the point this is 0 wherever it is defined" in text and "A constant" not in text


def test_squares_of_sine_and_cosine_stand_side_by_side_where_values_are_put_in():
    text = page("chain_rule", outer="x^2 y", inner={"x": "cos t", "y": "sin t"}, with_respect_to="t")
    assert "cos(t) (cos²(t) − 2 sin²(t))" in text


def test_values_at_two_ends_are_put_in_before_they_are_subtracted():
    text = page("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)")
    assert "(1² · 2 + 2) − (0² · 0 + 0)" in text


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("volume", {"region": ["x^2 + y^2 <= 2x", "0 <= z <= x^2 + y^2"]}, "4 · 2 ·"),
        ("integral", {"integrand": "sqrt(4 - x^2)", "variable": "x", "lower": "0", "upper": "2"}, "= 4 · ─ · ─ = π"),
    ],
)
def test_factors_that_several_steps_took_out_are_put_together_with_the_last_value(kind, fields, said):
    assert said in page(kind, **fields)


def test_only_what_is_held_is_said_to_be_held():
    said = page("partial_derivative", "full", function="c^2 sin t + y^2 sin t", variables=["t", "y"], with_respect_to=["t"])
    assert "With y held constant, y²" in said and "A constant factor only scales" in said and "held constant, c²" not in said
