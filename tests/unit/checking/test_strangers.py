"""Letters and words that no right answer can hold: the answer cannot be read, and costs nothing."""

import pytest
from every import over

from tutor.checking.judge import Checked, check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record


def judged(type: str, value: str, answer: str, statement: str = "", **more: object) -> Checked:
    fields = {"kind": "short_answer", "statement": statement or "Find it.", "answer": {"type": type, "value": value, **more}}
    return check(question(as_record({"id": "q", **fields}, "q")), answer)


UNREAD = [
    ("expression", "3x^2", "ok", "'ok' is no product of letters"),
    ("expression", "3x^2", "3x^2 bla", "'bla' is no product of letters"),
    ("expression", "3x^2", "sqr(x)", "Did you mean sqrt?"),
    ("expression", "x + 1", "x + l", "Did you mean 1?"),
    ("expression", "x + 1", "χ + 1", "Did you mean x?"),
    ("expression", "x_1 + 1", "x + 1", "There is no x in this problem"),
    ("expression", "x + y", "x + w", "Its letters are x and y."),
    ("expression", "x + 1", "x1 + 1", "Did you mean x?"),
    ("expression", "2x + 3", "dy/dx", "only names a value"),
    ("expression", "2x + 3", "f(x)", "only names a value"),
    ("expression", "2x + 3", "oo", "Infinity is no formula."),
    ("expression", "7", "7 q", "There is no q"),
    ("inequality", "x > 1 or x < -2", "x < -2 q x > 1", "There is no q"),
    ("vector", "(x, y)", "(x, p)", "There is no p"),
    ("matrix", "[[x, 0], [0, x]]", "[[x, 0], [0, w]]", "There is no w"),
    ("antiderivative", "x^2", "x^2 w", "There is no w"),
]


@over(("type", "value", "answer", "said"), UNREAD)
def test_an_unknown_letter_costs_nothing(type: str, value: str, answer: str, said: str) -> None:
    found = judged(type, value, answer)
    assert found.verdict.verdict == "unreadable", found
    assert said in found.verdict.feedback
    assert found.position is not None and found.verdict.score is None


WRONG = [
    ("expression", "3x^2", "3x^2 + C", ""),  # a constant of integration is an idea, and a wrong one
    ("expression", "3", "3h", "Differentiate $V(h) = 3h$."),
    ("expression", "12", r"3\alpha", r"Put $\alpha = 4$ into $3\alpha$."),
    ("expression", "12", "3 x^2", ""),  # the point was not put in
    ("antiderivative", "x^2", "x^3 + c", ""),
    ("antiderivative", "x^2", "x^3 + k", ""),
    ("set", "{1, 2}", "1 < x < 2", ""),
    ("equation", "y = 2x", "f(x) = 3x", ""),
]


@over(("type", "value", "answer", "statement"), WRONG)
def test_a_wrong_answer_in_letters_of_the_problem_is_wrong(type: str, value: str, answer: str, statement: str) -> None:
    assert judged(type, value, answer, statement).verdict.verdict == "incorrect"


@pytest.mark.parametrize(
    ("type", "value", "answer"),
    [
        ("expression", "0", "0 w"),
        ("expression", "x", "x + 0i"),
        ("antiderivative", "x^2", "x^2 + k"),
        ("antiderivative", "x^2", "x^2 + const."),
    ],
)
def test_an_unknown_letter_without_effect_does_no_harm(type: str, value: str, answer: str) -> None:
    assert judged(type, value, answer).verdict.verdict == "correct"


COMMAS = [
    ("expression", "0.5", "0,5"),
    ("expression", "7.425", "7,425"),
    ("equation", "z = 0.5x - 1.25y", "z = 0,5·x − 1,25·y"),
    ("equation", "z = 0.5x - 1.25y", "z = 0,5x - 1,3y"),  # wrong, but first of all not read
    ("set", "{0.5, 1}", "0,5 und 1"),
    ("set", "{0.5, 1}", "{0,5; 1}"),
    ("set", "{0.5, 1}", "{0,5; 2}"),
    ("vector", "(0.5, 2.25)", "(0,5; 2,25)"),
    ("vector", "(0.5, 2.25)", "(0,5, 2,25)"),
    ("vector", "(2.5x, 1)", "(2,5x; 1)"),
    ("inequality", "x > 1.5", "x > 1,5"),
    ("system", "x = 0.5, y = 1.5", "x = 0,5; y = 1,5"),
]


@over(("type", "value", "answer"), COMMAS)
def test_a_decimal_comma_is_asked_about(type: str, value: str, answer: str) -> None:
    found = judged(type, value, answer)
    assert found.verdict.verdict == "unreadable", found
    assert "omma" in found.verdict.feedback and "." in found.verdict.feedback


@over(
    ("type", "value", "answer", "verdict"),
    [
        ("vector", "(2, 4)", "(2,4)", "correct"),
        ("vector", "(2, 4)", "(2,5)", "partially_correct"),
        ("set", "{1, 2, 3}", "1,2 and 3", "correct"),
        ("set", "{(1, 2), (3, 4)}", "(1,2);(3,4)", "correct"),
        ("set", "{1, 2}", "{3,4}", "incorrect"),
        ("matrix", "[[1, 2], [3, 4]]", "[1,2;3,5]", "partially_correct"),
        ("expression", "7425000", "7,425,000", "correct"),
        ("expression", "7425000", "7,425,001", "incorrect"),
    ],
)
def test_a_comma_between_two_numbers_is_none(type: str, value: str, answer: str, verdict: str) -> None:
    assert judged(type, value, answer).verdict.verdict == verdict


@pytest.mark.parametrize("answer", ["(2x^3,3x)", "(2/3,1/3)"])
def test_a_comma_behind_a_power_or_at_a_fraction_is_not_asked_about(answer: str) -> None:
    found = judged("expression", "2", answer).verdict
    assert found.verdict == "unreadable" and "decimal" not in found.feedback


DENIED = [
    "not 5", "the answer is not 5", "5 is not the answer", "it is not 5", "maybe 5", "5 is probably the answer", "the answer is 5 or 6",
    "I get 5 if x > 0", "the answer is about 5", "die Antwort ist nicht 5", "5 is the wrong answer", "so it is never 5", "I get 5, not 6",
    "c'est pas 5", "the answer is less than 5", "5 is an answer", "is 5 the answer", "we do not get 5",
]  # fmt: skip


@over("answer", DENIED)
def test_no_word_that_counts_is_left_out(answer: str) -> None:
    assert judged("expression", "5", answer).verdict.verdict in ("unreadable", "incorrect")


@over("answer", ["die Antwort ist 5", "so it is 5", "we get 5.", "5 is the answer", "la réponse est 5", "b) 5", "“5”", "→ 5"])
def test_words_that_say_nothing_are_left_out(answer: str) -> None:
    assert judged("expression", "5", answer).verdict.verdict == "correct"


@over(("value", "answer"), [("90°", "50° + 40°"), ("90°", "90°"), ("90°", "pi/2"), ("pi/2", "90°"), ("45", "45°"), ("30^\\circ", "pi/6")])
def test_an_angle_may_be_given_in_degrees(value: str, answer: str) -> None:
    assert judged("expression", value, answer).verdict.verdict == "correct"
