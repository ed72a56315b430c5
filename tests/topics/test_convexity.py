"""Convexity: proved all over a convex domain, or refuted at points; strict only where that is proved."""

import random
from fractions import Fraction

import pytest
from every import over
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Matrix, Symbol, expand, hessian

from tutor.maths.classification.signed import signed
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import MatrixOf, Name
from tutor.trees.tree import evaluated, plain

x, y = Symbol("x", real=True), Symbol("y", real=True)


def stages(found):
    return [s.rule.partition(".")[2] for s in found.steps]


@over(
    ("function", "word"),
    [
        ("(x - 3)^2 + (y + 2)^2 + xy", "strictly_convex"),
        ("x^2 + 3xy + 4y^2", "strictly_convex"),
        ("x^2 + 4xy + 4y^2", "convex"),
        ("-x^2 - 2y^2 + 3y", "strictly_concave"),
        ("-(x + y)^2", "concave"),
        ("xy", "neither"),
        ("x^2 - y^2 + 3x", "neither"),
        ("x^4 + y^4", "strictly_convex"),
        ("x^4 + x^2y^2 + y^4", "strictly_convex"),
        ("(x + y)^4", "convex"),
        ("(x^2 + y^2)^2", "strictly_convex"),
        ("x^4 + y^4 - 4xy", "neither"),
        ("e^(x + y)", "convex"),
        ("e^x + e^(-y)", "strictly_convex"),
        ("e^(x^2 + y^2)", "strictly_convex"),
        ("e^(-x^2 - y^2)", "neither"),
        ("sqrt(1 + x^2 + y^2)", "strictly_convex"),
        ("ln(e^x + e^y)", "convex"),
        ("ln(1 + e^(x + y)) + ln(1 + e^(x - y))", "strictly_convex"),
        ("x^2 + y^2 + cos x", "strictly_convex"),
        ("sin x + y^2", "neither"),
        ("2x - 3y + 1", "convex"),
        ("x^2 + y^2 + z^2 - 2xz", "convex"),
        ("x^2 + y^2 + z^2 + xy + yz", "strictly_convex"),
        ("x y z", "neither"),
        ("x^6", "strictly_convex"),
        ("x^3", "neither"),
        ("x^(4/3)", "strictly_convex"),
        ("x^(2/3)", "neither"),
        ("1/(1 + x^2)", "neither"),
        ("(2x - 1)^2 + |x - y| + y^2", "strictly_convex"),
        ("|x| + |y|", "convex"),
        ("|x| - |y|", "neither"),
        ("sqrt(x^2 + y^2)", "convex"),
        ("(x^2 + y^2)^(3/2)", "strictly_convex"),
        ("max(x^2, y^2)", "convex"),
        ("min(x, y)", "concave"),
    ],
)
def test_on_the_whole_space(solve, function, word):
    found = solve("convexity", function=function)
    assert found.status == "solved", found.message
    assert found.answer.fields["class"] == word
    assert found.verified


@over(
    ("function", "domain", "word"),
    [
        ("x^3 + y^2", ["x >= 0"], "strictly_convex"),
        ("x^3 + y^2", ["x >= -1"], "neither"),
        ("x^3 + y^2", ["x <= 0"], "neither"),
        ("x^4 - 6x^2 + y^2", ["x >= 1"], "strictly_convex"),
        ("x^4 - 6x^2 + y^2", ["0 <= x <= 2"], "neither"),
        ("1/x", ["x > 0"], "strictly_convex"),
        ("1/x", ["x < 0"], "strictly_concave"),
        ("x^2/y", ["y > 0"], "convex"),
        ("sqrt(xy)", ["x > 0", "y > 0"], "concave"),
        ("1/(xy)", ["x > 0", "y > 0"], "strictly_convex"),
        ("-ln x - ln y", ["x > 0", "y > 0"], "strictly_convex"),
        ("sin x", ["0 <= x <= pi"], "strictly_concave"),
        ("tan x", ["0 <= x < pi/2"], "strictly_convex"),
        ("x^2 + y^2", ["x^2 + y^2 <= 1"], "strictly_convex"),
        ("1/(1 - x - y)", ["x + y < 1"], "convex"),
    ],
)
def test_on_a_domain(solve, function, domain, word):
    found = solve("convexity", function=function, domain=domain)
    assert found.status == "solved", found.message
    assert found.answer.fields["class"] == word
    assert found.verified


