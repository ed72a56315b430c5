"""Changes of variables: both ways of saying them, factors, injectivity, and what must be refused or refuted."""

from __future__ import annotations

import math

import pytest
from every import over
from sympy import Rational, Symbol, pi, symbols

import tutor
from tutor.deriving.evidence import Refuted, holds
from tutor.maths.regions import maps
from tutor.maths.regions.maps import angles, inverse, is_one_to_one, once_round, sign_on
from tutor.model import Claim
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate

U, V, X, Y, R, T = symbols("u v x y r t", real=True)
SQUARE = [(U, 0 * U, U**0), (V, 0 * V, V**0)]
DIFFERENCES = {"u": "x - y", "v": "x + y"}


@over(
    ("given", "value", "factor"),
    [
        ({"integrand": "x y", "transform": {"x": "u", "y": "u v"}, "limits": [["v", "0", "1"], ["u", "0", "1"]]}, "1/8", "u"),
        ({"integrand": "x y", "transform": {"u": "x", "v": "y/x"}, "limits": [["v", "0", "1"], ["u", "0", "1"]]}, "1/8", "u"),
        ({"integrand": "x + y", "transform": DIFFERENCES, "region": "square (0, 0), (1, -1), (2, 0), (1, 1)"}, "2", "1/2"),
        ({"integrand": "1", "transform": {"x": "v - 2u", "y": "u"}, "limits": [["u", "0", "1"], ["v", "0", "2"]]}, "2", "1"),
        ({"integrand": "1", "transform": {"x": "1 + r cos t", "y": "r sin t"}, "region": "(x - 1)^2 + y^2 <= 4"}, "4*pi", "r"),
        ({"integrand": "1", "transform": DIFFERENCES, "region": "triangle (0, 0), (2, 0), (0, 2)"}, "2", "1/2"),
        ({"integrand": "e^(x^2 + 4y^2)", "transform": {"u": "x", "v": "2y"}, "region": "x^2 + 4y^2 <= 1"}, "pi*(-1 + E)/2", "1/2"),
    ],
)
def test_value_and_factor(given, value, factor):
    found = tutor.solve("change_of_variables", **given)
    assert found.derivation.status == "solved" and found.derivation.verified
    assert str(found.answer["expression"]) == value and str(found.answer["jacobian"]) == factor


@over(
    ("given", "said"),
    [
        ({"transform": {"x": "u^2", "y": "v"}, "limits": [["u", "-1", "1"], ["v", "0", "1"]]}, "changes its sign"),
        ({"transform": {"x": "r cos t", "y": "r sin t"}, "limits": [["r", "0", "1"], ["t", "0", "4pi"]]}, "twice"),
        ({"transform": {"x": "r cos(2t)", "y": "r sin(2t)"}, "limits": [["r", "0", "1"], ["t", "0", "2pi"]]}, "twice"),
        ({"transform": {"x": "u^2", "y": "v"}, "region": "square (-1, -1), (1, 1)"}, "x > 0 and y > 0"),
        ({"transform": {"u": "x y", "v": "y/x"}, "region": "bounded by x y = 1, x y = 4, y = x, y = 3x"}, "x > 0 and y > 0"),
        ({"transform": {"u": "x^3 + x y", "v": "y^3 - x"}, "region": "square (0, 0), (1, 1)"}, "could not be solved"),
        ({"integrand": "u", "transform": {"x": "u", "y": "u v"}, "limits": [["u", "0", "1"], ["v", "0", "1"]]}, "without the new ones"),
        ({"transform": {"x": "u + v", "y": "2u + 2v"}, "limits": [["u", "0", "1"], ["v", "0", "1"]]}, "changes its sign"),
    ],
)
def test_what_would_count_points_twice_or_is_not_known_is_refused(given, said):
    found = tutor.solve("change_of_variables", **{"integrand": "1", **given})
    assert found.derivation.status == "unsupported" and said in found.derivation.message


