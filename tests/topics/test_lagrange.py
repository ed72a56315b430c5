"""Lagrange multipliers: all candidates, which of them are the extrema, and why; what has no extremum, and what is refused."""

from __future__ import annotations

import re

import pytest
from every import over
from sympy import Rational, cbrt, log, pi, sqrt, symbols

from tutor import check
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y, z = symbols("x y z", real=True)
k = symbols("k", integer=True)
HALF = Rational(1, 2)


def sides(found):
    """Each side as its value and its places; None where there is none, absent where it was not asked."""
    fields = found.answer.fields
    out = {}
    for name in ("max", "min"):
        if name in fields:
            side = fields[name]
            out[name] = side and (plain(side["value"]), {tuple(plain(a) for a in at.values()) for at in side["at"]})
    return out


def solved(solve, objective, constraints, **more):
    found = solve("lagrange", objective=objective, constraints=constraints, **more)
    assert found.status == "solved", found.message
    assert found.verified
    return found


@over(
    ("objective", "constraints", "expected"),
    [
        ("xy", ["x^2 + y^2 = 8"], {"max": (4, {(2, 2), (-2, -2)}), "min": (-4, {(2, -2), (-2, 2)})}),
        ("xy", ["x + y = 1"], {"max": (Rational(1, 4), {(HALF, HALF)}), "min": None}),
        ("x^2 + y^2", ["2x + 3y = 13"], {"max": None, "min": (13, {(2, 3)})}),
        ("x^2 - y^2", ["x^2 + y^2 = 1"], {"max": (1, {(1, 0), (-1, 0)}), "min": (-1, {(0, 1), (0, -1)})}),
        ("x^3 + y^3", ["x^2 + y^2 = 1"], {"max": (1, {(1, 0), (0, 1)}), "min": (-1, {(-1, 0), (0, -1)})}),
        ("x - y", ["x^2 - y^2 = 2"], {"max": None, "min": None}),
        ("y", ["x^2 + y^3 = 0"], {"max": (0, {(0, 0)}), "min": None}),
        ("yz + xy", ["xy = 1", "y^2 + z^2 = 1"], None),
        ("x^2 + y^2 + z^2", ["x - y = 1", "y^2 - z^2 = 1"], {"max": None, "min": (1, {(0, -1, 0)})}),
        ("xyz", ["x + 2y + 3z = 6"], {"max": None, "min": None}),
        ("2x + y", ["e^x + e^y = 3"], {"max": (2 * log(2), {(log(2), 0)}), "min": None}),
        ("1/x + 4/y", ["x + y = 3", "x > 0", "y > 0"], {"max": None, "min": (3, {(1, 2)})}),
        ("x^2 + y^2", ["x^4 + y^4 - 3x^2 y^2 = 1"], {"max": None, "min": (1, {(1, 0), (-1, 0), (0, 1), (0, -1)})}),
        ("1/(2x + y)", ["x^2 + y^2 = 5"], {"max": None, "min": None}),
        ("1/(2x + y + 6)", ["x^2 + y^2 = 5"], {"max": (1, {(-2, -1)}), "min": (Rational(1, 11), {(2, 1)})}),
        ("(x y^2)^(1/3)", ["x^2 + y^2 = 3"], None),
        ("pi x^2 y", ["2pi x^2 + 2pi x y = 54pi", "x > 0", "y > 0"], {"max": (54 * pi, {(3, 6)}), "min": None}),
        ("x + 2y", ["sqrt(x) + 2sqrt(y) = 3"], {"max": (9, {(9, 0)}), "min": (3, {(1, 1)})}),
        ("x^2 + y^2", ["x^(1/3) + y^(1/3) = 2"], {"max": None, "min": (2, {(1, 1)})}),
        ("sqrt(x) + 2sqrt(y)", ["x + y = 5", "x >= 0", "y >= 0"], {"max": (5, {(1, 4)}), "min": (sqrt(5), {(5, 0)})}),
        ("xy", ["2|x| + |y| = 4"], {"max": (2, {(1, 2), (-1, -2)}), "min": (-2, {(1, -2), (-1, 2)})}),
        ("y", ["x^2 + y^2 - 2|x| y = 1"], {"max": None, "min": (-1, {(0, -1)})}),
        ("x + 3y", ["x^2 + y^2 = 10", "xy = 3"], {"max": (10, {(1, 3)}), "min": (-10, {(-1, -3)})}),
    ],
)
def test_both_sides(solve, objective, constraints, expected):
    found = sides(solved(solve, objective, constraints))
    if expected is None:
        assert (found["max"][0], found["min"][0]) in {(Rational(3, 2), HALF), (cbrt(2), -cbrt(2))}
    else:
        assert found == expected


