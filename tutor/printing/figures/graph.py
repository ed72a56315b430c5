"""A computational graph: operations in frames, values flowing down along arrows, and what flows back written below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sympy import Basic

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Arrow, Curve, Drawing, Formula, Label, Point, Region, Shape, Stroke
from tutor.page.layout import Operator, row
from tutor.printing.figures.typeset import AXIS, typeset
from tutor.printing.notation.compose import compose

SIZE, EDGE = 1.0, 0.85  # of the letters in a frame and on an arrow
PADDING = 0.6  # between the letters and their frame
LINE, LEADING = 1.5, 0.35  # from a line in a frame to the next, and between two that hold fractions
APART = 1.6  # between neighbouring frames
LANE = 1.2  # room for an arrow that passes a layer
BETWEEN = 3.6  # from a layer of frames to the next
ROOM = 0.2  # between a label on an arrow and the arrow
SWEEPS = 8  # over the layers, to bring what belongs together under one another; more change nothing in small graphs
ALONG = (0.5, 0.36, 0.64, 0.25, 0.75)  # where on an arrow its label may stand, the first that is free
WIDEST, MOST = 16.0, 16  # ems of one frame, and frames: a larger graph is left to its table


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its name, the operation on earlier ones (none for an input), its value, its adjoint by name."""

    name: Basic
    operation: Basic | None
    value: Basic
    adjoint_name: Formula
    adjoint: Basic

    @property
    def lines(self) -> tuple[Formula, ...]:
        """What stands in its frame."""
        chain = [self.name, *([] if self.operation is None else [self.operation]), *([] if self.value == self.name else [self.value])]
        return _equation(chain), _equation([self.adjoint_name, self.adjoint])


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they are computed; `slopes` has the local derivative for each (node, its operand)."""

    nodes: tuple[Node, ...]
    slopes: tuple[tuple[Basic, Basic, Basic], ...]


def drawn(graph: Graph) -> Figure | None:
    """The graph as a figure; None where it would be too large to be read."""
    if len(graph.nodes) > MOST or max(_size(n)[0] for n in graph.nodes) > WIDEST:
        return None
    caption: Inlines = (Text("The computational graph: each frame has an input or an operation with its value and, below it, its adjoint; "
                             "on each arrow stands the local derivative"),)  # fmt: skip
    return Figure(_drawing(graph), caption, tuple(_facts(graph)))


def _facts(graph: Graph) -> Iterator[Inlines]:
    for n in graph.nodes:
        kind = "Input " if n.operation is None else "Node "
        yield (Text(kind), Math(n.lines[0]), Text(", adjoint "), Math(n.lines[1]), Text("."))
    for node, operand, slope in graph.slopes:
        yield (Text("Arrow from "), Math(operand), Text(" to "), Math(node), Text(", local derivative "), Math(slope), Text("."))


def _equation(chain: list[Formula]) -> Formula:
    """a = b = c as one formula."""
    out = [compose(chain[0])]
    for term in chain[1:]:
        out += [Operator("=", "relation"), compose(term)]
    return row(*out)


def _size(node: Node) -> tuple[float, float]:
    return max(typeset(compose(line), SIZE).width for line in node.lines) + 2 * PADDING, sum(_heights(node)) + PADDING


def _heights(node: Node) -> list[float]:
    """The room that each line of a frame takes, from above its letters to below them."""
    boxes = [typeset(compose(line), SIZE) for line in node.lines]
    return [max(LINE, box.up + box.down + LEADING) for box in boxes]


# -- layers ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Slot:
    """A place in a layer: a frame, or a lane for an arrow that passes."""

    width: float
    node: Node | None = None
    x: float = 0.0
    above: list[_Slot] = field(default_factory=list)
    below: list[_Slot] = field(default_factory=list)


def _depths(graph: Graph) -> dict[Basic, int]:
    """The layer of each node: below its operands; an input right above what uses it first."""
    depth: dict[Basic, int] = {}
    for n in graph.nodes:
        depth[n.name] = max((1 + depth[o] for m, o, _ in graph.slopes if m == n.name), default=0)
    for n in graph.nodes:
        if n.operation is None:
            depth[n.name] = min((depth[m] - 1 for m, o, _ in graph.slopes if o == n.name), default=0)
    return depth


def _layers(graph: Graph) -> tuple[list[list[_Slot]], dict[tuple[Basic, Basic], list[_Slot]]]:
    """The slots by layer, and for each arrow the slots it goes through."""
    depth = _depths(graph)
    layers: list[list[_Slot]] = [[] for _ in range(1 + max(depth.values()))]
    slots = {n.name: _Slot(_size(n)[0], n) for n in graph.nodes}
    for n in graph.nodes:
        layers[depth[n.name]].append(slots[n.name])
    routes: dict[tuple[Basic, Basic], list[_Slot]] = {}
    for node, operand, _ in graph.slopes:
        lanes = [_Slot(LANE) for _ in range(depth[operand] + 1, depth[node])]
        for k, lane in enumerate(lanes):
            layers[depth[operand] + 1 + k].append(lane)
        route = routes[node, operand] = [slots[operand], *lanes, slots[node]]
        for a, b in pairwise(route):
            a.below.append(b)
            b.above.append(a)
    return layers, routes


def _arrange(layers: list[list[_Slot]]) -> None:
    """Every slot near the middle of those it is joined to, none over its neighbour."""
    for layer in layers:
        _spread(layer)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            for slot in layer:
                joined = slot.above if down else slot.below
                slot.x = sum(s.x for s in joined) / len(joined) if joined else slot.x
            layer.sort(key=lambda s: s.x)
            _spread(layer)


def _spread(layer: list[_Slot]) -> None:
    """The slots of a layer pushed apart, the whole about where it was."""
    wanted = [s.x for s in layer]
    for a, b in pairwise(layer):
        b.x = max(b.x, a.x + (a.width + b.width) / 2 + APART)
    shift = sum(w - s.x for w, s in zip(wanted, layer, strict=True)) / max(1, len(layer))
    for s in layer:
        s.x += shift


# -- the drawing -----------------------------------------------------------------------------------------------------


def _drawing(graph: Graph) -> Drawing:
    layers, routes = _layers(graph)
    _arrange(layers)
    left = min(s.x - s.width / 2 for layer in layers for s in layer)
    heights = [max(_size(s.node)[1] for s in layer if s.node is not None) for layer in layers]
    tops = [0.1 + sum(heights[:k]) + k * BETWEEN for k in range(len(layers))]
    bands: dict[int, tuple[float, float]] = {}
    for layer, top, high in zip(layers, tops, heights, strict=True):
        for s in layer:
            s.x += 0.1 - left
            mine = high if s.node is None else _size(s.node)[1]
            bands[id(s)] = (top + (high - mine) / 2, top + (high + mine) / 2)
    shapes: list[Shape] = []
    taken: list[tuple[float, float, float, float]] = []
    lines = {key: _route(route, bands) for key, route in routes.items()}
    for node, operand, slope in graph.slopes:
        shapes.extend(_arrow(lines[node, operand], slope, taken, [p for key, p in lines.items() if key != (node, operand)]))
    for layer in layers:
        for s in layer:
            if s.node is not None:
                shapes.extend(_frame(s, s.node, *bands[id(s)]))
    right = max(s.x + s.width / 2 for layer in layers for s in layer)
    right = max([right, *(box[2] for box in taken)])
    return Drawing(right + 0.1, tops[-1] + heights[-1] + 0.1, tuple(shapes))


def _frame(slot: _Slot, node: Node, top: float, bottom: float) -> Iterator[Shape]:
    left, right = slot.x - slot.width / 2, slot.x + slot.width / 2
    yield Region(((left, top), (right, top), (right, bottom), (left, bottom)), "none", Stroke("thin"))
    y = top + PADDING / 2
    for k, (line, high) in enumerate(zip(node.lines, _heights(node), strict=True)):
        yield Label((slot.x, y + high / 2), line, size=SIZE, ink="accent" if k else "plain")
        y += high


def _route(route: list[_Slot], bands: dict[int, tuple[float, float]]) -> tuple[Point, ...]:
    """From the bottom of a frame through lanes to the top of another."""
    out: list[Point] = [(route[0].x, bands[id(route[0])][1])]
    for lane in route[1:-1]:
        out += [(lane.x, bands[id(lane)][0]), (lane.x, bands[id(lane)][1])]
    return (*out, (route[-1].x, bands[id(route[-1])][0]))


Box = tuple[float, float, float, float]


def _arrow(points: tuple[Point, ...], slope: Basic, taken: list[Box], others: list[tuple[Point, ...]]) -> Iterator[Shape]:
    """The line with a gap for its label, which stands on the first part of it, or the last, where it is free."""
    box = typeset(compose(slope), EDGE)
    a, b = box.width / 2 + ROOM, max(box.up - AXIS * EDGE, box.down + AXIS * EDGE) + ROOM
    segments = list(pairwise(points))

    def place(k: int, along: float) -> Point:
        (x0, y0), (x1, y1) = segments[k]
        return x0 + along * (x1 - x0), y0 + along * (y1 - y0)

    tried = [(k, along) for k in dict.fromkeys((0, len(segments) - 1)) for along in ALONG]

    def trouble(choice: tuple[int, float]) -> int:
        x, y = place(*choice)
        mine = (x - a, y - b, x + a, y + b)
        return sum(_meet(mine, t) for t in taken) * 10 + sum(_passes(line, mine) for other in others for line in pairwise(other))

    k, along = min(tried, key=trouble)
    x, y = place(k, along)
    taken.append((x - a, y - b, x + a, y + b))
    (x0, y0), (x1, y1) = segments[k]
    gap = min(a / abs(x1 - x0) if x1 != x0 else 1e9, b / abs(y1 - y0) if y1 != y0 else 1e9)
    before, after = (x - gap * (x1 - x0), y - gap * (y1 - y0)), (x + gap * (x1 - x0), y + gap * (y1 - y0))
    yield Curve((*points[: k + 1], before))
    if points[k + 1 : -1]:
        yield Curve((after, *points[k + 1 : -1]))
        yield Arrow(points[-2], points[-1])
    else:
        yield Arrow(after, points[-1])
    yield Label((x, y), slope, size=EDGE)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _passes(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a line goes through a rectangle, looked at in steps that no label is smaller than."""
    (x0, y0), (x1, y1) = line
    steps = 40
    return any(box[0] < x0 + k / steps * (x1 - x0) < box[2] and box[1] < y0 + k / steps * (y1 - y0) < box[3] for k in range(steps + 1))
