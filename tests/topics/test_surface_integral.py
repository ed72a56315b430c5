"""Surface integrals: held against sums over small triangles, which know nothing of tangent vectors."""

from __future__ import annotations

import re
from itertools import pairwise
from math import cos, pi, sin, sqrt

import pytest
from every import over
from sympy import Eq, Lt, S, Symbol

from tutor.deriving.evidence import Refuted, holds
from tutor.deriving.over_surface import NormalSide, faced, normal_of
from tutor.errors import Invalid
from tutor.maths.surfaces.by_equation import patches_by
from tutor.model import Claim
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees import tree
from tutor.trees.heads import Norm, Vector

STEPS = 120
TOLERANCE = 2e-3


def triangles(r, us, vs):
    """The corners of a fine mesh, in the order of r_u x r_v."""
    grid = [(a, b, c, d) for a, b in pairwise(us) for c, d in pairwise(vs)]
    for a, b, c, d in grid:
        p, q, s, t = r(a, c), r(b, c), r(b, d), r(a, d)
        yield p, q, s
        yield p, s, t


def area_vector(p, q, s):
    e, f = [q[k] - p[k] for k in range(3)], [s[k] - p[k] for k in range(3)]
    return [(e[1] * f[2] - e[2] * f[1]) / 2, (e[2] * f[0] - e[0] * f[2]) / 2, (e[0] * f[1] - e[1] * f[0]) / 2]


def middle(p, q, s):
    return [(p[k] + q[k] + s[k]) / 3 for k in range(3)]


def summed(r, u, v, field=None, function=None):
    us, vs = ([a + (b - a) * k / STEPS for k in range(STEPS + 1)] for a, b in (u, v))
    total = 0.0
    for corners in triangles(r, us, vs):
        n, at = area_vector(*corners), middle(*corners)
        total += sum(a * b for a, b in zip(field(*at), n, strict=True)) if field else function(*at) * sqrt(sum(a * a for a in n))
    return total


TORUS = (
    {"x": "(3 + cos u) cos v", "y": "(3 + cos u) sin v", "z": "sin u"},
    [["u", "0", "2pi"], ["v", "0", "2pi"]],
    lambda u, v: ((3 + cos(u)) * cos(v), (3 + cos(u)) * sin(v), sin(u)),
    ((0, 2 * pi), (0, 2 * pi)),
)
SADDLE = (
    {"x": "u", "y": "v", "z": "u v"},
    [["u", "0", "1"], ["v", "0", "2"]],
    lambda u, v: (u, v, u * v),
    ((0, 1), (0, 2)),
)
CONE = (
    {"x": "t cos s", "y": "t sin s", "z": "3t"},
    [["t", "1", "2"], ["s", "0", "pi"]],
    lambda s, t: (t * cos(s), t * sin(s), 3 * t),
    ((0, pi), (1, 2)),
)


@pytest.mark.parametrize("surface", [TORUS, CONE], ids=["torus", "cone"])
@pytest.mark.parametrize(("typed", "f"), [("1", lambda x, y, z: 1), ("x^2 + 5", lambda x, y, z: x * x + 5)])
@pytest.mark.slow
def test_of_a_function(solve, surface, typed, f):
    given, limits, r, (u, v) = surface
    found = solve("surface_integral", integrand=typed, surface=given, limits=limits)
    assert found.verified
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(summed(r, u, v, function=f), rel=TOLERANCE)


