"""A tolerance holds in every type of answer: for each number, wherever it stands."""

from every import over

import tutor
from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record

ABSOLUTE, RELATIVE = {"absolute": "0.01"}, {"relative": "0.01"}


@over(
    ("kind", "value", "given", "tolerance", "verdict"),
    [
        ("equation", "y = 2x/3 + 1/7", "y = 0.667x + 0.143", ABSOLUTE, "correct"),
        ("equation", "y = 2x/3 + 1/7", "3y - 2x = 0.43", ABSOLUTE, "correct"),
        ("equation", "y = 2x/3 + 1/7", "y = 0.6x + 0.143", ABSOLUTE, "incorrect"),
        ("equation", "y = 2x/3 + 1/7", "y = 0.667x", ABSOLUTE, "incorrect"),
        ("equation", "t = 400", "t = 350", {"absolute": "0.5"}, "incorrect"),
        ("equation", "z = e^(x/3) y", "z = e^(0.333x) y", RELATIVE, "correct"),
        ("equation", "z = e^(x/3) y", "z = e^(0.3x) y", RELATIVE, "incorrect"),
        ("inequality", "t < sqrt(5)", "t < 2.24", ABSOLUTE, "correct"), ("inequality", "t < sqrt(5)", "t <= 2.24", ABSOLUTE, "incorrect"),
        ("inequality", "t < sqrt(5)", "t > 2.24", ABSOLUTE, "incorrect"),
        ("inequality", "t^2 > 5", "t > 2.24 or t < -2.24", ABSOLUTE, "correct"),
        ("system", "x = 1/3, y = 1/6", "x = 0.33, y = 0.17", ABSOLUTE, "correct"),
        ("system", "x = 1/3, y = 1/6", "x = 0.33, y = 0.2", ABSOLUTE, "incorrect"),
        ("set", "[0, pi)", "[0, 3.14)", ABSOLUTE, "correct"), ("set", "[0, pi)", "(0, 3.14)", ABSOLUTE, "incorrect"),
        ("set", "(0, 1/3] U {2/3}", "(0, 0.33] U {0.67}", ABSOLUTE, "correct"), ("set", "{pi, e}", "{2.72, 3.14}", ABSOLUTE, "correct"),
        ("vector", "(1/3, 2x/3)", "(0.33, 0.667x)", ABSOLUTE, "correct"),
        ("matrix", "[[1/3, 0], [0, 2/3]]", "[[0.33, 0], [0, 0.67]]", ABSOLUTE, "correct"),
        ("antiderivative", "x^4/7", "0.143x^4 + C", RELATIVE, "correct"), ("antiderivative", "x^4/7", "0.15x^4 + C", RELATIVE, "incorrect"),
        ("antiderivative", "ln|x|/3", "0.333 ln|x| + C", ABSOLUTE, "correct"),
        ("antiderivative", "x^4/7", "0.143x^4", RELATIVE, "wrong_form"),
        ("expression", "x^2 + x/3", "x^2", {"absolute": "0.5"}, "incorrect"), ("expression", "2t/3", "0.667t", ABSOLUTE, "correct"),
        ("expression", "97/56", "sqrt(3)", ABSOLUTE, "incorrect"), ("expression", "97/56", "1.7321", ABSOLUTE, "correct"),
        ("expression", "pi", "22/7", ABSOLUTE, "correct"), ("expression", "1.73", "sqrt(3)", ABSOLUTE, "correct"),
    ],
)  # fmt: skip
def test_a_number_within_the_tolerance_is_right(kind, value, given, tolerance, verdict):
    for fields in (
        {"answer": {"type": kind, "value": value, "tolerance": tolerance}},
        {"answer": {"type": kind, "value": value}, "tolerance": tolerance},
    ):
        assert check(question(as_record({"kind": "short_answer", **fields}, "1")), given).verdict.verdict == verdict


@over(
    ("kind", "fields", "answer", "verdict", "said"),
    [
        ("newton_root", {"function": "x^2 - 3", "start": 1, "steps": 3}, "1.73", "incorrect", True),
        ("newton_root", {"function": "x^2 - 3", "start": 1, "steps": 2}, "1.8", "incorrect", False),
        ("regression_descent", {"loss": "sum", "steps": 2}, "w_2 = 1.64, b_2 = 1", "correct", False),
        ("regression_descent", {"loss": "sum", "steps": 2}, "w_1 = 1.64, b_2 = 1", "incorrect", False),
    ],
)  # fmt: skip
def test_the_end_of_a_walk_in_few_digits_or_with_its_number(kind, fields, answer, verdict, said):
    if kind == "regression_descent":
        fields = {**fields, "points": [[1, 3], [2, 5]], "model": "w x + b", "start": {"w": 0, "b": 0}, "learning_rate": "0.1"}
    found = tutor.check(kind, answer, **fields).verdict
    assert (found.verdict, "more digits" in found.feedback) == (verdict, said), found
