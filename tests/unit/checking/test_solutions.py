"""Statements with the same solutions, and statements that only look as if they had."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from every import over
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.checking.opinion import REAL, Domain
from tutor.checking.solutions import differs_only_in_multiplicity, same_solutions
from tutor.reading import Scope, parse
from tutor.reading.syntax import Node

LETTERS = frozenset("abcklnprtuvwxyz")


def tree(text: str, domain: Domain = REAL) -> Node:
    return parse(text, Scope(LETTERS, complex=domain.complex)).tree


def outcome(a: str, b: str, domain: Domain = REAL) -> str:
    """What is found, which must not depend on the order."""
    first, second = (same_solutions(tree(x, domain), tree(y, domain), domain) for x, y in ((a, b), (b, a)))
    assert first.outcome == second.outcome
    return first.outcome


SAME = [
    ("z = 0", "z = ln 1"),
    ("z = 4/u", "2z - 2*(-(-4) u^(-1)) = 0"),
    ("z = 2x + sin(3 pi)", "z = 2x"),
    ("u = cos(2 pi/3)", "2u + 1 = 0"),
    ("z = arctan 0 + cosh 0", "z = 1"),
    ("y = x", "y^5 + 2y = x^5 + 2x"),
    ("a = 2b", "a^5 + a = 32b^5 + 2b"),
    # planes and curves, up to a factor
    ("z = 4x - y + 7", "8x - 2y - 2z + 14 = 0"),
    ("5(x-2) - 3(y+1) = z - 4", "5x - 3y - z = 9"),
    ("x^2 + y^2 + 6y = 0", "x^2 + (y+3)^2 = 9"),
    ("y = 3/x", "x y = 3"),
    ("(x^2 + y^2)^2 = 81", "x^2 + y^2 = 9"),
    ("x^2 + y^2 = -2", "x^4 = -5"),
    # roots, absolute values, logarithms, exponentials
    ("|2x - y| = 3", "2x - y = 3 or y - 2x = 3"),
    ("|u| = |3v|", "u = 3v or u = -3v"),
    ("(y - sqrt(4 - x^2)) (y + sqrt(4 - x^2)) = 0", "y^2 = 4 - x^2"),
    ("z = sqrt(x^2 + 4y^2)", "z^2 = x^2 + 4y^2 and z >= 0"),
    ("x^(1/3) = 2y", "x = 8y^3"),
    ("ln(x - 1) = y", "x = 1 + e^y"),
    ("ln(x^2) = y", "2 ln|x| = y"),
    ("y = cos(2x)", "y = cos(x)^2 - sin(x)^2"),
    ("y = 3/(1 + e^(-x))", "y (1 + e^(-x)) = 3"),
    ("e^(2x) - 5e^x + 6 = 0", "x = ln 2 or x = ln 3"),
    ("ln(x) + ln(x + 1) = ln 6", "x = 2"),
    ("sqrt(2x + 3) = x", "x = 3"),
    ("|x - 2| + |x + 3| = 5", "-3 <= x <= 2"),
    # several solutions
    ("p q r = 0", "p = 0 or r = 0 or q = 0"),
    ("x^3 = 4x", "x = 0 or x = ±2"),
    ("x^2 - 6x + 7 = 0", "x = 3 ± sqrt(2)"),
    ("x^3 = 8", "x = 2"),
    ("x^2 - 3y^2 = 0", "x = sqrt(3) y or x = -sqrt(3) y"),
    ("(x-3)^2 + (y+1)^2 = 0", "x = 3, y = -1"),
    ("t^3 e^(u t) = 0", "t = 0"),
    # trivial ones
    ("4 = 4", "u - u = 0"),
    ("2 = 3", "x = x + 1"),
    ("cos(t)^2 + sin(t)^2 = 1", "t = t"),
    # inequalities
    ("3 - x < 1", "x > 2"),
    ("x^2 > 7", "x > sqrt 7 or x < -sqrt 7"),
    ("(x + 1)/(x - 4) <= 0", "-1 <= x < 4"),
    ("1/x >= 2", "0 < x <= 1/2"),
    ("|3x + 1| >= 4", "x >= 1 or x <= -5/3"),
    ("x |x| < 9", "x < 3"),
    ("sqrt(x - 2) < 3", "2 <= x < 11"),
    ("ln x <= 2", "x in (0, e^2]"),
    ("3^x > 27", "x > 3"),
    ("(x - 5)^2 > 0", "x != 5"),
    ("(x - 5)^2 <= 0", "x = 5"),
    ("x^6 >= 64", "x^2 >= 4"),
    ("x^2 - 1 != 8", "x < -3 or (-3 < x and x < 3) or 3 < x"),
    ("x in [2, 6)", "6 > x >= 2"),
    ("[2, 6)", "2 <= x < 6"),
    ("(-oo, 3) U (3, oo)", "x != 3"),
    ("(0, 2] U [1, 5)", "(0, 5)"),
    ("4 <= z^2 <= 9", "z in [-3, -2] U [2, 3]"),
    ("x^2 + y^2 < 16", "sqrt(x^2 + y^2) < 4"),
    ("u v > 0", "(u > 0 and v > 0) or (u < 0 and v < 0)"),
    ("y >= 2x^2", "2x^2 - y <= 0"),
    ("ln y > x", "y > e^x"),
    ("x^2 y > 0", "y > 0 and x != 0"),
    ("x^2 + 3y^2 > 0", "x != 0 or y != 0"),
    # systems
    ("x + 2y = 7, 3x - y = 0", "y = 3, x = 1"),
    ("x + y + z = 1, 2x + 2y + 2z = 2, z = 0", "z = 0, x = 1 - y"),
    ("x + y = 1, x + y = 2", "x = 1, x = 3"),
    ("x^2 + y^2 = 8, y = x", "y = x, x^2 = 4"),
    ("x^3 = 27, y = x", "x = 3, y = 3"),
    ("x = sqrt 3, y = 2x", "y = 2 sqrt 3, x = 3/sqrt 3"),
    ("x^2 + y^2 = 18, x + y = 6", "x = 3, y = 3"),
]

NOT_THE_SAME = [
    ("z = 4x - y + 7", "z = 4x - y + 8"),
    ("z = 4x - y + 7", "z = 4x + y + 7"),
    ("x = 3", "y = 3"),
    ("x^2 = 9", "x = 3"),
    ("sqrt(u) = sqrt(v)", "u = v"),
    ("y = sqrt(4 - x^2)", "x^2 + y^2 = 4"),
    ("y = sqrt(x^2)", "y = x"),
    ("ln(x^2) = y", "2 ln x = y"),
    ("y/x = 2", "y = 2x"),
    ("(x^2 - 9)/(x - 3) = 0", "x = 3"),
    ("ln(x(x + 1)) = ln 6", "x = 2"),
    ("sqrt(2x + 3) = x", "x = 3 or x = -1"),
    ("y = sin(2x)", "y = 2 sin(x)"),
    ("sin x = 0", "cos x = 0"),
    ("x = pi", "x = 3.14159265358979"),
    ("y = (x - a)^4001", "y = (a - x)^4001"),
    ("x^5000 - x^5001 = x^4999", "x^4999 (2 - x + x^3) = 0"),
    ("x^2 - 3y^2 = 0", "x = sqrt(3) y"),
    ("x > 2", "x >= 2"),
    ("x > 2", "y > 2"),
    ("x = 2", "2 <= x and x <= 3"),
    ("x^2 < 10", "-3 < x < 3"),
    ("1/x > 2", "x < 1/2"),
    ("x^2 + y^2 < 16", "x^2 + y^2 <= 16"),
    ("ln y > x", "y >= e^x"),
    ("u v > 0", "u > 0 and v > 0"),
    ("x/y > 1", "x > y"),
    ("[2, 6]", "{2, 6}"),
    ("[2, 6]", "(2, 6]"),
    ("[0, 1) U (1, 2]", "[0, 2]"),
    ("x < pi", "x < 3.1415926535897932384626433832795"),
    ("x + 2y = 7, 3x - y = 0", "x = 1, y = 2"),
    ("x^2 + y^2 = 8, y = x", "x = 2, y = 2"),
    ("y^2 = 4, x = y", "x^2 = 4, y^2 = 4"),
    ("60 = v t", "60 = v t, 60 = (v + 10) (t - 1/2)"),
    ("y = sin x", "y = sin x + max(0, x - 1000)"),
    ("y = e^x", "y = e^x + 10^(-30)"),
    ("z = 0", "z = ln 2"),
    ("z = x", "z = x + sin(1)"),
    ("y = x", "y^5 - 2y = x^5 - 2x"),
]


@over(("a", "b"), SAME)
def test_the_same(a: str, b: str) -> None:
    assert outcome(a, b) == "equal"


@over(("a", "b"), NOT_THE_SAME)
def test_not_the_same(a: str, b: str) -> None:
    assert outcome(a, b) == "different"


@over(
    ("a", "b", "right"),
    [
        ("x^2 = 9", "x = 3", "equal"),
        ("x^2 - x - 1 = 0", "x = (1 + sqrt(5))/2", "equal"),
        ("x^2 > 9", "x > 3", "equal"),
        ("x > -2", "x = x", "equal"),
        ("x^2 = 9", "x = 2", "different"),
    ],
)
def test_letters_that_are_positive(a: str, b: str, right: str) -> None:
    assert outcome(a, b, Domain({"x": "positive"})) == right


def test_real_solutions_say_nothing_of_whole_ones() -> None:
    assert outcome("n > 2", "n >= 3", Domain({"n": "integer"})) == "undecided"
    assert outcome("n > 2", "2n > 4", Domain({"n": "integer"})) == "equal"


@over(
    ("a", "b", "right"),
    [
        ("u = v/(3i)", "3i u = v", "equal"),
        ("u (1 + i) = v", "u = v (1 - i)/2", "equal"),
        ("u (1 + i) = v", "u = v (1 - i)/3", "different"),
        ("x^2 = -9", "x = ±3i", "equal"),
        ("x^2 = -9", "x = 3i", "different"),
        ("x^2 + 9 = 0", "1 = 2", "different"),
        ("x^3 = 8", "x = 2", "different"),
    ],
)
def test_complex_solutions(a: str, b: str, right: str) -> None:
    assert outcome(a, b, Domain({}, complex=True)) == right


@pytest.mark.parametrize(
    ("a", "b", "right"),
    [("(x - 4)^2 = 0", "x = 4", True), ("x y^2 = 0", "y = 0 or x = 0", True), ("2x = 8", "x = 4", False), ("x = 4", "x^2 = 16", False)],
)
def test_multiplicity_is_told_of(a: str, b: str, right: bool) -> None:
    assert differs_only_in_multiplicity(tree(a), tree(b)) is right


def test_proofs_and_evidence() -> None:
    for a, b, evidence in [
        ("x^2 > 4", "|x| > 2", "exact"),
        ("2x + 2y = 4", "y = 2 - x", "exact"),
        ("x^2 = 2 + 2 sqrt(2) + 1", "x = ±(1 + sqrt 2)", "interval"),
        ("y = x^(2/3)", "y^3 = x^2", "sampled"),
    ]:
        found = same_solutions(tree(a), tree(b))
        assert (found.outcome, found.evidence) == ("equal", evidence)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("y = sin x", "y = sin x + 10^(-70) x"),
        ("x = pi", "x = pi + 10^(-950)"),
        ("x < pi", "x < pi + 10^(-950)"),
        ("y = e^(10^(-70) x) x", "y = x"),
    ],
)
def test_what_is_too_small_to_be_seen_is_not_taken_for_nothing(a: str, b: str) -> None:
    assert outcome(a, b) == "undecided"


@over(
    ("a", "b"),
    [
        ("(x + y + z + 1)^60 = 0", "x + y + z = -1"),
        ("y = (x - a)^7000", "y = (a - x)^7000"),
        ("+".join(f"|x - {k} y|" for k in range(9)) + " = 2", "x = 1"),
        ("sqrt(x + sqrt(x + sqrt(x + sqrt(x)))) = 3", "x = 2"),
        (" or ".join(f"x = {k}" for k in range(50)), " or ".join(f"x = {50 - k}" for k in range(50))),
        (" and ".join(f"x y = {k}" for k in range(30)), "x y = 0"),
        ("x^5 y^3 + x^2 y^4 + z^7 = 1, x y^6 + z^5 = 3, x^3 + y^5 = z^6", "x = 1, y = 1, z = 1"),
        ("tan(tan(tan(x))) = 2", "x = 1"),
        ("x^x^x = 3", "x = 1"),
    ],
)
def test_nothing_takes_long(a: str, b: str) -> None:
    p, q = tree(a), tree(b)
    same_solutions(p, q)


def holds(coefficients: tuple[int, int, int], sign: str, x: Fraction) -> bool:
    a, b, c = coefficients
    value = a * x * x + b * x + c
    return {"<": value < 0, "<=": value <= 0, "=": value == 0, "!=": value != 0, ">": value > 0, ">=": value >= 0}[sign]


SMALL = st.integers(-4, 4)
QUADRATIC = st.tuples(SMALL, SMALL, SMALL)
SIGNS = st.sampled_from(["<", "<=", "=", "!=", ">", ">="])


def said(coefficients: tuple[int, int, int], sign: str) -> Node:
    a, b, c = coefficients
    return tree(f"({a})x^2 + ({b})x + ({c}) {sign} 0")


@given(QUADRATIC, SIGNS, QUADRATIC, SIGNS)
@settings(max_examples=150, deadline=None)
def test_a_verdict_agrees_with_exact_numbers(f: tuple[int, int, int], r: str, g: tuple[int, int, int], s: str) -> None:
    found = same_solutions(said(f, r), said(g, s))
    assert found.outcome != "undecided"
    if found.outcome == "equal":
        assert all(holds(f, r, Fraction(k, 12)) is holds(g, s, Fraction(k, 12)) for k in range(-60, 61))


@given(QUADRATIC, SIGNS, st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_a_positive_factor_changes_nothing(f: tuple[int, int, int], sign: str, k: int) -> None:
    assert same_solutions(said(f, sign), said((k * f[0], k * f[1], k * f[2]), sign)).outcome == "equal"


def test_a_bare_value_stands_for_its_equation() -> None:
    assert outcome("5/2", "k = 2.5") == "equal"
    assert outcome("5/2", "k = 3") == "different"


def test_nothing_of_sympy_is_imported() -> None:
    code = "import sys, tutor.checking.solutions, tutor.checking.sets; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
