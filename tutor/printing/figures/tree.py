"""A dependency tree: quantities at the nodes, partial derivatives on the branches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.page.document import Figure, Inlines, Math, Outline, Text
from tutor.page.drawing import Curve, Drawing, Formula, Label, Point, Shape, Stroke
from tutor.printing.figures.typeset import AXIS, FormulaBox, typeset
from tutor.printing.notation.compose import compose

NODE, EDGE = 1.15, 0.9  # sizes of the letters
APART = 1.3  # between neighbouring ends, and between neighbouring labels
LAYER = 5.8  # from a layer to the next, at least
ROOM, MARGIN = 0.28, 0.16  # between a label and a line, at its sides and above or below
ALONG = 0.56  # where on a branch its label stands: below the middle, where branches of one node are further apart
STEEP = 1.9  # a branch goes at most so far to the side for each em that it goes down
MARKED, PLAIN = Stroke("heavy", ink="accent"), Stroke("thin")


@dataclass(frozen=True, slots=True)
class TreeBranch:
    """A branch with what stands on it; a `marked` one is on a path that is asked about."""

    label: Formula
    below: Tree
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A node and its branches, from left to right."""

    label: Formula
    branches: tuple[TreeBranch, ...] = ()

    def paths(self) -> Iterator[tuple[TreeBranch, ...]]:
        """The branches from here to every end."""
        if not self.branches:
            yield ()
        for branch in self.branches:
            for rest in branch.below.paths():
                yield (branch, *rest)

    @property
    def depth(self) -> int:
        """How many branches the longest path has."""
        return max((1 + b.below.depth for b in self.branches), default=0)


def drawn(tree: Tree) -> Figure:
    """The tree as a figure: drawn, in words, and as an outline for a terminal."""
    return Figure(_drawing(tree), _caption(tree), _described(tree), _outline(tree, None))


# -- words -----------------------------------------------------------------------------------------------------------


def _caption(tree: Tree) -> Inlines:
    marked = _asked(tree)
    said: Inlines = (Text("Dependency tree of "), Math(tree.label))
    if marked is None:
        return said
    return (*said, Text("; the paths to "), Math(marked), Text(" are drawn heavily"))


def _asked(tree: Tree) -> Formula | None:
    """The end of the marked paths, where some paths are marked and all these end in one quantity."""
    paths = list(tree.paths())
    ends = {str(p[-1].below.label): p[-1].below.label for p in paths if p and all(b.marked for b in p)}
    return next(iter(ends.values())) if len(ends) == 1 and paths else None


def _described(tree: Tree) -> tuple[Inlines, ...]:
    """One line a path: the quantities on it, then what stands on its branches."""
    out: list[Inlines] = []
    paths = list(tree.paths())
    out.append((Text(f"A tree with {len(paths)} {'path' if len(paths) == 1 else 'paths'} from "), Math(tree.label), Text(" down.")))
    for path in paths:
        line: list[Text | Math] = [Text("Path "), Math(tree.label)]
        for branch in path:
            line += [Text(" to "), Math(branch.below.label)]
        line.append(Text(": "))
        for k, branch in enumerate(path):
            line += [*([Text(", then ")] if k else []), Math(branch.label)]
        if _asked(tree) is not None and all(b.marked for b in path):
            line.append(Text(" (marked)"))
        out.append((*line, Text(".")))
    return tuple(out)


def _outline(tree: Tree, branch: TreeBranch | None) -> Outline:
    label = None if branch is None else branch.label
    return Outline(tree.label, label, branch is not None and branch.marked, tuple(_outline(b.below, b) for b in tree.branches))


# -- the drawing -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Placed:
    """A node with its place: the middle of its label."""

    tree: Tree
    at: Point
    box: FormulaBox
    below: list[_Placed]


def _drawing(tree: Tree) -> Drawing:
    root, _ = _across(tree, 0.0)
    layer = max(LAYER, *(_steep(root) if tree.branches else [0.0]))
    _down(root, 0, layer)
    left = min(n.at[0] - n.box.width / 2 for n in _all(root))
    right = max(n.at[0] + n.box.width / 2 for n in _all(root))
    shapes = [*_branches(root), *(Label(n.at, n.tree.label, size=NODE) for n in _all(root))]
    extent = [x for s in shapes if isinstance(s, Label) for x in _sides(s)]
    left, right = min(left, *extent) - 0.1, max(right, *extent) + 0.1
    top, bottom = 0.75, 0.75 + tree.depth * layer
    return Drawing(right - left, bottom + 0.75, tuple(_shifted(s, -left, top) for s in shapes))


