"""A student's working: every line judged, the first mistake named and refuted, the rest held against the student's own values."""

import random

import pytest
import scripted
from every import over

import tutor
from tutor.desk.worked.solved import solved_problem
from tutor.desk.worked.working import work_through
from tutor.edges.language import speaking
from tutor.errors import Unsupported

SLOPE = {"function": "x^2 + 3xy", "point": "(1, 2)", "direction": "(1, 1)"}
FOLIUM = {"function": "x^3 - 3xy + y^3"}


def words(found):
    return [line.word for line in found.lines]


def assert_judged(kind, fields, lines, verdicts, score):
    found = tutor.working(kind, lines, **fields)
    assert (" ".join(words(found)), found.score) == (verdicts, score)


@over(
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
            "potential",
            {"field": ["2x y + z", "x^2", "x"]},
            "f = x^2 y + xz + g(y,z)\nf_y = x^2 + g_y = x^2\ng_y = 0\nf_z = x + g_z = x\nf = x^2 y + xz + C",
        ),
        (
            "lagrange",
            {"objective": "x^2 y", "constraints": "x^2 + 2y^2 = 6"},
            "2xy = 2 lambda x\ny = lambda or x = 0\nx^2 = 4y^2\nx != 0: lambda = y\nmax 4, min -4",
        ),
        (
            "line_integral",
            {"field": ["2x y", "x^2 + 1"], "curve": "segment (0,0) to (1,2)"},
            "r(t) = (t, 2t)\ndx = dt, dy = 2 dt\nF(r(t)) = (4t^2, t^2 + 1)\nF . r' = 6t^2 + 2\n∫_0^1 (6t^2 + 2) dt = 4",
        ),
        (
            "newton_minimize",
            {"function": "x^2 + x y + y^2 - 3x", "start": "(0, 0)", "steps": 1},
            "H = [[2,1],[1,2]]\nH^{-1} = 1/3 [[2,-1],[-1,2]]\nx1 = (0,0) - H^{-1} (-3, 0) = (2, -1)",
        ),
        ("convexity", {"function": "x^2 + x y + y^2"}, "det H = 3 > 0\nstrictly convex"),
        (
            "area",
            {"region": ["y >= x^2", "y <= x + 2"]},
            "x^2 = x + 2\nx = -1 or x = 2\nA = double integral of 1 dA = ∫_(-1)^2 (x + 2 - x^2) dx\n= 9/2",
        ),
        (
            "implicit_derivative",
            {"equation": "x^2+y^2=25", "dependent": "y", "with_respect_to": "x"},
            "2x + 2y y' = 0\n2y y' = -2x\ny' = -x/y",
        ),
        (
            "continuity",
            {"function": r"\begin{cases} x^2 & x < 1 \\ 3 - x & x \ge 1 \end{cases}", "point": [1]},
            "lim_(x → 1⁻) x^2 = 1\nlim_(x → 1⁺) f(x) = lim_(x → 1⁺) (3 − x) = 2\nno",
        ),
        (
            "extrema_on_region",
            {"function": "xy", "region": ["x^2 + y^2 <= 8"]},
            r"\nabla f = \left\langle \frac{\partial}{\partial x}[xy], \frac{\partial}{\partial y}[xy] \right\rangle" "\n= (y, x)",
        ),
        (
            "backpropagation",
            {"function": "e^(x y)", "point": "(1, 0)"},
            "v_1 = x y = 0\n" r"\frac{\partial v_2}{\partial v_1} = \left. e^{v_1} \right\rvert_{v_1 = 0}",
        ),
        ("limit", {"function": "cos(1/x)", "point": 0}, "lim_(n → ∞) 1 = 1\nlim_(n → ∞) 0 = 0"),
        (
            "change_of_variables",
            {
                "integrand": "1/(x^2 + y^2 + z^2)",
                "transform": {"x": "rho sin phi cos theta", "y": "rho sin phi sin theta", "z": "rho cos phi"},
                "limits": [["rho", "1", "3"], ["phi", "0", "pi"], ["theta", "0", "2pi"]],
            },
            "J = ρ² sin(ϕ)\n|J| = |ρ² sin(ϕ)| = ρ² sin(ϕ)",
        ),
        (
            "implicit_system",
            {"equations": ["u = f(x)", "v = g(u)", "y = u + v"], "dependents": ["u", "v", "y"], "with_respect_to": "x"},
            "u_x = f'(x)\nv_x = g'(u) f'(x)\ny_x = (1 + g'(u)) f'(x)",
        ),
        ("verify_equation", {"function": "f(x - c t)", "equation": "u_t = -c u_x"}, "u_t = -c f'(x - ct)\nu_x = f'(x - ct)"),
        (
            "lagrange",
            {"objective": "x y", "constraints": "x + 2y = 8"},
            "x = 8 - 2y\nf = (8-2y) y = 8y - 2y^2\nf' = 8 - 4y = 0\ny = 2\nmax 8 at (4, 2)",
        ),
        (
            "lagrange",
            {"objective": "x + y", "constraints": "x^2 + y^2 = 2"},
            "x = sqrt2 cos t, y = sqrt2 sin t\nf = sqrt2 (cos t + sin t)\nmax 2, min -2",
        ),
        (
            "critical_points",
            {"function": "x^3 + y^3 - 3x - 12y"},
            "fx = 3x^2 - 3 = 0 -> x = ±1\nfyy = 6y, fxy = 0\nD = 36xy\n(1,2): D = 72 > 0, fxx = 6 so local min\nD = -72 at (1,-2)",
        ),
        (
            "integral",
            {"integrand": "x e^(2x)"},
            "u = x, dv = e^(2x) dx\ndu = dx, v = e^(2x)/2\n= x e^(2x)/2 - ∫ e^(2x)/2 dx\n= x e^(2x)/2 - e^(2x)/4",
        ),
        ("integral", {"integrand": "x/(x^2+1)", "lower": "0", "upper": "2"}, "u = x^2+1, du = 2x dx\n1/2 ∫_1^5 du/u = 1/2 ln 5"),
        ("tangent_plane", {"surface": "x^2 + y^2 + z^2 = 3", "parallel_to": "x + y + z = 1"}, "(1, 1, 1), (-1, -1, -1)"),
        ("tangent_plane", {"surface": "z = x^2 + 3xy", "point": "(1,1)"}, "z_x = 2x + 3y = 5\nz_y = 3x = 3\nz = 4 + 5(x-1) + 3(y-1)"),
        (
            "laplacian",
            {"function": "ln(x^2+y^2)"},
            "u_x = 2x/(x^2+y^2)\nu_xx = (2y^2-2x^2)/(x^2+y^2)^2\nu_yy = (2x^2-2y^2)/(x^2+y^2)^2\nsum = 0",
        ),
        ("potential", {"field": ["2xy + 1", "x^2 + 2y"]}, "f_x = 2xy + h'(x) = 2xy + 1\nf = x^2 y + y^2 + x"),
        ("integral", {"integrand": "x^2", "lower": "0", "upper": "1"}, "int from 0 to 1 of x^2 dx\n= x^3/3 from x = 0 to x = 1\n= 1/3"),
        (
            "volume",
            {"region": "x^2+y^2 <= 1, 0 <= z <= 4 - x^2 - y^2"},
            "r from 0 to 1, theta from 0 to 2pi\nV = int_0^(2pi) int_0^1 (4r - r^3) dr dtheta\n= 2pi (2r^2 - r^4/4) von 0 bis 1, so 7pi/2",
        ),
        (
            "limit",
            {"function": "2x y/(x^2+y^2)", "point": "(0,0)"},
            "y = m x: f -> 2m/(1+m^2) as x -> 0\n2x y -> 0\nthe limit does not exist",
        ),
        (
            "space_curve",
            {"position": ["t", "t^2", "0"], "find": "curvature"},
            "r' x r'' = (0, 0, 2)\nr'(t) x r''(t) = (0, 0, 2)\n|r' × r''| = 2",
        ),
        (
            "arc_length",
            {"curve": {"x": "2cos t", "y": "2sin t", "z": "t"}, "parameter": ["t", "0", "pi"]},
            "t from 0 to pi\n|r'(t)|^2 = 4 + 1 = 5\n|r'|^2 = 5\nL = √5 π",
        ),
        ("potential", {"field": ["2xy + 1", "x^2 + 2y"]}, "f_y = x^2 + 2y\nf_x = 2xy + 1\nf = x^2 y + x + y^2"),
        (
            "green",
            {"field": ["-x^2 y", "x y^2"], "curve": "x^2 + y^2 = 9"},
            "Q_x - P_y = x^2 + y^2\n= r^2\n∫_0^{2π} ∫_0^3 r^3 dr dθ = 81π/2",
        ),
        (
            "surface_integral",
            {"field": ["x", "y", "z"], "surface": "z = 4 - 2x - 2y", "region": "0 <= x <= 1, 0 <= y <= 1"},
            "n = (2, 2, 1)/3\nn = (2, 2, 1)\nF . n = 2x + 2y + z = 4\n4",
        ),
        (
            "line_integral",
            {"field": ["y", "x^2"], "curve": {"x": "t", "y": "t^2"}, "parameter": ["t", "0", "1"]},
            "I_1 = 1/3\nI_2 = 1/2\nI = I_1 + I_2 = 5/6",
        ),
        ("line_integral", {"field": ["-y", "x"], "curve": "x^2+y^2=1"}, "x = cos t, y = sin t\n= int_0^(2pi) 1 dt\n= 2pi"),
        ("integral", {"integrand": "2x cos(x^2)"}, "Let u = x^2, so du = 2x dx\n∫ cos u du = sin u + C\nsin(x^2) + C"),
        (
            "integral",
            {"integrand": "2x (x^2+1)^3", "lower": "0", "upper": "1"},
            "u = x^2+1\nx=0: u=1, x=1: u=2\nint_1^2 u^3 du\n= [u^4/4]_1^2\n= 4 - 1/4",
        ),
        (
            "integral",
            {"integrand": "cos x e^(sin x)", "lower": "0", "upper": "pi/2"},
            "u = sin x\nu = 0 when x = 0 and u = 1 when x = pi/2\n∫_0^1 e^u du\n= [e^u]_0^1 = e - 1",
        ),
    ],
)
def test_what_follows_is_never_called_wrong(kind, fields, lines):
    found = tutor.working(kind, lines, **fields)
    assert found.first_wrong is None and {line.score for line in found.lines} - {None} == {1.0}, words(found)


