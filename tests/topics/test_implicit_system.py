"""Systems of implicit equations: each differentiated, the linear system solved in parts, what is held, and what is refused."""

from __future__ import annotations

import pytest
from every import over
from sympy import Matrix, Ne, Rational, cos, exp, sin, symbols

import tutor
from tutor.deriving.topics.implicit_system import collected
from tutor.maths.solving.explicit import explicitly
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees import tree
from tutor.trees.heads import Equation
from tutor.trees.tree import plain

u, v, w, x, y, z = symbols("u v w x y z", real=True)
POLAR = {"equations": ["x = u cos v", "y = u sin v"], "dependents": ["u", "v"]}
LINEAR = {"equations": ["x u + y v = 1", "y u - x v = 3"], "dependents": ["u", "v"]}


def answers(found):
    assert found.status == "solved", found.message
    assert found.verified
    return {name: plain(value) for name, value in found.answer.fields["expressions"].items()}


def stages(found):
    return [s.rule.removeprefix("implicit_system.") for s in found.steps]


@pytest.mark.parametrize(
    ("equations", "inverse"),
    [
        (["x = u cos v", "y = u sin v"], Matrix([u * cos(v), u * sin(v)])),
        (["x = e^u cos v", "e^u sin v = y"], Matrix([exp(u) * cos(v), exp(u) * sin(v)])),
        (["x = u^3 - 3u v^2", "y = 3u^2 v - v^3"], Matrix([u**3 - 3 * u * v**2, 3 * u**2 * v - v**3])),
    ],
)
def test_the_derivatives_of_an_inverse_are_the_inverse_matrix(solve, equations, inverse):
    matrix = inverse.jacobian([u, v]).inv()
    for k, letter in enumerate("xy"):
        found = answers(solve("implicit_system", equations=equations, dependents=["u", "v"], with_respect_to=letter))
        assert (found["u"] - matrix[0, k]).simplify() == 0 and (found["v"] - matrix[1, k]).simplify() == 0


def test_at_a_point_the_numbers_come_before_the_system_is_solved(solve):
    found = solve("implicit_system", **LINEAR, with_respect_to="x", point={"x": 1, "y": 1, "u": 2, "v": -1})
    assert answers(found) == {"u": Rational(-3, 2), "v": Rational(-1, 2)}
    assert stages(found).index("numbers") < stages(found).index("determinant")
    page = fragment(narrate(found))
    assert "with y held constant" in page and "xu_x + yv_x = −u" in page and "It is not 0" in page


def test_equations_with_fewer_unknowns_are_solved_first(solve):
    equations = ["x = u^3 - 3u v^2", "y = 3u^2 v - v^3", "z = u^2 - v^2"]
    point = {"u": 2, "v": 1, "x": 2, "y": 11, "z": 3}
    found = solve("implicit_system", equations=equations, dependents=["z", "u", "v"], with_respect_to="x", point=point)
    assert answers(found)["z"] == Rational(4, 15)
    assert stages(found).count("determinant") == 1 and stages(found)[-4] == "alone"  # z last, by the other two


@pytest.mark.parametrize(("held", "value"), [("y", 2 * x + 4 * x * z), ("z", 0)])
def test_what_is_held_makes_the_difference(solve, held, value):
    found = solve("implicit_system", equations=["w = x^2 + y^2 + z^2", "z = x^2 + y^2"], dependents=["w"], with_respect_to="x", held=[held])
    assert (answers(found)["w"] - value).simplify() == 0
    assert f"with {held} held constant" in fragment(narrate(found))


@over(
    ("fields", "said"),
    [
        ({"equations": ["u v = x", "u v = y"], "dependents": ["u", "v"]}, "determinant of the unknowns is 0"),
        ({**POLAR, "point": {"x": 0, "y": 0, "u": 0, "v": 0}}, "determinant of the unknowns is 0"),
        ({**POLAR, "point": {"x": 1, "y": 1, "u": 1, "v": 0}}, "does not satisfy y = u sin(v)"),
        ({**POLAR, "dependents": ["u"]}, "2 equations determine as many unknowns"),
        ({**POLAR, "dependents": ["u", "x"]}, "is one of the unknowns"),
        ({"equations": ["u < x"], "dependents": ["u"]}, "only equations"),
    ],
)
def test_what_defines_nothing_is_refused(solve, fields, said):
    found = solve("implicit_system", **fields, with_respect_to="x")
    assert found.status == "unsupported" and said in found.message


