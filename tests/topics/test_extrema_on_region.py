"""Extreme values on regions: all candidates, existence by the right argument, and refusals that say what is missing."""

from __future__ import annotations

import random

import numpy as np
import pytest
from every import over

from tutor.errors import Invalid
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Lim
from tutor.trees.tree import plain


def sides(found):
    """Both sides as text: value and places; None where there is none."""
    assert found.status == "solved" and found.verified, found.message
    return {
        name: None if side is None else (text(side["value"]), sorted(tuple(map(text, at.values())) for at in side["at"]))
        for name, side in found.answer.fields.items()
    }


def page(found):
    return " ".join(fragment(narrate(found)).replace("│", " ").split())


@over(
    ("function", "region", "largest", "least"),
    [
        ("x^2 - 2xy + 2y", ["0 <= x <= 3", "0 <= y <= 2"], ("9", [("3", "0")]), ("0", [("0", "0"), ("2", "2")])),
        ("x + 2y", ["x >= 0", "y >= 0", "x + y <= 4"], ("8", [("0", "4")]), ("0", [("0", "0")])),
        ("x^2 + y^2 - 4x", ["x^2 + y^2 <= 9"], ("21", [("−3", "0")]), ("−4", [("2", "0")])),
        ("xy", ["|x| + |y| <= 2"], ("1", [("1", "1"), ("−1", "−1")]), ("−1", [("1", "−1"), ("−1", "1")])),
        ("y - 2x", ["y >= x^2", "y <= x + 2"], ("3", [("−1", "1")]), ("−1", [("1", "1")])),
        ("3x + 4y", ["x^2 + y^2 <= 25", "y >= 0"], ("25", [("3", "4")]), ("−15", [("−5", "0")])),
        ("x + y", ["1 <= x^2 + y^2 <= 2"], ("2", [("1", "1")]), ("−2", [("−1", "−1")])),
        ("x - y", ["y >= x^2", "x >= y^2"], ("1/4", [("1/2", "1/4")]), ("−1/4", [("1/4", "1/2")])),
        ("sqrt(x) + sqrt(y)", ["x >= 0", "y >= 0", "x + y <= 2"], ("2", [("1", "1")]), ("0", [("0", "0")])),
        ("y - x", ["y >= x^2", "y <= sqrt(x)"], ("1/4", [("1/4", "1/2")]), ("−1/4", [("1/2", "1/4")])),
        ("x + y", ["y <= e^x", "y >= 0", "0 <= x <= 1"], ("1 + e", [("1", "e")]), ("0", [("0", "0")])),
        ("3 - sqrt(x^2 + y^2)", ["x^2 + 4y^2 <= 16"], ("3", [("0", "0")]), ("−1", [("4", "0"), ("−4", "0")])),
        ("x - 2y + 2z", ["x^2 + y^2 + z^2 <= 9"], ("9", [("1", "−2", "2")]), ("−9", [("−1", "2", "−2")])),
        ("x^2 + y + z", ["0 <= x <= 2", "0 <= y <= 1", "0 <= z <= 1"], ("6", [("2", "1", "1")]), ("0", [("0", "0", "0")])),
        (
            "z",
            ["x^2 + y^2 <= 1", "z = x^2 - y^2"],
            ("1", [("1", "0", "1"), ("−1", "0", "1")]),
            ("−1", [("0", "1", "−1"), ("0", "−1", "−1")]),
        ),
        ("x^3 - 3x", ["-1 <= x <= 3"], ("18", [("3",)]), ("−2", [("1",)])),
        (
            "2|x| + |y|",
            ["x^2 + y^2 <= 20"],
            ("10", [("4", "2"), ("4", "−2"), ("−4", "2"), ("−4", "−2")]),
            ("0", [("0", "0")]),
        ),
        ("|x - 1| + |y|", ["x^2 + y^2 <= 8"], ("5", [("−2", "2"), ("−2", "−2")]), ("0", [("1", "0")])),
        ("x + y", ["xy <= 4", "1 <= x <= 4", "y >= 0"], ("5", [("1", "4"), ("4", "1")]), ("1", [("1", "0")])),
        ("x^{2/3} + y^{2/3}", ["-1 <= x <= 8", "-8 <= y <= 1"], ("8", [("8", "−8")]), ("0", [("0", "0")])),
    ],
)
def test_closed_and_bounded(solve, function, region, largest, least):
    found = solve("extrema_on_region", function=function, region=region)
    assert sides(found) == {name: side and (side[0], sorted(side[1])) for name, side in (("max", largest), ("min", least))}
    assert "extreme value theorem" in page(found)


