"""Verdicts by shape: what counts as right, in part, in another form, or not at all."""

from every import over

from tutor.checking import words
from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

LETTERS = frozenset("xyzstmb")


def question(shape: str, expected: str, **more: object) -> Question:
    scope = Scope(LETTERS, vectors=shape in ("vector", "steepest", "valued_gradient", "line"))
    read = typed(expected, shape, scope).reading
    return Question("q", shape, read, Scope(LETTERS, vectors=scope.vectors, answer=True), names=("x", "y"), **more)


CASES = [
    ("expression", "11 sqrt(2)/2", "11/sqrt(2)", "correct", 1),
    ("expression", "11 sqrt(2)/2", "D_u f(1, 2) = 11/sqrt(2)", "correct", 1),
    ("expression", "11 sqrt(2)/2", "8/sqrt(2) + 3/sqrt(2) = 11/sqrt(2)", "correct", 1),
    ("expression", "11 sqrt(2)/2", "8/sqrt(2) + 3 = 11/sqrt(2)", "partially_correct", 0.5),
    ("expression", "11 sqrt(2)/2", "11", "incorrect", 0),
    ("expression", "5", "f_x(1, 2) = 2x y + 1 = 5", "correct", 1),
    ("expression", "11 sqrt(2)/2", "7.78", "incorrect", 0),
    ("expression", "2x + 1", "2X + 1", "unreadable", None),
    ("expression", "2x + 1", "(2, 1)", "unreadable", None),
    ("vector", "(2x y, x^2)", "<2xy, x^2>", "correct", 1),
    ("vector", "(2x y, x^2)", "2xy i + x^2 j", "correct", 1),
    ("vector", "(3, 1)", "(3, ±1)", "unreadable", None),
    ("vector", "(3, 1)", "±(3, 1)", "unreadable", None),
    ("matrix", "[[3, 1]]", "[[3, ±1]]", "unreadable", None),
    ("vector", "(2x y, x^2)", "(2xy, y^2)", "partially_correct", 0.5),
    ("vector", "(2x y, x^2)", "(x^2, 2xy)", "incorrect", 0),
    ("vector", "(2x y, x^2)", "(2xy, x^2, 0)", "incorrect", 0),
    ("matrix", "[[1, 2], [3, 4]]", "[1, 2; 3, 4]", "correct", 1),
    ("matrix", "[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]", "partially_correct", 0.75),
    ("matrix", "[[1, 2, 3], [3, 4, 5]]", "[[1, 3], [2, 4], [3, 5]]", "incorrect", 0),
    ("matrix", "[[1], [2]]", "(1, 2)", "correct", 1),
    ("equation", "2x + y - z = 3", "z = 2x + y - 3", "correct", 1),
    ("equation", "2x + y - z = 3", "4x + 2y - 2z = 6", "correct", 1),
    ("equation", "2x + y - z = 3", "2x + y - z = 0", "incorrect", 0),
    ("equation", "2x + y - z = 3", "2x + y - z - 3", "unreadable", None),
    ("inequality", "x > 2", "2 < x", "correct", 1),
    ("inequality", "x > 2", "x >= 2", "incorrect", 0),
    ("system", "x + y = 3, x - y = 1", "x = 2, y = 1", "correct", 1),
    ("set", "x = 2 or x = -2", "{-2, 2}", "correct", 1),
    ("set", "x = 2 or x = -2", "x = ±2", "correct", 1),
    ("set", "x = 2 or x = -2", "{2}", "partially_correct", 0.5),
    ("set", "{1, 2}", "{3, 4}", "incorrect", 0),
    ("expressions", "dz/ds = 4s, dz/dt = 4t", "dz/dt = 4t, dz/ds = 4s", "correct", 1),
    ("expressions", "dz/ds = 4s, dz/dt = 4t", "4s, 4t", "correct", 1),
    ("expressions", "dz/ds = 4s, dz/dt = 4t", "4s, 3t", "partially_correct", 0.5),
    ("steepest", "direction (8, 3), rate sqrt(73)", "direction (16, 6), rate sqrt(73)", "correct", 1),
    ("steepest", "direction (8, 3), rate sqrt(73)", "direction (8, 3)/sqrt(73), rate 73", "partially_correct", 0.5),
    ("steepest", "direction (8, 3), rate sqrt(73)", "direction (-8, -3), rate sqrt(73)", "partially_correct", 0.5),
    ("line", "(1, 2, 3) + t(1, 2, 3)", "x = 2 + s, y = 4 + 2s, z = 6 + 3s", "correct", 1),
    ("line", "(1, 2, 3) + t(1, 2, 3)", "(x - 1)/2 = (y - 2)/4 = (z - 3)/6", "correct", 1),
    ("line", "(1, 2, 3) + t(1, 2, 3)", "(1, 0, 0) + t(1, 2, 3)", "partially_correct", 0.5),
    ("linear", "1 + 2x, 1.02", "1 + 2x, 1.02", "correct", 1),
    ("linear", "1 + 2x, 1.02", "1 + 2x", "partially_correct", 0.5),
    ("points", "(1, 0) local minimum, (-1, 0) saddle", "(-1, 0): saddle point; (1, 0): min", "correct", 1),
    ("points", "(1, 0) local minimum, (-1, 0) saddle", "(1, 0) saddle, (-1, 0) saddle", "partially_correct", 0.75),
    ("points", "(1, 0) local minimum, (-1, 0) saddle", "(1, 0) min", "partially_correct", 0.5),
    ("points", "none", "none", "correct", 1),
    ("points", "none", "(0, 0) saddle", "incorrect", 0),
    ("extrema", "max 4 at (2, 2), (-2, -2); min -4 at (2, -2)", "min -4 at (2, -2); max 4 at (-2, -2), (2, 2)", "correct", 1),
    ("extrema", "max 4 at (2, 2); min -4 at (2, -2)", "max 4 at (2, 2); no minimum", "partially_correct", 0.6667),
    ("extrema", "min 1/4 at (1/2, 1/2)", "1/4 at (1/2, 1/2)", "correct", 1),
    ("limit", "oo", "infinity", "correct", 1),
    ("limit", "DNE", "does not exist", "correct", 1),
    ("limit", "DNE", "0", "incorrect", 0),
    ("class", "strictly convex", "strictly convex", "correct", 1),
    ("class", "strictly convex", "convex", "partially_correct", 0.5),
    ("class", "convex", "concave", "incorrect", 0),
    ("parameters", "m = 3/2, b = 5/6", "b = 5/6, m = 1.5", "correct", 1),
    ("parameters", "m = 3/2, b = 5/6", "m = 3/2", "partially_correct", 0.5),
    ("valued_gradient", "6 + sin 2, (3 + cos 2, 2)", "(3 + cos 2, 2)", "correct", 1),
    ("limits", "0 <= x <= y, 0 <= y <= 1", "0 <= x <= y, 0 <= y <= 1", "correct", 1),
    ("limits", "0 <= x <= y, 0 <= y <= 1", "0 <= x <= y, 0 <= y <= 2", "partially_correct", 0.75),
    ("limits", "0 <= x <= y, 0 <= y <= 1", "x <= y <= 1, 0 <= x <= 1", "correct", 1.0),
]