def test_brackets_with_unknowns_are_multiplied_out_and_sides_turned():
    p, q = symbols("p q", real=True)
    line = collected(Equation(x, tree.product(y, tree.total(p, tree.product(x, q)))), (p, q))
    assert {k: plain(a) for k, a in line.coefficients.items()} == {p: y, q: x * y} and plain(line.right) == x


def test_places_where_all_equations_hold(solve):
    polar = solve("implicit_system", **POLAR, with_respect_to="x").problem
    found = explicitly(polar.given["equations"], polar.given["dependents"], polar.variables)
    assert dict(found) == {x: u * cos(v), y: u * sin(v)}
    linear = solve("implicit_system", **LINEAR, with_respect_to="x").problem
    found = dict(explicitly(linear.given["equations"], linear.given["dependents"], linear.variables))
    bent = solve("implicit_system", equations=["u^3 + v = 2x + y", "u + v^2 = x - y"], dependents=["u", "v"], with_respect_to="y").problem
    assert dict(explicitly(bent.given["equations"], bent.given["dependents"], bent.variables)).keys() == {x, y}
    assert (x * found[u] + y * found[v] - 1).simplify() == 0 and (y * found[u] - x * found[v] - 3).simplify() == 0


@over(
    ("answer", "verdict"),
    [
        ("u_x = cos v, v_x = -sin(v)/u", "correct"),
        ("v_x = -y/(x^2 + y^2), u_x = x/u", "correct"),  # by the equations the same
        ("x/sqrt(x^2 + y^2), -y/u^2", "undecided"),  # for u > 0 only
        ("u_x = cos v, v_x = cos(v)/u", "partially_correct"),
        ("u_y = cos v, v_y = -sin(v)/u", "incorrect"),
    ],
)
def test_answers_need_to_agree_where_the_equations_hold(answer, verdict):
    assert tutor.check("implicit_system", answer, **POLAR, with_respect_to="x").verdict.verdict == verdict


def test_a_condition_is_said_without_its_factor(solve):
    found = solve("implicit_system", equations=["x u^2 + v = y^3", "2 y u - x v^3 = 4 x"], dependents=["u", "v"], with_respect_to="x")
    answers(found)
    assert found.answer.shown["provided"] == (Ne(3 * x**2 * u * v**2 + y, 0, evaluate=False),)  # and not -6x²uv² - 2y


def test_at_full_detail_the_point_is_put_in_without_an_empty_heading(solve):
    equations = ["x^2 + y^2 + z^2 = 14", "x + y + z = 6"]
    found = solve("implicit_system", equations=equations, dependents=["y", "z"], with_respect_to="x", point={"x": 1, "y": 2, "z": 3})
    page = fragment(narrate(found, "full"))
    assert "1.1." not in page.partition("2. ")[0] and "1² + 2² + 3² = 14" in page


def test_the_point_and_the_check_are_shown_as_equations(solve):
    point = {"x": "3", "y": "2", "u": "1", "v": "2"}
    found = solve("implicit_system", equations=["u + v = x", "u v = y"], dependents=["u", "v"], with_respect_to="x", point=point)
    page = fragment(narrate(found))
    assert "1 + 2 = 3" in page and "1 · 2 = 2" in page and "u_x + v_x =" in page and "at x = 3" in page


def test_a_point_is_said_to_satisfy_all_equations_only_where_it_does(solve):
    given = {"equations": ["u + v = x", "u v = y"], "dependents": ["u", "v"], "with_respect_to": "x"}
    missed = solve("implicit_system", **given, point={"x": "3", "y": "5", "u": "1", "v": "2"})
    assert missed.status == "unsupported" and "satisfies all" not in fragment(narrate(missed))
    alike = solve(
        "implicit_system",
        equations=["u + v = x + y", "u v = y"],
        dependents=["u", "v"],
        with_respect_to="x",
        point=dict(zip("xyuv", "1212", strict=True)),
    )
    assert "1 + 2 = 1 + 2" in fragment(narrate(alike))
