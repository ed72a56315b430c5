"""What a region is: inequalities, curves that bound it, or words: `triangle (0,0), (1,0), (1,1)`, `inside r = 2 cos(theta)`.

And the limits of an iterated integral: a list of [variable, lower, upper], innermost first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.reading import syntax
from tutor.reading.boxes import LETTERS, box, loop
from tutor.reading.free import free_names
from tutor.reading.region_words import clauses
from tutor.reading.variables import CONSTANT_LETTERS

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

_POINTS = (
    "triangle", "polygon", "quadrilateral", "parallelogram", "trapezoid", "trapezium", "rectangle", "square", "tetrahedron", "box", "cube",
)  # fmt: skip
_ROUND = {"disc": "disc", "disk": "disc", "circle": "disc", "ball": "ball", "sphere": "ball"}
_WHOLE = {
    "plane": "plane", "first quadrant": "quadrant", "quadrant": "quadrant", "first octant": "octant", "octant": "octant",
    "upper half plane": "upper", "space": "space",
}  # fmt: skip
_UNITS = {
    "disc": "disc radius 1", "disk": "disc radius 1", "ball": "ball radius 1",
    "square": "square (0, 0), (1, 1)", "cube": "box (0, 0, 0), (1, 1, 1)",
}  # fmt: skip
_FILLS = {"unit circle": "unit disc", "unit sphere": "unit ball"}  # only where `inside` is said: they may be the curve, the surface
_UNIT = re.compile(rf"\s*(?:the\s+)?(?:solid\s+|filled\s+|closed\s+)?unit\s+({'|'.join(_UNITS)})\s*\.?\s*", re.IGNORECASE)
_SHAPE = re.compile(
    rf"\s*(?:the\s+)?(?:solid\s+|filled\s+|closed\s+)?({'|'.join((*_POINTS, *_ROUND))})(?:al\s+region)?\b\s*(?:with\s+)?"
    r"(?:vertices|corners|opposite\s+corners|vertexes)?(?:\s+at)?\s*:?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLED = re.compile(
    r"\s*(?:the\s+)?(?:whole\s+|entire\s+)?(" + "|".join(sorted(_WHOLE, key=len, reverse=True)) + r")\s*\.?\s*", re.IGNORECASE
)
_LEADING = re.compile(
    r"\s*(?:and\s+)?(?:(?:that|which)\s+)?(?:is\s+|are\s+|lies?\s+)?"
    r"(bounded\s+by|enclosed\s+by|cut\s+(?:out|off)\s+by|between|inside(?:\s+of)?|within|outside(?:\s+of)?|above|below|beneath|under|over|in)\b\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_UPRIGHT = re.compile(
    r"(?:an?\s+|the\s+)?(?:right\s+|solid\s+|circular\s+)*(?P<noun>cylinder|cone)\s*(?:of|with|,)?\s*(?:an?\s+)?(?:base\s+)?radius\s*(?:of\s+|=\s*)?"
    r"(?P<radius>[^,=<>]+?)\s*(?:,|\band\b)?\s*(?:an?\s+)?height\s*(?:of\s+|=\s*)?(?P<height>[^,=<>]+?)\s*\.?",
    re.IGNORECASE,
)  # fmt: skip
_BESIDE = re.compile(
    r"(?:that\s+)?(?:lies\s+|lying\s+|is\s+)?(?:to\s+the\s+)?(right\s+of|left\s+of|in\s+front\s+of|behind)\s+(?:the\s+)?(xz|yz)-?\s?plane",
    re.IGNORECASE,
)  # as the axes are drawn: x to the front, y to the right
_SHAPED = re.compile(
    r"(?:the\s+)?(?:solid\s+|closed\s+|circular\s+)*"
    r"(?:cube|box|cone|cylinder|ball|sphere|hemisphere|paraboloid|solid|region|rectangle|square|ellipsoid|prism|block|shell|wedge|annulus|ring|disk|disc|torus|ellipse|set|domain|triangle)"
    r"\s*(?:E\s+|D\s+)?(?:(?:given|described|defined)\s+by|where|:)?\s+(?=[^()a-z]*(?:[\d()abcrxyz+*/^.\s-]|sqrt|\\sqrt)+\s*(?:[<>≤≥]|\\[lg]e))",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:the\s+)?(?:plane\s+)?(?:region|triangle|area|square|rectangle|parallelogram|trapezoid|set|domain)(?:\s+[A-Z])?(?:\s+(?:of|in)\s+the\s+(?:xy-)?plane)?"
    r"(?:\s+(?:that|which)\s+is)?",
    re.IGNORECASE,
)
_CURVES = re.compile(
    r"\b(?:the\s+)?(?:(?:circular|elliptic(?:al)?|parabolic|hyperbolic|concentric|polar|solid|horizontal|vertical|half|two|three|four|five|six)[\s-]+)*"
    r"(?:curves?|lines?|parabolas?|surfaces?|planes?|circles?|semi-?circles?|paraboloids?|(?:hemi)?spheres?|cones?|cylinders?|ellips(?:es?|oids?)|balls?|dis[ck]s?|"
    r"hyperbol(?:as?|oids?)|cardioids?|lima(?:c|ç)ons?|lemniscates?|roses?|graphs?\s+of)\b",
    re.IGNORECASE,
)  # whose equation says all
_CLOSED = re.compile(
    r"(?:the\s+)?(?:solid\s+)?(?:ellipse|ellipsoid|circle|sphere|cylinder|cardioid)\s+([^<>≤≥,]*=[^<>≤≥,]*)", re.IGNORECASE
)
_PM = r"\s*(?:±|\\pm(?![a-z])|\+/?-)\s*"
_EIGHT = re.compile(rf"\({_PM}([^,()]+),{_PM}([^,()]+),{_PM}([^,()]+)\)")  # (±1, ±1, ±1): the corners of a box
_BOTH = re.compile(r"^both\s+(?:of\s+)?", re.IGNORECASE)
_CENTRE = re.compile(
    r",?\s*(?:and\s+)?(?:of\s+|with\s+)?(?:its\s+)?(?:cent(?:re|er)(?:e?d)?|about|around)\s*(?:is\s+)?(?:at\s+)?(?:=|:)?\s*", re.IGNORECASE
)
_ORIGIN = re.compile(r"[\s,]*(?:the\s+)?origin[\s,]*", re.IGNORECASE)
_RADIUS = re.compile(r",?\s*(?:and\s+)?(?:of\s+|with\s+)?radius\s*(?:is\s+)?(?:=|:)?\s*", re.IGNORECASE)
_SIDES = {
    "bounded": "between",
    "enclosed": "between",
    "cut": "between",
    "within": "inside",
    "under": "below",
    "beneath": "below",
    "over": "above",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is said of a region: a word, and the formulas or points that it is about."""

    word: str  # "" for a relation that stands for itself
    nodes: tuple[syntax.Node, ...] = ()

    @property
    def dimension(self) -> int | None:
        """In how many variables it is, where it says that."""
        if self.word in ("plane", "quadrant", "upper", "disc"):
            return 2
        if self.word in ("octant", "space", "ball", "tetrahedron"):
            return 3
        sizes = {len(n.items) for n in self.nodes if isinstance(n, syntax.Tup)}
        return sizes.pop() if len(sizes) == 1 and self.word else None

    def names(self) -> Iterator[str]:
        """The letters in it."""
        for n in self.nodes:
            yield from free_names(n)


