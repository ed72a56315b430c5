"""The views of a function: true level curves, lighter where it is larger, the front over the back, and values in words."""

from __future__ import annotations

import math

import pytest
from every import over

from tutor.page.document import Figure
from tutor.page.drawing import TONES, Curve, Label, Patch, colour
from tutor.printing.figures.finding import found
from tutor.printing.figures.labels import Rectangle, box
from tutor.printing.figures.lines import inside, level_lines, polygons
from tutor.printing.figures.numeric import PlaneFunction
from tutor.printing.figures.scene import Scene
from tutor.printing.figures.views import VIEWS, side_by_side
from tutor.printing.figures.window import Window, about, around
from tutor.printing.output._svg import svg
from tutor.printing.output._tikz import tikz
from tutor.printing.output._typst_drawing import shapes
from tutor.reading.pictured import read_picture
from tutor.telling.record import said

SQUARE = Window(-2, 2, -2, 2)
FUNCTIONS = (
    "x^2 - y^2",
    "sqrt(9 - x^2 - y^2)",
    "1/(x - y)",
    "sin(x) cos(y)",
    "3",
    "abs(x) + y",
    "floor(x) + y",
    "abs(x y)",
    "x^(2/3) y",
    "e^(20x)",
)


def scene(text: str, window: Window | None = None) -> Scene:
    read = read_picture({"function": text, "variables": "x, y"}, None)
    return Scene(read.function, read.letter, read.field, window or found(read.field) or SQUARE)


def made(text: str) -> PlaneFunction:
    return scene(text, SQUARE).field


@over("view", VIEWS)
@over("text", FUNCTIONS)
def test_a_view_stays_on_its_page_and_is_told(text: str, view: str) -> None:
    figure = VIEWS[view](scene(text))
    page = Rectangle(-0.1, -0.1, figure.drawing.width + 0.1, figure.drawing.height + 0.1)
    assert all(box(s).within(page) for s in figure.drawing.shapes if isinstance(s, Label))
    assert len(figure.facts) >= 2 and all("nan" not in said(fact) and "inf" not in said(fact) for fact in figure.facts)


def test_a_level_curve_is_one() -> None:
    f = made("x^3 - 3x y + y^3")
    for level, lines in zip((-0.5, 0.0, 2.0), level_lines(f, SQUARE, (-0.5, 0.0, 2.0)), strict=True):
        assert lines
        for p in (p for line in lines for p in line):
            value, slope = f.at(*p), f.slope(*p)
            assert value is not None and slope is not None and abs(value - level) < 0.005 * math.hypot(*slope) + 0.001


@pytest.mark.parametrize("text", ["1/(x - y)", "tan(x) + y/10", "1/x + 1/y"])
def test_there_is_no_level_curve_along_a_pole(text: str) -> None:
    f = made(text)
    for lines in level_lines(f, SQUARE, (-1.3, 0.7)):
        assert all(abs(f.at(*p) or 0) < 50 for line in lines for p in line)


def test_a_line_is_cut_at_the_border() -> None:
    (line,) = inside(((-2.0, 0.0), (0.0, 0.0), (2.0, 0.0)), lambda x, y: 1 - x * x - y * y + 0 * y)
    assert line[0][0] < 0 < line[-1][0] and (0.0, 0.0) in line
    assert inside(((3.0, 0.0), (4.0, 0.0)), lambda x, _: 1 - x * x) == []


def test_a_hole_is_left_out_of_a_region() -> None:
    (ring,) = polygons(made("(x^2 + y^2 - 1)(3 - x^2 - y^2)"), SQUARE)
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
    assert abs(area - 2 * math.pi) < 0.01


def test_lighter_is_larger_also_in_grey() -> None:
    grey = [0.3 * r + 0.59 * g + 0.11 * b for r, g, b in (colour(k / 40) for k in range(41))]
    assert grey == sorted(grey) and grey[-1] - grey[0] > 180
    assert "#" + bytes(colour(0)).hex() == TONES[0] and "#" + bytes(colour(1)).hex() == TONES[-1]
    cells = [s for s in VIEWS["heatmap"](scene("x", SQUARE)).drawing.shapes if isinstance(s, Patch)][: -len(TONES) * 3]  # the scale
    row = [c for c in cells if abs(c.points[0][1] - cells[0].points[0][1]) < 1e-9]
    assert [c.tone for c in row] == sorted(c.tone for c in row)


