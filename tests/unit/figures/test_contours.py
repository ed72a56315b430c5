"""A contour map: the curve goes through the point, the arrow stands on it, and where there is nothing to see there is no map."""

import math

import pytest
from every import over

import tutor
from tutor.page.document import Figure
from tutor.page.drawing import Arrow, Curve, Dot, Label, Region
from tutor.printing.figures.contours import SMALL
from tutor.printing.figures.labels import dense
from tutor.printing.figures.plane import LEVEL
from tutor.telling.record import said


def figure(kind="gradient", **fields) -> Figure | None:
    found = tutor.solve(kind, **fields)
    facts = [s.shown.map for s in found.derivation.steps if s.shown.map is not None]
    return facts[0].figure() if facts else None


@pytest.mark.parametrize(("function", "point"), [("x^2 + 3xy", [1, 2]), ("sin(x) y + x^2/4", [0, 1]), ("sqrt(9 - x^2 - y^2)", [1, 2])])
def test_the_heavy_curve_goes_through_the_point_at_a_right_angle_to_the_gradient(function, point):
    shapes = figure(function=function, point=point).drawing.shapes
    (centre,) = (s.at for s in shapes if isinstance(s, Dot))
    (arrow,) = (s for s in shapes if isinstance(s, Arrow))
    heavy = [p for s in shapes if isinstance(s, Curve) and s.stroke.weight == "heavy" for p in dense(s.points)]
    near = sorted(heavy, key=lambda p: math.dist(p, centre))[:9]
    assert math.dist(near[0], centre) < 0.2
    far, other = max(((p, q) for p in near for q in near), key=lambda pair: math.dist(*pair))
    along = (far[0] - other[0], far[1] - other[1])
    up = (arrow.end[0] - arrow.start[0], arrow.end[1] - arrow.start[1])
    assert abs(along[0] * up[0] + along[1] * up[1]) < 0.05 * math.hypot(*along) * math.hypot(*up)


def test_the_words_say_what_is_drawn():
    found = figure("directional_derivative", function="x^2 + 3xy", point=[1, 2], direction=[1, 1])
    words = " ".join(said(fact) for fact in found.facts)
    assert "f = 7" in words and "to the right and up" in words and "about 24.4 degrees" in words
    assert len([s for s in found.drawing.shapes if isinstance(s, Arrow)]) == 2


@over(
    "fields",
    [
        {"function": "x y z", "point": [1, 2, 3]},
        {"function": "x^2 + y^2", "point": [0, 0]},
        {"function": "a x y", "variables": ["x", "y"], "point": [1, 2]},
        {"function": "x y", "point": ["a", "b"]},
        {"function": "g(x y)", "point": [1, 2]},
    ],
)
def test_nothing_to_see_no_map(fields):
    assert figure(**fields) is None


def test_levels_beside_the_one_through_the_point_are_round():
    found = figure(function="7x^2 + x y^2", point=[1.3, 2.7])
    words = " ".join(said(fact) for fact in found.facts)
    assert "multiples of 20." in words
    values = [s.formula.digits for s in found.drawing.shapes if isinstance(s, Label) and s.size == SMALL]
    assert values and all(float(v) % 20 == 0 for v in values)


def test_a_value_that_is_only_touched_has_its_curve_and_no_value_is_shaded():
    found, whole = figure(function="ln(1 + x^2 y)", point=[1, 1]), figure(function="x^2 y", point=[1, 1])
    shapes = found.drawing.shapes
    axis = [s for s in shapes if isinstance(s, Curve) and s.stroke == LEVEL and len({round(p[0], 6) for p in s.points}) == 1]
    assert axis  # x = 0, where f is 0 and has the same sign on both sides
    assert [any(isinstance(s, Region) for s in f.drawing.shapes) for f in (found, whole)] == [True, False]
    assert ["has no value" in said(f.caption) for f in (found, whole)] == [True, False]