@over(
    ("kind", "fields", "lines", "number", "mistake"),
    [
        ("directional_derivative", SLOPE, "f_x = 2x+3y\nf_y = 3x\nu = (1,1)\nD_u f = (8,3)·(1,1) = 11", 2, "direction_not_normalized"),
        ("directional_derivative", SLOPE, "f_x = 2x + 3\nf_y = 3x\nD_u f = (5 + 3)/√2", 0, "held_variable_dropped"),
        ("derivative", {"function": "x^2 sin x"}, "d/dx[x^2 sin x] = 2x cos x\n= 2x cos(x)", 0, "product_of_derivatives"),
        ("critical_points", FOLIUM, "3x^2 - 3y = 0\n3y^2 - 3x = 0\ny = -x^2\n(0, 0) saddle point, (1, -1) local minimum", 2, None),
        (
            "iterated_integral",
            {"integrand": "6x y", "limits": [["y", "0", "2x"], ["x", "0", "1"]]},
            "∫_0^(2x) 6xy dy = 6x^2\n∫_0^1 6x^2 dx = 2",
            0,
            "exponent_not_raised",
        ),
        (
            "iterated_integral",
            {"integrand": "x^2 + y", "limits": [["y", "0", "x"], ["x", "0", "2"]]},
            "inner: [x^2 y + y^2/2]_0^x = x^3 + x^2",
            0,
            None,
        ),
        ("divergence", {"field": ["x^2 y", "y^2 z", "z^2 x"], "point": "(1, 1, 2)"}, "div F = 2xy + 2yz + z^2", 0, "wrong_variable"),
        (
            "gradient_descent",
            {"function": "x^2 + 3y^2", "start": "(2, 1)", "learning_rate": "0.1", "steps": 3},
            "x1 = (1.6, 0.4)\nx2 = (1.6, 0.4) + 0.1(3.2, 2.4) = (1.92, 0.64)",
            1,
            "descent_sign",
        ),
        ("volume", {"region": ["z >= x^2 + y^2", "z <= 4"]}, "V = ∬ (4 - x^2 - y^2) dA = 12 pi", 0, None),
        ("convexity", {"function": "x^2 + x y + y^2"}, "det H = 3\nconcave", 1, "class_swapped"),
        (
            "extrema_on_region",
            {"function": "x^2 - x y + y^2", "region": ["0 <= x", "x <= 2", "0 <= y", "y <= 1"]},
            "f(0,0) = 0\nx = 2: f = 4 - 2y - y^2",
            1,
            "sign_slip",
        ),
        ("lagrange", {"objective": "x y", "constraints": "x + 2y = 8"}, "x = 8 - 2y\nf = 8y - y^2\nf' = 8 - 2y = 0", 1, None),
        ("lagrange", {"objective": "x y", "constraints": "x + 2y = 8"}, "y = lambda, x = 2 lambda\nx = 2y\n4y = 8\ny = 4", 3, None),
        ("limit", {"function": "2x y^2/(x^2+y^2)", "point": "(0,0)"}, "does not exist", 0, "indeterminate_called_nonexistent"),
        ("total_differential", {"function": "x^2 y^3"}, "dz = 2x y^3 dx + 3x^2 y dy", 0, None),
        ("laplacian", {"function": "ln(x^2+y^2)"}, "u_x = 2x/(x^2+y^2)\nu_xx = (2(x^2+y^2) - 2x)/(x^2+y^2)^2", 1, None),
        ("potential", {"field": ["2xy", "x^2 - 4y"]}, "f = x^2 y + g(y)\nf_y = 2x + g'(y)", 1, "constant_kept"),
        (
            "laplacian",
            {"function": "rho^2 cos(phi)", "coordinates": "spherical"},
            "∂/∂ρ[2ρ³ cos(ϕ) sin(ϕ)] = 0",
            0,
            "exponent_not_brought_down",
        ),
        (
            "iterated_integral",
            {"integrand": "x y", "limits": [["y", "0", "x"], ["x", "0", "1"]]},
            "int_0^1 x^3/2 dx\n= [x^4/4]_0^1\n= 1/4",
            1,
            None,
        ),
        (
            "integral",
            {"integrand": "cos x e^(sin x)", "lower": "0", "upper": "pi/2"},
            "u = sin x\nu = 0 when x = 0 and u = 2 when x = pi/2\n∫_0^1 e^u du",
            1,
            None,
        ),
    ],
)
def test_the_first_wrong_line_is_found_and_named(kind, fields, lines, number, mistake):
    found = tutor.working(kind, lines, **fields)
    assert (found.first_wrong, found.lines[number].misconception) == (number, mistake)
    assert found.lines[number].refuted_by is not None or any(w in lines for w in ("g'", "exist", "concave"))  # of which there is no number


@pytest.mark.slow
def test_what_is_said_of_a_part_is_the_mistake_where_it_contradicts_itself():
    parts = tutor.working("integral", "u = x, v' = e^(2x)\nv = 2e^(2x)\n= 2x e^(2x) - ∫ 2e^(2x) dx", integrand="x e^(2x)")
    assert words(parts)[:2] == ["unknown", "wrong"] and "derivative" in parts.lines[1].says
    half = tutor.working("taylor_polynomial", "f_y = -e^x sin y = 0\nT = 1 + x + x^2 - y^2", function="e^x cos y", point="(0,0)", order=2)
    assert half.first_wrong == 1 and half.lines[1].misconception == "taylor_missing_half"
    cross = tutor.working("curl", "curl = (-y, z, -x)", field=["x y", "y z", "z x"])
    assert words(cross) == ["wrong"]
    parts = tutor.working(
        "integral", "1/(x^2-1) = A/(x-1) + B/(x+1)\nA = 1/2, B = -1/2\n= 1/2 ln|x-1| + 1/2 ln|x+1|", integrand="1/(x^2-1)"
    )
    assert parts.first_wrong == 2
    edges = "(0,0), f = 0\nedge y = 0: f = x^2\nedge x = 2: f = 4 - 2y + y^2, f' = 2y - 2 = 0 at y = 1: f = 3"
    region = ["0 <= x", "x <= 2", "0 <= y", "y <= 1"]
    assert tutor.working("extrema_on_region", edges, function="x^2 - x y + y^2", region=region).first_wrong is None
    there = tutor.working("space_curve", "κ = 2/(1+4t^2)\nκ(0) = 2", position=["t", "t^2", "0"], find="curvature", point="0")
    assert words(there) == ["unknown", "skips"]


@pytest.mark.slow
def test_a_plane_with_a_wrong_slope_follows_from_it():
    judged = tutor.working("tangent_plane", "f_x(1,1) = 5\nf_y(1,1) = 6\nz = 4 + 5(x-1) + 6(y-1)", surface="z = x^2 + 3xy", point="(1,1)")
    assert words(judged) == ["follows", "wrong", "follows"] and judged.lines[2].carried


def test_what_follows_from_a_wrong_value_earns_its_mark_but_not_from_nothing():
    carried = tutor.working("directional_derivative", "f_x = 2x + 3\nf_y = 3x\n∇f(1,2) = (5,3)\nD_u f = 8/√2", **SLOPE)
    assert [line.score for line in carried.lines] == [0.0, 1.0, 1.0, 1.0] and carried.lines[3].carried
    nothing = tutor.working("directional_derivative", "∇f(1,2) = (0,0)\nD_u f = 0", **SLOPE)
    assert nothing.lines[0].word == "wrong" and not nothing.lines[1].score


def test_a_function_that_was_found_wrong_is_put_in_where_it_was_left_open():
    field = {"field": ["3x^2 y", "x^3 + 2y"]}
    lines = "f = x^3 y + g(y)\ng'(y) = 2y\ng = 2y^2\n"
    assert words(tutor.working("potential", lines + "f = x^3 y + 2y^2 + C", **field))[2:] == ["wrong", "follows"]
    assert words(tutor.working("potential", lines + "f = x^3 y + 3y^2", **field))[2:] == ["wrong", "unknown"]


def test_a_sign_that_a_size_has_where_its_letter_runs_is_not_wrong():
    quarter = {"curve": {"x": "cos^3 t", "y": "sin^3 t"}, "parameter": ["t", "0", "pi/2"]}
    assert words(tutor.working("arc_length", "|r'| = 3|cos t sin t| = 3 cos t sin t", **quarter)) == ["unknown"]
    assert words(tutor.working("arc_length", "|r'| = 3|cos t sin t| = -3 cos t sin t\nL = -3/2", **quarter))[0] == "wrong"


def test_parts_that_nobody_asked_for_follow_by_their_sum():
    along = {"field": ["y", "x^2"], "curve": {"x": "t", "y": "t^2"}, "parameter": ["t", "0", "1"]}
    assert words(tutor.working("line_integral", "I_1 = 1/3\nI_2 = 1/2\nI = 5/6", **along))[:2] == ["follows", "follows"]
    assert words(tutor.working("line_integral", "I_1 = 1/4\nI_2 = 1/2\nI = 5/6", **along))[:2] == ["unknown", "unknown"]


