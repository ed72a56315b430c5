"""Hints: three strengths a step, from where the working stands, and never the final value before the last step."""

from pathlib import Path

import pytest
from every import over

import tutor
from tutor.cli import main
from tutor.edges.language import speaking
from tutor.rule import kinds, rules
from tutor.telling.prose import has, template

SLOPE = {"function": "x^2 + 3xy", "point": "(1, 2)", "direction": "(1, 1)"}


def test_every_rule_and_every_kind_has_a_hint():
    assert all(has(name, "hint") for name in (*rules(), *kinds()))


def test_a_hint_asks_and_does_not_tell():
    for name in (*rules(), *kinds()):
        block = Path(template(name).filename).read_text(encoding="utf-8").partition("{% block hint %}")[2].partition("{% endblock %}")[0]
        assert "result" not in block, name


@pytest.mark.slow
def test_a_hint_goes_on_from_the_last_right_line():
    assert tutor.hint("directional_derivative", **SLOPE).step == "1"
    there = tutor.hint("directional_derivative", "f_x = 2x+3y, f_y = 3x\n∇f(1,2) = (8,3)", strength=3, **SLOPE)
    assert "√2" in there.text and "Gradient" not in there.text
    wrong = tutor.hint("directional_derivative", "f_x = 2x+3y\nf_y = 3y", **SLOPE)
    assert wrong.text.startswith("Look again at line 2")


def test_three_strengths_and_the_final_value_only_at_the_end():
    told = [tutor.hint("directional_derivative", strength=n, **SLOPE).text for n in (1, 2, 3)]
    assert "2x + 3y" in told[2] and not any("2x + 3y" in t or "11√2" in t for t in told[:2])
    lines = "f_x = 2x+3y, f_y = 3x\n∇f(1,2) = (8,3)\nu = (1,1)/√2"
    assert "11√2" not in tutor.hint("directional_derivative", lines, strength=2, **SLOPE).text
    assert "11√2" in tutor.hint("directional_derivative", lines, strength=3, **SLOPE).text.replace("\n", "")
    assert "Every step is there" in tutor.hint("directional_derivative", lines + "\nD_u f = 11/√2", **SLOPE).text


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "told"),
    [
        ("potential", {"field": ["2x y + 1", "x^2 + 3y^2"]}, "f = x^2 y + y^3 + h(x)", "2xy + h′(x)"),
        ("chain_rule", {"outer": "x^2 + x y", "inner": {"x": "2t", "y": "t^3"}, "with_respect_to": "t"}, "z = 4t^2 + 2t^4", "8t³ + 8t"),
        (
            "implicit_derivative",
            {"equation": "x^2 y + y^3 = 3", "dependent": "y", "with_respect_to": "x"},
            "2x y + x^2 y' + 3y^2 = 0",
            "3y²y′ = 0",
        ),
        (
            "iterated_integral",
            {"integrand": "x^2 + y", "limits": [["y", "0", "x"], ["x", "0", "2"]]},
            "[x^2 y + y^2/2]_0^x = x^3 + x^2",
            "x³ +",
        ),
        (
            "critical_points",
            {"function": "x^3 + y^3 - 3x y"},
            "f_x = 3x^2 - 3y = 0, so y = x^2\nf_y = 3y^2 - 3x = 0, so x = y^2\nx = x^4",
            "(1 + x + x²) = 0",
        ),
    ],
)
def test_a_hint_goes_on_the_students_road_and_puts_a_wrong_line_right(kind, fields, lines, told):
    assert told in tutor.hint(kind, lines, strength=3, **fields).text


def test_the_command_gives_a_hint_and_judges_a_file(tmp_path, capsysbinary):
    file = tmp_path / "mine.txt"
    file.write_text("f' = 2x^2\n")
    assert main(["hint", "derivative", "function=x^2", "--working", str(file), "--format", "json"]) == 0
    assert b'"strength": 1' in capsysbinary.readouterr().out
    page = tmp_path / "judged.html"
    assert main(["check", "derivative", "function=x^2", "--working", str(file), "-o", str(page)]) == 0
    assert "Does not follow" in page.read_text() and "exponent" in page.read_text()
    assert main(["check", "derivative", "function=x^2", "--working", "f' = 2x", "--answer", "2x"]) == 2