@over(
    ("function", "region", "largest", "least"),
    [
        ("xyz", ["x + y + z = 30", "x > 0", "y > 0", "z > 0"], ("1000", [("10", "10", "10")]), None),
        ("x y", ["0 < x < 2", "0 < y < 2"], None, None),
        ("x^2 + y^2", ["x > 1"], None, None),
        ("x^2 + y^2", ["x >= 1"], None, ("1", [("1", "0")])),
        ("x^2 + y^2 + z^2", ["x + 2y + 2z = 18"], None, ("36", [("2", "4", "4")])),
        ("2xy + 2xz + 2yz", ["xyz = 8", "x > 0", "y > 0", "z > 0"], None, ("24", [("2", "2", "2")])),
        ("xyz", ["xy + 2yz + 2xz = 12", "x > 0", "y > 0", "z > 0"], ("4", [("2", "2", "1")]), None),
        ("ln x + ln y", ["x + y = 6"], ("2 ln(3)", [("3", "3")]), None),
        ("(x + y)/(1 + x^2 + y^2)", ["x >= 0", "y >= 0"], ("√2/2", [("√2/2", "√2/2")]), ("0", [("0", "0")])),
        ("x^2 + y^2", ["x y >= 1", "x > 0"], None, ("2", [("1", "1")])),
        ("x y e^(-2x - y)", ["x >= 0", "y >= 0"], ("1/(2e²)", [("1/2", "1")]), ("0", [("0", "y"), ("x", "0")])),
        ("4x + 1/x + y^2 - 2y", ["x > 0"], None, ("3", [("1/2", "1")])),
        ("x + y", ["9/x + 1/y = 1", "x > 0", "y > 0"], None, ("16", [("12", "4")])),
        ("xy", ["1/x^2 + 1/y^2 = 1/2", "x > 0", "y > 0"], None, ("4", [("2", "2")])),
    ],
)
def test_open_or_unbounded(solve, function, region, largest, least):
    found = solve("extrema_on_region", function=function, region=region)
    assert sides(found) == {name: side and (side[0], sorted(side[1])) for name, side in (("max", largest), ("min", least))}
    for name, side in (("maximum", largest), ("minimum", least)):
        assert (side is not None) or f"There is no {name}" in page(found) or f"there is no {name}" in page(found)


def test_letters_that_stand_for_constants(solve):
    found = solve(
        "extrema_on_region",
        function="xyz",
        variables=["x", "y", "z"],
        region=["x + y + z = c", "x > 0", "y > 0", "z > 0"],
        assume={"c": "positive"},
    )
    assert sides(found) == {"max": ("c³/27", [("c/3", "c/3", "c/3")]), "min": None}


def test_a_whole_edge_may_take_the_value(solve):
    found = solve("extrema_on_region", function="x^2 y", region=["x >= 0", "y >= 0", "x + y <= 3"])
    assert sides(found)["max"] == ("4", [("2", "1")])
    assert sides(found)["min"] == ("0", [("0", "y"), ("x", "0")])
    assert "all points (0, y) and all points (x, 0) of the region" in page(found)


@pytest.mark.parametrize(
    ("function", "region", "places", "shown"),
    [
        ("xy", ["x >= 0", "y >= 0"], [("0", "y"), ("x", "0")], "Everywhere in the region the function is xy ≥ 0"),
        ("(x - y)^2 - 3", ["x >= 0", "y >= 0"], [("x", "x")], "the difference to −3 is (x − y)² ≥ 0"),
    ],
)
def test_a_whole_edge_may_take_the_least_value_of_a_function_without_a_greatest(solve, function, region, places, shown):
    found = solve("extrema_on_region", function=function, region=region)
    assert sides(found)["max"] is None and sides(found)["min"][1] == places
    assert shown in page(found)


