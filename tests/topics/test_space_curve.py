"""Curves in space: every quantity that can be asked, in general and at a point, and wrong ones refuted."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, Symbol, cos, sin, sqrt

import tutor
from tutor.deriving.evidence import Refuted, holds
from tutor.model import Claim
from tutor.printing.notation.text import text
from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated, plain

CUBIC = ["t", "t^2", "t^3"]
HELIX = ["3 cos t", "3 sin t", "4t"]
t = Symbol("t", real=True)


def fields(found):
    assert found.status == "solved", found.message
    assert found.verified
    return {k: evaluated(v) for k, v in found.answer.fields.items()}


@over(
    ("find", "value"),
    [
        ("speed", sqrt(14)),
        ("curvature", sqrt(76) / (14 * sqrt(14))),
        ("torsion", Rational(3, 19)),
        ("tangential_acceleration", 22 / sqrt(14)),
        ("normal_acceleration", sqrt(76) / sqrt(14)),
    ],
)
def test_numbers_of_the_twisted_cubic_at_1(solve, find, value):
    found = fields(solve("space_curve", position=CUBIC, find=find, point=1))
    assert (plain(found["expression"]) - value).simplify() == 0


def test_the_frame_of_a_helix_is_orthonormal(solve):
    frame = [fields(solve("space_curve", position=HELIX, find=f))["vector"] for f in ("unit_tangent", "principal_normal", "binormal")]
    for k, u in enumerate(frame):
        for m, v in enumerate(frame):
            product = sum(a * b for a, b in zip(plain(u), plain(v), strict=True)).simplify()
            assert product == (1 if k == m else 0)


def test_a_helix_bends_and_twists_alike_everywhere(solve):
    assert fields(solve("space_curve", position=HELIX, find="curvature"))["expression"] == Rational(3, 25)
    assert fields(solve("space_curve", position=HELIX, find="torsion"))["expression"] == Rational(4, 25)


def test_a_left_handed_helix_has_the_other_sign(solve):
    assert fields(solve("space_curve", position=["cos t", "-sin t", "t"], find="torsion"))["expression"] == Rational(-1, 2)


def test_line_plane_and_circle(solve):
    line = fields(solve("space_curve", position=CUBIC, find="tangent_line", point=1))
    assert line == {"point": Vector(1, 1, 1), "direction": Vector(1, 2, 3)}
    plane = solve("space_curve", position=CUBIC, find="osculating_plane", point=1).answer.fields["equation"]
    x, y, z = (Symbol(n, real=True) for n in "xyz")
    assert (plain(plane.left) - (3 * x - 3 * y + z - 1)).expand() == 0
    circle = fields(solve("space_curve", position=["t", "t^2"], find="osculating_circle", point=0))
    assert circle == {"centre": Vector(0, Rational(1, 2)), "radius": Rational(1, 2)}


@over(
    "given",
    [
        {"position": ["t", "2t", "3t"], "find": "principal_normal"},
        {"position": ["t", "2t", "3t"], "find": "binormal"},
        {"position": ["t^2", "t^3"], "find": "unit_tangent", "point": 0},
        {"position": ["t", "t^2"], "find": "torsion"},
        {"position": ["t", "t^2"], "find": "binormal"},
        {"position": ["t"], "find": "speed"},
    ],
)
def test_what_does_not_exist_is_refused(solve, given):
    assert solve("space_curve", **given).status == "unsupported"


@pytest.mark.parametrize(("find", "check"), [("curvature", "turning"), ("torsion", "twisting")])
def test_a_wrong_value_is_refuted_by_the_definition(solve, find, check):
    found = solve("space_curve", position=CUBIC, find=find, point=1)
    (step,) = [s for s in found.steps if s.rule == f"space_curve.{check}"]
    with pytest.raises(Refuted):
        holds(Claim(step.before, step.result + Rational(1, 10**6)))


def test_the_length_of_a_curve(solve):
    found = solve("arc_length", curve={"x": "3 cos t", "y": "3 sin t", "z": "4t"}, parameter=["t", 0, 2])
    assert fields(found)["expression"] == 10
    assert fields(solve("arc_length", curve="triangle (0, 0), (3, 0), (0, 4)"))["expression"] == 12
    assert fields(solve("arc_length", curve="y = 2x from (1, 2) to (0, 0)"))["expression"] == sqrt(5)


@over(
    ("position", "find", "expected"),
    [
        ("(t, t^2, t^3)", "torsion", "3/(9 t^4 + 9 t^2 + 1)"),
        ("(a cos t, a sin t, b t)", "torsion", "b/(a^2 + b^2)"),
        ("(t - sin t, 1 - cos t)", "curvature", "sqrt(2)/(4 sqrt(1 - cos t))"),
        ("(t, ln(cos t))", "curvature", "|cos t|"),
        ("(t, e^t)", "curvature", "e^t/(e^(2t) + 1)^(3/2)"),
        ("(t, t^2)", "principal_normal", "(-2t/sqrt(4t^2 + 1), 1/sqrt(4t^2 + 1))"),
    ],
)
def test_a_general_value_is_left_as_a_teacher_would(position, find, expected):
    """By the tree that is printed, not by its value alone."""
    found = tutor.solve("space_curve", position=position, find=find)
    shown = found.answer["vector" if find == "principal_normal" else "expression"]
    assert tutor.check("space_curve", expected, position=position, find=find).verdict.verdict == "correct"
    assert len(str(plain(shown))) <= len(expected) + 24


def test_without_a_point_the_general_one_is_meant(solve):
    circle = solve("space_curve", position="(cos t, sin t, t)", find="osculating_circle").answer.fields
    assert plain(circle["radius"]) == 2
    assert tuple(map(plain, circle["centre"].args)) == (-cos(t), -sin(t), t)
    line = solve("space_curve", position="(cos t, sin t, t)", find="tangent_line").answer.fields
    assert tuple(map(plain, line["direction"].args)) == (-sin(t), cos(t), 1)


@over(
    ("answer", "verdict"),
    [
        ("centre (0, 1/2), radius 1/2", "correct"),
        ("radius 1/2, center (0, 1/2)", "correct"),
        ("(0, 1/2), 1/2", "correct"),
        ("center = (0, 0.5) and r = 1/2", "correct"),
        ("x^2 + (y - 1/2)^2 = 1/4", "correct"),
        ("x^2 + y^2 = y", "correct"),
        ("x^2 + y^2 = 1/4", "incorrect"),
        ("centre (0, 1/2), radius 2", "partially_correct"),
        ("centre (1/2, 0), radius 2", "incorrect"),
        ("(0, 1/2)", "unreadable"),
    ],
)
def test_a_circle_is_judged_by_centre_and_radius_or_by_its_equation(answer, verdict):
    found = tutor.check("space_curve", answer, position="(t, t^2)", find="osculating_circle", point="0")
    assert found.verdict.verdict == verdict, found.verdict


@pytest.mark.parametrize(
    ("position", "place", "at"),
    [(CUBIC, [1, 1, 1], 1), (["cos t", "sin t", "t"], ["-1", "0", "pi"], "pi"), (["t^2", "t^3"], [1, -1], -1)],
)
def test_the_point_may_be_one_of_space(solve, position, place, at):
    found = fields(solve("space_curve", position=position, find="curvature", point=place))
    assert found == fields(solve("space_curve", position=position, find="curvature", point=at))


@pytest.mark.parametrize(("position", "place", "says"), [(CUBIC, [1, 1, 2], "nowhere"), (["t^2 - 1", "t^3 - t"], [0, 0], "more than once")])
def test_a_point_off_the_curve_or_passed_twice_is_refused(solve, position, place, says):
    found = solve("space_curve", position=position, find="curvature", point=place)
    assert found.status == "unsupported"
    assert says in found.message


@pytest.mark.parametrize(
    ("position", "point", "expected"),
    [
        (["2 cos t", "3 sin t"], "(2, 0)", Rational(2, 9)),
        (["2 cos t", "3 sin t"], "(0,-3)", Rational(3, 4)),  # at 3 pi/2, not at pi/2; a comma without a space
        (["t^3", "t^2"], "(1,1)", 6 * sqrt(13) / 169),
    ],
)
def test_a_point_of_a_plane_curve_says_the_parameter(solve, position, point, expected):
    found = solve("space_curve", position=position, find="curvature", point=point)
    assert found.verified, found.message
    assert (plain(found.answer.fields["expression"]) - expected).simplify() == 0


@pytest.mark.parametrize(("position", "point"), [(["cos t", "sin t"], "(2, 0)"), (["sin t", "sin 2t"], "(0, 0)")])
def test_a_point_off_the_curve_or_one_of_a_crossing_is_refused(solve, position, point):
    assert solve("space_curve", position=position, find="curvature", point=point).status == "unsupported"


def test_a_cusp_has_no_tangent_by_the_velocity(solve):
    found = solve("space_curve", position=["t^3", "t^2"], find="tangent_line", point=0)
    assert found.status == "unsupported"
    assert "no direction" in found.message


@pytest.mark.parametrize(
    ("find", "law"),
    [
        ("curvature", "κ(0) = ‖r′(0) × r′′(0)‖/‖r′(0)‖³ ="),
        ("torsion", "τ(0) = (r′(0) × r′′(0)) · r′′′(0)/‖r′(0) × r′′(0)‖² ="),
        ("normal_acceleration", "a_N = ‖r′(0) × r′′(0)‖/‖r′(0)‖ ="),
        ("tangential_acceleration", "a_T = (r′(0) · r′′(0))/‖r′(0)‖ ="),
    ],
)
def test_the_formula_stands_before_its_numbers(solve, find, law):
    found = solve("space_curve", position=["3t", "t^2", "t^3"], find=find, point=0)
    (step,) = [s for s in found.steps if s.shown.law is not None and s.result == found.answer.fields["expression"]]
    assert f"{text(step.name)} = {text(step.shown.law)} =" == law


def test_the_condition_of_an_answer_is_as_short_as_it_can_be():
    page = tutor.render(tutor.solve("space_curve", position=["2t^3", "t", "t^4"], find="torsion"), "text")
    assert "for t ≠ 0" in " ".join(page.split())


@over(("answer", "verdict"), [("(1, 1, 2) + t(2, 3, 2)", "correct"), ("x = 1 + 2t, y = 1 - 3t, z = 2 + 2t", "partially_correct")])
def test_the_parameter_of_the_curve_may_be_that_of_its_tangent_line(answer, verdict):
    found = tutor.check("space_curve", answer, position=["t^2", "t^3", "2t"], find="tangent_line", point=1)
    assert found.verdict.verdict == verdict