@over(
    ("function", "word"),
    [
        ("ln x + ln y", "strictly_concave"),
        ("x ln x + y^2", "strictly_convex"),
        ("ln(x + y)", "concave"),
        ("-sqrt x - sqrt y", "strictly_convex"),
        ("sqrt(4 - x^2 - y^2)", "strictly_concave"),
        ("ln(1 - x^2 - y^2)", "strictly_concave"),
    ],
)
def test_on_the_domain_of_the_formula(solve, function, word):
    found = solve("convexity", function=function)
    assert found.status == "solved", found.message
    assert found.answer.fields["class"] == word
    assert stages(found)[0] == "domain"


@over(
    ("function", "domain"),
    [
        ("1/x", []),
        ("ln(xy)", []),
        ("tan x", []),
        ("sec x", []),
        ("x^2 + y^2", ["x^2 + y^2 >= 1"]),
        ("x^2 + y^2", ["x y >= 1"]),
        ("x^2 + y^2", ["x = y"]),
    ],
)
def test_only_convex_sets_are_taken(solve, function, domain):
    found = solve("convexity", function=function, **({"domain": domain} if domain else {}))
    assert found.status == "unsupported"


def test_a_letter_that_is_a_constant_must_have_a_known_sign(solve):
    assert solve("convexity", function="a x^2 + y^2", variables=["x", "y"]).status == "unsupported"
    found = solve("convexity", function="a x^2 + y^2", variables=["x", "y"], assume={"a": "positive"})
    assert found.answer.fields["class"] == "strictly_convex"


def test_the_critical_point_is_named_where_the_gradient_is_linear(solve):
    found = solve("convexity", function="(x - 3)^2 + (y + 2)^2 + xy")
    (stage,) = (s for s in found.steps if s.rule == "convexity.stationary")
    assert [str(plain(a)) for root in stage.solved.roots for a in root.at.values()] == ["16/3", "-14/3"]
    assert stage.evidence == "exact"


def test_a_line_shows_that_it_is_not_strict(solve):
    found = solve("convexity", function="(x - 2y)^2 + x")
    (stage,) = (s for s in found.steps if s.rule == "convexity.line")
    t = stage.facts["t"]
    assert plain(stage.result).diff(t, 2) == 0


def test_neither_is_shown_at_a_point(solve):
    found = solve("convexity", function="x^3 + y^3")
    names = {s.name: s.result for s in found.steps if isinstance(s.name, Name)}
    assert any(name.has_point and str(name.args[0]) == "D" and evaluated(value) < 0 for name, value in names.items())


def test_in_three_variables_two_directions_are_shown(solve):
    found = solve("convexity", function="x^2 + y^2 - 3z^2 + xz")
    values = [evaluated(s.result) for s in found.steps if s.rule == "convexity.bend"]
    assert values[0] > 0 > values[1]
    assert any(isinstance(s.result, MatrixOf) for s in found.steps)


@pytest.mark.parametrize(("function", "word"), [("xy + 2y^2 + x", "neither"), ("xy + 50y^2", "neither"), ("x^4 + x^3 + y^2", "neither")])
def test_a_narrow_saddle_is_found(solve, function, word):
    assert solve("convexity", function=function).answer.fields["class"] == word


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=3))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_quadratics_agree_with_their_eigenvalues(solve, entries):
    a, b, c = entries
    found = solve("convexity", function=f"({a})*x^2 + ({b})*x*y + ({c})*y^2 + x", variables=["x", "y"])
    values = [complex(v).real for v in hessian(a * x**2 + b * x * y + c * y**2, (x, y)).eigenvals(multiple=True)]
    low, high = min(values), max(values)
    tiny = 1e-9
    if low < -tiny and high > tiny:
        word = "neither"
    elif low > tiny:
        word = "strictly_convex"
    elif high < -tiny:
        word = "strictly_concave"
    else:
        word = "concave" if low < -tiny else "convex"
    assert found.answer.fields["class"] == word


