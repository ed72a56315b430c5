"""What a curve is: coordinates by a parameter, pieces, a shape in words, a graph, or the intersection of two surfaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tutor.reading import regions, syntax
from tutor.reading.nouns import bare_curve, unbracketed, without_plane
from tutor.reading.orientation import Way, axis, side, turn, turned
from tutor.reading.parametric import is_coordinate, is_equation, meeting, parametric, surfaces
from tutor.reading.regions import Clause
from tutor.reading.strands import Run, Strand, run, seen
from tutor.rule import topic

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

_CORNERS = ("triangle", "polygon", "quadrilateral", "parallelogram", "trapezoid", "trapezium", "rectangle", "square")
_NEXT = re.compile(
    r"\s*(?:;|,?\s*(?:and\s+)?\b(?:then|followed\s+by)\b"
    r"|,?\s*\band\s+(?=(?:the\s+)?(?:(?:line|straight|vertical|horizontal|directed)\s+)*(?:segment|line|arc|parabola|curve)\b))"
    r"\s*(?:(?:along|by)\s+)?",
    re.I,
)
_LINE = re.compile(
    r"(?:the\s+)?(?:line\s+segments?|straight\s+line|segments?|path|line)\b\s*(?:(?:joining|connecting)\b|from\b|:)?\s*(.*)", re.I | re.S
)
_BOUNDARY = re.compile(r"(?:the\s+)?(?:(?:whole|closed|entire|complete)\s+)?boundary\s+(?:curve\s+)?of\s+(?:the\s+)?(.+)", re.I | re.S)
_AREA = re.compile(
    r"(?:(?:(?:[a-z]+\s+)?(?:region|domain|area)|set)\s+(?:[DR]\s+)?(?:(?:that|which)\s+is\s+|where\s+)?)?"
    r"(?:in\s+the\s+(upper|lower|right|left)\s+half[\s-]*plane\s+)?",
    re.I,
)
_FILLED = re.compile(r"(?:the\s+)?(?:rectangle|square|triangle|region|disc|disk|annulus)\s+(?=[^(]*(?:[<>≤≥]|\\[lg]e))", re.I)
_HALVES = {"upper": "y >= 0", "lower": "y <= 0", "right": "x >= 0", "left": "x <= 0"}
_ANY = re.compile(
    r"(?:(?:along|on)\s+)?(?:any|some|an?\s+arbitrary|every)\s+(?:(?:smooth|piecewise|simple|[a-z]+)[\s-]+)*(?:curve|path)\s+(?:[C]\s+)?"
    r"(?:(?:joining|connecting|that\s+(?:goes|runs|starts|joins)|going|running|starting)\s+)?(?:from|at)?\s*(\(.*)",
    re.I | re.S,
)
_ALONG_ANY = re.compile(
    r"(?:from\s+)?(\(.*\)\s*to\s*\(.*\))\s*,?\s*(?:along|on|by)\s+(?:any|some|an?\s+arbitrary|every)\s+(?:[a-z]+\s+)?(?:curve|path)",
    re.I | re.S,
)
_ROUND = re.compile(r"(?:the\s+)?(unit\s+)?(circle|ellipse)\b\s*(.*)", re.I | re.S)
_ARC = re.compile(r"(?:the\s+)?arc\b\s*(?:of\s+)?(?:the\s+)?(unit\s+)?(?:circle\b)?\s*(.*?)\s*\bfrom\b\s*(.*)", re.I | re.S)
_QUARTER_ARC = re.compile(r"(?:the\s+)?(unit\s+)?quarter[\s-]+circle\b\s*(.*?)\s*\bfrom\b\s*(.*)", re.I | re.S)
_ABOUT_ORIGIN = re.compile(r"^\s*x\s*(?:\^\s*\{?2\}?|²)\s*\+\s*y\s*(?:\^\s*\{?2\}?|²)\s*=", re.I)
_FROM = re.compile(r"(.*?)\s*,?\s*\bfrom\b\s*(.*)", re.I | re.S)
_HALF = re.compile(
    r"(?:the\s+)?(upper|top|lower|bottom|left|right)[\s-]+(?:half\s+(?:of\s+)?(?:the\s+)?|(?=semi))(unit\s+)?(semicircle|circle|ellipse)\b\s*"
    r"(?:of\s+the\s+circle\s+)?(.*)",
    re.I | re.S,
)
_QUARTER = re.compile(
    r"(?:the\s+)?(?:(?:part|quarter|portion|arc)\s+(?:of\s+)?(?:the\s+)?)?(unit\s+)?(?:quarter[\s-]+)?circle\b\s*(.*?)\s*,?\s*"
    r"(?:that\s+lies\s+)?in\s+the\s+(first|second|third|fourth)\s+quadrant",
    re.I | re.S,
)
_SHAPE = re.compile(rf"(?:the\s+)?({'|'.join(_CORNERS)})\b\s*(?:with\s+)?(?:vertices|corners)?(?:\s+at)?\s*:?\s*(.*)", re.I | re.S)
_WALKED = re.compile(r"\)\s*,?\s*(?:then\s+)?(?:to|→|->)\s*\(.*\)\s*,?\s*(?:and\s+)?(?:then\s+)?(?:back\s+)?(?:to|→|->)\s*\(", re.I | re.S)
_CENTRE = re.compile(
    r",?\s*(?:and\s+)?(?:with\s+|of\s+)?(?:its\s+)?(?:cent(?:re|er)(?:e?d)?|about)\s*(?:at\s+|is\s+|=\s*)?(?:the\s+)?", re.I
)
_AXES = re.compile(
    r",?\s*(?:and\s+)?(?:with\s+|of\s+)?(?:its\s+)?(?:semi-?\s?|half-?\s?)ax[ei]s\s*(?:of\s+length\s*)?:?\s*(\S+?)\s*(?:,|\band\b)\s*(\S+?)"
    r"(?=[\s,]|$)",
    re.I,
)
_PM = r"\s*(?:±|\\pm(?![a-z])|\+/?-)\s*"
_FOUR = re.compile(rf"\({_PM}([^,()]+),{_PM}([^,()]+)\)")  # (±1, ±1): the corners of a rectangle
ORIGIN = syntax.Tup((syntax.Num("0"), syntax.Num("0")), "(", ")")
_RADIUS = re.compile(r",?\s*(?:and\s+)?(?:of\s+|with\s+)?radius\s*(?:is\s+|=\s*)?", re.I)


def curve(found: Fields, value: object, field: str) -> list[Strand]:
    """The pieces of a curve, in their order; an orientation beside them counts where they say none.

    Errors: `Unreadable` or `Invalid`, with the place.
    """
    pieces = _pieces(found, value, field)
    beside = _beside(found)
    if not beside.turn:
        return pieces
    view = seen(found, beside, "orientation")
    if any(s.turn and (s.turn, s.view) != (beside.turn, view) for s in pieces):
        raise found.record.wrong("the curve and its orientation name opposite directions", "orientation")
    return [replace(s, turn=beside.turn, view=view) for s in pieces] if topic(found.record.kind).curve_turns else pieces


def _beside(found: Fields) -> Way:
    """The direction that the orientation beside a curve gives it; by the right hand where that is the side of a surface."""
    value = found.fields.get("orientation", "")
    said = turn(str(value))
    sided = any(f.name == "orientation" and f.type == "side_of_surface" for f in topic(found.record.kind).fields)
    if not sided or said.turn or not value:
        return said
    match side(str(value)):
        case "upward":
            return Way("counterclockwise")
        case "downward":
            return Way("clockwise")
        case None:
            vector = axis(str(value)) or (value if isinstance(value, list) else [str(value).strip(" ()[]<>⟨⟩")])
            return Way("counterclockwise", "direction", ", ".join(map(str, vector)))
    raise found.record.wrong("a curve has no outside: its surface is oriented upward, downward or by a vector", "orientation")


def _pieces(found: Fields, value: object, field: str) -> list[Strand]:
    given = run(found, found.fields["parameter"], "parameter") if "parameter" in found.fields else None
    if isinstance(value, list) and len(value) >= 2 and all(isinstance(v, str) and is_equation(v) for v in value[:2]):
        return [surfaces(found, value, field)]
    if isinstance(value, list) and given is not None and all(map(is_coordinate, value)):
        return [Strand("given", tuple(found.math(v, field) for v in value), (), given)]
    out: list[Strand] = []
    for piece in value if isinstance(value, list) else [value]:
        if isinstance(piece, Mapping):
            out.append(_coordinates(found, piece, given, field))
        else:
            text = unbracketed(found.text(piece, field).replace("$", " ").strip())
            for said in _NEXT.split(without_plane(text)):
                bare, way = turned(said)
                view = seen(found, way, field)
                made = list(_said(found, bare, field, given))
                if _WALKED.search(bare) and not (way.turn or found.fields.get("orientation")):
                    made = [side for s in made for side in _walked(s)]
                out += [replace(s, turn=s.turn or way.turn, view=s.view or view) for s in made]
    if not out:
        raise found.record.wrong("expected a curve", field)
    return out


def _walked(strand: Strand) -> list[Strand]:
    """The sides of a polygon one after the other, where its corners were said as a way: from one to the next, and back."""
    if strand.word != "polygon":
        return [strand]
    corners = strand.nodes if strand.nodes[0] == strand.nodes[-1] else (*strand.nodes, strand.nodes[0])
    return [Strand("segment", pair) for pair in pairwise(corners)]


def _coordinates(found: Fields, table: Mapping[str, Any], given: Any, field: str) -> Strand:
    rows = {str(k): v for k, v in table.items() if k not in ("parameter", "limits")}
    mine = run(found, table["parameter"], field) if "parameter" in table else given
    nodes = {name: found.behind(name, found.math(v, field), field) for name, v in found.named(rows, field)}
    if mine is None:
        raise found.record.wrong("the parameter and its ends are missing", "parameter", 'Write parameter = ["t", "0", "1"].')
    return Strand("given", tuple(nodes.values()), tuple(nodes), mine)


def _part(found: Fields, text: str, field: str) -> Strand | None:
    """The upper half of a circle or an ellipse, or its part in a quadrant; None for anything else."""
    half = _HALF.fullmatch(text)
    if half is not None:
        shape = "ellipse" if half[3].lower() == "ellipse" else "circle"
        word, ends = {"top": "upper", "bottom": "lower"}.get(half[1].lower(), half[1].lower()), _FROM.fullmatch(half[4])
        if ends is not None and shape == "circle":
            return _half_from(found, word, bool(half[2]), ends[1], ends[2], field)
        return replace(_round(found, bool(half[2]), shape, half[4], field), word=word)
    quarter = _QUARTER.fullmatch(text)
    return None if quarter is None else replace(_round(found, bool(quarter[1]), "circle", quarter[2], field), word=quarter[3].lower())


def _half_from(found: Fields, word: str, unit: bool, circle: str, ends: str, field: str) -> Strand:
    """A half of a circle about the origin from its one end to the other: the arc in the direction in which these follow each other."""
    start, finish = _points(found, ends, field, 2)
    assert isinstance(start, syntax.Tup) and isinstance(finish, syntax.Tup)
    run, fixed = (0, 1) if word in ("upper", "lower") else (1, 0)
    along = [isinstance(p.items[run], syntax.Neg) for p in (start, finish)]
    middle = all(p.items[fixed] == syntax.Num("0") for p in (start, finish))
    about = "origin" in circle.lower() if _CENTRE.search(circle) else unit or _ABOUT_ORIGIN.search(circle) or _RADIUS.search(circle)
    if along[0] == along[1] or not middle or not about:
        raise found.record.wrong("these are not seen to be the ends of the half", field, "Write x = cos t, y = sin t, 0 <= t <= pi.")
    ahead = along[1] == (word in ("upper", "left"))
    return Strand(
        "arc", (*_round(found, unit, "circle", circle, field).nodes, start, finish), turn="counterclockwise" if ahead else "clockwise"
    )


def _said(found: Fields, text: str, field: str, given: Run | None) -> Iterator[Strand]:
    anyone = _ANY.fullmatch(text) or _ALONG_ANY.fullmatch(text)
    if anyone is not None:
        yield Strand("any", _points(found, anyone[1], field, 2))
        return
    edge = _BOUNDARY.fullmatch(text)
    area = edge[1] if edge is not None else text if _FILLED.match(text) else None
    if area is not None:
        yield Strand("boundary", clauses=tuple(_area(found, area, field)))
        return
    text = bare_curve(text)
    known = _part(found, text, field) or meeting(found, text, field) or parametric(found, text, field, given)
    if known is not None:
        yield known
        return
    shape = _SHAPE.fullmatch(text)
    if shape is not None:
        yield Strand("polygon", _points(found, _FOUR.sub(r"(-(\1), -(\2)), (\1, -(\2)), (\1, \2), (-(\1), \2)", shape[2]), field, 3))
        return
    quarter = _QUARTER_ARC.fullmatch(text)
    arc = quarter or _ARC.fullmatch(text)
    if arc is not None:
        about = _round(found, bool(arc[1]), "circle", arc[2], field)
        yield Strand("arc" if quarter is None else "quarter", (*about.nodes, *_points(found, arc[3], field, 2)))
        return
    line = _LINE.fullmatch(text)
    if line is not None or re.fullmatch(r"(?:from\s+)?\(.*\)\s*to\s*\(.*\)", text, re.S):
        points = _points(found, line[1] if line is not None else text, field, 2)
        yield from (Strand("segment", pair) for pair in pairwise(points) if pair[0] != pair[1])  # .. to (1, 0), from (1, 0) to ..
        return
    around = _ROUND.fullmatch(text)
    if around is not None:
        yield _round(found, bool(around[1]), around[2].lower(), around[3], field)
        return
    part = _FROM.fullmatch(text)
    if part is not None:
        equations, ends = [found.equation(e, field) for e in part[1].split(",")], part[2]
        if "(" in ends and "=" not in ends:
            yield Strand("graph", (*equations, *_points(found, ends, field, 2)))
        else:
            low, _, high = ends.partition(" to ")
            yield Strand("graph", (*equations, _value(found, low, field), _value(found, high, field)))
        return
    node = found.math(text, field)
    match node:
        case syntax.Tup(items=(syntax.Relation(signs=("=",)) as equation, syntax.Relation(items=(low, syntax.Sym(), high)))):
            yield Strand("graph", (equation, low, high))
        case syntax.Relation(items=(_, _), signs=("=",)):
            yield Strand("closed", (node,))
        case _:
            hint = "Write segment (0, 0) to (1, 2), circle centre (0, 0) radius 3, y = x^2 from (0, 0) to (1, 1), or triangle (0, 0), ..."
            raise found.record.wrong("this is not a curve that can be read", field, hint)


def _area(found: Fields, text: str, field: str) -> Iterator[Clause]:
    """What a region of the plane is: its half of the plane, and what bounds it."""
    noun = _AREA.match(text)
    if noun is not None and noun[1]:
        yield from regions.region(found, _HALVES[noun[1].lower()], field)
    bare = text if noun is None else text[noun.end() :]
    yield from regions.region(found, _FILLED.sub("", bare, count=1), field)


def _value(found: Fields, text: str, field: str) -> syntax.Node:
    """1, or x = 1."""
    node = found.math(text, field)
    return node.items[1] if isinstance(node, syntax.Relation) and node.signs == ("=",) else node


def _round(found: Fields, unit: bool, word: str, rest: str, field: str) -> Strand:
    """A circle by centre and radius, or a circle or ellipse by its equation."""
    at, radius = _CENTRE.search(rest), _RADIUS.search(rest)
    if "=" in rest and at is None and radius is None:
        return Strand("closed", (found.equation(rest, field),))
    axes = _AXES.search(rest) if word == "ellipse" else None
    if axes is not None:
        placed = rest[: axes.start()] if at is not None and at.start() < axes.start() else rest[axes.end() :]
        return Strand("ellipse", (_middle(found, placed, field), found.math(axes[1], field), found.math(axes[2], field)))
    if word == "ellipse" or (radius is None and not unit):
        raise found.record.wrong(f"{'an' if word == 'ellipse' else 'a'} {word} needs an equation, or a centre and a radius", field)
    size: syntax.Node = syntax.Num("1")
    middle = rest
    if radius is not None:
        after = at is not None and at.start() > radius.start()
        cut = rest[radius.end() : at.start()] if at is not None and after else rest[radius.end() :]
        size = found.math(cut.strip(" ,."), field)
        middle = rest[: radius.start()] + (rest[at.start() :] if at is not None and after else "")
    return Strand("circle", (_middle(found, middle, field), size))


def _middle(found: Fields, text: str, field: str) -> syntax.Node:
    """The centre that a text names; the origin where it names none."""
    at = _CENTRE.search(text)
    before = (text if at is None else text[: at.start()]).strip(" ,.")
    if before:
        raise found.record.wrong(f"{before!r} cannot be read here", field, "Write circle centre (0, 0) radius 2.")
    bare = text[at.end() :].strip(" ,.") if at is not None else ""
    return found.math(bare, field) if bare and bare.lower() != "origin" else ORIGIN


def _points(found: Fields, text: str, field: str, least: int) -> tuple[syntax.Node, ...]:
    bare = re.sub(r"\b(?:from|to|and|back)\b|→|->", ",", text)
    bare = re.sub(r",(?:\s*,)+", ",", bare).strip(" ,.")
    node = found.math(bare, field)
    points = node.items if isinstance(node, syntax.Tup) else (node,)
    if len(points) < least or not all(isinstance(p, syntax.Tup) for p in points):
        raise found.record.wrong(f"expected at least {least} points, such as (0, 0), (1, 2)", field)
    return tuple(points)
