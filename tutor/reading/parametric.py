"""Curves by formulas: coordinates in brackets or by equations, with the range of their parameter; polar curves; two surfaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.reading import syntax
from tutor.reading.free import free_names
from tutor.reading.orientation import turned
from tutor.reading.strands import Run, Strand, run, seen

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

_LESS = r"(?:<=?|≤|\\leq?(?![a-z]))"
_CHAIN = rf"(?:[^,;<>≤≥=]+?{_LESS}\s*\\?[A-Za-z]+\s*{_LESS}[^,;<>≤≥=]+)"
_RANGE = re.compile(
    rf"(.*?)\s*(?:[,;]|(?<![A-Za-z])(?:for|where|with|on|when)(?![A-Za-z]))\s*(?:for\s+|where\s+|with\s+)?(?:(?P<chain>{_CHAIN})"
    r"|(?P<t>\\?[A-Za-z]+)\s*(?:(?:goes|runs|going|running|varies)\s+)?from\s+(?P<low>[^,;=]+?)\s+to\s+(?P<high>[^,;=]+)"
    r"|(?P<u>\\?[A-Za-z]+)\s*(?:∈|\\in(?![a-z])|in)\s*(?:the\s+interval\s+)?\[(?P<a>[^,;\]]+),(?P<b>[^,;\]]+)\])",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(
    r"(.*?)\s*,?\s*(?<![A-Za-z])from\s+(?P<t>\\?[A-Za-z]+)\s*=\s*(?P<low>[^,;=]+?)\s+to\s+(?:(?P=t)\s*=\s*)?(?P<high>[^,;=]+)",
    re.IGNORECASE | re.DOTALL,
)
_NOUNS = "curve|circle|helix|path|cycloid|spiral|astroid|cardioid|rose|lima[cç]on|polar|graph|parabola|space"
_CALLED = re.compile(
    rf"(?:(?:the|{_NOUNS}|of|given|by|in)\s*:?\s+)*"
    r"(?:(?:\\(?:vec|mathbf|bf)\s*)?\{?\s*[rc]\s*\}?\s*(?:\(\s*\\?[A-Za-z]+\s*\))?\s*=\s*(?=[(<\[⟨]|\\(?:left|langle)))?",
    re.IGNORECASE,
)
_TUPLE = re.compile(r"(?:\\left)?\s*[(<\[⟨]|\\langle")
_BY_BASIS = re.compile(r"(?:\\(?:vec|mathbf|bf)\s*)?\{?\s*r\s*\}?\s*\(\s*\\?[A-Za-z]+\s*\)\s*=", re.IGNORECASE)
_ENDS = re.compile(r"(.*[^,\s])\s*,?\s*\bfrom\s+(?:the\s+point\s+)?(\(.*\))\s*to\s+(?:the\s+point\s+)?(\(.*\))", re.IGNORECASE | re.DOTALL)
_BASIS = re.compile(r"(?<![A-Za-z\\])[ijk](?![A-Za-z])|\\(?:mathbf|hat|vec)")
_POINTS = re.compile(r"\)\s*(?:to|and|,|->|→)?\s*\(.*,")
_POLAR = re.compile(r"\s*r\s*=")
COORDINATES = ("x", "y", "z")
_AND = re.compile(r",|(?<![A-Za-z])and(?![A-Za-z])")
_SURFACE = re.compile(
    r"(?:the\s+)?(?:(?:circular|elliptic(?:al)?|parabolic|hyperbolic|unit)\s+)?(?:cylinder|hemisphere|plane|sphere|cone|paraboloid|ellipsoid|hyperboloid|saddle|graph|surface)s?\s+(?:of\s+)?",
    re.IGNORECASE,
)
_MEET = re.compile(
    r"(?:the\s+)?(?:curve\s+of\s+)?(?:intersection|curve\s+in\s+which)\s+(?:of\s+)?(.*=[^,]*?)\s*(?:,|(?<![A-Za-z])and(?![A-Za-z]))\s*(.*=.*)",
    re.IGNORECASE | re.DOTALL,
)
_IN_PLANE = re.compile(
    r"(?:the\s+)?(?:circle|ellipse|curve)?\s*(?!.*\b(?:cent|radius))([^,]*=[^,]*?)\s*,?\s*(?:(?:that\s+)?(?:lies|lying)\s+)?(?:in|on)\s+(?:the\s+)?"
    r"(?:(horizontal|vertical)\s+)?plane\s+([^,]*=[^,]*)",
    re.IGNORECASE | re.DOTALL,
)
_OCTANT = re.compile(r"(?:in\s+)?(?:the\s+)?first\s+octant", re.IGNORECASE)
_WORDS = re.compile(r"[<>≤≥]|\\[lg]e|\b(?:from|circle|ellipse|arc)\b")
_PIECE = re.compile(r"[=,;]|\b(?:to|from|circle|radius)\b")


def is_equation(text: str) -> bool:
    """Whether a text is one equation and nothing else."""
    return text.count("=") == 1 and _WORDS.search(text) is None


def is_coordinate(value: object) -> bool:
    """Whether one entry of a list is a formula and not a piece in words."""
    return isinstance(value, int) or (isinstance(value, str) and _PIECE.search(value) is None)


def meeting(found: Fields, text: str, field: str) -> Strand | None:
    """The intersection of two surfaces, in words; None for anything else."""
    met, flat = _MEET.fullmatch(text), _IN_PLANE.fullmatch(text)
    if met is None and flat is not None:
        return surfaces(found, (flat[1], flat[3]), field)
    return None if met is None else surfaces(found, met.groups(), field)


def surfaces(found: Fields, said: Sequence[Any], field: str) -> Strand:
    """Two equations, then what part of their curve is meant, and which way round."""
    nodes = [found.equation(_SURFACE.sub("", v), field) for v in said[:2]]
    turn, view = "", None
    for more in said[2:]:
        bare, way = turned(found.text(more, field))
        turn, view = way.turn or turn, seen(found, way, field) or view
        if _OCTANT.fullmatch(bare):
            nodes += [found.math(f"{v} >= 0", field) for v in COORDINATES]
        elif bare:
            nodes.append(found.math(bare, field))
    return Strand("surfaces", tuple(nodes), turn=turn, view=view)


def parametric(found: Fields, text: str, field: str, given: Run | None) -> Strand | None:
    """(cos t, sin t), 0 <= t <= 2pi; x = cos t, y = sin t, ...; r = 1 + cos(theta); y = x^2, z = x^3, 0 <= x <= 1. None for another."""
    bare, own = _ranged(found, text, field)
    called = _CALLED.match(bare)
    bare = bare[called.end() :].strip(" ,.") if called is not None else bare
    head = _BY_BASIS.match(bare)
    bare = bare[head.end() :] if head is not None and "=" not in bare[head.end() :] and _BASIS.search(bare[head.end() :]) else bare
    mine = own or given
    ends = _ENDS.fullmatch(bare) if mine is None else None
    if ends is not None and (between := _between(found, ends, field)) is not None:
        return between
    if "=" not in bare:
        return _coordinates(found, bare, field, mine)
    equations = [e.strip() for e in _AND.split(bare) if e.strip()]
    if not all(map(is_equation, equations)):
        return None
    if len(equations) == 1 and _POLAR.match(bare) and "r" not in found.scope.variables:
        return _polar(found, bare, field, mine)
    if mine is not None:
        return _by_equations(found, equations, field, mine)
    return surfaces(found, equations, field) if len(equations) == 2 else None


def _between(found: Fields, said: re.Match[str], field: str) -> Strand | None:
    """x = t, y = t^2, z = t^3 from one point to another; None where the letter of the parameter is not seen."""
    if "=" not in said[1] and _TUPLE.match(said[1]) is None:
        return None
    texts = [e.strip().partition("=")[2] for e in _AND.split(said[1])] if "=" in said[1] else [said[1]]
    letters = list(dict.fromkeys(n for e in texts if e for n in free_names(found.math(e, field))))
    low, high = (found.math(said[k], field) for k in (2, 3))
    if len(letters) != 1 or letters[0] in COORDINATES or not isinstance(low, syntax.Tup) or not isinstance(high, syntax.Tup):
        return None
    return parametric(found, said[1], field, (letters[0], low, high))


def _ranged(found: Fields, text: str, field: str) -> tuple[str, Run | None]:
    """A text without the range of its parameter, and that range where it is said."""
    said = _BETWEEN.fullmatch(text)
    if said is None:
        said = _RANGE.fullmatch(text)
        if said is None:
            return text, None
        if said["chain"]:
            return said[1], run(found, said["chain"], field)
        if said["u"]:
            return said[1], (found.name(said["u"], field), found.math(said["a"], field), found.math(said["b"], field))
    return said[1], (found.name(said["t"], field), found.math(said["low"], field), found.math(said["high"], field))


def _coordinates(found: Fields, text: str, field: str, mine: Run | None) -> Strand | None:
    """(cos t, sin t), or cos t i + sin t j."""
    by_basis = _TUPLE.match(text) is None and _BASIS.search(text) is not None
    if not by_basis and (_TUPLE.match(text) is None or _POINTS.search(text)):
        return None
    node = found.math(text, field, replace(found.scope, vectors=True) if by_basis else None)
    if not isinstance(node, syntax.Tup) or any(isinstance(i, syntax.Tup | syntax.Relation) for i in node.items):
        return None
    if mine is None:
        raise found.record.wrong("the parameter and its ends are missing", "parameter", 'Write parameter = ["t", "0", "1"].')
    return Strand("given", node.items, (), mine)


def _by_equations(found: Fields, equations: Sequence[str], field: str, mine: Run) -> Strand | None:
    """x = cos t, y = sin t; or y = x^2, z = x^3, where the parameter is a variable."""
    sides = [n.items for n in (found.equation(e, field) for e in equations) if isinstance(n, syntax.Relation)]
    names = [left.name for left, _ in sides if isinstance(left, syntax.Sym)]
    if mine[0] in COORDINATES:
        return Strand("graph", (*(syntax.Relation(s, ("=",)) for s in sides), *mine[1:]))
    if len(sides) < 2 or len(set(names)) < len(sides) or mine[0] in names:
        return None
    return Strand("given", tuple(right for _, right in sides), tuple(names), mine)


def _polar(found: Fields, text: str, field: str, mine: Run | None) -> Strand | None:
    """r = f(theta), with its range or without one."""
    node = found.equation(text, field)
    assert isinstance(node, syntax.Relation)
    letters = set(free_names(node.items[1]))
    angle = mine[0] if mine is not None else next((n for n in ("theta", "t", "phi") if n in letters), "theta")
    ends = mine or (angle, syntax.Num("0"), syntax.Prod((syntax.Num("2"), syntax.Const("pi"))))
    return Strand("polar" if mine is not None else "round", (node.items[1],), (), ends)