def test_the_command_gives_a_hint_in_a_language(capsysbinary):
    assert main(["hint", "derivative", "function=x^2", "--language", "de", "--strength", "2"]) == 0
    told = capsysbinary.readouterr().out.decode()
    assert told.startswith("Hinweis") and "Als Nächstes" in told


def test_a_hint_to_a_walk_goes_on_to_the_next_row():
    root = {"function": "x^2 - 3", "start": "2", "steps": "3"}
    assert tutor.hint("newton_root", "x_1 = 7/4", **root).text.endswith("Next: step 2.")
    assert "18817" in tutor.hint("newton_root", "x_1 = 7/4\nx_2 = 97/56", strength=3, **root).text
    assert "Every step is there" in tutor.hint("newton_root", "x_3 = 18817/10864", **root).text
    fall = {"function": "x^2 + 2y^2", "start": "(2, 1)", "learning_rate": "0.1", "steps": "3"}
    assert tutor.hint("gradient_descent", "p_1 = (1.6, 0.6)\np_2 = (1.28, 0.36)", **fall).text.endswith("Next: step 3.")
    assert "⟨1.28, 0.36⟩" in tutor.hint("gradient_descent", "p_1 = (1.6, 0.6)", strength=3, **fall).text
    wrong = tutor.working("gradient_descent", "p_1 = (2.4, 1.6)", **fall).record()["lines"][0]["refuted_by"]["text"]
    assert "1.6" in wrong and "2.4" in wrong


def test_equations_with_a_multiplier_have_the_gradients_behind_them():
    fields = {"objective": "x + y", "constraints": "x^2 + 4y^2 = 20"}
    assert "Gradient" not in tutor.hint("lagrange", "1 = 2 lambda x\n1 = 8 lambda y", strength=2, **fields).text


def test_the_second_strength_says_more_than_the_first_and_names_the_theorem():
    ask, rule = (tutor.hint("directional_derivative", strength=n, **SLOPE).text for n in (1, 2))
    assert "unit vector" in rule and "one at a time" not in ask
    loop = {"field": ["-y", "x"], "region": "x^2 + y^2 <= 9"}
    assert all("Green's theorem" in tutor.hint("green", strength=n, **loop).text for n in (2, 3))
    assert "How fast does x change" not in tutor.hint("green", **loop).text


def test_a_hint_goes_on_with_the_integral_that_still_stands_there():
    parts = "u = x, dv = e^x dx\nx e^x - int e^x dx"
    asked, done = (tutor.hint("integral", parts, strength=n, integrand="x e^x").text for n in (1, 3))
    assert "∫ e^x dx" in asked and "product" not in asked and done.rstrip().endswith("∫ e  dx = e")
    equal = tutor.hint("integral", "int x e^x dx = x e^x - int e^x dx", integrand="x e^x")
    assert "Every step" not in equal.text and equal.step == "1"
    twice = {"integrand": "x y", "limits": [["y", "0", "x"], ["x", "0", "1"]]}
    assert tutor.hint("iterated_integral", "int_0^1 x^3/2 dx", **twice).step == "2"


ELLIPSE = {"equation": "x^2 + 4y^2 = 8", "dependent": "y", "with_respect_to": "x"}
CIRCLE = {"objective": "x + 2y", "constraints": "x^2 + y^2 = 5"}
BUMPS = {"function": "x^3 - 6xy + y^3"}
PATHS = {"function": "x y^2/(x^2 + y^4)", "point": "(0,0)"}
LENS = {"integrand": "x", "region": "bounded by y = x and y = x^2"}
ROUND = {"function": "x^2 + y^2 - 4y", "region": "x^2 + y^2 <= 9"}
SQUEEZED = {"function": "x^3/(x^2 + y^2)", "point": "(0,0)"}
DISC = {"integrand": "x^2 + y^2", "region": "x^2 + y^2 <= 9"}


