"""Integrals over regions: which coordinates fit, what diverges, where a polar curve goes on, and what is no region."""

from __future__ import annotations

from itertools import product

import pytest
from agreement import agrees
from every import over
from sympy import Rational, S, Symbol, cos, exp, log, pi, sin, sqrt, symbols

import tutor
from tutor.deriving.evidence import Refuted, holds
from tutor.errors import Invalid, TutorError
from tutor.maths.regions.coordinates import polar
from tutor.maths.regions.describe import converted
from tutor.model import Claim
from tutor.page.document import AnswerBox
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.telling.narrate import narrate
from tutor.trees.heads import Int
from tutor.trees.tree import plain

PLANE, SPACE = ["x", "y"], ["x", "y", "z"]


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return plain(found.answer.fields["expression"])


@over(
    ("kind", "given", "expected"),
    [
        ("volume", {"region": ["x^2 + y^2 <= 1", "x^2 + z^2 <= 1"]}, Rational(16, 3)),
        ("volume", {"region": ["x^2/4 + y^2/9 + z^2/16 <= 1"]}, 32 * pi),
        ("volume", {"region": ["(x - 1)^2 + (y - 2)^2 + z^2 <= 4"]}, 32 * pi / 3),
        ("volume", {"region": "bounded by y = x^2 + z^2 and y = 4", "variables": SPACE}, 8 * pi),
        ("volume", {"region": "bounded by the cylinder x^2 + y^2 = 1 and the planes z = x + 2 and z = 0"}, 2 * pi),
        (
            "volume",
            {
                "region": "the cube with vertices (1, 1, 1), (-1, 1, 1), (1, -1, 1), (1, 1, -1), (-1, -1, 1), (-1, 1, -1),"
                " (1, -1, -1), (-1, -1, -1)"
            },
            S(8),
        ),
        ("volume", {"region": ["x >= 0", "y >= 0", "x + y <= 2", "0 <= z <= x^2 + y^2 + 1"]}, Rational(14, 3)),
        ("integral_over_region", {"integrand": "sqrt(4 - x^2 - y^2)", "region": "disc radius 2"}, 16 * pi / 3),
        ("integral_over_region", {"integrand": "y", "region": ["4x^2 + 9y^2 <= 36", "y >= 0"]}, S(8)),
        ("integral_over_region", {"integrand": "x^2 + y^2 + z^2", "region": "box (0, 0, 0), (1, 2, 3)"}, S(28)),
        ("volume", {"region": "inside both the cylinder x^2 + y^2 = 1 and the sphere x^2 + y^2 + z^2 = 4"}, 32 * pi / 3 - 4 * sqrt(3) * pi),
        ("volume", {"region": "cone of radius 2 and height 3"}, 4 * pi),
        ("volume", {"region": "under z = x + y and above the region enclosed by y = x and y = x^2"}, Rational(3, 20)),
        ("volume", {"region": "under the paraboloid z = x^2 + y^2 and above the disk x^2 + y^2 <= 4"}, 8 * pi),
        ("volume", {"region": "above the cone z = sqrt(x^2 + y^2) and below the sphere x^2 + y^2 + z^2 = 2"}, 4 * pi * (sqrt(2) - 1) / 3),
        ("volume", {"region": "inside the cylinder x^2 + y^2 = 1 and between the planes z = -1 and z = 2"}, 3 * pi),
        ("volume", {"region": "cylinder radius 2 height 3"}, 12 * pi),
        ("volume", {"region": "tetrahedron bounded by the planes x + 2y + z = 2, x = 2y, x = 0 and z = 0"}, Rational(1, 3)),
        ("volume", {"region": "the tetrahedron in the first octant bounded by the coordinate planes and 3x + 2y + z = 6"}, S(6)),
        ("volume", {"region": "above the cone phi = pi/4 and below the sphere rho = 2"}, 8 * pi * (2 - sqrt(2)) / 3),
        ("area", {"region": "in the first quadrant, enclosed by the circle x^2 + y^2 = 8 and the lines x = 0 and y = x"}, pi),
        ("area", {"region": "under the curve y = 3x^2 from x = 0 to x = 2"}, S(8)),
        ("area", {"region": ["the region below y = 3x^2", "1 <= x <= 2"]}, S(7)),
        ("area", {"region": ["below y = 2 - x^2", "above y = x"]}, Rational(9, 2)),
        ("integral_over_region", {"integrand": "cos(x^2 + y^2)", "region": "bounded by y = sqrt(1 - x^2) and y = 0"}, pi * sin(1) / 2),
        ("area", {"region": "inside the circle x^2 + y^2 = 2 a y", "assume": {"a": "positive"}}, pi * Symbol("a", positive=True) ** 2),
        ("area", {"region": "inside r = cos(2 theta)"}, pi / 2),
        ("area", {"region": ["r <= cos(2 theta)"], "variables": PLANE}, pi / 4),
        ("area", {"region": "inside r = 1 + 2 cos(theta)"}, 2 * pi + 3 * sqrt(3) / 2),
        ("area", {"region": "inside r^2 = 2 cos(2 theta)"}, S(2)),
        ("area", {"region": "r = 2 cos(theta)"}, pi),
        ("integral_over_region", {"integrand": "ln(x^2 + y^2)", "region": "disc radius 1"}, -pi),
        ("integral_over_region", {"integrand": "1/sqrt(x^2 + y^2)", "region": "disc radius 1"}, 2 * pi),
        ("integral_over_region", {"integrand": "e^(x + y)", "region": ["x >= 0", "y >= 0", "x + y <= 1"]}, S(1)),
        (
            "integral_over_region",
            {"integrand": "1/(x + y + z + 1)^3", "region": ["x >= 0", "y >= 0", "z >= 0", "x + y + z <= 1"]},
            log(2) / 2 - Rational(5, 16),
        ),
        ("area", {"region": ["(x^2 + y^2)^2 <= 2 x y"]}, S(1)),
        ("area", {"region": ["(x^2 + y^2)^2 <= x^2 - y^2"]}, S(1)),
    ],
)
def test_values(solve, kind, given, expected):
    assert (value(solve(kind, **given)) - expected).simplify() == 0