PARTS = ("x^4", "y^2", "(x - y)^4", "e^x", "e^(x + 2y)", "-xy", "x^2y^2", "x^3", "|x - y|", "sqrt(1 + y^2)", "ln(1 + e^(x - y))", "cos y")


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_chords_agree_with_the_class(solve, parts):
    found = solve("convexity", function=" + ".join(parts), variables=["x", "y"])
    assert found.status in ("solved", "unsupported"), found.message
    if found.status == "unsupported":
        return
    f = plain(found.problem.given["function"])
    word, draw = found.answer.fields["class"], random.Random(1)
    excesses = []
    for _ in range(60):
        p, q = (tuple(Fraction(draw.randint(-24, 24), 8) for _ in range(2)) for _ in range(2))
        values = [float(f.subs({x: float(a), y: float(b)})) for a, b in (p, q, tuple((s + t) / 2 for s, t in zip(p, q, strict=True)))]
        excesses.append((values[0] + values[1]) / 2 - values[2])
    if word.endswith("convex"):
        assert min(excesses) > -1e-9
    elif word.endswith("concave"):
        assert max(excesses) < 1e-9
    if word.startswith("strictly"):
        assert Matrix(excesses).norm() > 0


def test_the_box_says_of_a_linear_function_that_it_is_both(solve):
    box = fragment(narrate(solve("convexity", function="5x + 2y - 4"))).rsplit("Answer", 1)[1]
    assert "both convex and concave" in box and "neither strictly" in box


@pytest.mark.slow
def test_a_minor_is_shown_in_the_form_in_which_its_sign_is_seen(solve):
    found = solve("convexity", function="(x - 2y)^4 + 3y^2")
    forms = [s.result for s in found.steps if s.rule.endswith(".form")]
    assert all(not plain(f).is_Add or plain(f).has((x - 2 * y) ** 2) for f in forms)
    assert str(signed(expand(96 * (x - y) ** 2), {}).form) == "96*(x - y)**2"


def test_the_sign_of_an_exponential_is_the_reason(solve):
    said = " ".join(fragment(narrate(solve("convexity", function="x^2 + y^2 + e^(x + y)"))).split())
    assert "f_xx > 0 and D > 0 (as e^(x + y) is positive)" in said


@over(
    ("function", "said"),
    [
        (
            "3x^2 + 2x z + z^2 + |y| + e^y",
            "minors are 6 and 8. They are positive|on which x or z changes. e^y is strictly convex along every",
        ),
        (
            "-(x - y)^2 - e^(x + y) + min(x, y)",
            "(x − y)² is strictly convex along every segment on which x − y changes. e^(x + y) is strictly convex|strictly concave.",
        ),
    ],
)
def test_along_which_segments_a_part_is_strict_is_said_with_its_matrix(solve, function, said):
    found = solve("convexity", function=function)
    page = " ".join(fragment(narrate(found)).split())
    assert found.verified and all(s in page for s in said.split("|")), page


def test_why_a_factor_is_positive_is_said(solve):
    found = solve("convexity", function="x^4 + y^4 - 12x y", domain=["x > 2", "y > 1"])
    assert "D > 0 (there xy − 1 > 1)" in " ".join(fragment(narrate(found)).split())
    found = solve("convexity", function="x^3 + y^3 - 2x y", domain=["x > 1", "y > 1"])
    assert "D > 0 (there 36xy − 4 > 32)" in " ".join(fragment(narrate(found)).split())


def test_the_rows_and_columns_of_a_minor_are_named(solve):
    page = " ".join(fragment(narrate(solve("convexity", function="x^2 + y^2 + 2z^2 + y z + x y"))).split())
    assert "rows and columns of the Hessian matrix that belong to x and y, the same" in page and "of the whole Hessian matrix" in page
