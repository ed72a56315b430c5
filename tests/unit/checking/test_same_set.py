"""Finite sets, lists and families: order and repetition mean nothing."""

from __future__ import annotations

from every import over

from tutor.checking.opinion import REAL, Domain
from tutor.checking.sets import same_set
from tutor.checking.signs import expanded_signs
from tutor.reading import Scope, parse
from tutor.reading.syntax import Node

COUNTED = Domain({"n": "integer", "k": "integer"})


def tree(text: str) -> Node:
    return parse(text, Scope(frozenset("abcknxy"))).tree


def outcome(a: str, b: str, domain: Domain = REAL) -> str:
    first, second = same_set(tree(a), tree(b), domain), same_set(tree(b), tree(a), domain)
    assert first.outcome == second.outcome
    return first.outcome


@over(
    ("a", "b", "right"),
    [
        ("{4, 7}", "{7, 4, 4}", "equal"),
        ("{4, 7}", "{4}", "different"),
        ("{4, 7}", "{4, 7, 8}", "different"),
        ("{sqrt 12, 0.25}", "{1/4, 2 sqrt 3}", "equal"),
        ("{0.333}", "{1/3}", "different"),
        ("x = 4 or x = 7", "{7, 4}", "equal"),
        ("x = 4, 7", "x = 7 or x = 4", "equal"),
        ("x = ±3", "{3, -3}", "equal"),
        ("{2 ± sqrt 3, 5}", "{5, 2 - sqrt 3, 2 + sqrt 3}", "equal"),
        ("{2 ± sqrt 3}", "{2 + sqrt 3}", "different"),
        ("4 and 7", "7, 4", "equal"),
        ("{}", "{1}", "different"),
        ("{a, b + c}", "{c + b, a}", "equal"),
        ("{a, b}", "{a, c}", "different"),
        ("{(1, 2), (0, 5)}", "(0, 5), (1, 2)", "equal"),
        ("{(1, 2), (0, 5)}", "(2, 1), (0, 5)", "different"),
        ("(±2, 1)", "{(2, 1), (-2, 1)}", "equal"),
        ("{(2, 1)}", "(2, 1)", "equal"),
        ("{(1, 2)}", "{(1, 2, 3)}", "different"),
        ("{x^2 = 4, x > 1 and x < 3}", "{3 > x and x > 1, (x - 2)(x + 2) = 0}", "equal"),
        ("{x^2 = 4, x > 1}", "{x = 2, x > 1}", "different"),
        ("[1, 4]", "{1, 4}", "different"),
        ("[1, 4]", "[1, 4)", "different"),
        ("{-2, 2}", "{2} U {-2}", "equal"),
        ("(1, 3) U {3}", "(1, 3]", "equal"),
        ("(5, 1)", "(6, 2)", "different"),
        ("(a, b)", "(a, b)", "equal"),
        ("x^2 = 25", "{5, -5}", "equal"),
        ("(-oo, sqrt 8)", "(-oo, 2 sqrt 2)", "equal"),
    ],
)
def test_sets(a: str, b: str, right: str) -> None:
    assert outcome(a, b) == right


@over(
    ("a", "b", "right"),
    [
        ("n pi", "k pi", "equal"),
        ("{2 n pi + pi}", "{2 k pi - pi}", "equal"),
        ("{n pi}", "{-k pi}", "equal"),
        ("(0, n pi)", "(0, k pi)", "equal"),
        ("{n pi}", "{2 k pi}", "different"),
        ("{n pi}", "{0, pi}", "undecided"),
    ],
)
def test_families(a: str, b: str, right: str) -> None:
    assert outcome(a, b, COUNTED) == right


def test_signs_go_together() -> None:
    upper, lower = expanded_signs(tree("x ± 2 ∓ y"))
    assert (upper, lower) == (tree("x + 2 - y"), tree("x - 2 + y"))
    assert expanded_signs(tree("x + 1")) == (tree("x + 1"),)