def test_what_follows_from_a_wrong_equation_earns_its_mark():
    lines = "3x^2 + 3y^2 y' = 6y + 6x y'\ny'(3y^2 - 6x) = 6y + 3x^2\ny' = (6y + 3x^2)/(3y^2 - 6x)"
    found = tutor.working("implicit_derivative", lines, equation="x^3+y^3=6xy", dependent="y", with_respect_to="x")
    assert [(line.word, line.score) for line in found.lines] == [("follows", 1.0), ("wrong", 0.0), ("follows", 1.0)]


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "wrong"),
    [
        (
            "critical_points",
            FOLIUM,
            "f_x = 3x^2 - 3y = 0\nf_y = 3y^2 + 3x = 0\ny = x^2\n3x^4 + 3x = 0\nx = 0 or x = -1\n(0, 0), (-1, 1)",
            1,
        ),
        (
            "lagrange",
            {"objective": "x^2 + y^2", "constraints": "x + y = 4"},
            "2x = lambda\n2y = 2 lambda\ny = 2x\n3x = 4\nx = 4/3, y = 8/3\nf = 80/9\nmin 80/9 at (4/3, 8/3)",
            1,
        ),
        (
            "lagrange",
            {"objective": "x^2 + y^2", "constraints": "x + y = 4"},
            "2x = lambda\n2y = lambda\nx = y\n2x = 5\nx = 5/2, y = 5/2",
            3,
        ),
        ("critical_points", {"function": "x^2 + y^2 - 2x - 4y"}, "f_x = 2x - 2 = 0\nx = 2\nf_y = 2y - 4 = 0\ny = 2\n(2, 2)", 1),
        (
            "least_squares",
            {"points": "[[0, 0], [1, 1], [2, 3]]", "model": "m x + b"},
            "5m + 3b = 7\n3m + 3b = 5\n2m = 2\nm = 1\nb = 2/3\ny = x + 2/3",
            1,
        ),
    ],
)
def test_a_system_is_carried_on_with_the_wrong_equation_in_it(kind, fields, lines, wrong):
    found = tutor.working(kind, lines, **fields)
    scores = [line.score for line in found.lines]
    assert found.first_wrong == wrong and scores == [0.0 if k == wrong else 1.0 for k in range(len(scores))], words(found)
    assert found.lines[wrong].refuted_by is not None and found.lines[-1].carried


BOWLS = {"function": "x^3 - 3x + y^2"}
CROSS = {"function": "x^3 + 3x y^2 - 27x"}


@over(
    ("kind", "fields", "lines", "first"),
    [
        ("critical_points", BOWLS, "x^2 = 1, so x = 1\ny = 0", 0),
        ("critical_points", BOWLS, "3x^2 = 3 => x = 1 => y = 0", 1),
        ("critical_points", BOWLS, "3x^2 = 3\nx = 1\nthen (1, 0)\nx = -1\nthen (-1, 0)", None),
        ("critical_points", BOWLS, "3x^2 = 3\nx = 1\n(1, 0) minimum, (-1, 0) saddle", None),
        ("critical_points", BOWLS, "3x^2 = 3\nx = 1, as x is positive", None),
        ("critical_points", CROSS, "6xy = 0\ny = 0\nx = ±3", None),
        ("critical_points", CROSS, "6xy = 0\ny = 0\nx = ±3\n(3, 0) minimum, (-3, 0) maximum", 1),
        ("critical_points", CROSS, "6xy = 0\ny = 0\nx = ±3\nx = 0\ny = ±3\n(3, 0) minimum, (-3, 0) maximum", None),
        ("lagrange", {"objective": "x y", "constraints": "x^2 + y^2 = 8"}, "y^2 = x^2\ny = x\n2x^2 = 8\nmax 4 at (2, 2), (-2, -2)", 1),
        ("lagrange", {"objective": "x + y", "constraints": "x^2 + y^2 = 8", "goal": "max"}, "y = x\nx^2 = 4\nx = 2\nmax 4 at (2, 2)", None),
    ],
)
def test_a_solution_that_is_lost_is_the_mistake_unless_it_comes_or_is_not_asked_for(kind, fields, lines, first):
    found = tutor.working(kind, lines, **fields)
    assert found.first_wrong == first, words(found)
    if first is not None:
        assert found.lines[first].misconception == "missing_points" and "solves the equation" in found.lines[first].says
        assert not any(line.carried for line in found.lines)


def test_in_a_case_an_equation_holds_where_its_solutions_are_those_of_the_case():
    assert words(tutor.working("critical_points", "6xy = 0\ny = 0\nx^2 = 9\nx = ±3", **CROSS)) == ["follows"] * 4
    assert words(tutor.working("critical_points", "6xy = 0\nx^2 = 9", **CROSS)) == ["follows", "unknown"]


@pytest.mark.parametrize(
    ("lines", "first", "at"),
    [
        ("z - 5 = 2(x-1) + 4(y+2)\nz = 2x + 4y + 11", 0, "x = 1, y = 2, z = 5"),
        ("z - 5 = 2(x-1) + 3(y-2)", 0, "x = 1, y = 1, z = 1"),
        ("z - 5 = 2(x-1) + 4(y-2)\n2x + 4y = z + 5", None, ""),
    ],
)
@pytest.mark.slow
def test_another_plane_is_refuted_by_a_point_of_the_right_one(lines, first, at):
    found = tutor.working("tangent_plane", lines, surface="z = x^2 + y^2", point="(1, 2)")
    assert found.first_wrong == first and [line.carried for line in found.lines[1:]] in ([], [first is not None])
    if first is not None:
        shown = found.lines[first].refuted_by
        assert ", ".join(f"{n} = {v}" for n, v in shown.at) == at and shown.left != shown.right


@over(
    ("fields", "lines", "first"),
    [
        ({"integrand": "x e^x"}, "u = x, dv = e^x dx\nx e^x - int e^x dx\nx e^x - e^x + C", None),
        ({"integrand": "x e^x"}, "u = x, dv = e^x dx\nx e^x + int e^x dx\nx e^x + e^x + C", 1),
        ({"integrand": "x^2 ln x"}, "u = ln x, dv = x^2 dx\n= x^3/3 ln x - int x^3/3 dx\n= x^3/3 ln x - x^4/12 + C", 1),
        ({"integrand": "x e^(x^2)", "lower": 0, "upper": 1}, "u = x^2\n1/2 e^(x^2)\ne/2 - 1/2", None),
        ({"integrand": "x e^(x^2)", "lower": 0, "upper": 1}, "u = x^2\n2 e^(x^2)\n2e - 2", 1),
        ({"integrand": "x e^(x^2)", "lower": 0, "upper": 1}, "u = x^2\nint_0^1 e^u du\ne - 1", 1),
        ({"integrand": "x e^(x^2)", "lower": 0, "upper": 1}, "u = x^2\nint_0^1 e^u du = e - 1\n(e - 1)/2", None),
    ],
)
def test_a_formula_by_itself_is_an_antiderivative_or_the_integral(fields, lines, first):
    found = tutor.working("integral", lines, **fields)
    assert found.first_wrong == first, words(found)
    assert found.lines[-1].word == "follows" and found.lines[-1].carried == (
        first is not None and found.lines[first].says.startswith("Its")
    )


def test_what_nobody_can_judge_earns_nothing_where_the_end_is_not_right():
    point = {"function": "x^2 y", "point": "(1, 2)"}
    wrong = tutor.working("linear_approximation", "f_x = 4, f_y = 1\n2 + 4(x-1) + (y-1)", **point)
    assert words(wrong) == ["skips", "unknown"] and [line.score for line in wrong.lines] == [1.0, 0.0] and wrong.score == 0.5
    going = tutor.working("tangent_plane", "f_x = 2x, f_y = 2y\nq = (4, 8, -2)", surface="z = x^2 + y^2", point="(1, 2)")
    assert going.lines[1].word == "unknown" and going.lines[1].score is None


@pytest.mark.parametrize(("case", "first"), [("x = 0 or x = 1", None), ("x = 0 or x = 1.5", 3), ("x = 0 or x = 1 or x = -1", 3)])
def test_each_value_of_a_case_solves_the_equation_before_it(case, first):
    lines = f"3x^2 - 3y = 0, 3y^2 - 3x = 0\ny = x^2\nx^4 - x = 0\n{case}"
    assert tutor.working("critical_points", lines, **FOLIUM).first_wrong == first


@pytest.mark.slow
def test_the_answer_to_a_system_that_was_doubtful_shows_where_it_went_wrong():
    lines = "y = 2 lambda x\nx = lambda y\nx^2 = y^2/2\n3x^2 = 8\nmax 8sqrt(2)/3"
    assert tutor.working("lagrange", lines, objective="x y", constraints="x^2 + y^2 = 8").first_wrong == 1


@over(
    ("kind", "fields", "lines", "wrong"),
    [
        ("volume", {"region": "bounded by z = 4 - x^2 - y^2 and z = 0"}, "4 - r^2 = 0\nr = 2\nV = 8pi", None),
        (
            "volume",
            {"region": "bounded by z = 4 - x^2 - y^2 and z = 0"},
            "4 - r^2 = 0\nr = 2\nV = int_0^(2pi) int_0^2 (4 - r^2) dr dtheta\n= 2pi * 16/3\n= 32pi/3",
            2,
        ),
        (
            "area",
            {"region": "bounded by y = x^2 and y = x + 2"},
            "x^2 = x + 2\nx = -1 or x = 2\nA = int_(-1)^2 (x^2 - x - 2) dx\n= -9/2",
            2,
        ),
        (
            "integral_over_region",
            {"integrand": "x", "region": "bounded by y = 2x^2 and y = 1 + x^2"},
            "2x^2 = 1 + x^2\nx = -1 or x = 1\nint_(-1)^1 int_(2x^2)^(1+x^2) x dy dx\n= 1",
            3,
        ),
        (
            "tangent_plane",
            {"surface": "x^2+y^2+2z^2=1", "parallel_to": "x + 2y + z = 1"},
            "2x = k, 2y = 2k, 4z = k\nx = k/2, y = k, z = k/4\nk^2/4 + k^2 + k^2/8 = 1\nk^2 = 8/11",
            None,
        ),
    ],
)
def test_an_equation_that_is_to_be_solved_claims_nothing(kind, fields, lines, wrong):
    assert tutor.working(kind, lines, **fields).first_wrong == wrong