@over(
    ("objective", "constraints", "goal", "value", "at"),
    [
        ("x^2 + y^2 + z^2", ["x + 2y + 2z = 9"], "min", 9, {(1, 2, 2)}),
        ("xyz", ["xy + 2yz + 2xz = 12", "x > 0", "y > 0", "z > 0"], "max", 4, {(2, 2, 1)}),
        ("xyz", ["x + 2y + 3z = 6", "x > 0", "y > 0", "z > 0"], "max", Rational(4, 3), {(2, 1, Rational(2, 3))}),
        ("x + y + z", ["xyz = 8", "x > 0", "y > 0", "z > 0"], "min", 6, {(2, 2, 2)}),
        ("sqrt(xy)", ["2x + y = 8"], "max", 2 * sqrt(2), {(2, 4)}),
        ("ln(x) + ln(y) + ln(z)", ["x + y + z = 3"], "max", 0, {(1, 1, 1)}),
        ("x^2 + y^2", ["(x - 1)^3 = y^2"], "min", 1, {(1, 0)}),
    ],
)
def test_one_side(solve, objective, constraints, goal, value, at):
    found = sides(solved(solve, objective, constraints, goal=goal))
    assert found == {goal: (value, at)}


def test_a_positive_letter_is_a_condition(solve):
    found = solved(solve, "x + y", ["xy = 4"], assume={"x": "positive", "y": "positive"}, goal="min")
    assert {name: side[0] for name, side in sides(found).items()} == {"min": 4}


@pytest.mark.slow
def test_what_is_proved_is_kept_where_the_other_side_stays_open(solve):
    found = solved(solve, "x^2 + y^2 + z^2", ["xyz = 1", "x < 9"])
    assert found.answer.fields == {"max": None, "undecided": ("min",)}
    assert "No maximum; the minimum is not decided." in " ".join(fragment(narrate(found)).split())


def test_an_extremum_may_be_taken_on_the_edges(solve):
    found = solved(solve, "xyz", ["x + 2y + 3z = 6", "x >= 0", "y >= 0", "z >= 0"])
    side = found.answer.fields["min"]
    assert side["value"] == 0 and [list(at.values()) for at in side["at"]] == [[0, y, z], [x, 0, z], [x, y, 0]]
    assert len(side["where"]) == 4


@pytest.mark.parametrize(
    ("objective", "constraint", "high", "low", "first"),
    [
        ("cos x + cos y", "x + y = pi/2", sqrt(2), -sqrt(2), 2 * pi * k + pi / 4),
        ("sin x cos y", "x - y = pi/6", Rational(3, 4), Rational(-1, 4), pi * k + pi / 3),
    ],
)
def test_angles_run_with_whole_numbers(solve, objective, constraint, high, low, first):
    fields = solved(solve, objective, [constraint]).answer.fields
    assert (fields["max"]["value"], fields["min"]["value"]) == (high, low)
    assert fields["max"]["parameters"] == (k,) and fields["max"]["at"][0][x] == first


@pytest.mark.slow
def test_angles_of_a_triangle(solve):
    found = solved(solve, "sin(A) + sin(B) + sin(C)", ["A + B + C = pi", "A > 0", "B > 0", "C > 0"], goal="max")
    assert sides(found)["max"] == (3 * sqrt(3) / 2, {(pi / 3,) * 3})


def test_letters_stay(solve):
    found = solved(solve, "x^2 + y^2 + z^2", ["x + y + z = a"], goal="min", variables=["x", "y", "z"])
    a = symbols("a", real=True)
    assert sides(found)["min"][0] == a**2 / 3


def test_all_eight_points(solve):
    found = sides(solved(solve, "x^2 y^2 z^2", ["x^2 + y^2 + z^2 = 3"], goal="max"))
    assert found["max"][0] == 1
    assert len(found["max"][1]) == 8