def test_why_no_point_is_counted_twice_is_said():
    given = {"integrand": "1", "limits": [["u", "0", "1"], ["v", "0", "1"]]}
    assert "in one way only" in _text(**given, transform={"x": "u + v", "y": "u - 2v"})
    told = _text(integrand="y", transform={"u": "x^2 y", "v": "y"}, region=["1 <= x^2 y <= 4", "1 <= y <= 2", "x > 0"])
    assert "where x > 0 and y > 0 as in the whole region" in told and "belongs one point only with x > 0 and y > 0, x = √u/√v" in told
    assert "Gale and Nikaido" in _text(**given, transform={"x": "u^2 - v^2", "y": "2u v"})
    assert "one radius and one angle" in _text(**given, transform={"x": "u cos v", "y": "u sin v"})


def _text(**given):
    return " ".join(tutor.render(tutor.solve("change_of_variables", **given), "text").split())


@pytest.mark.parametrize(
    ("transform", "region", "pictures"),
    [
        ({"u": "x y", "v": "y/x"}, ["first quadrant", "bounded by x y = 1, x y = 4, y = x, y = 3x"], 1),
        (DIFFERENCES, "triangle (0, 0), (1, 0), (0, 1)", 2),
    ],
)
def test_a_region_whose_strips_are_bent_is_drawn_in_the_new_variables_only(transform, region, pictures):
    found = tutor.solve("change_of_variables", integrand="1", transform=transform, region=region)
    assert sum(s.shown.map is not None and s.shown.map.figure() is not None for s in found.derivation.steps) == pictures


# -- mutations: what is wrong must not pass --------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [lambda j: 2 * j, lambda j: -j, lambda j: 1 / j, lambda j: j + 1])
def test_a_wrong_determinant_is_refuted(monkeypatch, wrong):
    right = maps.determinant
    monkeypatch.setattr(maps, "determinant", lambda m: wrong(right(m)))
    found = tutor.solve(
        "change_of_variables", integrand="x", transform={"u": "x - y", "v": "x + 2y"}, region="triangle (0, 0), (1, 0), (0, 1)"
    )
    assert found.derivation.status == "failed" and "refuted" in found.derivation.message


def test_a_wrong_inverse_is_refuted(monkeypatch):
    def wrong(equations, unknown):
        found = inverse(equations, unknown)
        x, *_ = found.places
        return maps.Inverse({**found.places, x: found.places[x] + 1}, found.needs)

    monkeypatch.setattr(maps, "inverse", wrong)
    found = tutor.solve("change_of_variables", integrand="1", transform=DIFFERENCES, region="triangle (0, 0), (1, 0), (0, 1)")
    assert found.derivation.status == "failed" and "refuted" in found.derivation.message


def test_a_size_without_its_sign_is_refuted():
    from sympy import Abs, S

    with pytest.raises(Refuted):
        holds(Claim(Abs(S(-3), evaluate=False), S(-3)))


# -- the mathematics -------------------------------------------------------------------------------------------------------


def test_inverses():
    found = inverse({U: X - Y, V: X + Y}, (X, Y))
    assert (found.places[X] - (U + V) / 2).expand() == 0 and (found.places[Y] - (V - U) / 2).expand() == 0 and not found.needs
    found = inverse({U: X * Y, V: Y / X}, (X, Y))
    assert [str(r) for r in found.needs] == ["x > 0", "y > 0"]
    assert inverse({U: X**2 + Y**2, V: X + Y}, (X, Y)) is None  # two solutions
    assert inverse({U: X + Y, V: 2 * X + 2 * Y}, (X, Y)) is None


def test_signs_within_limits():
    assert sign_on(U - V, [(V, 0 * U, U), (U, 0 * U, U**0)]) == 1
    assert sign_on(U - V, SQUARE) is None
    assert sign_on(U + V, SQUARE) == 1
    assert sign_on(1 - U, SQUARE) == 1


def test_one_to_one():
    assert is_one_to_one({X: U**2 - V**2, Y: 2 * U * V}, (U, V), SQUARE)
    assert not is_one_to_one({X: U**2 - V**2, Y: 2 * U * V}, (U, V), [(U, -(U**0), U**0), (V, -(V**0), V**0)])
    assert not is_one_to_one({X: (U - V) ** 2, Y: U}, (U, V), SQUARE)


