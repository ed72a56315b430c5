"""Least squares: the fits of NumPy, exact where the data are, and data that do not determine a model."""

from __future__ import annotations

import numpy as np
import pytest
from every import over
from sympy import Rational, S, symbols

import tutor
from tutor.printing.figures.fit import FitMap
from tutor.printing.output.base import load
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

LINE = [[0, 1], [1, 2], [2, 4]]


def values(found):
    return {str(k): float(plain(v)) for k, v in found.answer.fields["parameters"].items()}


def test_a_line(solve):
    found = solve("least_squares", points=LINE, model="m x + b")
    assert found.verified
    assert {str(k): v for k, v in found.answer.fields["parameters"].items()} == {"m": Rational(3, 2), "b": Rational(5, 6)}
    assert found.answer.fields["residuals"] == (Rational(-1, 6), Rational(1, 3), Rational(-1, 6))


@pytest.mark.parametrize("model", ["m x + b", "y = m x + b", "b + m x"])
def test_ways_to_write_a_model(solve, model):
    assert values(solve("least_squares", points=LINE, model=model)) == pytest.approx({"m": 1.5, "b": 5 / 6})


@pytest.mark.parametrize("points", ["(0, 1), (1, 2), (2, 4)", "[[0, 1], [1, 2], [2, 4]]", ["(0, 1)", "(1, 2)", "(2, 4)"]])
def test_ways_to_write_data(solve, points):
    assert values(solve("least_squares", points=points, model="m x + b")) == pytest.approx({"m": 1.5, "b": 5 / 6})


@pytest.mark.parametrize(
    ("model", "names", "columns"),
    [
        ("a + b sin x", "ab", [lambda x: 1, np.sin]),
        ("a x^2 + b x + c", "abc", [lambda x: x * x, lambda x: x, lambda x: 1]),
        ("a e^x + b", "ab", [np.exp, lambda x: 1]),
        ("3 + k x", "k", None),
    ],
)
def test_models_against_numpy(solve, model, names, columns):
    rng = np.random.default_rng(7)
    xs, ys = np.linspace(0, 2, 9), rng.normal(size=9)
    points = [[f"{x:.3f}", f"{y:.3f}"] for x, y in zip(xs, ys, strict=True)]
    data = np.array([[float(v) for v in p] for p in points])
    if columns is None:
        due = [data[:, 0] @ (data[:, 1] - 3) / (data[:, 0] @ data[:, 0])]
    else:
        design = np.array([[c(x) for c in columns] for x in data[:, 0]])
        due = np.linalg.lstsq(design, data[:, 1], rcond=None)[0]
    found = solve("least_squares", points=points, model=model)
    assert found.verified
    assert values(found) == pytest.approx(dict(zip(names, due, strict=True)), rel=1e-9)


def test_the_leading_minors_are_shown(solve):
    page = text(solve("least_squares", points=[[1, 1], [2, 1], [3, 4]], model="m x + b"))
    assert "are positive (14 and 6)" in " ".join(page.split())


def test_a_plane(solve):
    found = solve("least_squares", points=[[0, 0, 1], [1, 0, 3], [0, 1, 2], [1, 1, 5]], model="a x + b y + c")
    assert values(found) == pytest.approx({"a": 2.5, "b": 1.5, "c": 0.75})


def test_data_that_do_not_determine_the_model(solve):
    found = solve("least_squares", points=[[1, 1], [1, 2], [1, 3]], model="m x + b")
    assert found.status == "unsupported" and "determine" in found.message


def test_a_model_that_is_not_linear(solve):
    assert solve("least_squares", points=LINE, model="a e^{b x}").status == "unsupported"


def test_rows_of_different_lengths():
    from tutor.errors import Invalid
    from tutor.reading.problem import read_problem
    from tutor.reading.sets import Record

    with pytest.raises(Invalid, match="row 2 has 3 numbers"):
        read_problem(Record("test", "least_squares", {"points": [[0, 1], [1, 2, 3]], "model": "m x + b"}))
    with pytest.raises(Invalid, match="letter"):
        read_problem(Record("test", "least_squares", {"points": [[0, 1], [1, "a"]], "model": "m x + b"}))
    with pytest.raises(Invalid, match="no parameter"):
        read_problem(Record("test", "least_squares", {"points": [[0, 1], [1, 2]], "model": "2x + 1"}))


