"""Centres of mass, moments of inertia, probabilities: other roads to the same, and what must be refused or refuted."""

from __future__ import annotations

import pytest
from every import over
from sympy import Pow

import tutor
from tutor.deriving.topics import center_of_mass
from tutor.maths.regions import setup
from tutor.trees import tree

TRIANGLE = "triangle (0, 0), (3, 0), (0, 3)"


def value(kind, **given):
    found = tutor.solve(kind, **given)
    assert found.derivation.status == "solved" and found.derivation.verified, found.derivation.message
    return found.answer["expression"]


def test_the_moment_about_the_origin_is_the_sum_of_those_about_both_axes():
    about = [value("moment_of_inertia", region=TRIANGLE, density="1 + x", about=a) for a in ("x", "y", "origin", "z")]
    assert about[0] + about[1] == about[2] == about[3]


def test_a_parallel_line_farther_from_the_centre_has_more_by_the_mass_times_the_square():
    assert value("moment_of_inertia", region=TRIANGLE, about="x = 3") - value("moment_of_inertia", region=TRIANGLE, about="x = 1") == 18


def test_a_greek_letter_of_a_density_is_a_constant_beside_a_disc():
    assert str(value("moment_of_inertia", region="disc radius a", density="sigma", about="x")) == "pi*sigma*a**4/4"


def test_letters_of_corners_are_sizes():
    assert str(value("moment_of_inertia", region="triangle (0, 0), (b, 0), (b, h)", about="x")) == "b*h**3/12"


def test_a_slanted_line():
    assert value("moment_of_inertia", region="square (0, 0), (1, 1)", about="y = x") * 12 == 1


def test_a_region_and_its_opposite_have_all_the_probability():
    given = {"density": "x + y", "support": ["0 <= x <= 1", "0 <= y <= 1"]}
    assert value("probability", region="y <= x^2", **given) + value("probability", region="y >= x^2", **given) == 1


@over(
    ("kind", "given", "said"),
    [
        ("probability", {"density": "5", "variables": ["x", "y"], "region": "square (0, 0), (1, 1)"}, "no density"),
        ("probability", {"density": "-x y", "region": "square (0, 0), (1, 1)"}, "no density"),
        ("probability", {"density": "x + 2y", "support": ["0 <= x <= 1", "0 <= y <= 1"], "region": "x <= y"}, "3/2 and not 1"),
        ("probability", {"density": "4x - 2y", "support": ["0 <= x <= 1", "0 <= y <= 1"], "region": "x <= y"}, "negative values"),
        ("moment_of_inertia", {"region": TRIANGLE, "about": "y = x^2"}, "not that of a line"),
        ("moment_of_inertia", {"region": "ball radius 1", "about": "x = y"}, "in the plane a line"),
        ("center_of_mass", {"region": "square (-1, -1), (1, 1)", "density": "x"}, "no finite mass"),
    ],
)
def test_what_is_refused(kind, given, said):
    found = tutor.solve(kind, **given)
    assert found.derivation.status == "unsupported" and said in found.derivation.message


@over(
    ("kind", "given", "answer", "verdict"),
    [
        ("center_of_mass", {"region": TRIANGLE}, "(1, 1)", "correct"),
        ("center_of_mass", {"region": TRIANGLE}, "(1, 2)", "partially_correct"),
        ("moment_of_inertia", {"region": "disc radius 2", "about": "origin"}, "8pi", "correct"),
        ("moment_of_inertia", {"region": "disc radius 2", "about": "origin"}, "16pi/3", "incorrect"),
        ("probability", {"density": "4x y", "region": ["0 <= y <= x", "x <= 1"]}, "1/2", "correct"),
        ("probability", {"density": "4x y", "region": ["0 <= y <= x", "x <= 1"]}, "1", "incorrect"),
    ],
)
def test_answers_are_judged(kind, given, answer, verdict):
    assert tutor.check(kind, answer, **given).verdict.verdict == verdict


# -- mutations: what is wrong must not pass --------------------------------------------------------------------------------


def test_a_moment_of_another_coordinate_is_refuted(monkeypatch):
    right = center_of_mass._times
    monkeypatch.setattr(center_of_mass, "_times", lambda v, made: [(2 * f, limits) for f, limits in right(v, made)])
    found = tutor.solve("center_of_mass", region=TRIANGLE)
    assert found.derivation.status == "failed" and "refuted" in found.derivation.message


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("moment_of_inertia", {"about": "origin", "density": "x^2"}),
        ("probability", {"density": "(x^2 + y^2)/20"}),
        ("center_of_mass", {"density": "x^2 + y^2"}),
    ],
)
def test_an_integrand_without_the_factor_is_refuted(monkeypatch, kind, given):
    right = setup._with_factor
    monkeypatch.setattr(setup, "_with_factor", lambda piece, found: right(piece, found) / found.factor)
    found = tutor.solve(kind, region="x^2 + y^2 <= 1", **given)
    assert found.derivation.status == "failed" and "refuted" in found.derivation.message


def test_a_coordinate_that_symmetry_gives_is_not_integrated_for_and_follows_a_mistake_in_the_other():
    quarter = tutor.solve("center_of_mass", region="0 <= y <= 2 - x, x >= 0", variables=["x", "y"], density="x y")
    said = [s.rule.rpartition(".")[2] for s in quarter.derivation.steps]
    assert said.count("moment") == 1 and said[-1] == "by_symmetry" and quarter.derivation.verified
    lopsided = tutor.solve("center_of_mass", region="0 <= y <= 2 - x, x >= 0", variables=["x", "y"], density="x")
    assert "by_symmetry" not in [s.rule.rpartition(".")[2] for s in lopsided.derivation.steps]


def test_a_power_of_a_linear_sum_is_not_multiplied_out(solve):
    moment = solve("moment_of_inertia", region="triangle (0,0), (3,0), (0,2)", about="x")
    inner = next(s.result for s in moment.steps if s.rule == "moment_of_inertia.level")
    assert isinstance(tree.evaluated(inner).as_coeff_Mul()[1], Pow)


def test_a_density_says_why_it_is_nowhere_negative():
    given = {"density": "6(1 - x)", "support": ["0 <= y <= x", "x <= 1"], "region": "x + y <= 1"}
    assert "as 1 − x ≥ 0 there" in " ".join(tutor.render(tutor.solve("probability", **given), "text").split())
