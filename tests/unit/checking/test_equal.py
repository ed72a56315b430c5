"""Equal or different, for the right reason: values first, proofs where algebra has one, nothing where nothing is known."""

from fractions import Fraction

import pytest
from every import over
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.checking import prove
from tutor.checking.directions import proportional
from tutor.checking.equal import equal
from tutor.checking.opinion import REAL, UNDECIDED, Domain
from tutor.checking.tolerance import close, rounded
from tutor.checking.up_to_constant import equal_up_to_constant
from tutor.reading import Scope, parse
from tutor.reading.syntax import Num


def tree(text, *, i=False):
    return parse(text, Scope(functions=frozenset("f"), complex=i)).tree


SAME = [
    ("(x^2-1)/(x+1)", "x-1", "exact"), ("x/x", "1", "exact"), ("0.1+0.2", "0.3", "exact"), ("0.125x", "x/8", "exact"),
    ("f(x) y", "y f(x)", "exact"), ("pi x + x", "x(pi+1)", "exact"), ("(sin x+1)^2", "sin(x)^2+2sin x+1", "exact"),
    ("sqrt(2)(sqrt(2)+1)", "sqrt(2) + sqrt(2)^2", "exact"),
    ("ln(x^2)", "2ln x", "interval"), ("sqrt(x^2)", "|x|", "interval"), ("sin(x)^2+cos(x)^2", "1", "interval"),
    ("2^x", "e^(x ln 2)", "interval"),
    ("(x-a)^6000", "(a-x)^6000", "interval"), ("x^(2/3)", "cbrt(x)^2", "interval"), ("sqrt(3+2sqrt2)", "1+sqrt2", "interval"),
    ("n!/(n-1)!", "n", "interval"), ("binomial(n,k)", "n!/(k!(n-k)!)", "interval"), ("(-1)^n", "cos(n pi)", "interval"),
    ("sum(k^2,k,1,n)", "n(n+1)(2n+1)/6", "interval"), ("prod(k,k,1,n)", "n!", "interval"), ("sum(x^k,k,0,2)", "1+x+x^2", "interval"),
    ("int_0^x t dt", "x^2/2", "interval"), ("int_0^1 4/(1+t^2) dt", "pi", "interval"), ("max(x,y)", "(x+y+|x-y|)/2", "interval"),
    ("sqrt(1-x^2)+ln(x-0.9)", "ln(x-9/10)+sqrt((1-x)(1+x))", "interval"), ("arcsin(x-30)", "-arcsin(30-x)", "interval"),
    ("sqrt(x-1000)", "10sqrt(x/100-10)", "interval"), ("<1, 2/4>", "<3/3, 0.5>", "exact"), ("oo", "oo", "exact"),
    ("1/x+1/y", "(x+y)/(x y)", "exact"),
]  # fmt: skip
APART = [
    ("sqrt(x^2)", "x"), ("arcsin(sin x)", "x"), ("|x-10000|", "10000-x"), ("max(x, 1000)", "1000"), ("sqrt((x-8)^2)", "8-x"), ("x", "y"),
    ("x^6000", "2x^6000"), ("(x-a)^6001", "(a-x)^6001"), ("x^100+1", "x^100"), ("e^(100x)+1", "e^(100x)"), ("exp(-x^2)*10^-30", "0"),
    ("x+10^-50", "x"), ("sin x+10^-40", "sin x"), ("sqrt2+10^-2000", "sqrt2"), ("1+10^-9999", "1"), ("tanh(1000)", "1"),
    ("cos(10^-100)", "1"),
    ("pi", "3.14159265358979323846"), ("1/3", "0.333333333333"), ("n!", "n"), ("binomial(n,k)", "binomial(n,k+1)"), ("sum(k,k,1,n)", "n^2"),
    ("f'(x)", "f(x)"), ("int_0^x sin(t^2) dt", "sin(x^2)"), ("int_0^1 sqrt(x) dx", "0.667"), ("oo", "-oo"), ("oo", "5"), ("2*oo", "oo"),
    ("sqrt(1-x^2)+ln(x-0.9)", "ln(x-9/10)+sqrt((1-x)(1+x))+1/1000"), ("<1, 2>", "<1, 3>"), ("<1, 2>", "<1, 2, 3>"), ("floor(x)", "x"),
    ("arctan(x)+arctan(1/x)", "pi/2"),
    ("x+cos(2048 pi x)", "x-1"), ("x+cos(2048 pi x)", "x+1"), ("sin(8192 pi x)", "0"), ("t+|t-10^8|+t-10^8", "t"),
    ("x y+max(0,y-5*10^5)", "x y"),
    ("floor(|x|/10^13)", "0"), ("max(0,x/40-30)", "0"), ("n+max(0,n-70)", "n"), ("max(0,10^-5-|x|)", "0"),
    ("sqrt((x-3*10^6)^2)", "3*10^6-x"), ("sin(2^40 pi x)", "0"),
]  # fmt: skip