@over(("shape", "expected", "given", "verdict", "score"), CASES)
def test_verdict(shape: str, expected: str, given: str, verdict: str, score: float | None) -> None:
    found = check(question(shape, expected), given).verdict
    assert (found.verdict, found.score) == (verdict, score), found


def test_a_component_that_is_wrong_is_named_but_not_given_away() -> None:
    found = check(question("vector", "(2x y, x^2)"), "(2xy, y^2)").verdict
    assert [(p.name, p.verdict) for p in found.parts] == [("the x-component", "correct"), ("the y-component", "incorrect")]
    assert found.feedback == "The y-component is not right yet."


@over(
    ("shape", "expected", "given", "mistake"),
    [
        ("steepest", "direction (8, 3), rate sqrt(73)", "direction (-8, -3), rate sqrt(73)", "steepest_descent_for_ascent"),
        ("points", "(1, 0) min, (0, 1) max", "(1, 0) max, (0, 1) min", "class_swapped"),
        ("points", "(1, 0) min, (0, 1) saddle", "(1, 0) min, (0, 1) max", "saddle_called_extremum"),
        ("points", "(1, 0) min, (0, 1) saddle", "(1, 0) min", "missing_points"),
        ("points", "(1, 0) min", "(1, 0) min, (2, 0) saddle", "extra_points"),
        ("extrema", "max 4 at (2, 2); min -4 at (2, -2)", "max -4 at (2, -2); min 4 at (2, 2)", "max_min_exchanged"),
    ],
)
def test_what_the_shape_itself_shows(shape: str, expected: str, given: str, mistake: str) -> None:
    assert check(question(shape, expected), given).verdict.misconception == mistake


def test_an_antiderivative_needs_its_constant() -> None:
    asked = question("antiderivative", "x^2/2", variables=("x",))
    assert check(asked, "x^2/2 + C").verdict.verdict == "correct"
    missing = check(asked, "x^2/2").verdict
    assert (missing.verdict, missing.misconception) == ("wrong_form", "missing_constant")
    assert check(asked, "x^2 + C").verdict.verdict == "incorrect"


def test_a_potential_needs_none() -> None:
    asked = question("potential", "x^2 y", variables=("x", "y"))
    assert [check(asked, a).verdict.verdict for a in ("x^2 y + 7", "x^2 y + C", "x^2 y + y", "not conservative")] == [
        "correct", "correct", "incorrect", "incorrect",
    ]  # fmt: skip


@over(
    ("expected", "typed", "said"),
    [("3e^(2y)", "3e^2y", True), ("1/(x y)", "1/xy", True), ("x^(1/2)", "x^1/2", True), ("4e^(2y)", "3e^2y", False)],
)
def test_brackets_without_which_an_answer_is_wrong_are_asked_for(expected: str, typed: str, said: bool) -> None:
    found = check(question("expression", expected), typed).verdict
    assert (found.verdict, "brackets are missing" in found.feedback) == ("incorrect", said)


def test_what_was_read_is_shown() -> None:
    record = check(question("expression", "x/(2y)"), "1/2x").record("s1", "q")
    assert record["read_as"] == {"latex": r"\frac{1}{2}x", "text": "(1/2) x"}
    assert record["notices"]


def test_a_letter_keeps_its_case_at_the_beginning_of_a_sentence():
    assert words.not_right(["b"], 2) == "b is not right yet."
    assert words.not_right(["the x-component"], 2) == "The x-component is not right yet."
    assert words.not_right(["component 1"], 2) == "Component 1 is not right yet."