def test_the_points_may_fill_a_curve(solve):
    found = solved(solve, "x^2 + y^2 + z^2", ["x^2 + y^2 = 4"], goal="min")
    assert found.answer.fields["min"]["value"] == 4
    assert "(x, y, 0) with x² + y² = 4" in " ".join(fragment(narrate(found)).split())


def test_the_multiplier_is_the_sensitivity(solve):
    fields = solved(solve, "xy", ["x + y = 6"], goal="max").answer.fields
    (value,) = fields["multipliers"]["max"].values()
    assert value == 3  # the maximum is c^2/4 for x + y = c, and its slope at 6 is 3


def test_the_other_way_is_a_check(solve):
    found = solved(solve, "xy", ["x + y = 6"], goal="max")
    (check,) = (s for s in found.steps if s.rule.endswith(".substitution"))
    assert check.evidence == "exact" and check.result == 0


def test_the_limits_on_which_it_rests_are_claims(solve):
    found = solved(solve, "xy", ["x + y = 6"])
    assert [s.evidence != "none" for s in found.steps if s.rule.endswith(".far")] == [True, True]


@pytest.mark.parametrize(
    ("objective", "constraints", "said"),
    [
        ("xy", ["x + y <= 1"], "kkt"),
        ("xy", ["x^2 + y^2 = -1"], "no point"),
        ("xy", ["x + y = 1", "2x + 2y = 5"], "contradict"),
        ("f(x, y)", ["x + y = 1"], "formula"),
    ],
)
def test_what_cannot_be_done_is_refused(solve, objective, constraints, said):
    found = solve("lagrange", objective=objective, constraints=constraints, variables=["x", "y"])
    assert found.status == "unsupported"
    assert re.search(said, found.message), found.message


def test_the_page(solve):
    page = " ".join(fragment(narrate(solved(solve, "xy", ["x^2 + y^2 = 8"]))).split())
    for said in ("extreme value theorem", "∇f = λ ∇g", "zero vector", "Maximum 4 at", "minimum −4 at"):
        assert said in page


@pytest.mark.parametrize(
    ("objective", "constraint", "said"),
    [
        ("x y z", "4x^2 + y^2 + 9z^2 = 12", ("yz = 8λx by x, xz = 2λy by y and xy = 18λz by z", "xyz = 8λx²", "12x² = 12")),
        ("x y^2 z", "x^2 + y^2 + z^2 = 8", ("2xyz = 2λy by y/2", "xy²z = λy²")),
        ("x y z", "x + 2y + 3z = 18", ("yz = λ by x, xz = 2λ by y", "xyz = 2λy", "3x = 18")),
    ],
)
def test_the_equations_are_treated_alike(solve, objective, constraint, said):
    """Each is multiplied by its own unknown; then all have one side in common."""
    found = solve("lagrange", objective=objective, constraints=[constraint])
    text = " ".join(fragment(narrate(found)).split())
    assert "Treat" not in text
    for words in said:
        assert words in text, words


@pytest.mark.slow
def test_letters_tell_by_their_signs_which_points_keep_the_conditions(solve):
    """−a/√2 is no solution where x > 0 and a is positive; of a letter without a sign it is not known."""
    ellipse = ["x^2/a^2 + y^2/b^2 = 1", "x > 0", "y > 0"]
    found = solve("lagrange", objective="4xy", constraints=ellipse, goal="max", assume={"a": "positive", "b": "positive"})
    assert found.verified and len(found.answer.fields["max"]["at"]) == 1
    refused = solve("lagrange", objective="x^2 + y^2", constraints=["x + y = c", "x > 0"], goal="min", variables=["x", "y"])
    assert refused.status == "unsupported" and "whether c/2 is positive" in refused.message


@pytest.mark.parametrize(
    ("objective", "constraint", "greatest", "least"),
    [
        ("x + 2y + 3z", "abs(x) + abs(y) + abs(z) = 1", (3, 1), (-3, 1)),
        ("abs(x) + z", "x^2 + y^2 + z^2 = 2", (2, 2), (-sqrt(2), 1)),
        ("abs(x) + 2abs(y)", "x^2 + y^2 = 5", (5, 4), (sqrt(5), 2)),
    ],
)
def test_folds_are_problems_of_their_own(solve, objective, constraint, greatest, least):
    """The values, and at how many points they are taken."""
    found = solve("lagrange", objective=objective, constraints=[constraint])
    assert found.verified, found.message
    fields = found.answer.fields
    assert [(fields[w]["value"], len(fields[w]["at"])) for w in ("max", "min")] == [greatest, least]