@over(("a", "b", "evidence"), SAME)
def test_equal(a, b, evidence):
    for one, two in ((a, b), (b, a)):
        found = equal(tree(one), tree(two))
        assert (found.outcome, found.evidence) == ("equal", evidence)


@over(("a", "b"), APART)
def test_different(a, b):
    assert equal(tree(a), tree(b)).outcome == equal(tree(b), tree(a)).outcome == "different"


@pytest.mark.parametrize(
    ("a", "b"), [("sqrt(-1-x^2)", "2sqrt(-1-x^2)"), ("sum(1/2^k,k,0,oo)", "2"), ("int x dx", "x^2/2"), ("sqrt(x-2)sqrt(1-x)", "1")]
)
def test_undecided_where_there_are_no_values(a, b):
    assert equal(tree(a), tree(b)).outcome == "undecided"


@over(
    ("a", "b"),
    [
        ("x+floor(|x|/10^9/10^9)", "x"),
        ("max(0, x-e^60)", "0"),
        ("max(0, x-10^5-y^2)", "0"),
        ("x+max(0,10^-11-x^2)", "x"),
        ("x+sin(2^60 pi x)/10^60", "x"),
    ],
)
def test_undecided_where_pieces_lie_beyond_all_sample_points(a, b):
    assert equal(tree(a), tree(b)).outcome in ("undecided", "different")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("|x-10^7|", "sqrt((x-10^7)^2)"),
        ("|2x-4000|", "2|x-2000|"),
        ("2sin(5000t)cos(5000t)", "sin(10000t)"),
        ("max(x,10^6)", "(x+10^6+|x-10^6|)/2"),
    ],
)
def test_large_numbers_of_both_formulas_are_no_deceit(a, b):
    assert equal(tree(a), tree(b)).outcome == "equal"


@over(
    ("a", "b", "letters", "outcome"),
    [
        ("sqrt(x^2)", "x", {"x": "positive"}, "equal"),
        ("sqrt(x^2)", "x", {}, "different"),
        ("sin(n pi)", "0", {"n": "integer"}, "equal"),
        ("sin(n pi)", "0", {}, "different"),
        ("a sqrt(5)", "sqrt(5a^2)", {"a": "nonnegative"}, "equal"),
    ],
)
def test_what_is_assumed_of_a_letter(a, b, letters, outcome):
    assert equal(tree(a), tree(b), Domain(letters)).outcome == outcome


@over(
    ("a", "b", "outcome"),
    [
        ("e^(i x)", "cos x+i sin x", "equal"), ("(1+i)^2", "2i", "equal"), ("|3+4i|", "5", "equal"), ("i^i", "e^(-pi/2)", "equal"),
        ("sqrt(-4)", "2i", "equal"), ("sqrt(-4)", "-2i", "different"), ("(x+i y)(x-i y)", "x^2+y^2", "equal"),
        ("cos(i x)", "cosh x", "equal"),
    ],
)  # fmt: skip
def test_complex(a, b, outcome):
    assert equal(tree(a, i=True), tree(b, i=True), Domain(complex=True)).outcome == outcome


def test_a_complex_letter_is_not_only_real():
    a, b = tree("|z|^2", i=True), tree("z^2", i=True)
    assert equal(a, b, Domain(complex=True)).outcome == "equal"
    assert equal(a, b, Domain({"z": "complex"}, complex=True)).outcome == "different"


INTEGERS = st.integers(-9, 9)