@over(
    ("kind", "given"),
    [
        ("integral_over_region", {"integrand": "1/(x^2 + y^2)", "region": "disc radius 1"}),
        ("integral_over_region", {"integrand": "1/(x^2 + y^2 + z^2)^(3/2)", "region": "ball radius 2"}),
        ("integral_over_region", {"integrand": "1/(x y)", "region": ["0 <= x <= 1", "0 <= y <= 1"]}),
        ("iterated_integral", {"integrand": "1/x", "limits": [["x", "0", "1"], ["y", "0", "2"]]}),
        ("area", {"region": ["0 <= y", "y <= 1/x", "x >= 1"]}),
    ],
)
def test_what_diverges_is_said_to(solve, kind, given):
    found = solve(kind, **given)
    assert found.status == "solved" and found.verified
    assert found.answer.fields == {"diverges": True}


def test_both_signs_are_no_infinity(solve):
    found = solve("integral_over_region", integrand="x/(x^2 + y^2)^2", region="disc radius 1")
    assert found.status == "unsupported" and "both signs" in found.message


@pytest.mark.slow
def test_an_answer_that_it_diverges():
    given = {"region": "disc radius 1"}
    assert tutor.check("integral_over_region", "diverges", integrand="1/(x^2 + y^2)", **given).verdict.verdict == "correct"
    assert tutor.check("integral_over_region", "diverges", integrand="x^2", **given).verdict.verdict == "incorrect"
    assert tutor.check("integral_over_region", "2 pi", integrand="1/(x^2 + y^2)", **given).verdict.verdict == "incorrect"


def test_an_empty_region_is_none(solve):
    found = solve("integral_over_region", integrand="x y", region=["x >= 1", "x <= 0", "0 <= y <= 1"])
    assert found.status == "unsupported" and "empty" in found.message and "x ≥ 1 and x ≤ 0" in found.message


def test_the_order_says_how_many_variables():
    region = ["x >= 0", "y >= 0", "z >= 0", "x + y + z <= 1"]
    read = read_problem(Record("test", "set_up", {"integrand": "f(x, y, z)", "region": region, "order": ["x", "z", "y"]}))
    assert [v.name for v in read.variables] == SPACE


@pytest.mark.parametrize("region", ["outside the unit circle", "outside the square (0, 0), (1, 1)"])
def test_what_is_outside_a_shape_is_never_taken_for_the_shape(region):
    with pytest.raises(Invalid, match="cannot be read"):
        read_problem(Record("t", "area", {"region": region}))