@over(
    ("kind", "fields", "lines", "strength", "shown", "not_shown"),
    [
        ("implicit_derivative", ELLIPSE, "2x + 8y y' = 0", 3, "one side", "x² + 4y²"),
        ("implicit_derivative", ELLIPSE, "2x + 8y y' = 0", 2, "one side", "4y"),
        ("implicit_derivative", ELLIPSE, "8y y' = -2x", 2, "Divide", "Every step"),
        ("lagrange", CIRCLE, "1 = 2 lambda x\n2 = 2 lambda y", 1, "before the unknown", "Next"),
        ("lagrange", CIRCLE, "1 = 2 lambda x\n2 = 2 lambda y\n(1, 2), (-1, -2)", 1, "compare the values", "Every step"),
        ("critical_points", BUMPS, "f_x = 3x^2 - 6y = 0\nf_y = 3y^2 - 6x = 0\n(0, 0), (2, 2)", 2, "Second derivatives", "are 0"),
        ("critical_points", BUMPS, "(0, 0), (2, 2)\nf_xx = 6x, f_yy = 6y, f_xy = -6", 3, "D = ", "f_xy ="),
        ("integral_over_region", DISC, "0 <= r <= 3, 0 <= θ <= 2π", 2, "factor", "ray"),
        ("integral_over_region", DISC, "∫_0^{2π} ∫_0^3 r^3 dr dθ", 2, "product of integrals", "So the integral is"),
        ("integral_over_region", DISC, "I = int_0^{2π} int_0^3 r^2 dr dθ", 2, "The factor", "ray"),
        ("integral_over_region", LENS, "I = int_0^1 int_y^{sqrt(y)} x dx dy", 2, "With y held constant", "over y"),
        (
            "integral_over_region",
            LENS,
            "I = int_0^1 int_y^{sqrt(y)} x dx dy\n= int_0^1 (y - y^2)/2 dy",
            2,
            "fundamental theorem",
            "Every step",
        ),
        ("extrema_on_region", ROUND, "f(0, 2) = -4", 1, "not all letters are free", "Every step"),
        ("extrema_on_region", ROUND, "f(0, 2) = -4\nf(0, 3) = -3\nf(0, -3) = 21", 1, "compare the values", "Every step"),
        ("least_squares", {"points": [[0, 1], [1, 2], [3, 5]], "model": "m x + b"}, "4m + 3b = 8", 3, "10m + 4b = 17", "does not need"),
        ("lagrange", {"objective": "x y", "constraints": "x^2 + y^2 = 18"}, "y = 2 lambda x", 3, "One equation is still missing", "+ y² ="),
        ("limit", SQUEEZED, "|x^3/(x^2 + y^2)| <= |x|", 1, "between 0 and |x|", "does not need"),
        ("limit", SQUEEZED, "x^2 <= x^2 + y^2", 2, "gives the limit", "does not need"),
        ("limit", {"function": "(x^2 - y^2)/(x^2 + y^2)", "point": "(0,0)"}, "along x = 0: f -> -1", 1, "along y = 0", "continuous"),
        ("limit", PATHS, "along x = y^2: 1/2", 2, "Along y = 0", "x = y²"),
        ("limit", PATHS, "y = 0: f -> 0\nx = y^2: f -> 1/2", 1, "Compare the values along", "Next"),
    ],
)
def test_a_hint_is_about_what_comes_next(kind, fields, lines, strength, shown, not_shown):
    told = " ".join(tutor.hint(kind, lines, strength=strength, **fields).text.split())
    assert shown in told and not_shown not in told, told


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "shown"),
    [
        ("directional_derivative", SLOPE, "f_x = 2x + 3y\nf_y = 3x\nu = (1, 1)\nD_u f = 11", "unit"),
        ("critical_points", BUMPS, "f_x = 3x^2 - 6y = 0\nf_y = 3y^2 - 6x = 0\nD = 36xy", "Hessian"),
        ("integral_over_region", DISC, "∫_0^{2π} ∫_0^3 r^3 dr dθ\n= 2π * 81/4\n= 81π/2", "Every step is there"),
        ("least_squares", {"points": [[0, 1], [1, 2], [3, 5]], "model": "m x + b"}, "10m + 4b = 17\n4m + 3b = 8", "Substitute"),
    ],
)
def test_a_hint_is_to_the_step_of_the_mistake_and_none_behind_the_end(kind, fields, lines, shown):
    assert shown.lower() in " ".join(tutor.hint(kind, lines, strength=2, **fields).text.split()).lower()


