"""Dependency trees: nothing in the drawing touches, the words say all of it, and the outline is the same tree."""

from __future__ import annotations

from itertools import combinations

import pytest
from sympy import Symbol

from tutor.maths.chain.dependencies import Dependencies
from tutor.page.document import Figure, Math, Text
from tutor.page.drawing import Curve, Label
from tutor.printing.figures.tree import Tree, drawn
from tutor.printing.figures.typeset import AXIS, typeset
from tutor.printing.notation.compose import compose
from tutor.printing.notation.text import text
from tutor.printing.output._outline import outline
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record

SHAPES = {
    "one parameter": ("x y", {"x": "t", "y": "t"}, "t"),
    "a chain": ("u^2", {"u": "v^2", "v": "x^2", "x": "t"}, "t"),
    "two and two": ("x y", {"x": "s + t", "y": "s t"}, "s"),
    "four and four": ("x y u v", {n: "s t p q" for n in "xyuv"}, "q"),
    "three layers": ("u v", {"u": "x y", "v": "x y", "x": "s t p q", "y": "s t p q"}, "t"),
    "three by two": ("u v w", {"u": "x y", "v": "x y", "w": "x y", "x": "s t", "y": "s t"}, "s"),
    "one, then four": ("u", {"u": "x y v w", **{n: "s t p q" for n in "xyvw"}}, "p"),
    "direct": ("x y t", {"x": "t u", "y": "u", "u": "t"}, "t"),
    "long names": ("R_1 x_2 theta", {"R_1": "x_2 theta", "x_2": "phi_1 psi", "theta": "phi_1 psi"}, "psi"),
}


def tree(name: str) -> Tree:
    outer, inner, asked = SHAPES[name]
    problem = read_problem(Record("t", "chain_rule", {"outer": outer, "inner": inner, "with_respect_to": asked}))
    return Dependencies.of(problem).tree(problem.given["with_respect_to"])


def rectangle(label: Label) -> tuple[float, float, float, float]:
    box = typeset(compose(label.formula), label.size)
    x, y = label.at[0], label.at[1] + AXIS * label.size
    return x - box.width / 2, y - box.up, x + box.width / 2, y + box.down


def crosses(curve: Curve, box: tuple[float, float, float, float]) -> bool:
    """Whether a line, as thick as it may be, touches a rectangle; tried at many points of it."""
    (x0, y0), (x1, y1) = curve.points
    left, top, right, bottom = box
    places = ((x0 + k / 200 * (x1 - x0), y0 + k / 200 * (y1 - y0)) for k in range(201))
    return any(left - 0.05 < x < right + 0.05 and top - 0.02 < y < bottom + 0.02 for x, y in places)


@pytest.fixture(params=SHAPES)
def found(request: pytest.FixtureRequest) -> tuple[Tree, Figure]:
    made = tree(request.param)
    return made, drawn(made)


def test_nothing_overlaps(found: tuple[Tree, Figure]) -> None:
    _, figure = found
    labels = [s for s in figure.drawing.shapes if isinstance(s, Label)]
    boxes = [rectangle(label) for label in labels]
    for (a, b), (c, d) in zip(combinations(boxes, 2), combinations(labels, 2), strict=True):
        apart = a[2] + 0.1 <= b[0] or b[2] + 0.1 <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{text(c.formula)} over {text(d.formula)}"
    for curve in (s for s in figure.drawing.shapes if isinstance(s, Curve)):
        for label, box in zip(labels, boxes, strict=True):
            assert not crosses(curve, box), f"a line through {text(label.formula)}"


def test_it_stays_on_its_page(found: tuple[Tree, Figure]) -> None:
    _, figure = found
    for label in (s for s in figure.drawing.shapes if isinstance(s, Label)):
        left, top, right, bottom = rectangle(label)
        assert min(left, top) >= 0 and right <= figure.drawing.width and bottom <= figure.drawing.height


def test_every_branch_is_seen(found: tuple[Tree, Figure]) -> None:
    """Each has a line before its label and one after it, a fifth of an em long at least."""
    made, figure = found
    curves = [s for s in figure.drawing.shapes if isinstance(s, Curve)]
    assert len(curves) == 2 * branches(made)
    assert min(((c.points[0][0] - c.points[1][0]) ** 2 + (c.points[0][1] - c.points[1][1]) ** 2) ** 0.5 for c in curves) > 0.2


def branches(made: Tree) -> int:
    return sum(1 + branches(b.below) for b in made.branches)


def test_the_words_list_every_path_with_its_branches(found: tuple[Tree, Figure]) -> None:
    made, figure = found
    paths = list(made.paths())
    assert len(figure.facts) == 1 + len(paths)
    for path, line in zip(paths, figure.facts[1:], strict=True):
        named = [i.formula for i in line if isinstance(i, Math)]
        assert named == [made.label, *(b.below.label for b in path), *(b.label for b in path)]
        assert ("(marked)" in "".join(i.text for i in line if isinstance(i, Text))) == all(b.marked for b in path)


def test_what_is_marked_is_heavier_and_not_only_coloured(found: tuple[Tree, Figure]) -> None:
    _, figure = found
    strokes = {s.stroke for s in figure.drawing.shapes if isinstance(s, Curve)}
    assert {s.weight for s in strokes if s.ink == "accent"} == {"heavy"}
    assert {s.weight for s in strokes if s.ink != "accent"} <= {"thin"}


def test_the_outline() -> None:
    figure = drawn(tree("two and two"))
    assert figure.outline is not None
    assert outline(figure.outline, text) == [
        "z",
        "┣━ ∂z/∂x ━━ x",
        "┃           ┡━ ∂x/∂s ━━ s",
        "┃           └─ ∂x/∂t ── t",
        "┗━ ∂z/∂y ━━ y",
        "            ┡━ ∂y/∂s ━━ s",
        "            └─ ∂y/∂t ── t",
    ]


def test_a_tree_without_marks_says_nothing_of_marks() -> None:
    problem = read_problem(Record("t", "chain_rule", {"outer": "x", "inner": {"x": "s t"}, "with_respect_to": "s"}))
    figure = drawn(Dependencies.of(problem).tree(()))
    said = "".join(i.text for fact in (figure.caption, *figure.facts) for i in fact if isinstance(i, Text))
    assert "heavily" not in said and "marked" not in said


def test_labels_are_layouts_or_objects() -> None:
    assert drawn(Tree(Symbol("z"))).drawing.shapes == (Label(drawn(Tree(Symbol("z"))).drawing.shapes[0].at, Symbol("z"), size=1.15),)