def test_a_circle_said_to_be_the_border_is_filled_and_one_that_may_be_a_curve_is_not_read():
    read = [read_problem(Record("t", "area", {"region": r})).given["region"] for r in ("inside the unit circle", "disc radius 1")]
    assert read[0] == read[1]
    with pytest.raises(TutorError):
        read_problem(Record("t", "area", {"region": "the unit circle"}))


def test_a_product_over_a_box_is_decided_by_its_integrands():
    x, y = (read_problem(Record("t", "gradient", {"function": "x y"})).symbols[n] for n in "xy")
    whole = Int(Int(x**2 / y**2, y, S(1), S.Infinity), x, S(0), S(1))
    parts = Int(x**2, x, S(0), S(1)), Int(1 / y**2, y, S(1), S.Infinity)
    assert holds(Claim(whole, parts[0] * parts[1])) == "exact"
    with pytest.raises(Refuted):
        holds(Claim(whole, 2 * parts[0] * parts[1]))


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (["inside r = 2 cos(theta)", "0 <= x", "x <= 3"], "the region inside r = 2 cos(θ) and where 0 ≤ x ≤ 3"),
        (["y = x^2", "y = 2 - x", "0 <= x"], "the region bounded by y = x² and y = 2 − x and where 0 ≤ x"),
    ],
)
def test_a_region_is_said_as_one_says_it(region, said):
    page = fragment(tutor.solve("set_up", integrand="f(x, y)", region=region, variables=PLANE).document())
    assert said in " ".join(page.split())


@pytest.mark.parametrize(("roof", "meet"), [("z <= y", False), ("z <= 3 - x^2 - y^2", True)])
def test_surfaces_are_said_to_meet_only_where_they_meet(roof, meet):
    text = tutor.render(tutor.solve("volume", region=["x^2 + y^2 <= 9", "0 <= z", roof]), "text")
    assert ("meet where" in text) is meet  # the plane z = y meets the floor along a line, not in the one point r = 0


SQUARE = ["0 <= x", "x <= 1", "0 <= y", "y <= 1"]
BOXES = [
    ("area", {"region": SQUARE}, "A = 1"),
    ("area", {"region": ["0 <= x", "x <= A", "0 <= y", "y <= 1"]}, "A"),  # the letter is taken
    ("integral_over_region", {"integrand": "x + y", "region": SQUARE}, "∬_D (x + y) dA = 1"),
    ("set_up", {"integrand": "x + y", "region": SQUARE}, "∬_D (x + y) dA = ∫_0^1 ∫_0^1 (x + y) dy dx"),
    ("moment_of_inertia", {"region": SQUARE, "about": "x"}, "I_x = 1/3"),
    ("moment_of_inertia", {"region": SQUARE, "about": "origin"}, "I₀ = 2/3"),
    ("probability", {"density": "1", "support": SQUARE, "region": ["x <= 1/2"]}, "P = 1/2"),
    ("reverse_order", {"integrand": "x", "limits": [["y", "0", "x"], ["x", "0", "1"]]}, "∫_0^1 ∫_y^1 x dx dy = 1/3"),
    ("green", {"field": ["0", "x"], "region": SQUARE}, "∮_C F · dr = 1"),
    ("divergence_theorem", {"field": ["x", "0", "0"], "region": [*SQUARE, "0 <= z", "z <= 1"]}, "∬_S F · dS = 1"),
]


@over(("kind", "fields", "box"), BOXES)
def test_the_box_names_what_was_asked(solve, kind, fields, box):
    found = [b for b in narrate(solve(kind, **fields)).body if isinstance(b, AnswerBox)]
    ((display,),) = (b.blocks for b in found)
    assert " = ".join(map(text, display.terms)) == box


@pytest.mark.parametrize(("integrand", "where"), [("1/(x - 2y)^2", "2y = x"), ("x/(x + y - 1)", "x + y = 1")])
@pytest.mark.slow
def test_a_denominator_that_is_0_in_the_region_is_the_reason(solve, integrand, where):
    found = solve("integral_over_region", integrand=integrand, region=SQUARE)
    assert found.status == "unsupported" and f"has no value where {where}, and" in found.message
    assert solve("integral_over_region", integrand="(x^2 - y^2)/(x - y)", region=SQUARE).answer.fields["expression"] == 1


