"""Every shape of a drawing in every format: well formed, the same bytes each time, and words that do not act."""

from __future__ import annotations

import json
from base64 import b64decode
from xml.etree import ElementTree

from every import over
from sympy import Rational, Symbol, sqrt

from tutor.page.document import Document, Figure, Math, Text
from tutor.page.drawing import Arrow, Curve, Dot, Drawing, Label, Region, Stroke, hatching
from tutor.page.layout import Accent, Fenced, Fraction, Grid, Ident, Number, Operator, Root, Script, Words, row
from tutor.printing.output import ipynb, markdown
from tutor.printing.output._svg import svg
from tutor.printing.output.base import PageMeta, load

x = Symbol("x", real=True)
SQUARE = ((1.0, 1.0), (5.0, 1.0), (5.0, 5.0), (1.0, 5.0))
LABELS = (
    Label((1, 1), x**2 / sqrt(x), "left"),
    Label((2, 1), Rational(-1, 2), "right", 0.8, "soft"),
    Label((3, 1), Fraction(row(Ident("∂", "upright"), Ident("f")), row(Ident("∂", "upright"), Ident("x"))), "above", 1.2, "accent"),
    Label((4, 1), Script(Accent(Ident("v"), "¯"), sub=Number("1")), "below", boxed=True),
    Label((5, 1), Root(Fenced("(", Fraction(Ident("x"), Number("2")), ")"), Number("3"))),
    Label((6, 1), Fenced("|", row(Ident("x"), Operator("−"), Number("3")), "|")),
    Label((7, 1), Words("a < b & <script>$c_1$ % #")),
    Label((8, 1), Grid(((Number("1"), Number("2")),))),
    Label((9, 1), Ident("F", "bold")),
)
SHAPES = (
    Region(SQUARE, "light"),
    Region(SQUARE, "hatched", Stroke()),
    Region(SQUARE, "none", Stroke("thin", "dotted")),
    Curve(((0, 0), (1, 2), (3, 1)), Stroke("heavy", "dashed", "accent")),
    Arrow((0, 0), (4, 3), Stroke(ink="accent")),
    Arrow((1, 1), (1, 1)),
    Dot((2, 2)),
    Dot((3, 2), filled=False, ink="soft"),
    *LABELS,
)
FIGURE = Figure(Drawing(10, 6, SHAPES), (Text("All of "), Math(x)), ((Text("A fact about "), Math(x), Text(" < 1 & more")),))
PAGE = Document("d", "gradient", "Drawings", (), (FIGURE,))


@over("name", ["html", "latex", "typst", "pdf", "markdown", "ipynb"])
def test_every_shape_is_printed_the_same_each_time(name: str) -> None:
    chosen = load(name)
    first, second = (chosen.page([chosen.fragment(PAGE)], PageMeta(title="Drawings")) for _ in range(2))
    assert first == second and len(first) > 60


def test_svg_is_well_formed_and_has_its_words() -> None:
    root = ElementTree.fromstring(svg(FIGURE))  # noqa: S314  our own
    assert root.attrib["role"] == "img"
    title, description = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
    assert title is not None and title.text == "All of x"
    assert description is not None and description.text == "A fact about x < 1 & more"
    assert "<script>" not in svg(FIGURE)


def test_a_notebook_has_the_picture_attached() -> None:
    cells = [cell for cell in json.loads(ipynb.fragment(PAGE)) if "attachments" in cell]
    assert len(cells) == 1
    ((name, kinds),) = cells[0]["attachments"].items()
    assert f"](attachment:{name})" in "".join(cells[0]["source"])
    assert ElementTree.fromstring(b64decode(kinds["image/svg+xml"])).tag.endswith("svg")  # noqa: S314


def test_a_figure_without_an_outline_is_told_in_words_in_markdown() -> None:
    assert "- A fact about $x$ \\< 1 \\& more" in markdown.fragment(PAGE)


def test_hatching_stays_inside() -> None:
    lines = hatching(SQUARE)
    assert len(lines) > 5
    assert all(1 - 1e-9 <= c <= 5 + 1e-9 for line in lines for point in line for c in point)