@over("surface", [SADDLE, CONE, TORUS])
@over(("typed", "f"), [(["x", "y", "2z"], lambda x, y, z: (x, y, 2 * z)), (["z", "1", "x"], lambda x, y, z: (z, 1, x))])
def test_flux_takes_the_parameters_in_the_order_of_their_names(solve, surface, typed, f):
    given, limits, r, (u, v) = surface
    found = solve("surface_integral", field=typed, surface=given, limits=limits)
    assert found.verified
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(summed(r, u, v, field=f), rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize(("side", "value"), [("upward", 14), ("downward", -14)])
def test_the_side_that_is_asked_for(solve, side, value):
    fields = {"field": ["1", "2", "3"], "surface": "z = 4 - 2x - y", "region": ["0 <= x <= 1", "0 <= y <= 2"]}
    found = solve("surface_integral", orientation=side, **fields)
    assert found.verified
    assert found.answer.fields["expression"] == value


def test_a_normal_without_one_side_is_refused(solve):
    sphere = {"x": "sin u cos v", "y": "sin u sin v", "z": "cos u"}
    found = solve(
        "surface_integral", field=["0", "0", "z"], surface=sphere, limits=[["u", "0", "pi"], ["v", "0", "2pi"]], orientation="upward"
    )
    assert found.status == "unsupported"
    assert "side" in found.message


@pytest.mark.slow
def test_a_cylinder_along_another_axis_and_a_graph_over_another_plane(solve):
    found = solve("surface_integral", integrand="y", surface="y = x^2 + z^2", region="x^2 + z^2 <= 1")
    assert found.verified
    expected = summed(lambda s, t: (t * cos(s), t * t, t * sin(s)), (0, 2 * pi), (0, 1), function=lambda x, y, z: y)
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(expected, rel=TOLERANCE)


def test_what_comes_out_of_the_root_is_a_claim(solve):
    u = Symbol("u", real=True)
    with pytest.raises(Refuted):
        holds(Claim(Norm(Vector(-2 * u, S.Zero, S.One)), 2 * u + 1))


@pytest.mark.parametrize(
    "fields",
    [
        {"integrand": "1", "field": ["x", "y", "z"]},
        {"integrand": "1", "limits": [["u", "0", "1"]]},
    ],
    ids=["function and field", "one pair of limits"],
)
def test_what_is_not_whole_is_refused(solve, fields):
    given = {"surface": {"x": "u", "y": "v", "z": "u + v"}, "limits": [["u", "0", "1"], ["v", "0", "1"]], **fields}
    try:
        status = solve("surface_integral", **given).status
    except Invalid:
        status = "invalid"
    assert status in ("unsupported", "invalid")


BY_EQUATION = [
    ({"surface": "part of the plane x + 2y + 3z = 6 in the first octant"}, lambda s, t: _slope(6 * s * (1 - t), 3 * t)),
    ({"surface": "x^2 + y^2 + z^2 = 4", "region": ["z >= 1"]}, lambda s, t: _sphere(2, s * pi / 3, 2 * pi * t)),
    ({"surface": "x^2 + y^2 + z^2 = 4", "region": ["x >= 0", "z <= 0"]}, lambda s, t: _sphere(2, pi / 2 * (1 + s), pi * t - pi / 2)),
    ({"surface": "z = -sqrt(4 - x^2 - y^2)", "region": "x^2 + y^2 <= 1"}, lambda s, t: _sphere(2, pi - (1 - s) * pi / 6, 2 * pi * t)),
    ({"surface": "y^2 + z^2 = 9", "region": ["0 <= x <= 2", "z >= 0"]}, lambda s, t: (2 * t, 3 * cos(pi * s), 3 * sin(pi * s))),
    ({"surface": "x^2 + y^2 = 1", "region": ["0 <= z", "z <= x + 2"]}, lambda s, t: _pipe(2 * pi * s, t)),
    ({"surface": "z^2 = x^2 + y^2", "region": "1 <= z <= 2"}, lambda s, t: _cone(2 - s, 2 * pi * t)),
    ({"surface": "paraboloid z = 4 - x^2 - y^2 above the plane z = 0"}, lambda s, t: _bowl(2 * s, 2 * pi * t)),
    ({"surface": "(s cos t, s sin t, s^2)", "limits": [["s", "0", "1"], ["t", "0", "pi"]]},
     lambda s, t: (s * cos(pi * t), s * sin(pi * t), s * s)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("surface", "side", "value"),
    [
        ("((3 + cos v) cos u, (3 + cos v) sin u, sin v)", "outward", 6 * pi**2),  # the flux of <x, 0, 0> is the volume
        ("((2 + cos u) cos v, (2 + cos u) sin v, 1 + sin u)", "inward", -4 * pi**2),
        ("(1 + 2cos u, (4 + 2sin u) cos v, (4 + 2sin u) sin v)", "outward", 32 * pi**2),
    ],
)
@pytest.mark.slow
def test_a_torus_has_an_outside(solve, surface, side, value):
    limits = [["u", "0", "2pi"], ["v", "0", "2pi"]]
    found = solve("surface_integral", field=["x", "0", "0"], surface=surface, limits=limits, orientation=side)
    assert found.verified, found.message
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(value)


@pytest.mark.slow
def test_a_torus_bounds_a_solid_unless_it_is_covered_twice(solve):
    torus = {"x": "(3 + cos v) cos u", "y": "(3 + cos v) sin u", "z": "sin v"}
    once, twice = ([["u", "0", f"{n}pi"], ["v", "0", "2pi"]] for n in (2, 4))
    found = solve("divergence_theorem", field=["x", "y", "z"], surface=torus, limits=once)
    assert found.verified, found.message
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(18 * pi**2)
    assert solve("divergence_theorem", field=["x", "y", "z"], surface=torus, limits=twice).status == "unsupported"


FLAT = [  # a piece and its area times the mean of x + 2y on it
    ("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1)", sqrt(3) / 2),
    ("parallelogram with vertices (0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 1, 2)", sqrt(3) * 3 / 2),
    ("the triangle with vertices (2, 0, 0), (2, 3, 0), and (2, 0, 4)", 24),  # upright
    ("x = u, y = v, z = 1 - u, u^2 + v^2 <= 1", 0),
]


@over(("surface", "value"), FLAT)
def test_flat_pieces_by_their_corners_and_parameters_in_a_region(solve, surface, value):
    found = solve("surface_integral", integrand="x + 2y", surface=surface)
    assert found.verified, found.message
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(value)


@pytest.mark.parametrize(
    "surface", ["polygon (0, 0, 0), (1, 1, 0), (1, 0, 0), (0, 1, 0)", "polygon (0, 0, 0), (1, 0, 0), (1, 1, 1), (0, 1, 0)"]
)
def test_corners_of_no_flat_piece_are_refused(solve, surface):
    assert solve("surface_integral", integrand="1", surface=surface).status == "unsupported"


def _slope(x, y):
    return x, y, 2 - x / 3 - 2 * y / 3


def _sphere(a, phi, theta):
    return a * sin(phi) * cos(theta), a * sin(phi) * sin(theta), a * cos(phi)


def _pipe(theta, t):
    return cos(theta), sin(theta), t * (cos(theta) + 2)


def _cone(r, theta):
    return r * cos(theta), r * sin(theta), r


def _bowl(r, theta):
    return r * cos(theta), r * sin(theta), 4 - r * r


@over(("fields", "r"), BY_EQUATION)
def test_surfaces_by_equation_and_region(solve, fields, r):
    found = solve("surface_integral", integrand="y^2 + z", **fields)
    assert found.verified, found.message
    expected = summed(r, (0, 1), (0, 1), function=lambda x, y, z: y * y + z)
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize(("fields", "r"), [BY_EQUATION[k] for k in (2, 4, 6)], ids=["sphere", "pipe", "cone"])
@pytest.mark.slow
def test_outward_is_away_from_the_centre_or_the_axis(solve, fields, r):
    found = solve("surface_integral", field=["x + y", "y", "z + 1"], orientation="outward", method="direct", **fields)
    assert found.verified, found.message
    expected = summed(r, (0, 1), (0, 1), field=lambda x, y, z: (x + y, y, z + 1))
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize(("side", "value"), [("<0, 0, 1>", 14), ([0, -1, 0], -14)])
def test_a_vector_says_the_side(solve, side, value):
    fields = {"field": ["1", "2", "3"], "surface": "z = 4 - 2x - y", "region": ["0 <= x <= 1", "0 <= y <= 2"]}
    found = solve("surface_integral", orientation=side, **fields)
    assert found.verified
    assert found.answer.fields["expression"] == value


@over(
    "fields",
    [
        {"surface": "z = x^2 + y^2"},
        {"surface": "x^2 + y^2 = 4"},
        {"surface": "x^3 + y^3 + z^3 = 1", "region": "z >= 0"},
        {"surface": "x^2 + y^2 + z^2 = -1"},
        {"surface": "x^2 + y^2 = 4", "region": "x >= 3"},
        {"surface": "(u, v, u)", "limits": [["u", "0", "1"], ["v", "0", "1"]], "region": "x >= 0"},
    ],
)
def test_a_surface_that_is_not_understood_is_refused(solve, fields):
    assert solve("surface_integral", integrand="1", **fields).status == "unsupported"


def test_a_coordinate_that_stands_alone_needs_no_solving():
    x, y, z = (Symbol(n, real=True) for n in "xyz")
    (patch,) = patches_by(Eq(S.Zero, z, evaluate=False), (), (x, y, z))
    assert patch.about["solved"] is None and patch.equation == Eq(z, 0, evaluate=False)


def test_where_a_normal_points_is_claimed_and_refuted_the_other_way():
    x, y, z = (Symbol(n, real=True) for n in "xyz")
    (patch,) = patches_by(Eq(y, x**2 + z**2, evaluate=False), (x**2 + z**2 <= 4,), (x, y, z))
    told, (claim,) = faced(patch, (x, y, z))
    assert told == {"faced": "falling", "height": y}
    assert holds(claim) != "none"
    with pytest.raises(Refuted):
        holds(Claim(Lt(*claim.left.args, evaluate=False), claim.right, claim.conditions))


def test_before_polar_coordinates_nothing_is_multiplied_out(solve):
    found = solve("surface_integral", field=["x", "y", "z^2"], surface="z = 4 - x^2 - y^2", region="z >= 0", orientation="upward")
    (placed,) = (s for s in found.steps if s.rule.endswith(".integrand"))
    assert text(placed.before) == "(2r² + (4 − r²)²) r"
    assert placed.claims and placed.evidence != "none"


def test_a_root_of_a_number_stands_in_front_of_the_integral(solve):
    found = solve("surface_integral", integrand="x y z", surface="part of the plane x + y + z = 1 in the first octant")
    levels = [s for s in found.steps if s.rule.endswith(".level")]
    assert len(levels) == 2 and not any(s.before.has(3**S.Half) for s in levels)
    assert found.answer.fields["expression"].equals(3**S.Half / 120)


@pytest.mark.parametrize(("side", "normal"), [(None, Vector(0, 0, 1)), (NormalSide("downward"), Vector(0, 0, -1))])
def test_a_flat_piece_has_its_normal_at_once(side, normal):
    x, y, z = (Symbol(n, real=True) for n in "xyz")
    (patch,) = patches_by(Eq(z, 2, evaluate=False), (x**2 + y**2 <= 4,), (x, y, z))
    stage = next(normal_of(patch, side, (x, y, z), {}, flux=True))
    assert (stage.words, stage.equals) == ("flat", normal)
    assert holds(Claim(stage.goal, stage.equals)) == "exact" and all(holds(c) != "none" for c in stage.claims)


def test_the_integrand_has_one_title_on_the_surface_and_another_in_polar_coordinates(solve):
    page = fragment(narrate(solve("surface_integral", integrand="z^2", surface="z = sqrt(x^2 + y^2)", region="x^2 + y^2 <= 1")))
    titles = re.findall(r"^\d+\. (The integrand.*)$", page, re.MULTILINE)
    assert titles == ["The integrand", "The integrand in these coordinates"]