def test_the_polynomial_beside_another_function_is_reduced_in_polar_coordinates():
    x, y = symbols("x y", real=True)
    found = converted(x**2 + y**2 + exp(x), chart := polar((x, y)))
    r, theta = chart.axes[1].symbol, chart.axes[0].symbol
    assert found == r**2 + exp(r * cos(theta))


def test_a_power_of_a_sum_is_not_multiplied_out_in_polar_coordinates(solve):
    found = solve("integral_over_region", integrand="(4 - x^2 - y^2)^3", region=["x^2 + y^2 <= 4"])
    assert str(plain(found.answer.fields["integrand"])) == "r*(4 - r**2)**3"
    assert value(found) == 64 * pi


def test_the_pieces_are_added_in_the_order_in_which_they_are_described(solve):
    found = solve("integral_over_region", integrand="y", region="triangle (0, 0), (4, 1), (1, 3)")
    (whole,) = [s for s in found.steps if s.rule.endswith("whole")]
    assert [part.args[2:] for part in whole.result.args] == [(0, 1), (1, 4)]


def test_the_slanted_planes_of_a_tetrahedron_are_found_from_its_corners(solve):
    found = solve("set_up", integrand="f(x,y,z)", region="tetrahedron (0,0,0), (2,2,0), (0,2,0), (0,0,1)")
    page = " ".join(fragment(narrate(found)).split())
    assert "⟨2, 2, 0⟩ × ⟨0, 0, 1⟩ = ⟨2, −2, 0⟩. So the plane is 2x − 2y = 0, or y = x." in page
    assert page.count("So the plane is") == 2


@pytest.mark.parametrize(
    ("region", "origin"),
    [(["inside r = 2 sin(theta)", "outside r = 1 - sin(theta)"], True), (["inside r = 2 sin(theta)", "outside r = 1"], False)],
)
@pytest.mark.slow
def test_polar_curves_have_equal_radii_and_may_meet_at_the_origin_too(solve, region, origin):
    page = " ".join(fragment(narrate(solve("area", region=region))).split())
    assert "have equal r where" in page and ("also meet at the origin" in page) == origin


@pytest.mark.slow
def test_no_letter_that_may_be_0_is_divided_by_where_it_stands_in_front(solve):
    page = fragment(narrate(solve("average_value", function="x cos(x y)", region=["0 <= x <= 1", "0 <= y <= pi"]), "full"))
    assert "stands in front" in " ".join(page.split()) and "divide by x" not in page


def test_values_that_cancel_are_shown_before_they_do(solve):
    page = fragment(narrate(solve("integral", integrand="4 sin(x)^2 - sin(x)", variable="x", lower="pi/6", upper="5pi/6"), "full"))
    assert "√3" in page.split("Fundamental theorem")[-1]


def test_letters_are_in_the_order_of_size_in_which_all_of_them_bound(solve):
    for region, size in (
        (["x^2 + y^2 + z^2 <= b^2", "x^2 + y^2 >= c^2"], "4 pi (b^2 - c^2)^(3/2)/3"),
        (["0 <= z", "z <= sqrt(b^2 - x^2 - y^2)", "x^2 + y^2 <= c^2"], "2 pi (b^3 - (b^2 - c^2)^(3/2))/3"),
    ):
        found = solve("volume", region=region)
        assert agrees(found, size), size
        assert "We take b and c as positive, and c < b" in fragment(narrate(found)), size


def test_where_curves_meet_besides_is_not_denied(solve):
    for region, said in ((["y >= 0", "y <= 4 - x^2", "x >= 1"], "here at x = 2"), (["y >= x^2", "y <= x"], ": at x = 0 and x = 1")):
        assert said in " ".join(fragment(narrate(solve("area", region=region))).split()), said


