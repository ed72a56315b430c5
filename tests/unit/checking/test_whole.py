"""An answer is read whole: labels, chains, decimals, units and second answers count."""

import pytest

from tutor.asked import asked
from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.reading.sets import as_record


def question(kind: str, **fields: object) -> Question:
    return asked(as_record({"kind": kind, **fields}, "p"))


def own(value: str, shape: str = "expression", statement: str = "Work it out.", **more: object) -> Question:
    return question("short_answer", statement=statement, answer={"type": shape, "value": value, **more})


IMPLICIT = {"equation": "x^2 + 2y^2 = 9", "dependent": "y", "with_respect_to": "x", "point": "(1, 2)"}
LABELLED = [
    ("implicit_derivative", IMPLICIT, "dy/dx = -1/4", "dx/dy = -1/4"),
    ("implicit_derivative", IMPLICIT, "y' = -1/4", "y'' = -1/4"),
    ("implicit_derivative", IMPLICIT, "-1/4 = dy/dx", "-1/4 = dx/dy"),
    ("implicit_derivative", IMPLICIT, "m = -1/4", "x = -1/4"),
    ("partial_derivative", {"function": "7x + 2y", "with_respect_to": "y"}, "f_y = 2", "f_x = 2"),
    ("partial_derivative", {"function": "7x + 2y", "with_respect_to": "y"}, r"\frac{\partial f}{\partial y} = 2", "∂²f/∂y² = 2"),
    ("partial_derivative", {"function": "x y^3", "with_respect_to": ["y", "y"]}, "f_{yy} = 6xy", "f_y = 6xy"),
    ("partial_derivative", {"function": "x y^3", "with_respect_to": "y", "point": [1, 2]}, "f_y(1, 2) = 12", "f_y(2, 1) = 12"),
    ("gradient", {"function": "x^2 - y"}, "∇f = (2x, -1)", "div f = (2x, -1)"),
    ("divergence", {"field": ["x^3", "y"]}, "div F = 3x^2 + 1", "∇×F = 3x^2 + 1"),
    ("chain_rule", {"outer": "x y", "inner": {"x": "s + t", "y": "s"}, "with_respect_to": "t"}, "dz/dt = s", "dz/ds = s"),
    ("directional_derivative", {"function": "x y", "point": [1, 1], "direction": [3, 4]}, "D_u f = 7/5", "f_x = 7/5"),
    ("limit", {"function": "(x^2 - 4)/(x - 2)", "point": "2"}, "lim x->2 = 4", "lim x->3 = 4"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "right", "wrong"), LABELLED)
def test_a_label_counts(kind: str, fields: dict[str, object], right: str, wrong: str) -> None:
    asks = question(kind, **fields)
    assert check(asks, right).verdict.verdict == "correct"
    found = check(asks, wrong).verdict
    assert found.verdict == "incorrect"
    assert "names another quantity" in found.feedback


def test_of_several_named_quantities_one_is_asked() -> None:
    asks = question("partial_derivative", function="7x + 2y", with_respect_to="x")
    assert check(asks, "f_x = 7; f_y = 2").verdict.verdict == "unreadable"
    assert check(asks, "f_y = 2; f_x = 7").verdict.verdict == "correct"


@pytest.mark.parametrize(
    "typed", ["4; 7", "answer: 4; 7", "p = 4; q = 7", "4\n7", "4; 7;"],
)  # fmt: skip
def test_two_answers_side_by_side(typed: str) -> None:
    found = check(own("7"), typed).verdict
    assert (found.verdict, found.feedback) == ("unreadable", "Two different answers stand here: which one is it?")


@pytest.mark.parametrize("typed", ["3 + 4; 7", "2x + 1 ⇒ 7", "b^2 - 4c = 16; 7", "7;", "D = 4; 7", "14/2\n7"])
def test_working_is_no_second_answer(typed: str) -> None:
    assert check(own("7"), typed).verdict.verdict == "correct"


