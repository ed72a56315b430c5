"""Areas of surfaces: as known from geometry, and averages over surfaces and curves with what is known of them."""

from __future__ import annotations

import pytest
from every import over
from sympy import Eq, Rational, S, Symbol, Tuple, pi, sqrt, symbols

from tutor.deriving.evidence import Refuted, holds
from tutor.deriving.over_surface import said_there
from tutor.maths.surfaces.by_equation import patches_by
from tutor.maths.surfaces.tip import tip_of
from tutor.model import Claim
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain, total

x, y, z = symbols("x y z", real=True)
k = Symbol("k", positive=True)
BALL = {"x": "sin(phi) cos(theta)", "y": "sin(phi) sin(theta)", "z": "cos(phi)"}


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return plain(found.answer.fields["expression"])


@over(
    ("given", "expected"),
    [
        ({"surface": "x + 2y + 2z = 6", "region": ["x >= 0", "y >= 0", "x + 2y <= 6"]}, Rational(27, 2)),
        ({"surface": "z = sqrt(4 - x^2 - y^2)", "region": "disc radius 1"}, 4 * pi * (2 - sqrt(3))),
        ({"surface": "y = x^2 + z^2", "region": ["x^2 + z^2 <= 2"]}, 13 * pi / 3),
        ({"surface": BALL, "limits": [["phi", "0", "pi"], ["theta", "0", "2pi"]]}, 4 * pi),
        ({"surface": "z = sqrt(1 - x^2 - y^2)", "region": ["x^2 + y^2 <= x"]}, pi - 2),
    ],
)
def test_areas(solve, given, expected):
    assert (value(solve("surface_area", **given)) - expected).simplify() == 0


def test_of_two_letters_one_is_taken_as_the_smaller(solve):
    found = solve("surface_area", surface="z = sqrt(R^2 - x^2 - y^2)", region="x^2 + y^2 <= h^2")
    assert str(value(found)) == "2*pi*R*(R - sqrt(R**2 - h**2))"
    assert "We take h < R." in fragment(narrate(found))


def test_the_length_of_the_normal_is_no_belief(solve):
    steps = solve("surface_area", surface="z = x y", region="disc radius 1").steps
    (length,) = [s for s in steps if s.rule == "surface_area.length"]
    with pytest.raises(Refuted):
        holds(Claim(length.before, total(length.result, Rational(1, 1000))))


def test_the_average_height_of_a_hemisphere_is_half_of_its_radius(solve):
    limits = [["phi", "0", "pi/2"], ["theta", "0", "2pi"]]
    assert value(solve("average_value", function="z", surface=BALL, limits=limits)) == Rational(1, 2)


def test_averages_along_curves(solve):
    assert value(solve("average_value", function="x^2", curve="circle centre (0, 0) radius 2")) == 2
    assert value(solve("average_value", function="x y", curve="segment (0, 0) to (1, 2)")) == Rational(2, 3)


def test_the_centre_of_a_half_circle_of_wire_and_of_a_bent_one(solve):
    a = Symbol("a", positive=True)
    found = solve("center_of_mass", curve={"x": "a cos t", "y": "a sin t"}, parameter=["t", "0", "pi"], assume={"a": "positive"})
    assert found.verified and [plain(c) for c in found.answer.fields["point"]] == [0, 2 * a / pi]
    bent = solve("center_of_mass", curve=["segment (0, 0) to (1, 0)", "segment (1, 0) to (1, 1)"], density="1 + y")
    assert [plain(c) for c in bent.answer.fields["point"]] == [Rational(4, 5), Rational(1, 3)]
    assert plain(bent.answer.fields["mass"]) == S(5) / 2


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("average_value", {"function": "x y"}),
        ("average_value", {"function": "x", "region": "disc radius 1", "curve": "circle centre (0, 0) radius 1"}),
        ("center_of_mass", {"region": "disc radius 1", "curve": "circle centre (0, 0) radius 1"}),
    ],
)
def test_one_of_them(solve, kind, given):
    found = solve(kind, **given)
    assert found.status == "unsupported" and "one of them" in found.message


def test_the_normal_is_shown_with_its_minors(solve):
    page = " ".join(
        fragment(narrate(solve("surface_area", surface="z = 2x + 3y", region=["0 <= x", "x <= 1", "0 <= y", "y <= 1"]))).split()
    )
    assert "n = ⟨1, 0, 2⟩ × ⟨0, 1, 3⟩ = ⟨0 · 3 − 2 · 1, 2 · 0 − 1 · 3, 1 · 1 − 0 · 0⟩ = ⟨−2, −3, 1⟩" in page


def test_of_a_surface_in_pieces_each_says_which_part_it_is(solve):
    page = fragment(narrate(solve("surface_area", surface="x^2 + y^2 = 1", region=["1 <= z^2", "z^2 <= 4"])))
    assert page.count("This piece is the part with") == 2 and "1 ≤ z ≤ 2" in " ".join(page.split())


@over(
    ("height", "relations", "tip"),
    [
        (5 - 3 * sqrt(x**2 + (y - 1) ** 2), [x**2 + (y - 1) ** 2 <= 1], Tuple(0, 1, 5)),
        (k * sqrt(x**2 + 4 * y**2), [y >= 0, x**2 <= 1], Tuple(0, 0, 0)),
        (sqrt(x**2 + y**2), [x**2 + y**2 >= 1, x**2 + y**2 <= 4], None),
        ((x**2 + y**2) * sqrt(x**2 + y**2), [x**2 + y**2 <= 1], None),
        (sqrt(1 + x**2 + y**2), [x**2 + y**2 <= 1], None),
        (x, [x >= 0, x <= 1, y >= 0, y <= 1], None),
    ],
)
def test_the_tip_of_a_cone_is_seen_where_it_belongs_to_the_surface(height, relations, tip):
    (patch,) = patches_by(Eq(z, height), tuple(relations), (x, y, z))
    assert tip_of(patch) == tip


def test_the_tip_of_a_cone_has_no_normal(solve):
    page = " ".join(fragment(narrate(solve("surface_area", surface="z = 2sqrt(x^2 + y^2)", region="x^2 + y^2 <= 4"))).split())
    assert "At its tip (0, 0, 0) the surface has no tangent plane and no normal vector; a single point adds nothing" in page


def test_what_is_said_of_the_points_is_said_by_the_parameters():
    for relations, said in (((x >= 0, z <= 3, z >= 0), "2cos(θ) ≥ 0, z ≤ 3, z ≥ 0"), ((z <= 3, z >= 0), "")):
        (patch,) = patches_by(Eq(x**2 + y**2, 4), relations, (x, y, z))
        assert ", ".join(text(r).replace(" cos", "cos") for r in said_there(patch.choice.described)) == said