_FLOOR = Clause("floor")  # a solid above a figure of the plane z = 0 stands on it, where nothing else is said of its bottom


def region(found: Fields, value: object, field: str) -> list[Clause]:
    """The clauses of a region. Errors: `Unreadable` or `Invalid`, with the place."""
    texts = value if isinstance(value, list) else [value]
    made = [c for text in texts for said in clauses(found.text(text, field)) for c in _clauses(found, said, field)]
    if _FLOOR not in made:
        return [*made, *(Clause("", (r,)) for r in found.relations("y >= 0", field))] if _is_under_a_curve(made) else made
    said = [c for c in made if c != _FLOOR]
    if not said:
        raise found.record.wrong("nothing says what bounds the region", field, "Write triangle (0, 0), (1, 0), (1, 1), or inequalities.")
    heights = {c.word for c in said if "z" in c.names()}
    floor = [Clause("", (r,)) for r in found.relations("z >= 0", field)] if heights == {"below"} else []
    return [*said, *floor]


def _is_under_a_curve(said: list[Clause]) -> bool:
    """Whether a region is all that lies below one curve y = f(x), at most with limits for x: as books say what is above the x-axis."""
    curves = [set(c.names()) for c in said if c.word == "below"]
    others = [set(c.names()) for c in said if c.word != "below"]
    return len(curves) == 1 and "y" in curves[0] and "z" not in curves[0] and all(names <= {"x"} for names in others)


