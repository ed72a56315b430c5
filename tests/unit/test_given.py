"""Answers given in Python: numbers and expressions are taken, what is no answer is said at once."""

from fractions import Fraction

import pytest
import sympy
from every import over

import tutor
from tutor.errors import Invalid

X, Y = sympy.symbols("x y", real=True)


@over("answer", [None, b"2x", object(), {"a": 1}, True, {1, 2}, [None], lambda: 0])
def test_what_is_no_answer(answer):
    with pytest.raises(TypeError, match="an answer is text, a number"):
        tutor.check("derivative", answer, function="x^2")


@pytest.mark.parametrize("answer", [10**5000, float("nan"), float("inf")], ids=["long", "nan", "inf"])
def test_numbers_that_nobody_writes(answer):
    with pytest.raises(Invalid):
        tutor.check("derivative", answer, function="x^2")


@over(
    ("kind", "fields", "answer"),
    [
        ("derivative", {"function": "x^2", "point": [3]}, 6),
        ("derivative", {"function": "x^2/4", "point": [3]}, 1.5),
        ("derivative", {"function": "x^2/6", "point": [-1]}, Fraction(-1, 3)),
        ("derivative", {"function": "sin(x)^2"}, 2 * sympy.sin(X) * sympy.cos(X)),
        ("gradient", {"function": "x^2 y"}, [2 * X * Y, X**2]),
        ("gradient", {"function": "x^2 y"}, ("2xy", X**2)),
        ("gradient", {"function": "x^2 y", "point": [1, 2]}, (4, 1.0)),
    ],
)
def test_answers(kind, fields, answer):
    assert tutor.check(kind, answer, **fields).verdict.verdict == "correct"
