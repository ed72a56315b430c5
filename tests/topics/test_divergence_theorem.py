"""The divergence theorem: the solid and its faces, surfaces that have to be closed, and points that are fenced off."""

from __future__ import annotations

import pytest
from sympy import Rational, pi

from tutor.trees import tree

CHARGE = [f"{v}/(x^2 + y^2 + z^2)^(3/2)" for v in "xyz"]
CAN = ["x^2 + y^2 = 1, 0 <= z <= 2", "z = 0, x^2 + y^2 <= 1", "z = 2, x^2 + y^2 <= 1"]
CUBE = [
    *(f"{v} = {c}, 0 <= {a} <= 1, 0 <= {b} <= 1" for v, a, b in ("xyz", "yxz", "zxy") for c in (0, 1)),
]


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return tree.evaluated(found.answer.fields["expression"])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"field": ["x", "y", "z^2"], "region": ["x^2 + y^2 <= 4", "0 <= z <= 3"]}, 60 * pi),
        ({"field": ["x^2", "y", "x z"], "region": "box (0,0,0), (1,1,1)"}, Rational(5, 2)),
        ({"field": ["x", "y", "z"], "region": "tetrahedron (0,0,0), (1,0,0), (0,1,0), (0,0,1)"}, Rational(1, 2)),
        ({"field": ["x", "y", "1"], "surface": ["z = sqrt(x^2 + y^2), z <= 2", "z = 2, x^2 + y^2 <= 4"]}, 16 * pi / 3),
    ],
    ids=["can", "box", "tetrahedron", "cone with its lid"],
)
@pytest.mark.slow
def test_both_sides(solve, fields, expected):
    found = solve("divergence_theorem", both_sides=True, **fields)
    assert value(found) == expected
    assert any(s.rule.endswith("agree") for s in found.steps)


@pytest.mark.parametrize("pieces", [CAN], ids=["can"])
@pytest.mark.slow
def test_pieces_that_close_up_need_not_be_gone_through_one_by_one(solve, pieces):
    fields = {"field": ["x y", "z", "z^2"], "surface": pieces}
    best, direct = solve("surface_integral", **fields), solve("surface_integral", method="direct", **fields)
    assert len(best.steps) < len(direct.steps)
    assert value(best) == value(direct)


@pytest.mark.parametrize("missing", [0, 3])
@pytest.mark.slow
def test_a_cube_with_a_face_missing_is_not_closed(solve, missing):
    pieces = [p for k, p in enumerate(CUBE) if k != missing]
    assert solve("divergence_theorem", field=["x", "y", "z"], surface=pieces).status == "unsupported"


@pytest.mark.parametrize(
    ("surface", "side"),
    [
        ({"surface": "z = 1 - x^2 - y^2", "region": "x^2 + y^2 <= 1"}, "downward"),
        ({"surface": "x^2 + y^2 = 1", "region": "0 <= z <= 2"}, "inward"),
        ({"surface": "x^2 + y^2 + z^2 = 4", "region": "z >= 1"}, "upward"),
    ],
    ids=["dome over its shadow", "pipe", "cap"],
)
@pytest.mark.slow
def test_what_closes_an_open_surface_is_taken_off_again(solve, surface, side):
    fields = {"field": ["x + y", "y", "z + 1"], "orientation": side, **surface}
    closed = solve("surface_integral", method="divergence_theorem", **fields)
    assert value(closed) == value(solve("surface_integral", method="direct", **fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"surface": "x^2/4 + y^2 + z^2/9 = 1"}, 4 * pi),
        ({"region": "box (-1,-1,-1), (1,1,1)", "orientation": "inward"}, -4 * pi),
        ({"surface": "(x - 5)^2 + y^2 + z^2 = 4"}, 0),
    ],
    ids=["inside", "inward", "outside"],
)
@pytest.mark.slow
def test_a_charge_counts_only_inside(solve, fields, expected):
    assert value(solve("divergence_theorem", field=CHARGE, **fields)) == expected


@pytest.mark.slow
def test_a_charge_on_the_surface_is_refused(solve):
    assert solve("divergence_theorem", field=CHARGE, surface="(x - 1)^2 + y^2 + z^2 = 1").status == "unsupported"


SPHERE = {"x": "2 cos u cos v", "y": "2 cos u sin v", "z": "2 sin u"}  # r_u x r_v points inward
TILTS, TURN = ["u", "-pi/2", "pi/2"], ["v", "0", "2pi"]


@pytest.mark.parametrize(
    ("kind", "asked", "expected"),
    [
        ("surface_integral", {}, -384 * pi / 5),
        ("surface_integral", {"orientation": "outward"}, 384 * pi / 5),
        ("divergence_theorem", {}, -384 * pi / 5),
    ],
)
@pytest.mark.slow
def test_a_sphere_by_parameters_is_seen_to_be_one(solve, kind, asked, expected):
    found = solve(kind, field=["x^3", "y^3", "z^3"], surface=SPHERE, limits=[TILTS, TURN], **asked)
    assert value(found) == expected
    assert any(s.rule.endswith(".recognised") for s in found.steps)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"surface": {"x": "u cos v", "y": "u sin v", "z": "u^2"}, "limits": [["u", "0", "2"], TURN]}, 16 * pi / 3),  # upward
        ({"surface": "z = x^2 + y^2, z <= 4"}, -16 * pi / 3),  # outward, where nothing is said
        ({"surface": "z = x^2 + y^2, z <= 4", "orientation": "inward"}, 16 * pi / 3),
        ({"surface": "x^2 + y^2 = 4, 0 <= z <= 3"}, 24 * pi),
    ],
)
@pytest.mark.slow
def test_a_lid_is_found_and_a_side_is_understood(solve, fields, expected):
    found = solve("divergence_theorem", field=["x", "y", "z^2"], **fields)
    assert value(found) == expected


@pytest.mark.slow
def test_a_sphere_run_over_twice_is_not_taken_for_the_boundary_of_a_ball(solve):
    found = solve("divergence_theorem", field=["x", "y", "z"], surface=SPHERE, limits=[TILTS, ["v", "0", "4pi"]])
    assert found.status == "unsupported"