def is_worded(text: str) -> bool:
    """Whether a region is said in words, and not by relations alone."""
    bare = text.replace("$", " ").strip()
    said = clauses(text)
    if any(_CLOSED.fullmatch(c) for c in said):  # the curve itself may be meant
        return False
    return said != [bare] or any(
        _FILLED.fullmatch(c) or _UNIT.fullmatch(c) or _SHAPE.fullmatch(c) or _LEADING.fullmatch(c) or _SHAPED.match(c) for c in said
    )


def _clauses(found: Fields, bare: str, field: str) -> Iterator[Clause]:
    said_in_one = product(found, bare) or loop(bare)
    if said_in_one is not None:
        yield from (Clause("", (r,)) for said in said_in_one for r in found.relations(said, field))
        return
    filled = _FILLED.fullmatch(bare)
    if filled is not None:
        yield Clause(_WHOLE[" ".join(filled[1].lower().split())])
        return
    unit = _UNIT.fullmatch(bare)
    if unit is not None:
        yield from _clauses(found, _UNITS[unit[1].lower()], field)
        return
    upright = _UPRIGHT.fullmatch(bare)
    if upright is not None:
        yield from _upright(found, upright, field)
        return
    beside = _BESIDE.fullmatch(bare)
    if beside is not None:
        side = ">=" if beside[1].lower().startswith(("right", "in")) else "<="
        yield from (Clause("", (r,)) for r in found.relations(f"{'y' if beside[2].lower() == 'xz' else 'x'} {side} 0", field))
        return
    shaped = _SHAPED.match(bare)
    if shaped is not None:
        yield from (Clause("", (r,)) for r in found.relations(bare[shaped.end() :], field))
        return
    closed = _CLOSED.fullmatch(bare)
    if closed is not None:  # the ellipse x^2 + 4y^2 = 4, as a region what is inside it
        yield Clause("inside", tuple(_listed(found, closed[1], field)))
        return
    shape = _SHAPE.fullmatch(bare)
    if shape is not None:
        yield _shape(found, shape[1].lower(), shape[2], field)
        return
    said = _LEADING.fullmatch(bare)
    if said is not None and said[2].strip():
        word = said[1].lower().split()[0]
        rest = _BOTH.sub("", said[2].strip(" ,."))
        if word in ("above", "over") and _NOUN.fullmatch(rest):  # above the region, enclosed by y = x and y = x^2
            yield _FLOOR
            return
        for edge, inside in _FILLS.items():
            rest = re.sub(rf"\b{edge}\b", inside, rest, flags=re.IGNORECASE)
        shape = _SHAPE.fullmatch(rest)
        if word in ("above", "over") and (_SHAPED.match(rest) or product(found, rest) is not None):  # above the disc x^2 + y^2 <= 4
            yield from _clauses(found, rest, field)
            yield _FLOOR
        elif (
            _FILLED.fullmatch(rest) or _UNIT.fullmatch(rest) or (shape is not None and not _by_equation(shape)) or _UPRIGHT.fullmatch(rest)
        ):
            if word == "outside" and shape is not None and shape[1].lower() in _ROUND:
                middle, size = _measures(found, shape[1].lower(), shape[2], field)
                centre = re.fullmatch(r"\((.*)\)", middle)
                places = centre[1].split(",") if centre else ["0"] * (3 if _ROUND[shape[1].lower()] == "ball" else 2)
                square = " + ".join(f"({v} - ({c}))^2" for v, c in zip(LETTERS, places, strict=False))
                yield from (Clause("", (r,)) for r in found.relations(f"{square} >= ({size})^2", field))
                return
            if word in ("outside", "below", "under"):
                raise found.record.wrong(f"what is {word} {rest} cannot be read", field, "Write its inequality, such as x^2 + y^2 >= 1.")
            yield from _clauses(found, rest, field)
            if word in ("above", "over"):
                yield _FLOOR
        else:
            about = list(_listed(found, rest, field))
            curves = [r for r in about if isinstance(r, syntax.Relation) and r.signs == ("=",)] or about
            yield Clause(_SIDES.get(word, word), tuple(curves))
            yield from (Clause("", (r,)) for r in about if r not in curves)  # below y = sin x, 0 <= x <= pi
        return
    yield from (Clause("", (r,)) for r in found.relations(bare, field))