def test_one_of_several_equations_that_cannot_hold_is_not_the_equation(solve):
    found = solve("extrema_on_region", function="x y^2", region=["x >= 0", "y >= 0", "x^2 + y^2 <= 3"])
    assert "One of the equations is y² = 0" in page(found)


def test_a_circle_of_critical_points(solve):
    found = solve("extrema_on_region", function="(x^2 + y^2 - 1)^2", region=["x^2 + y^2 <= 4"])
    assert text(found.answer.fields["max"]["value"]) == "9" and text(found.answer.fields["min"]["value"]) == "0"
    assert "all points (x, y) of the region with x² + y² = 1" in page(found)


def test_conditions_that_take_nothing_away_are_named(solve):
    found = solve("extrema_on_region", function="x + 2y", region=["x >= 0", "y >= 0", "x + y <= 4", "y <= 7"])
    assert sides(found)["max"] == ("8", [("0", "4")])
    assert "y ≤ 7 takes nothing away" in page(found)


def test_a_condition_that_cuts_off_another_part_is_not_said_to_take_nothing_away(solve):
    found = solve("extrema_on_region", function="y - x", region=["x y >= 3", "x + y <= 4", "x >= 0"])
    assert sides(found) == {"max": ("2", [("1", "3")]), "min": ("−2", [("3", "1")])}
    assert "takes nothing away" not in page(found)


def test_edges_and_corners_have_their_groups(solve):
    said = page(solve("extrema_on_region", function="x^2 + y^2 - 2x", region=["0 <= x <= 3", "0 <= y <= 2"]))
    for title in ("Inside", "On the edge x = 0, 0 ≤ y ≤ 2", "On the edge y = 2, 0 ≤ x ≤ 3", "Corners", "Compare"):
        assert title in said


def test_points_outside_are_left_out(solve):
    found = solve("extrema_on_region", function="x^3 - 12x + y", region=["-1 <= x <= 1", "0 <= y <= 1"])
    assert sides(found) == {"max": ("12", [("−1", "1")]), "min": ("−11", [("1", "0")])}


@pytest.mark.parametrize(
    ("function", "region", "said"),
    [
        ("x^2 + y^2", ["x^2 + y^2 <= -1"], "no point satisfies all conditions"),
        ("x^2 + y^2", ["x >= 0", "x <= -1"], "no point of the region was found"),
        ("x + y", ["x^2 <= y", "2 <= 1"], "no point satisfies all conditions"),
        ("h(x, y)", ["0 <= x <= 1", "0 <= y <= 1"], "is not given by a formula"),
    ],
)
def test_what_cannot_be_done_is_said(solve, function, region, said):
    found = solve("extrema_on_region", function=function, region=region, variables=["x", "y"])
    assert found.status == "unsupported" and said in found.message


COEFFICIENTS = range(-3, 4)
GRID = np.linspace(-5, 5, 401)
REGIONS = {
    "square": (["-1 <= x <= 2", "-2 <= y <= 1"], lambda x, y: (x >= -1) & (x <= 2) & (y >= -2) & (y <= 1)),
    "triangle": (["x >= 0", "y >= -1", "x + 2y <= 3"], lambda x, y: (x >= 0) & (y >= -1) & (x + 2 * y <= 3)),
    "disc": (["x^2 + y^2 <= 4"], lambda x, y: x**2 + y**2 <= 4 + 1e-9),
    "cap": (["y >= x^2 - 2", "y <= 1"], lambda x, y: (y >= x**2 - 2 - 1e-9) & (y <= 1)),
}