@settings(max_examples=60, deadline=None)
@given(st.lists(INTEGERS, min_size=1, max_size=5), st.lists(INTEGERS, min_size=1, max_size=5))
def test_polynomials_are_equal_where_their_coefficients_are(one, two):
    """The same polynomial as a sum of powers and by Horner's rule."""
    powers = " + ".join(f"({c}) x^{k}" for k, c in enumerate(one))
    horner = "0"
    for c in reversed(two):
        horner = f"(({horner}) x + ({c}))"
    same = [*one, *[0] * 5][:5] == [*two, *[0] * 5][:5]
    assert equal(tree(powers), tree(horner)).outcome == ("equal" if same else "different")


@over(
    ("a", "b", "outcome"),
    [
        ("ln(x) + C", "ln|x|", "equal"), ("ln|3x|", "ln|x| + C", "equal"), ("sin(x)^2/2 + c", "-cos(2x)/4", "equal"),
        ("x^2 + C x", "x^2", "different"),
        ("arctan x", "-arctan(1/x) + k", "equal"), ("x|x|/2", "x^2/2", "different"), ("-1/x", "1/x", "different"),
        ("1/(1-x)", "x/(1-x)", "equal"),
        ("x^2/2 + x/10^20", "x^2/2", "different"), ("C e^x", "e^x", "different"), ("ln|C x|", "ln x", "equal"),
        ("arcsin x", "-arccos x", "equal"),
        ("sqrt(x^2-1)", "sqrt(x^2-1) + 1/x", "different"), ("ln(1-x)", "ln(x-1)", "equal"), ("5", "C", "equal"),
        ("e^(-x^2)", "0", "different"),
        ("x^(n+1)/(n+1)", "x^(n+1)/(n+1) + n", "equal"), ("ln|sec x+tan x|", "ln((1+sin x)/(1-sin x))/2", "equal"),
    ],
)  # fmt: skip
def test_up_to_a_constant(a, b, outcome):
    assert equal_up_to_constant(tree(a), tree(b), "x").outcome == outcome


@over(
    ("a", "b", "positive", "outcome"),
    [
        ("1,2", "2,4", True, "equal"), ("1,2", "-1,-2", True, "different"), ("1,2", "-1,-2", False, "equal"),
        ("0,0", "1,0", False, "different"),
        ("0,0", "0,0", True, "equal"), ("0,1", "0,2", True, "equal"), ("1,0", "0,1", False, "different"),
        ("1/sqrt5,2/sqrt5", "1,2", True, "equal"),
        ("x,y", "x/sqrt(x^2+y^2),y/sqrt(x^2+y^2)", True, "equal"), ("x,y", "-x,-y", True, "different"),
        ("1,2", "1,2,3", False, "different"),
    ],
)  # fmt: skip
def test_directions(a, b, positive, outcome):
    assert proportional(*([tree(c) for c in v.split(",")] for v in (a, b)), positive=positive).outcome == outcome


@over(
    ("typed", "exact", "is_rounded"),
    [("3.14", "pi", True), ("3.141", "pi", True), ("3.142", "pi", True), ("3.143", "pi", False), ("-0.33", "-1/3", True),
    ("-0.34", "-1/3", False),
     ("3", "pi", False), ("0.7", "2/3", False), ("0.67", "2/3", True), ("x", "pi", False)],
)  # fmt: skip
def test_rounded(typed, exact, is_rounded):
    assert rounded(tree(typed), tree(exact)) is is_rounded


@over(
    ("typed", "exact", "relative", "absolute", "outcome"),
    [
        ("3.14", "pi", "1/100", None, "equal"), ("3.14", "pi", None, "1/1000", "different"), ("0.5", "0.6", None, "1/10", "equal"),
        ("pi+0.1", "pi", None, "1/10", "equal"), ("1.001x", "x", "1/100", None, "equal"), ("2x", "x", "1/100", None, "different"),
        ("0", "0.001", None, "1/100", "equal"), ("0.501", "0.6", None, "99/1000", "equal"), ("0.5009", "0.6", None, "99/1000", "different"),
    ],
)  # fmt: skip
def test_close(typed, exact, relative, absolute, outcome):
    tolerances = [None if t is None else Fraction(t) for t in (relative, absolute)]
    assert close(tree(typed), tree(exact), *tolerances).outcome == outcome


def test_what_breaks_in_the_prover_proves_nothing(monkeypatch):
    def broken(job):
        raise TypeError("SymPy's own")

    monkeypatch.setattr(prove, "starts_others", lambda: False)
    monkeypatch.setattr(prove, "_vanishes", broken)
    assert prove.prove_equal(Num("1"), Num("1"), REAL, 1.0) == UNDECIDED