@over(
    ("region", "edges"),
    [
        (["x>=0", "x<=1", "y>=0", "y<=sqrt(2x - x^2)"], ["x >= 0", "Eq(x, 1)", "y >= 0", "Eq(y, sqrt(-x**2 + 2*x))"]),
        (["x>=0", "x<=3", "y>=-sqrt(9 - x^2)", "y<=0"], ["x >= 0", "Eq(y, -sqrt(9 - x**2))", "y <= 0"]),  # x = 3 only touches it
        (["x^2 + y^2 <= 1", "x + y <= 2", "y >= 1/2"], ["Eq(x**2 + y**2, 1)", "Eq(y, 1/2)"]),
    ],
)
def test_the_edges_that_are_converted_are_all_that_bound(solve, region, edges):
    found = solve("set_up", integrand="x", region=region, coordinates="polar")
    about = next(s.facts["about"] for s in found.steps if "about" in s.facts)
    assert [str(e["old"]) for e in about["edges"]] == edges
    assert not any("sqrt" in str(e["new"]) for e in about["edges"])


def test_where_an_outer_variable_ends_is_said(solve):
    for region, said in (
        (["x^2 + y^2 <= 9", "y >= x"], "r sin(θ) ≥ r cos(θ), that is sin(θ) ≥ cos(θ) where r > 0."),
        ("triangle (0, 1), (0, 5), (2, 1)", "x = 0 is an edge of the region."),
    ):
        assert said in " ".join(fragment(narrate(solve("set_up", integrand="f(x, y)", region=region))).split()), said


def test_the_cap_of_a_ball_has_cylindrical_coordinates_about_its_axis(solve):
    region = ["x^2 + y^2 + z^2 <= 25", "y >= 3"]
    for integrand, coordinates in (("y^2", "cylindrical"), ("1/(x^2 + y^2 + z^2)", "spherical")):
        page = " ".join(fragment(narrate(solve("set_up", integrand=integrand, region=region, variables=["x", "y", "z"]))).split())
        assert f"In {coordinates} coordinates" in page, integrand
        assert ("begins on y = 3 and ends on y = √(25 − r²)" in page) == (coordinates == "cylindrical"), integrand


def test_above_a_cone_is_within_its_upper_half(solve):
    found = tutor.check("volume", "2 pi (8 sqrt(8) - 16)/3", region="above the cone z^2 = x^2 + y^2 and below x^2 + y^2 + z^2 = 8")
    assert found.verdict.verdict == "correct"
    assert solve("volume", region="above z^2 = 1 + x^2 + y^2 and below z = 2").status == "unsupported"


def test_a_constant_keeps_its_letter_and_the_coordinate_has_another(solve):
    for region, integrand, value in (
        ("x^2 + y^2 <= 9", "r y^2", "81 pi r/4"),
        (["x^2 + y^2 <= 1", "x >= 0", "y >= 0"], "theta x", "theta/3"),
        ("x^2 + y^2 <= r^2", "rho x^2", "pi rho r^4/4"),
        ("disc radius r", "s", "pi r^2 s"),
        ("ball radius a", "rho z^2", "4 pi rho a^5/15"),
        ("ball radius a", "k rho", "4 pi k rho a^3/3"),
        ("ball radius rho", "phi z^2", "4 pi phi rho^5/15"),
    ):
        given = {"region": region, "integrand": integrand}
        assert tutor.check("integral_over_region", value, **given).verdict.verdict == "correct", integrand
        assert "constant here, so we write" in fragment(narrate(solve("integral_over_region", **given))), integrand


def test_an_integrand_in_the_letters_of_coordinates_alone_is_asked_about(solve):
    for region, integrand in (
        ("x^2 + y^2 <= 4", "r^2"),
        ("x^2 + y^2 <= 4", "theta"),
        ("ball radius 2", "rho^2"),
        ("ball radius 2", "rho cos(phi)"),
    ):
        found = solve("integral_over_region", region=region, integrand=integrand)
        assert found.status == "unsupported" and "may be a coordinate here or a constant" in found.message, integrand
        spoken = "spherical" if "ball" in region else "polar"
        assert solve("integral_over_region", region=region, integrand=integrand, coordinates=spoken).status == "solved"


def test_limits_in_the_letters_of_such_coordinates_are_judged():
    given = {"region": "x^2 + y^2 <= r^2", "integrand": "k y^2"}
    for answer, verdict in (
        ("int_0^(2pi) int_0^r k s^3 sin(theta)^2 ds dtheta", "correct"),
        ("int_-r^r int_-sqrt(r^2-x^2)^sqrt(r^2-x^2) k y^2 dy dx", "correct"),
        ("int_0^(2pi) int_0^r k s^2 sin(theta)^2 ds dtheta", "partially_correct"),
        ("int_0^(2pi) int_0^r k r^3 sin(theta)^2 dr dtheta", "unreadable"),
    ):
        assert tutor.check("set_up", answer, **given).verdict.verdict == verdict, answer