@over("name", REGIONS)
@over("seed", range(4))
def test_against_a_grid(solve, name, seed):
    """The values found are those of a grid that knows nothing of derivatives, up to its coarseness."""
    a, b, c, d, e = random.Random(f"{name}{seed}").choices(COEFFICIENTS, k=5)
    region, inside = REGIONS[name]
    found = solve(
        "extrema_on_region",
        function=f"{a}x^2 + {b}xy + {c}y^2 + {d}x + {e}y + 0x".replace("+ -", "- "),
        region=region,
        variables=["x", "y"],
    )
    if found.status == "unsupported":
        assert "no formula" in found.message or "simplest" in found.message or "by hand" in found.message
        return
    x, y = np.meshgrid(GRID, GRID)
    values = (a * x**2 + b * x * y + c * y**2 + d * x + e * y)[inside(x, y)]
    fields = found.answer.fields
    assert found.verified
    for side, seen in (("max", values.max()), ("min", values.min())):
        value = float(plain(fields[side]["value"]))
        assert abs(value - seen) < 0.35, f"{side}: found {value}, seen {seen}"
        assert (value >= seen - 1e-6) if side == "max" else (value <= seen + 1e-6)


@pytest.mark.slow
def test_roots_without_a_formula_are_rounded(solve):
    found = solve("extrema_on_region", function="x^2 y + 2x - 3y", region=["x^2 + y^2 <= 1"])
    assert found.verified
    value = float(plain(found.answer.fields["max"]["value"]))
    angles = np.linspace(0, 2 * np.pi, 200_001)
    x, y = np.cos(angles), np.sin(angles)
    assert abs(value - (x**2 * y + 2 * x - 3 * y).max()) < 1e-6
    assert "≈" in page(found)


def test_a_function_with_a_fold_is_looked_at_on_both_sides_of_it(solve):
    found = solve("extrema_on_region", function="|x - 3y|", region=["x >= 0", "y >= 0", "x + y <= 4"])
    said = page(found)
    assert "Where x − 3y ≥ 0" in said and "Where x − 3y ≤ 0" in said
    assert found.answer.fields["max"]["value"] == 12
    assert [str(r) for r in found.answer.fields["min"]["where"]] == ["y >= 0", "y <= 1"]


def test_the_smaller_of_two_is_one_or_the_other_on_either_side(solve):
    found = solve("extrema_on_region", function="min(x, 2y)", region=["x >= 0", "y >= -1", "x + y <= 3"])
    assert found.verified and sides(found) == {"max": ("2", [("2", "1")]), "min": ("−2", [("x", "−1")])}


@pytest.mark.slow
def test_one_side_may_be_left_open(solve):
    """What is found is kept where the other side is not decided."""
    found = solve("extrema_on_region", function="x - ln x + y^2", region=["x > 0"])
    assert found.status == "solved" and found.answer.fields == {"max": None, "min": {"decided": False}}
    assert "whether there is a minimum is not decided" in page(found)


def test_a_denominator_that_is_not_0_on_a_disc(solve):
    found = solve("extrema_on_region", function="1/(5 + 3x + 4y)", region=["x^2 + y^2 <= 1/4"])
    assert sides(found) == {"max": ("2/5", [("−3/10", "−2/5")]), "min": ("2/15", [("3/10", "2/5")])}


def test_letters_in_the_ends_need_no_order_among_the_other_values(solve):
    found = solve(
        "extrema_on_region", function="x^2 + 3y", region=["0 <= x <= q", "0 <= y <= q"], variables=["x", "y"], assume={"q": "positive"}
    )
    assert sides(found)["min"] == ("0", [("0", "0")])
    assert sides(found)["max"][1] == [("q", "q")]


@pytest.mark.parametrize(
    ("function", "region", "left", "largest", "least"),
    [
        ("2x^2 + y^2 - x", "x^2 + y^2 <= 1", "x² − x + 1", ("3", [("−1", "0")]), ("−1/8", [("1/4", "0")])),
        ("x^2 - y^2", "(x - 1)^2 + y^2 <= 9", "2x² − 2x − 8", ("16", [("4", "0")]), ("−17/2", [("1/2", "−√35/2"), ("1/2", "√35/2")])),
        ("y^3 + x^2", "4x^2 + y^2 <= 16", "Only y is left.", ("64", [("0", "4")]), ("−64", [("0", "−4")])),
    ],
)
def test_on_a_whole_circle_one_letter_is_enough(solve, function, region, left, largest, least):
    found = solve("extrema_on_region", function=function, region=[region])
    assert sides(found) == {"max": largest, "min": least}
    said = page(found)
    assert left in said
    assert "λ" not in said


