"""Tangent planes and normal lines: level sets and graphs, what is no point of the surface, and how the results are written."""

from __future__ import annotations

import re

import pytest
from every import over
from sympy import Eq, symbols

import tutor
from tutor.errors import Invalid
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y, z = symbols("x y z", real=True)


@over(
    ("surface", "point", "written"),
    [
        ("x^2 + y^2 + z^2 = 14", [1, 2, 3], "x + 2y + 3z = 14"),
        ("z = x^2 + y^2", [1, 1], "2x + 2y − z = 2"),
        ("x^2 + y^2 = z", [1, 1, 2], "2x + 2y − z = 2"),
        ("the hyperboloid of one sheet x^2 + y^2 - z^2 = 1", [1, 1, 1], "x + y − z = 1"),
        ("x^2 + y^2 = 25", [3, -4], "3x − 4y = 25"),
        ("y = x^2", [1], "2x − y = 1"),
        ("x = y^2 + z^2", {"y": 1, "z": 0}, "x − 2y = −1"),
        ("f(x, y) = x y", [1, 2], "2x + y − z = 2"),
        ("x^2 = a^2", ["a"], "ax = a²"),
        ("sqrt(3) x + y/2 = 2sqrt(3)", [2, 0], "2√3 x + y = 4√3"),
        ("x y = k", ["p", "q"], "qx + py = 2k"),
        ("z = x^2 ln(y)", [1, "e"], "2x + y/e − z = 2"),
        ("z = x^2 + c y^2", ["x_0", "y_0", "z_0"], "2x₀x + 2cy₀y − z = z₀"),
    ],
)
def test_the_equation_is_in_lowest_terms(solve, surface, point, written):
    extra = {"variables": ["x"]} if "a" in surface else {}
    found = solve("tangent_plane", surface=surface, point=point, **extra)
    assert found.status == "solved", found.message
    assert text(found.answer.fields["equation"]) == written
    assert found.verified


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("x x_0 + 4y y_0 + z z_0 = 1", "correct"),
        ("x_0 (x - x_0) + 4y_0 (y - y_0) + z_0 (z - z_0) = 0", "correct"),
        ("x x_0 + 4y y_0 + z z_0 = 0", "incorrect"),
        ("x x_0 - 4y y_0 + z z_0 = 1", "incorrect"),
    ],
)
def test_a_general_point_lies_on_the_surface(answer, verdict):
    given = {"surface": "x^2 + 4y^2 + z^2 = 1", "point": ["x_0", "y_0", "z_0"]}
    assert tutor.check("tangent_plane", answer, **given).verdict.verdict == verdict


def test_a_variable_may_be_missing_from_the_equation(solve):
    found = solve("tangent_plane", surface="z = 3", point=[1, 1], variables=["x", "y", "z"])
    assert text(found.answer.fields["equation"]) == "z = 3"


def test_the_answer_is_an_equation(solve):
    found = solve("tangent_plane", surface="z = x y", point=[0, 0])
    assert plain(found.answer.fields["equation"]) == Eq(z, 0)


@over("kind", ["tangent_plane", "normal_line"])
@over(
    ("surface", "point", "said"),
    [
        ("x^2 + y^2 + z^2 = 14", [1, 2, 2], "not on the surface.*differ there by −5"),
        ("z = x y", [1, 2, 3], "not on the surface.*by −1"),
        ("x^2 + y^2 = 1", [1, 1], "not on the curve"),
        ("x^2 + y^2 = z^2", [0, 0, 0], "gradient is the zero vector"),
        ("z = sqrt(x^2 + y^2)", [0, 0], "does not exist|edge of the domain"),
    ],
)
def test_what_has_no_tangent_plane_is_refused_with_the_reason(solve, kind, surface, point, said):
    found = solve(kind, surface=surface, point=point)
    assert found.status == "unsupported"
    assert re.search(said, found.message), found.message


def test_a_point_is_on_the_surface_by_a_stage_of_its_own(solve):
    found = solve("tangent_plane", surface="x y z = 6", point=[1, 2, 3])
    (stage,) = (s for s in found.steps if s.rule.endswith(".on_surface"))
    assert stage.result == 0 and stage.evidence == "exact"


@pytest.mark.parametrize("surface", ["x^2 + y^2", "x + y < 3", "x = y = z"])
def test_a_surface_is_one_equation(solve, surface):
    with pytest.raises(Invalid, match="expected one equation"):
        solve("tangent_plane", surface=surface, point=[1, 1])


