"""Readings as they are shown: laid out for display from the reader's own tree, without SymPy."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.page.layout import Fenced, Layout, Operator, Row, Words, listed, row
from tutor.printing.notation.text import text
from tutor.reading.answers import (
    Circle,
    ClassedPoint,
    ClassWord,
    Expressions,
    Extrema,
    Extremum,
    Held,
    Limits,
    Line,
    Linear,
    NoLimit,
    NotACurl,
    NotConservative,
    Parameters,
    Points,
    Reading,
    SetUp,
    Steepest,
    Traced,
    Uncertain,
    ValuedGradient,
    Vectors,
)
from tutor.reading.echo import layout_of, letter
from tutor.reading.syntax import DerivativeNode, Node

LABELS = {"local_min": "local minimum", "local_max": "local maximum", "saddle": "saddle point"}
EQUALS = Operator("=", "relation")


def said(node: Node) -> str:
    """A formula on one line of text."""
    return text(layout_of(node))


def said_point(at: Iterable[Node]) -> str:
    """A point on one line of text."""
    return text(_point(at))


def shown(reading: Reading) -> Layout:
    """What was read, as a formula with the words that belong to it."""
    match reading:
        case Expressions(items) | Parameters(items):
            return listed(tuple(layout_of(v) if n is None else row(_name(n), EQUALS, layout_of(v)) for n, v in items))
        case Steepest(direction, rate):
            parts = [row(Words("direction "), _vector(direction))] if direction else []
            return listed((*parts, *(() if rate is None else (row(Words("rate "), layout_of(rate)),))))
        case Line(point, direction, parameter):
            return row(_vector(point), Operator("+"), letter(parameter or "t"), _vector(direction))
        case Linear(value, second) if second is not None:
            return listed((layout_of(value), layout_of(second)))
        case Linear(value):
            return layout_of(value)
        case ValuedGradient(value, gradient):
            return _vector(gradient) if value is None else listed((layout_of(value), _vector(gradient)))
        case Points(items):
            return listed(tuple(map(_classed, items))) if items else Words("none")
        case Extrema(high, low, other):
            sides = [("maximum", high), ("minimum", low)]
            parts = [_extremum(name, side) for name, side in sides if side is not None]
            return listed((*parts, *(() if other is None else (_extremum("", other),))))
        case Uncertain(value, by, percent):
            size = row(layout_of(by), Operator("%")) if percent else layout_of(by)
            return size if value is None else row(layout_of(value), Operator("±"), size)
        case NoLimit():
            return Words("does not exist")
        case NotConservative():
            return Words("not conservative")
        case Circle(centre, radius):
            return listed((row(Words("centre "), _vector(centre)), row(Words("radius "), layout_of(radius))))
        case Traced(coordinates, ranges):
            return listed((_vector(coordinates), *(_range(*r) for r in ranges)))
        case NotACurl():
            return Words("no vector potential")
        case ClassWord(word, weaker):
            return Words(word.replace("_", " ") + (", not strictly" if weaker else ""))
        case Held():
            return _held(reading)
        case Vectors(items):
            return listed(tuple(map(_vector, items))) if items else Words("none")
        case Limits(ranges):
            return listed(tuple(_range(*r) for r in ranges))
        case SetUp(parts, value):
            if value is not None:
                return layout_of(value)
            return row(*(p for k, one in enumerate(parts) for p in (*((Words(" plus "),) if k else ()), shown(one))))
    return layout_of(reading)


def _held(reading: Held) -> Layout:
    """The claims, with what goes with them."""
    claimed = [Words(("yes" if so else "no") if not about else about if so else f"not {about}") for about, so in reading.claims]
    values = [] if reading.value is None else [row(Words("with "), layout_of(reading.value))]
    values += [row(_name(name), EQUALS, layout_of(v)) for name, v in reading.named]
    return listed((*claimed, *values))


def _name(name: str) -> Layout:
    """A plain name, a derivative as a fraction."""
    over, _, under = name.partition("_")
    if over[:1] == "d" and under[:1] == "d" and over[1:].isalpha() and under[1:].isalpha():
        return layout_of(DerivativeNode(over[1:], (under[1:],)))
    return letter(name)


def _point(at: Iterable[Node]) -> Layout:
    return Fenced("(", listed(tuple(map(layout_of, at))), ")")


def _vector(entries: Iterable[Node]) -> Layout:
    return Fenced("⟨", listed(tuple(map(layout_of, entries))), "⟩")


def _classed(point: ClassedPoint) -> Layout:
    if point.label is None:
        return _point(point.at)
    said = LABELS.get(point.label, point.label)
    return row(_point(point.at), Words(f" {said.replace('local', 'global') if point.everywhere else said}"))


def _extremum(name: str, side: Extremum | str) -> Layout:
    if isinstance(side, str):
        return Words(f"no {name}")
    parts: list[Layout] = [Words(f"{name} ")] if name else []
    if side.value is not None:
        parts.append(layout_of(side.value))
    if side.at:
        parts += [Words(" at "), listed(tuple(map(_point, side.at)))]
    return row(*parts)


def _range(variable: str, lower: Node, upper: Node) -> Layout:
    within = Operator("≤", "relation")
    return Row((layout_of(lower), within, letter(variable), within, layout_of(upper)))