@pytest.mark.slow
def test_half_a_circle_keeps_its_multiplier(solve):
    assert "λ" in page(solve("extrema_on_region", function="x^2 + y", region=["x^2 + y^2 <= 9", "y >= x - 1"]))


@over(
    ("function", "words", "relations"),
    [
        ("x^2 - x y + y", "triangle (0, 0), (2, 0), (0, 2)", ["x >= 0", "y >= 0", "x + y <= 2"]),
        ("x^2 + y^2 - 2x", "disc centre (0, 0) radius 2", ["x^2 + y^2 <= 4"]),
        ("x^2", "the triangle with vertices (0, 0), (2, 0), (0, 2)", ["x >= 0", "y >= 0", "x + y <= 2"]),
        ("x + y", "bounded by y = x^2 and y = 4", ["x^2 <= y", "y <= 4"]),
        ("x + y", ["disc radius 1", "y >= 0"], ["x^2 + y^2 <= 1", "y >= 0"]),
    ],
)
def test_a_region_in_words_is_that_of_its_inequalities(solve, function, words, relations):
    said = solve("extrema_on_region", function=function, region=words)
    due = solve("extrema_on_region", function=function, region=relations, variables=["x", "y"])
    assert said.verified
    assert sides(said) == sides(due)


def test_a_region_of_several_pieces_is_told_to_be(solve):
    with pytest.raises(Invalid, match="not one piece"):
        solve("extrema_on_region", function="x y", region="polygon (0, 0), (2, 0), (1/2, 1/2), (0, 2)")


def test_what_tends_to_infinity_is_the_limit_of_the_function(solve):
    far = [s for s in solve("extrema_on_region", function="x + 1/x + y^2", region="x > 0").steps if s.rule.endswith(".far")]
    assert far and all(isinstance(s.name, Lim) for s in far)


def test_an_edge_without_ends_has_no_bounds_in_its_title(solve):
    said = page(solve("extrema_on_region", function="x/(1 + x^2 + y^2)", region=["y >= 0"]))
    assert "On the edge y = 0" in said and "On the edge y = 0, x" not in said


def test_conditions_of_the_inside_are_said_in_words_unless_all_are_used(solve):
    found = solve("extrema_on_region", function="x y (9 - x - y)", region=["x >= 0", "y >= 0", "x + y <= 9"])
    page = " ".join(fragment(narrate(found)).split())
    assert "inside the region: ⎧ y(9 − 2x − y) = 0 ⎩ x(9 − x − 2y) = 0 y and x are not 0, as y > 0 and x > 0" in page


@pytest.mark.slow
def test_an_exact_value_is_not_said_to_be_rounded(solve):
    found = solve("extrema_on_region", function="x^2 + (e^x - y)^2 - 3", region=["-1 <= x <= 1", "y >= 0"])
    assert "minimum −3 at (0, 1)" in page(found)


def test_a_circle_beyond_a_line_of_the_region_takes_nothing_away(solve):
    found = solve("extrema_on_region", function="x^2 + y^2", region=["x^2 + y^2 >= 2", "x + y >= 3", "x >= 2"])
    fields = found.answer.fields
    assert fields["max"] is None
    assert (fields["min"]["value"], [tuple(map(plain, at.values())) for at in fields["min"]["at"]]) == (5, [(2, 1)])
    assert "x² + y² ≥ 2 takes nothing away" in page(found)


def test_each_family_of_points_keeps_how_far_it_runs(solve):
    found = solve("extrema_on_region", function="(x + y)^2", region=["|x| + |y| <= 2"])
    side = found.answer.fields["max"]
    runs = {str(list(at.values())[1]): [str(r) for r in where] for at, where in zip(side["at"], side["where"], strict=True)}
    assert runs == {"2 - x": ["x >= 0", "x <= 2"], "-x - 2": ["x >= -2", "x <= 0"]}