def test_coordinates_may_be_missing_on_a_graph_only(solve):
    with pytest.raises(Invalid, match="2 coordinates for the 3 variables"):
        solve("tangent_plane", surface="x y z = 1", point=[1, 1])
    with pytest.raises(Invalid, match="no coordinate z"):
        solve("tangent_plane", surface="x y z = 1", point={"x": 1, "y": 1}, variables=["x", "y", "z"])


def test_the_normal_line_goes_through_the_point_along_the_gradient(solve):
    fields = solve("normal_line", surface="x^2 + y^2 + z^2 = 14", point=[1, 2, 3]).answer.fields
    assert tuple(plain(fields["point"])) == (1, 2, 3)
    assert tuple(plain(fields["direction"])) == (1, 2, 3)


@pytest.mark.parametrize(
    ("surface", "point", "said"),
    [
        ("x^2 + y^2 + z^2 = 14", [1, 2, 3], "x − 1 = (y − 2)/2 = (z − 3)/3"),
        ("z = 3 - y^2", [4, 1], "x = 4, and (y − 1)/2 = z − 2"),
        ("z = x^2 + y^2", [0, 0], "x = 0 and y = 0, and z is free"),
        ("x y = 2", [1, 2], "(x − 1)/2 = y − 2"),
    ],
)
def test_the_line_without_its_parameter(solve, surface, point, said):
    extra = {"variables": ["x", "y", "z"]} if "z" in surface else {}
    page = " ".join(fragment(narrate(solve("normal_line", surface=surface, point=point, **extra))).split())
    assert said in page


def test_in_the_plane_it_is_a_line_and_a_curve(solve):
    page = fragment(narrate(solve("tangent_plane", surface="x^2 + y^2 = 25", point=[3, 4])))
    assert page.startswith("Tangent line")
    assert "surface" not in page and "plane" not in page


@over(
    ("surface", "point", "written"),
    [
        ({"x": "u^2", "y": "v^2", "z": "u + 2v"}, [1, 1, 3], "x + 2y − 2z = −3"),
        ({"x": "u cos v", "y": "u sin v", "z": "v"}, {"u": 1, "v": r"\frac{\pi}{2}"}, "x + z = π/2"),
        ("r(u, v) = <u, v, u v>", [1, 2], "2x + y − z = 2"),
        ("the surface with parametric equations x = u, y = v^2, z = u v", [1, 1, 1], "2x + y − 2z = 1"),
        ({"x": "2sin(s) cos(t)", "y": "2sin(s) sin(t)", "z": "2cos(s)"}, {"s": "pi/2", "t": 0}, "x = 2"),
        (["u", "v", "a u^2 + v"], {"u": 1, "v": 0}, "2ax + y − z = a"),
    ],
)
def test_the_plane_of_a_surface_by_two_parameters(solve, surface, point, written):
    found = solve("tangent_plane", surface=surface, point=point)
    assert found.status == "solved" and found.verified, found.message
    assert text(found.answer.fields["equation"]) == written
    line = solve("normal_line", surface=surface, point=point)
    assert line.verified


def test_the_parameters_of_a_point_may_come_from_a_letter_that_is_not_0_and_from_families(solve):
    steep = {"x": "u cos v", "y": "u sin v", "z": "c v"}
    page = " ".join(fragment(narrate(solve("tangent_plane", surface=steep, point=[2, 0, 0]))).split())
    assert "We take c ≠ 0." in page and "cy − 2z = 0" in page
    assert "≠ 0. The point" not in fragment(narrate(solve("tangent_plane", surface={**steep, "z": "v"}, point=[2, 0, 0])))
    page = " ".join(fragment(narrate(solve("tangent_plane", surface={**steep, "z": "u^4"}, point=[2, 0, 16]))).split())
    assert "We take u = 2 and v = 0." in page and "^(−k)" not in page


def test_parameters_at_which_there_is_no_plane(solve):
    found = solve("tangent_plane", surface=["u^2", "v^2", "u v"], point=[0, 0])
    assert found.status == "unsupported" and "parallel" in found.message
    found = solve("tangent_plane", surface=["u", "v", "u v"], point=[1, 2, 3])
    assert found.status == "unsupported" and "not on the surface" in found.message