def test_the_front_of_a_surface_is_drawn_last() -> None:
    patches = [s for s in VIEWS["surface"](scene("0 x + 1", SQUARE)).drawing.shapes if isinstance(s, Patch)]
    heights = [max(y for _, y in p.points) for p in patches]
    assert len(patches) == 32 * 32 and heights[0] == min(heights) and heights[-1] == max(heights)
    assert all(p.edge is not None for p in patches)


def test_a_surface_ends_where_the_function_does_and_is_cut_at_a_pole() -> None:
    dome = VIEWS["surface"](scene("sqrt(1 - x^2 - y^2)", SQUARE))
    assert 100 < sum(isinstance(s, Patch) for s in dome.drawing.shapes) < 1024
    steep = VIEWS["surface"](scene("1/(x - y)", SQUARE))
    assert "cut off" in " ".join(map(said, steep.facts))
    frame = [p for s in steep.drawing.shapes if isinstance(s, Curve) for p in s.points]
    low, high = min(y for _, y in frame), max(y for _, y in frame)
    assert all(low - 0.1 <= y <= high + 0.1 for s in steep.drawing.shapes if isinstance(s, Patch) for _, y in s.points)


def test_the_words_have_the_values() -> None:
    facts = [said(f) for f in VIEWS["heatmap"](scene("x^2 - y^2", SQUARE)).facts]
    assert "Values at y = 2, for x at −2, −1, 0, 1 and 2: 0, −3, −4, −3 and 0." in facts
    facts = [said(f) for f in VIEWS["contours"](scene("x^2 + y^2", SQUARE)).facts]
    assert "f = 1: a closed curve about (0, 0), about 2 wide and 2 high." in facts


@over(
    ("text", "window"),
    [
        ("x^2 - y^2", SQUARE),
        ("x^2 + y^2 - 6x + 4y", Window(1, 5, -4, 0)),
        ("x^3 - 3x y + y^3", Window(-0.5, 1.5, -0.5, 1.5)),
        ("sin x cos y", Window(-4, 4, -4, 4)),
        ("ln x + ln y", Window(0, 4, 0, 4)),
        ("(y - x^2)(y - 2x^2)", SQUARE),
        ("x^(2/3) + y^(2/3)", SQUARE),
    ],
)
def test_a_window_is_found(text: str, window: Window) -> None:
    assert found(made(text)) == window


def test_a_bounded_domain_is_shown_whole() -> None:
    window = found(made("sqrt(9 - x^2 - y^2)"))
    assert window is not None and 3 <= window.right < 5
    assert found(made("sqrt(-1 - x^2 - y^2)")) is None


def test_points_have_room_and_a_curve_is_shown_whole() -> None:
    window = about([(1.0, 2.0), (3.0, 2.5)])
    assert window.holds((1, 2), 0.1) and window.holds((3, 2.5), 0.1) and abs(window.width - window.height) < 0.2
    f = made("x^2 + 4y^2 - 4")

    def touches(cell: Window) -> bool:
        values = [f.at(x, y) or 0.0 for x in (cell.left, cell.right) for y in (cell.bottom, cell.top)]
        return min(values) <= 0 <= max(values)

    curve = around(Window(-1, 1, -1, 1), touches)
    assert curve is not None and 2 < curve.right < 3
    line = made("x - y")
    assert around(SQUARE, lambda c: (line.at(c.left, c.top) or 0) <= 0 <= (line.at(c.right, c.bottom) or 0)) is None


def test_every_format_writes_patches_in_their_tone() -> None:
    figure = VIEWS["heatmap"](scene("x y", SQUARE))
    dark = bytes(colour(0)).hex()
    assert f'fill="#{dark}"' in svg(figure)
    assert f'rgb("#{dark}")' in shapes(figure.drawing, lambda _: "")
    assert "{rgb,255:red,21;green,34;blue,56}" in tikz(figure.drawing, lambda _: "")


def test_side_by_side_is_as_wide_as_all_and_says_each_thing_once() -> None:
    figures: list[Figure] = [view(scene("x y", SQUARE)) for view in VIEWS.values()]
    whole = side_by_side(figures)
    assert whole.drawing.width > sum(f.drawing.width for f in figures)
    assert len(whole.drawing.shapes) == sum(len(f.drawing.shapes) for f in figures)
    told = [said(f) for f in whole.facts]
    assert len(told) == len(set(told))
