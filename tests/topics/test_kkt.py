"""Karush, Kuhn and Tucker's conditions: the cases, the signs, what suffices, and the page where they are too many."""

from __future__ import annotations

import re

import pytest
from every import over
from sympy import Rational, sqrt

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

RATIO = "(0.12a + 0.10b + 0.07c - 0.02)/sqrt(0.10a^2 + 0.08b^2 + 0.09c^2 + 0.04ab)"
BOUNDS = ["a + b + c = 1", "0 <= a <= 1", "0 <= b <= 1", "0 <= c <= 1", "a <= 0.9", "b <= 0.9", "c <= 0.9"]


def solved(solve, objective, constraints, **more):
    found = solve("kkt", objective=objective, constraints=constraints, **more)
    assert found.status == "solved", found.message
    assert found.verified
    return found


def sides(found):
    fields = found.answer.fields
    out = {}
    for name in ("max", "min"):
        if name in fields:
            side = fields[name]
            out[name] = side and (plain(side["value"]), {tuple(plain(a) for a in at.values()) for at in side["at"]})
    return out


@over(
    ("objective", "constraints", "goal", "expected"),
    [
        ("(x - 3)^2 + (y - 2)^2", ["x + y <= 4", "x >= 0", "y >= 0"], "min", {"min": (Rational(1, 2), {(Rational(5, 2), Rational(3, 2))})}),
        ("x + y", ["x^2 + y^2 <= 1"], "both", {"max": (sqrt(2), {(sqrt(2) / 2,) * 2}), "min": (-sqrt(2), {(-sqrt(2) / 2,) * 2})}),
        ("x^2 + y^2", ["x + y >= 2"], "both", {"max": None, "min": (2, {(1, 1)})}),
        ("x^2 + y^2 + z^2", ["x + y + z = 3", "x >= 2"], "min", {"min": (Rational(9, 2), {(2, Rational(1, 2), Rational(1, 2))})}),
        ("xy", ["x + y <= 4", "x >= 0", "y >= 0"], "max", {"max": (4, {(2, 2)})}),
        ("x", ["y >= x^3", "y <= 0"], "max", {"max": (0, {(0, 0)})}),
        ("x + y", ["x >= 1", "y >= 2"], "both", {"max": None, "min": (3, {(1, 2)})}),
        ("x^2 + y^2", ["x^2 + y^2 <= 0"], "both", {"max": (0, {(0, 0)}), "min": (0, {(0, 0)})}),  # only the multiplier runs there
        ("y", ["y >= x^2", "y <= -x^2"], "both", {"max": (0, {(0, 0)}), "min": (0, {(0, 0)})}),  # each word by a case of its own
    ],
)
def test_the_best_point(solve, objective, constraints, goal, expected):
    assert sides(solved(solve, objective, constraints, goal=goal)) == expected


def test_letters_in_the_bounds_stay(solve):
    found = solved(
        solve,
        "1/x + 4/y",
        ["x <= a", "y <= b", "x > 0", "y > 0"],
        goal="min",
        variables=["x", "y"],
        assume={"a": "positive", "b": "positive"},
    )
    side = found.answer.fields["min"]
    assert str(plain(side["value"])) == "4/b + 1/a" and [[str(c) for c in at.values()] for at in side["at"]] == [["a", "b"]]


def test_multipliers_of_inactive_constraints_are_0_and_none_is_negative(solve):
    found = solved(solve, "(x - 3)^2 + (y - 2)^2", ["x + y <= 4", "x >= 0", "y >= 0"], goal="min")
    assert [plain(m) for m in found.answer.fields["multipliers"]["min"].values()] == [1, 0, 0]


def test_every_case_is_on_the_page(solve):
    found = solved(solve, "x^2 + y^2 - 2x", ["x + y <= 2", "y >= 0", "x >= 0"], goal="max")
    page = " ".join(fragment(narrate(found)).split())
    for said in ("Case 1: every multiplier is 0", "Case 4", "complementary slackness", "wrong sign|sufficient|extreme value"):
        assert re.search(said, page), said