@over(
    ("surface", "plane", "places"),
    [
        ("z = x^2 + y^2", "2x + 4y - z = 3", {(1, 2, 5)}),
        ("z = x^3 - 3x + y^2", "horizontal", {(1, 0, -2), (-1, 0, 2)}),
        ("x^2 + y^2 + z^2 = 9", "the plane x + 2y + 2z = 1", {(1, 2, 2), (-1, -2, -2)}),
        ("x^2 + y^2 - z^2 = 1", "the xy-plane", set()),
        ("z = x y", "x + y = 3", set()),
        ("x^2 + y^2 = z^2", "z = 1", set()),
    ],
)
def test_where_the_plane_is_parallel(solve, surface, plane, places):
    for kind in ("tangent_plane", "normal_line"):
        found = solve(kind, surface=surface, parallel_to=plane)
        assert found.verified, found.message
        assert {tuple(p["at"].values()) for p in found.answer.fields["points"]} == places
        assert found.answer.fields["complete"] == "proved"


@pytest.mark.parametrize(
    ("surface", "plane", "families"),
    [
        ("z = (x + y)^2", "horizontal", {("t", "-t", "0")}),
        ("z = x^2 y^2", "horizontal", {("0", "t", "0"), ("t", "0", "0")}),
        ("z = sin x", "horizontal", {("pi*k + pi/2", "t", "(-1)**k")}),
        ("x^2 + z^2 = 1", "the xy-plane", {("0", "t", "1"), ("0", "t", "-1")}),
    ],
)
def test_whole_lines_of_such_points(solve, surface, plane, families):
    found = solve("tangent_plane", surface=surface, parallel_to=plane, variables=["x", "y", "z"])
    assert found.verified, found.message
    fields = found.answer.fields
    assert fields["points"] == () and fields["complete"] == "proved"
    assert {tuple(map(str, p["at"].values())) for p in fields["families"]} == families


@pytest.mark.slow
def test_what_is_no_plane_and_points_without_end(solve):
    assert "no plane" in solve("tangent_plane", surface="z = x y", parallel_to="x^2 + y = 1").message
    torus = "(sqrt(x^2 + y^2) - 2)^2 + z^2 = 1"
    assert "infinitely many" in solve("tangent_plane", surface=torus, parallel_to="horizontal").message
    with pytest.raises(Invalid, match="exactly one of point, parallel_to"):
        solve("tangent_plane", surface="z = x y")


def test_a_wrong_point_is_refuted(solve):
    from tutor.deriving.evidence import Refuted, holds
    from tutor.deriving.parallel import is_parallel

    found = solve("tangent_plane", surface="z = x^2 + y^2", parallel_to="2x + 4y - z = 3")
    with pytest.raises(Refuted):
        for claim in is_parallel(x**2 + y**2 - z, {x: 2, y: 2, z: 8}, (2, 4, -1)):
            holds(claim)
    assert all(holds(claim) != "none" for step in found.steps for claim in step.claims)


@over(
    ("surface", "plane", "words"),
    [
        ("y = x^2 + x z + z^2", "x + 4y + z = 0", "The y-component of the gradient is −1, so it is −1/4 times that vector"),
        ("x = y^2 + 3z^2", "y + z = 1", "The x-component of ⟨0, 1, 1⟩ is 0, and that of this gradient is −1"),
        ("z = x^2 - y^2 + 2x", "horizontal", "The tangent plane is horizontal where the gradient is a multiple of ⟨0, 0, 1⟩"),
    ],
)
def test_the_component_that_is_known_is_that_of_the_height(solve, surface, plane, words):
    assert words in " ".join(fragment(narrate(solve("tangent_plane", surface=surface, parallel_to=plane))).split())


def test_of_several_parameters_one_is_taken_and_the_direction_made_shorter(solve):
    surface = {"x": "u", "y": "u v^2", "z": "v^4"}
    page = " ".join(fragment(narrate(solve("normal_line", surface=surface, point=[2, 2, 1], variables=["x", "y", "z"]))).split())
    assert "is a multiple of the same vector. We take u = 2 and v = 1" in page
    assert "and this one is simpler" in page


def test_where_normal_lines_are_asked_for_they_are_listed(solve):
    page = " ".join(fragment(narrate(solve("normal_line", surface="z = x^2 + 2y^2", parallel_to="2x + 4y - z = 5"))).split())
    assert "normal line there" in page and "⟨1 + 2t, 1 + 4t, 3 − t⟩" in page