@pytest.mark.slow
def test_unknowns_that_stand_beside_one_letter_are_put_in_at_once(solve):
    found = solved(solve, "(x - 1)^2 + (y + 2)^2 + (z - 2)^2", ["x^2 + y^2 + z^2 = 4"])
    page = fragment(narrate(found))
    assert "In x(λ − 1) = −1, y(λ − 1) = 2 and z(λ − 1) = −2 the right sides are not 0" in re.sub(r"\s+", " ", page)
    assert "λ²x²" not in page


def test_without_roots_a_solution_is_a_point_of_the_new_letters(solve):
    page = fragment(narrate(solved(solve, "x + 2y", ["sqrt(x) + sqrt(y) = 6"])))
    assert "Solution: (4, 2)." in page and "With x = u² and y = v², the values at all candidates:" in page


@pytest.mark.slow
def test_a_letter_of_the_constraint_that_is_positive_may_be_a_variable(solve):
    """What is positive by assumption is a condition too, and no truth that has no sides."""
    constraints = ["pi r^2 h = V", "r > 0", "h > 0"]
    found = solve("lagrange", objective="2pi r^2 + 2pi r h", constraints=constraints, goal="min", assume={"V": "positive"})
    assert found.status in ("solved", "unsupported"), found.message
    fixed = solve(
        "lagrange",
        objective="2pi r^2 + 2pi r h",
        constraints=constraints,
        goal="min",
        assume={"V": "positive"},
        variables=["r", "h"],
    )
    assert fixed.verified and plain(fixed.answer.fields["min"]["at"][0][symbols("h", real=True)]).has(symbols("V", positive=True))


@pytest.mark.slow
def test_powers_with_letters_as_exponents_by_their_logarithm(solve):
    given = {"variables": ["x", "y"], "assume": {"a": "positive", "b": "positive"}}
    found = solve("lagrange", objective="3x^a y^b", constraints=["x + 2y = 1", "x > 0", "y > 0"], **given)
    assert found.status == "solved" and found.answer.fields["min"] is None
    (at,) = found.answer.fields["max"]["at"]
    a, b = symbols("a b", positive=True)
    assert [plain(v).equals(w) for v, w in zip(at.values(), (a / (a + b), b / (2 * a + 2 * b)), strict=True)] == [True, True]
    assert "increases with its logarithm" in fragment(narrate(found)).replace("\n", " ").replace("  ", " ")
    edge = solve("lagrange", objective="x^a y^b", constraints=["x + 2y = 1", "x >= 0", "y >= 0"], **given)
    assert edge.status == "unsupported"  # 0 is a value there, and the least


@pytest.mark.parametrize(
    ("objective", "constraint", "side", "value"),
    [("x^2 + y^2", "x e^y = 1", "min", 0.608037), ("xy", "e^x + y = 2", "max", 0.204378)],
)
@pytest.mark.slow
def test_a_point_that_no_formula_gives(solve, objective, constraint, side, value):
    found = solve("lagrange", objective=objective, constraints=[constraint])
    assert found.status == "solved" and found.verified
    assert float(plain(found.answer.fields[side]["value"])) == pytest.approx(value, abs=1e-6)
    assert "changes its sign exactly once" in " ".join(fragment(narrate(found)).split())


@pytest.mark.slow
def test_roots_of_sides_that_are_positive(solve):
    found = solve("lagrange", objective="x + 2y", constraints=["1/x + 1/y = 1", "x > 0", "y > 0"])
    assert plain(found.answer.fields["min"]["value"]).equals((1 + sqrt(2)) ** 2)
    assert "In 2y² = x² all letters are positive" in " ".join(fragment(narrate(found)).split())


def test_an_equation_keeps_its_sides_when_a_number_is_divided_out(solve):
    found = solve("lagrange", objective="x^2 + y^2 + z^2", constraints=["x + 2y - 3z = 14"], goal="min")
    page = " ".join(fragment(narrate(found)).split())
    assert "have in common: y = λ " in page and "2z = −3λ" in page