def test_a_turn_and_no_more():
    from sympy import cos, sin

    found = angles({X: R * cos(T), Y: R * sin(T)}, (R, T))
    assert found.kinds == {R: "radius", T: "circle"}
    radius = (R, 0 * R, R**0)
    assert once_round(found, [radius, (T, -pi, pi)]) and not once_round(found, [radius, (T, 0 * T, 5 * pi / 2)])
    assert not once_round(found, [(R, -(R**0), R**0), (T, 0 * T, 2 * pi)])
    assert angles({X: R * cos(T), Y: R * sin(2 * T)}, (R, T)) is None
    assert angles({X: R * cos(T), Y: R * Symbol("q") * sin(T)}, (R, T)) is not None


def test_the_sign_of_the_determinant_is_seen_through_the_limits_of_limits(solve):
    found = solve(
        "change_of_variables",
        integrand="x y",
        variables=["x", "y"],
        transform={"x": "u/v", "y": "v"},
        region=["y >= x", "y <= 3x", "x y >= 1", "x y <= 3"],
    )
    assert found.status == "solved" and found.verified
    assert abs(float(found.answer.fields["expression"]) - 2 * math.log(3)) < 1e-12


def test_an_inner_integral_may_be_nothing(solve):
    region = ["x >= 0", "y >= 0", "x + y <= 2", "x + y >= 1"]
    found = solve("change_of_variables", integrand="(x - y)/(x + y)", transform={"u": "x - y", "v": "x + y"}, region=region)
    assert found.verified and found.answer.fields["expression"] == 0


def test_an_integrand_that_is_a_function_of_the_new_letters_is_written_in_them_at_once():
    found = tutor.solve(
        "change_of_variables",
        integrand="(x + y) e^(x^2 - y^2)",
        variables=["x", "y"],
        transform={"u": "x + y", "v": "x - y"},
        region=["0 <= x - y", "x - y <= 2", "0 <= x + y", "x + y <= 3"],
    )
    (placed,) = (s for s in found.derivation.steps if s.rule.endswith(".placed"))
    assert str(placed.before).count("u*v") == 1 and found.derivation.verified


def test_a_condition_that_bounds_nothing_is_no_edge(solve):
    found = solve(
        "change_of_variables",
        integrand="x",
        transform={"u": "x y", "v": "y/x"},
        region=["1 <= x y", "x y <= 2", "1 <= y/x", "y/x <= 4", "x > 0", "y > 0"],
    )
    (edges,) = (s.facts["edges"] for s in found.steps if "edges" in s.facts)
    assert [str(e["new"]) for e in edges] == ["Eq(u, 1)", "Eq(u, 2)", "Eq(v, 1)", "Eq(v, 4)"]


def test_a_constant_is_negative_everywhere(solve):
    inside = {"integrand": "1", "region": ["0 <= x + y", "x + y <= 1", "0 <= x - 4y", "x - 4y <= 1"]}
    page = fragment(narrate(solve("change_of_variables", transform={"u": "x + y", "v": "x - 4y"}, **inside)))
    assert "is negative, so its size is its opposite" in " ".join(page.split()) and "Between the limits" not in page


def test_the_equations_of_the_new_variables_have_one_spelling():
    page = _text(integrand="y", transform={"u": "4x + y", "v": "x - y"}, region=["0 <= 4x + y <= 5", "1 <= x - y <= 2"])
    assert "4x + y = u" in page and "y + 4x" not in page


def test_a_disc_in_new_variables_is_taken_in_polar_coordinates(solve):
    fields = {"transform": {"x": "2u", "y": "5v"}, "region": ["25x^2 + 4y^2 <= 100"]}
    found = solve("change_of_variables", integrand="y^2", **fields)
    about = next(s.facts["about"] for s in found.steps if "about" in s.facts and s.facts["about"]["coordinates"] == "polar")
    assert (found.answer.fields["expression"] - Rational(125, 2) * pi).simplify() == 0
    assert {str(e["new"]) for e in about["edges"]} == {"Eq(r**2, 1)"}
    assert "becomes u² + v² = 1." in fragment(narrate(found))