@over(
    ("lines", "verdicts"),
    [
        ("x^2 <= y <= 2x\n0 <= x <= 2", ["follows", "follows"]),
        ("0 <= y <= 4, y/2 <= x <= sqrt(y)", ["follows"]),
        ("0 <= x <= 2, 2x <= y <= x^2", ["wrong"]),
        ("0 <= x <= 2\n0 <= y <= 2x", ["follows", "wrong"]),
        ("0 <= x <= 1, x^2 <= y <= 2x", ["unknown"]),
        ("r <= 4 sin(theta)", ["unknown"]),
        ("y runs from x^2 to 2x and x from 0 to 2", ["follows"]),
        ("x von y/2 bis sqrt(y), y von 0 bis 4\nx läuft von 0 bis 2", ["follows", "follows"]),
        ("x from 0 to 2, y from 2x to x^2", ["wrong"]),
        ("int of x from 0 to 1", ["unknown"]),
    ],
)
def test_limits_are_held_against_points_of_the_region(lines, verdicts):
    assert words(tutor.working("integral_over_region", lines, integrand="x", region="bounded by y = 2x and y = x^2")) == verdicts


def test_limits_that_leave_points_out_are_refuted_by_a_plain_one_where_they_lead_to_what_is_wrong():
    lines = "x from 0 to 1, y from x^2 to 2x\nI = int_0^1 int_{x^2}^{2x} x dy dx = 5/12"
    found = tutor.working("integral_over_region", lines, integrand="x", region="bounded by y = 2x and y = x^2")
    assert found.first_wrong == 0 and "leave out a point of the region: x = 1.5 and y = 2.5." in found.lines[0].says, found.lines[0].says


@pytest.mark.slow
def test_a_step_and_a_ring_with_letters_are_right():
    bowl = {"function": "(x - 3)^2 + (y + 2)^2 + x y", "start": "(0, 0)", "steps": "2"}
    assert words(tutor.working("bfgs", "s = p_1 - p_0 = <39/7, -26/7>", **bowl)) == ["skips"]
    assert words(tutor.working("area", "0 <= theta <= 2pi, a <= r <= b", region="a^2 <= x^2 + y^2 <= b^2")) == ["follows"]


def test_letters_that_depend_on_others_may_be_written_with_them():
    polar = {"equations": ["x = r cos(phi)", "y = r sin(phi)"], "dependents": ["r", "phi"], "with_respect_to": "y"}
    lines = "d/dy[x] = d/dy[r(x, y) cos(phi(x, y))]\n∂/∂x[x] = ∂/∂x[r(x, y) cos(phi(x, y))]"
    assert words(tutor.working("implicit_system", lines, **polar)) == ["follows", "unknown"]


def test_in_polar_coordinates_too():
    disc = {"integrand": "x^2 + y^2", "region": "x^2 + y^2 <= 4"}
    assert words(tutor.working("integral_over_region", "0 <= r <= 2, 0 <= θ <= 2π", **disc)) == ["follows"]
    found = tutor.working("integral_over_region", "0 <= r <= 4, 0 <= θ <= 2π", **disc)
    assert words(found) == ["wrong"] and "not in the region" in found.lines[0].says


@pytest.mark.slow
def test_what_is_set_up_wrongly_is_the_mistake_and_not_where_it_ends():
    lines = "∫_0^{2π} ∫_0^2 r^2 dr dθ\n= ∫_0^{2π} 8/3 dθ = 16π/3"
    assert tutor.working("integral_over_region", lines, integrand="x^2+y^2", region="x^2+y^2 <= 4").first_wrong == 0
    plane = tutor.working("tangent_plane", "n = (1, 2, 4)\n(x-1) + 2(y-2) + 4(z-3) = 0", surface="x^2+y^2+z^2=14", point="(1,2,3)")
    assert plane.first_wrong == 0 and plane.lines[1].carried


def test_what_does_not_come_to_an_answer_has_no_full_marks():
    line = {"points": "[[0, 1], [1, 2], [2, 4]]", "model": "m x + b"}
    for end, score in (("m = 3/2\nb = 5/6", 1.0), ("m = 3/2", 0.5), ("m = 3/2\nb = ȳ + m x̄ = 23/6", 0.5), ("m = 3/2\nb = ȳ + m x̄", 0.5)):
        assert tutor.working("least_squares", end, **line).score == score
    inner = "∫_0^2 ∫_0^x x y dy dx\n= ∫_0^2 x^3/2 dx"
    for end, score in (("", 2 / 3), ("\n= 2", 1.0)):
        found = tutor.working("iterated_integral", inner + end, integrand="x y", limits=[["y", "0", "x"], ["x", "0", "2"]])
        assert found.score == pytest.approx(score, abs=1e-3)
    open_ = tutor.working("gradient", "f_x = 2x\nf_y = 2y\nthat is all", function="x^2 + y^2")
    assert open_.score == pytest.approx(2 / 3, abs=1e-3) and open_.lines[-1].says.startswith("The answer is not among")


def test_what_cannot_be_read_or_judged_costs_nothing():
    found = tutor.working("directional_derivative", "We take the gradient.\nf_x = ((2x\n∇f(1,2) = (8,3)\nD_u f = 11/sqrt(2)", **SLOPE)
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


def test_rows_of_a_matrix_have_semicolons_where_the_language_has_decimal_commas():
    with speaking("de"):
        found = tutor.working("hessian", "H = [[6; 1,5]; [1,5; -2]]", function="x^3 + 3xy/2 - y^2", point="(1, 0)")
    assert words(found) == ["skips"]


@pytest.mark.parametrize("case", ["x = 0 oder x = 1", "also x = 0 oder x = 1", "x = 0 oder x = 1.5"])
def test_a_working_has_german_words_between_its_formulas(case):
    lines = f"f_x = 3x^2 - 3y und f_y = 3y^2 - 3x\ny = x^2\nx^4 - x = 0\n{case}"
    judged = tutor.working("critical_points", lines, **FOLIUM)
    assert judged.first_wrong == (3 if "1.5" in case else None)
    assert len(judged.lines[0].line.chains) == 2 and len(judged.lines[3].line.alternatives) == 2


def test_a_working_has_decimal_commas_and_pairs_where_the_language_has_them():
    with speaking("de"):
        judged = tutor.working("gradient", "f_x = 0,5 x\nf_y = 2,5\n∇f(1,2) = (0,5; 2,5)", function="x^2/4 + 5/2 y", point="(1, 2)")
    assert [line.word for line in judged.lines] == ["follows"] * 3


@pytest.mark.slow
def test_a_slope_is_no_equation_of_an_edge_and_no_definition():
    lines = "f_y = 0\ng_x = 7"
    judged = tutor.working("kkt", lines, objective="x^2+y^2", constraints=["x+2y=5", "y>=0"], goal="min").lines
    assert judged[0].word == "unknown" and judged[1].word == "wrong"
    half = tutor.working("extrema_on_region", "g = x^2 + y^2 - 4\nh_x = 7\nf_x = 1", function="x + y", region=["x^2+y^2<=4", "x>=0"]).lines
    assert [line.word for line in half] == ["off_the_way", "unknown", "follows"]


def test_a_slope_of_a_plane_curve_is_no_equation_of_its_tangent():
    found = tutor.working("tangent_plane", "F_y = y^3 - 6x", surface="x^3 + y^3 = 6xy", point="(3, 3)")
    assert words(found) == ["wrong"] and found.lines[0].refuted_by is not None


def test_a_slope_and_what_it_is_at_the_point_are_held_against_it():
    found = tutor.working("tangent_plane", "z_y = x e^y = 0", surface="z = x e^y", point="(1, 0)")
    assert words(found) == ["wrong"] and (found.lines[0].refuted_by.left, found.lines[0].refuted_by.right) == ("1.0000", "0")
    assert words(tutor.working("critical_points", "f_x = 3x^2 - 3 = 0", **BOWLS)) == ["follows"]


@pytest.mark.slow
def test_coordinates_that_the_way_puts_follow():
    loop = {"field": ["-y", "x y"], "curve": {"x": "2 cos t", "y": "2 sin t"}, "parameter": ["t", "0", "pi"]}
    assert words(tutor.working("line_integral", "x = 2cos t, y = 2 sin t", **loop)) == ["follows"]
    assert words(tutor.working("line_integral", "x = 2cos t, y = sin t", **loop)) != ["follows"]


DISC = {"integrand": "x^2 + y^2", "region": "x^2 + y^2 <= 4"}


@pytest.mark.parametrize(
    ("lines", "verdicts", "mistake"),
    [
        ("∫_0^{2π} ∫_0^2 r^2 dr dθ = 16π/3", ["wrong"], "missing_area_factor"),
        ("∫_0^{2π} ∫_0^2 r^3 dr dθ = 8π", ["skips"], None),
        ("∫_0^2 r^3 dr = 4", ["skips"], None),
        ("∫_0^1 r^3 dr = 1/4", ["unknown"], None),
    ],
)
def test_an_integral_that_is_not_that_of_the_problem_does_not_follow_by_what_it_comes_to(lines, verdicts, mistake):
    found = tutor.working("integral_over_region", lines, **DISC)
    assert words(found) == verdicts and found.lines[0].misconception == mistake