@pytest.mark.slow
def test_too_many_cases_are_solved_numerically(solve):
    found = solved(solve, RATIO, BOUNDS, goal="max", variables=["a", "b", "c"])
    assert found.evidence == "numeric"
    side = found.answer.fields["max"]
    weights = [float(plain(w)) for w in side["at"][0].values()]
    assert sum(weights) == pytest.approx(1)
    a, b, c = weights
    risk = (0.10 * a * a + 0.08 * b * b + 0.09 * c * c + 0.04 * a * b) ** 0.5
    assert float(plain(side["value"])) == pytest.approx((0.12 * a + 0.10 * b + 0.07 * c - 0.02) / risk)


@over(
    ("objective", "constraints", "said"),
    [
        ("xy", ["x + y = 1"], "lagrange"),
        ("xy", ["x^2 + y^2 <= -1"], "no point"),
        ("x + y", ["x^2 <= 0", "0 <= y", "y <= 1"], "depend along a whole curve"),
        ("x", ["x + y + z = 1", "2x + 2y + 2z = 2", "x >= 0", "y >= 0", "z >= 0"], "equations depend"),
        ("x", ["x^2 + y^2 = 1", "x = 1", "y >= 0", "y <= x - 1"], "which signs"),
    ],
)
def test_what_cannot_be_done_is_refused(solve, objective, constraints, said):
    found = solve("kkt", objective=objective, constraints=constraints)
    assert found.status == "unsupported"
    assert re.search(said, found.message), found.message


def test_a_strictly_convex_problem_stops_at_the_first_point_that_satisfies_the_conditions(solve):
    found = solved(solve, "(x - 3)^2 + 2(y - 1)^2", ["x + y <= 3", "x >= 0", "y >= 0"], goal="min")
    words = [step.rule.partition(".")[2] for step in found.steps]
    assert words.count("case") == 2
    assert "stopped" in words
    assert plain(found.answer.fields["min"]["value"]) == Rational(2, 3)


@pytest.mark.parametrize(("objective", "goal"), [("(x - 3)^2 + 2(y - 1)^2", "max"), ("x^2 - y", "min"), ("x^2 - y^2", "min")])
def test_elsewhere_every_case_is_tried(solve, objective, goal):
    found = solved(solve, objective, ["x + y <= 3", "x >= 0", "y >= 0"], goal=goal)
    assert not any(step.rule == "kkt.stopped" for step in found.steps)


def page(solve, **fields):
    return " ".join(fragment(narrate(solve("kkt", **fields))).split())


@pytest.mark.slow
def test_a_line_of_solutions_is_held_against_the_signs(solve):
    """x = 0 leaves (0, -m): with y >= 0 and m >= 0 that is the origin."""
    text = page(solve, objective="x y", constraints=["x^2 + y <= 3", "x >= 0", "y >= 0"], goal="max")
    assert "ask for" in text
    assert "which leaves only μ₂ = 0" in text
    assert "so far as they satisfy" not in text


@pytest.mark.slow
def test_that_gradients_are_independent_has_a_reason(solve):
    text = page(solve, objective="x^2 + 3y^2", constraints=["x y >= 1", "y >= 0"], goal="min")
    assert "Those of y = 0 never are: one component of the gradient is the number −1." in text
    assert "The gradient would be 0, where xy = 1:" in text
    assert "They are so at no point" not in text


@pytest.mark.slow
def test_squares_are_seen_to_bound_and_a_curve_of_solutions_is_compared(solve):
    text = page(solve, objective="x - y", constraints=["2(x + 1)^2 + (y - 3)^2 <= 12"])
    assert "in 2(x + 1)² + (y − 3)² ≤ 12 no term on its left is negative, so none can be large" in text
    assert "By the same theorem the minimum exists" in text
    text = page(solve, objective="x^2 y", constraints=["x^2 + 2y <= 6", "x >= 0", "y >= 0"], goal="max")
    assert "On the curves of solutions the function has the value 0, which is less." in text


def test_what_bends_everywhere_is_claimed_everywhere(solve):
    assert solve("kkt", objective="x^2 + 3y^2 - 2x", constraints=["x + y >= 4", "y <= 2"], goal="min").verified


def test_gradients_that_are_seen_at_once_stand_as_vectors(solve):
    found = solve("kkt", objective="2x + 3y", constraints=["x + y <= 4", "x + 3y <= 6", "x >= 0", "y >= 0"], goal="max")
    assert "2. Gradients\n       ∇f = ⟨2, 3⟩\n\n       ∇g₁ = ⟨1, 1⟩\n\n       ∇g₂ = ⟨1, 3⟩" in fragment(narrate(found))
    assert "2.1. f_x\n              ∂\n        f_x = ──[2x + 3y] = 2" in fragment(narrate(found, "full")).replace("\n   ", "\n ")


