"""A curve or a surface by parameters: `(cos t, sin t), 0 <= t <= 2pi`, or `x = u cos v, y = u sin v, z = u, ...`."""

from __future__ import annotations

from tutor.reading.answers import Shape, Traced
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import unled
from tutor.reading.lines import rows, steps
from tutor.reading.shapes import labels
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.ranges import add_range, close_ranges, spoken_range
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.vector import as_vector, row, with_basis
from tutor.reading.syntax import Basis, Node, Relation, Rows, Sym, Tup, walk

_NAMES = ("x", "y", "z")
_ADVICE = "Write it as in (cos t, sin t), 0 <= t <= 2pi."


def curve(draft: Draft, span: Span) -> Result:
    """One parameter."""
    return _traced(draft, span, "curve", 1)


def surface(draft: Draft, span: Span) -> Result:
    """Two parameters."""
    return _traced(draft, span, "surface", 2)


def _traced(draft: Draft, span: Span, shape: Shape, parameters: int) -> Result:
    labels.worded(draft)
    found = steps(draft, span)
    ranges: list[tuple[str, Node, Node]] = []
    single: dict[str, dict[str, Node]] = {}
    named: dict[str, Node] = {}
    vector: list[Node] = []
    for piece in (p for line in rows(draft, found[-1]) for p in draft.items(line)):
        spoken = spoken_range(draft, piece)
        if spoken is not None:
            ranges.append(spoken)
            continue
        tree = draft.parse(piece, with_basis(draft, piece))
        match tree:
            case Relation((Sym(name), value), ("=",)) if name in _NAMES and is_scalar(value) and name not in named:
                named[name] = value
            case Relation(_, signs) if "=" not in signs:
                add_range(draft, tree, ranges, single)
            case _:
                led = unled(draft, piece)
                made = draft.parse(led.span, with_basis(draft, led.span))
                if isinstance(made, Relation) and made.signs == ("=",):  # r(t) = (cos t, sin t)
                    made = made.items[1]
                if not any(isinstance(n, Tup | Basis | Rows) for n in walk(made)):
                    raise wrong(draft, shape, made, _ADVICE)
                vector.append(as_vector(draft, made))
    close_ranges(draft, ranges, single, found[-1])
    if len(vector) + bool(named) != 1 or tuple(named) != _NAMES[: len(named)]:
        raise draft.fail("The coordinates are needed once, each of them.", found[-1], _ADVICE)
    coordinates = tuple(named.values()) if named else row(draft, vector[0])
    if len(ranges) != parameters:
        needed = "The range of the parameter is needed" if parameters == 1 else "The ranges of both parameters are needed"
        raise draft.fail(f"{needed}, and no other.", found[-1], _ADVICE)
    return Result(Traced(coordinates, tuple(ranges)), None, (), tuple(found))
