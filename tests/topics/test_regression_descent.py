"""Regression by gradient descent: the walk of Fractions and of NumPy, and its end beside the direct solution."""

from __future__ import annotations

import re

import numpy as np
import pytest
from sympy import Rational

import tutor
from tutor.printing.output.base import load
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

THREE = {"points": [[0, 1], [1, 3], [2, 5]], "model": "w x + b", "start": {"w": "0", "b": "0"}}


def last(found):
    return {str(k): float(plain(v)) for k, v in found.answer.fields["iterates"][-1].items()}


def test_one_step(solve):
    found = solve("regression_descent", **THREE, learning_rate="0.1", steps=1)
    assert found.verified
    assert {str(k): v for k, v in found.answer.fields["iterates"][-1].items()} == {"w": Rational(13, 15), "b": Rational(3, 5)}


def test_the_sum_instead_of_the_mean(solve):
    found = solve("regression_descent", **THREE, loss="sum", learning_rate="0.1", steps=1)
    assert last(found) == pytest.approx({"w": 2.6, "b": 1.8})


def test_both_roads_meet(solve):
    found = solve("regression_descent", **THREE, learning_rate="0.3", steps=120)
    assert last(found) == pytest.approx({"w": 2, "b": 1}, abs=1e-9)
    (stage,) = (s for s in found.steps if s.rule == "regression_descent.meeting")
    assert [row[2] for row in stage.shown.table.rows] == [2, 1]


@pytest.mark.slow
def test_fifty_noisy_points_against_numpy(solve):
    """The data of a textbook program, to four places: after 2000 steps it has w = 2.116 and b = 0.955."""
    rng = np.random.default_rng(0)
    xs = np.linspace(0, 1, 50)
    ys = 2.0 * xs + 1.0 + 0.1 * rng.standard_normal(50)
    data = np.array([[round(x, 4), round(y, 4)] for x, y in zip(xs, ys, strict=True)])
    w = b = 0.0
    for _ in range(300):
        error = w * data[:, 0] + b - data[:, 1]
        w, b = w - 0.5 * 2 * np.mean(error * data[:, 0]), b - 0.5 * 2 * np.mean(error)
    points = [[f"{x:.4f}", f"{y:.4f}"] for x, y in data]
    found = solve("regression_descent", points=points, model="w x + b", start={"w": "0", "b": "0"}, learning_rate="0.5", steps=300)
    assert found.verified
    assert last(found) == pytest.approx({"w": w, "b": b}, rel=1e-9)


def test_two_inputs(solve):
    rows = [[0, 0, 1], [1, 0, 3], [0, 1, 2], [1, 1, 5]]
    fields = {"points": rows, "model": "a x + b y + c", "start": {"a": "0", "b": "0", "c": "0"}}
    found = solve("regression_descent", **fields, learning_rate="1/4", steps=3)
    p, data = np.zeros(3), np.array(rows, float)
    design = np.column_stack([data[:, :2], np.ones(4)])
    for _ in range(3):
        p = p - 0.25 * 2 / 4 * design.T @ (design @ p - data[:, 2])
    assert list(last(found).values()) == pytest.approx(list(p))


@pytest.mark.slow
def test_a_walk_that_has_arrived_is_not_said_to_go_astray(solve):
    """Beyond the digits that are carried, values only differ by rounding."""
    found = solve("regression_descent", **THREE, learning_rate="0.3", steps=400)
    (stage,) = (s for s in found.steps if s.rule == "regression_descent.heading")
    assert stage.facts["wrong"] is None and 200 < stage.facts["settled"] < 300


def test_long_decimals_are_rounded_where_they_are_shown(solve):
    points = [["0.1257302210933933", "0.6404226504432821"], ["0.3615950549094575", "1.3040000451301403"], ["0.9470809631292422", "2.1"]]
    found = solve("regression_descent", points=points, model="w x + b", start={"w": "0", "b": "0"}, learning_rate="0.1", steps=2)
    assert found.verified
    page = load("text").fragment(narrate(found))
    assert not re.search(r"\d{12}/|/\d{7}", page)


def test_the_record_for_programs_is_whole(solve):
    from tutor.telling.record import record

    steps = record(solve("regression_descent", **THREE, learning_rate="0.1", steps=1), 0.0)["steps"]
    assert [s["rule"] for s in steps].count("regression_descent.general") == 2


def test_no_sum_is_listed_twice():
    fields = {"points": [[-1, 3], [0, 1], [2, 0]], "model": "a x^2 + b x + c", "start": {"a": 0, "b": 0, "c": 0}}
    text = tutor.render(tutor.solve("regression_descent", **fields, learning_rate="0.1", steps=1), "text")
    rows = [line.split()[0] for line in text.splitlines() if line.strip().startswith("Σ(")]
    assert len(rows) == 7 == len(set(rows))