def test_a_logarithm_is_continuous_where_the_region_keeps_away_from_the_point_without_a_value(solve):
    found = solve("extrema_on_region", function="log(x^2 + y^2)", region=["x^2 + y^2 <= 9", "x + y >= 2"])
    assert found.verified and sides(found)["min"] == ("ln(2)", [("1", "1")])
    assert [str(r) for r in found.answer.fields["max"]["where"]] == ["Eq(x**2 + y**2, 9)", "x + y >= 2"]


def test_a_triangle_is_said_to_be_one(solve):
    page = fragment(narrate(solve("extrema_on_region", function="x^2 + y^2 - 2x", region="triangle (0,0), (3,0), (0,3)"), "brief"))
    said = " ".join(page.split())
    assert "on the triangle with corners (0, 0), (3, 0) and (0, 3). Where" in said
    assert "form the triangle with corners (0, 0), (3, 0) and (0, 3), its edges included" in said


def test_the_page_says_why_a_point_is_outside_and_what_is_put_in_on_an_edge(solve):
    told = page(solve("extrema_on_region", function="(x - 1)^2 + (y - 2)^2", region=["x^2 + y^2 <= 4"]))
    assert "Inside the region x² + y² < 4, but x² + y² = 5 at (1, 2): this point does not lie there." in told
    told = page(solve("extrema_on_region", function="x^2 + 3y", region=["x^2 + y^2 <= 9"]))
    assert "that is x² = 9 − y², the function is simpler there: g(y) = 9 − y² + 3y" in told


def test_a_zero_of_the_slope_is_said_to_lie_between_the_ends(solve):
    told = page(solve("extrema_on_region", function="x^2 - x y", region=["0 <= x <= 2", "0 <= y <= 1"]))
    assert "x = 1/2 lies between the ends." in told


def test_it_is_said_where_the_gradient_of_an_edge_vanishes(solve):
    told = page(solve("extrema_on_region", function="x + y", region=["x^2 + 4y^2 <= 5"]))
    assert "∇g is the zero vector only for x = 0 and y = 0, which is not on this curve." in told


def test_a_curve_given_by_an_equation_has_no_ends_a_surface_no_edge_and_an_arc_has_ends(solve):
    ellipse = page(solve("extrema_on_region", function="x - y", region=["x^2 + 3y^2 = 12"]))
    assert "form a closed set, as both sides of the equation are continuous, and it is bounded: in x² + 3y² = 12" in ellipse
    assert "On the curve x² + 3y² = 12" in ellipse and "interval" not in ellipse and "edge" not in ellipse
    arc = page(solve("extrema_on_region", function="x - y", region=["x^2 + y^2 = 2", "y >= 0"]))
    assert "and its ends belong to it" in arc and "at an inner point of this curve or at an end" in arc
    assert "The ends are candidates too" in arc and "orner" not in arc
    sphere = page(solve("extrema_on_region", function="x + 2y - 2z", region=["x^2 + y^2 + z^2 = 9"]))
    assert "On the surface x² + y² + z² = 9" in sphere and "edge" not in sphere and "inside" not in sphere


def test_what_is_put_in_by_a_quotient_keeps_where_it_has_a_value(solve):
    found = page(solve("extrema_on_region", function="4x^2 + y^2", region=["x y = 2"]))
    assert "Here x may be any number with x ≠ 0." in found


def test_each_of_two_roots_gets_a_letter(solve):
    found = solve("extrema_on_region", function="5x + 3y", region=["sqrt(x) + sqrt(y) = 8"])
    assert found.verified and "a multiple λ ∇g. We write w for √x and s for √y, which are positive here" in page(found)
    assert sides(found) == {"max": ("320", [("64", "0")]), "min": ("120", [("9", "25")])}


def test_an_end_that_is_missing_is_called_an_end(solve):
    assert "with the missing ends taken in" in page(solve("extrema_on_region", function="x^2 - x", region=["0 <= x", "x < 3"]))


def test_a_letter_of_ours_stands_on_no_page(solve):
    found = solve("extrema_on_region", function="x y^2", region=["x^2 + y^2 = 3"])
    assert "w = 0" not in fragment(narrate(found, detail="full"))
