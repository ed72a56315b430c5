"""A field with a curve: the arrows point along the field, the words say how the curve runs."""

from __future__ import annotations

from sympy import Symbol, cos, pi, sin, sqrt

from tutor.page.document import Text
from tutor.page.drawing import Arrow, head
from tutor.printing.figures.flow import FlowMap

x, y, t = (Symbol(n, real=True) for n in "xyt")
CIRCLE = (2 * cos(t), 2 * sin(t), t, 0, 2 * pi)


def words(figure):
    return ["".join(i.text if isinstance(i, Text) else "*" for i in fact) for fact in figure.facts]


def test_every_arrow_of_a_constant_field_points_the_same_way():
    figure = FlowMap((x, y), (x * 0 + 1, x * 0), (CIRCLE,)).figure()
    thin = [s for s in figure.drawing.shapes if isinstance(s, Arrow) and s.stroke.ink == "plain"]
    assert len(thin) > 20
    assert all(a.end[0] > a.start[0] and abs(a.end[1] - a.start[1]) < 1e-9 for a in thin)


def test_the_words_say_how_each_piece_runs():
    assert words(FlowMap((x, y), (-y, x), (CIRCLE,)).figure())[0] == "The curve runs counterclockwise from * by way of * to *."
    assert words(FlowMap((x, y), (-y, x), (CIRCLE, CIRCLE)).figure())[1].startswith("Piece 2 of the curve runs counterclockwise")


def test_beside_a_pole_the_arrows_stay_in_the_picture():
    figure = FlowMap((x, y), (x / (x**2 + y**2), y / (x**2 + y**2)), (CIRCLE,)).figure()
    assert figure is not None and figure.drawing.shapes


def test_a_curve_without_numbers_or_a_point_has_no_picture():
    a = Symbol("a", real=True)
    assert FlowMap((x, y), (-y, x), ((a * cos(t), sin(t), t, 0, 1),)).figure() is None
    assert FlowMap((x, y), (-y, x), ((sqrt(-1 - t**2), t, t, 0, 1),)).figure() is None
    assert FlowMap((x, y), (-y, x), ((t * 0, t * 0, t, 0, 1),)).figure() is None


def test_the_heads_show_which_way_a_closed_curve_runs():
    for turn in (1, -1):
        drawn = FlowMap((x, y), (-y, x), ((cos(t), turn * sin(t), t, 0, 2 * pi),)).figure().drawing.shapes
        heads = [s for s in drawn if isinstance(s, Arrow) and s.stroke.ink == "accent"]
        (left, right), (low, high) = ([f([p[k] for a in heads for p in (a.start, a.end)]) for f in (min, max)] for k in (0, 1))
        middle = ((left + right) / 2, (low + high) / 2)
        assert len(heads) == 2
        for a in heads:
            (ax, ay), (bx, by) = ((p[0] - middle[0], middle[1] - p[1]) for p in (a.start, a.end))  # on a page y grows downwards
            assert (ax * by - ay * bx > 0) == (turn == 1)


def test_the_head_of_a_short_arrow_is_shorter_than_it():
    for length in (0.1, 0.4, 3):
        tip, left, _ = head(Arrow((0, 0), (length, 0)))
        assert tip == (length, 0)
        assert 0 < left[0] < length