def test_a_set_up_has_the_mistake_of_the_end_that_it_leads_to():
    found = tutor.working("integral_over_region", "∫_0^{2π} ∫_0^2 r^2 dr dθ\n= 2π · 8/3\n= 16π/3", **DISC)
    assert (found.first_wrong, found.lines[0].misconception) == (0, "missing_area_factor")


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "score"),
    [
        ("newton_root", {"function": "x^2 - 3", "start": 1, "steps": 2}, "x_1 = 2\nx_2 = 9/4", 0.5),
        ("newton_root", {"function": "x^2 - 3", "start": 1, "steps": 2}, "x_1 = 2\nx_2 = 7/4", 1.0),
        ("directional_derivative", SLOPE, "grad f = (2x + 3y, 3x)\nRichtungsableitung ist 11", 0.5),
    ],
)
def test_an_end_by_a_name_that_the_way_does_not_have_earns_nothing_where_it_is_not_right(kind, fields, lines, score):
    assert tutor.working(kind, lines, **fields).score == score


def test_a_step_with_a_wrong_slope_is_not_true_by_its_arithmetic():
    descent = {"function": "x^2 + 2y^2", "start": "(1, 1)", "learning_rate": "0.1", "steps": 2}
    right = "(1,1) - 0.1 (2,4) = (0.8, 0.6)\n"
    assert words(tutor.working("gradient_descent", right + "(0.8,0.6) - 0.1 (1.6,2.4) = (0.64,0.36)", **descent))[1] in ("follows", "skips")
    wrong = tutor.working("gradient_descent", right + "(0.8,0.6) - 0.1 (1.6,1.2) = (0.64,0.48)", **descent)
    assert wrong.lines[1].word == "unknown" and wrong.score == 0.5


@pytest.mark.parametrize(
    ("kind", "fields", "lines"),
    [
        (
            "chain_rule",
            {"outer": "x y", "inner": {"x": "t^2", "y": "e^t"}, "with_respect_to": "t"},
            "z = t^3 e^t\ndz/dt = 3t^2 e^t + t^3 e^t",
        ),
        ("gradient", {"function": "x y^2"}, "f = x + y^2\n∇f = (1, 2y)"),
    ],
)
def test_another_function_than_that_of_the_problem_is_wrong_and_its_slopes_follow(kind, fields, lines):
    found = tutor.working(kind, lines, **fields)
    assert words(found) == ["wrong", "follows"] and found.lines[1].carried and found.lines[0].misconception is None
    assert found.lines[0].refuted_by is not None and {n for n, _ in found.lines[0].refuted_by.at} <= {"t", "x", "y"}


@pytest.mark.parametrize(
    ("equation", "point", "lines"),
    [
        ("x^2 + y^2 = 2", None, "2x - 2y y' = 0\n2y y' = 2x\ny' = x/y"),
        ("x^2 + x y = 2", "(1, 1)", "2x + y' = 0\n2 + y' = 0\ny' = -2"),
        ("x y^2 + y = 2x", None, "2x y' + y' = 2\ny'(2x + 1) = 2\ny' = 2/(2x + 1)"),
    ],
)
def test_a_wrong_equation_in_another_form_follows_and_leaves_something_to_do(equation, point, lines):
    found = tutor.working(
        "implicit_derivative", lines, equation=equation, dependent="y", with_respect_to="x", **({"point": point} if point else {})
    )
    assert words(found) == ["wrong", "follows", "follows"] and [line.score for line in found.lines] == [0.0, 1.0, 1.0]


@pytest.mark.slow
def test_a_value_at_the_point_is_no_mistake_that_another_line_does_not_come_from():
    lines = "f_x = 1\nf_y = 3\nf_xx = -1\nf_xy = -3\nf_yy = -3"
    found = tutor.working("taylor_polynomial", lines, function="ln(1 + x + 3y)", point="(0,0)", order=2)
    assert found.first_wrong == 4 and "wrong" not in words(found)[:4]
    assert (found.lines[4].refuted_by.at, found.lines[4].refuted_by.left) == ((("x", "0"), ("y", "0")), "−9")


@pytest.mark.slow
def test_of_an_integral_over_a_region_that_is_not_written_nothing_is_said():
    ball = {"field": ["x^2", "2y", "z"], "region": "x^2+y^2+z^2<=1"}
    found = tutor.working("divergence_theorem", "∫ 2x dV = 0 by symmetry\n∫ 3 dV = 3 · 4/3 π\n4π", **ball)
    assert found.first_wrong is None and found.lines[-1].score == 1.0


def test_a_function_that_is_looked_for_with_another_slope_is_the_mistake_of_the_end():
    lines = "f = x^2 y + g(y)\nx^2 + g' = x^2 - 4y\ng = {}\nf = x^2 y + {}"
    field = ["2x y", "x^2 - 4y"]
    assert tutor.working("potential", lines.format("2y^2", "2y^2"), field=field).first_wrong == 2
    assert tutor.working("potential", lines.format("-2y^2", "-2y^2").replace("+ -", "- "), field=field).first_wrong is None


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "verdict"),
    [
        ("surface_area", {"surface": "z = 2x + 2y", "region": "x^2+y^2<=4"}, "z_x = 2, z_y = 2", "follows"),
        ("surface_area", {"surface": "z = 2x + 2y", "region": "x^2+y^2<=4"}, "z_y = 3", "wrong"),
        ("divergence_theorem", {"field": ["x^2", "2y", "z"], "region": ["0<=x<=1", "0<=y<=1", "0<=z<=1"]}, "div F = 2x + 3", "skips"),
        ("gradient", {"function": "x y^2"}, "nabla f = (y^2, 2xy)", "skips"),
    ],
)
def test_a_plain_line_is_judged(kind, fields, lines, verdict):
    assert tutor.working(kind, lines, **fields).lines[0].word == verdict


SADDLE = {"function": "x^2 + 3xy + x y^2"}


@over(
    ("kind", "fields", "lines", "verdict"),
    [
        ("convexity", {"function": "x^2 + xy + 3y^2"}, "D = 13", "wrong"),
        ("convexity", {"function": "x^2 + xy + 3y^2"}, "D = 1 - 12 = -11", "unknown"),  # as the discriminant of a conic
        ("hessian", SADDLE, "det H = 4x - (3 + 2y)^2", "skips"),
        ("hessian", SADDLE, "D = f_xx f_yy - f_xy^2 = 4x - 3", "wrong"),
        ("extrema_on_region", {"function": "x^2 + x y + y^2", "region": ["x^2 + y^2 <= 9"]}, "H(0,0) = [[2,1],[1,2]]\nD = 3", "follows"),
        ("lagrange", {"objective": "x + 2y", "constraints": "x^2 + y^2 = 5"}, "∇f = (1, 2)\n∇g = (2x, y)", "wrong"),
        ("lagrange", {"objective": "x + 2y", "constraints": "x^2 + y^2 = 5"}, "2 lambda x = 1\nlambda = 1/3 or lambda = -1/3", "wrong"),
        ("lagrange", {"objective": "x + 2y", "constraints": "x^2 + y^2 = 5"}, "2 lambda x = 1\nlambda = 2", "unknown"),  # ∇g = λ∇f
        ("lagrange", {"objective": "x + 2y", "constraints": "x^2 + y^2 = 5"}, "2 lambda x = 1\n(1, 2), (-1, -2)", "follows"),
        ("stokes", {"field": ["z", "x", "y"], "surface": "z = 4 - x^2 - y^2", "region": "x^2+y^2<=4"}, "curl F = (1, 1, 2)", "wrong"),
        ("directional_derivative", {**SLOPE, "direction": "(3, 4)"}, "|v| = 5", "skips"),
        ("directional_derivative", {**SLOPE, "direction": "(3, 4)"}, "v = (3, 4)/5\n|v| = 1", "follows"),
        ("directional_derivative", SLOPE, "7.78", "skips"),
        ("arc_length", {"curve": {"x": "t", "y": "3t"}, "parameter": ["t", "0", "2"]}, "dy = 3 dt\nds = 10 dt", "wrong"),
        ("arc_length", {"curve": {"x": "t", "y": "3t"}, "parameter": ["t", "0", "2"]}, "dx = dt, dy = 3 dt\nds = sqrt(10) dt", "follows"),
    ],
)
@pytest.mark.slow
def test_a_usual_name_says_what_it_is_also_in_the_last_line(kind, fields, lines, verdict):
    found = tutor.working(kind, lines, **fields)
    assert found.lines[-1].word == verdict and found.first_wrong in (None, len(found.lines) - 1), words(found)


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ("3x^2 · 2y y' + cos(y) y' = 1", "product_of_derivatives"),
        ("3x^2 y^2 + cos(y) dy/dx = 1", "product_term_lost"),
        ("3x^2 y^2 + 2x^3 y y' + cos(y) = 1", "missing_inner_derivative"),
    ],
)
def test_an_equation_that_is_differentiated_wrongly_has_its_mistake(lines, mistake):
    found = tutor.working("implicit_derivative", lines, equation="x^3 y^2 + sin y = x", dependent="y", with_respect_to="x")
    assert (found.first_wrong, found.lines[0].misconception) == (0, mistake)


