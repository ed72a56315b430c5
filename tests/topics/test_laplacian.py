"""Laplacian, divergence and curl, also in cylindrical and spherical coordinates, held against x, y and z."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, Symbol, cos, sin

from tutor.deriving.evidence import Refuted, holds
from tutor.errors import Invalid
from tutor.model import Claim
from tutor.printing.notation.text import text
from tutor.trees.heads import Diff, Name, Vector
from tutor.trees.tree import evaluated, plain, replaced, total

r, theta, z, rho, phi = (Symbol(n, real=True) for n in ("r", "theta", "z", "rho", "phi"))


def fields(found):
    assert found.status == "solved", found.message
    assert found.verified
    return found.answer.fields


def test_in_cartesian_coordinates(solve):
    x, y = (Symbol(n, real=True) for n in "xy")
    assert (plain(fields(solve("laplacian", function="x^3 y"))["expression"]) - 6 * x * y).expand() == 0
    assert evaluated(fields(solve("laplacian", field=["x^2 y", "y^3"]))["vector"]) == Vector(2 * y, 6 * y)


@over(
    ("kind", "given", "value"),
    [
        ("laplacian", {"function": "ln r", "coordinates": "cylindrical"}, 0),
        ("laplacian", {"function": "r^2 sin(theta)", "coordinates": "cylindrical"}, 3 * sin(theta)),
        ("laplacian", {"function": "rho^2", "coordinates": "spherical"}, 6),
        ("divergence", {"field": ["r", "0", "z"], "coordinates": "cylindrical"}, 3),
        ("divergence", {"field": ["rho", "0", "0"], "coordinates": "spherical"}, 3),
        ("divergence", {"field": ["0", "rho", "0"], "coordinates": "spherical"}, cos(phi) / sin(phi)),
        ("divergence", {"field": ["0", "r sin(phi)", "k z"], "coordinates": "cylindrical"}, cos(phi) + Symbol("k", real=True)),
        ("laplacian", {"function": "rho^3 cos(phi)", "coordinates": "polar"}, 8 * rho * cos(phi)),
    ],
)
def test_in_other_coordinates(solve, kind, given, value):
    assert (plain(fields(solve(kind, **given))["expression"]) - value).simplify() == 0


def test_a_rigid_rotation_turns_twice_as_fast(solve):
    assert evaluated(fields(solve("curl", field=["0", "r", "0"], coordinates="cylindrical"))["vector"]) == Vector(0, 0, 2)
    turned = fields(solve("curl", field=["0", "0", "rho sin(phi)"], coordinates="spherical"))["vector"]
    assert [c.simplify() for c in plain(turned)] == [2 * cos(phi), -2 * sin(phi), 0]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("laplacian", {"function": "rho^2 cos(phi)", "coordinates": "spherical"}),
        ("divergence", {"field": ["rho^2", "rho sin(phi)", "0"], "coordinates": "spherical"}),
    ],
)
def test_a_wrong_value_is_refuted_by_way_of_x_y_and_z(solve, kind, given):
    (check,) = [s for s in solve(kind, **given).steps if s.rule == f"{kind}.cartesian"]
    with pytest.raises(Refuted):
        holds(Claim(check.before, total(check.result, Rational(1, 1000))))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("curl", {"field": ["x", "y", "z"], "variables": ["x", "y", "z"], "coordinates": "spherical"}),
        ("laplacian", {"field": ["r", "0", "0"], "coordinates": "cylindrical"}),
        ("laplacian", {}),
    ],
)
def test_what_is_not_said_is_refused(solve, kind, given):
    assert solve(kind, **given).status == "unsupported"


def test_a_letter_of_other_coordinates_is_no_constant(solve):
    with pytest.raises(Invalid, match="r is not one of the coordinates rho"):
        solve("divergence", field=["r^2", "0", "0"], coordinates="spherical")


@pytest.mark.parametrize(
    ("function", "coordinates"), [("r^3 sin(2theta) + ln r", "polar"), ("r^2 z", "cylindrical"), ("rho^2 sin(phi)", "spherical")]
)
def test_the_law_in_symbols_leads_to_the_result(solve, function, coordinates):
    found = solve("laplacian", function=function, coordinates=coordinates)
    law, variables = found.steps[0].facts["law"], found.problem.variables
    slopes = {Name("f", "", (u,)): Diff(found.problem.given["function"], u, *found.problem.held(u)) for u in variables}
    for name, slope in slopes.items():
        law = replaced(law, name, slope)
    assert holds(Claim(law, fields(found)["expression"])) != "none"


def test_a_factor_multiplied_in_leaves_the_terms_in_their_order(solve):
    found = solve("laplacian", function="r^3 sin(2theta) + ln r", coordinates="polar")
    flow = next(s for s in found.steps if s.rule.endswith(".flow"))
    assert (text(flow.before), text(flow.result)) == ("r(3r² sin(2θ) + 1/r)", "3r³ sin(2θ) + 1")
