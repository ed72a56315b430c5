"""Parametrisations as answers: any right one, which way it runs is said, and nothing is guessed."""

from every import over

import tutor

CIRCLE = "(cos t, sin t), 0 <= t <= 2pi"
SPHERE = "(sin u cos v, sin u sin v, cos u), 0 <= u <= pi, 0 <= v <= 2pi"
CUBIC = "(t, t^2, t^3), 0 <= t <= 1"


def judged(kind: str, value: str, given: str):
    return tutor.check("short_answer", given, statement="Parametrise it.", answer={"type": kind, "value": value}).verdict


@over(
    ("kind", "value", "given", "verdict", "said"),
    [
        ("curve", CIRCLE, "r(s) = <cos(2s), sin(2s)>, s from 0 to pi", "correct", ""),
        ("curve", CIRCLE, "x = sin t, y = cos t, 0 <= t < 2 pi", "correct", "the other way"),
        ("curve", CIRCLE, "(cos t, sin t), 0 <= t <= pi", "incorrect", "not all of the curve"),
        ("curve", CIRCLE, "(cos t, sin t), 0 <= t <= 4pi", "incorrect", "more than once"),
        ("curve", CIRCLE, "(2cos t, sin t), 0 <= t <= 2pi", "incorrect", "Not all of this lies"),
        ("curve", CIRCLE, "(cos t, sin t), 0 <= t <= 6.28", "undecided", ""),
        ("curve", CIRCLE, "(cos t, sin t)", "unreadable", "range"),
        ("curve", CUBIC, r"(1 - t)i + (1 - t)^2 j + (1 - t)^3 k, t \in [0, 1]", "correct", "the other way"),
        ("curve", CUBIC, "(t^2, t^4, t^6), -1 <= t <= 1", "incorrect", "more than once"),
        ("surface", SPHERE, "(cos p sin q, sin p sin q, cos q), 0 <= p <= 2pi, 0 <= q <= pi", "correct", "other side"),
        ("surface", SPHERE, "(sin u cos v, sin u sin v, cos u), 0 <= u <= pi/2, 0 <= v <= 2pi", "incorrect", "not all of the surface"),
    ],
)
def test_verdict(kind: str, value: str, given: str, verdict: str, said: str) -> None:
    found = judged(kind, value, given)
    assert (found.verdict, said in found.feedback) == (verdict, True)


def test_letters_are_constants() -> None:
    found = tutor.check(
        "short_answer",
        "(a sin t, a cos t), 0 <= t <= 2pi",
        statement="Parametrise the circle of radius $a$.",
        assume={"a": "positive"},
        answer={"type": "curve", "value": "(a cos t, a sin t), 0 <= t <= 2pi"},
    )
    assert found.verdict.verdict == "correct"