def test_a_limit_along_a_path_is_judged():
    found = tutor.working("limit", "y = m x: f -> m/(1 + 3m^2)\nalong y = x: 1/2", function="x y/(x^2 + 3y^2)", point="(0,0)")
    assert words(found) == ["follows", "wrong"] and found.lines[1].refuted_by.left == "1/4"


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "verdict", "mistake"),
    [
        ("extrema_on_region", {"function": "x^3-3x+y^2", "region": ["x^2+y^2<=4"]}, "x^2 = 1\nx = 1", "wrong", "missing_points"),
        ("extrema_on_region", {"function": "x^3-3x+y^2", "region": ["x^2+y^2<=4", "x>=0"]}, "x^2 = 1\nx = 1", "follows", None),
        ("area", {"region": "bounded by y = x^3 and y = x, x >= 0"}, "A = int_0^1 (x^2 - x^3) dx", "wrong", None),
        (
            "integral_over_region",
            {"integrand": "x y", "region": "triangle (0,0), (2,0), (2,2)"},
            "int_0^2 int_0^x xy dy dx = 4",
            "wrong",
            None,
        ),
    ],
)
def test_a_last_line_is_refuted_and_not_explained_by_what_is_right_in_it(kind, fields, lines, verdict, mistake):
    last = tutor.working(kind, lines, **fields).lines[-1]
    assert (last.word, last.misconception) == (verdict, mistake)


def test_a_fitted_model_is_an_equation_of_its_line():
    points = {"points": [[0, 1], [1, 2], [3, 5]], "model": "m x + b"}
    assert words(tutor.working("least_squares", "m = 19/14, b = 6/7\ny = 19/14 x + 6/7", **points)) == ["follows", "follows"]


ARC = {"integrand": "x", "curve": "arc of the circle centre (0, 0) radius 3 from (3, 0) to (0, 3)"}
WEDGE = {"integrand": "2x", "limits": [["y", "0", "x"], ["x", "0", "3"]]}
NEAREST = {"objective": "(x-3)^2+(y-3)^2", "constraints": "x+y<=4", "goal": "min"}
DECIMAL = {"function": "x^2", "point": "0.5"}
NEAREST_LINE = {"objective": "x^2 + y^2", "constraints": "x + y = 4"}
SLANTED = {"function": "(x^2 - y^2)/(x^2 + y^2)", "point": "(0, 0)"}
SPIRAL = {"outer": "z = x^2 y", "inner": {"x": "e^t", "y": "t"}, "with_respect_to": "t"}
TENT = {"region": ["z >= 0", "z <= 2 - 2 sqrt(x^2 + y^2)"]}
EDGED = {"function": "x^2 + y^2 - 6y", "region": "x^2 + y^2 <= 9"}
WAVES = {"function": "e^x (1 + sin y)", "point": "(0, 0)", "order": 1}
BOWL = {"field": ["x", "y", "0"], "surface": "z = x^2 + y^2", "region": "x^2 + y^2 <= 1"}


@over(
    ("kind", "fields", "lines", "verdicts"),
    [
        ("kkt", NEAREST, "x + y = 4\nx = y = 2\nmin = 2", ["follows", "skips", "follows"]),  # 2 is a coordinate too
        ("directional_derivative", {"function": "x^2+y^2", "point": "(1.5,1)", "direction": "(3,4)"}, "D = 17/5", ["skips"]),
        ("gradient", {"function": "x^2+y^2", "point": "(1,2)"}, "grad at (1,2) = (2, 4)\nf_x at (1,2) = 2", ["follows", "follows"]),
        ("gradient", {"function": "x^2+y^2", "point": "(1,2)"}, "gradient at (1,2) = (2, 5)", ["wrong"]),
        ("iterated_integral", WEDGE, "inner: 2xy\n= 2x^2\nouter: 2x^3/3\n= 18", ["follows", "follows", "unknown", "follows"]),
        ("iterated_integral", WEDGE, "inner: 2xy\n= 2x^2\nouter: 2x^3/3\n= 17", ["follows", "follows", "unknown", "wrong"]),
        ("iterated_integral", WEDGE, "inner = 2x(x) = 3x^2", ["wrong"]),
        ("derivative", DECIMAL, "f' = 2x\nf'(0,5) = 0,5·2 = 1", ["follows", "unreadable"]),
        ("derivative", {"function": "x^(sin x)"}, "ln y = sin x ln x\ny'/y = cos x ln x + sin x/x", ["off_the_way", "follows"]),
        ("derivative", {"function": "x^(sin x)"}, "ln y = sin x ln x\ny'/y = cos x ln x + sin x", ["off_the_way", "wrong"]),
        ("limit", SLANTED, "y = x: f = 0\nthe limit is 0", ["follows", "wrong"]),
        ("limit", SLANTED, "the limit on that line is 0\nder Grenzwert existiert nicht", ["unknown", "follows"]),
        ("limit", SLANTED, "the limit along y = 0 is 1\nthe limit along x = 0 is -1\nno limit", ["follows", "follows", "follows"]),
        ("directional_derivative", {**SLOPE, "direction": "(2, 1)"}, "v = (2, 1)\nD_v f = 8*2 + 3 = 19", ["off_the_way", "wrong"]),
        ("chain_rule", SPIRAL, "z = e^(2t) t", ["follows"]),
        ("chain_rule", SPIRAL, "z = e^(3t)", ["wrong"]),
        ("chain_rule", SPIRAL, "we differentiate with respect to t:\nthat depends on t", ["unknown", "unknown"]),
        ("volume", TENT, "A(z) = (2 - z)^2 pi/4\nA(0) = pi\nV = int_0^2 A(z) dz = 2pi/3", ["off_the_way", "follows", "follows"]),
        ("volume", TENT, "V = int_0^2 pi (2-z)^2/4 dz as a slice at z is a disc of radius (2-z)/2\n= 2pi/3", ["unknown", "follows"]),
        ("extrema_on_region", EDGED, "f = 9 - 6y with y >= 0", ["unknown"]),
        ("taylor_polynomial", WAVES, "T_1 = (1 + y)(1 + x + x^2/2) up to order 1\nT_1 = 1 + x + y", ["follows", "skips"]),
        ("taylor_polynomial", WAVES, "T_1 = (1 + y)(1 + 2x) up to order 1\nT_1 = 1 + x + y", ["unknown", "skips"]),
        ("potential", {"field": ["y", "x + 2y"]}, "f = x y + g(y)\ng(y) = y^2\nf = x y + y^2", ["skips", "skips", "follows"]),
        ("surface_integral", BOWL, "n = (-2x, -2y, 1)/sqrt(4x^2 + 4y^2 + 1)", ["skips"]),
    ],
)
def test_what_is_meant_by_a_line_is_judged(kind, fields, lines, verdicts):
    assert words(tutor.working(kind, lines, **fields)) == verdicts


@over(
    ("lines", "verdicts", "mistake", "score"),
    [
        ("int_0^(pi/2) 3 cos t dt = 3\nanswer: 3", ["wrong", "skips"], "arc_element_missing", 0.5),  # 3 is the speed too
        ("int_0^(pi/2) 3 cos t dt = 3", ["wrong"], "arc_element_missing", 0),
        ("answer: 3", ["wrong"], "arc_element_missing", 0),
        ("3", ["unknown"], None, 0),
        ("|r'| = 3\nint_0^(pi/2) 9 cos t dt = 9\n9", ["skips", "skips", "follows"], None, 1),
    ],
)
def test_another_value_than_the_answer_is_no_end_though_a_stage_has_it(lines, verdicts, mistake, score):
    found = tutor.working("line_integral", lines, **ARC)
    assert (words(found), found.lines[0].misconception, found.score) == (verdicts, mistake, score)


@pytest.mark.parametrize(
    ("kind", "fields", "lines", "mistake"),
    [
        ("directional_derivative", SLOPE, "D_u f = (8,3)·(1,1) = 11", "direction_not_normalized"),  # 11 is 8 + 3 too
        ("directional_derivative", {**SLOPE, "direction": "(3, 4)"}, "D_u f = (8·3 + 3·4)/5 = 35/5", None),
        ("directional_derivative", {**SLOPE, "direction": "(3, 4)"}, "|v| = sqrt(3^2 + 4^2) = 7", "root_of_sum_split"),
        ("derivative", {"function": "x/(x^2+1)"}, "f' = ((x^2+1) - x*2x)/(x^2+1)^2\nf' = (x^2+1-x^2)/(x^2+1)^2", None),
    ],
)
def test_behind_a_right_calculation_no_mistake_of_what_led_there_is_named(kind, fields, lines, mistake):
    last = tutor.working(kind, lines, **fields).lines[-1]
    assert (last.word, last.misconception) == ("wrong", mistake)


def test_in_one_variable_no_decimal_comma_behind_a_name_makes_a_pair():
    with speaking("de"):
        (line,) = tutor.working("derivative", "f'(0,5) = 0,5·2 = 1", **DECIMAL).record()["lines"]
    assert (line["verdict"], line["read_as"]["text"]) == ("follows", "f'(0.5) = 0.5 · 2 = 1")


STEPS = {"function": "x^2 + 10y^2", "start": "(5, 5)", "learning_rate": "0.1", "steps": 2}
LINE = {"points": "[[0, 1], [1, 2], [2, 4]]", "model": "m x + b"}
BALL = {"surface": "x^2 + y^2 + z^2 = 14", "point": "(1, 2, 3)"}
STRIP = {"function": "x^2 + y^2 - 2x", "region": "0 <= x <= 3, 0 <= y <= 2"}