def test_a_judged_line_with_alternatives_is_told_in_german():
    with speaking("de"):
        page = tutor.working("critical_points", "x = 0 or x = 2", **BUMPS).document()
    assert page.language == "de" and page.title == "Deine Rechnung"


ON_A_CURVE = {"outer": "x^2 y", "inner": {"x": "cos t", "y": "sin t"}, "with_respect_to": "t"}
POSITIONS = [  # what is written, and what the hint is about
    ("derivative", {"function": "x^2 sin x"}, "u = x^2, v = sin x\nu' = 2x", "d/dx[sin(x)]"),
    ("derivative", {"function": "x^2 sin x"}, "u = x^2, v = sin x\nu' = 2x, v' = cos x", "How are they put together?"),
    ("center_of_mass", {"region": "x^2 + y^2 <= 4, y >= 0"}, "M = 2 pi", "The coordinate x"),
    ("limit", {"function": "x^2 y/(x^4 + y^2)", "point": "(0, 0)"}, "y = 0: f -> 0", "On the line y = mx with any slope"),
    ("average_value", {"function": "x^2", "region": "0 <= x <= 3"}, "0 <= x <= 3\nint_0^3 x^2 dx", "The length"),
    ("critical_points", {"function": "x^3 - 3xy + y^3"}, "3x^2 - 3y = 0, 3y^2 - 3x = 0\ny = x^2", "We put y = x² into"),
    ("lagrange", {"objective": "x y", "constraints": "x^2 + y^2 = 8"}, "y = 2 lambda x\nx = 2 lambda y\ny^2 = x^2", "x² + y² = 8"),
    ("chain_rule", ON_A_CURVE, "dx/dt = -sin t", "The factors"),
    (
        "chain_rule",
        {"outer": "x^2 y", "inner": {"x": "cos t", "y": "sin t"}, "with_respect_to": "t"},
        "z' = z_x x' + z_y y'",
        "The factors",
    ),
    (
        "tangent_plane",
        {"surface": "z = x^2 + y^2", "point": "(1, 2)"},
        "f(1, 2) = 5, f_x(1, 2) = 2, f_y(1, 2) = 4",
        "each slope times",
    ),
    ("gradient_from_rates", {"rates": [{"direction": [3, 4], "rate": 2}, {"direction": [1, 0], "rate": -1}]}, "(3f_x + 4f_y)/5 = 2", "u₂"),
    ("directions", {"function": "x^2 + y^2", "point": "(3, 4)", "rate": "6"}, "6u_1 + 8u_2 = 6\nu_1^2 + u_2^2 = 1", "Substitute"),
    ("limit", {"function": "x y/(x^2 + y^2)", "point": "(0, 0)"}, "lim_{x -> 0} 0/x^2 = 0", "Along y = x"),
    ("potential", {"field": ["2x y", "x^2 + 3y^2"]}, "f = x^2 y + g(y)\nf_y = x^2 + g'(y)", "the unknown function must satisfy"),
    ("critical_points", {"function": "x^2 + 3x y - 7x + y^2 - 8y"}, "x = 2", "put in x = 2"),
    (
        "surface_integral",
        {"integrand": "z", "surface": "z = x + y", "region": "0 <= x <= 1, 0 <= y <= 1"},
        "dS = sqrt(3) dA",
        "On the surface",
    ),
    ("newton_root", {"function": "x^3 - 2", "start": "1", "steps": "4"}, "x_3 = 1.25993", "x₃ ≈ 1.2599"),
]


@over(("kind", "fields", "lines", "about"), POSITIONS)
def test_a_hint_is_to_what_is_missing_behind_the_latest_line(kind, fields, lines, about):
    assert about in " ".join(tutor.hint(kind, lines, strength=2, **fields).text.split())
