"""Steepest descent with exact line search: the lengths, the right angles, and where there is no lowest point."""

from __future__ import annotations

from itertools import pairwise

import pytest
from every import over
from sympy import Rational

import tutor
from tutor.trees.tree import plain


def test_the_zigzag(solve):
    found = solve("steepest_descent", function="x^2 + 10y^2", start=["10", "1"], steps=3)
    shrink = Rational(9, 11)
    assert found.verified
    assert found.answer.fields["iterates"] == tuple((10 * shrink**k, (-shrink) ** k) for k in range(4))
    assert found.answer.fields["step_lengths"] == (Rational(1, 11),) * 3


def test_steps_after_each_other_are_perpendicular(solve):
    found = solve("steepest_descent", function="x^4 + y^2 - x y", start=["1", "1"], steps=4)
    points = [[float(plain(v)) for v in p] for p in found.answer.fields["iterates"]]
    ways = [[b - a for a, b in zip(p, q, strict=True)] for p, q in pairwise(points)]
    for u, v in pairwise(ways):
        assert sum(a * b for a, b in zip(u, v, strict=True)) == pytest.approx(0, abs=1e-12)
    assert found.verified


def test_the_worst_start_keeps_the_share_that_is_told(solve):
    given = {"function": "x^2 + 9y^2", "start": ["9", "1"], "steps": 3}
    values = [plain(p[0]) ** 2 + 9 * plain(p[1]) ** 2 for p in solve("steepest_descent", **given).answer.fields["iterates"]]
    assert [b / a for a, b in pairwise(values)] == [Rational(16, 25)] * 3
    page = tutor.render(tutor.solve("steepest_descent", **given), "text", detail="full")
    assert "16/25" in page and "The path turns by a right angle 2 times." in page
    assert [f"Point {k} of the path" in page for k in range(4)] == [True] * 4


@over(("steps", "gap"), [(5, None), (7, "The path goes on through points 3 to 6.")])
def test_no_point_of_a_path_is_passed_over_in_silence(steps, gap):
    page = tutor.render(tutor.solve("steepest_descent", function="x^2 + 3y^2", start=[3, 1], steps=steps), "text", detail="full")
    assert (gap in page) if gap else all(f"Point {k} of the path" in page for k in range(steps + 1))


def test_on_circles_one_step_is_enough(solve):
    found = solve("steepest_descent", function="x^2 + y^2 - 4x", start=["0", "3"], steps=5)
    assert found.answer.fields["iterates"][-1] == (2, 0)
    assert len(found.answer.fields["step_lengths"]) == 1


def test_a_ray_without_a_lowest_point(solve):
    found = solve("steepest_descent", function="x^2 - y^2", start=["1", "1"], steps=2)
    assert found.answer.fields["stopped"] == "unbounded"


def test_only_polynomials_are_searched_exactly(solve):
    assert solve("steepest_descent", function="e^x + y^2", start=["1", "1"], steps=2).status == "unsupported"


def test_the_lowest_of_several_stationary_points_on_a_ray_is_taken(solve):
    found = solve("steepest_descent", function="x^4/4 - 7x^3/3 + 7x^2 - 8x", start=["0"], steps=1)
    assert float(plain(found.answer.fields["iterates"][-1][0])) == pytest.approx(4)  # and not 1, the nearest


def test_a_coordinate_that_stays_is_no_multiple_of_the_length():
    text = tutor.render(tutor.solve("steepest_descent", function="2x^2 + y^2 - 2x y - 4x", start=[0, 0], steps=1), "text")
    assert "the points (4t, 0) with t > 0" in text


@over(
    ("function", "start", "words", "never"),
    [
        ("x^2 - 3y^2", [0, 1], "It is negative for every t > 0: the function falls on and on", "Nothing moves"),
        ("2x + y", [1, 1], "It is negative: the function falls on and on", "Nothing moves"),
        ("3x^2 + 3y^2", [1, 2], "from any start one step is enough", "an unlucky start"),
        ("x^4 + 2y^2", [1, 0], "for no other t > 0", "start one step is enough"),
    ],
)
def test_what_is_said_of_a_ray_holds_on_it(function, start, words, never):
    page = " ".join(tutor.render(tutor.solve("steepest_descent", function=function, start=start, steps=1), "text").split())
    assert words in page and never not in page