def product(found: Fields, text: str) -> list[str] | None:
    """A product of intervals as inequalities in x, y, z; None for anything else, and where other letters are asked about."""
    others = {n for n in (*found.letters, *found.declared) if n not in (*LETTERS, *CONSTANT_LETTERS)}
    return None if others else box(text)


def _by_equation(shape: re.Match[str]) -> bool:
    """Whether a circle or a sphere is named beside its equation: the sphere x^2 + y^2 + z^2 = 4."""
    return shape[1].lower() in _ROUND and "=" in _RADIUS.sub("", _CENTRE.sub("", shape[2])) and _RADIUS.search(shape[2]) is None


def _upright(found: Fields, said: re.Match[str], field: str) -> Iterator[Clause]:
    """A cylinder or a cone about the axis of z: the cylinder stands on z = 0, the cone on its tip at the origin."""
    radius, height = (f"({said[k].strip(' ,.')})" for k in ("radius", "height"))
    side = f"x^2 + y^2 <= {radius}^2" if said["noun"].lower() == "cylinder" else f"({radius}/{height}) z >= sqrt(x^2 + y^2)"
    for text in (side, f"0 <= z <= {height}"):
        yield from (Clause("", (r,)) for r in found.relations(text, field))


def _shape(found: Fields, word: str, rest: str, field: str) -> Clause:
    word, rest = "box" if word == "cube" else word, _EIGHT.sub(r"(-(\1), -(\2), -(\3)), (\1, \2, \3)", rest)
    if word in _ROUND:
        middle, size = _measures(found, word, rest, field)
        return Clause(_ROUND[word], (*((found.math(middle, field),) if middle else ()), found.math(size, field)))
    node = found.math(re.sub(r",?\s*\band\b", ",", rest).strip(" ."), field)
    points = node.items if isinstance(node, syntax.Tup) and all(isinstance(i, syntax.Tup) for i in node.items) else (node,)
    if not all(isinstance(p, syntax.Tup) for p in points):
        raise found.record.wrong(f"a {word} is given by its corners", field, "Write triangle (0, 0), (1, 0), (1, 1).")
    return Clause(word, tuple(points))


def _measures(found: Fields, word: str, rest: str, field: str) -> tuple[str, str]:
    """The centre of what is round, nothing where it is the origin, and its radius."""
    at, radius = _CENTRE.search(rest), _RADIUS.search(rest)
    if radius is None:
        raise found.record.wrong(f"a {word} is given by its centre and its radius", field, "Write disc centre (0, 0) radius 2.")
    after = at is not None and at.start() > radius.start()
    size = rest[radius.end() : at.start()] if at is not None and after else rest[radius.end() :]
    before = rest[: min(m.start() for m in (at, radius) if m is not None)].strip(" ,")
    if before:
        raise found.record.wrong(f"{before!r} cannot be read here", field, f"Write {word} centre (0, 0) radius 2.")
    middle = "" if at is None else rest[at.end() :] if after else rest[at.end() : radius.start()]
    return "" if _ORIGIN.fullmatch(middle) else middle.strip(" ,."), size.strip(" .,")