def _across(tree: Tree, left: float) -> tuple[_Placed, float]:
    """The nodes from left to right: ends side by side, a node in the middle above its branches. Gives the width as well."""
    box = typeset(compose(tree.label), NODE)
    if not tree.branches:
        return _Placed(tree, (left + box.width / 2, 0), box, []), box.width
    below: list[_Placed] = []
    x = left
    for branch in tree.branches:
        if below:
            x += APART
        # the labels of neighbouring branches stand side by side, at `ALONG` of the way out to their nodes
        label = typeset(compose(branch.label), EDGE).width + 2 * ROOM
        placed, wide = _across(branch.below, x)
        if below:
            before = typeset(compose(tree.branches[len(below) - 1].label), EDGE).width
            needed = below[-1].at[0] + ((label + before) / 2 + ROOM) / ALONG
            if placed.at[0] < needed:
                _move(placed, needed - placed.at[0])
                wide += needed - placed.at[0] if not placed.below else 0
        x = max(n.at[0] + n.box.width / 2 for n in _all(placed))
        below.append(placed)
    return _Placed(tree, ((below[0].at[0] + below[-1].at[0]) / 2, 0), box, below), x - left


def _move(node: _Placed, by: float) -> None:
    node.at = (node.at[0] + by, node.at[1])
    for child in node.below:
        _move(child, by)


def _down(node: _Placed, depth: int, layer: float) -> None:
    node.at = (node.at[0], depth * layer)
    for child in node.below:
        _down(child, depth + 1, layer)


def _all(node: _Placed) -> Iterator[_Placed]:
    yield node
    for child in node.below:
        yield from _all(child)


def _steep(node: _Placed) -> list[float]:
    """How far down each branch must go to be no flatter than is readable."""
    return [abs(c.at[0] - n.at[0]) / STEEP for n in _all(node) for c in n.below]


def _branches(node: _Placed) -> Iterator[Shape]:
    for child, branch in zip(node.below, node.tree.branches, strict=True):
        box = typeset(compose(branch.label), EDGE)
        (x0, y0), (x1, y1) = _edge(node, child.at), _edge(child, node.at)
        middle = (x0 + ALONG * (x1 - x0), y0 + ALONG * (y1 - y0))
        stroke = MARKED if branch.marked else PLAIN
        gap = _gap(box, EDGE, (x1 - x0, y1 - y0))
        yield Curve(((x0, y0), (middle[0] - gap[0], middle[1] - gap[1])), stroke)
        yield Curve(((middle[0] + gap[0], middle[1] + gap[1]), (x1, y1)), stroke)
        yield Label(middle, branch.label, size=EDGE, ink="accent" if branch.marked else "plain")
        yield from _branches(child)


def _edge(node: _Placed, towards: Point) -> Point:
    """Where a branch meets a node: outside the rectangle of its label."""
    dx, dy = _gap(node.box, NODE, (towards[0] - node.at[0], towards[1] - node.at[1]))
    return node.at[0] + dx, node.at[1] + dy


def _gap(box: FormulaBox, size: float, direction: Point) -> Point:
    """From the place of a label along a branch to where the line may begin: out of the label's rectangle."""
    a, b = box.width / 2 + ROOM, max(box.up - AXIS * size, box.down + AXIS * size) + MARGIN
    k = min(a / abs(direction[0]) if direction[0] else 1e9, b / abs(direction[1]) if direction[1] else 1e9)
    return k * direction[0], k * direction[1]


def _sides(label: Label) -> tuple[float, float]:
    half = typeset(compose(label.formula), label.size).width / 2
    return label.at[0] - half, label.at[0] + half


def _shifted(shape: Shape, dx: float, dy: float) -> Shape:
    match shape:
        case Curve(points, stroke):
            return Curve(tuple((x + dx, y + dy) for x, y in points), stroke)
        case Label(at, formula, anchor, size, ink, boxed):
            return Label((at[0] + dx, at[1] + dy), formula, anchor, size, ink, boxed)
    raise TypeError("a tree is drawn with lines and labels")
