"""A student's working: every line judged, the first mistake named and refuted, the rest held against the student's own values."""

import random

import pytest
import scripted

import tutor
from tutor.desk.worked.solved import solved_problem
from tutor.desk.worked.working import work_through
from tutor.errors import Unsupported

SLOPE = {"function": "x^2 + 3xy", "point": "(1, 2)", "direction": "(1, 1)"}
FOLIUM = {"function": "x^3 - 3xy + y^3"}


def words(found):
    return [line.word for line in found.lines]


@pytest.mark.parametrize(
    ("kind", "fields", "lines"),
    [
        ("directional_derivative", SLOPE, "f_x = 2x+3y\nf_y = 3x\n∇f(1,2) = (8,3)\nu = (1,1)/√2\nD_u f = (8,3)·(1/√2,1/√2) = 11/√2"),
        ("directional_derivative", SLOPE, "v = (1,1)\n|v| = sqrt(2)\nf_x = 8, f_y = 3\nD_u f = (8 + 3)/sqrt(2) = 7.778"),
        ("derivative", {"function": "x^2 sin x"}, "f' = (x^2)' sin x + x^2 (sin x)'\n= 2x sin x + x^2 cos x"),
        (
            "derivative",
            {"function": "x/(x^2+1)"},
            r"f' = \frac{d}{dx}\left[x (x^2+1)^{-1}\right] = (x^2+1)^{-1} - 2x^2 (x^2+1)^{-2}" "\n= (1-x^2)/(x^2+1)^2",
        ),
        (
            "iterated_integral",
            {"integrand": "x y", "limits": [["y", "0", "x"], ["x", "0", "1"]]},
            "\\int_0^1 \\int_0^x x y\\,dy\\,dx = \\int_0^1 \\left[\\frac{x y^2}{2}\\right]_0^x dx\n= \\int_0^1 \\int_y^1 x y dx dy\n= 1/8",
        ),
        (
            "lagrange",
            {"objective": "x y", "constraints": "x^2 + y^2 = 8"},
            "y = 2 lambda x\nx = 2 lambda y\ny^2 = x^2\n2x^2 = 8\nx = ±2\nmax 4 at (2, 2), (-2, -2); min -4 at (2, -2), (-2, 2)",
        ),
        (
            "critical_points",
            FOLIUM,
            "f_x = 3x^2 - 3y = 0, f_y = 3y^2 - 3x = 0\nso y = x^2\nx^4 - x = 0\nx = 0 or x = 1\nIf x = 0 then y = 0\n"
            "D = f_xx f_yy - f_xy^2 = 36xy - 9\nD(0,0) = -9 < 0\n(0,0) is a saddle point\n(0, 0) saddle point, (1, 1) local minimum",
        ),
        (
            "implicit_derivative",
            {"equation": "x^2+y^2=25", "dependent": "y", "with_respect_to": "x"},
            "2x + 2y y' = 0\n2y y' = -2x\ny' = -x/y",
        ),
        ("integral", {"integrand": "2x cos(x^2)"}, "Let u = x^2, so du = 2x dx\n∫ cos u du = sin u + C\nsin(x^2) + C"),
    ],
)
def test_what_follows_is_never_called_wrong(kind, fields, lines):
    found = tutor.working(kind, lines, **fields)
    assert found.first_wrong is None and found.score == 1.0, words(found)


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "number", "mistake"),
    [
        ("directional_derivative", SLOPE, "f_x = 2x+3y\nf_y = 3x\nu = (1,1)\nD_u f = (8,3)·(1,1) = 11", 2, "direction_not_normalized"),
        ("directional_derivative", SLOPE, "f_x = 2x + 3\nf_y = 3x\nD_u f = (5 + 3)/√2", 0, "held_variable_dropped"),
        ("derivative", {"function": "x^2 sin x"}, "d/dx[x^2 sin x] = 2x cos x\n= 2x cos(x)", 0, "product_of_derivatives"),
        ("critical_points", FOLIUM, "3x^2 - 3y = 0\n3y^2 - 3x = 0\ny = -x^2\n(0, 0) saddle point, (1, -1) local minimum", 2, None),
        (
            "iterated_integral",
            {"integrand": "x y", "limits": [["y", "0", "x"], ["x", "0", "1"]]},
            "int_0^1 x^3/2 dx\n= [x^4/4]_0^1\n= 1/4",
            1,
            None,
        ),
    ],
)
def test_the_first_wrong_line_is_found_and_named(kind, fields, lines, number, mistake):
    found = tutor.working(kind, lines, **fields)
    assert (found.first_wrong, found.lines[number].misconception) == (number, mistake)
    assert found.lines[number].refuted_by is not None