def test_the_condition_numbers(solve):
    found = solve("least_squares", points=LINE, model="m x + b")
    (stage,) = (s for s in found.steps if s.rule == "least_squares.conditioned")
    design = np.array([[0, 1], [1, 1], [2, 1]])
    assert float(plain(stage.facts["root"])) == pytest.approx(np.linalg.cond(design))
    assert float(plain(stage.facts["square"])) == pytest.approx(np.linalg.cond(design.T @ design))
    assert stage.facts["small"]
    worse = solve("least_squares", points=[[10, 1], [11, 2], [12, 4]], model="m x + b")
    (stage,) = (s for s in worse.steps if s.rule == "least_squares.conditioned")
    lost = np.log10(np.linalg.cond(np.array([[10, 1], [11, 1], [12, 1]])))
    assert not stage.facts["small"] and stage.facts["kept"] == (16 - round(lost), 16 - round(2 * lost))


def test_a_residual_that_a_dot_hides_is_said_to_be_hidden():
    x, y = symbols("x y")
    assert len(FitMap(x, (x, y), ((S.Zero, S(3)), (S(9), S(6)))).figure().caption) == 1
    (_, said) = FitMap(x, (x, y), ((S.Zero, S(3)), (S(9), S(9) + Rational(1, 50)))).figure().caption
    assert "hides a residual" in said.text


def test_the_triangular_system_of_programs(solve):
    found = solve("least_squares", points=LINE, model="m x + b")
    (stage,) = (s for s in found.steps if s.rule == "least_squares.decomposed")
    upper = [[float(plain(e)) for e in row] for row in stage.shown.terms[0].args[0].args[0].rows]
    _, due = np.linalg.qr(np.array([[0, 1], [1, 1], [2, 1]]))
    assert np.abs(upper) == pytest.approx(np.abs(due), rel=1e-9, abs=1e-12)
    assert stage.evidence != "none"


def test_a_fit_is_written_with_its_signs(solve):
    assert "2x − 1" in text(solve("least_squares", points=[[0, -1], [1, 1], [2, 3]], model="m x + b"))


def text(found):
    return load("text").fragment(narrate(found))


def test_one_parameter_needs_no_matrix():
    points = [[1, "2.1"], [2, "3.9"], [4, "8.3"], [5, "9.8"]]
    text = tutor.render(tutor.solve("least_squares", points=points, model="k x"), "text")
    assert "46k = 92.1" in text and "[[" not in text


def test_the_unknown_that_has_no_factor_is_solved_for():
    points = [[0, 0, 1], [1, 0, 3], [0, 1, 0], [1, 1, 4], [2, 1, 5]]
    text = tutor.render(tutor.solve("least_squares", points=points, model="a + b x + c y"), "text")
    assert "We solve a + b + c = 3 for" in text


def test_the_column_of_the_parameters_is_not_called_as_an_input(solve):
    found = solve("least_squares", points=[[0, 1], [1, 3], [3, 4]], model="a + b x")
    (normal,) = (s for s in found.steps if s.rule == "least_squares.normal")
    assert str(normal.facts["column"].args[0]) == "c"


@over(
    ("answer", "verdict"),
    [
        ("y = 1.5x + 7/6", "correct"),
        ("7/6 + 3x/2", "correct"),
        ("y = 2x + 1", "incorrect"),
        ("y = m x + b", "unreadable"),
        ("y = 3/2 t + 7/6", "unreadable"),
    ],
)
def test_the_fitted_model_may_stand_for_its_parameters(answer, verdict):
    assert tutor.check("least_squares", answer, points=[[0, 1], [1, 3], [2, 4]], model="m x + b").verdict.verdict == verdict


def test_numbers_that_are_rounded_are_said_to_be(solve):
    page = " ".join(load("text").fragment(narrate(solve("least_squares", points=[*LINE, [4, 9]], model="a + b x"), "full")).split())
    page = page.replace("│ ", "")
    assert "whose numbers are rounded here" in page and "the share ≈ 0.9" in page
    assert "the curve has the height about" in page
