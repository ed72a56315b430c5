"""A curve in space: its tangent is drawn where the point is, and told in words."""

from __future__ import annotations

from sympy import S, Symbol, cos, log, pi, sin

from tutor.page.document import Text
from tutor.page.drawing import Arrow
from tutor.printing.figures.thread import Thread
from tutor.printing.notation.text import text

t = Symbol("t", real=True)


def words(figure):
    return ["".join(i.text if isinstance(i, Text) else text(i.formula) for i in fact) for fact in figure.facts]


def test_the_tangent_stands_at_the_point_and_points_the_way_the_curve_runs():
    figure = Thread((cos(t), sin(t), 0 * t), t, -pi, pi, S.Zero).figure()
    assert any("At (1, 0, 0) it runs in the direction (0, 1, 0)." in w for w in words(figure))
    assert sum(isinstance(s, Arrow) for s in figure.drawing.shapes) == 5  # axes, the way, the tangent


def test_what_is_rounded_is_said_to_be():
    part, there = words(Thread((t, t**2 / 3, 2 * t), t, -pi, pi, S.One).figure())
    assert "−π ≤ t ≤ π" in part and "from about (−3.14, 3.29, −6.28)" in part
    assert "At about (1, 0.333, 2)" in there and "direction about (0." in there


def test_it_is_said_which_part_is_drawn():
    assert words(Thread((t, t**2, 2 * t), t, S.Zero, S(3)).figure())[0].startswith(
        "The part of the curve with 0 ≤ t ≤ 3 is drawn. It runs from (0, 0, 0)"
    )


def test_no_picture_where_a_point_has_no_numbers():
    assert Thread((t, log(t), t), t, S(-1), S(1)).figure() is None
