"""A surface in space: its normal stands on the side that was chosen, its boundary runs as it is told."""

from __future__ import annotations

import math
from itertools import pairwise

from sympy import S, Symbol, cos, pi, sin, sqrt

from tutor.page.document import Text
from tutor.page.drawing import Arrow, Curve, Label, Patch
from tutor.printing.figures.sheet import AXIS, BEHIND, UPRIGHT, SheetMap
from tutor.printing.figures.wording import reach
from tutor.printing.notation.text import text

x, y, z, u, v, t, a = (Symbol(n, real=True) for n in "xyzuvta")
DOME = ((u * cos(v), u * sin(v), 4 - u**2), ((u, S(0), S(2)), (v, S(0), 2 * pi)))
RIM = ((2 * cos(t), 2 * sin(t), 0 * t), t, S(0), 2 * pi)


def words(figure):
    return ["".join(i.text if isinstance(i, Text) else text(i.formula) for i in fact) for fact in figure.facts]


def test_the_normal_is_turned_by_its_sign():
    up, down = (next(w for w in words(SheetMap((x, y, z), ((*DOME, sign),)).figure()) if "normal" in w) for sign in (1, -1))
    assert up != down
    assert "−" in down.rpartition(",")[2]
    assert "−" not in up.rpartition(",")[2]


def test_the_boundary_is_told_and_dotted_where_it_is_hidden():
    figure = SheetMap((x, y, z), ((*DOME, 1),), (RIM,)).figure()
    assert any("runs from (2, 0, 0) by way of" in w for w in words(figure))
    shapes = figure.drawing.shapes
    assert {s.stroke.dash for s in shapes if isinstance(s, Curve)} == {"solid", "dotted"}
    assert any(isinstance(s, Patch) for s in shapes)
    assert len({s.end for s in shapes if isinstance(s, Arrow)}) == 5  # axes, normal, direction


def test_no_name_and_no_head_of_an_axis_is_on_the_surface():
    shapes = SheetMap((x, y, z), ((*DOME, 1),)).figure().drawing.shapes
    seen = [s.at for s in shapes if isinstance(s, Label)] + [s.end for s in shapes if isinstance(s, Arrow) and s.stroke == AXIS]
    assert len(seen) >= 6
    for px, py in seen:
        for patch in (s.points for s in shapes if isinstance(s, Patch)):
            turns = [(b[0] - a[0]) * (py - a[1]) - (b[1] - a[1]) * (px - a[0]) for a, b in pairwise((*patch, patch[0]))]
            assert min(turns) < 0 < max(turns)


def test_an_axis_is_drawn_over_what_is_behind_it():
    disc = ((u * cos(v), u * sin(v), 5 - u * cos(v)), ((u, S(0), S(3)), (v, S(0), 2 * pi)), 1)
    shapes = SheetMap((x, y, z), (disc,)).figure().drawing.shapes
    last = max(k for k, s in enumerate(shapes) if isinstance(s, Patch))
    up = next(s for s in shapes if isinstance(s, Label) and s.formula == z).at
    assert any(isinstance(s, Arrow) and s.stroke == AXIS and s.end[0] == up[0] for s in shapes[last:])


def test_a_plane_is_not_seen_from_its_edge():
    plane = ((u, v, 2 - u / 3 - 2 * v / 3), ((u, S(0), 6 - 2 * v), (v, S(0), S(3))), 1)
    figure = SheetMap((x, y, z), (plane,)).figure()
    patches = [s.points for s in figure.drawing.shapes if isinstance(s, Patch)]
    area = sum(abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(c, (*c[1:], c[0]), strict=True))) / 2 for c in patches)
    assert area > 0.1 * figure.drawing.width * figure.drawing.height


def test_lines_that_run_into_a_corner_are_not_all_drawn():
    rim = ((u, v, 0 * u), ((u, S(0), S(1)), (v, S(0), S(1))), 0)
    fan = ((u, v, 6 - u - 2 * v), ((u, S(0), 6 - 2 * v), (v, S(0), S(3))), 0)
    square, corner = ([s.points for s in SheetMap((x, y, z), (p,)).figure().drawing.shapes if isinstance(s, Patch)] for p in (rim, fan))
    assert len(square) == 400
    apex = max((p for c in corner for p in c), key=lambda p: sum(p in c for c in corner))
    assert sum(apex in c for c in corner) < 6
    assert all(len(set(c)) > 2 for c in corner)


def test_letters_have_a_value_and_what_has_no_numbers_no_picture():
    sphere = ((a * sin(u) * cos(v), a * sin(u) * sin(v), a * cos(u)), ((u, S(0), pi), (v, S(0), 2 * pi)), 1)
    assert words(SheetMap((x, y, z), (sphere,)).figure())[-1] == "Drawn for a = 1."
    assert SheetMap((x, y, z), (((sqrt(-1 - u**2), u, v), ((u, S(0), S(1)), (v, S(0), S(1))), 1),)).figure() is None


def test_an_end_that_is_nothing_beside_the_range_is_0():
    ranges = [(-8.9e-16, 4.0), (-5.0, 3e-12), (2e-12, 4e-12)]
    said = ["".join(i.text if isinstance(i, Text) else text(i.formula) for i in reach(*ends)) for ends in ranges]
    assert said == [" from 0 to 4", " from −5 to 0", " from 0.000000000002 to 0.000000000004"]


def test_a_normal_toward_the_reader_has_a_shaft():
    plane = ((u, v, 1 - u - v), ((v, S(0), 1 - u), (u, S(0), S(1))), -1)
    drawing = SheetMap((x, y, z), (plane,)).figure().drawing
    (normal,) = (s for s in drawing.shapes if isinstance(s, Arrow) and s.stroke == UPRIGHT)
    assert math.dist(normal.start, normal.end) > 2


def test_a_normal_inside_of_a_cone_does_not_stand_behind_its_front_wall():
    cone = ((u * cos(v), u * sin(v), 2 * u), ((u, S(0), S(2)), (v, S(0), 2 * pi)), 1)
    shapes = SheetMap((x, y, z), (cone,)).figure().drawing.shapes
    (normal,) = (s for s in shapes if isinstance(s, Arrow) and s.stroke == UPRIGHT)
    px, py = normal.start
    over = []
    for patch in (s.points for s in shapes if isinstance(s, Patch)):
        turns = [(b[0] - a[0]) * (py - a[1]) - (b[1] - a[1]) * (px - a[0]) for a, b in pairwise((*patch, patch[0]))]
        if min(turns) > -1e-6 or max(turns) < 1e-6:
            over.append(min(math.dist(corner, normal.start) for corner in patch))
    assert over
    assert max(over) < 1e-6  # it stands in a corner of each patch that is drawn there: no other lies over it


def test_a_normal_behind_a_plane_is_dashed_and_told():
    plane = ((u, v, 1 - u - v), ((v, S(0), 1 - u), (u, S(0), S(1))))
    for sign, hidden in ((-1, False), (1, True)):
        figure = SheetMap((x, y, z), ((*plane, sign),)).figure()
        assert any("dashed where the surface hides it" in w for w in words(figure)) is hidden
        assert any(isinstance(s, Arrow) and s.stroke == BEHIND for s in figure.drawing.shapes) is hidden
