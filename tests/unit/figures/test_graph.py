"""Computational graphs: frames apart, arrows past them, labels free, and every number in the words."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tutor.desk.solution import solve
from tutor.page.document import Figure, Math
from tutor.page.drawing import Arrow, Curve, Label, Region
from tutor.printing.figures.graph import Graph, drawn
from tutor.printing.figures.typeset import AXIS, typeset
from tutor.printing.notation.compose import compose
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set

BANK = load_set(Path(__file__).resolve().parents[3] / "exercises" / "backpropagation.toml").records
Box = tuple[float, float, float, float]


@pytest.fixture(params=BANK, ids=lambda r: r.id)
def found(request: pytest.FixtureRequest) -> tuple[Graph, Figure]:
    steps = solve(read_problem(request.param)).derivation.steps
    (graph,) = (s.shown.figure for s in steps if s.shown.figure is not None)
    figure = drawn(graph)
    assert figure is not None
    return graph, figure


def frames(figure: Figure) -> list[Box]:
    corners = [s.points for s in figure.drawing.shapes if isinstance(s, Region)]
    return [(min(x for x, _ in c), min(y for _, y in c), max(x for x, _ in c), max(y for _, y in c)) for c in corners]


def rectangle(label: Label) -> Box:
    box = typeset(compose(label.formula), label.size)
    y = label.at[1] + AXIS * label.size
    return label.at[0] - box.width / 2, y - box.up, label.at[0] + box.width / 2, y + box.down


def apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_frames_are_apart_and_hold_their_letters(found: tuple[Graph, Figure]) -> None:
    graph, figure = found
    boxes = frames(figure)
    assert len(boxes) == len(graph.nodes)
    assert all(apart(a, b) for a, b in combinations(boxes, 2))
    labels = [rectangle(s) for s in figure.drawing.shapes if isinstance(s, Label)]
    inside = [b for b in labels for f in boxes if f[0] < b[0] and b[2] < f[2] and f[1] < b[1] and b[3] < f[3]]
    assert len(inside) == 2 * len(graph.nodes)
    assert all(apart(a, b) for a, b in combinations(labels, 2))


def test_no_arrow_runs_through_a_frame(found: tuple[Graph, Figure]) -> None:
    _, figure = found
    lines = [s.points for s in figure.drawing.shapes if isinstance(s, Curve)]
    lines += [(s.start, s.end) for s in figure.drawing.shapes if isinstance(s, Arrow)]
    for points in lines:
        for (x0, y0), (x1, y1) in pairwise(points):
            for left, top, right, bottom in frames(figure):
                places = ((x0 + k / 50 * (x1 - x0), y0 + k / 50 * (y1 - y0)) for k in range(51))
                assert not any(left < x < right and top + 1e-6 < y < bottom - 1e-6 for x, y in places)


def test_there_is_an_arrow_for_every_local_derivative(found: tuple[Graph, Figure]) -> None:
    graph, figure = found
    assert sum(isinstance(s, Arrow) for s in figure.drawing.shapes) == len(graph.slopes)


def test_the_words_have_every_number(found: tuple[Graph, Figure]) -> None:
    graph, figure = found
    said = [[i.formula for i in fact if isinstance(i, Math)] for fact in figure.facts]
    assert said == [*(list(n.lines) for n in graph.nodes), *([operand, node, slope] for node, operand, slope in graph.slopes)]