@pytest.mark.slow
def test_what_is_written_rounded_is_not_said_to_be_equal(solve):
    page = " ".join(fragment(narrate(solved(solve, "x^4 + y", ["x^2 + y^2 = 1"]))).split())
    assert "Maximum ≈ 1.13 at" in page and "minimum −1 at" in page
    assert "the largest, ≈ 1.13." in page and "λ ≈ 1.855" in page and "Values at the candidates, rounded" in page


@pytest.mark.slow
def test_what_leads_to_one_equation_again_and_again_names_it(solve):
    found = solve("lagrange", objective="cos x + y", constraints=["x^2 + y^2 = 1"])
    assert "leads to x^2 sin(x)^2 + x^2 - sin(x)^2 = 0, which is not solved" in found.message


def test_an_unknown_that_is_another_one_is_put_in_before_anything_is_combined(solve):
    found = solve("lagrange", objective="x^2 y", constraints=["x^2 + 2y^2 = 24"])
    page = " ".join(fragment(narrate(found)).split())
    assert "Case λ = y. We put λ = y into x² = 4λy: x² = 4y²" in page and found.verified


def test_an_equation_is_written_out_on_one_side_before_it_is_factored(solve):
    found = solve("critical_points", function="x^3 + y^3 - 6x y")
    page = " ".join(fragment(narrate(found)).split())
    assert "on one side, multiply by 4 and factor: x⁴ − 8x = 0 x(x − 2)" in page and found.verified


@pytest.mark.parametrize(
    ("objective", "constraint", "expected"),
    [
        ("x", "(x^2 + 4y^2 - 4)^2 = 0", {"max": (2, {(2, 0)}), "min": (-2, {(-2, 0)})}),
        ("x + 3y", "2x^2 + y^2 = 0", {"max": (0, {(0, 0)}), "min": (0, {(0, 0)})}),
    ],
)
def test_a_constraint_whose_gradient_is_zero_at_all_its_points(solve, objective, constraint, expected):
    assert sides(solved(solve, objective, constraint)) == expected


def test_a_listed_wrong_answer_without_max_or_min_is_compared_with_another():
    listed = {"answer": "1/2", "mistake": "multiplier_for_answer"}
    found = check("lagrange", "1/3", objective="xy", constraints=["x + y = 1"], goal="max", wrong=[listed])
    assert found.verdict.verdict == "incorrect" and found.verdict.misconception is None


@pytest.mark.parametrize(("objective", "constraint", "whole"), [("x^2 + 3y^2", "x y = 2", True), ("x^2 + y", "x^2 - y^2 = 1", False)])
def test_a_curve_is_said_to_be_all_of_the_constraint_where_it_is(solve, objective, constraint, whole):
    page = fragment(narrate(solve("lagrange", objective=objective, constraints=[constraint])))
    assert ("The constraint holds exactly where" in " ".join(page.split())) == whole


@over(
    ("objective", "constraint", "said"),
    [
        ("x y z", "2x - y + z = 4", "form a plane, which is not bounded: z = y − 2x + 4 gives one for all values of x and y"),
        (
            "x^2 + y z",
            ["x + y = 2", "y - z = 1"],
            "form a line, which is not bounded: y = 2 − x and z = 1 − x give one for every value of x",
        ),
        ("x^2 + 4y^2", "x y = 2", "do not form a bounded set: y = 2/x gives one for every value of x with x ≠ 0"),
        ("x + y^2", "x^2 - y^2 = 4", "nothing shows that these points form a closed and bounded set"),
        (
            "x^2 + y^2",
            "3x - y = 10",
            "So near these ends the function is above 10, and the points of the curve at which it is at most 10 form a closed",
        ),
        ("y^2 e^{-x^2}", "y = 2x", "at which it is at most as large as there would form a closed and bounded set"),
    ],
)
def test_a_set_that_goes_on_for_ever_is_said_to(solve, objective, constraint, said):
    assert said in " ".join(fragment(narrate(solve("lagrange", objective=objective, constraints=constraint))).split())


def test_what_is_multiplied_by_is_not_said_to_be_divided_by(solve):
    words = {
        "x/3 + y": "multiply by the common denominators",
        "2x/3 + y": "multiply or divide by numbers",
        "2x + 4y": "divide by the numbers",
    }
    for objective, said in words.items():
        page = " ".join(fragment(narrate(solve("lagrange", objective=objective, constraints="x^2 + y^2 = 4"))).split())
        assert said in page, objective
