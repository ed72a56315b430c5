"""Maps of critical points, constraints, regions and tangents: what is marked is where it belongs, and the words say it."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from every import over
from sympy import Eq, Ge, Le, Lt, Rational, S, Symbol, cos, exp, log, oo, pi, sin, sqrt

from tutor.page.document import Figure, Text
from tutor.page.drawing import Arrow, Curve, Dot, Label, Region
from tutor.printing.figures.constraint import ConstraintMap
from tutor.printing.figures.contours import ContourMap
from tutor.printing.figures.critical import CriticalMap
from tutor.printing.figures.curve import GRAPH, GraphMap
from tutor.printing.figures.flat import FlatMap
from tutor.printing.figures.labels import Rectangle, box, dense
from tutor.printing.figures.lines import level_lines
from tutor.printing.figures.numeric import field
from tutor.printing.figures.picture import Picture
from tutor.printing.figures.plane import Plane, even_levels
from tutor.printing.figures.region import RegionMap
from tutor.printing.figures.strips import StripMap
from tutor.printing.figures.tangent import TangentMap
from tutor.printing.figures.window import Window
from tutor.printing.figures.wording import equation
from tutor.printing.notation.text import text
from tutor.telling.record import said
from tutor.trees.heads import Vector

x, y, a = (Symbol(n, real=True) for n in "xya")
XY = (x, y)
r = sqrt(2) / 2


def at(*coordinates: object) -> tuple[object, ...]:
    return tuple(map(S, coordinates))


MAPS: dict[str, Picture] = {
    "folium": CriticalMap(x**3 - 3 * x * y + y**3, "f", XY, ((at(0, 0), "saddle"), (at(1, 1), "local_min"))),
    "four hills": CriticalMap(
        x * y * exp(-(x**2) - y**2),
        "f",
        XY,
        ((at(0, 0), "saddle"), *(((p * r, q * r), "local_max" if p == q else "local_min") for p in (1, -1) for q in (1, -1))),
    ),
    "a circle of maxima": CriticalMap(
        (x**2 + y**2) * exp(-(x**2) - y**2), "f", XY, ((at(0, 0), "local_min"),), ((Eq(x**2 + y**2, 1), "local_max"),)
    ),
    "a row of saddles": CriticalMap(y * sin(x), "f", XY, tuple(((k * pi, S(0)), "saddle") for k in range(-1, 3))),
    "open": CriticalMap(x**3 + y**3, "f", XY, ((at(0, 0), "inconclusive"),)),
    "circle": ConstraintMap(x * y, "f", XY, (Eq(x**2 + y**2, 8),), (at(2, 2), at(-2, -2)), (at(2, -2), at(-2, 2))),
    "ellipse": ConstraintMap(x**2 + y**2, "f", XY, (Eq(x**2 + 4 * y**2, 16),), (at(4, 0), at(-4, 0)), (at(0, 2), at(0, -2))),
    "line": ConstraintMap(x * y, "f", XY, (Eq(x + y, 1),), ((Rational(1, 2), Rational(1, 2)),)),
    "hyperbola": ConstraintMap(x**2 + y**2, "f", XY, (Eq(x * y, 1),), (), (at(1, 1), at(-1, -1))),
    "triangle": ConstraintMap(
        (x - 3) ** 2 + (y - 2) ** 2, "f", XY, (Le(x + y, 3), Ge(x, 0), Ge(y, 0)), (), (at(2, 1),), (at(0, 0), at(3, 0))
    ),
    "disc": RegionMap(x**2 + y**2 - 2 * x, "f", XY, (Le(x**2 + y**2, 4),), (at(1, 0), at(2, 0), at(-2, 0)), (2,), (0,)),
    "ring": RegionMap(x**2 + y**2, "f", XY, (Ge(x**2 + y**2, 1), Le(x**2 + y**2, 4)), (at(1, 0), at(2, 0)), (1,), (0,)),
    "cup": RegionMap(x * y, "f", XY, (Ge(y, x**2), Lt(y, x + 2)), (at(0, 0), at(-1, 1), at(2, 4)), (2,), (1,)),
    "tangent": TangentMap(x**2 + y**2 - 25, "F", tuple(zip(XY, at(3, 4), strict=True)), Vector(S(6), S(8))),
    "touched": ConstraintMap((x - y) ** 2, "f", XY, (Eq(x**2 + y**2, 2),), (at(1, -1), at(-1, 1)), (at(1, 1), at(-1, -1))),
    "flat": FlatMap(x**2 + x * y + y**2 - 12, equation(x**2 + x * y + y**2, S(12)), XY, (at(-2, 4), at(2, -4)), (at(4, -2), at(-4, 2))),
    "folium tangents": FlatMap(
        x**3 + y**3 - 6 * x * y, equation(x**3 + y**3, 6 * x * y), XY, (at(2 * S(2) ** (S(1) / 3), 2 * S(4) ** (S(1) / 3)),), ()
    ),
    "near the gradient": ContourMap(x**2 + y**2, "f", tuple(zip(XY, at(1, 1), strict=True)), Vector(S(2), S(2)), Vector(S(3), S(4))),
    "graph": GraphMap(x**3 - 6 * x**2 + 9 * x, "f", x, ((S(1), "local_max"), (S(3), "local_min"))),
    "over an interval": GraphMap(x**2 - 2 * x, "f", x, ((S(1), "min"), (S(0), "other"), (S(3), "max")), (S(0), S(3)), inside=(x, 3 - x)),
    "tangent of a graph": GraphMap(x**2, "f", x, ((S(1), "min"),), slope=S(2)),
    "a pole": GraphMap(x + 4 / x, "f", x, ((S(2), "local_min"), (S(-2), "local_max"))),
    "normal": TangentMap(y - x**2, "F", tuple(zip(XY, at(1, 1), strict=True)), Vector(S(-2), S(1)), "normal"),
}


@pytest.fixture(params=MAPS)
def found(request: pytest.FixtureRequest) -> Figure:
    figure = MAPS[request.param].figure()
    assert figure is not None
    return figure


def words(figure: Figure) -> str:
    return " ".join(said(line) for line in (figure.caption, *figure.facts))


def test_labels_are_apart_and_on_the_page(found: Figure) -> None:
    boxes = [box(s) for s in found.drawing.shapes if isinstance(s, Label)]
    assert all(b.within(Rectangle(0, 0, found.drawing.width, found.drawing.height)) for b in boxes)
    assert not any(p.meets(q) for p, q in combinations(boxes, 2))


def test_thin_lines_do_not_run_through_labels(found: Figure) -> None:
    boxes = [box(s) for s in found.drawing.shapes if isinstance(s, Label)]
    for curve in (s for s in found.drawing.shapes if isinstance(s, Curve) and s.stroke.ink == "soft"):
        assert not any(b.holds(p) for b in boxes for p in dense(curve.points))


def test_every_map_says_which_part_of_the_plane_it_shows(found: Figure) -> None:
    assert "The map shows" in words(found) and all(said(f).endswith(".") for f in found.facts)


def test_a_class_has_a_shape_of_its_own() -> None:
    figure = MAPS["four hills"].figure()
    assert figure is not None
    dots = [s for s in figure.drawing.shapes if isinstance(s, Dot)]
    assert sorted(d.filled for d in dots) == [False, False, True, True]
    assert all(d.ink == "plain" for d in dots)
    told = words(figure)
    assert "filled dot: local minimum" in told.lower() and "open dot: local maximum" in told and "cross: saddle point" in told
    assert told.count("Open dot at") == 2 and "about 0.184" in told


def test_a_curve_of_critical_points_is_dashed_and_said() -> None:
    figure = MAPS["a circle of maxima"].figure()
    assert figure is not None
    dashed = [s for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke.weight == "heavy" and s.stroke.dash == "dashed"]
    assert dashed and "Dashed curve x² + y² = 1" in words(figure)


@pytest.mark.parametrize(("name", "way"), [("circle", "opposite"), ("line", "same"), ("hyperbola", "same")])
def test_the_gradients_are_parallel_at_one_extremum(name: str, way: str) -> None:
    figure = MAPS[name].figure()
    assert figure is not None
    f, g = (s for s in figure.drawing.shapes if isinstance(s, Arrow))
    (ax, ay), (bx, by) = ((s.end[0] - s.start[0], s.end[1] - s.start[1]) for s in (f, g))
    assert abs(ax * by - ay * bx) < 1e-6 and (ax * bx + ay * by > 0) == (way == "same")
    assert f"the {way} way" in words(figure) and f.stroke != g.stroke


def test_the_level_curve_touches_the_constraint_only_where_the_gradients_are_parallel() -> None:
    wrong = ConstraintMap(x + y, "f", XY, (Eq(x**2 + y**2, 1),), (at(1, 0),)).figure()
    right = ConstraintMap(x + y, "f", XY, (Eq(x**2 + y**2, 1),), ((r, r),)).figure()
    assert wrong is not None and right is not None
    assert "touches" not in words(wrong) and "touches" in words(right)
    assert not any(isinstance(s, Arrow) for s in wrong.drawing.shapes)


def test_level_curves_stay_inside_the_region() -> None:
    region = MAPS["disc"]
    figure = region.figure()
    assert figure is not None
    (shade,) = (s for s in figure.drawing.shapes if isinstance(s, Region))
    centre = tuple((min(c) + max(c)) / 2 for c in zip(*shade.points, strict=True))
    radius = max(p[0] for p in shade.points) - centre[0]
    for curve in (s for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke.ink == "soft"):
        assert all(((p[0] - centre[0]) ** 2 + (p[1] - centre[1]) ** 2) ** 0.5 < radius + 0.05 for p in curve.points)


def test_candidates_have_the_numbers_of_the_table() -> None:
    figure = MAPS["cup"].figure()
    assert figure is not None
    told = words(figure)
    assert "Candidate 2, filled dot: (−1, 1), f = −1, the least value." in told
    assert "Candidate 3, open dot: (2, 4), f = 8, the greatest value." in told
    assert "dashed where it does not belong" in told


def test_the_tangent_is_across_the_gradient() -> None:
    figure = MAPS["tangent"].figure()
    assert figure is not None
    (arrow,) = (s for s in figure.drawing.shapes if isinstance(s, Arrow))
    along = [s.points for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke.ink == "accent"]
    (x0, y0), (x1, y1) = along[0][0], along[0][-1]
    assert abs((x1 - x0) * (arrow.end[0] - arrow.start[0]) + (y1 - y0) * (arrow.end[1] - arrow.start[1])) < 1e-6
    assert "with the slope −0.75" in words(figure)


@over(
    "nothing",
    [
        CriticalMap(x * y, "f", XY, ()),
        CriticalMap(a * x * y, "f", XY, ((at(0, 0), "saddle"),)),
        CriticalMap(x * y, "f", XY, (((a, S(0)), "saddle"),)),
        CriticalMap(x * y * a, "f", (x, y, a), ((at(0, 0, 0), "saddle"),)),
        ConstraintMap(x * y * a, "f", (x, y, a), (Eq(x + y + a, 1),), (at(1, 0, 0),)),
        ConstraintMap(x * y, "f", XY, (Eq(x + y, a),), (at(1, 0),)),
        RegionMap(x * y, "f", XY, (Le(x, a),), (at(1, 0),)),
        TangentMap(x**2 + y**2, "F", tuple(zip(XY, at(0, 0), strict=True)), Vector(S(0), S(0))),
    ],
)
def test_nothing_to_see_no_map(nothing: Picture) -> None:
    assert nothing.figure() is None


@pytest.mark.slow
def test_nothing_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plane, "shapes", lambda _: pytest.fail("drawn"))
    assert all(m.figure() is not None for m in MAPS.values())


def heavy(figure: Figure) -> list[Curve]:
    return [s for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke.weight == "heavy"]


def test_a_level_curve_that_is_only_touched_is_drawn_from_edge_to_edge() -> None:
    dashed = [s for s in MAPS["touched"].figure().drawing.shapes if isinstance(s, Curve) and s.stroke.dash == "dashed"]
    reach = [abs(c.points[0][0] - c.points[-1][0]) for c in dashed]
    assert max(reach) > 5


def test_a_graph_has_no_line_across_its_pole() -> None:
    pieces = heavy(MAPS["a pole"].figure())
    assert len(pieces) == 2 and max(p[0] for p in pieces[0].points) != max(p[0] for p in pieces[1].points)


def test_a_graph_ends_where_its_interval_does() -> None:
    figure = MAPS["over an interval"].figure()
    places = [p for c in heavy(figure) for p in c.points]
    marks = [s.at for s in figure.drawing.shapes if isinstance(s, Dot)]
    assert abs(min(p[0] for p in places) - min(m[0] for m in marks)) > 1  # the least value lies inside
    assert max(p[0] for p in places) - max(m[0] for m in marks) < 0.2


def test_a_region_without_end_is_drawn_past_its_border_and_round_the_origin():
    x, y = Symbol("x", real=True), Symbol("y", real=True)

    def shaded(low, high, start, end):
        made = StripMap((x, y), (x, y), (((y, low, high), (x, start, end)),)).figure()
        assert made is not None
        (part,) = [f for f in made.drawing.shapes if isinstance(f, Region)]
        return part

    plane = shaded(-oo, oo, -oo, oo)
    assert plane == shaded(S(-4), S(4), S(-4), S(4))
    assert shaded(6 + x, oo, S.Zero, S.One) != shaded(6 + x, S(4), S.Zero, S.One)  # not from y = 6 + x down to 4


def strips(low, high, start, end):
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    return StripMap((x, y), (x, y), (((y, low, high), (x, start, end)),)).figure()


def test_where_a_strip_goes_on_no_end_is_marked_and_it_is_said():
    cut, whole = strips(S.Zero, oo, S.Zero, S.One), strips(S.Zero, S.One, S.Zero, S.One)
    assert [sum(isinstance(s, Dot) for s in f.drawing.shapes) for f in (cut, whole)] == [1, 2]
    assert ["goes on without end" in "".join(i.text for i in f.caption if isinstance(i, Text)) for f in (cut, whole)] == [True, False]


def marked(low, high, start, end):
    t, radius = Symbol("theta", real=True), Symbol("r", positive=True)
    places = (radius * cos(t), radius * sin(t))
    figure = StripMap((x, y), places, (((radius, low(t), high(t)), (t, start, end)),), origin=True).figure()
    assert figure is not None
    return next(said(fact) for fact in figure.facts if "marked" in said(fact))


def test_a_limit_that_is_a_quotient_is_drawn_where_it_is():
    ray = marked(lambda t: S.Zero, lambda t: 3 / (2 + sin(t)), -pi / 3, pi / 3)
    assert "ends on r = 3/(2 + sin(θ)) at about (1.61, −0.273)" in ray


def test_a_ray_is_marked_where_it_is_long():
    ray = marked(lambda t: S.Zero, lambda t: (1 - sin(t)) ** 4, -pi / 2, pi / 2)
    assert "at θ about −1.01" in ray  # in the cusp at pi/2 it would be a blot


def test_a_straight_edge_has_its_name_beside_its_middle():
    x = Symbol("x", real=True)
    shapes = strips(x, pi, S.Zero, pi).drawing.shapes
    (name,) = [s for s in shapes if isinstance(s, Label) and s.formula == Eq(x, 0, evaluate=False)]
    left = next(s for s in shapes if isinstance(s, Curve) and s.points[0][0] == s.points[-1][0] and s.stroke.weight == "heavy")
    top, bottom = sorted(p[1] for p in (left.points[0], left.points[-1]))
    assert abs(name.at[1] - (top + bottom) / 2) < (bottom - top) / 4


def test_where_a_strip_begins_in_a_corner_there_is_no_edge():
    x = Symbol("x", real=True)
    for root in (sqrt(x), x ** Rational(1, 3), x):
        shapes = strips(-root, root, S.Zero, S(4)).drawing.shapes
        named = [s.formula for s in shapes if isinstance(s, Label) and isinstance(s.formula, Eq)]
        assert Eq(x, 0, evaluate=False) not in named and Eq(x, 4, evaluate=False) in named


def test_a_radius_is_not_negative():
    r, z = Symbol("r", positive=True), Symbol("z", real=True)
    figure = StripMap((r, z), (r, z), (((z, S.Zero, S(2)), (r, S.Zero, S.One)),), section=True).figure()
    assert text(figure.facts[0][1].formula).startswith("0 ≤ r ≤ ")


def test_a_level_curve_goes_round_an_only_extremum_however_low_it_is():
    x, y = XY
    saddles = tuple((p, "saddle") for p in (at(0, 0), at(1, 0), at(0, S.Half)))
    peak = (at(Rational(1, 3), Rational(1, 6)), "local_max")
    shapes = CriticalMap(x * y * (1 - x - 2 * y), "f", XY, (*saddles, peak)).figure().drawing.shapes
    levels = [text(s.formula) for s in shapes if isinstance(s, Label)]
    assert any(n.startswith("0.0") and 0 < float(n) < 1 / 54 for n in levels)


def test_a_level_curve_goes_round_a_minimum_in_a_narrow_valley():
    x, y = XY
    valley = CriticalMap(x**3 - 3 * x + 40 * (y - 2 * x) ** 2, "f", XY, ((at(1, 2), "local_min"), (at(-1, -2), "saddle")))
    made = field(valley.function, XY)
    window = valley._window(made, [(1.0, 2.0), (-1.0, -2.0)])
    low = valley._levels(made, window, [(1.0, 2.0), (-1.0, -2.0)])[0]
    (around,) = (piece for piece in level_lines(made, window, [low])[0] if piece[0] == piece[-1])
    assert -2 < low < 2 and min(p[0] for p in around) < 1 < max(p[0] for p in around)


def test_the_edges_of_a_region_have_their_equations_beside_them():
    shapes = (
        RegionMap(x + y, "f", XY, (Ge(x, 0), Le(0, y), Le(x + y, 3)), (at(0, 0), at(3, 0), at(0, 3)), (1, 2), (0,)).figure().drawing.shapes
    )
    named = [s.formula for s in shapes if isinstance(s, Label) and isinstance(s.formula, Eq)]
    assert named == [Eq(x, 0, evaluate=False), Eq(y, 0, evaluate=False), Eq(x + y, 3)]


def test_a_tangent_can_be_told_from_a_level_line():
    shapes = GraphMap(exp(3 * x), "f", x, ((S(4), "min"),), slope=3 * exp(12)).figure().drawing.shapes
    (tangent,) = [s for s in shapes if isinstance(s, Curve) and s.stroke.ink == "accent"]
    assert abs(tangent.points[-1][1] - tangent.points[0][1]) > 1  # em


def test_the_equation_of_an_edge_stands_far_from_where_another_one_begins():
    shapes = RegionMap(x + y, "f", XY, (Ge(x, 0), Ge(y, 0), Le(x + 2 * y, 6)), (at(2, 2),)).figure().drawing.shapes
    upright, level, _ = [s.at for s in shapes if isinstance(s, Label) and isinstance(s.formula, Eq)]
    assert level[1] - upright[1] > 2  # ems


@pytest.mark.parametrize("end", [S(9), Rational(1, 7)])
def test_the_sweep_has_a_whole_head_however_it_runs(end):
    shapes = StripMap((x, y), (x, y), (((y, S(0), S(1) + 0 * x), (x, S(0), end)),)).figure().drawing.shapes
    (sweep,) = [s for s in shapes if isinstance(s, Arrow) and s.stroke.weight == "normal"]
    assert dist(sweep.start, sweep.end) >= 1


def test_a_level_curve_that_is_only_touched_is_whole_in_a_region_too_and_there_are_others() -> None:
    figure = RegionMap(x**2 * (y + 3), "f", XY, (Le(x**2 + y**2, 4),), ()).figure()
    upright = [s for s in figure.drawing.shapes if isinstance(s, Curve) and len({round(p[0], 3) for p in s.points}) == 1]
    reach = max(max(p[1] for p in s.points) - min(p[1] for p in s.points) for s in upright)
    assert reach > 10
    numbers = {text(s.formula) for s in figure.drawing.shapes if isinstance(s, Label)}
    assert len(numbers) > 3


@pytest.mark.parametrize(("name", "said_"), [("ellipse", True), ("triangle", False)])
def test_arrows_are_said_to_have_no_scale_where_there_are_some(name: str, said_: bool) -> None:
    assert ("The arrows are not drawn to scale." in said(MAPS[name].figure().caption)) == said_


def test_no_level_is_left_out_just_beside_the_greatest_value():
    window = Window(-2.0, 2.0, -2.0, 2.0)
    assert even_levels(field(3 * x + 2 * y, XY), window, 12) == tuple(range(-8, 10, 2))  # all between -10 and 10
    assert max(even_levels(field(x + 1 / (4 - x**2 - y**2 + Rational(401, 100)), XY), window, 12)) < 5  # a peak is still cut off


def test_a_graph_goes_out_of_the_picture_at_the_end_of_its_domain_where_it_has_no_value_there() -> None:
    figure = GraphMap(x + log(x) / 9, "f", x, ((S(2), "min"),), None, S(1)).figure()
    assert figure is not None
    depth = [b for s in figure.drawing.shapes if isinstance(s, Curve) for _, b in s.points]
    assert max(b for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke == GRAPH for _, b in s.points) == max(depth)