def test_the_cases_that_are_not_tried_are_named(solve):
    found = solved(solve, "x^2 + y^2 - 2x - 8y", ["x + y <= 4", "x >= 0", "x <= 3", "y >= 0"], goal="min")
    told = next(s.facts for s in found.steps if s.rule == "kkt.conditions")
    assert told["most"] == 2 and [tuple(f"{e.left} = {e.right}" for e in pair) for pair in told["apart"]] == [("x = 0", "x = 3")]


def test_a_minimum_without_multipliers_has_no_price(solve):
    found = solved(solve, "2x + y", ["y >= x^2", "y <= 0"], goal="min")
    assert sides(found) == {"min": (0, {(0, 0)})}
    assert "multipliers" not in found.answer.fields
    page = " ".join(fragment(narrate(found)).split())
    assert "no multipliers with the right signs" in page
    assert "the minimum falls by about" not in page


def test_an_inequality_that_is_given_twice_counts_once(solve):
    found = solved(solve, "x - y", ["x^2 + y^2 <= 2", "2x^2 + 2y^2 <= 4"], goal="max")
    assert sides(found) == {"max": (2, {(1, -1)})}
    assert "2x² + 2y² ≤ 4 says the same as x² + y² ≤ 2, so it counts once." in " ".join(fragment(narrate(found)).split())


def test_a_minimum_along_edges_is_taken_where_they_belong_to_the_set(solve):
    found = solved(solve, "x y", ["x >= 0", "y >= 0", "x + y <= 2"])
    x, y = found.problem.variables
    least = found.answer.fields["min"]
    assert (least["value"], least["at"]) == (0, [{x: 0, y: y}, {x: x, y: 0}]) and [str(r) for r in least["where"]] == [
        "x >= 0",
        "y >= 0",
        "x + y <= 2",
    ]
    assert found.answer.fields["max"]["value"] == 1 and set(found.answer.fields["multipliers"]) == {"max"}
    assert "minimum 0 at (0, y) and (x, 0) with x ≥ 0, y ≥ 0 and" in " ".join(fragment(narrate(found)).split())


def test_a_curve_that_is_no_line_is_not_held_against_the_constraints(solve):
    found = solve("kkt", objective="(x^2 + y^2 - 1)^2", constraints=["x + y <= 9", "x >= -1", "y >= -1"])
    assert "min" not in (found.answer.fields if found.answer else {})


@over(
    ("objective", "constraints", "goal", "said", "never"),
    [
        (
            "(x - 2)^2 + y^2",
            ["x <= 1", "y <= 0"],
            "min",
            "At (1, 0) the constraint y ≤ 0 is active, but its multiplier is 0",
            "At (1, 0) the constraint x",
        ),
        ("x^2 + y", ["x <= 1", "x >= -1", "y <= 2"], "max", "(1, 2) and (−1, 2)", "What the multipliers mean"),
        ("(x - 1)^2 + y^2", ["x >= 0", "x + y = 1"], "min", "Case 1: the multiplier of the inequality is 0", "no inequality is active"),
        ("x^2 + 3y", ["y >= 0"], "min", "What the multiplier means", "multipliers mean"),
        (
            "x + 3y",
            ["x^2 + y^2 <= 10", "x <= 1"],
            "max",
            "The point (1, 3) is the one that was found in case 2 already.",
            "found in case 3",
        ),
        ("x + 3y", ["x^2 + y^2 <= 10"], "max", "closed set, as both sides of each are continuous", "closed and bounded"),
    ],
)
def test_the_page_says(solve, objective, constraints, goal, said, never):
    told = " ".join(fragment(narrate(solved(solve, objective, constraints, goal=goal))).split())
    assert said in told and never not in told


def test_no_system_has_an_equation_twice(solve):
    found = solved(solve, "x y", ["x + y <= 6", "x >= 0", "y >= 0"], goal="max")
    systems = [s.before for s in found.steps if s.rule == "kkt.case"]
    assert systems and all(len(s.equations) == len(set(s.equations)) for s in systems)