@over(
    ("kind", "fields", "lines", "wrong"),
    [
        (
            "lagrange",
            {"objective": "x + y", "constraints": "x^2 + y^2 = 8"},
            "1 = 2kx\n1 = 2ky\nx^2 = 6\nmax 2√6, min -2√6",
            2,
        ),
        ("tangent_plane", BALL, "n = (2, 4, 3)\nd = 2 + 8 + 9\n2x + 4y + 3z = 19", 0),
        ("tangent_plane", BALL, "n = (2, 4, 6)\n2x + 4y + 6z = d\nd = 2 + 8 + 16 = 26\n2x + 4y + 6z = 26", 2),
        ("extrema_on_region", STRIP, "f(1,0) = 1\nmax 7 at (3,2), min 0 at (0,0)", 0),
        ("center_of_mass", {"region": "0 <= x <= 1, 0 <= y <= x", "density": "1"}, "m = ∫_0^1∫_0^x dy dx = 1\nx̄ = 1/3\n(1/3, 1/6)", 0),
        (
            "chain_rule",
            {"outer": "sin(x y)", "inner": {"x": "t^2", "y": "3t"}, "with_respect_to": "t"},
            "u = xy = 3t^3\ndu/dt = 6t^2\ndz/du = cos u\ndz/dt = cos(u) · 6t^2",
            1,
        ),
        ("least_squares", LINE, "x̄ = 1\nȳ = 2\nb = ȳ - 3/2 x̄ = 2 - 3/2 = 1/2\ny = 3/2 x + 1/2", 1),
        ("gradient_descent", STEPS, "x_1 = 5 - 1 = 4\ny_1 = 5 - 0.1·100 = -4\n(3.2, 4)", 1),
        ("gradient_descent", STEPS, "(x_1, y_1) = (5, 5) + 0.1(10, 100) = (6, 15)\n(x_2, y_2) = (7.2, 45)", 0),
        ("gradient_descent", STEPS, "∇f = (2x, 20y)\n(x1, y1) = (5, 5) + 0.1(10, 100) = (6, 15)\n∇f(x1, y1) = (12, 300)", 1),
        ("gradient_descent", STEPS, "∇f(5, 5) = (10, 20)\nx1 = 5 - 0.1·10 = 4\ny1 = 5 - 0.1·20 = 3", 0),
    ],
)
def test_an_end_that_follows_from_a_wrong_value_earns_its_mark(kind, fields, lines, wrong):
    found = tutor.working(kind, lines, **fields)
    assert found.first_wrong == wrong and found.lines[-1].carried and found.lines[-1].score == 1.0, words(found)


def test_an_end_that_a_wrong_value_makes_trivial_earns_nothing():
    lines = "dQ/dx - dP/dy = 1 - 1 = 0\nintegral = 0"
    found = tutor.working("green", lines, field=["x - y", "x + y"], region="disc radius 2")
    assert [line.word for line in found.lines] == ["wrong", "follows"] and found.score == 0.0


def test_the_mistake_of_a_step_is_named_at_its_first_coordinate():
    found = tutor.working("gradient_descent", "x_1 = 5 + 0.1·10 = 6", **STEPS)
    assert found.lines[0].misconception == "descent_sign"


QUOTIENT = {"function": "x y^2/(x^2+y^2)", "point": "(0,0)"}
TORN = {"function": "x y/(x^2+y^2)", "point": "(0,0)"}
FIT = {"points": "[[0, 1], [1, 3]]", "model": "w x + b", "start": "{w = 0, b = 0}", "learning_rate": "0.1", "steps": 1}
BEND = {"field": ["-y^3", "x^3"], "curve": "x^2 + y^2 = 9"}
OVAL = {"equation": "x^2 + y^3 = 4x y", "dependent": "y", "with_respect_to": "x"}
WAVE = {"function": "e^x cos y", "point": "(0,0)", "order": 2}


@over(
    ("kind", "fields", "lines", "verdicts"),
    [
        ("limit", QUOTIENT, "x = r cos t, y = r sin t\nf = r cos t sin^2 t\n-> 0 as r -> 0", "follows follows follows"),
        ("limit", QUOTIENT, "x = r cos t, y = r sin t\nf = r cos^2 t", "follows wrong"),
        ("limit", QUOTIENT, "0 <= |f| <= |x| -> 0", "follows"),
        ("limit", QUOTIENT, "|f| <= x^2 -> 0", "wrong"),
        ("limit", TORN, "along y = mx: m/(1+m^2)\nDNE", "follows follows"),
        ("limit", TORN, "along y = mx: m/(1+2m^2)\nDNE", "wrong follows"),
        ("limit", {"function": "sin(3x)/x", "point": 0}, "lim sin(3x)/x = lim 3cos(3x)/1\n= 3", "follows follows"),
        ("limit", {"function": "sin(3x)/x", "point": 0}, "lim sin(3x)/x = lim cos(3x)/1", "wrong"),
        ("lagrange", {"objective": "x y", "constraints": "x^2 + y^2 = 8"}, "y = 2kx\nx = 2ky\nk = ±1/2", "follows follows follows"),
        ("critical_points", FOLIUM, "D(1,1) = 27 > 0, f_xx > 0, local minimum", "skips"),
        ("critical_points", FOLIUM, "D(1,1) = 27 > 0, f_xx > 0, local maximum", "wrong"),
        ("critical_points", FOLIUM, "at (0,0): D = -9, at (1,1): D = 27", "skips"),
        ("critical_points", FOLIUM, "at (0,0): D = -9, at (1,1): D = 35", "wrong"),
        ("critical_points", FOLIUM, "D(1,1) = 35 > 0\n(0,0) saddle, (1,1) minimum", "wrong follows"),
        ("critical_points", {"function": "x^3 - 12x + y^2"}, "x_1,2 = ±2\n(2,0) Minimum, (-2,0) Sattelpunkt", "follows follows"),
        ("taylor_polynomial", WAVE, "e^x = 1 + x + x^2/2\ncos y = 1 - y^2/2", "off_the_way off_the_way"),
        ("taylor_polynomial", WAVE, "e^x = 1 + x + x^2\ncos y = 1 - y^2/2", "wrong off_the_way"),
        ("integral_over_region", {"integrand": "y", "region": "x^2+y^2 <= 4, y >= 0"}, "∫_0^π ∫_0^2 r sin θ r dr dθ = 16/3", "skips"),
        ("least_squares", LINE, "Σx = 3, Σxy = 10, Σx_i^2 = 5", "follows"),
        ("least_squares", LINE, "Σx_i y_i = 8", "wrong"),
        ("least_squares", LINE, "Σ(x_i - x̄)(y_i - ȳ) = 3\nb = ȳ - 3/2 x̄ = 7/3 - 3/2 = 5/6", "follows follows"),
        (
            "center_of_mass",
            {"region": "x^2 + y^2 <= 4, y >= 0", "density": "1"},
            "ybar = 8/(3pi)\nx_bar = 0",
            "skips follows",
        ),
        ("lagrange", {"objective": "x y", "constraints": "x^2 + 4y^2 = 8"}, "λ = 1/4\nmax = 2", "follows skips"),
        ("regression_descent", FIT, "w_1 = 0 + 0.1·3 = 0.3", "skips"),
        ("regression_descent", FIT, "w_1 = 0 - 0.1·3 = -0.3", "wrong"),
    ],
)
def test_lines_as_they_are_usually_written_are_judged(kind, fields, lines, verdicts):
    assert " ".join(words(tutor.working(kind, lines, **fields))) == verdicts


@over(
    ("kind", "fields", "lines", "first", "mistake"),
    [
        (
            "lagrange",
            {"objective": "x^2 + y^2", "constraints": "x^2 + 9y^2 = 9"},
            "2x = 2x λ\n2y = 18y λ\nλ = 1\ny = 0\nmin = 9 at (±3, 0)",
            2,
            "missing_points",
        ),
        ("limit", {"function": "x^2 y/(x^4 + y^2)", "point": "(0,0)"}, "x = r cos t, y = r sin t\nf -> 0\nthe limit is 0", 1, ""),
        ("steepest_descent", {"function": "x^2 + 4y^2", "start": "(4, 1)", "steps": "1"}, "t = 1/4\nx1 = (2, -1)", 0, ""),
        ("volume", {"region": "0 <= z <= 9 - x^2 - y^2"}, "V = ∫_0^{2π} ∫_0^3 (9 - r^2) dr dθ\n= 36π", 0, "missing_area_factor"),
        ("surface_area", {"surface": "z = 2x + 2y, 0 <= x <= 1, 0 <= y <= 1"}, "dS = sqrt(4+4) dA\nA = 2 sqrt 2", 0, ""),
        ("lagrange", {"objective": "x y", "constraints": "x^2 + y^2 = 8"}, "f(2,2) = 4\nmax 4, min 4", 1, ""),
        (
            "line_integral",
            {"field": ["-y", "x^2"], "curve": {"x": "cos t", "y": "sin t"}, "parameter": ["t", "0", "pi/2"]},
            "I_1 = ∫_0^(π/2) sin^2 t dt = π/4\nI_2 = ∫_0^(π/2) cos^3 t dt = -2/3\nI = I_1 + I_2 = π/4 - 2/3",
            1,
            "",
        ),
        ("critical_points", BOWLS, "f_x = 3x^2 - 3 = 0, f_y = 2y = 0\nso the only critical point is (1, 0)", 1, "missing_points"),
        ("green", BEND, "Q_x - P_y = 3x^2 + 3y^2 = 27\n27 · 9π = 243π", 0, "boundary_value_inside"),
        ("green", BEND, "Q_x - P_y = 3x^2 + 3y^2\n= 27 since x^2 + y^2 = 9\n27 · 9π = 243π", 1, "boundary_value_inside"),
        ("volume", {"region": "x^2 + y^2 <= z <= 9"}, "V = ∫_0^(2π) ∫_0^3 (r^2 - 9) r dr dθ\n= -81π/2", 0, "sign_slip"),
        ("implicit_derivative", OVAL, "2x + 3y^2 y' = 4 y'\ny'(4 - 3y^2) = 2x", 0, "product_of_derivatives"),
    ],
)
def test_a_mistake_is_in_the_line_where_it_is_made(kind, fields, lines, first, mistake):
    found = tutor.working(kind, lines, **fields)
    assert found.first_wrong == first and found.lines[first].misconception in (mistake or None, "limit_by_lines_only"), words(found)


