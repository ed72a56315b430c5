"""Tangent planes and normal lines: level sets and graphs, what is no point of the surface, and how the results are written."""

from __future__ import annotations

import re

import pytest
from sympy import Eq, symbols

from tutor.errors import Invalid
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y, z = symbols("x y z", real=True)


@pytest.mark.parametrize(
    ("surface", "point", "written"),
    [
        ("x^2 + y^2 + z^2 = 14", [1, 2, 3], "x + 2y + 3z = 14"),
        ("z = x^2 + y^2", [1, 1], "2x + 2y − z = 2"),
        ("x^2 + y^2 = z", [1, 1, 2], "2x + 2y − z = 2"),
        ("x^2 + y^2 = 25", [3, -4], "3x − 4y = 25"),
        ("y = x^2", [1], "2x − y = 1"),
        ("x = y^2 + z^2", {"y": 1, "z": 0}, "x − 2y = −1"),
        ("f(x, y) = x y", [1, 2], "2x + y − z = 2"),
        ("x^2 = a^2", ["a"], "ax = a²"),
        ("sqrt(3) x + y/2 = 2sqrt(3)", [2, 0], "2√3 x + y = 4√3"),
    ],
)
def test_the_equation_is_in_lowest_terms(solve, surface, point, written):
    extra = {"variables": ["x"]} if "a" in surface else {}
    found = solve("tangent_plane", surface=surface, point=point, **extra)
    assert found.status == "solved", found.message
    assert text(found.answer.fields["equation"]) == written
    assert found.verified


def test_a_variable_may_be_missing_from_the_equation(solve):
    found = solve("tangent_plane", surface="z = 3", point=[1, 1], variables=["x", "y", "z"])
    assert text(found.answer.fields["equation"]) == "z = 3"


def test_the_answer_is_an_equation(solve):
    found = solve("tangent_plane", surface="z = x y", point=[0, 0])
    assert plain(found.answer.fields["equation"]) == Eq(z, 0)


@pytest.mark.parametrize("kind", ["tangent_plane", "normal_line"])
@pytest.mark.parametrize(
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