def test_what_follows_from_a_wrong_value_earns_its_mark_but_not_from_nothing():
    carried = tutor.working("directional_derivative", "f_x = 2x + 3\nf_y = 3x\n∇f(1,2) = (5,3)\nD_u f = 8/√2", **SLOPE)
    assert [line.score for line in carried.lines] == [0.0, 1.0, 1.0, 1.0] and carried.lines[3].carried
    nothing = tutor.working("directional_derivative", "∇f(1,2) = (0,0)\nD_u f = 0", **SLOPE)
    assert nothing.lines[0].word == "wrong" and not nothing.lines[1].score


def test_what_follows_from_a_wrong_equation_earns_its_mark():
    lines = "3x^2 + 3y^2 y' = 6y + 6x y'\ny'(3y^2 - 6x) = 6y + 3x^2\ny' = (6y + 3x^2)/(3y^2 - 6x)"
    found = tutor.working("implicit_derivative", lines, equation="x^3+y^3=6xy", dependent="y", with_respect_to="x")
    assert [(line.word, line.score) for line in found.lines] == [("follows", 1.0), ("wrong", 0.0), ("follows", 1.0)]


def test_what_is_set_up_wrongly_is_the_mistake_and_not_where_it_ends():
    lines = "∫_0^{2π} ∫_0^2 r^2 dr dθ\n= ∫_0^{2π} 8/3 dθ = 16π/3"
    assert tutor.working("integral_over_region", lines, integrand="x^2+y^2", region="x^2+y^2 <= 4").first_wrong == 0
    plane = tutor.working("tangent_plane", "n = (1, 2, 4)\n(x-1) + 2(y-2) + 4(z-3) = 0", surface="x^2+y^2+z^2=14", point="(1,2,3)")
    assert plane.first_wrong == 1


def test_what_cannot_be_read_or_judged_costs_nothing():
    found = tutor.working("directional_derivative", "We take the gradient.\nf_x = ((2x\n∇f(1,2) = (8,3)", **SLOPE)
    assert words(found)[:2] == ["unknown", "unreadable"] and found.score == 1.0
    hostile = tutor.working(
        "derivative", "__import__('os').system('x')\n<script>alert(1)</script>\n9^9^9^9 = 1\n" + "(" * 500, function="x^2"
    )
    assert hostile.first_wrong is None and "<script>" not in hostile._repr_html_()


def test_the_record_is_that_of_the_interface():
    (line,) = tutor.working("derivative", "f' = 2x^2", function="x^2").record()["lines"]
    assert line.keys() == {"text", "read_as", "verdict", "score", "misconception", "refuted_by", "feedback"}
    assert line["verdict"] == "wrong" and line["refuted_by"]["at"] and line["read_as"]["latex"]


def test_an_authors_own_answer_has_no_lines():
    with pytest.raises(Unsupported, match="its author's answer"):
        tutor.working("short_answer", "x", statement="Say x.", answer={"type": "expression", "value": "x"})


@pytest.mark.parametrize("kind", ["gradient", "area", "chain_rule"])
def test_a_sample_of_scripted_workings(kind):
    draw = random.Random(3)
    derivation = next(scripted.solved(kind))
    solved = solved_problem(derivation.problem)
    right = scripted.right(derivation, draw)
    assert work_through(*solved, "\n".join(right.lines)).first_wrong is None
    for script in scripted.faulty(derivation, draw):
        assert work_through(*solved, "\n".join(script.lines)).first_wrong == script.fault