@over(
    ("kind", "fields", "lines"),
    [
        (
            "limit",
            {"function": "x y^2/(x^2 + y^2)", "point": "(0,0)"},
            "x = r cos t, y = r sin t\nf = r cos t sin^2 t\n|f| <= r -> 0\nlimit 0",
        ),
        ("gradient", {"function": "x y^2", "point": "(3,1)"}, "grad f(3|1) = (1|6)"),
        ("taylor_polynomial", {"function": "e^y cos x", "point": "(0,0)", "order": "2"}, "(1+y+y²/2)(1−x²/2)\n1 + y + y^2/2 - x^2/2"),
        ("tangent_plane", {"surface": "x^2 + y^2 + z^2 = 6", "point": "(1,1,2)"}, "n = (2, 2, 4)\nx + y + 2z = d\nd = 6\nx + y + 2z = 6"),
        (
            "steepest_descent",
            {"function": "x^2 + 4y^2", "start": "(4, 1)", "steps": "1"},
            "g(t) = (4 - 8t)^2 + 4(1 - 8t)^2\ng'(t) = 0\nt = 1/5\n(12/5, -3/5)",
        ),
        (
            "surface_integral",
            {"integrand": "1", "surface": "z = x, 0 <= x <= 1, 0 <= y <= 1"},
            "r_u = (1, 0, 1), r_v = (0, 1, 0)\n|r_u x r_v| = sqrt(2)\ndS = sqrt(2) dA\nsqrt 2",
        ),
        (
            "green",
            {"field": ["-y^2", "x"], "curve": "square (0,0),(1,0),(1,1),(0,1)"},
            "Q_x - P_y = 1 + 2y\n= ∫_0^1 ∫_0^1 (1 + 2y) dx dy\n= 2",
        ),
    ],
)
def test_what_students_write_in_short_is_judged(kind, fields, lines):
    found = tutor.working(kind, lines, **fields)
    assert found.score == 1.0 and not {"wrong", "unreadable"} & set(words(found)) and words(found)[-1] in ("follows", "skips"), words(found)


@pytest.mark.slow
def test_points_before_a_colon_have_the_same_value():
    shared = {"objective": "x y", "constraints": "x^2 + y^2 = 2"}
    assert tutor.working("lagrange", "(1,1),(-1,-1): f = 1; (1,-1),(-1,1): f = 1", **shared).first_wrong == 0
    assert tutor.working("lagrange", "(1,1),(-1,-1): f = 1; (1,-1),(-1,1): f = -1", **shared).first_wrong is None


@over(
    ("kind", "fields", "line", "numbers"),
    [
        ("integral", {"integrand": "x^2", "lower": "0", "upper": "2"}, "int_0^2 x^2 dx = 3", False),
        ("integral", {"integrand": "x^2", "lower": "0", "upper": "2"}, "int_0^2 x^2 dx = [x^3/3]_0^2 = 8/3 = 3", True),
        ("least_squares", LINE, "3m + 2b = 7\nm = 1, b = 2", False),
        ("gradient", {"function": "x^2 y", "point": "(1, 2)"}, "f_x = x^2", True),
    ],
)
def test_what_refutes_a_line_does_not_give_the_answer_away(kind, fields, line, numbers):
    (wrong, *_) = [j for j in tutor.working(kind, line, **fields).record()["lines"] if j["verdict"] == "wrong"]
    assert ("left" in wrong["refuted_by"]) == numbers == any(c.isdigit() for c in wrong["refuted_by"]["text"])


def test_no_decimal_stands_beside_a_fraction():
    (line,) = tutor.working("derivative", "f' = e^x/3", function="e^x", point="0").record()["lines"]
    assert "/" not in line["refuted_by"]["text"]


@over(
    ("kind", "fields", "line", "shown"),
    [
        ("limit", SLANTED, "so the limit is 1", "so the limit is 1"),
        ("lagrange", NEAREST_LINE, "minimum 8 at (2, 2), no maximum", "minimum 8 at (2, 2), no maximum"),
        ("surface_integral", BOWL, "F . n = 2x^2 + 2y^2", "F · n = 2x² + 2y²"),
        ("limit", SLANTED, r"\lim_{(x, y) \to (0, 0)} f(x, y) = 1", "lim_{(x, y) → (0, 0)} f(x, y) = 1"),
        ("volume", TENT, "the cross-section at z is A(z) = pi", "the cross-section at z is A(z) = π"),
    ],
)
def test_a_line_is_read_back_with_its_words(kind, fields, line, shown):
    assert tutor.working(kind, line, **fields).record()["lines"][0]["read_as"]["text"] == shown


def test_the_class_of_a_point_is_read_back():
    found = tutor.working("critical_points", "D(0,0) = -9 < 0, so local maximum", function="x^3 - 3xy + y^3")
    assert found.first_wrong == 0 and found.record()["lines"][0]["read_as"]["text"].endswith("maximum")


SHEAR = {"field": ["-2y", "x"], "curve": "triangle (0, 0), (1, 0), (0, 2)"}
LIFT = {"field": ["y", "x + 1"], "curve": "segment (0, 0) to (1, 2)"}
CORNER = {"integrand": "x y", "region": "triangle (0,0), (2,0), (2,2)"}
WEDGED = {"region": "0 <= x <= 1, 0 <= y <= x", "density": "1"}


@over(
    ("kind", "fields", "lines", "verdicts", "score"),
    [
        ("line_integral", SHEAR, "∬ 3 dA = 3\n∮_C F · dr = 4", "skips wrong", 0.5),
        ("line_integral", SHEAR, "∮ -2y dx + x dy = ∬ (Q_x - P_y) dA = 3", "skips", 1.0),
        ("line_integral", LIFT, "∫_0^1 (2t + 2(t + 1)) dt = 4\nW = 5", "follows wrong", 0.5),
        ("line_integral", LIFT, "∫_0^1 (2t + 2(t + 1)) dt = 4\n5", "follows wrong", 0.5),
        ("integral_over_region", CORNER, "∬ f dA = 2", "skips", 1.0),
        ("integral_over_region", CORNER, "int int xy dy dx = 3", "wrong", 0.0),
        ("integral_over_region", CORNER, "∬ x dA = 8/3", "unknown", 0.0),
        ("integral_over_region", CORNER, "int_0^2 int_0^x xy dy dx = 2\n∬ x dA = 8/3", "skips unknown", 0.5),
        (
            "center_of_mass",
            WEDGED,
            "m = 1/2\nM_x = 1/4\nybar = M_x/m = 1/2\nM_y = 1/3\n(2/3, 1/2)",
            "skips wrong skips follows follows",
            0.8,
        ),
        ("center_of_mass", WEDGED, "m = 1/2\nM_x = 1/3\nxbar = M_x/m = 2/3\n(2/3, 1/3)", "skips unknown skips skips", 1.0),
    ],
)
def test_an_integral_without_ends_and_the_last_value_are_held_against_what_is_asked(kind, fields, lines, verdicts, score):
    assert_judged(kind, fields, lines, verdicts, score)


@over(
    ("kind", "fields", "lines", "verdicts", "score"),
    [
        ("limit", TORN, "along y = 0: f(x,0) = 0\nalong y = x: f(x,x) = 1/2\nDNE", "follows follows follows", 1.0),
        ("limit", TORN, "along y = 0: f(x,0) = 0\nalong x = 0: f(0,y) = 0\nboth are 0 so the limit is 0", "follows follows wrong", 0.6667),
        (
            "potential",
            {"field": ["2xy + 1", "x^2 + 2y"]},
            "f = int (x^2 + 2y) dy = x^2 y + y^2 + h(x)\nf_x = 2xy + h'(x) = 2xy + 1\nf = x^2 y + y^2 + x",
            "follows unknown skips",
            1.0,
        ),
        ("critical_points", {"function": "x^3 - 12x + y^2"}, "(2,0): D = 24 > 0, local min\n(-2,0): D = -24, saddle", "skips skips", 1.0),
        ("gradient", {"function": "x^2 y + x", "point": "(2, 0)"}, "f_y = x^2\nGradient im Punkt (2|0): (1|4)", "follows follows", 1.0),
        ("normal_line", BALL, "n = (2x, 2y, 2z)\nat P: (2, 4, 6)\n(1, 2, 3) + t(1, 2, 3)", "skips follows follows", 1.0),
        ("line_integral", SHEAR, "0 + 3 + 0 = 3\nsum: 3", "skips follows", 1.0),
        ("volume", {"region": "0 <= z <= 9 - x^2 - y^2"}, "V = ∭ dV = 81pi/2", "follows", 1.0),
        (
            "line_integral",
            {"field": ["y", "x^2"], "curve": "segment (0, 0) to (1, 2)"},
            "r(t) = (t, 2t), 0 <= t <= 1\nint_0^1 (2t + 2t^2) dt = 5/3",
            "follows skips",
            1.0,
        ),
        ("gradient_descent", STEPS, "x1 = (5, 5) - 0.1 (10, 100) = (4, -5)", "skips", 0.5),
    ],
)
def test_right_lines_as_students_write_them_follow(kind, fields, lines, verdicts, score):
    assert_judged(kind, fields, lines, verdicts, score)


def test_an_element_by_r_and_theta_is_read_where_the_way_has_another_r():
    cone = {"integrand": "z", "surface": "z = sqrt(x^2+y^2), x^2+y^2 <= 4"}
    assert words(tutor.working("surface_integral", "dS = sqrt(2) r dr dtheta", **cone)) == ["follows"]