def _listed(found: Fields, text: str, field: str) -> Iterator[syntax.Node]:
    """Curves: `y = x, y = x^2 and x = 2`; the axes by their names."""
    spelled = re.sub(r"\b(?:the\s+)?x-axis\b", "y = 0", text, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?y-axis\b", "x = 0", spelled, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?(?:xy-plane)\b", "z = 0", spelled, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?(?:three\s+)?coordinate\s+planes\b", "x = 0, y = 0, z = 0", spelled, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?coordinate\s+axes\b", "x = 0, y = 0", spelled, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?(?:xz-plane)\b", "y = 0", spelled, flags=re.IGNORECASE)
    spelled = re.sub(r"\b(?:the\s+)?(?:yz-plane)\b", "x = 0", spelled, flags=re.IGNORECASE)
    spelled = _CURVES.sub(" ", spelled)
    for piece in re.split(r"(?:(?<!\\)[,;]|\band\b)(?![^()]*\))", spelled):
        if not piece.strip():
            continue
        for relation in found.relations(piece.strip(" ."), field):
            if isinstance(relation, Clause):
                raise found.record.wrong(
                    f"{piece.strip(' .')!r} cannot be read here", field, "Write its inequality, such as x^2 + y^2 <= 4."
                )
            yield relation


def limits(found: Fields, value: object, field: str) -> list[tuple[str, syntax.Node, syntax.Node]]:
    """[["y", "0", "x"], ["x", "0", "1"]], innermost first; also as chains 0 <= y <= x. Errors: `Invalid`."""
    if not isinstance(value, list) or not value:
        raise found.record.wrong("expected a list of limits, the innermost first", field, 'Write [["y", "0", "x"], ["x", "0", "1"]].')
    out = []
    for entry in value:
        if isinstance(entry, list) and len(entry) == 3:
            out.append((found.name(entry[0], field), found.math(entry[1], field), found.math(entry[2], field)))
        elif isinstance(entry, str):
            match found.math(entry, field):
                case syntax.Relation(items=(low, syntax.Sym(name=v), high), signs=("<" | "<=", "<" | "<=")):
                    out.append((v, low, high))
                case _:
                    raise found.record.wrong("expected a variable between two limits, such as 0 <= y <= x", field)
        else:
            raise found.record.wrong("expected a variable with its lower and its upper limit", field, 'Write ["y", "0", "x"].')
    names = [v for v, _, _ in out]
    if len(set(names)) < len(names):
        raise found.record.wrong("a variable has two pairs of limits", field)
    for k, (v, low, high) in enumerate(out):
        inner = {*free_names(low), *free_names(high)} & set(names[: k + 1])
        if inner:
            said = f"the limits of {v} hold {sorted(inner)[0]}, which is integrated before or with it"
            raise found.record.wrong(said, field, "The innermost variable comes first.")
    return out


def integrals(found: Fields, value: object, field: str) -> list[tuple[syntax.Node, list[tuple[str, syntax.Node, syntax.Node]]]]:
    """A sum of iterated integrals: tables with an integrand and limits. Errors: `Invalid`."""
    if not isinstance(value, list) or not value or not all(isinstance(v, Mapping) and "limits" in v for v in value):
        raise found.record.wrong(
            "expected a list of integrals", field, 'Write [{ integrand = \'x y\', limits = [["y", "0", "x"], ..] }, ..].'
        )
    common = found.fields.get("integrand", "1")
    return [(found.math(v.get("integrand", common), field), limits(found, v["limits"], field)) for v in value]


__all__ = ["Clause", "integrals", "limits", "region"]