def test_a_limit_is_there_or_not() -> None:
    asks = question("limit", function="x y/(2x^2 + y^2)", point="(0, 0)")
    assert check(asks, "0; DNE").verdict.verdict == "unreadable"
    assert check(asks, "DNE").verdict.verdict == "correct"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("√3/2 = 0.866", "correct"), ("0.866 = √3/2", "correct"), ("√3/2 (0.866)", "correct"), ("0.87 (√3/2)", "correct"),
        ("3/(2√3) = √3/2 = 0.87", "correct"), ("√3/2 ≈ 0.9", "correct"), ("√3/2 ≈ 0.6", "partially_correct"),
        ("0.86 = √3/2", "correct"), ("0.84 = √3/2", "partially_correct"), ("√3/2 = 0.5", "incorrect"), ("√3/2 (0.5)", "incorrect"),
    ],
)  # fmt: skip
def test_an_exact_value_with_its_decimal(typed: str, verdict: str) -> None:
    assert check(own("sqrt(3)/2"), typed).verdict.verdict == verdict


@pytest.mark.parametrize("typed", ["0.(45)", "0.454545...", "5/11 ≈ 0.4545...", r"0.\overline{45}", "5/11 = 0.4545"])
def test_repeating_decimals(typed: str) -> None:
    assert check(own("5/11"), typed).verdict.verdict == "correct"


@pytest.mark.parametrize(
    ("value", "statement", "typed", "verdict"),
    [
        ("2.5 m/s", "How fast?", "2.5 m s^-1", "correct"), ("2.5 m/s", "How fast?", "9 km/h", "correct"),
        ("2.5 m/s", "How fast?", "2.5", "wrong_form"), ("2.5 m/s", "How fast?", "2.5 N", "incorrect"),
        ("2.5 m/s", "How fast?", "2.5 km/s", "incorrect"),
        ("7", "How many?", "7 kg", "unreadable"), ("7", "How many?", "7/s", "unreadable"),
        ("7", "How long is it, in metres?", "7 m", "correct"), ("7", "How long is it, in metres?", "7 cm", "unreadable"),
        ("7", "How long is it, in metres?", "7 s", "incorrect"), ("7", "Let $V(h) = 7h$; find $dV/dh$.", "7 h", "incorrect"),
        ("pi/3", "Which angle?", "pi/3 rad", "correct"), ("pi/3", "Which angle?", "60°", "correct"),
        ("60", "How many degrees?", "60°", "correct"),
        ("60", "How many degrees?", "61 deg", "incorrect"),
    ],
)  # fmt: skip
def test_units_count(value: str, statement: str, typed: str, verdict: str) -> None:
    assert check(own(value, statement=statement), typed).verdict.verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("(5, 6); (1, 2)", "unreadable"), ("(5, 6) = (1, 2)", "partially_correct"), ("2(1/2, 1) = (1, 2)", "correct"),
        ("1; 2", "correct"), ("1\n2", "correct"), ("1 and 2", "correct"), ("[1 2]", "correct"), ("<1|2>", "correct"), ("{1, 2}", "correct"),
        ("(1, 2) m/s", "unreadable"), ("(1, 2), since the slope is 2", "correct"), ("<5|6>", "incorrect"),
    ],
)  # fmt: skip
def test_vectors_are_read_whole(typed: str, verdict: str) -> None:
    assert check(own("(1, 2)", "vector"), typed).verdict.verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("f_y = 3, f_x = 4x", "correct"), ("fy = 3\nfx = 4x", "correct"), ("f'_x = 4x, f'_y = 3", "correct"),
        ("f_y = 4x, f_x = 3", "incorrect"),
        ("f_xx = 4x, f_yy = 3", "unreadable"), ("f_x = 4x, f_x = 5x", "unreadable"), ("f_x = 4x and f_y = 3", "correct"),
    ],
)  # fmt: skip
def test_components_go_by_their_names(typed: str, verdict: str) -> None:
    assert check(question("gradient", function="2x^2 + 3y"), typed).verdict.verdict == verdict