def test_an_angle_of_a_sphere_is_no_constant_on_it(solve):
    found = solve("surface_integral", integrand="theta x^2", surface="x^2 + y^2 + z^2 = 4")
    assert found.status == "unsupported" and "is an angle on the surface here" in found.message


@over(
    ("region", "at", "compared"),
    [
        ("bounded by y = 3x and y = x^2", ["x", "1"], "1 < 3"),
        ("bounded by x = y^2 and x = y + 2", ["y", "0"], "0 < 2"),
        ("bounded by y = cos(x) - 1, y = 1, x = 0 and x = pi", ["x", "pi/2"], "-1 < 1"),
        (["x^2 <= y", "y <= 3x"], None, None),  # which one is lower is given
        ("bounded by y = sqrt(x) and y = x^2", None, None),  # that they do not cross between is not seen
    ],
)
def test_the_lower_curve_is_shown_at_a_value_between(solve, region, at, compared):
    (part,) = next(s.facts["about"]["pieces"] for s in solve("area", region=region).steps if "about" in s.facts)
    found = part["lower_one"]
    assert (found and [str(a) for a in found["at"].args]) == at and (found and str(found["compared"])) == compared


@over(("radius", "least"), [("3 - 3sin(theta)", 0), ("1 + 2cos(theta)", None)])
def test_why_a_polar_curve_closes_after_one_turn(solve, radius, least):
    part, *_ = next(s.facts["about"]["pieces"] for s in solve("area", region=f"inside r = {radius}").steps if "about" in s.facts)
    assert (part["round"] and part["round"]["least"]) == least


@over(("below", "negative"), [("x^2 + y^2 - 2sqrt(x^2 + y^2)", ["-4"]), ("x^2 + y^2 + 2", [])])
def test_a_negative_radius_at_which_surfaces_meet_is_left_out(solve, below, negative):
    found = solve("volume", region=["z >= " + below, "z <= 12 - 3sqrt(x^2 + y^2)" if negative else "z <= 10 - x^2 - y^2"])
    (part,) = next(s.facts["about"]["pieces"] for s in found.steps if "about" in s.facts)
    assert [str(e.rhs) for e in part["ends"][0]["negative"]] == negative


@over(
    ("region", "said"),
    [
        (
            ["y^2 = x", "y = x - 2"],
            "With y first the region would fall into two pieces, as a strip would go over to another curve at x = 1; with x",
        ),
        (["x >= y^2", "x <= 2 - y^2"], "at x = 1; with x first it is one piece."),
    ],
)
def test_why_another_variable_is_first_is_said_with_the_place(solve, region, said):
    assert said in " ".join(fragment(narrate(solve("area", region=region))).split())


@over(
    ("region", "least"),
    [
        ("under z = 5 - x - 2y and above the disc x^2 + y^2 <= 1", 2),
        ("under z = 9 - x y - y and above the rectangle 0 <= x <= 2, 0 <= y <= 3", 0),
        ("under z = 8 - x - y and above the rectangle -1 <= x <= 2, 0 <= y <= 3", None),  # the powers of what may be negative
    ],
)
def test_why_a_surface_is_above_the_plane_is_said_with_a_bound(solve, region, least):
    (part,) = next(s.facts["about"]["pieces"] for s in solve("volume", region=region).steps if "about" in s.facts)
    assert part["least"] == least
    if least is not None:
        outer, second = part["rest"]
        grid = [
            {l["variable"]: l["lower"] + (l["upper"] - l["lower"]) * k / 6 for l, k in zip((outer, second), at, strict=True)}
            for at in product(range(7), repeat=2)
        ]
        assert min(float(part["upper"].subs(at)) for at in grid) >= least - 1e-9


@over(("integrand", "said"), [("cos(x^2)", "cos(x²) has no elementary antiderivative in x. So we let y run first."), ("x cos(x^2)", None)])
def test_why_the_usual_variable_is_first_is_said_where_the_other_would_not_do(solve, integrand, said):
    page = fragment(narrate(solve("integral_over_region", integrand=integrand, region="triangle (0, 0), (2, 0), (2, 2)")))
    assert (said in " ".join(page.split())) if said else "Which variable first?" not in page
